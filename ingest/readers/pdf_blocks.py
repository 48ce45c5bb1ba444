"""Blocks of a PDF's lines: what is one paragraph is told by distance, size, weight and the width that lines are filled to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from ingest.markers import Mark, comes_next, find_mark, split_bullet
from ingest.model import BlockKind
from ingest.numbering import Key, follows, key_of
from ingest.plain import SUPERSCRIPTS, from_superscript
from ingest.readers.building import IndentLevels, TextBuilder
from ingest.readers.pdf_lines import PageLine, width_of
from ingest.wording import awaits_figures, breaks_off, title_like

_HEADING_SCALE = 1.1
_NOTE_SCALE = 0.95
_LEADING_SCALE = 1.22
_NARROWER_BY, _RAGGED = 0.25, 0.02
_FEWEST_OF_A_COLUMN = 6
_SHORT_SHARE = 0.6
_HEADING_LEADING = 1.45
_USUAL_LEADING = 1.25
_POINTS_TOLERANCE = 4.0
_COLUMN_APART = 90.0
_RAISED = re.compile(f"[{SUPERSCRIPTS}]+")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*[0-9]+$|…\s*[0-9]+$")
_STOPS = (".", ":", ";", "!", "?")
_LIST_STOPS = (*_STOPS, ",", " and", " or")


@dataclass
class Paragraph:
    """Lines that make one block."""

    lines: list[PageLine]
    kind: BlockKind
    level: int = 0
    marked: bool = False
    note: str = ""

    @property
    def first(self) -> PageLine:
        return self.lines[0]

    @property
    def text(self) -> str:
        joined = self.lines[0].text
        for line in self.lines[1:]:
            joined += line.text if _is_hyphenated(joined) and line.text[:1].islower() else " " + line.text
        return joined


def _is_hyphenated(text: str) -> bool:
    return text.endswith("-") and text[-2:-1].isalpha()


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document: the size of its text, the step from line to line, where its full lines end."""

    size: float
    leading: float
    right: float
    columns: Mapping[tuple[int, int], float]

    @classmethod
    def of(cls, lines: Sequence[PageLine]) -> Measures:
        sizes: Counter[float] = Counter()
        for line in lines:
            if not line.cells:
                sizes[line.size] += len(line.text)
        size = sizes.most_common(1)[0][0] if sizes else 10.0
        body = [line for line in lines if not line.cells and line.size == size]
        steps = Counter(round(above.y - line.y, 1) for above, line in pairwise(body) if _goes_on(above, line, size))
        leading = steps.most_common(1)[0][0] if steps else size * _USUAL_LEADING
        columns: dict[tuple[int, int], list[float]] = defaultdict(list)
        for line in body:
            columns[_column(line)].append(line.right)
        edges = {column: _edge(rights) for column, rights in columns.items() if len(rights) >= _FEWEST_OF_A_COLUMN}
        return cls(size, leading, _edge([line.right for line in body]), edges)

    def is_short(self, line: PageLine) -> bool:
        """Whether a line ends well before the edge."""
        return line.right < line.x + (self.right - line.x) * _SHORT_SHARE

    def was_full(self, above: PageLine, line: PageLine) -> bool:
        """Whether a line was broken because the first word of the next one would not have fitted."""
        edge = self.columns.get(_column(above), self.right)
        edge = edge if edge < self.right - (self.right - above.x) * _NARROWER_BY else self.right
        first = line.text.split(" ", 1)[0]
        return above.right + width_of(f" {first}") * line.size > edge - (edge - above.x) * _RAGGED


def _column(line: PageLine) -> tuple[int, int]:
    """Where a line starts, roughly: columns of text start in different places."""
    return line.page, round(line.x / 60)


