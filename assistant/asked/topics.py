"""Which fields of a pack a question asks for, told by the words the field uses for them.

The vocabulary is that of commissioning and procurement, keyed by the kinds of provision a pack can hold; nothing is about one
council. It decides only where to look first: what is found there still has to match the question's other words.
"""

from __future__ import annotations

import re

from assistant import words

CUES: dict[str, str] = {
    "weighting": (
        r"weight\w*|wieght\w*|scor(?:e|es|ed|ing)\b|marks?\b|points\b|(?:share|percentage|per ?cent|%|proportion"
        r"|part) of the (?:score|marks|evaluation|quality|award)"
        r"|how much (?:does|do|is|should) .{0,30}count|count for|quality.{0,12}price|evaluat\w+ criteria|award criteria"
    ),
    "tiers": (
        r"approv\w*|sign\w*[- ]?(?:it )?off|authoris\w*|who (?:decides|agrees|is responsible|has responsibility|answers)"
        r"|responsib\w*|which (?:tier|level|committee|board)"
        r"|go(?:es)? to cabinet|cabinet|leadership team|whose (?:job|responsibility|decision)|accountab\w*"
    ),
    "opt_out": (
        r"opt\w*[- ]?(?:ed|ing)?[- ]?out|exempt\w*|waiv\w*|exception\w*|leav\w+ (?:it|social value|sv) out|get out of"
        r"|skip\w*|excus\w*|without social value|not include|exclude it|avoid"
    ),
    "target": r"target\w*|aim\w* to spend|spend\w* (?:with|on|target)|share of (?:its |the )?(?:spend|budget)|budget|how much .{0,40}spend",
    "return": r"return\w*|added value|social value achieved|sroi|per (?:pound|£)|yield\w*",
    "indicator": r"indicator\w*|measure[sd]?\b|metric\w*|kpis?\b|how .{0,20}measured|workforce",
    "review": r"review\w*|updat\w+|refresh\w*|revis\w+|how often|out of date|expire\w*|up to date",
    "report": r"report\w*|annual\w*|yearly|statement|publish\w*|publicat\w+|tell the public",
    "role": (
        r"\bwho\b|whose|which (?:officer|team|group|board|department|role)|lead officer|sponsor\w*|oversee\w*|oversight"
        r"|govern\w*|responsib\w*|in charge|accountab\w*"
    ),
    "exclusion": r"exclu\w*|not apply|out(?:side| of) scope|exempt\w*|left out|one[- ]size",
    "hope": (
        r"hope\w*|encourag\w*|like to see|expect\w*|offer\b|want\w*|priorit\w+|aims?\b|objective\w*|outcome\w*"
        r"|principle\w*|support\w*|help\w*"
    ),
}
FIRM: dict[str, str] = {
    "weighting": (
        r"weight\w*|(?:share|percentage|per ?cent|%|proportion|part) of the (?:score|marks|evaluation|total)|award criteria"
        r"|(?:marks|points) (?:out of|does|do|go|are|is|for)\b|out of (?:a |one )?(?:hundred|100)\b|count\w* in the scor\w+"
    ),
    "tiers": (
        r"approv\w*|sign\w*[- ]?(?:it )?off|authoris\w*|who (?:decides|agrees)|which (?:tier|level)|go(?:es)? to cabinet"
        r"|leadership team"
    ),
    "opt_out": r"opt\w*[- ]?out|opting out|exempt\w*|waiv\w*|leav\w+ (?:it|social value|sv) out",
    "target": r"spend\w* target|target\w*|share of (?:its |the )?(?:spend|budget)|procurement budget",
    "return": r"added value|social value achieved|sroi",
    "review": r"review\w*|revis\w+",
    "report": r"report\w*|annual statement",
}
"""Words that name a field outright; the rest of CUES only point at it."""
THE_REPORT = re.compile(
    r"(?:\b(?:the|this|that|cabinet)|['’]s)\s+(?:(?!annual|yearly|progress|monitoring)\w+\s+){0,3}?report\b", re.IGNORECASE
)
"""A report that is the document itself, and no duty to report."""
PATTERNS = {kind: re.compile(rf"(?<!\w)(?:{cues})", re.IGNORECASE) for kind, cues in CUES.items()}
FIRM_PATTERNS = {kind: re.compile(rf"(?<!\w)(?:{cues})", re.IGNORECASE) for kind, cues in FIRM.items()}
STATUS = re.compile(
    r"\b(in force|adopt(?:ed|ion)|status|draft|version|publish(?:ed)?|issued|dated?|current|valid|still appl\w*"
    r"|out of date|superseded|withdrawn"
    r"|when (?:was|were|is|did)|(?:what|which) (?:date|year|month|day)(?:(?: and| or|,) (?:date|year|month|day))? (?:is|was)"
    r"|how old|proposal|proposed|latest|expired?)\b",
    re.IGNORECASE,
)
OF_A_DOCUMENT = re.compile(
    r"\b(?:polic(?:y|ies)|framework|document|report|strategy|guidance|guide|procedure|procurement|commissioning|page|title|number|year|month|day"
    r"|bears?|carr(?:y|ies)|written|cover|front|sheet|printed|stamped|copy|paper|considered|discussed|heard|produced|from)\b",
    re.IGNORECASE,
)
STANDING = re.compile(
    r"\b(?:in(?:to)? (?:force|effect|operation)|adopt(?:s|ed|ing|ion)?|brought in|agreed|approved|superseded|withdrawn|replaced|repealed|draft"
    r"|propos(?:al|ed)|put forward|current(?:ly)?|valid"
    r"|still (?:appl\w*|live|good|used?|in use|binding|stands?)|expired?|out of date|latest|status)\b",
    re.IGNORECASE,
)
"""Words that ask whether a document holds at all, or is a proposal, or past."""
AS_IT_IS = re.compile(
    r"\b(?:actual(?:ly)?|only|ever|really|officially|formal(?:ly)?|legally|already|now|today|nowadays|still|yet|just|merely|version|one|live|binding"
    r"|applies|apply|far|know|sure|right|thing|full|cabinet|committee|members|councillors|whether|becom(?:e|es|ing)|became|gone|went|came|go|quite|properly|meant)\b",
    re.IGNORECASE,
)
"""Words that go with those and ask for nothing more."""
ASKS_MORE = re.compile(r"\b(?:who(?:m|se)?|why|how|(?:what|which) (?:date|day|month|year|version))\b", re.IGNORECASE)
"""Words that ask for a person, a printed date, a reason or a way, and not whether a document holds, or since when."""
FIELDS = ("weighting", "tiers", "opt_out", "target", "return", "review", "report")
"""Kinds that are one fact of a pack, and so either held or silent."""


