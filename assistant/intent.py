"""What a question wants: a verdict on a contract, a comparison of councils, national law, or words of the documents.

Whether a verdict is wanted is told by a fitted model (wanted.py); that councils are compared, or law is asked for, by the words
for it. Nothing here is about one council or one policy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
ACROSS = re.compile(
    r"\b(which|what) (?:of the )?(?:other |five |these |those |loaded )?(?:councils|authorities|policies|of them"
    r"|(?:council|authority|policy|one) (?:is|has|asks?|requires?|wants?|sets?|says?|would|must|does|needs?|uses?"
    r"|pays?|gives?))\b|\bcompar\w+|\bside by side\b"
    r"|\ball (?:of )?(?:the )?(?:five |loaded )?(?:councils?|authorities|policies|five)\b|\b(?:each|every"
    r"|any) (?:of the )?(?:council|authority|policy|policies)\b"
    r"|\bacross (?:the )?(?:councils?|policies|authorities|all)\b|\bdifferen\w+ between\b|\bdiffer\b|\bversus\b|\bvs\.?\b"
    r"|\bany of (?:the |them|these)\b|\b(?:strictest|toughest|most demanding|highest|lowest|best|stricter"
    r"|tougher)\b.*\bcouncils?\b|\b(?:which|who) (?:asks?|requires?|is|wants?|needs?|has|would)\b.{0,30}\b(?:most"
    r"|least|more|less|strict\w*|tough\w*|lowest|highest|stricter)\b"
    r"|\b(?:do|does) (?:all|any|each|every)\b.*\bcouncils?\b",
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
    several = facts.councils is not None and len(facts.councils.slugs) > 1
    across = several or bool(ACROSS.search(question))
    return Intent(_verdict(question, facts, want, across=across), across, bool(LAW.search(question)))


def _verdict(question: str, facts: Facts, want: Want, *, across: bool) -> bool:
    """Whether the answer is a verdict: asked for, or the facts of a contract given and nothing asked; for a table, whether one can be told."""
    told = facts.amount is not None or facts.rate is not None or any(doubt.asks == "amount" for doubt in facts.doubts)
    if across:
        return (told and want != "words") or (SUBJECT.search(question) is not None and FIRM_NEED.search(question) is not None)
    if want == "facts":
        return told
    spoken_of = SUBJECT.search(question) or told or facts.contract_type or CONTRACT.search(question)
    return want == "verdict" and bool(spoken_of)
