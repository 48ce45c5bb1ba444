"""Counts as a list prints them: 4, d, iv."""

from __future__ import annotations

from collections.abc import Callable

_SIZES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_NUMERALS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")


def formatted(value: int, form: str) -> str:
    """A count in one of the number formats that Word names; one that is not known here prints figures.

    >>> formatted(4, "lowerLetter"), formatted(28, "lowerLetter"), formatted(14, "lowerRoman"), formatted(3, "decimalZero")
    ('d', 'bb', 'xiv', '03')
    """
    return _FORMATS.get(form, str)(value)


def _letter(value: int) -> str:
    return chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value < 1000 else str(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    printed = ""
    for size, numeral in zip(_SIZES, _NUMERALS, strict=True):
        printed += numeral * (value // size)
        value %= size
    return printed


def _ordinal(value: int) -> str:
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "decimalZero": lambda value: f"{value:02d}",
    "ordinal": _ordinal,
    "none": lambda value: "",
}
