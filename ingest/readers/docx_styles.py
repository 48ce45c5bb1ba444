"""Word's paragraph styles: which are headings, which number, which are bold, each with what it takes from the style it is based on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from ingest.readers.docx_xml import Word, whole_number

_HEADING = re.compile(r"heading ([1-9])")
_DEEPEST_CHAIN = 12
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Style:
    """A style as Word stores it; None where it leaves a setting to the style it is based on."""

    name: str
    based_on: str
    list_id: str | None
    depth: int | None
    outline: int | None
    bold: bool | None
    hidden: bool | None
    struck: bool | None
    indent: int | None


@dataclass(frozen=True, slots=True)
class Styles:
    """A document's styles by their ids."""

    by_id: Mapping[str, Style]
    default: str = ""

    def heading_level(self, style: str) -> int:
        """1 to 9 where a style is a heading or has an outline level, 0 where it has none."""
        for one in self._chain(style):
            named = _HEADING.fullmatch(one.name)
            if named:
                return int(named.group(1))
            if one.outline is not None:
                return one.outline + 1 if one.outline < 9 else 0
        return 0

    def is_contents(self, style: str) -> bool:
        """Whether a style is that of a table of contents."""
        return any(
            re.fullmatch(r"toc (?:heading|[1-9])|contents heading|table of (?:contents|figures)", one.name)
            for one in self._chain(style)
        )

    def list_of(self, style: str) -> tuple[str, int | None]:
        """The list that a style numbers with ("" for none) and the level it states."""
        for one in self._chain(style):
            if one.list_id is not None:
                return one.list_id, one.depth
        return "", None

    def is_bold(self, style: str) -> bool:
        return bool(self._first(style, lambda one: one.bold))

    def is_hidden(self, style: str) -> bool:
        return bool(self._first(style, lambda one: one.hidden))

    def is_struck(self, style: str) -> bool:
        return bool(self._first(style, lambda one: one.struck))

    def indent(self, style: str) -> int | None:
        return self._first(style, lambda one: one.indent)

    def _first(self, style: str, setting: Callable[[Style], Found | None]) -> Found | None:
        return next((found for one in self._chain(style) if (found := setting(one)) is not None), None)

    def _chain(self, style: str) -> Iterator[Style]:
        """A style and those it is based on, nearest first; a chain that runs in a circle ends."""
        for _ in range(_DEEPEST_CHAIN):
            one = self.by_id.get(style or self.default)
            if one is None:
                return
            yield one
            if not one.based_on:
                return
            style = one.based_on

    def numbering_styles(self) -> dict[str, str]:
        """The list that each numbering style stands for."""
        return {style: one.list_id for style, one in self.by_id.items() if one.list_id}


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of a styles part."""
    if root is None:
        return Styles({})
    word = Word.of(root)
    found: dict[str, Style] = {}
    default = ""
    for one in word.children(root, "style"):
        style_id = word.attribute(one, "styleId")
        found[style_id] = _style(word, one)
        if word.attribute(one, "type") == "paragraph" and word.attribute(one, "default") in ("1", "true"):
            default = style_id
    return Styles(found, default)


def _style(word: Word, one: etree._Element) -> Style:
    numbered = word.child(one, "pPr", "numPr")
    return Style(
        name=word.value(one, "name").lower(),
        based_on=word.value(one, "basedOn"),
        list_id=word.value(numbered, "numId") if word.child(numbered, "numId") is not None else None,
        depth=whole_number(word.value(numbered, "ilvl")),
        outline=whole_number(word.value(one, "pPr", "outlineLvl")),
        bold=_switch(word, one, "b"),
        hidden=_switch(word, one, "vanish"),
        struck=_switch(word, one, "strike"),
        indent=word.indent(one),
    )


def _switch(word: Word, one: etree._Element, name: str) -> bool | None:
    return word.is_on(one, "rPr", name) if word.child(one, "rPr", name) is not None else None
