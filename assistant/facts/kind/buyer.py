"""Who buys, where that is a place or a part of the council: "the museum is getting a walrus", "the library's contract"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.facts.kind.context import Word
from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.facts.words.vocabulary import Kind

_IS = {"is", "are", "was", "were", "has", "have", "be"}
_IN_BETWEEN = {
    "also",
    "now",
    "just",
    "badly",
    "here",
    "been",
    "both",
    "currently",
    "team",
    "staff",
    "people",
    "manager",
    "department",
}
_BUYS = {
    "buying", "buys", "bought", "purchasing", "purchased", "ordering", "ordered", "procuring", "procured", "getting", "replacing", "acquiring",
    "commissioning",
    "having", "leasing", "renting", "hiring", "spending", "after", "wanting",
}  # fmt: skip
_WANTS = {"wants", "want", "needs", "need", "buys", "requires", "orders"}
_OPENS_NAME = {
    "a", "an", "the", "some", "new", "more", "its", "our", "another", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "twelve", "twenty",
    "thirty", "forty", "fifty", "someone", "somebody", "several",
}  # fmt: skip


_LEADS_ON = {"to", "doing", "by", "from", "at", "in", "on", "for", "of", "this", "that", "it", "social", "not", "be"}
_MOST_ADJECTIVES = 2


class _Phrase(Protocol):
    @property
    def end(self) -> int: ...
    @property
    def outright(self) -> bool: ...
    @property
    def head(self) -> Kind: ...


def is_buyer(words: Sequence[Word], one: _Phrase) -> bool:
    """Whether the phrase names who buys: it buys or wants something, or the contract is said to be its own."""
    if one.outright or one.head.who or words[one.end - 1].meant in CONTRACT_NOUNS:
        return False
    at = one.end
    if words[at - 1].meant.endswith("'s"):
        after = [word.meant for word in words[at : at + 3]]
        return any(word in CONTRACT_NOUNS for word in after[:2]) or (
            after[:1] != [] and after[0] in _BUYS and _names_thing(after[1:])
        )
    while at < len(words) and words[at].meant in _IN_BETWEEN:
        at += 1
    after = [word.meant for word in words[at : at + 5]]
    if after[:1] and after[0] in _IS and len(after) > 1:
        return after[1] in _BUYS and _names_thing(after[2:])
    return bool(after) and after[0] in _WANTS and _names_thing(after[1:])


def _names_thing(after: Sequence[str]) -> bool:
    """Whether a thing that is bought is named next, and not what is to happen ("wants doing", "needs to start")."""
    if not after or not after[0][:1].isalnum() or after[0] in _LEADS_ON:
        return False
    named = after[0] in _OPENS_NAME or after[0][:1].isdigit()
    return named or any(word.endswith("s") and len(word) > 3 for word in after[: 1 + _MOST_ADJECTIVES])
