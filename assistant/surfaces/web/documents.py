"""A document as its page shows it: the whole text, clause by clause, with the cited words marked by their stored offsets. Pure.

Every character of the document's text is on the page. Only the look of a line is told from its marks (a heading, a table row); where
words are marked is told by offsets alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from assistant.surfaces.web.conversation import anchor
from ingest.model import Clause, Document

LineKind = Literal["heading", "text", "row"]
HEADING = re.compile(r"#{1,6}[ \t]+")
RULE_ROW = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*")
CELL = re.compile(r"(?<!\\)\||\t")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind: marked as cited, or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: one part, or a table row's cells."""

    kind: LineKind
    parts: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one kind that stand together: a heading, a paragraph, a table."""

    kind: LineKind
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of the document under its clause. `anchor` is empty where the clause began before; `page` is where it starts."""

    label: str
    anchor: str
    path: tuple[str, ...]
    page: int | None
    new_page: bool
    blocks: tuple[Block, ...]


def stretches(document: Document, start: int = 0, end: int = 0) -> tuple[Stretch, ...]:
    """The document's text in the order it stands, characters `start` up to `end` marked."""
    spans = sorted(((span, clause) for clause in document.clauses for span in clause.spans), key=lambda pair: pair[0].start)
    seen: set[str] = set()
    made, at, page = [], 0, None
    for index, (span, clause) in enumerate(spans):
        until = spans[index + 1][0].start if index + 1 < len(spans) else len(document.text)
        first = 0 if index == 0 else at
        blocks = tuple(_blocks(document.text, first, max(until, span.end), start, end))
        name = _anchor_once(clause, seen)
        made.append(Stretch(clause.label, name, clause.path, span.page, span.page is not None and span.page != page, blocks))
        at, page = max(until, span.end), span.page or page
    return tuple(made)


def _anchor_once(clause: Clause, seen: set[str]) -> str:
    if not clause.label or clause.label in seen:
        return ""
    seen.add(clause.label)
    return anchor(clause.label)


def _blocks(text: str, first: int, until: int, start: int, end: int) -> Iterator[Block]:
    """Lines that stand together as one block; a heading stands alone, an empty line parts paragraphs."""
    for kind, group in groupby(_lines(text, first, until, start, end), key=lambda line: line.kind if line else None):
        lines = tuple(line for line in group if line is not None)
        if kind == "heading":
            yield from (Block(kind, (line,)) for line in lines)
        elif kind is not None:
            yield Block(kind, lines)


def _lines(text: str, first: int, until: int, start: int, end: int) -> Iterator[Line | None]:
    """Each line, None for an empty one; the row of dashes under a table's head is a mark and no words."""
    at = first
    for raw in text[first:until].splitlines(keepends=True):
        line = raw.rstrip("\r\n")
        if not (RULE_ROW.fullmatch(line) and "|" in line):
            yield _line(line, at, start, end) if line.strip() else None
        at += len(raw)


def _line(line: str, at: int, start: int, end: int) -> Line:
    heading = HEADING.match(line)
    if heading:
        return Line("heading", (runs(line[heading.end() :], at + heading.end(), start, end),))
    if line.lstrip().startswith("|") or "\t" in line.strip():
        return Line("row", tuple(_cells(line, at, start, end)))
    return Line("text", (runs(line, at, start, end),))


def _cells(line: str, at: int, start: int, end: int) -> Iterator[tuple[Run, ...]]:
    inner = line.strip().removeprefix("|")
    offset = at + line.index(inner) if inner else at
    ends_in_bar = inner.endswith("|")
    cut = [found.start() for found in CELL.finditer(inner)] + ([] if ends_in_bar else [len(inner)])
    first = 0
    for stop in cut:
        cell = inner[first:stop]
        lead = len(cell) - len(cell.lstrip())
        yield runs(cell.strip(), offset + first + lead, start, end)
        first = stop + 1


def runs(words: str, at: int, start: int, end: int) -> tuple[Run, ...]:
    """Words that stand at offset `at`, parted where the marked words (offsets `start` up to `end`) begin and end.

    >>> runs("one two three", 10, 14, 17)
    (Run(text='one ', marked=False), Run(text='two', marked=True), Run(text=' three', marked=False))
    """
    low, high = max(0, start - at), max(0, end - at)
    if low >= high:
        return (Run(words, False),)
    pieces = ((words[:low], False), (words[low:high], True), (words[high:], False))
    return tuple(Run(piece, marked) for piece, marked in pieces if piece)


def has_pictures(document: Document) -> bool:
    """Whether a document's pages can be seen as they are: a PDF's can."""
    return document.kind == "original" and document.file.lower().endswith(".pdf")


def contents(document: Document) -> Sequence[tuple[str, str]]:
    """Labels and anchors of the document's clauses in order."""
    return [(clause.label, anchor(clause.label)) for clause in document.clauses if clause.label]
