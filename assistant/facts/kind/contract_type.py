"""Which type of contract the question speaks of: by the word for it, or by what is bought.

The word decides ("a works contract"), then the thing. In a compound the last word decides ("cleaning supplies" are supplies,
"school building cleaning" is a service), before "of" the first ("repair of laptops"). Where the words leave more than one type
open ("maintenance", "supply and install"), all of them are given and nothing is guessed.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.facts.council.name_parts import signature_end, signed_from
from assistant.facts.kind.built import BUILT, is_being_built, phrases_built
from assistant.facts.kind.buyer import is_buyer
from assistant.facts.kind.care_given import is_care_bought, is_purpose_of_things, phrases_of_care
from assistant.facts.kind.cared_for import types_of_care, types_of_upkeep, types_served
from assistant.facts.kind.context import (
    NOT_A_CONTRACT,
    Word,
    is_asked_for,
    is_pronoun,
    is_spoken_of_as_bought,
    is_sum_at,
    is_type_word,
)
from assistant.facts.kind.counted import phrases_counted
from assistant.facts.kind.doing import is_deed_bought, phrases_doing
from assistant.facts.kind.done import is_arranged, is_hired, is_own_or_named, phrases_done, tells_of_contract
from assistant.facts.kind.done_by import is_done_to, phrases_done_by
from assistant.facts.kind.dropped import is_dropped
from assistant.facts.kind.for_people import phrases_for_people
from assistant.facts.kind.left_open import kinds_left_open
from assistant.facts.kind.listed import (
    is_listed_as_bought,
    is_noted,
    is_place_of_goods,
    is_place_of_use,
    names_thing_before,
    phrases_listed,
    types_put_in,
    types_with_crew,
)
from assistant.facts.kind.named_by_deed import deeds_named
from assistant.facts.kind.procurement_vocabulary import listed
from assistant.facts.kind.speaker import is_speaker, is_speaking_for
from assistant.facts.kind.supplied import things_by_form, things_noted
from assistant.facts.words.contract_deeds import deeds
from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.facts.words.doubts import doubt
from assistant.facts.words.text import Question, singular
from assistant.facts.words.vocabulary import Kind, meant_word, second_word_meant, vocabulary
from assistant.model import CONTRACT_TYPES, ContractType, Doubt, Said, TypeFact

_TITLES = {"mr", "mrs", "ms", "miss", "dr", "cllr"}
_JOINS = {"and", "or", ",", "&", "/", "plus"}
_SAID_TO_BE = {"is", "it's", "as", "be"}
_CONTRACTS_SAID = {"contract", "job", "project", "tender", "scheme"}
_INTO = {"of", "for", "to", "at", "in", "on", "across", "with"}
_REACH, _WORD_AND_TO, _SENTENCE = 5, 2, 30
_SHORT = 3
"""How long a word is at most behind which the second word of a kind is known again ("IT suport"), or that word itself but for a letter
("home cre")."""
_NOT_MEANT = (
    ("not",),
    ("instead", "of"),
    ("rather", "than"),
    ("isn't",),
    ("non", "-"),
    ("no",),
    ("nothing",),
    ("nor",),
    ("except",),
    ("other", "than"),
    ("not", "a"),
    ("not", "the"),
    ("isn't", "the"),
    ("not", "for", "the"),
)
_ACTS = {
    "install", "installing", "demolish", "demolishing", "refurbish", "refurbishing", "renovate", "renovating",
    "repairing", "rewire", "rewiring", "resurface", "excavating", "demolished", "refurbished", "renovated",
    "rebuild", "rebuilding", "rebuilt", "constructing", "retrofitting", "decorating", "remodel", "servicing", "valuing",
}  # fmt: skip
_DETERMINERS = {
    "the",
    "a",
    "an",
    "our",
    "all",
    "some",
    "its",
    "their",
    "these",
    "those",
    "several",
    "two",
    "three",
    "new",
    "existing",
}
_OWNERS, _WHERE = {"my", "his", "her", "your"}, {"on", "across", "over", "off", "onto", "in", "from", "at"}
_SERVICES = {"services", "light_touch"}
_TYPE_OF: dict[str, set[ContractType]] = {"works": {"works"}, "services": {"services"}, "supplies": {"supplies"}}
_TYPE_NOUNS = {"works", "services", "service", "supplies", "goods", "concession", "value", "award"}
_NOT_SERVED = _DETERMINERS | NOT_A_CONTRACT | {
    "my", "this", "that", "your", "his", "her", "each", "every", "any", "no", "which", "what", "whose", "of", "for", "in", "to", "and", "or", "with",
    "self", "full", "good", "better", "civil", "secret", "lip", "is", "are", "be", "as", "such", "other", "value", "new", "social", "internal",
    "hour", "day", "year", "week",
}  # fmt: skip
_NOT_AFTER_SERVICE = {
    "wants", "want", "needs", "need", "is", "are", "was", "has", "have", "would", "will", "manager", "managers", "director", "user", "users", "level",
    "levels", "desk", "area", "areas", "team", "plan", "plans", "lead", "head", "department", "buys", "buying", "like", "likes", "plc",
}  # fmt: skip
_BEFORE_DEPARTMENT = {"in", "from", "at", ",", "(", "-", "for", "our", "of", "by"}
_AFTER_DEPARTMENT = {
    "",
    "here",
    "team",
    "department",
    "and",
    "want",
    "wants",
    "need",
    "needs",
    "is",
    "are",
    "would",
    "has",
    "have",
    "again",
    "who",
}
_SPEAKS = {"asked", "ask", "asks", "say", "says", "said", "told", "tell", "tells", "think", "thinks", "reckon", "reckons"}
_BUYING = {"buy", "buying", "purchase", "purchasing", "order", "ordering"}
_NO_THINGS = {
    "hours", "days", "weeks", "months", "years", "pounds", "places", "beds", "services", "works", "lots", "contracts", "phases", "sessions", "visits",
    "shifts", "nights", "people", "staff", "schools", "sites", "homes", "houses", "councils", "thousand", "million", "grand", "k", "m",
}  # fmt: skip
_MODALS = {
    "will", "would", "can", "could", "must", "should", "shall", "may",
    "might", "cannot", "can't", "won't", "we'll", "i'll", "they'll", "you'll", "he'll", "she'll", "we", "i", "they", "you",
}  # fmt: skip
_INVERTED = {"will", "would", "can", "could", "must", "should", "shall", "may", "might", "cannot", "can't", "won't"}
"""Words that open a question with the thing after them: "would furniture for £90k need it?"."""
_LEADS_ASKING = {
    "and",
    "so",
    "but",
    "or",
    "then",
    "please",
    "hi",
    "hello",
    "now",
    "if",
    "when",
    "why",
    "how",
    "what",
    "where",
    "ok",
    "well",
}
_HOUSES = {
    "station", "stations", "hut", "huts", "tower", "towers", "lodge", "lodges", "house", "houses", "bungalow", "bungalows", "cottage", "cottages",
    "cabin", "cabins", "lookout", "post", "quarters", "shed", "sheds", "office", "offices",
}  # fmt: skip
"""What is built for who works there, and named by them."""
_DOER_ENDS = ("guard", "keeper", "warden", "caretaker", "ranger", "cleaner", "gardener", "porter")
_SERVED_AFTER = {"service", "services", "staff", "staffing", "maintenance", "repairs", "cover", "contract", "security"}
_ADVERBS = {"actually", "finally", "really", "now", "only", "then", "also", "eventually", "just", "soon", "probably"}
_DID = {"saw", "felt"}
_WHO = {
    "cabinet", "committee", "members", "board", "we", "i", "they", "she", "he", "who", "council", "executive", "scrutiny", "panel", "officers",
    "directors", "councillors", "finance", "legal", "procurement", "leader", "audit", "team", "everyone", "you",
}  # fmt: skip
"""Who does what a word for a thing tells as well: "members saw", "we felt"."""
_SENTENCE_ENDS, _PAID = {".", "?", "!", ";"}, {"cost", "paid", "spent", "was", "were", "came", "charged"}
_SOLE = {"single", "one", "sole", "same"}
_LEADS_SOLE = {"in", "under", "as", "within", "into", "of", "all", "is", "it's", "through", "being", "by", "with"}
"""Around the name of a contract these say that everything is bought in it: "all in one works contract"."""
_NOT_SOLE = {"not", "isn't", "no", "never", "than", "of"}
_MIXABLE = frozenset({"works", "services", "supplies"})


@dataclass(frozen=True, slots=True)
class Bought:
    """A phrase for what is bought, words `first` up to `end`; `head` is what the types rest on."""

    first: int
    end: int
    head: Kind
    types: tuple[ContractType, ...]
    outright: bool


@dataclass(frozen=True, slots=True)
class TypeRead:
    """The type of the contract where the question tells, and the doubt where it names two."""

    fact: TypeFact | None
    doubts: tuple[Doubt, ...] = ()


def read_contract_type(question: Question, named: Collection[int] = ()) -> TypeRead:
    """Reads the contract's type. `named` are tokens of councils' names, which tell nothing of what is bought; nor does who signs."""
    signed = signed_from(question)
    words = _words(question, {*named, *range(signed, signature_end(question, signed))})
    heads = _without_idle_deeds(words, _heads(words, _compounds(words, _without_dropped(words, _bought(question, words)))))
    heads = _without_departments(question, words, heads)
    heads = _without_owner(words, _with_served(question, words, heads))
    heads = _decisive(words, heads) or _told_by_form(question, words)[:1]
    types = {kind for one in heads for kind in one.types}
    if not types or {kind for one in heads if one.outright for kind in one.types} >= _MIXABLE:
        return TypeRead(None)
    said = Said("; ".join(dict.fromkeys(_said(question, words, one) for one in heads)))
    fact = TypeFact(tuple(kind for kind in CONTRACT_TYPES if kind in types), said)
    left_open = kinds_left_open(words)
    if left_open and types < set(left_open.types):
        open_said = question.said(words[left_open.first].token, words[left_open.end - 1].token + 1)
        return TypeRead(TypeFact(left_open.types, Said(open_said)))
    if len({one.types for one in heads}) > 1 and not _all_joined(words, heads):
        return TypeRead(fact, (doubt("two_types", said.words),))
    return TypeRead(fact)


def _told_by_form(question: Question, words: Sequence[Word]) -> list[Bought]:
    """What is bought where no list knows it: "a call handling service", "buying 40 kiosks", "letter opening"."""
    named = [
        Bought(*span, Kind((words[span[0]].form,), ("services",)), ("services",), outright=False) for span in deeds_named(words)
    ]
    named += [
        Bought(*span, Kind((words[span[0]].form,), ("supplies",)), ("supplies",), outright=False)
        for span in things_noted(words)
    ]
    noted = [one for one in named if is_noted(question, words, one)]
    return [*_served(question, words), *_things_bought(question, words), *noted]


def _served(question: Question, words: Sequence[Word]) -> Iterator[Bought]:
    """ "A call handling service", "switchboard answering services": a service by its own word, whatever it does.

    Only where nothing else tells the type, where it is spoken of as bought, and not of a part of the council that buys something
    ("our planning service needs").
    """
    for at, word in enumerate(words):
        before, after = (words[i].meant if 0 <= i < len(words) else "" for i in (at - 1, at + 1))
        if word.meant not in ("service", "services") or not before.isalpha() or not words[at - 1].form:
            continue
        priced = after in ("is", "was", "are") and is_sum_at(question, words, at + 2)
        if before in _NOT_SERVED or (after in _NOT_AFTER_SERVICE and not priced) or is_speaking_for(words, at - 1, at + 1):
            continue
        one = _for_people(words, Bought(at - 1, at + 1, Kind((word.form,), ("services",)), ("services",), outright=False))
        if "£" in question.texts or is_spoken_of_as_bought(question, words, one):
            yield one


def _with_served(question: Question, words: Sequence[Word], heads: list[Bought]) -> list[Bought]:
    """The phrases, with a service by its own word for those that only tell what it is for: "a beekeeping service for the roof".

    Not where what is done is a deed to a building or a thing ("a damp proofing service for the library").
    """
    starts = {one.first: one for one in heads if not one.outright and not _is_act(one)}
    named = {at for one in heads for at in range(one.first, one.end)}
    kept = {one.first: one for one in heads}
    for served in _served(question, words) if starts else ():
        near = [starts[at] for at in range(served.end, served.end + _REACH + 1) if at in starts]
        inside = [one for one in near if _is_led_into(words, served, one)]
        if any(word.meant in _NOT_AFTER_SERVICE for one in inside for word in words[served.end : one.first]):
            continue  # "the rescue service in the county needs a new station"
        doing = words[served.first].meant
        of_works = "works" in deeds().of(doing, "base") + deeds().of(doing, "doing") + deeds().nouns.get(doing, ())
        if inside and not of_works and served.first not in named:
            kept = {at: one for at, one in kept.items() if one not in inside} | {served.first: served}
    return [kept[at] for at in sorted(kept)]


def _without_owner(words: Sequence[Word], heads: list[Bought]) -> list[Bought]:
    """The phrases but for what the council has and the contract is for, where what is bought stands beside it: "Ambridge's planning archive, a
    document scanning service"."""
    for one, other in itertools.pairwise(heads):
        between = [word.meant for word in words[one.end : other.first]]
        beside = between[:1] == [","] and between[1:2] in (["a"], ["an"]) and all(word.isalpha() for word in between[2:])
        served = words[other.end - 1].meant in ("service", "contract")
        alone = _meant_at(words, other.end) not in _JOINS - {","}
        if beside and served and alone and not one.outright and "supplies" not in one.types and _is_owned(words, one.first):
            return [head for head in heads if head is not one]
    return heads


