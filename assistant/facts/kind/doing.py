"""What is done, by the verb or the noun for it, whatever it is done to: "a firm to tune the organs", "we shoe horses", "cliff stabilisation".

The verbs stand in `data/contract_deeds.yaml`. A verb counts only in a frame that tells that the deed is what is bought: someone is to do it, it
opens a note of a purchase, a firm says that it does it, or a thing is to be had done. What a policy, a bid or a deadline has done to it is no
contract. The phrase takes in the clause after the verb, so that neither the thing nor the place tells another type.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.facts.kind.context import Phrase, Word, clause_start
from assistant.facts.kind.done import GROUP, tells_of_contract
from assistant.facts.kind.procurement_vocabulary import listed
from assistant.facts.words.contract_deeds import Form, deeds
from assistant.facts.words.contract_words import BUYING_WORDS, CONTRACT_NOUNS
from assistant.facts.words.text import Question, singular
from assistant.facts.words.vocabulary import Kind, vocabulary
from assistant.model import ContractType

_SEEKS = {
    "want", "wants", "need", "needs", "find", "hire", "hiring", "finding", "looking", "seeking", "getting", "get", "having", "going", "intends",
    "intend", "plans", "plan",
    "appoint", "appointing", "wanted", "needed", "sought",
}  # fmt: skip
_REACH, _MOST_OBJECT, _MOST_HAD, _MOST_TO_OBJECT, _MOST_SUM = 12, 9, 7, 4, 10
_OF_SUM = {
    "k",
    "m",
    "million",
    "grand",
    "thousand",
    "mil",
    "pounds",
    "ex",
    "excluding",
    "before",
    "plus",
    "vat",
    "net",
    "of",
    "a",
    "year",
    "in",
    "total",
    ",",
}
_STOPS = {".", "?", "!", ";", ":", ",", "-", "|", "(", ")", '"', "£", "/"}
_SENTENCE_STOPS = {".", "?", "!", ";", ":"}
_ENDS_CLAUSE = {
    "is", "are", "was", "were", "does", "do", "did", "has", "have", "must", "should", "can", "could", "would", "will", "if", "because", "but", "so",
    "worth", "costing", "valued", "priced", "that", "which", "who", "when", "where", "social", "sv", "contract", "tender",
}  # fmt: skip
_TO_LED = {
    "need", "needs", "want", "wants", "going", "plan", "plans", "planning", "hoping", "looking", "intend", "intends", "wish", "wishing",
    "propose", "proposes", "is", "are", "have", "has",
}  # fmt: skip
_WE = {"we", "i"}
_OUR = {"my", "our"}
_LOT = {"lot", "company", "firm", "business", "outfit", "team", "charity", "family", "shop", "workshop", "yard", "studio"}
_AND = {"and", "or", "&", ","}
_NO_DEEDS = _AND | {"the", "a", "an", "of", "to", "for", "is", "in", "our", "on", "at"}
_HAD = {"having", "getting", "have", "get", "needs", "need", "wants", "want", "has", "gets", "had"}
_DETERMINERS = {
    "the", "a", "an", "our", "its", "their", "his", "her", "my", "all", "some", "every", "several", "two", "three", "four", "five", "six", "seven",
    "eight", "nine", "ten", "twelve", "twenty", "hundred", "of",
}  # fmt: skip
_ASKS = {
    "does",
    "did",
    "how",
    "why",
    "can",
    "could",
    "should",
    "what",
    "which",
    "whether",
    "would",
    "might",
    "may",
    "must",
    "if",
}
_PLAYED, _ON_SHOW = {"part", "role", "roles"}, {"show", "display", "view", "sale", "loan", "hold", "shelves"}
"""What "to play in" is of, and where things are put: a part in the bid, fossils on show."""
_WHO, _NOT_SOUGHT = (
    {"who", "that", "which"},
    {"with", "from", "only", "prefer", "score", "marks", "bidder", "supplier", "points", "favour", "work", "works"},
)
_LEADS_DEED = {("for", "the"), ("on", "the"), ("is", "the"), ("covers", "the"), ("covering", "the")}
"""Before a deed that goes on with "of": "a two-year contract for the clearing out of gutters"."""
_OFFERS = {
    "bidder",
    "bidders",
    "offer",
    "offers",
    "offered",
    "volunteer",
    "volunteers",
    "donate",
    "commit",
    "commits",
    "policy",
    "strategy",
    "score",
    "scores",
}
_WITH_IT = {"it", "them", "this", "that", "these", "us", "you", "me"}
_NO_OBJECT_AFTER = {
    "for",
    "at",
    "on",
    "in",
    "by",
    "or",
    "only",
    "with",
    "and",
    "up",
    "to",
    "as",
    "than",
    "from",
    "how",
    "what",
    "why",
    "whether",
    "counts",
    "about",
    "required",
    "optional",
    "needed",
}
_BEFORE_PLACE = {
    "in",
    "at",
    "on",
    "for",
    "across",
    "from",
    "by",
    "under",
    "behind",
    "beside",
    "along",
    "over",
    "around",
    "after",
}
_AFTER_NAME = {
    "at", "for", "in", "across", "by", "every", "each", "on", "over", "to", "and", "into", "once", "twice", "up", "from", "again", "this",
    "next", "after", "along", "under", "behind", "beside", "near", "between", "before", "around", "below", "above", "through", "is", "costing",
    "worth", "off", "away", "down", "out",
}  # fmt: skip
_BEFORE_NOUN = {
    "the",
    "a",
    "an",
    "our",
    "its",
    "any",
    "some",
    "more",
    "full",
    "new",
    "annual",
    "of",
    "for",
    "and",
    "or",
    "in",
    "to",
    "this",
    "that",
}
_MADE_FOR = {
    "software", "aid", "aids", "material", "materials", "equipment", "inn", "kit", "kits", "books", "room", "rooms", "platform", "app", "system",
    "furniture", "pack", "packs", "licences", "resources", "boards", "tools", "portal", "chairs", "tables", "bibs", "vests", "suite", "block", "pool",
    "station", "stations", "bottles", "pumps", "tubes", "uniforms", "barriers", "booths", "pens", "shoes", "costumes", "utensils",
}  # fmt: skip
"""What is made for a deed and is not done to: "tutoring software", "teaching aids", "coaching inn"."""
_DOER_ENDS, _LEAST_DOER = ("er", "or", "keeper", "man", "woman", "smith", "herd", "wright"), 6
_ONE_OF = {"a", "an", "two", "three", "four", "another", "one", "our"}
_PEOPLE = {
    "people", "child", "children", "pupil", "visitor", "resident", "crowd", "audience", "guest", "public", "tenant", "patient", "student", "learner",
    "family", "carer", "parent", "staff", "adult", "baby", "toddler", "teenager", "pensioner", "us", "them", "him", "her", "story", "song", "show",
    "music", "play", "joke", "trick", "concert", "tale",
}  # fmt: skip
"""People for whom a deed may be light touch, and what is performed for them."""
_OF_THINGS = {
    "illuminate", "light", "lighten", "heat", "warm", "cool", "dry", "power", "house", "store", "seat", "contain", "display", "show",
    "block", "stop", "prevent", "protect", "enclose", "carry", "lift", "hang", "cut", "mix", "crush", "blow", "suck", "spin", "amplify",
    "boost", "filter", "charge", "record", "detect", "sound", "signal", "sit", "support", "reach", "match", "suit", "serve", "shade",
    "shred", "chip", "split", "press",
}  # fmt: skip
"""What a thing does that ends like a person: "a chandelier to light the hall"."""
_NOT_SPOKEN = {"be", "been", "being", "not", "to"}


def phrases_doing(words: Sequence[Word], at: int) -> Iterator[tuple[Kind, int]]:
    """The deed that starts at word `at`, and where the clause of it ends."""
    if not words[at].meant.isalpha() or not words[at].form or words[at].meant in _NO_DEEDS:
        return
    types, verb_end, end = _doing(words, at)
    if end:
        yield Kind(tuple(word.form for word in words[at:verb_end]), types, in_contract=bool(types), doing=True), end


def is_deed_bought(question: Question, words: Sequence[Word], one: Phrase) -> bool:
    """Whether the deed is spoken of as bought: a sum stands in the question, or before the deed someone is sought for it or a contract named.

    Not where it is done for people that a policy favours ("mentoring of the unemployed").
    """
    start = _sentence_start(words, one.first)
    near = [word.meant for word in words[start : one.end]]
    if any(word in GROUP for word in near[:-1]):
        return False
    before = near[: one.first - start]
    doer = any(word in deeds().doers for word in before[-4:-1]) and any(word in _SEEKS for word in before)
    sought = before[-1:] == ["to"] and (doer or (len(before) > 1 and before[-2] in _TO_LED))
    named = any(word in CONTRACT_NOUNS | BUYING_WORDS for word in before) and before[-1:] in (["for"], ["to"], ["of"], ["the"])
    return sought or named or tells_of_contract(question)


Read = tuple[tuple[ContractType, ...], int]


def _doing(words: Sequence[Word], at: int) -> tuple[tuple[ContractType, ...], int, int]:
    """The types of the deed at word `at`, where its own words end and where its clause ends; no types where it is done to no contract."""
    for read in (_to_do, _who_does, _we_do, _opens_with_doing, _had_done, _noun_of_deed):
        types, verb_end = read(words, at)
        if types and not _is_cut_back_on(words, verb_end):
            end = end_of_clause(words, verb_end)
            if not _is_of_no_contract(words, at, verb_end, end):
                return types, verb_end, end
            return ((), verb_end, verb_end) if verb_end < len(words) and words[verb_end].meant in _DETERMINERS else ((), 0, 0)
    return (), 0, 0


def _is_cut_back_on(words: Sequence[Word], end: int) -> bool:
    """ "Cutting back on travel", "cut down on waste": less of it, and nothing done for a council."""
    return end < len(words) and words[end].meant == "on" and words[end - 1].meant in ("back", "down", "out", "up")


def verb_at(words: Sequence[Word], at: int, form: Form) -> Read:
    """The types of the verb at word `at` in that form, of which "re-" may be parted, and where it ends; the longest counts."""
    first = at + 1 if at < len(words) and words[at].meant == "re" else at
    for size in (3, 2, 1):
        if first + size <= len(words) and (types := deeds().of(" ".join(w.meant for w in words[first : first + size]), form)):
            return types, first + size
    if first + 1 <= len(words) and first > at:
        return deeds().of("re" + words[first].meant, form), first + 1
    if at < len(words) and words[at].meant.startswith("re"):
        return deeds().of(words[at].meant[2:], form), at + 1
    return (), 0


def _to_do(words: Sequence[Word], at: int) -> Read:
    """ "A firm to tune its organs", "someone to shoe the horses": who it is may be named in any way where the verb is on the list."""
    one_to_one = words[at].meant == "one" and words[at - 2].meant == "one"
    if at < 2 or words[at - 1].meant != "to" or one_to_one or _asks_before(words, at):
        return (), 0
    types, end = verb_at(words, at, "base")
    if words[at - 2].meant in _PLAYED or (end < len(words) and words[end].meant in _ON_SHOW and words[end - 1].meant == "on"):
        return (), 0
    if types:
        done = (
            _names_object(words, end) or types == ("light_touch",) or (end < len(words) and words[end].meant in ("it", "them"))
        )
        return (types, end) if done else ((), 0)
    back = _before_sum(words, at - 1)
    doer = any(word.meant in deeds().doers for word in words[max(0, back - 2) : back])
    wanted = any(word.meant in _TO_LED for word in words[max(0, at - 2) : at - 1])
    verb = words[at].meant
    it = at + 1 < len(words) and words[at + 1].meant in ("it", "them")
    named = is_doer_by_form(words, at - 2) and _serves_things(words, at)
    unknown = _is_unknown_verb(verb) if doer else named and _is_verb_alone(verb)
    if not wanted and unknown and (it or _names_object(words, at + 1)):
        return ("services",), at + 1
    return (), 0


def _who_does(words: Sequence[Word], at: int) -> Read:
    """ "A firm that shreds paper", "someone who winds clocks": who is sought is told by what they do, and not "with a firm that recycles"."""
    if (
        at < 2
        or words[at - 1].meant not in _WHO
        or not (words[at - 2].meant in deeds().doers or is_doer_by_form(words, at - 2))
    ):
        return (), 0
    start = _sentence_start(words, at)
    before = [word.meant for word in words[start : at - 2]]
    if not _NOT_SOUGHT.isdisjoint(before) or (before and before[0] in _ASKS):
        return (), 0
    for form in ("says", "base"):
        types, end = verb_at(words, at, form)
        if types in (("services",), ("works",)) and _names_object(words, end):
            return types, end
    return (), 0


def _before_sum(words: Sequence[Word], at: int) -> int:
    """Where a sum starts that ends before word `at`, its VAT left aside ("a firm £90k ex VAT to ..."); `at` itself where there is none."""
    sign = next((i for i in range(at - 1, max(0, at - _MOST_SUM), -1) if words[i].meant == "£"), at)
    return sign if all(word.meant in _OF_SUM or word.meant[:1].isdigit() for word in words[sign + 1 : at]) else at


def is_doer_by_form(words: Sequence[Word], at: int, *, many: bool = False) -> bool:
    """Whether a word that is on no list names who does something by its ending, and one or more of them: "a falconer", "two eel catchers".

    With `many` it stands for more than one by itself: "ferreters".
    """
    form = words[at].form
    one = many or any(word.meant in _ONE_OF for word in words[max(0, at - 2) : at])
    if not one or len(form) < _LEAST_DOER or not form.endswith(_DOER_ENDS) or form in vocabulary().known:
        return False
    return form not in listed().words | listed().ends_of_goods and not any(listed().at([form]))


def _serves_things(words: Sequence[Word], at: int) -> bool:
    """Whether no people are named in the clause after the verb at word `at`: what is done for them may be light touch."""
    return not any(word.form in _PEOPLE for word in words[at : end_of_clause(words, at)])


def _is_verb_alone(verb: str) -> bool:
    """Whether a verb is on the lists only within other phrases, as "fly" of "fly tipping"."""
    phrases = [kind.words for kind in vocabulary().by_first.get(verb, ())]
    known = (verb,) in [*phrases, *(frame.opener for frame in vocabulary().frames.get(verb, ()))]
    return not known and verb not in deeds().no_deed | _OF_THINGS and len(verb) > 2


def _is_unknown_verb(verb: str) -> bool:
    return (
        verb not in deeds().no_deed and singular(verb) not in vocabulary().known and len(verb) > 2 and not verb.endswith("ly")
    )


def _we_do(words: Sequence[Word], at: int) -> Read:
    """ "We groom horses", "my lot salvage boats": at the start of a sentence, or after another thing they do."""
    start = _sentence_start(words, at)
    said = [word.meant for word in words[start:at]]
    if said and said[0] in _WE and len(said) == 1:
        return verb_at(words, at, "base")
    if len(said) in (2, 3, 4) and said[0] in _OUR and any(word in _LOT for word in said[1:]) and said[-1] not in _NOT_SPOKEN:
        found = verb_at(words, at, "says")
        return found if found[0] else verb_at(words, at, "base")
    return (), 0


def _opens_with_doing(words: Sequence[Word], at: int) -> Read:
    """ "Ferrying islanders", "the engraving of medals": at the start of a clause, whatever it is where a small word tells that it is a verb."""
    start = _sentence_start(words, at)
    before = [word.meant for word in words[start:at]]
    of = at + 1 < len(words) and words[at + 1].meant == "of"
    named = tuple(before[-2:]) in _LEADS_DEED and "of" in [word.meant for word in words[at + 1 : at + 3]]
    if before and not (
        named
        or before in (["the"], ["for"], ["contract", "for"], ["a", "contract", "for"])
        or before[-1] in (":", ",", "and", "-", ";")
    ):
        return (), 0
    types, end = verb_at(words, at, "doing")
    if types == ("light_touch",) and end < len(words) and words[end].meant in _MADE_FOR:
        return (), 0
    if types and (end - at > 1 or _names_object(words, end) or of):
        return types, end
    verb = words[at].meant
    follows = words[at + 1].meant if at + 1 < len(words) else ""
    plain = not before and verb.endswith("ing") and len(verb) > 5 and (follows in _DETERMINERS or follows[:1].isdigit())
    goes_on = any(word.meant in _WITH_IT for word in words[at + 1 : end_of_clause(words, at + 1)])
    if plain and not goes_on and _is_unknown_verb(verb) and _names_object(words, at + 1):
        return ("services",), at + 1
    return (), 0


def _had_done(words: Sequence[Word], at: int) -> Read:
    """ "Having our pianos tuned", "robes re-made": a thing that is to be had done; the phrase starts with the word for having, or is the verb."""
    if words[at].meant in _HAD and words[at + 1 : at + 2] and words[at + 1].meant not in _NOT_SPOKEN:
        for i in range(at + 2, min(at + _MOST_HAD, len(words))):
            if words[i].meant in _STOPS or words[i].meant in _ENDS_CLAUSE:
                break
            types, end = verb_at(words, i, "done")
            if types and _closes(words, end):
                return types, end
        return (), 0
    if at and words[at - 1].form and words[at - 1].meant != words[at - 1].form and not _asks_before(words, at):
        types, end = verb_at(words, at, "done")
        return (types, end) if types and _closes(words, end) else ((), 0)
    return (), 0


def _closes(words: Sequence[Word], end: int) -> bool:
    """Whether the name of a thing does not go on at word `end`: a sign, a figure or a small word stands there."""
    if end >= len(words) or not words[end].meant.isalpha():
        return True
    return words[end].meant in _AFTER_NAME


def _noun_of_deed(words: Sequence[Word], at: int) -> Read:
    """ "Cliff stabilisation", "reinforcement of the harbour arm": with the thing before it, or after "of"."""
    for size in (2, 1):
        if at + size > len(words):
            continue
        noun = " ".join(word.meant for word in words[at : at + size])
        types = deeds().nouns.get(noun, ())
        if not types:
            continue
        end = at + size
        of = end < len(words) and words[end].meant == "of" and _names_object(words, end + 1)
        before = words[at - 1] if at else None
        named = size > 1 or (
            before and before.form and before.meant.isalpha() and before.meant not in _BEFORE_NOUN | _ENDS_CLAUSE
        )
        named = named and not (before and before.form in deeds().no_object)
        if (of or (named and (_closes(words, end)))) and not _asks_before(words, at):
            return types, end
    return (), 0


def _names_object(words: Sequence[Word], at: int) -> bool:
    """Whether something is named there that a deed may be done to, or after another deed beside it ("lifting and relaying cobbles")."""
    if at + 2 < len(words) and words[at].meant == "and":
        at += 2 + (words[at + 1].meant == "re")
    return (
        at < len(words) and words[at].meant[0].isalnum() and words[at].meant not in _WITH_IT | _ENDS_CLAUSE | _NO_OBJECT_AFTER
    )


def _is_of_no_contract(words: Sequence[Word], at: int, start: int, end: int) -> bool:
    """Whether the clause says what is done to a bid, a policy or a deadline, or what someone offers beside the contract."""
    within = words[start : min(end + 1, start + _MOST_TO_OBJECT)]
    place = next((n for n, word in enumerate(within) if n and word.meant in _BEFORE_PLACE), len(within))
    if any(word.form in deeds().no_object for word in within[:place]):
        return True
    return any(word.meant in _OFFERS for word in words[_sentence_start(words, at) : at])


def _asks_before(words: Sequence[Word], at: int) -> bool:
    return any(word.meant in _ASKS for word in words[_sentence_start(words, at) : at])


def _sentence_start(words: Sequence[Word], at: int) -> int:
    return clause_start(words, at, _SENTENCE_STOPS, 2 * _REACH)


def end_of_clause(words: Sequence[Word], start: int) -> int:
    """Where what is done, to what and where, ends: before a sign, a sum or a word that goes on with something else."""
    end = start
    while end < len(words) and end - start < _MOST_OBJECT and words[end].meant not in _STOPS and _is_in_clause(words[end]):
        if words[end].meant in _ENDS_CLAUSE:
            break
        end += 1
    return end


def _is_in_clause(word: Word) -> bool:
    """Whether a word goes on with the clause: any but a council's name, unless that tells whose a thing is ("polish Ambridge's buses")."""
    return bool(word.form) or word.meant.endswith("'s")
