"""Rules and exclusions from statements: a strength, whom it is for, and the clauses that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from assistant.drafting.columns import Cell, cells, of_kind
from assistant.drafting.figures import Counting, NotExpressible
from assistant.drafting.parts import parts
from assistant.drafting.scope import Scope, scope_of, which_call_offs
from assistant.drafting.statements import SUBJECT, Lead, Statement
from assistant.drafting.strength import OF_THE_LAW, Force, Said, left_out_of, strength_of
from assistant.drafting.type_words import TYPE_NAMES
from assistant.rules.comparators import all_before, meanings

VERBS = {
    "must_include": "{} have to include social value.",
    "must_consider": "Social value has to be considered in {}.",
    "should_seek": "Social value should be sought in {}.",
}
SCOPE_NOTE = (
    "The clause says what the policy applies to; the draft reads that as a duty to include social value there. Check it."
)
ROW_STRENGTH: tuple[tuple[Force, re.Pattern[str]], ...] = (
    ("must_consider", re.compile(r"\b(?:must be |to be |has to be )?consider(?:ed|ation)?\b", re.IGNORECASE)),
    ("exclusion", re.compile(r"\b(?:optional|discretion\w*|not (?:required|needed|mandatory|compulsory)|none)\b", re.IGNORECASE)),
    ("should_seek", re.compile(r"\b(?:encourag\w+|recommended|desirable|best endeavours|where possible)\b", re.IGNORECASE)),
    ("must_include", re.compile(r"\b(?:mandatory|compulsory|required|must(?: be)?(?: included?)?|yes|included?)\b", re.IGNORECASE)),
)  # fmt: skip

_OF_A_PLACE = re.compile(r"\b(?i:tiers?|bands?|levels?|stages?|paragraphs?|clauses?|sections?)\s+(?:\d|[A-Z]\b)")
_OF_A_CHANGE = re.compile(
    r"\b(?:chang\w+|variations?|modif\w+|amendments?)\s+(?:to|of|in)\s+(?:\w+\s+){0,3}?contracts?\b|\bunless\b[^.;]*£",
    re.IGNORECASE,
)
"""What is left out is a change to a contract, or hangs on an amount that is no contract's value."""
_SOUGHT = re.compile(
    r"\b(?:seek\w*|sought|secur\w+|maximis\w+|promot\w+|deliver\w*|achiev\w+|includ\w+|consider\w*|obtain\w*|appl\w+)\b",
    re.IGNORECASE,
)
_BINDING_ALONE = re.compile(
    r"\b(?:requir\w+|compulsory|mandatory|oblig\w+|expected|includ\w+|need|optional|discretion\w*)\b", re.IGNORECASE
)
_CONDITIONAL = re.compile(
    r"^\W*(?:\d[\d.]*\W+)?(?:if|when|where|unless)\b|\binstead\b|\bsuch (?:contracts?|cases?)\b", re.IGNORECASE
)
_SOME_KINDS = re.compile(
    r"\b(?:buy(?:s|ing)?|purchas(?:e|es|ing)) (?:goods|supplies|works|services)\b|\blight[- ]touch\b", re.IGNORECASE
)
_NUMBER = r"\d+(?:\.\d+)*(?:\([a-z]\))?"
CLAUSES_NAMED = (
    rf"\b(?:paragraph|clause|section|rule)s?\s+(?P<names>{_NUMBER}(?:(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to)\s+){_NUMBER})*)"
)
_NOT_APPLYING = re.compile(rf"{CLAUSES_NAMED}\s+(?:do|does|shall|will)\s+not\s+apply\b", re.IGNORECASE)
_LEFT_OVER = re.compile(
    r"\b(?:do|does|did) not (?:come|fall)\b|\bnot (?:covered|caught|listed|mentioned)\b"
    r"|\b(?:all|any|every) other\b|\beverything else\b|\botherwise\b",
    re.IGNORECASE,
)
"""Words of what no other clause reaches."""


