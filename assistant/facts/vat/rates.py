"""VAT at another rate than the standard one: "including VAT at the reduced rate of 5%", "with 5% VAT on it".

What a sum is without or with VAT is reckoned at the standard rate, so a sum that bears another one is left open. The standard rates of earlier
years are no other ones, and nothing charged at all is told in vat_none.py.
"""

from __future__ import annotations

from fractions import Fraction

from assistant.facts.words.numbers import read_number
from assistant.facts.words.text import Question

_STANDARD_PERCENTS = {Fraction(0), Fraction(20), Fraction(35, 2), Fraction(15)}
_PERCENT = (("%",), ("per", "cent"), ("percent",), ("pc",))
_LEADS = {
    "at", "@", "of", "(", "charged", "levied", "payable", "applied", "paid", "is", "the", "a", "an", "only", "just", "-", "set", "being", "uk",
}  # fmt: skip
_LOWER = {"reduced", "lower", "lowered", "special", "concessionary", "domestic"}
_ENDS = {
    "", ".", ",", ";", ")", "?", "!", "-", "rate", "band", "vat", "so", "and", "as", "because", "since", "for", "over", "which", "not", "on", "in",
    "instead", "but", "rather", "applies", "included",
}  # fmt: skip
_NOT = {"not", "isn't", "instead", "rather", "never", "if", "whether", "no"}
_REACH = 6


def bears_other_rate(question: Question, at: int) -> bool:
    """Whether the words round VAT at token `at` name another rate for it.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return bears_other_rate(q := read_text(text), q.texts.index("vat"))
    >>> told("inc VAT at the reduced rate of 5%"), told("inc VAT at 5 per cent"), told("with 5% VAT on it"), told("reduced rate VAT")
    (True, True, True, True)
    >>> told("inc VAT at 20%"), told("VAT at the standard rate"), told("inc VAT, 5% retention"), told("VAT at 17.5%"), told("VAT, at 5% discount")
    (False, False, False, False, False)
    """
    return _behind(question, at + 1) or _before(question, at)


def _behind(question: Question, start: int) -> bool:
    at = start
    while question.word(at) in _LEADS and at - start < _REACH:
        at += 1
    if at == start:
        return False
    if question.word(at) in _LOWER:
        return question.word(at + 1) == "rate" or question.follows(at + 1, "-", "rate")
    end = _percent_end(question, at)
    return end > 0 and question.word(end) in _ENDS


def _before(question: Question, at: int) -> bool:
    end = at - (question.word(at - 1) == "-")
    if question.word(end - 1) == "rate":
        lower = end - 2 - (question.word(end - 2) == "-")
        return question.word(lower) in _LOWER and question.word(lower - 1) not in _NOT
    starts = range(end - 2, end - 5, -1)
    return any(i >= 0 and _percent_end(question, i) == end and question.word(i - 1) not in _NOT for i in starts)


def _percent_end(question: Question, at: int) -> int:
    """Where so much per cent ends that starts at token `at`; 0 where it is a standard rate or none stands there."""
    number = read_number(question, at)
    if number is None or number.value is None or number.value in _STANDARD_PERCENTS:
        return 0
    phrase = next((phrase for phrase in _PERCENT if question.follows(number.end, *phrase)), ())
    return number.end + len(phrase) if phrase else 0
