"""What is bought and which type of contract that makes it, from `data/contract_kinds.yaml`, read when first needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.facts.words.slips import Slips, one_slip_apart, one_slip_off
from assistant.facts.words.text import Question, singular
from assistant.facts.words.word_lists import DATA, load_words
from assistant.model import CONTRACT_TYPES, ContractType

_FILE = DATA / "contract_kinds.yaml"
_COMMON_FILE = DATA / "common_words.txt"
_FREQUENT = 6_000
_LONGEST_PHRASE = 6
_LEAST_LETTERS_OUTRIGHT, _LEAST_LETTERS = 5, 6


@dataclass(frozen=True, slots=True)
class Kind:
    """A phrase for what is bought, and the types it leaves open.

    `outright`: it names the type itself. `in_contract`: it counts only where the question speaks of buying. `both`: the
    contract holds all its types. `exactly`: the one form of a word that counts ("works", and not "work"). `done`: it
    tells what is done to what ("empty the bins"). `who`: it names who does it ("a roofer"). `listed`: it comes from the
    procurement vocabulary and not from the hand-made list. `deed`: it tells what is done to a thing that has to follow
    ("mending the clocks"). `built`: it names what is built together with the building of it ("build a cinema"). `doing`: it
    is a deed with all that it is done to ("a firm to tune the organs"). `care`: it is a deed of care for people.
    `counted`: things of which nothing but the count is known.
    """

    words: tuple[str, ...]
    types: tuple[ContractType, ...]
    outright: bool = False
    in_contract: bool = False
    both: bool = False
    exactly: str = ""
    done: bool = False
    who: bool = False
    listed: bool = False
    deed: bool = False
    built: bool = False
    doing: bool = False
    counted: bool = False
    care: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that a thing follows, or a word for what is done to it, with others between: "empty [the] bins", "offices [kept] clean".

    `closers` are the phrases that may end it, by their first word, longest first; `thing_first` tells that the thing opens it.
    """

    opener: tuple[str, ...]
    closers: dict[str, list[tuple[str, ...]]]
    types: tuple[ContractType, ...]
    thing_first: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases by their first word, longest first, and the words that are known again from a slip of the keys.

    `by_length`: words for what is bought by the metre, so that "m" before it may be metres. `built`: things that are built.
    `frames`: what is done to what, by the first word.
    """

    by_first: dict[str, tuple[Kind, ...]]
    slips: Slips
    known: frozenset[str]
    misspelt: dict[str, str]
    by_length: frozenset[str]
    built: frozenset[tuple[str, ...]]
    frames: dict[str, list[Frame]]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The list as shipped."""
    data = load_words(_FILE)
    kinds = [*_outright(data["said_outright"]), *_together(data["together"])]
    kinds += [Kind(_words(words), ()) for words in data["beside"]]
    for entry in data["kinds"]:
        types = _types(entry.get("types") or [entry["type"]])
        kinds += [Kind(_words(words), types) for words in entry["words"]]
        kinds += [Kind(_words(words), types, in_contract=True) for words in entry.get("in_contract", ())]
    for last, in_contract in (("made", False), ("in_contract", True)):
        for entry in data["built"]:
            kinds += [
                Kind(_words(words), _types([entry["type"]]), in_contract=in_contract) for words in built_phrases(entry, last)
            ]
    kinds += [*_agents(data["agents"]), *_deeds(data["deeds"])]
    frames: dict[str, list[Frame]] = {}
    for frame in _frames(data["done"]):
        frames.setdefault(frame.opener[0], []).append(frame)
    by_first: dict[str, dict[tuple[str, ...], Kind]] = {}
    for kind in kinds:
        by_first.setdefault(kind.words[0], {}).setdefault((*kind.words, kind.exactly), kind)
    ordered = {first: tuple(sorted(found.values(), key=lambda kind: -len(kind.words))) for first, found in by_first.items()}
    known = frozenset(word for kind in kinds for word in kind.words) | {
        word for each in frames.values() for frame in each for word in (*frame.opener, *frame.closers)
    }
    built = frozenset(_words(thing) for entry in data["built"] for thing in entry["things"])
    return Vocabulary(ordered, _slips(kinds), known, data["misspelt"], frozenset(data["by_length"]), built, frames)


