"""Blocks of lines of text: Markdown, and the plain text that borrows from it.

The document's text is the file's own, so a block is a run of whole lines. What a line is (heading, table row, list item,
note) is told by its own look; whether it goes on from the line before is told by the width the file was wrapped at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from ingest.markers import Mark, comes_next, find_mark, split_bullet
from ingest.model import Block, BlockKind
from ingest.plain import SUPERSCRIPTS, from_superscript, has_words, plain
from ingest.readers.spaced_columns import spaced_rows
from ingest.tables import cells, is_delimiter
from ingest.wording import awaits_figures, breaks_off

LineKind = Literal[
    "blank",
    "gap",
    "heading",
    "bold",
    "bar_row",
    "tab_row",
    "space_row",
    "delimiter",
    "note",
    "item",
    "numbered",
    "rule",
    "comment",
    "page",
    "text",
]

_LINE = re.compile(r"([^\n\f]*)([\n\f]|\Z)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_BOLD = re.compile(r"(?:\*\*(?:(?!\*\*).)+\*\*|__(?:(?!__).)+__)[ \t]*:?[ \t]*")
_NOTE = re.compile(rf"(?:([{SUPERSCRIPTS}]{{1,3}})|\[\^([^\]\s]{{1,20}})\]:)(?=[ \t]*\S)")
_RULE = re.compile(r"([-=_*~])[ \t]*(?:\1[ \t]*)+")
_PAGE = re.compile(
    r"(?:[-–|]?[ \t]*page[ \t]+\d{1,4}(?:[ \t]*(?:of|/)[ \t]*\d{1,4})?|\d{1,4}[ \t]*\|[ \t]*page|[-–][ \t]*\d{1,4}[ \t]*[-–])[ \t|]*",
    re.I,
)
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_SINGLE_LINES = ("heading", "bar_row", "tab_row", "space_row", "delimiter", "rule", "comment", "page", "bold")
_WRAP_WIDTHS = range(50, 141)
_HEAD = 600


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the file: where it stands, what it looks like, and its first words as plain text without a quotation mark."""

    start: int
    end: int
    raw: str
    kind: LineKind
    plain: str
    page: int | None = None
    cells: tuple[str, ...] = ()

    @property
    def indent(self) -> int:
        return len(self.raw) - len(self.raw.lstrip(" ")) + 3 * (len(self.raw) - len(self.raw.lstrip("\t")))


def text_blocks(text: str, *, markdown: bool) -> tuple[Block, ...]:
    """The blocks of `text`, in order; they cover all but white space. `markdown` joins lines as Markdown does."""
    lines = list(_lines(text, markdown=markdown))
    builder = _Builder(_wrap_width(lines), markdown)
    for line in lines:
        builder.feed(line)
    return tuple(_page_furniture(builder.blocks, text))


def _lines(text: str, *, markdown: bool) -> Iterator[TextLine]:
    start, page, comment = 0, 1 if "\f" in text else None, False
    above: LineKind = "blank"
    found_lines = list(_LINE.finditer(text))
    spaced = {} if markdown else spaced_rows([found.group(1) for found in found_lines])
    for at, found in enumerate(found_lines):
        raw = found.group(1)
        kind, words = _look(raw, above)
        kind = "space_row" if at in spaced else kind
        if markdown and (comment or raw.lstrip().startswith("<!--")):
            comment, kind = "-->" not in raw, "comment" if raw.strip() else "blank"
        yield TextLine(start, start + len(raw), raw, kind, words, page, spaced.get(at, ()))
        start, above = found.end(), kind
        if page is not None:
            page += found.group(2) == "\f"


def _look(raw: str, above: LineKind) -> tuple[LineKind, str]:
    """A line's kind from its own look and the kind of the line above."""
    if not raw.strip():
        return "blank", ""
    quoted = _QUOTE.match(raw)
    inner = raw[quoted.end() :] if quoted and not raw.lstrip().startswith((">£", "> £")) else raw
    words = plain(inner[:_HEAD])
    if quoted and not inner.strip():
        return "gap", ""
    return _kind(inner, words, above), words


def _kind(raw: str, words: str, above: LineKind) -> LineKind:
    table = _table_kind(raw, words, above)
    if table:
        return table
    bare = raw.strip()
    if _HEADING.match(raw):
        return "heading"
    if _RULE.fullmatch(bare):
        return "rule"
    if _PAGE.fullmatch(bare):
        return "page"
    if _NOTE.match(bare):
        return "note"
    if _BOLD.fullmatch(bare):
        return "bold"
    return _item_kind(words)


def _item_kind(words: str) -> LineKind:
    bullet, rest = split_bullet(words)
    mark = find_mark(rest)
    if bullet or (mark and mark.kind in ("decimal", "letter")):
        return "item"
    return "numbered" if mark else "text"


