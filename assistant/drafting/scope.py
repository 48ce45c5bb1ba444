"""Which contracts a statement is about: its amounts, its types of contract, its length, as the condition of a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.drafting.figures import Basis, Compared, NotExpressible, compared, written
from assistant.drafting.statements import Statement
from assistant.rules.quantities import Quantity

Test = dict[str, Any]

_TYPES = (
    ("light_touch", r"light[- ]touch(?: regime)?(?: services?| contracts?)?"),
    ("works", r"(?:building |construction |civil engineering |public )?works(?!\s+(?:to|on|by|as|well|towards?|alongside|closely|together|across|"
        r"in(?! excess)|at(?! or)|with(?! (?:an?|the|total|estimated|values?)\b)))"),
    ("works", r"construction"),
    ("supplies", r"goods|supplies"),
    ("services", r"services?"),
    ("concession", r"concessions?"),
)  # fmt: skip
_ONE = "|".join(f"(?P<t{number}>\\b(?:{words})\\b)" for number, (_, words) in enumerate(_TYPES))
_ONE_PLAIN = "|".join(f"\\b(?:{words})\\b" for _, words in _TYPES)
_TYPE_LIST = re.compile(rf"(?:{_ONE_PLAIN})(?:(?:\s*(?:,|/|&|\band/or\b|\band\b|\bor\b)\s*)+(?:{_ONE_PLAIN}))*", re.IGNORECASE)
_EACH = re.compile(_ONE, re.IGNORECASE)
_CONTRACT_NEXT = re.compile(r"^\s+(?:contracts?|procurements?|tenders?|agreements?|projects?)\b", re.IGNORECASE)
_CONTRACT_NEARBY = re.compile(
    r"^\W*(?:contracts?|procurements?|tenders?|agreements?|projects?|purchas\w+|values?|over|above|of|with|worth|at|valued|where|in|that|"
    r"exceed\w*|£|$|[|:;,.(])",
    re.IGNORECASE,
)
_BEFORE_TYPE = re.compile(
    r"(?:\b(?:contracts?|procurements?|tenders?|projects?|agreements?|purchas\w+|spend\w*|value|buying) (?:for|of|in|on) (?:the )?|\bfor |\ball |"
    r"\bany |\bevery |\beach |^|[|(:;,] ?|\bbelow-threshold |\bto )$",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"\b(?:last\w*|length|term|duration|long\w*|run\w*|period|contract\w*)\b", re.IGNORECASE)
_CALL_OFF = re.compile(r"\bcall[- ]?offs?\b", re.IGNORECASE)
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
TYPE_NAMES = {
    "works": "works", "services": "services", "supplies": "supplies", "light_touch": "light touch", "concession": "concession",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """What a duty is for: tests that all have to hold, the clauses that state them, and whether they are said to be all contracts."""

    tests: tuple[Test, ...] = ()
    clauses: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    every: bool = False

    @property
    def when(self) -> Test | None:
        """The condition of a rule; None where nothing limits it."""
        if not self.tests:
            return None
        return self.tests[0] if len(self.tests) == 1 else {"all": list(self.tests)}


def scopes(statement: Statement, basis: Basis | None) -> tuple[Scope, ...]:
    """What a statement is for: one scope, or one for each amount that has contract types of its own.

    :raises NotExpressible: it names amounts or lengths that a condition cannot be made of.
    """
    if re.search(r"[€$]\s?\d|\b(?:euros?|dollars?|EUR|USD)\b", statement.text):
        raise NotExpressible("the amount is not in pounds")
    pounds = [q for q in statement.segment.figures if q.kind == "pounds"]
    if len(pounds) > 1 and not _one_range(statement, pounds):
        return tuple(_scope(statement, [figure], basis, _own_words(statement, pounds, at)) for at, figure in enumerate(pounds))
    return (_scope(statement, pounds, basis, statement.text),)


def _one_range(statement: Statement, pounds: Sequence[Quantity]) -> bool:
    """Whether two amounts are the two ends of one range: the first a lower one, the second an upper one."""
    if len(pounds) != 2:
        return False
    low, high = (compared(statement, figure) for figure in pounds)
    return low is not None and high is not None and low.lower and not high.lower and pounds[0].value < pounds[1].value


def _own_words(statement: Statement, pounds: Sequence[Quantity], at: int) -> str:
    """The words that go with one of several amounts: from the one before to the one after."""
    start = pounds[at - 1].end if at else 0
    end = pounds[at + 1].start if at + 1 < len(pounds) else len(statement.text)
    own = statement.text[start : pounds[at].end]
    return own if _types_in(own) else statement.text[start:end]


def _scope(statement: Statement, pounds: Sequence[Quantity], basis: Basis | None, words: str) -> Scope:
    amounts = [_amount(statement, figure, basis) for figure in pounds]
    national = _national(statement, words) if not amounts else None
    lengths = _lengths(statement, basis)
    limits = _joined(statement, [*amounts, *filter(None, (national,))], lengths)
    types = _type_test(statement, words)
    call_off = _call_off(statement, words)
    tests = tuple(filter(None, (types, call_off, *limits)))
    told = tuple(dict.fromkeys(label for test in tests for label in _clauses_of(test)))
    every = _ALL_CONTRACTS.search(statement.text) is not None
    return Scope(tests, told, tuple(types["one_of"]) if types else (), every)


def _amount(statement: Statement, figure: Quantity, basis: Basis | None) -> Test:
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


def _lengths(statement: Statement, basis: Basis | None) -> list[Test]:
    """Tests of the contract's length: times that the statement compares, where it speaks of how long a contract is."""
    found = []
    for figure in (q for q in statement.segment.figures if q.kind == "months"):
        around = statement.segment.window_before(figure)[-60:] + statement.segment.window_after(figure)[:40]
        told = _beside_only(statement, figure)
        if told and _LENGTH.search(around) and figure.value == int(figure.value):
            found.append({"fact": "duration", "figure": written(statement, figure, basis)})
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


