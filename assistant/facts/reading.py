"""A question read as facts, in the order that keeps one figure from being read twice: dates, then money, then the term."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.facts.aside.other_councils import told_of_others, without_others
from assistant.facts.aside.other_sums import is_of_another, is_of_rule
from assistant.facts.aside.put_right import is_put_right, number_put_right
from assistant.facts.aside.told_apart import is_length_of_another, sentence_round
from assistant.facts.council.named import CouncilRead, read_councils
from assistant.facts.kind.contract_type import read_contract_type
from assistant.facts.kind.denied import kind_denied
from assistant.facts.money import which_sum
from assistant.facts.money.option_apart import OptionApart, option_apart
from assistant.facts.money.sums import MoneyRead, read_money
from assistant.facts.money.unit_price import read_unit_price
from assistant.facts.money.value import ValueRead, read_value, with_vat
from assistant.facts.money.which_sum import Parts, Weigh
from assistant.facts.reply.another_contract import (
    asks_of_separate,
    is_other_thing,
    leads_unrelated_sum,
    told_beside_first,
    without_turn,
)
from assistant.facts.reply.call_off import read_call_off
from assistant.facts.reply.carry import forgotten, is_told, rate_behind
from assistant.facts.reply.changed import (
    asking_of_part,
    changed_length,
    changed_value,
    read_part_beside,
    read_sum_changes,
    value_without_extension,
    with_parts,
)
from assistant.facts.reply.choice import read_choice, told_choices
from assistant.facts.reply.corrections import read_correction, read_period_of_earlier
from assistant.facts.reply.few_words import in_full
from assistant.facts.reply.figures_left import figure_left
from assistant.facts.reply.joined import read_joined
from assistant.facts.reply.kind_in_passing import is_kind_in_passing
from assistant.facts.reply.last_change import takes_last_back
from assistant.facts.reply.lots import price_of_lot, read_lots
from assistant.facts.reply.lots_left import with_lots_left
from assistant.facts.reply.option_choice import option_choices, read_option_choice
from assistant.facts.reply.paid_before import may_be_left
from assistant.facts.reply.part_named import with_part_named
from assistant.facts.reply.part_taken_out import part_taken_out, without_part
from assistant.facts.reply.price_of_more import asking_of_price_of_years, with_price_of_more
from assistant.facts.reply.price_replies import PriceRead, count_alone, own_price, price_in_reply, with_price, without_counts
from assistant.facts.reply.refer import (
    Factor,
    rate_with_basis,
    read_factor,
    scaled_amount,
    scaled_duration,
    scaled_rate,
    stated_basis,
    with_basis,
)
from assistant.facts.reply.reply_sums import in_light_of
from assistant.facts.reply.same_again import ASKS as SAME_CONTRACT
from assistant.facts.reply.same_again import is_asked_elsewhere, read_same_again
from assistant.facts.reply.taken_back import TakenBack, read_taken_back
from assistant.facts.reply.told_in_turn import with_first_part, with_further_part
from assistant.facts.reply.unchanged import is_said_unchanged
from assistant.facts.term.dates import DateRead, read_start
from assistant.facts.term.duration import Term, TermRead, read_term
from assistant.facts.term.further_years import further_years
from assistant.facts.term.in_turn import read_term_in_turn
from assistant.facts.vat.basis import VatMark, read_vat
from assistant.facts.words.bounds import bound_after, bound_before
from assistant.facts.words.doubts import doubt
from assistant.facts.words.lengths import Length, read_lengths
from assistant.facts.words.number_slips import with_numbers_mended
from assistant.facts.words.text import Question, read_text
from assistant.model import Amount, Choice, CouncilName, Doubt, Duration, Facts, Rate, Said

_IT_IS = {"it's", "its", "it", "is"}
_HOLDS_TO = {
    "applies", "apply", "kicks", "kick", "bites", "bite", "covers", "cover", "catches", "catch", "counts", "count", "matters", "cares", "care",
    "looks", "reaches", "starts", "hits", "wants", "asks", "requires",
}  # fmt: skip
"""What a rule does to contracts: "it only kicks in at two years or more"."""
_OURS = {"our", "ours", "my", "mine", "we", "we're", "this"}


@dataclass(frozen=True, slots=True)
class SumsRead:
    """A question with what its sums are read beside, and what comes of them; `said_lengths` are all its lengths, `lengths` tell which are the
    contract's."""

    text: Question
    named: CouncilRead
    dates: DateRead
    marks: tuple[VatMark, ...]
    back: TakenBack
    said_lengths: tuple[Length, ...]
    money: MoneyRead
    lengths: tuple[Length, ...]
    terms: TermRead
    value: ValueRead

    @property
    def hidden(self) -> Question:
        """The question without the names of councils."""
        return self.text.without(self.named.taken, "council")


