"""The text of a document whose format has none of its own: put together block by block, offsets kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.markers import find_mark, split_bullet
from ingest.model import Block, BlockKind, ReadText
from ingest.plain import SUPERSCRIPTS, from_superscript

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_RAISED = re.compile(rf"\s*([{SUPERSCRIPTS}]{{1,3}})(?=\s*\w)")
_CLOSE = ("table_row", "list_item", "contents")

BULLET = "-"
"""How an item's bullet is printed in a text that we put together."""


def clean(words: str) -> str:
    """`words` on lines without white space at their ends, without characters that no text holds.

    >>> clean("  the \\x00council \\n  shall ")
    'the council\\nshall'
    """
    words = _SURROGATE.sub("\ufffd", _UNWANTED.sub("", words))
    lines = (" ".join(line.split()) for line in words.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


@dataclass
class TextBuilder:
    """Takes blocks in reading order; `read_text` gives the document."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _length: int = 0

    def add(
        self, kind: BlockKind, words: str, *, page: int | None = None, level: int = 0, marker: str = "", marked: bool = False
    ) -> None:
        """Adds a block; a paragraph of several lines is parted where a line begins with a number or a bullet of its own.

        A paragraph that begins with a raised number is a note.
        """
        raised = _RAISED.match(words) if kind == "paragraph" else None
        if raised:
            kind, marker, level = "footnote", from_superscript(raised.group(1)), 0
        for at, lines in enumerate(_item_runs(clean(words), kind)):
            own = marker if at == 0 else ""
            self._append(Block(kind, 0, 0, page, level=level, marker=own or _marker(lines, kind), marked=marked), lines)

    def add_row(self, cells: Sequence[str], *, page: int | None = None, header: bool = False) -> None:
        """Adds a table row: its cells on one line, parted by tabs. A row without words is left out."""
        row = tuple(clean(cell).replace("\n", " ") for cell in cells)
        if any(row):
            self._append(Block("table_row", 0, 0, page, cells=row, header=header), "\t".join(row))

    def warn(self, warning: str) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)

    def _append(self, block: Block, words: str) -> None:
        if not words.strip():
            return
        if self.blocks:
            gap = "\n" if block.kind == self.blocks[-1].kind and block.kind in _CLOSE else "\n\n"
            self.parts.append(gap)
            self._length += len(gap)
        start, end = self._length, self._length + len(words)
        self.parts.append(words)
        self._length = end
        self.blocks.append(
            Block(block.kind, start, end, block.page, block.level, block.marker, block.cells, block.header, block.marked)
        )

    def read_text(self, pages: int | None = None) -> ReadText:
        return ReadText("".join(self.parts), tuple(self.blocks), pages, tuple(self.warnings))


def _item_runs(words: str, kind: BlockKind) -> list[str]:
    """The lines of a block, parted before each that begins with a bullet or a number in brackets or with a dot."""
    lines = words.split("\n")
    if kind not in ("paragraph", "list_item") or len(lines) == 1:
        return [words] if words else []
    runs = [lines[0]]
    for line in lines[1:]:
        if _begins_item(line):
            runs.append(line)
        else:
            runs[-1] += "\n" + line
    return runs


def _begins_item(line: str) -> bool:
    bullet, rest = split_bullet(line)
    mark = find_mark(rest)
    return bullet or (mark is not None and mark.kind in ("dotted", "decimal", "letter"))


def _marker(words: str, kind: BlockKind) -> str:
    if kind not in ("paragraph", "list_item", "heading"):
        return ""
    bullet, rest = split_bullet(words)
    mark = find_mark(rest)
    return mark.printed if mark else words[:1] if bullet else ""


@dataclass
class IndentLevels:
    """How deep indentation nests the items of a run of lists; any unit, `tolerance` in the same one."""

    tolerance: float
    _stack: list[float] = field(default_factory=list)

    def reset(self) -> None:
        self._stack.clear()

    def of_item(self, indent: float) -> int:
        """The level of an item whose number or bullet stands at `indent`: 1 is the outermost of its run."""
        while self._stack and indent < self._stack[-1] - self.tolerance:
            self._stack.pop()
        if not self._stack or indent > self._stack[-1] + self.tolerance:
            self._stack.append(indent)
        return len(self._stack)

    def of_paragraph(self, indent: float) -> int:
        """The level of the item that a paragraph at `indent` goes on with: 0 where it stands outside them all."""
        return sum(1 for outer in self._stack if outer < indent - self.tolerance)
