"""Whether a part of a contract is said to be in it no more: "lot 2 is out", "the brushes are being bought elsewhere", "we've dropped lot 3".

What is denied ("lot 2 hasn't been dropped") or said to be "in it" stays; what is asked says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from assistant.facts.aside.told_apart import sentence_round
from assistant.facts.words.dropping import DROPPED, DROPS, REFUSED, dropping_phrase
from assistant.facts.words.text import Question

Fate = Literal["out", "in", "open"]

_HELPS = {
    "is", "are", "was", "were", "has", "have", "had", "been", "being", "be", "will", "would", "'s", "gets", "get", "got", "getting", "'ll", "'ve",
    "'re", "it's", "they're", "they've", "that's", "it'll", "they'll", "do", "does", "did", "they", "it", "both", "which",
}  # fmt: skip
_ADVERBS = {
    "now", "just", "also", "all", "already", "since", "then", "therefore", "both", "definitely", "officially", "actually", "currently",
    "recently", "completely", "entirely", "formally", "apparently", "instead", "unfortunately", "sadly", "totally", "still", "either",
}  # fmt: skip
_GONE = {"off", "out", "gone", "dead"}
_ENDS = {
    "", ".", ",", "!", ";", ")", "-", "?", "now", "so", "and", "but", "because", "then", "too", "sorry", "altogether", "after", "again", "since",
    "completely", "entirely", "today", "yesterday", "anyway", "as", "instead", "by", "following", "due", "last", "this", "from", "which", "what",
    "leaving", "also", "already", "unfortunately", "does", "do", "is",
}  # fmt: skip
_GONE_ENDS = _ENDS - {"as", "by", "last", "this", "from", "following", "due", "is"}
_SCOPE = {
    "it", "scope", "contract", "tender", "this", "procurement", "deal", "package", "order", "job", "project", "plan", "plans", "spec", "purchase",
    "mix", "requirement", "picture", "that", "ours", "one",
}  # fmt: skip
_DROPPED = DROPPED | REFUSED | {"cut", "excluded", "killed", "stopped", "struck", "stripped", "lost"}
_DROPS = DROPS | DROPPED | {
    "without", "excluding", "minus", "forget", "scratch", "ignore", "disregard", "cut", "cutting", "strike", "striking", "exclude", "killed",
    "except",
}  # fmt: skip
_TAKES = {
    "take", "taken", "taking", "took", "leave", "leaving", "left", "cut", "cutting", "strip", "stripped", "pull", "pulled", "pulling", "rule",
    "ruled", "carve", "carved", "carving", "split", "splitting", "hive", "hived", "hiving",
}  # fmt: skip
_OUT = {"out", "off", "away"}
_GOES = {
    "bought", "buy", "buying", "let", "letting", "gone", "go", "going", "goes", "went", "given", "give", "giving", "gave", "awarded", "award",
    "awarding", "moved", "move", "moving", "handed", "handing", "passed", "passing", "shifted", "shifting", "procured", "procure", "procuring",
    "sourced", "source", "sourcing", "tendered", "tendering", "ordered", "ordering", "purchased", "purchasing", "supplied", "done", "doing",
    "provided", "transferred", "transferring", "delivered", "covered", "paid", "got", "get", "getting", "obtained", "coming", "come", "comes",
    "switched", "switching", "put", "putting", "hived", "split", "carved", "run", "running", "found", "handled", "dealt", "commissioned", "placed",
    "advertised", "contracted", "brought", "taken", "taking", "take", "picked", "won", "moves",
}  # fmt: skip
_ELSEWHERE = {"elsewhere", "separately", "apart", "inhouse", "in-house", "internally", "ourselves"}
_TO = {"to", "from", "by", "into", "under", "on", "through", "via", "in", "off", "with", "using", "for", "as"}
_POINTS = {
    "a",
    "an",
    "the",
    "some",
    "our",
    "its",
    "their",
    "own",
    "completely",
    "totally",
    "whole",
    "it",
    "them",
    "ups",
    "up",
    "over",
    "out",
    "that",
}
_OTHERS = {
    "another",
    "different",
    "separate",
    "other",
    "others",
    "framework",
    "else",
    "own",
    "someone's",
    "existing",
    "catalogue",
    "second",
}
_SOMEBODY = {"someone", "somebody", "anyone", "somewhere"}
_WITHIN = {
    "evaluator", "panel", "officer", "committee", "board", "date", "day", "week", "month", "year", "stage", "round", "format", "reviewer",
    "colleague", "lawyer", "site", "building", "floor", "room", "depot", "school", "page", "form", "manager", "meeting", "lot", "vote",
}  # fmt: skip
"""What is another of within the same contract: "lot 2 is going to a different evaluator"."""
_NEEDED = {
    "needed",
    "wanted",
    "required",
    "happening",
    "proceeding",
    "included",
    "part",
    "in",
    "going",
    "being",
    "needs",
    "need",
    "want",
    "buying",
}
_NOT_WANTED = {"needed", "wanted", "required", "happening", "proceeding", "needing", "on", "go", "happen", "proceed"}
_IN_IT = {"included", "in", "part", "inside", "within", "covered"}
_GOING_TO = {"be", "go", "happen", "proceed"}
_NOW = {"now", "anymore", "more", "longer", "after"}
_DOES = {
    "doing", "do", "buying", "buy", "letting", "let", "having", "have", "getting", "get", "needing", "need", "want", "wanting", "procuring",
    "tendering", "with", "taking", "awarding", "proceeding",
}  # fmt: skip
_DETERMINERS = {
    "the",
    "our",
    "that",
    "this",
    "those",
    "these",
    "all",
    "of",
    "whole",
    "entire",
    "any",
    "both",
    "just",
    "its",
    "their",
    "on",
}
_ASKS = {
    "do", "does", "did", "is", "are", "can", "could", "should", "must", "may", "will", "would", "shall", "who", "how", "why", "when", "which", "was",
    "were", "has", "have", "what's", "where",
}  # fmt: skip
_SO = {"is", "are", "has", "have", "was", "were", "will", "did"}
""" "So are the mops" says of them what was said before."""
_LEADS = {"so", "and", "but", "ok", "then", "also", ","}
_MOST_HELPS, _REACH, _APPOSITION = 8, 6, 7


def fate(question: Question, first: int, end: int) -> Fate | None:
    """What is said of the part that is named at tokens `first` up to `end`: that it is "out" of the contract, that it is "in" it, or that it is not
    in it, which leaves it "open" whether it was, as "so are the mops" does; None where nothing of the kind is said.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return fate(q := read_text(text), at := q.texts.index("lot"), at + 2)
    >>> [told(q) for q in ("lot 2 is out", "we've dropped lot 2", "lot 2 is being let separately", "lot 2 has been given to another firm")]
    ['out', 'out', 'out', 'out']
    >>> [told(q) for q in ("lot 2 hasn't been dropped", "lot 2 is not in it", "lot 2 is out to tender", "is lot 2 out?")]
    ['in', 'open', None, None]
    """
    start, stop = sentence_round(question, first, end)
    opens = next((at for at in range(start, stop) if question.word(at) not in _LEADS), start)
    if question.word(stop) == "?" and opens < first and question.word(opens) in _ASKS:
        return None
    return _told_before(question, start, first, end) or _told_after(question, end, stop)


def _denies(word: str) -> bool:
    return word in ("not", "never", "nor") or word.endswith("n't")


def _told_before(question: Question, start: int, first: int, end: int) -> Fate | None:
    """What the verb before the part says: "drop lot 2", "take lot 2 out", "not doing lot 2", "no lot 2 now", "buying the brushes elsewhere"."""
    at = first
    while at > start and question.word(at - 1) in _DETERMINERS:
        at -= 1
    verb, lead = question.word(at - 1), question.words(max(start, at - 4), max(start, at - 1))
    denied = any(map(_denies, lead))
    near = question.words(end, end + 3)
    if question.word(at - 2) == "so" and verb in _SO:
        return "open"
    if verb == "no":
        return "out" if question.word(end) in _ENDS | {"any", "anymore"} else None
    for_it = verb in _DROPS and (at - 1 == start or question.word(at - 2) not in ("the", "a", "an", "our"))
    phrase = any(dropping_phrase(question, i) == at for i in range(max(start, at - 5), at))
    takes = verb in _TAKES and not _OUT.isdisjoint(near)
    if for_it or phrase or takes or (verb in _GOES and _goes_elsewhere(question, end)):
        return "in" if denied else "out"
    if verb in _DOES and denied:
        return "out" if question.word(end) in _ENDS | {"any", "anymore"} else None
    return None


def _told_after(question: Question, end: int, stop: int) -> Fate | None:
    """What the words behind the part say: "is out", "has been dropped", "is no longer in it", "will be bought from another supplier"."""
    start = _past_apposition(question, end, stop)
    at, denied, helped = _past_helps(question, start, stop)
    helped = helped or question.word(end - 1).endswith("'s")
    if question.words(at, at + 2) == ("no", "longer"):
        return "out" if question.word(at + 2) in _NEEDED | _GOES else None
    if _tells_out(question, at, helped=helped):
        return "in" if denied else "out"
    if denied and (question.word(at) in _NOT_WANTED or question.words(at, at + 2) == ("going", "ahead")):
        return "out"
    if question.words(at - 1, at + 1) == ("going", "ahead"):
        return "out" if denied else "in"
    if helped and question.word(at) in _IN_IT and (question.word(at) == "included" or _is_of_scope(question, at)):
        if not denied:
            return "in"
        return "open" if _NOW.isdisjoint(question.words(start, stop)) else "out"
    return None


def _past_helps(question: Question, start: int, stop: int) -> tuple[int, bool, bool]:
    """Where the words from `start` on end that only help a verb, and whether they deny it and help one: "hasn't since been"."""
    at, denied, helped = start, False, False
    while at - start < _MOST_HELPS and at < stop:
        word = question.word(at)
        if question.words(at, at + 2) == ("'", "s"):  # "lot 3's been dropped"
            helped, at = True, at + 1
        elif question.words(at, at + 2) == ("going", "to") and question.word(at + 2) in _GOING_TO:
            at += 1
        elif _denies(word):
            denied, helped = True, helped or word.endswith("n't")
        elif word in _HELPS or word.endswith("'s"):
            helped = True
        elif word not in _ADVERBS and not (word in (",", ")") and at == start):
            break
        at += 1
    return at, denied, helped


def _tells_out(question: Question, at: int, *, helped: bool) -> bool:
    """Whether the words at `at` say that a part is out: "out", "dropped", "taken out", "fallen through", "bought elsewhere"."""
    word, after = question.word(at), question.word(at + 1)
    if word in _GOES and (helped or word == "went") and _goes_elsewhere(question, at + 1):
        return True
    of_scope = _is_of_scope(question, at + 1)
    if helped and word in _GONE and (after in _GONE_ENDS or of_scope):
        return True
    if helped and ((word in _DROPPED and (after in _ENDS | _OUT or of_scope)) or (word in _TAKES and after in _OUT)):
        return True
    phrase = dropping_phrase(question, at)
    return bool(phrase) and question.word(phrase) not in ("at", "to", "as", "for", "in", "with")


def _past_apposition(question: Question, end: int, stop: int) -> int:
    """Where what is said of the part goes on behind words set off by commas: "lot 2, the seafront one, is out"."""
    if question.word(end) != ",":
        return end
    close = next((at for at in range(end + 1, min(stop, end + _APPOSITION)) if question.word(at) == ","), None)
    return close + 1 if close and question.word(close + 1) in _HELPS else end


def _is_of_scope(question: Question, at: int) -> bool:
    """ "Out of it", "from the contract", "in scope"."""
    if question.word(at) not in ("of", "from", "in", "part", "inside", "within"):
        return False
    after = at + 1 + (question.word(at + 1) == "of")
    after += question.word(after) in ("the", "this", "our", "that")
    return question.word(after) in _SCOPE


def _goes_elsewhere(question: Question, at: int) -> bool:
    """Whether the words at `at` tell of another place than the contract: "elsewhere", "to another supplier", "from the framework instead".

    >>> from assistant.facts.words.text import read_text
    >>> [_goes_elsewhere(read_text(q), 0) for q in ("to another firm", "under a separate contract", "from the framework", "to the winning bidder")]
    [True, True, True, False]
    """
    said = question.words(at, at + _REACH)
    for i, word in enumerate(said):
        if word in _ELSEWHERE or said[i : i + 2] == ("in", "house"):
            return True
        if word in _TO:
            return _is_another(said[i + 1 :])
        if word not in _POINTS | _ADVERBS:
            return False
    return False


def _is_another(said: Sequence[str]) -> bool:
    rest = list(said)
    while rest and rest[0] in _POINTS - {"own"}:
        rest.pop(0)
    if rest[1:2] and rest[1] in _WITHIN:
        return False
    return bool(rest) and (rest[0] in _OTHERS or (rest[0] in _SOMEBODY and rest[1:2] == ["else"]))
