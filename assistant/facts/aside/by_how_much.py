"""Sums that tell by how much one price differs from another: a saving, an overrun, what a bid is cheaper by.

They are none of the contract's where a larger sum is told beside them.
"""

from __future__ import annotations

from assistant.facts.words.text import Question

_DIFFERS_SAID = (
    "cheaper|dearer|pricier|less than|more than|better off|worse off|saved|saving|savings|of savings|over budget|under budget|below budget|"
    "over estimate|under estimate|off the old|off last|off what|down on|up on|overspend|overspent|overrun|underspend|too much|below what|"
    "above what|under what|over what|lower than|higher than|reduction|difference|a year cheaper|a year less"
)
_DIFFERS = tuple(tuple(phrase.split()) for phrase in _DIFFERS_SAID.split("|"))
"""What stands right behind a difference."""
_RAN_OVER = {
    "overran", "overspent", "overshot", "overspend", "overrun", "blew", "blown", "exceeded", "undercut", "undercuts", "beat", "beats", "beaten",
    "underspent", "underspend", "bust",
}  # fmt: skip
_WENT = {"went", "ran", "was", "came", "gone", "were", "been"}
_SIDES = {"over", "under", "above", "below"}
_LEADS = {"by", "of", "about", "around", "some", "nearly", "almost", "roughly"}
_ADDED = {"option", "options", "extension", "extensions", "extra", "extras", "another", "additional", "further"}
_REACH, _NEAR = 7, 4


def is_by_how_much(question: Question, first: int, end: int) -> bool:
    """Whether the sum at tokens `first` up to `end` is a difference: "went over by £65k", "£15k cheaper", "overspend of £9k".

    >>> from assistant.facts.words.text import read_text
    >>> [is_by_how_much(read_text(q), at, at + 3) for q, at in (("went over by £65k", 3), ("£15k cheaper", 0), ("put up by £65k", 3))]
    [True, True, False]
    """
    before = question.words(max(0, first - _REACH), first)
    if not _ADDED.isdisjoint(before) or before[-1:] in (("plus",), ("+",)):
        return False
    if any(question.follows(end, *phrase) for phrase in _DIFFERS):
        return True
    led = len(before)
    while led and before[led - 1] in _LEADS:
        led -= 1
    if "by" in before[led:]:
        went = before[led - 1 : led] != () and before[led - 1] in _SIDES and not _WENT.isdisjoint(before)
        return went or not _RAN_OVER.isdisjoint(before[max(0, led - _NEAR) : led])
    return led > 0 and before[led - 1] in _RAN_OVER
