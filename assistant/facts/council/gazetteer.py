"""The principal councils of the United Kingdom by name, from `data/councils.yaml`, read when first needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from assistant.facts.words.word_lists import DATA, load_words

Nation = Literal["england", "scotland", "wales", "northern_ireland"]

_FILE = DATA / "councils.yaml"
_GENERIC = {
    "council",
    "city",
    "borough",
    "district",
    "county",
    "metropolitan",
    "unitary",
    "authority",
    "royal",
    "london",
    "mbc",
    "bc",
    "dc",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A principal council: its short names (the first is the one shown), its nation, and the county it lies in, if any."""

    names: tuple[str, ...]
    nation: Nation
    county: str | None = None
    is_county: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places, the short names that are words as well, and how names are written short."""

    places: tuple[Place, ...]
    also_words: frozenset[tuple[str, ...]]
    short_forms: dict[str, tuple[str, ...]]
    short_and_words: frozenset[str]
    not_slips: frozenset[str]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The list as shipped."""
    data = load_words(_FILE)
    nations: tuple[Nation, ...] = ("scotland", "wales", "northern_ireland")
    rest = [place for nation in nations for place in _listed(data[nation], nation, None)]
    words = frozenset(name_words(name) for name in data["also_words"])
    short = {form: tuple(str(full).split()) for form, full in data["short_forms"].items()}
    return Gazetteer(
        (*_english(data["england"]), *rest), words, short, frozenset(data["short_and_words"]), frozenset(data["not_slips"])
    )


def _english(england: dict[str, Any]) -> Iterator[Place]:
    for county in england["counties"]:
        yield Place((county,), "england", None, is_county=True)
    for kind in ("districts", "unitary", "metropolitan", "london"):
        for county, names in england[kind].items():
            yield from _listed(names, "england", county)
    yield from _listed(england["other"], "england", None)


def _listed(entries: Iterable[str], nation: Nation, county: str | None) -> Iterator[Place]:
    for entry in entries:
        yield Place(tuple(name.strip() for name in entry.split("|")), nation, county)


def name_words(name: str) -> tuple[str, ...]:
    """A council's name as the words that tell it from others, in lower case.

    >>> name_words("Borough Council of King's Lynn & West Norfolk"), name_words("Stoke-on-Trent City Council")
    (('kings', 'lynn', 'and', 'west', 'norfolk'), ('stoke', 'on', 'trent'))
    """
    plain = (
        name.lower()
        .replace("&", " and ")
        .replace("'", "")
        .replace("’", "")
        .replace("-", " ")
        .replace(",", " ")
        .replace(".", " ")
    )
    words = plain.split()
    first, end = 0, len(words)
    while end and words[end - 1] in _GENERIC:
        end -= 1
    while first < end and (words[first] in _GENERIC or words[first] in ("of", "the")):
        first += 1
    return tuple(words[first:end] or words)


def nation_of(name: str) -> Nation | None:
    """The nation a principal council lies in, by any of its names; None for a name that is not on the list.

    >>> nation_of("Fife Council"), nation_of("Ambridge")
    ('scotland', None)
    """
    wanted = name_words(name)
    for place in gazetteer().places:
        if any(name_words(one) == wanted for one in place.names):
            return place.nation
    return None
