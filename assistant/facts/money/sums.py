"""Sums of money in a question: each with its figures in pence, the words that bound it, what period it is for, and its role.

Pounds are known by a sign or a word (£, GBP, pounds, quid, grand). A bare figure is only a candidate: it counts as money where
the words around it say so ("a contract worth 250,000", "90k ex VAT"), and years, clause numbers, percentages, telephone
numbers and counts of things never do.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assistant.facts.aside.by_how_much import is_by_how_much
from assistant.facts.aside.cap_on_one import is_cap_on_one
from assistant.facts.aside.not_priced import is_new_one_unpriced
from assistant.facts.aside.other_sums import (
    is_added,
    is_difference,
    is_in_year,
    is_of_another,
    is_of_rule,
    is_only_itself,
    is_remark,
    is_the_one,
    is_year,
)
from assistant.facts.aside.put_right import is_put_right
from assistant.facts.aside.shares_paid import is_share_paid
from assistant.facts.money.bare import bare_is_money, is_counted, is_label
from assistant.facts.money.changes import read_change
from assistant.facts.money.counted import is_price_of_one, times_said
from assistant.facts.money.list_price import is_line_told, is_list_price
from assistant.facts.money.lots_apart import are_lots_apart, end_of_lots, is_of_all_lots
from assistant.facts.money.most_payable import is_most_payable
from assistant.facts.money.periods import months_of, period_after, period_before
from assistant.facts.money.price_chain import Chain, read_chain
from assistant.facts.money.price_units import is_open_period
from assistant.facts.money.sum_roles import (
    Role,
    changes_to,
    is_former,
    is_multiplied,
    is_optional,
    is_part_of_sum,
    role_of,
)
from assistant.facts.money.vague import vague_sum
from assistant.facts.vat.basis import VatMark, differ_by_vat
from assistant.facts.vat.sayings import is_vat_named, part_that_is_vat
from assistant.facts.words.bounds import Bound, bound_after, bound_before, sum_ends
from assistant.facts.words.doubts import doubt
from assistant.facts.words.lengths import Length
from assistant.facts.words.numbers import Number, read_number
from assistant.facts.words.text import Question
from assistant.model import Doubt

LEAST_PENCE = 100
MOST_PENCE = 100_000_000_000 * 100

_POUND_BEFORE = {"£", "gbp", "stg", "gbp£"}
_POUND_AFTER = {"£", "gbp", "pound", "pounds", "pouns", "pund", "quid", "sterling", "stg", "squid"}
_FOREIGN_SIGNS = set("€$¥₹₽₩₺₴฿₦₫₪₱₡₲₵₸₼₾")
_FOREIGN_WORDS = {
    "eur", "euro", "euros", "usd", "dollar", "dollars", "bucks", "yen", "jpy", "zloty", "zlotys", "pln", "rupee", "rupees", "inr", "yuan",
    "renminbi", "rmb", "cny", "chf", "franc", "francs", "krona", "kronor", "kroner", "krone", "sek", "nok", "dkk", "aud", "cad", "nzd",
    "lira", "rouble", "roubles", "ruble", "rubles", "rand", "forint", "lei", "leu", "lev", "lakh", "lakhs", "crore", "crores", "bitcoin",
    "btc", "peso", "pesos", "dirham", "dirhams", "shekel", "shekels", "won", "naira", "koruna",
}  # fmt: skip
_LEADS_RANGE = {"of", "is", "about", "from", "say", "value", "worth", "for", "at", "around", "a"}
_UP_TO_SAID = (
    "all the way up to|to as much as|all the way to|maybe up to|going up to|perhaps up to|possibly up to|up till|"
    "up to|through to|or maybe|to perhaps|or even|to possibly|climbing to|or possibly|rising to|to maybe|up until|"
    "or perhaps|stretching to|through|until|upto|till|possibly|thru|maybe"
)
_UP_TO = tuple(tuple(phrase.split()) for phrase in _UP_TO_SAID.split("|"))
_UP_TO_STARTS = {phrase[0] for phrase in _UP_TO}
_STOPS = {".", "?", "!", ";"}
_LISTS = {",", "and", "then", "in"}
_FOR_ALL = (
    ("in", "total"), ("in", "all"), ("all", "in"), ("all", "told"), ("altogether",), ("overall",), ("total",), ("for", "the", "lot"),
    ("for", "the", "whole"), ("for", "everything"), ("over", "the", "whole"), ("for", "the", "full"),
)  # fmt: skip
_OPENS_RANGE = {"between", "from"}
_MOST_SIGNS = 3
_RULES_BOUND = {"over", "at_least", "under", "at_most"}
_BOUNDS_ROUGHLY = {"over", "above", "under", "below", "than"}
_TELLS_PRICE = {"£", "costs", "cost", "is", "adds", "comes", "would", "will"}
"""After a comma and a period these lead on to what that period costs: "£95k, each extra month costs £8k"."""
_LEAST_BARE = 1_000
_LEAST_OF_LISTED = 0.4
"""The least part of a list price that is paid after a discount."""
_BY = ("x", "×", "*")
_SMALL_PRICE = 1_000_00
_STEPS = {
    **dict.fromkeys(("penny", "p", "pence"), Fraction(1, 100)),
    **dict.fromkeys(("pound", "pounds", "quid"), Fraction(1)),
}
_LONGEST_STEP = 30
_ENDS_STEP = {"", ".", "?", "!", ",", ";", "then", "now", "on", "to", "it", "that", "and", "so", "-"}
_AFTER_THING = {
    "and",
    "but",
    "so",
    "plus",
    "ex",
    "inc",
    "excluding",
    "including",
    "before",
    "in",
    "at",
    "for",
    "on",
    "from",
    "with",
    "now",
    "this",
    "which",
}
_NO_SCALE = {"l", "j", "i", "kk", "lk", "kl", "jk", "kj", "ki", "ik", "km", "mk", "o", "ok"}
IN_ALL = "“{words}”: what does that come to in all, over the whole term?"
EACH_OR_ALL = "“{words}”: is that sum for each year, or for the whole term?"


@dataclass(frozen=True, slots=True)
class Money:
    """One sum: both ends in pence, the tokens it is read from, and what it is said of.

    `every_months` is the period it is paid for each time (12 for "a year"), None for a sum said once.
    `counted` tells that the sum is a price so many times, `chain` is what it was so multiplied by, which may leave it open.
    """

    low_pence: int
    high_pence: int | None
    bound: Bound
    first: int
    end: int
    every_months: Fraction | None
    role: Role
    counted: bool = False
    chain: Chain | None = None


@dataclass(frozen=True, slots=True)
class MoneyRead:
    """The sums of a question in order, and what was written as money and cannot be taken for a value in pounds."""

    sums: tuple[Money, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with its currency, tokens `first` up to `end`; `step` where it is a pound or pence by which a reply changes the value."""

    first: int
    end: int
    number: Number
    pounds: bool = False
    foreign: bool = False
    negative: bool = False
    step: bool = False


