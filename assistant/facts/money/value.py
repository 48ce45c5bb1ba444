"""What a contract is worth in all: the one sum that is the contract's, or a rate over its term, or the question which.

Sums that say the same thing are one: repeated, with and without VAT at the standard rate, or a total and the yearly sum that
makes it up. Anything else that leaves two is asked about.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from assistant.facts.aside.other_sums import is_added, is_of_another
from assistant.facts.aside.shares_paid import is_share_paid
from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.money.changes import Change, read_change
from assistant.facts.money.counted import is_price_of_one
from assistant.facts.money.once_only import is_joined, once_only_sum
from assistant.facts.money.part_of_term import is_over_part
from assistant.facts.money.staged import staged_total
from assistant.facts.money.sum_roles import is_former
from assistant.facts.money.sums import Money, MoneyRead
from assistant.facts.term.duration import Term
from assistant.facts.term.exact_term import months_in_full
from assistant.facts.vat.basis import VatMark, differ_by_vat
from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.facts.words.doubts import doubt
from assistant.facts.words.text import Question
from assistant.facts.words.two_ends import HIGH, LOW, are_two_ends
from assistant.model import Amount, Doubt, Duration, Rate, Said, Vat

_SENTENCE_ENDS = {".", "?", "!"}
_LIMITS = {"over", "at_least", "under", "at_most"}
_APART = {
    "option",
    "options",
    "optional",
    "extension",
    "extensions",
    "extra",
    "extras",
    "additional",
    "another",
    "plus",
    "contingency",
    "clause",
}
_SAME_SUM = {
    "at",
    "ie",
    "(",
    "=",
    "or",
    "equal",
    "equals",
    "making",
    "meaning",
    "total",
    "totalling",
    "being",
    "i.e",
    "so",
    "-",
}
_MAYBE = {"possibly", "potentially", "perhaps", "maybe", "could", "may", "might", "rising", "going", "go", "probably"}
_MAY_BE = {"could", "may", "might", "maybe", "perhaps", "possibly", "either", "or"}
_OTHER_SUBJECT = {"and", "plus", "but", "another", "also", "not", "was"}
_BOTH_ENDS = {("at", name, word) for name in ("best", "worst") for word in ("and", "but")}
_OFFERS = {"bid", "bids", "tenderer", "tenderers", "bidder", "bidders"}
_IN_HAND = {
    "hand", "received", "in", "back", "got", "have", "had", "we've", "returned", "whichever", "lowest", "highest", "cheapest", "dearest", "priced",
}  # fmt: skip
"""Words round bids by which they are on the table, and one of them is to be taken."""
_PRICES = _OFFERS | {"quote", "quotes", "quotation", "quotations", "offers", "prices", "estimates"}
_SEVERAL = {"lot", "lots", "both", "contracts", "each", "jobs", "orders", "parts", "phases"}
_LISTS = {",", ";", "and", "or", "&", "the", "from"}
_APART_MOST = 8
_WHOLE_AFTER = (
    ("altogether",),
    ("overall",),
    ("combined",),
    ("in", "total"),
    ("in", "all"),
    ("total",),
    ("all", "in"),
    ("all", "told"),
)
_WHOLE_BEFORE = {"total", "totals", "totalling", "altogether", "overall", "combined"}
_OF_BASIS = {
    "vat",
    "ex",
    "inc",
    "excluding",
    "including",
    "plus",
    "exclusive",
    "inclusive",
    "of",
    "before",
    "net",
    "gross",
    "with",
    "without",
    "and",
    "or",
    ",",
    "(",
}
_SO = {
    "so",
    "making",
    "makes",
    "total",
    "totals",
    "totalling",
    "comes",
    "that's",
    "thats",
    "=",
    "giving",
    "altogether",
    "ie",
    "i.e",
    "equals",
}
_WAS = {
    "was",
    "were",
    "paid",
    "cost",
    "spent",
    "last",
    "budget",
    "estimate",
    "thought",
    "charged",
    "quoted",
    "previous",
    "expected",
}
_VAT_REACH = 7
_EVERY = {"both", "each", "all", "either", "every"}
_FIGURES = {
    "figures",
    "figure",
    "sums",
    "sum",
    "of",
    "them",
    "ends",
    "end",
    "prices",
    "amounts",
    "values",
    "are",
    "is",
    "numbers",
    "costs",
    "being",
    "one",
    "bids",
    "quotes",
}


@dataclass(frozen=True, slots=True)
class ValueRead:
    """The contract's value, or its rate where no term is known, or what has to be asked."""

    amount: Amount | None = None
    rate: Rate | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidSum:
    """A sum with the basis said of it, and where the words on that end."""

    money: Money
    vat: Vat | None
    vat_end: int


