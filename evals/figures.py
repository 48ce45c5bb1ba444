"""Reads the figures of a text: a second opinion, which shares no code with the assistant that it judges.

A figure is a kind and a value, so that £400k, £400,000.00 and "400,000 pounds" are one, 24 months and two years are one, and
10% is never £10. Number words count where a unit follows them ("ten per cent", "two and a half years").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

FigureKind = Literal["money", "percent", "months", "days", "date", "month", "number"]

SCALE = {
    "k": 1_000, "thousand": 1_000, "grand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000,
    "bn": 1_000_000_000, "billion": 1_000_000_000,
}  # fmt: skip
ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_NUM = r"\d[\d,]*(?:\.\d+)?"
_SCALE = r"(?:k|thousand|grand|mn?|million|bn|billion)"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_WORD = rf"(?:{'|'.join(ONES + TENS)}|hundred|half|and|a)"
_UNIT = r"(?:per ?cent|percent|%|pounds?|months?|years?|days?|weeks?|thousand|million|grand)"

WORDED = re.compile(rf"\b{_WORD}(?:[\s-]+{_WORD})*(?=[\s-]+{_UNIT}\b)", re.I)
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)")),
    ("slashed", re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")),
    ("day", re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH}),? (\d{{4}})\b", re.I)),
    ("month", re.compile(rf"\b({_MONTH}),? (\d{{4}})\b", re.I)),
    ("year_month", re.compile(r"\b((?:19|20)\d\d)-(0[1-9]|1[0-2])\b")),
    ("money_range", re.compile(rf"(?:£|GBP) ?({_NUM}) ?(?:-|–|to) ?£?({_NUM}) ?({_SCALE})\b", re.I)),
    ("money", re.compile(rf"(?:£|\bGBP ?) ?({_NUM}) ?({_SCALE}\b)?", re.I)),
    ("pounds", re.compile(rf"\b({_NUM}) ?({_SCALE}\b)? ?(?:pounds?|quid)\b", re.I)),
    ("percent", re.compile(rf"\b({_NUM}) ?(?:%|per ?cent\b|percent\b)", re.I)),
    ("years", re.compile(rf"\b({_NUM})[ -]?(?:years?|yrs?)\b", re.I)),
    ("months", re.compile(rf"\b({_NUM})[ -]?(?:months?|mths?)\b", re.I)),
    ("weeks", re.compile(rf"\b({_NUM})[ -]?weeks?\b", re.I)),
    ("days", re.compile(rf"\b({_NUM})[ -]?(?:working )?days?\b", re.I)),
    ("pence", re.compile(r"\b(\d+)p\b")),
    ("scaled", re.compile(rf"\b({_NUM}) ?({_SCALE})\b", re.I)),
    ("label", re.compile(r"\b\d+(?:\.\d+){2,}\b")),
    ("number", re.compile(rf"(?<![\d.]){_NUM}")),
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """`value` is pence for money, per cent, months, days, an ISO date or month, or the number itself, as plain text."""

    kind: FigureKind
    value: str

    def __str__(self) -> str:
        if self.kind == "money":
            return f"£{Decimal(self.value) / 100:,.2f}".removesuffix(".00")
        unit = {"percent": "%", "months": " months", "days": " days"}.get(self.kind, "")
        return f"{self.value}{unit}"


def read_figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text in the order they stand, each run of digits read once, the longest reading first.

    >>> [str(f) for f in read_figures("over £350K, a minimum of ten per cent, for 2 years from April 2020")]
    ['£350,000', '10%', '24 months', '2020-04']
    """
    rest = _digits_for_words(text)
    found: list[tuple[int, Figure]] = []
    for name, pattern in PATTERNS:
        for match in pattern.finditer(rest):
            found += [(match.start(), figure) for figure in _figures(name, match)]
        rest = pattern.sub(lambda m: " " * len(m.group()), rest)
    return tuple(figure for _, figure in sorted(found, key=lambda pair: pair[0]))


