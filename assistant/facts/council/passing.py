"""Which councils a question of several sentences speaks of only in passing: "In Ambridge that was fine, I know. Is it compulsory here?"

Where the sentence that asks names a council itself, it is the one asked about, unless it sets it beside others. Where it names none,
a council that is only told of as where somebody was, or what is known of it, is none that is asked about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from assistant.facts.aside.told_of_past import is_told_of_past
from assistant.facts.words.contract_words import BUYING_WORDS, CONTRACT_NOUNS
from assistant.facts.words.text import Question, read_text
from assistant.words import stem

_ENDS = {".", "?", "!", ";"}
_TOGETHER = {
    "both", "either", "neither", "each", "all", "compare", "compared", "compares", "comparing", "comparison", "differ", "differs", "differently",
    "different", "difference", "differences", "versus", "vs", "v", "they", "them", "their", "theirs", "together", "joint", "jointly", "too", "also",
    "same", "likewise", "similar", "other", "others", "another", "two", "than", "higher", "lower", "more", "less", "stricter", "tougher", "easier",
    "harder", "likelier", "beside", "besides", "partner", "partners", "instead", "alike", "between", "agree", "match", "matches", "respectively",
}  # fmt: skip
"""Words with which a sentence speaks of what another council does as well."""
_CHOICES = {"which", "who", "whose", "whichever", "councils", "authorities"}
_ASIDES = (
    ("i", "know"), ("we", "know"), ("i'm", "told"), ("im", "told"), ("was", "told"), ("am", "told"), ("were", "told"), ("i", "gather"),
    ("i", "hear"), ("heard",), ("used", "to"), ("came", "from"), ("come", "from"), ("moved", "from"), ("joined", "from"), ("last", "year"),
    ("years", "ago"), ("previously",), ("formerly",), ("former",), ("previous",), ("last", "job"), ("old", "job"), ("old", "boss"), ("colleague",),
    ("colleagues",), ("friend",), ("friends",), ("neighbour",), ("neighbours",), ("counterpart",), ("counterparts",), ("opposite", "number"),
    ("sister",), ("brother",), ("cousin",), ("wife",), ("husband",), ("partner", "works"), ("worked", "for"), ("worked", "at"), ("worked", "in"),
    ("did", "a"), ("did", "work"), ("did", "some"), ("when", "i", "was"), ("my", "time"), ("would", "be"), ("it'd", "be"), ("would", "have"),
    ("would", "catch"), ("over", "there"), ("never",), ("nobody",), ("based", "in"), ("live", "in"), ("lives", "in"), ("office", "in"),
    ("depot", "in"),
    ("got", "away"), ("let", "off"), ("once",), ("years", "at"), ("years", "with"), ("years", "in"), ("whereas",), ("rule", "is"), ("policy", "is"),
    ("line", "is"), ("limit", "is"), ("threshold", "is"), ("know", "how"), ("know", "what"),
    ("familiar",), ("aware",), ("told", "us"), ("told", "me"), ("tells", "us"), ("tells", "me"),
)  # fmt: skip
"""Words of a sentence that tells of what was elsewhere, or is known of it."""
_OWN_LEADS = {
    (verb, place)
    for verb in ("work", "working", "i'm", "im", "am", "we're", "are", "here", "us", "officer", "buyer")
    for place in ("for", "at", "with", "in", "from")
}
"""Words before a council that is the writer's own: "I work for Ambridge", "here at Ambridge"."""
_LAST = {"last", "previous", "former", "old", "earlier", "other"}
_PLACES = {
    "place",
    "post",
    "employer",
    "authority",
    "council",
    "area",
    "town",
    "county",
    "borough",
    "district",
    "home",
    "site",
    "ground",
    "base",
}
"""Where somebody was before: "at its last place"."""
_YEAR = re.compile(r"(?:19|20)\d\d")

