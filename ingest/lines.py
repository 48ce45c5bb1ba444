"""Blocks with what can be told of each by itself: its mark, its words, whether it reads like a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.markers import Mark, find_mark, split_bullet
from ingest.model import Block, BlockKind
from ingest.plain import SUPERSCRIPTS, has_words, plain
from ingest.wording import LONGEST_TITLE_WORDS, breaks_off, has_sentence_break, title_like

_HEAD, _TAIL = 1500, 200
_UNDERLINE = re.compile(r"\n[ \t>]*(?:=+|-+)[ \t]*$")
_KEY_VALUE = re.compile(
    r"(?:date|subject|title|author|owner|version|status|to|from|report (?:of|by|to)|prepared by|approved by|ref(?:erence)?|lead|officer"
    r"|contact|ward|meeting|review|next review|effective|issued?|published|publisher|classification|document|policy|portfolio|directorate"
    r"|department|service|adopted)"
    r"(?: [a-z ]{0,30})?:(?:\s|$)",
    re.I,
)
_PAIR = re.compile(r"[A-Z](?:[\w/&'’()-]{0,30} ?){1,5}: \S.*")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_DATE_OR_IMPRINT = re.compile(
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)? )?{_MONTH},? [0-9]{{4}}|[0-9]{{4}}(?:\s?[-–/]\s?[0-9]{{2,4}})?"
    r"|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}"
    r"|(?:draft |final )?(?:version|v|issue|revision|rev)\.?:? ?[0-9][0-9.a-z]*(?:\s?[,–—-]\s.{3,60})?|draft|final"
    r"|(?:the )?[\w'’ -]{0,60}\b(?:council|authority|board|trust)|(?:adopted|approved|published|issued|updated|reviewed)\b.{0,80})",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A block and what its words say: `plain` is its head without markup, `body` the same without bullet and mark."""

    at: int
    block: Block
    plain: str
    bullet: bool
    mark: Mark | None
    body: str
    tail: str
    single: bool

    @property
    def kind(self) -> BlockKind:
        return self.block.kind

    @property
    def wordless(self) -> bool:
        return not has_words(self.plain)

    @property
    def starts_lower(self) -> bool:
        return self.plain[:1].islower()

    @property
    def ends_open(self) -> bool:
        """Whether its sentence goes on: no stop at the end."""
        return not self.tail.rstrip("\"'\u2019\u201d)" + SUPERSCRIPTS).endswith((".", ":", ";", "!", "?"))

    @property
    def breaks_off(self) -> bool:
        """Whether it ends on a word or comma that no sentence ends on."""
        return breaks_off(self.tail)


def lines_of(text: str, blocks: Sequence[Block]) -> list[Line]:
    """One line a block, in order."""
    return [_line(at, block, text[block.start : block.end]) for at, block in enumerate(blocks)]


def _line(at: int, block: Block, raw: str) -> Line:
    words = plain(_UNDERLINE.sub("", raw[:_HEAD])) if block.kind == "heading" else plain(raw[:_HEAD])
    words = words.lstrip("> ") if raw[:1] == ">" else words
    if block.kind == "heading" and raw.lstrip("> ")[:1] == "#":
        words = words.strip("#").strip()
    bullet, rest = split_bullet(words)
    mark = find_mark(rest) if block.kind not in ("table_row", "footnote", "furniture") else None
    if mark and mark.kind == "decimal" and block.marker.isdecimal() and block.marker != mark.printed:
        mark = replace(mark, parts=(block.marker,))
    tail = plain(raw[-_TAIL:]) if len(raw) > _HEAD else words
    return Line(at, block, words, bullet, mark, mark.body if mark else rest, tail, "\n" not in raw)


def stands_alone(line: Line) -> bool:
    """Whether an unmarked, unnumbered line could be a heading by its look: stricter than `title_like`, for nothing else says so.

    A colon at the end more often leads in to a list, so only the shortest lines may have one.
    """
    if line.bullet or not line.single or line.plain.startswith("(") or not title_like(line.plain):
        return False
    count = len(line.plain.split())
    return count <= 3 if line.plain.endswith(":") else count <= 12


def is_key_and_value(line: Line) -> bool:
    """Whether a short line says one thing of the document: "Wards affected: All"."""
    return _PAIR.fullmatch(line.plain) is not None and len(line.plain.split()) <= 12


def is_metadata(line: Line) -> bool:
    """Whether a line at the head of a document says something about it: a date, a version, a publisher, "Subject: ..."."""
    return line.kind == "table_row" or bool(_KEY_VALUE.match(line.plain)) or _DATE_OR_IMPRINT.fullmatch(line.plain) is not None


def is_running(line: Line) -> bool:
    """Whether a line is text and not a title: a sentence, a list item or a table row."""
    if line.kind == "table_row" or line.bullet or (line.mark is not None and line.kind != "heading"):
        return True
    words = line.plain
    return line.kind == "paragraph" and (
        not line.ends_open or len(words.split()) > LONGEST_TITLE_WORDS or has_sentence_break(words)
    )