def read_value(question: Question, money: MoneyRead, marks: tuple[VatMark, ...], term: Term | None) -> ValueRead:
    """Settles the contract's value from its sums, the words on VAT and its term."""
    if money.doubts:
        return ValueRead(doubts=money.doubts)
    sums = [one for one in with_vat(question, money.sums, marks) if one.money.role == "value"]
    if (staged := _staged(question, money.sums, sums)) is not None:
        return ValueRead(amount=_amount(question, staged))
    if left := _left_open(question, money.sums, sums):
        return _which(question, [*sums, left])
    rates = [one for one in sums if one.money.every_months is not None]
    totals = [one for one in sums if one.money.every_months is None]
    if len(_distinct(rates)) > 1:
        return _which(question, sums)
    if rates and term and (whole := _with_once_only(question, rates[0], totals, term)):
        return ValueRead(amount=whole)
    total = _one_total(question, totals)
    total = total or _with_changes(question, totals)
    if totals and total is None:
        return _which(question, sums)
    if not rates:
        return ValueRead(amount=_amount(question, total)) if total else ValueRead()
    return _with_rate(question, rates[0], total, term)


def _staged(question: Question, every_sum: Sequence[Money], sums: Sequence[SaidSum]) -> SaidSum | None:
    """The parts of a value that is said in stages as one sum; one basis that is said holds for all."""
    whole = staged_total(question, [one for one in every_sum if one.role != "other"])
    if whole is None:
        return None
    bases = {one.vat for one in sums if one.vat}
    return SaidSum(whole, bases.pop() if len(bases) == 1 else None, max((one.vat_end for one in sums), default=whole.end))


def _left_open(question: Question, every_sum: Sequence[Money], sums: Sequence[SaidSum]) -> SaidSum | None:
    """ "40 tablets at £350 each, and £15 a month per tablet for data": a price that goes on what was counted, and nobody knows how often."""
    for one in every_sum:
        if one.chain is None or one.chain.placed or one.chain.every_months is not None:
            continue
        before = next((other.money for other in reversed(sums) if other.money.counted and other.money.end <= one.first), None)
        if before and is_joined(question, before, one) and "." not in question.words(before.end, one.first):
            return SaidSum(one, None, one.end)
    return None


def with_vat(question: Question, sums: Sequence[Money], marks: tuple[VatMark, ...]) -> list[SaidSum]:
    """Each sum with the basis said of it: right after it, right before it, or anywhere where there is one sum."""
    values = [n for n, one in enumerate(sums) if one.role == "value"]
    single = len({(sums[n].low_pence, sums[n].high_pence, sums[n].every_months) for n in values}) == 1
    said: dict[int, list[VatMark]] = {}
    for mark in marks:
        if _is_of_all(question, mark):
            owners = values
        else:
            owner = _owner(question, sums, mark)
            owners = values[:1] if owner is None and single else [] if owner is None else [owner]
        for owner in owners:
            said.setdefault(owner, []).append(mark)
    return [_sum(one, said.get(n, [])) for n, one in enumerate(sums)]


def _is_of_all(question: Question, mark: VatMark) -> bool:
    """ "both before VAT", "all figures including VAT": said of every sum."""
    at = mark.first - 1
    while question.word(at) in _FIGURES:
        at -= 1
    return question.word(at) in _EVERY