def named_clauses(names: str) -> tuple[tuple[str, str], ...]:
    """The clauses that words name, as first and last of each run.

    >>> named_clauses("11 and 12"), named_clauses("5.1.1 to 5.1.3")
    ((('11', '11'), ('12', '12')), (('5.1.1', '5.1.3'),))
    """
    found = re.finditer(rf"(?P<first>{_NUMBER})(?:\s+to\s+(?P<last>{_NUMBER}))?", names)
    return tuple((match["first"], match["last"] or match["first"]) for match in found)


def is_among(label: str, runs: Sequence[tuple[str, str]]) -> bool:
    """Whether a clause is one of those named, or stands below one.

    >>> is_among("When it applies 12", (("11", "14"),)), is_among("4.1.2", (("4.1", "4.1"),)), is_among("4.10", (("4.1", "4.1"),))
    (True, True, False)
    """
    found = re.search(rf"(?:^|\s)({_NUMBER})$", label)
    own = re.findall(r"\w+", found[1]) if found else []

    def within(first: list[str], last: list[str]) -> bool:
        start, end = own[: len(first)], own[: len(last)]
        if start == first or end == last:
            return True
        return all(part.isdigit() for part in own) and [int(p) for p in first if p.isdigit()] <= [int(p) for p in own] <= [
            int(p) for p in last if p.isdigit()
        ]

    return bool(own) and any(within(re.findall(r"\w+", first), re.findall(r"\w+", last)) for first, last in runs)


@dataclass(frozen=True, slots=True)
class Lifted:
    """What an exclusion lifts: duties to include alone, or those of the clauses that it names; all where it tells neither."""

    including: bool = False
    clauses: tuple[tuple[str, str], ...] = ()

    def reaches(self, entry: dict[str, Any]) -> bool:
        """Whether a rule is among what it lifts."""
        if self.clauses:
            return is_among(entry["clauses"][0], self.clauses)
        return not self.including or entry["strength"] == "must_include"


@dataclass(frozen=True, slots=True)
class Duty:
    """A rule or an exclusion that a statement lays down: `entry` is what the pack says, `statement` where it was read.

    `of_scope` tells one that was read from a sentence about what the policy applies to, `lifts` what an exclusion lifts.
    """

    kind: str
    entry: dict[str, Any]
    statement: Statement
    scope: Scope
    of_scope: bool = False
    lifts: Lifted = Lifted()

    @property
    def name(self) -> str:
        """A name for the pack."""
        return name_of(self.entry["strength"], self.scope) if self.kind == "rule" else "left-out"


def duties(statement: Statement, basis: Counting) -> Iterator[Duty]:
    """The duties that a statement about social value lays down; nothing where it lays down none.

    :raises NotExpressible: it lays one down that a pack cannot say.
    """
    if statement.segment.row and (asked := _asked_by_column(statement)):
        yield from _of_cells(asked, basis)
        return
    if _strength(statement)[0] is None or statement.introduces:
        return
    for part in parts(statement):
        said, label = _strength(part)
        scope = scope_of(part, basis)
        if said is not None and _is_contracts_duty(part, said, scope):
            yield _duty(part, said, label, scope)
            if said.force == "must_consider" and not part.segment.row and (beside := left_out_of(part.text)):
                yield _duty(part, beside, part.label, scope)


def _asked_by_column(row: Statement) -> list[tuple[Cell, Said]]:
    """The cells of a row whose columns are named for what is asked ("Must be considered", "Must be included"); none of another table."""
    found = [(cell, said) for cell in cells(row) if (said := _of_cell(cell.column.text))]
    return (
        found
        if len({said.force for _, said in found}) > 1 and not any(cell.column.segment.figures for cell, _ in found)
        else []
    )


def _of_cells(asked: Sequence[tuple[Cell, Said]], basis: Counting) -> Iterator[Duty]:
    """What a row asks by column, for the kind of contract that its first cell names."""
    pointing = []
    for cell, said in asked:
        if cell.empty or not (cell.statement.segment.figures or cell.every):
            continue
        if cell.points_to:
            pointing.append(cell)
            continue
        scope = of_kind(cell.row, scope_of(cell.statement, basis))
        if any(test.get("fact") == "amount" for test in scope.tests) or cell.every:
            yield _duty(cell.row, said, cell.column.label, scope)
    if pointing:
        raise NotExpressible(
            f"its cell “{pointing[0].statement.text}” points to {pointing[0].points_to}: what that clause adds limits it"
        )


