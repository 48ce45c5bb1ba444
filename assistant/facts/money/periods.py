"""Periods that money is paid for: "a year", "p.a.", "monthly", "per quarter", "annual value of".

A year is 52 weeks here, so that a weekly sum and a term in weeks give the sum that the words give.
"""

from __future__ import annotations

from fractions import Fraction

from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.facts.words.lengths import leads_to_work
from assistant.facts.words.numbers import part_after, read_number
from assistant.facts.words.text import Question, singular
from assistant.facts.words.vocabulary import kind_at

MONTHS_IN: dict[str, Fraction] = {
    "year": Fraction(12), "yr": Fraction(12), "annum": Fraction(12), "anum": Fraction(12), "annun": Fraction(12),
    "month": Fraction(1), "mth": Fraction(1), "mnth": Fraction(1), "quarter": Fraction(3), "qtr": Fraction(3),
    "week": Fraction(12, 52), "wk": Fraction(12, 52), "fortnight": Fraction(24, 52),
}  # fmt: skip
SINGLE: dict[str, Fraction] = {
    "pa": Fraction(12), "annually": Fraction(12), "yearly": Fraction(12), "annual": Fraction(12), "monthly": Fraction(1), "pcm": Fraction(1),
    "pm": Fraction(1), "quarterly": Fraction(3), "weekly": Fraction(12, 52), "pw": Fraction(12, 52), "fortnightly": Fraction(24, 52),
    "pq": Fraction(3), "yrly": Fraction(12), "mthly": Fraction(1), "mnthly": Fraction(1), "qtrly": Fraction(3), "wkly": Fraction(12, 52),
}  # fmt: skip
_LEADS: dict[str, Fraction] = {word: months for word, months in SINGLE.items() if word not in ("pa", "pcm", "pm", "pw", "pq")}
_PER = {"per", "/", "a", "an", "each", "every"}
UNITS_OF_WORK = {
    "hour", "hr", "day", "night", "head", "piece", "visit", "session", "time", "mile", "tonne", "unit", "item", "person", "go", "child", "pupil",
    "place", "bed", "meal", "licence", "license", "user", "seat", "household", "home", "property", "sqm", "m2", "metre", "litre", "kg", "kwh",
    "copy", "page", "word", "call", "minute", "shift", "resident", "bag", "box", "pack", "pallet", "student", "learner", "journey", "km",
}  # fmt: skip
_EACH_OF = (
    ("each", "of"),
    ("each", "one", "of"),
    ("every", "one", "of"),
    ("every", "single", "one", "of"),
    ("each", "and", "every", "one", "of"),
)
_IS_NAMED, _NAMES = (
    {"is", "was", "being", "as"},
    {"price", "charge", "fee", "cost", "rate", "figure", "sum", "amount", "bill", "rent"},
)
_PAID_AS = {"rent", "fee", "fees", "cost", "costs", "spend", "income", "charge", "subsidy", "budget"}
_KINDS_OF_YEAR = {
    "financial", "contract", "calendar", "full", "single", "option", "optional", "extension", "further", "additional", "extra",
}  # fmt: skip
_LATER = {"next", "following", "remaining", "subsequent", "other"}
_NOUNS = {
    "value", "cost", "costs", "spend", "budget", "fee", "fees", "price", "charge", "charges", "contract", "rent", "amount", "payment",
    "payments", "sum", "total", "figure", "is", "of", "at", "be", ":", "=", "a", "an", "worth", "bill", "expenditure", "turnover", "us",
    "we", "they", "pay", "paying", "being", "was", "set", "fixed", "put","agreed",
    "quoted", "comes", "coming", "to", "out", "has", "been", "rate",
    "stands", "sits", "runs", "instalments", "installments", "spent", "spending", "it", "it's", "this", "that", "will", "would", "costing",
    "about", "around", ",", "it'll",
}  # fmt: skip


_LED_REACH = 7


def months_of(word: str) -> Fraction | None:
    """How many months a unit of time is that money is paid for, in singular or plural; None for any other word.

    >>> months_of("years"), months_of("qtr"), months_of("laptops")
    (Fraction(12, 1), Fraction(3, 1), None)
    """
    return MONTHS_IN.get(word) or MONTHS_IN.get(word.removesuffix("s"))


