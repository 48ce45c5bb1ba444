"""Dates as they are written: 1 March 2026, 01/02/2024 (day first), 2024-02-01, March 2023, 2025/26, next April, last year."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from assistant.facts.words.seasons import STARTS, quarter, season
from assistant.facts.words.slips import Slips
from assistant.facts.words.text import Question

Form = Literal["day", "month", "year", "spoken", "feast"]

_NAMES = [
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
_MONTHS = {name: n for n, name in enumerate(_NAMES, 1)} | {name[:3]: n for n, name in enumerate(_NAMES, 1)} | {"sept": 9}
_SLIPS = Slips(_NAMES, 6)
_ORDINAL_ENDS = {"st", "nd", "rd", "th"}
_LEADS_YEAR = {
    "in", "for", "fy", "from", "during", "of", "the", "starting", "starts", "start", "year", "early", "late", "since", ",", "(", "our", "this",
    "financial", "budget", "begins", "and",
}  # fmt: skip
_SPOKEN = {"next", "last", "this", "coming"}
_FEASTS = {
    "christmas": ((12, 20), (12, 25)), "xmas": ((12, 20), (12, 25)), "easter": ((3, 22), (4, 26)),
}  # fmt: skip
"""The first and the last day that a feast may fall on, or that people mean by it."""
_LEADS_FEAST = {"by", "before", "until", "till", "to", "for", "at"}
FIRST_YEAR, LAST_YEAR = 1990, 2099


@dataclass(frozen=True, slots=True)
class Dated:
    """A day or a stretch of days, tokens `first` up to `end`; `span` is None for a date that does not exist."""

    span: tuple[date, date] | None
    form: Form
    first: int
    end: int


def read_date(question: Question, at: int, today: date) -> Dated | None:
    """The date that starts at token `at`, or None. `today` settles "next April" and "last year"."""
    token = question.at(at)
    if token.text in STARTS and (found := quarter(question, at, today) or season(question, at, today)):
        return Dated(found[0], "spoken", at, found[1])
    if token.kind == "number":
        return (
            _numbered(question, at) or _day_first(question, at, today) or _financial_year(question, at) or _year(question, at)
        )
    if token.kind != "word":
        return None
    return _spoken(question, at, today) or _month_first(question, at)


def read_feast(question: Question, at: int) -> Dated | None:
    """The feast at token `at` that something is over by: "by Christmas 2028", "until Easter 2029", whichever day that falls on."""
    days = _FEASTS.get(question.word(at))
    led = question.word(at - 1) in _LEADS_FEAST
    at_end = at + 1 + (question.word(at + 1) in ("day", "eve", "of", "in"))
    year = _year_at(question, at_end) if days and led else None
    if days is None or year is None:
        return None
    return Dated((date(year, *days[0]), date(year, *days[1])), "feast", at, at_end + 1)


def month_of(word: str) -> int | None:
    """The month that a word names, in full, in three letters, or with one slip; or None."""
    if word in _MONTHS:
        return _MONTHS[word]
    meant = _SLIPS.meant(word) if len(word) > 4 else ()
    return _MONTHS[meant[0]] if len(meant) == 1 else None


def _whole(question: Question, at: int) -> int | None:
    text = question.word(at)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _year_at(question: Question, at: int) -> int | None:
    year = _whole(question, at)
    return year if year is not None and len(question.word(at)) == 4 and FIRST_YEAR <= year <= LAST_YEAR else None


def _day(year: int, month: int, day: int) -> tuple[date, date] | None:
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _in_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _numbered(question: Question, at: int) -> Dated | None:
    """2024-02-01, 01/02/2024, 1-2-2024, 1.2.2024; a year in two figures only behind a word that leads to a date."""
    dotted = question.word(at).split(".")
    if len(dotted) == 3 and len(dotted[2]) == 4 and all(part.isdigit() and len(part) <= 4 for part in dotted):
        return Dated(_day(int(dotted[2]), int(dotted[1]), int(dotted[0])), "day", at, at + 1)
    sign = question.word(at + 1)
    parts = (_whole(question, at), _whole(question, at + 2), _whole(question, at + 4))
    if sign not in ("-", "/") or question.word(at + 3) != sign or any(part is None for part in parts):
        return None
    if any(question.at(i).gap for i in range(at + 1, at + 5)):
        return None
    one, two, three = (part or 0 for part in parts)
    if _year_at(question, at):
        return Dated(_day(one, two, three), "day", at, at + 5)
    if _year_at(question, at + 4) and one <= 99:
        return Dated(_day(three, two, one), "day", at, at + 5)
    if len(question.word(at + 4)) != 2 or sign != "/" or question.word(at + 5) in ("split", "ratio", "weighting", "/"):
        return None
    led = question.word(at - 1) in ("on", "from", "starting", "starts", "start")
    padded = len(question.word(at)) == len(question.word(at + 2)) == 2 and one <= 31 and two <= 12 and 20 <= three <= 45
    return Dated(_day(2000 + three, two, one), "day", at, at + 5) if led or padded else None


def _day_first(question: Question, at: int, today: date) -> Dated | None:
    """1 March 2026, 1st of March 2026; without a year the day is the next one to come."""
    day, i = _whole(question, at), at + 1
    if day is None or len(question.word(at)) > 2:
        return None
    i += question.word(i) in _ORDINAL_ENDS
    i += question.word(i) == "of"
    i += question.word(i) == "-"
    month = month_of(question.word(i))
    if month is None or (question.word(i) == "may" and question.word(i + 1) in ("be", "have", "not", "need", "we", "i")):
        return None
    i += 1
    i += question.word(i) in (",", "-")
    year = _year_at(question, i)
    if year is None and question.word(i) == "'" and len(question.word(i + 1)) == 2:
        year, i = _short_year(question, i + 1), i + 1
    if year is None:
        year = _short_year(question, i) if not question.at(i + 1).text.isalpha() else None
    if year is not None:
        return Dated(_day(year, month, day), "day", at, i + 1)
    return Dated(_next_day(month, day, today), "spoken", at, i - (question.word(i - 1) in (",", "-")))


def _short_year(question: Question, at: int) -> int | None:
    year = _whole(question, at)
    return 2000 + year if year is not None and len(question.word(at)) == 2 and 10 <= year <= 60 else None


def _next_day(month: int, day: int, today: date) -> tuple[date, date] | None:
    for year in range(today.year, today.year + 9):
        span = _day(year, month, day)
        if span and span[0] >= today:
            return span
    return None


def _financial_year(question: Question, at: int) -> Dated | None:
    """2025/26 and 2025-26: 1 April to 31 March."""
    year, after = _year_at(question, at) or _short_financial(question, at), _whole(question, at + 2)
    if year is None or after is None or question.word(at + 1) not in ("/", "-") or question.at(at + 2).gap:
        return None
    if after not in (year + 1, (year + 1) % 100) or len(question.word(at + 2)) not in (2, 4):
        return None
    return Dated((date(year, 4, 1), date(year + 1, 3, 31)), "month", at, at + 3)


def _short_financial(question: Question, at: int) -> int | None:
    """The year that "26/27" begins in, where a word for a time leads to it or nothing follows; not a date's day and month."""
    year = _short_year(question, at)
    if year is None or question.word(at + 1) != "/" or question.word(at + 3) == "/" or question.word(at - 1) == "/":
        return None
    led = question.word(at - 1) in _LEADS_YEAR or at == 0
    return year if led and question.word(at + 3) not in ("split", "ratio", "weighting", "%", "months", "weeks") else None


