"""Word files for tests, put together from their parts: automatic numbers, notes, tracked changes, whatever a test needs."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def paragraph(words: str = "", *, style: str = "", number: tuple[int, int] | None = None, runs: str = "", end: str = "") -> str:
    """A paragraph: `number` is (list, level), `runs` is XML put after `words`, `end` XML for the properties of its end mark."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    properties += f"<w:rPr>{end}</w:rPr>" if end else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(words) if words else ''}{runs}</w:p>"


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def note(number: int) -> str:
    """A reference to a footnote by its id."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def table(rows: list[list[str]], *, header_rows: int = 0) -> str:
    """A table; a cell that is "^" goes on from the one above."""
    return "<w:tbl>" + "".join(_row(row, header=at < header_rows) for at, row in enumerate(rows)) + "</w:tbl>"


def _row(cells: list[str], *, header: bool) -> str:
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{properties}{''.join(_cell(cell) for cell in cells)}</w:tr>"


def _cell(words: str) -> str:
    merge = '<w:tcPr><w:vMerge w:val="continue"/></w:tcPr>' if words == "^" else '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    return f"<w:tc>{merge}{paragraph('' if words == '^' else words)}</w:tc>"


def level(at: int, form: str, text: str, *, start: int = 1, left: int = 0, style: str = "") -> str:
    """One level of an abstract list: `text` is Word's template, "%1.%2."."""
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{bound}<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{left + 360}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def numbered_list(number: int, of: int, **starts: int) -> str:
    """A list that counts with abstract list `of`; `level0=7` starts it anew at 7."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{name[-1]}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for name, start in starts.items()
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def style(style_id: str, name: str, properties: str = "", *, based_on: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>{base}{properties}</w:style>'


HEADINGS = "".join(style(f"Heading{at}", f"heading {at}") for at in range(1, 5)) + style("Title", "Title")


def word_file(
    body: str,
    *,
    numbering: str = "",
    footnotes: dict[int, str] | None = None,
    styles: str = HEADINGS,
    namespace: str = NAMESPACE,
    doctype: str = "",
) -> bytes:
    """A .docx file of `body`, the XML of its paragraphs and tables."""
    parts = {"word/document.xml": f"<w:body>{body}</w:body>", "word/styles.xml": styles}
    roots = {
        "word/document.xml": "document",
        "word/styles.xml": "styles",
        "word/numbering.xml": "numbering",
        "word/footnotes.xml": "footnotes",
    }
    if numbering:
        parts["word/numbering.xml"] = numbering
    if footnotes:
        parts["word/footnotes.xml"] = "".join(
            f'<w:footnote w:id="{at}">{paragraph(runs="<w:r><w:footnoteRef/></w:r>" + run(" " + words))}</w:footnote>'
            for at, words in footnotes.items()
        )
    related = "".join(
        f'<Relationship Id="r-{roots[path]}" Type="{_RELATIONS}/{roots[path]}" Target="{path[5:]}"/>'
        for path in parts
        if path != "word/document.xml"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"/>')
        archive.writestr(
            "_rels/.rels", _relations(f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>')
        )
        archive.writestr("word/_rels/document.xml.rels", _relations(related))
        for path, xml in parts.items():
            root = roots[path]
            archive.writestr(path, f'{_HEAD}{doctype}<w:{root} xmlns:w="{namespace}">{xml}</w:{root}>')
    return file.getvalue()


def _relations(inner: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
