"""Tables on a PDF page that nothing but white space rules: cells that begin under each other, drawn row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.markers import find_mark, split_bullet
from ingest.plain import has_words
from ingest.readers.pdf_fragments import Fragment
from ingest.readers.pdf_lines import width_of
from ingest.readers.pdf_tables import RuledTable

_GAP = 0.7
"""The narrowest gap between cells, in sizes of the letters. Widths are estimates, so columns have to stand in line as well."""
_STEP = 2.2
_SAME_LINE = 0.3
_SAME_COLUMN, _NEAR_COLUMN = 3.0, 6.0
_MOST_LINES = 40
_FEWEST_ROWS = 3
_LEADERS = re.compile(r"[.\s…_]{4,}")
_PAGE = re.compile(r"\d{1,3}|[ivxl]{1,6}", re.I)
_CONTENTS = re.compile(r"(?:table of )?contents", re.I)


@dataclass
class _Run:
    """Words on one baseline without a wide gap; `starts` are where its pieces begin: place on the page, and in the text."""

    x: float
    right: float
    y: float
    size: float
    text: str
    starts: list[tuple[float, int]] = field(default_factory=list)

    def parted(self, columns: Sequence[float]) -> list[_Run]:
        """The run in parts where a piece of it begins in another of the columns."""
        cuts = [at for x, at in self.starts if at and any(abs(x - column) <= _NEAR_COLUMN for column in columns)]
        ends = [0, *cuts, len(self.text)]
        begins = {at: x for x, at in self.starts}
        return [
            _Run(begins.get(start, self.x), self.right, self.y, self.size, self.text[start:end].strip())
            for start, end in pairwise(ends)
        ]


@dataclass
class _Cell:
    """Runs drawn one under the other."""

    runs: list[_Run]

    @property
    def x(self) -> float:
        return min(run.x for run in self.runs)

    @property
    def right(self) -> float:
        return max(run.right for run in self.runs)

    @property
    def top(self) -> float:
        return self.runs[0].y + self.runs[0].size

    @property
    def bottom(self) -> float:
        return self.runs[-1].y

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)

    def overlaps(self, other: _Cell) -> bool:
        return self.x < other.right and other.x < self.right


@dataclass
class _Row:
    """Cells side by side, left to right."""

    cells: list[_Cell] = field(default_factory=list)

    @property
    def top(self) -> float:
        return max(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        return min(cell.bottom for cell in self.cells)

    @property
    def is_tabular(self) -> bool:
        """Whether two cells and more stand side by side; a number or a bullet before its text is no cell."""
        first = self.cells[0].text
        bullet, rest = split_bullet(first)
        mark = find_mark(rest)
        numbered = (bullet and not rest) or (mark is not None and not mark.body) or not has_words(first)
        led = any(_LEADERS.fullmatch(cell.text) for cell in self.cells)
        return len(self.cells) - numbered >= 2 and not numbered and not led


def spaced_tables(fragments: Sequence[Fragment], before: Sequence[RuledTable] = ()) -> list[RuledTable]:
    """The tables of a page without rules around them, from its fragments in the order that it draws them.

    `before` are those of the page before: a table that begins with the same header goes on here, however few rows are left of it.

    At least three rows of two cells and more that begin in the same columns make one. Text set in columns is drawn one whole
    column after the other, and so is none; neither is a list with its numbers set apart, nor a table of contents.
    """
    rows = _rows(_cells(_runs(fragments)))
    header = before[-1].rows[0] if before else ()
    found = [_table(group) for group in _groups(rows) if _is_table(group) or _table(group).rows[0] == header]
    return [table for table in found if _is_alone(table, fragments)] if found and not _is_contents(rows) else []


def _runs(fragments: Sequence[Fragment]) -> list[_Run]:
    runs: list[_Run] = []
    for one in fragments:
        words = " ".join(one.text.split())
        if not words:
            continue
        last = runs[-1] if runs else None
        right = one.x + width_of(words) * one.size
        beside = last is not None and abs(one.y - last.y) <= one.size * _SAME_LINE and one.x >= last.x
        if last is not None and beside and (one.x == last.x or one.x - last.right < one.size * _GAP):
            last.starts.append((one.x, len(last.text) + 1))
            last.text, last.right = f"{last.text} {words}", max(last.right, right)
        else:
            runs.append(_Run(one.x, right, one.y, one.size, words, [(one.x, 0)]))
    return runs


def _cells(runs: Sequence[_Run]) -> list[_Cell]:
    cells: list[_Cell] = []
    for run in runs:
        above = cells[-1].runs[-1] if cells else None
        under = above is not None and 0 < above.y - run.y <= run.size * _STEP and cells[-1].overlaps(_Cell([run]))
        if under:
            cells[-1].runs.append(run)
        else:
            cells.append(_Cell([run]))
    return cells


def _rows(cells: Sequence[_Cell]) -> list[_Row]:
    rows: list[_Row] = []
    for cell in cells:
        row = rows[-1] if rows else None
        beside = row is not None and cell.x > row.cells[-1].x and cell.bottom < row.top and cell.top > row.bottom
        if row is not None and beside and not row.cells[-1].overlaps(cell):
            row.cells.append(cell)
        else:
            rows.append(_Row([cell]))
    return rows


def _groups(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Rows right under each other whose cells stand in the same columns."""
    group: list[_Row] = []
    for row in rows:
        if group and row.top <= group[-1].bottom + 1 and (_in_columns(row, group) or _goes_on(row, group)):
            group.append(row)
            continue
        if group:
            yield group
        group = [row] if row.is_tabular else []
    if group:
        yield group


