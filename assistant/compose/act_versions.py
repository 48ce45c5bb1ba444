"""The Act of 2012 as it stood on an earlier day: which clause of the digest tells it, and whether that is what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.compose.matters import dated_from

VERSIONS = "Versions of the Act"
THE_2012_ACT = re.compile(r"\bsocial value\)? act\b|\b2012 (?:social value )?act\b|\bact of 2012\b|\bsv act\b", re.IGNORECASE)
REACHES = re.compile(
    r"\b(?:which|what) (?:\w+ )?contracts?\b|\bappl(?:y|ied|ies)\b|\bcover\w*|\breach\w*|\bscope\b|\bcaught\b|\bcatch\b|\bextend\w*"
    r"|\bbound\b|\bbit(?:e|es)?\b"
    r"|\bsay\b|\bsaid\b|\brequire\w*|\bmean\w*|\bstood\b|\bworded\b|\btext\b|\bwording\b|\bversions?\b|\bfor what\b",
    re.IGNORECASE,
)
CHANGED = re.compile(r"\bchang\w+|\bamend\w+|\brewrit\w+|\balter\w+|\brevis\w+|\bmodif\w+", re.IGNORECASE)
AT_ITS_START = re.compile(
    r"\bwhen it (?:first )?(?:started|began|came in\w*|was (?:new|introduced))\b|\b(?:at first|originally|at the (?:start|outset)"
    r"|as (?:first )?enacted|in its first years?)\b",
    re.IGNORECASE,
)
BEFORE_THE_NEXT = re.compile(
    r"\b(?:before|prior to|until) (?:the )?(?:procurement act|2023 act|(?:24 )?february 2025)", re.IGNORECASE
)


def version_asked(question: str, day: date | None, labels: Sequence[str]) -> str | None:
    """The clause on the Act of 2012 as it stood on a day, where it is asked what it reached then or how it was changed; None for today's.

    `day` is the day that the question tells; "when it started" and "before the Procurement Act" tell one as well.
    """
    if not THE_2012_ACT.search(question):
        return None
    versions = sorted((begins, label) for label in labels if label.startswith(VERSIONS) and (begins := dated_from(label)))
    day = day or (_told(question, versions[0][0], versions[-1][0]) if versions else None)
    if day is None or not versions:
        return None
    return _changed(versions, day) if CHANGED.search(question) else _past(versions, day) if REACHES.search(question) else None


def _told(question: str, first: date, last: date) -> date | None:
    """The day told by "when it started" (of the first version) or "before the Procurement Act" (the eve of the last)."""
    if AT_ITS_START.search(question):
        return first
    return last - timedelta(days=1) if BEFORE_THE_NEXT.search(question) else None


def _changed(versions: Sequence[tuple[date, str]], day: date) -> str | None:
    """The version that began in the month of a day, else in its year."""
    of_month = (label for begins, label in versions if (begins.year, begins.month) == (day.year, day.month))
    of_year = (label for begins, label in versions if begins.year == day.year)
    return next(of_month, None) or next(of_year, None)


def _past(versions: Sequence[tuple[date, str]], day: date) -> str | None:
    """The version that held on a day, or later in the year of the first; None for the one that holds now."""
    held = [label for begins, label in versions if begins <= max(day, versions[0][0]) and begins.year <= day.year]
    return held[-1] if held and held[-1] != versions[-1][1] else None
