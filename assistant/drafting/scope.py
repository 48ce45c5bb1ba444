"""Which contracts a statement is about: its amounts, its types of contract, its length, as the condition of a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.drafting.figures import Compared, Counting, NotExpressible, compared, written
from assistant.drafting.parts import is_range
from assistant.drafting.statements import Statement
from assistant.drafting.strength import NEGATIVE
from assistant.drafting.type_words import named, types_in
from assistant.rules.quantities import Quantity

Test = dict[str, Any]

_LENGTH = re.compile(r"\b(?:last\w*|short\w*|length|term|duration|long\w*|run\w*|period|contract\w*)\b", re.IGNORECASE)
_YEARLY = re.compile(
    r"£[\d,.]+\s?(?:k|m|million|thousand)?\s*(?:\([^)]*\)\s*)?(?:per annum|p\.?a\b|per year|a year|each year|annually|per month|a month)"
    r"|\bannual (?:contract )?(?:value|spend|cost)\b|\bper annum\b",
    re.IGNORECASE,
)
_CALL_OFF = re.compile(r"\b(?:call[- ]?offs?|call(?:s|ing|ed)[- ]off)\b", re.IGNORECASE)
_ANY_CALL_OFF = re.compile(
    r"(?:\s+contracts?)?(?:\s+(?:made|from|under|against|within|a|an|any|the|all|every|existing|established|frameworks?|agreements?|and|or"
    r"|dynamic|markets?|purchasing|systems?)\b)*(?:,?\s+(?:whoever|whichever|whatever|however)\b[^,.;]*)?",
    re.IGNORECASE,
)
"""What may stand behind "call-off" without narrowing which."""
_BESIDE = r"\s+(?:(?:in|for|to|from|of|where|when|it|is|are|the contract|by|way|as|an?|any|all|the)\s+)*$"
_EXCEPTED = re.compile(
    rf"\b(?:except(?:ing)?|exclud(?:es?|ing)|exclusive of|other than|apart from|save|but not|not|unless){_BESIDE}",
    re.IGNORECASE,
)
_TAKEN_IN = re.compile(rf"\b(?:includ(?:es?|ing)|whether|and|as well as|even|also){_BESIDE}", re.IGNORECASE)
_OF_SOME = re.compile(r"\b(?:if|unless|provided|except|only|where)\b", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:[\s,.;:]|\b(?:is|are|be|do|does|shall|will|need|and|or|to|social value|this policy|paragraphs?|clauses?|sections?|\d+)\b)+$",
    re.IGNORECASE,
)
ONLY_LONGEST, TAIL_LONGEST = 110, 400
_CARRIES_ON = re.compile(
    r"^(?:if|where|when)\s+(?:it|they|this|that)\b|\binstead\b|^(?:such|these|those)\s+(?:contracts?|call)", re.IGNORECASE
)
"""Words by which a sentence goes on with the contracts of the one before."""
_NATIONAL = re.compile(
    r"\b(?P<words>at or above|above|over|exceed(?:s|ing)?|in excess of|below|under)\s+(?:the\s+|any\s+)?(?:[\w'-]+\s+){0,6}?"
    r"(?P<near>(?:(?:find a tender|public|procurement|statutory|regulated|relevant|uk|eu|fts|ojeu|pcr|national|act|legislative|government)\s+)+"
    r"(?:[\w'-]+\s+){0,3}?thresholds?)",
    re.IGNORECASE,
)
_ALL_CONTRACTS = re.compile(
    r"\b(?:all|every|each|any)\b(?:\s+\w+){0,4}\s+(?:contracts?|procurements?|tenders?|commission\w*|purchas\w+|procurement activit\w+)\b"
    r"|\b(?:irrespective|regardless) of (?:the )?(?:\w+ )?value\b|\bwhatever (?:its|their|the) value\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a duty is for: tests that all have to hold, the clauses that state them, whether they are said to be all contracts,
    and what is excepted in the same sentence."""

    tests: tuple[Test, ...] = ()
    clauses: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    every: bool = False
    exception: Test | None = None

    @property
    def when(self) -> Test | None:
        """The condition of a rule; None where nothing limits it."""
        if not self.tests:
            return None
        return self.tests[0] if len(self.tests) == 1 else {"all": list(self.tests)}


