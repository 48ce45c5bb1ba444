"""Whether a reply names a kind of contract in passing: what gave the reason, who said so, what else happened. The kind told before stands.

"New ground survey, and it's gone up to £5.5m", "the steel has risen, so £190k" and "after the repairs it's 26 months" tell why the figure is
another. "It's a survey really", "sorry, services" and "and for a survey at £90k?" tell what is bought, and take the place of the kind before.
"""

from __future__ import annotations

from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.words.numbers import read_number
from assistant.facts.words.text import Question
from assistant.model import TypeFact

_ASSERTS = {
    "it's", "its", "is", "that's", "this", "they're", "be", "were", "was", "become", "becomes", "became", "actually", "really", "sorry", "instead",
    "just", "only", "meant", "mean", "call", "buying", "about", "no", "purely", "rather", "called", "say", "as", "mainly", "mostly", "wholly",
}  # fmt: skip
_ASSERTED_AFTER = {"instead", "really", "actually", "not", "rather", "sorry", "only", "contract", "tender"}
_PADS = {
    "a",
    "an",
    "the",
    "some",
    "new",
    "our",
    "of",
    "all",
    "ground",
    "for",
    "more",
    "in",
    "fact",
    ",",
    "pure",
    "plain",
    "straight",
    "to",
    "now",
}
_REASONS = {
    "after", "following", "because", "due", "owing", "since", "until", "till", "once", "despite", "given", "thanks", "awaiting", "before", "with",
    "when", "while", "had", "from",
}  # fmt: skip
_SO = {"so", "hence", "therefore", "thus", "which", "meaning", "making", "means"}
_MOVES = {
    "pushed", "pushes", "pushing", "puts", "put", "putting", "took", "takes", "taking", "brings", "brought", "bringing", "makes", "made", "sends",
    "sent", "drives", "drove", "bumps", "bumped", "knocks", "knocked", "gets", "got", "lifts", "lifted", "raises", "raised", "delayed", "delays",
    "holds", "held", "slowed", "adds", "added",
}  # fmt: skip
_IT = {"it", "us", "that", "things", "everything", "price", "total", "value", "cost", "job", "programme", "contract"}
_IS = {"it's", "its", "it", "that's", "we're", "price's", "cost's", "total's", "price", "cost", "total", "value", "term"}
_MOVED = {
    "gone", "up", "down", "risen", "crept", "come", "grown", "jumped", "fallen", "dropped", "cheaper", "dearer", "longer", "shorter", "more", "went",
    "shot", "climbed", "rose", "fell", "still",
}  # fmt: skip
_HAPPENED = {
    "says", "said", "reckons", "reckon", "thinks", "shows", "showed", "shown", "found", "finds", "came", "comes", "went", "has", "have", "had", "got",
    "did", "was", "were", "back", "done", "again", "next", "opens", "starts", "told", "tells", "put", "puts", "ran", "took", "gave",
    "results", "result", "findings", "prices", "inflation", "shortage", "shortages", "delay", "delays", "problem", "problems", "strike", "strikes",
    "trouble", "manager", "people", "team",
}  # fmt: skip
_NOT_DONE = {
    "needed",
    "required",
    "wanted",
    "priced",
    "valued",
    "proposed",
    "planned",
    "unlimited",
    "limited",
    "fixed",
    "estimated",
    "budgeted",
    "shed",
}
_OTHERS = {"they", "he", "she", "somebody", "someone", "everyone"}
_WANT = {"want", "need", "are", "buy", "would", "will", "mean", "meant"}
_NEAR, _LEAD, _LEAST_ED = 4, 5, 5


def is_kind_in_passing(question: Question, kind: TypeFact) -> bool:
    """Whether the words for the kind are said in passing; a reply that asserts them never is.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text, words): return is_kind_in_passing(read_text(text), TypeFact(("services",), Said(words)))
    >>> from assistant.model import Said
    >>> told("New ground survey, and it's gone up to £5.5m", "survey"), told("it's a survey really, so £90k", "survey")
    (True, False)
    """
    phrases = [_place(question, words) for words in kind.said.words.split("; ")]
    return all(found is not None and _is_in_passing(question, *found) for found in phrases)


def _place(question: Question, words: str) -> tuple[int, int] | None:
    """The tokens of a phrase that was read in the question."""
    at = question.text.find(words)
    inside = [i for i, token in enumerate(question.tokens) if at >= 0 and at <= token.start and token.end <= at + len(words)]
    return (inside[0], inside[-1] + 1) if inside else None


def _is_in_passing(question: Question, first: int, end: int) -> bool:
    start, stop = sentence_round(question, first, end)
    if _is_asserted(question, start, first, end):
        return False
    lead = question.words(max(start, first - _NEAR), first)
    if not _REASONS.isdisjoint(lead) or _happened(question, end, stop) or _is_of_others(question, start, first):
        return True
    return any(_tells_what_follows(question, at) for at in range(first, min(len(question.tokens), stop + _LEAD)))


def _is_asserted(question: Question, start: int, first: int, end: int) -> bool:
    """Whether the words say that this is what is bought: "it's a survey", "sorry, services", "a survey, not works"."""
    at = first
    while at > start and question.word(at - 1) in _PADS:
        at -= 1
    after = question.words(end, end + 3)
    if not {"it's", "is", "its"}.isdisjoint(question.words(first, end)):
        return True
    return question.word(at - 1) in _ASSERTS or not _ASSERTED_AFTER.isdisjoint(after) or "?" in question.words(end, end + _LEAD)


def _happened(question: Question, end: int, stop: int) -> bool:
    """Whether the phrase is the subject of something that happened: "the survey found", "building work next door has delayed us"."""
    for at in range(end, min(stop, end + 2)):
        word, following = question.word(at), question.word(at + 1)
        if following == "£" and word not in ("says", "said"):
            return False
        done = word.endswith("ed") and len(word) >= _LEAST_ED and word not in _NOT_DONE
        if (word in _HAPPENED or done) and following != "to":
            return True
        if not word.isalpha():
            return False
    return False


def _is_of_others(question: Question, start: int, first: int) -> bool:
    """Whether the phrase is what somebody else does or has done: "they bought the chemicals too"."""
    return any(question.word(at) in _OTHERS and question.word(at + 1) not in _WANT for at in range(start, first - 1))


def _tells_what_follows(question: Question, at: int) -> bool:
    """Whether what comes of it is told at `at`: "so it's", "pushed it to", "it's gone up", "which takes it to"."""
    word = question.word(at)
    if word in _SO:
        return _tells_figure(question, at + 1)
    if word in _MOVES and not _IT.isdisjoint(question.words(at + 1, at + 3)):
        return True
    return word in _IS and not _MOVED.isdisjoint(question.words(at + 1, at + 3))


def _tells_figure(question: Question, at: int) -> bool:
    """Whether a figure, or what "it" is now, follows soon: "so it's", "so £90k", "which takes it to"."""
    near = question.words(at, at + _NEAR)
    return "£" in near or not _IS.isdisjoint(near) or any(read_number(question, i) for i in range(at, at + _NEAR))
