"""A figure of a statement as a pack writes it: number, comparator with the clause's own words, VAT basis, and where each is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.drafting.statements import Statement
from assistant.rules.comparators import AT_LEAST, AT_MOST, UNDER, all_after, all_before, meanings
from assistant.rules.proof import without_extensions
from assistant.rules.quantities import VAT_WORDS, Quantity, vat_said
from assistant.rules.segments import Segment, holds_words, plain

BECAUSE = {
    AT_LEAST: "The words do not say whether a value of exactly the figure is reached; read as reached, the wider duty. Check with the council.",
    AT_MOST: "The words do not say whether a value of exactly the figure is still inside; read as inside. Check with the council.",
}
NEAR_WORDS = 5


class NotExpressible(Exception):
    """A statement that a pack cannot say as it stands; the message is the reason, for the person who goes on."""


_OF_ALL = re.compile(
    r"\b(?:values|amounts|figures|thresholds|sums|prices)\b"
    r"|\b(?:contract )?value(?: of (?:a|the|each|any) contracts?)?['\"]? (?:means|is|includes|excludes)\b",
    re.IGNORECASE,
)
"""Words that speak of every amount of a document, or say what a contract's value is."""
_OF_ANOTHER = re.compile(r"\s+(?:the|any|our|its|national|public)\b", re.IGNORECASE)
"""What follows a comparator that is said of something else: "over £50,000 and below the national threshold"."""
_YEARS = re.compile(r"\b(?:\d+|one|two|three|four|five|six|twelve)\s+(?:months?|years?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Basis:
    """The VAT basis that one clause states for all amounts of the document."""

    vat: str
    label: str


@dataclass(frozen=True, slots=True)
class Counting:
    """How a document counts throughout: its VAT basis, and the clause by which a length is without extensions; None where it is not said."""

    vat: Basis | None = None
    first_term: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure's comparator, the words that make it, the clause that says them where it is another one, and how they are read."""

    comparator: str
    words: str
    words_clause: str | None = None
    reading: str | None = None

    @property
    def lower(self) -> bool:
        """Whether values from the figure upwards are meant."""
        return self.comparator in ("over", "at_least")


def general_basis(texts: Iterable[tuple[str, str]]) -> Basis | None:
    """The VAT basis that a document states once for all amounts; None where there is none, or where two clauses disagree.

    :param texts: the clauses' labels and words, in order
    """
    found = [Basis(next(iter(said)), label) for label, words in texts if len(said := _for_all(words)) == 1]
    return found[0] if len({basis.vat for basis in found}) == 1 else None


def counting(texts: Mapping[str, str]) -> Counting:
    """What a document says once of how its values and lengths are counted."""
    told = [label for label, words in texts.items() if without_extensions(words) and not _YEARS.search(words)]
    return Counting(general_basis(texts.items()), told[0] if len(told) == 1 else None)


def _for_all(words: str) -> set[str]:
    """The basis that the sentences of a clause state of amounts in general: VAT, and no amount beside it."""
    general = plain(words)
    return set(vat_said(general)) if _OF_ALL.search(general) and "£" not in general else set()


def compared(statement: Statement, figure: Quantity) -> Compared | None:
    """How the words around a figure compare it; None where they do not.

    The words right after it count before those in front, and those beside it before those that introduce its list or table.
    """
    segment = statement.segment
    if span := segment.span(figure):
        words = next(iter(span))
        return _settled(words, span[words], None)
    own = _beside(*_windows(segment, figure), figure.kind)
    if own:
        return _settled(own, meanings(own), None)
    for label, text in _introductions(statement):
        if said := _preferred(all_before(text)) or _preferred(all_after(text)):
            return _settled(said, meanings(said), label if label != statement.label else None)
    return None


def _windows(segment: Segment, figure: Quantity) -> tuple[str, str]:
    """The words in front of and behind a figure that may be said of it; in a row, those of its own cell."""
    before, after = segment.window_before(figure), segment.window_after(figure)
    start, end = cell_of(segment, figure)
    return before[max(0, len(before) - (figure.start - start)) :], after[: max(0, end - figure.end)]


def cell_of(segment: Segment, figure: Quantity) -> tuple[int, int]:
    """Where the cell that holds a figure begins and ends in the row's text; the whole text of what is no row."""
    at = 0
    for cell in segment.cells:
        start = segment.text.find(cell, at)
        at = start + len(cell)
        if start <= figure.start < at:
            return start, at
    return 0, len(segment.text)


def _introductions(statement: Statement) -> list[tuple[str, str]]:
    header = [(statement.header_label, " ".join(statement.header))] if statement.header else []
    return header + ([(statement.lead.label, statement.lead.text)] if statement.lead else [])


def _beside(before: str, after: str, kind: str) -> str | None:
    """The comparator words beside a figure: those right behind it, else the last in front of it."""
    behind = VAT_WORDS.sub(" ", after).lstrip(" ,()[]/")
    first = all_after(" ".join(behind.split()[:NEAR_WORDS]))
    if first and behind.lower().startswith(first[0]) and not _OF_ANOTHER.match(behind, len(first[0])):
        return first[0]
    in_front = _preferred(all_before(before))
    if in_front is None and kind == "percent":
        in_front = _preferred(all_after(before)) or (first[0] if first else None)
    return in_front


def _preferred(phrases: list[str]) -> str | None:
    """The last phrase that settles something; else the last. ("above the threshold of" is above.)"""
    settled = [phrase for phrase in phrases if len(meanings(phrase)) == 1]
    best = settled or phrases
    return best[-1] if best else None


def _settled(words: str, known: frozenset[str], clause: str | None) -> Compared:
    if len(known) == 1:
        return Compared(next(iter(known)), words, clause)
    wider = AT_MOST if UNDER in known else AT_LEAST
    return Compared(wider, words, clause, BECAUSE[wider])


def written(statement: Statement, figure: Quantity, basis: Counting | None, *, exact: bool = False) -> dict[str, Any]:
    """A figure as a pack writes it.

    :raises NotExpressible: it is not compared with anything and has to be (`exact` False), or its VAT basis is not clear.
    """
    told = compared(statement, figure)
    if told is None and not exact:
        raise NotExpressible(f"nothing says whether {figure.printed.strip()} is a line to pass, to reach or to stay under")
    entry: dict[str, Any] = {"clause": statement.label, figure.kind: _number(figure.value)}
    if figure.kind == "pounds":
        entry |= _vat(statement, figure, basis.vat if basis else None)
    if told is not None:
        entry |= {"comparator": told.comparator, "words": told.words}
        entry |= {"words_clause": told.words_clause} if told.words_clause else {}
    if near := near_words(statement, figure):
        entry["near"] = near
    if told is not None and told.reading:
        entry["reading"] = {"as": told.comparator, "because": told.reading}
    return entry


def _number(value: Decimal) -> int | Decimal:
    return int(value) if value == int(value) else value.normalize()


def _vat(statement: Statement, figure: Quantity, basis: Basis | None) -> dict[str, Any]:
    """The basis stated with the figure, in its sentence, at the head of its column, or once for all amounts."""
    said = {figure.vat} if figure.vat else set(vat_said(statement.text))
    if len(said) == 1:
        return {"vat": next(iter(said))}
    if said:
        raise NotExpressible("the sentence speaks of amounts with VAT and without: say which is which")
    for label, text in _introductions(statement):
        if len(around := vat_said(text)) == 1:
            return {"vat": next(iter(around)), "vat_clause": label}
    return {"vat": basis.vat, "vat_clause": basis.label} if basis else {"vat": "unstated"}


def near_words(statement: Statement, figure: Quantity) -> str | None:
    """A few words of the same segment that tell this occurrence of the figure from another: a row's first cell, else those beside it."""
    segment = statement.segment
    first = segment.cells[0] if segment.cells else ""
    before, after = segment.text[: figure.start].split(), segment.text[figure.end :].split()
    for words in ([first] if first and figure.start > len(first) else [], before[-3:], after[:3]):
        picked = " ".join(words).strip(" ,.;:|()[]-•*#\"'")
        if any(letter.isalpha() for letter in picked) and holds_words(segment.text, picked):
            return picked[:120]
    return None
