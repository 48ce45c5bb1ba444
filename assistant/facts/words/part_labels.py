"""The parts of one contract by their names: "phase A", "stage two", "Part III", "the first phase ... the second"."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.facts.words.numbers import read_number
from assistant.facts.words.text import Question

PARTS = {"phase", "ph", "stage", "part", "section", "step", "block", "tranche", "leg", "element"}
_LETTERS = {letter: n for n, letter in enumerate("abcdefgh", 1)}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "sixth": 6}
_LAST = {"last", "final"}
_MOST_PARTS = 9
_GOES_ON = {
    "", ".", ",", ";", "?", "!", ":", "-", "(", ")", "is", "takes", "lasts", "runs", "for", "will", "then", "and", "of", "at", "being", "needs",
    "comes", "which", "one", "a", "another", "costs", "was", "took", "straight", "follows", "£",
}  # fmt: skip
"""What may follow "the second" where it is short for "the second phase"."""


@dataclass(frozen=True, slots=True)
class PartLabel:
    """The name of a part: its number, from 1 on, and the tokens `first` up to `end` that name it."""

    number: int
    first: int
    end: int


def read_part_labels(question: Question) -> tuple[PartLabel, ...]:
    """Every name of a part, in order.

    >>> from assistant.facts.words.text import read_text
    >>> [one.number for one in read_part_labels(read_text("phase A, phase two, the third stage, part IV, and the fifth"))]
    [1, 2, 3, 4, 5]
    """
    found: list[PartLabel] = []
    at = 0
    while at < len(question.tokens):
        label = _named_after(question, at) or _named_before(question, at, len(found))
        if label:
            found.append(label)
        at = label.end if label else at + 1
    return tuple(found)


def _named_after(question: Question, at: int) -> PartLabel | None:
    """ "phase A", "stage two", "part 3"."""
    if question.word(at) not in PARTS:
        return None
    at_name = at + 1 + (question.word(at + 1) == "-")
    word = question.word(at_name)
    if (letter := _LETTERS.get(word) or _ROMAN.get(word)) and not _is_article(question, at_name):
        return PartLabel(letter, at, at_name + 1)
    number = read_number(question, at_name)
    plain = number is not None and number.value is not None and number.value.denominator == 1 and number.scale == 1
    if number and number.value and plain and number.value <= _MOST_PARTS and not number.loose:
        return PartLabel(int(number.value), at, number.end)
    return None


def _is_article(question: Question, at: int) -> bool:
    """Whether "a" is no letter: "this part a year later"."""
    return question.word(at) == "a" and question.text[question.at(at).start] == "a"


def _named_before(question: Question, at: int, before: int) -> PartLabel | None:
    """ "the first phase", and then "the second"; `before` is how many parts were named so far."""
    number = _ORDINALS.get(question.word(at)) or (before + 1 if question.word(at) in _LAST and before else None)
    if number is None:
        return None
    if question.word(at + 1) in PARTS:
        return PartLabel(number, at, at + 2)
    short = before > 0 and question.word(at - 1) == "the" and question.word(at + 1) in _GOES_ON
    return PartLabel(number, at, at + 1) if short else None
