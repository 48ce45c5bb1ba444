"""Sums that are counted: "12 payments of £5,000", "20 laptops at £600 each", "5 x £20k", "£600 a unit for 20 units".

The whole is the sum so many times. Lots, phases and stages are parts of one procurement and are counted too; contracts and orders
are left alone, because each may be a procurement of its own. Work that is paid by the day or the hour is counted in days or hours.
"""

from __future__ import annotations

from assistant.facts.money.periods import months_of
from assistant.facts.words.lengths import UNIT_MONTHS
from assistant.facts.words.numbers import Number, read_number
from assistant.facts.words.text import Question, singular

_BY = {"x", "×", "*"}
_PAYMENTS = {"payment", "instalment", "installment", "tranche", "invoice", "milestone", "lot", "phase", "stage"}
_ROW_LINKS = {",", "and", "&", "then"}
WORKED = {
    "day": "day",
    "daily": "day",
    "hour": "hour",
    "hr": "hour",
    "hrs": "hour",
    "hourly": "hour",
    "night": "night",
    "shift": "shift",
    "session": "session",
}
_WORKED_LEADS = {
    "for", "over", ",", "(", "x", "×", "*", "at", "and", "about", "around", "needed", "of", "work", "up", "to", "we", "need",
}  # fmt: skip
PROCURED_APART = {
    "contract", "order", "project", "scheme", "job", "grant", "award", "package", "purchase", "supplier", "bidder",
    "firm", "bid", "quote", "provider", "contractor", "council", "call", "framework", "agreement", "tender", "procurement", "year", "deal",
}  # fmt: skip
_LEADS = {"at", "@", "for", "costing", "of", "cost", "priced", "worth", ",", "(", "-", "each", "all", "about", "around"}
_EACH = {"each", "apiece", "ea", "per", "a", "an", "/", "every"}
_BREAKS = {".", "?", "!", ";", "£", "and", "or", "over", "under", "by", "from", "than", "vat"}
SIZES = {"square", "cubic", "sq", "linear", "running"}
_BEFORE_YEAR = {"by", "in", "since", "until", "till", "before", "after", "from", "during"}
_AFTER_KIND = {
    "and",
    "but",
    "so",
    "plus",
    "ex",
    "inc",
    "excluding",
    "including",
    "before",
    "in",
    "for",
    "on",
    "from",
    "with",
    "delivered",
    "all",
}
_MOST = 1_000_000
_LEAST_WHOLE = 1_000
"""Pounds below which the price of many things is the price of each."""
_REACH = 7
_NAMED_REACH, _COUNT_REACH = 14, 5


def times_said(question: Question, first: int, end: int) -> tuple[int, int, int] | None:
    """How many times the sum at tokens `first` up to `end` is meant, and the tokens of the whole phrase; None where it is not counted.

    >>> from assistant.facts.words.text import read_text
    >>> [times_said(read_text(q), first, first + 3) for q, first in (("5 x £20k", 2), ("12 payments of £5k", 3), ("2 lots of £5k", 3))]
    [(5, 0, 5), (12, 0, 6), (2, 0, 6)]
    """
    return (
        _by_before(question, first, end)
        or _by_price(question, first, end)
        or _by_after(question, first, end)
        or _payments(question, first, end)
        or _worked(question, first, end)
        or _worked_before(question, first, end)
        or _one_of_each(question, first, end)
        or _each_before(question, first, end)
        or _each_after(question, first, end)
    )


def _count(number: Number | None) -> int | None:
    if number is None or number.value is None or number.value.denominator != 1 or (number.loose and number.scale > 1):
        return None
    return int(number.value) if 1 < number.value <= _MOST else None


def _number_ending(question: Question, end: int) -> tuple[int, int] | None:
    """The count that ends before token `end`, and where it starts."""
    for first in range(max(0, end - 4), end):
        number = read_number(question, first)
        if number and number.end == end and (count := _count(number)) and not _is_part(question, first):
            return count, first
    return None


def _is_part(question: Question, first: int) -> bool:
    before, written = question.word(first - 1), question.word(first)
    year = len(written) == 4 and written[:2] in ("19", "20") and written.isdigit() and before in _BEFORE_YEAR
    return year or before in ("£", "gbp", ".", "/", "-") or question.at(first - 1).kind == "number"


def _by_before(question: Question, first: int, end: int) -> tuple[int, int, int] | None:
    if question.word(first - 1) not in _BY:
        return None
    found = _number_ending(question, first - 1)
    return (found[0], found[1], end) if found else None