def read_money(
    question: Question, taken: Collection[int], marks: tuple[VatMark, ...], lengths: Collection[Length] = ()
) -> MoneyRead:
    """Finds the sums of money; `taken` are tokens of dates, `marks` the words on VAT, `lengths` the lengths of time."""
    taken = {*taken, *(i for length in lengths for i in range(length.first, length.end))}
    sums: list[Money] = []
    doubts: list[Doubt] = []
    aside: list[Doubt] = []
    vat_ends = {mark.first: mark.end for mark in marks}
    at = 0
    while at < len(question.tokens):
        figure = None if at in taken else _figure(question, at)
        if figure is None or not (_is_money(question, figure) or _puts_right(question, sums, figure)):
            at = figure.end if figure and figure.number.value is not None else at + 1
            continue
        read = _read_sum(question, figure, vat_ends, lengths)
        if isinstance(read, Doubt):
            (aside if _is_foreign_beside(question, figure) or _is_open_beside(question, figure, read) else doubts).append(read)
            at = figure.end
        else:
            sums.append(read)
            at = read.end
    sums = _of_one_lot(question, sums) if are_lots_apart(question) else sums
    shared = _without_small_price(question, _without_former(question, _share_roles(question, sums)))
    has_value = any(one.role == "value" for one in shared)
    doubts += [] if has_value else aside
    if not doubts and not has_value:
        if vague := vague_sum(question):
            doubts.append(doubt("absurd_amount", question.said(*vague), unreadable=True))
        elif open_price := next((one for one in shared if one.chain and not one.chain.placed), None):
            doubts.append(doubt("two_amounts", question.said(open_price.first, open_price.end), question=IN_ALL))
    return MoneyRead(shared, tuple(doubts))


