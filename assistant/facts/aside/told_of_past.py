"""Whether a day that is past is told of in a story: what happened to others, to a building, or to the contract before.

A story tells no start: "the last contractor left in 2019", "built in 1974". The procurement's own day does: "let in 2019", "a tender from 2019".
"""

from __future__ import annotations

import itertools

from assistant.facts.aside.other_sums import PUT_BY, is_dated_price
from assistant.facts.words.text import Question

_STOPS = {".", "?", "!", ";", ":", "(", ")", "and", "but", "so", "now"}
_REACH = 14
_PROCURED = {
    "start", "starts", "starting", "started", "begin", "begins", "beginning", "began", "begun", "commence", "commences", "commenced",
    "commencing", "commencement", "live", "launch", "launched", "launching", "advertise", "advertised", "advertising", "tendered", "retendered",
    "procured", "procure", "awarded", "award", "awarding", "let", "tendering", "kicking", "kicked",
    "commissioned", "signed", "bid", "framework", "dps", "concluded",
}  # fmt: skip
"""What is done to a contract or a procurement on the day that is its own."""
_HAPPENED = {
    "left", "went", "bust", "burnt", "lost", "found", "built", "sold", "fell", "fallen", "broke", "broken", "gone", "shut", "quit", "died", "blew",
    "wrote", "told", "met", "became", "rebuilt", "dates", "hit", "flood", "floods", "storm", "caught", "wore", "thought", "knew", "won", "grew",
}  # fmt: skip
_LOST, _BID = {"threw", "thrown", "rejected", "lost", "beaten", "outbid", "nowhere"}, {"bid", "tender", "tendered", "tendering"}
"""What became of a bid that won no contract, and the words of a procurement that such a clause may hold."""
_TRIED = {"lost", "missed", "bid", "tendered", "won", "beaten", "outbid", "unsuccessful"}
_ASKS_OF_PAST = {"did", "was", "were", "had", "should", "didn't", "wasn't"}
_THEN = (("at", "that", "time"), ("at", "the", "time"), ("back", "then"), ("in", "those", "days"))
_WITHOUT_CONTRACT = {
    "bought", "came", "took", "got", "made", "ran", "saw", "said", "gave", "done", "had", "put", "set", "sent", "held", "rose", "fire",
    "survey", "inspection", "report", "audit", "closure", "brought", "taught", "stood", "sat", "fitted", "completed",
}  # fmt: skip
"""Words that tell a story only where the clause names neither a sum nor a contract: "we bought £90k of laptops in 2021" is bought then."""
_OF_CONTRACT = {
    "estimated", "valued", "priced", "needed", "required", "applied", "proposed", "planned", "intended", "expected", "need", "agreed", "included",
    "renewed", "detailed", "limited", "related", "used", "speed", "based", "combined", "supposed", "allowed", "considered", "scored", "counted",
    "mattered", "changed", "dated", "fitted", "completed",
}  # fmt: skip
"""Words in -ed that tell nothing of what happened."""
_FORMER = {
    "last",
    "previous",
    "former",
    "old",
    "earlier",
    "outgoing",
    "existing",
    "current",
    "expiring",
    "original",
    "incumbent",
    "present",
    "first",
}
_OURS = {
    "contract",
    "tender",
    "procurement",
    "notice",
    "project",
    "contracts",
    "tenders",
    "procurements",
    "scheme",
    "programme",
    "purchase",
    "purchases",
    "order",
    "deal",
    "supplier",
    "price",
    "round",
    "time",
}
_NEW, _ONES = {"new", "replacement", "next"}, {"contract", "one", "deal", "agreement", "tender", "order", "arrangement", "term"}
_MOST_NAMED = 6
"""How far the noun may stand from "new": "the new managed IT support contract"."""
_NO_NAME = {
    "policy", "act", "regulations", "rules", "law", "threshold", "thresholds", "councillor", "year", "to", "in", "on", "for",
}  # fmt: skip
_PROCUREMENT = {
    "tender", "tendered", "tendering", "advertise", "advertised", "advertising", "procurement", "procured", "procure", "notice", "itt", "bids", "out",
}  # fmt: skip
"""What is done in the procurement of a new contract as well, so that only "the new contract" parts it from the one before."""
_AGAIN = {
    "retender", "retendering", "retendered", "reprocure", "reprocuring", "reprocured", "relet", "reletting", "retenders", "replacement", "successor",
}  # fmt: skip
_NOW_DONE = {"tendering", "letting", "procuring", "buying", "retendering", "tender", "procure"}
_WITHIN = {"framework", "dps"}
"""What new contracts are let under, which started before them."""
_REPLACED, _WHICH = {"replaces", "replacing", "supersedes", "superseding"}, {"that", "which", "we", "from"}
_OUT = {"out", "live", "ahead"}


def is_told_of_past(question: Question, first: int, end: int) -> bool:
    """Whether the clause round the date at tokens `first` up to `end` tells a story, and not when the procurement started.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_told_of_past(q := read_text(text), q.texts.index("2019"), q.texts.index("2019") + 1)
    >>> told("the last contractor left in 2019"), told("we let it in 2019"), told("a contract in 2019"), told("the last tender was in 2019, now £9k")
    (True, False, False, True)
    """
    if is_dated_price(question, first, end):
        return True
    if _is_bid(question, first, end) and _is_asked_of_then(question, end):
        return False
    clause = (*_back(question, first), *_on(question, end))
    former = is_of_lost_bid(question, first, end) or _is_former(question, clause) or _is_before_new(question, clause)
    if former or not _is_procured(clause):
        told = "£" in clause or not _OURS.isdisjoint(clause)
        put_by = any(clause[i : i + len(phrase)] == phrase for phrase in PUT_BY for i in range(len(clause)))
        return put_by or former or any(_happened(word) or (word in _WITHOUT_CONTRACT and not told) for word in clause)
    return False


