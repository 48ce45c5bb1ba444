"""Lots or phases that are in the contract no more, or those that alone are left: "lot 2 is out", "only lot 1 now", "we're down to one lot".

What is left is reckoned where the price of each was told, or they cost alike; else it is asked what the contract is worth now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.facts.aside.gone import fate
from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.money.sums import Money, MoneyRead
from assistant.facts.reply.carry import rate_behind
from assistant.facts.reply.lots import lots_alike
from assistant.facts.reply.named_extension import drops_extension, holds_extension
from assistant.facts.reply.part_taken_out import part_taken_out
from assistant.facts.reply.refer import Factor, scaled_rate
from assistant.facts.reply.told_in_turn import LETTERS, ORDINALS, part_priced
from assistant.facts.words.doubts import doubt
from assistant.facts.words.numbers import read_number
from assistant.facts.words.text import Question, read_text, singular
from assistant.model import Amount, Facts, Lot, Said

_NOUNS = {"lot", "phase", "stage", "package", "section", "tranche", "zone"}
_JOINS = {",", "and", "&", "+", "plus"}
_LAST = {"last", "final"}
_PRICED = {"(", ",", "-", "at", "worth", ":", "for", "="}
_EXTREMES = {
    **dict.fromkeys(("biggest", "largest", "dearest", "priciest"), max),
    **dict.fromkeys(("smallest", "cheapest", "littlest"), min),
}
_ONLY = {"only", "just", "solely", "merely"}
_KEEPS = {
    "it's", "its", "is", "it", "that's", "we're", "we", "have", "has", "got", "keeping", "keep", "doing", "do", "letting", "let", "buying", "buy",
    "having", "down", "to", "with", "left", "leaves", "leaving", "the", "our", "now", "going", "ahead", "be", "will", "there's", "there", "are",
    "want", "need", "wanting", "needing", "tendering", "awarding", "procuring", "taking", "for", "we've", "we'll", "stick", "sticking", "a",
    "actually", "then",
}  # fmt: skip
_DOWN = (
    ("down", "to"),
    ("reduced", "to"),
    ("cut", "to"),
    ("back", "to"),
    ("left", "with"),
    ("leaves",),
    ("leaving",),
    ("that", "leaves", "us", "with"),
)
_STAYS = {
    "", ".", ",", "!", ";", "now", "then", "left", "remain", "remains", "stays", "stay", "survives", "survive", "instead", "please", "and", "so",
    "but", "because", "today", "after", "anymore", "from", "-", "sorry", "alone", "only", "?",
}  # fmt: skip
_GOES_ON = (
    ("is", "left"), ("are", "left"), ("going", "ahead"), ("is", "going", "ahead"), ("are", "going", "ahead"), ("goes", "ahead"), ("go", "ahead"),
    ("is", "happening"), ("are", "happening"), ("is", "in"), ("are", "in"), ("is", "needed"), ("are", "needed"), ("is", "wanted"), ("are", "wanted"),
    ("will", "go", "ahead"), ("is", "being", "let"), ("are", "being", "let"), ("is", "remaining"), ("has", "survived"), ("have", "survived"),
    ("is", "still"), ("are", "still"), ("is", "now"), ("are", "now"), ("is", "all", "that's", "left"), ("is", "all", "we"), ("for", "now"),
    ("to", "go"),
    ("in", "it"),
)  # fmt: skip
_BIDS = {
    "bid",
    "bids",
    "bidding",
    "bidder",
    "bidders",
    "tenderer",
    "tenderers",
    "supplier",
    "suppliers",
    "win",
    "won",
    "applied",
    "compliant",
}
_BAR, _ALL = (
    {"but", "bar", "except", "save"},
    {"all", "everything", "every", "both", "rest", "others", "nothing", "none", "any", "each"},
)
_FEWER, _BACK = {"fewer", "less"}, {"back", "reinstated", "restored", "again"}
_MOST, _LEAD, _MOST_DETAILS = 20, 7, 3
ASKS = "“{words}”: what is the contract worth in all now?"


@dataclass(frozen=True, slots=True)
class _Named:
    """Lots as a reply names them, at tokens `first` up to `end`: by their numbers, by the price of one, by their place or by how many they are."""

    first: int
    end: int
    numbers: tuple[int, ...] = ()
    pence: int | None = None
    last: int = 0
    extreme: str = ""
    count: int = 0

    def of(self, lots: Sequence[Lot]) -> set[int] | None:
        """The numbers of those among the lots told; None where it cannot be told which they are, or they are none of them."""
        known = [one.number for one in lots]
        if self.numbers:
            return set(self.numbers) if set(self.numbers) <= set(known) else None
        if self.last:
            return set(known[-self.last :]) if self.last <= len(known) else None
        prices = [one.pence for one in lots]
        pence = _EXTREMES[self.extreme](prices) if self.extreme and prices else self.pence
        if pence is not None:
            return {one.number for one in lots if one.pence == pence} if prices.count(pence) == 1 else None
        alike = len(set(prices)) == 1 and 0 < self.count <= len(known)
        return set(known[len(known) - self.count :]) if alike else None


def with_lots_left(facts: Facts, question: Question, money: MoneyRead, earlier: Facts) -> Facts | None:
    """The facts of a reply by which lots are in the contract no more, with what is left or what is asked; None where it says nothing of the kind."""
    gone, kept = _gone_and_kept(question, money.sums, len(lots_told(earlier)))
    if earlier.lots and not gone and not kept:
        gone = [one for one in _named(question, money.sums) if _is_back(question, one, earlier.lots)]
    if not (gone or kept) or not (earlier.amount or earlier.rate or any(one.pence for one in gone)):
        return None
    named = [*gone, *kept]
    beside = [one for one in money.sums if one.role == "value" and not any(n.first <= one.first < n.end for n in named)]
    lots = lots_told(earlier)
    left = _left(gone, kept, lots)
    if beside and not (left and [sum(lot.pence for lot in left)] == [one.low_pence for one in beside]):
        if not any(part_priced(question, one.first, one.end) for one in beside):
            return None
        left = None
    words = question.said(*sentence_round(question, named[0].first, named[-1].end))
    facts = replace(facts, amount=None, rate=None, price=None, contract_type=None)
    facts = replace(facts, doubts=tuple(one for one in facts.doubts if one.asks not in ("amount", "contract_type")))
    told = earlier.amount or earlier.rate
    if left is None or told is None:
        by_part = earlier.parts and part_taken_out(question, earlier.parts) is not None
        if by_part or (earlier.duration and holds_extension(earlier.duration) and drops_extension(question)):
            return None
        return replace(facts, parts=(), doubts=(*facts.doubts, doubt("two_amounts", words, question=ASKS)))
    if len(left) == len(lots):
        return replace(facts, parts=earlier.parts or ())
    labels = [f"{one.noun} {one.number}" for one in left]
    parts = tuple(replace(one, amount=None, rate=None) for one in earlier.parts or () if one.words in labels)
    facts = replace(facts, lots=tuple(left), parts=parts)
    alike = len({one.pence for one in lots}) == 1
    count = f"{len(left)} {left[0].noun}{'s' if len(left) > 1 else ''}"
    paid = earlier.rate or rate_behind(earlier)
    if alike and paid:
        return replace(facts, rate=scaled_rate(paid, Factor(Fraction(len(left), len(lots)), "exact", count, of_length=False)))
    said, pence = told.said.words, sum(one.pence for one in left)
    said = f"{count} ({said})" if alike else f"{said}; {words}"
    return replace(
        facts, amount=Amount(pence, pence, told.vat, Said(said), earlier.amount is not None and earlier.amount.about)
    )


def lots_told(earlier: Facts) -> Sequence[Lot]:
    """The lots of the value told before, each with its price; none where they do not add up to it."""
    told = earlier.amount or earlier.rate
    if told is None or told.low_pence != told.high_pence:
        return ()
    lots = earlier.lots or ()
    return lots if sum(one.pence for one in lots) == told.low_pence else lots_alike(told)


def _left(gone: Sequence[_Named], kept: Sequence[_Named], lots: Sequence[Lot]) -> list[Lot] | None:
    """The lots that are left; None where that is open."""
    out, stays = [one.of(lots) for one in gone], [one.of(lots) for one in kept]
    if None in out or None in stays or not lots:
        return None
    taken = {number for one in out for number in one or ()}
    only = {number for one in stays for number in one or ()} if kept else {one.number for one in lots} - taken
    if only & taken or not only:
        return None
    return [one for one in lots if one.number in only]


def _gone_and_kept(question: Question, sums: Sequence[Money], known: int) -> tuple[list[_Named], list[_Named]]:
    """The lots that a reply says are gone, and those that it says are the only ones left; of so many that are `known`.

    What is told of all lots but some, and of a single lot that the rest may have gone into, is named by nothing, so that it is asked about.
    """
    gone: list[_Named] = []
    kept: list[_Named] = []
    for one in _named(question, sums) or _of_them(question, known):
        start, stop = sentence_round(question, one.first, one.end)
        if not _BIDS.isdisjoint(question.words(start, stop)):
            continue
        if _is_all_but(question, start, one.first) or _is_single(question, one):
            gone.append(_Named(one.first, one.end))
        elif _is_kept(question, start, one) and question.word(stop) != "?":
            kept.append(one)
        elif _is_fewer(question, one):
            gone.append(one)
        elif (said := fate(question, one.first, one.end)) in ("out", "open"):
            gone.append(one if said == "out" else _Named(one.first, one.end))
    return gone, kept


def _is_kept(question: Question, start: int, one: _Named) -> bool:
    """Whether lots are said to be all that is left: "only lot 1 now", "just the first two lots then", "we're down to one lot", "lot 1 only"."""
    first = one.first
    while question.word(first - 1) in ("the", "our", "a", "single"):
        first -= 1
    stays = question.word(one.end) in _STAYS or any(question.follows(one.end, *phrase) for phrase in _GOES_ON)
    if not stays:
        return False
    if any(question.words(first - len(phrase), first) == phrase for phrase in _DOWN):
        return True
    at = first
    while at > max(start, first - _LEAD) and question.word(at - 1) in _KEEPS | _ONLY:
        at -= 1
    lead = question.words(at, first)
    if not _ONLY.isdisjoint(lead):
        return True
    after = one.end + 1
    alone = question.word(one.end) in ("only", "alone")
    return alone and (question.word(after) in _STAYS or any(question.follows(after, *phrase) for phrase in _GOES_ON))


def _of_them(question: Question, known: int) -> list[_Named]:
    """Lots that are named by how many they are alone: "two of them", "one of the three"."""
    for at in range(2, len(question.tokens)) if known else ():
        number = read_number(question, at)
        whole = number and number.value == known and question.words(at - 2, at) == ("of", "the")
        of = at - 2 if whole else at - 1 if question.word(at) in ("them", "those") and question.word(at - 1) == "of" else 0
        if of and (some := _count_before(question, of)):
            return [_Named(some[1], number.end if number else at + 1, count=some[0])]
    return []


def _is_all_but(question: Question, start: int, first: int) -> bool:
    """ "Everything but lot 1", "all lots except the first"."""
    at = first - (question.word(first - 1) in ("the", "our"))
    bar = question.word(at - 1) in _BAR or question.words(at - 2, at) in (
        ("apart", "from"),
        ("other", "than"),
        ("aside", "from"),
    )
    return bar and not _ALL.isdisjoint(question.words(max(start, at - _LEAD), at))


def _is_single(question: Question, one: _Named) -> bool:
    """ "It's a single lot now"."""
    single = question.word(one.first) == "single" and question.word(one.first - 1) == "a"
    return (
        single
        and question.word(one.first - 2) in ("it's", "is", "it", "now", "that's", "into", "as")
        and question.word(one.end) in _STAYS
    )


def _is_fewer(question: Question, one: _Named) -> bool:
    """ "One lot fewer", "two fewer lots"."""
    return one.count > 0 and not _FEWER.isdisjoint((question.word(one.end), question.word(one.end - 2)))


def _is_back(question: Question, one: _Named, lots: Sequence[Lot]) -> bool:
    """Whether a lot that was dropped before is said to be in the contract again: "lot 2 is back in"."""
    known = {lot.number for lot in lots}
    said = question.words(one.end, one.end + _LEAD)
    return bool(one.numbers) and known.isdisjoint(one.numbers) and not _BACK.isdisjoint(said)


def _named(question: Question, sums: Sequence[Money]) -> list[_Named]:
    """The lots that a reply names, in turn; those of one row are one."""
    found: list[_Named] = []
    at = 0
    while at < len(question.tokens):
        one = _at(question, at, sums) if singular(question.word(at)) in _NOUNS else None
        if one and not (found and one.first < found[-1].end):
            found.append(one)
        at = max(at + 1, one.end if one else 0)
    return found


def _at(question: Question, at: int, sums: Sequence[Money]) -> _Named | None:
    """The lots whose noun is at token `at`."""
    numbers, end = _numbers_behind(question, at)
    if numbers:
        return _Named(at, _past_price(question, end, sums), tuple(numbers))
    end = at + 1
    before = next((one for one in sums if one.end == at and one.low_pence == one.high_pence), None)
    if before:
        return _Named(before.first, end, pence=before.low_pence)
    word = question.word(at - 1)
    if word in _EXTREMES:
        return _Named(at - 1, end, extreme=word)
    if word in _LAST:
        return _Named(at - 1, end, last=1)
    if word in ORDINALS:
        return _ordinals(question, at, end)
    return _counted(question, at, end)


def _numbers_behind(question: Question, at: int) -> tuple[list[int], int]:
    """The numbers behind the noun at `at` and where they end: "lots 2 and 3", "lot 2 and lot 3", "phase B"."""
    numbers: list[int] = []
    end, then = at + 1, at + 1
    while (found := _number(question, then)) is not None:
        numbers.append(found[0])
        end = then = found[1]
        while question.word(then) in _JOINS:
            then += 1
        if then == end:
            break
        then += singular(question.word(then)) == singular(question.word(at))
    return numbers, end


def _number(question: Question, at: int) -> tuple[int, int] | None:
    if letter := LETTERS.get(question.word(at)):
        return letter, at + 1
    word = question.word(at)
    told = read_number(read_text(word.removesuffix("'s")), 0) if word.endswith("'s") else read_number(question, at)
    if told is None or told.value is None or told.value.denominator != 1 or told.scale > 1 or not 0 < told.value <= _MOST:
        return None
    return int(told.value), at + 1 if word.endswith("'s") else told.end


def _past_price(question: Question, end: int, sums: Sequence[Money]) -> int:
    """Where the name of a lot ends with the price that stands behind it: "lot 2 (£50k)", "lot 2, the £50k one,"."""
    for one in sums:
        between = question.words(end, one.first)
        if 0 <= one.first - end <= _MOST_DETAILS and set(between) <= _PRICED | {"the"}:
            after = one.end + (question.word(one.end) == "one")
            return after + (question.word(after) in (")", ",") and bool(between))
    return end


def _ordinals(question: Question, at: int, end: int) -> _Named:
    """ "The second lot", "the first and third lots"."""
    numbers, first = [ORDINALS[question.word(at - 1)]], at - 1
    while question.word(first - 1) in _JOINS and question.word(first - 2) in ORDINALS:
        first -= 2
        numbers.append(ORDINALS[question.word(first)])
    return _Named(first, end, tuple(numbers))


def _counted(question: Question, at: int, end: int) -> _Named | None:
    """ "The first two lots", "the last two lots", "one of the three lots", "two lots"."""
    fewer = question.word(at - 1) in _FEWER
    for first in (at - 1 - fewer, at - 2 - fewer):
        number = read_number(question, first)
        if (
            number is None
            or number.end != at - fewer
            or number.value is None
            or not 0 < number.value <= _MOST
            or number.value.denominator != 1
        ):
            continue
        count, word = int(number.value), question.word(first - 1)
        if word in ("first", "1st"):
            return _Named(first - 1, end, tuple(range(1, count + 1)))
        if word in _LAST:
            return _Named(first - 1, end, last=count)
        of = (
            first - 1
            if word == "of"
            else first - 2
            if question.words(first - 2, first) in (("of", "the"), ("of", "our"), ("of", "those"))
            else 0
        )
        if of and (some := _count_before(question, of)):
            return _Named(some[1], end, count=some[0])
        return _Named(first, end, count=count)
    of = at - 1 if question.word(at - 1) == "of" else at - 2 if question.word(at - 2) == "of" else 0
    if of and (some := _count_before(question, of)):
        return _Named(some[1], end, count=some[0])
    return _Named(at - 1, end, count=1) if question.word(at - 1) == "single" else None


def _count_before(question: Question, of: int) -> tuple[int, int] | None:
    """The count before "of the lots" and where it stands: "two of the lots"."""
    number = read_number(question, of - 1)
    whole = number and number.end == of and number.value is not None and number.value.denominator == 1
    return (int(number.value), of - 1) if number and whole and number.value else None
