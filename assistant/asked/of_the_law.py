"""Whether a question asks what the law has, and not what a council's own document says, whatever council was spoken of before."""

from __future__ import annotations

import re

from assistant import words
from assistant.asked.others import OF_WHICH_KIND

_ACT = r"(?:[\w()'’-]+ ){0,5}?act(?: (?:of )?20\d\d)?"
_THE_LAW = rf"(?:law|legislation|statute|regulations|{_ACT})"
_IN_LAW = re.compile(
    rf"\b(?:in|by|under|within|according to) (?:the |uk |english |national |any |current |procurement )*{_THE_LAW}\b"
    r"|\b(?:legally|nationally|statutorily)\b"
    r"|\b(?:legal|statutory|national) (?:minimum|maximum|thresholds?|limits?|duty|duties|definitions?|meaning)\b",
    re.IGNORECASE,
)
_LAW_DOES = re.compile(
    r"\b(?:what|which|when|how|who|where|do|does|did|would|will|can|must)\b[^.?!]{0,60}?"
    r"\b(?:law|legislation|statute|regulations|act)(?: (?:of )?20\d\d)? (?:(?:also|actually|really|itself|even|ever) )*"
    r"(?:say|mean|require|let|allow|give|set|define|count|treat|class|cover|ask|want|expect|reach|demand|permit|insist|tell|make|need|put|apply"
    r"|mention|limit|forbid|ban|have|bind)s?\b",
    re.IGNORECASE,
)
"""The law as that which says, requires or covers a thing."""
_WHAT_OF_IT = re.compile(
    r"\W*(?:(?:and|but|ok|so) )*(?:what|how) about (?:the |national |uk |english )*(?:law|legislation)\W*$", re.IGNORECASE
)
_OF_A_DOCUMENT = re.compile(
    r"\b(?:polic(?:y|ies)|frameworks?|strateg(?:y|ies)|documents?|reports?|they|it|you|(?:the|this|that|our|your) (?:council|authority))\b"
    r"(?: (?:also|ever|really|itself))? (?:say|mention|refer|name|cite|define|speak|talk|go|follow|comply|set|put|explain|describe|think|quote)\w*\b"
    r"|\b(?:polic(?:y|ies)|frameworks|strateg(?:y|ies)|(?:the|this|that|our|your|its|their) (?:own )?(?:framework|documents?|reports?|rules?"
    r"|threshold))\b",
    re.IGNORECASE,
)
"""A council or its document, as that which says a thing of the law."""
_ONLY_THE_LAW_SAID = (
    "law laws legal legally legislation statute statutory national nationally act acts procurement public services uk english regulations government "
    "say says set sets give gives one ones minimum maximum require requires required there too also else thing rule rules about "
    "have has match matter point position mean means same does cover covers"
)
_ONLY_THE_LAW = OF_WHICH_KIND | frozenset(map(words.key, _ONLY_THE_LAW_SAID.split()))


def asks_the_law(question: str) -> bool:
    """Whether a question's own words ask what the law has.

    >>> asks_the_law("What does light touch mean in law?"), asks_the_law("does national law give councils one too?")
    (True, True)
    >>> asks_the_law("what does the policy say about the law?"), asks_the_law("what does the council say on its duty under the Act?")
    (False, False)
    >>> asks_the_law("who makes sure the law is followed?"), asks_the_law("what is the Social Value Act?")
    (False, False)
    """
    asks = _IN_LAW.search(question) or _LAW_DOES.search(question) or _WHAT_OF_IT.match(question)
    return asks is not None and _OF_A_DOCUMENT.search(question) is None


def asks_the_same_of_the_law(question: str) -> bool:
    """Whether a question asks of the law what was asked before it, and names nothing of its own.

    >>> asks_the_same_of_the_law("does the law set one?"), asks_the_same_of_the_law("what does light touch mean in law?")
    (True, False)
    """
    return asks_the_law(question) and not set(words.content(question)) - _ONLY_THE_LAW
