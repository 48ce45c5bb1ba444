"""A part of what was told that a reply names by its sum, or that is bought elsewhere: "the £50k of brushes is in it", "mops are let separately".

Such a sum is no new value. It comes off the value where the part is said to be in the contract no more, and changes nothing where it is in it; where
neither is said, or no sum is told of what is gone, it is asked what the contract is worth in all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.facts.aside.gone import Fate, fate
from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.kind.contract_type import read_contract_type
from assistant.facts.money.changes import Change, read_change
from assistant.facts.money.sums import Money, MoneyRead
from assistant.facts.money.value import with_vat
from assistant.facts.reply.changed import SumChange, changed_value
from assistant.facts.reply.part_taken_out import part_taken_out
from assistant.facts.vat.basis import VatMark
from assistant.facts.words.doubts import doubt
from assistant.facts.words.text import Question, read_text, singular
from assistant.model import Facts, TypeFact

_POINTS = {"the", "that", "those", "our", "this", "these"}
_BEFORE = {"of", "worth", "for"}
_BETWEEN = {
    "(", ",", "-", "at", "worth", "for", "costing", "about", "roughly", "around", "part", "bit", "element", "side", "ones", "which", "are", "were",
    "is", "was", "will", "be", "now", "cost", "costs", "come", "comes", "to", "=", "would", "just", "only",
}  # fmt: skip
_PLAIN = {
    "it", "them", "that", "this", "contract", "value", "total", "work", "works", "services", "service", "supplies", "goods", "whole", "job", "price",
    "budget", "tender", "figure", "sum", "order", "same", "cost", "costs", "vat", "everything", "all", "money", "purchase", "year", "month", "option",
    "extension", "one", "what", "figures", "limit", "threshold", "mark", "quote", "estimate", "line", "others", "saving", "savings", "term", "quotes",
}  # fmt: skip
"""Words behind a sum that name no part of what is bought."""
_THEY = {"they", "it", "that", "those", "which", ","}
_AND = re.compile(r"; | and | & |, ")
_MOST_BETWEEN, _MOST_BACK = 3, 5
_LEAST = 3
ASKS = "“{words}”: what is the contract worth in all now?"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part that a reply names at tokens `first` up to `end`, with its sum where one stands by it; `told` where it was told before."""

    first: int
    end: int
    money: Money | None
    told: bool


def with_part_named(
    facts: Facts, question: Question, money: MoneyRead, marks: tuple[VatMark, ...], earlier: Facts
) -> Facts | None:
    """The facts of a reply that names a part of what was told, with or without its sum; None where it names none, or tells another sum as well."""
    told = earlier.amount or earlier.rate
    if told is None or (earlier.parts and part_taken_out(question, earlier.parts) is not None):
        return None
    things = _things(earlier)
    named = _named(question, things)
    left = [one for one in things if one not in named]
    for part in _parts(question, money.sums, {word for one in named for word in things[one]} if named and left else set()):
        said = fate(question, part.first, part.end) or (None if part.told else fate(question, part.first, part.end + 1))
        words = question.said(*sentence_round(question, part.first, part.end))
        if part.money is None:
            if said == "out" and (priced := _priced_behind(question, part, money)):
                return _with_sum(facts, question, priced, marks, earlier, said, _kind_left(left))
            gone = said in ("out", "open") and not money.sums and not money.doubts
            return _asking(facts, words, earlier, _kind_left(left)) if gone else None
        if len(money.sums) > 1 or part.money.low_pence >= told.low_pence or (said is None and not part.told):
            continue
        return _with_sum(facts, question, part, marks, earlier, said, _kind_left(left if part.told else ()))
    return None


def _with_sum(
    facts: Facts,
    question: Question,
    part: _Part,
    marks: tuple[VatMark, ...],
    earlier: Facts,
    said: Fate | None,
    kind: TypeFact | None,
) -> Facts | None:
    """The facts of a reply that tells what a part of the contract costs, by what is said of that part."""
    one, words = part.money, question.said(*sentence_round(question, part.first, part.end))
    if one is None or (said is None and (one.role != "value" or read_change(question, one.first, one.end))):
        return None
    if said in (None, "open"):
        return _asking(facts, words, earlier, None)
    facts = replace(
        facts,
        contract_type=None if said == "in" else kind,
        doubts=tuple(told for told in facts.doubts if told.asks not in ("amount", "contract_type")),
    )
    facts = replace(facts, amount=None, rate=None, price=None, parts=earlier.parts or ())
    if said == "in":
        return facts
    priced = next(told for told in with_vat(question, [one], marks))
    change = SumChange(priced, Change(-1, part.first, part.end, True), False)
    return changed_value(facts, question, [change], earlier, [])