def kinds(question: str) -> tuple[str, ...]:
    """The kinds of provision that the question's words point at, in the order of the table.

    >>> kinds("Who signs off a £400k contract?")[:1]
    ('tiers',)
    """
    asked = THE_REPORT.sub(" ", question)
    return tuple(kind for kind, pattern in PATTERNS.items() if pattern.search(asked))


def named(question: str) -> tuple[str, ...]:
    """The fields that the question names outright.

    >>> named("Who signs off a £400k contract?"), named("Who helps?")
    (('tiers',), ())
    """
    asked = THE_REPORT.sub(" ", question)
    return tuple(kind for kind, pattern in FIRM_PATTERNS.items() if pattern.search(asked))


def asks_status(question: str) -> bool:
    """Whether the question is about the document itself: its date, version, adoption or force."""
    return bool(STATUS.search(question))


def is_about_the_document(question: str) -> bool:
    """Whether a question asks for the date, version or force of the document and for nothing that is in it.

    >>> is_about_the_document("How old is this framework?"), is_about_the_document("When was the climate emergency declared?")
    (True, False)
    """
    return asks_status(question) and not words.content(OF_A_DOCUMENT.sub(" ", STATUS.sub(" ", question)))


def asks_standing(question: str) -> bool:
    """Whether a question asks if the document is in force, adopted, proposed or past, and nothing that is in it.

    >>> asks_standing("Is this policy actually in force, or only proposed?"), asks_standing("Did it ever become policy, or was it only put forward?")
    (True, True)
    >>> asks_standing("Are draft tenders kept?"), asks_standing("What happens once it is adopted?")
    (False, False)
    """
    if not STANDING.search(question) or ASKS_MORE.search(question):
        return False
    return not words.content(AS_IT_IS.sub(" ", OF_A_DOCUMENT.sub(" ", STATUS.sub(" ", STANDING.sub(" ", question)))))
