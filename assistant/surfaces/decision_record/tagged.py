"""Tags for a PDF: which words are a heading, a paragraph, a point of a list or a cell of a table, for whoever cannot see the page.

reportlab draws and does not tag, so this file marks what it draws and writes the tree of tags: ISO 32000-1, 14.7 (structure) and 14.8
(tagged PDF). What belongs to the page and not to the text (lines, page numbers, headers said again) is marked as an artifact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table


@dataclass(eq=False)
class Element:
    """A tag with the tags within it and the marks on the pages that it stands for: (page, number on that page)."""

    role: str
    children: list[Element] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    scope: str = ""

    def add(self, role: str, scope: str = "") -> Element:
        """A new tag within this one, after those it has."""
        child = Element(role, scope=scope)
        self.children.append(child)
        return child


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that numbers its marks page by page, and writes the tree of tags when it is saved."""

    root: Element

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._owners: list[list[Element]] = []

    def mark(self, element: Element) -> None:
        """What is drawn from here to `unmark` belongs to the tag."""
        while len(self._owners) < self._pageNumber:
            self._owners.append([])
        owners = self._owners[self._pageNumber - 1]
        element.marks.append((self._pageNumber - 1, len(owners)))
        self._code.append(f"/{element.role} <</MCID {len(owners)}>> BDC")
        owners.append(element)

    def mark_artifact(self) -> None:
        """What is drawn from here to `unmark` is not part of the text."""
        self._code.append("/Artifact BMC")

    def unmark(self) -> None:
        self._code.append("EMC")

    def save(self) -> None:
        if len(self._code):
            self.showPage()
        _write_tree(self._doc, self.root, self._owners)
        super().save()


class TaggedParagraph(Paragraph):  # type: ignore[misc]
    """A paragraph that draws under its tag; drawn again (a header row on the next page), it is an artifact."""

    def __init__(self, text: str | None, style: Any, element: Element | None = None, **options: Any) -> None:
        super().__init__(text, style, **options)
        self.element = element
        self._drawn = False

    def split(self, width: float, height: float) -> list[Paragraph]:
        parts: list[Paragraph] = super().split(width, height)
        for part in parts:
            part.element = self.element
        return parts

    def draw(self) -> None:
        if self._drawn or self.element is None:
            self.canv.mark_artifact()
        else:
            self.canv.mark(self.element)
        super().draw()
        self.canv.unmark()
        self._drawn = True


class TaggedTable(Table):  # type: ignore[misc]
    """A table whose lines and shades are artifacts; its cells are tagged paragraphs."""

    def _drawBkgrnd(self) -> None:
        self.canv.mark_artifact()
        super()._drawBkgrnd()
        self.canv.unmark()

    def _drawLines(self) -> None:
        self.canv.mark_artifact()
        super()._drawLines()
        self.canv.unmark()


def _write_tree(document: Any, root: Element, owners: list[list[Element]]) -> None:
    names: dict[int, str] = {}
    _name(root, names)
    tree = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructTreeRoot"), "K": _reference(names, root)})
    document.Reference(tree, "StructTree")
    _write(document, root, pdfdoc.PDFObjectReference("StructTree"), names)
    numbers: list[Any] = []
    for page, elements in enumerate(owners):
        numbers += [page, pdfdoc.PDFArray([_reference(names, element) for element in elements])]
        _number(document.Pages.pages[page], page)
    tree["ParentTree"] = pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)})
    tree["ParentTreeNextKey"] = len(owners)
    document.Catalog.StructTreeRoot = pdfdoc.PDFObjectReference("StructTree")
    document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})


def _name(element: Element, names: dict[int, str]) -> None:
    names[id(element)] = f"Tag{len(names)}"
    for child in element.children:
        _name(child, names)


def _reference(names: dict[int, str], element: Element) -> Any:
    return pdfdoc.PDFObjectReference(names[id(element)])


def _write(document: Any, element: Element, parent: Any, names: dict[int, str]) -> None:
    own = _reference(names, element)
    kids = [_mark(*mark) for mark in element.marks] + [_reference(names, child) for child in element.children]
    tag = pdfdoc.PDFDictionary(
        {"Type": pdfdoc.PDFName("StructElem"), "S": pdfdoc.PDFName(element.role), "P": parent, "K": pdfdoc.PDFArray(kids)}
    )
    if element.scope:
        tag["A"] = pdfdoc.PDFDictionary({"O": pdfdoc.PDFName("Table"), "Scope": pdfdoc.PDFName(element.scope)})
    document.Reference(tag, names[id(element)])
    for child in element.children:
        _write(document, child, own, names)


def _mark(page: int, number: int) -> Any:
    where = pdfdoc.PDFObjectReference(f"Page{page + 1}")
    return pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("MCR"), "Pg": where, "MCID": number})


def _number(page: Any, number: int) -> None:
    """Ties a page to its row of the parent tree. reportlab's page knows neither key; both are written once named."""
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents, page.Tabs = number, pdfdoc.PDFName("S")
