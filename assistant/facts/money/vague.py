"""Words that tell the size of a sum and not the sum: "six figures", "a few hundred thousand", "millions of pounds". They are asked about."""

from __future__ import annotations

from assistant.facts.words.numbers import scale_of
from assistant.facts.words.text import Question, singular

_FIGURES = {"4", "5", "6", "7", "8", "9", "four", "five", "six", "seven", "eight", "nine", "multi", "double", "triple"}
_LEVELS = {"low", "lower", "mid", "middle", "high", "higher", "upper", "late", "early"}
_SOME = {"few", "several", "some", "many", "multiple"}
_TENS = {"tens", "hundreds", "thousands", "millions", "billions"}
_SCALE_LETTERS = {"k", "m", "bn"}
_POUNDS = {"£", "pounds", "pound", "quid", "gbp", "sterling"}
_SHOWN = {"in", "from", "show", "shows", "are", "were", "above", "below"}
_THOSE = {"the", "these", "those", "all", "which"}
_NOT_SPENT = {"people", "staff", "children", "reasons", "times"}


def vague_sum(question: Question) -> tuple[int, int] | None:
    """The tokens, first and end, of the first words that tell roughly how large a sum is, or None.

    >>> from assistant.facts.words.text import read_text
    >>> [vague_sum(read_text(q)) for q in ("a low six-figure contract", "a few hundred thousand", "a few thousand residents")]
    [(1, 5), (1, 4), None]
    """
    for at, token in enumerate(question.tokens):
        end = 0
        if token.text in _FIGURES:
            end = _figures_end(question, at)
        elif token.text in _SOME:
            end = _some_end(question, at)
        elif token.text in _TENS and question.word(at + 1) == "of":
            end = at + 3 if question.word(at + 2) in _TENS | _POUNDS else 0
        if end:
            return at - (question.word(at - 1) in _LEVELS), _with_pounds(question, end)
    return None


def _figures_end(question: Question, at: int) -> int:
    """Where "six figures", "6-figure" or "mid five figure" ends, or 0."""
    noun = at + 1 + (question.word(at + 1) == "-")
    word = question.word(noun)
    shown = question.word(at - 1) in _THOSE or question.word(noun + 1) in _SHOWN
    if word not in ("figure", "figures", "fig", "figs") or (word == "figures" and shown):
        return 0
    return noun + 1


def _some_end(question: Question, at: int) -> int:
    """Where "a few hundred thousand" ends, or 0 where it counts people or things."""
    end = at + 1
    while scale_of(question.word(end)) is not None or question.word(end) in _SCALE_LETTERS:
        end += 1
    if end == at + 1 or (end == at + 2 and scale_of(question.word(at + 1)) == 100 and question.word(end) not in _POUNDS):
        return 0
    after = question.word(end)
    counts = len(after) > 3 and after.isalpha() and (singular(after) != after or after in _NOT_SPENT) and after not in _POUNDS
    return 0 if counts or after == "of" else end


def _with_pounds(question: Question, end: int) -> int:
    end += question.word(end) == "of" and question.word(end + 1) in _POUNDS
    return end + (question.word(end) in _POUNDS)
