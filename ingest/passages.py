"""Clauses into passages: what is embedded, found and cited. Never across clauses, always a run of the document's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ingest.markers import find_mark, split_bullet
from ingest.model import Clause, Passage, Span
from ingest.plain import has_words, heading_words, plain
from ingest.tables import cells, is_delimiter, is_table_line, looks_like_header

LONGEST_PASSAGE_WORDS = 190
LONGEST_PASSAGE_PIECES = 245
"""The bundled model reads 256 word pieces and drops the rest. Pieces are estimated here, and the estimate can be 4 in 100 short."""

_LONGEST_RUN = 400
_LONGEST_LEAD_IN = 30
_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_CUTS = (
    re.compile(r"\n[ \t]*\n\s*"),
    re.compile(r"\n(?=[ \t]*(?:[-*+•|]|\(?(?:[0-9]{1,3}|[a-z]{1,4})[.)])|[^\n]*\t)"),
    re.compile(r"\n"),
    re.compile(r"\t|(?<=</p>)\s*|(?<=</li>)\s*|\s(?=[•●▪])|(?<=\s)\|(?=\s)"),
    re.compile(r"(?<=[.!?;:])[\"'’”)\]]*\s+"),
    re.compile(r"\s+"),
)

_Range = tuple[int, int]


def cut(document_id: str, sha256: str, text: str, clauses: Sequence[Clause]) -> tuple[Passage, ...]:
    """The passages of a document, in the order of its clauses.

    A passage is at most LONGEST_PASSAGE_WORDS words and fits the bundled model; a longer clause is cut between paragraphs, list
    items or table rows, then cells, then sentences. A clause that is nothing but a heading gives none: its words are in the
    context of the clauses below it. Tables of contents give none.
    """
    by_label = {clause.label: clause for clause in clauses}
    return tuple(
        passage
        for clause in clauses
        if clause.kind != "contents"
        for passage in _of_clause(document_id, sha256, text, clause, by_label)
    )


def _of_clause(document_id: str, sha256: str, text: str, clause: Clause, by_label: Mapping[str, Clause]) -> Iterator[Passage]:
    headers = _header_lines(text, clause, by_label)
    if _is_heading_only(text, clause):
        return
    seen: set[str] = set()
    for span in clause.spans:
        for start, end in _pieces(text, *_trimmed(text, span.start, span.end)):
            words = text[start:end]
            if not has_words(words) or (words in seen and is_table_line(words)):
                continue
            seen.update(words.split("\n"))
            page = span.page
            context = _context(clause, _columns(text, clause, headers, start, end))
            yield Passage(
                f"{document_id}:{sha256[:12]}:{start}-{end}",
                document_id,
                clause.label,
                clause.heading,
                context,
                start,
                end,
                page,
                words,
            )


def _is_heading_only(text: str, clause: Clause) -> bool:
    if clause.kind != "section" or len(clause.spans) != 1:
        return False
    words = plain(clause.text(text)).lstrip("# ")
    if len(words) > len(clause.heading) + 40:
        return False
    mark = find_mark(split_bullet(words)[1])
    return heading_words(mark.body if mark else words).casefold() in (clause.heading.casefold(), "")


def _context(clause: Clause, columns: Sequence[str]) -> str:
    path = list(dict.fromkeys([*clause.path, clause.heading]))
    return "\n".join(part for part in (" > ".join(filter(None, path)), " | ".join(columns)) if part)


def estimated_pieces(text: str) -> int:
    """How many word pieces the bundled model makes of `text`, about: long words and figures make several.

    >>> estimated_pieces("Works: £1M")
    7
    """
    return 2 + sum(_weight(token) for token in _PIECE.findall(text))


def _weight(token: str) -> int:
    if token.isdecimal():
        return (len(token) + 2) // 3
    return 1 + max(0, (len(token) - 6) // 4) if len(token) > 9 else 1


def _fits(text: str) -> bool:
    return len(text.split()) <= LONGEST_PASSAGE_WORDS and estimated_pieces(text) <= LONGEST_PASSAGE_PIECES


def _trimmed(text: str, start: int, end: int) -> _Range:
    """The range without white space at its ends; a tab at its head stays, for it is an empty cell."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip(" \n\r\f\v")), end - (len(words) - len(words.rstrip()))


def _pieces(text: str, start: int, end: int, depth: int = 0) -> Iterator[_Range]:
    """Ranges that fit, as few as the cuts of this depth allow; what is still too long is cut at the next depth."""
    if start >= end:
        return
    if _fits(text[start:end]):
        yield start, end
        return
    if depth == len(_CUTS):
        yield from ((at, min(at + _LONGEST_RUN, end)) for at in range(start, end, _LONGEST_RUN))
        return
    for begin, stop in _packed(text, _parts(text, start, end, depth)):
        yield from _pieces(text, begin, stop, depth + 1)


def _parts(text: str, start: int, end: int, depth: int) -> Iterator[_Range]:
    at = start
    for found in _CUTS[depth].finditer(text, start, end):
        if found.end() > at:
            yield _trimmed(text, at, found.start() if not found.group().strip("|\t\n ") else found.end())
            at = found.end()
    yield _trimmed(text, at, end)


def _packed(text: str, parts: Iterator[_Range]) -> Iterator[_Range]:
    """Joins neighbours as long as they fit together, and a lead-in to what has to be cut further."""
    held: _Range | None = None
    words = pieces = 0
    for start, end in parts:
        if start >= end:
            continue
        more = text[held[1] if held else start : end]
        words, pieces = words + len(more.split()), pieces + estimated_pieces(more)
        joins = words <= LONGEST_PASSAGE_WORDS and pieces <= LONGEST_PASSAGE_PIECES
        if held is not None and (joins or _leads_in(text, held, (start, end))):
            held = (held[0], end)
            continue
        if held is not None:
            yield held
        held = (start, end)
        words, pieces = len(text[start:end].split()), estimated_pieces(text[start:end])
    if held is not None:
        yield held


def _leads_in(text: str, held: _Range, part: _Range) -> bool:
    """Whether a heading or a short sentence stands before a part that is too long: it stays with the first piece of it."""
    return len(text[held[0] : held[1]].split()) <= _LONGEST_LEAD_IN and not _fits(text[part[0] : part[1]])


def _header_lines(text: str, clause: Clause, by_label: Mapping[str, Clause]) -> list[tuple[int, tuple[str, ...]]]:
    """Where column headings stand that hold for rows of this clause: in its heading's clause, or at the top of its own table."""
    if clause.kind == "table_row":
        parent = by_label.get(clause.parent or "")
        return [(at, row) for span in (parent.spans if parent else ()) for at, row in _table_lines(text, span)]
    rows = [found for span in clause.spans for found in _table_lines(text, span)]
    return rows[:1] if looks_like_header([row for _, row in rows]) else []


def _table_lines(text: str, span: Span) -> Iterator[tuple[int, tuple[str, ...]]]:
    at = span.start
    for line in text[span.start : span.end].split("\n"):
        if is_table_line(line) and not is_delimiter(line):
            yield at, cells(line)
        at += len(line) + 1


def _columns(
    text: str, clause: Clause, headers: Sequence[tuple[int, tuple[str, ...]]], start: int, end: int
) -> tuple[str, ...]:
    above = [row for at, row in headers if at < start]
    if not above or (clause.kind != "table_row" and not is_table_line(text[start:end].split("\n")[0])):
        return ()
    return tuple(filter(None, above[-1]))