def scope_of(statement: Statement, basis: Counting) -> Scope:
    """What a statement with one amount, or one range of amounts, is for; with what it carries on from the sentence before.

    :raises NotExpressible: it names amounts or lengths that a condition cannot be made of.
    """
    if re.search(r"[€$]\s?\d|\b(?:euros?|dollars?|EUR|USD)\b", statement.text):
        raise NotExpressible("the amount is not in pounds")
    if statement.segment.figures and _YEARLY.search(statement.text):
        raise NotExpressible("the amount is for a year, and a pack compares the value of the whole contract")
    pounds = [q for q in statement.segment.figures if q.kind == "pounds" and q.value > 0]
    if len(pounds) > 1 and not (len(pounds) == 2 and is_range(statement, pounds)):
        raise NotExpressible("it gives several amounts, and which goes with what cannot be told")
    own = _scope(statement, pounds, basis, statement.text)
    if statement.previous is None or statement.segment.row or not _CARRIES_ON.search(statement.text):
        return own
    before = scope_of(replace(statement, segment=statement.previous, previous=None, whole=None), basis)
    facts = {test.get("fact") for test in own.tests}
    carried = [test for test in before.tests if test.get("fact") not in facts]
    return Scope(
        (*carried, *own.tests),
        tuple(dict.fromkeys([*before.clauses, *own.clauses])),
        own.types or before.types,
        own.every,
        own.exception or before.exception,
    )


def _scope(statement: Statement, pounds: Sequence[Quantity], basis: Counting, words: str) -> Scope:
    amounts = [_amount(statement, figure, basis) for figure in pounds]
    national = _national(statement, words)
    if national and amounts and not _other_end(national, amounts, words):
        national = None
    lengths = _lengths(statement, basis)
    limits = _joined(statement, [*amounts, *filter(None, (national,))], lengths)
    types = _type_test(statement, words)
    call_off, excepted = _call_off(statement, words)
    if call_off and limits and re.search(r"\bor\b", words):
        raise NotExpressible("it names call-offs or a value: write the two apart by hand")
    tests = tuple(filter(None, (types, call_off, *limits)))
    told = tuple(dict.fromkeys(label for test in tests for label in _clauses_of(test)))
    every = _ALL_CONTRACTS.search(statement.text) is not None
    return Scope(tests, told, tuple(types["one_of"]) if types else (), every, excepted)


def _amount(statement: Statement, figure: Quantity, basis: Counting) -> Test:
    return {"fact": "amount", "figure": written(statement, figure, basis)}


def _national(statement: Statement, words: str) -> Test | None:
    """A test against the national threshold, where the statement speaks of it and gives no amount of its own."""
    found = _NATIONAL.search(words)
    if found is None:
        return None
    said = found["words"].lower()
    comparator = "at_least" if said.startswith("at or") else "under" if said in ("below", "under") else "over"
    return {
        "fact": "amount", "national": "threshold", "comparator": comparator, "clause": statement.label, "words": said,
        "near": found["near"],
    }  # fmt: skip


def _other_end(national: Test, amounts: Sequence[Test], words: str) -> bool:
    """Whether the national threshold is the other end of a span that an amount begins or ends ("over £30,000 and below the threshold")."""
    if len(amounts) != 1 or re.search(r"\bor\s+(?:that\s+)?(?:are\s+|is\s+)?(?:at\b|above|below|over|under)", words):
        return False
    begins: bool = amounts[0]["figure"]["comparator"] in ("over", "at_least")
    return begins is (str(national["comparator"]) == "under")


def _lengths(statement: Statement, basis: Counting) -> list[Test]:
    """Tests of the contract's length: times that the statement compares, where it speaks of how long a contract is."""
    found = []
    for figure in (q for q in statement.segment.figures if q.kind == "months"):
        around = statement.segment.window_before(figure)[-60:] + statement.segment.window_after(figure)[:40]
        told = _beside_only(statement, figure)
        if told and _LENGTH.search(around) and figure.value == int(figure.value):
            first = {"without_extensions": basis.first_term} if basis.first_term else {}
            found.append({"fact": "duration", "figure": written(statement, figure, basis), **first})
    return found


