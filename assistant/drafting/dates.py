"""Dates that a policy prints of itself: when it was adopted, from when it applies, when it is to be reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

About = Literal["adopted", "effective", "review", ""]

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "|".join([*_MONTHS, *(name[:3] for name in _MONTHS), "sept"])
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH})\.?,?\s+(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_CUES: tuple[tuple[About, re.Pattern[str]], ...] = (
    ("review", re.compile(r"(?<!last )(?<!was )(?<!been )(?<!previous )\b(?:review|refresh)", re.IGNORECASE)),
    ("effective", re.compile(r"\beffective|\bin(?:to)? (?:force|effect)|\bcommenc|\bappl(?:y|ies) from", re.IGNORECASE)),
    ("adopted", re.compile(r"\badopt|\bapprov|\bagreed|\bpublish|\bissued?\b|\bdated\b|\bversion\b|\bcreated", re.IGNORECASE)),
)  # fmt: skip
_REACH = 70


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as it stands: `day` None where only a month is given."""

    printed: str
    year: int
    month: int
    day: int | None
    about: About

    @property
    def iso(self) -> str:
        """YYYY-MM-DD, or YYYY-MM where no day is given."""
        return f"{self.year:04d}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    @property
    def first_day(self) -> date:
        """The day, or the first of the month."""
        return date(self.year, self.month, self.day or 1)


def printed_dates(text: str) -> Iterator[Printed]:
    """Every date in a text, with what the nearest words in front of it say that it is.

    >>> [(d.iso, d.about) for d in printed_dates("Approved on 12 March 2024. Next review: April 2027. Effective from 01/04/2024")]
    [('2024-03-12', 'adopted'), ('2027-04', 'review'), ('2024-04-01', 'effective')]
    """
    for found in _DATE.finditer(text):
        day, month, year = _numbers(found)
        if 1 <= month <= 12 and _is_day(year, month, day):
            yield Printed(found.group(), year, month, day, _about(text[max(0, found.start() - _REACH) : found.start()]))


def _numbers(found: re.Match[str]) -> tuple[int | None, int, int]:
    if found["y"]:
        return int(found["d"]), int(found["m"]), int(found["y"])
    name = found["month"].lower()[:3]
    month = next(at for at, full in enumerate(_MONTHS, start=1) if full.startswith(name))
    return int(found["day"]) if found["day"] else None, month, int(found["year"])


def _is_day(year: int, month: int, day: int | None) -> bool:
    try:
        date(year, month, day or 1)
    except ValueError:
        return False
    return True


def _about(before: str) -> About:
    """What the last cue in front of a date says of it."""
    cues = [(found.start(), about) for about, pattern in _CUES for found in pattern.finditer(before)]
    return max(cues)[1] if cues else ""
