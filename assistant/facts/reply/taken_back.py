"""What a reply takes back: "forget that price", "the length isn't fixed after all", "I don't know whether it includes VAT".

Such words leave a fact not known that was told before. Questions take nothing back ("can we ignore the price?"), suppositions do ("and if we
don't know the value?"); what a policy does not say is none of the contract's facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.facts.vat.basis import VatMark
from assistant.facts.vat.left_open import OTHER_MATTERS, is_doubted_after, place_not_known, says_not_known
from assistant.facts.words.lengths import UNIT_MONTHS
from assistant.facts.words.numbers import read_number
from assistant.facts.words.text import Question
from assistant.model import FactName, Said, Unknown

_NOUNS_SAID: dict[FactName, str] = {
    "amount": "price prices pricing figure figures sum amount value cost costs costing estimate quote quotation budget valuation spend money fee",
    "vat": "vat tax",
    "duration": "length term duration programme timescale timescales timetable period",
    "contract_type": "type kind category classification",
    "call_off": "calloff",
    "start": "date day",
}
_NOUNS = {noun: fact for fact, nouns in _NOUNS_SAID.items() for noun in nouns.split()}
_PHRASES: dict[tuple[str, ...], FactName] = {
    ("call", "off"): "call_off", ("call", "-", "off"): "call_off", ("how", "long"): "duration", ("how", "much"): "amount",
    ("end", "date"): "duration", ("finish", "date"): "duration", ("completion", "date"): "duration", ("start", "date"): "start",
    ("how", "many", "months"): "duration", ("how", "many", "years"): "duration", ("finishing", "date"): "duration",
    ("what", "it", "costs"): "amount", ("what", "it", "will", "cost"): "amount", ("what", "it'll", "cost"): "amount",
    ("what", "it's", "worth"): "amount", ("what", "it", "is", "worth"): "amount", ("what", "they", "cost"): "amount",
    ("when", "it", "starts"): "start", ("when", "it", "ends"): "duration", ("when", "it", "finishes"): "duration",
    ("what", "it", "comes", "to"): "amount", ("what", "they'll", "cost"): "amount", ("what", "it", "would", "cost"): "amount",
}  # fmt: skip
_PHRASES_BY_FIRST = {
    first: [phrase for phrase in _PHRASES if phrase[0] == first] for first in {phrase[0] for phrase in _PHRASES}
}
_KINDS = {"services", "service", "works", "supplies", "goods", "concession"}
_RULED = {
    "threshold", "thresholds", "limit", "limits", "line", "rule", "rules", "policy", "cap", "ceiling", "list", "increase", "difference",
    "weighting", "criterion", "criteria", "score", "scores", "band", "bands", "matters", "matter", "counts", "affects", "rate",
}  # fmt: skip
"""Words that make a noun before them one of the policy's, or of something else than the contract's own fact."""
WITHDRAWS = {
    "forget", "scrap", "scratch", "ignore", "disregard", "strike", "discard", "withdraw", "withdrawing", "retract", "bin", "delete",
    "erase", "undo",
    "cancel", "ditch", "overlook", "scrub",
}  # fmt: skip
_WITHDRAWS_BY = (
    ("take", "back"), ("taking", "back"), ("never", "mind"), ("leave", "aside"), ("cross", "out"), ("rub", "out"), ("pretend", "i", "never"),
    ("pretend", "we", "never"), ("imagine", "i", "never"), ("made", "up"), ("made", "that", "up"), ("made", "it", "up"), ("was", "guessing"),
    ("were", "guessing"), ("i", "guessed"), ("just", "guessed"), ("wrong", "about"), ("mistaken", "about"), ("i", "invented"),
    ("not", "rely", "on"),
    ("wrong", "on"), ("shouldn't", "have", "given"), ("should", "not", "have", "given"),
)  # fmt: skip
_WITHDRAWS_BY_FIRST = {
    first: [phrase for phrase in _WITHDRAWS_BY if phrase[0] == first] for first in {phrase[0] for phrase in _WITHDRAWS_BY}
}
_LEADS_OBJECT = {
    "the", "that", "this", "those", "these", "my", "our", "what", "i", "we", "i've", "said", "told", "gave", "give", "given", "you",
    "about", "of", "all",
    "was", "wrong", "last", "old", "previous", "earlier", "first", "bit", "part", "thing", "on", "for", "from", "whole", "a", "an", "any",
    "it", "is",
    "just", "to", "mentioned", "contract", "contract's", "total", "being", "up", "as", "out", "back", "wrote", "stated", "having",
}  # fmt: skip
_NO = {
    "no", "without", "haven't", "havent", "hasn't", "hasnt", "lack", "lacks", "lacking", "isn't", "isnt", "aren't", "never", "don't", "dont", "not",
    "nobody", "hadn't", "nor", "doesn't", "wasn't",
}  # fmt: skip
_LEADS_LACK = {
    "any", "a", "an", "the", "have", "has", "had", "got", "been", "given", "seen", "yet", "real", "firm", "fixed", "agreed", "set",
    "actual", "definite",
    "clear", "proper", "told", "us", "known", "final", "approved", "single", "reliable", "longer", "contract",
}  # fmt: skip
_AFTER_LACK = {
    "", ".", ",", "?", "!", ";", ")", "-", "for", "yet", "has", "have", "at", "now", "on", "to", "from", "of", "and", "but", "after", "i",
    "we", "so", "as",
    "available", "set", "agreed", "known", "any", "anymore", "been", "is", "was", "either", "until", "then", "today", "there", "in", "with",
    "fixed",
    "here", "or", "will", "would", "it", "this", "they", "that", "than", "though", "actually", "attached", "because", "just",
}  # fmt: skip
"""What may stand after a noun that is lacked or not known: "no price yet", but not "no price ceiling"."""
_ITSELF = {"the", "this", "that", "it'll", "our", "they", "they'll"}
"""What may stand after "how long" that is not agreed: "we haven't agreed how long the new one takes"."""
_IS = {
    "is", "isn't", "isnt", "was", "wasn't", "wasnt", "are", "aren't", "were", "be", "being", "has", "hasn't", "hasnt", "have", "haven't",
    "not", "been", ":",
    "it's", "turns", "remains", "looks", "seems", "gets", "hadn't", "can't", "cannot", "still",
}  # fmt: skip
_OF_NOUN = {
    "of", "for", "the", "i", "we", "gave", "given", "said", "told", "you", "it", "contract", "position", "bit", "part", "side", "question",
    "above", "this",
    "that", "there", "them", "which", "mentioned", "earlier", "job", "itself", "works", "runs", "lasts", "run", "will",
    "new", "one", "takes", "take", "last", "goes", "go", "on", "it'll", "they", "they'll", "might", "would", "could", "ends", "up",
}  # fmt: skip
_BAD = {
    "unknown", "wrong", "uncertain", "unclear", "undecided", "unconfirmed", "tbc", "tba", "open", "guess", "guesswork", "rubbish",
    "nonsense", "unsettled",
    "mistaken", "pending", "fiction", "unreliable", "void", "invented", "outdated", "withdrawn", "incorrect", "unfixed", "guessed", "undetermined",
}  # fmt: skip
_SETTLED = {
    "known", "agreed", "fixed", "set", "settled", "decided", "confirmed", "certain", "sure", "final", "firm", "right", "correct",
    "available", "given",
    "approved", "reliable", "clear", "real", "relied", "trusted", "finalised", "established", "definite", "ours", "there",
    "published", "disclosed", "released", "advertised", "stated", "announced",
}  # fmt: skip
_PADS = {
    "a", "an", "all", "yet", "been", "after", "to", "be", "only", "really", "actually", "just", "quite", "now", "in", "fact", "out", "pure",
    "very", "still", "up", "back", "being", "again", "once", "more", "isn't", "not", "complete", "completely", "totally", "any", "longer", "even",
}  # fmt: skip
_MADE_UP = (
    ("made", "up"),
    ("in", "the", "air"),
    ("up", "in", "the", "air"),
    ("for", "another"),
    ("for", "something", "else"),
    ("for", "a", "different"),
    ("for", "other"),
    ("of", "another"),
    ("out", "the", "window"),
    ("out", "of", "the", "window"),
    ("off", "the", "table"),
    ("gone", "out", "the", "window"),
    ("gone", "out", "of", "the", "window"),
    ("no", "longer", "fixed"),
    ("in", "the", "bin"),
    ("all", "off"),
    ("anyone's", "guess"),
    ("anybody's", "guess"),
    ("in", "doubt"),
    ("in", "question"),
    ("in", "limbo"),
    ("in", "flux"),
    ("a", "mystery"),
    ("to", "square", "one"),
    ("thrown", "open"),
    ("thrown", "into", "doubt"),
)
_GONE, _GONE_ENDS = (
    {"off", "gone", "dead"},
    {"", ",", ".", ";", "!", "-", "now", "then", "again", "sorry", "and", "so", "because", "as"},
)
_TOLD = (
    _BAD
    | _SETTLED
    | {
        "made",
        "air",
        "another",
        "else",
        "different",
        "other",
        "out",
        "off",
        "bin",
        "longer",
        "anyone's",
        "anybody's",
        "doubt",
        "question",
        "limbo",
        "flux",
        "mystery",
        "square",
        "thrown",
    }
    | {"tbc", "tba", "tbd", "decided", "determined", "know", "knows", "idea", "say", "tell", *_GONE}
)
"""Words without one of which nothing is said of a noun that takes it back."""
_LEFT_OPEN = {"tbc", "tba", "tbd", "unknown", "undecided", "unconfirmed", "undetermined", "unsettled", "uncertain"}
"""What leaves a noun open that it follows with no verb: "£1.7m now, term TBC"."""
_TO_BE = {"decided", "confirmed", "agreed", "determined", "set", "fixed", "settled", "finalised", "established"}
_WE_DONT_KNOW = (
    ("we", "don't", "know"), ("i", "don't", "know"), ("we", "dont", "know"), ("i", "dont", "know"), ("nobody", "knows"), ("no", "one", "knows"),
    ("we've", "no", "idea"), ("i've", "no", "idea"), ("we", "have", "no", "idea"), ("i", "have", "no", "idea"), ("we", "can't", "say"),
    ("i", "can't", "say"), ("we", "no", "longer", "know"), ("i", "no", "longer", "know"), ("i", "couldn't", "tell"), ("i", "couldn't", "say"),
    ("we", "couldn't", "say"), ("nobody", "can", "say"), ("no", "one", "can", "say"), ("nobody", "can", "tell"),
)  # fmt: skip
"""What may stand behind what is not known: "and what it'll cost we don't know"."""
_OF_THIS = {
    "contract", "job", "work", "works", "project", "scheme", "build", "term", "deal", "agreement", "programme", "new", "whole", "thing", "service",
    "construction", "main", "actual", "arrangement",
}  # fmt: skip
"""What "how long the ..." asks the length of, where that is the contract's."""
_LEADS_UNKNOWN = _LEADS_OBJECT | {
    "its", "it's", "exactly", "yet", "us",
    "me", "whether", "wether", "if", "be", "that's", "really", "what's", "actual", "final", "one", "'s", "even",
    "now", "or",
    "includes", "include", "including", "inclusive", "with", "inc", "ex", "in", "has", "had", "without", "plus", "got", "excludes", "contains",
}  # fmt: skip
_NOBODY = {"nobody", "noone", "none"}
_GIVES = {
    "put",
    "give",
    "say",
    "tell",
    "commit",
    "name",
    "quote",
    "set",
    "agree",
    "confirm",
    "fix",
    "offer",
    "know",
    "knows",
    "pin",
    "state",
}
_LEADS_GIVEN = {
    "a",
    "an",
    "any",
    "the",
    "us",
    "me",
    "to",
    "on",
    "firm",
    "exact",
    "its",
    "final",
    "real",
    "proper",
    "yet",
    "contract",
    "down",
}
_LEADS_DENIED = {
    "be",
    "going",
    "to",
    "the",
    "for",
    "at",
    "a",
    "longer",
    "been",
    "it",
    "is",
    "just",
    "run",
    "cost",
    "last",
    "worth",
}
_PERIOD_REACH = 3
_CAME = {
    "came",
    "comes",
    "come",
    "was",
    "were",
    "is",
    "are",
    "belongs",
    "belong",
    "belonged",
    "relates",
    "related",
    "dates",
    "taken",
    "copied",
}
_GAVE = {"gave", "said", "told", "had", "quoted", "put", "mentioned"}
_FROM = {"from", "for", "to", "of", "off"}
_FORMER = {
    "old",
    "previous",
    "earlier",
    "former",
    "outgoing",
    "expired",
    "expiring",
    "other",
    "wrong",
    "different",
    "another",
    "superseded",
    "last",
}
"""What makes a contract or a paper another than the one asked about."""
_SOURCES = {
    "programme", "program", "contract", "deal", "tender", "job", "project", "scheme", "arrangement", "agreement", "plan", "term", "lease", "one",
    "procurement", "framework",
}  # fmt: skip
_PAPERS = {
    "quote", "estimate", "column", "line", "row", "sheet", "spreadsheet", "version", "draft", "report", "paper", "brief", "spec", "specification",
    "page", "letter", "file", "document", "email", "timetable", "schedule", "tab", "figure", "length", "price", "sum",
}  # fmt: skip
""" "The last contract" is another one, "the last quote" may be the newest."""
_NO_MORE = (("after", "all"), ("any", "more"), ("anymore",), ("any", "longer"))
_WHETHER = {"whether", "wether"}
_OF_POLICY = {
    "policy", "policies", "rule", "rules", "threshold", "thresholds", "law", "clause", "document", "guidance", "act", "marks", "scoring",
    "weighting",
    "sv", "statute", "report", "strategy", "toolkit", "framework's",
}  # fmt: skip
_ASKS = {
    "who", "whom", "whose", "what", "which", "when", "where", "why", "how", "is", "are", "was", "were", "does", "do", "did", "must",
    "should", "shall", "will",
    "would", "can", "could", "may", "has", "have", "am",
}  # fmt: skip
_SUPPOSES = {"if", "suppose", "supposing", "say", "assume", "assuming", "imagine", "pretend", "given"}
_STOPS = {".", "?", "!", ";"}
_JOINS = {",", "-", "and", "but", "so"}
_OPENING, _OBJECT_REACH, _LACK_REACH, _NOUN_REACH, _PAD_REACH = 4, 9, 4, 5, 6


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The facts that a reply takes back, and the tokens of what it takes back: a figure or a word for a kind that is meant no more."""

    unknown: tuple[Unknown, ...]
    tokens: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Clause:
    """The tokens of one statement, and whether it asks something."""

    first: int
    end: int
    asks: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A fact that is taken back, the tokens that do it, and those of what was said of the fact."""

    fact: FactName
    first: int
    end: int
    figure: range = range(0)


