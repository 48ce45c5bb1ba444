"""Slips of the keyboard in a question, mended from the words of the documents that are loaded.

A word is mended only if nobody writes it so: it stands neither in the documents nor in the vocabulary of the embedding model,
which knows the common words of English whole. "Weigthing" becomes "weighting"; "parking" stays, whatever is loaded.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

WORD = re.compile(r"[A-Za-z]{5,24}")
NEAR, OF_THE_FIELD = 0.8, 0.1
FIELD = [
    "weighting", "threshold", "social", "value", "required", "requirement", "mandatory", "compulsory", "approve",
    "approval", "approver", "evidence", "governance", "procurement", "commissioning", "contract", "council", "services",
    "supplies", "works", "indicator", "objective", "principle", "sustainability", "volunteering", "apprenticeship",
]  # fmt: skip
"""The field's own words, known even where no document is loaded."""


class Speller:
    """Mends questions. `texts` are the documents' texts, `vocabulary` the model's word list (one a line) where it has one."""

    def __init__(self, texts: Iterable[str], vocabulary: Path | None) -> None:
        self._texts, self._vocabulary = list(texts), vocabulary

    @cached_property
    def _held(self) -> list[str]:
        found = {word.lower() for text in self._texts for word in WORD.findall(text)}
        return sorted(found | set(FIELD))

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
        if self._is_known(low) or (word[0].isupper() and not first):
            return word
        near = difflib.get_close_matches(low, self._held, n=5, cutoff=NEAR)
        return max(near, key=lambda found: (self._likeness(low, found), found)) if near else word

    def _likeness(self, word: str, found: str) -> float:
        """How alike two words are, a word of the field before others that are as near."""
        return difflib.SequenceMatcher(None, word, found).ratio() + (OF_THE_FIELD if found in FIELD else 0.0)

    def _is_known(self, word: str) -> bool:
        if not self._vocabulary:
            return True
        stems = {
            word,
            word.removesuffix("s"),
            word.removesuffix("ed"),
            word.removesuffix("ing"),
            word.removesuffix("ly"),
            word.removesuffix("d"),
        }
        return bool(stems & self._known)
