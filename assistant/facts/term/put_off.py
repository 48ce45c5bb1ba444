"""A start that is put off or brought forward: "start has slipped to 1 June", "we're not going out till May", "pushed back to April 2027".

It has to be said of the start, the tender or the contract, or of "it" and "we"; a deadline or a meeting that moves is another matter.
"""

from __future__ import annotations

from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.words.text import Question

_MOVES = {
    "slipped", "slips", "slip", "slipping", "moved", "moves", "moving", "pushed", "put", "postponed", "delayed", "deferred", "brought", "shifted",
    "changed", "rescheduled", "drifted", "held", "knocked", "bumped", "delaying", "deferring", "postponing", "pushing", "shunted",
}  # fmt: skip
_FILLS = {
    "back",
    "off",
    "forward",
    "forwards",
    "on",
    "out",
    "over",
    "up",
    "now",
    "again",
    "right",
    "early",
    "late",
    "mid",
    "about",
    "around",
    "the",
}
_TO = {"to", "till", "until", "til", "into"}
_TILL = {"till", "until", "til"}
_GOES = {
    "start",
    "starting",
    "begin",
    "beginning",
    "commence",
    "commencing",
    "going",
    "go",
    "launching",
    "launch",
    "tendering",
    "advertising",
}
_NOT_GO = {"to", "ahead", "back", "away", "home", "through", "over", "up", "into", "on"}
_OF_START = {
    "start", "starts", "starting", "date", "it", "it's", "its", "we", "we're", "we've", "tender", "procurement", "contract", "launch", "this", "that",
    "that's", "works", "job", "project", "everything", "notice", "scheme", "begin", "commencement", "all", "and", "but", "ok", "sorry", "so", "no",
    "oh", ",", "just", "has", "have", "been", "is", "was", "now", "had", "got", "getting", "being", "will", "be", "the", "our", "whole", "thing",
    "of", "for", "i", "they've", "they", "actually", "again", "also", "then", "us", "day", "out", "going",
}  # fmt: skip
_OF_ANOTHER = {
    "end",
    "finish",
    "completion",
    "closing",
    "deadline",
    "return",
    "review",
    "submission",
    "bid",
    "meeting",
    "board",
    "cabinet",
    "payment",
}
_JOINS = {",", "but", "and", "so"}
_REACH = 6


def is_put_off_to(question: Question, at: int) -> bool:
    """Whether the day that begins at token `at` is the one to which the start is moved.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_put_off_to(q := read_text(text), q.texts.index("may"))
    >>> told("start has slipped to May"), told("we're not going out till May"), told("it's been put back to May"), told("delayed until may")
    (True, True, True, True)
    >>> told("the deadline has slipped to May"), told("we're not going to Ely till May"), told("it runs till May"), told("the end has moved to May")
    (False, False, False, False)
    """
    lead = at - 1
    while (
        question.word(lead) in ("the", "early", "late", "mid", "about", "around", "start", "end", "beginning", "of")
        and at - lead < _REACH
    ):
        lead -= 1
    if question.word(lead) not in _TO:
        return False
    first, _ = sentence_round(question, at, at + 1)
    before = question.words(first, lead)
    if not _OF_ANOTHER.isdisjoint(before):
        return False
    return _is_moved(before) or (question.word(lead) in _TILL and _is_no_start_before(before))


def _is_moved(before: tuple[str, ...]) -> bool:
    """Whether the words before "to" end with a verb that moves what starts: "the start has slipped", "it's been put back"."""
    end = len(before)
    while end and before[end - 1] in _FILLS:
        end -= 1
    clause = max((at + 1 for at in range(end) if before[at] in _JOINS), default=0)
    return bool(end) and before[end - 1] in _MOVES and _OF_START.issuperset(before[clause : end - 1])


def _is_no_start_before(before: tuple[str, ...]) -> bool:
    """Whether the words before "till" say that nothing starts before: "we're not going out", "it won't start", "no start"."""
    denied = next(
        (at for at, word in enumerate(before) if word in ("not", "no", "isn't", "aren't") or word.endswith("n't")), None
    )
    if denied is None or len(before) - denied > _REACH:
        return False
    behind = before[denied + 1 :]
    goes = [
        at for at, word in enumerate(behind) if word in _GOES and behind[at + 1 : at + 2] not in {(one,) for one in _NOT_GO}
    ]
    return bool(goes) and _OF_START.issuperset(behind[goes[0] + 1 :]) and "be" not in behind[: goes[0]]
