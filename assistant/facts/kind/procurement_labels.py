"""The labels of the Common Procurement Vocabulary, cut into the phrases that people use for what is bought.

"Repair and maintenance services of lifts" holds "lift repair" and "lift maintenance", "Aluminium doors and windows" holds "aluminium doors" and
"windows", "Deck chairs" holds "chairs" as long as every label for chairs is one for supplies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.facts.words.text import singular

Phrase = tuple[str, ...]
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|[,;:]")
_ASIDE = re.compile(r"\([^)]*\)?|\"")
_JOINS = {",", ";", ":", "and", "or"}
DEEDS = ("ing", "tion", "sion", "ment", "ance", "graphy", "ist", "ician")
"""How a word ends that alone names what is done, or who does it: "scaffolding", "demolition", "optician"."""
_SERVICE, _WORK = "service", "work"
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class LabelRules:
    """Which words of labels lead to no thing, part the thing from what is said of it, or tell what is done to it."""

    opens_no_thing: frozenset[str]
    said_after: frozenset[str]
    acts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Head:
    """The last word of a phrase, and whether that is a noun beyond doubt: it stands in the plural, or is the whole label."""

    word: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """What a label holds: phrases for what is bought, their last words, and the structures that it speaks of building."""

    phrases: tuple[Phrase, ...]
    heads: tuple[Head, ...] = ()
    structures: tuple[Phrase, ...] = ()


def cut_label(label: str, rules: LabelRules) -> Cut:
    """The phrases of a label, in singular.

    >>> rules = LabelRules(frozenset({"part"}), frozenset({"of", "for"}), frozenset({"repair", "maintenance", "construction"}))
    >>> cut_label("Aluminium doors and windows", rules).phrases
    (('aluminium', 'door'), ('window',))
    >>> cut_label("Repair and maintenance services of lifts", rules).phrases
    (('lift', 'repair'), ('lift', 'maintenance'))
    >>> cut_label("Office-cleaning services", rules).phrases
    (('office', 'cleaning', 'service'), ('office', 'cleaning'))
    >>> cut_label("Cinema construction work", rules).structures
    (('cinema',),)
    >>> cut_label("Parts of pumps", rules).phrases
    ()
    """
    words = _words(label)
    if not words or singular(words[0]) in rules.opens_no_thing:
        return Cut(())
    named, said = _parted(words, rules)
    deeds = [act for part in _parts(named) if (act := _deed(part, rules))]
    if said and deeds:
        return _cut_deed(deeds, _parts(_parted(said, rules)[0]))
    written = [part for part in _parts(named) if len(part) <= _LONGEST]
    parts = [tuple(map(singular, part)) for part in written]
    phrases = [phrase for part in parts for phrase in _forms(part)]
    structures = [part for phrase in parts if (part := _structure(phrase))]
    return Cut(tuple(dict.fromkeys(phrases)), tuple(_head(part, written) for part in written), tuple(structures))


def _head(part: Phrase, parts: list[Phrase]) -> Head:
    word = singular(part[-1])
    return Head(word, word != part[-1] or (len(part) == 1 and all(len(other) == 1 for other in parts)))


def _cut_deed(acts: list[str], things: list[Phrase]) -> Cut:
    """ "Maintenance services of lifts", "construction work for cinemas": the thing with what is done to it after it."""
    named = [tuple(map(singular, thing)) for thing in things if len(thing) < _LONGEST]
    phrases = [(*thing, act) for thing in named for act in acts]
    return Cut(tuple(dict.fromkeys(phrases)), (), tuple(named) if "construction" in acts else ())


def _deed(part: Phrase, rules: LabelRules) -> str:
    """What is done, where the part of a label names no more than that: "maintenance services", "construction work"."""
    bare = [word for word in map(singular, part) if word not in (_SERVICE, _WORK)]
    return bare[0] if len(bare) == 1 and bare[0] in rules.acts else ""


def _words(label: str) -> list[str]:
    return _WORD.findall(_ASIDE.sub(" ", label.lower()).replace("/", " or ").replace("-", " "))


def _parted(words: list[str], rules: LabelRules) -> tuple[list[str], list[str]]:
    """The words that name the thing, and those that are said of it."""
    at = next((i for i, word in enumerate(words) if word in rules.said_after), len(words))
    return words[:at], words[at + 1 :]


def _parts(words: list[str]) -> list[Phrase]:
    """The phrases that "and", "or" and commas part; one that only describes takes the last word of all.

    >>> _parts("repair and maintenance services".split()), _parts("plates and plastic sheets".split()), _parts("iron , lead and tin".split())
    ([('repair', 'services'), ('maintenance', 'services')], [('plates',), ('plastic', 'sheets')], [('iron',), ('lead',), ('tin',)])
    """
    parts: list[list[str]] = []
    start = 0
    for i, word in enumerate([*words, ","]):
        if word in _JOINS:
            if i > start:
                parts.append(words[start:i])
            start = i + 1
    if len(parts) > 1 and len(parts[-1]) > 1:
        head = parts[-1][-1]
        parts = [[*part, head] if _describes(part) and head != part[-1] else part for part in parts[:-1]] + parts[-1:]
    return [tuple(part) for part in parts]


def _describes(part: list[str]) -> bool:
    return len(part) == 1 and singular(part[0]) == part[0]


def _forms(part: Phrase) -> Iterator[Phrase]:
    """The phrase, and the phrase without "service" or "work" at its end where it still says what is bought."""
    if part in ((_SERVICE,), (_WORK,)):
        return
    yield part
    if len(part) > 1 and part[-1] in (_SERVICE, _WORK):
        bare = part[:-1]
        if len(bare) > 1 or bare[0].endswith(DEEDS):
            yield bare


def _structure(part: Phrase) -> Phrase:
    """What "... construction work" builds."""
    bare = part[:-1] if part[-1] == _WORK else part
    return bare[:-1] if len(bare) > 1 and bare[-1] == "construction" else ()
