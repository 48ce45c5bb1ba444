"""What care, feeding or training is of, where it is of no person: "hanging basket feeding", "lawn care", "training of climbing roses".

Such words are light touch for people. Where plants, animals or things are cared for, what is bought is services. So is the upkeep of goods
("organ maintenance"), while that of what stands on the ground may be works.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.facts.kind.context import Word
from assistant.facts.kind.procurement_vocabulary import listed
from assistant.facts.words.vocabulary import Kind, vocabulary
from assistant.model import ContractType

_CARE = {
    "care",
    "caring",
    "feed",
    "feeding",
    "nurse",
    "nursing",
    "train",
    "training",
    "health",
    "look",
    "looking",
    "fostering",
    "rehabilitate",
}
_OF_PEOPLE = {
    "course",
    "lesson",
    "lessons",
    "courses",
    "class",
    "classes",
    "training",
    "work",
    "home",
    "homes",
    "worker",
    "workers",
}
_LIVING = {
    "plant", "shrub", "tree", "sapling", "hedge", "hedgerow", "lawn", "turf", "grass", "garden", "flower", "flowerbed", "rose", "border", "basket",
    "planter", "bulb", "bush", "orchard", "meadow", "vine", "ivy", "moss", "verge", "pond", "lake", "wood", "woodland", "houseplant", "seedling",
    "allotment", "hive", "bee", "animal", "pet", "horse", "pony", "donkey", "cow", "cattle", "sheep", "goat", "pig", "chicken", "hen", "duck", "swan",
    "bird", "peacock", "parrot", "fish", "dog", "puppy", "cat", "kitten", "deer", "llama", "alpaca", "wildlife", "livestock", "hawk", "falcon",
    "penguin", "zoo", "reptile", "aquarium", "ferret", "rabbit", "topiary", "conifer", "oak", "elm", "yew", "climber",
}  # fmt: skip
_MADE = {
    "grave", "headstone", "monument", "carpet", "floor", "fabric", "furniture", "boiler", "lift", "roof", "server", "network", "vehicle", "fleet",
    "car", "engine", "machine", "bridge", "building", "leather", "stone", "textile", "wall", "window", "battery", "piano", "organ", "book",
    "painting", "collection", "system", "database", "computer", "laptop", "printer", "pump", "drain", "equipment", "pitch",
}  # fmt: skip
_TRAINS = {"train", "training"}
"""Of made things these are done to people: "lift training" teaches who mends lifts."""
_GOES_ON = {
    "at",
    "in",
    "on",
    "along",
    "for",
    "and",
    "by",
    "around",
    "to",
    "across",
    "is",
    "near",
    "from",
    "over",
    "with",
    "that",
    "which",
    "are",
    "or",
}
_LEADS = {
    "of",
    "for",
    "after",
    "the",
    "our",
    "all",
    "its",
    "their",
    "some",
    "young",
    "old",
    "new",
    "mature",
    "sick",
    "stray",
    "climbing",
    "hanging",
}
_UPKEEP = {"maintenance", "maintaining", "repair", "repairing"}
_STANDS_FAST = {
    "awning", "canopy", "duct", "fence", "fencing", "stair", "ramp", "bollard", "barrier", "bench", "slide", "swing", "seat", "shelter",
    "booth", "kiosk", "cabin", "pole", "post", "mast", "column", "sign", "lamp", "light", "lighting", "pipe", "cable", "tank", "plant",
    "system", "equipment", "turbine", "stage", "platform", "unit", "structure", "product", "building", "wall", "surface", "sink", "bath",
    "toilet", "kitchen", "window", "roof", "network", "line", "material", "stone", "brick", "rail", "wire", "wiring", "block", "part",
    "track", "bridge", "well", "general", "panel", "board", "site",
}  # fmt: skip
"""Goods that are built in or stand on the ground, and words that may name such as well: their repair may be works."""
_MOST_LED, _MOST_JOINED = 6, 4


def types_of_care(words: Sequence[Word], at: int, end: int, kind: Kind) -> tuple[ContractType, ...]:
    """The types of a phrase, words `at` up to `end`: light touch care is services where it is of a plant, an animal or a thing."""
    if kind.types != ("light_touch",) or any(word.meant in _OF_PEOPLE for word in words[end : end + 1]):
        return kind.types
    at = next((i for i in range(at, end) if words[i].meant in _CARE and _is_care(words, i)), -1)
    things = _LIVING if words[at].meant in _TRAINS else _LIVING | _MADE
    of_thing = at >= 0 and (_is_thing_before(words, at, things) or _is_thing_after(words, at + 1, things))
    return ("services",) if of_thing else kind.types


def _is_care(words: Sequence[Word], at: int) -> bool:
    return words[at].meant != "health" or (at + 1 < len(words) and words[at + 1].form == "check")


def _is_thing_before(words: Sequence[Word], at: int, things: Collection[str]) -> bool:
    """Whether a thing stands right before, or before what else is done to it: "basket watering and feeding", "tree nursery care"."""
    i = at - 1
    while i >= 0 and at - i <= _MOST_JOINED and (words[i].meant in ("and", "nursery", ",") or words[i].meant.endswith("ing")):
        i -= 1
    return i >= 0 and words[i].form in things


def _is_thing_after(words: Sequence[Word], at: int, things: Collection[str]) -> bool:
    """Whether a thing is named right after and the name ends there: "feeding the horses", "nursing of young trees", not "of building users"."""
    i = at
    while i < len(words) and i - at < _MOST_LED and words[i].meant in _LEADS:
        i += 1
    if i == at or i >= len(words):
        return False
    while i + 1 < len(words) and words[i + 1].form in things and words[i].form.isalpha():
        i += 1
    after = words[i + 1].meant if i + 1 < len(words) else ""
    return words[i].form in things and (not after.isalpha() or after in _GOES_ON or not words[i + 1].form)


def types_of_upkeep(words: Sequence[Word], at: int, end: int, kind: Kind) -> tuple[ContractType, ...]:
    """The types of maintenance or repair, words `at` up to `end`: services where it is of goods, and not of what stands on the ground.

    "Organ maintenance", "repairs to the looms"; gates, doors and fences stay open.
    """
    if set(kind.types) != {"works", "services"} or words[at].form not in _UPKEEP or end != at + 1:
        return kind.types
    before = words[at - 1].form if at else ""
    if before not in _LEADS and _is_moved(before):
        return ("services",)
    i = end
    while i < len(words) and i - end < _MOST_LED and words[i].meant in _LEADS | {"to"}:
        i += 1
    after = words[i + 1].meant if i + 1 < len(words) else ""
    ends = not after.isalpha() or after in _GOES_ON or not words[i + 1].form
    return ("services",) if i > end and i < len(words) and ends and _is_moved(words[i].form) else kind.types


def _is_moved(form: str) -> bool:
    """Whether a word names goods that are no part of a building and stand fast on no ground."""
    known = listed()
    return (
        form in known.ends_of_goods
        and form not in known.parts_of_buildings | _STANDS_FAST
        and (form,) not in known.structures | vocabulary().built
    )


def types_served(words: Sequence[Word], end: int, kind: Kind) -> tuple[ContractType, ...]:
    """The types of goods, which are services where "service" ends the name: "fish feeding service", "a lamplighter service"."""
    after = [word.meant for word in words[end : end + 2]]
    done = len(after) == 2 and after[0].endswith("ing") and len(after[0]) > 4 and after[1] in ("service", "services")
    named = after[:1] == ["service"] and kind.listed
    return ("services",) if kind.types == ("supplies",) and (done or named) else kind.types
