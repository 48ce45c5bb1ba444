"""A further part of the contract that a reply tells of with its price: "we've added a second lot of £40k to the same tender".

Where it is said to be in the same contract, or to be added, its price goes on top of the value told before. Where that is not said ("there's
a second contract of £40k") it is asked: it is neither the value alone nor surely a part of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assistant.facts.aside.told_apart import PARTS_LET, sentence_round
from assistant.facts.words.contract_words import BUYING_WORDS, CONTRACT_NOUNS
from assistant.facts.words.numbers import read_number
from assistant.facts.words.part_labels import PARTS
from assistant.facts.words.text import Question, singular

_PART_NOUNS = (PARTS | PARTS_LET) - {"leg", "period", "extension", "option", "item", "step", "block"}
_CONTRACTS = CONTRACT_NOUNS - {"value", "spend", "budget", "works", "services", "supplies", "goods", "award", "build"}
_THINGS = _PART_NOUNS | _CONTRACTS | {"one"}
_ANOTHER = {"another", "further", "extra", "additional", "more"}
_ORDINALS = {"second", "2nd", "third", "3rd", "fourth", "4th"}
_INDEFINITE = {"a", "an", "our", "their", "one", "and", "with", "plus"}
_TELLS_ANEW = {
    "quote", "quotation", "bid", "bidder", "tenderer", "supplier", "contractor", "firm", "estimate", "valuation", "opinion", "look", "thought", "try",
    "attempt", "go", "time", "email", "mail", "letter", "call", "draft", "version", "reading", "check", "figure", "number", "price", "sum", "round",
    "person", "colleague", "question", "thing", "point", "reason", "offer", "update", "year", "month", "week", "day", "quarter", "vat", "page",
    "sheet", "column", "line", "report", "review", "survey",
}  # fmt: skip
"""What is second and tells the value anew, or is no thing that is bought: "a second quote came in at £40k"."""
_ADDED, _BOLTED = (
    {"added", "adding", "add", "adds"},
    {"bolted", "bolt", "tacked", "thrown", "threw", "lumped", "slipped", "snuck"},
)
_GONE_IN = {"joined", "joining", "joins", "gone", "goes", "going", "come", "coming", "put", "included", "including"}
_ALSO = {"also", "too"}
_HAVE = BUYING_WORDS | {"need", "want", "got", "have", "having", "needing", "wanting", "a", "another", "letting", "getting"}
_WANTS, _JOINS = (
    {"want", "wants", "wanted", "need", "needs", "come", "comes", "coming", "jump", "jumped"},
    {"join", "joins", "joining", "joined"},
)
_IN, _SOME = (
    ("in", "on", "onboard", "aboard"),
    ("some", "one", "it", "them", "theirs", "the", "in", "a", "too", "as", "their", "that", "this"),
)
_SOME_TOO = {"some", "one", "in", "them", "theirs", "few"}
_SPEAKERS = {"i", "it", "they", "which", "that", "figure", "price", "quote", "bid", "has", "have", "to", "in"}
_INTO = {"in", "into", "under", "within", "on", "to", "inside", "of", "the"}
_SAME = {"same", "one", "single", "this", "very"}
_OURS = _SAME | {"the", "our", "that"}
_NO_THINGS = {
    "it",
    "them",
    "up",
    "to",
    "together",
    "vat",
    "wrong",
    "wrongly",
    "nought",
    "zero",
    "digit",
    "figure",
    "figures",
    "cost",
    "costs",
}
"""What is added by way of reckoning, or of a slip."""
_NOW, _HOLDS = {"now", "also"}, {"has", "holds", "includes", "covers", "gets"}
_SETS_OFF = {",", "-", ":", "(", ";"}
_ELSE = {"different", "separate", "other", "another"}
_WHOLE = {
    "total", "totals", "totalling", "altogether", "overall", "whole", "all", "now", "making", "makes", "bringing", "brings", "so", "taking",
    "combined", "together", "both",
}  # fmt: skip
LINKS = {
    "of", "at", "for", "worth", "costing", "costs", "cost", "is", "was", "were", "(", ":", "about", "around", "comes", "in", "priced", "valued",
    "roughly", "some",
}  # fmt: skip
_FOR = {"for", "on", "as", "of"}
_TURNS = {"what", "how", "and", "if", "or", "suppose", "supposing", "does", "is", "say"}
_NEAR, _REACH, _LEAST = 5, 30, 2


@dataclass(frozen=True, slots=True)
class AddedPart:
    """A part told of at tokens `first` up to `end`; `inside` where it is in the contract.

    `linked` where its price is said of it straight away, `set_off` where just a comma or the like parts the two: "windows, £40k".
    """

    first: int
    end: int
    inside: bool
    linked: bool
    set_off: bool


def read_added_part(question: Question, first: int, end: int) -> AddedPart | None:
    """The further part that the sum at tokens `first` up to `end` is the price of, or None.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return (found := read_added_part(q := read_text(text), at := q.texts.index("£"), at + 3)) and found.inside
    >>> told("we've added a second lot of £40k to the same tender"), told("there's a second contract of £40k"), told("a second quote of £40k")
    (True, False, None)
    """
    start, stop = sentence_round(question, first, end)
    thing = _thing_before(question, first, end) or _thing_after(question, first, end, stop)
    if thing is None:
        return _bought_too(question, start, first, end, stop)
    at, noun_at, numbered = thing
    if numbered and not _TURNS.isdisjoint(question.words(start, start + 2)):
        return None
    between = question.words(noun_at + 1, first)
    linked = noun_at >= first or (bool(between) and set(between) <= LINKS)
    inside = (linked or not _is_whole(question, start, first, end, stop)) and _is_inside(question, at, noun_at)
    return AddedPart(min(at, first), max(noun_at + 1, end), inside, linked, question.word(first - 1) in _SETS_OFF)


def _is_inside(question: Question, at: int, noun_at: int) -> bool:
    """Whether the further thing at `at`, whose noun is at `noun_at`, is said to be in the contract, and in no other."""
    own = question.word(noun_at) in _CONTRACTS and question.word(noun_at) not in _PART_NOUNS
    apart = any(
        question.word(i) in _ELSE and question.word(i + 1) in _CONTRACTS for i in range(len(question.tokens)) if i != at
    )
    return not apart and (is_in_same_contract(question, of_ours=True) or (not own and _is_added(question, at, noun_at)))


def _is_whole(question: Question, start: int, first: int, end: int, stop: int, but: Collection[str] = frozenset()) -> bool:
    """Whether the words round a sum, `but` for some, tell that it is what the contract comes to: "so it's £115k now", "£115k in all"."""
    near = (*question.words(max(start, first - _NEAR), first), *question.words(end, min(stop, end + 3)))
    return not (_WHOLE - set(but)).isdisjoint(near)


def is_in_same_contract(question: Question, *, of_ours: bool = False) -> bool:
    """Whether something is said to be in the same contract: "under the same contract"; `of_ours`: "to the tender" says so too.

    >>> from assistant.facts.words.text import read_text
    >>> [is_in_same_contract(read_text(q)) for q in ("in the very same order", "on one contract", "into the tender")]
    [True, True, False]
    """
    for at, word in enumerate(question.texts):
        if word not in _CONTRACTS or question.word(at - 1) not in (_OURS if of_ours else _SAME):
            continue
        if question.word(at + 1 + (question.word(at + 1) in _NOW)) in _HOLDS:
            return True
        lead = at - 1
        while question.word(lead) in _OURS and at - lead < _NEAR:
            lead -= 1
        if question.word(lead) in _INTO or (
            question.word(at - 1) in _SAME - {"this"} and question.word(at + 1) not in ("is", "was")
        ):
            return True
    return False


def _thing_before(question: Question, first: int, end: int) -> tuple[int, int, bool] | None:
    """The further thing told of before the sum: where it starts, where its noun is, and whether it is a numbered part."""
    for at in (*range(first, end), *range(first - 1, max(-1, first - _REACH), -1)):
        if (noun_at := _noun_of_another(question, at)) is not None and (noun_at < first or at >= first):
            return at, noun_at, False
        if _is_numbered_part(question, at, first):
            return at, at + 1, True
    return None


def _thing_after(question: Question, first: int, end: int, stop: int) -> tuple[int, int, bool] | None:
    """The further thing told of behind the sum: "£40k for a second lot"."""
    if question.word(first - 1) in _ANOTHER | _ORDINALS and singular(question.word(end)) in _THINGS:
        return first - 1, end, False
    if question.word(end) in _ORDINALS and singular(question.word(end + 1)) in _THINGS:
        return end, end + 1, False
    for at in range(end, min(stop, end + _NEAR)):
        noun_at = _noun_of_another(question, at)
        if noun_at is not None and (at == end or not _FOR.isdisjoint(question.words(end, at))):
            return at, noun_at, False
    return None


def _noun_of_another(question: Question, at: int) -> int | None:
    """Where the noun of "a second lot", "another contract", "an extra school" is, the word at `at` being what makes it another."""
    word = question.word(at)
    second = word in _ORDINALS and question.word(at - 1) in _INDEFINITE
    if word == "other" and question.word(at - 1) in ("the", "our", "my", "that"):
        return at + 1 if singular(question.word(at + 1)) in _THINGS - {"one"} else None
    if word in _ORDINALS and question.word(at - 1) == "the" and question.word(at + 1) in _CONTRACTS:
        second = is_in_same_contract(question)
    if not second and word not in _ANOTHER:
        return None
    for noun_at in (at + 1, at + 2)[: 1 if word == "more" else 2]:
        noun = singular(question.word(noun_at))
        if not noun.isalpha() or noun in _TELLS_ANEW:
            return None
        if noun in _THINGS:
            return noun_at
    return at + 1 if second else None


def _is_numbered_part(question: Question, at: int, first: int) -> bool:
    """ "Lot 2", "phase two": a part that is not the first."""
    number = read_number(question, at + 1) if question.word(at) in _PART_NOUNS else None
    if number is None or number.value is None or number.end > first or number.scale > 1:
        return False
    return number.end == at + 2 and _LEAST <= number.value <= 2 * _NEAR and question.word(at - 1) not in ("of", "in", "and")


def _is_added(question: Question, at: int, noun_at: int) -> bool:
    """Whether the thing is said to be added: "we've added a second lot", "a second lot has been added"."""
    before, after = question.words(max(0, at - _NEAR), at), question.words(noun_at + 1, noun_at + 1 + _NEAR)
    return not (_ADDED | _BOLTED).isdisjoint(before) or any(
        word in _ADDED | _BOLTED | _GONE_IN and question.word(noun_at + 1) in ("has", "have", "is", "was", "'s")
        for word in after
    )


def _bought_too(question: Question, start: int, first: int, end: int, stop: int) -> AddedPart | None:
    """ "We're also buying mops, £40k, under the same contract", "we've added windows, £40k"."""
    wanting = wanting_in(question, start, stop)
    if _is_whole(question, start, first, end, stop, but={"now"} if wanting else set()):
        return None
    set_off = question.word(first - 1) in _SETS_OFF
    linked = question.word(first - 1) in LINKS - _SETS_OFF
    for at in range(start, first):
        word, following = question.word(at), question.word(at + 1)
        also = word == "also" and following in _HAVE and question.word(at - 1) not in ("it's", "it", "that's")
        added = word in _ADDED | _BOLTED and at + 1 < first and (linked or set_off) and _is_done(question, at, first)
        if also or added:
            inside = added or is_in_same_contract(question, of_ours=True)
            return AddedPart(at, end, inside, linked or (also and not inside), set_off)
    if wanting is not None:
        return AddedPart(min(wanting, first), max(wanting + 1, end), is_in_same_contract(question), True, set_off)
    too = not _ALSO.isdisjoint(question.words(start, stop)) or any(
        question.follows(i, "as", "well") for i in range(start, stop)
    )
    return AddedPart(start, end, True, linked, set_off) if too and is_in_same_contract(question) else None


def wanting_in(question: Question, start: int, stop: int) -> int | None:
    """Where it is told that somebody else wants some as well: "the library wants in too", "the museum is joining in"."""
    too = not _ALSO.isdisjoint(question.words(start, stop)) or any(
        question.follows(i, "as", "well") for i in range(start, stop)
    )
    for at in range(start + 1, stop):
        subject = question.word(at - 1 - (question.word(at - 1) == "also"))
        if subject in _SPEAKERS or question.word(start) in _TURNS:
            continue
        following = question.word(at + 1)
        also = question.word(at - 1) == "also" and following.isalpha() and following != "to"
        inside = following in _IN and (too or question.word(at + 2) in ("", ".", ",", "on", "-", "with", "now", "for"))
        if question.word(at) in _WANTS and (inside or also or (too and following in _SOME)):
            return at
        if question.word(at) in _JOINS and following in (*_IN, "us", ",", "too", "-"):
            return at
        if (
            question.word(at) in ("onboard", "aboard")
            or question.follows(at, "on", "board")
            or question.follows(at, "to", "join")
        ):
            return at
        some = question.word(at) in _SOME_TOO and (following in _ALSO or question.follows(at + 1, "as", "well"))
        if some and question.word(start) not in _SPEAKERS | {"it's", "that's", "we", "we're", "i'm"}:
            return at
    return None


def _is_done(question: Question, at: int, first: int) -> bool:
    """Whether "added" at `at` is what somebody has done to a thing: "we've added windows", "windows have been added", but not "added up"."""
    thing = question.word(at + 1).isalpha() or question.word(at - 1) in ("been", "was", "were", "are", "get", "got")
    denied = {"if", "not", "never", "haven't"} & set(question.words(at - 4, at))
    return thing and not denied and _NO_THINGS.isdisjoint(question.words(at + 1, first))
