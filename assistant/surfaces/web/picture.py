"""The picture of thresholds: a row for each council on one scale of value, this contract marked across all. Geometry only; pure.

Places along the scale are shares of the width in percent, so that the picture fits a phone with its words at full size. Words are set for
the narrowest screen: what has room there has room everywhere.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.rules import wording
from assistant.surfaces.web.thresholds import ValueLine

LEAST_PENCE, MOST_PENCE = 1_000_000, 1_000_000_000
LETTER_PERCENT, BOLD_LETTER_PERCENT, GAP_PERCENT = 2.95, 3.15, 3.0
"""How wide a letter is where the picture is 272 pixels wide, as on the narrowest screen, and how much is kept free between two labels."""
ROW_TOP, NAME_HEIGHT, NAME_CHARACTERS, BAR_Y, LABEL_HEIGHT, ROW_GAP = 34, 20, 32, 34, 18, 18
CONTRACT_TOP = 22
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
    """One council: the lines of its name, its bars, ticks (percent) and their labels, and what it says in words.

    `y` is where the last line of the name begins.
    """

    name: tuple[tuple[int, str], ...]
    y: int
    bars: tuple[Bar, ...]
    ticks: tuple[float, ...]
    labels: tuple[Label, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Picture:
    """`contract` is where this contract stands from and to, in percent; None where its value is not known. `words` say it all again.

    `marks` are the stretches, from and to in pixels, over which the contract's line is drawn: it stops where there are letters.
    """

    height: int
    rows: tuple[Row, ...]
    axis: tuple[Label, ...]
    contract: tuple[float, float] | None
    contract_label: Label | None
    contract_words: str
    marks: tuple[tuple[int, int], ...]
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
        y = _foot(row) + ROW_GAP
    contract, words = _contract(value, scale), f"This contract: {wording.money_range(*value)}" if value else ""
    label = _contract_label(contract[0], words) if contract else None
    notes = " ".join(row.note for row in drawn)
    return Picture(y + 26, tuple(drawn), _axis(scale, y + 18), contract, label, words, tuple(_marks(drawn, y)), notes)


def _axis(scale: Scale, y: int) -> tuple[Label, ...]:
    """The scale's amounts: every one, or every other where all would run into each other."""
    step = 1
    while True:
        labels = [_label(scale.percent(power), y, short(power)) for power in scale.powers[::step]]
        spans = [_span(label) for label in labels]
        if all(end + GAP_PERCENT <= start for (_, end), (start, _) in pairwise(spans)):
            return tuple(labels)
        step += 1


def _contract_label(x: float, words: str) -> Label:
    """What the line is: with the amount, where that has room; the legend gives it in any case."""
    text = words if len(words) * BOLD_LETTER_PERCENT <= 100 else "This contract"
    return _label(x, 16, text, BOLD_LETTER_PERCENT)


def _marks(rows: Sequence[Row], foot: int) -> Iterator[tuple[int, int]]:
    """Where there are no letters: above and below each row, and across its bars."""
    top = CONTRACT_TOP
    for row in rows:
        yield top, row.name[0][0] - 15
        if row.bars:
            yield row.y + 24, row.y + 44
        top = _foot(row) + 1
    yield top, foot


def _row(name: str, lines: Sequence[ValueLine], scale: Scale, y: int) -> Row:
    written = textwrap.wrap(name, NAME_CHARACTERS) or [name]
    y += NAME_HEIGHT * (len(written) - 1)
    names = tuple((y + 18 - NAME_HEIGHT * (len(written) - 1 - at), words) for at, words in enumerate(written))
    bars = tuple(_bar(one, scale) for one in lines)
    ticks = tuple(scale.percent(one.line.pence) for one in lines)
    texts = dict(zip([(tick, one.line.words) for tick, one in zip(ticks, lines, strict=True)], lines, strict=True))
    labels = _labels(
        [(x, words + (f", {one.months} months" if one.months else "")) for (x, words), one in texts.items()], y + BAR_Y + 24
    )
    return Row(names, y, bars, ticks, labels, _note(name, lines))


def _bar(one: ValueLine, scale: Scale) -> Bar:
    x = scale.percent(one.line.pence)
    return Bar(x, round(100 - x, 2), one.strength) if one.rising else Bar(0.0, x, one.strength)


def _labels(wanted: Sequence[tuple[float, str]], y: int) -> tuple[Label, ...]:
    """Labels under their ticks; one that would run into another goes a line lower."""
    placed: list[Label] = []
    for x, text in wanted:
        label = _label(x, y, text)
        while any(other.y == label.y and _meet(_span(other), _span(label)) for other in placed):
            label = replace(label, y=label.y + LABEL_HEIGHT)
        placed.append(label)
    return tuple(placed)


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] + GAP_PERCENT and other[0] < one[1] + GAP_PERCENT


def _foot(row: Row) -> int:
    """Where the row ends: under its lowest label."""
    return max((label.y for label in row.labels), default=row.y + BAR_Y + 6) + 6


def _label(x: float, y: int, text: str, letter: float = LETTER_PERCENT) -> Label:
    """Words at a place, set so that they stay within the picture."""
    first = "start" if x < 25 else "end" if x > 75 else "middle"
    for at_end in (first, "middle", "start", "end"):
        start, end = _span(Label(x, y, text, at_end), letter)
        if start >= 0 and end <= 100:
            return Label(x, y, text, at_end)
    half = min(len(text) * letter / 2, 50.0)
    return Label(min(max(x, half), 100 - half), y, text, "middle")


def _span(label: Label, letter: float = LETTER_PERCENT) -> tuple[float, float]:
    """From where to where a label reaches, in percent."""
    width = len(label.text) * letter
    start = {"start": label.x, "middle": label.x - width / 2, "end": label.x - width}[label.at_end]
    return start, start + width


def _contract(value: tuple[int, int | None] | None, scale: Scale) -> tuple[float, float] | None:
    if value is None:
        return None
    low, high = value
    return scale.percent(low), 100.0 if high is None else scale.percent(high)


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