def read_facts(
    question: str, councils: Sequence[CouncilName], *, today: date, earlier: Facts | None = None, weigh: Weigh | None = None
) -> Facts:
    """What the question says of a contract: money in pence, time in months, None for what it does not say.

    `councils` are the ones that are loaded; `today` settles "last year" and "next April"; `earlier` is what words that refer back ("half that value",
    "net of VAT, by the way") speak of. The result holds this question's facts alone: `merge` adds the earlier ones; `weigh` tells which of several
    sums is the value, as the rules alone do without it. Never raises, whatever the text: what must not be guessed at comes back as a doubt.

    >>> facts = read_facts("a £30k a year cleaning contract for 4 years", [], today=date(2026, 3, 1))
    >>> facts.amount.low_pence, facts.duration.low_months, facts.contract_type.options
    (12000000, 48, ('services',))
    """
    if earlier and earlier.before and takes_last_back(read_text(question), earlier):
        return replace(
            read_facts(question, councils, today=today, earlier=earlier.before, weigh=weigh), undone=True, unplaced=None
        )
    if earlier and earlier.others and (joined := _joined(question, councils, today, earlier, weigh)):
        return joined
    if earlier and (another := _of_another_contract(question, councils, today, earlier, weigh)):
        return another
    if not _has_sum(earlier) and (apart := option_apart(with_numbers_mended(read_text(question)))):
        return _with_option(apart, question, councils, today, earlier, weigh)
    return _read(question, councils, today, earlier, weigh)


def _joined(question: str, councils: Sequence[CouncilName], today: date, earlier: Facts, weigh: Weigh | None) -> Facts | None:
    """The facts of a message that makes one of the contracts told before; None where it does not."""
    told = _read(question, councils, today, Facts(councils=earlier.councils), weigh)
    joined = read_joined(read_text(question), earlier, told.amount or told.rate)
    return joined and replace(joined, duration=told.duration or joined.duration, councils=told.councils, start=told.start)


def _with_option(
    apart: OptionApart, question: str, councils: Sequence[CouncilName], today: date, earlier: Facts | None, weigh: Weigh | None
) -> Facts:
    """The facts of a message that tells of an option with its own price, with what the contract is worth with it and without it."""
    without, whole = _read(apart.without, councils, today, earlier, weigh), _read(question, councils, today, earlier, weigh)
    option = _read(apart.price, (), today, None, weigh).amount
    choices = option_choices(without, whole, option, left_out=apart.left_out)
    facts = without if apart.left_out and without.amount else whole
    return replace(facts, choices=choices or facts.choices)