def _is_owned(words: Sequence[Word], first: int) -> bool:
    """Whether somebody's own thing is named at word `first`, one or two words before it left aside: "our planning archive"."""
    before = [word.meant for word in words[max(0, first - 3) : first]]
    return any(word.endswith("'s") or word in ("our", "their", "its", "the") for word in before)


def _things_bought(question: Question, words: Sequence[Word]) -> Iterator[Bought]:
    """ "Buying 40 kiosks", "buys spare wheelsets": things that are counted or new, and bought, are supplies, whatever they are."""
    for first, last in things_by_form(words):
        yield Bought(first, last, Kind((words[last - 1].form,), ("supplies",)), ("supplies",), outright=False)
    for at in range(len(words) - 2):
        if words[at].meant not in _BUYING or question.at(words[at + 1].token).kind != "number":
            continue
        phrase = [word.meant for word in words[at + 2 : at + 5]]
        end = next(
            (n for n, word in enumerate(phrase) if word.endswith("s") and len(word) > 3 and word not in _NO_THINGS), None
        )
        if end is not None and all(word.isalpha() and word not in _INTO | _JOINS | _NO_THINGS for word in phrase[: end + 1]):
            yield Bought(at + 2, at + 3 + end, Kind((words[at + 2 + end].form,), ("supplies",)), ("supplies",), outright=False)