def read_taken_back(question: Question, marks: Sequence[VatMark]) -> TakenBack:
    """The facts that the words take back, each once.

    >>> from assistant.facts.words.text import read_text
    >>> from assistant.facts.vat.basis import read_vat
    >>> def told(text):
    ...     question = read_text(text)
    ...     return [one.fact for one in read_taken_back(question, read_vat(question)).unknown]
    >>> told("Forget that price, it was for hats."), told("The length isn't fixed."), told("can we ignore the price?")
    (['amount'], ['duration'], [])
    """
    clauses = list(_clauses(question))
    found = [one for clause in clauses for one in _taken_back(question, clause)]
    left_open = [mark for mark in marks if mark.basis is None]
    found += [one for clause in clauses for one in _vat_left_open(question, clause, left_open)] if left_open else []
    found += [_Found("vat", one.first, one.end) for one in marks if one.other_rate]
    unknown = {one.fact: Unknown(one.fact, Said(question.said(one.first, one.end))) for one in reversed(found)}
    return TakenBack(tuple(unknown.values()), frozenset(i for one in found for i in one.figure))


def _clauses(question: Question) -> Iterator[_Clause]:
    """The statements and questions in order: parted at stops, and where a question follows a comma."""
    first = 0
    for at in range(len(question.tokens) + 1):
        word = question.word(at)
        stop = word in _STOPS or at == len(question.tokens)
        turns = word in _JOINS and question.word(at + 1) in _ASKS - {"have", "has", "was", "what", "how"} and at > first
        if not (stop or turns):
            continue
        if at > first:
            opening = question.words(first, first + _OPENING)
            supposes = not _SUPPOSES.isdisjoint(opening)
            asks = (word == "?" or (opening[0] in _ASKS and not _is_subject(question, first, at))) and not supposes
            yield _Clause(first, at, asks)
        first = at + 1


