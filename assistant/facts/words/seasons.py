"""Stretches of a year: a quarter ("Q2 2026", "the second quarter of 2026/27") and a season ("next summer", "autumn 2027").

A quarter of a year said plainly may be the calendar's or the financial year's, which begins on 1 April: the stretch holds both, as the
two follow each other. Seasons begin on 1 March, June, September and December.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from assistant.facts.words.text import Question

Span = tuple[date, date]

_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4, "final": 4}
_ENDS = {"st", "nd", "rd", "th"}
_FIRST_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_FIRST_YEAR, _LAST_YEAR = 1990, 2098
_NOT_A_SEASON = {
    "clean", "cleaning", "term", "school", "onions", "water", "fair", "reading", "holiday", "holidays", "playscheme", "maintenance", "service",
}  # fmt: skip
STARTS = frozenset({*_NTH, *_FIRST_MONTH, "q", "1", "2", "3", "4", "quarter", "next", "this", "last", "coming"})


def quarter(question: Question, at: int, today: date) -> tuple[Span, int] | None:
    """The quarter that starts at token `at`, and where its words end; None where no year is said.

    >>> from assistant.facts.words.text import read_text
    >>> day = date(2026, 11, 21)
    >>> [str(found[0][0]) for q in ("Q2 2026", "Q2 2026/27") if (found := quarter(read_text(q), 0, day))]
    ['2026-04-01', '2026-07-01']
    """
    nth, end = _nth_quarter(question, at)
    if nth is None:
        return None
    end += question.word(end) in ("of", ",")
    end += question.word(end) == "the"
    end += question.word(end) in ("fy", "financial", "calendar")
    year, financial, year_end = _year(question, end, today)
    if year is None:
        return None
    if financial or question.word(end - 1) in ("fy", "financial"):
        return _months(year, 3 * nth + 1, 3), year_end
    if question.word(end - 1) == "calendar":
        return _months(year, 3 * nth - 2, 3), year_end
    return _months(year, 3 * nth - 2, 6), year_end


def _nth_quarter(question: Question, at: int) -> tuple[int | None, int]:
    word, after = question.word(at), question.at(at + 1)
    if word == "q" and after.text in ("1", "2", "3", "4") and not after.gap:
        return int(after.text), at + 2
    nth, end = _NTH.get(word), at + 1
    if nth is None and question.word(at) in ("1", "2", "3", "4") and question.word(at + 1) in _ENDS:
        nth, end = int(word), at + 2
    if nth is None and word == "quarter" and question.word(at + 1) in ("1", "2", "3", "4"):
        return int(question.word(at + 1)), at + 2
    return (nth, end + 1) if nth and question.word(end) == "quarter" else (None, at)


def _year(question: Question, at: int, today: date) -> tuple[int | None, bool, int]:
    """The year at a token, whether it is a financial one ("2026/27"), and where it ends."""
    if question.word(at) in ("next", "this") and question.word(at + 1) == "year":
        return today.year + (question.word(at) == "next"), False, at + 2
    text, after = question.word(at), question.word(at + 2)
    if not (text.isascii() and text.isdigit()):
        return None, False, at
    joined = question.word(at + 1) in ("/", "-") and after.isdigit() and not question.at(at + 2).gap
    if joined and len(text) in (2, 4) and int(after) % 100 == (int(text) + 1) % 100:
        return int(text) % 100 + 2000, True, at + 3
    year = int(text) if len(text) == 4 else 0
    return (year, False, at + 1) if _FIRST_YEAR <= year <= _LAST_YEAR else (None, False, at)


def season(question: Question, at: int, today: date) -> tuple[Span, int] | None:
    """The season that starts at token `at` ("next summer", "autumn 2027", "winter 2026/27"), and where its words end.

    >>> from assistant.facts.words.text import read_text
    >>> found = season(read_text("next summer"), 0, date(2026, 11, 21))
    >>> found and (str(found[0][0]), str(found[0][1]))
    ('2027-06-01', '2027-08-31')
    """
    lead = question.word(at)
    if lead in ("next", "this", "last", "coming"):
        month, end = _FIRST_MONTH.get(question.word(at + 1)), at + 2
        if month is None or question.word(end) in _NOT_A_SEASON:
            return None
        year, _, year_end = _year(question, end, today)
        return _months(year or _year_of(month, lead, today), month, 3), year_end if year else end
    month, end = _FIRST_MONTH.get(lead), at + 1
    if month is None:
        return None
    end += question.word(end) in ("of", ",")
    year, _, year_end = _year(question, end, today)
    return (_months(year, month, 3), year_end) if year else None


def season_to_come(question: Question, at: int, today: date) -> tuple[Span, int] | None:
    """ "the spring" after a word for starting is the one that runs or comes next."""
    at += question.word(at) == "the"
    month = _FIRST_MONTH.get(question.word(at))
    if month is None or question.word(at + 1) in _NOT_A_SEASON:
        return None
    span = _months(today.year, month, 3)
    return (span if span[1] >= today else _months(today.year + 1, month, 3)), at + 1


def _year_of(month: int, lead: str, today: date) -> int:
    """The year of "next", "this" and "last": the first one that begins after today, the one of this year, the latest that ended."""
    if lead == "this":
        return today.year
    if lead == "last":
        return today.year if _months(today.year, month, 3)[1] < today else today.year - 1
    return today.year if date(today.year, month, 1) > today else today.year + 1


def _months(year: int, first_month: int, count: int) -> Span:
    """So many whole months from the month with that number on, which may lie in the next year."""
    last = first_month + count - 2
    first_year, last_year = year + (first_month - 1) // 12, year + last // 12
    month, last_month = (first_month - 1) % 12 + 1, last % 12 + 1
    return date(first_year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])
