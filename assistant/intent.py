"""What a question wants: a verdict on a contract, a comparison of councils, national law, or words of the documents.

Whether a verdict is wanted is told by a fitted model (wanted.py); that councils are compared, or law is asked for, by the words
for it. Nothing here is about one council or one policy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant import comparison, topics
from assistant.evidence import own_sentence
from assistant.model import Facts
from assistant.wanted import SUBJECT, Want

FIRM_NEED = re.compile(
    r"\b(required?|requires|requirement|needed|mandatory|compulsory|obligatory|oblige[sd]?|necessary|consider(?:ed)?"
    r"|must|have to|has to|need|apply|applies|applicable)\b",
    re.I,
)
CONTRACT = re.compile(r"\b(contract|procurement|tender|purchase|project|scheme|order|job)s?\b", re.I)
LAW = re.compile(
    r"\b(law|legal|legally|statut\w+|legislation|national(?:ly)?|(?:\(?social value\)?|procurement|localism"
    r"|local government) act|the act|act 20\d\d|20\d\d act|ppn"
    r"|policy (?:note|statement)|npps|pcr|regulations?|parliament|government (?:rules?|policy|guidance)|find a tender|uk threshold\w*)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Intent:
    """What is wanted: `verdict` whether social value applies to a contract, `across` a comparison of councils, `law` national law."""

    verdict: bool
    across: bool
    law: bool


def read_intent(question: str, facts: Facts, want: Want) -> Intent:
    """What a question wants, from its words, the facts read from it, and what the model tells of it."""
    across = comparison.compares(question, facts)
    return Intent(_verdict(question, facts, want, across=across), across, bool(LAW.search(question)))


def _verdict(question: str, facts: Facts, want: Want, *, across: bool) -> bool:
    """Whether the answer is a verdict: asked for, or the facts of a contract given and nothing asked; for a table, whether one can be told."""
    told = facts.amount is not None or facts.rate is not None or any(doubt.asks == "amount" for doubt in facts.doubts)
    if across:
        return _verdicts(question, facts, want, told=told)
    if want == "facts":
        return told
    spoken_of = SUBJECT.search(question) or told or facts.contract_type or CONTRACT.search(question)
    return want == "verdict" and bool(spoken_of)


def _verdicts(question: str, facts: Facts, want: Want, *, told: bool) -> bool:
    """Whether a table of verdicts is wanted: a contract is told of and nothing else is asked, or what is needed of one is asked outright."""
    if topics.named(question) and want != "verdict":
        return False
    part = comparison.asking_part(question)
    outright = SUBJECT.search(part) is not None and comparison.asks_only_of_a_contract(part, facts)
    outright = outright or comparison.asks_only_of_a_contract(own_sentence(question), facts)
    needs = SUBJECT.search(question) is not None and FIRM_NEED.search(question) is not None
    return (told and want != "words") or needs or (told and (outright or comparison.asks_only_of_a_contract(question, facts)))
