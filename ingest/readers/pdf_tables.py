"""Ruled tables on a PDF page. The only file that knows pdfplumber, which is loaded for pages with rules alone."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]

_LARGEST_CELLS = 5000


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
                    found[number] = _on_page(document.pages[number])
                except failures:
                    found[number] = []
    except failures:
        return found
    return found


def _on_page(page: Any) -> list[RuledTable]:
    if page.rotation:
        return []
    tables = []
    for table in page.find_tables():
        rows = tuple(tuple(_cell(cell) for cell in row) for row in table.extract())
        width = max((len(row) for row in rows), default=0)
        if width >= 2 and len(rows) * width <= _LARGEST_CELLS and sum(any(row) for row in rows) >= 1 and _has_columns(rows):
            tables.append(RuledTable(_from_below(table.bbox, page), _without_empty_columns(rows)))
    return sorted(tables, key=lambda table: -table.box[3])


def _cell(cell: str | None) -> str:
    return " ".join((cell or "").split())


def _has_columns(rows: Sequence[Sequence[str]]) -> bool:
    """Whether two cells of some row hold words; boxes drawn around a page are no table."""
    return any(sum(bool(cell) for cell in row) >= 2 for row in rows)


def _without_empty_columns(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Drops columns that no row fills: double rules make them."""
    kept = [at for at in range(max(map(len, rows))) if any(len(row) > at and row[at] for row in rows)]
    return tuple(tuple(row[at] if len(row) > at else "" for at in kept) for row in rows)


def _from_below(bbox: Sequence[float], page: Any) -> Box:
    left, top, right, bottom = bbox
    height = page.height + page.mediabox[1]
    return left, height - bottom, right, height - top
