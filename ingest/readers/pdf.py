"""PDF: text by pypdf in the order the page draws it, ruled tables by pdfplumber, headers and footers taken out."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ingest.errors import DamagedFile, EmptyFile, EncryptedFile, NoText, TooLarge, WrongKind
from ingest.model import ReadText
from ingest.plain import has_words
from ingest.readers.building import TextBuilder
from ingest.readers.files import content_kind
from ingest.readers.pdf_blocks import add_blocks
from ingest.readers.pdf_fragments import Fragment, PageText, page_text
from ingest.readers.pdf_lines import PageLine, page_lines, top_down, without_furniture
from ingest.readers.pdf_spaced import spaced_tables
from ingest.readers.pdf_tables import RuledTable, ruled_tables

MOST_PAGES = 2000
"""Pages of the longest PDF that is read."""

_FEWEST_RULES = 4
_TRAILER_REACH = 2048
_AMOUNT = re.compile(r"£\s?\d[\d,.]*")
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pypdf raises on broken files beside its own errors."""

for _library in ("pypdf", "pdfminer", "pdfplumber"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)


def read_pdf(name: str, data: bytes) -> ReadText:
    """The blocks of a PDF.

    Raises WrongKind, EncryptedFile, DamagedFile or TooLarge where it cannot be opened, NoText where its pages are pictures.
    """
    pages = _pages(name, data)
    out = TextBuilder()
    texts = [replace(page, fragments=_visible(name, number, page, out)) for number, (page, _) in enumerate(pages, 1)]
    _refuse_without_text(name, texts)
    _warn_of_pictures(name, texts, out)
    found = ruled_tables(data, [number for number, page in enumerate(texts) if page.rules >= _FEWEST_RULES])
    lines = _lines(name, texts, found, {number: height for number, (_, height) in enumerate(pages, 1)}, out)
    add_blocks(lines, out)
    return out.read_text(len(pages))


def _pages(name: str, data: bytes) -> list[tuple[PageText, float]]:
    """Each page's text and height, in points from its lower left corner."""
    kind = content_kind(data)
    if kind != "PDF":
        raise WrongKind(f"{name}: is {kind or 'no PDF inside'}, not a PDF; give it the suffix of what it is, or save it as PDF")
    if b"%%EOF" not in data[-_TRAILER_REACH:].rstrip(b"\0 \r\n"):
        raise DamagedFile(f"{name}: is cut short; copy or download it again")
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedFile(f"{name}: asks for a password; save a copy without one")
        if len(reader.pages) > MOST_PAGES:
            raise TooLarge(f"{name}: has {len(reader.pages):,} pages, over the limit of {MOST_PAGES:,}; split it")
        return [_page(page) for page in reader.pages]
    except LimitReachedError as error:
        raise TooLarge(f"{name}: expands past all measure when it is opened, so it is refused; save it again as PDF") from error
    except DependencyError as error:
        raise EncryptedFile(f"{name}: is locked in a way that cannot be opened here; save a copy without a password") from error
    except (PyPdfError, *_BROKEN) as error:
        raise DamagedFile(f"{name}: is damaged ({_reason(error)}); save or print it to PDF again") from error


def _reason(error: Exception) -> str:
    words = " ".join(str(error).split())
    return words[:80] if words else "it does not hold together"


def _page(page: Any) -> tuple[PageText, float]:
    box = page.mediabox
    left, bottom = float(box.left), float(box.bottom)
    text = page_text(page)
    moved = (
        tuple(replace(one, x=one.x - left, y=one.y - bottom) for one in text.fragments) if left or bottom else text.fragments
    )
    return replace(text, fragments=moved), float(box.height)


def _visible(name: str, number: int, page: PageText, out: TextBuilder) -> tuple[Fragment, ...]:
    """The fragments an eye would see. A page of invisible text alone is a scan with recognised text, which is kept."""
    if page.fragments and all(one.seen == "invisible" for one in page.fragments) and page.pictures:
        out.warn(f"{name}: page {number} is a picture with recognised text, which may hold mistakes")
        return page.fragments
    hidden = [one for one in page.fragments if one.seen != "seen" and has_words(one.text)]
    if hidden:
        words = " ".join(" ".join(one.text for one in hidden).split())
        cut = words if len(words) <= 60 else words[:57] + "…"
        out.warn(f"{name}: page {number} holds text that no reader sees, which is left out: “{cut}”")
    return tuple(one for one in page.fragments if one.seen == "seen")


def _refuse_without_text(name: str, pages: Sequence[PageText]) -> None:
    if any(has_words(one.text) for page in pages for one in page.fragments):
        return
    if any(page.pictures for page in pages):
        raise NoText(f"{name}: is a scan, pictures of pages without text; run text recognition (OCR) on it and try again")
    raise EmptyFile(f"{name}: holds no words; save the document again and check that it opens")


def _warn_of_pictures(name: str, pages: Sequence[PageText], out: TextBuilder) -> None:
    for number, page in enumerate(pages, 1):
        if page.pictures and not any(has_words(one.text) for one in page.fragments):
            out.warn(f"{name}: page {number} is a picture without text, so what it says is not read")


def _lines(
    name: str, pages: Sequence[PageText], tables: Mapping[int, list[RuledTable]], heights: dict[int, float], out: TextBuilder
) -> list[PageLine]:
    every: list[PageLine] = []
    spaced: list[RuledTable] = []
    for number, page in enumerate(pages, 1):
        ruled = [table for table in tables.get(number - 1, []) if _agrees(name, number, page, table, out)]
        loose = [one for one in page.fragments if not any(table.holds(one.x, one.y) for table in ruled)]
        spaced = spaced_tables(loose, spaced)
        every.extend(page_lines(number, page.fragments, [*ruled, *spaced]))
    kept = without_furniture(every, heights)
    return [line for number in heights for line in top_down(line for line in kept if line.page == number)]


def _agrees(name: str, number: int, page: PageText, table: RuledTable, out: TextBuilder) -> bool:
    """Whether a table's cells hold the words that the page draws in its box; amounts that differ are flagged."""
    drawn = "".join(one.text for one in page.fragments if table.holds(one.x, one.y))
    cells = "\n".join("\t".join(row) for row in table.rows)
    if len("".join(cells.split())) < 0.8 * len("".join(drawn.split())):
        return False
    if Counter(_amounts(drawn)) != Counter(_amounts(cells)):
        out.warn(f"{name}: amounts in a table on page {number} read differently in two ways; check them against the document")
    return True


def _amounts(text: str) -> list[str]:
    return [re.sub(r"\s", "", amount).rstrip(".,") for amount in _AMOUNT.findall(text)]
