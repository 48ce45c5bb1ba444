"""What is built, whatever it is: "building an arts cinema", "construct a tram shed", "a planetarium to be built" are works.

Only what is nothing on the ground is not ("building a website", "build a team").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.facts.kind.context import Phrase, Word, clause_start
from assistant.facts.kind.procurement_vocabulary import listed
from assistant.facts.words.vocabulary import Kind, vocabulary

_MOST_WORDS, _CLAUSE_REACH = 7, 14
_BUILDS = {
    ("build",), ("building",), ("construct",), ("constructing",), ("erect",), ("erecting",), ("rebuild",), ("rebuilding",), ("put", "up"),
    ("putting", "up"), ("construction", "of"), ("erection", "of"), ("rebuild", "of"), ("rebuilding", "of"),
}  # fmt: skip
_FIRST_OF_BUILDS = {phrase[0] for phrase in _BUILDS}
_CONSTRUCTS = {"construct", "constructing", "erect", "erecting"}
"""What is so put up stands on the ground, whatever it is."""
_TURNS = {"turn", "turning", "convert", "converting", "conversion"}
_NEW = {"new", "replacement"}
_REPLACES = {"replace", "replacing", "renew", "renewing", "reinstate", "reinstating", "replacement", "renewal"}
_REPLACED = {"replacement", "renewal", "reconstruction", "reinstatement"}
_PARTS = {"decking", "railing", "balustrade", "guttering", "step", "stair", "column", "ceiling", "glazing", "spire", "porch"}
"""Parts of buildings that the vocabulary has under no name of their own."""
BUILT = {"built", "constructed", "erected", "rebuilt"}
_TO_BUILT = {"to", "be", "being", "is", "are", "will", "newly", "re", "going"}
_ONE = {
    "a", "an", "another", "eight", "five", "four", "its", "new", "our", "six", "some", "ten", "the", "their", "this", "three", "twelve",
    "twenty", "two", "us",
}  # fmt: skip
_IN_THE_MIND = {
    "bid", "reserve", "contingency", "portfolio", "buffer", "dataset", "prototype", "simulator", "game", "register", "archive", "conversation",
    "bond", "prospectus", "offer", "pack", "index", "inventory",
}  # fmt: skip
"""What is built and stands on no ground, beside what the vocabulary has."""
_BEFORE_BUILDING = {"a", "an", "new", "another", "one"}
_PLACES = {"hut", "pavilion", "clubhouse", "hall", "lodge", "shed", "station", "kiosk", "shelter", "depot"}
"""What a building is for that is named by it and a word before it: "scout hut building"."""
_LEADS_PRICE = {",", ":", "-", "(", "for", "at", "costing", "worth", "priced", "valued", "of", "about", "around"}
_SCALES = {"k", "m", "mil", "million", "grand", "thousand", "bn"}
_PAST_NAME = {
    "across", "and", "are", "as", "at", "be", "beside", "between", "but", "by", "can", "costing", "could", "do", "does", "due", "for",
    "from", "has", "have", "if", "since", "in", "into", "is", "it", "may", "must", "near", "next", "not", "of", "off", "on", "or", "out", "over",
    "should", "so", "social", "starting", "than", "that", "then", "they", "through", "to", "under", "up", "using", "was", "we", "were",
    "when", "where", "which", "who", "will", "with", "within", "worth", "would",
}  # fmt: skip


def phrases_built(words: Sequence[Word], at: int) -> Iterator[tuple[Kind, int]]:
    """What is built that starts at word `at`, with the word for building it, and where it ends."""
    form = words[at].form
    end = (
        _put_up(words, at) or _building_of(words, at)
        if form in _FIRST_OF_BUILDS
        else _turned_into(words, at)
        if form in _TURNS
        else _part_replaced(words, at) or _new_structure(words, at) or _built_after(words, at) or _named_building(words, at)
    )
    if end:
        yield Kind((form, words[end - 1].form), ("works",), in_contract=True, built=True), end


_BEING = {"is", "are", "we're", "been", "be", "to"}
_CLAUSE_STOPS = {".", "?", "!", ";", ":", ",", "("}
_ENDS_PLACE = {"for", "and", "but", "or", "is", "are", "to", "with", "that", "which", "who", "because", "so", "if", "when"}
_ASKS = {
    "is", "are", "was", "does", "do", "did", "how", "what", "why", "which", "can", "could", "would", "should", "if", "whether", "who",
    "when", "must",
    "may", "will",
}  # fmt: skip
_OTHERS = {
    "contractor", "contractors", "bidder", "bidders", "supplier", "suppliers", "developer", "developers", "tenderer", "firm", "provider",
    "they", "he",
    "she", "it", "who", "which", "that", "neighbour", "neighbours", "volunteers",
}  # fmt: skip


def is_being_built(words: Sequence[Word], one: Phrase) -> bool:
    """Whether a body is said to build it: "a district is building a footbridge", "the parish has been building a chapel".

    Not what a bidder builds beside the contract, and not a question. Only a known structure counts, or what has its price in the same clause:
    "we're building a boathouse in the town for £1.15m".
    """
    clause = [word.meant for word in words[clause_start(words, one.first, _CLAUSE_STOPS, _CLAUSE_REACH) : one.first]]
    alone = clause[-1:] == ["we're"]
    if not clause or clause[-1] not in _BEING or clause[0] in _ASKS or not _OTHERS.isdisjoint(clause):
        return False
    if len(clause) < 2 and not alone:
        return False
    if words[one.first].meant in _CONSTRUCTS or _is_priced(words, one.end):
        return True
    name = tuple(word.form for word in words[one.first : one.end])
    known = listed().structures | vocabulary().built
    return any(name[n:] in known for n in range(1, len(name)))


def _is_priced(words: Sequence[Word], at: int) -> bool:
    """Whether "for" and a sum follow from word `at`, and nothing between but where it is: "in the town for £1.15m"."""
    while (
        at < len(words) and words[at].meant.replace("'", "").replace("-", "").isalpha() and words[at].meant not in _ENDS_PLACE
    ):
        at += 1
    return [word.meant for word in words[at : at + 2]] in (["for", "£"], [",", "£"])


def _building_of(words: Sequence[Word], at: int) -> int:
    """Where "construct a tram shed" ends that starts at word `at`; 0 where it does not."""
    for size in (2, 1):
        if tuple(word.form for word in words[at : at + size]) in _BUILDS:
            start = _past_price(words, at + size)
            end = _end_of_name(words, start)
            priced = start > at + size and any(
                tuple(w.form for w in words[n:end]) in listed().structures for n in range(start, end)
            )
            return end if priced or _is_structure(words[at + size : end]) else 0
    return 0


def _past_price(words: Sequence[Word], at: int) -> int:
    """The word after "a £9m" at word `at`; `at` itself where no such price stands there."""
    if not (at + 2 < len(words) and words[at].meant in _ONE and words[at + 1].meant == "£"):
        return at
    end = at + 2
    while end < len(words) and (words[end].meant[0].isdigit() or words[end].meant in _SCALES):
        end += 1
    return end if end > at + 2 else at


def _turned_into(words: Sequence[Word], at: int) -> int:
    """Where "turning the bowling club into a nursery" ends that starts at word `at`: one of the two is known to stand on the ground."""
    start = at + 1 + (at + 1 < len(words) and words[at + 1].meant == "of")
    into = _end_of_name(words, start)
    if into >= len(words) or words[into].meant not in ("into", "to") or words[start].meant not in _ONE:
        return 0
    end = _end_of_name(words, into + 1)
    names = [tuple(word.form for word in words[first:last]) for first, last in ((start, into), (into + 1, end))]
    if any(name[n:] in listed().not_on_the_ground for name in names for n in range(len(name))):
        return 0
    known = listed().structures | vocabulary().built
    return end if any(name[n:] in known for name in names for n in range(len(name))) else 0


def _put_up(words: Sequence[Word], at: int) -> int:
    """Where "putting the lych gate back up" ends that starts at word `at`; without "back" only a known structure is put up so."""
    if words[at].form not in ("put", "putting"):
        return 0
    up = next((i for i in range(at + 2, min(at + 2 + _MOST_WORDS, len(words))) if words[i].meant == "up"), 0)
    back = up and words[up - 1].meant == "back"
    name = words[at + 1 : up - 1 if back else up]
    if not up or any(not word.meant.isalpha() or (word.meant in _PAST_NAME and word.meant != "in") for word in name):
        return 0
    known = any(tuple(word.form for word in name[n:]) in listed().structures for n in range(len(name)))
    return up + 1 if _is_structure(name) and (back or known) else 0


def _new_structure(words: Sequence[Word], at: int) -> int:
    """Where "a new fire station" ends whose "new" is word `at`; 0 where none follows, or one that can be delivered ("a new stage")."""
    if words[at].form not in _NEW:
        return 0
    end = _end_of_name(words, at + 1)
    forms = tuple(word.form for word in words[at + 1 : end])
    structure = any(forms[n:] in listed().structures for n in range(len(forms)))
    return end if structure and forms[-1] not in listed().ends_of_goods else 0


def _named_building(words: Sequence[Word], at: int) -> int:
    """Where "cricket pavilion building" ends whose first word is at `at`: a building that is bought by its name, with its price or nothing behind it.

    Not one that is there already ("our pavilion building", "heating for the hut building"), and nothing done to it ("hall building cleaning").
    """
    led = at - 1 - (at > 1 and words[at - 1].meant in (",", ":", "-"))  # "Ambridge, cricket pavilion building"
    opens = at == 0 or words[at - 1].meant in _BEFORE_BUILDING
    named = at > 0 and not words[led].form and not words[led].meant.endswith("'s")
    if not (opens or named) or words[at].meant.endswith("ing"):
        return 0
    end = next((i for i in range(at + 1, min(at + _MOST_WORDS, len(words))) if words[i].meant == "building"), 0)
    name = words[at:end]
    if not end or not all(word.meant.isalpha() and word.form and word.meant not in _PAST_NAME | _ONE for word in name):
        return 0
    if len(name) < 2 or (name[-1].form not in _PLACES and (name[-1].form,) not in vocabulary().built):
        return 0
    after = [word.meant for word in words[end + 1 : end + 4]]
    priced = after[:1] == ["£"] or ("£" in after and set(after[: after.index("£")]) <= _LEADS_PRICE)
    return end + 1 if priced or not after or after[0] in (".", "?") else 0


def _part_replaced(words: Sequence[Word], at: int) -> int:
    """Where a part of a building ends that is put in anew, from word `at`: "replacing the bandstand canopy", "pier decking renewal"."""
    if words[at].form in _REPLACES:
        end = _end_of_name(words, at + 1 + (at + 1 < len(words) and words[at + 1].meant == "of"))
        return end if _is_part_of_structure(words[at + 1 : end]) else 0
    end = next((i for i in range(at + 1, min(at + _MOST_WORDS, len(words))) if words[i].meant in _REPLACED), 0)
    return end + 1 if end and _is_part_of_structure(words[at:end]) else 0


def _is_part_of_structure(name: Sequence[Word]) -> bool:
    """Whether a name is of a part of a building, with the building named in it: "the pavilion shutters", not "the library chairs"."""
    forms = tuple(word.form for word in name)
    if (
        len(forms) < 2
        or forms[-1] not in listed().parts_of_buildings | _PARTS
        or not all(word.meant.isalpha() for word in name)
    ):
        return False
    return any(_is_of_building(forms[first:end]) for end in range(1, len(forms)) for first in range(end))


def _is_of_building(name: tuple[str, ...]) -> bool:
    """Whether a name is of what stands on the ground: a structure of a list, or what is works by its name alone ("bandstand")."""
    works = any(kind.words == name and kind.types == ("works",) for kind in vocabulary().by_first.get(name[0], ()))
    return works or name in listed().structures or name in vocabulary().built


def _end_of_name(words: Sequence[Word], start: int) -> int:
    """Where the name of a thing ends that starts at word `start`: before a small word, a sign or a figure."""
    end = start
    while end < len(words) and end - start < _MOST_WORDS:
        word = words[end].meant
        if word in _PAST_NAME or (not word.replace("'", "").isalpha() and not (end == start and word.isdigit())):
            break
        end += 1
    return end


def _is_structure(name: Sequence[Word]) -> bool:
    """Whether what is named stands on the ground: a structure of division 45, or any one thing that is not known to be none."""
    forms = tuple(word.form for word in name)
    if not forms or not all(forms) or any(forms[n:] in listed().not_on_the_ground for n in range(len(forms))):
        return False
    known = any(forms[n:] in listed().structures for n in range(len(forms)))
    if not known and forms[-1] in _IN_THE_MIND:
        return False
    return known or (len(forms) > 1 and (name[0].meant in _ONE or name[0].meant.isdigit()))


def _built_after(words: Sequence[Word], at: int) -> int:
    """Where "built" ends that is said of the name whose last word is at `at`; 0 where it is not."""
    if not words[at].meant.isalpha() or words[at].meant in _PAST_NAME | _TO_BUILT | BUILT or not words[at].form:
        return 0
    end = at + 1
    while end < len(words) and end - at < 5 and words[end].meant in _TO_BUILT:
        end += 1
    if end >= len(words) or words[end].meant not in BUILT:
        return 0
    by_itself = end == at + 1 and words[at].meant in ("purpose", "well", "custom", "system", "factory", "newly", "self")
    return 0 if by_itself or (words[at].form,) in listed().not_on_the_ground else end + 1
