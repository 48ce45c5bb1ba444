"""A reply that denies what the contract was said to be for: "not equipment after all", "it isn't cleaning, it's something else"."""

from __future__ import annotations

from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.words.text import Question, read_text, singular
from assistant.model import Said, TypeFact, Unknown

_BETWEEN = {"a", "an", "the", "buying", "really", "actually", "for", "longer", "having", "doing", "about", "getting"}
_AFTER = {"", ".", ",", ";", "-", "!", "after", "at", "any", "anymore", "now", "but", "it's", "its"}
_SCRAPS = {"scrap", "forget", "scratch", "ditch"}
_LEAST = 4
_REACH = 4


def kind_denied(question: Question, earlier: TypeFact | None) -> Unknown | None:
    """The kind of contract as no longer known, where the reply denies a word that it was read from; else None.

    >>> kind = TypeFact(("supplies",), Said("gym equipment"))
    >>> [kind_denied(read_text(text), kind) is not None for text in ("not equipment after all", "not just equipment", "the equipment isn't here")]
    [True, False, False]
    """
    told = {singular(word) for word in read_text(earlier.said.words).texts if len(word) >= _LEAST} if earlier else set()
    for at, word in enumerate(question.texts):
        if singular(word) not in told or question.word(at + 1) not in _AFTER:
            continue
        start, stop = sentence_round(question, at, at + 1)
        no = next((i for i in range(at - 1, max(start, at - _REACH) - 1, -1) if _denies(question.word(i))), None)
        between = set() if no is None else set(question.words(no + 1, at)) - told
        if no is not None and between <= _BETWEEN and question.word(stop) != "?":
            return Unknown("contract_type", Said(question.said(no, at + 1)))
    return None


def _denies(word: str) -> bool:
    return word in ("not", "no") or word in _SCRAPS or word.endswith("n't")
