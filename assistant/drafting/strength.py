"""How strong a duty is, read from its modal words: must, shall and will bind; should, encouraged and "where possible" do not.

That something may or can be done lays nothing down. A binding word makes a duty to include social value only with a verb that
takes it in: "must be included", "will apply a weighting", "are mandatory".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.rules.model import Strength

Force = Strength | Literal["exclusion", "scope"]

_MODAL = r"must|shall|will|has to|have to|is to|are to|needs? to|(?:is|are|be) (?:\w+ )?required(?: to)?|requires?|(?:is|are) obliged to"
_ADVERBS = r"(?:\s+(?:to|also|always|normally|usually|generally|therefore|only|be|then|all|ensure that|actively|fully))*\s+"
_WITHIN = r"(?:\s+[\w'’,&/%£.-]+){0,14}?\s+"
_FEW = r"(?:\s+[\w'’,&/%£.-]+){0,4}?\s+"
_TAKING_IN = (
    r"includ(?:e|es|ed)|form(?:s|ed)?(?: a)?(?: \w+)? part|incorporat\w+|embed\w*|weight(?:ed|ing)|evaluat(?:e|ed)|scored?|contain\w*"
    r"|built in|no less than|at least|form (?=\d)|account(?:s|ed)? for|make(?:s)? up|constitut\w+|compris\w+"
)
_BE = r"be (?:\w+ly )?(?:applied|sought|secured|addressed|given|allocated|attached|assigned|obtained|delivered|asked for|set|carried|required)"
_DOING = r"appl(?:y|ies)|secure|address|give|allocate|obtain|provide|deliver|submit|demonstrate|seek|set out|carr(?:y|ies)|ask for|attach"
_WHAT = r"social[- ]value|community benefits?|social (?:benefits?|clauses?|outcomes?)|weightings?|TOMs|wider benefits?"
_THINKING = (
    r"consider\w*|have (?:due )?regard|having (?:due )?regard|tak\w+ (?:into )?account|think about|assess whether|explor\w+"
)
_SEEKING = r"seeks?|aims?|endeavours?|strives?|tr(?:y|ies)|encourag\w+|looks? to|works? to|hopes?|promot\w+|maximis\w+|invit\w+"

NEGATIVE = re.compile(
    r"\b(?:(?:is|are|be|will|shall|does|do|need)\s+(?:not|never)(?:\s+be)?(?:\s+(?:normally|usually|generally|to))?\s+(?:be\s+)?"
    r"(?:requir\w*|appl(?:y|ied)"
    r"|includ\w*|need\w*|mandatory|compulsory|obligatory|expected|call for)|need not|no (?:requirement|need|obligation)"
    r"|not (?:required|applicable|mandatory)|exempt(?:ed)?"
    r"|nothing in [\w ]{0,30}?(?:obliges|requires)|excluded|(?:is|are|remains?) (?:\w+ly )?(?:optional|discretionary)"
    r"|(?:is|are) at the [\w' ]{0,40}?discretion|out(?:side)? (?:of )?(?:the |this |its )?(?:scope|policy|strategy|tiers?))\b",
    re.IGNORECASE,
)
HALF_HEARTED = re.compile(
    r"\b(?P<words>(?:(?:is|are|be)\s+)?(?:\w+ly\s+)?(?:encouraged|recommended|desirable|optional))\b[^.;]{0,40}?\b(?:but|though|although)\b"
    r"[^.;]{0,40}?\bnot\b",
    re.IGNORECASE,
)
"""Encouraged, but not required."""
SCOPE = re.compile(
    r"\b(?:policy|statement|strategy|requirements?|rules?)\s+(?:shall |will |must )?appl(?:y|ies)\b", re.IGNORECASE
)
THINKS = re.compile(rf"\b(?:{_MODAL}){_ADVERBS}(?:be )?(?:{_THINKING})\b", re.IGNORECASE)
THINKS_FAR = re.compile(rf"\b(?:{_MODAL}){_WITHIN}(?:{_THINKING})\b", re.IGNORECASE)
SEEKS = re.compile(
    rf"\b(?:(?:{_MODAL}){_ADVERBS}(?:{_SEEKING})|(?:is|are|be) (?:\w+ly )?(?:encouraged|expected)|encouraged|should|ought to"
    rf"|(?:{_SEEKING})\s+to)\b",
    re.IGNORECASE,
)
ALSO_INCLUDES = re.compile(
    r"(?:\s+[\w'’,-]+){0,5}?\s*\band\s+(?:\w+ly\s+)?(?:includ\w+|incorporat\w+|embed\w*|appl(?:y|ied)|evaluat\w+|scor\w+|secur\w+)\b",
    re.IGNORECASE,
)
INCLUDES = re.compile(
    rf"\b(?:(?:{_MODAL}){_WITHIN}(?:{_TAKING_IN})|(?:{_MODAL}){_ADVERBS}(?:{_TAKING_IN})|(?:{_MODAL}){_WITHIN}{_BE}|(?:{_MODAL})\s+{_BE}"
    rf"|(?:{_MODAL})(?:{_WITHIN}|\s+)(?:{_DOING}){_FEW}(?:{_WHAT})|(?:is|are|be) (?:\w+ly )?(?:mandatory|compulsory|required)"
    rf"|mandatory|compulsory)\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"\b(?:but|though|although|however)\b", re.IGNORECASE)
_IN_ORDER: tuple[tuple[re.Pattern[str], Force], ...] = (
    (SCOPE, "scope"), (THINKS, "must_consider"), (SEEKS, "should_seek"), (THINKS_FAR, "must_consider"), (INCLUDES, "must_include"),
)  # fmt: skip
OF_THE_LAW = re.compile(
    r"\b(?:the|this) Act\b|\bAct (?:\d{4}|requires?)|\b(?:legislation|regulations?|statute|law) (?:\w+ )?(?:requires?|states?|places?)",
    re.IGNORECASE,
)
"""Words that tell what the law asks, which is a layer of its own and no rule of the council's."""
FIRM = re.compile(r"\b(?:must|shall|mandatory|compulsory|required to)\b", re.IGNORECASE)


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
    >>> strength_of("Social value must be considered, but inclusion is never compulsory.")
    Said(force='must_consider', words='must be considered')
    >>> strength_of("Every procurement is required to consider and include social value.")
    Said(force='must_include', words='is required to consider and include')
    >>> [strength_of(text) for text in ("Social value means the wider benefit.", "Bids may include social value.", "Cabinet will decide.")]
    [None, None, None]
    """
    if found := HALF_HEARTED.search(text):
        return Said("should_seek", _short(found["words"]))
    if found := NEGATIVE.search(text):
        return _thinks_first(text, found) or Said("exclusion", found.group())
    if (found := THINKS.search(text)) and (more := ALSO_INCLUDES.match(text, found.end())):
        return Said("must_include", _short(found.group() + more.group()))
    for pattern, force in _IN_ORDER:
        if (found := pattern.search(text)) and not _outdone(pattern, text, found):
            return Said(force, _short(found.group()))
    return None


def _thinks_first(text: str, negative: re.Match[str]) -> Said | None:
    """The duty to consider in front of "but": "must be considered, but need not be included"."""
    before = text[: negative.start()]
    found = THINKS.search(before)
    return Said("must_consider", _short(found.group())) if found and _BUT.search(before, found.end()) else None


def left_out_of(text: str) -> Said | None:
    """What a sentence leaves out beside its duty to consider: that social value is included.

    >>> left_out_of("Social value must be considered, but need not be included."), left_out_of("Social value must be considered.")
    (Said(force='exclusion', words='need not be included'), None)
    """
    found = NEGATIVE.search(text)
    return Said("exclusion", found.group()) if found and _thinks_first(text, found) else None


def _outdone(pattern: re.Pattern[str], text: str, found: re.Match[str]) -> bool:
    """Whether a duty to include stands in front of the softer words of the same sentence ("must be included and should be scored")."""
    if pattern not in (SEEKS, THINKS_FAR):
        return False
    including = INCLUDES.search(text)
    if including is None:
        return False
    return including.start() < found.start() or (pattern is THINKS_FAR and including.end() < found.end())


def _short(words: str) -> str:
    return re.sub(r"\s+", " ", words)[:120]