def _of_one_lot(question: Question, sums: list[Money]) -> list[Money]:
    """Sums of lots that are contracts of their own: the least that each is worth, or the most, where one end is told, without what all come to."""
    ends = [end_of_lots(question, one.first) for one in sums]
    if not any(ends):
        return sums
    told = [
        (one, bound) for one, bound in zip(sums, ends, strict=True) if bound or not is_of_all_lots(question, one.first, one.end)
    ]
    one, bound = told[0] if len(told) == 1 else (None, None)
    if one is None or one.bound != "exact" or bound is None:
        return [kept for kept, _ in told]
    low, high = sum_ends(one.low_pence, one.high_pence or one.low_pence, bound)
    return [replace(one, low_pence=low, high_pence=high, bound=bound)]


def _is_foreign_beside(question: Question, figure: _Figure) -> bool:
    """Whether a sum in other money is told of another thing than the contract: "a big American outfit turning over 80 million dollars"."""
    beside = role_of(question, figure.first, figure.end, figure.first) == "other"
    return figure.foreign and (beside or is_of_another(question, figure.first, figure.end))


def _is_open_beside(question: Question, figure: _Figure, read: Doubt) -> bool:
    """Whether a sum that may be for each year is told of another thing: "the mooring is 3 years at £7,500 and comes from another pot"."""
    return read.question == EACH_OR_ALL.format(words=read.words) and is_of_another(question, figure.first, figure.end)


def _figure(question: Question, at: int) -> _Figure | None:
    """The number at `at` with the currency before or after it and its sign."""
    i, pounds, foreign = at, False, False
    while i < at + _MOST_SIGNS and (question.word(i) in _POUND_BEFORE or _is_foreign_sign(question, i)):
        pounds, foreign = pounds or question.word(i) in _POUND_BEFORE, foreign or _is_foreign_sign(question, i)
        i += 1
    inner_minus = i > at and question.word(i) == "-" and not question.at(i + 1).gap
    if step := _step(question, at):
        return step
    number = read_number(question, i + inner_minus)
    if number is None:
        return None
    end = number.end
    foreign_after = _foreign_after(question, end)
    if not foreign_after and question.word(end) in _POUND_AFTER and not _starts_next(question, end):
        pounds, end = True, end + 1
        end += question.word(end) == "sterling"
    if not (pounds or foreign or foreign_after) and _is_price_in_pence(question, number):
        number, pounds, end = replace(number, value=(number.value or Fraction(0)) / 100), True, number.end + 1
    pounds = pounds or number.scale_word in ("grand",)
    if pounds and not foreign_after:
        number, end = _with_pence(question, number, end)
    minus = inner_minus or ((i == at or pounds or foreign) and _minus_before(question, at))
    return _Figure(at, end + foreign_after, number, pounds, foreign or foreign_after, minus)


def _step(question: Question, at: int) -> _Figure | None:
    """ "A penny more", "a quid off", "plus 1p": a pound or pence that the value changes by, where no other figure stands in the message."""
    word, number = question.word(at), read_number(question, at)
    value = Fraction(1) if word in ("a", "one") else number.value if number and number.scale == 1 else None
    end = at + 1 if word in ("a", "one") or number is None else number.end
    unit = _STEPS.get(question.word(end))
    if (
        value is None
        or unit is None
        or len(question.tokens) > _LONGEST_STEP
        or any(one.kind == "number" for n, one in enumerate(question.tokens) if not at <= n < end)
    ):
        return None
    change = read_change(question, at, end + 1)
    if change is None or question.word(change.end) not in _ENDS_STEP:
        return None
    return _Figure(at, end + 1, Number(value * unit, end), pounds=True, step=True)


