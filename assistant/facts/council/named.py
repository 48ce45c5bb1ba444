"""Which councils a question names: those that are loaded, and others, which are asked about and never answered for.

The longest name wins ("South Norfolk" is not "Norfolk"), whichever list it is on; a slip of the keys is forgiven where only
one council is meant. A county that a named council lies in ("Norwich, Norfolk") is where it is, not a second council.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from assistant.facts.council.gazetteer import gazetteer, name_words, nation_of
from assistant.facts.council.joint import only_buys_with
from assistant.facts.council.name_parts import NO_NAMES, is_firms_own, is_of_another_name, signature_end, signed_from
from assistant.facts.council.names import Known, Names, View, names_of, views_of
from assistant.facts.council.passing import in_passing, is_elsewhere, is_lost_bid, is_origin
from assistant.facts.council.slips import misspelt
from assistant.facts.council.streets import is_street
from assistant.facts.words.doubts import doubt
from assistant.facts.words.numbers import CARDINALS
from assistant.facts.words.text import Question, read_text
from assistant.facts.words.vocabulary import common_words
from assistant.model import CouncilName, Councils, Doubt, Said

_FIRMS = {
    "firm", "firms", "supplier", "suppliers", "company", "companies", "business", "businesses", "based", "contractor", "contractors", "provider",
    "providers", "located", "sme", "smes", "charity", "charities", "residents", "people", "traders", "organisations", "jobs", "live", "lives",
}  # fmt: skip
_BIDS = {
    "bid",
    "bids",
    "bidding",
    "tender",
    "tenders",
    "tendering",
    "sell",
    "sells",
    "selling",
    "compete",
    "quote",
    "quoting",
    "contracts",
}
"""What a firm does where it wants contracts: "we run a firm and bid in Leeds"."""
_KINDS = {"city", "borough", "district", "county", "metropolitan", "unitary", "town", "parish", "royal"}
_LEADS = {
    "in", "at", "for", "by", "from", "with", "about", "and", "or", "to", "does", "do", "is", "of", "than", "did", "has", "vs", "versus",
    "both", "what", "will", "can", "under", "like", "near", "between", "would", "should", "around", ",", "compare", "&", "/",
}  # fmt: skip
_OBJECTS = {
    "the",
    "this",
    "that",
    "these",
    "those",
    "a",
    "an",
    "your",
    "our",
    "my",
    "their",
    "it",
    "them",
    "through",
    "between",
    "up",
    "all",
}
_NOT_MEANT = (
    ("not",),
    ("except",),
    ("other", "than"),
    ("apart", "from"),
    ("excluding",),
    ("but", "not"),
    ("council", "but"),
    ("councils", "but"),
    ("everyone", "but"),
    ("anyone", "but"),
    ("bar",),
    ("outside",),
    ("except", "for"),
    ("unlike",),
    ("forget",),
    ("forget", "about"),
    ("forgetting",),
    ("never", "mind"),
    ("nevermind",),
    ("never", "mind", "about"),
    ("ignore",),
    ("ignoring",),
    ("disregard",),
    ("scrap",),
)
_WITHDRAWN = {"forget", "forgetting", "ignore", "ignoring", "disregard", "scrap"}
_SHORT_COMMON = {
    "old",
    "nice",
    "eco",
    "bad",
    "few",
    "more",
    "ten",
    "six",
    "next",
    "last",
    "poor",
    "cold",
    "damp",
    "warm",
    "safe",
}
"""Words of few letters that the list of common words leaves out."""
_NOT_DENIED = {"not", "don't", "dont", "never", "can't", "cannot", "cant", "no", "mustn't", "shouldn't", "won't", "to"}
"""Before "forget Ambridge" these say that it is meant: "don't forget Ambridge"."""


@dataclass(frozen=True, slots=True)
class CouncilRead:
    """The loaded councils that are named, other councils that are named, the tokens of their names, and where each name stands, with its slug
    where it is loaded; those that only buy with a loaded one have no place."""

    councils: Councils | None
    others: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    taken: frozenset[int]
    places: tuple[tuple[int, int, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    known: Known
    first: int
    end: int


def read_councils(question: Question, councils: Sequence[CouncilName]) -> CouncilRead:
    """Reads the councils that a question names."""
    names = names_of(tuple(councils))
    named = _found(question, names)
    parties = only_buys_with(question, [(one.first, one.end, one.known.shown, one.known.slug is not None) for one in named])
    aside = in_passing(question, [(one.first, one.known.shown) for one in named]) | _origins(question, named) | parties
    found = [one for one in named if one.known.shown not in aside]
    loaded = [one for one in found if one.known.slug is not None]
    others = _others(question, named, aside)
    slugs = tuple(dict.fromkeys(one.known.slug for one in loaded if one.known.slug))
    said = "; ".join(dict.fromkeys(question.said(one.first, one.end) for one in loaded))
    taken = frozenset(i for one in named for i in range(one.first, one.end))
    doubts = (_unknown(others),) if others else ()
    places = tuple((one.first, one.end, one.known.slug) for one in named if one.known.shown not in parties)
    return CouncilRead(Councils(slugs, Said(said)) if slugs else None, others, doubts, taken, places)


def other_councils(question: str, councils: Sequence[CouncilName]) -> tuple[str, ...]:
    """Names of councils that the question speaks of and that are not loaded, in order.

    >>> other_councils("What does Breckland Council ask for, and Thurrock?", [])
    ('Breckland', 'Thurrock')
    """
    return read_councils(read_text(question), councils).others


def _unknown(others: tuple[str, ...]) -> Doubt:
    shown = ", ".join(others)
    abroad = [name for name in others if nation_of(name) not in ("england", None)]
    if abroad:
        nation = str(nation_of(abroad[0])).replace("_", " ").title()
        return doubt(
            "unknown_council",
            shown,
            question=f"Nothing is loaded for {shown}, and other law holds in {nation}. Which council is meant?",
        )
    return doubt("unknown_council", shown)


def _found(question: Question, names: Names) -> list[_Named]:
    words = views_of(question, names)
    found: list[_Named] = []
    at = 0
    while at < len(words):
        named, used = _exactly(question, words, at, names) or _misspelt(words, at, names) or (None, 1)
        if named and not _is_left_out(question, named.first):
            found.append(named)
        at += used
    beside = len({one.known for one in found}) > 1
    found = [one for one in found if not is_street(question, one.first, one.end, beside_another=beside)]
    loaded = {one.known for one in found if one.known.slug is not None}
    found = [one for one in found if not _is_of_another_name(question, one, beside=bool(loaded - {one.known}))]
    return _without_signatures(question, _without_branches(question, found))


def _is_of_another_name(question: Question, one: _Named, *, beside: bool) -> bool:
    """Whether the name is part of another, or of where suppliers are. `beside`: another council that is loaded is named as well."""
    if beside and one.known.slug is not None and _is_of_firms(question, one):
        return True
    return is_of_another_name(question, one.first, one.end, loaded=one.known.slug is not None, beside_another=beside)


def _without_branches(question: Question, found: list[_Named]) -> list[_Named]:
    """The names without towns where a firm has its branches or depots, where a loaded council is named beside them."""
    others = [one for one in found if not is_firms_own(question, one.first, one.end)]
    return others if any(one.known.slug is not None for one in others) else found


def _without_signatures(question: Question, found: list[_Named]) -> list[_Named]:
    """The names without those in a signature, where a loaded council is named outside it."""
    first = signed_from(question)
    end = signature_end(question, first)
    outside = [one for one in found if not first <= one.first < end]
    return outside if any(one.known.slug is not None for one in outside) else found


def _exactly(question: Question, words: list[View], at: int, names: Names) -> tuple[_Named, int] | None:
    """The longest name that starts at the word `at`, and how many words it takes."""
    best: tuple[_Named, int] | None = None
    for start in _starts(words, at):
        for name, known in names.by_first.get(start[0], ()):
            used = _matched(words, at, start, name)
            if used and (best is None or len(name) > best[1]):
                named = _Named(known, words[at][0], words[at + used - 1][0] + 1)
                if _counts_as_place(question, named, name):
                    best = named, used
    return best


def _misspelt(words: list[View], at: int, names: Names) -> tuple[_Named, int] | None:
    found = misspelt(words, at, names)
    if found is None:
        return None
    known, used = found
    return _Named(known, words[at][0], words[at + used - 1][0] + 1), used


def _starts(words: list[View], at: int) -> list[tuple[str, ...]]:
    """What the word at `at` may begin a name with: one word, or two for "NE", "N E" and "K'Lynn"."""
    short = gazetteer().short_forms
    starts: list[tuple[str, ...]] = [tuple(form.split()) or (form,) for form in words[at][1]]
    starts += [short[form] for form in words[at][1] if form in short and len(short[form]) > 1]
    return starts


def _matched(words: list[View], at: int, start: tuple[str, ...], name: tuple[str, ...]) -> int:
    """How many words of the question the name takes, or 0 where it does not stand there."""
    if name[: len(start)] != start:
        return 0
    rest = name[len(start) :]
    for offset, word in enumerate(rest, 1):
        if at + offset >= len(words) or word not in words[at + offset][1]:
            return 0
    return 1 + len(rest)


def _counts_as_place(question: Question, named: _Named, name: tuple[str, ...]) -> bool:
    """Whether the words name the place: a name that is a word too needs a capital or a word that leads to a place.

    One that is not loaded needs both, so that "Reading" at the start of a sentence is no council.
    """
    if name not in gazetteer().also_words:
        return True
    after = question.words(named.end, named.end + 3)
    if "council" in after or question.word(named.end) == "borough" or question.at(named.end - 1).text.endswith("'s"):
        return True
    capital = question.text[question.tokens[named.first].start].isupper()
    led = question.word(named.first - 1) in _LEADS or (named.first == 0 and len(question.tokens) <= 3)
    if named.known.slug is None:
        return capital and led
    return (capital or (led and question.word(named.first - 1) != "like")) and question.word(named.end) not in _OBJECTS


def _is_left_out(question: Question, first: int) -> bool:
    """Whether the words before the name at token `first` say that it is not meant: "not Ambridge", "forget Ambridge"."""
    for words in _NOT_MEANT:
        start = first - len(words)
        denied = words[0] in _WITHDRAWN and question.word(start - 1) in _NOT_DENIED
        if question.words(start, first) == words and not denied:
            return True
    return False


def _others(question: Question, found: Sequence[_Named], aside: Set[str]) -> tuple[str, ...]:
    """The other councils, as they are called: those on the list but for those spoken of `aside`, and any "X Council" that is on no list."""
    counties: set[str | None] = {one.known.place.county for one in found if one.known.place and one.known.place.county}
    elsewhere = [one for one in found if one.known.slug is None and one.known.shown not in aside]
    named = [one for one in elsewhere if not (_is_whereabouts(question, one, counties) or _is_of_firms(question, one))]
    if any(one.known.slug is not None for one in found):
        named = [one for one in named if not is_elsewhere(question, one.first, one.end)]
    spans = [(one.first, one.known.shown) for one in named]
    covered = {i for one in found for i in range(one.first, one.end)}
    spans += [(first, name) for first, name in _unlisted(question, covered)]
    return tuple(dict.fromkeys(name for _, name in sorted(spans)))


def _origins(question: Question, named: Sequence[_Named]) -> frozenset[str]:
    """The places that are only told of as where somebody or something comes from, or where a bid was lost, where a loaded council is named beside."""
    places = [one.first for one in named]
    asked = {
        one.known.shown
        for one in named
        if not (is_origin(question, one.first, one.end, places) or is_lost_bid(question, one.first, one.end))
    }
    beside = any(one.known.slug is not None and one.known.shown in asked for one in named)
    return frozenset(one.known.shown for one in named if one.known.shown not in asked) if beside else frozenset()


def _is_whereabouts(question: Question, one: _Named, counties: set[str | None]) -> bool:
    is_county = one.known.place is not None and one.known.place.is_county
    return is_county and one.known.shown in counties and "council" not in question.words(one.end, one.end + 2)


def _is_of_firms(question: Question, one: _Named) -> bool:
    """Whether a place says where suppliers or people are: "firms in Leeds", "Essex businesses"."""
    if "council" in question.words(one.end, one.end + 3):
        return False
    before = question.words(one.first - 5, one.first - 1)
    firm = max((at for at, word in enumerate(before) if word in _FIRMS), default=len(before))
    located = question.word(one.first - 1) in ("in", "from", "at", "near", "around", "across") and firm < len(before)
    located = located and _BIDS.isdisjoint(before[firm:])
    return located or question.word(one.end) in _FIRMS


def _unlisted(question: Question, covered: set[int]) -> list[tuple[int, str]]:
    """ "Ambridge Town Council", "Borough of Ambridge": councils by form, whether or not a list has them."""
    found = []
    for at, token in enumerate(question.tokens):
        if token.text in ("council", "council's"):
            first = at
            while question.word(first - 1) in _KINDS:
                first -= 1
            name_first = _name_start(question, first)
            if (
                name_first < first
                and not any(i in covered for i in range(name_first, first))
                and not _is_left_out(question, name_first)
                and _is_name(question, name_first, first, at)
            ):
                found.append((name_first, question.said(name_first, first).removesuffix("'s")))
        elif token.text in ("borough", "council", "city") and question.word(at + 1) == "of" and at + 2 not in covered:
            end = at + 2
            while _is_capital(question, end):
                end += 1
            if end > at + 2 and _is_capital(question, at):
                found.append((at + 2, question.said(at + 2, end)))
    return found


def _name_start(question: Question, end: int) -> int:
    """Where a name that ends at token `end` starts: words with a capital, or one word without."""
    first = end
    while first > 0 and _is_capital(question, first - 1) and question.word(first - 1) not in NO_NAMES and end - first < 4:
        first -= 1
    if first < end or question.word(end - 1) in NO_NAMES:
        return first
    return end - 1 if question.at(end - 1).kind == "word" else end


def _is_name(question: Question, first: int, end: int, council_at: int) -> bool:
    """Words with capitals before "Council" are a name; without, a word before "borough council" and the like is."""
    if _opens_sentence(question, first, end, council_at):
        return False
    if all(_is_capital(question, i) for i in range(first, end)):
        return True
    return end < council_at and question.word(first) not in NO_NAMES and len(question.word(first)) > 3


def _opens_sentence(question: Question, first: int, end: int, council_at: int) -> bool:
    """Whether a common word has its capital from the start of a sentence that goes on to what is the council's: "Sixty council flats", "Empty council
    homes"; "Leeds council flats" has a name.
    """
    opens = end == first + 1 and question.word(first - 1) in ("", ".", "?", "!", ":", "-", '"')
    word = question.word(first)
    plain = word in CARDINALS or word in _SHORT_COMMON or (word in common_words()[0] and word not in _first_words())
    goes_on = end == council_at and not _is_capital(question, council_at) and question.word(council_at) == "council"
    return opens and plain and goes_on and question.at(council_at + 1).kind == "word"


@cache
def _first_words() -> frozenset[str]:
    """The words that councils' names begin with: "barking"."""
    return frozenset(words[0] for place in gazetteer().places for name in place.names if (words := name_words(name)))


def _is_capital(question: Question, at: int) -> bool:
    token = question.at(at)
    return token.kind == "word" and question.text[token.start].isupper()
