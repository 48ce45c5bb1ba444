"""Tables of a web page: which hold data, and their rows with merged cells spread out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4.element import Comment, NavigableString, Tag

from ingest.plain import to_superscript

HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|$)|opacity\s*:\s*0\s*(?:;|$)", re.I
)
"""What a style says of an element that a browser does not show."""

_MOST_COLUMNS = 60
_STRUCK = ("del", "s", "strike")
_NOT_SHOWN = ("script", "style", "template", "input", "button", "select", *_STRUCK)
_BLOCKS = ("p", "div", "li", "br", "ul", "ol", "tr", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6")


def is_data_table(table: Tag) -> bool:
    """Whether a table holds data; one that lays out a page (one column, headings or tables in its cells) is read as text."""
    if (
        table.get("role") in ("presentation", "none")
        or table.find("table") is not None
        or table.find(re.compile("^h[1-6]$")) is not None
    ):
        return False
    return any(len(row.find_all(["td", "th"], recursive=False)) > 1 for row in table.find_all("tr"))


def table_rows(table: Tag) -> Iterator[tuple[list[str], bool]]:
    """The rows as cells, and whether each names the columns. A cell that spans leaves the others it covers empty."""
    covered: dict[int, int] = {}
    for row in table.find_all("tr"):
        cells: list[str] = []
        tags = [cell for cell in row.find_all(["td", "th"], recursive=False) if isinstance(cell, Tag)]
        for cell in tags:
            _skip_covered(cells, covered)
            for at in range(len(cells), len(cells) + _span(cell, "colspan")):
                covered[at] = max(covered.get(at, 0), _span(cell, "rowspan") - 1)
            cells.append(_words(cell))
            cells.extend([""] * (_span(cell, "colspan") - 1))
        _skip_covered(cells, covered)
        in_head = row.find_parent("thead") is not None
        yield cells, bool(tags) and (in_head or (len(tags) > 1 and all(cell.name == "th" for cell in tags)))


def _skip_covered(cells: list[str], covered: dict[int, int]) -> None:
    """Leaves the columns empty that a cell above reaches down into."""
    while covered.get(len(cells), 0) > 0:
        covered[len(cells)] -= 1
        cells.append("")


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return min(int(value), _MOST_COLUMNS) if value.isdecimal() and int(value) > 0 else 1


def _words(cell: Tag) -> str:
    parts: list[str] = []
    for node in cell.descendants:
        if isinstance(node, Tag):
            parts.append(" • " if node.name == "li" else " " if node.name in _BLOCKS else "")
        elif isinstance(node, NavigableString) and not isinstance(node, Comment) and not _is_hidden(node, cell):
            raised = node.parent is not None and node.find_parent("sup") is not None and node.strip(" []").isdecimal()
            parts.append(to_superscript(node.strip(" []")) if raised else str(node))
    return " ".join("".join(parts).split())


def left_out(table: Tag) -> Iterator[Tag]:
    """What a table holds that is struck out or not shown."""
    for tag in table.find_all(True):
        if isinstance(tag, Tag) and (tag.name in _STRUCK or _is_concealed(tag)):
            yield tag


def _is_hidden(node: NavigableString, cell: Tag) -> bool:
    for parent in node.parents:
        if parent is cell:
            return _is_concealed(cell)
        if parent.name in _NOT_SHOWN or _is_concealed(parent):
            return True
    return False


def _is_concealed(tag: Tag) -> bool:
    return tag.has_attr("hidden") or HIDDEN_STYLE.search(str(tag.get("style") or "")) is not None
