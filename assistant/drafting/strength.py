"""How strong a duty is, read from its modal words: must, shall and will bind; should, may and "where possible" do not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.rules.model import Strength

Force = Strength | Literal["exclusion", "scope"]

_BINDING = (
    r"must|shall|will|has to|have to|is to|are to|needs? to|is (?:\w+ )?required|are (?:\w+ )?required|be required|requires?"
    r"|is mandatory|are mandatory|mandatory|compulsory|obliged"
)
_INCLUDING = (
    r"includ\w+|form(?:s|ed)?(?: a)?(?: \w+)? part|incorporat\w+|embed\w*|appl(?:y|ies|ied)|evaluat\w+|scor\w+|weight\w+|sought|secured?"
    r"|deliver\w*|address\w*|contain\w*|built in|submit\w*|set out|be (?:given|allocated|attached|assigned)|carr(?:y|ies)|obtain\w*|provid\w+"
    r"|no less than|at least|demonstrat\w+|form (?=\d)|account(?:s|ed)? for|make(?:s)? up|constitut\w+|compris\w+"
)
_THINKING = (
    r"consider\w*|have (?:due )?regard|having (?:due )?regard|tak\w+ (?:into )?account|think about|assess whether|explor\w+"
)
_SEEKING = (
    r"seeks?|aims?|endeavours?|strives?|tr(?:y|ies)|encourag\w+|looks? to|works? to|hopes?|wish(?:es)?|promot\w+|maximis\w+|invit\w+"
    r"|expects?|expected|recommend\w*|desirable|wants?"
)
_SOFT = r"should|ought to|may|can|could|where(?:ver)? (?:possible|practicable|appropriate)|optional"
_WITHIN = r"(?:\s+[\w'’,&/-]+){0,14}?\s+"
_ADVERBS = r"(?:\s+(?:to|also|always|normally|usually|generally|therefore|only|be|then|all|ensure that|actively|fully))*\s+"

NEGATIVE = re.compile(
    r"\b(?:(?:is|are|be|will|shall|does|do|need)\s+not(?:\s+be)?(?:\s+(?:normally|usually|generally|to))?\s+(?:be\s+)?(?:requir\w*|appl(?:y|ied)"
    r"|includ\w*|need\w*|mandatory|expected)|need not|no (?:requirement|need|obligation)|not (?:required|applicable|mandatory)|exempt(?:ed)?"
    r"|excluded|out(?:side)? (?:of )?(?:the )?scope)\b",
    re.IGNORECASE,
)
HALF_HEARTED = re.compile(
    r"\b(?P<words>(?:(?:is|are|be)\s+)?(?:\w+ly\s+)?(?:encouraged|recommended|desirable|optional))\b[^.;]{0,40}?\b(?:but|though|although)\b"
    r"[^.;]{0,40}?\bnot\b",
    re.IGNORECASE,
)
"""Encouraged, but not required."""
THINKS = re.compile(rf"\b(?:{_BINDING}){_ADVERBS}(?:be )?(?:{_THINKING})\b", re.IGNORECASE)
THINKS_FAR = re.compile(rf"\b(?:{_BINDING}){_WITHIN}(?:{_THINKING})\b", re.IGNORECASE)
SEEKS = re.compile(
    rf"\b(?:(?:{_BINDING}){_ADVERBS}(?:{_SEEKING})|(?:is|are) (?:\w+ly )?encouraged|encouraged|(?:{_SOFT})\b|(?:{_SEEKING})\s+to)\b",
    re.IGNORECASE,
)
ALSO_INCLUDES = re.compile(
    r"(?:\s+[\w'’,-]+){0,5}?\s*\band\s+(?:\w+ly\s+)?(?:includ\w+|incorporat\w+|embed\w*|appl(?:y|ied)|evaluat\w+|scor\w+|secur\w+)\b",
    re.IGNORECASE,
)
BINDS = re.compile(rf"\b(?:{_BINDING})(?:{_WITHIN}(?:{_INCLUDING}))?\b", re.IGNORECASE)
INCLUDES = re.compile(rf"\b(?:{_INCLUDING})\b|\bmandatory|\bcompulsory|\brequire", re.IGNORECASE)
SCOPE = re.compile(
    r"\b(?:policy|statement|strategy|requirements?|rules?|it)\s+(?:shall |will |must )?appl(?:y|ies)\b", re.IGNORECASE
)

_IN_ORDER: tuple[tuple[re.Pattern[str], Force], ...] = (
    (SCOPE, "scope"), (THINKS, "must_consider"), (SEEKS, "should_seek"), (THINKS_FAR, "must_consider"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A strength, and the words that make it."""

    force: Force
    words: str


def strength_of(text: str) -> Said | None:
    """The strength of a sentence and the words that make it; None where it lays nothing down.

    >>> strength_of("Social value must always be included in tenders.")
    Said(force='must_include', words='must always be included')
    >>> strength_of("Officers will consider social value."), strength_of("The Council will seek to secure social value.")
    (Said(force='must_consider', words='will consider'), Said(force='should_seek', words='will seek'))
    >>> strength_of("Officers should consider social value.").force, strength_of("Social value is not required here.").force
    ('should_seek', 'exclusion')
    >>> strength_of("Every procurement is required to consider and include social value.")
    Said(force='must_include', words='is required to consider and include')
    >>> strength_of("Social value means the wider benefit of a contract.") is None
    True
    """
    if found := HALF_HEARTED.search(text):
        return Said("should_seek", _short(found["words"]))
    if found := NEGATIVE.search(text):
        return Said("exclusion", found.group())
    if (found := THINKS.search(text)) and (more := ALSO_INCLUDES.match(text, found.end())):
        return Said("must_include", _short(found.group() + more.group()))
    for pattern, force in _IN_ORDER:
        if (found := pattern.search(text)) and not _outdone(pattern, text, found):
            return Said(force, _short(found.group()))
    found = BINDS.search(text)
    if found is None or not INCLUDES.search(text[found.start() :]):
        return None
    return Said("must_include", _short(found.group()))


def _outdone(pattern: re.Pattern[str], text: str, found: re.Match[str]) -> bool:
    """Whether a duty to include stands in front of the softer words of the same sentence ("must be included and may be weighted")."""
    if pattern not in (SEEKS, THINKS_FAR):
        return False
    binding = BINDS.search(text)
    if binding is None or INCLUDES.search(binding.group()) is None:
        return False
    return binding.start() < found.start() or (pattern is THINKS_FAR and binding.end() < found.end())


def _short(words: str) -> str:
    return re.sub(r"\s+", " ", words)[:120]
