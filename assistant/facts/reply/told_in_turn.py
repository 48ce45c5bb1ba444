"""Lots, phases or years of one contract that are told one after the other, each with its price, over several messages: they add up.

Only where every sum of a message is said to be such a part's, and the parts before were told so. A part that is told twice among others, or
asked about ("and lot 2 at £65k?"), is asked back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.money.changes import Change
from assistant.facts.money.sums import Money, MoneyRead
from assistant.facts.money.value import with_vat
from assistant.facts.reply.added_part import LINKS
from assistant.facts.reply.changed import SumChange, changed_value, with_parts
from assistant.facts.vat.basis import VatMark
from assistant.facts.words.doubts import doubt
from assistant.facts.words.numbers import read_number
from assistant.facts.words.text import Question, read_text, singular
from assistant.model import AddedSum, Facts, Lot

_NOUNS = {"lot", "phase", "stage", "part", "package", "year", "section", "tranche", "zone"}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5}
LETTERS = {letter: number for number, letter in enumerate("abcdefgh", 1)}
_BETWEEN = LINKS | {
    "too",
    "also",
    "well",
    "to",
    "will",
    "be",
    "should",
    "now",
    "only",
    "just",
    "£",
    ",",
    "-",
    "=",
    "another",
    "then",
    "adds",
    "a",
    "an",
}
_BEHIND = {"for", "is", "on", "(", "=", "-"}
_TURNS = {"what", "how", "if", "suppose", "supposing"}
_TOLD_OF = {"was", "were", "not", "isn't", "wasn't", "without", "budget", "over", "under", "exceeds"}
_REACH, _MOST = 8, 20
_COUNTED = {"lot", "phase", "stage", "package", "section", "tranche", "zone"}
_IN_ALL = "“{words}”: what is the contract worth in all, with each of its parts?"


def part_priced(question: Question, first: int, end: int) -> tuple[str, int] | None:
    """The numbered part that the sum at tokens `first` up to `end` is the price of, and its number.

    >>> def told(text): return part_priced(q := read_text(text), at := q.texts.index("£"), at + 3)
    >>> told("Lot 2 comes to £65k"), told("£65k for phase B"), told("the third year is £9k"), told("lot 2 starts soon, we pay £9k")
    (('lot', 2), ('phase', 2), ('year', 3), None)
    """
    for at in range(first - 1, max(-1, first - _REACH), -1):
        if label := _label(question, at):
            noun, number, label_end = label
            if label_end <= first and _names_it(question.words(label_end, first)):
                return noun, number
    if question.word(end) not in _BEHIND:
        return None
    at = end + 1 + (question.word(end + 1) in ("the", "our"))
    label = _label(question, at) or _label(question, at + 1)
    return label[:2] if label else None


def _names_it(between: Sequence[str]) -> bool:
    """Whether the words between a part's label and its price say no more than that this is its price, and where it is: "lot C, central, £55k"."""
    strange = [word for word in between if word not in _BETWEEN]
    return len(strange) <= 1 and _TOLD_OF.isdisjoint(strange)


def _label(question: Question, at: int) -> tuple[str, int, int] | None:
    """The noun, the number and the end of the label whose noun is at `at`: "lot 2", "the second lot", "phase B"."""
    noun = singular(question.word(at))
    if noun not in _NOUNS:
        return None
    if number := ORDINALS.get(question.word(at - 1)):
        return noun, number, at + 1
    if letter := LETTERS.get(question.word(at + 1)):
        return noun, letter, at + 2
    told = read_number(question, at + 1)
    if told is None or told.value is None or told.value.denominator != 1 or told.scale > 1 or not 0 < told.value <= _MOST:
        return None
    return noun, int(told.value), told.end


def _with_label(question: Question, one: Money) -> tuple[int, int]:
    """The tokens of a sum with the name of its part before it: "lot 3 is 55k"."""
    start = max(0, one.first - _REACH)
    at = next((at for at in range(one.first - 1, start - 1, -1) if _label(question, at)), one.first)
    return at - (question.word(at - 1) in ORDINALS), one.end


def _values(money: MoneyRead) -> list[Money]:
    return [one for one in money.sums if one.role == "value"]


