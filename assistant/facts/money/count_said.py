"""How many of a thing a message says there are: "40 weeks", "all 15 wards", "190 school days a year", "500 of them", "make that 800".

A number that is a name, a year, a time of day, a percentage or a sum counts nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assistant.facts.money.bare import is_label, is_year_number
from assistant.facts.money.changes import Sign, read_change
from assistant.facts.money.counted import SIZES
from assistant.facts.money.price_units import is_time, read_pers, unit_of
from assistant.facts.words.numbers import Number, read_number
from assistant.facts.words.text import Question, singular

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
    "up", "down", "gone", "went", "cut", "raised", "risen", "rose", "changed", "moved", "dropped", "reduced", "increased", "grown", "fallen",
    "it",
}  # fmt: skip
_IN_ALL = (("in", "all"), ("in", "total"), ("altogether",), ("all", "told"), ("overall",), ("total",))
_NO_COUNT_AFTER = {"%", "percent", "pc", "am", "pm", "st", "nd", "rd", "th", ":", "°", "p", "pence", "times", "x", "k", "m"}
_SIGNS_BEFORE = {"£", "gbp", "$", "€", "/", "-", ".", ":", "#", "×"}
_EACH, _OF_REACH = {"a", "per", "each", "every"}, 3
_PEOPLE = {"people", "children", "staff", "men", "women"}
_MOST, _NAME_REACH, _BEFORE_REACH, _DOZEN, _LEAST_NOUN = 1_000_000, 4, 6, 12, 3


@dataclass(frozen=True, slots=True)
class CountSaid:
    """A count at tokens `first` up to `end`, from `low` to `high` (None where no most is known).

    `unit` is the noun that is counted, `names` all the words in the singular that say of what, `before` those that lead to it. `each` is what
    holds so many ("year" for "190 days a year"), `of_several` tells that the number is already so many times ("in each of our 3 schools"),
    `in_all` whether it is said to be the whole, `pronoun` is for "of them", `change` whether it is so many more (1) or fewer (-1), or either (0),
    and no count of its own; `shared` is for what they go to ("for 12 halls").
    """

    low: Fraction
    high: Fraction | None
    first: int
    end: int
    unit: str
    each: tuple[str, ...] = ()
    of_several: bool = False
    names: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    in_all: bool = False
    pronoun: bool = False
    change: Sign | None = None
    shared: bool = False


def read_counts(question: Question, taken: Collection[int]) -> tuple[CountSaid, ...]:
    """Every count of a message, in order; `taken` are tokens that were read as something else.

    >>> from assistant.facts.words.text import read_text
    >>> [(int(c.low), c.names, c.each) for c in read_counts(read_text("190 school days a year, and there are six"), ())]
    [(190, ('school', 'day'), ('year',)), (6, (), ())]
    """
    found: list[CountSaid] = []
    at = 0
    while at < len(question.tokens):
        number = None if at in taken else _number(question, at)
        if number is None or number.value is None:
            at += 1
            continue
        if _is_count(question, at, number):
            found.append(read_count(question, at, number.end, number.value, number.value, {}))
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
    return not is_year_number(number) or (after == "of" and question.word(number.end + 1) in _PRONOUNS)


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


def read_count(
    question: Question, at: int, number_end: int, low: Fraction, high: Fraction | None, vat_ends: Mapping[int, int]
) -> CountSaid:
    """The count whose figures are the tokens `at` up to `number_end`, with what it is of and what holds so many."""
    start = number_end + (question.word(number_end) == "-")
    pronoun = question.word(start) == "of" and question.word(start + 1) in _PRONOUNS
    led = pronoun or (question.word(start) == "of" and question.word(start + 1) in ("the", "our", "these", "those"))
    start += 2 * led
    end = start if pronoun else _names_end(question, start)
    noun_at = next((i for i in range(start, end) if _is_noun(question, i)), None)
    pers = read_pers(question, end if noun_at is None else _of_what_end(question, noun_at + 1), vat_ends)
    names = (word for word in question.words(start, end) if word.isalpha() and word not in _MORE | _FEWER | _FILLS)
    return CountSaid(
        low * pers.times,
        None if high is None else high * pers.times,
        at,
        pers.end,
        "" if noun_at is None else unit_of(question.word(noun_at)),
        pers.units,
        pers.times > 1,
        tuple(map(unit_of, names)),
        tuple(map(unit_of, question.words(at - _BEFORE_REACH, at))),
        any(question.follows(max(end, pers.end), *phrase) for phrase in _IN_ALL),
        pronoun,
        _change(question, at, number_end, end),
        question.word(at - 1) in _SHARED,
    )


def _names_end(question: Question, start: int) -> int:
    end, reach = start, start + _NAME_REACH
    while end < reach and (
        _is_hyphen(question, end, start) or (question.word(end).isalpha() and question.word(end) not in _ENDS_NAME)
    ):
        reach += 2 * _is_hyphen(question, end, start)
        end += 1
    return end


def _is_hyphen(question: Question, at: int, start: int) -> bool:
    """Whether a hyphen stands inside a word: "52 council-run bungalows"."""
    return at > start and question.word(at) == "-" and not question.at(at).gap and not question.at(at + 1).gap


def _of_what_end(question: Question, at: int) -> int:
    """Where "of cleaning" ends in "210 hours of cleaning a week", if what holds so many is told behind it; else `at`."""
    if question.word(at) != "of" or question.word(at + 1) in _PRONOUNS or not question.word(at + 1).isalpha():
        return at
    ends = range(at + 2, at + 2 + _OF_REACH)
    return next((end for end in ends if question.word(end) in _EACH and is_time(question.word(end + 1))), at)


def _is_noun(question: Question, at: int) -> bool:
    """Whether the word at `at` is what is counted: a plural, a unit of time, "sq m"."""
    word = question.word(at)
    plural = len(word) > _LEAST_NOUN and singular(word) != word
    return question.word(at - 1) in SIZES or is_time(word) or plural or word in _PEOPLE or word in ("time", "times")


def _change(question: Question, at: int, number_end: int, end: int) -> Sign | None:
    """Whether a count is so many more or fewer: "200 more tablets", "another 300", "50 fewer"."""
    inside = set(question.words(number_end, end))
    if not inside.isdisjoint(_MORE | _FEWER):
        return 1 if inside.isdisjoint(_FEWER) else -1
    change = read_change(question, at, number_end) or read_change(question, at, end)
    return None if change is None else change.sign
