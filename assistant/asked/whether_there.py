"""Questions that ask whether a document speaks of a thing at all: which things, and whether it speaks of none. Pure.

"Are care leavers mentioned?" is near many a clause on people who find it hard to get work, and none of those answers it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant import words
from assistant.asked.comparison import MENTIONS, parts

_DOCUMENT = r"(?:it|they|this|the (?:\w+ ){0,2}?(?:polic(?:y|ies)|framework|report|document|strategy|guidance|council))"
HAS = re.compile(
    r"^\W*(?:(?:hi|hello|and|so|also|please|ok|quick question)\W+){0,3}"
    rf"(?:(?:is|are|was|were)(?:n['’]t)? there |(?:does|do|did)(?:n['’]t)? {_DOCUMENT} (?:have|include|contain|cover|offer|provide|name) "
    rf"|(?:has|have) {_DOCUMENT} (?:got )?|what (?:does|do|did) {_DOCUMENT} (?:say|have to say|tell us) (?:about|on) )(?:an? |any |some |the )?",
    re.IGNORECASE,
)
"""How a question opens that asks whether there is a thing, or what is said of it."""
MOST_WORDS = 3
"""A thing named in more telling words is told in the speaker's own, of which a document need have none."""


def mentioned(question: str) -> list[str]:
    """The things of which it is asked whether, or where, they are mentioned.

    >>> mentioned("Are care leavers mentioned?"), mentioned("Who reports?")
    (['care leavers'], [])
    >>> mentioned("Does the report mention homelessness?")
    ['homelessness']
    """
    return parts(re.sub(rf"\b{_DOCUMENT}\b", " ", question, flags=re.IGNORECASE)) if MENTIONS.search(question) else []


def things_asked_for(question: str) -> list[str]:
    """The things of which it is asked whether the document speaks of them or has them.

    >>> things_asked_for("Is there a social value toolkit?"), things_asked_for("Does it mention dogs or cats?")
    (['toolkit'], ['dogs', 'cats'])
    """
    opening = HAS.match(question)
    return parts(question[opening.end() :]) if opening else mentioned(question)


def are_strange(things: Sequence[str], held: Collection[str]) -> bool:
    """Whether each of the things is named in few words and has one that is none of the keys `held` of the documents' words.

    >>> are_strange(["care leavers"], {"care"}), are_strange(["care leavers", "care"], {"care"}), are_strange([], {"care"})
    (True, False, False)
    """
    named = [words.content(thing) for thing in things]
    return bool(named) and all(0 < len(keys) <= MOST_WORDS and not all(key in held for key in keys) for keys in named)