def _is_price_in_pence(question: Question, number: Number) -> bool:
    """ "55p a bottle", "80 pence each": pence that something is said to cost one of; "p/w" and "p.a." are none."""
    said = question.word(number.end)
    if number.value is None or number.scale > 1 or said not in ("p", "pence") or (said == "p" and question.at(number.end).gap):
        return False
    return is_price_of_one(question, number.end + 1) and not (said == "p" and question.word(number.end + 1) == "/")


def _with_pence(question: Question, number: Number, end: int) -> tuple[Number, int]:
    """The number with the pence said after it, "£100,000 and one penny", and where they end."""
    pence = read_number(question, end + 1) if question.word(end) == "and" else None
    single = question.word(end + 1) in ("a", "one") and question.word(end + 2) == "penny"
    if question.word(end) != "and" or number.value is None or number.value.denominator != 1:
        return number, end
    if single:
        return replace(number, value=number.value + Fraction(1, 100)), end + 3
    if pence and pence.value and pence.value < 100 and question.word(pence.end) in ("p", "pence"):
        return replace(number, value=number.value + pence.value / 100), pence.end + 1
    return number, end


def _is_foreign_sign(question: Question, at: int) -> bool:
    word = question.word(at)
    if word in ("us", "au", "ca", "nz", "hk") and question.word(at + 1) == "$" and not question.at(at + 1).gap:
        return True
    return word in _FOREIGN_SIGNS or (
        word in ("eur", "usd", "chf", "jpy", "aud", "cad") and question.at(at + 1).kind == "number"
    )


def _foreign_after(question: Question, at: int) -> bool:
    if question.word(at) == "won" and question.at(at + 1).text:
        return False
    return question.word(at) in _FOREIGN_WORDS or question.word(at) in _FOREIGN_SIGNS


def _starts_next(question: Question, at: int) -> bool:
    """Whether a pound sign belongs to the figure after it, not to the one before: "between 5 and £10"."""
    return question.word(at) in ("£", "gbp") and question.at(at + 1).kind == "number" and question.at(at).gap


def _minus_before(question: Question, at: int) -> bool:
    before = question.at(at - 1)
    if before.text in ("minus", "negative"):
        if question.words(at - 3, at - 1) == ("plus", "or"):
            return False
        return question.at(at - 2).kind != "number" and question.word(at - 2) not in ("k", "m", "million", "thousand", "grand")
    return before.text == "-" and before.gap and not question.at(at).gap


def _is_money(question: Question, figure: _Figure) -> bool:
    if figure.pounds or figure.foreign:
        return question.word(figure.end) != "%"
    if question.words(figure.first - 2, figure.first) == ("one", "in"):
        return False
    if bare_is_money(question, figure.first, figure.number, figure.end):
        return True
    second = None if is_label(question, figure.first, figure.number) else _second(question, figure)
    return second is not None and (second.pounds or bare_is_money(question, figure.first, second.number, second.end))


def _puts_right(question: Question, sums: Sequence[Money], figure: _Figure) -> bool:
    """Whether a bare figure is put in the place of the sum before it: "£12,000 - no sorry 120,000"."""
    if not sums or figure.number.value is None or figure.number.value < _LEAST_BARE or _counts(question, figure):
        return False
    between = range(sums[-1].end, figure.first)
    plain = all(question.at(i).kind != "number" for i in between)
    return plain and is_put_right(question, sums[-1].end, figure.first, figure.end)


def _counts(question: Question, figure: _Figure) -> bool:
    return is_counted(question, figure.first, figure.number, figure.end)


def _second(question: Question, figure: _Figure) -> _Figure | None:
    """The upper figure of a range that starts with `figure`: "150 to 200k", "between £5k and £10k", "£150-200k"."""
    joint, start = _joint(question, figure.end)
    between = "between" in question.words(figure.first - 3, figure.first)
    inherits = joint == "or" and figure.number.scale == 1 and not figure.pounds
    if joint not in ("-", "to") and not (joint == "and" and between) and not inherits:
        return None
    if joint == "to" and changes_to(question, figure.first):
        return None
    second = _figure(question, start)
    if second and joint == "-" and not between and _is_set_apart(question, figure, second):
        return None
    if second is None or second.number.value is None or figure.number.value is None or second.foreign != figure.foreign:
        return None
    if not second.pounds and is_counted(question, figure.first, second.number, second.end):
        return None
    low, high = _inherit(figure.number, second.number)
    if inherits and low == figure.number.value:
        return None
    return second if low < high or between else None