def _is_subject(question: Question, first: int, end: int) -> bool:
    """Whether words that could ask are what something is said not to be of: "how long it takes hasn't been agreed"."""
    named = next(
        (phrase for phrase in _PHRASES_BY_FIRST.get(question.word(first), ()) if question.follows(first, *phrase)), None
    )
    said = question.words(first + len(named), end) if named else ()
    verb = next((i for i, word in enumerate(said) if word.endswith("n't") or word in ("not", "is", "has")), 0)
    return 0 < verb <= _NOUN_REACH or (named is not None and len(named) > 2 and said[:1] != () and said[0].endswith("n't"))


def _taken_back(question: Question, clause: _Clause) -> Iterator[_Found]:
    words = question.words(clause.first, clause.end)
    of_contract = not clause.asks and _OF_POLICY.isdisjoint(words)
    told, former = not _TOLD.isdisjoint(words), not (_FORMER.isdisjoint(words) or _CAME.isdisjoint(words))
    for at in range(clause.first, clause.end):
        if clause.asks and at > clause.first + 1:
            return
        if found := _withdrawn(question, clause, at):
            yield found
        elif of_contract:
            one = _lacked(question, clause, at) or _not_known(question, clause, at) or _told_by_nobody(question, clause, at)
            one = one or (_said_of_noun(question, clause, at) if told else None) or _denied(question, clause, at)
            one = one or (_of_former(question, clause, at) if former else None)
            if one:
                yield one


