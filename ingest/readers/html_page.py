"""The page around a document on a web site: menus, banners and boxes that are no text of it, and what the page's own rules hide."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

from ingest.model import BlockKind
from ingest.readers.html_tables import HIDDEN_STYLE

INLINE = frozenset(
    re.findall(
        "[a-z0-9]+",
        "a abbr acronym b bdi bdo big cite code data dfn em font i img ins kbd label mark meter output q ruby rb rt rp s samp small span strike "
        "strong sub sup time tt u var wbr del br nobr",
    )
)
"""Elements that run on in a line of text."""
_CONTROLS = ("button", "input", "select")
_NAMED_PARTS = re.compile(r"cookie|breadcrumb", re.I)
_SKIPS = re.compile(r"(?:skip|jump) (?:straight )?to (?:the )?(?:main|content|navigation)", re.I)
_LINKS_SHARE = 0.5
_PAGE_SHARE = 0.3
_MOST_RULES = 500
_MEDIA = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_SIMPLE = re.compile(r"[\w.#\s>*+~-]{1,200}")


def part_skip_links(soup: BeautifulSoup) -> None:
    """Makes a link that skips to the main part an element of its own, so that it is taken for navigation and not for text."""
    for link in soup.find_all("a", href=re.compile("^#")):
        if _SKIPS.match(link.get_text(" ", strip=True)):
            link.name = "nav"


def hide_by_rules(soup: BeautifulSoup) -> None:
    """Marks as hidden what the page's own style rules do not show; rules for print and other media do not count."""
    rules = 0
    for style in soup.find_all("style"):
        for selectors, body in _RULE.findall(_MEDIA.sub(" ", _COMMENT.sub(" ", style.get_text()))):
            for selector in selectors.split(",") if HIDDEN_STYLE.search(body) else ():
                rules += 1
                if rules <= _MOST_RULES and _SIMPLE.fullmatch(selector.strip()):
                    _hide(soup, selector.strip())


def _hide(soup: BeautifulSoup, selector: str) -> None:
    from soupsieve import SelectorSyntaxError

    try:
        found = soup.select(selector)
    except SelectorSyntaxError:
        return
    for element in found:
        element["hidden"] = ""


def around_the_page(soup: BeautifulSoup) -> frozenset[int]:
    """The elements around a page's main part: what a site puts on every page.

    Where the page does not say which its main part is, it is told by its one heading of the first level: of the boxes beside those
    that hold it, the ones made of links and controls are the site's, unless a good part of the page's text is in them.
    """
    main = soup.find("main") or soup.find(True, {"role": "main"})
    if isinstance(main, Tag) and main.get_text(strip=True):
        inside = {id(main), *(id(parent) for parent in main.parents)}
        return frozenset(id(child) for parent in main.parents for child in _boxes(parent) if id(child) not in inside)
    titles = soup.find_all("h1")
    if len(titles) != 1:
        return frozenset()
    inside = {id(parent) for parent in titles[0].parents}
    whole = _own_letters(soup)
    beside = [
        child for parent in titles[0].parents for child in _boxes(parent) if id(child) not in inside and child is not titles[0]
    ]
    beside = [child for child in beside if child.parent is not titles[0].parent]
    return frozenset(id(child) for child in beside if _is_interface(child) and _own_letters(child) < _PAGE_SHARE * whole)


def _boxes(parent: Tag) -> list[Tag]:
    return [child for child in parent.children if isinstance(child, Tag) and child.name not in INLINE]


def _is_interface(node: Tag) -> bool:
    """Whether an element holds controls, or links for the most part."""
    if node.name in _CONTROLS or node.find(_CONTROLS) is not None:
        return True
    letters = len(node.get_text("", strip=True))
    links = sum(len(link.get_text("", strip=True)) for link in node.find_all("a"))
    return letters > 0 and links >= _LINKS_SHARE * letters


def _own_letters(node: Tag) -> int:
    """How much text an element holds outside links."""
    links = sum(len(link.get_text("", strip=True)) for link in node.find_all("a"))
    return len(node.get_text("", strip=True)) - links


def aside_of(node: Tag) -> BlockKind | None:
    """What an element holds that is no text of the document: links to its parts, or the furniture of the page."""
    if node.get("role") in ("dialog", "alertdialog") or _is_named_part(node):
        return "furniture"
    if (
        node.name == "nav"
        or node.get("role") in ("navigation", "doc-toc")
        or "toc" in (node.get("class") or [])
        or node.get("id") == "toc"
    ):
        return "contents"
    if node.name == "footer" or node.get("role") in ("banner", "contentinfo", "search"):
        return "furniture"
    return "furniture" if node.name == "header" and not node.find(re.compile("^h[1-6]$")) else None


def _is_named_part(node: Tag) -> bool:
    """Whether an element is named as the notice on cookies or the trail of links to the page."""
    named = (*(node.get("class") or ()), str(node.get("id") or ""), str(node.get("aria-label") or ""))
    return node.name not in ("html", "body", "main", "article") and any(_NAMED_PARTS.search(name) for name in named)