def _edge(rights: Sequence[float]) -> float:
    """Where full lines end; a line in twenty may stand out, for widths are estimates."""
    ordered = sorted(rights, reverse=True)
    return ordered[len(ordered) // 20] if ordered else 0.0


def _goes_on(above: PageLine, line: PageLine, size: float) -> bool:
    """Whether two lines are surely of one paragraph: the second goes on in small letters."""
    return (
        above.page == line.page and 0 < above.y - line.y < size * 3 and line.text[:1].islower() and find_mark(line.text) is None
    )


def add_blocks(lines: Sequence[PageLine], out: TextBuilder) -> None:
    """Adds the blocks of a document's lines, pages in order, to `out`."""
    measures = Measures.of(lines)
    sizes = sorted(
        {line.size for line in lines if not line.cells and line.size >= measures.size * _HEADING_SCALE}, reverse=True
    )
    title = sizes[0] if sizes and _is_title(sizes[0], lines) else 0.0
    levels = {size: level for level, size in enumerate((size for size in sizes if size != title), 1)}
    paragraphs = _Joiner(measures, levels, title, column_edges(lines)).join(lines)
    for one in paragraphs:
        if one.kind == "table_row":
            out.add_row(one.first.cells, page=one.first.page)
        else:
            out.add(one.kind, one.text, page=one.first.page, level=one.level, marker=one.note, marked=one.marked)


def column_edges(lines: Sequence[PageLine]) -> dict[int, float]:
    """Where the column of a line begins, right of the page's first one; lines of the first, or of a page without columns, are left out.

    A page's text goes back up where a column begins, or to the left below it. What begins not far to the right of the first column
    is no column of its own.
    """
    edges: dict[int, float] = {}
    for _, page in groupby(lines, key=lambda line: line.page):
        columns: list[list[PageLine]] = []
        for line in page:
            if not columns or _leaves(columns[-1], line):
                columns.append([])
            columns[-1].append(line)
        starts = [min(line.x for line in column) for column in columns]
        for column, start in zip(columns, starts, strict=True):
            shift = start - min(starts)
            edges.update({id(line): shift for line in column} if shift > _COLUMN_APART else {})
    return edges


def _leaves(column: Sequence[PageLine], line: PageLine) -> bool:
    """Whether a line is of another column: back up the page, or far to the left of where the column's lines begin."""
    return line.y > column[-1].y + line.size or line.x < min(one.x for one in column) - _COLUMN_APART


def _is_title(size: float, lines: Sequence[PageLine]) -> bool:
    """Whether a size is used at the head of the document only: it is the title's."""
    texts = [line for line in lines if not line.cells]
    used = [at for at, line in enumerate(texts) if line.size == size]
    return used[-1] < 4 and used == list(range(used[0], used[-1] + 1)) and texts[used[0]].page == 1


@dataclass
class _Joiner:
    """Joins lines to paragraphs, one line at a time.

    `raised` are the numbers of the notes that the text so far refers to: a note stands at the foot of its page, or at the end of all.
    """

    measures: Measures
    heading_levels: Mapping[float, int]
    title_size: float
    edges: Mapping[int, float]
    last_key: Key | None = None
    done: list[Paragraph] = field(default_factory=list)
    raised: set[str] = field(default_factory=set)
    levels: IndentLevels = field(default_factory=lambda: IndentLevels(_POINTS_TOLERANCE))

    def join(self, lines: Sequence[PageLine]) -> list[Paragraph]:
        for line in lines:
            target = self._continued(line)
            if target is not None:
                target.lines.append(line)
            else:
                self._count(line)
                self.done.append(self._begin(line))
            self.raised.update(from_superscript(found) for found in _RAISED.findall(line.text))
        return self.done

    def _indent(self, line: PageLine) -> float:
        """How far in a line begins, from where its column does."""
        return line.x - self.edges.get(id(line), 0.0)

    def _count(self, line: PageLine) -> None:
        """Keeps the last number that a paragraph began with."""
        mark = find_mark(split_bullet(line.text)[1]) if not line.cells else None
        if mark is not None and mark.kind in ("dotted", "decimal"):
            self.last_key = key_of(mark.parts)

    def _continued(self, line: PageLine) -> Paragraph | None:
        """The paragraph that a line goes on with, None where it begins one."""
        last = self.done[-1] if self.done else None
        if last is None or line.cells or line.raised or self._note_number(line):
            return None
        if line.page != last.lines[-1].page:
            return self._over_page(line)
        if last.kind == "table_row":
            return None
        return last if self._same_paragraph(last, line) else None

    def _over_page(self, line: PageLine) -> Paragraph | None:
        """The last paragraph of the page before, its notes apart, where it broke off in a full line."""
        last = next((one for one in reversed(self.done) if one.kind != "footnote"), None)
        if last is None or last.kind not in ("paragraph", "list_item") or line.page != last.lines[-1].page + 1:
            return None
        before = last.lines[-1]
        cut = self.measures.was_full(before, line) or breaks_off(before.text) or line.text[:1].islower()
        unfinished = cut and not before.text.endswith(_STOPS)
        alike = abs(before.size - line.size) < 0.6 and before.bold == line.bold
        return last if alike and unfinished and not split_bullet(line.text)[0] and not self._begins_item(before, line) else None

    def _same_paragraph(self, last: Paragraph, line: PageLine) -> bool:
        above = last.lines[-1]
        step = above.y - line.y
        if abs(above.size - line.size) >= 0.6 or step <= 0 or step > self._usual_step(line):
            return False
        if last.kind == "heading":
            return above.bold == line.bold and not self._begins_item(above, line)
        if line.bold and not above.bold and title_like(line.text) and not self.measures.was_full(above, line):
            return False
        if split_bullet(line.text)[0] or self._begins_item(above, line) or _LEADER.search(above.text):
            return False
        return self.measures.was_full(above, line) or line.text[:1].islower()

    def _usual_step(self, line: PageLine) -> float:
        """The largest step inside a paragraph; headings in larger letters are set tight."""
        if line.size >= self.measures.size * _HEADING_SCALE:
            return line.size * _HEADING_LEADING
        return self.measures.leading * _LEADING_SCALE

    def _begins_item(self, above: PageLine, line: PageLine) -> bool:
        """Whether the number at the head of a line begins a paragraph, and does not merely stand where a sentence was broken."""
        mark = find_mark(line.text)
        if mark is not None and mark.kind == "bare" and above.text.endswith(_STOPS) and title_like(mark.body):
            return follows(self.last_key, key_of(mark.parts)) or self.measures.is_short(line)
        if mark is None or mark.kind in ("bare", "part"):
            return False
        begun = find_mark(split_bullet(self.done[-1].first.text)[1]) if self.done else None
        if comes_next(begun, mark):
            return True
        if awaits_figures(above.text):
            return False
        counted = (
            mark.kind in ("dotted", "decimal") and not mark.body[:1].islower() and follows(self.last_key, key_of(mark.parts))
        )
        return (
            counted
            or self._may_stop(above, mark)
            or not self.measures.was_full(above, line)
            or line.x < above.x - _POINTS_TOLERANCE
        )

    def _may_stop(self, above: PageLine, mark: Mark) -> bool:
        return above.text.endswith(_LIST_STOPS if mark.kind in ("decimal", "letter") else _STOPS)

    def _note_number(self, line: PageLine) -> str:
        """The number of the note that a line in small letters begins: a raised one, or one that was raised in the page's text."""
        if line.raised or line.cells or line.size > self.measures.size * _NOTE_SCALE:
            return line.raised if line.size <= self.measures.size * _NOTE_SCALE else ""
        mark = find_mark(line.text)
        number = mark.printed if mark is not None and mark.kind in ("bare", "decimal") else ""
        return number if number in self.raised else ""

    def _begin(self, line: PageLine) -> Paragraph:
        if line.cells:
            return Paragraph([line], "table_row")
        note = self._note_number(line)
        if note:
            return Paragraph([line], "footnote", note=note)
        if line.size == self.title_size:
            return Paragraph([line], "paragraph")
        level = self.heading_levels.get(line.size, 0)
        bullet, rest = split_bullet(line.text)
        mark = find_mark(rest)
        if level and not bullet and len(line.text) <= 200:
            self.levels.reset()
            return Paragraph([line], "heading", level, marked=True)
        if line.bold and not bullet and title_like(mark.body if mark else line.text):
            return Paragraph([line], "heading")
        if bullet or (mark is not None and mark.kind in ("decimal", "letter")):
            return Paragraph([line], "list_item", self.levels.of_item(self._indent(line)))
        if mark is not None and mark.kind == "dotted":
            return Paragraph([line], "paragraph", self.levels.of_item(self._indent(line)))
        return Paragraph([line], "paragraph", self.levels.of_paragraph(self._indent(line)))