def _asking(facts: Facts, words: str, earlier: Facts, kind: TypeFact | None) -> Facts:
    doubts = tuple(told for told in facts.doubts if told.asks not in ("amount", "contract_type"))
    facts = replace(facts, amount=None, rate=None, price=None, contract_type=kind, parts=earlier.parts or ())
    return replace(facts, doubts=(*doubts, doubt("two_amounts", words, question=ASKS)))


def _things(earlier: Facts) -> dict[str, set[str]]:
    """The things that were told to be bought, each with its words: "brushes" and "mops"."""
    kind = earlier.contract_type
    named = _AND.split(kind.said.words.lower()) if kind else []
    things = {one: {singular(word) for word in one.split() if len(word) > _LEAST and word not in _PLAIN} for one in named}
    return {one: words for one, words in things.items() if words}


def _named(question: Question, things: dict[str, set[str]]) -> list[str]:
    """The things that a reply names; "cleaning" is not named by "window cleaning" where that was told beside it."""
    said = set(map(singular, question.texts))
    found = {one: words & said for one, words in things.items() if words & said}
    return [one for one, words in found.items() if not any(words < others for others in found.values())]


def _kind_left(left: Sequence[str]) -> TypeFact | None:
    """The kind of the things that are left."""
    return read_contract_type(read_text(" and ".join(left)), frozenset()).fact if left else None


def _parts(question: Question, sums: Sequence[Money], things: set[str]) -> Iterator[_Part]:
    """The parts that a reply names: by their sum, as "the £50k of brushes", or by a word that was told before."""
    for one in sums:
        if found := _by_sum(question, one, things):
            yield found
    for at, word in enumerate(question.texts):
        if singular(word) in things and not any(one.first <= at < one.end for one in sums):
            yield _Part(at, at + 1, None, told=True)


def _by_sum(question: Question, one: Money, things: set[str]) -> _Part | None:
    """The part that a sum is of: "the £50k of brushes", "the £50k brushes", "the brushes, £50k,", "brushes (£50k)"."""
    if question.word(one.first - 1) in ("a", "an", "another"):
        return None
    at = one.end
    while question.word(at) in _BEFORE and at - one.end < _MOST_BETWEEN:
        at += 1
    thing = next((i for i in range(at, at + _MOST_BETWEEN) if singular(question.word(i)) in things), None)
    thing = thing if thing is not None and _PLAIN.isdisjoint(question.words(at, thing)) else None
    pointed = question.word(one.first - 1) in _POINTS
    if thing is not None:
        return _Part(one.first, thing + 1, one, told=pointed or question.word(one.end) == "of")
    if (
        pointed
        and question.word(at).isalpha()
        and singular(question.word(at)) not in _PLAIN
        and question.word(at) not in _PLAIN
    ):
        return _Part(one.first, at + 1, one, told=False)
    back = one.first
    while question.word(back - 1) in _BETWEEN and one.first - back < _MOST_BACK:
        back -= 1
    alone = not {"just", "only", "without", "no", "not"}.isdisjoint(question.words(max(0, back - _MOST_BACK), back))
    if singular(question.word(back - 1)) in things and question.word(back) in _BETWEEN and not alone:
        of_it = question.word(one.end) == "of" and question.word(one.end + 1) in ("it", "that", "this")
        end = one.end + (2 if of_it else 0)
        end += question.word(end) in (")", ",", "-", "and")
        return _Part(back - 1, end, one, told=True)
    return None


def _priced_behind(question: Question, part: _Part, money: MoneyRead) -> _Part | None:
    """The part with the sum that is told of it behind it: "the mops are being bought elsewhere. They were £50k."."""
    one = money.sums[0] if len(money.sums) == 1 else None
    if one is None or one.first < part.end:
        return None
    lead = one.first
    while question.word(lead - 1) in _BETWEEN - {",", "(", "-"} and one.first - lead < _MOST_BACK:
        lead -= 1
    was = not {"was", "were", "worth"}.isdisjoint(question.words(lead, one.first))
    return replace(part, money=one) if was and question.word(lead - 1) in _THEY else None