def _read(question: str, councils: Sequence[CouncilName], today: date, earlier: Facts | None, weigh: Weigh | None) -> Facts:
    """What a message says of the contract told before, or of a new one."""
    read = read_sums(question, councils, today, earlier)
    read = read if weigh is None or _has_sum(earlier) else _with_sums_weighed(read, weigh)
    text, named, dates, marks, back, money = read.text, read.named, read.dates, read.marks, read.back, read.money
    lengths, terms, value = read.lengths, read.terms, read.value
    in_sums = _in_sums(money)
    kind = read_contract_type(text, named.taken)
    facts = Facts(
        councils=named.councils,
        amount=value.amount,
        rate=value.rate,
        duration=terms.term.duration(text) if terms.term else None,
        contract_type=kind.fact,
        call_off=read_call_off(text, named.taken),
        start=dates.start,
        doubts=(*named.doubts, *value.doubts, *terms.doubts, *kind.doubts, *dates.doubts),
        choices=_choices(read),
    )
    taken = {*dates.taken, *named.taken, *in_sums}
    if price := read_unit_price(text, money.sums, marks):
        facts = _priced(facts, own_price(text, price, taken, facts.duration, earlier))
    if not _has_sum(earlier):
        facts = with_first_part(facts, text, money, earlier)
        told = None if money.sums else count_alone(text, taken, facts.contract_type)
        facts = replace(facts, counted=told if told or (earlier and earlier.counted) else None)
    if earlier is None or earlier == Facts():
        return facts
    spans = [*((one.first, one.end) for one in lengths), *((mark.first, mark.end) for mark in marks)]
    spans += [(terms.term.first, terms.term.end)] if terms.term else []
    left = {i for one in money.sums if may_be_left(text, one.first, one.end) for i in range(one.first, one.end)}
    placed = {*(taken - left), *back.tokens, *(i for first, end in spans for i in range(first, end))}
    facts = _after(
        text, facts, earlier, back=back, money=money, lengths=lengths, marks=marks, taken=taken, value=value, terms=terms
    )
    return replace(facts, unplaced=_left(text, facts, earlier, terms, placed, told=bool(money.sums)))


def _of_another_contract(
    question: str, councils: Sequence[CouncilName], today: date, earlier: Facts, weigh: Weigh | None
) -> Facts | None:
    """The facts of a message that turns to another contract and tells what it is or costs; None where it does not.

    It is read as one that nothing but the council was told before.
    """
    before, kind = Facts(councils=earlier.councils), earlier.contract_type
    if before == earlier:
        return None
    text = with_numbers_mended(read_text(question))
    told, sure = without_turn(text, new_kind=False), True
    if told is None and kind:
        told, sure = without_turn(text, new_kind=True) or None, False
    if told is None:
        return None
    facts = read_facts(told, councils, today=today, earlier=before, weigh=weigh)
    if not sure and kind and (facts.contract_type is None or not is_other_thing(facts.contract_type, kind)):
        return None
    tells = facts.amount or facts.rate or facts.contract_type or any(one.asks == "amount" for one in facts.doubts)
    return replace(facts, another=True, unplaced=None) if tells else None


def read_sums(question: str, councils: Sequence[CouncilName], today: date, earlier: Facts | None = None) -> SumsRead:
    """The sums of a question with what they are read beside, and the value and the term that the rules make of them."""
    text = with_numbers_mended(read_text(question))
    text = in_full(text, earlier) if earlier else text
    text = without_others(text, told_beside_first(text)) if _has_sum(earlier) else text
    text, named = _without_others(text, councils, earlier)
    dates = read_start(text, today)
    marks = read_vat(text)
    back = read_taken_back(text, marks)
    said = _meant(text, read_lengths(text, dates.taken), back)
    money = _without_taken_back(read_money(text.without(named.taken, "council"), dates.taken, marks, said), back)
    money = in_light_of(text, without_counts(text, money, marks, earlier), earlier.amount if earlier else None)
    return settled(SumsRead(text, named, dates, marks, back, said, money, said, TermRead(None), ValueRead()), money)


