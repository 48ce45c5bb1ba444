"""Sums of a reply that tell what is paid now, what was paid before, or how the contract stands to that: none of them is its value.

"Last time round we paid £110k for it", "they reckon it saves us £60k on what we pay now", "£30k more than the outgoing firm". What a saving is
reckoned from is what the authority pays; what the contract has come down by ("we've saved £60k by dropping the shifts") is a change of it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from assistant.facts.aside.other_sums import is_of_another
from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.facts.words.text import Question

_PAYS = {"pay", "pays", "spend", "spends", "charge", "charges", "cost", "costs"}
_PAYING = {"paying", "spending", "charging", "costing"}
_PAID = {"paid", "spent", "charged", "cost", "costed", "was", "were", "came", "went", "had", "charges", "charge", "ran", "let"}
_BEEN = {"was", "were", "been", "wasn't"}
_AT_PRESENT = (
    ("now",), ("today",), ("currently",), ("presently",), ("at", "present"), ("at", "the", "moment"), ("at", "the", "minute"), ("these", "days"),
    ("as", "it", "stands"), ("in", "house"), ("in", "-", "house"),
)  # fmt: skip
_FORMERLY = (
    ("previously",),
    ("formerly",),
    ("originally",),
    ("before",),
    ("in", "the", "past"),
    ("last", "time"),
    ("last", "year"),
    ("last", "round"),
)
_TO_COME = {"will", "would", "should", "shall", "we'll", "they'll", "it'll", "we'd", "if", "must", "going", "to"}
_FORMER = {"last", "previous", "outgoing", "existing", "current", "former", "old", "expiring", "incumbent", "present", "prior"}
_PARTIES = {
    "firm", "company", "supplier", "provider", "contractor", "lot", "people", "crew", "vendor", "operator", "arrangement", "arrangements", "spend",
    "bill", "bills", "set", "setup", "team", "outfit", "one", "round", "year", "year's", "time", "time's", "incumbent",
} | (CONTRACT_NOUNS - {"value", "budget"})  # fmt: skip
_TOLD = {
    "price",
    "figure",
    "quote",
    "estimate",
    "bid",
    "offer",
    "sum",
    "number",
    "amount",
    "value",
    "budget",
    "tender",
    "draft",
}
"""After "last" or "current" these are what was told of this contract: "the last bid was £196k" is the latest."""
_SAME = {"same", "again", "assume", "unchanged", "likewise"}
"""Words by which what was paid before may be what will be paid."""
_THINGS = {"thing", "job", "work", "service", "kit"}
_DIFFERS = {
    "cheaper", "dearer", "pricier", "less", "more", "lower", "higher", "better", "worse", "saving", "savings", "reduction", "increase", "below",
    "under", "above", "over", "off", "up", "down", "on", "difference",
}  # fmt: skip
_DIFFERS_BY = {
    "by", "save", "saves", "saved", "saving", "savings", "knock", "knocks", "knocked", "shave", "shaves", "shaved", "cut", "cuts", "cutting",
    "up", "down", "take", "takes", "reduction", "increase",
}  # fmt: skip
_PADS = {
    "us",
    "the",
    "council",
    "about",
    "around",
    "some",
    "roughly",
    "of",
    "nearly",
    "a",
    "another",
    "at",
    "least",
    "them",
    "you",
    "authority",
    "over",
}
_TURNS = {"and", "but", "£", "while", "whereas", ";"}
_LEAVES = {"leaving", "leaves", "leave"}
_CUT = {
    "cut", "cutting", "dropped", "dropping", "drop", "taken", "took", "taking", "take", "removed", "removing", "pulled", "lost", "losing", "scrapped",
    "stripped", "descoped", "shelved", "cancelled", "gone", "out", "trimmed", "axed", "withdrawn", "split", "reduced", "shaved", "sliced", "ditched",
    "lopped", "chopped", "carved", "off", "excluded", "postponed", "deferred",
}  # fmt: skip
"""What is done to a part of the contract, so that less is left."""
_NO_PRICE = {"budget", "fund", "grant", "pot", "headroom", "allocation", "reserve", "account", "kitty", "balance", "spare"}
_THE_ONE = (
    ("this", "one's"), ("this", "ones"), ("this", "one", "is"), ("this", "ones", "is"), ("this", "time", "it's"), ("this", "time", "its"),
    ("this", "time", "it", "is"), ("this", "year", "it's"), ("this", "year's", "is"), ("new", "one's"), ("new", "one", "is"), ("ours", "is"),
    ("this", "contract", "is"), ("this", "tender", "is"), ("now", "it's"), ("now", "its"), ("now", "it", "is"), ("it's", "now"),
    ("this", "one", "comes", "to"), ("this", "one", "will", "be"), ("this", "time"), ("this", "one"),
)  # fmt: skip
"""How the contract asked about is led to behind what was paid before: "the 180 was last time, this one's 70k"."""
_SAVING_ON = ("on", "in")
_RUNNING = {
    "energy", "fuel", "electricity", "gas", "water", "heating", "bills", "overtime", "agency", "staff", "staffing", "postage", "power", "rent",
    "wages", "diesel", "running", "maintenance", "insurance", "admin", "repairs",
}  # fmt: skip
_SAVES = {"save", "saves", "saving", "savings"}


def is_paid_before(question: Question, first: int, end: int) -> bool:
    """Whether a reply's sum at tokens `first` up to `end` is what is paid already, was paid before, or how far the contract is off that.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_paid_before(q := read_text(text), q.texts.index("£"), q.texts.index("£") + 3)
    >>> told("last time we paid £110k"), told("it saves £60k on what we pay now"), told("we've saved £60k by dropping a shift")
    (True, True, False)
    """
    start, stop = sentence_round(question, first, end)
    before, after = question.words(start, first), question.words(end, stop)
    if any(word in _SAME and following not in _THINGS for word, following in itertools.pairwise((*before, *after, "."))):
        return False
    if is_left_of_it(before) or _is_of_this(before, after):
        return False
    if _is_difference(before, after):
        return _names_former((*before, ",", *after)) or _is_running_cost(before, after)
    if _names_told((*before, *after)):
        return False
    return is_of_another(question, first, end) or _was_paid(_from_last_turn(before), after)


def is_left_of_it(before: Sequence[str]) -> bool:
    """Whether the words before a sum tell that it is left of the contract, a part of which is out: "they've cut one zone, leaving".

    >>> [is_left_of_it(text.split()) for text in ("they've cut one zone , leaving", "the budget was cut , leaving", "it is £90k , leaving")]
    [True, False, False]
    """
    led = len(before)
    while led and before[led - 1] in _PADS:
        led -= 1
    told = before[: led - 1]
    leaves = led > 0 and before[led - 1] in _LEAVES
    return leaves and not _CUT.isdisjoint(told) and _NO_PRICE.isdisjoint(told) and "£" not in told


def may_be_left(question: Question, first: int, end: int) -> bool:
    """Whether a reply's one sum may be what is left of the contract, or of something else: "leaving £530k"."""
    start, stop = sentence_round(question, first, end)
    before = question.words(start, first)
    led = len(before)
    while led and before[led - 1] in _PADS:
        led -= 1
    others = _NO_PRICE.intersection(question.words(start, stop)) or question.texts.count("£") > 1
    return led > 0 and before[led - 1] in _LEAVES and not others