def _joint(question: Question, at: int) -> tuple[str, int]:
    """The word that joins two ends of a range at token `at`, "to" for phrases that say the same ("up to", "or possibly"), and where it ends."""
    at += question.word(at) == ","
    if question.word(at) in _UP_TO_STARTS:
        for phrase in _UP_TO:
            if question.follows(at, *phrase):
                return "to", at + len(phrase)
    return question.word(at), at + 1


def _is_set_apart(question: Question, figure: _Figure, second: _Figure) -> bool:
    """Whether a dash with space on both sides parts a number from a sum: "ref 2026/0145 - £75k", "Lot 2 - £60k"."""
    if is_label(question, figure.first, figure.number):
        return True
    spaced = question.at(figure.end).gap and question.at(figure.end + 1).gap
    bare = not figure.pounds and figure.number.scale == 1 and second.pounds
    before = question.word(figure.first - 1)
    return spaced and bare and before.isalpha() and before not in _LEADS_RANGE


def _inherit(first: Number, second: Number) -> tuple[Fraction, Fraction]:
    """Both values, the one without a scale taking the other's where that keeps them in order: "150 to 200k"."""
    low, high = first.value or Fraction(0), second.value or Fraction(0)
    if first.scale == 1 and second.scale > 1 and low < 1_000 and low * second.scale < high:
        return low * second.scale, high
    if second.scale == 1 and first.scale > 1 and high < 1_000 and low < high * first.scale:
        return low, high * first.scale
    return low, high


def _read_sum(question: Question, figure: _Figure, vat_ends: dict[int, int], lengths: Collection[Length]) -> Money | Doubt:
    second = _second(question, figure)
    end = second.end if second else figure.end
    bound, first = bound_before(question, figure.first)
    if (chain := read_chain(question, first, end, vat_ends, lengths)) and not figure.foreign:
        return _chained(question, figure, second, bound, chain)
    counted = times_said(question, first, vat_ends.get(end, end))
    length = _length_before(question, figure.first, lengths)
    if length and not counted and not _is_paid_for(question, end) and not is_for_all(question, end):
        return doubt("two_amounts", question.said(length.first, end), question=EACH_OR_ALL)
    if trouble := _trouble_of_either(question, figure, second, counted=counted is not None):
        return trouble
    if not counted and is_open_period(question, end):
        return doubt("two_amounts", question.said(first, end + 2), question=IN_ALL)
    low, high = sorted(_inherit(figure.number, second.number)) if second else _spread(figure.number)
    if second or figure.number.loose:
        bound = "exact" if bound == "about" else bound
    if second:
        first -= question.word(first - 1) in ("between", "from")
    times, counted_first, end = counted or (1, first, end)
    after, every, each, end = _tail(question, end, vat_ends)
    led_every, first = period_before(question, first) if every is None and not counted else (None, first)
    bound = after if bound == "exact" else bound
    low_pence, high_pence = sum_ends(int(low * (times * 100)), int(high * (times * 100)), bound)
    if bound == "at_most" and high_pence is not None and is_most_payable(question, first, figure.first, end):
        low_pence = high_pence
    if low_pence > MOST_PENCE:
        return doubt("absurd_amount", question.said(counted_first, end))
    if length and (each or question.word(end) == "="):
        every, each = length.unit_months, False
    part = each or (not counted and is_multiplied(question, first, end))
    near_mark = bound == "about" and question.word(end) in ("mark", "level")
    role: Role = "each" if part else "value" if near_mark else role_of(question, first, end, figure.first)
    return Money(low_pence, high_pence, bound, min(first, counted_first), end, every or led_every, role, counted is not None)