def _table_kind(raw: str, words: str, above: LineKind) -> LineKind | None:
    bare = raw.strip()
    if "|" in bare and ((bare.startswith("|") and bare.endswith("|")) or above in ("bar_row", "delimiter")):
        return "delimiter" if is_delimiter(raw) else "bar_row"
    if is_delimiter(raw) and above == "text":
        return "delimiter"
    parts = raw.split("\t")
    filled = [part for part in parts if part.strip()]
    if len(parts) < 2 or (len(filled) == 1 and not any(part.strip() for part in parts[:-1]) and above != "tab_row"):
        return None
    return None if above != "tab_row" and _is_mark_and_text(parts, filled) else "tab_row"


def _is_mark_and_text(parts: Sequence[str], filled: Sequence[str]) -> bool:
    """Whether a tab only parts a bullet or a number from its text: "1.1<tab>The council"."""
    if len(filled) != 2 or parts[-1] != filled[-1]:
        return False
    bullet, rest = split_bullet(plain(filled[0]))
    mark = find_mark(rest)
    return (bullet and not rest) or (mark is not None and not mark.body)


def _wrap_width(lines: Sequence[TextLine]) -> int:
    """The width that running text was wrapped at, or 0 where each line is a paragraph of its own."""
    widths = [
        len(line.raw.rstrip())
        for line, below in pairwise(lines)
        if line.kind in ("text", "item", "numbered") and below.kind == "text"
    ]
    widest = max((width for width in widths if width in _WRAP_WIDTHS), default=0)
    near = sum(1 for width in widths if widest - 20 <= width <= widest)
    return widest if near >= 3 and not any(width > _WRAP_WIDTHS[-1] for width in widths) else 0


class _Builder:
    """Joins lines to blocks, one line at a time."""

    def __init__(self, width: int, markdown: bool) -> None:
        self.blocks: list[Block] = []
        self._width = width
        self._markdown = markdown
        self._last: TextLine | None = None
        self._item_indents: list[int] = []
        self._mark: Mark | None = None

    def feed(self, line: TextLine) -> None:
        last, self._last = self._last, line
        if line.kind == "blank":
            return
        if line.kind == "gap" and self.blocks:
            self.blocks[-1] = replace(self.blocks[-1], end=_stripped_end(line))
            return
        if last is not None and last.kind not in ("blank", "gap") and self.blocks and self._joins(last, line):
            self.blocks[-1] = replace(self.blocks[-1], end=_stripped_end(line))
            return
        self._open(line, last)
        self._mark = find_mark(split_bullet(line.plain)[1])

    def _joins(self, last: TextLine, line: TextLine) -> bool:
        """Whether `line` goes on in the block of the line right above it."""
        if line.kind == "comment":
            return last.kind == "comment"
        if line.kind == "delimiter" or last.kind in _SINGLE_LINES:
            return False
        ended = last.plain.endswith((".", ";", ":", "!", "?"))
        if line.kind == "text":
            goes_on = not ended and (line.plain[:1].islower() or breaks_off(last.plain))
            return self._markdown or goes_on or self._was_wrapped(last, line)
        if ended or line.kind not in ("item", "numbered") or split_bullet(line.plain)[0]:
            return False
        mark = find_mark(line.plain)
        if mark is not None and (comes_next(self._mark, mark) or self._is_item_beside(mark)):
            return False
        return self._is_figure(line) or awaits_figures(last.plain) or self._was_wrapped(last, line)

    def _is_item_beside(self, mark: Mark) -> bool:
        """Whether a number or letter looks like that of the item above it."""
        return (
            self._mark is not None
            and mark.kind in ("decimal", "letter")
            and (self._mark.kind, self._mark.look) == (mark.kind, mark.look)
        )

    def _is_figure(self, line: TextLine) -> bool:
        """Whether a number at the head of a line goes on in small letters, as no clause or item does: "10 contracts were"."""
        mark = find_mark(line.plain)
        return mark is not None and mark.kind in ("bare", "dotted") and (self._markdown or mark.body[:1].islower())

    def _was_wrapped(self, last: TextLine, line: TextLine) -> bool:
        """Whether the line break was forced: the next word would not have fitted."""
        words = line.raw.split(maxsplit=1)
        return bool(self._width) and len(last.raw.rstrip()) + 1 + len(words[0]) > self._width

    def _open(self, line: TextLine, last: TextLine | None) -> None:
        if line.kind == "delimiter":
            self._close_table_header(line, last)
            return
        if line.kind == "rule" and last is not None and self._underlines(line, last):
            self.blocks[-1] = replace(
                self.blocks[-1], kind="heading", marked=True, end=_stripped_end(line), level=1 if "=" in line.raw else 2
            )
            return
        self.blocks.append(self._block(line))

    def _close_table_header(self, line: TextLine, last: TextLine | None) -> None:
        """The rule under a header belongs to the header's row, and makes a row of the text line above it."""
        above = self.blocks[-1] if self.blocks else None
        if above is None or last is None or "|" not in last.raw or above.start < last.start:
            self.blocks.append(Block("paragraph", line.start, _stripped_end(line), line.page))
            return
        self.blocks[-1] = replace(
            above, kind="table_row", header=True, end=_stripped_end(line), cells=cells(last.raw), marker=""
        )

    def _underlines(self, line: TextLine, last: TextLine) -> bool:
        """Whether a rule is the underline of a heading: right under a single line of text, and about as long in plain text."""
        if last.kind not in ("text", "numbered", "bold", "item") or "*" in line.raw or "_" in line.raw or "~" in line.raw:
            return False
        single = self.blocks[-1].start == _stripped_start(last)
        length = len(line.raw.strip())
        return single and (self._markdown or length >= 3) and (last.kind != "item" or abs(length - len(last.raw.strip())) <= 3)

    def _block(self, line: TextLine) -> Block:
        kind, start, end = _BLOCK_KINDS[line.kind], _stripped_start(line), _stripped_end(line)
        if kind == "table_row":
            return Block(kind, line.start, line.end, line.page, cells=tuple(map(plain, line.cells)) or cells(line.raw))
        if kind == "heading":
            found = _HEADING.match(line.raw)
            return Block(kind, start, end, line.page, level=len(found.group(1)) if found else 0, marked=found is not None)
        if kind == "footnote":
            return Block(kind, start, end, line.page, marker=_note_mark(line.raw))
        if kind == "furniture":
            return Block(kind, start, end, line.page)
        return Block(kind, start, end, line.page, level=self._level(line), marker=_printed(line.plain))

    def _level(self, line: TextLine) -> int:
        """How deep indentation nests a line in the items above it: 0 where the file does not indent it."""
        indent = line.indent
        while self._item_indents and indent <= self._item_indents[-1] + (1 if line.kind != "text" else 0):
            self._item_indents.pop()
        nested = len(self._item_indents) if indent >= 2 else 0
        if line.kind == "text":
            return nested
        if line.kind == "item" or split_bullet(line.plain)[0]:
            self._item_indents.append(indent)
        return nested + 1 if nested else int(self._markdown and line.kind == "item")


