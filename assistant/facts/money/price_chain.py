"""Prices for so much of something, and how much of it there is: "£1.35 a pack, 60,000 packs a year", "£19 per user per month, 240 users".

A price has units that it is for (user, month), and each count has one that it counts (users) and may have others that it is for (a year). A
count takes the unit that it counts out of the price and puts its own in, until none is left (a whole) or one stretch of time (a rate). Where
a unit finds no count, or a count no unit, nothing is worth so much: a product of some of the figures is never given out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import prod

from assistant.facts.money.count_said import CountSaid, read_count
from assistant.facts.money.periods import SINGLE
from assistant.facts.money.price_units import (
    ANY_ONE,
    DETERMINERS,
    EACH,
    OF_THEM,
    REACH,
    SAID_ADVERB,
    TIME,
    Pers,
    is_thing,
    is_time,
    months_in,
    read_pers,
    several_of,
    unit_of,
)
from assistant.facts.money.unit_algebra import taken_out
from assistant.facts.words.bounds import bound_before, ends
from assistant.facts.words.lengths import SEASONS, Length
from assistant.facts.words.numbers import Number, read_number
from assistant.facts.words.text import Question
from assistant.model import Count

_OFTEN = {"once": 1, "twice": 2, "thrice": 3}
_LINKS = {
    ",", "(", ")", "for", "over", "x", "×", "*", "across", "at", "@", "in", "and", "with", "on", "during", "about", "around", "of", "we", "need",
    "have", "serve", "serving", "buy", "want", "use", "there", "are", "the", "up", "to", "roughly", "approximately", "some", "-", ";", "covering",
}  # fmt: skip
_WORKING = {"each", "working", "work", "works", "doing", "who"}
_ENDS_EACH = {"", ".", ",", ";", "?", "!", ")", "at", "@", "for", "and", "on", "over"}
_STOPS = {".", "?", "!"}
_ENDS_THEM = (_ENDS_EACH - {"for", "over"}) | {"each", "doing", "working", "-", "(", "all", "altogether", "needed", "every"}
""" "12 of them" before one of these is how many there are, and not so many out of more."""
_LEADS_PRICE = {"at", "@", ",", ":", "for", "costing", "-", "(", "each", "is", "are"}
_NOT_COUNTED = {"%", "st", "nd", "rd", "th", "/", "percent"}
_MOST_BETWEEN, _MOST_LED = 3, 12
_LEAST_APART = 2
"""Years of a term from which on a number of days may be each year's or all of them."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What a price comes to: `low` and `high` are how many times it is meant (`high` None where no most is known).

    `every_months` is the stretch it is paid for each time, None for a whole. `placed` tells whether every unit and every count found its
    place. Tokens `first` up to `end` are those of the price with the counts that stand beside it. `units` are those of the price, `words` its
    own, and `counts` what each of them was counted by, None where a later message can replace none of them.
    """

    low: Fraction
    high: Fraction | None
    every_months: Fraction | None
    placed: bool
    first: int
    end: int
    units: tuple[str, ...]
    counts: tuple[Count, ...] | None
    words: str


def read_chain(
    question: Question, first: int, end: int, vat_ends: Mapping[int, int], lengths: Collection[Length] = ()
) -> Chain | None:
    """What the price at tokens `first` up to `end` comes to with the counts around it; None where it is no chain of them.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text):
    ...     chain = read_chain(q := read_text(text), q.texts.index("£"), q.texts.index("£") + 2, {})
    ...     return chain and (str(chain.low), chain.every_months and str(chain.every_months), chain.placed)
    >>> told("£2 a pack, 500 packs a year"), told("£9 per user per month, 20 users"), told("£9 per user per month"), told("£9 a pack")
    (('500', '12', True), ('20', '1', True), ('1', None, False), None)
    """
    after_it = read_pers(question, end, vat_ends)
    terms = {length.first for length in lengths if length.of_contract and length.unit_months >= 1}
    before = list(_counts_before(question, first, vat_ends, terms))
    several = {at for one in before if one.of_several for at in range(one.first, one.end)}
    price = _with_each_before(question, first, after_it, several)
    if not price.units and price is after_it:
        return None
    after = list(_counts_after(question, price.end, vat_ends, terms))
    beside = _beside(question, first, price.end, before, after)
    of_them = OF_THEM in price.units
    named = _with_antecedent(question, first, price)
    if named is None:
        return None
    price = _with_subject(question, first, named, [*before, *after], beside)
    counts = _with_holders(question, [*before, *after], price)
    beside = [one for one in counts if any(one.first == other.first for other in beside)]
    needs, taken = taken_out(price.units, lambda unit, left: _count_of(unit, left, counts, beside))
    used = [one for one in counts if any(_says_same(one, other) for other in taken.values())]
    chained = (
        len(price.units) > 1
        or price.times > 1
        or of_them
        or not after_it.units
        or any(one.each or one.of_several for one in used)
    )
    left = [one for one in beside if one not in used and one.unit != TIME and not _is_of_each(question, one.first)]
    astray = any(map(is_thing, price.units[:1])) and (any(one.each for one in left) or (not used and len(left) > 1))
    them = any(one.pronoun and one not in used for one in counts) and not any(map(is_thing, price.units))
    if not (chained or astray or them or (used and SEASONS & set(price.units))):
        return None
    every = months_in(needs[0]) if len(needs) == 1 else None
    fits = not left and not them and not _is_part_of_years(used, needs, lengths)
    loose = [length for length in lengths if not any(one.first <= length.first < one.end for one in used)]
    start, stop = _span(first, price.end, used, [(one.first, one.end) for one in loose])
    low = prod((one.low for one in taken.values()), start=price.times)
    most = [one.high for one in taken.values() if one.high is not None]
    high = prod(most, start=price.times) if len(most) == len(taken) else None
    placed = fits and (not needs or every is not None)
    kept = _kept(taken) if fits and price.times == 1 else None
    return Chain(low, high, every, placed, start, stop, price.units, kept, question.said(first, price.end))


def _with_holders(question: Question, counts: Sequence[CountSaid], price: Pers) -> list[CountSaid]:
    """The counts, where one is of each of the things before it: "three archaeologists, each for 220 days" at £310 a day.

    A price that is for one of those things a day has them already.
    """
    held: list[CountSaid] = []
    for n, one in enumerate(counts):
        holder = counts[n - 1] if n else None
        if holder and is_thing(holder.unit) and not is_thing(one.unit) and _is_for_each(question, holder, one):
            has_them = any(unit == holder.unit or unit in ANY_ONE for unit in price.units)
            one = replace(one, each=tuple(unit for unit in one.each if unit != EACH) + (() if has_them else (holder.unit,)))
            held[-1] = replace(held[-1], each=tuple(unit for unit in held[-1].each if unit != EACH))
        held.append(one)
    return held


def _is_for_each(question: Question, holder: CountSaid, one: CountSaid) -> bool:
    """Whether "each" stands between two counts, or right behind the second: "two carers, 30 hours a week each"."""
    between = question.words(holder.end, one.first)
    led = ("each" in between or EACH in holder.each) and set(between) <= _LINKS | _WORKING
    behind = EACH in one.each or (question.word(one.end) == "each" and question.word(one.end + 1) in _ENDS_EACH)
    return led or (behind and set(between) <= _LINKS | _WORKING)


def _kept(taken: Mapping[str, CountSaid]) -> tuple[Count, ...] | None:
    """The counts as a later message may replace them; None where one is of no exact number."""
    if any(one.low != one.high or one.low.denominator != 1 or one.of_several for one in taken.values()):
        return None
    return tuple(Count(int(one.low), unit, one.each) for unit, one in taken.items())


def _is_part_of_years(used: list[CountSaid], needs: Sequence[str], lengths: Collection[Length]) -> bool:
    """Whether so many days make up the whole of a term of years: "190 school days, for 4 years" may be each year's."""
    bare = any(not one.each and not is_thing(one.unit) and one.unit not in SEASONS for one in used)
    years = any(length.of_contract and length.low >= 12 * _LEAST_APART for length in lengths)
    return not needs and bare and years


