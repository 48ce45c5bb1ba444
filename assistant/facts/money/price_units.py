"""What a price or a count is for one of: "per user per month", "a year", "each summer", "in each of our 3 schools"."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assistant.facts.money.counted import PROCURED_APART, SIZES, WORKED
from assistant.facts.money.periods import MONTHS_IN, SINGLE, UNITS_OF_WORK, months_of
from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.facts.words.lengths import SEASONS, UNIT_MONTHS
from assistant.facts.words.numbers import read_number
from assistant.facts.words.text import Question, singular
from assistant.facts.words.vocabulary import kind_at

PER = {"a", "an", "per", "each", "every", "/"}
LEADS_PER = {"for", "in", "of", "at", "to", "across", "by", "from"}
EACH, OF_THEM, TIME = "", "*them", "time"
ANY_ONE = {EACH, "head", "person", "unit", "item", "piece", "go", "pop"}
"""Units that are one of whatever is counted."""
_STRETCHES = {MONTHS_IN[name]: name for name in ("year", "month", "quarter", "week", "fortnight")}
SAID_ADVERB = {word: _STRETCHES[months] for word, months in SINGLE.items()} | {
    "daily": "day",
    "hourly": "hour",
    "nightly": "night",
}
"""Words that are "a year", "an hour" and so on by themselves."""
_KINDS = {
    "full", "single", "school", "working", "calendar", "financial", "academic", "whole", "contract", "individual", "new", "operational", "term",
}  # fmt: skip
DETERMINERS = {"the", "our", "these", "those", "their", "its", "all"}
_PLACES = {"ward", "school", "site", "pop"}
_OPEN_PERIODS = {"term", "semester", "trimester", "session", "period", "cycle", "phase"}
"""Stretches that come so and so often, which nobody can tell from the word."""
_THEM = {"them", "these", "those"}
_SINGLE_OF = {"children": "child", "people": "person", "buses": "bus", "minibuses": "minibus", "campuses": "campus"}
_NO_UNIT = {"cent", "vat", "the", "of", "our", "this", "that", "and", "or", "one", "other", "side", "way", "in", "for", "at"}
_OPTIONS = {"option", "optional", "extension", "additional", "further", "extra"}
REACH = 80
"""Tokens either way within which counts are looked for."""
_MOST_PERS = 4
_ONCE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Pers:
    """The units that something is for, how many times more it is meant, and the token that ends the words."""

    units: tuple[str, ...]
    times: Fraction
    end: int


def read_pers(question: Question, end: int, vat_ends: Mapping[int, int]) -> Pers:
    """What is said to be for one of: "per user per month", "a year", "each summer", "in each of our 3 schools"."""
    units: list[str] = []
    times, at = _ONCE, end
    for _ in range(_MOST_PERS):
        start = vat_ends.get(at + (question.word(at) in (",", "(")), at)
        start += start > at and question.word(start) == ")"
        if several := several_of(question, start):
            times, at = times * several[0], several[1]
            continue
        unit, stop = _per(question, start)
        if unit is None:
            break
        units += [unit] if unit not in units else []
        at = stop
    return Pers(tuple(units), times, at)


def several_of(question: Question, at: int) -> tuple[Fraction, int] | None:
    """ "For each of our 3 schools": so many, which are neither years nor options."""
    at += question.word(at) in LEADS_PER
    if question.word(at) not in ("each", "every") or question.word(at + 1) != "of":
        return None
    at += 2 + (question.word(at + 2) in DETERMINERS)
    number = read_number(question, at)
    if number is None or number.value is None or number.loose or number.value <= 1:
        return None
    named = question.words(number.end, number.end + 2)
    if (
        not named
        or not named[0].isalpha()
        or any(singular(word) in _OPTIONS or is_time(word) or singular(word) in PROCURED_APART for word in named)
    ):
        return None
    return number.value, number.end + (2 if len(named) > 1 and named[1].endswith("s") and not named[0].endswith("s") else 1)


def _per(question: Question, at: int) -> tuple[str | None, int]:
    """One unit that something is for, and where the words for it end."""
    word = question.word(at)
    if word in SAID_ADVERB:
        return SAID_ADVERB[word], at + 1
    led = word in LEADS_PER and question.word(at + 1) in ("each", "every")
    led = led or (word in ("in", "of") and question.word(at + 1) in ("a", "an", "the"))
    at += led
    word = question.word(at)
    if word in ("each", "every") and question.word(at + 1) == "of" and question.word(at + 2) in _THEM:
        return OF_THEM, at + 3
    if led and word == "the":
        unit_at = at + 1 + (question.word(at + 1) in _KINDS)
        return (unit_of(question.word(unit_at)), unit_at + 1) if is_time(question.word(unit_at)) else (None, at)
    if word not in PER and word not in ("apiece", "ea"):
        return None, at
    kind = question.word(at + 1) in _KINDS and is_time(question.word(at + 2))
    unit_at = at + 1 + (kind or question.word(at + 1) in SIZES)
    noun = question.word(unit_at)
    if is_time(noun):
        return unit_of(noun), unit_at + 1
    if word in ("each", "apiece", "ea") and not led and noun not in _PLACES:
        return EACH, at + 1
    if word in ("per", "every", "each") and (last := _last_part(question, unit_at)):
        return unit_of(question.word(last)), last + 1
    named = noun.isalpha() and noun not in _NO_UNIT and singular(noun) == noun and noun not in PROCURED_APART
    known = (
        word in ("per", "every", "each")
        or singular(noun) in UNITS_OF_WORK | _PLACES
        or noun == TIME
        or _is_counted_noun(question, unit_at, noun)
    )
    return (unit_of(noun), unit_at + 1) if named and known else (None, at)


def _last_part(question: Question, at: int) -> int:
    """Where the last part of a noun with a hyphen stands, by which its count goes as well: "per call-out", "40 call-outs"; 0 where it has none."""
    if question.words(at, at + 2) == ("call", "out"):
        return at + 1
    hyphen = question.word(at + 1) == "-" and not question.at(at + 1).gap and not question.at(at + 2).gap
    return at + 2 if hyphen and question.word(at).isalpha() and question.word(at + 2).isalpha() else 0


def _is_counted_noun(question: Question, at: int, noun: str) -> bool:
    """Whether the question speaks of several of these too: "a pack ... 60,000 packs"."""
    near = question.words(at - REACH, at + REACH)
    of_them = any(first == "of" and them in _THEM for first, them in itertools.pairwise(near))
    return of_them or any(word != noun and unit_of(word) == noun for word in near)


def unit_of(word: str) -> str:
    """The one name by which counts and prices of a thing or a stretch of time are matched, however it is written.

    >>> unit_of("wards"), unit_of("hrs"), unit_of("annum"), unit_of("people")
    ('ward', 'hour', 'year', 'person')
    """
    if (months := months_of(word)) is not None:
        return _STRETCHES[months]
    word = _SINGLE_OF.get(word) or singular(word)
    return WORKED.get(word, word) if word not in SAID_ADVERB else word


def is_time(word: str) -> bool:
    return months_of(word) is not None or singular(word) in WORKED or singular(word) in SEASONS or word in UNIT_MONTHS


def is_open_period(question: Question, at: int) -> bool:
    """Whether a sum that ends before token `at` is paid each time, and nobody can tell how often: "a term for 2 years", "a blurg for 3 yrs".

    A word that names no thing counts where the length of the whole follows.
    """
    unit = question.word(at + 1)
    if (
        question.word(at) not in ("a", "an")
        or not unit.isalpha()
        or unit in CONTRACT_NOUNS | UNITS_OF_WORK | _PLACES
        or is_time(unit)
    ):
        return False
    behind = at + 2 + (question.word(at + 2) == ",")
    length = read_number(question, behind + (question.word(behind) in ("for", "over")))
    lasts = length is not None and question.word(length.end) in UNIT_MONTHS
    return lasts and (unit in _OPEN_PERIODS or (question.word(behind) in ("for", "over") and kind_at(question, at + 1) is None))


def is_thing(unit: str) -> bool:
    return unit not in WORKED.values() and unit not in SEASONS and unit not in MONTHS_IN


def months_in(unit: str) -> Fraction | None:
    """How many months a unit is that money is paid for; a season comes once a year."""
    return Fraction(12) if unit in SEASONS else MONTHS_IN.get(unit)