def _is_contracts_duty(statement: Statement, said: Said, scope: Scope) -> bool:
    """Whether the words are a duty of contracts: about social value themselves, or limited by a value, a type or a length.

    A share of the score without a limit of its own is a weighting and no duty.
    """
    if scope.when is not None:
        return True
    if any(q.kind == "percent" for q in statement.segment.figures):
        return False
    return said.force == "exclusion" or (statement.whole or statement).names_subject


def _strength(statement: Statement) -> tuple[Said | None, str]:
    """The strength of a statement and the clause that makes it: its own words, its cells, else the words that introduce it."""
    if statement.segment.row:
        found = next((said for cell in statement.segment.cells[1:] if (said := _of_cell(cell))), None)
        if found:
            return found, statement.label
    else:
        own = strength_of(statement.text) or _of_part(statement)
        if own:
            return own, statement.label
    lead: Lead | None = statement.lead
    opens = (
        lead is not None and (statement.segment.row or lead.text.rstrip().endswith(":")) and not _CONDITIONAL.search(lead.text)
    )
    above = strength_of(lead.text) if lead and opens else None
    return above, lead.label if lead and above else statement.label


def _of_part(statement: Statement) -> Said | None:
    """The strength of a part of a sentence: a participle of its own ("… and included above £100,000"), else the sentence's."""
    if statement.whole is None:
        return None
    begins = re.match(
        r"(?:\w+ly )?(?:included|considered|encouraged|required|mandatory|optional)\b", statement.text, re.IGNORECASE
    )
    return _of_cell(begins.group()) if begins else strength_of(statement.whole.text)


def _of_cell(cell: str) -> Said | None:
    """The strength that a cell of a table names in a word or two."""
    whole = strength_of(cell)
    if whole and whole.force != "must_include":
        return whole
    for force, pattern in ROW_STRENGTH:
        if found := pattern.search(cell):
            return Said(force, found.group())
    return None


def _duty(statement: Statement, said: Said, label: str, scope: Scope) -> Duty:
    clauses = list(dict.fromkeys([label, statement.label, *scope.clauses]))
    if said.force == "exclusion":
        scope = (
            Scope() if _OF_A_CHANGE.search(statement.text) or _LEFT_OVER.search(statement.text) else _of_which(statement, scope)
        )
        clauses = list(dict.fromkeys([label, statement.label, *scope.clauses]))
        lifts = _lifted(statement, said)
        return Duty("exclusion", _exclusion(said, label, clauses, scope), statement, scope, lifts=lifts)
    strength = "must_include" if said.force == "scope" else said.force
    if OF_THE_LAW.search(statement.text) or any(re.search(r"\bAct\b", words) for words in statement.headings[-1:]):
        raise NotExpressible("it tells what the law asks; national law is a layer of its own")
    if scope.when is None and strength != "must_include" and (reason := _said_of_some(strength, statement, scope)):
        raise NotExpressible(reason)
    if scope.when is None and refers_elsewhere(statement):
        raise NotExpressible("it compares with something that is no value or length given in the sentence")
    limited = any(test.get("fact") != "contract_type" for test in scope.tests)
    if strength == "must_include" and not limited and not (scope.every or (scope.types and statement.names_subject)):
        raise NotExpressible(
            "it binds, but names no contract value, type or length that a pack can test, and is not said of all contracts"
        )
    entry: dict[str, Any] = {"strength": strength, "clauses": clauses, "says": says(strength, scope), "must_words": said.words}
    if len(clauses) > 1 and label != statement.label and not scope.tests:
        entry["quotes"] = {statement.label: " ".join(statement.text.split()[:4])}
    if scope.when is not None:
        entry["when"] = scope.when
    if scope.exception is not None:
        entry["unless"] = scope.exception
    if said.force == "scope":
        entry["note"] = SCOPE_NOTE
    return Duty("rule", entry, statement, scope, said.force == "scope")


