"""A record as a Word file: real headings, header rows, British English, and the record itself within. The same record, the same bytes.

The only file that writes DOCX. The record lies in the file as a custom XML part, which Word keeps when the file is saved again.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time
from functools import singledispatch
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from assistant.surfaces.decision_record import blocks
from assistant.surfaces.decision_record.blocks import Block, Runs
from assistant.surfaces.decision_record.characters import visible
from assistant.surfaces.decision_record.pages import TITLE, pages
from assistant.surfaces.decision_record.record import Record, as_json

PART = "customXml/item1.xml"
NAMESPACE = "urn:clausewise:decision-record:1"
LANGUAGE = "en-GB"
VERBATIM, TABLE = "Verbatim", "Table Grid"
UNUSED_PARTS = ("/thumbnail", "/extended-properties", "/stylesWithEffects", "/customXml")
PAGE_WIDTH_CM = 17.0


def as_docx(record: Record) -> bytes:
    """The record as DOCX."""
    document = Document()
    _set_up(document, record)
    for block in pages(record):
        _add(block, document)
    _attach(document, as_json(record))
    written = io.BytesIO()
    document.save(written)
    return _fixed(written.getvalue(), record)


def _set_up(document: WordDocument, record: Record) -> None:
    moment = datetime.combine(record.asked_on, time(), UTC)
    about = document.core_properties
    about.title, about.subject, about.author = TITLE, "Guidance, not a decision", "Clausewise"
    about.created = about.modified = moment
    about.last_modified_by, about.language, about.revision = "Clausewise", LANGUAGE, 1
    about.comments, about.identifier = "", record.sha256
    for section in document.sections:
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.0)
    _set_styles(document)
    _set_footer(document, record)
    _drop_what_is_not_used(document)


def _drop_what_is_not_used(document: WordDocument) -> None:
    """The template's picture, its note of the program that made it, its second set of styles, its own XML part, its table styles."""
    for relations in (document.part.package.rels, document.part.rels):
        for name in [name for name, one in relations.items() if one.reltype.endswith(UNUSED_PARTS)]:
            relations.pop(name)
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", TABLE):
            style.element.getparent().remove(style.element)


def _set_styles(document: WordDocument) -> None:
    styles = document.styles
    for part, name in ((styles.element, "w:lang"), (document.settings.element, "w:themeFontLang")):
        for language in part.iter(qn(name)):
            language.set(qn("w:val"), LANGUAGE)
    for style in styles:
        if style.name == "Normal" or style.name.startswith("Heading ") or style.name == "Title":
            style.font.name, style.font.color.rgb = "Arial", RGBColor(0, 0, 0)
            style.element.rPr.rFonts.attrib.update({qn("w:hAnsi"): "Arial", qn("w:cs"): "Arial", qn("w:eastAsia"): "Arial"})
            for name in [n for n in style.element.rPr.rFonts.attrib if n.endswith("Theme")]:
                del style.element.rPr.rFonts.attrib[name]
    styles["Normal"].font.size = Pt(10.5)
    verbatim = styles.add_style(VERBATIM, WD_STYLE_TYPE.PARAGRAPH)
    verbatim.base_style = styles["Normal"]
    verbatim.paragraph_format.left_indent = Cm(0.6)
    verbatim.element.get_or_add_pPr().insert(0, _left_border())


def _left_border() -> etree._Element:
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", "595959")):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    return borders


def _set_footer(document: WordDocument, record: Record) -> None:
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run(f"Guidance, not a decision. Record {record.id}. Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    footer._p.append(field)


@singledispatch
def _add(block: Block, document: WordDocument) -> None:
    raise TypeError(f"no way to write {type(block).__name__} in Word")


@_add.register
def _(block: blocks.Heading, document: WordDocument) -> None:
    document.add_heading(visible(block.text), level=block.level)


@_add.register
def _(block: blocks.Paragraph, document: WordDocument) -> None:
    _write(block.runs, document.add_paragraph())


@_add.register
def _(block: blocks.Item, document: WordDocument) -> None:
    _write(block.runs, document.add_paragraph(style="List Bullet"))


@_add.register
def _(block: blocks.Quoted, document: WordDocument) -> None:
    document.add_paragraph(visible(block.text), style=VERBATIM)


@_add.register
def _(block: blocks.Table, document: WordDocument) -> None:
    table = document.add_table(rows=0, cols=len(block.header), style=TABLE)
    table.autofit = False
    _describe(table._tbl.tblPr, block.name)
    for number, row in enumerate((block.header, *block.rows)):
        cells = table.add_row().cells
        for cell, text, share in zip(cells, row, block.widths, strict=True):
            cell.width = Cm(PAGE_WIDTH_CM * share / sum(block.widths))
            run = cell.paragraphs[0].add_run(visible(text))
            run.font.size, run.bold = Pt(9), number == 0
    _mark_header(table.rows[0]._tr)
    document.add_paragraph()


def _write(runs: Runs, paragraph: WordParagraph) -> None:
    for run in runs:
        paragraph.add_run(visible(run.text)).bold = run.bold or None


def _describe(properties: etree._Element, name: str) -> None:
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), name)
    properties.append(caption)


def _mark_header(row: etree._Element) -> None:
    """A header row, as a screen reader and a page break know it."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(header)


def _attach(document: WordDocument, json_bytes: bytes) -> None:
    package = document.part.package
    xml = f"<record xmlns={quoteattr(NAMESPACE)}>{escape(json_bytes.decode())}</record>"
    part = Part(PackURI(f"/{PART}"), "application/xml", f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}'.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _fixed(data: bytes, record: Record) -> bytes:
    """The same parts without a clock's or a compressor's mark: dated by the record, and stored as they are."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as fixed:
        for name in given.namelist():
            entry = zipfile.ZipInfo(
                name, (max(record.asked_on.year, 1980), record.asked_on.month, record.asked_on.day, 0, 0, 0)
            )
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            fixed.writestr(entry, given.read(name))
    return written.getvalue()
