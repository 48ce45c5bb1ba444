"""A record as a PDF: tagged, in fonts of its own, its text to be selected, and the record itself attached. The same record, the same bytes.

The only file but `tagged` that knows reportlab. Nothing is compressed, so that no compressor's version changes a byte.
"""

from __future__ import annotations

import io
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, singledispatchmethod
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer

from assistant.surfaces.decision_record import blocks
from assistant.surfaces.decision_record.blocks import Block, Runs
from assistant.surfaces.decision_record.characters import JOINERS, code, visible
from assistant.surfaces.decision_record.pages import TITLE, pages
from assistant.surfaces.decision_record.record import NAME, Record, as_json
from assistant.surfaces.decision_record.tagged import Element, TaggedCanvas, TaggedParagraph, TaggedTable

FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD = "DejaVuSans", "DejaVuSans-Bold"
ATTACHMENT = f"{NAME}.json"
MARGIN = 2 * cm
LINE = Color(0.35, 0.35, 0.35)
HEADING_SIZES = {1: 17, 2: 13, 3: 11, 4: 9.5}
RIGHT_TO_LEFT = ("R", "AL")
_DRAWING = threading.Lock()
"""reportlab keeps its fonts for the whole process."""


def as_pdf(record: Record) -> bytes:
    """The record as PDF."""
    with _DRAWING:
        _fonts()
        return _Drawing(record).drawn()


@cache
def _fonts() -> frozenset[int]:
    """Registers the two fonts; gives the characters that both have."""
    fonts = [TTFont(name, str(FONTS / f"{name}.ttf")) for name in (REGULAR, BOLD)]
    for font in fonts:
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    return frozenset(fonts[0].face.charToGlyph) & frozenset(fonts[1].face.charToGlyph)


def markup(text: str) -> str:
    """Text for reportlab's paragraphs: nothing in it is markup, and what cannot be drawn stands by its code.

    Letters that are written from right to left are among the latter: they would be drawn in the wrong order.
    """
    drawn = "".join(_drawable(character) for character in visible(text))
    return escape(drawn).replace("\t", "\u00a0" * 4).replace("\n", "<br/>")


def _drawable(character: str) -> str:
    if character in JOINERS:
        return ""
    if character in "\n\t" or " " <= character <= "~":
        return character
    known = ord(character) in _fonts() and unicodedata.bidirectional(character) not in RIGHT_TO_LEFT
    return character if known else code(character)


@dataclass(frozen=True, slots=True)
class _Look:
    """The styles of a record."""

    body: ParagraphStyle
    item: ParagraphStyle
    quoted: ParagraphStyle
    cell: ParagraphStyle
    headings: dict[int, ParagraphStyle]


def _look() -> _Look:
    body = ParagraphStyle("body", fontName=REGULAR, bulletFontName=REGULAR, fontSize=9, leading=13, spaceAfter=5)
    heading = {
        level: ParagraphStyle(
            f"h{level}", parent=body, fontName=BOLD, fontSize=size, leading=size * 1.35, spaceBefore=size * 0.9, keepWithNext=1
        )
        for level, size in HEADING_SIZES.items()
    }
    item = ParagraphStyle("item", parent=body, leftIndent=12, bulletIndent=2, spaceAfter=3)
    quoted = ParagraphStyle(
        "quoted",
        parent=body,
        leftIndent=14,
        rightIndent=6,
        borderPadding=4,
        borderWidth=0.6,
        borderColor=LINE,
        spaceBefore=6,
        spaceAfter=10,
    )
    cell = ParagraphStyle("cell", parent=body, fontSize=7, leading=9.5, spaceAfter=0)
    return _Look(body, item, quoted, cell, heading)


