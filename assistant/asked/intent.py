"""What a question wants: a verdict on a contract, a comparison of councils, national law, or words of the documents.

Whether a verdict is wanted is told by a fitted model (wanted.py); that councils are compared, or law is asked for, by the words
for it. Nothing here is about one council or one policy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant import words
from assistant.asked import comparison, topics
from assistant.asked.wanted import SUBJECT, VERBS, Want, masked
from assistant.model import Facts
from assistant.retrieve.evidence import own_sentence

FIRM_NEED = re.compile(
    r"\b(required?|requires|requirement|needed|mandatory|compulsory|obligatory|oblige[sd]?|necessary|consider(?:ed)?"
    r"|must|have to|has to|need|apply|applies|applicable)\b",
    re.I,
)
CONTRACT = re.compile(
    r"\b(?:(?:contract|procurement|tender|purchase|project|scheme|order|job|bid|quote|quotation|lot|itt|rfq|deal)s?|invitation to (?:tender|quote)"
    r"|(?:wider|local|community) benefits?)\b",
    re.I,
)
"""A contract, what is sent out for one, and what social value goes by where it is not named."""
LAW = re.compile(
    r"\b(law|legal|legally|statut\w+|legislation|national(?:ly)?|(?:\(?social value\)?|procurement|localism"
    r"|local government) act|the act|act 20\d\d|20\d\d act|ppn"
    r"|policy (?:note|statement)|npps|pcr|regulations?|parliament|government (?:rules?|policy|guidance)|find a tender|uk threshold\w*)\b",
    re.I,
)
ASKS_ANYTHING = re.compile(
    r"\?|\b(?:what|which|who\w*|when|where|why|how|does|do|did|is|are|was|can|could|should|must|may|might|will|would|shall|show|give|list|find|tell"
    r"|quote|explain|summar\w+|describe|need\w*|clauses?|polic(?:y|ies)|wording|says?|sections?|pages?|paragraphs?|evidence|examples?|guidance"
    r"|requir\w+|social|value|thresholds?|reports?|weight\w*|toms?|kpis?|frameworks?|templates?|forms?|questions?|outcomes?|themes?)\b",
    re.I,
)
"""Words by which a message asks, or asks for words; one without any of them only tells ("3.4m extension to an Ambridge school, about to go out")."""

_LEAVE = r"(?:approval|permission|blessing|consent|sign[- ]?off|say[- ]so|go[- ]ahead|authorisation|authority|clearance)"
NEEDS_LEAVE = re.compile(
    rf"\b(?:need|require|get|seek|obtain|ask|want)(?:s|ed|ing)? (?!social|sv\b)(?:[\w'’]+ ){{0,4}}?(?<!planning ){_LEAVE}\b",
    re.IGNORECASE,
)
"""Leave that has to be had of somebody: "do I need Cabinet's blessing to spend £400k?"."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What is wanted: `verdict` whether social value applies to a contract, `across` a comparison of councils, `law` national law."""

    verdict: bool
    across: bool
    law: bool


def read_intent(
    question: str, facts: Facts, want: Want, before: Sequence[str] = (), *, of_one: bool = False, to_others: bool = False
) -> Intent:
    """What a question wants, from its words, the facts read from it, what the model tells of it, and the questions `before` it.

    `of_one` says that one council is set beside the question, `to_others` that it was asked of one and is now put to all.
    """
    across = comparison.compares(question, facts, before, of_one=of_one)
    verdict = _verdict(question, facts, want, before, across=across)
    return Intent(verdict, across or to_others, bool(LAW.search(question)))


def _verdict(question: str, facts: Facts, want: Want, before: Sequence[str], *, across: bool) -> bool:
    """Whether the answer is a verdict: asked for, or the facts of a contract given and nothing asked; for a table, whether one can be told.

    Nobody asks for one where neither social value, nor a sum, nor a contract was spoken of, now or before ("must I bring a coat?").
    """
    told = facts.amount is not None or facts.rate is not None or any(doubt.asks == "amount" for doubt in facts.doubts)
    if across:
        return _verdicts(question, facts, want, told=told)
    if want == "facts":
        return told and not (comparison.QUOTES.search(question) and not comparison.asks_only_of_a_contract(question, facts))
    if want == "words" and told and facts.contract_type and facts.councils:
        return ASKS_ANYTHING.search(question) is None and not topics.named(question)
    spoken_of = told or facts.contract_type is not None or any(map(speaks_of_a_contract, (question, *before)))
    on_else = names_only_a_field(question, facts) or asks_of_leave(own_sentence(question))
    return want == "verdict" and spoken_of and not on_else


def asks_of_leave(asks: str) -> bool:
    """Whether a sentence asks if somebody's leave is needed, and not first if social value is.

    >>> asks_of_leave("Do I need Cabinet's blessing for £400k?"), asks_of_leave("Is social value required, and do I need sign-off?")
    (True, False)
    """
    needs = NEEDS_LEAVE.search(asks)
    before = asks[: needs.start()] if needs else ""
    return needs is not None and not (SUBJECT.search(before) and FIRM_NEED.search(before))


def names_only_a_field(question: str, facts: Facts) -> bool:
    """Whether a question names a field of a policy and says nothing else beside the facts: "£400k roof repairs in Ambridge, weighting".

    >>> names_only_a_field("weighting please?", Facts()), names_only_a_field("must I give it a weighting?", Facts())
    (True, False)
    """
    said = masked(question, facts)
    own = set(words.content(re.sub(r"‹[a-z]+›", " ", said)))
    return bool(topics.named(said)) and len(own) <= 1 and VERBS.isdisjoint(map(words.key, words.WORD.findall(said)))


def speaks_of_a_contract(question: str) -> bool:
    """Whether a question's own words speak of a contract or of social value.

    >>> speaks_of_a_contract("can the tender go out as it is?"), speaks_of_a_contract("must I bring a coat?")
    (True, False)
    """
    return SUBJECT.search(question) is not None or CONTRACT.search(question) is not None


def _verdicts(question: str, facts: Facts, want: Want, *, told: bool) -> bool:
    """Whether a table of verdicts is wanted: a contract is told of and nothing else is asked, or what is needed of one is asked outright.

    "Who has to keep track of social value?" has words of need, and asks for words.
    """
    if topics.named(question) and want != "verdict":
        return False
    needs = SUBJECT.search(question) is not None and FIRM_NEED.search(question) is not None
    if want == "words" or not told or (want == "facts" and comparison.SHOWS.search(question)):
        return (told or needs) and _asks_only_of_a_contract(question, facts, told=told)
    return told or needs


def _asks_only_of_a_contract(question: str, facts: Facts, *, told: bool) -> bool:
    """Whether a question put to several councils asks only what a contract has to do: as a whole, or in the part that puts it to them or asks.

    Where no contract is told of, that part has to speak of social value or of a need itself ("what does each say?").
    """
    part, asks = comparison.asking_part(question), own_sentence(question)
    of_need = told or SUBJECT.search(asks) is not None or FIRM_NEED.search(asks) is not None
    parts = [question, *([part] if SUBJECT.search(part) else []), *([asks] if of_need else [])]
    return any(comparison.asks_only_of_a_contract(one, facts) for one in parts)