_FIRMS = {"company", "firm", "business", "supplier", "contractor", "provider", "sme", "charity", "maker", "trader", "agency"}
_PAID = {"spent", "paid", "bought", "got", "had", "let", "built", "gave", "charged", "did", "awarded"}
_PLACED = {(word,) for word in ("in", "from", "at", "near", "to", "via", "towards", "outside", "past", "beyond", "around")}
_MOVES = {
    stem(word)
    for word in (
        "move", "relocate", "relocation", "transfer", "come", "came", "commute", "travel", "drive", "drove", "deliver", "ship", "haul", "operate",
        "expand", "shift", "hail", "bus", "fly", "import", "emigrate", "decamp", "transplant", "uproot",
    )
}  # fmt: skip
"""What people, firms and things do that move or come from a place."""
_BIDS = {
    "bid",
    "tender",
    "tendered",
    "pitched",
    "bidding",
    "tendering",
    "pitch",
    "applied",
    "quoted",
    "competed",
    "submitted",
    "went",
    "put",
    "tenders",
    "bids",
}
_LOSES = {"lost", "lose", "unsuccessful", "rejected", "beaten", "outbid", "failed", "nowhere", "unsuccessfully"}
_WINS, _DENIES = (
    {"win", "won", "get", "successful", "appointed", "awarded"},
    {"not", "didn't", "never", "didnt", "weren't", "wasn't", "without", "no"},
)
"""What becomes of a bid that comes to nothing."""
_RULES = {
    "rule", "rules", "policy", "policies", "threshold", "thresholds", "limit", "limits", "line", "test", "tests", "trigger", "triggers", "cut-off",
    "cutoff", "approach", "requirement", "position", "rulebook", "guidance", "figure", "figures",
}  # fmt: skip
_OF_RULE = {
    "own",
    "new",
    "old",
    "social",
    "value",
    "sv",
    "procurement",
    "current",
    "council",
    "council's",
    "city",
    "borough",
    "the",
}
_RULED = {
    "change",
    "changes",
    "differs",
    "moves",
    "switch",
    "wanted",
    "asked",
    "need",
    "needed",
    "required",
    "hear",
    "heard",
    "clause",
    "clauses",
    "table",
    "rate",
}
_FOR_REACH = 6
_SUM_REACH, _LEAD_REACH, _MOVE_REACH = 5, 3, 7
_OF_ASKER = {
    "i", "i'm", "i've", "we're", "we've", "am", "are", "work", "works", "working", "worked", "officer", "officers", "manager", "team", "here",
    "buyer", "colleague", "colleagues", "department", "writing", "query", "question", "message", "email", "hello", "hi", "greetings", "moved",
    "transferred", "seconded", "switched", "procurement", "our", "neighbours", "us", "calling", "now", "joint", "shared", "partnership",
}  # fmt: skip
"""Words before "in" or "from" by which the place is the writer's, or goes with the matter."""
_OF_RULES = CONTRACT_NOUNS | BUYING_WORDS | {
    "policy", "policies", "rule", "rules", "threshold", "thresholds", "limit", "line", "required", "mandatory", "compulsory", "needed", "obligatory",
    "apply", "applies", "applied", "belongs", "compared", "similar", "relation", "regard", "respect", "according", "due", "answer", "same", "but",
    "happens", "done", "bidding", "is", "be", "was", "and", "or", "it", "this", "that", "not", "councils", "council", "authorities", "like",
    "officially", "relevant", "us",
}  # fmt: skip


def in_passing(question: Question, named: Sequence[tuple[int, str]]) -> frozenset[str]:
    """The councils that are spoken of only in passing, of those named: each with the first token of its name. Never all of them."""
    if len({name for _, name in named}) < 2:
        return frozenset()
    sentences = list(sentences_of(question))
    asking = [(first, end) for first, end in sentences if question.word(end - 1) == "?"]
    if not asking:
        return _beside_own(question, sentences, named)
    if len(sentences) == len(asking):
        return frozenset()
    words = {word for first, end in asking for word in question.words(first, end)}
    if words & _TOGETHER:
        return frozenset()
    everything = {name for _, name in named}
    asked = _named_in(named, asking)
    if asked:
        return frozenset(everything - asked)
    if words & _CHOICES:
        return frozenset()
    beside = [
        (first, end) for first, end in sentences if _is_aside(question, first, end) or _tells_rule(question, first, end, named)
    ]
    told = _named_in(named, [one for one in sentences if one not in beside])
    return frozenset(everything - told) if told else frozenset()


