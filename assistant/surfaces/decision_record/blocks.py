"""What the pages of a record are made of: headings, paragraphs, items, quoted words and tables. Both page formats draw these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one weight."""

    text: str
    bold: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is the record's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's own words, line by line: set apart, so that they cannot pass for ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one header row. `name` says what it is; `widths` are shares of the page's width."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Block = Heading | Paragraph | Item | Quoted | Table
MARKUP = MarkdownIt("zero").enable(["list", "table", "emphasis", "escape"])
"""The Markdown that answers are composed in, and no more: a link, an image or HTML in it is text."""


def plain(text: str, bold: bool = False) -> Paragraph:
    """A paragraph in one weight."""
    return Paragraph((Run(text, bold),))


def labelled(label: str, text: str) -> Paragraph:
    """A paragraph that begins with its label in bold."""
    return Paragraph((Run(f"{label}: ", bold=True), Run(text)))


def from_markdown(text: str) -> Iterator[Block]:
    """An answer's text as blocks.

    >>> [type(block).__name__ for block in from_markdown("**No.**\\n\\n- one [1]\\n- <b>two</b>")]
    ['Paragraph', 'Item', 'Item']
    """
    tokens = iter(MARKUP.parse(text))
    in_list = False
    for token in tokens:
        if token.type in ("list_item_open", "list_item_close"):
            in_list = token.type == "list_item_open"
        elif token.type == "table_open":
            yield _table(tokens)
        elif token.type == "inline":
            yield Item(_runs(token)) if in_list else Paragraph(_runs(token))


def _runs(token: Token) -> Runs:
    bold, found = False, []
    for child in token.children or ():
        if child.type in ("strong_open", "strong_close"):
            bold = child.type == "strong_open"
        else:
            words = "\n" if child.type in ("softbreak", "hardbreak") else child.content
            found += [Run(words, bold)] if words else []
    return tuple(found)


def _table(tokens: Iterator[Token]) -> Table:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        if token.type == "inline":
            rows[-1].append("".join(run.text for run in _runs(token)))
    header, *body = rows
    return Table("Table of the answer", tuple(header), tuple(tuple(row) for row in body), (1,) * len(header))
