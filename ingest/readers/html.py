"""Web pages: what a browser would show of them, in order, with the numbers it would print before list items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, PageElement, PreformattedString, Tag

from ingest.errors import WrongKind
from ingest.model import BlockKind, ReadText
from ingest.plain import to_superscript
from ingest.readers.building import BULLET, TextBuilder, clean
from ingest.readers.files import decode_html, refuse_other_kinds
from ingest.readers.html_page import INLINE, around_the_page, aside_of, hide_by_rules, part_skip_links
from ingest.readers.html_tables import HIDDEN_STYLE, is_data_table, left_out, table_rows
from ingest.readers.number_formats import formatted
from ingest.wording import title_like

_DROPPED = frozenset(
    re.findall(
        "[a-z]+",
        "script style template noscript head title svg math canvas iframe object embed audio video select option textarea button input datalist map",
    )
)
_BOLD = frozenset(("b", "strong"))
_STRUCK = frozenset(("del", "s", "strike"))
_WHITE = re.compile(r"(?<![-\w])color\s*:\s*(?:white|#fff(?:fff)?|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))\s*(?:;|$)", re.I)
_NOTE_ID = re.compile(r"_?(?:fn|ftn|footnote|endnote|edn|note)[-_:.]?(\d{1,3})", re.I)
_BACK_LINK = re.compile("[\u21a9\u2191\u21b5]\ufe0e?")
_LIST_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_CSS_FORMATS = (
    ("lower-alpha", "a"),
    ("lower-latin", "a"),
    ("upper-alpha", "A"),
    ("upper-latin", "A"),
    ("lower-roman", "i"),
    ("upper-roman", "I"),
)


def read_html(name: str, data: bytes) -> ReadText:
    """The blocks of a web page. Raises WrongKind where the bytes are no text."""
    refuse_other_kinds(name, data, "a web page")
    text, warnings = decode_html(name, data)
    soup = BeautifulSoup(text, "lxml")
    if not soup.find(True):
        raise WrongKind(f"{name}: holds no HTML; give it the suffix of what it is")
    hide_by_rules(soup)
    part_skip_links(soup)
    walker = _Walker(name, around_the_page(soup))
    for warning in warnings:
        walker.out.warn(warning)
    walker.walk(soup.body or soup)
    return walker.out.read_text()


@dataclass
class _OpenList:
    """A list whose items are being read: how it numbers, the next number, the step to the one after."""

    format: str
    next: int
    step: int = 1


@dataclass
class _Walker:
    """Goes through a page element by element, without recursion: pages may nest as deep as they like."""

    name: str
    outside: frozenset[int]
    out: TextBuilder = field(default_factory=TextBuilder)
    _words: list[str] = field(default_factory=list)
    _bold: int = 0
    _bold_letters: int = 0
    _letters: int = 0
    _lists: list[_OpenList] = field(default_factory=list)
    _mark: str = ""
    _heading: int = 0
    _aside: list[BlockKind] = field(default_factory=list)
    _note: str = ""
    _raised: int = 0
    _preformatted: int = 0

    def walk(self, root: Tag) -> None:
        for begins, node in self._steps(root):
            if isinstance(node, Tag):
                (self._begin if begins else self._end)(node)
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString | Comment):
                self._take(str(node))
        self._flush()

    def _steps(self, root: Tag) -> Iterator[tuple[bool, PageElement]]:
        """Each element as it begins and as it ends, and the text between; what is not shown is passed over."""
        waiting: list[tuple[bool, PageElement]] = [(True, child) for child in reversed(root.contents)]
        while waiting:
            begins, node = waiting.pop()
            if begins and isinstance(node, Tag) and self._is_passed_over(node):
                continue
            yield begins, node
            if begins and isinstance(node, Tag):
                waiting.append((False, node))
                if not (node.name == "table" and is_data_table(node)):
                    waiting.extend((True, child) for child in reversed(node.contents))

    def _is_passed_over(self, node: Tag) -> bool:
        if node.name in _DROPPED:
            return True
        style = str(node.get("style") or "")
        hidden = node.has_attr("hidden") or HIDDEN_STYLE.search(style) is not None
        if not hidden and node.name not in _STRUCK:
            if _WHITE.search(style):
                self._warn("white text, which may not be seen, is read", node)
            return False
        self._warn("hidden or struck-out text is left out", node)
        return True

    def _warn(self, what: str, node: Tag) -> None:
        words = " ".join(node.get_text(" ").split()) if len(self.out.warnings) < 20 else ""
        if words:
            self.out.warn(f"{self.name}: {what}: “{words if len(words) <= 60 else words[:57] + '…'}”")

    # -- elements

    def _begin(self, node: Tag) -> None:
        if node.name in INLINE:
            self._begin_inline(node)
            return
        self._flush()
        if node.name == "table" and is_data_table(node):
            self._table(node)
        elif node.name in ("ol", "ul", "menu"):
            self._lists.append(_open_list(node))
        elif node.name == "li":
            self._mark = self._item_mark(node)
        elif _heading_level(node):
            self._heading = _heading_level(node)
        elif node.name == "pre":
            self._preformatted += 1
        aside = self._aside_kind(node)
        if aside:
            self._aside.append(aside)
        note = _NOTE_ID.fullmatch(str(node.get("id") or ""))
        if note and node.name in ("li", "p", "div", "aside", "dd"):
            self._note, self._mark = note.group(1), ""

    def _end(self, node: Tag) -> None:
        if node.name in INLINE:
            self._bold -= node.name in _BOLD
            self._raised -= node.name == "sup"
            return
        self._flush()
        if node.name in ("ol", "ul", "menu") and self._lists:
            self._lists.pop()
        elif node.name == "li":
            self._mark = ""
        elif _heading_level(node):
            self._heading = 0
        elif node.name == "pre":
            self._preformatted -= 1
        if self._aside_kind(node) and self._aside:
            self._aside.pop()
        if _NOTE_ID.fullmatch(str(node.get("id") or "")):
            self._note = ""

    def _aside_kind(self, node: Tag) -> BlockKind | None:
        return aside_of(node) or ("furniture" if id(node) in self.outside else None)

    def _begin_inline(self, node: Tag) -> None:
        if node.name == "br":
            self._words.append("\n")
        self._bold += node.name in _BOLD
        self._raised += node.name == "sup"

    def _take(self, text: str) -> None:
        words = text if self._preformatted else re.sub(r"\s+", " ", text)
        if self._raised and re.fullmatch(r"\s*\[?\d{1,3}\]?\s*", words):
            words = to_superscript(words.strip(" []"))
        letters = sum(map(str.isalnum, words))
        self._letters += letters
        self._bold_letters += letters if self._bold else 0
        self._words.append(words)

    # -- blocks

    def _flush(self) -> None:
        """Ends the block that was being read."""
        words = clean("".join(self._words))
        bold = 0 < self._letters == self._bold_letters
        self._words.clear()
        self._letters = self._bold_letters = 0
        if words:
            self._add(words, bold)

    def _add(self, words: str, bold: bool) -> None:
        level, mark, self._mark = len(self._lists), self._mark, ""
        if self._note:
            self.out.add("footnote", f"{to_superscript(self._note)} {_BACK_LINK.sub('', words).strip()}", marker=self._note)
            return
        printed = f"{mark} {words}" if mark else words
        if self._aside:
            self.out.add(self._aside[-1], printed)
        elif self._heading:
            self.out.add("heading", printed.replace("\n", " "), level=self._heading, marked=True)
        elif bold and not level and title_like(words):
            self.out.add("heading", printed)
        else:
            self.out.add("list_item" if mark else "paragraph", printed, level=level)

    def _item_mark(self, node: Tag) -> str:
        """The number or bullet that a browser prints before an item."""
        if not self._lists:
            return BULLET
        one = self._lists[-1]
        if one.format in ("bullet", "none"):
            return BULLET if one.format == "bullet" else ""
        value = _whole(node.get("value"))
        number = one.next if value is None else value
        one.next = number + one.step
        return formatted(number, _LIST_FORMATS.get(str(node.get("type") or ""), one.format)) + "."

    def _table(self, node: Tag) -> None:
        for gone in left_out(node):
            self._warn("hidden or struck-out text is left out", gone)
        caption = node.find("caption")
        if isinstance(caption, Tag):
            self.out.add("paragraph", caption.get_text(" "))
        for cells, header in table_rows(node):
            if self._aside:
                self.out.add(self._aside[-1], " ".join(cells))
            else:
                self.out.add_row(cells, header=header)


def _open_list(node: Tag) -> _OpenList:
    style = f"{node.get('style') or ''} {' '.join(node.get('class') or [])}".lower()
    if "none" in style and "list-style" in style:
        return _OpenList("none", 1)
    if node.name != "ol":
        return _OpenList("bullet", 1)
    letter = next((letter for css, letter in _CSS_FORMATS if css in style), str(node.get("type") or "1"))
    items = [child for child in node.children if isinstance(child, Tag) and child.name == "li"]
    backwards = node.has_attr("reversed")
    start = _whole(node.get("start"))
    first = start if start is not None else len(items) if backwards else 1
    return _OpenList(_LIST_FORMATS.get(letter, "decimal"), first, -1 if backwards else 1)


def _whole(value: object) -> int | None:
    return int(str(value)) if re.fullmatch(r"\s*-?\d{1,6}\s*", str(value)) else None


def _heading_level(node: Tag) -> int:
    found = re.fullmatch(r"h([1-6])", node.name)
    if found:
        return int(found.group(1))
    return (_whole(node.get("aria-level")) or 2) if node.get("role") == "heading" else 0
