"""Word's automatic numbers: what each paragraph's number would be when printed.

Word stores no number with a paragraph, only the list it is in; the numbers are counted here as Word counts them
(ECMA-376 Part 1, 17.9): levels restart under each other, lists that share an abstract definition count on, overrides restart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.docx_xml import Word, whole_number
from ingest.readers.number_formats import formatted

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list numbers: `text` is a template ("%1.%2"), `restart` the level whose next number starts it anew."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    restart: int | None = None
    indent: int | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class ListUse:
    """A list as paragraphs use it: the abstract list it counts with, its levels, and where it starts anew."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Number:
    """A paragraph's printed number, "" for a bullet, and the indent of its text in twips where the list sets one."""

    printed: str
    bullet: bool
    indent: int | None


@dataclass
class Numbering:
    """Counts a document's lists, paragraph by paragraph in reading order."""

    uses: Mapping[str, ListUse]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[str] = field(default_factory=set)

    def next_number(self, list_id: str, depth: int) -> Number | None:
        """The number of the next paragraph at `depth` (0 is the outermost) of a list; None where the list is not defined."""
        use = self.uses.get(list_id)
        if use is None:
            return None
        level = use.levels.get(depth, Level())
        counts = self._counts.setdefault(use.abstract, {})
        if list_id not in self._started:
            self._started.add(list_id)
            for at, start in use.starts.items():
                counts[at] = start - 1
        self._count(counts, use, depth)
        if level.format == "bullet":
            return Number("", True, level.indent)
        return Number(_printed(level, use, counts), False, level.indent)

    def _count(self, counts: dict[int, int], use: ListUse, depth: int) -> None:
        """Raises the count at `depth`, sets the levels above that were not counted, and forgets those below."""
        for at in range(depth):
            counts.setdefault(at, use.levels.get(at, Level()).start)
        counts[depth] = counts.get(depth, use.starts.get(depth, use.levels.get(depth, Level()).start) - 1) + 1
        for at in range(depth + 1, _LEVELS):
            restart = use.levels.get(at, Level()).restart
            if restart is None or (restart != 0 and depth < restart):
                counts.pop(at, None)

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level of a list that is bound to a paragraph style, 0 where none is."""
        use = self.uses.get(list_id)
        return next((at for at, level in use.levels.items() if level.style == style), 0) if use else 0


def _printed(level: Level, use: ListUse, counts: Mapping[int, int]) -> str:
    def one(place: re.Match[str]) -> str:
        at = int(place.group(1)) - 1
        form = "decimal" if level.legal else use.levels.get(at, Level()).format
        return formatted(counts.get(at, use.levels.get(at, Level()).start), form)

    return "" if level.format == "none" and not level.text else _PLACE.sub(one, level.text).strip()


def read_numbering(root: etree._Element | None, style_lists: Mapping[str, str]) -> Numbering:
    """The lists of a numbering part; `style_lists` gives the list that a numbering style stands for."""
    if root is None:
        return Numbering({})
    word = Word.of(root)
    abstracts = {word.attribute(one, "abstractNumId"): one for one in word.children(root, "abstractNum")}
    uses: dict[str, ListUse] = {}
    links: dict[str, str] = {}
    for number in word.children(root, "num"):
        list_id = word.attribute(number, "numId")
        abstract = word.value(number, "abstractNumId")
        links[list_id] = word.value(abstracts[abstract], "numStyleLink") if abstract in abstracts else ""
        uses[list_id] = _use(word, number, abstract, abstracts.get(abstract))
    for list_id, style in links.items():
        linked = uses.get(style_lists.get(style, ""))
        if style and linked is not None:
            uses[list_id] = linked
    return Numbering(uses)


def _use(word: Word, number: etree._Element, abstract: str, definition: etree._Element | None) -> ListUse:
    levels = (
        {_depth(word, one): _level(word, one) for one in word.children(definition, "lvl")} if definition is not None else {}
    )
    starts: dict[int, int] = {}
    for override in word.children(number, "lvlOverride"):
        at = _depth(word, override)
        for one in word.children(override, "lvl"):
            levels[at] = _level(word, one)
        start = whole_number(word.value(override, "startOverride"))
        if start is not None:
            starts[at] = start
    return ListUse(abstract, levels, starts)


def _depth(word: Word, one: etree._Element) -> int:
    return min(max(whole_number(word.attribute(one, "ilvl")) or 0, 0), _LEVELS - 1)


def _level(word: Word, one: etree._Element) -> Level:
    start = whole_number(word.value(one, "start"))
    restart = word.child(one, "lvlRestart")
    return Level(
        format=word.value(one, "numFmt") or "decimal",
        text=word.value(one, "lvlText"),
        start=1 if start is None else start,
        legal=word.is_on(one, "isLgl"),
        restart=whole_number(word.attribute(restart, "val")) if restart is not None else None,
        indent=word.indent(one),
        style=word.value(one, "pStyle"),
    )
