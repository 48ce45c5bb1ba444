"""Two figures told as the two ends of one: "20 months at best and 27 at worst", "£900k if all goes well, £1.2m if not"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.facts.words.bounds import Bound
from assistant.facts.words.text import Question

LOW = {
    "low", "lowest", "best", "bottom", "cheapest", "least", "lower", "minimum", "min", "optimistic", "optimistically", "cheaper", "cheap", "earliest",
    "shortest", "quickest", "fastest", "soonest", "luck", "lucky", "well", "good",
}  # fmt: skip
HIGH = {
    "high", "highest", "worst", "top", "dearest", "most", "upper", "maximum", "max", "pessimistic", "pessimistically", "dearer", "higher", "latest",
    "longest", "slowest", "realistically", "unlucky", "otherwise", "badly", "push", "without", "bad",
}  # fmt: skip
_CASES: dict[str, Bound] = {
    "best": "at_least",
    "earliest": "at_least",
    "soonest": "at_least",
    "worst": "at_most",
    "latest": "at_most",
}
_NEAR = 5


def are_two_ends(lead: Sequence[str], between: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the words before two figures, between them and behind them name one as the low end and the other as the high one.

    >>> are_two_ends((), "at best and".split(), "at worst".split()), are_two_ends((), "if all goes well ,".split(), "if not".split())
    (True, True)
    >>> are_two_ends((), "for the works and".split(), "for the best bidder".split())
    False
    """
    first, second = {*lead, *between[:_NEAR]}, {*between[-_NEAR:], *after[:_NEAR]}
    named = (not LOW.isdisjoint(first) and not HIGH.isdisjoint(second)) or (
        not HIGH.isdisjoint(first) and not LOW.isdisjoint(second)
    )
    return named or ("if" in first and tuple(after[:1]) == ("if",)) or ("if" in lead and tuple(between[-2:]) == ("if", "not"))


def one_end(question: Question, first: int, end: int) -> Bound | None:
    """The bound of a length that is told as one end alone: "20 months at best", "worst case 27 months", "at the latest in 27 months".

    >>> from assistant.facts.words.text import read_text
    >>> one_end(read_text("20 months at best"), 0, 2), one_end(read_text("worst case 27 months"), 2, 4), one_end(read_text("20 months"), 0, 2)
    ('at_least', 'at_most', None)
    """
    behind = end + (question.word(end) == ",")
    for name, bound in _CASES.items():
        for start in (behind, behind + 1, behind + 2):
            leads = question.words(behind, start)
            if question.word(start) == name and leads and leads[0] in ("at", "in") and set(leads) <= {"at", "in", "the"}:
                return bound
        led = question.words(first - 3, first)
        if name in led and led[-1:] in ((name,), ("case",), (":",), ("in",), ("is",)):
            return bound
    return None
