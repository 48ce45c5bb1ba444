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
        "extra", "additional", "on top", "at 20 % on top", "on top of that", "go on", "going on", "goes on", "to pay", "to come", "to follow",
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
    "in", "off", "out", "add", "due", "charged", "chargeable", "counted", "covered", "include", "separate", "apart",
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


def _meant(word: str) -> str:
    """The word behind VAT that a slip of the keys stands for, or the word itself.

    >>> _meant("inclusve"), _meant("exlcuded"), _meant("include"), _meant("intended")
    ('inclusive', 'excluded', 'include', 'intended')
    """
    if len(word) < _LEAST_LETTERS or word in _ALL_SAID:
        return word
    return next((known for known in _LONG_ONES if word[0] == known[0] and one_slip_apart(word, known)), word)