def _words(question: Question, named: Collection[int]) -> list[Word]:
    words = []
    for i, token in enumerate(question.tokens):
        if token.text == "-" and i and not token.gap:
            continue
        if i in named:
            words.append(Word(i, "", token.text))
            continue
        meant = (
            _meant(token.text, is_name=_may_be_name(question, i))
            if token.kind == "word"
            else "and"
            if token.text in ("&", "+")
            else token.text
        )
        if token.kind == "word" and meant == token.text and words and min(len(words[-1].form), len(meant) - 1) <= _SHORT:
            meant = second_word_meant(words[-1].form, meant)
        words.append(Word(i, singular(meant) if token.kind == "word" else meant, meant))
    return words


def _may_be_name(question: Question, at: int) -> bool:
    """Whether a word has a capital behind a title or between words without: "Mr Cleaver", "ask Painton about it"."""
    said = question.said(at, at + 1)
    before = question.said(at - 1, at) if at else ""
    return (
        said[:1].isupper()
        and said[1:].islower()
        and before.isalpha()
        and (before.islower() or question.word(at - 1) in _TITLES)
    )


def _meant(typed: str, *, is_name: bool) -> str:
    """The word of the lists that is meant: the procurement vocabulary's own, or one spelled nearly so, or, where it is no name, a slip."""
    form = singular(typed)
    if form in vocabulary().known or form in listed().words:
        return typed
    meant = typed if is_name else meant_word(typed)
    return meant if meant != typed else listed().spelled_as(form) or typed