@lru_cache(maxsize=1)
def things_built() -> frozenset[tuple[str, ...]]:
    """Every thing that is built: those with a word for it after them, and those that a word for building leads to."""
    frames = vocabulary().frames.get("build", ())
    return vocabulary().built | {closer for frame in frames for closers in frame.closers.values() for closer in closers}


def _outright(said: dict[str, list[str]]) -> Iterable[Kind]:
    for name, phrases in said.items():
        for words in phrases:
            single = "" if " " in words else words
            yield Kind(_words(words), _types([name]), outright=True, exactly=single)


def _together(entries: list[dict[str, Any]]) -> Iterable[Kind]:
    for entry in entries:
        for words in entry["words"]:
            yield Kind(_words(words), _types(entry["types"]), outright=True, both=True)


def _frames(entries: list[dict[str, Any]]) -> Iterable[Frame]:
    """What is done to what: each verb before any of the things, and each thing before any word that says it is done."""
    for entry in entries:
        types = _types(entry.get("types") or [entry["type"]])
        verbs, things, done = ([_words(words) for words in entry.get(name, ())] for name in ("do", "things", "done"))
        yield from (Frame(verb, _by_first_word(things), types) for verb in verbs)
        yield from (Frame(thing, _by_first_word(done), types, thing_first=True) for thing in things if done)


