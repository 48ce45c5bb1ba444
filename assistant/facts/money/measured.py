"""Whether "of" after a bare figure leads to what is bought ("120k of school furniture") or to what is measured ("2m of cable").

"k" and "grand" before "of" are money, unless a unit of measure or people follow. "m" may be metres: it is money before a kind
of contract that the question speaks of buying, and not where whole metres of that kind are bought.
"""

from __future__ import annotations

from assistant.facts.words.contract_words import BUYING_WORDS
from assistant.facts.words.numbers import Number
from assistant.facts.words.text import Question, singular
from assistant.facts.words.vocabulary import kind_end, vocabulary

_UNITS = {
    "metre", "meter", "km", "kilometre", "mile", "yard", "foot", "feet", "litre", "gallon", "tonne", "ton", "kg", "kilo", "gram", "sheet",
    "ream", "page", "word", "copy", "hour", "hr", "day", "week", "month", "year", "hectare", "acre", "sqm", "m2", "square", "cubic", "kwh",
    "mwh", "gb", "mb", "tb", "carbon", "co2", "emission", "visit", "visitor", "view", "vote", "download", "signature",
}  # fmt: skip
_NOT_BOUGHT = {
    "people", "resident", "child", "children", "pupil", "staff", "employee", "household", "home", "them", "us", "those", "these", "the", "our",
    "its", "their", "your", "my", "his", "her", "which", "whom", "it", "this", "that", "what", "all", "debt", "saving", "turnover",
}  # fmt: skip
_STOPS = {
    "for", "in", "on", "at", "to", "over", "with", "and", "or", "but", "is", "are", "was", "does", "do", "from", "under", "if", "then", "that",
    "which", "so", "per", "by", "between", "when", "needs", "worth", "ex", "inc", "plus", "including", "excluding", "would", "should",
}  # fmt: skip
_WANTS = BUYING_WORDS | {"need", "needs", "want", "order", "tender", "spend", "spending", "spent", "let", "award", "awarding"}
_THOUSANDS = {"k", "grand", "thou"}
_METRES = {"m", "mm", "mil"}
_LEAST_POUNDS = 10_000
_LEAST_METRES = 10
_BUYING_REACH, _PHRASE_REACH, _DESCRIBED = 6, 6, 4


def is_bought(question: Question, first: int, number: Number, end: int) -> bool:
    """Whether the number at tokens `first` up to `end`, with "of" at `end`, is a sum spent on what follows.

    >>> from assistant.facts.words.numbers import read_number
    >>> from assistant.facts.words.text import read_text
    >>> def bought(text: str, first: int) -> bool:
    ...     question = read_text(text)
    ...     number = read_number(question, first)
    ...     return number is not None and is_bought(question, first, number, number.end)
    >>> bought("120k of school furniture", 0), bought("2m of cable", 0), bought("buying 2m of laptops", 1)
    (True, False, True)
    """
    if number.value is None or question.word(end) != "of":
        return False
    kind_stop = _first_kind_end(question, end + 1)
    if _is_measured(question, end + 1, kind_stop):
        return False
    if number.scale_word in _THOUSANDS:
        return kind_stop > 0 or _is_thing(question, end + 1)
    if kind_stop == 0 or number.value < _LEAST_POUNDS:
        return False
    wanted = any(word in _WANTS for word in question.words(first - _BUYING_REACH, first))
    if number.scale_word in _METRES:
        return wanted and not _is_laid(question, number, end + 1, kind_stop)
    return wanted or number.scale > 1


def _is_thing(question: Question, at: int) -> bool:
    token = question.at(at)
    return token.kind == "word" and token.text not in _STOPS


def _is_measured(question: Question, at: int, kind_stop: int) -> bool:
    """Whether a unit, people, or a word for a part of something stands in the phrase from `at`, outside the kind's own words."""
    if question.word(at) in _NOT_BOUGHT:
        return kind_stop == 0 or question.word(at) in ("them", "those", "people", "staff")
    for i in range(at, at + _PHRASE_REACH):
        word = question.word(i)
        if word in _STOPS or not (word.isalnum() or word == "-"):
            return False
        if i >= kind_stop and (singular(word) in _UNITS or singular(word) in _NOT_BOUGHT):
            return True
    return False


def _first_kind_end(question: Question, at: int) -> int:
    """Where the first phrase for what is bought ends that starts within a few words of `at`, or 0."""
    for start in range(at, at + _DESCRIBED):
        if question.at(start).kind != "word" or question.word(start) in _STOPS:
            return 0
        if kind := kind_end(question, start):
            return kind
    return 0


def _is_laid(question: Question, number: Number, first: int, kind_stop: int) -> bool:
    """Whether "m" may be metres of something that is laid: "buying 400m of fencing", but not "2m" or "1.4m" of it."""
    metres = number.value is not None and number.numeral.isdigit() and int(number.numeral) >= _LEAST_METRES
    return metres and any(singular(word) in vocabulary().by_length for word in question.words(first, kind_stop))