def _said(question: Question, words: Sequence[Word], one: Bought) -> str:
    return question.said(words[one.first].token, words[one.end - 1].token + 1)


def _bought(question: Question, words: Sequence[Word]) -> list[Bought]:
    """Every phrase of the vocabulary that counts here, longest first, without overlap."""
    found: list[Bought] = []
    at = 0
    while at < len(words):
        one = _longest(question, words, at)
        if one is not None and one.types and not _is_beside(words, one, found):
            found = [*_without_doer(words, found, one), one]
        at = one.end if one else at + 1
    return found


def _without_dropped(words: Sequence[Word], found: list[Bought]) -> list[Bought]:
    """The phrases but for what has been dropped, where another is left: "rebuild of the hall. The furniture has since been dropped"."""
    return [one for one in found if not is_dropped(words, one)] or found


def _without_doer(words: Sequence[Word], found: list[Bought], one: Bought) -> list[Bought]:
    """The phrases before a deed but for who is asked to do it ("drone pilots to film"), or what it is done to."""
    if one.head.doing or one.head.care or one.head.done:
        found = [last for last in found if last.outright or not is_done_to(words, one, last)]
    if not (found and one.head.doing and words[one.first - 1].meant == "to"):
        return found
    last = found[-1]
    near = all(word.meant.isalpha() for word in words[last.end : one.first])
    asked = near and one.first - last.end <= (_REACH if last.head.who else _WORD_AND_TO)
    done_to = last.types == ("supplies",) and any(word.meant in ("it", "them") for word in words[one.first : one.end])
    return found[:-1] if asked or done_to else found


def _is_purpose(words: Sequence[Word], one: Bought, found: Sequence[Bought]) -> bool:
    """Whether a deed is only what goods or a building are bought for: "four minibuses to ferry pupils", "a hostel to house rough sleepers"."""
    if found and one.head.care and not {"supplies", "works"}.isdisjoint(found[-1].types):
        return is_purpose_of_things(words, one, found[-1].end)
    if not (found and one.head.doing and words[one.first - 1].meant == "to"):
        return False
    return found[-1].types == ("supplies",) and found[-1].end == one.first - 1


def _is_beside(words: Sequence[Word], one: Bought, found: Sequence[Bought]) -> bool:
    """Whether the phrase is not what is bought: said not to be, only where goods go or what they are for, or who buys or speaks."""
    return (
        _is_purpose(words, one, found)
        or _is_left_out(words, one)
        or is_place_of_goods(words, one, found)
        or is_buyer(words, one)
        or is_speaker(words, one)
        or is_speaking_for(words, one.first, one.end)
        or _is_verb(words, one)
        or _lies_there(words, one)
        or _names_building(words, one)
        or _owns_thing(words, one)
        or _names_team(words, one)
        or is_place_of_use(words, one, found)
    )


