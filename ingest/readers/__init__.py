"""Readers: files into text and blocks. One file for each format; this is where a suffix finds its reader."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from ingest.errors import EmptyFile, WrongKind
from ingest.model import ReadText
from ingest.plain import has_words
from ingest.readers.files import check_name, load, shown

Reader = Callable[[str, bytes], ReadText]
"""Takes a file's name (for messages) and its bytes, gives its text; raises a FileRefused."""


def _late(module: str, function: str) -> Reader:
    """A reader whose file, and the library it knows, is imported when it is first used."""

    def reader(name: str, data: bytes) -> ReadText:
        read_bytes: Reader = getattr(import_module(f"ingest.readers.{module}"), function)
        return read_bytes(name, data)

    return reader


READERS: dict[str, Reader] = {
    ".pdf": _late("pdf", "read_pdf"),
    ".docx": _late("docx", "read_docx"),
    ".html": _late("html", "read_html"),
    ".htm": _late("html", "read_html"),
    ".md": _late("markdown", "read_markdown"),
    ".markdown": _late("markdown", "read_markdown"),
    ".txt": _late("text", "read_text"),
}
"""The reader of each suffix, in small letters."""


def read(path: Path, *, size_limit_bytes: int) -> ReadText:
    """The text of a file and its blocks, by the reader that its suffix names.

    Raises a FileRefused, one line with the file's name, the reason and what to do: BadName, TooLarge (over
    `size_limit_bytes`), EmptyFile, WrongKind, EncryptedFile, DamagedFile, NoText.
    """
    check_name(path.name)
    name = shown(path.name)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise WrongKind(
            f"{name}: no reader takes {path.suffix or 'a name without a suffix'}; save it as one of {', '.join(READERS)}"
        )
    result = reader(name, load(path, size_limit_bytes=size_limit_bytes))
    if not has_words(result.text):
        raise EmptyFile(f"{name}: holds no words; save the document again and check that it opens")
    return result
