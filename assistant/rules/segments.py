"""A clause in sentences, list items and table rows, plain, with the figures in each: what packs are proved on and drafted from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.rules.comparators import AT_LEAST, AT_MOST, BETWEEN, OVER, SPANS, SUFFIX_PATTERN, UNDER
from assistant.rules.quantities import VAT_WORDS, Quantity, quantities

MARKUP = re.compile(r"<[^<>]{1,40}>|[*`]+|(?<!\w)_+|_+(?!\w)|\\(?=[^\w\s])")
QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "}
)
SEGMENT_END = re.compile(
    r"\n\s*(?=[-*•]|\d+[.)]\s|\(?[a-z][.)]\s|\|)|\n\s*\n|(?<=[.;!?])\s+(?=[A-Z(])|<(?:br|/p|/li)\s*/?>", re.IGNORECASE
)
SEPARATOR_CELL = re.compile(r"^[\s|:-]*$")
CLAUSES_KEPT = 2_048
"""How many clauses' segments and figures are kept: a clause is read once, however many figures are proved on it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, list item or table row of a clause, plain and in one line, with the figures in it; `cells` are a row's."""

    text: str
    figures: tuple[Quantity, ...]
    row: bool
    cells: tuple[str, ...] = ()

    def window_before(self, figure: Quantity) -> str:
        """The words between the figure before and this one, without those that compare the one before ("£500,000 and above | 20%")."""
        before = [q.end for q in self.figures if q.end <= figure.start and q.kind != "count"]
        if not before:
            return self.text[: figure.start]
        return _after_own_words(self.text[max(before) : figure.start])

    def window_after(self, figure: Quantity) -> str:
        """The words between this figure and the next."""
        after = [q.start for q in self.figures if q.start >= figure.end and q.kind != "count"]
        return self.text[figure.end : min(after, default=len(self.text))]

    def span(self, figure: Quantity) -> dict[str, frozenset[str]]:
        """Where the figure is an end of a span ("£25,000 to £50,000"): the words that join the two, and what they make of this end."""
        alike = [q for q in self.figures if q.kind == figure.kind]
        at = alike.index(figure)
        ends: dict[str, frozenset[str]] = {}
        if at + 1 < len(alike) and (joint := self._joint(figure, alike[at + 1])):
            ends[joint] = frozenset({OVER, AT_LEAST} if joint == BETWEEN else {AT_LEAST})
        if at and (joint := self._joint(alike[at - 1], figure)):
            ends[joint] = frozenset({UNDER, AT_MOST} if joint == BETWEEN else {AT_MOST})
        return ends

    def _joint(self, low: Quantity, high: Quantity) -> str:
        """What joins two figures into a span; empty where nothing does."""
        gap = VAT_WORDS.sub(" ", self.text[low.end : high.start]).strip(" ,()[]").lower()
        if gap == "and" and re.search(rf"\b{BETWEEN}\b", self.window_before(low), re.IGNORECASE):
            return BETWEEN
        return gap if gap in SPANS and low.value < high.value else ""


def _after_own_words(window: str) -> str:
    """The words after a figure without a comparator right behind it, which is said of that figure and not of the next."""
    found = SUFFIX_PATTERN.match(window.lstrip())
    rest = window.lstrip()[found.end() :] if found else ""
    return rest if any(letter.isalpha() or letter == "|" for letter in rest) else window


def plain(text: str) -> str:
    """Text without markup, escapes, curly quotes and odd spaces, in one line, for looking words up in.

    >>> plain("a **minimum**  of\\n10% \\\\(net\\\\)")
    'a minimum of 10% (net)'
    """
    return re.sub(r"\s+", " ", MARKUP.sub(" ", text.translate(QUOTES))).replace("( ", "(").replace(" )", ")").strip()


@lru_cache(maxsize=CLAUSES_KEPT)
def segments(clause_text: str) -> tuple[Segment, ...]:
    """A clause in sentences, list items and table rows. A row is a line with tabs or pipes."""
    found: list[Segment] = []
    for line in re.split(r"\n(?=[^\n]*[\t|])|(?<=[\t|])\n|\n\s*\n", clause_text):
        row = "\t" in line or line.count("|") > 1
        for part in [line] if row else SEGMENT_END.split(line):
            text = plain(part)
            if text and not SEPARATOR_CELL.match(text):
                found.append(Segment(text, tuple(quantities(text)), row, _cells(part) if row else ()))
    return tuple(found)


def _cells(line: str) -> tuple[str, ...]:
    """A row's cells, plain; an empty one keeps its place."""
    parts = line.strip(" \n").strip("|").split("|") if line.count("|") > 1 else line.strip("\n").split("\t")
    return tuple(plain(part) for part in parts)


@lru_cache(maxsize=CLAUSES_KEPT)
def figures_said(clause_text: str) -> frozenset[tuple[str, Decimal]]:
    """The kind and value of every figure that stands in a clause."""
    return frozenset((q.kind, q.value) for q in quantities(plain(clause_text)))


def holds_words(text: str, words: str) -> bool:
    """Whether the words stand in the text as whole words, case aside."""
    return re.search(rf"(?<!\w){re.escape(plain(words))}(?!\w)", text, re.IGNORECASE) is not None
