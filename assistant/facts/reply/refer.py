"""Words that refer back to an earlier question: "at half that value", "twice as long", "10% more", "net of VAT, by the way"."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from assistant.facts.money.changes import read_change
from assistant.facts.vat.basis import VatMark
from assistant.facts.words.bounds import Bound, bound_before, sum_ends
from assistant.facts.words.numbers import read_number
from assistant.facts.words.text import Question
from assistant.model import Amount, Duration, Rate, Said, Vat

FACTORS = {
    "half": Fraction(1, 2), "halve": Fraction(1, 2), "halved": Fraction(1, 2), "double": Fraction(2), "doubled": Fraction(2),
    "doubles": Fraction(2), "twice": Fraction(2), "triple": Fraction(3), "tripled": Fraction(3), "treble": Fraction(3), "trebled": Fraction(3),
    "quadruple": Fraction(4), "thrice": Fraction(3),
}  # fmt: skip
_PARTS = {"quarter": Fraction(1, 4), "quarters": Fraction(1, 4), "third": Fraction(1, 3), "thirds": Fraction(1, 3)}
_ADDED = {
    "add", "adding", "plus", "increase", "increased", "increases", "rises", "rise", "rose", "up", "grows", "grew", "uplift",
}  # fmt: skip
_TAKEN_OFF = {"cut", "reduce", "reduced", "reduces", "reduction", "falls", "fell", "down", "drops", "dropped", "minus", "less"}
_MORE, _LESS = {"more", "higher", "bigger", "larger", "up", "extra"}, {"less", "lower", "smaller", "off", "down", "cheaper"}
_BACK = {"that", "it", "this", "the", "as", "value", "amount", "sum", "price", "cost", "size", "those"}
_OF_VALUE = {
    "value", "amount", "sum", "price", "cost", "much", "big", "large", "size", "worth", "money", "budget", "figure", "expensive",
}  # fmt: skip
_LENGTH_NOUNS = {"length", "term", "duration", "timetable"}
_SHARES = {
    **_PARTS,
    "half": Fraction(1, 2),
    "fifth": Fraction(1, 5),
    "fifths": Fraction(1, 5),
    "tenth": Fraction(1, 10),
    "tenths": Fraction(1, 10),
}
_SHARE_LEADS = {"a", "one", "another", "by", "two", "three", "four", "extra", "further", "full", "about", "nearly", "roughly"}
_MAY_BE_TIME = {"another", "extra", "further"}
"""Before a share these tell no change by themselves: "another quarter" may be three months."""
_OF_RULES = {
    "weighting", "weight", "weightings", "marks", "score", "scoring", "social", "sv", "vat", "quality", "evaluation", "criteria", "tax",
}  # fmt: skip
"""Words beside a share by which it is none of the value's: "add 10% for social value", "plus 20% VAT"."""
_TELLS_OF_PART = {
    "is", "was", "are", "were", "goes", "went", "comes", "came", "will", "would", "relates", "covers", "has", "being", "pays", "gets",
}  # fmt: skip
"""Verbs after "half of that" by which it is told of as a part: "half of that is labour"."""
_OF_LENGTH = {"length", "long", "term", "duration", "time", "longer", "shorter"}


_PARTED = {",", ".", ";", "?", "!", "but", "over"}
_LEAD = 6
_Found = tuple[Fraction, int, int]  # how many times, and the tokens it is read from


@dataclass(frozen=True, slots=True)
class Factor:
    """How many times an earlier figure is meant, how it is bounded, the words, and whether they speak of the length."""

    times: Fraction
    bound: Bound
    words: str
    of_length: bool


def read_factor(question: Question) -> Factor | None:
    """The first words that take an earlier figure so many times, or None.

    >>> from assistant.facts.words.text import read_text
    >>> [str(f.times) for q in ("and at half that value?", "10% more", "twice as long") if (f := read_factor(read_text(q)))]
    ['1/2', '11/10', '2']
    """
    for at, token in enumerate(question.tokens):
        found = _share(question, at) if token.text in _SHARES else None
        found = found or (
            _factor(question, at) if token.text in FACTORS | _SHARES else _percent(question, at) or _times(question, at)
        )
        if found:
            times, start, end = found
            bound, first = bound_before(question, start)
            of_length = _is_of_length(question, at, start, end)
            return Factor(times, bound, question.said(first, _last_word(question, end) + 1), of_length)
    return None