def _labels(question: Question, sums: Sequence[Money]) -> list[tuple[str, int]]:
    """The part of each sum; none where one of them is no part's, or is paid each time."""
    found = [part_priced(question, one.first, one.end) for one in sums if one.every_months is None]
    labels = [one for one in found if one]
    return labels if len(labels) == len(sums) and len({noun for noun, _ in labels}) == 1 else []


def _told_before(parts: Sequence[AddedSum] | None) -> list[tuple[str, int]]:
    """The parts that were told before, by the words that they were told in."""
    found = []
    for part in parts or ():
        text = read_text(part.words)
        found += [label[:2] for at in range(len(text.tokens)) if (label := _label(text, at))][:1]
    return found


def with_first_part(facts: Facts, question: Question, money: MoneyRead, earlier: Facts | None) -> Facts:
    """The facts of a message that tells of a part, where nothing was told of the value before: the part is kept, so that others may join it.

    In a reply a later part without the first is asked about.
    """
    sums = _values(money)
    labels = _labels(question, sums) if facts.amount else []
    if facts.amount is None or sum(one.low_pence for one in sums) != facts.amount.low_pence:
        return facts
    if not labels:
        return replace(facts, lots=_lots_in_row(question, sums))
    if earlier not in (None, Facts()) and min(number for _, number in labels) > 1:
        words = question.said(sums[0].first, sums[-1].end)
        return replace(facts, amount=None, doubts=(*facts.doubts, doubt("two_amounts", words, question=_IN_ALL)))
    parts = tuple(AddedSum(f"{noun} {number}", None, None) for noun, number in dict.fromkeys(labels))
    return replace(facts, parts=parts, lots=_lots(labels, sums))


def _lots(labels: Sequence[tuple[str, int]], sums: Sequence[Money]) -> tuple[Lot, ...] | None:
    """The lots of these labels with their prices; None of years, and where one is told twice."""
    if labels[0][0] not in _COUNTED or len(set(labels)) < len(labels):
        return None
    return tuple(Lot(noun, number, one.low_pence) for (noun, number), one in zip(labels, sums, strict=True))


def _lots_in_row(question: Question, sums: Sequence[Money]) -> tuple[Lot, ...] | None:
    """The lots of a message that tells how many there are and then the price of each: "three lots in one contract, £60k, £50k and £45k"."""
    if len(sums) < 2 or any(one.every_months is not None or one.counted for one in sums):
        return None
    for at in range(1, sums[0].first):
        noun, number = singular(question.word(at)), read_number(question, at - 1)
        if noun in _COUNTED and number and number.end == at and number.value == len(sums):
            return tuple(Lot(noun, place, one.low_pence) for place, one in enumerate(sums, 1))
    return None


def with_further_part(
    facts: Facts, question: Question, money: MoneyRead, marks: tuple[VatMark, ...], earlier: Facts
) -> Facts | None:
    """The facts of a reply that tells of further parts, added to the value told before; None where it tells of none."""
    told = _told_before(earlier.parts)
    sums = _values(money)
    labels = _labels(question, sums) if told and sums and not money.doubts else []
    if not labels or labels[0][0] != told[0][0]:
        return None
    again = not set(told).isdisjoint(labels)
    if again and len(told) == 1:
        return None
    start, stop = sentence_round(question, sums[0].first, sums[-1].end)
    asked = question.word(stop) == "?" and not {"whole", "all", "together", "altogether"} & set(question.texts)
    if again or asked or earlier.amount is None or not _TURNS.isdisjoint(question.words(start, start + 2)):
        facts = replace(facts, amount=None, rate=None, doubts=tuple(one for one in facts.doubts if one.asks != "amount"))
        words = question.said(start, stop)
        return replace(facts, doubts=(*facts.doubts, doubt("two_amounts", words, question=_IN_ALL)))
    said = [one for one in with_vat(question, money.sums, marks) if one.money.role == "value"]
    changes = [SumChange(one, Change(1, *_with_label(question, one.money), True), False) for one in said]
    changed = changed_value(facts, question, changes, earlier, [])
    if changed.amount is None:
        return changed
    named = tuple(AddedSum(f"{noun} {number}", None, None) for noun, number in dict.fromkeys(labels))
    parts = with_parts(changed, question, changes, earlier).parts
    kept = (*(earlier.parts or ()), *named) if len(changes) > 1 or not parts else parts
    lots = _lots(labels, sums) if earlier.lots else None
    return replace(changed, parts=kept, lots=(*(earlier.lots or ()), *lots) if lots else None)
