"""A charge that is paid once beside a rate: "£31,000 a year for four years, with a set-up charge of £9,000 once at the start".

Both are paid under the contract, so they add up. An option, a saving or a part of the rate is told by other words and does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.facts.money.sum_roles import is_optional
from assistant.facts.money.sums import Money
from assistant.facts.words.text import Question

_ONCE_SAID = (
    "one - off|one off|oneoff|once only|once at|only once|just once|paid once|set - up|set up|setup|setting up|up front|up - front|upfront|"
    "at the start|at the outset|to start with|initial fee|initial cost|initial charge|initial payment|initial outlay|initial purchase|"
    "joining fee|day one|to install|installation|installing|implementation|to implement|commissioning|mobilisation|mobilization|migration|"
    "onboarding|configuration|to buy|purchase|to supply and fit|outright|single payment|lump sum"
)
_ONCE = tuple(tuple(phrase.split()) for phrase in _ONCE_SAID.split("|"))
"""Words by which a sum is paid once only."""
_ONCE_STARTS = {phrase[0] for phrase in _ONCE}
_JOINS = {"and", "plus", "+", "then", "with", "after", "top", "also", "another", "followed", "&"}
_OTHERWISE = {
    "or", "not", "instead", "was", "were", "last", "saving", "savings", "grant", "including", "includes", "include", "incl", "inclusive", "less",
    "optional", "option", "options", "might", "may", "could", "if", "waived", "waive", "free", "already", "spent", "paid", "which", "total",
    "saves", "save", "previous", "refund", "refundable", "separate", "separately", "no", "quoted", "versus", "than", "but", "extension",
}  # fmt: skip
"""Words by which the sum is something else, or may not be paid."""
_BASES = {"ex", "inc", "excluding", "including", "plus", "exclusive", "inclusive", "of", "vat", "net", "before"}
_STOPS = {".", "?", "!", ";"}
_REACH = 8


def once_only_sum(question: Question, totals: Sequence[Money], rate: Money) -> Money | None:
    """The sums that are paid once beside the rate, as one; None where one of them may be something else.

    >>> from assistant.facts.words.lengths import read_lengths
    >>> from assistant.facts.money.sums import read_money
    >>> from assistant.facts.words.text import read_text
    >>> def told(text):
    ...     sums = read_money(q := read_text(text), (), (), read_lengths(q, ())).sums
    ...     found = once_only_sum(q, [one for one in sums if not one.every_months], next(one for one in sums if one.every_months))
    ...     return found and found.low_pence // 100
    >>> told("£600 a month with a set-up charge of £9,000"), told("£600 a month, or £9,000 outright"), told("£9,000 for £600 a month")
    (9000, None, None)
    """
    ordered = sorted([*totals, rate], key=lambda one: one.first)
    if not totals or any(one.bound != "exact" or one.high_pence is None for one in ordered):
        return None
    if not all(_is_once(question, one, ordered) for one in totals):
        return None
    low, high = sum(one.low_pence for one in totals), sum(one.high_pence or 0 for one in totals)
    return replace(totals[0], low_pence=low, high_pence=high, first=ordered[0].first, end=ordered[-1].end, counted=True)


def is_joined(question: Question, one: Money, other: Money) -> bool:
    """Whether a word joins two sums, and not a comma alone, behind which the second may tell what the first is made of.

    >>> from assistant.facts.money.sums import read_money
    >>> from assistant.facts.words.text import read_text
    >>> [is_joined(q := read_text(text), *read_money(q, (), ()).sums) for text in ("£9k and then £1k a year", "£9k, £1k a year")]
    [True, False]
    """
    first, second = sorted((one, other), key=lambda each: each.first)
    return not _JOINS.isdisjoint(question.words(first.end, second.first))


def _is_once(question: Question, one: Money, ordered: Sequence[Money]) -> bool:
    """Whether the words next to a sum say that it is paid once, or it is a number of things and the rate goes on from it."""
    at = ordered.index(one)
    before, after = ordered[at - 1] if at else None, ordered[at + 1] if at + 1 < len(ordered) else None
    lead, behind = _lead(question, one, before), _behind(question, one, after)
    between = question.words(before.end, one.first) if before else question.words(one.end, after.first) if after else ()
    told = _without_bases(between)
    if not _OTHERWISE.isdisjoint((*lead, *_without_bases(behind), *told)) or is_optional(question, one.first):
        return False
    once = _says_once(lead) or _says_once(behind) or behind[-1:] == ("once",)
    if _STOPS.isdisjoint(between):
        joined = not _JOINS.isdisjoint(between) or between[-1:] in ((",",), ("+",)) or "," in between
        return joined and (once or (one.counted and before is None and not _JOINS.isdisjoint(between[-3:])))
    return once and len(between) <= 2 * _REACH


def _lead(question: Question, one: Money, before: Money | None) -> tuple[str, ...]:
    """The words before a sum in its sentence, from another sum on."""
    words = question.words(max(before.end if before else 0, one.first - _REACH), one.first)
    stop = max((i for i, word in enumerate(words) if word in _STOPS), default=-1)
    return words[stop + 1 :]


def _behind(question: Question, one: Money, after: Money | None) -> tuple[str, ...]:
    """The words after a sum in its sentence, up to what leads to another sum."""
    words = question.words(one.end, min(after.first if after else one.end + _REACH, one.end + _REACH))
    stop = next((i for i, word in enumerate(words) if word in _STOPS | {",", "and", "plus", "then"}), len(words))
    return words[:stop]


def _says_once(words: Sequence[str]) -> bool:
    said = tuple(words)
    return any(said[i : i + len(phrase)] == phrase for i, word in enumerate(said) if word in _ONCE_STARTS for phrase in _ONCE)


def _without_bases(words: Sequence[str]) -> list[str]:
    """The words but for those on VAT, of which some may be said of other things."""
    at_vat = {i for i, word in enumerate(words) if word == "vat"}
    return [word for i, word in enumerate(words) if not (word in _BASES and at_vat & {i, i + 1, i + 2})]
