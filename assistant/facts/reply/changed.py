"""A value or a term reckoned from the one that was told before: "add £30k to that", "£10k off", "six months more", "extended by a year".

The words keep the reckoning: "Add thirty thousand (£96,000)". What cannot be reckoned for certain is asked about: bases of VAT that differ,
and a sum that may be for each year.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.money.changes import Change, read_change
from assistant.facts.money.sums import EACH_OR_ALL, Money, MoneyRead, is_for_all
from assistant.facts.money.value import SaidSum, by_how_much, over_duration, rate_of, with_change, with_vat
from assistant.facts.reply.added_part import read_added_part, wanting_in
from assistant.facts.reply.carry import rate_behind
from assistant.facts.reply.named_extension import (
    drops_extension,
    holds_extension,
    is_length_of_dropped,
    keeps_first_stretch,
    named_extension,
    puts_extension_back,
    term_before_drop,
    term_left,
)
from assistant.facts.reply.same_again import ASKS as SAME_CONTRACT
from assistant.facts.reply.unchanged import is_said_unchanged
from assistant.facts.term.duration import Term, read_term
from assistant.facts.vat.basis import VatMark
from assistant.facts.vat.sayings import is_vat_of_sum
from assistant.facts.words.doubts import doubt
from assistant.facts.words.lengths import ASIDE, DONE, NOT_AFTER, UNIT_MONTHS, Length, is_aside, read_lengths
from assistant.facts.words.text import Question, read_text
from assistant.model import AddedSum, Amount, Doubt, Duration, Facts, Rate, Said, TypeFact, Vat

_ADDS_WITHIN = {"another", "additional", "extra", "further", "more"}
_COSTS = {
    "at", "for", "costing", "costs", "cost", "worth", "is", "will", "be", "@", "of", "which", "that's", "adds", "adding", ",", "(", "an", "a",
    "another", "extra",
}  # fmt: skip
_PAYS_FOR = {"for", "to", "cover", "covering", "over", "the", "an", "a"}
_TOLD = {"that", "it", "this"}
_OF_CONTRACT = {
    "contract", "term", "programme", "length", "duration", "build", "timetable", "deal", "job", "project", "agreement",
}  # fmt: skip
_OPTIONS = {"option", "options", "optional", "extension"}
_DENIED = {"no", "not", "without", "never", "won't", "dropped", "use", "start", "starts", "take", "exercise", "begin", "begins"}
_STRAIGHT_AFTER = (
    ("straight", "after"), ("straight", "afterwards"), ("right", "after"), ("immediately", "after"), ("immediately", "afterwards"),
    ("directly", "after"), ("thereafter",), ("afterwards",), ("following", "on"), ("straight", "on"), ("on", "the", "end"),
)  # fmt: skip
"""How what follows on is told: "seven months straight after"."""
_JOINT = 4
_OF_TERM = {"of", "longer", "shorter", "quicker", "faster"}
_NO_LENGTH = {"up", "down", "out"}
_MIXED = "“{words}”: one is with VAT and one without. What is the contract worth in all, with or without VAT?"


@dataclass(frozen=True, slots=True)
class SumChange:
    """A sum that is added to the value or taken off it, with the basis said of it; `tied` where it is what a change of the term costs."""

    said: SaidSum
    change: Change
    tied: bool


def read_sum_changes(
    question: Question, money: MoneyRead, marks: tuple[VatMark, ...], lengths: Sequence[Length]
) -> tuple[SumChange, ...]:
    """The changes that a reply makes to the value, where all its sums are changes; else none."""
    values = [one for one in with_vat(question, money.sums, marks) if one.money.role == "value"]
    taken = {i for one in money.sums for i in range(one.first, one.end)}
    longer = _length_change(question, [*lengths, *_single_units(question, lengths)], taken)
    changes: list[SumChange] = []
    for one in values:
        tied = _tied(question, one.money, *longer) if longer else None
        change = tied or read_change(question, one.money.first, one.money.end)
        if change and not any(mark.basis and is_vat_of_sum(question, mark.end, one.money.first) for mark in marks):
            changes.append(SumChange(replace(one, money=by_how_much(one.money, change)), change, tied is not None))
    return tuple(changes) if not money.doubts and len(changes) == len(values) else ()


def read_part_beside(
    question: Question, money: MoneyRead, marks: tuple[VatMark, ...], earlier: Amount | None
) -> tuple[SumChange, bool] | None:
    """The price of a further part as a change to the value, and whether that part is in the contract; None where the one sum is no such price.

    A price that is told in passing behind the part ("we've added a second lot. It's £115k") and is no less than the value told is the whole; one
    that a comma sets off from it may be either.
    """
    told = with_vat(question, money.sums, marks)
    values = [one for one in told if one.money.role == "value"]
    if not values and len(told) == 1 and wanting_in(question, 0, len(question.tokens)) is not None:
        values = told  # "the museum is joining in, £40k for theirs"
    if len(values) != 1 or money.doubts:
        return None
    one = values[0]
    part = read_added_part(question, one.money.first, one.money.end)
    less = earlier is None or one.money.low_pence < earlier.low_pence
    if part is None or not (part.linked or less or part.set_off):
        return None
    return SumChange(one, Change(1, part.first, part.end, True), False), part.inside and (part.linked or less)


def asking_of_part(facts: Facts, question: Question, one: SumChange) -> Facts:
    """The facts of a reply that tells of a further part and not that it is in the contract: its value is asked, and its kind is its own."""
    facts = replace(facts, amount=None, rate=None, doubts=tuple(told for told in facts.doubts if told.asks != "amount"))
    if facts.contract_type and _names_kind(question, one, facts.contract_type):
        doubts = tuple(told for told in facts.doubts if told.asks != "contract_type")
        facts = replace(facts, contract_type=None, doubts=doubts)
    words = question.said(one.change.first, one.change.end)
    return replace(facts, doubts=(*facts.doubts, doubt("two_amounts", words, question=SAME_CONTRACT)))


def _tied(question: Question, money: Money, length: Length, change: Change) -> Change | None:
    """What a sum adds that a change of the term costs: "another year at £30k", "£30k for an extra year", but not "£120k in total"."""
    before, after = (
        question.words(max(length.end, change.end), money.first),
        question.words(money.end, min(length.first, change.first)),
    )
    joined = (0 < len(before) <= _JOINT and set(before) <= _COSTS) or (0 < len(after) <= _JOINT and set(after) <= _PAYS_FOR)
    if not joined or money.every_months is not None or is_for_all(question, money.end):
        return None
    return Change(change.sign, min(length.first, change.first, money.first), max(length.end, change.end, money.end), True)


def changed_value(
    facts: Facts, question: Question, changes: Sequence[SumChange], earlier: Facts, others: Sequence[Money]
) -> Facts:
    """The facts with the earlier value or rate as the reply changes it; without a value where that cannot be reckoned.

    `facts` are the reply's own, `others` the sums in it that are neither a value nor a change: with one beside, it is asked which is changed.
    The kind of what is added is not the kind of the whole.
    """
    if earlier.amount is None and earlier.rate is None and not any(change.change.outright for change in changes):
        return facts
    facts = replace(facts, amount=None, rate=None, doubts=tuple(one for one in facts.doubts if one.asks != "amount"))
    if is_said_unchanged(question):
        return facts
    if facts.contract_type and any(_names_kind(question, change, facts.contract_type) for change in changes):
        facts = replace(facts, contract_type=None)
    if others:
        shown = "; ".join(question.said(one.first, one.end) for one in (*others, *(change.said.money for change in changes)))
        return replace(facts, doubts=(*facts.doubts, doubt("two_amounts", shown)))
    for change in changes:
        told = _reckoned(question, change, _or_told(facts, earlier))
        if isinstance(told, Doubt):
            return replace(facts, amount=None, rate=None, doubts=(*facts.doubts, told))
        facts = replace(facts, rate=told) if isinstance(told, Rate) else replace(facts, amount=told, rate=None)
    return facts


def with_parts(facts: Facts, question: Question, changes: Sequence[SumChange], earlier: Facts) -> Facts:
    """The facts of a reply that adds to the value, with what it adds kept as parts that a later one may take out again."""
    more = [change.said.money for change in changes if change.change.sign > 0]
    if not more or not (facts.amount or facts.rate):
        return facts
    before = earlier if len(changes) == 1 else Facts()
    words = [question.said(*sentence_round(question, one.first, one.end)) for one in more]
    return replace(facts, parts=(*(earlier.parts or ()), *(AddedSum(said, before.amount, before.rate) for said in words)))


def _names_kind(question: Question, one: SumChange, kind: TypeFact) -> bool:
    """Whether the kind of contract is named in the sentence of a change: "add £20k of paint"."""
    told = question.said(*sentence_round(question, one.said.money.first, one.said.money.end))
    return all(words in told for words in kind.said.words.split("; "))


def _or_told(facts: Facts, earlier: Facts) -> Facts:
    """The earlier facts, with what an earlier change of the same reply made of them."""
    return (
        replace(earlier, amount=facts.amount, rate=None) if facts.amount else replace(earlier, rate=facts.rate or earlier.rate)
    )


def _reckoned(question: Question, one: SumChange, earlier: Facts) -> Amount | Rate | Doubt | None:
    each = one.said.money.every_months is not None
    paid = earlier.rate or rate_behind(earlier)
    words = question.said(min(one.change.first, one.said.money.first), max(one.change.end, one.said.money.end))
    if each and paid:
        more = rate_of(question, one.said)
        return _changed_rate(paid, more, one.change, words) if more.per_months == paid.per_months else _each(words)
    if each and earlier.amount and earlier.duration:
        total = over_duration(rate_of(question, one.said), earlier.duration)
        return _changed(earlier.amount, total.low_pence, total.high_pence, total.vat, one.change, words)
    if each or (paid and not one.tied):
        return _each(words)
    if earlier.amount is None:
        return None
    is_more = question.word(one.said.money.first - 1) in _ADDS_WITHIN
    if one.tied and not is_more and one.change.sign > 0 and one.said.money.low_pence >= earlier.amount.low_pence:
        return doubt("two_amounts", f"{earlier.amount.said.words}; {words}")
    return _changed(earlier.amount, one.said.money.low_pence, one.said.money.high_pence, one.said.vat, one.change, words)


def _each(words: str) -> Doubt:
    return doubt("two_amounts", words, question=EACH_OR_ALL)


def _changed(amount: Amount, low: int, high: int | None, vat: Vat | None, change: Change, words: str) -> Amount | Doubt:
    """The amount with so many pence more or less; a basis that is said of one alone is the other's only where it is the earlier's."""
    shown = f"{words} ({amount.said.words})"
    if vat and amount.vat and vat != amount.vat:
        return doubt("two_amounts", f"{amount.said.words}; {words}", question=_MIXED)
    least, most = with_change(amount.low_pence, amount.high_pence, low, high, change.sign)
    if most is not None and most <= 0:
        return doubt("negative_amount", shown)
    return replace(amount, low_pence=least, high_pence=most, said=Said(shown))


def _changed_rate(rate: Rate, more: Rate, change: Change, words: str) -> Rate | Doubt:
    told = _changed(
        Amount(rate.low_pence, rate.high_pence, rate.vat, rate.said), more.low_pence, more.high_pence, more.vat, change, words
    )
    return (
        told if isinstance(told, Doubt) else replace(rate, low_pence=told.low_pence, high_pence=told.high_pence, said=told.said)
    )


def changed_length(
    question: Question, lengths: Sequence[Length], taken: Collection[int], term: Term | None, earlier: Duration | None
) -> tuple[bool, Duration | None]:
    """Whether the reply tells only by how much the term changes, and the earlier term so changed, where it is known.

    `taken` are tokens of dates and sums, `term` what was read of the reply alone: where that is more than a change, it stands.
    """
    found = _length_change(question, [*lengths, *_single_units(question, lengths)], taken)
    dropped = drops_extension(question) if earlier and holds_extension(earlier) else None
    if dropped and earlier and (term is None or is_length_of_dropped(question, dropped, term.first, term.end)):
        is_of_term, left = term_left(question, dropped, earlier)
        words = f"{question.said(*dropped)} ({earlier.said.words})"
        if is_of_term:
            return True, replace(left, said=Said(words)) if left else Duration(0, earlier.high_months, Said(words))
    if earlier and (kept := keeps_first_stretch(question, earlier)):
        return True, replace(kept, said=Said(f"{question.said(0, len(question.tokens))} ({earlier.said.words})"))
    back = None if found or term or earlier is None else puts_extension_back(question)
    if back and earlier and (told := term_before_drop(earlier)):
        return True, _read_again(told, question.said(*back))
    named = None if found or term else named_extension(question)
    if named and earlier and holds_extension(earlier):
        return True, earlier
    found = found or named
    if found is None:
        return False, None
    length, change = found
    if term is not None and not (length.first <= term.first < term.end <= max(length.end, change.end)):
        return False, None
    if earlier is None:
        return True, None
    low, high = with_change(
        earlier.low_months,
        earlier.high_months,
        floor(length.low),
        None if length.high is None else ceil(length.high),
        change.sign,
    )
    words = question.said(min(length.first, change.first), max(length.end, change.end))
    known = high is None or high > 0
    return True, Duration(low, high, Said(f"{words} ({earlier.said.words})")) if known else None


def _read_again(words: str, back: str) -> Duration | None:
    """The term that these words tell, which `back` puts back."""
    told = read_text(words)
    term = read_term(told, read_lengths(told, ()), frozenset(), ()).term
    return replace(term.duration(told), said=Said(f"{back} ({words})")) if term else None


def value_without_extension(question: Question, earlier: Facts) -> Amount | None:
    """What is known of a value that was told as a whole once its term's extension is dropped: it is at most that; None where nothing is dropped.

    Nobody said whether it held the extension. Where that is put back, the value is what it was.
    """
    amount = earlier.amount
    dropped = drops_extension(question) or (
        (0, len(question.tokens)) if earlier.duration and keeps_first_stretch(question, earlier.duration) else None
    )
    if amount and not amount.low_pence and amount.high_pence and puts_extension_back(question):
        led, opened, words = amount.said.words.partition(" (")
        was = opened and drops_extension(read_text(led))
        return replace(amount, low_pence=amount.high_pence, said=Said(words.removesuffix(")"), "history")) if was else None
    if (
        amount is None
        or earlier.duration is None
        or not holds_extension(earlier.duration)
        or not dropped
        or rate_behind(earlier)
    ):
        return None
    return replace(amount, low_pence=0, said=Said(f"{question.said(*dropped)} ({amount.said.words})"))


def _length_change(question: Question, lengths: Sequence[Length], taken: Collection[int]) -> tuple[Length, Change] | None:
    """The one length that is a change to the term; None where there are several, or none."""
    found: list[tuple[Length, Change]] = []
    for length in lengths:
        if any(i in taken for i in range(length.first, length.end)):
            continue
        beside = question.word(length.end) in NOT_AFTER - _OF_TERM | _NO_LENGTH and _following_on(question, length) is None
        if beside or is_for_another(question, length):
            continue
        inside = not _ADDS_WITHIN.isdisjoint(question.words(length.first, length.end))
        change = read_change(question, length.first, length.end) or _following_on(question, length)
        if change is None and inside:
            change = Change(1, length.first, length.end, False)
        if change:
            found.append((length, change))
    return found[0] if len(found) == 1 else None


def _following_on(question: Question, length: Length) -> Change | None:
    """What an option or a further part adds that follows on: "an option for a second phase, seven months straight after"."""
    phrase = next((phrase for phrase in _STRAIGHT_AFTER if question.follows(length.end, *phrase)), None)
    start, stop = sentence_round(question, length.first, length.end)
    told = question.words(start, stop)
    if phrase is None or _OPTIONS.isdisjoint(told) or not _DENIED.isdisjoint(told):
        return None
    return Change(1, length.first, length.end + len(phrase), True)


def is_for_another(question: Question, length: Length) -> bool:
    """Whether more time is given for something else: "two more weeks to submit", "the defects period is another 12 months"."""
    to_do = (
        question.word(length.end) == "to"
        and question.word(length.end + 1) not in DONE | _TOLD
        and not _is_to_term(question, length.end + 1)
    )
    return to_do or is_aside(question, length) or not ASIDE.isdisjoint(question.words(length.first - 6, length.first))


def _is_to_term(question: Question, at: int) -> bool:
    """Whether the words at `at` name the contract's own term: "add eight months to the programme"."""
    at += question.word(at) in ("the", "our", "my")
    return question.word(at) in _OF_CONTRACT and question.word(at + 1) in (
        "",
        ".",
        ",",
        "!",
        "?",
        ";",
        "now",
        "so",
        "and",
        "then",
        "please",
    )


def _single_units(question: Question, lengths: Sequence[Length]) -> list[Length]:
    """ "a year", "a month" where no length was read: a change makes a length of it ("extended by a year")."""
    held = {i for length in lengths for i in range(length.first, length.end)}
    found = []
    for at in range(len(question.tokens) - 1):
        unit = UNIT_MONTHS.get(question.word(at + 1))
        if question.word(at) in ("a", "one") and unit is not None and unit >= Fraction(1) and held.isdisjoint((at, at + 1)):
            found.append(Length(unit, unit, unit, at, at + 2, True))
    return found