def _in_columns(row: _Row, group: Sequence[_Row]) -> bool:
    """Whether each cell of a row stands in a column of its own of the row above with the most cells, two of them at least."""
    if not row.is_tabular:
        return False
    widest = max(group, key=lambda one: len(one.cells))
    few, many = sorted((row, widest), key=lambda one: len(one.cells))
    places = [[at for at, cell in enumerate(many.cells) if cell.overlaps(one)] for one in few.cells]
    taken = [at for found in places for at in found]
    return all(places) and len(taken) == len(set(taken))


def _goes_on(row: _Row, group: Sequence[_Row]) -> bool:
    """Whether a row has but one cell, under another than the first of the rows above."""
    columns = [cell.x for above in group for cell in above.cells[1:]]
    return len(row.cells) == 1 and any(abs(row.cells[0].x - x) <= _SAME_COLUMN for x in columns)


def _is_table(group: Sequence[_Row]) -> bool:
    rows = [row for row in group if row.is_tabular]
    if len(rows) < _FEWEST_ROWS or any(len(cell.runs) > _MOST_LINES for row in rows for cell in row.cells):
        return False
    places = [cell.x for row in rows for cell in row.cells[1:]]
    aligned = max(sum(any(abs(cell.x - x) <= _SAME_COLUMN for cell in row.cells[1:]) for row in rows) for x in places)
    return aligned >= max(2, len(rows) - 1)


def _is_contents(rows: Sequence[_Row]) -> bool:
    """Whether the page is one of a table of contents: it says so, and most of its rows end in a page number."""
    said = any(_CONTENTS.fullmatch(row.cells[0].text) for row in rows if len(row.cells) == 1)
    ends = [_PAGE.fullmatch(row.cells[-1].text) is not None for row in rows if len(row.cells) > 1]
    return said and sum(ends) * 2 > len(ends)


def _table(group: Sequence[_Row]) -> RuledTable:
    widest = max(group, key=lambda row: len(row.cells))
    runs = [run for row in group for cell in row.cells for run in cell.runs]
    box = (min(run.x for run in runs), min(run.y for run in runs), max(run.right for run in runs), max(run.y for run in runs))
    return RuledTable(box, tuple(_on_columns(row, widest) for row in group))


def _on_columns(row: _Row, widest: _Row) -> tuple[str, ...]:
    """A row's cells in the columns of the widest row; words that begin in another column than their neighbours go there."""
    starts = [cell.x for cell in widest.cells]
    cells: list[list[str]] = [[] for _ in starts]
    for one in row.cells:
        for run in one.runs:
            for part in run.parted(starts):
                cells[_column(part, one, widest)].append(part.text)
    return tuple(" ".join(words) for words in cells)


def _column(part: _Run, cell: _Cell, widest: _Row) -> int:
    """The column of a part: the one that it begins in, else the one that its cell has most of its width in."""
    near = [at for at, one in enumerate(widest.cells) if abs(part.x - one.x) <= _NEAR_COLUMN]
    return near[0] if near else max(range(len(widest.cells)), key=lambda at: _shared(cell, widest.cells[at]))


def _shared(one: _Cell, other: _Cell) -> float:
    """How much of their width two cells have in common; below nought, how far they are apart."""
    return min(one.right, other.right) - max(one.x, other.x)


def _is_alone(table: RuledTable, fragments: Sequence[Fragment]) -> bool:
    """Whether nothing stands in the table's box but its own words."""
    inside = "".join(one.text for one in fragments if table.holds(one.x, one.y))
    return len("".join(inside.split())) == len("".join(cell for row in table.rows for cell in row if cell).replace(" ", ""))
