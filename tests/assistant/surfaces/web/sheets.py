"""A policy of two pages as a PDF, and how much of a picture of it is marked."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from assistant.surfaces.web.page_image import MARK_RED_GREEN_BLUE
from tests.ingest.pdf_files import PdfPages

FIRST = "Ashby buys with care and asks suppliers what good they can do for the people of the town."
SECOND = "Zebra crossings are painted by apprentices, for any contract of £40,000 or more."


def policy(folder: Path) -> Path:
    """The file: clause 1 on the first page, clause 2 on the second."""
    drawn = PdfPages(footer="Page")
    drawn.text("Road Policy", size=16, bold=True)
    drawn.text(FIRST, hanging="1.")
    drawn.turn()
    drawn.text(SECOND, hanging="2.")
    file = folder / "road-policy.pdf"
    file.write_bytes(drawn.finish())
    return file


def marked_share(png: bytes) -> float:
    """The share of a picture's points that have the colour of a mark."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    marked = sum(
        number for number, colour in picture.getcolors(picture.width * picture.height) or [] if colour == MARK_RED_GREEN_BLUE
    )
    return marked / (picture.width * picture.height)
