"""Ruled tables on a PDF page. The only file that knows pdfplumber, which is loaded for pages with rules alone."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]

_LARGEST_CELLS = 5000
_NARROWEST_COLUMN = 9.0


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table: its box in points from the page's lower left (left, bottom, right, top), and its rows of cells."""

    box: Box
    rows: tuple[tuple[str, ...], ...]

    def holds(self, x: float, y: float) -> bool:
        left, bottom, right, top = self.box
        return left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1


def ruled_tables(data: bytes, pages: Sequence[int]) -> Mapping[int, list[RuledTable]]:
    """The ruled tables of two columns and more on `pages` (counted from 0), in reading order.

    A page that pdfplumber cannot read gives none: its text is then read as lines.
    """
    if not pages:
        return {}
    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfplumber.utils.exceptions import PdfminerException

    failures = (
        PDFException,
        PdfminerException,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        AssertionError,
        RecursionError,
        OSError,
    )
    found: dict[int, list[RuledTable]] = {}
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for number in pages:
                try:
                    found[number] = _on_page(document.pages[number], found.get(number - 1, ()))
                except failures:
                    found[number] = []
    except failures:
        return found
    return found


def _on_page(page: Any, before: Sequence[RuledTable]) -> list[RuledTable]:
    """The tables of a page; `before` are those of the page before, which may go on here."""
    if page.rotation:
        return []
    tables = []
    for table in page.find_tables():
        rows = tuple(tuple(_cell(cell) for cell in row) for row in table.extract())
        width = max((len(row) for row in rows), default=0)
        box = _from_below(table.bbox, page)
        goes_on = bool(before) and abs(before[-1].box[0] - box[0]) < 2 and abs(before[-1].box[2] - box[2]) < 2
        if width >= 2 and len(rows) * width <= _LARGEST_CELLS and any(map(any, rows)) and (goes_on or _has_columns(rows)):
            tables.append(RuledTable(box, _without_slivers(rows, table)))
    return sorted(tables, key=lambda table: -table.box[3])


def _cell(cell: str | None) -> str:
    return " ".join((cell or "").split())


def _has_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether two cells of some row hold words; boxes drawn around a page are no table."""
    return any(sum(bool(cell) for cell in row) >= 2 for row in rows)


def _without_slivers(rows: Sequence[tuple[str, ...]], table: Any) -> tuple[tuple[str, ...], ...]:
    """Drops columns without words that are too narrow to hold any: double rules make them."""
    count = max(map(len, rows))
    widths = [0.0] * count
    for row in table.rows:
        for at, cell in enumerate(row.cells[:count]):
            if cell is not None:
                widths[at] = max(widths[at], cell[2] - cell[0])
    kept = [at for at in range(count) if widths[at] >= _NARROWEST_COLUMN or any(len(row) > at and row[at] for row in rows)]
    return tuple(tuple(row[at] if len(row) > at else "" for at in kept) for row in rows)


def _from_below(bbox: Sequence[float], page: Any) -> Box:
    left, top, right, bottom = bbox
    height = page.height + page.mediabox[1]
    return left, height - bottom, right, height - top
