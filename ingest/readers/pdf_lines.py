"""Lines of a PDF's pages: fragments on one baseline joined, page furniture taken out, tables set in their place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.plain import SUPERSCRIPTS, has_words, to_superscript
from ingest.readers.pdf_fragments import Fragment
from ingest.readers.pdf_tables import RuledTable

_SAME_LINE = 0.55
_RAISED = 0.88
_MARGIN_SHARE, _EDGE_SHARE = 0.085, 0.14
_BULLETS = str.maketrans({"\x7f": "•", "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf02d": "-"})
_WIDTHS = {
    **dict.fromkeys("ijl.,:;'|!’‘", 0.25),
    **dict.fromkeys('frtI ()[]-/"“”', 0.31),
    **dict.fromkeys("mwMW%@—", 0.86),
    **dict.fromkeys("cksvxyzJ", 0.49),
}
_PAGE_NUMBER = re.compile(r"(?:.{0,60}\bpage\s*)?[-–|]?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\s*(?:\|\s*page)?[-–|]?", re.I)
_LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"})


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page, or a row of a ruled table (`cells`); places and sizes are in points.

    `right` is about where it ends, `raised` the note number that it begins with.
    """

    page: int
    x: float
    y: float
    size: float
    bold: bool
    text: str
    right: float = 0.0
    raised: str = ""
    cells: tuple[str, ...] = ()
    table: int = 0


def page_lines(page: int, fragments: Sequence[Fragment], tables: Sequence[RuledTable]) -> list[PageLine]:
    """The lines of one page, in the order it draws them; a table's rows stand where its first words were drawn."""
    lines: list[PageLine] = []
    held: list[Fragment] = []
    placed: set[int] = set()
    for fragment in fragments:
        at = next((at for at, table in enumerate(tables) if table.holds(fragment.x, fragment.y)), None)
        if at is not None:
            if at not in placed:
                lines.extend(_close(page, held))
                lines.extend(_rows(page, at, tables[at]))
                placed.add(at)
            continue
        if held and not _on_line(held, fragment):
            lines.extend(_close(page, held))
        held.append(fragment)
    lines.extend(_close(page, held))
    for at, table in enumerate(tables):
        if at not in placed:
            lines.extend(_rows(page, at, table))
    return lines


def _on_line(held: Sequence[Fragment], fragment: Fragment) -> bool:
    """Whether a fragment goes on in the line: on its baseline, or raised above it, and not left of its start."""
    first, last = held[0], held[-1]
    size = max(one.size for one in (first, fragment))
    return abs(fragment.y - first.y) <= size * _SAME_LINE and (fragment.x >= last.x - size or fragment.y == last.y)


def _close(page: int, held: list[Fragment]) -> list[PageLine]:
    """The line of the fragments held, which are then let go."""
    fragments, held[:] = list(held), []
    weights: Counter[float] = Counter()
    for fragment in fragments:
        weights[round(fragment.size, 1)] += len(fragment.text.strip())
    if not weights:
        return []
    size = weights.most_common(1)[0][0]
    parts = [_raised(fragment, size) for fragment in fragments]
    text = " ".join(_joined(parts).translate(_BULLETS).translate(_LIGATURES).split())
    if not text:
        return []
    letters = [(sum(map(str.isalnum, one.text)), one.bold) for one in fragments]
    bold = all(heavy for count, heavy in letters if count)
    base = next(one for one in fragments if round(one.size, 1) == size)
    heavy = bold and any(count for count, _ in letters)
    number = fragments[0].text.strip() if parts[0] != fragments[0].text else ""
    return [PageLine(page, min(one.x for one in fragments), base.y, size, heavy, text, _right(fragments), number)]


def _right(fragments: Sequence[Fragment]) -> float:
    """About where a line ends: from the last fragment whose place is its own, for one that goes on bears its line's."""
    right = before = fragments[0].x
    for fragment in fragments:
        right = fragment.x if fragment.x > before else right
        before = max(before, fragment.x)
        right += width_of(fragment.text) * fragment.size
    return right


def width_of(text: str) -> float:
    """About how wide `text` is, in sizes of its letters: as most text faces draw them.

    >>> width_of("till") < width_of("noon") < width_of("NOON")
    True
    """
    return sum(_WIDTHS.get(letter, 0.67 if letter.isupper() else 0.52) for letter in " ".join(text.split()))


def _raised(fragment: Fragment, size: float) -> str:
    """A fragment's text, with the number of a note as a superscript: digits smaller than the line."""
    digits = fragment.text.strip()
    if digits.isdecimal() and len(digits) <= 3 and fragment.size <= size * _RAISED:
        return to_superscript(digits) + (" " if fragment.text[-1:].isspace() else "")
    return fragment.text


def _joined(parts: Sequence[str]) -> str:
    """The fragments' words; pypdf put spaces where letters stand apart, and line ends between heights. A raised number stands close."""
    text = ""
    for part in parts:
        text = (text.rstrip() if part[:1] in SUPERSCRIPTS else text) + part
    return text.replace("\n", " ")


def _rows(page: int, at: int, table: RuledTable) -> Iterator[PageLine]:
    for row in table.rows:
        cells = tuple(cell.translate(_BULLETS).translate(_LIGATURES) for cell in row)
        if any(has_words(cell) for cell in cells):
            yield PageLine(page, table.box[0], table.box[3], 0.0, False, " ".join(cells), cells=cells, table=at + 1)


def without_furniture(lines: Sequence[PageLine], heights: Mapping[int, float]) -> list[PageLine]:
    """Takes out what stands at one place at the edge of most pages, and page numbers at an edge.

    At the very edge digits may differ from page to page; further in, where a page's text may begin, every letter is the same.
    """
    seen: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for line in lines:
        for mask in _masks(line, heights):
            seen[mask].add(line.page)
    fewest = max(2, (len(heights) - 1) / 2)
    repeated = {mask for mask, on in seen.items() if len(on) >= fewest and (mask[0].startswith("#") or len(on) > 2)}
    return [line for line in lines if not (_is_page_number(line, heights) or repeated & set(_masks(line, heights)))]


def _masks(line: PageLine, heights: Mapping[int, float]) -> list[tuple[str, int]]:
    """What a line near an edge is known again by: its words and its height, at the very edge with its digits masked."""
    place = round(line.y / 4)
    if line.cells or len(line.text) > 200 or not _is_near_edge(line, heights, _EDGE_SHARE):
        return []
    exact = [(f"={line.text}", place)]
    return [*exact, ("#" + re.sub(r"\d+", "#", line.text), place)] if _is_near_edge(line, heights, _MARGIN_SHARE) else exact


def _is_page_number(line: PageLine, heights: Mapping[int, float]) -> bool:
    return not line.cells and _is_near_edge(line, heights, _EDGE_SHARE) and _PAGE_NUMBER.fullmatch(line.text) is not None


def _is_near_edge(line: PageLine, heights: Mapping[int, float], share: float) -> bool:
    height = heights[line.page]
    return not height * share <= line.y <= height * (1 - share)


def top_down(lines: Iterable[PageLine]) -> list[PageLine]:
    """Lines of a page whose drawing order is not the reading order at its head: a first line drawn below others moves down.

    Some programs draw a page's foot before its body. Only a line that stands below all that follows is moved.
    """
    ordered = list(lines)
    moved: list[PageLine] = []
    while len(ordered) > 1 and not ordered[0].cells and ordered[0].y < min(line.y for line in ordered[1:]) - 1:
        moved.append(ordered.pop(0))
    return ordered + [replace(line) for line in moved]
