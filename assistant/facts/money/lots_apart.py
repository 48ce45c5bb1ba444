"""Lots that are contracts of their own, told by the cheapest or the dearest and by what all come to: each is worth at least, or at most, so much."""

from __future__ import annotations

from assistant.facts.words.bounds import Bound
from assistant.facts.words.text import Question, singular

_APART = (
    ("contract", "of", "its", "own"), ("contracts", "of", "their", "own"), ("its", "own", "contract"), ("their", "own", "contracts"),
    ("their", "own", "contract"), ("separate", "contract"), ("separate", "contracts"), ("contract", "in", "its", "own", "right"),
    ("contracts", "in", "their", "own", "right"), ("let", "separately"), ("awarded", "separately"), ("individual", "contracts"),
)  # fmt: skip
_DENIED = {"not", "no", "never", "isn't", "aren't", "without"}
_ENDS: dict[str, Bound] = {
    **dict.fromkeys(("cheapest", "smallest", "lowest", "smaller", "cheaper", "littlest"), "at_least"),
    **dict.fromkeys(("dearest", "largest", "biggest", "highest", "larger", "bigger", "dearer", "costliest"), "at_most"),
}
_OF_LOT = {
    "lot",
    "one",
    "of",
    "them",
    "the",
    "these",
    "lots",
    "contract",
    "is",
    "at",
    "costs",
    "comes",
    "to",
    "in",
    "being",
    "worth",
    ":",
    "just",
    "four",
}
_ALL = {"all", "together", "total", "altogether", "combined", "totalling", "sum", "whole", "overall", "between"}
_STOPS = {".", ";", ",", "and", "but", "£"}
_REACH, _ALL_REACH = 8, 7


def are_lots_apart(question: Question) -> bool:
    """Whether the message tells of lots that are contracts of their own.

    >>> from assistant.facts.words.text import read_text
    >>> asks = ("four lots, each its own contract", "four lots, not separate contracts", "four lots in one contract")
    >>> [are_lots_apart(read_text(q)) for q in asks]
    [True, False, False]
    """
    if not any(singular(word) == "lot" for word in question.texts):
        return False
    found = (at for at in range(len(question.tokens)) for phrase in _APART if question.follows(at, *phrase))
    return any(_DENIED.isdisjoint(question.words(at - 2, at)) for at in found)


def end_of_lots(question: Question, first: int) -> Bound | None:
    """The bound that a sum is to every lot, by the words before it: "the cheapest lot is £212,000" is the least that each is worth."""
    at = first - 1
    while question.word(at) in _OF_LOT and first - at < _REACH:
        at -= 1
    return _ENDS.get(question.word(at))


def is_of_all_lots(question: Question, first: int, end: int) -> bool:
    """Whether a sum is what all the lots come to: "all four come to £1.1m", "£400k in all"."""
    lead = question.words(first - _ALL_REACH, first)
    lead = lead[max((at for at, word in enumerate(lead) if word in _STOPS), default=-1) + 1 :]
    return not _ALL.isdisjoint((*lead, *question.words(end, end + 2)))