def _named(question: Question, at: int) -> tuple[FactName, int] | None:
    """The fact that is named at `at`, and where its name ends; social value is none."""
    word = question.word(at)
    for phrase in _PHRASES_BY_FIRST.get(word, ()):
        if question.follows(at, *phrase):
            return _PHRASES[phrase], at + len(phrase)
    fact_named = _NOUNS.get(word)
    if fact_named is None or (word == "value" and question.word(at - 1) in ("social", "best")):
        return None
    return fact_named, at + 1


def _withdrawn(question: Question, clause: _Clause, at: int) -> _Found | None:
    """ "forget that price", "ignore what I said about VAT", "disregard the 30 months"."""
    word = question.word(at)
    if word not in WITHDRAWS and word not in _WITHDRAWS_BY_FIRST:
        return None
    phrase = next((phrase for phrase in _WITHDRAWS_BY_FIRST.get(word, ()) if question.follows(at, *phrase)), None)
    denied = question.word(at - 1) in ("not", "don't", "never", "dont", "cannot", "can't", "to") or question.follows(
        at, "made", "up", "of"
    )
    if denied or (phrase is None and word not in WITHDRAWS):
        return None
    i = at + len(phrase or (" ",))
    while i < min(clause.end, at + _OBJECT_REACH):
        if named := _named(question, i):
            return (
                None
                if question.word(named[1]) in _RULED
                else _Found(named[0], at, named[1], _figure(question, named[1], clause.end))
            )
        if of_figure := _of_figure(question, figure := _figure(question, i, clause.end)):
            return _Found(of_figure[0], at, of_figure[1], figure)
        if question.word(i) in _KINDS:
            return _Found("contract_type", at, i + 1, range(i, i + 1))
        if question.word(i) not in _LEADS_OBJECT:
            return None
        i += 1
    return None


