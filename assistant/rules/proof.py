"""The proof: every figure of a pack stands in the clause it cites, with the same number, unit, VAT basis and comparator words.

It runs whenever a pack is loaded, on whichever text is loaded, digest or original. What is not proved is not loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.errors import PackError
from assistant.rules.comparators import meanings, said_after, said_before
from assistant.rules.model import (
    AllOf,
    AmountTest,
    AnyOf,
    CallOffTest,
    Citing,
    Condition,
    DurationTest,
    Figure,
    NationalAmountTest,
    NotThis,
    Pack,
    Provision,
    Rule,
    Step,
    TypeTest,
)
from assistant.rules.quantities import Quantity, quantities, vat_said
from assistant.rules.segments import Segment, figures_said, holds_words, plain, segments
from assistant.rules.strict_yaml import Path

PERIODS = {
    1: "monthly|(?:each|every) month", 3: "quarterly|(?:each|every) quarter", 6: "six[- ]monthly|half[- ]yearly|twice (?:a|each|every) year",
    12: "annual|annually|yearly|(?:each|every) year|once a year", 24: "biennial|biennially|every (?:other|second) year",
}  # fmt: skip
"""How often, in words, by months."""
LENGTH = re.compile(r"\b(?:lengths?|durations?|terms?|periods?)\b", re.IGNORECASE)
WITHOUT_EXTENSIONS = re.compile(
    r"\b(?:without|exclud\w+|exclusive of|not (?:counting|including)|ignoring|before|disregarding)\s+(?:\w+\s+){0,3}?(?:extensions?|options?)\b",
    re.IGNORECASE,
)
NATIONAL_FIGURE = "the national threshold"
"""How the figure of a test that takes it from the national table is named."""


@dataclass(frozen=True, slots=True)
class Prover:
    """Proves one pack against the clauses of its document, `clauses` being text by label."""

    pack: str
    clauses: Mapping[str, str]
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int | None:
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    def fail(self, path: Path, clause: str, reason: str, figure: str = "") -> PackError:
        return PackError(self.pack, reason, line=self.line(path), clause=clause, figure=figure)

    def clause(self, label: str, path: Path, figure: str = "") -> str:
        """The text of the clause, or PackError where the document has none of that label."""
        try:
            return self.clauses[label]
        except KeyError:
            raise self.fail(path, label, "the document has no such clause", figure) from None

    def cited(self, citing: Citing, path: Path) -> None:
        """Every clause that is cited is in the document, and says what is quoted of it."""
        for index, label in enumerate(citing.clauses):
            self.clause(label, (*path, "clauses", index))
        for label, words in citing.quotes.items():
            self.words(label, words, (*path, "quotes", label))

    def among(self, citing: Citing, labels: Iterable[str], path: Path, figure: str = "") -> None:
        """Clauses that are tested are among those that are cited, so that the reader is shown them."""
        for label in labels:
            if label not in citing.clauses:
                raise self.fail(path, label, f"{citing.id} does not cite this clause", figure)

    def words(self, label: str, words: str, path: Path, figure: str = "") -> None:
        """The words stand in the clause, case and markup aside; `figure` is what they prove, where they prove one."""
        if not holds_words(plain(self.clause(label, path, figure)), words):
            raise self.fail(path, label, f"the clause does not say “{words}”", figure)

    def figure(self, figure: Figure, path: Path) -> None:
        """The figure stands in its clause with its unit, its neighbours, its VAT basis and its comparator words."""
        printed = show(figure)
        parts = segments(self.clause(figure.clause, path, printed))
        hits = [(s, q) for s in parts for q in s.figures if same(figure, q)]
        if not hits:
            raise self.fail(path, figure.clause, "the clause does not state this figure", printed)
        reasons = [self.doubt(figure, path, parts, segment, quantity) for segment, quantity in hits]
        if all(reasons):
            raise self.fail(path, figure.clause, str(reasons[0]), printed)

    def doubt(self, figure: Figure, path: Path, parts: tuple[Segment, ...], segment: Segment, quantity: Quantity) -> str | None:
        """Why this occurrence does not prove the figure, or None where it does."""
        if figure.near and not holds_words(segment.text, figure.near):
            return f"“{figure.near}” does not stand with the figure"
        if figure.vat and (reason := self.vat_doubt(figure, path, segment, quantity)):
            return reason
        return self.comparator_doubt(figure, path, parts, segment, quantity)

    def vat_doubt(self, figure: Figure, path: Path, segment: Segment, quantity: Quantity) -> str | None:
        """Why the VAT basis is not stated with the figure, or in the clause that states it for all amounts."""
        if figure.vat_clause is None:
            return vat_doubt(figure.vat or "unstated", segment, quantity)
        if vat_said(segment.text):
            return "a VAT basis stands with the figure itself: leave vat_clause out"
        said = vat_said(plain(self.clause(figure.vat_clause, path, show(figure))))
        return None if said == {figure.vat} else f"clause {figure.vat_clause} does not state that amounts are {figure.vat} VAT"

    def comparator_doubt(
        self, figure: Figure, path: Path, parts: tuple[Segment, ...], segment: Segment, quantity: Quantity
    ) -> str | None:
        if figure.words is None:
            return None
        words = figure.words.lower()
        span = segment.span(quantity)
        reading = figure.reading.as_ if figure.reading else None
        if reason := reading_doubt(words, figure.comparator, reading, span.get(words) or meanings(words)):
            return reason
        if figure.words_clause is not None:
            introduced = segments(self.clause(figure.words_clause, path, show(figure)))
            return None if words in led_in(introduced) else f"clause {figure.words_clause} does not say “{figure.words}”"
        said = said_before(segment.window_before(quantity)) | said_after(segment.window_after(quantity)) | span.keys()
        said |= lead_in(parts, segment) if segment.row else set()
        return None if words in said else f"the clause does not say “{figure.words}” of it"

    def says(self, says: str, labels: list[str], path: Path) -> None:
        """Every figure of a restatement stands in one of the clauses it restates."""
        stated = {said for label in labels for said in figures_said(self.clause(label, path))}
        bare = {value for _, value in stated}
        cited = {q.value for label in labels for q in quantities(label)}
        for q in quantities(plain(says)):
            if (q.kind, q.value) not in stated and not (q.kind == "count" and q.value in bare | cited):
                raise self.fail(path, ", ".join(labels), "the clause does not state this figure", q.printed)


def lead_in(parts: tuple[Segment, ...], row: Segment) -> set[str]:
    """The comparator words of the sentence that introduces a table, and of its header row."""
    return led_in(parts[: parts.index(row)])


def led_in(parts: tuple[Segment, ...]) -> set[str]:
    """The comparator words that are said of what follows: in the last sentence, and in the header row of a table begun."""
    sentences = [s.text for s in parts if not s.row][-1:]
    header = [s.text for s in parts if s.row][:1]
    return {phrase for text in sentences + header for phrase in said_before(text) | said_after(text)}


def reading_doubt(words: str, comparator: str, read_as: str | None, known: frozenset[str]) -> str | None:
    """Why the words, which may mean what is `known` of them, do not mean the comparator; None where they do, or are read so."""
    if not known:
        return f"“{words}” are not known as comparator words"
    if comparator not in known:
        return f"“{words}” does not mean {comparator.replace('_', ' ')}"
    if len(known) > 1 and read_as is None:
        return f"“{words}” may mean {' or '.join(sorted(known)).replace('_', ' ')}: say how it is read (reading)"
    if read_as is not None and read_as != comparator:
        return f"the reading says {read_as.replace('_', ' ')}, the comparator {comparator.replace('_', ' ')}"
    return None


def vat_doubt(vat: str, segment: Segment, quantity: Quantity) -> str | None:
    """Why the VAT basis is not the one the clause states, or None where it is."""
    said = {quantity.vat} if quantity.vat else vat_said(segment.text)
    if vat == "unstated":
        return f"the clause states a VAT basis ({', '.join(sorted(filter(None, said)))})" if said else None
    return None if said == {vat} else f"the clause does not state the amount as {vat} VAT"


def same(figure: Figure, quantity: Quantity) -> bool:
    """Whether a figure of the pack and one of the text are the same number of the same unit."""
    wanted = {"pounds": figure.pounds, "percent": figure.percent, "months": figure.months, "count": figure.count}
    value = wanted[quantity.kind]
    return value is not None and Decimal(value) == quantity.value


def show(figure: Figure) -> str:
    """The figure as it would be printed: £177,897, 10%, 24 months, 5."""
    if figure.pounds is not None:
        return f"£{figure.pounds:,}"
    if figure.percent is not None:
        return f"{figure.percent}%"
    return f"{figure.months} months" if figure.months is not None else f"{figure.count}"


def prove(name: str, pack: Pack, lines: Mapping[Path, int], clauses: Mapping[str, str]) -> None:
    """Proves every figure, clause and quoted word of a pack; raises PackError under the file's name at the first that fails."""
    prover = Prover(name, clauses, lines)
    for index, rule in enumerate(pack.rules):
        _rule(prover, rule, ("rules", index))
    for index, provision in enumerate(pack.provisions):
        _provision(prover, provision, ("provisions", index))