def _year(question: Question, at: int) -> Dated | None:
    year = _year_at(question, at)
    if year is None or (question.word(at + 1) in ("%", "-", "/") and not question.at(at + 1).gap):
        return None
    return Dated((date(year, 1, 1), date(year, 12, 31)), "year", at, at + 1)


def _month_first(question: Question, at: int) -> Dated | None:
    """March 2026, March 1st, 2026, Mar-26."""
    month = month_of(question.word(at))
    if month is None:
        return None
    day, i = _whole(question, at + 1), at + 2
    if day is not None and len(question.word(at + 1)) <= 2:
        i += question.word(i) in _ORDINAL_ENDS
        i += question.word(i) == ","
        year = _year_at(question, i)
        return Dated(_day(year, month, day), "day", at, i + 1) if year else None
    i = at + 1 + (question.word(at + 1) in (",", "of", "'", "-"))
    year = _year_at(question, i) or (_short_year(question, i) if question.word(at + 1) in ("'", "-") else None)
    return Dated(_in_month(year, month), "month", at, i + 1) if year else None


def _spoken(question: Question, at: int, today: date) -> Dated | None:
    """next April, last year, this month, next financial year, tomorrow, today."""
    word = question.word(at)
    if word in ("today", "tomorrow", "yesterday"):
        day = today + timedelta(days=("yesterday", "today", "tomorrow").index(word) - 1)
        return Dated((day, day), "spoken", at, at + 1)
    if word not in _SPOKEN:
        return None
    what, step = question.word(at + 1), {"next": 1, "coming": 1, "last": -1, "this": 0}[word]
    if what == "financial" and question.word(at + 2) == "year":
        first = today.year - (today < date(today.year, 4, 1)) + step
        return Dated((date(first, 4, 1), date(first + 1, 3, 31)), "spoken", at, at + 3)
    if what == "year":
        return Dated((date(today.year + step, 1, 1), date(today.year + step, 12, 31)), "spoken", at, at + 2)
    if what == "month":
        month = today.month - 1 + step
        return Dated(_in_month(today.year + month // 12, month % 12 + 1), "spoken", at, at + 2)
    named = month_of(what)
    return Dated(_in_month(_year_of(named, step, today), named), "spoken", at, at + 2) if named else None


def _year_of(month: int, step: int, today: date) -> int:
    """The year of "next April" (the first April after this month), "last April" and "this April"."""
    if step > 0:
        return today.year + (month <= today.month)
    return today.year - (month >= today.month) if step < 0 else today.year


def next_month(month_word: str, today: date) -> tuple[date, date] | None:
    """The month of that name that is running or comes next, for "starting in March"."""
    month = _MONTHS.get(month_word)
    return None if month is None else _in_month(today.year + (month < today.month), month)