def _names_team(words: Sequence[Word], one: Bought) -> bool:
    """Whether a phrase only names the part of the buyer that something is for: "badges for our events team", not "an events team"."""
    before = [word.meant for word in words[max(0, one.first - 3) : one.first]]
    owned = before[-1:] != [] and (before[-1] in ("the", "our", "its", "their") or before[-1].endswith("'s"))
    team = _meant_at(words, one.end) in ("team", "department", "crew", "section")
    return team and owned and "for" in before and not one.outright and _meant_at(words, one.end + 1) not in CONTRACT_NOUNS


def _owns_thing(words: Sequence[Word], one: Bought) -> bool:
    """Whether a word for who does it only tells whose things are meant: "painters' brushes", not "the cleaners' contract"."""
    whose = (
        one.end == one.first + 1
        and not one.outright
        and words[one.first].form.endswith("er")
        and _meant_at(words, one.end) == "'"
    )
    return whose and _meant_at(words, one.end + 1).isalpha() and _meant_at(words, one.end + 1) not in CONTRACT_NOUNS


def _names_building(words: Sequence[Word], one: Bought) -> bool:
    """Whether a word for who does it, or for what is done, only names a building: "a lifeguard station", "the caretaker's bungalow"."""
    names = (
        one.end == one.first + 1 and not one.outright and "services" in one.types + ("services",) * ("light_touch" in one.types)
    )
    who = words[one.first].form
    return names and who.endswith(_DOER_ENDS) and _meant_at(words, one.end) in _HOUSES and _ends_name(words, one.end + 1)


def _ends_name(words: Sequence[Word], at: int) -> bool:
    """Whether no further word of a name stands at word `at`: "lifeguard hut", not "lifeguard station cleaning"."""
    return not _meant_at(words, at).endswith("ing") and _meant_at(words, at) not in _SERVED_AFTER


def _lies_there(words: Sequence[Word], one: Bought) -> bool:
    """Whether a thing is somebody's own, where the contract lies or is written: "there's a contract on my desk", "sent from my phone"."""
    if one.end != one.first + 1 or one.types != ("supplies",) or one.first < _WORD_AND_TO:
        return False
    whose, where = words[one.first - 1].meant, words[one.first - _WORD_AND_TO].meant
    if whose.endswith("'s"):
        where = words[one.first - _WORD_AND_TO - (where in _DETERMINERS | _OWNERS)].meant
    return (whose in _OWNERS or whose.endswith("'s")) and where in _WHERE


def _is_verb(words: Sequence[Word], one: Bought) -> bool:
    """Whether a word for a thing is what somebody does: "the order we will actually sign is £90k", "cabinet saw £1.2m"."""
    who, led = (_meant_at(words, one.first - back) for back in (1, 2))
    if one.end == one.first + 1 and words[one.first].meant in _DID and who in _WHO and led not in ("a", "an", "new"):
        return True
    at = one.first - 1
    while at > 0 and words[at].meant in _ADVERBS:
        at -= 1
    is_word = one.end == one.first + 1 and one.types == ("supplies",) and words[one.first].meant == words[one.first].form
    subject = words[at - 1].meant if at > 0 else ""
    asked = words[at].meant in _INVERTED and (not subject.isalpha() or subject in _LEADS_ASKING)
    return is_word and at >= 0 and words[at].meant in _MODALS and not asked


def _longest(question: Question, words: Sequence[Word], at: int) -> Bought | None:
    """The phrase with the most words that starts at word `at` and counts there."""
    form = words[at].form
    if not form.isalpha() and form not in vocabulary().by_first and form not in vocabulary().frames:
        return None
    by_hand = [(kind, at + len(kind.words)) for kind in vocabulary().by_first.get(form, ())]
    found = [*phrases_doing(words, at), *phrases_done_by(words, at)]
    found += [(kind, end) for kind, end in by_hand if _are_words_of(kind, words[at:end])]
    found += [*phrases_done(words, at), *phrases_built(words, at), *phrases_listed(words, at), *phrases_counted(words, at)]
    found += [*phrases_for_people(words, at), *phrases_of_care(words, at)]
    for kind, end in sorted(found, key=lambda one: -len(one[0].words)):
        if (kind.exactly and words[at].meant != kind.exactly) or (
            kind.words[0] == "it" and is_pronoun(question, words[at].token)
        ):
            continue
        one = Bought(at, end, kind, _types_here(words, at, end, kind), kind.outright)
        if kind.exactly and not is_type_word(question, words, one, is_kind=_is_kind):
            continue
        if not kind.in_contract or _is_meant(question, words, one):
            return _for_people(words, one)
    return None


def _for_people(words: Sequence[Word], one: Bought) -> Bought:
    """The phrase, and as help for people in need where that is whom it is for: "a support service for children leaving care"."""
    helped = next(phrases_for_people(words, one.first), None) if one.types == ("services",) and not one.outright else None
    return Bought(one.first, helped[1], helped[0], helped[0].types, outright=False) if helped and helped[1] > one.end else one