def _back(question: Question, first: int) -> tuple[str, ...]:
    at = first
    while at > 0 and first - at < _REACH and question.word(at - 1) not in _STOPS:
        at -= 1
    return question.words(at, first)


def is_of_lost_bid(question: Question, first: int, end: int) -> bool:
    """Whether the clause round the date tells of a bid that won no contract: "we tendered for Kent in 2019 and lost"."""
    if _is_bid(question, first, end) and _is_asked_of_then(question, end):
        return False
    clause = (*_back(question, first), *_on(question, end), *_lost_behind(question, end))
    return not _LOST.isdisjoint(clause) and _PROCURED & set(clause) <= _BID


def _is_bid(question: Question, first: int, end: int) -> bool:
    """Whether the clause round the date tells of a contract that was bid for or lost, with its sum: "we lost Kent's £9k contract in 2019"."""
    clause = (*_back(question, first), *_on(question, end))
    return "£" in clause and not (_BID | _OURS).isdisjoint(clause) and not _TRIED.isdisjoint(clause)


def _is_asked_of_then(question: Question, end: int) -> bool:
    """Whether a question behind the date is on what held at the time, and no other sum is told: "Did its policy oblige it at that time?"."""
    if question.texts.count("£") > 1:
        return False
    asked = question.texts[end:]
    starts = [at + 1 for at, word in enumerate(asked) if word in (".", "?", ";", "-", ",")]
    past = any(asked[at : at + 1] and asked[at] in _ASKS_OF_PAST for at in starts)
    return "?" in asked and (past or any(asked[at : at + len(one)] == one for one in _THEN for at in range(len(asked))))


def _lost_behind(question: Question, end: int) -> tuple[str, ...]:
    """What became of a bid that the rest of the sentence tells: "tendered in 2019 and lost", "last year we bid for it but didn't win"."""
    stop = next((at for at in range(end, end + _REACH) if question.word(at) in ("", ".", "?", "!", ";", "£")), end + _REACH)
    told = question.words(end, stop)
    denied = any(
        pair[0] in ("didn't", "never", "not") and pair[1] in ("win", "won", "get") for pair in itertools.pairwise(told)
    )
    return ("lost",) if denied or not (_LOST | {"unsuccessful"}).isdisjoint(told) else ()


def _on(question: Question, end: int) -> tuple[str, ...]:
    at = end
    while at < len(question.tokens) and at - end < _REACH and question.word(at) not in _STOPS | {","}:
        at += 1
    return question.words(end, at)


def _is_procured(clause: tuple[str, ...]) -> bool:
    """Whether the clause tells what is done to a contract, or a contract with no word for another thing that happened."""
    went = any(
        word in ("went", "gone", "go", "goes", "going") and _OUT & set(clause[i + 1 : i + 3]) for i, word in enumerate(clause)
    )
    return went or not _PROCURED.isdisjoint(clause)


def _is_former(question: Question, clause: tuple[str, ...]) -> bool:
    """Whether the clause is on the contract before ("our last tender went out", "we last tendered this") and another sum is told elsewhere."""
    if not _is_priced_elsewhere(question, clause):
        return False
    named = any(word in _FORMER and _OURS & set(clause[i + 1 : i + 4]) for i, word in enumerate(clause))
    return named or any(pair[0] == "last" and pair[1] in _PROCURED for pair in itertools.pairwise(clause))


def _is_before_new(question: Question, clause: tuple[str, ...]) -> bool:
    """Whether the clause is on what a new contract takes the place of: "We had a contract which started in 2021. The new contract is £90k"."""
    if _NEW & set(clause) or _WITHIN & set(clause) or not _is_priced_elsewhere(question, clause):
        return False
    at = next((i for i, word in enumerate(clause) if word in _REPLACED), len(clause))
    if (_WHICH & set(clause[at:]) or "incumbent" in clause) and "£" not in clause:
        return True
    if any(word in _NEW and question.word(at + 1) in _ONES for at, word in enumerate(question.texts)):
        return True
    return (_AGAIN | _PROCUREMENT).isdisjoint(clause) and _has_new(question)


def _is_priced_elsewhere(question: Question, clause: tuple[str, ...]) -> bool:
    """Whether a sum is told outside the clause, which has one at most."""
    return clause.count("£") < min(2, question.texts.count("£"))


def _has_new(question: Question) -> bool:
    """Whether a contract to come is told of: "the new IT support contract", "its replacement", "we're re-letting it", "now tendering"."""
    for at, word in enumerate(question.texts):
        again = word == "re" and question.word(at + 1) == "-" and question.word(at + 2)[:3] in ("let", "ten", "pro")
        if again or word in _AGAIN:
            return True
        if word == "now" and not _NOW_DONE.isdisjoint(question.words(at + 1, at + 3)):
            return True
        named = question.words(at + 1, at + 1 + _MOST_NAMED) if word in _NEW else ()
        noun = next((i for i, one in enumerate(named) if one in _ONES), -1)
        if noun >= 0 and all(one.isalpha() and one not in _NO_NAME for one in named[:noun]):
            return True
    return False


def _happened(word: str) -> bool:
    return word in _HAPPENED or (len(word) > 4 and word.endswith("ed") and word not in _OF_CONTRACT)