def _figure(question: Question, at: int, end: int) -> range:
    """The tokens of a sum or a length at `at`, after "of" or none; empty where none stands there."""
    start = at + (question.word(at) == "of")
    number_at = start + (question.word(start) == "£")
    number = read_number(question, number_at) if number_at < end else None
    if number is None:
        return range(0)
    stop = number.end + (question.word(number.end) == "-")
    timed = question.word(stop) in UNIT_MONTHS
    if not timed and number_at == start and number.scale == 1:
        return range(0)
    return range(start, stop + 1 if timed else number.end)


def _of_figure(question: Question, figure: range) -> tuple[FactName, int] | None:
    """The fact that a figure gives, and where it ends: a length in units of time, or a value."""
    if not figure:
        return None
    of_length = any(word in UNIT_MONTHS for word in question.words(figure[0], figure[-1] + 1))
    return "duration" if of_length else "amount", figure[-1] + 1


def _lacked(question: Question, clause: _Clause, at: int) -> _Found | None:
    """ "we haven't any price", "there is no estimate", "no budget has been set"; "no VAT" says something else."""
    if question.word(at) not in _NO:
        return None
    i = at + 1
    while i < min(clause.end, at + _LACK_REACH) and question.word(i) in _LEADS_LACK:
        i += 1
    named = _named(question, i) if i < clause.end else None
    if named is None or named[0] in ("vat", "call_off", "contract_type"):
        return None
    unsettled = named[1] > i + 1 and question.word(i - 1) in _SETTLED and question.word(named[1]) in _ITSELF
    return _Found(named[0], at, named[1]) if unsettled or question.word(named[1]) in _AFTER_LACK else None