def _chained(question: Question, figure: _Figure, second: _Figure | None, bound: Bound, chain: Chain) -> Money | Doubt:
    """The sum that a price comes to with the counts round it; the price alone where they leave open what that is."""
    if trouble := _trouble_of_either(question, figure, second, counted=True):
        return trouble
    low, high = sorted(_inherit(figure.number, second.number)) if second else _spread(figure.number)
    least, most = sum_ends(int(low * chain.low * 100), int(high * (chain.high or chain.low) * 100), bound)
    most = None if chain.high is None else most
    role: Role = role_of(question, chain.first, chain.end, figure.first) if chain.placed else "each"
    if role == "value" and least > MOST_PENCE:
        return doubt("absurd_amount", question.said(chain.first, chain.end))
    return Money(least, most, bound, chain.first, chain.end, chain.every_months, role, counted=True, chain=chain)


def _trouble_of_either(question: Question, figure: _Figure, second: _Figure | None, *, counted: bool) -> Doubt | None:
    """What keeps the figure, or the second of a range, from being a sum in pounds."""
    trouble = _trouble(question, figure, in_range=second is not None, counted=counted)
    return trouble or (_trouble(question, second, counted=counted) if second else None)


def _spread(number: Number) -> tuple[Fraction, Fraction]:
    """Both ends of one figure: the figure itself, or a quarter either way where it is "a couple of"."""
    value = number.value or Fraction(0)
    return (value * 3 / 4, value * 5 / 4) if number.loose else (value, value)


def _trouble(question: Question, figure: _Figure, *, in_range: bool = False, counted: bool = False) -> Doubt | None:
    """What keeps a figure from being a value in pounds, or None."""
    minus_before = figure.negative and question.word(figure.first - 1) in ("-", "minus", "negative")
    said = question.said(figure.first - minus_before, figure.end)
    if figure.pounds and _goes_on(question, figure.end):
        return doubt("absurd_amount", question.said(figure.first, figure.end + 1), unreadable=True)
    pence = None if figure.number.value is None else figure.number.value * 100
    if figure.foreign:
        return doubt("foreign_currency", said)
    if pence is None or (pence.denominator != 1 and not _is_third_of_scale(figure.number)):
        return doubt("absurd_amount", said, unreadable=True)
    if _odd_pence(figure.number) and not in_range:
        return doubt("absurd_amount", said, unreadable=True)
    if figure.negative:
        return doubt("negative_amount", said)
    if not (1 if counted or figure.step else LEAST_PENCE) <= pence <= MOST_PENCE:
        return doubt("absurd_amount", said)
    return None


def _goes_on(question: Question, end: int) -> bool:
    """Whether letters go on at once behind a sum that are no word for anything: "£60l", "£60ki"."""
    token = question.at(end)
    return token.kind == "word" and not token.gap and question.at(end - 1).kind == "number" and token.text in _NO_SCALE


def _is_third_of_scale(number: Number) -> bool:
    """ "one and a third million": a part of a scale that was said as such comes to no whole number of pence, and the pence are of no account."""
    return number.scale > 1 and not number.numeral


def _odd_pence(number: Number) -> bool:
    """Whether a figure without a scale has other than two decimals: "£250.5" and "£1.234" are not how pounds are written."""
    return number.scale == 1 and "." in number.numeral and len(number.numeral.rpartition(".")[2]) != 2


def _tail(question: Question, end: int, vat_ends: dict[int, int]) -> tuple[Bound, Fraction | None, bool, int]:
    """What follows a figure, in any order: "or more", "a year", words on VAT, "each"."""
    bound: Bound = "exact"
    every: Fraction | None = None
    for _ in range(4):
        at = end + (question.word(end) in (",", "("))
        if question.word(end) in _BY and (count := read_number(question, end + 1)):
            unit = question.word(count.end + (question.word(count.end) == "-"))
            every = every or months_of(unit)
            return bound, every, every is None, end
        if at in vat_ends:
            end = vat_ends[at] + (question.word(vat_ends[at]) == ")")
            continue
        months, period_end = period_after(question, at)
        if months is not None and at > end and question.word(period_end) in _TELLS_PRICE:
            break
        if months is not None and every is None:
            every, end = months, period_end
            continue
        if period_end > at or (question.word(at) in ("each", "apiece") and at + 1 not in vat_ends):
            return bound, None, True, max(period_end, at + 1)
        later, after_end = bound_after(question, end + question.follows(end, ",", "give", "or", "take"))
        if later == "exact" or bound != "exact":
            break
        bound, end = later, after_end
    return bound, every, False, end