def _is_of_this(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the words right before a sum say that it is the one asked about, and none behind it that it was before: "this one's"."""
    led = len(before)
    while led and before[led - 1] in _PADS | {"only", "just"}:
        led -= 1
    named = any(tuple(before[max(0, led - len(phrase)) : led]) == phrase for phrase in _THE_ONE)
    return named and not _follows_any(after, _FORMERLY)


def _is_difference(before: Sequence[str], after: Sequence[str]) -> bool:
    """ "£60k cheaper", "saves us £60k", "dearer by £30k": the sum is how far one price is off another."""
    led = len(before)
    while led and before[led - 1] in _PADS:
        led -= 1
    return (led > 0 and before[led - 1] in _DIFFERS_BY) or (len(after) > 0 and after[0] in _DIFFERS)


def _from_last_turn(before: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a sum's own clause: "the old contract was £290k and the new one is" tells of the new one."""
    last = max((i for i, word in enumerate(before) if word in _TURNS), default=-1)
    return before[last + 1 :]


def _is_running_cost(before: Sequence[str], after: Sequence[str]) -> bool:
    """ "It'll save us £60k a year in energy bills": what is saved is another cost."""
    saves = not _SAVES.isdisjoint((*before[-4:], *after[:2]))
    on = next((i for i, word in enumerate(after[:5]) if word in _SAVING_ON), None)
    return saves and on is not None and not _RUNNING.isdisjoint(after[on + 1 : on + 4])


def _names_former(words: Sequence[str]) -> bool:
    """Whether words name what is paid now or was before: "what we pay now", "the outgoing firm", "last year", "doing it in-house"."""
    for i, word in enumerate(words):
        if word in _FORMER and not _PARTIES.isdisjoint(words[i + 1 : i + 4]) and not _names_told(words[i : i + 4]):
            return True
        if (
            word in ("what", "than")
            and not (_PAYS | _PAID | _PAYING).isdisjoint(words[i + 1 : i + 5])
            and not _TO_COME & set(words[i + 1 : i + 4])
        ):
            return _is_of_paying(words[i + 1 : i + 6])
    return _follows_any(words, (("in", "house"), ("in", "-", "house"), ("ourselves",)))


def _is_of_paying(words: Sequence[str]) -> bool:
    """ "We pay", "it costs now", "they charged", but not "it was" or "we had", which may be what was told."""
    return not ((_PAYS | _PAYING | {"paid", "spent", "charged"}) - {"cost"}).isdisjoint(words)


def _names_told(words: Sequence[str]) -> bool:
    """ "The last bid", "the current estimate": the latest told of this contract."""
    return any(word in _FORMER and not _TOLD.isdisjoint(words[i + 1 : i + 3]) for i, word in enumerate(words))


def _was_paid(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """ "We were paying", "they charge us that today", "the last lot cost us", "the one before was"."""
    words = (*before, *after)
    if not _TO_COME.isdisjoint(before) and ("used", "to") not in itertools.pairwise(before):
        return False
    if any(one in _BEEN and other in _PAYING for one, other in itertools.pairwise(words)):
        return True
    pays = not (_PAYS | _PAYING).isdisjoint(before) and not _follows_any(
        before, (("now", "pay"), ("now", "costs"), ("now", "cost"))
    )
    if pays and _follows_any(words, _AT_PRESENT) and not _follows_any(after, (("now",),)):
        return True
    if _PAID.isdisjoint(before) and _PAYS.isdisjoint(before):
        return False
    if any(after[i : i + len(phrase)] == phrase for phrase in _FORMERLY for i in (0, 1)):
        return not {"vat", "tax"} & set(after[1:3])
    return _names_former(before) or _follows_any(
        before, (*_FORMERLY, ("one", "before"), ("used", "to"), ("years", "ago"), ("year", "ago"))
    )


def _follows_any(words: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> bool:
    return any(tuple(words[i : i + len(phrase)]) == phrase for i in range(len(words)) for phrase in phrases)
