"""A reply by which the contract holds as much again, for somebody or something else: "his brother needs the same package, in the one contract".

Where it is not said to be in the same contract, it is asked; another contract changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assistant.facts.aside.told_apart import is_marked_apart, sentence_round
from assistant.facts.reply.refer import Factor
from assistant.facts.words.bounds import Bound
from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.facts.words.text import Question, read_text

_NEEDS = {"need", "needs", "want", "wants", "require", "requires", "get", "gets", "having", "receives", "needing", "wanting"}
_WILL = {"will", "'ll", "to", "must", "should", "shall", "would"}
_NOBODY_ELSE = {
    "it",
    "that",
    "this",
    "we",
    "i",
    "you",
    "nobody",
    "everything",
    "who",
    "what",
    "price",
    "term",
    "contract",
    "council",
    "policy",
    "still",
}
_PADS = {"exactly", "the", "very", "just", "all", "much"}
_AS_MUCH = {
    "package",
    "again",
    "cost",
    "price",
    "rate",
    "money",
    "sum",
    "fee",
    "amount",
    "hours",
    "support",
    "care",
    "service",
    "number",
    "quantity",
}
_AGAIN = (("same", "again"), ("same", "for", "his"), ("same", "for", "her"), ("same", "for", "the", "other"), ("same", "for", "another"),
    ("same", "for", "the", "second"), ("same", "for", "a", "second"))  # fmt: skip
_ONE = {"one", "same", "single", "this", "that", "very"}
_TOO = (("too",), ("also",), ("as", "well"))
_LEADS_TO_COUNCIL = {
    "for",
    "in",
    "at",
    "with",
    "over",
    "to",
    "but",
    "please",
    "now",
    "then",
    ",",
    "-",
    ":",
    ".",
    "the",
    "and",
    "by",
    "from",
}
_EXACT: Bound = "exact"
_REACH = 10
ASKS = "“{words}”: is that in this contract too? What is the contract worth in all?"


def read_same_again(question: Question) -> tuple[Factor, bool] | None:
    """The factor of a reply that tells of as much again, and whether that is said to be in the same contract; None where it tells none.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return (found := read_same_again(read_text(text))) and found[1]
    >>> told("his brother needs the same package in the one contract"), told("his sister needs the same again"), told("the price is the same")
    (True, False, None)
    """
    at = next((at for at in range(len(question.tokens)) if _is_again(question, at)), None)
    if at is None:
        return None
    start, stop = sentence_round(question, at, at + 1)
    told = question.words(start, stop)
    if is_marked_apart(told) or "own" in told or "not" in told or "?" in question.words(stop, stop + 1):
        return None
    inside = any(
        word in CONTRACT_NOUNS and not _ONE.isdisjoint(question.words(i - 2, i)) and question.word(i - 1) not in ("contract",)
        for i, word in enumerate(question.texts)
    )
    return Factor(Fraction(2), _EXACT, question.said(start, stop), of_length=False), inside or "together" in told


def is_asked_elsewhere(question: Question, councils: Sequence[str]) -> bool:
    """Whether "the same again" only asks the same of another council, of those that are turned to: "same again for Ambridge", "same again, NEWC".

    >>> is_asked_elsewhere(read_text("same again for Ambridge"), ["Ambridge"]), is_asked_elsewhere(read_text("same again for the museum"), [])
    (True, False)
    >>> is_asked_elsewhere(read_text("Ambridge needs the same package"), ["Ambridge"])
    False
    """
    at = next((at for at, word in enumerate(question.texts) if word == "same"), None)
    if at is None or question.word(at + 1) not in ("again", "for", "in", "at", "with", ",", "-"):
        return False
    names = [read_text(name).texts for name in councils]
    behind = at + 1 + (question.word(at + 1) == "again")
    while question.word(behind) in _LEADS_TO_COUNCIL:
        behind += 1
    return any(question.follows(behind, *name) for name in names)


def _is_again(question: Question, at: int) -> bool:
    """Whether the words at `at` tell of as much again: "the same again", "his brother needs the same package"."""
    if question.word(at) != "same":
        return _needs_too(question, at)
    if any(question.follows(at, *phrase) for phrase in _AGAIN):
        return True
    verb = at - 1
    while question.word(verb) in _PADS:
        verb -= 1
    word = question.word(verb)
    needs = word in _NEEDS or (word in ("have", "has") and question.word(verb - 1) in _WILL)
    subject = question.word(
        verb - 1 - (question.word(verb - 1) in _WILL) - (word == "have" and question.word(verb - 1) not in _WILL)
    )
    another = subject.isalpha() and subject not in _NOBODY_ELSE
    return (
        needs
        and another
        and (not _AS_MUCH.isdisjoint(question.words(at + 1, at + _REACH)) or not question.word(at + 1).isalpha())
    )


def _needs_too(question: Question, at: int) -> bool:
    """ "His brother needs it too, at the same rate"."""
    if question.word(at) not in _NEEDS or question.word(at + 1) not in ("it", "one", "that"):
        return False
    too = any(question.follows(at + 2, *phrase) for phrase in _TOO)
    return too and question.word(at - 1).isalpha() and question.word(at - 1) not in _NOBODY_ELSE