def _without_small_price(question: Question, sums: tuple[Money, ...]) -> tuple[Money, ...]:
    """ "They charge £64 a lane": a few pounds for one of a thing are no value, even where no other sum is."""
    values = [one for one in sums if one.role == "value"]
    if len(values) != 1 or values[0].counted or not _is_small_price_of(question, values[0]):
        return sums
    return tuple(replace(one, role="each") if one is values[0] else one for one in sums)


def _is_small_price_of(question: Question, one: Money) -> bool:
    thing, after = question.word(one.end + 1), question.at(one.end + 2)
    if one.low_pence >= _SMALL_PRICE or question.word(one.end) not in ("a", "an") or not thing.isalpha():
        return False
    return months_of(thing) is None and (after.kind == "sign" or after.text in _AFTER_THING)


def _length_before(question: Question, first: int, lengths: Collection[Length]) -> Length | None:
    """The length that leads straight to the sum, "3 years at £30k": nobody knows whether that is for each year."""
    if question.word(first - 1) not in ("at", "@", "of"):
        return None
    return next((one for one in lengths if one.end == first - 1 and 1 < one.unit_months != one.high), None)


def is_for_all(question: Question, end: int) -> bool:
    """Whether the words after a sum say that it is the whole: "in total", "for the lot"."""
    return question.word(end) == "=" or any(question.follows(end, *phrase) for phrase in _FOR_ALL)


def _is_paid_for(question: Question, end: int) -> bool:
    """Whether the words after a sum say what it is paid for: "a year", "each"."""
    return period_after(question, end)[0] is not None or question.word(end) in ("each", "apiece")


def _without_former(question: Question, sums: tuple[Money, ...]) -> tuple[Money, ...]:
    """ "now £1.05m, up from £900k": where another sum is the value, one that it was before is of no account."""
    largest = max((one.low_pence for one in sums if one.role == "value"), default=0)
    former = [one.role == "value" and _is_set_aside(question, one, sums, largest) for one in sums]
    former = _with_years(question, sums, _with_corrected(question, sums, former))
    former = _with_shares(question, sums, former)
    others = [one for one, was in zip(sums, former, strict=True) if one.role == "value" and not was]
    named = [one for one in others if is_the_one(question, one.first)]
    if others and is_only_itself(question, others[-1].first, [(one.first, one.end) for one in others[:-1]]):
        named = others[-1:]
    if len(named) == 1 and named[0] is others[-1] and all(one.every_months is None for one in others):
        former, others = [one.role == "value" and one is not named[0] for one in sums], named
    if not others and any(former) and is_new_one_unpriced(question):
        return tuple(replace(one, role="other") if was else one for one, was in zip(sums, former, strict=True))
    if not others or all(is_added(question, one.first, one.end) for one in others):
        return sums
    return tuple(replace(one, role="other") if was else one for one, was in zip(sums, former, strict=True))


def _with_years(question: Question, sums: tuple[Money, ...], former: list[bool]) -> list[bool]:
    """ "we paid £95k in 2019, £110k in 2022": a sum with a year that goes on from one that was before was before too."""
    told = list(former)
    for n in range(1, len(sums) if any(former) else 0):
        between = question.words(sums[n - 1].end, sums[n].first)
        joined = set(between) <= _LISTS or (any(map(is_year, between)) and _STOPS.isdisjoint(between))
        told[n] = told[n] or (told[n - 1] and joined and sums[n].role == "value" and is_in_year(question, sums[n].end))
    return told


