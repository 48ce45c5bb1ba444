"""Things of the procurement vocabulary in a question, and whether what is bought is what the question speaks of.

The vocabulary has words of ordinary talk too ("records", "seats"). They count where the question is put as officers note a purchase
("deckchairs and loungers for the seafront, £48k"), or where it says that they are bought; and only as the last word of what is named
("pianos", not "piano lessons").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.facts.kind.context import Phrase, Word, is_spoken_of_as_bought, is_sum_at
from assistant.facts.kind.procurement_vocabulary import listed
from assistant.facts.words.contract_words import BUYING_WORDS, CONTRACT_NOUNS
from assistant.facts.words.text import Question
from assistant.facts.words.vocabulary import Kind, vocabulary
from assistant.model import ContractType

_REACH = 6
_SENTENCE_STOPS = {".", "?", "!"}
_STOPS = _SENTENCE_STOPS | {";", ":", "-", "|", '"'}
_MOST_BEFORE, _SENTENCE = 10, 40
"""The most words of a note before what is bought, and of a sentence on either side of it."""
_ASKS = {
    "are", "be", "because", "been", "can", "could", "did", "do", "does", "doesn't", "don't", "had", "has", "have", "how", "if", "is",
    "isn't", "may", "might", "must", "shall", "should", "than", "that", "was", "were", "what", "when", "where", "whether", "which", "who",
    "whose", "why", "will", "would",
}  # fmt: skip
_ASKS_WHAT = {"do", "does", "did", "how", "what", "which", "who", "whose", "why"}
_OTHERS = {
    "bidder", "bidders", "commit", "commitment", "commits", "contractor", "contractors", "donate", "donated", "donates", "he", "it",
    "marks", "offer", "offered", "offering", "offers", "outcome", "outcomes", "points", "policy", "provider", "providers", "score",
    "scored", "scores", "scoring", "she", "strategy", "supplier", "suppliers", "tenderer", "tenderers", "they", "value", "volunteer",
    "volunteers", "weighting", "you",
}  # fmt: skip
_INTO = {
    "about", "above", "across", "as", "at", "below", "between", "by", "for", "from", "in", "into", "of", "on", "over", "than", "to",
    "under", "with",
}  # fmt: skip
_WE = {"we", "i", "we're", "i'm", "we'd", "i'd", "we've", "i've", "we'll", "us"}
_WANT = BUYING_WORDS | {
    "after", "buy", "get", "getting", "hire", "hiring", "like", "need", "needing", "needs", "order", "source", "sourcing", "stock",
    "stocking", "supply", "tender", "want", "wanting", "wants",
}  # fmt: skip
_PROGRESSIVE = {"is", "are", "be", "been"}
_BUY = {"buy", "order", "ordering", "purchase"}
_ENDS = _ASKS | _INTO | _WANT | (CONTRACT_NOUNS - {"build", "programme"}) | {
    "a", "again", "all", "alone", "also", "an", "and", "annually", "any", "approx", "approximately", "around", "both", "but", "charter",
    "cost", "costing", "costs", "delivery", "during", "each", "either", "est", "estimated", "etc", "every", "ex", "excl", "excluding",
    "five", "four", "here", "i", "inc", "incl", "including", "it", "itself", "just", "last", "mandatory", "monthly", "more", "needed",
    "next", "no", "not", "nothing", "now", "only", "or", "our", "pa", "per", "plc", "please", "plus", "priced", "quote", "quotes", "rates",
    "ready", "required", "resale", "roughly", "sale", "say", "so", "social", "some", "soon", "sv", "ten", "the", "themselves", "then",
    "there", "these", "they", "this", "three", "through", "till", "today", "too", "total", "totalling", "twenty", "two", "until", "using",
    "valued", "via", "we", "weekly", "while", "worth", "yearly", "yes",
}  # fmt: skip
"""Words that end what is named before them."""
_CREW = {"driver", "drivers", "crew", "crews", "pilot", "pilots", "chauffeur", "chauffeurs", "skipper", "skippers"}
_OPERATORS = {"operator", "operators"}
_AFTER_TEAM = _ASKS | {"want", "wants", "need", "needs", "buys", "spends", "says"}
"""After these a "... service" is a part of the council and not what it buys ("our planning service needs")."""
_DESCRIBES = {
    "annual", "existing", "extra", "full", "further", "general", "immediate", "important", "initial", "large", "local", "major", "minor",
    "monthly", "more", "necessary", "new", "other", "possible", "proper", "quick", "regular", "routine", "small", "temporary", "to",
    "urgent", "weekly", "whole", "you",
}  # fmt: skip
"""Words before what is done that are no thing it is done to."""
_BEFORE_PLACE = {
    "the",
    "our",
    "a",
    "an",
    "all",
    "two",
    "three",
    "four",
    "five",
    "some",
    "its",
    "their",
    "new",
    "local",
    "council",
    "various",
    "several",
}
_NO_GOODS = {
    "agencies", "agents", "arrangements", "beds", "bidders", "bids", "budgets", "charges", "companies", "consultants", "contractors",
    "costs", "days", "details", "fees", "firms", "funds", "grants", "hello", "hours", "ideas", "lots", "millions", "months", "nights",
    "officers", "operators", "options", "others", "partners", "payments", "people", "phases", "places", "plans", "pounds", "prices",
    "proposals", "providers", "quotations", "quotes", "rates", "regards", "sessions", "shifts", "staff", "stages", "suppliers", "tenders",
    "terms", "thanks", "thousands", "visits", "volunteers", "weeks", "workers", "years",
}  # fmt: skip
_PRICES = {"price", "prices", "quote", "quotation", "quotations", "estimate", "figure", "cost"}
_PRICED_BY = {"price", "cost", "costs", "value", "budget", "figure", "sum", "amount", "estimate"}
_OPEN = {
    "confirmed",
    "tbc",
    "unknown",
    "unclear",
    "pending",
    "follow",
    "awaited",
    "known",
    "agreed",
    "set",
    "fixed",
    "decided",
    "settled",
    "worked",
}
_ESTIMATES = {
    "quote", "quotation", "lowest",
    "a", "about", "all", "an", "and", "anticipated", "approximately", "around", "at", "be", "between", "budget", "cost", "costing", "costs",
    "est", "estimate", "estimated", "expect", "expected", "figure", "guess", "i", "in", "is", "it", "it'll", "it's", "just", "looking", "maybe",
    "of", "our", "over", "perhaps", "price", "probably", "reckon", "region", "roughly", "say", "should", "so", "somewhere", "spend", "that", "the",
    "they", "think", "this", "to", "total", "under", "up", "value", "we", "we're", "will", "worth", "would", "come", "comes", "likely", ":", ",",
    "bill", "final", "whole", "lot", "pay", "paying", "set", "back", "us", "altogether", "for", "them", "these", "those", "put", "came",
    "quoted", "worked",
    "out", "everything", "council", "town", "city", "here", "there", "spending", "being", "has", "have", "been", "tag",
}  # fmt: skip
"""Words that lead to an estimate and name no thing."""
_TELLS_RULES = {"handbook", "rulebook", "playbook", "facebook", "guidebook", "chequebook"}
_PLACES = {
    "museum",
    "library",
    "theatre",
    "gallery",
    "nursery",
    "hostel",
    "canteen",
    "hospital",
    "clinic",
    "hotel",
    "cafe",
    "restaurant",
    "gym",
    "creche",
}
_MOST_ADJECTIVES = 3
_OWNED_BY = {"a", "an", "the", "our", "this", "any", "my", "that"}


class _Bought(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def types(self) -> tuple[ContractType, ...]: ...
    @property
    def outright(self) -> bool: ...


def phrases_listed(words: Sequence[Word], at: int) -> Iterator[tuple[Kind, int]]:
    """Every phrase of the procurement vocabulary that starts at word `at`, longest first, and where it ends.

    The plural of a word that names plain goods at the end of whatever name counts too ("bat boxes").
    A phrase that the hand-made list has, with or without "service" at its end, is left to that list.
    """
    known = vocabulary().by_first
    if words[at].form in listed().plain_goods and words[at].meant != words[at].form:
        yield Kind((words[at].form,), ("supplies",), in_contract=True, listed=True), at + 1
    if words[at].form in listed().ends_of_goods and words[at].meant != words[at].form and _is_after_works(words, at):
        yield Kind((words[at].form,), ("supplies",), in_contract=True, listed=True), at + 1
    if size := _goods_of_goods(words, at):
        yield Kind(tuple(word.form for word in words[at : at + size]), ("supplies",), in_contract=True, listed=True), at + size
    for phrase, size in listed().at([word.form for word in words[at : at + _REACH]]):
        bare = phrase[:-1] if phrase[-1] in ("service", "work") else phrase
        closed = words[at].form.endswith(phrase[0]) and words[at].form not in (phrase[0], *_TELLS_RULES)
        whole = size == 1 and closed  # "audiobook" ends with a word of the hand-made list
        if whole or not any(kind.words in (phrase, bare) for kind in known.get(phrase[0], ())):
            yield Kind(phrase, listed().phrases[phrase], in_contract=True, listed=True), at + size


def _goods_of_goods(words: Sequence[Word], at: int) -> int:
    """How many words a thing takes that is named by goods and a word that ends names of goods: "server racks", "lighting rig"; or 0."""
    forms = [word.form for word in words[at : at + 2]]
    if len(forms) < 2 or forms[1] not in listed().ends_behind_goods or not ends_there(words, at + 2):
        return 0
    by_hand = [kind.types for kind in vocabulary().by_first.get(forms[0], ()) if kind.words == (forms[0],)]
    types = by_hand or [listed().phrases[phrase] for phrase, size in listed().at(forms[:1])]
    return 2 if types and all(one == ("supplies",) for one in types) else 0


def _is_after_works(words: Sequence[Word], at: int) -> bool:
    """Whether a word for works stands right before: "loft insulation rolls", "roofing sheets" are goods."""
    forms = tuple(word.form for word in words[max(0, at - 3) : at])
    return any(
        kind.types == ("works",) and kind.words == forms[n:]
        for n in range(len(forms))
        for kind in vocabulary().by_first.get(forms[n], ())
    )


def is_listed_as_bought(question: Question, words: Sequence[Word], one: Phrase) -> bool:
    """Whether a phrase of the vocabulary is the whole of what is named, and bought."""
    if not ends_there(words, one.end) or _is_inside_word(question, words, one.first):
        return False
    if _others_act(question, words[clause_start(words, one.first) : one.first]):
        return False
    clause = _told_of_buying([word.meant for word in words[clause_start(words, one.first) : one.first]])
    if is_noted(question, words, one) or (_is_priced(clause) and _has_sum_of_its_own(question, words, one.first)):
        return True
    plain = words[one.end - 1].form in listed().plain_goods
    asked = any(word in _ASKS for word in clause[-3:]) or (plain and any(word in _ASKS_WHAT for word in clause))
    return not asked and is_spoken_of_as_bought(question, words, one)


def _is_priced(clause: Sequence[str]) -> bool:
    """Whether a price is said to be for what follows: "a price of £40,000 has come in for [radar sets]"."""
    lead = next((n for n in range(len(clause) - 1, -1, -1) if clause[n] == "for"), -1)
    between = set(clause[lead + 1 :])
    return (
        lead > 0
        and not set(clause) & _ASKS - {"has"}
        and len(between) <= _MOST_ADJECTIVES
        and not between & _ENDS
        and any(w in _PRICES for w in clause[:lead])
    )


def is_noted(question: Question, words: Sequence[Word], one: Phrase) -> bool:
    """Whether the phrase stands in the opening of a note of a purchase: "deckchairs and loungers for the seafront, £48k".

    A sum follows, there or as the estimate that the next sentence gives. Before the phrase in its sentence nothing is asked, nobody else acts,
    and nothing leads into the phrase.
    """
    clause = _told_of_buying([word.meant for word in words[clause_start(words, one.first) : one.first]])
    if clause[-1:] == ["of"] and clause[-2:-1] and clause[-2] in ("supply", "purchase"):
        clause = clause[:-2]
    if len(clause) > _MOST_BEFORE or any(word in _ASKS or word in _INTO for word in clause):
        return False
    if _others_act(question, words[clause_start(words, one.first) : one.first]):
        return False
    if any(word in _WE for word in clause) and not any(word in _WANT for word in clause):
        return False
    return _has_sum_of_its_own(question, words, one.first)


def _told_of_buying(clause: Sequence[str]) -> list[str]:
    """The words but for those before a word for buying that tell of it and ask nothing: "the council is buying", "we need to buy".

    A question that a sentence opens with stays one: "is buying pedalos ...".
    """
    told = []
    for n, word in enumerate(clause):
        following = clause[n + 1] if n + 1 < len(clause) else ""
        progressive = word in _PROGRESSIVE and following in BUYING_WORDS and following.endswith("ing")
        if n == 0 or not (progressive or (word == "to" and following in _BUY | BUYING_WORDS)):
            told.append(word)
    return told


def _others_act(question: Question, clause: Sequence[Word]) -> bool:
    return any(word.meant in _OTHERS and not _is_department(question, word) for word in clause)


def _is_department(question: Question, word: Word) -> bool:
    """Whether "IT" is information technology and no pronoun: in capitals, where not all is in capitals."""
    typed = question.text[question.tokens[word.token].start : question.tokens[word.token].end]
    return typed == "IT" and not question.text.isupper()


def names_thing_before(words: Sequence[Word], at: int) -> bool:
    """Whether a noun stands right before word `at`, as "spillway" before "strengthening"."""
    before = words[at - 1] if at else None
    return bool(before and before.form and before.meant.isalpha() and before.meant not in _ENDS | _WE | _DESCRIBES)


def is_place_of_goods(words: Sequence[Word], one: _Bought, found: Sequence[_Bought]) -> bool:
    """Whether the phrase is only where things go of which nothing is known: "ladles for canteens", "tombolas at our care homes".

    Nothing but goods is read before it, and right before "for" stands a plural that is no word for a contract or for money.
    """
    if one.outright or "supplies" in one.types or any(before.types != ("supplies",) for before in found):
        return False
    clause = words[clause_start(words, one.first) : one.first]
    owner = bool(found)  # "minibuses for our council's day centres", but not "estimates for the council's sweeping"
    while clause and (
        clause[-1].meant in _BEFORE_PLACE or clause[-1].meant.isdigit() or (owner and clause[-1].meant.endswith("'s"))
    ):
        clause = clause[:-1]
    if len(clause) < 2 or clause[-1].meant not in ("for", "at", "in") or any(word.meant in _ASKS for word in clause):
        return False
    if any(word.meant in _WE for word in clause) and not any(word.meant in BUYING_WORDS | _BUY for word in clause):
        return False
    goods = clause[-2]
    plural = goods.meant != goods.form and len(goods.meant) > 4 and bool(goods.form)
    return plural and goods.meant not in CONTRACT_NOUNS | _NO_GOODS


def is_place_of_use(words: Sequence[Word], one: _Bought, found: Sequence[_Bought]) -> bool:
    """Whether a place is only where a thing goes: goods that stand right before it ("bunk beds for our hostel"), or what opens the sentence ("a
    stuffed polar bear for the museum"); not "a contract for the museum"."""
    if one.outright or "supplies" in one.types or "works" in one.types:
        return False
    start = clause_start(words, one.first)
    clause = words[start : one.first]
    while clause and (clause[-1].meant in _BEFORE_PLACE or clause[-1].meant.endswith("'s") or not clause[-1].form):
        clause = clause[:-1]
    if len(clause) < 2 or clause[-1].meant not in ("for", "in", "at", "outside"):
        return False
    if found and found[-1].types == ("supplies",) and not found[-1].outright and found[-1].end == start + len(clause) - 1:
        return one.types == ("light_touch",)
    if words[one.first].form not in _PLACES or not ends_there(words, one.first + 1) or clause[0].meant not in ("a", "an"):
        return False
    thing = [word for word in clause[1:-1] if word.meant.isalpha()]
    return 0 < len(thing) == len(clause) - 2 and all(
        word.meant not in CONTRACT_NOUNS | BUYING_WORDS | _ASKS | _WE | _NO_GOODS for word in thing
    )


def _is_inside_word(question: Question, words: Sequence[Word], at: int) -> bool:
    """Whether word `at` is the later part of one with a hyphen: "ring-fence"."""
    token = words[at].token
    return question.word(token - 1) == "-" and not question.at(token).gap and not question.at(token - 1).gap


def clause_start(words: Sequence[Word], at: int) -> int:
    """Where the part of the sentence starts that holds word `at`."""
    return max((i + 1 for i in range(max(0, at - 2 * _MOST_BEFORE), at) if words[i].meant in _STOPS), default=0)


def ends_there(words: Sequence[Word], end: int) -> bool:
    """Whether what is named ends before word `end`: a sign, a figure, a small word or something done to it stands there."""
    if end >= len(words):
        return True
    after = words[end].meant
    if words[end - 1].form == "service" and after in _AFTER_TEAM:
        return False
    return not after.isalpha() or not words[end].form or after in _ENDS or (after.endswith("ed") and len(after) > 4)


def _has_sum_of_its_own(question: Question, words: Sequence[Word], at: int) -> bool:
    """Whether a sum stands in the sentence of word `at`, or opens the next, that is not said of a contract or quote alone.

    "Chairs or benches for a £30k quote" tells no price of chairs.
    """
    back = range(at - 1, max(-1, at - _SENTENCE), -1)
    start = next((i + 1 for i in back if words[i].meant in _SENTENCE_STOPS), max(0, at - _SENTENCE))
    for i in range(start, min(len(words), at + _SENTENCE)):
        if i > at and words[i].meant in _SENTENCE_STOPS:
            following = _is_estimated_next(question, words, i + 1) or _is_wanted_next(question, words, i + 1)
            return following or _is_let_without_price(words, i + 1)
        if is_sum_at(question, words, i) or words[i].meant == "pounds":
            before = words[i - 1].meant if i else ""
            said_of = any(later.meant in CONTRACT_NOUNS or later.meant.startswith("quot") for later in words[i + 1 : i + 5])
            if not (before in _OWNED_BY and said_of):
                return True
        elif i > at and _is_let_without_price(words, i):
            return True
    return False


def _is_let_without_price(words: Sequence[Word], at: int) -> bool:
    """Whether word `at` opens what says in place of a sum that this is let, or what it costs is open: "out to tender", "cost to be confirmed"."""
    said = [word.meant for word in words[at : at + _MOST_BEFORE // 2]]
    if said[1:3] == ["to", "tender"] and said[0] in ("out", "off", "going", "ready"):
        return True
    noun = next((n for n, word in enumerate(said[:3]) if word in _PRICED_BY), None)
    if noun is None or not set(said[:noun]) <= {"no", "the", "its", "their", "exact", "final"}:
        return False
    after = said[noun + 1 :]
    if "no" in said[:noun]:
        return after[:1] == ["yet"] or not after or not after[0].isalpha()
    after = after[1:] if after[:1] in (["is"], ["are"], ["still"]) else after
    return after[:1] != [] and (
        after[0] in _OPEN or (after[0] in ("not", "to", "isn't", "still", "yet", "being") and not _OPEN.isdisjoint(after))
    )


def _is_estimated_next(question: Question, words: Sequence[Word], at: int) -> bool:
    """Whether the sentence from word `at` on does no more than to give a sum: "£40k", "We reckon between 150 and 190 thousand"."""
    for i in range(at, min(len(words), at + _MOST_BEFORE)):
        if is_sum_at(question, words, i):
            return True
        if words[i].form and words[i].meant not in _ESTIMATES and not words[i].meant.isdigit():
            return False
    return False


def _is_wanted_next(question: Question, words: Sequence[Word], at: int) -> bool:
    """Whether the sentence from word `at` on says for how much they are wanted: "Your council is after £205,000 + VAT of them"."""
    stop = next((i for i in range(at, min(len(words), at + _SENTENCE)) if words[i].meant in _SENTENCE_STOPS), at + _SENTENCE)
    priced = any(is_sum_at(question, words, i) for i in range(at, min(stop, len(words))))
    said = [word.meant for word in words[at:stop]]
    return priced and any(said[n : n + 2] in (["of", "them"], ["of", "these"], ["of", "those"]) for n in range(len(said)))


def types_put_in(words: Sequence[Word], at: int, end: int, kind: Kind) -> tuple[ContractType, ...]:
    """The types of a thing that is put in or up where it stays, works or goods: "putting new sluice gates in at the harbour".

    "Putting benches in the park" only says where they go.
    """
    if kind.types != ("supplies",) or not kind.listed:
        return kind.types
    put = any(word.meant in ("put", "putting") for word in words[max(clause_start(words, at), at - _MOST_ADJECTIVES) : at])
    after = [word.meant for word in words[end : end + 2]]
    stays = after[:1] in (["in"], ["up"], ["back"]) and (
        len(after) < 2 or after[1] in _INTO | {"again"} or not after[1].isalpha()
    )
    return ("works", "supplies") if put and stays else kind.types


def types_with_crew(words: Sequence[Word], end: int, kind: Kind) -> tuple[ContractType, ...]:
    """The types of a thing that ends before word `end`: with who drives it ("lorries with drivers") it is a service, with who works it open."""
    after = [word.meant for word in words[end : end + 4] if word.meant not in ("hire", "rental", "charter")]
    if kind.types != ("supplies",) or after[:1] != ["with"]:
        return kind.types
    if any(word in _CREW for word in after[1:3]):
        return ("services",)
    return ("works", "services") if any(word in _OPERATORS for word in after[1:3]) else kind.types
