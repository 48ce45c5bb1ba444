"""What a question is about, in a reply of a model: runs of the question's own words, as the question spells them, and no other. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence, Set

from assistant import words
from assistant.facts.words.numbers import CARDINALS

RUNS_MOST, WORDS_MOST = 4, 12
WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
STRETCH = re.compile(r"[A-Za-z'’ -]+")
"""Words that stand together: a run of words goes over no figure, no stop and no letter of another script."""
ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
NUMBER, VERDICT = "a number in words", "a word that bears on the verdict"

Never = Mapping[str, Set[str]]
"""Keys (`words.key`) of the words that no topic may hold, by the reason."""


def topic(said: str, sources: Sequence[str], joining: Set[str], never: Never) -> str | None:
    """The topic in the words of the sources, or None where it is not made of runs of them, joined by words of `joining`.

    >>> asked = ["Is it required for this works contract?", "Southend Council"]
    >>> topic("the works contract in Southend", asked, {"the", "in"}, {})
    'the works contract in Southend'
    >>> topic("gift cards", asked, {"the", "in"}, {}) is None
    True
    """
    asked = WORD.findall(said)
    if not asked or len(asked) > WORDS_MOST or any(reason(word, never) for word in asked):
        return None
    parts = list(_parts(asked, [WORD.findall(s) for source in sources for s in STRETCH.findall(source)], joining))
    shown = [word for part, _ in parts for word in part]
    return " ".join(shown) if all(part for part, _ in parts) and _is_joined([is_run for _, is_run in parts]) else None


def _is_joined(runs: Sequence[bool]) -> bool:
    """Whether parts end with a run, are few, and no two runs stand side by side."""
    touching = any(one and other for one, other in itertools.pairwise(runs))
    return runs[-1] and sum(runs) <= RUNS_MOST and not touching


def _parts(asked: Sequence[str], stretches: Sequence[Sequence[str]], joining: Set[str]) -> Iterator[tuple[list[str], bool]]:
    """The words asked, in turn: a joining word, or a run that stands in a stretch; an empty run for a word that is neither."""
    at = 0
    while at < len(asked):
        joins = asked[at].lower() in joining
        runs = [[asked[at].lower()]] if joins else [_run(asked[at:], stretch) for stretch in stretches]
        longest = max(runs, key=len, default=[])
        yield longest, not joins
        at += len(longest) or 1


def _run(asked: Sequence[str], stretch: Sequence[str]) -> list[str]:
    """The longest run of words, from the first of those asked on, that stands in a stretch; as it is spelled there."""
    best: list[str] = []
    for start in range(len(stretch)):
        length = _same(asked, stretch[start:])
        if length > len(best):
            best = [_spelled(one, held) for one, held in zip(asked, stretch[start : start + length], strict=False)]
            best[0] = best[0].lower() if start == 0 and asked[0].islower() else best[0]
    return best


def _same(asked: Sequence[str], held: Sequence[str]) -> int:
    """How many words two texts have in common from their beginning, plurals and the case of letters aside."""
    pairs = zip(asked, held, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if _singular(one) != _singular(other)), min(len(asked), len(held)))


def _singular(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s").removesuffix("s")


def _spelled(asked: str, held: str) -> str:
    """A word as it is held, in the number that was asked.

    >>> _spelled("CONTRACTS", "contract"), _spelled("contract", "Contracts")
    ('contracts', 'Contract')
    """
    if asked.lower() == f"{held.lower()}s":
        return f"{held}s"
    return held[:-1] if held.lower() == f"{asked.lower()}s" else held


def reason(word: str, never: Never) -> str | None:
    """Why a word may stand in no topic, or None where it may.

    >>> reason("twelve", {}), reason("XIV", {}), reason("isn't", {}), reason("gloves", {})
    ('a number in words', 'a number in words', 'a word that bears on the verdict', None)
    """
    for part in (word, *word.split("-")):
        low = part.lower().replace("’", "'")
        if (
            low in CARDINALS
            or low.removesuffix("th") in CARDINALS
            or (part.isupper() and part != "I" and ROMAN.fullmatch(part))
        ):
            return NUMBER
        if low.endswith("n't"):
            return VERDICT
        if found := next((why for why, keys in never.items() if words.key(low) in keys), None):
            return found
    return None