def _owner(question: Question, sums: Sequence[Money], mark: VatMark) -> int | None:
    inside = [n for n, one in enumerate(sums) if one.first <= mark.first < one.end]
    before = [n for n, one in enumerate(sums) if one.end <= mark.first <= one.end + _VAT_REACH]
    after = [n for n, one in enumerate(sums) if mark.end <= one.first <= mark.end + _VAT_REACH]
    if before and any(word in (".", "?", ";") for word in question.words(sums[before[-1]].end, mark.first)):
        before = []
    found = inside or before[-1:] or after[:1]
    return found[0] if found else None


def _sum(money: Money, marks: list[VatMark]) -> SaidSum:
    bases = {mark.basis for mark in marks if mark.basis is not None}
    bases = set() if any(mark.other_rate for mark in marks) else bases
    near = [mark.end for mark in marks if mark.basis is not None and mark.first <= money.end + 2 and mark.end > money.end]
    return SaidSum(money, bases.pop() if len(bases) == 1 else None, max(near, default=money.end))


def _distinct(sums: list[SaidSum]) -> set[tuple[int, int | None, Fraction | None]]:
    return {(one.money.low_pence, one.money.high_pence, one.money.every_months) for one in sums}


def _one_total(question: Question, totals: list[SaidSum]) -> SaidSum | None:
    """The one sum among these, where they say the same, or where the others only bound or compare."""
    if len(_distinct(totals)) == 1:
        return next((one for one in totals if one.vat), totals[0])
    if len(totals) == 2 and _same_but_vat(*totals):
        return next(one for one in totals if one.vat)
    if len(totals) == 2 and (between := _between(*totals) or _either(question, *totals)):
        return between
    if len(totals) > 1 and (bids := _bids(question, totals)):
        return bids
    if whole := _reckoned(question, totals) or _made_up(question, totals) or _said_whole(question, totals):
        return whole
    if len(totals) > 1 and (shares := _of_shares(question, totals)):
        return shares
    plain = [one for one in totals if one.money.bound not in _LIMITS]
    limits = [one for one in totals if one.money.bound in _LIMITS]
    if len(plain) == len(limits) == 1 and _may_reach(question, plain[0].money, limits[0].money):
        return replace(plain[0], money=replace(plain[0].money, high_pence=limits[0].money.high_pence, end=limits[0].money.end))
    if len(_distinct(plain)) == 1 and all(_is_comparison(question, one.money) for one in limits):
        return plain[0]
    return None


def _with_changes(question: Question, totals: list[SaidSum]) -> SaidSum | None:
    """ "£80k, and £30k of kit goes on top", "£120k but they knocked £30k off": a sum and what is said outright to go on or off it."""
    ordered = sorted(totals, key=lambda one: one.money.first)
    changes = [read_change(question, one.money.first, one.money.end) for one in ordered[1:]]
    bases = {one.vat for one in ordered if one.vat}
    if not changes or len(bases) > 1 or any(change is None or not change.outright for change in changes):
        return None
    low, high = ordered[0].money.low_pence, ordered[0].money.high_pence
    for one, change in zip(ordered[1:], changes, strict=True):
        more = by_how_much(one.money, change)
        low, high = with_change(low, high, more.low_pence, more.high_pence, change.sign if change else 1)
    end = max((*(one.money.end for one in ordered), *(change.end for change in changes if change)))
    money = replace(ordered[0].money, low_pence=low, high_pence=high, bound="exact", end=end, counted=True)
    return SaidSum(money, bases.pop() if bases else None, max(one.vat_end for one in ordered)) if low > 0 else None


def by_how_much(money: Money, change: Change | None) -> Money:
    """The sum of a change: "give or take £10k" is £10k either way, and not about £10k."""
    if change is None or change.sign != 0 or money.bound not in ("about", "give_or_take") or money.high_pence is None:
        return money
    middle = (money.low_pence + money.high_pence) // 2
    return replace(money, low_pence=middle, high_pence=middle, bound="exact")


