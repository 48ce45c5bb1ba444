"""A value said in parts that add up: the first years and then the options, year by year, or several counts of things.

"£300k for the initial 3 years plus £100k for each of 2 option years" is £500k. Parts add up only where each says what stretch
it is for, and the words join them; any other two sums are asked about.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.money.sums import Money
from assistant.facts.vat.basis import differ_by_vat
from assistant.facts.words.lengths import UNIT_MONTHS
from assistant.facts.words.numbers import read_number
from assistant.facts.words.part_labels import PartLabel, read_part_labels
from assistant.facts.words.text import Question

_JOINS = {"plus", "+", "and", "then", ",", "with", "&", ";", "followed", "by", "another"}
_OPTIONS = {
    "option", "options", "optional", "extension", "extensions", "extended", "extend", "further", "additional", "extra", "more", "renewal",
    "remaining", "final", "second", "subsequent", "next", "following",
}  # fmt: skip
_FIRST_STRETCH = {"initial", "first", "core", "base", "fixed", "main", "original", "minimum"}
_TERMS = {"term", "period", "contract", "phase", "stage"}
_LEADS = {
    "for", "over", "in", "during", "across", "each", "of", "the", "a", "an", "up", "to", "any", "every", "if", "on", "its", "(", ")",
}  # fmt: skip
_NUMBERED = (("year", "yr", "y"), ("phase", "ph"), ("stage",), ("lot",), ("part",), ("package",), ("section",))
_SPREADS = {"over", "for", "across", "in"}
_COMES_TO = {
    "is",
    "it's",
    "that's",
    "comes",
    "come",
    "to",
    "makes",
    "=",
    ":",
    "would",
    "be",
    "a",
    "total",
    "of",
    "will",
    ",",
    "totals",
    "equals",
    "it",
}
_LOTS = {"lots", "parts", "packages", "sections", "tranches", "phases", "stages"}
_COUNTS_LOTS = {"two", "three", "several"}
_TOGETHER = {"together", "combined", "altogether", "aggregate", "aggregated"}
_SINGLY = {"separately", "each", "either", "apart", "separate", "alone", "individually", "singly", "only", "or"}
_APART = {"separately", "separate"}
_SINGLY_LET = _APART | {"either", "or"}
_MADE_UP = (
    ("up", "of"),
    ("down", "as"),
    ("down", "into"),
    ("split", "into"),
    ("consists", "of"),
    ("consisting", "of"),
    ("composed", "of"),
)
_COMPRISES = {"comprising", "comprises"}
_PAYMENTS = {"payments", "instalments", "installments", "milestones"}
_PAID_PARTS = _PAYMENTS | {"stages", "parts", "phases", "elements", "tranches", "chunks", "sections", "goes"}
"""What one price is paid in."""
_PAID_IN = {"paid", "payable", "pay", "pays", "paying", "fee", "fees", "billed", "invoiced", "price", "payment"}
_ONE = {"one", "single", "same"}
_COMMISSIONS = {
    "contract",
    "appointment",
    "job",
    "order",
    "commission",
    "agreement",
    "consultant",
    "contractor",
    "supplier",
    "firm",
    "builder",
    "deal",
}
_CONTRACTS = _COMMISSIONS - {"consultant", "contractor", "supplier", "firm", "builder"}
_LET_AS = {"tender", "procurement", "purchase"}
"""What is one only where "all one" or "a single" says so: several bidders price one tender."""
_SAYS_ONE = {
    "it", "it's", "its", "they", "they're", "these", "this", "that's", "all", "everything", "is", "are", "as", "in", "under", "on", "going", "go",
    "goes", "bought", "let", "a", "the", "one", "single", "same", "will", "be", "we'll", "we're", "buying", "them", "buy",
}  # fmt: skip
_ASKS_ONE = {"is", "are", "should", "must", "can", "could", "do", "does", "would", "will", "if", "whether"}
_LEAST_OF_ONE = 3
_TOTALS = {
    "total", "totals", "totalling", "altogether", "budget", "estimate", "estimates", "quote", "threshold", "limit", "cap", "bond", "insurance",
    "range", "between",
}  # fmt: skip
"""Words by which a sum in the row is the whole, or none that is paid."""
_ANOTHER = {"another", "other", "second", "two", "three", "several"}
_NOT_PAID = {
    "or", "either", "separately", "separate", "option", "options", "optional", "quotes", "quoted", "quotations", "bids", "bidders", "bidding",
    "alternatively", "done", "already", "cheapest", "contracts", "tenders", "orders", "offers", "grants", "was", "were", "last",
}  # fmt: skip
"""Words by which sums in a row are not all paid under the contract."""
_EACH = {"each", "every"}
_ENDS = {".", "?", "!", "£"}
_NEAR_LABEL = 3
_REACH = 8
_MOST_YEARS = 15


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What a sum is for: how many months, where that is said, whether it is an option, where the words end, and whether it is the first."""

    months: Fraction | None
    option: bool
    end: int
    first: bool = False