def _with_corrected(question: Question, sums: tuple[Money, ...], former: list[bool]) -> list[bool]:
    """ "£140k, sorry, misread the sheet, it is £41k": a sum that the next one puts right is meant no more."""
    told = list(former)
    for n, (one, following) in enumerate(itertools.pairwise(sums)):
        fits = one.role == following.role == "value" and one.every_months in (None, following.every_months)
        fits = fits and not differ_by_vat(one.low_pence, following.low_pence)  # what the two say together is read elsewhere
        fits = fits and question.word(one.first - 1) not in _OPENS_RANGE
        fits = fits and not former[n + 1]  # "I make that £1 over the limit" puts nothing right
        told[n] = told[n] or (fits and is_put_right(question, one.end, following.first, following.end))
    return told


def _with_shares(question: Question, sums: tuple[Money, ...], former: list[bool]) -> list[bool]:
    """ "£520,000, of which our half is £260,000": what one party pays is of no account beside a larger sum that is no share."""
    shares = [one.role == "value" and is_share_paid(question, one.first) for one in sums]
    kept = zip(sums, shares, former, strict=True)
    whole = max((one.low_pence for one, share, was in kept if one.role == "value" and not share and not was), default=0)
    return [was or (share and one.low_pence < whole) for one, share, was in zip(sums, shares, former, strict=True)]


def _is_set_aside(question: Question, one: Money, sums: tuple[Money, ...], largest: int) -> bool:
    """Whether a sum was the value before, is of something else, or is the VAT on the one before it; `largest` is in pence."""
    if is_former(question, one.first, one.end) or is_of_another(question, one.first, one.end):
        return True
    if is_listed(question, one, sums) or is_line_told(question, one.first):
        return True
    past = question.word(one.first - 1) == "past"  # "anything past £177k"
    past = past or (one.bound == "about" and question.word(one.first - 1) in _BOUNDS_ROUGHLY)  # "anything over about £177k"
    if (past or one.bound in _RULES_BOUND) and is_of_rule(question, one.first - past):
        return True
    if is_difference(question, one.end, one.low_pence, largest) and not is_optional(question, one.first):
        return True
    if one.low_pence < largest and is_by_how_much(question, one.first, one.end):
        return True
    if one.bound == "over" and is_cap_on_one(question, _pound_of(question, one)):
        return True
    if one.every_months is None and not one.counted and is_remark(question, one.first, one.end, one.low_pence, largest):
        return True
    led = (
        question.word(one.first - 1) in ("+", "plus", "and", "incl", "including", "inc", "with", "includes", ".")
        or question.word(one.first - 1) == "which"
    )
    named = (led and is_vat_named(question, one.end)) or part_that_is_vat(question, one.first) is not None
    return named and any(other.low_pence > one.low_pence and other.first < one.first for other in sums)


def is_listed(question: Question, one: Money, sums: Sequence[Money]) -> bool:
    """Whether a sum is a list price, beside a smaller one that is paid: of the same order, and not added."""
    if not is_list_price(question, one.first, one.end):
        return False
    smaller = [other for other in sums if _LEAST_OF_LISTED * one.low_pence <= other.low_pence < one.low_pence]
    return any(not is_added(question, other.first, other.end) for other in smaller)


def _pound_of(question: Question, one: Money) -> int:
    """Where the figure of a sum starts, behind the words that bound it."""
    return next((at for at in range(one.first, one.end) if question.word(at) == "£"), one.first)


def _is_part(question: Question, one: Money, whole: Money) -> bool:
    """Whether a sum is a part of the one before it, and that is the contract's: not "a programme of £20m; this repair is £410k of it"."""
    return is_part_of_sum(question, one.first, one.end) and not is_of_another(question, whole.first, whole.end)


def _share_roles(question: Question, sums: list[Money]) -> tuple[Money, ...]:
    """ "thresholds of £100k and £350k": a sum joined to a threshold is one too; a part of a sum before it is none of its own."""
    shared: list[Money] = []
    for one in sums:
        last = shared[-1] if shared else None
        if last and last.role == "threshold" and question.words(last.end, one.first) in (("and",), ("or",), (",",)):
            one = replace(one, role="threshold")
        elif last and one.role == "threshold" and question.words(last.end, one.first) in (("and",), ("or",), ("/",), ("&",)):
            shared[-1] = replace(last, role="threshold")
        elif last and last.role == "value" and last.low_pence > one.low_pence and _is_part(question, one, last):
            one = replace(one, role="other")
        shared.append(one)
    return tuple(shared)