def with_change(low: int, high: int | None, least: int, most: int | None, sign: int) -> tuple[int, int | None]:
    """Both ends of a figure, from `low` to `high`, with so much more (1), less (-1) or either (0) of its unit; the lower end is 0 where none is
    known.

    >>> with_change(100, 120, 10, 30, 1), with_change(100, 120, 10, 30, -1), with_change(100, 120, 10, None, -1)
    ((110, 150), (70, 110), (0, 110))
    >>> with_change(100, 120, 10, 30, 0)
    (70, 150)
    """
    if sign == 0:
        return 0 if most is None else max(0, low - most), None if high is None or most is None else high + most
    if sign > 0:
        return low + least, None if high is None or most is None else high + most
    return 0 if most is None else max(0, low - most), None if high is None else high - least


def _may_reach(question: Question, sum_said: Money, limit: Money) -> bool:
    """ "£100k, possibly up to £120k": the second is how far the first may go."""
    between = question.words(sum_said.end, limit.first)
    above = limit.high_pence is not None and sum_said.high_pence is not None and limit.high_pence > sum_said.high_pence
    told = [word for word in between if word not in _OF_BASIS]
    return (
        above
        and len(between) < 5
        and (any(word in _MAYBE for word in between) or (not told and limit.bound == "at_most" and limit.first >= sum_said.end))
    )


def _reckoned(question: Question, totals: list[SaidSum]) -> SaidSum | None:
    """The whole that is shown with its reckoning: "40 at £600 each, so £24,000", "£92 a square metre, so £276,000 for 3,000".

    A sum that a sentence of its own tells beside them ("last winter's was £131k") is of no account, unless it goes on top.
    """
    exact = sorted((one for one in totals if one.money.low_pence == one.money.high_pence), key=lambda one: one.money.first)
    for unit, whole in itertools.pairwise(exact):
        between = question.words(unit.money.end, whole.money.first)
        multiple = unit.money.low_pence < whole.money.low_pence and whole.money.low_pence % unit.money.low_pence == 0
        priced = multiple and is_price_of_one(question, unit.money.end) and not _SO.isdisjoint(between[-4:])
        same = unit.money.counted and unit.money.low_pence == whole.money.low_pence
        others = [one for one in totals if one not in (unit, whole)]
        if (priced or same) and all(_is_told_beside(question, (unit, whole), one) for one in others):
            return replace(whole, vat=whole.vat or unit.vat)
    return None


def _of_shares(question: Question, totals: list[SaidSum]) -> SaidSum | None:
    """ "We buy it jointly: we put in £400,000 and the district £1m": the whole that the shares of all parties come to."""
    ordered = sorted(totals, key=lambda one: one.money.first)
    exact = all(one.money.low_pence == one.money.high_pence and one.money.every_months is None for one in ordered)
    apart = any(
        not _SENTENCE_ENDS.isdisjoint(question.words(one.money.end, other.money.first))
        for one, other in itertools.pairwise(ordered)
    )
    bases = {one.vat for one in ordered}
    if not exact or apart or len(bases) > 1 or not all(is_share_paid(question, one.money.first) for one in ordered):
        return None
    whole = sum(one.money.low_pence for one in ordered)
    money = replace(ordered[0].money, low_pence=whole, high_pence=whole, end=ordered[-1].money.end, counted=True)
    return SaidSum(money, ordered[0].vat, ordered[-1].vat_end)


def _is_told_beside(question: Question, pair: tuple[SaidSum, SaidSum], one: SaidSum) -> bool:
    """Whether a sum stands in a sentence of its own that tells of what was, and does not go on top of the pair."""
    start, stop = sentence_round(question, one.money.first, one.money.end)
    words = question.words(start, stop)
    apart = all(not start <= other.money.first < stop for other in pair)
    return (
        apart
        and not _WAS.isdisjoint(words)
        and _APART.isdisjoint(words)
        and not is_added(question, one.money.first, one.money.end)
    )


