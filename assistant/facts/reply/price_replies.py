"""Replies that give or change what one costs, or how many there are: "make that 800", "double the number", "that's per ward, all 15 wards".

The earlier price of one and its counts stay as they were told, so that a later reply can replace either; the whole is reckoned anew.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.facts.money.changes import read_change
from assistant.facts.money.count_said import CountSaid, is_not_meant, read_counts
from assistant.facts.money.periods import months_of
from assistant.facts.money.price_units import EACH, unit_of
from assistant.facts.money.sums import Money, MoneyRead
from assistant.facts.money.unit_price import is_bare, is_near, reckoned, unit_at, with_counts
from assistant.facts.reply.changed import is_for_another
from assistant.facts.reply.figures_left import figure_left
from assistant.facts.reply.refer import FACTORS
from assistant.facts.reply.reply_sums import bare_figure
from assistant.facts.vat.basis import VatMark
from assistant.facts.words.doubts import doubt
from assistant.facts.words.lengths import Length
from assistant.facts.words.text import Question, read_text, singular
from assistant.model import Amount, Count, Duration, Facts, Rate, Said, TypeFact, UnitPrice, Vat

_HOW_MANY = "“{words}”: how many of them are there in all, and what is the contract worth?"
_THAT = {
    "that", "that's", "thats", "it", "it's", "its", "this", "those", "figure", "sum", "amount", "price", "cost", "value", "quote", "was", "were",
    "is",
    "meant", "just", "only", "all", "'s", "actually", "really", "i",
}  # fmt: skip
_OPENERS = {
    "no", "sorry", "oh", "ah", "oops", "wait", "actually", "hang", "on", "erm", "um", "and", "but", "so", "ok", "yes", "btw", ",", ".",
}  # fmt: skip
_ASKS = {"is", "does", "whether", "if"}
_NUMBERS = {"number", "numbers", "quantity", "quantities", "count", "many"}


@dataclass(frozen=True, slots=True)
class PriceRead:
    """What a message tells of a price of one: the price with its counts, what they come to, and the counts that were placed.

    `days_worked` where the message's length is a count of days that are paid for, and tells nothing of how long the contract runs.
    """

    price: UnitPrice
    worth: Amount | Rate | None
    placed: tuple[CountSaid, ...] = ()
    days_worked: bool = False


def without_counts(question: Question, money: MoneyRead, marks: Sequence[VatMark], earlier: Facts | None) -> MoneyRead:
    """The sums, but for a bare figure that is a count told anew: "only 1,600 agreed" after 2,500 of them at £95.

    A figure without a pound sign or a scale that is near the count, and not near what they come to or what one costs, is no sum,
    unless VAT is said of it.
    """
    counts = earlier.price.counts if earlier and earlier.price else ()
    if not counts or earlier is None or earlier.amount is None or earlier.price is None:
        return money
    worth, each = Fraction(earlier.amount.low_pence, 100), Fraction(earlier.price.low_pence, 100)
    kept = tuple(
        one
        for one in money.sums
        if (number := bare_figure(question, one)) is None
        or (value := number.value) is None
        or any(0 <= mark.first - number.end <= 1 for mark in marks)
        or not any(is_near(value, Fraction(count.number)) for count in counts)
        or is_near(value, worth)
        or is_near(value, each)
    )
    return replace(money, sums=kept)


def own_price(
    question: Question, price: UnitPrice, taken: Collection[int], duration: Duration | None, earlier: Facts | None
) -> PriceRead:
    """The price of one that a message tells, with its own counts, or with the count told before: "we need 300 laptops", then "£650 each"."""
    full, placed = with_counts(price, () if price.counts else read_counts(question, taken))
    if not full.counts and earlier and earlier.counted:
        told = with_counts(price, read_counts(read_text(earlier.counted), ()))[0]
        return PriceRead(told, reckoned(told, duration or earlier.duration, f"{earlier.counted}; {price.said.words}"))
    return PriceRead(full, reckoned(full, duration), placed)


def count_alone(question: Question, taken: Collection[int], kind: TypeFact | None) -> str | None:
    """The words of a message without a sum that tell how many of what is bought there are: "300 laptops"; none where it tells another count.

    None where it tells no count at all.
    """
    bought = {singular(word) for word in kind.said.words.lower().split()} if kind else set()
    found = read_counts(question, taken)
    sure = len(found) == 1 and found[0].change is None and not bought.isdisjoint(found[0].names)
    return question.said(found[0].first, found[0].end) if sure else "" if found else None


def price_in_reply(
    question: Question,
    money: MoneyRead,
    lengths: Sequence[Length],
    taken: Collection[int],
    basis: Vat | None,
    facts: Facts,
    earlier: Facts,
) -> PriceRead | None:
    """The earlier price as the reply changes it, or the earlier sum where it turns out to be the price of one; None where neither is touched.

    `facts` are the reply's own, `taken` its tokens of dates, sums and names, `basis` what it says of VAT.
    """
    by_sum = any(one.role in ("value", "each") for one in money.sums)
    read = _by_sum(question, money, facts, earlier) if by_sum else _by_counts(question, lengths, taken, facts, earlier)
    if read is None or basis is None:
        return read
    return replace(read, price=replace(read.price, vat=basis), worth=read.worth and replace(read.worth, vat=basis))


def _by_sum(question: Question, money: MoneyRead, facts: Facts, earlier: Facts) -> PriceRead | None:
    """The earlier price with the one sum of a reply in its place, or on it."""
    price, duration = earlier.price, facts.duration or earlier.duration
    sums = [one for one in money.sums if one.role in ("value", "each")]
    if price is None or not price.counts or len(sums) > 1:
        return None
    if facts.price:
        if facts.price.counts or not _fits(facts.price, price):
            return PriceRead(price, None) if len(price.of) > len(facts.price.of) else None
        counts = tuple(_renamed(one, price, facts.price) for one in price.counts)
        anew = replace(facts.price, counts=counts, vat=facts.price.vat or price.vat)
        stepped = _stepped(question, anew, price, sums[0])
        return PriceRead(stepped, reckoned(stepped, duration)) if stepped else PriceRead(price, None)
    if _may_be_of_each(question, sums[0], price):
        return PriceRead(price, None)
    priced = _new_price(question, sums[0], earlier)
    if priced and (bare := bare_figure(question, sums[0])) and bare.end == sums[0].end:
        return PriceRead(price, None)
    return PriceRead(priced, reckoned(priced, duration, question.said(sums[0].first, sums[0].end))) if priced else None


def _by_counts(
    question: Question, lengths: Sequence[Length], taken: Collection[int], facts: Facts, earlier: Facts
) -> PriceRead | None:
    """The earlier price with the counts of a reply, or the earlier sum as the price of one; without a worth where a figure is left."""
    duration = facts.duration or earlier.duration
    aside = {i for one in lengths if is_for_another(question, one) for i in range(one.first, one.end)}
    said = read_counts(question, aside.union(taken))
    if found := _made_unit(question, earlier):
        price, placed = with_counts(found[0], said)
        words = question.said(*_span(question, found[1:], placed))
        left = _is_left(question, taken, lengths, said, placed)
        return PriceRead(price, None if left else reckoned(price, duration, words), placed)
    if earlier.price is None:
        return None
    if told := _times_number(question, earlier.price):
        return PriceRead(told[0], reckoned(told[0], duration, told[1]))
    price, placed = with_counts(earlier.price, said)
    left = _is_left(question, taken, lengths, said, placed)
    if not placed and left and price.counts and any(map(is_bare, said)):
        return PriceRead(price, None)
    if not placed:
        over = _over_new_term(earlier.price, facts.duration)
        return replace(over, worth=None) if over and left else over
    words = question.said(placed[0].first, placed[-1].end)
    worth = None if left else reckoned(price, _not_counted(facts, placed, lengths) or earlier.duration, words)
    return PriceRead(price, worth, placed, _are_days(placed, lengths))


def _is_left(
    question: Question,
    taken: Collection[int],
    lengths: Sequence[Length],
    said: Sequence[CountSaid],
    placed: Sequence[CountSaid],
) -> bool:
    """Whether a figure that may tell how much stands beside those that were placed: "two of them for 30 weeks" at so much a week."""
    spans = [(one.first, one.end) for one in (*placed, *(count for count in said if count.shared))]
    spans += [(one.first, one.end) for one in lengths]
    spans += [(at, at + 1) for at in range(len(question.tokens)) if is_not_meant(question, at)]
    return figure_left(question, {*taken, *(i for first, end in spans for i in range(first, end))}) is not None


def _stepped(question: Question, price: UnitPrice, earlier: UnitPrice, one: Money) -> UnitPrice | None:
    """The earlier price with so much more or less for each: "dropped by £40 each"; None where nothing would be left of it."""
    change = read_change(question, one.first, one.end)
    pence = earlier.low_pence + change.sign * price.low_pence if change else 0
    if change is None or not change.sign or earlier.low_pence != earlier.high_pence:
        return price
    if pence <= 0:
        return None
    said = Said(f"{price.said.words} ({earlier.said.words})")
    return replace(price, low_pence=pence, high_pence=pence, said=said)


def _may_be_of_each(question: Question, one: Money, price: UnitPrice) -> bool:
    """Whether a step may be of the price of one or of the whole: "the price dropped by £40" after £540 each; what goes on top is of the whole."""
    change = read_change(question, one.first, one.end) if price.counts and one.low_pence < price.low_pence else None
    return change is not None and not change.outright


def _fits(one: UnitPrice, other: UnitPrice) -> bool:
    """Whether one price may stand in the place of the other; "each" may be short for one unit, and nobody knows for which of several."""
    return one.of == other.of or ((EACH,) in (one.of, other.of) and len(one.of) == len(other.of))


def _renamed(count: Count, old: UnitPrice, new: UnitPrice) -> Count:
    return replace(count, of=new.of[0]) if (count.of,) == old.of else count


def _not_counted(facts: Facts, placed: Sequence[CountSaid], lengths: Sequence[Length]) -> Duration | None:
    """The reply's length, unless it is the very count that was placed: "40 weeks" at so much a week."""
    starts = {one.first for one in placed}
    ours = [one for one in lengths if one.of_contract]
    return None if ours and all(one.first in starts for one in ours) else facts.duration