def _beside_only(statement: Statement, figure: Quantity) -> Compared | None:
    told = compared(statement, figure)
    return told if told and told.words_clause is None else None


def _joined(statement: Statement, amounts: list[Test], lengths: list[Test]) -> list[Test]:
    """Amounts and lengths together, or the one or the other where the sentence says "or" between them."""
    if len(amounts) != 1 or len(lengths) != 1:
        return [*amounts, *lengths]
    figures = [q for q in statement.segment.figures if q.kind in ("pounds", "months")]
    between = statement.text[figures[0].end : figures[-1].start]
    alternative = re.search(
        r"\bor\b(?!\s+(?:more|over|above|longer|greater|higher|less|below|under|fewer|shorter|upwards))", between
    )
    return [{"any": [*amounts, *lengths]}] if alternative else [*amounts, *lengths]


def _type_test(statement: Statement, words: str) -> Test | None:
    """A test of the contract's type, from the words themselves, else from what introduces them."""
    sources = [(statement.label, words)] + ([(statement.lead.label, statement.lead.text)] if statement.lead else [])
    for label, text in sources:
        found = types_in(text)
        if len({named(match) for match in found}) > 1:
            raise NotExpressible(
                f"it names more than one kind of contract apart ({', '.join(m.group().strip() for m in found)})"
            )
        if found:
            return {
                "fact": "contract_type",
                "one_of": list(named(found[0])),
                "clause": label,
                "near": found[0].group().strip(),
            }
    return None


def _call_off(statement: Statement, words: str) -> tuple[Test | None, Test | None]:
    """A test that a contract is a call-off, and one that excepts call-offs: the words in front tell, and "including" makes neither."""
    found = _CALL_OFF.search(words)
    if found is None or _TAKEN_IN.search(words[: found.start()]):
        return None, None
    test: Test = {"fact": "call_off", "value": True, "clause": statement.label, "near": found.group()}
    if not _EXCEPTED.search(words[: found.start()]):
        return test, None
    if NEGATIVE.search(words[: found.start()]):
        raise NotExpressible("it leaves something out, and call-offs in turn out of that: write it by hand")
    only = which_call_offs(words[found.start() :])
    return None, {**test, "only": only} if only else test


def which_call_offs(text: str) -> str | None:
    """The words that narrow which call-offs a sentence leaves out; None where it leaves out all.

    >>> which_call_offs("A call-off made by direct award is exempt from this policy.")
    'made by direct award'
    >>> which_call_offs("When we call off from a framework agreement, whoever set it up, paragraphs 1 and 2 do not apply.")
    >>> which_call_offs("call-offs from a framework that has only one supplier;")
    'from a framework that has only one supplier'
    """
    found = _CALL_OFF.search(text)
    if found is None:
        return None
    negative = NEGATIVE.search(text, found.end())
    tail = text[found.end() : negative.start() if negative else len(text)][:TAIL_LONGEST]
    narrowed = _ENDS.sub("", tail)
    before = (
        text[: found.start()]
        if not re.match(r"\W*(?:where|when|if)\s+(?:\w+\s+){1,4}$", text[: found.start()], re.IGNORECASE)
        else ""
    )
    if _ANY_CALL_OFF.fullmatch(narrowed) and not _OF_SOME.search(before):
        return None
    words = narrowed.strip(" ,.;:") or before.strip(" ,.;:") or found.group()
    return words if len(words) <= ONLY_LONGEST else words[:ONLY_LONGEST].rpartition(" ")[0].strip(" ,.;:")


def _clauses_of(test: Test) -> list[str]:
    """Every clause that a test names."""
    found: list[str] = []
    for key, value in test.items():
        if key in ("clause", "words_clause", "vat_clause", "without_extensions"):
            found.append(value)
        for inner in value if isinstance(value, list) else [value]:
            found += _clauses_of(inner) if isinstance(inner, dict) else []
    return found