def _are_words_of(kind: Kind, words: Sequence[Word]) -> bool:
    """Whether these are the words of the phrase; "an" within it is a slip for "and": "drug an alcohol"."""
    forms = tuple(word.form for word in words)
    if "and" in kind.words and len(forms) == len(kind.words):
        forms = tuple("and" if (form, word) == ("an", "and") else form for form, word in zip(forms, kind.words, strict=True))
    return forms == kind.words


def _types_here(words: Sequence[Word], at: int, end: int, kind: Kind) -> tuple[ContractType, ...]:
    """The types of a phrase in its place: what is done to it, for whom, and who comes with it."""
    for read in (
        types_of_care(words, at, end, kind), types_of_upkeep(words, at, end, kind), types_served(words, end, kind),
        types_put_in(words, at, end, kind),
    ):  # fmt: skip
        if read != kind.types:
            return read
    return types_with_crew(words, end, kind)


def _is_meant(question: Question, words: Sequence[Word], one: Bought) -> bool:
    """Whether a phrase that policies also use is what the contract is for, who is hired for it, or what is to be done."""
    if one.head.care:
        return is_care_bought(question, words, one)
    if one.head.doing:
        return is_deed_bought(question, words, one)
    if one.head.counted:
        return is_noted(question, words, one) or is_asked_for(question, words, one)
    if one.head.listed:
        return is_listed_as_bought(question, words, one)
    if one.head.who:
        noted = is_noted(question, words, one)
        return not is_own_or_named(words, one, noted=noted) and (
            noted or is_spoken_of_as_bought(question, words, one) or is_hired(question, words, one)
        )
    if one.head.deed:
        return is_noted(question, words, one) or is_spoken_of_as_bought(question, words, one)
    if one.head.built:
        opens = one.head.words[-1] not in BUILT and is_spoken_of_as_bought(question, words, one)
        return opens or is_noted(question, words, one) or (is_being_built(words, one) and tells_of_contract(question))
    if one.head.done and is_arranged(question, words, one):
        return True
    return is_spoken_of_as_bought(question, words, one) or is_listed_as_bought(question, words, one)


def _is_kind(words: Sequence[Word], at: int) -> bool:
    """Whether the word there ends a phrase for what is bought, so that a word for a type after it is a noun."""
    forms = tuple(word.form for word in words[max(0, at - 3) : at + 1])
    starts = vocabulary().by_first
    return any(
        kind.words == forms[-len(kind.words) :] and not kind.exactly
        for first in forms
        for kind in starts.get(first, ())
        if len(kind.words) <= len(forms)
    )


def _is_left_out(words: Sequence[Word], one: Bought) -> bool:
    before = tuple(word.meant for word in words[max(0, one.first - 2) : one.first])
    if before[-1:] == ("by",) and one.types == ("supplies",):
        return True
    if before[-1:] == ("next",) and words[one.first].meant == "door":  # "the hall next door"
        return True
    return any(before[len(before) - len(phrase) :] == phrase for phrase in _NOT_MEANT if len(phrase) <= len(before))


def _compounds(words: Sequence[Word], found: list[Bought]) -> list[Bought]:
    """Phrases that stand together made one, the last deciding."""
    joined: list[Bought] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and _stand_together(words, last, one):
            whole = _combined(last, one, first=last.first, end=one.end)
            joined[-1] = _done_to(whole, last)
        else:
            joined.append(one)
    return joined


def _stand_together(words: Sequence[Word], last: Bought, one: Bought) -> bool:
    between = words[last.end : one.first]
    if _is_act(last) or last.head.words[-1] == "of":
        return False
    if len(between) > 1 or any(word.meant in _JOINS | _INTO or not word.meant.isalpha() for word in between):
        return False
    return not between or between[0].meant not in CONTRACT_NOUNS | {
        "the",
        "a",
        "an",
        "is",
        "by",
        "from",
        "that",
        "but",
        "our",
        "then",
        "as",
    }


def _is_act(one: Bought) -> bool:
    return one.head.deed or one.head.built or one.head.doing or one.head.care or one.head.words[-1] in _ACTS


def _combined(part: Bought, head: Bought, *, first: int, end: int) -> Bought:
    """What a phrase with another inside it is: "repair services" are services, "home care services" light touch."""
    types, outright = head.types, head.outright
    if head.outright and head.types == ("services",):
        outright = part.outright
        if "light_touch" in part.types and "services" not in part.types:
            types = part.types
        elif part.types == ("works",):
            types = ("works", "services")
    elif part.outright and part.head.both:
        types, outright = part.types, True
    elif set(head.types) == {"works", "services"} and part.types == ("supplies",):
        types = ("services",)
    return Bought(first, end, head.head, types, outright)


