"""Slips of the keyboard in a question, mended from the words of the documents that are loaded.

A word is mended only if nobody writes it so: neither it nor a form of it stands in the documents or in the vocabulary of the embedding
model, which knows the common words of English whole. "Weigthing" becomes "weighting"; "parking" stays, whatever is loaded, and so does
"subcontractor": it is "contractor" and more, not a slip of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path

from assistant.facts.words.slips import letters_apart, slips_apart

WORD = re.compile(r"[A-Za-z]{5,24}")
WORDS_KEPT = 4_096
"""Words whose meant ones are kept: a conversation is read anew with every turn."""
LONG_LETTERS = 8
"""From so many letters on two slips are forgiven, else one."""
ENDINGS = ("s", "es", "d", "ed", "r", "er", "ing", "ly", "al")
FIELD = [
    "weighting", "threshold", "social", "value", "required", "requirement", "mandatory", "compulsory", "approve",
    "approval", "approver", "evidence", "governance", "procurement", "commissioning", "contract", "council", "services",
    "supplies", "works", "indicator", "objective", "principle", "sustainability", "volunteering", "apprenticeship",
    "obligatory", "optional", "voluntary", "discretionary", "necessary", "applicable", "exempt", "scoring", "evaluation",
]  # fmt: skip
"""The field's own words, known even where no document is loaded."""


class Speller:
    """Mends questions. `texts` are the documents' texts, `vocabulary` the model's word list (one a line) where it has one."""

    def __init__(self, texts: Iterable[str], vocabulary: Path | None) -> None:
        self._texts, self._vocabulary = list(texts), vocabulary
        self._nearest = lru_cache(maxsize=WORDS_KEPT)(self._nearest_held)

    @cached_property
    def _held(self) -> Counter[str]:
        """Each word that may be meant, with how often the documents have it."""
        return Counter(FIELD) + Counter(word.lower() for text in self._texts for word in WORD.findall(text))

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for word in self._held:
            found.setdefault(len(word), []).append(word)
        return found

    @cached_property
    def _known(self) -> frozenset[str]:
        words = (
            self._vocabulary.read_text(encoding="utf-8").split("\n") if self._vocabulary and self._vocabulary.is_file() else []
        )
        return frozenset(words) | frozenset(self._held)

    def mended(self, question: str) -> str:
        """The question with its slips mended; a name, which is written with a capital, is left as it is."""
        return WORD.sub(lambda match: self._word(match.group(), match.start() == 0), question)

    def _word(self, word: str, first: bool) -> str:
        low = word.lower()
        if (word[0].isupper() and not first) or self._is_known(low):
            return word
        return self._nearest(low) or word

    def _nearest_held(self, low: str) -> str | None:
        """The word that is meant by one nobody writes; None where none is near."""
        most = 2 if len(low) >= LONG_LETTERS else 1
        alike = (held for length in range(len(low) - most, len(low) + most + 1) for held in self._by_length.get(length, ()))
        near = [(slips, held) for held in alike if (slips := slips_between(low, held, most)) is not None]
        return (
            min(near, key=lambda found: (found[0], found[1] not in FIELD, -self._held[found[1]], found[1]))[1] if near else None
        )

    def _is_known(self, word: str) -> bool:
        return not self._vocabulary or not forms(word).isdisjoint(self._known)


def slips_between(typed: str, meant: str, most: int) -> int | None:
    """How many slips lie between a word typed and one that may be meant; None where it is more than `most`, or another word.

    >>> slips_between("statment", "statement", 2), slips_between("subcontractor", "contractor", 2)
    (1, None)
    """
    if abs(len(typed) - len(meant)) > most or letters_apart(typed, meant) > 2 * most:
        return None
    return slips_apart(typed, meant, most)


def forms(word: str) -> set[str]:
    """A word with its endings taken off and put on: whoever knows one of them knows the word.

    >>> "revised" in forms("revise"), "review" in forms("revise")
    (True, False)
    """
    bare = {word, word.removesuffix("e"), *(word.removesuffix(ending) for ending in ENDINGS)}
    return bare | {stem + ending for stem in bare for ending in (*ENDINGS, "e")}