def _without_others(text: Question, councils: Sequence[CouncilName], earlier: Facts | None) -> tuple[Question, CouncilRead]:
    """The question with its councils, without what it tells in passing of another council than the one told before or beside it."""
    named = read_councils(text, councils)
    before = earlier.councils.slugs if earlier and earlier.councils else ()
    loaded = {slug for _, _, slug in named.places if slug}
    own = before or (tuple(loaded) if len(loaded) == 1 else ())
    told = told_of_others(text, [(first, end) for first, end, slug in named.places if slug is None or slug not in own])
    priced = any(text.word(at) == "£" for at in told)
    beside = priced and any(slug is not None and first not in told for first, _, slug in named.places)
    if not told or not (beside or (earlier is not None and earlier != Facts())):
        return text, named
    text = without_others(text, told)
    return text, read_councils(text, councils)


def settled(read: SumsRead, money: MoneyRead) -> SumsRead:
    """The same question with these sums, and the term and the value that come of them."""
    lengths = _of_contract(read.text, read.said_lengths, money)
    taken = read.dates.taken | _in_sums(money)
    terms = read_term_in_turn(read.text, lengths, taken) or read_term(
        read.text, lengths, taken, [one.end for one in money.sums]
    )
    terms = _with_dates(terms, read.dates)
    value = read_value(read.hidden, money, read.marks, terms.term)
    return replace(read, money=money, lengths=lengths, terms=terms, value=value)


def _with_sums_weighed(read: SumsRead, weigh: Weigh) -> SumsRead:
    """The same question with the value that the model makes of its sums, where that is sure enough; and with the value left open where what the rules
    settled on is hardly it."""
    if not which_sum.is_weighed(read.hidden, read.money):
        return read
    settled_on, ruled = worth(read.value), which_sum.by_rules(read.money, read.value)
    if settled_on and not ruled:  # what the rules make of several sums, as the ends of a range, they know for certain
        return read
    odds = which_sum.figure_odds(read.hidden, read.money, read.marks, weigh)
    found = which_sum.parts(odds)
    again = _with_parts(read, found) if found.value else _left_open(read)
    if again is not None and settled_on and worth(again.value) == settled_on:
        return read
    if again is not None and found.sure >= which_sum.SURE:
        return again if settled_on or worth(again.value) else read
    return _left_open(read) if ruled and which_sum.agrees(odds, ruled) <= which_sum.DOUBTED else read


def _left_open(read: SumsRead) -> SumsRead:
    """The same question with its value asked for: which of its sums it is, or what it is where it tells of one alone."""
    again = settled(read, which_sum.with_all_open(read.money))
    return again if again.value.doubts else settled(read, which_sum.without_value(read.money))


def _with_parts(read: SumsRead, found: Parts) -> SumsRead | None:
    """The same question with the value that these parts come to; None where they cannot be reckoned as one, or differ in VAT."""
    money = which_sum.joined(read.money, found)
    words, bases = which_sum.said(read.hidden, read.money, read.marks, found)
    if money is None or len(bases) > 1:
        return None
    again = settled(read, money)
    if not found.added and not found.taken_off:
        return again
    vat, said = next(iter(bases), None), Said(words)
    amount, rate = again.value.amount, again.value.rate
    value = replace(
        again.value, amount=amount and replace(amount, vat=vat, said=said), rate=rate and replace(rate, vat=vat, said=said)
    )
    return replace(again, value=value)


def worth(told: ValueRead | Facts) -> tuple[int, int | None] | None:
    """The ends of the value or of the rate, None where neither is told."""
    sum_told = told.amount or told.rate
    return (sum_told.low_pence, sum_told.high_pence) if sum_told else None


def _in_sums(money: MoneyRead) -> set[int]:
    return {i for one in money.sums for i in range(one.first, one.end)}


def _choices(read: SumsRead) -> tuple[Choice, ...]:
    """The sums that the value is one of, where it is asked which, or where it lies between them."""
    value, sums = read.value, [one for one in with_vat(read.text, read.money.sums, read.marks) if one.money.role == "value"]
    between = value.amount is not None and value.amount.low_pence != value.amount.high_pence
    asked = any(one.code == "two_amounts" for one in value.doubts)
    return told_choices(read.text, sums) if between or asked else ()