def staged_total(question: Question, sums: Sequence[Money]) -> Money | None:
    """The one sum that these parts add up to, or None where they do not say that they are parts."""
    if len(sums) < 2:
        return None
    ordered = sorted(sums, key=lambda one: one.first)
    return (
        _by_counts(question, ordered)
        or _by_years(question, ordered)
        or _by_stretches(question, ordered)
        or _by_lots(question, ordered)
        or _by_labels(question, ordered)
        or _by_parts(question, ordered)
    )


def _by_counts(question: Question, sums: Sequence[Money]) -> Money | None:
    """ "20 laptops at £600 each and 10 monitors at £150 each"."""
    if not all(one.counted and one.every_months is None and one.role == "value" for one in sums):
        return None
    return _whole(sums, [Fraction(1)] * len(sums)) if _joined(question, sums, [one.end for one in sums]) else None


def _by_years(question: Question, sums: Sequence[Money]) -> Money | None:
    """ "£100k in year 1 and £80k in year 2", "phase one £40k, phase two £75k": every one from the first on, each once."""
    apart = any("or" in words for words in _between(question, sums))
    if apart or not _APART.isdisjoint(question.texts):
        return None
    if not any(all(_number_of(question, one, names) == n for n, one in enumerate(sums, 1)) for names in _NUMBERED):
        return None
    return _whole(sums, [Fraction(1)] * len(sums))


def _by_lots(question: Question, sums: Sequence[Money]) -> Money | None:
    """ "Three lots: £44,000, £38,500 and £29,900, taken together": as many sums as there are lots, and the words that they are meant as one."""
    plain = all(one.role == "value" and one.every_months is None and one.bound == "exact" for one in sums)
    if not plain or not _SINGLY.isdisjoint(question.texts):
        return None
    start, stop = sentence_round(question, sums[0].first, sums[-1].end)
    in_one = _are_of_one_contract([word for word in question.words(start, stop) if word not in _COUNTS_LOTS])
    in_one = in_one and _TOTALS.isdisjoint(question.words(start, stop)) and not _hold_total(sums)
    if _TOGETHER.isdisjoint(question.texts) and (not in_one or _is_denied_or_asked(question, start, stop)):
        return None
    counts = [read_number(question, at - 1) for at, word in enumerate(question.texts) if word in _LOTS]
    if not any(number and number.value == len(sums) and number.scale == 1 for number in counts):
        return None
    return _whole(sums, [Fraction(1)] * len(sums))


def _by_labels(question: Question, sums: Sequence[Money]) -> Money | None:
    """ "Phase A is £450k, phase B £380k", "£450k for the first phase and £380k for the second": every part from the first on, each once."""
    values = [one for one in sums if one.role == "value"]
    if len(values) < 2 or not all(map(_is_plain, values)):
        return None
    labels = read_part_labels(question)
    numbers = [next((label.number for label in labels if _is_said_of(question, label, one)), None) for one in values]
    if numbers != list(range(1, len(values) + 1)) or not _SINGLY_LET.isdisjoint(question.texts):
        return None
    return _whole(values, [Fraction(1)] * len(values))


def _is_said_of(question: Question, label: PartLabel, one: Money) -> bool:
    """Whether a part is named right before its sum ("phase A is £450k") or right after it ("£450k for the first phase")."""
    behind = question.words(one.end, label.first)
    if 0 < len(behind) <= _NEAR_LABEL and behind[0] in ("for", "in", "on", "(") and set(behind) <= _LEADS:
        return True
    return 0 <= one.first - label.end <= _NEAR_LABEL and set(question.words(label.end, one.first)) <= _COMES_TO | {
        "-",
        "costs",
        "at",
        "(",
    }


def _by_parts(question: Question, sums: Sequence[Money]) -> Money | None:
    """ "One appointment, paid in three stages: survey £18,500, design £34,000, supervision £56,000": a row that makes up one price."""
    values = [one for one in sums if one.role == "value"]
    if len(values) < 2 or not all(map(_is_plain, values)) or not _are_in_row(question, values):
        return None
    start, stop = sentence_round(question, values[0].first, values[-1].end)
    lead = question.words(start, values[0].first)
    if not _NOT_PAID.isdisjoint(question.words(start, stop)) or not _EACH.isdisjoint(lead):
        return None
    if _tell_same(values) or not _TOTALS.isdisjoint(question.words(start, stop)):
        return None
    named = all(any(word.isalpha() and word not in _JOINS for word in said) for said in _between(question, values))
    of_one = _are_of_one_contract(question.words(start, stop)) or _is_one_contract_next(question, stop)
    if named and len(values) >= _LEAST_OF_ONE and of_one and not _is_denied_or_asked(question, values[-1].end, stop):
        return _whole(values, [Fraction(1)] * len(values))
    made_up = any(phrase in itertools.pairwise(lead) for phrase in _MADE_UP) or not _COMPRISES.isdisjoint(lead)
    return (
        _whole(values, [Fraction(1)] * len(values)) if made_up or _are_paid_parts(question, start, lead, len(values)) else None
    )


