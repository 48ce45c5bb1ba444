"""Word's XML: elements and their settings by name, in the transitional and the strict namespace alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFF = ("0", "false", "off", "none")


def local(element: etree._Element) -> str:
    """An element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def whole_number(value: str) -> int | None:
    """A setting as a whole number, None where it is none."""
    try:
        return int(value)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Word:
    """Looks up elements and settings in one of Word's namespaces."""

    namespace: str

    @classmethod
    def of(cls, root: etree._Element) -> Word:
        return cls(root.tag[1:].partition("}")[0] if isinstance(root.tag, str) and root.tag.startswith("{") else _TRANSITIONAL)

    def children(self, element: etree._Element, name: str) -> Iterator[etree._Element]:
        yield from element.iterchildren(f"{{{self.namespace}}}{name}")

    def child(self, element: etree._Element | None, *names: str) -> etree._Element | None:
        """The first descendant by a path of child names, None where the path breaks off."""
        for name in names:
            if element is None:
                return None
            element = element.find(f"{{{self.namespace}}}{name}")
        return element

    def attribute(self, element: etree._Element | None, name: str) -> str:
        return "" if element is None else str(element.get(f"{{{self.namespace}}}{name}", ""))

    def value(self, element: etree._Element | None, *names: str) -> str:
        """The `val` of a setting by a path of child names, "" where it is not set."""
        return self.attribute(self.child(element, *names), "val")

    def is_on(self, element: etree._Element | None, *names: str) -> bool:
        """Whether a switch is set: the element stands there and does not say off."""
        found = self.child(element, *names)
        return found is not None and self.attribute(found, "val").lower() not in _OFF

    def indent(self, element: etree._Element | None) -> int | None:
        """Where the number or the first line of a paragraph stands, in twips, from its own or its level's settings."""
        found = self.child(element, "pPr", "ind") if element is not None else None
        if found is None:
            return None
        left = whole_number(self.attribute(found, "left") or self.attribute(found, "start"))
        if left is None:
            return None
        hanging = whole_number(self.attribute(found, "hanging")) or 0
        first = whole_number(self.attribute(found, "firstLine")) or 0
        return left - hanging + first
