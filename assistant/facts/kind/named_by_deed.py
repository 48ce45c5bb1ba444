"""Services named by a thing and what is done to it, on no list: "letter opening", "badge making", "key cutting".

They count only where nothing else tells the type: what is done to a bid, a contract or a decision is none ("bid scoring").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.facts.kind.context import Word
from assistant.facts.kind.listed import ends_there
from assistant.facts.words.contract_deeds import deeds
from assistant.facts.words.contract_words import BUYING_WORDS, CONTRACT_NOUNS

_DOING = {
    "handling", "answering", "taking", "opening", "making", "keeping", "filling", "checking", "carrying", "writing", "reading", "sending", "watching",
    "spotting", "cutting", "processing", "typing", "minding", "walking", "lifting", "changing", "finding", "drawing",
}  # fmt: skip
"""What is done, beside the verbs of the list for services."""
_NO_THING = {
    "the", "a", "an", "of", "to", "for", "and", "or", "in", "on", "at", "by", "with", "from", "is", "are", "was", "were", "be", "being", "it",
    "not", "we",
    "they", "you", "who", "that", "this", "their", "our", "its", "any", "some", "more", "no", "all", "if", "about", "than", "as", "like", "need",
    "want", "keep", "start", "stop", "money", "time", "people", "place", "part", "care", "sense", "risk", "law", "peace", "home", "house",
    "local", "new",
    "when", "before", "after", "while", "without", "social", "profit", "difference", "merry", "rule", "fact",
    "grand", "large", "official", "formal", "early", "late", "public",
}  # fmt: skip
_LEAST = 3


def deeds_named(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where each such name starts and ends, in words."""
    for at in range(1, len(words)):
        thing, deed = words[at - 1], words[at].meant
        known = deed in _DOING or (deed.endswith("ing") and deeds().of(deed, "doing") == ("services",))
        if not known or not thing.form or not thing.meant.isalpha() or len(thing.form) < _LEAST or thing.meant.endswith("ing"):
            continue
        named = (
            thing.meant == thing.form
            and thing.form not in _NO_THING | CONTRACT_NOUNS | BUYING_WORDS | deeds().no_object | deeds().doers
        )
        if named and ends_there(words, at + 1):
            yield at - 1, at + 1
