"""The file itself, before any format: its name, its size, its bytes, and what kind of content they are."""

from __future__ import annotations

import re
import stat
import unicodedata
from pathlib import Path

from ingest.errors import BadName, EmptyFile, FileRefused, TooLarge, WrongKind

LONGEST_NAME = 200
"""Characters of a file name that can be recorded and shown."""

_SHOWN = 80
_DIRECTION_MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)


def shown(name: str) -> str:
    """A file name that fits in one line of a message, whatever it holds.

    >>> shown("plan\\n2024\\udcff.txt")
    'plan\\\\n2024\\\\udcff.txt'
    """
    safe = "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in name)
    return safe if len(safe) <= _SHOWN else safe[: _SHOWN - 20] + "…" + safe[-19:]


def check_name(name: str) -> None:
    """Raises BadName where `name` could not be recorded or shown: control or direction characters, no stem, too long."""
    fault = _name_fault(name)
    if fault:
        raise BadName(f"{shown(name) or 'a file'}: its name {fault}; rename it and try again")


def _name_fault(name: str) -> str:
    if any(unicodedata.category(letter) == "Cs" for letter in name):
        return "holds bytes that are no characters"
    if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") or letter in _DIRECTION_MARKS for letter in name):
        return "holds control characters"
    if (not Path(name).suffix and name.startswith(".")) or not Path(name).stem.strip(" ."):
        return "has nothing before the suffix"
    return f"is longer than {LONGEST_NAME} characters" if len(name) > LONGEST_NAME else ""


def load(path: Path, *, size_limit_bytes: int) -> bytes:
    """The file's bytes.

    Raises TooLarge over `size_limit_bytes`, EmptyFile for no bytes, FileRefused for what is not a readable regular file.
    """
    name = shown(path.name)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise FileRefused(f"{name}: is not a file; give the path of a document")
        if status.st_size > size_limit_bytes:
            raise _too_large(name, status.st_size, size_limit_bytes)
        with path.open("rb") as file:
            data = file.read(size_limit_bytes + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its path is not valid"
        raise FileRefused(f"{name}: cannot be read ({reason}); check the path and the permissions") from error
    if len(data) > size_limit_bytes:
        raise _too_large(name, len(data), size_limit_bytes)
    if not data.strip(b" \t\r\n\f\v\0"):
        raise EmptyFile(f"{name}: is empty; save the document again and check that it opens")
    return data


def _too_large(name: str, size_bytes: int, limit_bytes: int) -> TooLarge:
    return TooLarge(
        f"{name}: is {_megabytes(size_bytes)}, over the limit of {_megabytes(limit_bytes)}; raise the limit or split the file"
    )


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1_000_000:.1f} MB" if size_bytes >= 100_000 else f"{size_bytes:,} bytes"


def content_kind(data: bytes) -> str | None:
    """What the first bytes say the content is ("PDF", "a zip archive", ...); None where they say nothing."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    return "PDF" if b"%PDF-" in data[:1024] and data.lstrip()[:5] == b"%PDF-" else None


def refuse_other_kinds(name: str, data: bytes, expected: str) -> None:
    """Raises WrongKind where the first bytes are known to be something else than text called `expected`."""
    kind = content_kind(data)
    if kind:
        raise WrongKind(f"{name}: is {kind}, not {expected}; give it the suffix of what it is, or save it as {expected}")
    if b"\0" in data and not data.startswith(_BYTE_ORDER_MARKS) and not _utf16_without_mark(data):
        raise WrongKind(f"{name}: holds bytes that are no text; save it as {expected}")


def decode(name: str, data: bytes, expected: str = "plain text") -> tuple[str, tuple[str, ...]]:
    """The characters of a text file (UTF-8, UTF-16 or Windows-1252), line ends as LF, and a warning where the coding is a guess.

    Raises WrongKind where the bytes are not text.
    """
    refuse_other_kinds(name, data, expected)
    text, warnings = _decoded(name, data, expected)
    _refuse_control_characters(name, text, expected)
    if any(mark in text for mark in _DIRECTION_MARKS):
        warnings = (
            *warnings,
            f"{name}: holds marks that turn the direction of writing, so it may read otherwise than it looks",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), warnings


_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I)


def decode_html(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of a web page: by its own statement of its coding where that holds, else as `decode` tells."""
    stated = _META_CHARSET.search(data[:4096])
    coding = stated.group(1).decode("ascii").lower() if stated else ""
    if coding and coding not in ("utf-8", "utf8") and not data.startswith(_BYTE_ORDER_MARKS):
        try:
            return data.decode("cp1252" if coding == "iso-8859-1" else coding).replace("\r\n", "\n"), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(name, data, "a web page")


def _decoded(name: str, data: bytes, expected: str) -> tuple[str, tuple[str, ...]]:
    coding = "utf-16" if data.startswith(_BYTE_ORDER_MARKS[1:]) else _utf16_without_mark(data) or "utf-8-sig"
    try:
        return data.decode(coding), ()
    except UnicodeDecodeError:
        if coding != "utf-8-sig":
            raise WrongKind(f"{name}: is cut short or is no text ({coding} expected); save it again as UTF-8") from None
    text = data.decode("cp1252", errors="replace")
    if text.count("\ufffd") > len(text) // 100:
        raise WrongKind(f"{name}: holds bytes that are no text; save it as {expected} in UTF-8")
    return text, (f"{name}: is not UTF-8; read as Windows-1252, so check pound signs and quotation marks",)


def _utf16_without_mark(data: bytes) -> str:
    head = data[:2000]
    if len(head) < 4 or len(data) % 2:
        return ""
    low, high = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if high > half * 0.7 and low == 0:
        return "utf-16-le"
    return "utf-16-be" if low > half * 0.7 and high == 0 else ""


def _refuse_control_characters(name: str, text: str, expected: str) -> None:
    strange = sum(1 for letter in text if letter < " " and letter not in "\t\n\r\f\v")
    if "\0" in text or strange > max(3, len(text) // 1000):
        raise WrongKind(f"{name}: holds control characters, so it is no text; save it as {expected}")