def _made_up(question: Question, totals: list[SaidSum]) -> SaidSum | None:
    """The sum that all the others add up to: "£180k in total, £120k capital and £60k revenue"; a past price less a saving adds up as well."""
    if any(is_former(question, one.money.first, one.money.end) for one in totals):
        return None
    if any(is_of_another(question, one.money.first, one.money.end) for one in totals):
        return None
    exact = [one for one in totals if one.money.low_pence == one.money.high_pence]
    largest = max(exact, key=lambda one: one.money.low_pence, default=None)
    if largest is None or len(exact) < max(3, len(totals)):
        return None
    return largest if sum(one.money.low_pence for one in exact) == 2 * largest.money.low_pence else None


def _said_whole(question: Question, totals: list[SaidSum]) -> SaidSum | None:
    """The one sum of several that is said to be the whole: "another £30k for monitors, so £110k altogether"."""
    whole = [one for one in totals if _is_said_whole(question, one)]
    largest = max((one.money.low_pence for one in totals), default=0)
    return whole[0] if len(whole) == 1 and whole[0].money.low_pence == largest else None


def _is_said_whole(question: Question, one: SaidSum) -> bool:
    after = question.words(max(one.money.end, one.vat_end), max(one.money.end, one.vat_end) + 2)
    before = question.words(one.money.first - 3, one.money.first)
    return any(phrase in (after, after[:1]) for phrase in _WHOLE_AFTER) or any(word in _WHOLE_BEFORE for word in before)


def _same_but_vat(one: SaidSum, other: SaidSum) -> bool:
    """Whether two exact sums are one with and without VAT at the standard rate, to the pound, where a basis is said of either."""
    if (
        any(part.money.low_pence != part.money.high_pence for part in (one, other))
        or not (one.vat or other.vat)
        or one.vat == other.vat
        or "none" in (one.vat, other.vat)
    ):
        return False
    less, more = sorted((one, other), key=lambda part: part.money.low_pence)
    if less.vat == "inc" or more.vat == "ex":
        return False
    return differ_by_vat(less.money.low_pence, more.money.low_pence)


def _between(one: SaidSum, other: SaidSum) -> SaidSum | None:
    """ "over £100k but under £350k" bounds one sum on both sides."""
    below, above = sorted((one.money, other.money), key=lambda money: money.high_pence is not None)
    if below.high_pence is not None or above.high_pence is None or above.low_pence or below.low_pence > above.high_pence:
        return None
    if abs(one.money.end - other.money.first) > 4 or one.money.bound not in _LIMITS or other.money.bound not in _LIMITS:
        return None
    money = replace(below, high_pence=above.high_pence, bound="exact", first=one.money.first, end=other.money.end)
    return SaidSum(money, one.vat or other.vat, max(one.vat_end, other.vat_end))


def _either(question: Question, one: SaidSum, other: SaidSum) -> SaidSum | None:
    """ "could be £90k, could be £130k", "either £95k or £105k", "£95k if we are lucky, £112k if not": one sum, of which the ends are known."""
    first, second = sorted((one, other), key=lambda part: part.money.first)
    if any(part.money.bound != "exact" or part.money.high_pence is None for part in (first, second)):
        return None
    between = question.words(first.money.end, second.money.first)
    lead, after = (
        question.words(first.money.first - 4, first.money.first),
        question.words(second.money.end, second.money.end + 4),
    )
    if len(between) > _APART_MOST + 2 or not _APART.isdisjoint(between):
        return None
    both = _are_ends(lead, between) or between in _BOTH_ENDS
    if not both and (len(between) > _APART_MOST or not _OTHER_SUBJECT.isdisjoint(between)):
        return None
    maybe = not _MAY_BE.isdisjoint(lead) and not _MAY_BE.isdisjoint(between)
    chosen = ("either" in lead and "or" in between) or (between[:1] == after[:1] == ("if",))
    if not _OFFERS.isdisjoint((*lead, *between)) and not _are_ends(lead, between):
        return None
    if not (maybe or chosen or are_two_ends(lead, between, after)):
        return None
    low, high = sorted((first.money, second.money), key=lambda money: money.low_pence)
    money = replace(low, high_pence=high.high_pence, first=first.money.first, end=second.money.end)
    bases = {part.vat for part in (first, second) if part.vat}
    return SaidSum(money, bases.pop() if len(bases) == 1 else None, max(first.vat_end, second.vat_end))


