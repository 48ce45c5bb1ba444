"""What one of a thing costs, and the whole that it makes with the counts of it.

"£240 a day", "190 school days a year" and "3 years" make £136,800. Each of the three may be told in a question of its own, and each may be
told anew. A chain that stops at a unit of time is a rate; one that stops elsewhere is worth nobody knows how much.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor, prod

from assistant.facts.money.count_said import CountSaid
from assistant.facts.money.counted import PROCURED_APART, WORKED, rate_before
from assistant.facts.money.periods import months_of
from assistant.facts.money.price_units import ANY_ONE, OF_THEM, is_thing, read_pers
from assistant.facts.money.sums import Money
from assistant.facts.money.unit_algebra import taken_out
from assistant.facts.term.exact_term import months_in_full
from assistant.facts.vat.basis import VatMark
from assistant.facts.words.lengths import UNIT_MONTHS
from assistant.facts.words.numbers import Number, read_number
from assistant.facts.words.text import Question
from assistant.model import Amount, Count, Duration, Rate, Said, UnitPrice, Vat

_NEAR, _CLEARLY, _LEAP = 8, 2, Fraction(21, 20)
_MONTHS = {**UNIT_MONTHS, "night": UNIT_MONTHS["day"], "hour": UNIT_MONTHS["day"] / 24}
_NO_ONE = {"year", "month", "quarter", "bidder", "lot", OF_THEM}
"""What is paid for each of these is a rate, or the price of a part."""
_NO_THINGS = {
    "thing", "bidder", "councillor", "officer", "colleague", "page", "question", "quote", "bid", "minute", "metre", "percent", "person", "mile",
    "lot", "option", "supplier", "point", "reason", "time",
}  # fmt: skip


def read_unit_price(question: Question, sums: Sequence[Money], marks: Sequence[VatMark]) -> UnitPrice | None:
    """The price of one that the one sum of a message is, with the count that stands beside it where it was read with the sum.

    What is paid for each year, month or quarter is a rate and not read here.
    """
    ours = [one for one in sums if one.role in ("value", "each")]
    if len(ours) != 1 or ours[0].low_pence != ours[0].high_pence:
        return None
    one = ours[0]
    bases = {mark.basis for mark in marks if mark.basis}
    basis = bases.pop() if len(bases) == 1 else None
    if one.chain:
        if not one.chain.counts and all(map(months_of, one.chain.units)):
            return None
        each = one.low_pence / one.chain.low
        return _price(each, one.chain.units, basis, one.chain.words, one.chain.counts)
    figure = None if one.counted and one.every_months is not None else _figure(question, one)
    if figure is None or not (of := _unit(question, *figure, marks)):
        return None
    pence = (figure[1].value or Fraction(0)) * 100
    name, end = of
    times = one.low_pence / pence if pence else Fraction(0)
    counted = one.counted and times > 1
    if times.denominator != 1 or (counted and one.role == "each"):
        return None
    return _price(pence, (name,), basis, question.said(figure[0], end), (Count(int(times), name),) if counted else ())


def _price(
    pence: Fraction, of: tuple[str, ...], basis: Vat | None, words: str, counts: tuple[Count, ...] | None
) -> UnitPrice | None:
    if counts is None or pence <= 0 or pence.denominator != 1:
        return None
    return UnitPrice(int(pence), int(pence), of, basis, Said(words), counts)


def _figure(question: Question, one: Money) -> tuple[int, Number] | None:
    """Where the figure of a sum starts, and its number: the last with a pound sign, or else the last."""
    found = [
        (at, number) for at in range(one.first, one.end) if (number := read_number(question, at)) and number.end <= one.end
    ]
    priced = [pair for pair in found if question.word(pair[0] - 1) in ("£", "gbp")]
    if len(priced) == 1:
        return priced[0][0] - 1, priced[0][1]
    return found[0] if len(found) == 1 else None


def _unit(question: Question, first: int, number: Number, marks: Sequence[VatMark]) -> tuple[str, int] | None:
    """The unit that a sum is the price of, and where the words for it end."""
    end = number.end + (question.word(number.end) in ("pounds", "quid", "pound"))
    if led := rate_before(question, first):
        return led, end
    return unit_at(question, end, {mark.first: mark.end for mark in marks})


def unit_at(question: Question, at: int, vat_ends: Mapping[int, int]) -> tuple[str, int] | None:
    """The one unit named from token `at` on ("each", "per ward", "a day", "for each school"), "" for "each" alone, and where it ends.

    >>> from assistant.facts.words.text import read_text
    >>> [unit_at(read_text(q), 0, {}) for q in ("per ward", "each", "a day", "a bargain", "per year", "per contract")]
    [('ward', 2), ('', 1), ('day', 2), None, None, None]
    """
    pers = read_pers(question, at + (question.word(at) == "("), vat_ends)
    one = len(pers.units) == 1 and pers.times == 1 and pers.units[0] not in _NO_ONE
    return (pers.units[0], pers.end) if one else None


def with_counts(price: UnitPrice, said: Sequence[CountSaid]) -> tuple[UnitPrice, tuple[CountSaid, ...]]:
    """The price with the counts that are of its units, each in the place of the one before it, and the counts that were placed.

    A count that is of nothing here, or one of several that may be meant, is left.
    """
    placed: list[CountSaid] = []
    held = {each for counts in (said, price.counts) for one in counts for each in one.each}
    moved: set[str] = set()

    def told(unit: str, _: Sequence[str]) -> Count | None:
        before = _count_of(price, unit)
        free = [one for one in said if one not in placed and _may_be_of(one, unit, price.counts)]
        best = _best(free, unit, before, held)
        number = _told_number(best, before)
        if number is None:
            return before
        count = Count(number, unit, best[0].each or (before.each if before and not best[0].in_all else ()))
        if not _fits_in(count) and best[0].change is not None:
            return before
        placed.extend(best)
        moved.add(unit)
        return count if _fits_in(count) else Count(number, unit) if months_of(unit) else None

    _, used = taken_out(price.of, told)
    others = (one for one in price.counts if one.of not in used.keys() | moved)
    return replace(price, counts=(*others, *used.values())), tuple(placed)


def _may_be_of(one: CountSaid, unit: str, counts: Sequence[Count]) -> bool:
    """Whether a bare number is in the place of that count: of several, by far the nearest, "make that 800" after 500 in 2 halls."""
    if not is_bare(one) or unit in one.before or not counts or (len(counts) == 1 and not counts[0].each):
        return True
    if one.change is not None:
        return len(counts) == 1
    nearest = min(counts, key=lambda count: _apart(one, count))
    clear = all(_apart(one, count) > _CLEARLY * _apart(one, nearest) for count in counts if count is not nearest)
    return unit == nearest.of and clear and _apart(one, nearest) < _NEAR / len(counts)


def is_bare(one: CountSaid) -> bool:
    """Whether nothing says of what a count is."""
    return not one.names and not one.pronoun


def _apart(one: CountSaid, count: Count) -> Fraction:
    """How many times the one number is the other, or the other the one."""
    return max(one.low / count.number, count.number / one.low)


def is_near(one: Fraction, other: Fraction) -> bool:
    """Whether one number may be put in the place of the other."""
    return other > 0 and one * _NEAR > other and other * _NEAR > one


def _fits_in(count: Count) -> bool:
    """Whether so many stretches of time go into what holds them: 200 days go into a year, and not into a week."""
    months = _MONTHS.get(count.of, Fraction(0))
    return all(count.number * months <= _MONTHS[each] * _LEAP for each in count.each if each in _MONTHS)


def _count_of(price: UnitPrice, unit: str) -> Count | None:
    return next((one for one in price.counts if one.of == unit), None)


def _best(said: Sequence[CountSaid], unit: str, before: Count | None, held: set[str]) -> list[CountSaid]:
    """The counts that say best how many of the unit there are: by its name, or else of things that do not hold so many each."""
    found = [one for one in said if _is_of(one, unit, before) and not (unit in ANY_ONE and held & set(one.names))]
    found = [one for one in found if one.names] or found
    named = [one for one in found if one.pronoun or (unit and unit in one.names)]
    return named or [one for one in found if not one.shared] or found


def _told_number(said: Sequence[CountSaid], before: Count | None) -> int | None:
    """The one number that counts of a unit tell; so many more or fewer go on the one before, or off it."""
    if not said or len({(one.low, one.change) for one in said}) > 1:
        return None
    one = said[0]
    number = int(one.low)
    if one.change is not None:
        number = before.number + one.change * number if before and one.change else 0
    return number if number > 0 else None


def _is_of(one: CountSaid, unit: str, before: Count | None) -> bool:
    """Whether a count says how many of the unit there are."""
    if one.unit and not is_thing(one.unit):
        return unit == one.unit
    if unit in one.names or (not one.names and unit and unit in one.before):
        return True
    timed = unit in WORKED.values() or months_of(unit) is not None
    if not one.names:
        return not timed or before is not None
    counts_thing = not any(
        name in _NO_THINGS or name in PROCURED_APART or name in WORKED or not is_thing(name) for name in one.names
    )
    return unit in ANY_ONE and counts_thing


def reckoned(price: UnitPrice, duration: Duration | None, words: str = "") -> Amount | Rate | None:
    """What the price and its counts come to: an amount, a rate where only the term is lacking, or None where a count is.

    `words` are the reply's own, before the price's.

    >>> price = UnitPrice(24_000, 24_000, ("day",), None, Said("£240 a day"), (Count(190, "day", ("year",)),))
    >>> reckoned(price, None).low_pence, reckoned(price, Duration(36, 36, Said("3 years"))).low_pence
    (4560000, 13680000)
    """
    left, used = taken_out(price.of, lambda unit, _: _count_of(price, unit))
    times = prod(Fraction(one.number) for one in used.values())
    shown = [f"{one.number:,}{''.join(f' a {each}' for each in one.each)}" for one in used.values()]
    if not left:
        return Amount(floor(price.low_pence * times), ceil(price.high_pence * times), price.vat, _said(price, shown, words))
    every = months_of(left[0]) if len(left) == 1 else None
    if every is None:
        return None
    yearly = times * 12 / every
    said = _said(price, [*shown, *([duration.said.words] if duration else [])], words)
    rate = Rate(floor(price.low_pence * yearly), ceil(price.high_pence * yearly), 12, price.vat, said)
    if duration is None:
        return rate
    least, most = months_in_full(duration)
    high = None if most is None else ceil(price.high_pence * yearly * most / 12)
    return Amount(floor(price.low_pence * yearly * least / 12), high, price.vat, said)


def _said(price: UnitPrice, shown: Sequence[str], words: str) -> Said:
    reckoning = " × ".join((price.said.words, *shown))
    return Said(f"{words} ({reckoning})" if words else reckoning)
