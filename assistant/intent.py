"""What a question wants: a verdict on a contract, a comparison of councils, or words of the documents.

A verdict is wanted where a yes-or-no question (or a bare description of a contract) is about whether social value applies.
This is English grammar and the field's own vocabulary; nothing here is about one council or one policy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.model import Facts

SUBJECT = re.compile(
    r"\b(social[- ]value|socal value|soical value|social vlaue|socail value|sv|social value act|tom'?s"
    r"|social benefits?|community benefits?)\b",
    re.I,
)
MODAL = r"is|are|am|was|were|does|do|did|must|should|shall|will|would|can|could|may|might|need|has|have"
POLAR = re.compile(
    rf"^(?:(?:hi|hello|hiya|please|so|and|but|ok|okay|well|also|then|just checking|quick question"
    rf"|right)\b[\s,:;.!-]*)*(?:{MODAL})(?:n'?t)?\b"
    r"|\bwhether\b|\bif (?:we|i|they|this|it|the|a|an|social value|sv|there)\b.{0,80}\b(?:need|have|must|should|required|applies|apply)"
    r"|\b(?:do|does|must|should|need|have|are|is|will|would|can) (?:we|i|you|they|it|this|that|there|social value|sv"
    r"|the council|my|our|the|a|an)\b",
    re.I,
)
POLAR_START = re.compile(rf"(?:^|[.:;,-]\s*)(?:(?:{MODAL})(?:n'?t)?)\s+(?!\w+\s+(?:who|what|which|how)\b)", re.I)
CONTRACT = re.compile(r"\b(contract|procurement|tender|purchase|project|scheme|order|job)s?\b", re.I)
NEED = re.compile(
    r"\b(requir\w*|need\w*|mandatory|compulsor\w+|oblig\w+|necessar\w+|must|have to|has to|got to|hav to|appl(?:y|ies|icable)|includ\w*"
    r"|consider\w*|expect\w*|in scope|out of scope|count\w*|trigger\w*|kick\w* in|caught|catch|bother|skip|ignore"
    r"|leave (?:it |social value )?out"
    r"|leave out|exempt\w*|covered?|bound|in play|enough|affect\w*|subject to|come into it|do social value|do sv|avoid|get away|forget"
    r"|part of|threshold|get (?:into|caught)|build in|put in|be in|go in|ask for|should)\b",
    re.I,
)
FIRM_NEED = re.compile(
    r"\b(required?|requires|requirement|needed|mandatory|compulsory|obligatory|oblige[sd]?|necessary|consider(?:ed)?"
    r"|must|have to|has to|need|apply|applies|applicable)\b",
    re.I,
)
LAW = re.compile(
    r"\b(law|legal|legally|statut\w+|legislation|national(?:ly)?|(?:social value|procurement|localism"
    r"|local government) act|the act|act 20\d\d|20\d\d act|ppn"
    r"|policy (?:note|statement)|npps|pcr|regulations?|parliament|government (?:rules?|policy|guidance)|find a tender|uk threshold\w*)\b",
    re.I,
)
OPEN_QUESTION = re.compile(r"\b(who|whom|whose|how|when|why|where|which|what|what's|whats)\b", re.I)
OPEN_BUT_VERDICT = re.compile(
    r"\bwhat(?:'s| is| are| do| does| would|s)?\b.{0,40}\b(?:rules?|position|requirements?|duty|duties|obligations?"
    r"|apply|applies|required|requird|answer|verdict|say about"
    r"|have to do|need to do|must we do|happens|do we do|am i meant)\b|\bhow (?:does|do|would) (?:social value|sv"
    r"|the policy|the rules?) (?:apply|affect|work for)\b"
    r"|\bwhere (?:do|does) (?:we|i|this|it) stand\b|\bwhat about\b|\bhow about\b|\bwhat if\b",
    re.I,
)
FIELD_TOPIC = re.compile(
    r"\b(weight\w*|percent\w*|per cent|%|scor\w+|marks?|points|approv\w+|sign\w*[- ]off|sign off|evidence|prove"
    r"|monitor\w*|report\w*|publish\w*|review\w*|govern\w*|opt\w*[- ]out|opting|waiv\w+|living wage|target\w*"
    r"|spend|toolkit|kpis?|definition|define|mean(?:s|ing)?|cabinet|leadership team|board|advertis\w*|notices?"
    r"|tender notice|contracts finder|equalit\w+)\b",
    re.I,
)
"""Fields of a policy that a question may be about instead of whether social value applies."""
THING_TOPIC = re.compile(
    r"\b(objective\w*|outcome\w*|indicator\w*|principle\w*|priorit\w+|apprentic\w+|volunteer\w*|carbon|training"
    r"|find a tender|social enterprises?|smes?|local (?:firms?|business\w*|suppliers?|people|labour))\b",
    re.I,
)
"""Things that social value is made of, which may also be what a contract is for ("a training provider")."""
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


def read_intent(question: str, facts: Facts) -> Intent:
    """What a question wants, from its words and the facts read from it."""
    several = facts.councils is not None and len(facts.councils.slugs) > 1
    across = several or bool(ACROSS.search(question))
    return Intent(wants_verdict(question, facts, across=across), across, bool(LAW.search(question)))


def wants_verdict(question: str, facts: Facts, *, across: bool = False) -> bool:
    """Whether the question asks if social value applies to a contract; `across`, whether it compares councils.

    >>> wants_verdict("Is social value required for this works contract?", Facts())
    True
    >>> wants_verdict("Who approves social value in a works contract?", Facts())
    False
    """
    told = facts.amount is not None or facts.rate is not None or any(d.asks == "amount" for d in facts.doubts)
    contract = told or facts.contract_type is not None or CONTRACT.search(question) is not None
    subject, need = bool(SUBJECT.search(question)), bool(NEED.search(question))
    plain = _without_subject(question)
    asked_of_contract = told and subject and bool(FIRM_NEED.search(question)) and bool(POLAR.search(question))
    topic = FIELD_TOPIC.search(plain) or (None if asked_of_contract else THING_TOPIC.search(plain))
    if topic:
        return subject and need and contract and _topic_is_aside(question, topic.start())
    if across:
        return told or (subject and bool(FIRM_NEED.search(question)))
    if OPEN_BUT_VERDICT.search(question):
        return contract and (subject or told)
    if OPEN_QUESTION.search(question) and not POLAR_START.search(question) and not re.search(r"\bwhether\b", question, re.I):
        return False
    if POLAR.search(question):
        return (subject and bool(FIRM_NEED.search(question))) or (subject and need and contract) or (told and (subject or need))
    return (told and (subject or contract) and "?" in question) or (subject and told) or (subject and need and contract)


def _without_subject(question: str) -> str:
    """The question with the words "social value outcomes" and the like made blank, so that they are no topic of their own."""
    return SUBJECT.sub(lambda m: " " * len(m.group()), question)


def _topic_is_aside(question: str, topic_at: int) -> bool:
    """Whether the question asks about social value first and only mentions the other topic later ("..., and who signs it off?")."""
    subject, need = SUBJECT.search(question), NEED.search(question)
    polar = POLAR.search(question)
    if not (subject and need and polar):
        return False
    return max(subject.start(), need.start(), polar.start()) < topic_at and not OPEN_QUESTION.match(question.strip())
