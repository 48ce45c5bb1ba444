"""What carries over from the questions before: the facts of the contract, and what is being asked about.

A question that gives nothing but facts ("and at half that value?", "what about Norwich?") goes on with the last question
before it that asked something. Small talk between them changes nothing: it gives no facts and asks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from assistant import topics, words
from assistant.facts import merge, read_facts
from assistant.intent import LAW, SUBJECT, wants_verdict
from assistant.model import CouncilName, Doubt, Facts, Said

GOES_ON = {
    words.key(word)
    for word in [
        "half",
        "double",
        "twice",
        "same",
        "again",
        "now",
        "instead",
        "then",
        "ok",
        "okay",
        "way",
        "actually",
        "sorry",
        "meant",
        "mean",
        "make",
        "say",
        "total",
        "net",
        "gross",
        "including",
        "excluding",
        "inclusive",
        "exclusive",
        "include",
        "exclude",
        "vat",
        "year",
        "month",
        "week",
        "value",
        "worth",
        "time",
        "change",
        "changes",
        "one",
        "case",
        "be",
        "suppose",
        "supposing",
        "assume",
        "let",
        "change",
        "would",
        "about",
        "like",
        "there",
        "that",
        "if",
        "or",
        "also",
        "start",
        "starting",
        "begin",
        "if's",
        "answer",
        "different",
        "otherwise",
        "still",
        "yes",
        "no",
        "long",
        "term",
        "length",
        "run",
        "last",
        "lasting",
        "it'll",
        "it's",
        "that's",
        "we're",
        "they're",
        "i'm",
        "contract",
    ]
}


@dataclass(frozen=True, slots=True)
class Turn:
    """The last question with all that it stands on: facts, what it goes on from (empty where it stands alone), and what was carried."""

    facts: Facts
    about: str
    carried: tuple[str, ...]


def read(question: str, history: Sequence[str], councils: Sequence[CouncilName], today: date) -> Turn:
    """The last question in the light of those before it, oldest first."""
    facts, asked_before = Facts(), ""
    for text in history:
        alone = read_facts(text, councils, today=today, earlier=facts)
        if asks(text, alone, councils):
            asked_before = text
        facts = without_doubts(merge(facts, alone))
    alone = read_facts(question, councils, today=today, earlier=facts)
    goes_on = bool(asked_before) and goes_on_from_before(question, alone, councils)
    merged = merge(facts, alone)
    return Turn(merged, asked_before if goes_on else "", tuple(carried(merged)))


def without_doubts(facts: Facts) -> Facts:
    """Facts without the doubts of earlier questions: what was asked about then is asked about again only if it is said again."""
    return replace(facts, doubts=())


def goes_on_from_before(question: str, alone: Facts, councils: Sequence[CouncilName]) -> bool:
    """Whether a question gives facts and asks nothing of its own.

    >>> goes_on_from_before("what about half that value?", Facts(), ())
    True
    >>> goes_on_from_before("who reports on that?", Facts(), ())
    False
    """
    return not _left(question, alone, councils)


def asks(question: str, alone: Facts, councils: Sequence[CouncilName]) -> bool:
    """Whether an earlier question asked something that a later one may go on from; small talk did not."""
    if wants_verdict(question, alone) or SUBJECT.search(question) or LAW.search(question) or topics.named(question):
        return True
    return "?" in question and bool(topics.kinds(question)) and len(_left(question, alone, councils)) > 0


def _left(question: str, alone: Facts, councils: Sequence[CouncilName]) -> list[str]:
    """The telling words of a question beside its facts and the names of councils."""
    names = [name for c in councils for name in (c.name, *c.also_known_as)]
    said = [part for phrase in _said(alone) for part in re.split(r"\s*[;…]\s*|\.\.\.", phrase) if part]
    drop = sorted({*names, *said}, key=len, reverse=True)
    return [k for k in words.content(question, drop) if k not in GOES_ON and not k[:1].isdigit()]


def _said(facts: Facts) -> list[str]:
    found = [getattr(facts, field.name) for field in fields(facts) if field.name != "doubts"]
    phrases = [value.said.words for value in found if value is not None and value.said.origin == "question"]
    return phrases + [doubt.words for doubt in facts.doubts if isinstance(doubt, Doubt)]


def carried(facts: Facts) -> list[str]:
    """Each fact that an earlier question gave, in its words."""
    found = [getattr(facts, field.name) for field in fields(facts) if field.name != "doubts"]
    kept: list[Said] = [value.said for value in found if value is not None and value.said.origin == "history"]
    return [said.words for said in kept if said.words]