def _heads(words: Sequence[Word], found: list[Bought]) -> list[Bought]:
    """The phrases that are not inside another by "of", "for" and the like: "cleaning of vehicles" is cleaning.

    What is joined to a thing that something is done to is done to as well: "collecting bottles and boxes".
    """
    heads: list[Bought] = []
    done_to = 0
    for one in found:
        last = heads[-1] if heads else None
        if last and _is_led_into(words, last, one):
            if _contradict(words, last, one):
                heads.append(replace(one, outright=True))
                continue
            heads[-1] = (
                _supplied(last, one)
                if last.head.words[-1] == "of" and not last.head.deed
                else _done_to(_combined(one, last, first=last.first, end=last.end), one)
            )
            done_to = one.end if one.types == ("supplies",) != heads[-1].types else 0
        elif done_to and one.types == ("supplies",) and [word.meant for word in words[done_to : one.first]] == ["and"]:
            done_to = one.end
        else:
            heads.append(one)
            done_to = 0
    return heads


def _without_idle_deeds(words: Sequence[Word], heads: list[Bought]) -> list[Bought]:
    """The phrases but for those that tell what is done to a thing where nobody says to what ("collecting, £40k")."""
    return [one for one in heads if not one.head.deed or names_thing_before(words, one.first)]


def _without_departments(question: Question, words: Sequence[Word], heads: list[Bought]) -> list[Bought]:
    """The phrases but for the council's part that speaks, where another tells what is bought: "Sam from Property Services: new roof, £90k"."""
    heads = [one for one in heads if not (_ends_in_name(question, words, one) and _meant_at(words, one.end) in _SPEAKS)]
    others = [one for one in heads if not (_is_department(question, words, one) or _has_money(words, one))]
    others = [one for one in others if not _was_paid_before(words, one)] or others
    things = [one for one in others if not _is_part_of_council(words, one)]
    return (things if all(one.types == ("supplies",) for one in things) and things else others) or heads


def _has_money(words: Sequence[Word], one: Bought) -> bool:
    """Whether a phrase is who has money, and nothing that is bought: "Leisure has £1.9m to spend"."""
    return _meant_at(words, one.end) in ("has", "have", "had") and any(
        word.meant == "£" for word in words[one.end : one.end + 3]
    )


def _is_part_of_council(words: Sequence[Word], one: Bought) -> bool:
    """Whether a phrase is the part of a council that writes: "Ambridge leisure, 40 kayaks", "Ambridge catering here: ovens"."""
    named = one.first > 0 and not words[one.first - 1].form and "supplies" not in one.types
    named = named and not words[one.first - 1].meant.endswith("'s")
    return named and _meant_at(words, one.end) in (",", ":", "-", "here", ".", ";")


def _was_paid_before(words: Sequence[Word], one: Bought) -> bool:
    """Whether the sentence of a phrase tells what was paid over years that are past: "patch repairs over the last five years cost us £640k"."""
    least, most = max(0, one.first - _SENTENCE), min(len(words), one.end + _SENTENCE)
    start = next((i + 1 for i in range(one.first - 1, least - 1, -1) if words[i].meant in _SENTENCE_ENDS), least)
    stop = next((i for i in range(one.end, most) if words[i].meant in _SENTENCE_ENDS), most)
    said = [word.meant for word in words[start:stop]]
    past = any(said[i] in ("last", "past") and "years" in said[i + 1 : i + 3] for i in range(len(said)))
    return past and "£" in said and not _PAID.isdisjoint(said) and words[one.first].meant != "contract"


def _meant_at(words: Sequence[Word], at: int) -> str:
    return words[at].meant if 0 <= at < len(words) else ""


def _ends_in_name(question: Question, words: Sequence[Word], one: Bought) -> bool:
    """Whether a phrase ends with two words in capitals, "Property Services"."""
    if _meant_at(words, one.end - 1) != "services" or one.end < 2:
        return False
    return all(
        question.at(words[i].token).kind == "word" and _has_capital(question, words[i]) for i in (one.end - 2, one.end - 1)
    )


def _is_department(question: Question, words: Sequence[Word], one: Bought) -> bool:
    """Whether a phrase is a name in capitals, "... Services", that stands within a sentence and that nothing of a contract follows."""
    after = _meant_at(words, one.end)
    placed = _meant_at(words, one.end - 3) in _BEFORE_DEPARTMENT and (not after[:1].isalnum() or after in _AFTER_DEPARTMENT)
    return (
        placed
        and _ends_in_name(question, words, one)
        and not any(is_sum_at(question, words, i) for i in (one.end, one.end + 1))
    )


def _has_capital(question: Question, word: Word) -> bool:
    said = question.text[question.tokens[word.token].start : question.tokens[word.token].end]
    return said[:1].isupper() and not said.isupper()


def _done_to(whole: Bought, thing: Bought) -> Bought:
    """The phrase for what is done, with the thing it is done to taken in: goods, or anything where the deed is works."""
    taken = whole.head.deed and ("supplies" in thing.types or "works" in whole.types)
    return replace(whole, head=replace(whole.head, deed=False)) if taken else whole


