"""PDF files for tests, drawn line by line: wrapped paragraphs, ruled tables, headers and footers, notes at the foot."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 72.0, WIDTH - 72, HEIGHT - 90, 110.0
BODY = 11.0


class PdfPages:
    """Draws a document from the top down; a page ends where `turn` says so."""

    def __init__(self, *, header: str = "", footer: str = "", password: str = "") -> None:
        from reportlab.lib.pdfencrypt import StandardEncryption

        self._file = io.BytesIO()
        lock = StandardEncryption(password, strength=128) if password else None
        self.canvas = Canvas(self._file, pagesize=A4, encrypt=lock, pageCompression=0, invariant=1)
        self._header, self._footer = header, footer
        self._page = 0
        self._begin()

    def _begin(self) -> None:
        """Draws what stands on every page, foot first, as some programs do."""
        self._page += 1
        self._y, self._foot = TOP, BOTTOM - 30
        self.canvas.setFont("Helvetica", 9)
        if self._footer:
            self.canvas.drawString(LEFT, 40, f"{self._footer} {self._page}")
        if self._header:
            self.canvas.drawString(LEFT, HEIGHT - 40, self._header)

    def turn(self) -> None:
        self.canvas.showPage()
        self._begin()

    def text(
        self,
        words: str,
        *,
        size: float = BODY,
        bold: bool = False,
        indent: float = 0,
        hanging: str = "",
        raised: str = "",
        gap: float = 8,
    ) -> None:
        """A paragraph; `hanging` is its number or bullet, drawn left of it, `raised` a note's number after it."""
        font = "Helvetica-Bold" if bold else "Helvetica"
        left = LEFT + indent + (24 if hanging else 0)
        lines = wrapped(words, font, size, RIGHT - left)
        if hanging:
            self._draw(LEFT + indent, hanging, font, size)
        for line in lines:
            self._draw(left, line, font, size)
            self._y -= size * 1.25
        if raised:
            end = left + stringWidth(lines[-1], font, size)
            self.canvas.setFont(font, size * 0.65)
            self.canvas.drawString(end, self._y + size * 1.25 + size * 0.35, raised)
        self._y -= gap

    def note(self, number: str, words: str) -> None:
        """A note at the foot of the page, in small letters."""
        self.canvas.setFont("Helvetica", 5.5)
        self.canvas.drawString(LEFT, self._foot + 2.5, number)
        self.canvas.setFont("Helvetica", 8.5)
        self.canvas.drawString(LEFT + 5, self._foot, words)
        self._foot -= 12

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A ruled table; a cell that is "^" goes on from the one above, with no rule between."""
        top = self._y + BODY
        for row in rows:
            x = LEFT
            bottom = top - 18
            for cell, width in zip(row, widths, strict=True):
                if cell != "^":
                    self.canvas.line(x, top, x + width, top)
                    self._draw(x + 4, cell, "Helvetica", 10, y=bottom + 5)
                self.canvas.line(x, top, x, bottom)
                x += width
            self.canvas.line(x, top, x, bottom)
            top = bottom
        self.canvas.line(LEFT, top, LEFT + sum(widths), top)
        self._y = top - BODY - 10

    def _draw(self, x: float, words: str, font: str, size: float, *, y: float | None = None) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self._y if y is None else y, words)

    def finish(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self._file.getvalue()


def wrapped(words: str, font: str, size: float, width: float) -> list[str]:
    """`words` in lines no wider than `width` points."""
    lines: list[str] = []
    for word in words.split():
        if lines and stringWidth(f"{lines[-1]} {word}", font, size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
