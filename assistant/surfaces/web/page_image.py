"""A page of a PDF as a picture, drawn in a process of its own: a file that brings the drawing library down brings nothing else down.

`python page_image.py FILE PAGE < WORDS > PNG`. The words are marked where the page holds the very same letters and figures once, in the
same order; where it does not, nothing is marked. Nothing is guessed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

TIME_LIMIT_S, MEMORY_LIMIT_BYTES = 20, 2_000_000_000
LONGEST_SIDE_PIXELS, MOST_PIXELS_A_POINT = 1_600, 2.0
MARK_RED_GREEN_BLUE = (255, 229, 138)
TELLING = re.compile(r"[^\W_]|[£%€$]")
"""Letters, figures and signs of amounts: what two ways of reading one page agree on. Spaces, rules and hyphens differ."""
_AT_ONCE = threading.BoundedSemaphore(2)
Box = tuple[float, float, float, float]


@lru_cache(maxsize=64)
def drawn(file: Path, page: int, words: str) -> bytes | None:
    """The page (from 1) as a PNG with these words marked; None where it cannot be drawn in time."""
    command = [sys.executable, "-I", __file__, str(file), str(page)]
    with _AT_ONCE:
        try:
            done = subprocess.run(command, input=words.encode(), capture_output=True, timeout=TIME_LIMIT_S, check=False)
        except (subprocess.TimeoutExpired, OSError):
            return None
    return done.stdout if done.returncode == 0 and done.stdout.startswith(b"\x89PNG") else None


def draw(file: str, page: int, words: str) -> Any:
    """The picture. :raises Exception: whatever the library raises on a file that it cannot draw."""
    import pypdfium2
    from PIL import Image, ImageChops, ImageDraw

    with pypdfium2.PdfDocument(file) as document:
        sheet = document[page - 1]
        scale = min(MOST_PIXELS_A_POINT, LONGEST_SIDE_PIXELS / max(sheet.get_size()))
        bitmap = sheet.render(scale=scale)
        picture, place = bitmap.to_pil().convert("RGB"), bitmap.get_posconv(sheet)
        marks = Image.new("RGB", picture.size, (255, 255, 255))
        pen = ImageDraw.Draw(marks)
        for left, bottom, right, top in lines(boxes(sheet.get_textpage(), words)):
            (x0, y0), (x1, y1) = place.to_bitmap(left, top), place.to_bitmap(right, bottom)
            pen.rectangle((min(x0, x1) - 2, min(y0, y1) - 2, max(x0, x1) + 2, max(y0, y1) + 2), fill=MARK_RED_GREEN_BLUE)
        return ImageChops.multiply(picture, marks)


def boxes(text: Any, words: str) -> list[Box]:
    """Where each letter of the words stands on the page, in points; empty unless the page holds them just once."""
    from pypdfium2 import raw

    letters = [(chr(raw.FPDFText_GetUnicode(text, index)), index) for index in range(text.count_chars())]
    telling = [(letter, index) for letter, index in letters if TELLING.match(letter)]
    page, wanted = "".join(letter for letter, _ in telling), "".join(TELLING.findall(words))
    at = page.find(wanted)
    if not wanted or at < 0 or page.find(wanted, at + 1) >= 0:
        return []
    return [text.get_charbox(index) for _, index in telling[at : at + len(wanted)]]


def lines(found: Sequence[Box]) -> Iterator[Box]:
    """Boxes of letters joined along each line.

    >>> list(lines([(0, 0, 5, 10), (6, 1, 9, 8), (0, -20, 4, -10)]))
    [(0, 0, 9, 10), (0, -20, 4, -10)]
    """
    line: Box | None = None
    for left, bottom, right, top in found:
        if line and left >= line[0] and bottom < line[3] and top > line[1]:
            line = (line[0], min(line[1], bottom), max(line[2], right), max(line[3], top))
            continue
        if line:
            yield line
        line = (left, bottom, right, top)
    if line:
        yield line


def main() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME_LIMIT_S, TIME_LIMIT_S))
    words = sys.stdin.buffer.read().decode()
    draw(sys.argv[1], int(sys.argv[2]), words).save(sys.stdout.buffer, "PNG", optimize=True)


if __name__ == "__main__":
    main()