def _is_of_length(question: Question, at: int, start: int, end: int) -> bool:
    """Whether the factor at `at` is said of the length: "twice as long", "the term has doubled"; not what stays the same or is parted from it."""
    near = question.words(at, next((i for i in range(end, end + 4) if question.word(i) in _PARTED), end + 4))
    lead = question.words(max(0, start - _LEAD), start)
    noun = next((word for word in reversed(lead) if word in _LENGTH_NOUNS | _OF_VALUE), "")
    same = any(word in _OF_LENGTH and other == "same" for other, word in itertools.pairwise(near))
    told = noun in _LENGTH_NOUNS or (any(word in _OF_LENGTH for word in near) and not same and not noun)
    return told and not any(word in _OF_VALUE for word in near)


def _last_word(question: Question, end: int) -> int:
    """The last token of the phrase: "half that value" ends at "value"."""
    told = _BACK | _OF_VALUE | _OF_LENGTH
    return max((i for i in range(end, min(end + 3, len(question.tokens))) if question.word(i) in told), default=end - 1)


def _factor(question: Question, at: int) -> _Found | None:
    """ "half that", "double the value", "three quarters of it": a word for a factor that leads back to what was said."""
    word, before = question.word(at), question.word(at - 1)
    end = at + 1 + (question.word(at + 1) == "of")
    leads = question.word(end) in _BACK | _OF_VALUE | _OF_LENGTH and not _is_of_part(question, end)
    leads = leads or (word.endswith("ed") and question.word(end) in (",", "and", "but", "while"))
    if word in _PARTS or (word in _SHARES and word not in FACTORS):
        count = {"four": 4, "three": 3, "two": 2}.get(before, 1)
        leads = leads and (word in _PARTS or end == at + 2)  # "a fifth of that", but not "the fifth as well"
        return (_SHARES[word] * count, at - (count > 1), end) if leads else None
    if (word == "half" and (before == "and" or _ends_and_a(question, at))) or not (
        leads or question.word(end) in ("", "?", ".", "!")
    ):
        return None
    return FACTORS[word], at, end


def _is_of_part(question: Question, at: int) -> bool:
    """Whether the words at `at` name a thing, or a part that is told of: "half the staff", "half of that is labour"."""
    named = question.word(at) == "the" and question.word(at + 1) not in _BACK | _OF_VALUE | _OF_LENGTH | {"original", "old", ""}
    return named or (question.word(at - 1) == "of" and question.word(at + 1) in _TELLS_OF_PART)


def _ends_and_a(question: Question, at: int) -> bool:
    """Whether "and a" stands before `at`: "a year and a half" is a length."""
    return question.words(at - 2, at) == ("and", "a")


def _share(question: Question, at: int) -> _Found | None:
    """ "a quarter off", "cut by a third", "up by half", "half as much again": a share that goes on the figure or off it."""
    word, before = question.word(at), question.word(at - 1)
    if word == "half" and question.word(at + 1) == "as" and question.word(at + 3) == "again":
        return Fraction(3, 2), at, at + 4
    if before not in _SHARE_LEADS or _ends_and_a(question, at):
        return None
    count = {"four": 4, "three": 3, "two": 2}.get(before, 1)
    share, start = _SHARES[word] * count, at - (before in ("a", "one") or count > 1)
    change = read_change(question, start, at + 1)
    if change and (change.sign == 0 or (before in _MAY_BE_TIME and not change.outright)):
        return None
    if change is None:
        led = "to" in question.words(start - 1, start) and share < 1 and question.word(at + 1) in ("", ".", "?", ",", "!")
        return (share, start, at + 1) if led else None
    times = 1 + change.sign * share
    return (times, min(change.first, start), max(change.end, at + 1)) if times > 0 else None