_BLOCK_KINDS: dict[LineKind, BlockKind] = {
    "heading": "heading",
    "bold": "heading",
    "bar_row": "table_row",
    "tab_row": "table_row",
    "space_row": "table_row",
    "note": "footnote",
    "item": "list_item",
    "numbered": "paragraph",
    "rule": "paragraph",
    "gap": "paragraph",
    "text": "paragraph",
    "comment": "furniture",
    "page": "furniture",
}


def _stripped_start(line: TextLine) -> int:
    return line.start + len(line.raw) - len(line.raw.lstrip())


def _stripped_end(line: TextLine) -> int:
    return line.end - (len(line.raw) - len(line.raw.rstrip()))


def _printed(words: str) -> str:
    bullet, rest = split_bullet(words)
    mark = find_mark(rest)
    return mark.printed if mark else words.split(" ", 1)[0] if bullet else ""


def _note_mark(raw: str) -> str:
    found = _NOTE.match(raw.strip())
    return from_superscript(found.group(1) or found.group(2)) if found else ""


def _page_furniture(blocks: list[Block], text: str) -> Iterator[Block]:
    """Marks the lines that stand at the head or the foot of most pages, their digits apart, where form feeds part the pages."""
    edges: dict[str, set[int]] = {}
    masks = {at: _mask(text, block) for at, block in enumerate(blocks) if _at_page_edge(blocks, at)}
    for at, mask in masks.items():
        edges.setdefault(mask, set()).add(blocks[at].page or 0)
    pages = max((block.page or 0 for block in blocks), default=0)
    repeated = {mask for mask, seen in edges.items() if pages >= 3 and len(seen) * 2 > pages and has_words(mask)}
    for at, block in enumerate(blocks):
        yield replace(block, kind="furniture", marker="", level=0) if masks.get(at) in repeated else block


def _at_page_edge(blocks: list[Block], at: int) -> bool:
    block = blocks[at]
    if block.page is None or block.kind == "table_row" or block.end - block.start > 200:
        return False
    around = blocks[max(0, at - 2) : at] + blocks[at + 1 : at + 3]
    return len({other.page for other in around}) > 1 or at == 0 or at == len(blocks) - 1


def _mask(text: str, block: Block) -> str:
    return re.sub(r"\d+", "#", " ".join(text[block.start : block.end].split()))