def period_after(question: Question, at: int) -> tuple[Fraction | None, int]:
    """The period that stands at token `at` after a sum, in months, and where it ends.

    No months and an end beyond `at` tell a price for each of something else: "£20 an hour", "£600 per laptop".
    """
    if question.word(at) in ("on", "for") and question.word(at + 1) in ("it", "this", "that", "them", "these"):
        months, end = period_after(question, at + 2)
        return (months, end) if months is not None else (None, at)
    if question.word(at) in ("is", "was") and question.word(at + 1) in SINGLE.keys() | (_PER - {"a", "an", "/"}):
        months, end = period_after(question, at + 1)
        return (
            (months, end)
            if months is not None and question.word(end) not in CONTRACT_NOUNS | {"budget", "cost"}
            else (None, at)
        )
    word = question.word(at)
    if word in SINGLE:
        return SINGLE[word], at + 1
    if question.follows(at, "p", "/") and (
        months := MONTHS_IN.get(question.word(at + 2), SINGLE.get(f"p{question.word(at + 2)}"))
    ):
        return months, at + 3
    if (
        word in ("for", "in")
        and (each := next((n for n, one in enumerate(_EACH_OF) if question.follows(at + 1, *one)), -1)) >= 0
    ):
        return _of_each(question, at + 1 + len(_EACH_OF[each]))
    if question.follows(at, "each", "of") and (of_each := _of_each(question, at + 2))[0] is not None:
        return of_each
    if named := _named_so(question, at):
        return named
    if word in _PAID_AS and (found := period_after(question, at + 1))[0] is not None:
        return found
    start = at + (word in ("for", "in") and question.word(at + 1) in ("each", "every"))
    if question.word(start) not in _PER:
        return None, at
    unit_at = start + 1 + (question.word(start + 1) in _KINDS_OF_YEAR)
    unit = question.word(unit_at)
    if unit in MONTHS_IN and not _is_adjective(question, start, unit_at):
        return MONTHS_IN[unit], unit_at + 1
    count = read_number(question, unit_at) if question.word(start) in ("every", "each", "per") else None
    if count and count.value and (counted := months_of(question.word(count.end))):
        return count.value * counted, count.end + 1
    counts = question.word(start) == "per" and question.at(unit_at).kind == "word" and unit not in ("cent", "vat")
    counts = counts or (question.word(start) == "/" and not question.at(unit_at).gap and _is_one_thing(question, unit_at))
    return None, unit_at + 1 if counts or unit in UNITS_OF_WORK else at


def _named_so(question: Question, at: int) -> tuple[Fraction, int] | None:
    """ "£48,000 is the annual price", "(the yearly charge)": the period that a sum is named by after it, and where the name ends."""
    start = at + (question.word(at) in _IS_NAMED)
    start += question.word(start) in ("the", "our", "an", "a", "its", "your")
    if start == at or question.word(start) not in _LEADS or question.word(start + 1) not in _NAMES:
        return None
    leads_on = (
        question.word(start + 2) in _NOUNS - {","} or question.word(start + 2) == "£"
    )  # "£144k, the annual price being £48k"
    return None if leads_on else (_LEADS[question.word(start)], start + 2)


def _is_one_thing(question: Question, at: int) -> bool:
    """Whether one of what is bought follows "/": "£600/laptop", but not "£90k/services" or "£90k/works"."""
    word = question.word(at)
    if word in UNITS_OF_WORK:
        return True
    found = kind_at(question, at) if singular(word) == word and word not in CONTRACT_NOUNS else None
    return found is not None and found[0].types == ("supplies",)


def _of_each(question: Question, at: int) -> tuple[Fraction | None, int]:
    """ "for each of 3 years": the period is the unit, and the number stays for the term."""
    at += question.word(at) in ("the", "these", "those", "our", "its", "your")
    at += question.word(at) in _LATER or question.word(at) in ("first", "last")
    count = read_number(question, at)
    unit_at = count.end if count else at
    unit_at += question.word(unit_at) in _KINDS_OF_YEAR or question.word(unit_at) in _LATER
    months = months_of(question.word(unit_at))
    return months, at


def _is_adjective(question: Question, start: int, unit_at: int) -> bool:
    """Whether "a year" goes on to something else: "a year and a half", "a year on site", "a year ago", "a quarter of that"."""
    if question.word(start) not in ("a", "an"):
        return False
    return (
        leads_to_work(question, unit_at + 1)
        or question.word(unit_at + 1) in ("-", "ago", "earlier", "back")
        or (question.word(unit_at) == "quarter" and question.word(unit_at + 1) == "of")
        or part_after(question, unit_at + 1)[0] > 0
    )


def period_before(question: Question, at: int) -> tuple[Fraction | None, int]:
    """The period said before a sum ("annual value of £40k", "each year £30k"), in months, and where the words start."""
    i = at - 1
    for _ in range(_LED_REACH):
        word = question.word(i)
        if word in _LEADS:
            return _LEADS[word], i
        lead = i - 1 - (question.word(i - 1) == "-")
        if word.removesuffix("'s") in MONTHS_IN and question.word(lead) in ("per", "each", "every"):
            return MONTHS_IN[word.removesuffix("'s")], lead
        if word not in _NOUNS:
            break
        i -= 1
    return None, at
