"""Whether a message closes by asking back if the verdict told before stands: "Nothing changes, I take it?", "So it isn't compulsory?".

What stands before that question (who chairs the board, an extension number, thanks) asks nothing, and the verdict is wanted again.
"""

from __future__ import annotations

import re

from assistant import words
from assistant.asked.wanted import OPENS, SUBJECT

_NEED_SAID = (
    "required require requirement needed need needs mandatory compulsory obligatory obliged obligation necessary must apply applies optional "
    "voluntary exempt caught forced bound hook needn't mustn't"
)
_STANDS_SAID = (
    "verdict answer conclusion changes change changed alters alter altered affects affect affected difference stand stands yes yeah same outcome "
    "result ruling holds hold unchanged"
)
_TELLS_SAID = (
    "take tell say says said saying told remind right correct confirm confirmed assume gather guess suppose still nothing anything just sure think "
    "thought reckon write report back boss them board team everyone bother worry way fine okay please again before earlier definitely"
)


def _keys(said: str) -> frozenset[str]:
    return frozenset(words.key(word) for word in said.split())


_NEED, _STANDS, _TELLS = _keys(_NEED_SAID), _keys(_STANDS_SAID), _keys(_TELLS_SAID)
_SENTENCE = re.compile(r"[^.!?;]*[.!?;]?")
_SAID_BEFORE = re.compile(
    r"\bwhat (?:did (?:we|you|it) (?:say|decide|conclude)|was (?:the|your|our|that) \w+)"
    r"|\bwhat(?:['’]?s| is) (?:the|your|our) (?:verdict|answer|conclusion|ruling)\b"
    r"|\bwhat (?:the|your|our) (?:verdict|answer|conclusion|ruling) (?:is|was)\b",
    re.IGNORECASE,
)
_REMINDS = re.compile(r"\b(?:remind (?:me|us)|tell (?:me|us) again)\b", re.IGNORECASE)
_RETURNS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|right|so|now|and|anyway|fine|but|then)\b\W*)*(?:(?:going|getting|coming|turning) )?(?:back|return(?:ing)?) to"
    r" (?:the|my|our|this|that) (?:[\w£]+ ){0,3}?(?:contract|job|question|procurement|purchase|tender)\b",
    re.IGNORECASE,
)
"""How a message comes back to the contract, after words on something else."""
_SAME = re.compile(r"\b(?:same|unchanged|no (?:change|difference))\b", re.IGNORECASE)


def asks_back(message: str, *, of_need: bool = True) -> bool:
    """Whether the last sentence, and no other, asks if the verdict stands. `of_need` says that "is it required?" does so too.

    >>> asks_back("Ta. Board sits on the 9th. So I can tell them it isn't compulsory?"), asks_back("Nothing changes, I take it?")
    (True, True)
    >>> asks_back("Is the living wage compulsory?"), asks_back("So it isn't compulsory?", of_need=False)
    (False, False)
    >>> asks_back("back to the works contract - mandatory?", of_need=False), asks_back("remind me what the answer was")
    (True, True)
    >>> asks_back("back to the contract: who signs it off?"), asks_back("what's the answer to question 4?")
    (False, False)
    >>> asks_back("does the policy change every year?"), asks_back("So who signs it off?")
    (False, False)
    """
    sentences = [said for said in _SENTENCE.findall(message) if any(c.isalpha() for c in said)]
    closing = sentences[-1] if sentences else ""
    asking = message.count("?") == 1 and closing.endswith("?")
    if not (asking or _REMINDS.search(closing)) or SUBJECT.search(message):
        return False
    if returns := _RETURNS.match(closing):
        closing, of_need = closing[returns.end() :], True
    said_before = _SAID_BEFORE.search(closing) is not None
    if not said_before and any(words.key(word) in OPENS for word in words.WORD.findall(closing)):
        return False
    told = [key for key in words.content(closing) if not key.endswith("n't")]
    stands = said_before or _SAME.search(closing) is not None or not _STANDS.isdisjoint(told)
    asked = stands or (of_need and not _NEED.isdisjoint((*told, *words.content(closing))))
    return asked and set(told) <= _NEED | _STANDS | _TELLS
