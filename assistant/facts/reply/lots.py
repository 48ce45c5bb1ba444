"""How many lots, phases or stages there are, told late: "there are three lots like that", "make that seven lots, same price each".

They are parts of one procurement and add up. The value told before is that of one where the reply says so or says that they are alike, and
that of so many where it was told so ("five lots of £30,000 each").
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from assistant.facts.aside.told_apart import is_marked_apart, sentence_round
from assistant.facts.money.changes import read_change
from assistant.facts.money.sums import Money
from assistant.facts.reply.refer import Factor
from assistant.facts.words.bounds import Bound
from assistant.facts.words.numbers import read_number
from assistant.facts.words.text import Question, read_text, singular
from assistant.model import Amount, Facts, Lot, Rate

_PARTS = {"lot", "phase", "stage"}
_ALIKE = (
    ("like", "that"), ("like", "this"), ("like", "it"), ("just", "like"), ("the", "same"), ("same", "price"), ("same", "size"), ("same", "value"),
    ("same", "cost"), ("same", "again"), ("identical",), ("alike",), ("at", "that", "price"), ("of", "that", "size"), ("of", "that", "value"),
    ("worth", "that"), ("of", "the", "kind"),
)  # fmt: skip
_EACH = {"per", "each", "a", "every", "apiece"}
_ONE_PART = {"one", "single"} | _EACH
_THEM = {"them", "these", "those", "'em"}
_ALL = (("in", "all"), ("altogether",), ("in", "total"), ("all", "told"))
_MORE, _FEWER = {"more", "extra", "further", "additional"}, {"fewer", "less"}
_COUNTED = {
    "same", "such", "equal", "identical", "similar", "lots", "lot", "phases", "stages", "of", "them", "these", "those", "like", "'em", "equally",
    "sized", "alike",
} | _MORE | _FEWER  # fmt: skip
_LEADS = {
    "that", "it", "it's", "its", "are", "is", "there's", "have", "has", "got", "be", "we've", "make", "say", "now", "to", "of", "with", "added",
    "add", "adding", "were", ",", "-", ".", ":", "want", "need", "let", "and", "so", "another", "dropped", "lost", "",
}  # fmt: skip
_PADS = {"only", "just", "actually", "now", "really", "in", "fact", "all", "the", "another", "a", "total"}
_TO_ONE = {
    "bid",
    "bids",
    "bidder",
    "bidders",
    "win",
    "won",
    "supplier",
    "suppliers",
    "bidding",
    "tenderer",
    "any",
    "most",
    "max",
    "maximum",
    "awarded",
}
_PAST = {"last", "previous", "previously", "used", "before", "had", "originally", "did", "bought", "ran", "let"}
_SPLIT = {"split", "divided", "broken", "carved", "parcelled", "cut", "breaks", "splits", "dividing", "splitting"}
"""Of a value that stays the whole."""
_DENIED = {"not", "no", "never", "without", "separate", "separately", "different", "other"}
_EXACT: Bound = "exact"
_MOST, _REACH = 50, 4


def read_lots(question: Question, earlier: Facts) -> Factor | None:
    """How many times the value told before is meant, by the number of lots that the reply tells; None where it tells none.

    >>> from assistant.model import Said
    >>> def times(words, text):
    ...     found = read_lots(read_text(text), Facts(amount=Amount(100, 100, None, Said(words))))
    ...     return found and str(found.times)
    >>> times("£80k", "that's one lot and there are three of them"), times("£40k", "four lots like that"), times("£40k", "there are four lots")
    ('3', '4', None)
    >>> times("five lots of £30k each", "make that seven lots"), times("five lots of £30k each", "two more lots"), times("£9k", "one of 3 alike lots")
    ('7/5', '7/5', '3')
    """
    told = earlier.amount or earlier.rate
    if told is None or told.low_pence != told.high_pence:
        return None
    before = _told_before(told.said.words)
    if before is None and earlier.price:
        return None
    for at in range(len(question.tokens)):
        counted = _count(question, at)
        if counted is None:
            continue
        number, end, change = counted
        start, stop = sentence_round(question, at, end)
        said = set(question.words(start, stop))
        if (
            is_marked_apart(question.words(start, stop))
            or not (_TO_ONE | _PAST | _SPLIT).isdisjoint(said)
            or _is_denied(question, start, at)
        ):
            return None
        words = question.said(at, end)
        if before and _is_led(question, at):
            count = before + change * number if change else number
            return Factor(Fraction(count, before), _EXACT, words, of_length=False) if count > 0 else None
        if before is None and not change and (_is_alike(question, at, end, stop) or _is_of_one(question, at)):
            return Factor(Fraction(number), _EXACT, question.said(start, stop), of_length=False)
    return None


def price_of_lot(question: Question, sums: Sequence[Money], earlier: Facts) -> Factor | None:
    """How many times the one sum of a reply is meant, which is the new price of each of the lots told before: "each lot is now £40,000"."""
    before = _told_before(earlier.amount.said.words) if earlier.amount else None
    if (
        before is None
        or len(sums) != 1
        or sums[0].low_pence != sums[0].high_pence
        or sums[0].every_months is not None
        or sums[0].counted
    ):
        return None
    first, end = sums[0].first, sums[0].end
    for at in (*range(max(0, first - _REACH), first), end):
        alone = at == end and question.word(at) in ("each", "apiece")
        if question.word(at) in _EACH and (alone or (question.word(at + 1) in _PARTS and question.word(at + 2) != "of")):
            changed = read_change(question, first, end) is not None or not (_PAST | _TO_ONE | _DENIED).isdisjoint(
                question.texts
            )
            return (
                None
                if changed
                else Factor(Fraction(before), _EXACT, f"{before} {question.said(min(at, first), end)}", of_length=False)
            )
    return None


def _told_before(words: str) -> int | None:
    """How many lots the value told before was said to be for: 5 of "five lots of £30,000 each"."""
    text = read_text(words)
    number = read_number(text, 0)
    if number is None or number.value is None or number.value.denominator != 1 or not 1 < number.value <= _MOST:
        return None
    return int(number.value) if not _PARTS.isdisjoint(map(singular, text.words(number.end, number.end + 3))) else None


def lots_alike(told: Amount | Rate) -> tuple[Lot, ...]:
    """The lots that a value was told by at so much each, by their numbers: three of "three lots of £30,000 each"; none where it was not so told.

    >>> from assistant.model import Said
    >>> [one.number for one in lots_alike(Amount(900, 900, None, Said("three lots of £3 each")))]
    [1, 2, 3]
    """
    count = _told_before(told.said.words)
    if count is None or told.low_pence != told.high_pence or told.low_pence % count:
        return ()
    words = read_text(told.said.words)
    noun = next(singular(word) for word in words.texts if singular(word) in _PARTS)
    return tuple(Lot(noun, number, told.low_pence // count) for number in range(1, count + 1))


def _count(question: Question, at: int) -> tuple[int, int, int] | None:
    """A count of lots, or "of them" where the lots are named: the number, where it ends, and whether it is so many more (1) or fewer (-1)."""
    number = read_number(question, at)
    if (
        number is None
        or number.value is None
        or number.value.denominator != 1
        or not 1 < number.value <= _MOST
        or number.scale > 1
    ):
        return None
    if number.loose or question.word(at - 1) in ("£", *_PARTS) or question.at(at - 1).kind == "number":
        return None
    end = number.end
    while question.word(end) in _COUNTED and end - number.end < _REACH:
        end += 1
    held = question.words(number.end, end)
    named = any(singular(word) in _PARTS and word.endswith("s") for word in held)
    pronoun = not _THEM.isdisjoint(held) and any(singular(word) in _PARTS for word in question.texts)
    if not named and not pronoun:
        whole = any(question.follows(end, *phrase) for phrase in _ALL) and any(word in _PARTS for word in question.texts)
        if not whole:
            return None
    change = 1 if not _MORE.isdisjoint(held) else -1 if not _FEWER.isdisjoint(held) else 0
    return int(number.value), end, change


def _is_led(question: Question, at: int) -> bool:
    """Whether what stands before the count tells how many there are now: "make that seven lots", "we've added two more lots"."""
    lead = at - 1
    while question.word(lead) in _PADS:
        lead -= 1
    return question.word(lead) in _LEADS


def _is_alike(question: Question, at: int, end: int, stop: int) -> bool:
    """Whether the lots are said to be like the one told before: "four lots like that", "one of three lots, all the same"."""
    inside = question.words(at, stop)
    phrases = (phrase for phrase in _ALIKE for i in range(len(inside)) if inside[i : i + len(phrase)] == phrase)
    return next(phrases, None) is not None or question.follows(end, "each")


def _is_of_one(question: Question, at: int) -> bool:
    """Whether the reply says before the count that the value is of one lot: "that's one lot and there are three of them", "that's per lot"."""
    told = question.words(0, at)
    for i, word in enumerate(told):
        lead = told[i - 1 - (told[i - 1 : i] in (("single",), ("just",)))] if i else ""
        if word in _PARTS and lead in _ONE_PART and not _SPEAKS_OF_IT.isdisjoint(told[:i]):
            return True
    return False


_SPEAKS_OF_IT = {
    "that's",
    "that",
    "it's",
    "it",
    "this",
    "figure",
    "sum",
    "price",
    "amount",
    "value",
    "its",
    "thats",
    "was",
    "were",
    "is",
}


def _is_denied(question: Question, start: int, at: int) -> bool:
    lead = question.words(start, at)
    return not _DENIED.isdisjoint(lead[-3:]) or any(word.endswith("n't") for word in lead)