def _by_first_word(phrases: list[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(phrases, key=len, reverse=True):
        found.setdefault(words[0], []).append(words)
    return found


def _agents(entries: list[dict[str, Any]]) -> Iterable[Kind]:
    for entry in entries:
        types = _types(entry.get("types") or [entry["type"]])
        yield from (Kind(_words(words), types, in_contract=True, who=True) for words in entry["words"])


def _deeds(entries: list[dict[str, Any]]) -> Iterable[Kind]:
    for entry in entries:
        types = _types(entry.get("types") or [entry["type"]])
        yield from (Kind(_words(words), types, in_contract=True, deed=True) for words in entry["words"])


def built_phrases(entry: dict[str, Any], last: str) -> Iterator[str]:
    """Every thing with every word for building it, from the entry's list of that name.

    >>> list(built_phrases({"things": ["road", "bridge"], "made": ["scheme"]}, "made"))
    ['road scheme', 'bridge scheme']
    """
    return (f"{thing} {made}" for thing in entry["things"] for made in entry.get(last, ()))


def _types(names: list[str]) -> tuple[ContractType, ...]:
    """The types in their usual order; a name that is none is an error in the file."""
    unknown = [name for name in names if name not in CONTRACT_TYPES]
    if unknown:
        raise ValueError(f"{_FILE.name}: “{unknown[0]}” is not a contract type; use one of {', '.join(CONTRACT_TYPES)}")
    return tuple(known for known in CONTRACT_TYPES if known in names)


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(singular(word) for word in phrase.replace("-", " ").split())


_REAL_WORDS = {"weighting", "servicer", "instilling", "construing", "proofing", "retendering", "heathland"}  # fmt: skip

_DEEDS_IN_PHRASES = {"building", "rebuilding", "light", "touch"}
"""Words that tell a kind only with others, and are typed so often that they are known again too: "buildng contract", "light touhc"."""


def _slips(kinds: Iterable[Kind]) -> Slips:
    """Words that name a type are known from five letters, other single words from six."""
    outright = {kind.exactly for kind in kinds if kind.exactly}
    single = {word for kind in kinds if not kind.outright for word in kind.words}
    words = outright | _DEEDS_IN_PHRASES | {word for word in single if len(word) >= _LEAST_LETTERS}
    return Slips(words, _LEAST_LETTERS_OUTRIGHT)


@lru_cache(maxsize=1)
def common_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words of the language, as shipped, and the frequent ones among them."""
    lines = _COMMON_FILE.read_text(encoding="utf-8").splitlines()
    found = [word for line in lines if not line.startswith("#") for word in line.split()]
    return frozenset(found), frozenset(found[:_FREQUENT])


def meant_word(typed: str) -> str:
    """The word that a slip of the keys stands for, or the word itself.

    The first letter stays; what is a word of the language itself is a slip of none ("vehciles", "wotks", but not "words").

    >>> meant_word("wotks"), meant_word("servces"), meant_word("words"), meant_word("supplier"), meant_word("resurfcing"), meant_word("buildng")
    ('works', 'services', 'words', 'supplier', 'resurfacing', 'building')
    """
    known = vocabulary()
    if typed in known.misspelt:
        return known.misspelt[typed]
    if len(typed) < _LEAST_LETTERS_OUTRIGHT or typed in _REAL_WORDS or singular(typed) in known.known:
        return typed
    if not common_words()[0].isdisjoint((typed, singular(typed))):
        return typed
    meant = _slipped(known, typed) or _slipped(known, singular(typed))
    return max(meant, key=len) if len({singular(word) for word in meant}) == 1 else typed


_CARE = "care"


def second_word_meant(first: str, typed: str) -> str:
    """The second word of a kind that a slip of the keys stands for behind its first, or the word itself; a short one only where it is "care".

    >>> second_word_meant("it", "suport"), second_word_meant("it", "sport"), second_word_meant("my", "suport")
    ('support', 'sport', 'suport')
    >>> second_word_meant("home", "cre"), second_word_meant("day", "caer"), second_word_meant("home", "car"), second_word_meant("lift", "cre")
    ('care', 'care', 'car', 'cre')
    """
    if typed in vocabulary().known or typed in common_words()[0]:
        return typed
    least = _LEAST_LETTERS if len(typed) >= _LEAST_LETTERS_OUTRIGHT else len(_CARE)
    seconds = {kind.words[1] for kind in vocabulary().by_first.get(first, ()) if len(kind.words) > 1}
    seconds = seconds if least == _LEAST_LETTERS else seconds & {_CARE}
    meant = [word for word in seconds if len(word) >= least and word[0] == typed[0] and one_slip_apart(typed, word)]
    return meant[0] if len(meant) == 1 else typed


def _slipped(known: Vocabulary, typed: str) -> list[str]:
    return [word for word in known.slips.meant(typed) if word[0] == typed[0] and _is_likely(known, typed, word)]


def _is_likely(known: Vocabulary, typed: str, word: str) -> bool:
    """Whether all the letters are there, or it is a long word for a type, or no other frequent word is as near: "rewuire" may be "require"."""
    outright = any(kind.exactly == word for kind in known.by_first.get(singular(word), ()))
    if sorted(word) == sorted(typed) or (outright and len(word) > _LEAST_LETTERS):
        return True
    others = {other for other in one_slip_off(typed, common_words()[1]) if other[0] == typed[0]}
    return not others - {word, singular(word)}


def kind_at(question: Question, at: int) -> tuple[Kind, int] | None:
    """The longest phrase for what is bought that starts at token `at`, and where it ends.

    >>> from assistant.facts.words.text import read_text
    >>> found = kind_at(read_text("new school furniture"), 1)
    >>> found and (found[0].types, found[1])
    (('supplies',), 3)
    """
    if question.at(at).kind != "word":
        return None
    forms = [singular(meant_word(word)) for word in question.words(at, at + _LONGEST_PHRASE)]
    for kind in vocabulary().by_first.get(forms[0], ()):
        if kind.types and tuple(forms[: len(kind.words)]) == kind.words:
            return kind, at + len(kind.words)
    return None


def kind_end(question: Question, at: int) -> int:
    """Where the longest phrase for what is bought ends that starts at token `at`, or 0."""
    found = kind_at(question, at)
    return found[1] if found else 0