def _told_by_nobody(question: Question, clause: _Clause, at: int) -> _Found | None:
    """ "No one will put a length on it now", "nobody can give us a price", "none of them will commit to a figure"."""
    if question.word(at) not in _NOBODY and not question.follows(at, "no", "one"):
        return None
    words = question.words(at, clause.end)
    if any(question.at(i).kind == "number" or question.word(i) == "vat" for i in range(at, at + len(words))):
        return None
    verb = next((i for i in range(at + 1, min(clause.end, at + _OBJECT_REACH)) if question.word(i) in _GIVES), None)
    for i in range(verb + 1, min(clause.end, verb + _NOUN_REACH)) if verb is not None else ():
        named = _named(question, i)
        if named and (question.word(named[1]) in _AFTER_LACK or named[1] > i + 1):
            return _Found(named[0], at, named[1])
        if question.word(i) not in _LEADS_GIVEN:
            return None
    return None


def _said_of_noun(question: Question, clause: _Clause, at: int) -> _Found | None:
    """ "the price isn't known", "value: TBC", "that sum is wrong", "the length I gave was a guess", "the duration's anyone's guess"."""
    figure = range(0) if question.word(at - 1) == "£" else _figure(question, at, clause.end)
    short = _NOUNS.get(question.word(at).removesuffix("'s")) if question.word(at).endswith("'s") else None
    named = _named(question, at) or _of_figure(question, figure) or ((short, at + 1) if short else None)
    if named is None or question.word(named[1]) in ("or", "and") or _is_of_vat(question, clause, at, named[0]):
        return None
    if open_end := _left_open(question, named[1], asking=named[1] > at + 1 and not figure):
        return _Found(named[0], at, open_end, figure)
    i = named[1]
    while i < named[1] + _NOUN_REACH and question.word(i) in _OF_NOUN and question.word(i) not in _IS:
        i += 1
    if i >= clause.end or (question.word(i) not in _IS and not short):
        return None
    denied = False
    for j in range(i, min(clause.end, i + _PAD_REACH)):
        word = question.word(j)
        denied = (
            denied or word in ("not", "never", "still", "cannot") or word.endswith("n't") or word in ("isnt", "wasnt", "hasnt")
        )
        denied = denied or question.follows(j, "to", "be")
        if word in _BAD and not (denied and word in ("wrong", "open", "guess", "rubbish", "nonsense", "incorrect")):
            return _Found(named[0], at, j + 1, figure)
        if question.follows(j, "made", "up", "of"):
            return None
        if made := next((phrase for phrase in _MADE_UP if question.follows(j, *phrase)), None):
            return _Found(named[0], at, j + len(made), figure)
        if word in _GONE and question.word(j + 1) in _GONE_ENDS and named[0] != "vat" and not (figure and named[0] == "amount"):
            return None if denied else _Found(named[0], at, j + 1, figure)
        if word in _SETTLED:
            return _Found(named[0], at, j + 1, figure) if denied else None
        if word not in _IS | _PADS:
            return None
    return None


def _left_open(question: Question, at: int, *, asking: bool) -> int:
    """Where the words at `at`, right behind a noun, end that leave it open: "TBC", "yet to be decided"; 0 where they do not.

    `asking`: the noun is told as what is asked, as "how long it will last" is, and "we don't know" may follow it.
    """
    i = at
    while asking and question.word(i) in _OF_NOUN and question.word(i) not in ("i", "we"):
        i += 1
    if asking:
        i += question.word(i) in (",", "-")
        return next((i + len(phrase) for phrase in _WE_DONT_KNOW if question.follows(i, *phrase)), 0)
    i += question.word(i) in ("yet", "still", "now", "again")
    if question.word(i) in _LEFT_OPEN and question.word(i + 1) in _AFTER_LACK:
        return i + 1
    return i + 3 if question.follows(i, "to", "be") and question.word(i + 2) in _TO_BE else 0


def _is_of_vat(question: Question, clause: _Clause, at: int, fact: FactName) -> bool:
    """Whether it is VAT in the price, and not the price at `at`, that is said to be open: "whether there's VAT in the price is unclear"."""
    told = question.words(clause.first, at)
    return fact == "amount" and "vat" in told and not _WHETHER.isdisjoint(told)