def refers_elsewhere(statement: Statement) -> bool:
    """Whether a sentence speaks of contracts above or below something, and no figure is with it."""
    amounts = any(q.kind in ("pounds", "months", "percent") for q in statement.segment.figures)
    return not amounts and any(
        len(meanings(words)) == 1 for words in all_before(statement.text) if words not in ("from", "up to")
    )


def _said_of_some(strength: str, statement: Statement, scope: Scope) -> str | None:
    """Why a duty without a test is none of all contracts; None where it may be."""
    if re.search(r"['\"] means\b|\bmeans (?:that )?the\b", statement.text):
        return "it says what words mean, and lays nothing down"
    if statement.text.rstrip().endswith(":"):
        return "it introduces a list: what it asks for stands in the entries"
    if strength == "should_seek" and not (SUBJECT.search(statement.text) and _SOUGHT.search(statement.text)):
        return "it asks for something about social value, and not that it is sought"
    if _OF_A_PLACE.search(statement.text):
        return "it is said of a tier or a clause of the document: put its test to it by hand"
    if not scope.every and (_CONDITIONAL.search(statement.text) or _SOME_KINDS.search(statement.text)):
        return "it is said of some contracts alone, and no test was found for which"
    return None


def _of_which(statement: Statement, scope: Scope) -> Scope:
    """The scope of an exclusion with the words that narrow which call-offs it leaves out."""
    only = which_call_offs(statement.text)
    if only is None:
        return scope
    tests = tuple({**test, "only": only} if test.get("fact") == "call_off" else test for test in scope.tests)
    return replace(scope, tests=tests)


def _lifted(statement: Statement, said: Said) -> Lifted:
    """What an exclusion lifts, as its words tell."""
    named = [found["names"] for found in _NOT_APPLYING.finditer(statement.text)]
    clauses = tuple(run for names in named for run in named_clauses(names))
    after = statement.text[statement.text.find(said.words) :]
    if not re.search(r"\bapply\b", said.words):
        clauses = ()
    return Lifted(bool(_BINDING_ALONE.search(said.words)) and not re.search(r"\bconsider", after), clauses)


def _exclusion(said: Said, label: str, clauses: Sequence[str], scope: Scope) -> dict[str, Any]:
    who = described(scope) if scope.tests else "some contracts, as the clause says"
    verb = (
        "need not be included"
        if re.search("compulsory|mandatory|includ|optional|discretion", said.words, re.IGNORECASE)
        else "is not asked for"
    )
    entry: dict[str, Any] = {
        "clauses": list(clauses), "says": f"Social value {verb} in {_lower(who)}.", "quotes": {label: said.words},
    }  # fmt: skip
    return entry | ({"when": scope.when} if scope.when is not None else {})


def says(strength: str, scope: Scope) -> str:
    """The duty in a sentence."""
    who = described(scope)
    return VERBS[strength].format(who if strength == "must_include" else _lower(who))


def described(scope: Scope) -> str:
    """Whom a duty is for, in words: "Services and supplies contracts of £100,000 or more excluding VAT".

    >>> described(Scope())
    'All contracts'
    """
    types = [TYPE_NAMES[name] for name in scope.types]
    named = f"{', '.join(types[:-1])}{' and ' if types[:-1] else ''}{types[-1]} contracts" if types else "contracts"
    limits = [_limit(test) for test in scope.tests if test.get("fact") != "contract_type"]
    if not limits and not types:
        return "All contracts"
    return _upper(" ".join([named, *filter(None, [_and(limits)])]))


def name_of(strength: str, scope: Scope) -> str:
    """A short name that tells a rule from its neighbours: include-works-from-1000000-from-12-months."""
    prefix = {"must_include": "include", "must_consider": "consider", "should_seek": "seek"}[strength]
    tests = [inner for test in scope.tests for inner in test.get("any", [test])]
    limits = [_limit_name(test) for test in tests if test["fact"] != "contract_type"]
    return "-".join([prefix, *scope.types, *limits]) if scope.types or limits else f"{prefix}-all"


