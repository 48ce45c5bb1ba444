"""Runs of text on a PDF page as it draws them: words, place, size, weight, and whether an eye would see them.

Takes pypdf's page as it is and imports nothing of it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Matrix = Sequence[float]
Seen = Literal["seen", "invisible", "white", "tiny"]
Box = tuple[float, float, float, float]

_SMALLEST_SIZE = 1.5
_NEARLY_WHITE = 0.97
_SHOWS_TEXT = (b"Tj", b"TJ", b"'", b'"')
_FILLS = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
_COLOURS = (b"g", b"rg", b"k", b"sc", b"scn")
_ENDS_PATH = (b"n", b"S", b"s")
_INVISIBLE_MODES = (3, 7)
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of text: `x`, `y` of its baseline's start in points from the page's lower left, `size` of its letters in points."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    seen: Seen


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's fragments in the order it draws them; `rules` counts its lines and boxes, `pictures` says whether it has images."""

    fragments: tuple[Fragment, ...]
    rules: int
    pictures: bool


def page_text(page: Any) -> PageText:
    """The fragments of a pypdf page. Text at a slant (a watermark) is left out; a page that is drawn sideways is turned."""
    canvas = _Canvas()
    collected: list[tuple[float, Fragment]] = []

    def on_text(text: str, outer: Matrix, inner: Matrix, font: Any, size: float) -> None:
        if text.strip():
            collected.append(_fragment(text, _product(inner, outer), font, size, canvas.take_seen(), canvas))
        elif text and collected:
            angle, before = collected[-1]
            collected[-1] = angle, replace(before, text=before.text + text)

    page.extract_text(visitor_text=on_text, visitor_operand_before=canvas.on_operator)
    return PageText(tuple(_upright(collected)), canvas.rules, canvas.pictures)


def _fragment(text: str, matrix: Matrix, font: Any, size: float, seen: Seen, canvas: _Canvas) -> tuple[float, Fragment]:
    height = abs(size) * math.hypot(matrix[2], matrix[3])
    angle = math.degrees(math.atan2(matrix[1], matrix[0])) if matrix[0] or matrix[1] else 0.0
    name = str((font or {}).get("/BaseFont", "")).lower()
    x, y = matrix[4], matrix[5]
    if seen == "white" and canvas.is_backed(x, y):
        seen = "seen"
    if height < _SMALLEST_SIZE:
        seen = "tiny"
    return angle, Fragment(text, x, y, height, any(word in name for word in _BOLD), seen)


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        e * outer[0] + f * outer[2] + outer[4],
        e * outer[1] + f * outer[3] + outer[5],
    )


def _upright(collected: Sequence[tuple[float, Fragment]]) -> list[Fragment]:
    quarters = Counter({0: 0})
    for angle, fragment in collected:
        if _is_quarter(angle):
            quarters[round(angle / 90) % 4] += len(fragment.text)
    turn = quarters.most_common(1)[0][0]
    return [_turned(fragment, turn) for angle, fragment in collected if _is_quarter(angle)]


def _is_quarter(angle: float) -> bool:
    return abs(angle / 90 - round(angle / 90)) < 0.03


def _turned(one: Fragment, turn: int) -> Fragment:
    if turn == 0:
        return one
    x, y = {1: (one.y, -one.x), 2: (-one.x, -one.y), 3: (-one.y, one.x)}[turn]
    return Fragment(one.text, x, y, one.size, one.bold, one.seen)


@dataclass
class _Canvas:
    """What the page's drawing operators say about the text to come: its colour, its mode, the boxes painted under it."""

    rules: int = 0
    pictures: bool = False
    _white: bool = False
    _mode: int = 0
    _saved: list[tuple[bool, int]] = field(default_factory=list)
    _path: list[Box] = field(default_factory=list)
    _painted: list[Box] = field(default_factory=list)
    _pending: list[Seen] = field(default_factory=list)

    def on_operator(self, operator: bytes, operands: Sequence[Any], outer: Matrix, inner: Matrix) -> None:
        if operator in _SHOWS_TEXT:
            self._pending.append("invisible" if self._mode in _INVISIBLE_MODES else "white" if self._white else "seen")
        elif operator == b"Tr" and operands:
            self._mode = int(operands[0])
        elif operator in _COLOURS:
            self._white = _is_white(operator, operands)
        elif operator == b"q":
            self._saved.append((self._white, self._mode))
        elif operator == b"Q" and self._saved:
            self._white, self._mode = self._saved.pop()
        elif operator == b"Do":
            self.pictures = True
        else:
            self._on_path(operator, operands, outer)

    def _on_path(self, operator: bytes, operands: Sequence[Any], outer: Matrix) -> None:
        if operator == b"re" and len(operands) == 4:
            self.rules += 1
            self._path.append(_box(operands, outer))
        elif operator == b"l":
            self.rules += 1
        elif operator in _FILLS:
            if not self._white:
                self._painted.extend(self._path)
            self._path.clear()
        elif operator in _ENDS_PATH:
            self._path.clear()

    def take_seen(self) -> Seen:
        """How the text drawn since the last call is seen; one visible stroke makes the run visible."""
        pending, self._pending = self._pending, []
        if not pending or "seen" in pending:
            return "seen"
        return pending[0]

    def is_backed(self, x: float, y: float) -> bool:
        """Whether something that is not white was painted where white text stands: a box, or a picture."""
        return self.pictures or any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in self._painted)


def _is_white(operator: bytes, operands: Sequence[Any]) -> bool:
    values = [float(value) for value in operands if isinstance(value, int | float) or _is_number(value)]
    if not values or len(values) != len(operands):
        return False
    if operator == b"k" or len(values) == 4:
        return all(value <= 1 - _NEARLY_WHITE for value in values)
    return all(value >= _NEARLY_WHITE for value in values)


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


def _box(operands: Sequence[Any], outer: Matrix) -> Box:
    x, y, width, height = (float(value) for value in operands)
    corners = [_product((1, 0, 0, 1, x, y), outer)[4:], _product((1, 0, 0, 1, x + width, y + height), outer)[4:]]
    (left, bottom), (right, top) = corners
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
