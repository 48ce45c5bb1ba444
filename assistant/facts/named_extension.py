"""An extension that a reply names without its length: "same but with the extension year", "including both option years".

It lengthens the term by the unit it is named in. What is left out, or asked about, lengthens nothing; nor does one that the earlier term holds.
"""

from __future__ import annotations

from assistant.facts.changes import Change
from assistant.facts.lengths import UNIT_MONTHS, Length
from assistant.facts.numbers import read_number
from assistant.facts.text import Question, read_text
from assistant.model import Duration

_NAMES = {"extension", "option", "optional", "extra", "bonus"}
_WITH = {
    "with", "including", "include", "incl", "inc", "plus", "and", "add", "adding", "take", "taking", "use", "using", "count", "counting", "exercise",
    "exercising", "+", "up", "activate", "activating", "trigger", "want", "need", "bring", "put",
}  # fmt: skip
_BESIDE = {"with", "including", "incl", "inc", "plus", "and", "+"}
_ASKS = {"do", "does", "did", "is", "are", "can", "could", "should", "must", "may", "will", "would", "shall"}
_FILLS = {"the", "an", "a", "that", "our", "its", "in", "all", "on", "up"}
_HELD = {
    "extension",
    "extensions",
    "option",
    "options",
    "optional",
    "extend",
    "extended",
    "extending",
    "+",
    "plus",
    "extra",
    "more",
    "another",
    "further",
}
_REACH = 4


def named_extension(question: Question) -> tuple[Length, Change] | None:
    """The extension that the reply goes on with, as a length and the change that it makes.

    >>> [found and int(found[0].low) for q in ("same but with the extension year", "plus both option years", "no extension year")
    ...  for found in [named_extension(read_text(q))]]
    [12, 24, None]
    """
    asked = question.word(0) in _ASKS
    for at, word in enumerate(question.texts):
        unit = UNIT_MONTHS.get(question.word(at + 1)) if word in _NAMES else None
        if unit is None or unit < 1:
            continue
        first = at
        count, first = _count_before(question, at)
        while question.word(first - 1) in _FILLS and at - first < _REACH:
            first -= 1
        if question.word(first - 1) in (_WITH if not asked else _BESIDE) and not {
            "if",
            "whether",
            "not",
            "don't",
            "without",
        } & set(question.words(first - 3, first - 1)):
            months = unit * count
            return Length(months, months, unit, first, at + 2, True), Change(1, first - 1, at + 2, True)
    return None


def _count_before(question: Question, at: int) -> tuple[int, int]:
    """How many extensions are named before token `at`, and where the words start."""
    if question.word(at - 1) == "both":
        return 2, at - 1
    number = read_number(question, at - 1)
    if number and number.end == at and number.value and number.value.denominator == 1 and number.value <= _REACH:
        return int(number.value), at - 1
    return 1, at


def holds_extension(duration: Duration) -> bool:
    """Whether the earlier term was told with its extensions: "3 years plus 1"."""
    return not _HELD.isdisjoint(read_text(duration.said.words).texts)