def _limit_name(test: dict[str, Any]) -> str:
    if test.get("fact") == "call_off":
        return "call-offs"
    words = {"over": "over", "under": "under", "at_least": "from", "at_most": "to"}
    if "national" in test:
        return f"{words[test['comparator']]}-national"
    figure = test["figure"]
    number = figure["pounds"] if test["fact"] == "amount" else f"{figure['months']}-months"
    return f"{words[figure['comparator']]}-{number}"


def _and(limits: Sequence[str]) -> str:
    return " and ".join(limits)


def _limit(test: dict[str, Any]) -> str:
    if "any" in test:
        return " or ".join(_limit(inner) for inner in test["any"])
    if test.get("fact") == "call_off":
        return f"that are call-offs “{test['only']}”" if "only" in test else "that are call-offs"
    if "national" in test:
        return f"{test['words']} the national threshold"
    figure = test["figure"]
    if test["fact"] == "duration":
        return f"that last {_compared(figure['comparator'], str(figure['months']) + ' months')}"
    vat = {"ex": " excluding VAT", "inc": " including VAT"}.get(figure["vat"], "")
    return f"{_compared(figure['comparator'], money(figure['pounds']), 'of ')}{vat}"


def _compared(comparator: str, printed: str, of: str = "") -> str:
    return {
        "over": f"over {printed}", "under": f"under {printed}", "at_least": f"{of}{printed} or more", "at_most": f"up to {printed}",
    }[comparator]  # fmt: skip


def money(pounds: Any) -> str:
    """An amount as it is printed, pence where there are any.

    >>> money(1000000)
    '£1,000,000'
    """
    return f"£{pounds:,}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def with_exclusions(rules: Sequence[Duty], excluded: Sequence[Duty]) -> list[Duty]:
    """The rules with what is excluded taken out of them, where it is stated as a test that could reach them."""
    out = []
    for rule in rules:
        found = [
            e
            for e in excluded
            if e.scope.when is not None and e.lifts.reaches(rule.entry) and _may_overlap(rule.scope, e.scope)
        ]
        found = [e for e in found if not (_of_call_offs(e.scope) and _of_call_offs(rule.scope))]
        excepted = [
            e for e in found if _of_call_offs(e.scope) or all(test.get("fact") == "contract_type" for test in e.scope.tests)
        ]
        others = [e for e in found if e not in excepted]
        out.append(_unless(_without(rule, others) if others else rule, excepted))
    return out


def conflicts(rules: Sequence[Duty]) -> Iterator[tuple[dict[str, Any], Statement]]:
    """Two clauses that ask the same of the same contracts from different values upwards: the document tells one rule twice."""
    for one, other in combinations([rule for rule in rules if not rule.of_scope and not rule.statement.segment.row], 2):
        same = one.entry["strength"] == other.entry["strength"] and _kinds(one.scope) == _kinds(other.scope)
        lines = [_only_line(duty.scope) for duty in (one, other)]
        if same and all(lines) and lines[0] != lines[1] and one.statement.label != other.statement.label:
            clauses = list(
                dict.fromkeys(
                    [*one.entry["clauses"][:1], *other.entry["clauses"][:1], *one.scope.clauses, *other.scope.clauses]
                )
            )
            says = f"Two clauses say otherwise of the same contracts: {one.entry['says']} {other.entry['says']}"
            yield (
                {
                    "kind": "conflict",
                    "clauses": clauses,
                    "about": "the value from which social value is asked for",
                    "says": says,
                },
                other.statement,
            )


def _kinds(scope: Scope) -> frozenset[str]:
    """The kinds of contract of a scope; all of the three plain ones is as much as any."""
    kinds = frozenset(scope.types)
    return frozenset() if kinds >= {"services", "supplies", "works"} else kinds


def _only_line(scope: Scope) -> tuple[Any, ...] | None:
    """The value from which a scope begins, where nothing but that and the kind of contract limits it."""
    limits = [test for test in scope.tests if test.get("fact") != "contract_type"]
    if len(limits) != 1 or "figure" not in limits[0] or limits[0]["fact"] != "amount":
        return None
    figure = limits[0]["figure"]
    return (figure["pounds"], figure["vat"], figure["comparator"]) if figure["comparator"] in ("over", "at_least") else None


