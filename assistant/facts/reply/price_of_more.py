"""What a contract is worth that runs on "for the same money": "there is a second year, as an option, at the same price", "a further year pro rata".

A price told for the whole is told again for as long again; where the further time is shorter or longer than that, the whole is asked about.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.reply.carry import rate_behind
from assistant.facts.reply.refer import Factor, scaled_amount, with_basis
from assistant.facts.reply.same_again import read_same_again
from assistant.facts.vat.basis import VatMark
from assistant.facts.words.bounds import Bound
from assistant.facts.words.doubts import doubt
from assistant.facts.words.text import Question
from assistant.model import Doubt, Duration, Facts

_EXACT: Bound = "exact"
_PRICES = {"money", "price", "cost", "amount", "sum", "fee", "figure", "value", "rate", "rates", "terms", "again"}
_BY_TIME = {"rate", "rates", "rata"}
_EACH = {"each", "every", "apiece"}
_MORE_OF_IT = {
    "second", "2nd", "further", "another", "extra", "additional", "more", "third", "3rd", "fourth", "4th", "fifth", "5th", "option", "options",
    "optional",
    "again",
}  # fmt: skip
"""Words by which a year is one more, with a price of its own, and not the same contract made longer."""
_TIMES = {"year", "years", "yr", "yrs", "month", "months", "option", "options", "term", "extension"}
_EXTENDS = {"extend", "extended", "extends", "extending", "extension", "longer"}
_IN_ALL = {"total", "all", "altogether", "overall", "both", "still", "instead", "whole"}
_AFTER_THAT = {"again", "", ".", ",", "?", "!", "too", "price"}
ASKS_OF_MORE = "“{words}”: what is the contract worth in all, with the further time?"


def asking_of_price_of_years(facts: Facts, before: Facts, text: Question) -> Facts:
    """The facts of a reply that puts years on the term and tells a sum that is no more than the value was: it may be the price of those years."""
    amount = facts.amount
    if amount is None or before.amount is None or rate_behind(before) or amount.high_pence is None:
        return facts
    if amount.high_pence > before.amount.low_pence or not {"now", "total", "all"}.isdisjoint(text.texts):
        return facts
    return replace(facts, amount=None, doubts=(*facts.doubts, doubt("two_amounts", amount.said.words, question=ASKS_OF_MORE)))


def with_price_of_more(text: Question, facts: Facts, before: Facts, marks: tuple[VatMark, ...], *, told: bool) -> Facts | None:
    """The facts of a reply by which a contract told as a whole runs on "for the same money"; None where it tells no such price.

    `told`: a sum is told.
    """
    priced = before.amount is not None and rate_behind(before) is None and before.rate is None
    if told or not priced or before.amount is None:
        return None
    more = read_price_of_more(text, facts.duration, before.duration)
    if isinstance(more, Factor):
        amount = scaled_amount(before.amount, more)
        return replace(facts, amount=with_basis(amount, text, marks) or amount)
    return replace(facts, doubts=(*facts.doubts, more)) if more else None


def read_price_of_more(question: Question, grown: Duration | None, earlier: Duration | None) -> Factor | Doubt | None:
    """How many times the value told before a longer term costs, where the further time is "for the same money"; a doubt where that is not plain.

    The same money for as long again is twice the value, and "at the same rate" as much as the time. A price that stays for the longer term, "for the
    same money in all", is no price of more.

    >>> from assistant.facts.words.text import read_text
    >>> from assistant.model import Said
    >>> def told(text): return read_price_of_more(read_text(text), Duration(24, 24, Said("")), Duration(12, 12, Said("")))
    >>> told("with an optional second year for the same money").times, told("a further year in all for the same money"), told("a second year too")
    (Fraction(2, 1), None, None)
    """
    found = _same_price(question)
    if found is None:
        return None
    at, end = found
    start, stop = sentence_round(question, at, at + 1)
    told = question.words(start, stop)
    more = not _MORE_OF_IT.isdisjoint(told) and not _TIMES.isdisjoint(told)
    if not (more or not _EXTENDS.isdisjoint(told)) or not _IN_ALL.isdisjoint(told) or _is_denied(question, start, at):
        return None
    words = question.said(start, stop)
    open_question = doubt("two_amounts", words, question=ASKS_OF_MORE)
    if grown is None or earlier is None or grown.high_months is None or grown.high_months <= earlier.low_months:
        inside = (read_same_again(question) or (None, False))[1]
        return open_question if more and not inside else None
    known = grown.low_months == grown.high_months and earlier.low_months == earlier.high_months
    by_time = question.word(end - 1) in _BY_TIME or not _EACH.isdisjoint(told)
    again = grown.low_months == 2 * earlier.low_months and more
    if known and earlier.low_months and (by_time or again):
        return Factor(Fraction(grown.low_months, earlier.low_months), _EXACT, words, of_length=False)
    return open_question


def _is_denied(question: Question, start: int, end: int) -> bool:
    """Whether the words from `start` up to `end` deny what follows."""
    return any(word in ("not", "no", "never", "without") or word.endswith("n't") for word in question.words(start, end))


def _same_price(question: Question) -> tuple[int, int] | None:
    """The tokens of "for the same money", "at that again", "same again", "pro rata"."""
    for at, word in enumerate(question.texts):
        if word == "same" and question.word(at + 1) in _PRICES | {"again"}:
            return at, at + 2
        if question.follows(at, "pro", "rata"):
            return at, at + 2
        if word in ("at", "for") and question.word(at + 1) in ("that", "it") and question.word(at + 2) in _AFTER_THAT:
            return at, at + 2
    return None