def read_data(data: Any, key: str = "") -> Iterator[Figure]:
    """The figures of plain data: numbers by the unit in their key's name, strings as texts.

    >>> [str(f) for f in read_data({"low_pence": 1000, "words": "£30k a year"})]
    ['£10', '£30,000']
    """
    if isinstance(data, dict):
        for name, value in data.items():
            yield from read_data(value, str(name))
    elif isinstance(data, list | tuple):
        for value in data:
            yield from read_data(value, key)
    elif isinstance(data, str):
        yield from read_figures(data)
    elif isinstance(data, int | float | Decimal) and not isinstance(data, bool):
        yield Figure(_kind_of_key(key), _plain(Decimal(str(data))))


def supported(figure: Figure, sources: frozenset[Figure] | set[Figure]) -> bool:
    """Whether a figure stands in the sources: same kind and value; a bare number may stand there with any unit."""
    if figure in sources:
        return True
    return figure.kind == "number" and Decimal(figure.value) in {n for source in sources for n in _bare(source)}


def _bare(figure: Figure) -> Iterator[Decimal]:
    """The numbers that a figure may be spoken of as, without its unit."""
    if figure.kind in ("date", "month"):
        yield from (Decimal(part) for part in figure.value.split("-"))
    elif figure.kind == "money":
        yield Decimal(figure.value) / 100
    else:
        yield Decimal(figure.value)
        if figure.kind == "months":
            yield Decimal(figure.value) / 12


def with_coarser(figures: set[Figure]) -> set[Figure]:
    """The figures, and for every date its month: who states a day states the month."""
    return figures | {Figure("month", f.value[:7]) for f in figures if f.kind == "date"}


def _figures(name: str, match: re.Match[str]) -> Iterator[Figure]:
    if name in ("iso", "slashed", "day", "month", "year_month"):
        yield _date(name, match)
    elif name == "money_range":
        for group in (1, 2):
            yield Figure("money", _plain(_value(match[group]) * SCALE[match[3].lower()] * 100))
    elif name in ("money", "pounds", "scaled"):
        scale = SCALE[match[2].lower()] if match[2] else 1
        yield Figure("money", _plain(_value(match[1]) * scale * 100))
    elif name == "pence":
        yield Figure("money", _plain(_value(match[1])))
    elif name == "years":
        yield Figure("months", _plain(_value(match[1]) * 12))
    elif name == "weeks":
        yield Figure("days", _plain(_value(match[1]) * 7))
    elif name in ("percent", "months", "days"):
        yield Figure(name, _plain(_value(match[1])))  # type: ignore[arg-type]
    elif name == "number":
        yield Figure("number", _plain(_value(match[0])))


def _date(name: str, match: re.Match[str]) -> Figure:
    parts = list(match.groups())
    if name in ("slashed", "day"):
        parts.reverse()
    if name == "month":
        parts.reverse()
    numbers = [f"{_month(part):02d}" if part[0].isalpha() else part.zfill(2) for part in parts]
    return Figure("date" if len(numbers) == 3 else "month", "-".join(numbers))


def _month(word: str) -> int:
    return next(i for i, month in enumerate(MONTHS, start=1) if month.startswith(word.lower()[:3]))


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _plain(value: Decimal) -> str:
    """The number without exponent or trailing noughts: 24, 2.5."""
    return format(value.normalize(), "f")


def _kind_of_key(key: str) -> FigureKind:
    units: tuple[tuple[str, FigureKind], ...] = (
        ("pence", "money"),
        ("percent", "percent"),
        ("months", "months"),
        ("days", "days"),
    )
    return next((kind for unit, kind in units if key == unit or key.endswith(f"_{unit}")), "number")


def _digits_for_words(text: str) -> str:
    """Number words before a unit turned into digits: "two and a half years" is "2.5 years"."""
    return WORDED.sub(lambda match: _as_digits(match[0]), text)


def _as_digits(words: str) -> str:
    total = Decimal(0)
    counted = False
    for word in re.split(r"[\s-]+", words.lower()):
        if word in ONES:
            total, counted = total + ONES.index(word), True
        elif word in TENS:
            total, counted = total + 10 * (TENS.index(word) + 2), True
        elif word == "hundred":
            total, counted = max(total, Decimal(1)) * 100, True
        elif word == "half":
            total, counted = total + Decimal("0.5"), True
    return _plain(total) if counted else words