def _beside_own(question: Question, sentences: Sequence[tuple[int, int]], named: Sequence[tuple[int, str]]) -> frozenset[str]:
    """The councils that a message without a question tells a rule or a memory of, beside the writer's own: "I work for Ambridge"."""
    own = {name for at, name in named if _is_writers_own(question, at, name)}
    beside = [
        (first, end) for first, end in sentences if _is_aside(question, first, end) or _tells_rule(question, first, end, named)
    ]
    told = _named_in(named, [one for one in sentences if one not in beside])
    return frozenset({name for _, name in named} - told - own) if own and len(own) == 1 else frozenset()


def _is_writers_own(question: Question, at: int, name: str) -> bool:
    """Whether the name at token `at` is of where the writer works: "I work for Ambridge", "I'm at Ambridge", "here at Ambridge", "Ambridge here"."""
    end = at + len(name.replace("-", " - ").split())
    lead = question.words(at - 3, at)
    led = lead[-2:] in _OWN_LEADS or lead[-1:] in (("we're",), ("we", "are"))
    return led or question.word(at + 1) == "here" or question.word(end) == "here"


def is_whereabouts(question: str, name: str) -> bool:
    """Whether a place is named only as where somebody or something comes from, goes to or stands near.

    >>> is_whereabouts("I buy jam from Kent", "Kent"), is_whereabouts("what about Kent?", "Kent"), is_whereabouts("from Kent County Council", "Kent")
    (True, False, False)
    """
    text = read_text(question)
    spoken = list(re.finditer(rf"\b{re.escape(name)}\b(?! (?:\w+ )?council\b)", text.text, re.I))
    led = re.compile(r"\b(?:from|to|near|via|towards|outside|off|over in|past|beyond) (?:the )?$", re.I)
    return bool(spoken) and all(led.search(text.text[: one.start()]) or _is_told_elsewhere(text, one) for one in spoken)


def is_origin(question: Question, first: int, end: int, places: Sequence[int] = ()) -> bool:
    """Whether the place at tokens `first` up to `end` is where somebody or something moves or comes from: no council that is asked about, in
    whatever sentence it stands. `places` are the first tokens of all that are named.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_origin(q := read_text(text), q.texts.index("kent"), q.texts.index("kent") + 1)
    >>> told("we would be relocating our head office from Kent"), told("I moved here from Kent"), told("what do we need from Kent?")
    (True, True, False)
    >>> told("is it moved from Kent County Council?")
    False
    """
    place = question.at(end - 1).text
    if place.endswith(("'s", "s'")) or "council" in question.words(end, end + 3):
        return False
    start, _ = _sentence_of(question, first)
    before = question.words(max(start, first - _MOVE_REACH), first)
    led = before[-1:] == ("from",) or before[-2:] == ("out", "of")
    return led and (not _MOVES.isdisjoint(stem(word) for word in before) or _is_of_thing(question, before, end, places))


def _is_of_thing(question: Question, before: Sequence[str], end: int, places: Sequence[int]) -> bool:
    """Whether a thing comes from the place and is for another that is named, or bought by one: "fish from Grimsby docks for Southend"."""
    thing = before[-2:-1]
    named = bool(thing) and thing[0].isalpha() and thing[0] not in _OF_RULES | _OF_ASKER | _RULED
    start, _ = _sentence_of(question, end - 1)
    bought = any(start <= at < end - 1 for at in places) and not BUYING_WORDS.isdisjoint(question.words(start, end))
    going = any(at > end and at - end <= _FOR_REACH and question.word(at - 1) == "for" for at in places)
    return named and (going or bought)