def _bids(question: Question, totals: list[SaidSum]) -> SaidSum | None:
    """ "Bids in hand: £178,500, £183,200 and £189,000": one of them is to be taken, and the least and the most are known."""
    ordered = sorted(totals, key=lambda one: one.money.first)
    first, last = ordered[0].money, ordered[-1].money
    if any(one.money.bound != "exact" or one.money.high_pence is None for one in ordered):
        return None
    if any(
        not _LISTS.union(_OF_BASIS).issuperset(question.words(one.money.end, other.money.first))
        for one, other in itertools.pairwise(ordered)
    ):
        return None
    start, _ = sentence_round(question, first.first, first.end)
    lead = question.words(start, first.first)
    priced = [at for at, word in enumerate(lead) if word in _PRICES]
    if (
        not priced
        or not _SEVERAL.isdisjoint(lead)
        or _IN_HAND.isdisjoint((*lead, *question.words(last.end, last.end + _VAT_REACH * 2)))
    ):
        return None
    bases = {one.vat for one in ordered if one.vat}
    low = min(one.money.low_pence for one in ordered)
    high = max(one.money.high_pence or 0 for one in ordered)
    money = replace(first, low_pence=low, high_pence=high, end=last.end)
    return SaidSum(money, bases.pop() if len(bases) == 1 else None, ordered[-1].vat_end)


def _are_ends(lead: Sequence[str], between: Sequence[str]) -> bool:
    """ "Cheapest is £183k and the dearest £204k": both ends of what is in hand are named, each right before its sum."""
    after_and = between[between.index("and") + 1 :] if "and" in between else ()
    low, high = LOW - {"low", "least", "minimum"}, HIGH - {"high", "most", "maximum"}
    return (_is_side(low, lead) and _is_side(high, after_and)) or (_is_side(high, lead) and _is_side(low, after_and))


def _is_side(names: set[str], words: Sequence[str]) -> bool:
    return not names.isdisjoint(words)


def _is_comparison(question: Question, limit: Money) -> bool:
    """Whether "over £100k" compares and is no second value: no contract follows it, and no option or extra stands before it."""
    before, after = question.words(limit.first - 5, limit.first), question.words(limit.end, limit.end + 3)
    if before[-2:] == ("over", "and"):
        return False
    return not any(word in _APART for word in before) and not any(word in CONTRACT_NOUNS for word in after)


def _with_rate(question: Question, rate: SaidSum, total: SaidSum | None, term: Term | None) -> ValueRead:
    made_up = _over_term(question, rate, term) if term else None
    if total is None:
        return ValueRead(amount=made_up) if made_up else ValueRead(rate=rate_of(question, rate))
    known = _amount(question, total)
    agrees = made_up is not None and (made_up.low_pence, made_up.high_pence) == (known.low_pence, known.high_pence)
    if made_up and term and is_over_part(question, total.money, rate.money, term, max(total.money.end, total.vat_end)):
        return ValueRead(amount=replace(made_up, vat=rate.vat or total.vat))
    if agrees or (made_up is None and _explained(question, total.money, rate.money)):
        return ValueRead(amount=replace(known, vat=known.vat or rate.vat))
    return _which(question, [total, rate])


