"""A range one end of which is the value told before: "they run from £171k up to that", "that was the top bid, the lowest is £171k".

It stands in the place of that value, and is never added to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.facts.money.sums import Money
from assistant.facts.words.text import Question
from assistant.model import Amount

_THAT = {"that", "it", "this"}
_HIGHEST = {"top", "highest", "most", "maximum", "max", "dearest", "ceiling", "upper", "priciest", "high"}
_LOWEST = {"lowest", "bottom", "least", "minimum", "cheapest", "floor", "lower", "low", "min"}
_LEADS_BACK = {"up", "to", "and", "as", "high", "low", "down", "through", "right", "about", "around"}
_ENDS = {
    "end",
    "bid",
    "bids",
    "quote",
    "quotes",
    "one",
    "price",
    "tender",
    "estimate",
    "offer",
    "figure",
    "it",
    "of",
    "",
    ",",
    ".",
    ";",
    "is",
    "was",
    "that",
    "value",
    "in",
    "and",
}
_REACH = 5


def with_earlier_end(question: Question, sums: Sequence[Money], earlier: Amount) -> tuple[Money, ...]:
    """The sums; the one that is not the earlier value is a range with it where the reply says so, and the earlier value is no second sum."""
    others = [
        one
        for one in sums
        if one.role == "value" and (one.low_pence, one.high_pence) != (earlier.low_pence, earlier.high_pence)
    ]
    if len(others) != 1 or earlier.low_pence != earlier.high_pence:
        return tuple(sums)
    (one,) = others
    end = one.high_pence if one.bound == "at_most" and one.high_pence else one.low_pence
    if one.every_months is not None or end == earlier.low_pence or not _is_range(question, one, below=end < earlier.low_pence):
        return tuple(sums)
    low, high = sorted((end, earlier.low_pence))
    ranged = replace(one, low_pence=low, high_pence=high, bound="exact")
    return tuple(ranged if each is one else replace(each, role="other") if each.role == "value" else each for each in sums)


def _is_range(question: Question, one: Money, *, below: bool) -> bool:
    """Whether a sum and the value told before are told as the two ends of a range; `below` where the sum is the smaller."""
    return _leads_to_that(question, one) or _comes_from_that(question, one) or _is_told_as_end(question, one, below=below)


def _leads_to_that(question: Question, one: Money) -> bool:
    """ "From £171k up to that", "between £171k and that"."""
    opens = not {"from", "between"}.isdisjoint(question.words(one.first - 2, one.first + 1))
    at = one.end
    while question.word(at) in _LEADS_BACK:
        at += 1
    return opens and one.end < at and question.word(at) in _THAT and question.word(at - 1) in ("to", "and", "as")


def _comes_from_that(question: Question, one: Money) -> bool:
    """ "From that up to £196k", "between that and £196k"."""
    at = next((i for i in range(one.first, one.first - _REACH, -1) if question.word(i) in _THAT), None)
    if at is None or question.word(at - 1) not in ("from", "between"):
        return False
    return set(question.words(at + 1, one.first)) <= _LEADS_BACK


def _is_told_as_end(question: Question, one: Money, *, below: bool) -> bool:
    """ "196 was the top bid, the lowest is £171k": what was told before is said to be one end, outside the words right round the sum."""
    ends = _HIGHEST if below else _LOWEST
    others = _LOWEST if below else _HIGHEST
    at = next((i for i, word in enumerate(question.texts) if word in ends and _is_end_of_range(question, i)), None)
    if at is None or one.first <= at < one.end:
        return False
    other = next((i for i, word in enumerate(question.texts) if word in others and _is_end_of_range(question, i)), None)
    near = other is not None and (abs(other - one.first) <= _REACH or 0 <= other - one.end <= _REACH)
    return near and abs(at - one.first) > 1


def _is_end_of_range(question: Question, at: int) -> bool:
    return question.word(at + 1) in _ENDS and question.word(at - 1) in ("the", "that's", "our", "at", "was", "is", "as")