def _of_call_offs(scope: Scope) -> bool:
    return any(test.get("fact") == "call_off" for test in scope.tests)


def _unless(rule: Duty, excluded: Sequence[Duty]) -> Duty:
    """A rule with call-offs and kinds of contract that are left out as exceptions: a clause says that it is not asked for in them."""
    if not excluded:
        return rule
    lifting = [exclusion.scope.when for exclusion in excluded]
    clauses = list(dict.fromkeys([*rule.entry["clauses"], *(label for e in excluded for label in e.entry["clauses"])]))
    quotes = {
        label: words for e in excluded for label, words in e.entry["quotes"].items() if label not in rule.entry["clauses"]
    }
    lifting = [rule.entry["unless"], *lifting] if "unless" in rule.entry else lifting
    entry = {**rule.entry, "clauses": clauses, "unless": lifting[0] if len(lifting) == 1 else {"any": lifting}}
    return replace(rule, entry=entry | ({"quotes": {**rule.entry.get("quotes", {}), **quotes}} if quotes else {}))


def _without(rule: Duty, excluded: Sequence[Duty]) -> Duty:
    entry = dict(rule.entry)
    own = [entry["when"]] if "when" in entry else []
    tests = own[0]["all"] if own and "all" in own[0] else own
    negated = [{"not": exclusion.scope.when} for exclusion in excluded]
    joined = [*tests, *negated]
    entry["when"] = joined[0] if len(joined) == 1 else {"all": joined}
    entry["clauses"] = list(dict.fromkeys([*entry["clauses"], *(label for e in excluded for label in e.entry["clauses"])]))
    return replace(rule, entry=entry)


def without_lifted(entry: dict[str, Any], label: str, excluded: Sequence[Duty]) -> dict[str, Any]:
    """A weighting with the contracts taken out for which another clause switches its clause off."""
    found = [duty for duty in excluded if is_among(label, duty.lifts.clauses)]
    if not found:
        return entry
    tests = entry["when"]["all"] if "all" in entry.get("when", {}) else [entry["when"]] if "when" in entry else []
    joined = [*tests, *({"not": duty.scope.when} for duty in found)]
    clauses = list(dict.fromkeys([*entry["clauses"], *(label for duty in found for label in duty.scope.clauses)]))
    return {**entry, "clauses": clauses, "when": joined[0] if len(joined) == 1 else {"all": joined}}


def _may_overlap(rule: Scope, exclusion: Scope) -> bool:
    """Whether a contract may be in both: not where one ends below where the other begins, nor where their types differ."""
    if rule.types and exclusion.types and not set(rule.types) & set(exclusion.types):
        return False
    return _meet(_ends(rule), _ends(exclusion)) and _meet(
        _ends(rule, "duration", "months"), _ends(exclusion, "duration", "months")
    )


Ends = tuple[Any, bool, Any, bool]


def _meet(one: Ends, other: Ends) -> bool:
    """Whether two spans have a value in common; each is its lowest and highest end, with whether that end is inside."""

    def below(high: Any, high_in: bool, low: Any, low_in: bool) -> bool:
        return high is not None and (high < low or (high == low and not (high_in and low_in)))

    return not below(one[2], one[3], other[0], other[1]) and not below(other[2], other[3], one[0], one[1])


def _ends(scope: Scope, fact: str = "amount", unit: str = "pounds") -> Ends:
    """The lowest and the highest figure of a scope, whatever their VAT basis; None where there is no highest."""
    figures = [test["figure"] for test in scope.tests if test.get("fact") == fact and "figure" in test]
    lows = [(f[unit], f["comparator"] == "at_least") for f in figures if f["comparator"] in ("over", "at_least")]
    highs = [(f[unit], f["comparator"] == "at_most") for f in figures if f["comparator"] in ("under", "at_most")]
    low = max(lows, key=lambda end: (end[0], not end[1]), default=(0, True))
    high = min(highs, default=(None, False))
    return *low, *high