def _with_once_only(question: Question, rate: SaidSum, totals: list[SaidSum], term: Term) -> Amount | None:
    """The rate over the term with what is paid once beside it; None where nothing is, or the sums differ in VAT."""
    once = once_only_sum(question, [one.money for one in totals], rate.money)
    bases = {one.vat for one in (rate, *totals) if one.vat}
    over_term = _over_term(question, rate, term)
    if once is None or once.high_pence is None or over_term.high_pence is None or len(bases) > 1:
        return None
    if once.low_pence == over_term.low_pence and not all(is_joined(question, one.money, rate.money) for one in totals):
        return None
    said = Said(question.said(min(once.first, term.first), max(once.end, term.end, rate.vat_end)))
    low, high = over_term.low_pence + once.low_pence, over_term.high_pence + once.high_pence
    return Amount(low, high, bases.pop() if bases else None, said, about="about" in (rate.money.bound, once.bound))


def _explained(question: Question, total: Money, rate: Money) -> bool:
    """ "£120k at £30k a year": the rate stands right beside the total and explains it."""
    first, second = sorted((total, rate), key=lambda one: one.first)
    between = question.words(first.end, second.first)
    aside = between[-1:] == ("(",) and total.first < rate.first
    return (aside or (len(between) <= 3 and any(word in _SAME_SUM for word in between))) and rate.low_pence < total.low_pence


def _amount(question: Question, one: SaidSum) -> Amount:
    said = Said(question.said(one.money.first, max(one.money.end, one.vat_end)))
    return Amount(one.money.low_pence, one.money.high_pence, one.vat, said, about=one.money.bound == "about")


def rate_of(question: Question, one: SaidSum) -> Rate:
    """The rate with a whole number of months; a weekly sum is given by the year, at 52 weeks."""
    every = one.money.every_months or Fraction(12)
    months = int(every) if every.denominator == 1 else 12
    times = months / every
    high = None if one.money.high_pence is None else ceil(one.money.high_pence * times)
    said = Said(question.said(one.money.first, max(one.money.end, one.vat_end)))
    return Rate(floor(one.money.low_pence * times), high, months, one.vat, said, about=one.money.bound == "about")


def _over_term(question: Question, one: SaidSum, term: Term) -> Amount:
    every = one.money.every_months or Fraction(12)
    length = term.duration(question)
    exact = term.exact
    low, high = (exact, exact) if exact is not None else (Fraction(length.low_months), length.high_months)
    low_pence, high_pence = _times(
        one.money.low_pence, one.money.high_pence, low / every, None if high is None else high / every
    )
    return Amount(low_pence, high_pence, one.vat, Said(_joined(question, one, term)), about=one.money.bound == "about")


def _times(low: int, high: int | None, fewest: Fraction, most: Fraction | None) -> tuple[int, int | None]:
    return floor(low * fewest), None if high is None or most is None else ceil(high * most)


def _joined(question: Question, one: SaidSum, term: Term) -> str:
    """The words of a rate and a term: as they stand where they are close, else one after the other."""
    first, last = min(one.money.first, term.first), max(one.money.end, one.vat_end, term.end)
    if last - first <= 24:
        return question.said(first, last)
    return f"{question.said(one.money.first, one.money.end)}; {question.said(term.first, term.end)}"


def over_duration(rate: Rate, duration: Duration) -> Amount:
    """A rate over a term that was said apart from it, as the contract's whole value in pence.

    >>> rate = Rate(3_000_000, 3_000_000, 12, None, Said("£30k a year"))
    >>> over_duration(rate, Duration(30, 30, Said("two and a half years"))).low_pence
    7500000
    """
    least, most = months_in_full(duration)
    low, high = _times(
        rate.low_pence, rate.high_pence, least / rate.per_months, None if most is None else most / rate.per_months
    )
    return Amount(low, high, rate.vat, Said(f"{rate.said.words}; {duration.said.words}"), rate.about)


def _which(question: Question, sums: list[SaidSum]) -> ValueRead:
    shown = "; ".join(question.said(one.money.first, one.money.end) for one in sorted(sums, key=lambda one: one.money.first))
    return ValueRead(doubts=(doubt("two_amounts", shown),))
