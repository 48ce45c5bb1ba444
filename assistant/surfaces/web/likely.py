"""The likely answers to the one question that is open, each as a conversation that is one click away."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from assistant.answer import Answer
from assistant.compose.sentences import capital
from assistant.holdings import Holdings
from assistant.model import CONTRACT_TYPES
from assistant.rules import wording
from assistant.rules.checks import Setting
from assistant.surfaces.web.conversation import Conversation
from assistant.surfaces.web.restating import CALL_OFF_WORDS, TYPE_NAMES, supposing
from assistant.surfaces.web.templating import day_words
from assistant.surfaces.web.thresholds import ValueLine, kind_of, month_lines, value_lines

LINES_MOST = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A likely answer: the words on its button, and the conversation it leads to."""

    words: str
    leads_to: Conversation


def choices(holdings: Holdings, answer: Answer, conversation: Conversation, today: date) -> tuple[Choice, ...]:
    """The likely answers to the first missing fact; none where nothing is missing or only the asker can know."""
    doubted = [doubt["asks"] for doubt in answer.facts.get("doubts", ())]
    open_facts = [fact for fact in answer.missing if fact in doubted] + list(answer.missing)
    if not open_facts or answer.status != "needs_facts":
        return ()
    return tuple(_MAKERS[open_facts[0]](holdings, answer, conversation, today))


def _councils(holdings: Holdings, answer: Answer, conversation: Conversation, today: date) -> Iterator[Choice]:
    for council in holdings.councils:
        yield Choice(council.name, conversation.for_council(council.slug))


def _types(holdings: Holdings, answer: Answer, conversation: Conversation, today: date) -> Iterator[Choice]:
    for kind in CONTRACT_TYPES:
        words = TYPE_NAMES[kind]
        yield Choice(capital(words), conversation.then(supposing(f"the contract is for {words}")))


def _bases(holdings: Holdings, answer: Answer, conversation: Conversation, today: date) -> Iterator[Choice]:
    yield Choice("It excludes VAT", conversation.then(supposing("the value is excluding VAT")))
    yield Choice("It includes VAT", conversation.then(supposing("the value is including VAT")))


def _amounts(holdings: Holdings, answer: Answer, conversation: Conversation, today: date) -> Iterator[Choice]:
    """The ranges between the lines that this kind of contract is measured by, all on one VAT basis."""
    setting = Setting(answer.as_of, holdings.table)
    lines = [
        one
        for one in value_lines(holdings, answer.council or "", kind_of(answer.facts), setting)
        if one.strength == "must_include"
    ]
    basis = next((one.line.vat for one in lines if one.line.vat != "unstated"), "unstated")
    starts = sorted({_first_above(one, basis, setting) for one in lines})[:LINES_MOST]
    for low, high in itertools.pairwise([0, *starts, None]) if starts else ():
        words = wording.money_range(low or 0, None if high is None else high - 1)
        said = f"{words} {wording.VAT_WORDS[basis]}".strip()
        yield Choice(capital(said), conversation.then(supposing(f"the value is {said}")))


def _first_above(one: ValueLine, basis: str, setting: Setting) -> int:
    """The first penny above a line, on a VAT basis."""
    factor = setting.vat_factor or Fraction(1)
    rate = Fraction(1) if one.line.vat in (basis, "unstated") else factor if basis == "inc" else 1 / factor
    exact = one.line.pence * rate
    return math.floor(exact) + 1 if one.comparator in ("over", "at_most") else math.ceil(exact)


def _lengths(holdings: Holdings, answer: Answer, conversation: Conversation, today: date) -> Iterator[Choice]:
    for months in month_lines(holdings, answer.council or "", Setting(answer.as_of, holdings.table)):
        for words in (f"less than {months} months", f"{months} months or more"):
            yield Choice(capital(words), conversation.then(supposing(f"it runs for {words}")))


def _call_offs(holdings: Holdings, answer: Answer, conversation: Conversation, today: date) -> Iterator[Choice]:
    for words, change in (("Yes, a call-off", CALL_OFF_WORDS["yes"]), ("No, not a call-off", CALL_OFF_WORDS["no"])):
        yield Choice(words, conversation.then(supposing(change)))


def _days(holdings: Holdings, answer: Answer, conversation: Conversation, today: date) -> Iterator[Choice]:
    yield Choice(f"Today, {day_words(today)}", replace(conversation, day=today))


_MAKERS: dict[str, Callable[[Holdings, Answer, Conversation, date], Iterator[Choice]]] = {
    "council": _councils, "contract_type": _types, "vat": _bases, "amount": _amounts, "duration": _lengths, "call_off": _call_offs,
    "date": _days,
}  # fmt: skip