def _has_sum(earlier: Facts | None) -> bool:
    """Whether a value, a rate or a price was told before, which a reply's sums may change."""
    return earlier is not None and bool(earlier.amount or earlier.rate or earlier.price)


def _after(
    text: Question, facts: Facts, earlier: Facts, *, back: TakenBack, money: MoneyRead, lengths: Sequence[Length], marks: tuple[VatMark, ...],
    taken: Collection[int], value: ValueRead, terms: TermRead,
) -> Facts:  # fmt: skip
    """The facts of a reply, with what it says of the earlier ones; `taken` are tokens of dates, names and sums."""
    facts = _without_kind_in_passing(text, facts, earlier)
    if chosen := _of_parts(text, facts, earlier, money, marks) or _chosen(text, facts, earlier, money, marks, value):
        return chosen
    denied = None if facts.contract_type else kind_denied(text, earlier.contract_type)
    facts = _taking_back(facts, replace(back, unknown=(*back.unknown, denied)) if denied else back, earlier)
    before = forgotten(earlier, facts.unknown)
    facts, changes, longer = _with_length(text, facts, before, lengths, taken, terms)
    if more := with_price_of_more(text, facts, before, marks, told=bool(money.sums)):
        return more
    if counted := _by_counts(text, facts, before, back=back, money=money, lengths=lengths, marks=marks, taken=taken):
        return counted
    no_sum = all(one.role != "value" for one in money.sums)
    if earlier.parts and no_sum and (place := part_taken_out(text, earlier.parts)) is not None:
        return without_part(facts, earlier, place, text.text)
    if changed := read_sum_changes(text, money, marks, lengths):
        facts = changed_value(facts, text, changed, before, [one for one in money.sums if one.role == "other"])
        return with_parts(facts, text, changed, before)
    if (before.amount or before.rate) and (beside := read_part_beside(text, money, marks, before.amount)):
        others = [one for one in money.sums if one.role == "other"]
        if not beside[1]:
            return asking_of_part(facts, text, beside[0])
        return with_parts(changed_value(facts, text, beside[:1], before, others), text, beside[:1], before)
    if _says_sum(money.sums, value):
        return facts if longer is None else asking_of_price_of_years(facts, before, text)
    if changes and (left := value_without_extension(text, before)):
        return replace(facts, amount=left)
    again = None if is_asked_elsewhere(text, _councils_turned_to(facts, earlier)) else read_same_again(text)
    if again and (before.amount or before.rate):
        return _with_same_again(facts, again, before)
    return _referring_back(facts, text, marks, before)


def _with_length(
    text: Question, facts: Facts, before: Facts, lengths: Sequence[Length], taken: Collection[int], terms: TermRead
) -> tuple[Facts, bool, Duration | None]:
    """The facts with the term that a reply changes, whether it changes it, and the term told before with the years that it puts on it."""
    changes, duration = changed_length(text, lengths, taken, terms.term, before.duration)
    if changes and not terms.doubts:
        return replace(facts, duration=duration), changes, None
    longer = _with_further_years(text, taken, lengths, before.duration)
    return replace(facts, duration=longer) if longer else facts, changes, longer


def _by_counts(
    text: Question, facts: Facts, before: Facts, *, back: TakenBack, money: MoneyRead, lengths: Sequence[Length], marks: tuple[VatMark, ...],
    taken: Collection[int],
) -> Facts | None:  # fmt: skip
    """The facts of a reply that tells how many lots or things there are, or what one of them costs; None where it tells neither."""
    if not money.sums and (lots := read_lots(text, before)):
        return _with_same_again(facts, (lots, True), before)
    if facts.amount and (lots := price_of_lot(text, money.sums, before)):
        return replace(facts, amount=scaled_amount(facts.amount, lots), price=None)
    if (parts_told := with_further_part(facts, text, money, marks, before)) is not None:
        return parts_told
    priced = price_in_reply(text, money, lengths, {*taken, *back.tokens}, stated_basis(marks), facts, before)
    return with_price(facts, priced, told_before=True) if priced else None