def _of_former(question: Question, clause: _Clause, at: int) -> _Found | None:
    """ "The 28 months came from the old programme", "the £90k was the previous quote": a figure of something else than the contract."""
    figure = range(0) if question.word(at - 1) == "£" else _figure(question, at, clause.end)
    named = _named(question, at)
    found = _of_figure(question, figure) or (named if named and named[0] in ("amount", "duration") else None)
    if found is None or question.word(at - 1) not in ("the", "that", "those", "my", "your", ".", ",", ";", "-", ""):
        return None
    i = found[1]
    came = question.word(i) in ("i", "we") and question.word(i + 1) in _GAVE
    i += 2 * came + (came and question.word(i + 2) == "you")
    if question.word(i) not in _CAME:
        return None
    i += 1
    while question.word(i) in ("just", "only", "actually", "all", "really", "taken", "copied"):
        i += 1
    led = question.word(i) in _FROM
    i += led
    i += question.word(i) in ("the", "an", "a", "our", "my", "their")
    last = question.word(i) == "last" and question.word(i + 1) not in ("year's", "time's")
    if question.word(i) not in _FORMER or (last and not led):
        return None
    for j in range(i + 1, min(clause.end, i + _PERIOD_REACH)):
        if question.word(j) in _SOURCES or (not last and question.word(j) in _PAPERS):
            return _Found(found[0], at, j + 1, figure)
    return None


def _denied(question: Question, clause: _Clause, at: int) -> _Found | None:
    """ "It won't be two years after all", "not £90k any more": a figure that is meant no longer."""
    word = question.word(at)
    if not (word == "not" or word.endswith("n't") or question.follows(at, "no", "longer")):
        return None
    start = next((i for i in range(at + 1, min(clause.end, at + _NOUN_REACH)) if question.word(i) not in _LEADS_DENIED), at)
    found = _of_figure(question, figure := _figure(question, start, clause.end)) if start > at else None
    if found is None or question.word(found[1]) == "'":
        return None
    past = question.follows(at, "no", "longer") or any(
        question.follows(i, *phrase) for phrase in _NO_MORE for i in range(found[1], found[1] + _PERIOD_REACH)
    )
    return _Found(found[0], at, found[1], figure) if past else None


def _not_known(question: Question, clause: _Clause, at: int) -> _Found | None:
    """ "we don't know how long it will run", "no idea what it costs", "I'm not sure it's works"."""
    if not says_not_known(question.word(at), question.words(max(clause.first, at - _OPENING - 1), at)):
        return None
    i, told = at + 1, False
    while i < min(clause.end, at + _OBJECT_REACH):
        named = _named(question, i)
        if named and (named[0] != "vat" or not told) and question.word(named[1]) not in _RULED:
            fits = question.word(named[1]) in _AFTER_LACK or named[0] == "vat" or named[1] > i + 1
            if question.follows(i, "how", "long", "the") and question.word(named[1] + 1) not in _OF_THIS:
                return None
            return _Found(named[0], max(clause.first, at - 2), named[1]) if fits else None
        if question.word(i) in _KINDS and question.word(i - 1) in ("it's", "is", "for", "a", "that's", "about"):
            return _Found("contract_type", max(clause.first, at - 2), i + 1, range(i, i + 1))
        if question.word(i) not in _LEADS_UNKNOWN:
            return None
        i += 1
    return None


def _vat_left_open(question: Question, clause: _Clause, marks: Sequence[VatMark]) -> Iterator[_Found]:
    """ "whether that one has VAT in it the dealer doesn't say", "VAT? No idea": said, and not asked."""
    inside = [mark for mark in marks if clause.first <= mark.first < clause.end]
    words = question.words(clause.first, clause.end) if inside else ()
    open_ = place_not_known(words) is not None or not _WHETHER.isdisjoint(words)
    said = not clause.asks and open_ and (OTHER_MATTERS | _RULED | {"difference"}).isdisjoint(words)
    mark = next((mark for mark in inside if said or is_doubted_after(question, mark.first, mark.end)), None)
    if mark:
        lead = max((i + 1 for i in range(clause.first, mark.first) if question.word(i) in _JOINS), default=clause.first)
        yield _Found("vat", lead, clause.end)
