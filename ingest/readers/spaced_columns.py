"""Tables set in plain text with spaces: rows whose cells start under each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.markers import find_mark, split_bullet

_CELL = re.compile(r"\S+(?: \S+)*")
_WIDEST_SHIFT = 1
_NARROWEST_GAP = 3

_Cells = list[tuple[int, str]]


def spaced_rows(lines: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """The cells of each line that is a row of such a table, by its place in `lines`.

    Two lines right under each other, whose second cells start in the same column after a gap, are rows; a line below them that
    starts in that column goes on with the row above.

    >>> spaced_rows(["Kind      Value", "Works     £1M", "          or more"])
    {0: ('Kind', 'Value'), 1: ('Works', '£1M'), 2: ('', 'or more')}
    >>> spaced_rows(["It ended.  Then it began.", "Again.  And again."])
    {}
    """
    found = [_cells(line) for line in lines]
    rows: dict[int, tuple[str, ...]] = {}
    at = 0
    while at < len(lines):
        end = _end_of_table(found, at)
        if end > at + 1:
            starts = _column_starts(found[at:end])
            rows.update((row, _on_columns(found[row], starts)) for row in range(at, end))
        at = max(end, at + 1)
    return rows


def _cells(line: str) -> _Cells:
    return [] if "\t" in line else [(cell.start(), cell.group()) for cell in _CELL.finditer(line)]


def _end_of_table(found: Sequence[_Cells], start: int) -> int:
    """The line after the table that begins at `start`; `start` itself where none does."""
    if not _is_row(found[start]):
        return start
    second = found[start][1][0]
    end = start + 1
    while end < len(found) and (_starts_in(found[end], second) or (end > start + 1 and _hangs_in(found[end], second))):
        end += 1
    return end


def _is_row(cells: _Cells) -> bool:
    if len(cells) < 2:
        return False
    (start, first), (second, _) = cells[0], cells[1]
    bullet, rest = split_bullet(first)
    mark = find_mark(rest)
    numbered = (bullet and not rest) or (mark is not None and not mark.body)
    return not numbered and second - start - len(first) >= (2 if len(cells) > 2 else _NARROWEST_GAP)


def _starts_in(cells: _Cells, column: int) -> bool:
    return _is_row(cells) and abs(cells[1][0] - column) <= _WIDEST_SHIFT


def _hangs_in(cells: _Cells, column: int) -> bool:
    return bool(cells) and cells[0][0] >= column - _WIDEST_SHIFT


def _column_starts(rows: Sequence[_Cells]) -> list[int]:
    return [start for start, _ in max(rows, key=len)]


def _on_columns(cells: _Cells, starts: Sequence[int]) -> tuple[str, ...]:
    """The cells in their columns; one that starts between two columns goes to the left one."""
    row = [""] * len(starts)
    for start, words in cells:
        at = max((at for at, column in enumerate(starts) if column <= start + _WIDEST_SHIFT), default=0)
        row[at] = f"{row[at]} {words}".strip()
    return tuple(row)
