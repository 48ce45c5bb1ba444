"""Sums that a question tells beside the contract's own: what the last one cost, what a department spends, by how much a threshold is missed.

They are of no account only where another sum is the contract's; alone, or beside one that says as much, they are asked about.
"""

from __future__ import annotations

import itertools

from assistant.facts.text import Question

_STOPS = {".", "?", "!", ";", ":"}
_TURNS = {"but", "now", "whereas", "while", "though", "however", "and", ","}
_FORMER = {
    "previous", "existing", "current", "outgoing", "expiring", "incumbent", "former", "old", "last", "earlier", "prior", "present",
}  # fmt: skip
_CONTRACT = {
    "contract", "contracts", "deal", "agreement", "one", "supplier", "provider", "contractor", "job", "tender", "round", "spend",
    "arrangement", "price", "cost", "estimate", "quote",
}  # fmt: skip
_WIDER = {
    "budget", "programme", "spend", "spending", "income", "portfolio", "turnover", "revenue", "fund", "pot", "allocation", "capital",
    "balance", "outturn",
}  # fmt: skip
_WHOLE = {
    "whole", "entire", "overall", "department", "department's", "departmental", "directorate", "directorate's", "council's", "corporate",
    "service's", "total", "annual", "facilities", "estates", "capital", "division's", "authority's", "company", "company's", "firm's",
    "group", "group's", "team's", "works", "investment", "housing", "highways",
}  # fmt: skip
_SPENDERS = {
    "department", "directorate", "council", "team", "division", "authority", "company", "firm", "organisation", "group", "business",
    "section", "unit",
}  # fmt: skip
_SPEND = {"spends", "spend", "spent", "manages", "makes", "made", "earns", "earned", "takes", "bills", "billed"}
_PUT_BY = (
    ("set", "aside"), ("put", "aside"), ("put", "by"), ("budgeted",), ("allocated",), ("earmarked",), ("pencilled", "in"), ("in", "the",
    "budget"), ("ring", "fenced"), ("allowed", "for"),
)  # fmt: skip
_OFF = {"under", "below", "over", "above", "short", "shy", "beneath", "off", "clear", "inside", "within"}
_OF_LIMIT = {"", ".", ",", "?", "!", ";", ")", "so", "the", "that", "it", "this", "of", "then", "your", "their", "our"}
_OTHERS = {"other", "neighbouring", "neighboring", "another", "next"}
_COUNCILS = {"councils", "authorities", "boroughs", "districts", "firms", "companies", "organisations"}
_THE_ONE = (
    ("this", "contract"), ("my", "contract"), ("contract", "itself"), ("on", "its", "own"), ("asking", "about"), ("new", "contract"),
    ("new", "contract's"), ("about", "to", "let"), ("our", "piece"), ("our", "part"), ("this", "tender"), ("going", "with"), ("contract", "value"),
)  # fmt: skip
_THE_ONE_WORDS = {phrase[-1] for phrase in _THE_ONE}
_LEAST_TIMES = 5
_TURNED = {"turn", "turns", "turned", "turning"}
_REACH = 16


def is_turned_over(question: Question, first: int) -> bool:
    """ "We turn over about £2m": the words before the sum tell a firm's turnover."""
    before = question.words(max(0, first - 6), first)
    return not _TURNED.isdisjoint(before) and any(
        word in _TURNED and "over" in before[i + 1 : i + 3] for i, word in enumerate(before)
    )


def is_difference(question: Question, end: int, pence: int, largest: int) -> bool:
    """Whether a sum that is small beside another says how far that one is from a limit: "£177,896. One pound under, so no obligation?"."""
    if question.word(end) not in _OFF or "£" in question.words(end, end + 4):
        return False
    return question.word(end + 1) in _OF_LIMIT and 0 < pence * _LEAST_TIMES <= largest


def is_of_another(question: Question, first: int, end: int) -> bool:
    """Whether the clause says that a sum was a contract's before, is put by, or is what a whole department has.

    >>> from assistant.facts.text import read_text
    >>> def told(text): return is_of_another(q := read_text(text), q.texts.index("£"), len(q.texts))
    >>> told("the previous contract ran at £300k"), told("the whole facilities budget is £4m"), told("the contract is £66,000")
    (True, True, False)
    """
    clause = _clause(question, first)
    after = question.words(end, end + 4)
    if not clause and after[:1] not in (("capital",), ("annual",), ("overall",), ("total",)):
        return False
    return _was_before(clause) or _is_wider(clause, after) or _is_put_by(clause, after) or _is_of_others(clause)


def is_the_one(question: Question, first: int) -> bool:
    """Whether the words before a sum say that it is the contract asked about: "this contract is £1.5m", "the job on its own is £260k"."""
    clause = _clause(question, first)
    return not _THE_ONE_WORDS.isdisjoint(clause) and any(
        clause[i : i + len(phrase)] == phrase for phrase in _THE_ONE for i in range(len(clause))
    )


def _clause(question: Question, first: int) -> tuple[str, ...]:
    """The words before a sum in its own clause: back to a stop, to another sum, or to a word that turns to something else."""
    at = first
    while at > 0 and first - at < _REACH:
        word = question.word(at - 1)
        if word in _STOPS | _TURNS or question.word(at - 1) == "£" or question.at(at - 1).kind == "number":
            break
        at -= 1
    return question.words(at, first)


def _was_before(clause: tuple[str, ...]) -> bool:
    """ "last year's contract cost us", "the previous supplier charged", "the year before that"."""
    if any(pair in (("year", "before"), ("time", "before")) for pair in itertools.pairwise(clause)):
        return True
    for i, word in enumerate(clause):
        dated = word == "last" and clause[i + 1 : i + 2] in (("year's",), ("time's",))
        if (dated or word in _FORMER) and any(noun in _CONTRACT for noun in clause[i + 1 : i + 6]):
            return not any(word in ("replacement", "replaces", "new") for word in clause)
    return False


def _is_wider(clause: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """ "the whole facilities budget is", "the department spends", "a capital programme of"."""
    if any(word in _SPENDERS for word in clause) and any(word in _SPEND for word in clause):
        return True
    budget = max((i for i, word in enumerate(clause) if word in _WIDER), default=-1)
    if budget > 0 and any(word in _WHOLE for word in clause[max(0, budget - 3) : budget]):
        return not any(word in ("contract", "contract's", "this") for word in clause)
    return after[:2] in (("capital", "programme"), ("annual", "budget"), ("overall", "budget"), ("total", "budget"))


def _is_of_others(clause: tuple[str, ...]) -> bool:
    """ "other councils pay", "the neighbouring council paid": what others pay for theirs."""
    return any(word in _OTHERS and noun in _SPENDERS | _COUNCILS for word, noun in itertools.pairwise(clause))


def _is_put_by(clause: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """ "we had £50k set aside", "we had budgeted £90k"."""
    had = any(word in ("had", "have", "we'd", "we've", "originally", "only") for word in clause)
    return had and any(
        part[i : i + len(phrase)] == phrase for phrase in _PUT_BY for part in (clause, after) for i in range(len(part))
    )
