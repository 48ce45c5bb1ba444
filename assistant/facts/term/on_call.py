"""Years that may be taken up or left: "two single years that the council may take up", "a year should we want it", "two more if we like"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from assistant.facts.words.text import Question

_MODALS = {"may", "can", "could", "might"}
_TAKES = {
    "take", "call", "use", "add", "exercise", "have", "ask", "trigger", "invoke", "activate", "choose", "draw", "claim", "want", "request", "grant",
    "award", "opt", "pick", "keep", "be",
}  # fmt: skip
_TAKEN = {
    "taken",
    "called",
    "used",
    "added",
    "exercised",
    "triggered",
    "invoked",
    "activated",
    "claimed",
    "granted",
    "awarded",
    "requested",
    "had",
}
_ON_TERMS = {"if", "should", "when", "where"}
_WANTS = {
    "want", "wants", "wanted", "like", "likes", "wish", "wishes", "choose", "chooses", "chose", "please", "pleases", "pleased", "happy", "satisfied",
    "need", "needs", "decide", "decides", "opt", "opts", "fancy", "care", "cares", "suits", "desired", "required", "elects", "elect",
}  # fmt: skip
_BUYERS = {"we", "i", "council", "it", "they", "authority", "client", "us", "trust", "school", "board", "buyer"}
_WHO_PAYS = {"budget", "contractor", "supplier", "provider", "firm", "bidder"}
_DENIES = {"not", "never", "won't", "can't", "cannot", "no", "nor", "neither", "without"}
_ENDS = {".", ";", "?", "!", ",", ")", "£", "but"}
_REACH, _MODAL_REACH = 10, 4


def is_on_call(question: Question, at: int) -> bool:
    """Whether the words from token `at` on say that what stands before them may be taken up: "that we can call on", "should we want it".

    >>> from assistant.facts.words.text import read_text
    >>> said = "that the council may take up|which can be called on|that we can call on|should we want it|if it likes"
    >>> [is_on_call(read_text(text), 0) for text in said.split("|")]
    [True, True, True, True, True]
    >>> said = "that we may not use|if we include the depot|that the builder may need|on site|of which we can use one"
    >>> [is_on_call(read_text(text), 0) for text in said.split("|")]
    [False, False, False, False, False]
    """
    start = at + (question.word(at) in (",", "(", "-"))
    lead = question.word(start)
    if lead in ("that", "which"):
        return _may_be_taken(_clause(question, start + 1))
    return lead in _ON_TERMS and _is_wanted(_clause(question, start + 1))


def _clause(question: Question, at: int) -> Sequence[str]:
    return list(itertools.takewhile(lambda word: word not in _ENDS, question.words(at, at + _REACH)))


def _may_be_taken(clause: Sequence[str]) -> bool:
    """ "The council may take up", "can be called on", "we can use"."""
    modal = next((at for at, word in enumerate(clause) if word in _MODALS), -1)
    if not 0 <= modal <= _MODAL_REACH or not _DENIES.isdisjoint(clause) or not _WHO_PAYS.isdisjoint(clause[:modal]):
        return False
    if modal == 0:
        return clause[1:2] == ["be"] and not _TAKEN.isdisjoint(clause[2:4])
    return not _BUYERS.isdisjoint(clause[:modal]) and not (_TAKES - {"be"}).isdisjoint(clause[modal + 1 : modal + 3])


def _is_wanted(clause: Sequence[str]) -> bool:
    """ "We want it", "the council so chooses", "all goes well"."""
    wanted = any(
        who in _BUYERS and not _WANTS.isdisjoint(clause[at + 1 : at + 4]) for at, who in enumerate(clause) if at < _MODAL_REACH
    )
    return (wanted or not {("goes", "well"), ("go", "well")}.isdisjoint(itertools.pairwise(clause))) and _DENIES.isdisjoint(
        clause
    )