def is_lost_bid(question: Question, first: int, end: int) -> bool:
    """Whether a sentence that asks nothing tells of a bid to the place at tokens `first` up to `end` that came to nothing.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_lost_bid(q := read_text(text), q.texts.index("kent"), q.texts.index("kent") + 1)
    >>> told("we tendered for Kent in 2019 and lost"), told("we bid in Kent and didn't win"), told("we are bidding in Kent")
    (True, True, False)
    """
    start, stop = _sentence_of(question, first)
    told = question.words(start, stop)
    lost = any(
        word in _LOSES or (word in _WINS and not _DENIES.isdisjoint(told[max(0, at - 3) : at])) for at, word in enumerate(told)
    )
    return lost and told[-1] != "?" and not _BIDS.isdisjoint(told)


def _is_told_elsewhere(question: Question, spoken: re.Match[str]) -> bool:
    inside = [at for at, token in enumerate(question.tokens) if spoken.start() <= token.start < spoken.end()]
    return bool(inside) and is_elsewhere(question, inside[0], inside[-1] + 1)


def is_elsewhere(question: Question, first: int, end: int) -> bool:
    """Whether the place at tokens `first` up to `end` is told of as where a firm or a thing is, where something goes, or what somebody there paid.

    A sentence that asks tells nothing of the kind, nor one that says where the writer or the contract is.

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_elsewhere(q := read_text(text), q.texts.index("kent"), q.texts.index("kent") + 1)
    >>> told("trees from a nursery in Kent"), told("a firm, Kent, est. 1988"), told("Kent spent £9k"), told("I work in Kent"), told("and Kent?")
    (True, True, True, False, False)
    """
    start, stop = _sentence_of(question, first)
    if "council" in question.words(end, end + 3) or question.word(stop - 1) == "?":
        return False
    before = question.words(start, first)
    if before[-1:] in ((",",), ("(",)) and question.word(end) in (",", ")"):
        return not _FIRMS.isdisjoint(before)
    if question.word(end) in _PAID and "£" in question.words(end + 1, end + 1 + _SUM_REACH):
        return True
    lead = before[-1 - _LEAD_REACH : -1]
    return (
        before[-1:] in _PLACED
        and bool(lead)
        and lead[-1].isalpha()
        and _OF_ASKER.isdisjoint(lead)
        and lead[-1] not in _OF_RULES
    )


def _sentence_of(question: Question, at: int) -> tuple[int, int]:
    return next((first, end) for first, end in sentences_of(question) if first <= at < end)


def sentences_of(question: Question) -> Iterator[tuple[int, int]]:
    """Each sentence as its first token and the token after its stop."""
    first = 0
    for at, token in enumerate(question.tokens):
        if token.text in _ENDS:
            yield first, at + 1
            first = at + 1
    if first < len(question.tokens):
        yield first, len(question.tokens)


def _named_in(named: Sequence[tuple[int, str]], sentences: Sequence[tuple[int, int]]) -> set[str]:
    starts = [first for first, _ in sentences]
    before = ((name, at, bisect_right(starts, at) - 1) for at, name in named)
    return {name for name, at, place in before if place >= 0 and at < sentences[place][1]}


def _is_aside(question: Question, first: int, end: int) -> bool:
    """Whether a sentence tells of what was elsewhere or is known of it, or what happened in another year or at somebody's last place."""
    if any(question.follows(at, *words) for at in range(first, end) for words in _ASIDES):
        return True
    return any(
        (question.word(at) in _LAST and question.word(at + 1) in _PLACES)
        or (_YEAR.fullmatch(question.word(at)) and is_told_of_past(question, at, at + 1))
        for at in range(first, end)
    )


def _tells_rule(question: Question, first: int, end: int, named: Sequence[tuple[int, str]]) -> bool:
    """Whether a sentence that asks nothing tells what rule a council that it names has: "..., which I think is Southend's rule"."""
    if question.word(end - 1) == "?":
        return False
    for at, name in named:
        last = at + len(name.replace("-", " ").split()) + 1
        for i in range(at, last) if first <= at < end else ():
            after = i + 1 + (question.word(i + 1) == "'")
            while question.word(after) in _OF_RULE:
                after += 1
            owned = question.word(i).endswith(("'s", "s'")) or question.word(i + 1) == "'"
            if owned and question.word(after) in _RULES:
                return True
        if first <= at < end and question.word(at - 1) in ("in", "at") and question.word(at - 2) in _RULES:
            return True
    return False
