"""Plain text: lines with the conventions that text made from documents has (headings in #, tables in tabs, notes in superscripts)."""

from __future__ import annotations

from ingest.model import ReadText
from ingest.readers.files import decode
from ingest.readers.marked_text import text_blocks


def read_text(name: str, data: bytes) -> ReadText:
    """The blocks of a plain text file; the document's text is the file's own. Raises WrongKind where it is no text."""
    text, warnings = decode(name, data)
    blocks = text_blocks(text, markdown=False)
    return ReadText(text, blocks, pages=text.count("\f") + 1 if "\f" in text else None, warnings=warnings)