def _are_days(placed: Sequence[CountSaid], lengths: Sequence[Length]) -> bool:
    """Whether all the lengths of a reply are days that were counted."""
    starts = {one.first for one in placed if "day" in one.names}
    ours = [one for one in lengths if one.of_contract]
    return bool(ours) and all(one.first in starts for one in ours)


def _new_price(question: Question, one: Money, earlier: Facts) -> UnitPrice | None:
    """The earlier price with a sum in its place that is near it, and not near the whole: "they want £260 now" after £240 each."""
    price, amount = earlier.price, earlier.amount
    if (
        read_change(question, one.first, one.end)
        or price is None
        or amount is None
        or one.low_pence != one.high_pence
        or one.every_months is not None
        or one.counted
    ):
        return None
    value, whole = Fraction(one.low_pence), Fraction(amount.low_pence)
    if not is_near(value, Fraction(price.low_pence)) or is_near(value, whole) or not price.counts:
        return None
    shown = f"£{one.low_pence // 100:,}" if one.low_pence % 100 == 0 else f"£{one.low_pence / 100:,.2f}"
    return replace(price, low_pence=one.low_pence, high_pence=one.low_pence, said=Said(f"{shown} {_each(price.of)}"))


def _each(of: Sequence[str]) -> str:
    return " ".join(f"per {unit}" if unit else "each" for unit in of)