def _count_of(unit: str, left: Sequence[str], counts: Collection[CountSaid], beside: Collection[CountSaid]) -> CountSaid | None:
    """The one count of that unit; none where two are told that differ."""
    found = [one for one in counts if one.unit == unit]
    if not found and unit in ANY_ONE:
        found = [one for one in counts if one in beside and is_thing(one.unit)]
    if not found and is_thing(unit) and sum(map(is_thing, left)) == 1:
        found = [one for one in counts if one.unit == TIME]
    return found[0] if found and all(_says_same(found[0], one) for one in found) else None


def _says_same(one: CountSaid, other: CountSaid) -> bool:
    return (one.low, one.high, one.unit, one.each) == (other.low, other.high, other.unit, other.each)


def _is_of_each(question: Question, at: int) -> bool:
    """Whether the count at token `at` is that of "each of the 3 lots", which is placed already."""
    near = question.words(at - 3, at)
    return near[-2:] == ("each", "of") or near[:2] == ("each", "of")


def _with_each_before(question: Question, first: int, price: Pers, placed: Collection[int]) -> Pers:
    """The price with what "each of our 12 libraries pays" before token `first` says: so many of it, or the time that it is for.

    `placed` are tokens of counts that are so many times what they say already.
    """
    for at in range(first - 1, max(-1, first - _MOST_LED), -1):
        if question.word(at) in _STOPS or question.word(at) == "£":
            break
        if at in placed or not question.follows(at, "each", "of"):
            continue
        if (several := several_of(question, at)) and first - several[1] <= _MOST_BETWEEN:
            return Pers(price.units, price.times * several[0], price.end)
        number = read_number(question, at + 2 + (question.word(at + 2) in DETERMINERS))
        if number and not price.units and first - number.end <= 1 + _MOST_BETWEEN:
            unit = unit_of(question.word(number.end))
            return Pers((unit,), price.times, price.end) if months_in(unit) is not None else price
    return price


