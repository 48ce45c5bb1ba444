"""How many of a thing a message says there are: "40 weeks", "all 15 wards", "190 school days a year", "500 of them", "make that 800".

A number that is a name, a year, a time of day, a percentage or a sum counts nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from assistant.facts.bare import is_label
from assistant.facts.changes import Sign, read_change
from assistant.facts.counted import PROCURED_APART
from assistant.facts.numbers import Number, read_number
from assistant.facts.price_units import PER, SAID_ADVERB, unit_of
from assistant.facts.text import Question

_PRONOUNS = {"them", "these", "those", "'em", "em"}
_ENDS_NAME = {
    "in", "at", "on", "for", "to", "from", "with", "is", "are", "was", "will", "would", "and", "or", "but", "so", "per", "a", "an", "each", "every",
    "the", "now", "then", "please", "not", "instead", "rather", "than", "we", "it", "i", "they", "by", "over", "all", "of", "do", "does", "must",
    "should", "that", "which", "who", "because", "as", "if", "what", "altogether", "total", "overall", "annually", "yearly", "pa", "monthly", "pcm",
    "weekly", "pw", "daily", "actually", "sorry", "thanks", "ta", "it's", "that's", "has", "have", "needs", "need", "only", "just", "ex", "inc",
    "plus",
    "this", "there", "up", "down", "across", "apiece", "tops", "max", "mind", "though", "agreed", "ordered", "needed", "wanted", "required", "left",
}  # fmt: skip
_MORE, _FEWER, _FILLS = {"more", "extra", "additional", "further"}, {"fewer", "less"}, {"whole", "full"}
_SHARED = {"for", "across", "between", "among", "amongst", "into", "at", "over", "in"}
_US = {"us", "you", "our"}
_NOT_MEANT = (("not",), ("instead", "of"), ("rather", "than"), ("was",))
_MOVES = {
    "up",
    "down",
    "gone",
    "went",
    "cut",
    "raised",
    "risen",
    "rose",
    "changed",
    "moved",
    "dropped",
    "reduced",
    "increased",
    "grown",
    "fallen",
    "it",
}
_IN_ALL = (("in", "all"), ("in", "total"), ("altogether",), ("all", "told"), ("overall",), ("total",))
_NO_COUNT_AFTER = {"%", "percent", "pc", "am", "pm", "st", "nd", "rd", "th", ":", "°", "p", "pence", "times", "x", "k", "m"}
_SIGNS_BEFORE = {"£", "gbp", "$", "€", "/", "-", ".", ":", "#", "×"}
_MOST, _NAME_REACH, _BEFORE_REACH, _DOZEN = 1_000_000, 4, 6, 12


@dataclass(frozen=True, slots=True)
class CountSaid:
    """A count at tokens `first` up to `end`; `names` are the words in the singular that say of what, `before` those that lead to it.

    `each` is what holds so many ("year" for "190 days a year"), `in_all` whether it is said to be the whole, `pronoun` for "of them",
    `change` whether it is so many more (1) or fewer (-1), or either (0), and no count of its own; `shared` for what they go to ("for 12 halls").
    """

    number: int
    first: int
    end: int
    names: tuple[str, ...]
    before: tuple[str, ...]
    each: str = ""
    in_all: bool = False
    pronoun: bool = False
    change: Sign | None = None
    shared: bool = False


def read_counts(question: Question, taken: Collection[int]) -> tuple[CountSaid, ...]:
    """Every count of a message, in order; `taken` are tokens that were read as something else.

    >>> from assistant.facts.text import read_text
    >>> [(c.number, c.names, c.each) for c in read_counts(read_text("190 school days a year, and there are six"), ())]
    [(190, ('school', 'day'), 'year'), (6, (), '')]
    """
    found: list[CountSaid] = []
    at = 0
    while at < len(question.tokens):
        number = None if at in taken else _number(question, at)
        if number is None or number.value is None:
            at += 1
            continue
        if _is_count(question, at, number):
            found.append(_count(question, at, number))
        at = number.end
    return tuple(found)


def _number(question: Question, at: int) -> Number | None:
    """The number at `at`; a dozen is twelve."""
    if question.word(at) in ("a", "an", "half", "couple", "point"):
        return Number(Fraction(_DOZEN), at + 2) if question.follows(at, "a", "dozen") else None
    if question.word(at) == "dozen":
        return Number(Fraction(_DOZEN), at + 1)
    number = read_number(question, at)
    if number and number.value is not None and number.scale == 1 and question.word(number.end) == "dozen":
        return Number(number.value * _DOZEN, number.end + 1)
    return number


def _is_count(question: Question, at: int, number: Number) -> bool:
    value, after = number.value or Fraction(0), question.word(number.end)
    if (
        value.denominator != 1
        or not 1 <= value <= _MOST
        or number.loose
        or number.scale_word in ("k", "m", "grand", "mn", "bn")
    ):
        return False
    set_off = question.word(at - 1) in ("-", ":") and question.at(at).gap
    if (question.word(at - 1) in _SIGNS_BEFORE and not set_off and not _is_stop(question, at - 1)) or is_name(
        question, at, number
    ):
        return False
    if after == "of" and question.word(number.end + 1) in _US:
        return False
    joined = after in ("-", "/", ".") and question.at(number.end + 1).kind == "number"
    cent = question.follows(number.end, "per", "cent")
    if after in _NO_COUNT_AFTER or joined or cent or is_not_meant(question, at):
        return False
    year = not number.grouped and len(number.numeral) == 4 and number.numeral[:2] in ("19", "20")
    return not year or (after == "of" and question.word(number.end + 1) in _PRONOUNS)


def is_name(question: Question, at: int, number: Number) -> bool:
    """Whether the number at `at` is a name: "lot 2"; "the number is 800" tells how many there are, "my number is 800" whom to ring."""
    how_many = (
        question.word(at - 2) == "number" and question.word(at - 1) in ("is", "was", ":") and question.word(at - 3) == "the"
    )
    return is_label(question, at, number) and not how_many


def _is_stop(question: Question, at: int) -> bool:
    """Whether a full stop or colon ends a phrase, and is no part of a number or a time."""
    return question.word(at) in (".", ":") and question.at(at + 1).gap


def is_not_meant(question: Question, at: int) -> bool:
    """Whether the number at `at` is what was said before: "not 500", "instead of 500", "up from 500", but not "from 300 to 400"."""
    moved = question.word(at - 1) == "from" and not _MOVES.isdisjoint(question.words(at - 3, at - 1))
    return moved or any(_ends_with(question, at, phrase) for phrase in _NOT_MEANT)


def _ends_with(question: Question, at: int, phrase: tuple[str, ...]) -> bool:
    return question.words(at - len(phrase), at) == phrase


def _count(question: Question, at: int, number: Number) -> CountSaid:
    """The count with what it is of and what holds so many."""
    end, pronoun = number.end, False
    end += question.word(end) == "-"
    if question.word(end) == "of" and question.word(end + 1) in _PRONOUNS:
        end, pronoun = end + 2, True
    elif question.word(end) == "of" and question.word(end + 1) in ("the", "our", "these", "those"):
        end += 2
    names: list[str] = []
    while not pronoun and len(names) < _NAME_REACH and question.word(end).isalpha() and question.word(end) not in _ENDS_NAME:
        names += [] if question.word(end) in _MORE | _FEWER | _FILLS else [unit_of(question.word(end))]
        end += 1
    each, each_end = _each(question, end)
    change = _change(question, at, number.end, end)
    in_all = any(question.follows(each_end, *phrase) for phrase in _IN_ALL)
    before = tuple(unit_of(word) for word in question.words(at - _BEFORE_REACH, at))
    return CountSaid(
        int(number.value or 0),
        at,
        each_end,
        tuple(names),
        before,
        each,
        in_all,
        pronoun,
        change,
        question.word(at - 1) in _SHARED,
    )


def _change(question: Question, at: int, number_end: int, end: int) -> Sign | None:
    """Whether a count is so many more or fewer: "200 more tablets", "another 300", "50 fewer"."""
    inside = set(question.words(number_end, end))
    if not inside.isdisjoint(_MORE | _FEWER):
        return 1 if inside.isdisjoint(_FEWER) else -1
    change = read_change(question, at, number_end) or read_change(question, at, end)
    return None if change is None else change.sign


def _each(question: Question, end: int) -> tuple[str, int]:
    """What holds so many ("a year", "per ward", "weekly"), and where the words end."""
    if question.word(end) in SAID_ADVERB:
        return SAID_ADVERB[question.word(end)], end + 1
    end += question.word(end) in _SHARED and question.word(end + 1) in ("each", "every")
    if (
        question.word(end) in PER
        and question.word(end + 1).isalpha()
        and question.word(end + 1) not in _ENDS_NAME | PROCURED_APART - {"year"}
    ):
        return unit_of(question.word(end + 1)), end + 2
    return "", end