def _types_in(words: str) -> list[re.Match[str]]:
    """The phrases that name types of contract, roles and other uses of the same words left out."""
    return [found for found in _TYPE_LIST.finditer(words) if _names_contracts(words, found)]


def _names_contracts(words: str, found: re.Match[str]) -> bool:
    before, after = words[: found.start()], words[found.end() :]
    if re.search(r"\b(?:Head|Director|Manager|Officer|Team) (?:of|for) (?:[A-Z]\w+ (?:and )?)*$", before):
        return False
    several = len(_EACH.findall(found.group())) > 1 or found.group().lower().startswith("light")
    beside = _CONTRACT_NEARBY.match(after) is not None and _BEFORE_TYPE.search(before) is not None
    return several or beside or _CONTRACT_NEXT.match(after) is not None


def _type_test(statement: Statement, words: str) -> Test | None:
    """A test of the contract's type, from the words themselves, else from what introduces them."""
    sources = [(statement.label, words)] + ([(statement.lead.label, statement.lead.text)] if statement.lead else [])
    for label, text in sources:
        found = _types_in(text)
        if len({_named(match) for match in found}) > 1:
            raise NotExpressible(
                f"it names more than one kind of contract apart ({', '.join(m.group().strip() for m in found)})"
            )
        if found:
            return {
                "fact": "contract_type",
                "one_of": list(_named(found[0])),
                "clause": label,
                "near": found[0].group().strip(),
            }
    return None


def unread_types(statement: Statement) -> list[str]:
    """Words for types of contract that a statement uses and that were not taken as whom it is for."""
    taken = {found.span() for found in _types_in(statement.text)}
    return [found.group().strip() for found in _TYPE_LIST.finditer(statement.text) if found.span() not in taken]


def _named(found: re.Match[str]) -> tuple[str, ...]:
    names = [_TYPES[int((match.lastgroup or "t0")[1:])][0] for match in _EACH.finditer(found.group())]
    return tuple(dict.fromkeys(names))


def _call_off(statement: Statement, words: str) -> Test | None:
    found = _CALL_OFF.search(words)
    return {"fact": "call_off", "value": True, "clause": statement.label, "near": found.group()} if found else None


def _clauses_of(test: Test) -> list[str]:
    """Every clause that a test names."""
    found: list[str] = []
    for key, value in test.items():
        if key in ("clause", "words_clause", "vat_clause"):
            found.append(value)
        for inner in value if isinstance(value, list) else [value]:
            found += _clauses_of(inner) if isinstance(inner, dict) else []
    return found