def _by_price(question: Question, first: int, end: int) -> tuple[int, int, int] | None:
    """ "benches x 40 @ £600": a count after "x", then the price of one."""
    if question.word(first - 1) not in ("@", "at") or question.word(end) in ("total", "all", "in"):
        return None
    found = _number_ending(question, first - 1)
    return (found[0], found[1], end) if found and question.word(found[1] - 1) in _BY else None


def _by_after(question: Question, first: int, end: int) -> tuple[int, int, int] | None:
    """ "£20k x 5", "£600 x 20 laptops"; with a unit of time it is paid for each of them, and the term counts."""
    if question.word(end) not in _BY:
        return None
    number = read_number(question, end + 1)
    count = _count(number)
    if number is None or count is None:
        return None
    unit = question.word(number.end + (question.word(number.end) == "-"))
    if months_of(unit) or (unit in UNIT_MONTHS and not unit.startswith("day")):
        return None
    return count, first, number.end


def _payments(question: Question, first: int, end: int) -> tuple[int, int, int] | None:
    """ "12 payments of £5,000", "four quarterly instalments at £25k"."""
    if question.word(first - 1) not in ("of", "at", "@") or singular(question.word(first - 2)) not in _PAYMENTS:
        return None
    for stop in (first - 2, first - 3, first - 4):
        if found := _number_ending(question, stop):
            told_singly = found[0] == sums_in_row(question, end)  # "two instalments of £40k and £65k"
            return None if told_singly else (found[0], found[1], _each_end(question, end) or end)
    return None


def sums_in_row(question: Question, end: int) -> int:
    """How many sums stand in one row with the one that ends before token `end`, that one counted.

    >>> from assistant.facts.words.text import read_text
    >>> sums_in_row(read_text("£40k, £50k and £65k in all"), 3), sums_in_row(read_text("£40k and a fee of £5k"), 3)
    (3, 1)
    """
    count, at = 1, end
    while True:
        while question.word(at) in _ROW_LINKS:
            at += 1
        number = read_number(question, at + 1) if at > end and question.word(at) == "£" else None
        if number is None:
            return count
        count, at, end = count + 1, number.end, number.end


def _worked(question: Question, first: int, end: int) -> tuple[int, int, int] | None:
    """ "£650 a day for 100 days", "£80 an hour, 400 hours": what is paid by the day, and how many days."""
    unit, at = _unit_of_work(question, end)
    unit = unit or rate_before(question, first)
    while unit and question.word(at) in _WORKED_LEADS:
        at += 1
    number = read_number(question, at) if unit else None
    count = _count(number)
    if number is None or count is None or _unit_said(question, number.end) != unit:
        return None
    return count, first, number.end + 1


def _worked_before(question: Question, first: int, end: int) -> tuple[int, int, int] | None:
    """ "100 days at £650 a day", "160 days @ £700/day"."""
    unit, stop = _unit_of_work(question, end)
    unit = unit or rate_before(question, first)
    if unit is None:
        return None
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if question.word(at) in _BREAKS:
            return None
        if _unit_said(question, at) == unit and (found := _number_ending(question, at)):
            return found[0], found[1], stop
    return None


def _unit_of_work(question: Question, end: int) -> tuple[str | None, int]:
    """The unit that work is paid by right after a sum ("a day", "/day", "daily"), and where the words end."""
    if question.word(end) in _EACH and (unit := _unit_said(question, end + 1)):
        return unit, end + 2
    if question.word(end) in ("daily", "hourly"):
        return WORKED[question.word(end)], end + 1
    if question.follows(end, "day", "rate"):
        return "day", end + 2
    return None, end


def rate_before(question: Question, first: int) -> str | None:
    """The unit of a "day rate of £600" or an "hourly rate: £31"."""
    at = first - 1
    while question.word(at) in ("of", "is", ":", "=", "at", "-"):
        at -= 1
    return _unit_said(question, at - 1) if question.word(at) == "rate" else None


def _unit_said(question: Question, at: int) -> str | None:
    return WORKED.get(singular(question.word(at)))


def _one_of_each(question: Question, first: int, end: int) -> tuple[int, int, int] | None:
    """ "six schools, each £20k", "five lots, each worth £25k": the count of things before "each", and then the price."""
    if "each" not in question.words(first - 3, first):
        return None
    at = next(i for i in range(first - 1, first - 4, -1) if question.word(i) == "each")
    if question.word(at - 1) in ("for", "of", "in") or months_of(question.word(at + 1)):
        return None
    if any(word not in _LEADS | {"one", "is", "being", "valued"} for word in question.words(at + 1, first)):
        return None
    for stop in range(at - 1, max(-1, at - _REACH), -1):
        word = question.word(stop)
        if word in _BREAKS or singular(word) in PROCURED_APART:
            return None
        if (found := _number_ending(question, stop)) and word.isalpha() and word not in UNIT_MONTHS:
            return found[0], found[1], end
    return None