def _with_antecedent(question: Question, first: int, price: Pers) -> Pers | None:
    """The units with what "each of them" stands for: what was counted last before the price."""
    if OF_THEM not in price.units:
        return price
    for at in range(first - 1, max(-1, first - 12), -1):
        if question.word(at) in _STOPS:
            break
        word = question.word(at)
        if (number := _number_before(question, at)) and word.isalpha():
            if not is_time(word):
                return Pers(tuple(unit for unit in price.units if unit != OF_THEM), price.times * number, price.end)
            units = tuple(unit_of(word) if unit == OF_THEM else unit for unit in price.units)
            return Pers(units, price.times, price.end) if months_in(unit_of(word)) is not None else None
    return None


def _with_subject(
    question: Question, first: int, price: Pers, counts: Collection[CountSaid], beside: Collection[CountSaid]
) -> Pers:
    """The units with what "each" stands for where its count is told elsewhere: "the meals cost £2.40 each. We serve 300 meals"."""
    if EACH not in price.units or any(is_thing(one.unit) for one in beside):
        return price
    for at in range(first - 1, max(-1, first - REACH), -1):
        if question.word(at) in _STOPS:
            break
        unit = unit_of(question.word(at))
        if unit != question.word(at) and is_thing(unit) and any(one.unit == unit for one in counts):
            return Pers(tuple(unit if one == EACH else one for one in price.units), price.times, price.end)
    return price


def _number_before(question: Question, end: int) -> Fraction | None:
    for start in (end - 1, end - 2):
        number = read_number(question, start)
        if number and number.end == end and number.value is not None and not number.loose and number.value > 1:
            return number.value
    return None


def _counts_after(question: Question, start: int, vat_ends: Mapping[int, int], terms: Collection[int]) -> Iterator[CountSaid]:
    """The counts from token `start` on, up to another sum."""
    at = start
    while at < min(len(question.tokens), start + REACH) and question.word(at) != "£":
        one = _count(question, at, vat_ends, terms)
        if one and not _leads_to_price(question, one.end):
            yield one
        at = one.end if one else at + 1


def _leads_to_price(question: Question, end: int) -> bool:
    """Whether another price stands right behind a count that ends before token `end`: "and 10 monitors at £150 each"."""
    while question.word(end) in _LEADS_PRICE - {","}:
        end += 1
    return question.word(end) == "£"


def _counts_before(question: Question, first: int, vat_ends: Mapping[int, int], terms: Collection[int]) -> Iterator[CountSaid]:
    """The counts before token `first`, back to another sum."""
    start = (
        next((at for at in range(first - 1, max(-1, first - REACH), -1) if question.word(at) == "£"), max(-1, first - REACH))
        + 1
    )
    at = start
    while at < first:
        one = _count(question, at, vat_ends, terms)
        if one and one.end <= first:
            yield one
        at = one.end if one else at + 1