def _rule(prover: Prover, rule: Rule, path: Path) -> None:
    prover.cited(rule, path)
    prover.words(rule.clauses[0], rule.must_words, (*path, "must_words"))
    prover.says(rule.says, rule.clauses, (*path, "says"))
    if rule.when is not None:
        _condition(prover, rule, rule.when, (*path, "when"))
    if rule.unless is not None:
        _condition(prover, rule, rule.unless, (*path, "unless"))


def _condition(prover: Prover, citing: Citing, condition: Condition, path: Path) -> None:
    match condition:
        case AllOf() | AnyOf():
            key, parts = ("all", condition.all) if isinstance(condition, AllOf) else ("any", condition.any)
            for index, part in enumerate(parts):
                _condition(prover, citing, part, (*path, key, index))
        case NotThis():
            _condition(prover, citing, condition.negated, (*path, "not"))
        case AmountTest() | DurationTest():
            prover.figure(condition.figure, (*path, "figure"))
            if isinstance(condition, DurationTest) and condition.without_extensions:
                _first_term(prover, condition.without_extensions, path)
                prover.among(citing, [condition.without_extensions], path)
            prover.among(citing, condition.figure.stated_in, (*path, "figure"), show(condition.figure))
        case NationalAmountTest():
            _national(prover, condition, path)
            prover.among(citing, [condition.clause], path, NATIONAL_FIGURE)
        case TypeTest() | CallOffTest():
            prover.among(citing, [condition.clause], path)
            prover.words(condition.clause, condition.near, (*path, "near"))
            if isinstance(condition, CallOffTest) and condition.only:
                prover.words(condition.clause, condition.only, (*path, "only"))


