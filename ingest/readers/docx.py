"""Word documents: the text as Word would print it, with its automatic numbers and without what was deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.errors import EmptyFile, NoText
from ingest.model import BlockKind, ReadText
from ingest.plain import has_words, to_superscript
from ingest.readers.building import BULLET, IndentLevels, TextBuilder, clean
from ingest.readers.docx_numbering import Number, Numbering, read_numbering
from ingest.readers.docx_package import Package, open_package
from ingest.readers.docx_runs import ParagraphWords, RunReader
from ingest.readers.docx_styles import Styles, read_styles
from ingest.readers.docx_xml import Word, local, whole_number
from ingest.wording import title_like

_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice", "body"))
_TWIPS_TOLERANCE = 90
_TWIPS_A_LEVEL = 360
_DEEPEST_TABLE = 8


def read_docx(name: str, data: bytes) -> ReadText:
    """The blocks of a Word document.

    Raises WrongKind, EncryptedFile, DamagedFile or TooLarge where it cannot be opened, NoText where it holds only pictures,
    EmptyFile where it holds nothing.
    """
    package = open_package(name, data)
    reader = _Reader.of(package)
    reader.body(package.xml(package.main_part()))
    reader.end_notes()
    result = reader.out.read_text()
    if not has_words(result.text):
        if reader.pictures:
            raise NoText(f"{name}: holds pictures and no text; run text recognition on it, or save it from its source")
        raise EmptyFile(f"{name}: holds no words; save the document again and check that it opens")
    return result


@dataclass
class _Reader:
    """Walks a document's body and adds its blocks to `out`."""

    name: str
    word: Word
    styles: Styles
    numbering: Numbering
    runs: RunReader
    notes: dict[tuple[str, str], etree._Element]
    out: TextBuilder = field(default_factory=TextBuilder)
    levels: IndentLevels = field(default_factory=lambda: IndentLevels(_TWIPS_TOLERANCE))
    pictures: int = 0
    _waiting_notes: list[tuple[str, str]] = field(default_factory=list)
    _waiting_end_notes: list[tuple[str, str]] = field(default_factory=list)
    _carried: str = ""

    @classmethod
    def of(cls, package: Package) -> _Reader:
        main = package.main_part()
        part = {kind: package.related(main, kind) for kind in ("styles", "numbering", "footnotes", "endnotes")}
        roots = {kind: package.xml(path) for kind, path in part.items() if path}
        styles = read_styles(roots.get("styles"))
        word = Word.of(package.xml(main))
        numbering = read_numbering(roots.get("numbering"), styles.numbering_styles())
        notes = {
            (kind[:-1], word.attribute(note, "id")): note
            for kind in ("footnotes", "endnotes")
            if kind in roots
            for note in word.children(roots[kind], kind[:-1])
        }
        return cls(package.name, word, styles, numbering, RunReader(word, styles), notes)

    def body(self, root: etree._Element) -> None:
        for element, in_contents in self._flow(root):
            if local(element) == "tbl":
                self._table(element, 0)
            elif local(element) == "altChunk":
                self.out.warn(f"{self.name}: holds an embedded file, whose text is not read; save the document again in Word")
            else:
                self._paragraph(element, in_contents=in_contents)

    def _flow(self, root: etree._Element, *, in_contents: bool = False) -> Iterator[tuple[etree._Element, bool]]:
        """Paragraphs and tables in order, content controls and insertions opened; with each whether it is a table of contents."""
        waiting = [(child, in_contents) for child in reversed(root)]
        while waiting:
            element, contents = waiting.pop()
            name = local(element)
            if name in ("p", "tbl", "altChunk"):
                yield element, contents
            elif name in _WRAPPERS:
                contents = contents or self._is_contents_control(element)
                waiting.extend((child, contents) for child in reversed(element))

    def _is_contents_control(self, element: etree._Element) -> bool:
        return self.word.value(element, "sdtPr", "docPartObj", "docPartGallery") == "Table of Contents"

    # -- paragraphs

    def _paragraph(self, paragraph: etree._Element, *, in_contents: bool) -> None:
        style = self.word.value(paragraph, "pPr", "pStyle")
        found = self.runs.read(paragraph, style)
        self._note_left_out(found)
        deleted_end = self.word.child(paragraph, "pPr", "rPr", "del") is not None
        if deleted_end:
            self._carried += found.text
            return
        number = self._number(paragraph, style)
        words, self._carried = clean(self._carried + found.text), ""
        self.pictures += found.pictures
        if words:
            self._flush_notes()
            self._add(paragraph, style, words, number, found, in_contents)
        self._waiting_notes.extend(found.notes)
        for box in found.boxes:
            self.body(box)

    def _add(
        self, paragraph: etree._Element, style: str, words: str, number: Number | None, found: ParagraphWords, in_contents: bool
    ) -> None:
        mark = BULLET if number and number.bullet else number.printed if number else ""
        printed = f"{mark} {words}" if mark else words
        outline = whole_number(self.word.value(paragraph, "pPr", "outlineLvl"))
        heading = outline + 1 if outline is not None and outline < 9 else self.styles.heading_level(style)
        if in_contents or self.styles.is_contents(style):
            self.out.add("contents", printed)
        elif heading:
            self.levels.reset()
            self.out.add("heading", printed, level=heading, marked=True)
        elif found.bold and not number and title_like(words):
            self.out.add("heading", printed)
        else:
            kind: BlockKind = "list_item" if mark else "paragraph"
            self.out.add(kind, printed, level=self._level(paragraph, style, number))

    def _number(self, paragraph: etree._Element, style: str) -> Number | None:
        """The paragraph's automatic number: by its own settings, else by its style's."""
        own = self.word.child(paragraph, "pPr", "numPr")
        style_list, style_depth = self.styles.list_of(style)
        list_id = self.word.value(own, "numId") or style_list
        depth = whole_number(self.word.value(own, "ilvl"))
        if depth is None:
            depth = style_depth if style_depth is not None else self.numbering.level_of_style(list_id, style)
        if not list_id or list_id == "0":
            return None
        return self.numbering.next_number(list_id, min(max(depth, 0), 8))

    def _level(self, paragraph: etree._Element, style: str, number: Number | None) -> int:
        """How deep a paragraph nests in lists: by where it is indented to."""
        own = self.word.indent(paragraph)
        inherited = number.indent if number and number.indent is not None else self.styles.indent(style)
        indent = own if own is not None else inherited
        if number is None:
            return self.levels.of_paragraph(indent or 0)
        if indent is None:
            depth = whole_number(self.word.value(paragraph, "pPr", "numPr", "ilvl")) or 0
            indent = depth * _TWIPS_A_LEVEL
        return self.levels.of_item(indent)

    def _note_left_out(self, found: ParagraphWords) -> None:
        words = " ".join("".join(found.left_out).split())
        if words:
            cut = words if len(words) <= 60 else words[:57] + "…"
            self.out.warn(f"{self.name}: hidden or struck-out text is left out: “{cut}”")

    # -- notes

    def _flush_notes(self) -> None:
        """Adds the notes of the paragraph above; they wait for the table that may complete it."""
        waiting, self._waiting_notes = self._waiting_notes, []
        for kind, note_id in waiting:
            if kind == "endnote":
                self._waiting_end_notes.append((kind, note_id))
            else:
                self._add_note(kind, note_id)

    def end_notes(self) -> None:
        """Adds the notes that are still to come: the last footnotes, and those that stand at the end of the document."""
        self._flush_notes()
        for kind, note_id in self._waiting_end_notes:
            self._add_note(kind, note_id)

    def _add_note(self, kind: str, note_id: str) -> None:
        note = self.notes.pop((kind, note_id), None)
        if note is None:
            return
        number = self.runs.numbers[(kind, note_id)]
        words = " ".join(clean(self.runs.read(part, "").text) for part in note.iter(f"{{{self.word.namespace}}}p"))
        if words.strip():
            self.out.add("footnote", f"{to_superscript(number)} {words}", marker=number)

    # -- tables

    def _table(self, table: etree._Element, depth: int) -> None:
        rows = [row for row in self._inside(table, "tr") if not self._is_deleted(row)]
        grid = [self._cells(row) for row in rows]
        if max((len(cells) for cells in grid), default=0) <= 1 and depth < _DEEPEST_TABLE:
            for cells in grid:
                for cell in cells:
                    self._cell_as_text(cell, depth)
            return
        for row, cells in zip(rows, grid, strict=True):
            words = [self._cell_words(cell) if cell is not None else "" for cell in cells]
            self.out.add_row(words, header=self.word.is_on(row, "trPr", "tblHeader"))

    def _cell_as_text(self, cell: etree._Element | None, depth: int) -> None:
        """A table of one column is a box around text."""
        for element, in_contents in self._flow(cell) if cell is not None else ():
            if local(element) == "tbl":
                self._table(element, depth + 1)
            elif local(element) == "p":
                self._paragraph(element, in_contents=in_contents)

    def _inside(self, element: etree._Element, name: str) -> Iterator[etree._Element]:
        """Rows of a table, or cells of a row, also inside content controls."""
        waiting = list(reversed(element))
        while waiting:
            one = waiting.pop()
            if local(one) == name:
                yield one
            elif local(one) in _WRAPPERS:
                waiting.extend(reversed(one))

    def _is_deleted(self, row: etree._Element) -> bool:
        return self.word.child(row, "trPr", "del") is not None

    def _cells(self, row: etree._Element) -> list[etree._Element | None]:
        """A row's cells on the grid: None where a cell goes on from above or spans."""
        cells: list[etree._Element | None] = [None] * min(whole_number(self.word.value(row, "trPr", "gridBefore")) or 0, 50)
        for cell in self._inside(row, "tc"):
            merged = self.word.child(cell, "tcPr", "vMerge")
            goes_on = merged is not None and self.word.attribute(merged, "val") != "restart"
            cells.append(None if goes_on else cell)
            span = whole_number(self.word.value(cell, "tcPr", "gridSpan")) or 1
            cells.extend([None] * (min(span, 50) - 1))
        return cells

    def _cell_paragraphs(self, cell: etree._Element, depth: int) -> Iterator[etree._Element]:
        """The paragraphs of a cell, those of tables inside it among them."""
        for element, _ in self._flow(cell):
            if local(element) == "p":
                yield element
            elif local(element) == "tbl" and depth < _DEEPEST_TABLE:
                for row in self._inside(element, "tr"):
                    for inner in self._inside(row, "tc"):
                        yield from self._cell_paragraphs(inner, depth + 1)

    def _cell_words(self, cell: etree._Element) -> str:
        parts: list[str] = []
        for paragraph in self._cell_paragraphs(cell, 0):
            style = self.word.value(paragraph, "pPr", "pStyle")
            found = self.runs.read(paragraph, style)
            self._note_left_out(found)
            number = self._number(paragraph, style)
            mark = "•" if number and number.bullet else number.printed if number else ""
            words = clean(found.text).replace("\n", " ")
            if words:
                parts.append(f"{mark} {words}".strip())
            self._waiting_notes.extend(found.notes)
            self.pictures += found.pictures
        return " ".join(parts)
