"""What travels through ingest: blocks as a file holds them, clauses as an officer cites them, passages as they are found.

All offsets are character offsets into one text, the document's text. A document's clauses, joined in the order of their
spans, give that text back: no word is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list_item", "table_row", "footnote", "contents", "furniture"]
ClauseKind = Literal["front_matter", "section", "item", "table_row", "footnote", "contents"]
SourceKind = Literal["original", "digest"]
Status = Literal["in_force", "proposed", "withdrawn", "superseded", "unknown"]


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text as the file holds it.

    `level` is a heading's depth (1 is the highest) or a list item's nesting (1 is the outermost), 0 where the file does not
    mark it. `marker` is the number, letter or bullet as printed, without the text ("9.2.1", "b.", "-", "¹"), or as the
    file's automatic numbering would print it. `cells` are a table row's cells, as plain text; `header` marks a header row.
    `marked` tells a heading that the file's own markup declares from one that was inferred from plain lines.
    """

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    level: int = 0
    marker: str = ""
    cells: tuple[str, ...] = ()
    header: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a reader gives: the document's text, its blocks in order (they cover the text without overlap), what was doubtful."""

    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of the document's text; `page` is where it starts, counted from 1, or None where the format has no pages."""

    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a document under its own label, as an officer would write it in a file note.

    A clause's own text may stand in more than one place (a paragraph after a list goes on where the text before the list
    stopped), hence `spans`. `label` is unique in its document; it is empty for a table of contents, which is not a clause
    and is neither searched nor cited. `heading` is the nearest heading's words, `path` the headings above from the top.
    """

    label: str
    heading: str
    path: tuple[str, ...]
    kind: ClauseKind
    spans: tuple[Span, ...]
    parent: str | None = None

    def text(self, document_text: str) -> str:
        """The clause's own words as they stand, its spans joined by a line break."""
        return "\n".join(document_text[span.start : span.end].strip("\n") for span in self.spans)


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded, found and cited: one clause, or a part of a long one; never across clauses.

    `text` is exactly `document_text[start:end]`. `id` is stable for the same document version and offsets.
    `context` is what the word index reads beside the text: heading path, and a table row's column headings.
    """

    id: str
    document: str
    clause: str
    heading: str
    context: str
    start: int
    end: int
    page: int | None
    text: str


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What is said about a document beside its text: the fields of `document.yaml`, or what could be told of a file."""

    id: str
    council: str
    title: str
    publisher: str
    status: Status = "unknown"
    version: str = ""
    dated: str = ""
    review_due: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is stored: info, where its words come from, the sha256 of the file, text, clauses and passages."""

    info: DocumentInfo
    kind: SourceKind
    sha256: str
    file: str
    text: str
    clauses: tuple[Clause, ...]
    passages: tuple[Passage, ...]
    pages: int | None = None
    warnings: tuple[str, ...] = field(default=())
