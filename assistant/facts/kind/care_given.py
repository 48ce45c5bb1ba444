"""Care told by what is done for people: "carers who wash and dress people at home", "someone to keep lonely widows company" is light touch.

The verbs stand in `data/contract_deeds.yaml`. They count where people follow, and someone does it: the same done to things, or to what
people own, is none ("wash the buses", "wash residents' windows").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.facts.kind.context import Phrase, Word, clause_start, is_spoken_of_as_bought
from assistant.facts.kind.done import tells_of_contract
from assistant.facts.kind.for_people import end_of_group
from assistant.facts.words.contract_deeds import deeds
from assistant.facts.words.text import Question
from assistant.facts.words.vocabulary import Kind

_STOPS = {".", "?", "!", ";", ":"}
_REACH, _MOST_WORDS, _MOST_CLAUSE = 18, 4, 9
_AND = {"and", "or", ",", "&"}
_DOERS = {
    "staff", "carer", "carers", "helper", "helpers", "agency", "agencies", "nurse", "nurses", "folk", "worker", "workers", "sitter", "sitters",
    "lady",
    "ladies", "assistant", "assistants", "companion", "companions", "minder", "minders", "aides", "friends", "students", "nanny", "nannies",
    "visitors",
    "trust", "group", "home", "centre", "hospice", "anyone", "them", "who", "couple", "girls", "neighbours", "matron", "warden", "wardens",
    "aunties", "grannies", "volunteers",
}  # fmt: skip
"""Who does it, beside those who do any deed."""
_WANTS = {
    "need",
    "needs",
    "want",
    "wants",
    "going",
    "pay",
    "pays",
    "paying",
    "paid",
    "hire",
    "hires",
    "hiring",
    "wish",
    "wishes",
}
_OFFERS = {
    "bidder", "bidders", "supplier", "suppliers", "contractor", "contractors", "tenderer", "tenderers", "offer", "offers", "offered", "promise",
    "promises",
    "commit", "commits", "donate", "donates", "volunteer", "policy", "strategy", "score", "scores", "marks", "pledge", "pledges", "give", "gives",
}  # fmt: skip
_ASKS = {
    "does",
    "do",
    "did",
    "is",
    "are",
    "can",
    "could",
    "should",
    "would",
    "must",
    "will",
    "how",
    "what",
    "why",
    "when",
    "which",
    "whether",
    "may",
}
_BEFORE_DOING = {
    "for",
    "of",
    "by",
    "and",
    ",",
    "is",
    "are",
    "on",
    "the",
    "with",
    "to",
    "be",
    "in",
    "from",
    "while",
    "come",
    "comes",
    "go",
    "includes",
}
_ENDS = {
    "does",
    "do",
    "did",
    "must",
    "should",
    "would",
    "could",
    "can",
    "will",
    "is",
    "are",
    "worth",
    "costing",
    "priced",
    "valued",
    "we",
}


def phrases_of_care(words: Sequence[Word], at: int) -> Iterator[tuple[Kind, int]]:
    """The care of people that starts with its verb at word `at`, and where the clause of it ends."""
    end = _end_of_care(words, at)
    if not end or not _is_done_by_someone(words, at):
        return
    while end < len(words) and end - at < _MOST_CLAUSE and words[end].form.isalpha() and words[end].meant not in _ENDS:
        end += 1
    yield Kind(tuple(word.form or word.meant for word in words[at:end]), ("light_touch",), in_contract=True, care=True), end


def is_care_bought(question: Question, words: Sequence[Word], one: Phrase) -> bool:
    """Whether care is what the question speaks of buying: a sum or a length is told, or somebody is wanted for it.

    Not what a bidder gives beside the contract, and not what a question only asks about.
    """
    before = [word.meant for word in words[clause_start(words, one.first, _STOPS, 2 * _REACH) : one.first]]
    if not _OFFERS.isdisjoint(before):
        return False
    if before and before[0] in _ASKS:
        return is_spoken_of_as_bought(question, words, one)
    return tells_of_contract(question) or not _WANTS.isdisjoint(before)


def is_purpose_of_things(words: Sequence[Word], one: Phrase, last_end: int) -> bool:
    """Whether care is only what a thing before it is for, which ends at word `last_end`: "a minibus to take pensioners out"."""
    between = [word.meant for word in words[last_end : one.first]]
    leads = between[-1:] in (["to"], ["for"]) and _STOPS.isdisjoint(between)
    return leads and not any(_is_doer(word) for word in words[last_end : one.first])


def _end_of_care(words: Sequence[Word], at: int) -> int:
    """Where the people end that the verb at word `at` cares for, verbs that are joined to it left aside; 0 where it is no such verb."""
    i = at
    while verb_end := _end_of_verb(words, i):
        anyone = deeds().care[" ".join(word.meant for word in words[i:verb_end])]
        people = verb_end + (verb_end < len(words) and words[verb_end].meant == "of")
        if end := end_of_group(words, people, anyone=anyone):
            return end
        i = verb_end
        while i < len(words) and words[i].meant in _AND:
            i += 1
        if i == verb_end:
            break
    return _end_of_parted(words, i)


def _end_of_verb(words: Sequence[Word], at: int) -> int:
    said = [word.meant for word in words[at : at + _MOST_WORDS]]
    return next((at + size for size in range(len(said), 0, -1) if " ".join(said[:size]) in deeds().care), 0)


def _end_of_parted(words: Sequence[Word], at: int) -> int:
    """Where "get old folk up" ends whose verb is word `at`; 0 where it is none."""
    others = deeds().parted.get(words[at].meant, ()) if at < len(words) else ()
    if not others:
        return 0
    them = at + 1 < len(words) and words[at + 1].meant == "them"
    end = at + 2 if them else end_of_group(words, at + 1, anyone=True)
    forms = tuple(word.form for word in words[end : end + 2 * _MOST_WORDS])
    return next((end + len(other) for other in others if end and forms[: len(other)] == other), 0)


def _is_done_by_someone(words: Sequence[Word], at: int) -> bool:
    """Whether who does it stands in the clause before the verb, somebody is wanted for it, or the verb tells that it goes on: "looking after"."""
    start = clause_start(words, at, _STOPS, _REACH)
    before = words[start:at]
    if not before:
        return True
    if words[at].meant.endswith("ing"):
        return before[-1].meant in _BEFORE_DOING or not before[-1].form
    wanted = before[-1].meant == "to" and any(word.meant in _WANTS for word in before)
    return wanted or any(_is_doer(word) for word in before)


def _is_doer(word: Word) -> bool:
    return word.meant in _DOERS or word.meant in deeds().doers
