"""A table under a heading: which rows are headers, which begin a clause of their own, which go on with the row above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.lines import Line
from ingest.plain import has_words, without_note
from ingest.tables import looks_like_header

if TYPE_CHECKING:
    from ingest.labels import Draft

_OPEN_LABEL = re.compile(r"(?:,|[-–—&/]|\b(?:and|or|of|for|the|in|to|with|by|a))$", re.I)
_NUMBER = re.compile(r"^\(?([0-9]{1,3})[.)]$")
_ROWS_COMPARED = 30
_PASSED_OVER = ("furniture", "footnote", "contents")


class TableRows:
    """The rows of one table, in order; pages may cut it, and its header may stand again on each.

    `row` is the clause of the last row that began one, `caption` that of a row which titles those below it.
    """

    def __init__(self, lines: Sequence[Line], start: int) -> None:
        self.caption: Draft | None = None
        self.row: Draft | None = None
        self._rows = _rows_from(lines, start)
        self._captions = _captions(self._rows)
        self._headers = self._find_headers()
        self._labels = self._find_labels()

    def label(self, line: Line) -> str | None:
        """The label that a row begins a clause with; "" where it goes on with the row above, None where it belongs to the heading."""
        return self._labels.get(line.at, "")

    def is_caption(self, line: Line) -> bool:
        """Whether a row is the title of the rows below it: its one cell spans the table."""
        return line.at in self._captions

    def _find_headers(self) -> set[int]:
        found = {row.at for row in self._rows if row.block.header}
        starts = [0, *(at + 1 for at, row in enumerate(self._rows) if row.at in self._captions)]
        for start in starts:
            below = [row.block.cells for row in self._rows[start : start + _ROWS_COMPARED]]
            if below and not found & {row.at for row in self._rows[start : start + 1]} and looks_like_header(below):
                found.add(self._rows[start].at)
        words = {row.block.cells for row in self._rows if row.at in found}
        return found | {row.at for row in self._rows if row.block.cells in words}

    def _find_labels(self) -> dict[int, str | None]:
        labels: dict[int, str | None] = {}
        above: Line | None = None
        for before, row in zip([None, *self._rows], self._rows, strict=False):
            if row.at in self._headers:
                labels[row.at] = None
                continue
            first = row.block.cells[0] if row.block.cells else ""
            if above is None and not has_words(first):
                labels[row.at] = None
            elif not has_words(first):
                labels[row.at] = ""
            elif above is not None and before is not None and self._completes(above, before, row):
                labels[row.at] = ""
                labels[above.at] = f"{labels[above.at]} {first}"
            else:
                labels[row.at], above = _NUMBER.sub(r"\1", without_note(first.rstrip(":"))), row
        return labels

    def _completes(self, above: Line, before: Line, row: Line) -> bool:
        """Whether a first cell is the rest of the one above, cut by a page: `before` is the row right before it."""
        label, first = above.block.cells[0], row.block.cells[0]
        if not first[:1].islower() or not label[:1].isupper() or row.at in self._captions:
            return False
        apart = row.block.page != before.block.page or row.block.start - before.block.end > 1
        return _OPEN_LABEL.search(label) is not None or apart


def _rows_from(lines: Sequence[Line], start: int) -> list[Line]:
    rows: list[Line] = []
    for at in range(start, len(lines)):
        line = lines[at]
        if line.kind == "table_row":
            rows.append(line)
        elif line.kind not in _PASSED_OVER and not line.wordless:
            break
    return rows


def _captions(rows: Sequence[Line]) -> set[int]:
    """Rows of three columns and more with words in the first only, above a row that fills them."""
    return {
        row.at for row, below in pairwise(rows) if len(row.block.cells) >= 3 and _filled(row) == [0] and _is_full_header(below)
    }


def _is_full_header(row: Line) -> bool:
    return len(_filled(row)) == len(row.block.cells) and looks_like_header([row.block.cells] * 2)


def _filled(row: Line) -> list[int]:
    return [at for at, cell in enumerate(row.block.cells) if has_words(cell)]