def _tell_same(sums: Sequence[Money]) -> bool:
    """Whether one of the sums is what the others come to, or the same with VAT."""
    pence = sorted(one.low_pence for one in sums)
    return _hold_total(sums) or any(differ_by_vat(less, more) for less, more in itertools.pairwise(pence))


def _hold_total(sums: Sequence[Money]) -> bool:
    """Whether one of the sums is what the others come to."""
    pence = sorted(one.low_pence for one in sums)
    return len(pence) > 2 and 2 * pence[-1] == sum(pence)


def _are_of_one_contract(words: Sequence[str]) -> bool:
    """Whether the sentence names one contract, once, and no other."""
    named = sum(one in _ONE and noun in _CONTRACTS for one, noun in itertools.pairwise(words))
    named += sum(
        words[at : at + 2] in (("all", "one"), ("a", "single")) and words[at + 2] in _LET_AS for at in range(len(words) - 2)
    )
    return named == 1 and _ANOTHER.isdisjoint(words)


def _is_one_contract_next(question: Question, stop: int) -> bool:
    """Whether the next sentence says no more than that the row is one contract: "It is all one order."."""
    end = next((at for at in range(stop + 1, len(question.tokens)) if question.word(at) in _ENDS), len(question.tokens))
    said = question.words(stop + 1, end)
    return question.word(end) in ("", ".") and set(said) <= _SAYS_ONE | _CONTRACTS | _LET_AS and _are_of_one_contract(said)


def _is_denied_or_asked(question: Question, end: int, stop: int) -> bool:
    """Whether what follows the row says that it is not one contract, or asks whether it is: "not one order", "are these one contract?"."""
    after = question.words(end, stop)
    at = next((i for i, word in enumerate(after) if word in _ONE or word == "single"), len(after))
    denied = any(word in ("not", "never", "than", "no") or word.endswith("n't") for word in after[:at])
    return at < len(after) and (denied or (question.word(stop) == "?" and not _ASKS_ONE.isdisjoint(after[:at])))


def _are_paid_parts(question: Question, start: int, lead: Sequence[str], count: int) -> bool:
    """Whether the words before a row of sums, which begin at token `start`, say that one thing is paid in so many parts."""
    at = next((start + i for i, word in enumerate(lead) if word in _PAID_PARTS), None)
    if at is None:
        return False
    number = next(
        (found for i in (at - 1, at - 2) if (found := read_number(question, i)) and found.value and not found.loose), None
    )
    one_contract = any(first in _ONE and noun in _COMMISSIONS for first, noun in itertools.pairwise(question.texts))
    if number is None or number.scale > 1:
        return one_contract and question.word(at) in _PAYMENTS
    return number.value == count and (one_contract or not _PAID_IN.isdisjoint(lead))


def _is_plain(one: Money) -> bool:
    return one.bound == "exact" and one.every_months is None and not one.counted


def _between(question: Question, sums: Sequence[Money]) -> list[tuple[str, ...]]:
    """The words between each sum and the next."""
    return [question.words(one.end, following.first) for one, following in itertools.pairwise(sums)]


def _are_in_row(question: Question, sums: Sequence[Money]) -> bool:
    """Whether the sums stand in one sentence, with a few words and a comma or "and" between each and the next."""
    for between in _between(question, sums):
        if not 0 < len(between) <= _REACH or _JOINS.isdisjoint(between):
            return False
        if any(word in _ENDS or word[0].isdigit() for word in between):
            return False
    return True


def _number_of(question: Question, one: Money, names: Collection[str]) -> int | None:
    """N of "year N" right after a sum ("£100k in year 1") or right before it ("yr 1: £100k")."""
    after = one.end + (question.word(one.end) in ("in", "for", "(", "during"))
    before = one.first - 1 - (question.word(one.first - 1) in (":", "-", "=", "is", "at", "(", "for", "costs"))
    for year_at, number_at in ((after, after + 1), (before - 1, before)):
        number = read_number(question, number_at) if question.word(year_at) in names else None
        if number and number.value and number.value.denominator == 1 and number.value <= _MOST_YEARS:
            return int(number.value)
    return None