def _count(question: Question, at: int, vat_ends: Mapping[int, int], terms: Collection[int]) -> CountSaid | None:
    """The count at token `at`: "60,000 packs a year", "twice a week", "200 to 300 users". A contract's term counts nothing."""
    word = question.word(at)
    if word in _OFTEN:
        pers = read_pers(question, at + 1, vat_ends)
        often = Fraction(_OFTEN[word])
        return CountSaid(often, often, at, pers.end, TIME, pers.units) if pers.units else None
    if word in SINGLE.keys() - {"pa", "pm"} and word.endswith("ly") and question.word(at - 1) in (",", "-"):
        return CountSaid(Fraction(1), Fraction(1), at, at + 1, TIME, (SAID_ADVERB[word],))
    number = read_number(question, at)
    if number is None or number.value is None or number.value <= 0 or number.loose or _is_no_count(question, at, number):
        return None
    low, high, number = _ends(question, at, number)
    one = read_count(question, at, number.end, low, high, vat_ends)
    if one.pronoun and not one.unit and question.word(one.end) in _ENDS_THEM:
        one = replace(one, unit=_counted_before(question, at))
    alone = not one.each and not one.of_several
    stretch = alone and months_in(one.unit) is not None and one.unit not in SEASONS
    return None if not one.unit or stretch or (at in terms and not one.each) else one


def _counted_before(question: Question, at: int) -> str:
    """What "12 of them" at token `at` counts: the thing told last before it."""
    words = reversed(question.words(at - REACH, at))
    return next((unit for word in words if (unit := unit_of(word)) != word and word.isalpha() and is_thing(unit)), "")


def _is_no_count(question: Question, at: int, number: Number) -> bool:
    before = question.word(at - 1)
    return (
        before in ("£", "/", "gbp")
        or (before == "." and not question.at(at).gap)
        or question.word(number.end) in _NOT_COUNTED
        or (before == "-" and not question.at(at).gap)
    )


def _ends(question: Question, at: int, number: Number) -> tuple[Fraction, Fraction | None, Number]:
    """Both ends of a count, with what bounds it, and the number that ends it: "200 to 300", "up to 240"."""
    value = number.value or Fraction(0)
    between = question.word(number.end) == "and" and question.word(at - 1) == "between"
    joined = between or question.word(number.end) in ("to", "-")
    second = read_number(question, number.end + 1) if joined else None
    if second and second.value is not None and second.value > value:
        return value, second.value, second
    bound, _ = bound_before(question, at)
    if bound == "exact" or value.denominator != 1 or (bound == "over" and question.word(at - 1) == "over"):
        return value, value, number
    low, high = ends(int(value), int(value), bound)
    return Fraction(low), None if high is None else Fraction(high), number


def _beside(question: Question, first: int, end: int, before: list[CountSaid], after: list[CountSaid]) -> list[CountSaid]:
    """The counts that stand in one row with the price, with nothing but linking words between."""
    row: list[CountSaid] = []
    reached = end
    for one in after:
        if not all(word in _LINKS or word == "vat" for word in _without_terms(question, reached, one.first)):
            break
        row.append(one)
        reached = one.end
    reached = first
    for one in reversed(before):
        between = question.words(one.end, reached)
        near = 0 <= len(between) <= 2 and _LEADS_PRICE.issuperset(between)
        if not (near if reached == first else set(_without_terms(question, one.end, reached)) <= _LINKS | _WORKING):
            break
        row.append(one)
        reached = one.first
    return row


def _without_terms(question: Question, start: int, end: int) -> tuple[str, ...]:
    """The words between but for numbers and units of time: a term may stand between two counts."""
    return tuple(
        word
        for i in range(start, end)
        if not (
            is_time(word := question.word(i))
            or read_number(question, i)
            or question.word(i) in ("ex", "plus", "net", "excluding")
        )
    )


def _span(first: int, end: int, used: list[CountSaid], loose: list[tuple[int, int]]) -> tuple[int, int]:
    """The tokens of the price and of the counts that stand beside it, with no length between that is not one of them."""
    start, stop = first, end
    for one in sorted(used, key=lambda count: count.first):
        if one.first >= stop and not any(stop <= at < one.end for at, _ in loose):
            stop = one.end
    for one in sorted(used, key=lambda count: -count.first):
        if one.end <= start and not any(one.first <= at < start for at, _ in loose):
            start = one.first
    return start, stop