def _made_unit(question: Question, earlier: Facts) -> tuple[UnitPrice, int, int] | None:
    """The earlier sum as the price of one, where the reply says so: "that was per school", "per roundabout, and there's nine", "that's each"."""
    amount = earlier.amount
    if amount is None or amount.high_pence is None or "?" in question.texts[:3]:
        return None
    for at in range(len(question.tokens)):
        found = unit_at(question, at, {}) if question.word(at) in ("per", "each", "apiece", "every", "for", "a") else None
        if found is None or not _is_said_of_that(question, at):
            continue
        of, end = found
        said = Said(f"{amount.said.words} {_each((of,))}")
        return UnitPrice(amount.low_pence, amount.high_pence, (of,), amount.vat, said), at, end
    return None


def _is_said_of_that(question: Question, at: int) -> bool:
    """Whether "per ward" at `at` is said of the earlier sum: behind "that is", or at the start of the reply."""
    lead = question.words(max(0, at - 4), at)
    if "not" in lead or "n't" in "".join(lead) or question.word(0) in _ASKS - {"if"}:
        return False
    if question.word(at) == "a":
        return lead[-1:] in (("that's",), ("thats",), ("was",))
    at_start = all(word in _OPENERS for word in question.words(0, at)) and question.word(at) in ("per", "for")
    back = next((i for i in range(len(lead) - 1, -1, -1) if lead[i] in (".", "?", "!", ";")), -1)
    said = lead[back + 1 :]
    return at_start or (bool(said) and all(word in _THAT | {"for", "one"} for word in said[-2:]) and bool(set(said) & _THAT))


