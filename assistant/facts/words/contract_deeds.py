"""The verbs and nouns for what is done for a council, from `data/contract_deeds.yaml`, read when first needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.facts.words.text import singular
from assistant.facts.words.word_lists import DATA, load_words
from assistant.model import CONTRACT_TYPES, ContractType

_FILE = DATA / "contract_deeds.yaml"
Form = Literal["base", "says", "doing", "done"]
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Deeds:
    """The verbs in every form with their types, the nouns for deeds by their last word, and the words around them that tell otherwise.

    `care` are verbs for care of people in every form, and whether they are care of anyone; `cared` are their participles; `parted` are
    those that stand on both sides of the people, with the words on the other side.
    """

    verbs: Mapping[str, Mapping[Form, tuple[ContractType, ...]]]
    nouns: Mapping[str, tuple[ContractType, ...]]
    no_deed: frozenset[str]
    no_object: frozenset[str]
    doers: frozenset[str]
    no_things: frozenset[str]
    care: Mapping[str, bool]
    cared: frozenset[str]
    parted: Mapping[str, tuple[tuple[str, ...], ...]]

    def of(self, word: str, form: Form) -> tuple[ContractType, ...]:
        """The types of a verb in that form; none where it is no verb of the list."""
        return self.verbs.get(word, {}).get(form, ())


@lru_cache(maxsize=1)
def deeds() -> Deeds:
    """The list as shipped."""
    data = load_words(_FILE)
    verbs: dict[str, dict[Form, tuple[ContractType, ...]]] = {}
    for name, bases in data["verbs"].items():
        types = _types(name)
        for base in bases:
            for form, written in inflected(base, data["past"].get(base, "")).items():
                verbs.setdefault(written, {}).setdefault(form, types)
    nouns = {noun: _types(name) for name, named in data["nouns"].items() for noun in named}
    no_deed = frozenset(written for base in data["no_deed"] for written in inflected(base).values())
    care = {
        written: name == "bodies" for name in ("company", "bodies") for base in data["care"][name] for written in _active(base)
    }
    cared = frozenset(inflected(base, data["past"].get(base, ""))["done"] for base in data["care"]["bodies"])
    parted = {
        written: tuple(tuple(map(singular, words.split())) for words in others)
        for base, others in data["care"]["parted"].items()
        for written in _active(base)
    }
    no_object, doers, no_things = (frozenset(data[name]) for name in ("no_object", "doers", "no_things"))
    return Deeds(verbs, nouns, no_deed, no_object, doers, no_things, care, cared, parted)


def _active(base: str) -> tuple[str, ...]:
    """The forms of a verb by which somebody does it."""
    forms = inflected(base)
    return forms["base"], forms["says"], forms["doing"]


def _types(name: str) -> tuple[ContractType, ...]:
    return tuple(kind for kind in CONTRACT_TYPES if kind in name.split("_or_"))


def inflected(base: str, past: str = "") -> dict[Form, str]:
    """The forms of a verb; of several words the first is inflected.

    >>> inflected("dub"), inflected("ferry")["says"], inflected("shoe", "shod")["doing"], inflected("brick up")["done"]
    ({'base': 'dub', 'says': 'dubs', 'doing': 'dubbing', 'done': 'dubbed'}, 'ferries', 'shoeing', 'bricked up')
    """
    verb, _, rest = base.partition(" ")
    rest = f" {rest}" if rest else ""
    consonant_y = verb.endswith("y") and verb[-2:-1] not in _VOWELS
    says = verb[:-1] + "ies" if consonant_y else verb + ("es" if verb.endswith(("s", "x", "ch", "sh", "z")) else "s")
    stem = _stem(verb)
    regular = verb[:-1] + "ied" if consonant_y else verb + "d" if verb.endswith("e") else stem + "ed"
    return {"base": base, "says": says + rest, "doing": stem + "ing" + rest, "done": past or regular + rest}


def _stem(verb: str) -> str:
    """What "-ing" is put to: without a mute "e", the last letter doubled after one short vowel ("tag") and of "l" ("level")."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1]
    short = len(verb) > 2 and verb[-1] not in _VOWELS + "wxyh" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS
    one = sum(letter in _VOWELS for letter in verb) == 1
    return verb + verb[-1] if short and (one or verb.endswith("l")) else verb
