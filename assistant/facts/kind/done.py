"""Phrases for what is done to what, and for who does it: "empty the bins", "a bandstand built in the park", "the builder starts in May"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.facts.kind.context import Phrase, Word, clause_start
from assistant.facts.words.lengths import UNIT_MONTHS
from assistant.facts.words.numbers import read_number
from assistant.facts.words.text import Question
from assistant.facts.words.vocabulary import Frame, Kind, vocabulary

_MOST_BETWEEN = 4
_NOT_BETWEEN = {
    "of", "for", "to", "at", "in", "on", "across", "with", "by", "from", "and", "or", "but", "is", "are", "was", "were", "be", "been",
    "that", "which", "who", "if", "so", "then", "will", "would", "should", "must", "can", "could", "may", "not", "no", "do", "does", "did",
    "has", "have", "need", "needs", "want", "wants", "it", "we", "they", "i", "you", "as", "than", "how", "what", "when", "where", "why",
    "social", "value", "contract", "contracts", "policy", "council", "worth", "costing",
}  # fmt: skip
"""Words that no adjective is: a verb does not reach across them to a thing."""
_TO_DONE = {
    "to", "be", "being", "been", "will", "is", "are", "was", "were", "gets", "get", "getting", "needs", "need", "needing", "fully", "newly",
    "all", "kept", "has", "have", "re", "must", "completely", "partly", "regularly", "weekly", "daily", "a", "new", "as", "badly", "part",
    ",",
}  # fmt: skip
_NO_PLURALS = {
    "works", "costs", "starts", "lasts", "runs", "opens", "needs", "comes", "takes", "goes", "this", "does", "begins", "finishes", "plus",
    "was", "has", "across", "totals", "completes", "always", "is", "as", "less", "us", "years", "months", "weeks", "exceeds", "gets",
    "wants", "requires",
}  # fmt: skip
GROUP = {
    "count", "counts", "counted", "priority", "group", "groups", "unpaid", "young", "favour", "favoured", "score", "scored", "scoring",
    "criteria", "outcome", "outcomes", "metric", "metrics", "tom", "toms", "proxy", "theme", "themes", "apprentice", "apprentices", "local",
    "points", "unemployed", "veterans", "preferred", "preference",
}  # fmt: skip
_ASKS = {"does", "do", "did", "how", "why", "can", "could", "should", "what", "which", "who", "whether", "is", "are"}
_ACTS = {
    "starts",
    "start",
    "begins",
    "begin",
    "hands",
    "finishes",
    "finish",
    "leaves",
    "comes",
    "will",
    "on",
    "wants",
    "charges",
    "charge",
    "quoted",
    "costs",
    "cost",
    "needs",
}
_LEAD_TO_DOING = (
    ("someone", "to"), ("somebody", "to"), ("firm", "to"), ("company", "to"), ("contractor", "to"), ("contractors", "to"), ("supplier",
    "to"), ("people", "to"), ("provider", "to"), ("operator", "to"), ("team", "to"), ("want",), ("wants",), ("wanting",), ("plan", "to"),
    ("planning", "to"), ("are",), ("we're",), ("going", "to"), ("hoping", "to"), ("looking", "to"), ("have", "to"), ("need", "to"), ("pay",
    "for"), ("paying", "for"), ("tender", "for"), ("tendering", "for"), ("contract", "for"), ("contract", "to"),
)  # fmt: skip
_OWN = {"my", "our", "your", "his", "her", "who", "which", "that", "as", "i'm"}
_SAYS = {
    "told",
    "emailed",
    "rang",
    "wrote",
    "says",
    "say",
    "said",
    "asked",
    "asks",
    "in",
    "of",
    "thinks",
    "wages",
    "salary",
    "salaries",
    "pay",
    "jobs",
    "role",
    "roles",
    "team",
    "colleague",
}
_OFFERED = {
    "bidder",
    "bidders",
    "offer",
    "offers",
    "offered",
    "offering",
    "volunteer",
    "volunteers",
    "volunteering",
    "donate",
    "donates",
    "commit",
    "commitment",
}
_DOERS, _DONE_TO = (
    {"we", "they", "you", "to", "can", "could", "will", "would", "might", "value"},
    {"it", "them", "this", "that", "down", "out"},
)
"""Around a word for a trade these make a verb of it: "if we engineer it down", "to guard them"."""
_BACK, _TOLD_SUM = {"that", "same"}, {"money", "price", "cost", "sum", "figure", "amount", "value", "budget"}
_PUT_RIGHT = (
    ("after", "all"),
    ("at", "all"),
    ("turns", "out"),
    ("instead",),
    ("actually", "it's"),
    ("it's", "actually"),
    ("we're", "actually"),
)
"""Words by which a reply puts right what the contract is."""
_ITS = {"it's", "its", "we're", "that's"}
_STOPS = {".", "?", "!", ";", ",", ":"}
_SCALES = {"k", "m", "grand", "million", "thousand", "mil", "pounds"}
_REACH, _LEAST_SCALE = 14, 1_000


def phrases_done(words: Sequence[Word], at: int) -> Iterator[tuple[Kind, int]]:
    """Every phrase for what is done to what that starts at word `at`, and where it ends."""
    for frame in vocabulary().frames.get(words[at].form, ()):
        start = at + len(frame.opener)
        if tuple(word.form for word in words[at:start]) != frame.opener:
            continue
        for passed in range(start, min(start + _MOST_BETWEEN + 1, len(words))):
            if closer := _closer(words, passed, frame):
                yield Kind(frame.opener + closer, frame.types, in_contract=True, done=True), passed + len(closer)
                break
            if not _may_stand_between(words[passed], thing_first=frame.thing_first):
                break


def _closer(words: Sequence[Word], at: int, frame: Frame) -> tuple[str, ...] | None:
    for closer in frame.closers.get(words[at].form, ()):
        if tuple(word.form for word in words[at : at + len(closer)]) == closer:
            return closer if frame.thing_first or _is_thing(words, at, len(closer)) else None
    return None


def _may_stand_between(word: Word, *, thing_first: bool) -> bool:
    if thing_first:
        return word.meant in _TO_DONE
    owner = word.meant.endswith("'s") and word.meant != "it's"
    return owner or (word.meant not in _NOT_BETWEEN and word.meant.isalnum())


def _is_thing(words: Sequence[Word], at: int, length: int) -> bool:
    """Whether the thing there is what is meant, and not the first part of another: "a new office", but not "new office chairs"."""
    longer = any(
        len(kind.words) > length and tuple(word.form for word in words[at : at + len(kind.words)]) == kind.words
        for kind in vocabulary().by_first.get(words[at].form, ())
    )
    after = words[at + length].meant if at + length < len(words) else ""
    plural = (
        len(after) > 3 and after.isalpha() and after.endswith("s") and not after.endswith("ss") and after not in _NO_PLURALS
    )
    return not longer and not plural


def is_own_or_named(words: Sequence[Word], one: Phrase, *, noted: bool = False) -> bool:
    """Whether who does it is one's own ("our engineer"), someone who said something, or a group of people that a policy names; or nobody,
    where the word is a verb. In a note of a purchase ("speech therapists in schools, £700k") a place may follow."""
    near = [word.meant for word in words[max(0, one.first - 3) : one.end + 4]]
    before = words[one.first - 1].meant if one.first else ""
    after = words[one.end].meant if one.end < len(words) else ""
    own = before in _OWN or words[one.end - 1].meant.endswith("'s")
    verb = before in _DOERS or after in _DONE_TO
    said = after in _SAYS and not (noted and after in ("in", "of"))
    return own or verb or said or any(word in GROUP for word in near)


def is_hired(question: Question, words: Sequence[Word], one: Phrase) -> bool:
    """Whether who does it is spoken of as hired: what they do stands after it, or a sum or a length in the question."""
    after = words[one.end].meant if one.end < len(words) else ""
    return after in _ACTS or tells_of_contract(question)


def is_arranged(question: Question, words: Sequence[Word], one: Phrase) -> bool:
    """Whether what is done is spoken of as arranged: someone is to do it, or the question tells a sum or a length.

    Not where the clause asks ("does it help clean the streets?"), and not what a bidder offers beside the contract.
    """
    clause = [word.meant for word in words[clause_start(words, one.first, _STOPS, _REACH) : one.first]]
    after = [word.meant for word in words[one.end : one.end + 4]]
    offered = "as" in after and ("social" in after or "its" in after)
    asked = clause[:-1] if clause[-1:] == ["are"] or (clause[-1:] == ["is"] and len(clause) > 1) else clause
    if offered or any(word in _ASKS | GROUP | _OFFERED for word in asked):
        return False
    led = any(tuple(clause[n : n + len(lead)]) == lead for lead in _LEAD_TO_DOING for n in range(len(clause)))
    return led or tells_of_contract(question)


def tells_of_contract(question: Question) -> bool:
    """Whether a sum or a length of time stands anywhere in the question, or it goes on with the one that was told before.

    >>> from assistant.facts.words.text import read_text
    >>> told = ("a builder, for that money", "no, it's a builder after all", "a builder rang")
    >>> [tells_of_contract(read_text(text)) for text in told]
    [True, True, False]
    """
    if "£" in question.texts or any(_is_measure(question, i) for i in range(len(question.tokens))):
        return True
    return any(_goes_on(question, at) for at in range(len(question.tokens)))


def _goes_on(question: Question, at: int) -> bool:
    """ "For that money", "at the same price", "it's ... after all": what was told before of the contract is meant."""
    if question.word(at) in _BACK and question.word(at + 1) in _TOLD_SUM:
        return True
    right = any(question.follows(at, *phrase) for phrase in _PUT_RIGHT)
    return right and not _ITS.isdisjoint(question.texts)


def _is_measure(question: Question, at: int) -> bool:
    """Whether a figure with a scale or a unit of time starts there, or a number in words before pounds ("one million pounds")."""
    if question.at(at).kind == "number":
        return question.word(at + 1) in _SCALES or question.word(at + 1) in UNIT_MONTHS
    if question.at(at).kind != "word" or question.word(at) in _SCALES:
        return False
    number = read_number(question, at)
    return number is not None and number.scale >= _LEAST_SCALE
