"""The words of a question that carry it, in a form in which "approve", "approves" and "approval" meet."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

import snowballstemmer

from ingest.lexical import STOP_WORDS

WORD = re.compile(r"[a-z][a-z'’-]*[a-z]|\d[\d,.]*\d|\d", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
KEY_LETTERS = 7
"""Of a stem: enough to keep "volunteer" from "voluntary", few enough that "apprentice" meets "apprenticeship"."""
STEMMER = snowballstemmer.stemmer("english")
COMMON = STOP_WORDS | {
    "social", "value", "sv", "council", "councils", "policy", "policies", "document", "contract", "contracts", "say", "says", "tell", "give",
    "gives", "get", "need", "needs", "want", "please", "anything", "something", "know", "many", "much", "us", "ask",
    "asks", "asked", "per", "cent", "percent", "come", "comes",
}  # fmt: skip
"""Words that nearly every question or clause holds, and that tell none from another."""


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """What a word is matched by: the first letters of its stem, case aside.

    >>> key("approves") == key("approval"), key("SMEs"), key("volunteering") == key("voluntary"), key("Is")
    (True, 'sme', False, 'is')
    """
    low = word.lower().replace("’", "'").removesuffix("'s")
    low = low[:-1] if len(word) > 2 and word[-1:] == "s" and word[:-1].isupper() else low
    return stem(low)[:KEY_LETTERS]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word in lower case without its endings."""
    return str(STEMMER.stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of a text's words, every one in its place, the common ones too.

    >>> stems("Who signs the SMEs' bids?")
    ['who', 'sign', 'the', 'smes', 'bid']
    """
    return [stem(POSSESSIVE.sub("", word.lower()).strip("'’")) for word in WORD.findall(text)]


def content(text: str, drop: Iterable[str] = ()) -> tuple[str, ...]:
    """The keys of a text's telling words, each once, in order; `drop` are phrases (names of councils), longest first, left out before."""
    return _content(text, tuple(drop))


@lru_cache(maxsize=16_384)
def _content(text: str, drop: tuple[str, ...]) -> tuple[str, ...]:
    if drop:
        text = _any_of(drop).sub(" ", text)
    words = (POSSESSIVE.sub("", part) for match in WORD.finditer(text) for part in match.group().split("-"))
    return tuple(dict.fromkeys(key(w) for w in words if w.lower() not in COMMON and (len(w) > 1 or w.isdigit())))


@lru_cache(maxsize=64)
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)


def weights(texts: Iterable[Iterable[str]]) -> dict[str, float]:
    """How much each key tells, from how few of the texts hold it (inverse document frequency)."""
    counts: Counter[str] = Counter()
    total = 0
    for keys in texts:
        counts.update(set(keys))
        total += 1
    return {k: math.log((1 + total) / (0.5 + n)) for k, n in counts.items()}


def share(question: Iterable[str], held: Iterable[str], weight: Mapping[str, float], unseen: float) -> float:
    """The weighted share of a question's keys that a text holds, 0 to 1; a key that no text holds weighs `unseen`."""
    wanted = list(question)
    have = set(held)
    total = sum(weight.get(k, unseen) for k in wanted)
    return sum(weight.get(k, unseen) for k in wanted if k in have) / total if total else 0.0