def _by_stretches(question: Question, sums: Sequence[Money]) -> Money | None:
    if any(one.role == "threshold" or one.bound != "exact" for one in sums):
        return None
    stretches = [_stretch(question, one, nth) for nth, one in enumerate(sums)]
    if any(stretch is None for stretch in stretches[1:]) or not all(stretch.option for stretch in stretches[1:] if stretch):
        return None
    first = stretches[0] or _Stretch(None, False, sums[0].end)
    known = [first, *(stretch for stretch in stretches[1:] if stretch)]
    if not _joined(question, sums, [stretch.end for stretch in known]):
        return None
    times = [_times(one, stretch) for one, stretch in zip(sums, known, strict=True)]
    if any(count is None for count in times):
        return None
    whole = _whole(sums, [count for count in times if count is not None])
    return replace(whole, end=max(whole.end, known[-1].end))


def months_said_after(question: Question, end: int) -> Fraction | None:
    """How many months the words after token `end` say that a sum is for: 36 of "over the first three years"."""
    return _stretch_after(question, end).months


def months_said_before(question: Question, first: int) -> Fraction | None:
    """How many months the words right before token `first` say that the sum there is for: 48 of "over the initial four years is"."""
    starts = [at for at in range(max(0, first - _REACH - 1), first) if question.word(at) in _SPREADS]
    found = [stretch for at in starts if (stretch := _stretch_after(question, at)).months is not None]
    return next((one.months for one in found if one.end <= first and set(question.words(one.end, first)) <= _COMES_TO), None)


def _times(one: Money, stretch: _Stretch) -> Fraction | None:
    """How many times the part is paid: once, or for each period of its stretch."""
    if one.every_months is None:
        return Fraction(1)
    return None if stretch.months is None else stretch.months / one.every_months


def _stretch(question: Question, one: Money, nth: int) -> _Stretch | None:
    """What the sum is said to be for, in the words after it: "for the initial 3 years", "for each of 2 option years"."""
    before = question.words(one.first - 4, one.end)
    found = _stretch_after(question, one.end)
    option = (found.option or (nth > 0 and any(word in _OPTIONS for word in before))) and not (found.first and nth == 0)
    return replace(found, option=option) if found.months is not None or option or found.first else None


def _stretch_after(question: Question, start: int) -> _Stretch:
    """The stretch that the words from token `start` on say, as far as they say one."""
    option, first, months, end = False, False, None, start
    at = start
    while at < start + _REACH:
        word = question.word(at)
        number = read_number(question, at) if word not in _LEADS | _OPTIONS else None
        if word == "more" and question.word(at + 1) == "than":
            break
        if word in _OPTIONS:
            option, end = True, at + 1
        elif word in _FIRST_STRETCH | _TERMS:
            first, end = True, at + 1
        elif number and number.value and number.scale == 1 and months is None:
            months, end, option = _counted(question, number.end, number.value, option)
            if months is None:
                break
            at = end - 1
        elif months is None and word in UNIT_MONTHS:
            months, end = UNIT_MONTHS[word], at + 1
        elif word not in _LEADS:
            break
        at += 1
    return _Stretch(months, option, end, first)


def _counted(question: Question, at: int, count: Fraction, option: bool) -> tuple[Fraction | None, int, bool]:
    """The months of a count and its unit, where they end, and whether a word between them tells an option."""
    for i in range(at, at + 3):
        word = question.word(i)
        if word in UNIT_MONTHS:
            return count * UNIT_MONTHS[word], i + 1, option
        if word not in _OPTIONS | _TERMS | {"-"}:
            break
        option = option or word in _OPTIONS
    return None, at, option


def _joined(question: Question, sums: Sequence[Money], ends: Sequence[int]) -> bool:
    """Whether only joining words stand between each part and the next."""
    for end, following in zip(ends, sums[1:], strict=False):
        between = [
            word
            for word in question.words(end, following.first)
            if word not in (")", "(", "years", "year", "term", "options", "option")
        ]
        if len(between) > 6 or not between or not any(word in _JOINS for word in between):
            return False
        if not all(word in _JOINS or word.isalpha() for word in between) or any(
            word in ("or", "not", "is") for word in between
        ):
            return False
    return True


def _whole(sums: Sequence[Money], times: Sequence[Fraction]) -> Money:
    low = sum((one.low_pence * count for one, count in zip(sums, times, strict=True)), Fraction(0))
    open_ended = any(one.high_pence is None for one in sums)
    high = sum(((one.high_pence or 0) * count for one, count in zip(sums, times, strict=True)), Fraction(0))
    return Money(
        floor(low), None if open_ended else ceil(high), "exact", min(one.first for one in sums), max(one.end for one in sums), None, "value",
        counted=True,
    )  # fmt: skip