def _contradict(words: Sequence[Word], contract: Bought, one: Bought) -> bool:
    """ "A works contract for cleaning services": a contract of one type, said to be for another that is named as well."""
    named, other = _named_types(words, contract), _named_types(words, one)
    if (
        not (contract.outright and named and other)
        or named & other
        or "concession" in named | other
        or named | other == _SERVICES
    ):
        return False
    return any(word.meant in CONTRACT_NOUNS - _TYPE_NOUNS for word in words[contract.first : one.first])


def _named_types(words: Sequence[Word], one: Bought) -> set[ContractType]:
    """The types that the phrase's own word for a type names; none where only what is bought is said."""
    if one.head.both:
        return set()
    return set(one.head.types) if one.head.outright else _TYPE_OF.get(words[one.end - 1].meant, set())


def _supplied(supply: Bought, one: Bought) -> Bought:
    """ "Supply of" says nothing of its own about staff or building: what is supplied decides."""
    types = supply.types if "supplies" in one.types else one.types
    return Bought(supply.first, one.end, one.head, types, supply.outright and types == supply.types)


def _is_led_into(words: Sequence[Word], last: Bought, one: Bought) -> bool:
    if one.first - last.end > _REACH:
        return False
    if last.head.words[-1] == "of" and last.end == one.first:
        return True
    between = [word.meant for word in words[last.end : one.first]]
    if between[:1] == ["of"] and one.types == ("supplies",) and "services" in last.types:
        return all(word.isalnum() or word == "," for word in between)
    if _is_act(last) or (last.head.words[-1].endswith("ing") and between[:1] and between[0] in _DETERMINERS):
        return all(word.isalnum() and word not in ("and", "or", "is", "but", "then") for word in between)
    if any(not word.isalnum() or word in ("and", "or", "is", "but", "then") for word in between):
        return False
    return any(word in _INTO for word in between[:2]) or last.head.words[-1] == "of"


def _decisive(words: Sequence[Word], heads: list[Bought]) -> list[Bought]:
    """The phrases that settle the type: those that name it, else the one that the contract is said to be for, else all."""
    if sole := [one for one in heads if _is_sole(words, one)]:
        return sole
    outright = [one for one in heads if one.outright]
    if outright:
        finer = [one for one in heads if not one.outright and "light_touch" in one.types]
        return finer if finer and {kind for one in outright for kind in one.types} == {"services"} else outright
    whole = [one for one in heads if _is_whole(words, one)]
    if len(whole) == 1:
        return whole
    if len({one.types for one in heads}) > 1 and not _all_joined(words, heads):
        tied = [one for one in heads if _is_tied(words, one)]
        return tied if len({one.types for one in tied}) == 1 else heads
    return heads


def _is_sole(words: Sequence[Word], one: Bought) -> bool:
    """Whether a phrase names the one contract that everything is bought in: "£925,000 altogether in a single building contract"."""
    contract = words[one.end - 1].meant == "contract" or _meant_at(words, one.end) == "contract"
    at = one.first - 1 - (_meant_at(words, one.first - 1) == "combined")
    if not contract or _meant_at(words, at) not in _SOLE:
        return False
    lead = at - 1 - (_meant_at(words, at - 1) in ("a", "the"))
    denied = any(word.meant in _NOT_SOLE for word in words[max(0, lead - _WORD_AND_TO) : lead])
    alone = sum(word.form == "contract" for word in words) == 1
    return alone and not denied and _meant_at(words, lead) in _LEADS_SOLE


def _is_tied(words: Sequence[Word], one: Bought) -> bool:
    """Whether a contract noun stands right after the phrase, or "contract for" before it, or it is said to be one ("is a building contract")."""
    after = [word.meant for word in words[one.end : one.end + 2]]
    before = [word.meant for word in words[max(0, one.first - 4) : one.first]]
    return (
        _is_whole(words, one)
        or any(word in CONTRACT_NOUNS for word in after)
        or (any(word in CONTRACT_NOUNS for word in before) and "for" in before)
    )


def _is_whole(words: Sequence[Word], one: Bought) -> bool:
    """Whether the phrase ends with a word for a contract and is said to be what the whole is: "it is a building contract"."""
    before = tuple(word.meant for word in words[max(0, one.first - 2) : one.first])
    said = before[-1:] == ("a",) and before[:1] and before[0] in _SAID_TO_BE
    return bool(said) and words[one.end - 1].meant in _CONTRACTS_SAID


def _all_joined(words: Sequence[Word], heads: Sequence[Bought]) -> bool:
    """Whether every phrase is joined to the next by "and", "or" or a comma."""
    for one, other in itertools.pairwise(heads):
        between = [word.meant for word in words[one.end : other.first]]
        if len(between) > 4 or not any(word in _JOINS for word in between) or any(word in (".", "?", ";") for word in between):
            return False
    return True