def _percent(question: Question, at: int) -> _Found | None:
    """ "10% more", "20 per cent less", "add 25%", "reduced by 10%"."""
    number = read_number(question, at)
    if number is None or number.value is None or number.scale > 1 or not 0 < number.value <= 1000:
        return None
    end = number.end + (
        1 if question.word(number.end) in ("%", "percent") else 2 if question.follows(number.end, "per", "cent") else 0
    )
    if (change := read_change(question, at, end)) and change.sign == 0:
        return None
    led_at = at - 1 - (question.word(at - 1) in ("by", "of", "another"))
    led = question.word(led_at)
    more, less = question.word(end) in _MORE or led in _ADDED, question.word(end) in _LESS or led in _TAKEN_OFF
    if end == number.end or not _OF_RULES.isdisjoint(question.words(end, end + 4)):
        return None
    if more == less:
        more = change is not None and change.sign > 0
        if change is None:
            return None
    factor = 1 + number.value / 100 * (1 if more else -1)
    start = led_at if led in _ADDED | _TAKEN_OFF else at
    return (factor, start, end + (question.word(end) in _MORE | _LESS)) if factor > 0 else None


def _times(question: Question, at: int) -> _Found | None:
    """ "three times that", "1.5 times the value"."""
    number = read_number(question, at)
    if number is None or number.value is None or number.scale > 1 or question.word(number.end) != "times":
        return None
    leads = question.word(number.end + 1) in _BACK | _OF_VALUE | _MORE | _OF_LENGTH
    return (number.value, at, number.end + 1) if leads and 0 < number.value <= 1000 else None


def _scaled(low: int, high: int | None, factor: Factor) -> tuple[int, int | None]:
    """Both ends so many times, rounded outwards, under the factor's own bound."""
    least, most = floor(low * factor.times), None if high is None else ceil(high * factor.times)
    return (least, None) if most is None else sum_ends(least, most, factor.bound)


def scaled_amount(amount: Amount, factor: Factor) -> Amount:
    """The earlier amount so many times, in pence."""
    low, high = _scaled(amount.low_pence, amount.high_pence, factor)
    return replace(amount, low_pence=low, high_pence=high, said=Said(f"{factor.words} ({amount.said.words})"))


def scaled_rate(rate: Rate, factor: Factor) -> Rate:
    """The earlier rate so many times, in pence for each of its periods."""
    low, high = _scaled(rate.low_pence, rate.high_pence, factor)
    return replace(rate, low_pence=low, high_pence=high, said=Said(f"{factor.words} ({rate.said.words})"))


def scaled_duration(duration: Duration, factor: Factor) -> Duration:
    """The earlier term so many times, in months."""
    low, high = _scaled(duration.low_months, duration.high_months, factor)
    return Duration(low, high, Said(f"{factor.words} ({duration.said.words})"))


def with_basis(amount: Amount, question: Question, marks: tuple[VatMark, ...]) -> Amount | None:
    """The earlier amount with the VAT basis that this question states, or None where it states none."""
    mark = _stated(marks)
    return None if mark is None else replace(amount, vat=mark.basis, said=_said_with(amount.said, question, mark, amount.vat))


def rate_with_basis(rate: Rate, question: Question, marks: tuple[VatMark, ...]) -> Rate | None:
    """The earlier rate with the VAT basis that this question states, or None where it states none."""
    mark = _stated(marks)
    return None if mark is None else replace(rate, vat=mark.basis, said=_said_with(rate.said, question, mark, rate.vat))


def _stated(marks: tuple[VatMark, ...]) -> VatMark | None:
    stated = [] if any(mark.other_rate for mark in marks) else [mark for mark in marks if mark.basis]
    return stated[0] if len({mark.basis for mark in stated}) == 1 else None


def stated_basis(marks: tuple[VatMark, ...]) -> Vat | None:
    """The one basis that the words on VAT state, or None."""
    mark = _stated(marks)
    return None if mark is None else mark.basis


def _said_with(said: Said, question: Question, mark: VatMark, before: Vat | None) -> Said:
    now = "now " if before is not None and before != mark.basis else ""
    return Said(f"{said.words}; {now}{question.said(mark.first, mark.end)}")