def _each_before(question: Question, first: int, end: int) -> tuple[int, int, int] | None:
    """ "20 laptops at £600 each", "200 chairs (£45 per chair)": the count of things before a price for each."""
    each_end = _each_end(question, end) or (end if _is_unit_price(question, first, end) else _kind_end(question, first, end))
    if not each_end:
        return None
    noun_seen = question.at(first - 2).kind == "number" and question.word(first - 1) in ("at", "@")
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = question.word(at)
        if word in _BREAKS or singular(word) in PROCURED_APART:
            return None
        if noun_seen and (found := _number_ending(question, at + 1)):
            return found[0], found[1], each_end
        noun_seen = noun_seen or (word.isalpha() and word not in _LEADS and word not in UNIT_MONTHS)
    return None


def _kind_end(question: Question, first: int, end: int) -> int:
    """Where "a van" ends in "35 Transits at £28,000 a van": things that are counted by their make are priced by their kind; or 0."""
    several = question.word(first - 1) in ("at", "@", "for") and singular(question.word(first - 2)) != question.word(first - 2)
    kind = several and question.word(end) in ("a", "an") and is_price_of_one(question, end)
    after = question.at(end + 2)
    return end + 2 if kind and (after.kind == "sign" or after.text in _AFTER_KIND) else 0


def _is_unit_price(question: Question, first: int, end: int) -> bool:
    """Whether "@" gives the price of one: "20 laptops @ £600", but not "20 laptops @ £12k total"; and so does "at" a small price."""
    number = read_number(question, first + (question.word(first) == "£")) if question.word(first - 1) == "at" else None
    small = number is not None and number.scale == 1 and number.value is not None and number.value < _LEAST_WHOLE
    return (question.word(first - 1) == "@" or small) and question.word(end) not in (
        "total",
        "all",
        "in",
        "altogether",
        "overall",
        "for",
    )


def _each_end(question: Question, end: int) -> int:
    """Where "each", "apiece", "per laptop" or "a unit" after a sum ends, or 0. A price for a time is no price for a thing."""
    if question.word(end) in ("each", "apiece", "ea"):
        timed = question.word(end + 1) in UNIT_MONTHS
        return 0 if timed else end + 1
    size = question.word(end + 1) in SIZES
    noun = question.word(end + 1 + size)
    if question.word(end) not in _EACH or not noun.isalpha() or noun in UNIT_MONTHS or months_of(noun) or noun == "annum":
        return 0
    near = (*question.words(end - _NAMED_REACH, end), *question.words(end + 2 + size, end + 2 + size + _COUNT_REACH))
    one = (
        any(word != noun and singular(word) == noun for word in near)
        or noun in ("unit", "piece", "item", "go", "pop", "head", "school", "site")
        or (noun == "lot" and question.word(end + 2) != "of")
    )
    return end + 2 + size if question.word(end) in ("per", "/") or one else 0


def is_price_of_one(question: Question, end: int) -> bool:
    """Whether a sum that ends before token `end` is for one of something that is not told to be procured apart: "£92 a square metre".

    >>> from assistant.facts.words.text import read_text
    >>> [is_price_of_one(read_text(q), 2) for q in ("£92 a square metre", "£92k a year", "£92k per contract", "£92 each")]
    [True, False, False, True]
    """
    if question.word(end) in ("each", "apiece", "ea"):
        return question.word(end + 1) not in UNIT_MONTHS
    noun = question.word(end + 1 + (question.word(end + 1) in SIZES))
    timed = noun in UNIT_MONTHS or months_of(noun) or noun == "annum"
    return (
        question.word(end) in ("a", "an", "per", "/") and noun.isalpha() and not timed and singular(noun) not in PROCURED_APART
    )


def _each_after(question: Question, first: int, end: int) -> tuple[int, int, int] | None:
    """ "£600 each for 20 laptops", "£45 per chair x 200"."""
    each_end = _each_end(question, end)
    at = each_end + (question.word(each_end) == ",")
    at += question.word(at) in ("for", "x", "×", "*")
    number = read_number(question, at) if each_end and at > each_end else None
    count = _count(number)
    if (
        number is None
        or count is None
        or question.word(number.end) in UNIT_MONTHS
        or singular(question.word(number.end)) in PROCURED_APART
    ):
        return None
    return count, first, number.end