def _of_parts(text: Question, facts: Facts, earlier: Facts, money: MoneyRead, marks: tuple[VatMark, ...]) -> Facts | None:
    """The facts of a reply that tells of lots or other parts of what was told, that they are out or what they cost; None where it tells of none."""
    return with_lots_left(facts, text, money, earlier) or with_part_named(facts, text, money, marks, earlier)


def _chosen(
    text: Question, facts: Facts, earlier: Facts, money: MoneyRead, marks: tuple[VatMark, ...], value: ValueRead
) -> Facts | None:
    """The facts of a reply that chooses among the sums told before, or puts a priced option in or out; None where it does neither."""
    if money.sums:
        return None
    if optional := read_option_choice(text, earlier):
        return replace(facts, amount=optional.amount, duration=optional.duration, doubts=optional.doubts)
    chosen = None if value.doubts or read_factor(text) else read_choice(text, earlier)
    if chosen is None:
        return None
    amount, rate = chosen.amount, chosen.rate
    restated = amount and with_basis(amount, text, marks)
    return replace(facts, amount=restated or amount, rate=rate and (rate_with_basis(rate, text, marks) or rate))


def _with_further_years(
    text: Question, taken: Collection[int], lengths: Sequence[Length], before: Duration | None
) -> Duration | None:
    """The term told before with the years that a reply puts on it by their place: "we can extend for a fifth and a sixth year"."""
    if before is None or before.low_months != before.high_months or before.low_months % 12:
        return None
    count, end = further_years(text, 0, before.low_months // 12, taken, [one.first for one in lengths])
    months = before.low_months + 12 * count
    return Duration(months, months, Said(f"{before.said.words}; {text.said(0, end)}")) if count else None


def _without_kind_in_passing(text: Question, facts: Facts, earlier: Facts) -> Facts:
    """The facts without a kind that is no more than a reason or an event beside the kind told before."""
    kind, before = facts.contract_type, earlier.contract_type
    if kind is None or before is None or kind.options == before.options:
        return facts
    if not (is_kind_in_passing(text, kind) or asks_of_separate(text)):
        return facts
    return replace(facts, contract_type=None, doubts=tuple(one for one in facts.doubts if one.asks != "contract_type"))


def _councils_turned_to(facts: Facts, earlier: Facts) -> list[str]:
    """The names, as they were said, of councils that a reply names and that were not asked about before."""
    before = earlier.councils.slugs if earlier.councils else ()
    new = facts.councils is not None and not set(facts.councils.slugs) & set(before)
    names = facts.councils.said.words.split("; ") if facts.councils and new else []
    return names + [name for one in facts.doubts if one.asks == "council" for name in one.words.split(", ")]


def _with_same_again(facts: Facts, again: tuple[Factor, bool], earlier: Facts) -> Facts:
    """The facts with twice the earlier value or rate, where as much again is in the same contract; else with what has to be asked."""
    factor, inside = again
    if not inside:
        return replace(facts, doubts=(*facts.doubts, doubt("two_amounts", factor.words, question=SAME_CONTRACT)))
    if paid := earlier.rate or rate_behind(earlier):
        return replace(facts, rate=scaled_rate(paid, factor))
    return replace(facts, amount=earlier.amount and scaled_amount(earlier.amount, factor))


def _left(
    text: Question, facts: Facts, earlier: Facts, terms: TermRead, placed: Collection[int], *, told: bool
) -> Doubt | None:
    """The doubt about a figure that none of the readers placed, where the reply carries the value on and says nothing of it, or of its VAT alone.

    `told`: a sum is told.
    """
    carries = earlier.amount or earlier.rate or earlier.price
    asked = any(one.asks in ("amount", "duration") for one in facts.doubts)
    basis_alone = not told and facts.amount and facts.amount.low_pence == (earlier.amount and earlier.amount.low_pence)
    if not carries or asked or (facts.amount and not basis_alone) or facts.rate or facts.price or facts.unknown:
        return None
    put_right = facts.duration is not None and terms.term is None
    same = is_said_unchanged(text) or "same" in text.texts
    if told and (words := leads_unrelated_sum(text)):
        return doubt("two_amounts", words, question=SAME_CONTRACT)
    longer = facts.duration is not None and not (earlier.price or earlier.rate)
    sums_only = bool(put_right or same or longer or facts.doubts)
    return figure_left(text, placed, sums_only=sums_only, told_pence=carries.low_pence)


def _priced(facts: Facts, read: PriceRead) -> Facts:
    """The facts with the message's own price of one; what was read as the value stands, unless it is that price itself."""
    amount = facts.amount
    if amount is None and (facts.rate or facts.doubts):
        return replace(facts, price=read.price) if facts.rate and not facts.doubts else facts
    if amount and (amount.low_pence, amount.high_pence) != (read.price.low_pence, read.price.high_pence):
        return replace(facts, price=read.price)
    return with_price(facts, read, told_before=False)


def _meant(text: Question, lengths: Sequence[Length], back: TakenBack) -> tuple[Length, ...]:
    """The lengths; one that is taken back, or that the next one puts right, is not the contract's."""
    lengths = [_put_right(text, one) if one.of_contract else one for one in lengths]
    ours = [one for one in lengths if one.of_contract]
    wrong = {one for one, right in itertools.pairwise(ours) if is_put_right(text, one.end, right.first, right.end)}
    gone = [one for one in lengths if one.first in back.tokens]
    wrong |= {
        one for one in ours for other in gone if one.first < other.first and (one.low, one.high) == (other.low, other.high)
    }
    return tuple(replace(one, of_contract=False) if one.first in back.tokens or one in wrong else one for one in lengths)


def _put_right(text: Question, one: Length) -> Length:
    """The length with the number in its unit that the message puts in its place: "20 months, sorry 26"."""
    right = number_put_right(text, one.end)
    if right is None or right.value is None:
        return one
    months = right.value * one.unit_months
    return replace(one, low=months, high=months, end=right.end)


def _of_contract(text: Question, lengths: Sequence[Length], money: MoneyRead) -> tuple[Length, ...]:
    """The lengths; one that is told of another thing, or of a rule beside the contract's own, is not the contract's."""
    sums = [(one.first, one.end) for one in money.sums if one.role == "value"]
    ours = [one for one in lengths if one.of_contract and not _is_of_another(text, one, sums)]
    ruled = [one for one in ours if _is_of_rule(text, one)]
    if len(ruled) < len(ours):
        ours = [one for one in ours if one not in ruled]
    return tuple(replace(one, of_contract=one in ours) for one in lengths)


def _is_of_rule(text: Question, length: Length) -> bool:
    """Whether a length is a bound that contracts of some kind are held to: "only cares about works of two years or longer"."""
    first = bound_before(text, length.first)[1]
    if first == length.first and bound_after(text, length.end)[0] == "exact" and length.high is not None:
        return False
    led = text.words(sentence_round(text, length.first, length.end)[0], length.first)
    held_to = not _HOLDS_TO.isdisjoint(led) and _OURS.isdisjoint(led)
    return held_to or is_of_rule(text, first)


def _is_of_another(text: Question, length: Length, sums: Sequence[tuple[int, int]]) -> bool:
    return is_length_of_another(text, length, sums) or _is_of_sum_beside(text, length, sums)


def _is_of_sum_beside(text: Question, length: Length, sums: Sequence[tuple[int, int]]) -> bool:
    """Whether a length leads to the price of another thing: "the mooring is 3 years at £7,500 and comes from another pot"."""
    first = length.end + 1
    priced = text.word(length.end) in ("at", "@") and text.word(first) == "£"
    return priced and not any(start <= first < end for start, end in sums) and is_of_another(text, first, first + 2)


def _without_taken_back(money: MoneyRead, back: TakenBack) -> MoneyRead:
    kept = tuple(one for one in money.sums if back.tokens.isdisjoint(range(one.first, one.end)))
    return replace(money, sums=kept)


def _taking_back(facts: Facts, back: TakenBack, earlier: Facts) -> Facts:
    """The facts with those that are said not to be known and are not told anew; some take back what was told before."""
    facts = _without_words(facts, back)
    told = {one.asks for one in facts.doubts}
    left = [one for one in back.unknown if not is_told(facts, one.fact) and one.fact not in told]
    return replace(facts, unknown=tuple(replace(one, taken_back=is_told(earlier, one.fact)) for one in left))


def _without_words(facts: Facts, back: TakenBack) -> Facts:
    """The facts without the kind or the call-off that is named only to be taken back: "I'm not sure it's works"."""
    names = {one.fact for one in back.unknown}
    kind = facts.contract_type
    if kind and "contract_type" in names and len(set(kind.said.words.lower().split()) - _IT_IS) == 1:
        facts = replace(facts, contract_type=None)
    return replace(facts, call_off=None) if "call_off" in names else facts


def _says_sum(sums: Sequence[object], value: ValueRead) -> bool:
    return bool(sums) or bool(value.doubts)


def _is_same(one: Duration, other: Duration | None) -> bool:
    return other is not None and (one.low_months, one.high_months) == (other.low_months, other.high_months)


def _with_dates(terms: TermRead, dates: DateRead) -> TermRead:
    """The term that two days bound, where no length is said."""
    if terms.term or terms.doubts or dates.months is None:
        return terms
    low, high, first, end = dates.months
    return TermRead(Term(low, high, "exact", first, end))


def _sum_paid(amount: Amount, behind: Rate | None) -> Amount:
    """The sum that was told, where the amount was worked out from what is paid each time."""
    if behind is None or behind.low_pence != behind.high_pence:
        return amount
    pounds = f"£{behind.low_pence / 100:,.2f}".removesuffix(".00")
    return Amount(behind.low_pence, behind.high_pence, behind.vat, Said(pounds, behind.said.origin), behind.about)


def _referring_back(facts: Facts, text: Question, marks: tuple[VatMark, ...], earlier: Facts) -> Facts:
    """The facts with what the question says of the earlier amount, rate or term."""
    amount, rate, duration, price = facts.amount, facts.rate, facts.duration, facts.price
    if earlier.amount and (paid := read_period_of_earlier(text, _sum_paid(earlier.amount, rate_behind(earlier)))):
        return replace(facts, rate=paid)
    if (duration is None or _is_same(duration, earlier.duration)) and (corrected := read_correction(text, earlier)):
        if isinstance(corrected, Amount):
            amount = corrected
        else:
            duration = corrected
    elif factor := read_factor(text):
        if factor.of_length and duration is None and earlier.duration:
            duration = scaled_duration(earlier.duration, factor)
        elif not factor.of_length and (paid := earlier.rate or rate_behind(earlier)):
            rate = scaled_rate(paid, factor)
        elif not factor.of_length and earlier.amount:
            amount = scaled_amount(earlier.amount, factor)
    behind = rate_behind(earlier) if facts.duration else None  # a new term makes a new sum of what is paid a year
    base = amount or (None if behind else earlier.amount)
    if base and (restated := with_basis(base, text, marks)):
        price = earlier.price and replace(earlier.price, vat=restated.vat) if base is earlier.amount else price
        amount = restated
    elif not base and (paid := rate or earlier.rate or behind):
        rate = rate_with_basis(paid, text, marks) or rate
        price = replace(earlier.price, vat=rate.vat) if earlier.price and rate else price
    elif not base and earlier.price and (basis := stated_basis(marks)):
        price = replace(earlier.price, vat=basis)
    return replace(facts, amount=amount, rate=rate, duration=duration, price=price)
