"""A total that is a yearly sum over a part of the term: "£61k a year, so £183k over the first three years, 3+1+1".

It is no second value: the contract is worth the yearly sum over the whole term, extensions with it, as the law counts them.
"""

from __future__ import annotations

from fractions import Fraction

from assistant.facts.money.periods import MONTHS_IN
from assistant.facts.money.staged import months_said_after, months_said_before
from assistant.facts.money.sums import Money
from assistant.facts.term.duration import Term
from assistant.facts.words.numbers import CARDINALS
from assistant.facts.words.text import Question

_LINKS = {
    "so", "already", "ie", "eg", "which", "is", "it", "it's", "that", "that's", "this", "makes", "making", "made", "for", "over", "the", "first",
    "initial", "core", "at", "and", "then", "comes", "to", "a", "an", "thus", "hence", "therefore", "meaning", "gives", "giving", "up", "adds",
    "adding", "being", "across", "in", "total", "equals", "i", "e", "but", "only", "each", "per", "our", "we", "commit", "firm", "fixed", "minimum",
    "term", "period", "vat", "ex", "exc", "excl", "inc", "incl", "excluding", "including", "exclusive", "inclusive", "plus", "of", "before", "net",
    "gross", "with", "without", "or", "pa", "annum", *MONTHS_IN, *(f"{unit}s" for unit in MONTHS_IN), *CARDINALS,
}  # fmt: skip
"""Words that may stand between a yearly sum and what it comes to over some years."""
_GOES_ON = {"so", "that", "that's", "it", "it's", "this", "ie", "making"}
_LEAVES_OUT = {"before", "without", "excluding", "less", "not"}
_EXTENSIONS = {"option", "options", "extension", "extensions", "extending", "extended"}
_REACH, _NEAR = 7, 4


def is_over_part(question: Question, total: Money, rate: Money, term: Term, end: int) -> bool:
    """Whether the total is the rate over a part of the term; the words on the total's VAT end before token `end`."""
    if total.low_pence != total.high_pence or rate.low_pence != rate.high_pence or not rate.low_pence:
        return False
    months = Fraction(total.low_pence, rate.low_pence) * (rate.every_months or Fraction(12))
    if term.exact is None or months >= term.exact or not _is_linked(question, total, rate):
        return False
    if months in (months_said_after(question, end), months_said_before(question, total.first)):
        return True
    return months % 12 == 0 and _is_before_extensions(question, end)


def _is_linked(question: Question, total: Money, rate: Money) -> bool:
    """Whether only words that link them stand between the two, and none that tell of another thing."""
    first, second = sorted((total, rate), key=lambda one: one.first)
    between = question.words(first.end, second.first)
    told = any(word.isalpha() and word not in _LINKS for word in between)
    return not told and ("." not in between or not _GOES_ON.isdisjoint(between))


def _is_before_extensions(question: Question, end: int) -> bool:
    """Whether the words after a sum leave the extensions out of it: "before either extension", "without the options"."""
    words = question.words(end, end + _REACH)
    at = next((i for i, word in enumerate(words) if word in _LEAVES_OUT), len(words))
    return not _EXTENSIONS.isdisjoint(words[at + 1 : at + 1 + _NEAR])
