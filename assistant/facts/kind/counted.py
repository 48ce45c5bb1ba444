"""Things that are counted or named as sets and bought, whatever they are: "two hundred dibbers, £4k", "radar sets", "supplying headstones".

Where nothing is known of a plural, a count before it, or that it is supplied, tells that it is a thing; unless it is people, a place, an event or
a length of time, which are counted too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.facts.kind.context import Word
from assistant.facts.kind.procurement_vocabulary import listed
from assistant.facts.words.contract_deeds import deeds
from assistant.facts.words.numbers import scale_of
from assistant.facts.words.slips import slips_apart
from assistant.facts.words.text import singular
from assistant.facts.words.vocabulary import Kind, vocabulary

_MOST_WORDS = 5
_COUNTS = {
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "eighteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "dozen",
}  # fmt: skip
_SPARE = {
    "replacement", "spare", "inflatable", "stackable", "stacking", "foldable", "folding", "collapsible", "portable", "rechargeable", "cordless",
    "disposable", "reusable", "washable", "wearable", "handheld", "wireless", "embroidered", "laminated", "personalised", "secondhand",
    "reconditioned", "upholstered", "biodegradable", "waterproof", "robotic",
}  # fmt: skip
"""Words by which a plural after them is of goods, where no list knows better: "replacement server racks", "inflatable sandpits"."""
_SUPPLIES = {
    "supplying",
    "supply",
    "purchasing",
    "buying",
    "stocking",
    "ordering",
    "buy",
    "buys",
    "acquiring",
    "procuring",
    "purchase",
}
_YEARS = range(1900, 2100)
_BEFORE_COUNT = {
    "of", "for", "want", "wants", "need", "needs", "buying", "buy", "buys", "some", "about", "around", "another", "and", "getting", "get",
    "after", "ordering", "order",
    "replacing", "purchasing", "our", "the", "nearly", "roughly", "approximately", "supply", "supplying", "plus", "hundred", "thousand",
    "dozen", "are", "is", "bought", "having",
}  # fmt: skip
_SETS = {
    "sets",
    "machines",
    "devices",
    "appliances",
    "instruments",
    "apparatus",
    "gear",
    "kits",
    "utensils",
    "garments",
    "gadgets",
    "tools",
}
_ENDS_NAME = {
    "a", "an", "and", "are", "as", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or", "over", "plus", "that", "the", "their",
    "to", "under",
    "we", "were", "which", "who", "will", "with", "worth", "costing", "per", "each", "apiece", "ex", "excluding", "inc", "including", "must",
    "should",
    "does", "do", "has", "have", "our", "its", "was", "not", "no", "until", "before", "after", "across", "net", "all", "come", "comes",
}  # fmt: skip
_PEOPLE = ("ers", "ors", "ists", "ians", "ees", "women", "men", "wives", "cians", "mates", "folk", "folks")


def phrases_counted(words: Sequence[Word], at: int) -> Iterator[tuple[Kind, int]]:
    """The name of things that starts at word `at` after a count or a word for supplying, or that ends with a word for sets of things."""
    end = _end_of_name(words, at)
    if end == at:
        return
    counted = _is_counted(words, at) and _is_of_things(words[end - 1]) and _is_unknown(words, at, end)
    if counted or (end - at > 1 and words[end - 1].meant in _SETS):
        name = tuple(word.form for word in words[at:end])
        yield Kind(name, ("supplies",), in_contract=True, listed=not counted, counted=counted), end


def _end_of_name(words: Sequence[Word], at: int) -> int:
    end = at
    while end < len(words) and end - at < _MOST_WORDS and words[end].meant.isalpha() and words[end].form:
        if words[end].meant in _ENDS_NAME:
            break
        end += 1
    return end


def _is_unknown(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether no list knows anything of the name, which then would tell more than the count."""
    known = vocabulary()
    for i in range(at, end):
        form = words[i].form
        for kind in known.by_first.get(form, ()):
            if tuple(word.form for word in words[i : i + len(kind.words)]) == kind.words:
                return False
        if form in known.frames or any(True for _ in listed().at([word.form for word in words[i:end]])):
            return False
    return True


def _is_counted(words: Sequence[Word], at: int) -> bool:
    """Whether a count or a word for supplying stands before word `at`: no year, no number of a clause and no sum."""
    before = words[at - 1].meant if at else ""
    if before in _SPARE and not _is_verb_before(words, at - 1):
        return True
    if before in _SUPPLIES or (before == "of" and at > 1 and words[at - 2].meant in ("supply", "purchase")):
        return True
    lead = words[at - 2].meant if at > 1 else ""
    led = lead in _BEFORE_COUNT | _COUNTS or not lead[:1].isalnum() or not words[at - 2].form
    return is_count(before) and led and lead not in ("£", "-") and scale_of(words[at].meant) is None


def _is_verb_before(words: Sequence[Word], at: int) -> bool:
    """Whether what leads to "replacement" or "spare" makes it no name of goods: "to spare", "in replacement", "can spare"."""
    return at > 0 and words[at - 1].meant in ("to", "in", "can", "could", "can't", "of", "no", "temporary", "staff")


def is_count(word: str) -> bool:
    """Whether a word counts more than one, and is no year.

    >>> is_count("ten"), is_count("12"), is_count("1"), is_count("2019")
    (True, True, False, False)
    """
    figure = word.replace(",", "")
    return word in _COUNTS or (figure.isdecimal() and int(figure) > 1 and int(figure) not in _YEARS)


def _is_of_things(last: Word) -> bool:
    """Whether a plural may be things: no people, no place, no event and no length of time."""
    word = last.meant
    plural = (
        word.endswith("s") and not word.endswith(("ss", "us", "is", "ics", "'s")) and len(word) > 3 and singular(word) != word
    )
    goods = last.form in listed().ends_of_goods
    return plural and word not in deeds().no_things and not _is_unit(word) and (goods or not word.endswith(_PEOPLE))


def _is_unit(word: str) -> bool:
    """Whether a word is a slip of the keys for a length of time ("motnhs", "mths")."""
    return any(slips_apart(word, unit, 2) is not None for unit in ("months", "years", "weeks"))
