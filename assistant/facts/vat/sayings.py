"""What is said of VAT after the word: that the figure holds it, that it is added to the figure, or that it is taken out.

"VAT's in there", "VAT still to go on", "VAT has been taken off". Whether the words deny that, or say that it has been done, turns it round.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from assistant.facts.words.slips import one_slip_apart
from assistant.facts.words.text import Question
from assistant.model import Vat

_Saying = Literal["held", "added", "beside", "out"]
SAYS: Mapping[_Saying, tuple[str, ...]] = {
    "held": (
        "inclusive", "inc", "incl", "included", "including", "incuded", "include", "in it", "in there", "in that", "in this", "in them", "in those",
        "in here", "in already", "in the price", "in the figure", "in the total", "in the cost", "in the sum", "in the value", "in the budget",
        "in the amount", "in the quote", "in the estimate", "in the number", "in our figure", "in our budget", "in", "inside", "inside it",
        "within it", "within that", "within this", "within the figure", "built in", "built into", "baked in", "rolled in", "rolled into",
        "wrapped in", "wrapped up in", "thrown in", "factored in", "counted in", "counted", "allowed for", "accounted for", "covered",
        "incorporated", "into account", "and all", "and everything", "and the lot",
    ),
    "added": ("added", "add", "adding", "put on", "gone on", "charged", "applied"),
    "beside": (
        "extra", "xtra", "additional", "on top", "at 20 % on top", "on top of that", "go on", "going on", "goes on", "to pay", "to come", "to follow",
        "over and above", "separate", "separately", "chargeable", "due",
    ),
    "out": (
        "exclusive", "excl", "exc", "excluded", "excluding", "ex", "taken off", "taken out", "taken away", "off", "out", "left out", "left off",
        "removed", "stripped out", "stripped off", "stripped", "deducted", "knocked off", "netted off", "backed out", "aside", "apart", "ignored",
        "disregarded", "omitted", "missing",
    ),
}  # fmt: skip
_LONGEST = 5
_ALL_SAID = {phrase for phrases in SAYS.values() for phrase in phrases}
_LONG_ONES = ("included", "inclusive", "including", "excluded", "exclusive", "excluding", "additional")
_LEAST_LETTERS = 7
_ONLY_BEFORE_STOP = {
    "in", "off", "out", "and all", "add", "due", "charged", "chargeable", "counted", "covered", "include", "separate", "apart",
}  # fmt: skip
SIGNS = {"", ".", ",", ";", ")", "?", "!", "-", "|", "/"}
"""What parts a saying from what follows; "" is the end of the question."""
_STOP_AFTER = SIGNS | {":", "and", "but", "so", "already", "or", "on", "for", "at", "is", "does", "do", "yet"}
_BEFORE_MARKER = {
    ":", "=", "-", "is", "are", "at", "20", "%", "will", "to", "be", "payable", "not", "isn't", "isnt", "being", "goes", "has", "have", "had", "been",
    "having", "hasn't", "haven't", "hasnt", "was", "wasn't", "already", "still", "yet", "needs", "need", "gets", "get", "must", "should", "would",
    "going", "all", "just", "got", "now", "then", "also", "obviously", "itself", "element", "amount", "it", "gone", "remains", "coming", "comes",
}  # fmt: skip
_PENDING = {"still", "yet", "needs", "need"}
_DONE = {"been", "already", "has", "had", "was", "gone"}
_ONCE = {"once", "when", "after"}
_HOLDING = {
    "have", "has", "had", "having", "got", "include", "contain", "take", "takes", "any", "the", "there's", "there", "is", "carry", "with",
}  # fmt: skip
_IS_SUM = {"is", "was", "=", ":", "being"}
_DENIES = {
    "no", "not", "without", "doesn't", "doesnt", "don't", "dont", "isn't", "hasn't", "hasnt", "haven't", "havent", "never", "didn't", "zero",
}  # fmt: skip
_OF_SUM: Mapping[_Saying, tuple[tuple[str, ...], ...]] = {
    "held": (
        ("in",), ("inside",), ("within",), ("inside", "of"), ("part", "of"), ("a", "part", "of"), ("some", "of"), ("built", "into"), ("among",),
        ("covered", "by"), ("counted", "in"), ("already", "in"), ("under",),
    ),
    "beside": (
        ("to", "go", "on"), ("going", "on"), ("goes", "on"), ("on", "top", "of"), ("outside",), ("outside", "of"), ("extra", "to"),
        ("additional", "to"),
    ),
    "out": (("missing", "from"), ("left", "out", "of"), ("out", "of"), ("stripped", "out", "of"), ("taken", "out", "of")),
}  # fmt: skip
"""What is said of VAT and a figure, in the words between them: "the VAT was in the £200,000", "VAT is on top of that £200,000"."""
_SCALES = {"k", "m", "million", "thousand", "grand", "pounds", "quid"}
_ENDS_SAYING = {
    "",
    ".",
    ",",
    "!",
    "?",
    ";",
    ")",
    "already",
    "now",
    "too",
    "btw",
    "sorry",
    "by",
    "so",
    "not",
    "and",
    "though",
    "then",
}
_LEADS_SUM = {"the", "that", "this", "my", "our", "your", "those", "whole"}
_LEADS_TO_SUM = _LEADS_SUM | {"£", "on", "top", "of", "to"}
NOT = {
    "not", "isn't", "isnt", "never", "doesn't", "doesnt", "don't", "wasn't", "aren't", "nor", "hasn't", "hasnt", "haven't", "n't", "didn't",
}  # fmt: skip


def saying_after(question: Question, at: int) -> tuple[int, Vat | None]:
    """The basis that the words after VAT at token `at` give, and where they end: "VAT inclusive", "VAT not included", "VAT on top".

    >>> from assistant.facts.words.text import read_text
    >>> [saying_after(read_text(q), 0)[1] for q in ("VAT's in there", "VAT still to be added", "VAT has been added", "VAT advice")]
    ['inc', 'ex', 'inc', None]
    """
    passed: list[str] = []
    for i in range(at + 1, at + 8):
        found = _saying_of_sum(question, i) or _saying(question, i)
        if found is not None:
            saying, end = found
            passed += ["to"] * (question.word(i) == "to")
            basis = _said(saying, passed, denied=is_denied(question, at), once=question.word(at - 1) in _ONCE)
            return (end, basis) if basis is not None else (at + 1, None)
        if question.word(i) not in _BEFORE_MARKER:
            break
        passed.append(question.word(i))
    return at + 1, None


def _saying(question: Question, at: int) -> tuple[_Saying, int] | None:
    """What the longest phrase that starts at token `at` says of VAT, and where it ends."""
    for length in range(_LONGEST, 0, -1):
        end = at + length
        if end > len(question.tokens) or _opens_next(question, end, length):
            continue
        phrase = " ".join(question.words(at, end)) if length > 1 else _meant(question.word(at))
        if phrase in _ONLY_BEFORE_STOP and question.word(end) not in _STOP_AFTER:
            continue
        for saying, phrases in SAYS.items():
            if phrase in phrases:
                return saying, end
    return None


def _saying_of_sum(question: Question, at: int) -> tuple[_Saying, int] | None:
    """What the words at token `at` say of VAT and the figure behind them, and where they end: "was in the £200,000"."""
    for saying, phrases in _OF_SUM.items():
        for phrase in phrases:
            if question.follows(at, *phrase) and _is_sum_at(question, at + len(phrase)):
                return saying, at + len(phrase)
    return None


def is_vat_of_sum(question: Question, end: int, first: int) -> bool:
    """Whether words on VAT that end before token `end` are said of the sum at `first`: "VAT is still to go on the £200k"."""
    lead = question.words(end - 1, first) if end <= first else ()
    return not {"on", "of", "in", "inside", "within", "to", "into", "by"}.isdisjoint(lead) and set(lead[1:]) <= _LEADS_TO_SUM


def _is_sum_at(question: Question, at: int) -> bool:
    """Whether a sum in pounds stands at token `at`, with no more before it than words that point at it: "the £200k", but not "last year's £200k".

    With such a word a bare figure that ends what is said may be one too: "VAT is in the 4.8".
    """
    start = at
    while question.word(at) in _LEADS_SUM:
        at += 1
    if question.word(at) == "£":
        return question.at(at + 1).kind == "number"
    bare = at > start and question.word(at + 1) in _ENDS_SAYING
    return question.at(at).kind == "number" and (question.word(at + 1) in _SCALES or bare)


def _meant(word: str) -> str:
    """The word behind VAT that a slip of the keys stands for, or the word itself.

    >>> _meant("inclusve"), _meant("exlcuded"), _meant("include"), _meant("intended")
    ('inclusive', 'excluded', 'include', 'intended')
    """
    if len(word) < _LEAST_LETTERS or word in _ALL_SAID:
        return word
    return next((known for known in _LONG_ONES if word[0] == known[0] and one_slip_apart(word, known)), word)


def _said(saying: _Saying, passed: list[str], *, denied: bool, once: bool) -> Vat | None:
    """The basis of a figure of which this is said; `passed` are the words between VAT and the saying.

    >>> _said("held", ["is"], denied=False, once=False), _said("held", ["not"], denied=False, once=False)
    ('inc', 'ex')
    >>> _said("added", ["to", "be"], denied=False, once=False), _said("added", ["has", "been"], denied=False, once=False)
    ('ex', 'inc')
    """
    negated = any(word in NOT for word in passed)
    if saying == "held":
        return "ex" if negated or denied or any(word in _PENDING for word in passed) else "inc"
    if denied:
        return None
    if saying == "out":
        return "inc" if negated else "ex"
    if negated:
        return "ex" if saying == "added" else "inc"
    done = any(word in _DONE for word in passed) and not any(word in _PENDING | {"to"} for word in passed)
    return "inc" if done or once else "ex"


def is_denied(question: Question, at: int) -> bool:
    """Whether the words before VAT deny that it is there: "no VAT in that", "doesn't have the VAT in it"."""
    i = at - 1
    while question.word(i) in _HOLDING and at - i < 5 and question.word(i) not in _DENIES:
        i -= 1
    return question.word(i) in _DENIES


def _opens_next(question: Question, end: int, length: int) -> bool:
    """Whether a one-word marker belongs to a second VAT: "inc VAT, ex VAT"."""
    return length == 1 and question.word(end) in ("vat", "-") and question.word(end + (question.word(end) == "-")) == "vat"


def part_that_is_vat(question: Question, first: int) -> int | None:
    """Where the words start that tell that the sum at token `first` is the VAT in the one before it: "of which VAT is £13,000"."""
    at = first - 1
    if question.word(at) not in _IS_SUM:
        return None
    at -= 1 + (question.word(at - 1) in ("element", "part"))
    start = at - 2 - (question.word(at - 1) == "the")
    return start if question.word(at) == "vat" and question.follows(start, "of", "which") else None


def is_vat_named(question: Question, end: int) -> bool:
    """Whether the sum that ends before token `end` is the VAT itself: "£200k + £40k VAT", "£240k incl. £40k of VAT"."""
    at = end + (question.word(end) in ("of", "in"))
    return question.word(at) == "vat" and question.word(at + 1) in (
        "",
        ".",
        ",",
        ")",
        "?",
        "-",
        "|",
        "/",
        ";",
        "for",
        "on",
        "and",
        "so",
    )