def _first_term(prover: Prover, label: str, path: Path) -> None:
    if not without_extensions(plain(prover.clause(label, path))):
        raise prover.fail(path, label, "the clause does not say that a length is counted without extensions")


def without_extensions(text: str) -> bool:
    """Whether a text says that extensions are left out of a contract's length.

    >>> without_extensions("Contract length means the initial term without extensions."), without_extensions("The term with extensions.")
    (True, False)
    """
    return any(LENGTH.search(part.text) and WITHOUT_EXTENSIONS.search(part.text) for part in segments(text))


def _national(prover: Prover, test: NationalAmountTest, path: Path) -> None:
    text = plain(prover.clause(test.clause, path, NATIONAL_FIGURE))
    words = test.words.lower()
    reason = reading_doubt(words, test.comparator, test.reading.as_ if test.reading else None, meanings(words))
    if reason is None and words not in said_before(text) | said_after(text):
        reason = f"the clause does not say “{test.words}”"
    if reason:
        raise prover.fail((*path, "words"), test.clause, reason, NATIONAL_FIGURE)
    if test.near:
        prover.words(test.clause, test.near, (*path, "near"), NATIONAL_FIGURE)


def _provision(prover: Prover, provision: Provision, path: Path) -> None:
    prover.cited(provision, path)
    prover.says(provision.says, provision.clauses, (*path, "says"))
    for index, figure in enumerate(provision.figures):
        prover.figure(figure, (*path, "figures", index))
        prover.among(provision, figure.stated_in, (*path, "figures", index), show(figure))
    _every(prover, provision, (*path, "every_months"))
    for words in filter(None, (provision.near, provision.due, provision.approver)):
        prover.words(provision.clauses[0], words, path)
    for index, step in enumerate(provision.steps):
        _step(prover, provision, index, step, (*path, "steps", index))
    if provision.when is not None:
        _condition(prover, provision, provision.when, (*path, "when"))


def _every(prover: Prover, provision: Provision, path: Path) -> None:
    """How often something is done stands in a clause: as months or years, or in a word such as annual."""
    months = provision.every_months
    if months is None:
        return
    texts = [plain(prover.clause(label, path, f"{months} months")) for label in provision.clauses]
    said = {q.value for text in texts for q in quantities(text) if q.kind == "months"}
    word = re.compile(rf"\b(?:{PERIODS.get(months, '(?!)')})\b", re.IGNORECASE)
    if months not in said and not any(word.search(text) for text in texts):
        raise prover.fail(
            path, ", ".join(provision.clauses), "the clause does not say that it is done so often", f"{months} months"
        )


def _step(prover: Prover, provision: Provision, index: int, step: Step, path: Path) -> None:
    prover.figure(step.figure, (*path, "figure"))
    prover.among(provision, step.figure.stated_in, (*path, "figure"), show(step.figure))
    if index and not _rises(provision.steps[index - 1].figure, step.figure):
        raise prover.fail(
            (*path, "figure"), step.figure.clause, "each step has to be higher than the one before", show(step.figure)
        )
    parts = segments(prover.clause(step.figure.clause, path))
    windows = [s.window_after(q) if not s.row else s.text for s in parts for q in s.figures if same(step.figure, q)]
    windows += [s.window_before(q) for s in parts for q in s.figures if same(step.figure, q)]
    if not any(holds_words(window, step.role) for window in windows):
        raise prover.fail(
            (*path, "role"), step.figure.clause, f"the clause does not name “{step.role}” with it", show(step.figure)
        )


def _rises(lower: Figure, higher: Figure) -> bool:
    """Whether the second step is above the first: a higher figure, or the one from which the first ends ("under", then "from")."""
    if lower.pounds is None or higher.pounds is None:
        return False
    ends = lower.comparator in ("under", "at_most") and higher.comparator in ("at_least", "over")
    return lower.pounds < higher.pounds or (ends and lower.pounds == higher.pounds)
