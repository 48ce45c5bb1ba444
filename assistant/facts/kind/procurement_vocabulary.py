"""What is bought by the Common Procurement Vocabulary, from `data/procurement_vocabulary.txt`, read when first needed.

It stands under the list of `contract_kinds.yaml`: a phrase that is on that list is not looked for here. docs/adr/0015 tells why.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from assistant.facts.kind.procurement_labels import DEEDS, LabelRules, Phrase, cut_label
from assistant.facts.words.word_lists import DATA, load_words
from assistant.model import CONTRACT_TYPES, ContractType

_MOST_DIVISIONS = 5
"""A word that ends labels of more divisions than these names no thing of its own: "equipment", "product"."""
_LEAST_LETTERS, _LEAST_LETTERS_JOINED, _LEAST_LETTERS_TAIL = 3, 3, 4
_LEAST_LETTERS_FOLDED, _LEAST_LETTERS_DOUBLED, _MOST_LETTERS = 5, 8, 20
_DOUBLED = re.compile(r"([^\W\d_])\1")
_WORKS = "45"
_PARTS = ("441", "442")
"""The groups of what buildings are made of: construction materials and structural products."""
_OPEN = 3
"""A phrase with as many types as this tells nothing."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Phrases with the types of the labels that hold them, in singular, and how they are found.

    `longest` is the number of words of the longest phrase that starts with a word; `joined` are phrases of two words written as one;
    `spelled` knows a word by the sound of its spelling; `structures` are what division 45 speaks of building, `not_on_the_ground` what
    is built and is no works; `ends_of_goods` are the last words of labels for supplies alone, the most general too; `plain_goods`
    are words that name goods at the end of any name; `ends_behind_goods` are those that do so
    behind a name of goods; `parts_of_buildings` are what division 44 sells that a building is made of.
    """

    phrases: Mapping[Phrase, tuple[ContractType, ...]]
    longest: Mapping[str, int]
    joined: Mapping[str, Phrase]
    words: frozenset[str]
    spelled: Mapping[str, str]
    structures: frozenset[Phrase]
    ends_of_goods: frozenset[str]
    not_on_the_ground: frozenset[Phrase]
    plain_goods: frozenset[str]
    ends_behind_goods: frozenset[str]
    parts_of_buildings: frozenset[str]

    def at(self, forms: Sequence[str]) -> Iterator[tuple[Phrase, int]]:
        """The phrases that `forms` start with, longest first, and how many of the forms each takes.

        Two words count as one and one as two where that is how a label has them: "deckchair", "lawn mower".
        """
        for size in range(min(len(forms), self.longest.get(forms[0], 0)), 0, -1):
            if (phrase := tuple(forms[:size])) in self.phrases:
                yield phrase, size
        if len(forms) > 1 and (closed := (forms[0] + forms[1],)) in self.phrases and len(forms[0]) >= _LEAST_LETTERS_JOINED:
            yield closed, 2
        if forms[0] in self.joined:
            yield self.joined[forms[0]], 1
        elif (forms[0],) not in self.phrases and (tail := self._goods_at_end(forms[0])):
            yield (tail,), 1

    def _goods_at_end(self, word: str) -> str:
        """The word for goods that a word ends with that is put together of two: "roller" of "steamroller"."""
        for n in range(_LEAST_LETTERS, min(len(word), _MOST_LETTERS) - _LEAST_LETTERS_TAIL + 1):
            if word[:n] in self.words and self.phrases.get((word[n:],)) == ("supplies",):
                return word[n:]
        return ""

    def spelled_as(self, form: str) -> str:
        """The word of a label that `form` is a near spelling of; nothing where there is none."""
        return self.spelled.get(folded(form), "") if _LEAST_LETTERS_FOLDED <= len(form) <= _MOST_LETTERS else ""


@lru_cache(maxsize=1)
def listed() -> Listed:
    """The vocabulary as shipped, cut into phrases."""
    data = _rules()
    rules = LabelRules(*(frozenset(data[name]) for name in ("opens_no_thing", "said_after", "acts")))
    no_thing = frozenset(data["too_general"])
    found: defaultdict[Phrase, set[ContractType]] = defaultdict(set)
    ends: defaultdict[str, _Ends] = defaultdict(_Ends)
    structures: set[Phrase] = set()
    parts: set[str] = set()
    for code, label in labels():
        cut, kinds = cut_label(label, rules), types_of(code)
        for phrase in cut.phrases:
            found[phrase].update(kinds)
        for head in cut.heads:
            ends[head.word].add(code, kinds, sure=head.sure)
            if code[:3] in _PARTS:
                parts.add(head.word)
        structures.update(cut.structures)
    for word, of in ends.items():
        if of.types == {"supplies"}:
            found[(word,)].add("supplies")
    phrases = {
        phrase: tuple(kind for kind in CONTRACT_TYPES if kind in kinds)
        for phrase, kinds in found.items()
        if len(kinds) < _OPEN
        and not (phrase in structures and "supplies" in kinds)
        and (len(phrase) > 1 or (phrase[0] not in no_thing and ends[phrase[0]].is_thing(phrase[0])))
    }
    goods = frozenset(word for word, of in ends.items() if of.types == {"supplies"})
    none, intangible = (
        frozenset(tuple(words.split()) for words in data[name]) for name in ("no_structure", "not_on_the_ground")
    )
    fixed = frozenset(parts) - frozenset(data["not_fixed"])
    return _indexed(
        phrases,
        frozenset(structures) - none,
        goods,
        intangible,
        frozenset(data["plain_goods"]),
        frozenset(data["behind_goods"]),
        fixed,
    )


@dataclass
class _Ends:
    """What is known of a word that ends phrases of labels: in which divisions, of which types, how often, and whether it is surely a noun."""

    divisions: set[str] = field(default_factory=set)
    types: set[ContractType] = field(default_factory=set)
    times: int = 0
    sure: bool = False

    def add(self, code: str, types: Iterable[ContractType], *, sure: bool) -> None:
        self.divisions.add(code[:2])
        self.types.update(types)
        self.times += 1
        self.sure |= sure

    def is_thing(self, word: str) -> bool:
        """Whether the word alone names a thing: a noun, long enough, and not one of so many kinds that it says nothing."""
        noun = self.sure or self.times > 1 or word.endswith(DEEDS)
        return noun and len(word) >= _LEAST_LETTERS and len(self.divisions) <= _MOST_DIVISIONS


def labels() -> Iterator[tuple[str, str]]:
    """Every code of the file, without the noughts at its end, with its label."""
    for line in (DATA / "procurement_vocabulary.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, _, label = line.partition(" ")
            yield code, label


def _indexed(
    phrases: Mapping[Phrase, tuple[ContractType, ...]],
    structures: frozenset[Phrase],
    goods: frozenset[str],
    intangible: frozenset[Phrase],
    plain_goods: frozenset[str],
    behind_goods: frozenset[str],
    parts: frozenset[str],
) -> Listed:
    longest: dict[str, int] = {}
    joined: dict[str, Phrase] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
        if len(phrase) == 2 and min(map(len, phrase)) >= _LEAST_LETTERS_JOINED:
            joined.setdefault("".join(phrase), phrase)
    words = frozenset(word for phrase in phrases for word in phrase)
    spelled: dict[str, str] = {}
    for word in words:
        if len(word) >= _LEAST_LETTERS_FOLDED:
            spelled.setdefault(folded(word), word)
    return Listed(
        phrases, longest, joined, words, spelled, structures, goods, intangible, plain_goods, plain_goods | behind_goods, parts
    )


def folded(word: str) -> str:
    """The word with one spelling for endings that sound alike; a long one with one letter for two, and "s" for "z".

    >>> folded("wheely") == folded("wheelie"), folded("fertilizer") == folded("fertiliser"), folded("chandellier") == folded("chandelier")
    (True, True, True)
    >>> folded("discuss") == folded("discus"), folded("aside") == folded("azide")
    (False, False)
    """
    if len(word) < _LEAST_LETTERS_FOLDED:
        return word
    word = word[:-2] + "y" if word.endswith(("ie", "ey")) else word
    return _DOUBLED.sub(r"\1", word.replace("z", "s")) if len(word) >= _LEAST_LETTERS_DOUBLED else word


def types_of(code: str) -> tuple[ContractType, ...]:
    """The types of a code: what its longest beginning with types of its own says, else its division.

    >>> types_of("45212"), types_of("39113"), types_of("8011"), types_of("922")
    (('works',), ('supplies',), ('light_touch',), ('services', 'light_touch'))
    """
    types = _types_by_code()
    for size in range(len(code), 1, -1):
        if code[:size] in types:
            return types[code[:size]]
    if code[:2] == _WORKS:
        return ("works",)
    return ("supplies",) if code[:2] < "50" else ("services",)


@lru_cache(maxsize=1)
def _types_by_code() -> dict[str, tuple[ContractType, ...]]:
    codes = _rules()["codes"]
    named = {name: tuple(kind for kind in CONTRACT_TYPES if kind in name.split("_or_")) for name in codes}
    return {code: named[name] for name, begun in codes.items() for code in begun}


@lru_cache(maxsize=1)
def _rules() -> dict[str, Any]:
    return load_words(DATA / "procurement_types.yaml")
