"""The picture of thresholds: a row for each council on one scale of value, this contract marked across all. Geometry only; pure.

Places along the scale are shares of the width in percent, so that the picture fits a phone with its words at full size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.rules import wording
from assistant.surfaces.web.thresholds import ValueLine

LEAST_PENCE, MOST_PENCE = 1_000_000, 1_000_000_000
LABEL_PERCENT = 30.0
ROW_TOP, NAME_HEIGHT, BAR_Y, LABEL_HEIGHT, ROW_GAP = 34, 20, 34, 18, 18
STRENGTH_WORDS = {
    "must_include": "has to be included",
    "must_consider": "has to be considered",
    "should_seek": "should be sought",
}


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a place: `x` in percent, `y` in pixels, and which end of the words stands there."""

    x: float
    y: int
    text: str
    at_end: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Where along the scale a duty holds, in percent."""

    x: float
    width: float
    strength: str


@dataclass(frozen=True, slots=True)
class Row:
    """One council: its name, its bars, ticks (percent) and their labels, and what it says in words."""

    name: str
    y: int
    bars: tuple[Bar, ...]
    ticks: tuple[float, ...]
    labels: tuple[Label, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`contract` is where this contract stands from and to, in percent; None where its value is not known. `words` say it all again."""

    height: int
    rows: tuple[Row, ...]
    axis: tuple[Label, ...]
    contract: tuple[float, float] | None
    contract_label: Label | None
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale by powers of ten from `low` to `high` pence."""

    low: int
    high: int

    def percent(self, pence: float) -> float:
        """How far along an amount stands.

        >>> Scale(1_000_000, 100_000_000).percent(10_000_000)
        50.0
        """
        share = math.log10(max(pence, self.low) / self.low) / math.log10(self.high / self.low)
        return round(min(share, 1.0) * 100, 2)

    @property
    def powers(self) -> list[int]:
        """The powers of ten on it, in pence."""
        first, last = round(math.log10(self.low)), round(math.log10(self.high))
        return [10**power for power in range(first, last + 1)]


def scale_for(amounts: Sequence[int]) -> Scale:
    """A scale of whole powers of ten that holds every amount, £10,000 to £10 million at least."""
    low = min([LEAST_PENCE, *(10 ** math.floor(math.log10(a)) for a in amounts if a > 0)])
    high = max([MOST_PENCE, *(10 ** math.ceil(math.log10(a)) for a in amounts if a > 0)])
    return Scale(max(low, 10_000), min(high, 10**14))


def draw(named: Sequence[tuple[str, Sequence[ValueLine]]], value: tuple[int, int | None] | None) -> Picture:
    """The picture for councils by name with their lines, and this contract's value from and to in pence."""
    ends = [pence for pence in (value or ()) if pence]
    scale = scale_for([*(one.line.pence for _, lines in named for one in lines), *ends])
    y, drawn = ROW_TOP, []
    for name, lines in named:
        row = _row(name, lines, scale, y)
        drawn.append(row)
        y += _height(row) + ROW_GAP
    axis = tuple(Label(scale.percent(p), y + 18, short(p), _end(scale.percent(p))) for p in scale.powers)
    contract = _contract(value, scale)
    label = Label(contract[0], 16, f"This contract: {_value_words(value)}", _end(contract[0])) if contract and value else None
    return Picture(y + 26, tuple(drawn), axis, contract, label, " ".join(row.note for row in drawn))


def _row(name: str, lines: Sequence[ValueLine], scale: Scale, y: int) -> Row:
    bars = tuple(_bar(one, scale) for one in lines)
    ticks = tuple(scale.percent(one.line.pence) for one in lines)
    texts = dict(zip([(tick, one.line.words) for tick, one in zip(ticks, lines, strict=True)], lines, strict=True))
    labels = _labels(
        [(x, words + (f", {one.months} months" if one.months else "")) for (x, words), one in texts.items()], y + BAR_Y + 24
    )
    return Row(name, y, bars, ticks, labels, _note(name, lines))


def _bar(one: ValueLine, scale: Scale) -> Bar:
    x = scale.percent(one.line.pence)
    return Bar(x, round(100 - x, 2), one.strength) if one.rising else Bar(0.0, x, one.strength)


def _labels(wanted: Sequence[tuple[float, str]], y: int) -> tuple[Label, ...]:
    """Labels under their ticks; one that would run into another goes a line lower."""
    placed: list[Label] = []
    for x, text in wanted:
        level = y
        while any(p.y == level and abs(p.x - x) < LABEL_PERCENT * (1 + (p.at_end != _end(x))) for p in placed):
            level += LABEL_HEIGHT
        placed.append(Label(x, level, text, _end(x)))
    return tuple(placed)


def _height(row: Row) -> int:
    lowest = max((label.y for label in row.labels), default=row.y + BAR_Y + 6)
    return lowest - row.y + 6


def _end(x: float) -> str:
    return "start" if x < 25 else "end" if x > 75 else "middle"


def _contract(value: tuple[int, int | None] | None, scale: Scale) -> tuple[float, float] | None:
    if value is None:
        return None
    low, high = value
    return scale.percent(low), 100.0 if high is None else scale.percent(high)


def _value_words(value: tuple[int, int | None]) -> str:
    return wording.money_range(*value)


def _note(name: str, lines: Sequence[ValueLine]) -> str:
    if not lines:
        return f"{name}: no line of value."
    said = [
        f"{STRENGTH_WORDS[one.strength]} {'from' if one.comparator == 'at_least' else wording.COMPARATOR_WORDS[one.comparator]} {one.line.words}"
        + (f" where it runs for {one.months} months" if one.months else "")
        for one in lines
    ]
    return f"{name}: {'; '.join(said)}."


def short(pence: int) -> str:
    """An amount for the scale.

    >>> short(1_000_000), short(1_000_000_000), short(50_000)
    ('£10k', '£10m', '£500')
    """
    pounds = pence // 100
    if pounds >= 1_000_000:
        return f"£{pounds // 1_000_000:,}m"
    return f"£{pounds // 1_000}k" if pounds >= 1_000 else f"£{pounds}"