def _times_number(question: Question, price: UnitPrice) -> tuple[UnitPrice, str] | None:
    """The price with so many times its count: "double the number", "twice as many", "half the wards"."""
    count = next((one for one in price.counts if one.of in price.of), None)
    for at, word in enumerate(question.texts if count else ()):
        times = FACTORS.get(word)
        if times is None or count is None:
            continue
        noun = next(
            (
                i
                for i in range(at + 1, at + 5)
                if question.word(i) in _NUMBERS or (count.of and unit_of(question.word(i)) == count.of)
            ),
            None,
        )
        if noun is None or not set(question.words(at + 1, noun)) <= {"the", "as", "that", "of", "our", "this"}:
            continue
        number = count.number * times
        if number.denominator != 1 or number < 1:
            return None
        counts = tuple(replace(one, number=int(number)) if one is count else one for one in price.counts)
        return replace(price, counts=counts), question.said(at, noun + 1)
    return None


def _over_new_term(price: UnitPrice, duration: Duration | None) -> PriceRead | None:
    """What the price comes to over a term that is told anew in another unit than it was counted in: "£1,900 a week", 40 weeks, then a year."""
    if duration is None:
        return None
    open_ = replace(price, counts=tuple(one for one in price.counts if one.each or months_of(one.of) is None))
    worth = reckoned(open_, duration)
    return PriceRead(open_, worth) if isinstance(worth, Amount) and isinstance(reckoned(open_, None), Rate) else None


def _span(question: Question, span: tuple[int, int], placed: Sequence[CountSaid]) -> tuple[int, int]:
    return min([span[0], *(one.first for one in placed)]), max([span[1], *(one.end for one in placed)])


def with_price(facts: Facts, read: PriceRead, *, told_before: bool) -> Facts:
    """The facts with a price and what it comes to; where none can be reckoned any more, it is asked how many there are."""
    doubts = tuple(one for one in facts.doubts if one.asks != "amount")
    facts = replace(facts, price=read.price, amount=None, rate=None, doubts=doubts)
    facts = replace(facts, duration=None) if read.days_worked else facts
    if isinstance(read.worth, Amount):
        return replace(facts, amount=read.worth)
    if isinstance(read.worth, Rate):
        return replace(facts, rate=read.worth)
    if told_before:
        return replace(facts, doubts=(*doubts, doubt("two_amounts", read.price.said.words, question=_HOW_MANY)))
    return facts