class _Drawing:
    """One record being drawn: its tags grow beside its flowables."""

    def __init__(self, record: Record) -> None:
        self.record, self.look = record, _look()
        self.root = Element("Document")
        self._list: Element | None = None

    def drawn(self) -> bytes:
        written = io.BytesIO()
        frame = Frame(MARGIN, MARGIN, A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN, 0, 0, 0, 0)
        template = BaseDocTemplate(
            written, pagesize=A4, title=TITLE, author="Clausewise", subject="Guidance, not a decision", creator="Clausewise", producer="Clausewise",
            lang="en-GB", invariant=1, pageCompression=0, initialFontName=REGULAR, pageTemplates=[PageTemplate("page", [frame], self._foot)],
        )  # fmt: skip
        template.build(
            [flowable for block in pages(self.record) for flowable in self._flowables(block)], canvasmaker=self._canvas
        )
        return written.getvalue()

    def _canvas(self, *arguments: Any, **options: Any) -> TaggedCanvas:
        canvas = TaggedCanvas(*arguments, pdfVersion=(1, 7), **options)
        canvas.root = self.root
        document = canvas._doc
        document.info._dateFormatter = self._date
        document._ID = f"\n[<{self.record.sha256[:32]}><{self.record.sha256[:32]}>]\n".encode()
        document.setCompression(0)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        _attach(document, as_json(self.record))
        return canvas

    def _date(self, *moment: int) -> str:
        return f"D:{self.record.asked_on:%Y%m%d}000000Z"

    def _foot(self, canvas: TaggedCanvas, template: BaseDocTemplate) -> None:
        canvas.mark_artifact()
        canvas.setFont(REGULAR, 7.5)
        canvas.drawString(MARGIN, MARGIN / 2, f"Guidance, not a decision. Record {self.record.id}.")
        canvas.drawRightString(A4[0] - MARGIN, MARGIN / 2, f"Page {canvas.getPageNumber()}")
        canvas.unmark()

    def _flowables(self, block: Block) -> Iterator[Flowable]:
        if not isinstance(block, blocks.Item):
            self._list = None
        yield from self._draw(block)

    @singledispatchmethod
    def _draw(self, block: Block) -> Iterator[Flowable]:
        raise TypeError(f"no way to draw {type(block).__name__} in PDF")

    @_draw.register
    def _(self, block: blocks.Heading) -> Iterator[Flowable]:
        yield _Headed(markup(block.text), self.look.headings[block.level], self.root.add(f"H{block.level}"), block)

    @_draw.register
    def _(self, block: blocks.Paragraph) -> Iterator[Flowable]:
        yield TaggedParagraph(_runs(block.runs), self.look.body, self.root.add("P"))

    @_draw.register
    def _(self, block: blocks.Item) -> Iterator[Flowable]:
        if self._list is None:
            self._list = self.root.add("L")
        body = self._list.add("LI").add("LBody")
        yield TaggedParagraph(_runs(block.runs), self.look.item, body, bulletText="•")

    @_draw.register
    def _(self, block: blocks.Quoted) -> Iterator[Flowable]:
        yield TaggedParagraph(markup(block.text), self.look.quoted, self.root.add("BlockQuote").add("P"))

    @_draw.register
    def _(self, block: blocks.Table) -> Iterator[Flowable]:
        tag, width = self.root.add("Table"), (A4[0] - 2 * MARGIN) / sum(block.widths)
        rows = [self._row(tag, block.header, header=True), *(self._row(tag, row) for row in block.rows)]
        style = [
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("GRID", (0, 0), (-1, -1), 0.5, LINE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("PADDING", (0, 0), (-1, -1), 3),
        ]
        yield TaggedTable(rows, [share * width for share in block.widths], repeatRows=1, splitInRow=1, style=style)
        yield Spacer(0, 8)

    def _row(self, table: Element, texts: tuple[str, ...], header: bool = False) -> list[TaggedParagraph]:
        row = table.add("TR")
        cells = [row.add("TH", "Column") if header else row.add("TD") for _ in texts]
        return [
            TaggedParagraph(f"<b>{markup(text)}</b>" if header else markup(text), self.look.cell, cell.add("P"))
            for text, cell in zip(texts, cells, strict=True)
        ]


class _Headed(TaggedParagraph):
    """A heading, which is a bookmark as well."""

    def __init__(
        self, text: str | None, style: Any, element: Element | None = None, block: blocks.Heading | None = None, **options: Any
    ) -> None:
        super().__init__(text, style, element, **options)
        self.block = block

    def draw(self) -> None:
        if self.block and self.block.level < 4 and not self._drawn:
            name = f"heading-{len(self.canv._outlines)}"
            self.canv.bookmarkHorizontal(name, 0, self.height)
            self.canv.addOutlineEntry(visible(self.block.text), name, self.block.level - 1)
        super().draw()


def _runs(runs: Runs) -> str:
    return "".join(f"<b>{markup(run.text)}</b>" if run.bold else markup(run.text) for run in runs)


def _attach(document: Any, json_bytes: bytes) -> None:
    """The record as an attachment of the whole document."""
    about = {"Type": pdfdoc.PDFName("EmbeddedFile"), "Subtype": "/application#2Fjson"}
    about["Params"] = pdfdoc.PDFDictionary({"Size": len(json_bytes)})
    file = document.Reference(pdfdoc.PDFStream(pdfdoc.PDFDictionary(about), json_bytes), "RecordFile")
    name = pdfdoc.PDFString(ATTACHMENT)
    spec = {"Type": pdfdoc.PDFName("Filespec"), "F": name, "UF": name, "EF": pdfdoc.PDFDictionary({"F": file, "UF": file})}
    spec |= {"Desc": pdfdoc.PDFString("The decision record"), "AFRelationship": pdfdoc.PDFName("Source")}
    specification = document.Reference(pdfdoc.PDFDictionary(spec), "RecordSpecification")
    files = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray([name, specification])})
    document.Catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": files})
