"""Whether a figure holds VAT: the words around "VAT", and "gross" and "net" beside a figure.

A question about VAT ("does that include VAT?", "inc or ex VAT?", "not sure about VAT") states nothing, and neither does
"no VAT is payable", which says that there is none to take off.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.facts.text import Question
from assistant.model import Vat

_INC = {"inc", "incl", "including", "include", "includes", "inclusive", "included", "incuding", "inclding", "with", "gross"}
_EX = {
    "ex", "exc", "excl", "excluding", "exclude", "excludes", "exclusive", "excluded", "exluding", "exlcuding", "plus", "+", "net", "before",
    "without", "pre", "less", "minus", "sans", "and", "excepting",
}  # fmt: skip
_GLUED: dict[str, Vat] = {"exvat": "ex", "excvat": "ex", "exclvat": "ex", "incvat": "inc", "inclvat": "inc", "plusvat": "ex"}
_BETWEEN = {"-", "of", "the", "uk", "any", "standard", "rate", "rated", "20", "%", "at", ".", "all", "applicable"}
_AFTER: dict[str, Vat] = {
    "inclusive": "inc", "inc": "inc", "incl": "inc", "included": "inc", "including": "inc",
    "exclusive": "ex", "excl": "ex", "exc": "ex", "excluded": "ex", "excluding": "ex", "ex": "ex", "extra": "ex", "additional": "ex",
    "added": "ex", "on top": "ex", "at 20 % on top": "ex", "on top of that": "ex",
}  # fmt: skip
_BEFORE_MARKER = {
    ":",
    "=",
    "-",
    "is",
    "are",
    "at",
    "20",
    "%",
    "will",
    "to",
    "be",
    "payable",
    "not",
    "isn't",
    "isnt",
    "being",
    "goes",
}
_SHORT, _STOPS = ("inc", "incl", "ex", "exc", "excl"), ("", ".", ",", ";", ")", "?", "!")
_NOT = {"not", "isn't", "isnt", "never", "doesn't", "doesnt", "don't", "wasn't", "aren't", "nor"}
_ASKING = {"whether", "unsure", "know", "sure", "unknown", "idea", "confirm", "unclear", "check", "decide", "either"}
_COPULAS = {"is", "it's", "its", "are", "was", "be", "that's", "they're"}
_ASKING_VERBS = {"does", "do", "should", "would", "must", "shall", "can", "did"}
_GROSS_NET: dict[str, Vat] = {"gross": "inc", "net": "ex"}
_ENDS_FIGURE = {
    "k",
    "m",
    "mn",
    "bn",
    "million",
    "billion",
    "thousand",
    "hundred",
    "grand",
    "half",
    "pounds",
    "pound",
    "quid",
    "gbp",
    "sterling",
    ")",
}
_PRICE_NOUNS = {"value", "contract", "amount", "figure", "cost", "price", "sum", "total", "estimate", "spend"}


@dataclass(frozen=True, slots=True)
class VatMark:
    """Words on VAT, tokens `first` up to `end`. `basis` is None where they ask or leave it open."""

    first: int
    end: int
    basis: Vat | None


def read_vat(question: Question) -> tuple[VatMark, ...]:
    """Every mention of VAT, in order.

    >>> from assistant.facts.text import read_text
    >>> [mark.basis for mark in read_vat(read_text("£250k ex VAT, £300k VAT inclusive, is that inc VAT?"))]
    ['ex', 'inc', None]
    """
    marks = []
    for at, token in enumerate(question.tokens):
        if token.text in ("vat", "vat's") or token.text in _GLUED:
            marks.append(_mark(question, at))
        elif token.text in _SHORT and _stands_for_vat(question, at):
            marks.append(VatMark(at, at + 1, _AFTER[token.text]))
        elif token.text in _GROSS_NET and _beside_figure(question, at):
            marks.append(VatMark(at, at + 1, _GROSS_NET[token.text]))
    return tuple(marks)


def _stands_for_vat(question: Question, at: int) -> bool:
    """Whether "inc" or "ex" ends a figure and nothing else follows: "£250k inc.", but not "£2.4m incl. extensions"."""
    figure_at = at - 1 - (question.word(at - 1) == "(")
    after = at + 1 + (question.word(at + 1) == ".")
    return _is_figure_end(question, figure_at) and question.word(after) in _STOPS


def _mark(question: Question, at: int) -> VatMark:
    if question.word(at) in _GLUED:
        return VatMark(at, at + 1, _GLUED[question.word(at)])
    first, basis = _before(question, at)
    end, after = _after(question, at)
    if after is not None and (basis is None or first == at or question.word(first) == "with"):
        basis = after
    if _asks(question, first, end):
        basis = None
    return VatMark(first, end, basis)


def _before(question: Question, at: int) -> tuple[int, Vat | None]:
    """The marker before VAT and where it starts; "not including" turns it round, "inc or ex" leaves it open."""
    i = at - 1
    while question.word(i) in _BETWEEN and at - i < 6:
        i -= 1
    word = question.word(i)
    if (word not in _INC and word not in _EX) or _is_joining(question, i, at):
        return at, None
    basis: Vat = "inc" if word in _INC else "ex"
    first = i
    if word in ("exclusive", "inclusive", "net", "gross", "include", "including", "inc", "incl", "ex", "excluding", "included"):
        if question.word(i - 1) in _NOT:
            return i - 1, _other(basis)
        if question.word(i - 1) == "to" and question.word(i - 2) in _NOT:
            return i - 2, _other(basis)
    if question.word(i - 1) in ("or", "/") and question.word(i - 2) in _INC | _EX:
        return i - 2, None
    return first, basis


def _is_joining(question: Question, i: int, at: int) -> bool:
    """ "and VAT" adds it only straight after a figure: "£250k and VAT", but not "the value and VAT basis"."""
    word = question.word(i)
    if word in ("and", "less", "minus", "with", "before"):
        return word != "with" and not _is_figure_end(question, i - 1) and word == "and"
    return False


def _is_figure_end(question: Question, at: int) -> bool:
    token = question.at(at)
    return token.kind == "number" or token.text in _ENDS_FIGURE


def _other(basis: Vat) -> Vat:
    return "ex" if basis == "inc" else "inc"


def _after(question: Question, at: int) -> tuple[int, Vat | None]:
    """The marker after VAT and where it ends: "VAT inclusive", "VAT not included", "VAT on top", "VAT to be added"."""
    i, negated = at + 1, False
    while question.word(i) in _BEFORE_MARKER:
        negated = negated or question.word(i) in _NOT
        i += 1
        if i - at > 6:
            return at + 1, None
    for length in (3, 2, 1):
        basis = _AFTER.get(" ".join(question.words(i, i + length)))
        if basis and i + length <= len(question.tokens) and not _opens_next(question, i + length, length):
            return i + length, _other(basis) if negated else basis
    return at + 1, None


def _opens_next(question: Question, end: int, length: int) -> bool:
    """Whether a one-word marker belongs to a second VAT: "inc VAT, ex VAT"."""
    return length == 1 and question.word(end) in ("vat", "-") and question.word(end + (question.word(end) == "-")) == "vat"


def _asks(question: Question, first: int, end: int) -> bool:
    """Whether the words ask for the basis and do not give it."""
    before = question.words(first - 6, first)
    wider = question.words(first - 9, first)
    reach = wider if "if" in wider or "whether" in wider else before
    doubtful = any(_asks_with(question, word, reach, first) for word in reach)
    if "if" in before and not doubtful:
        return False
    if doubtful or question.follows(end, "or", "not") or question.follows(end, "or", "without"):
        return True
    if question.word(first) in ("include", "exclude", "includes", "excludes"):
        return any(word in _ASKING_VERBS for word in before)
    led = question.words(first - 2, first)
    ends = question.word(end) in ("?", "", "or")
    return ends and (led[:1] in (("is",), ("are",)) and led[-1:] in (("that",), ("it",), ("this",), ("those",), ("figure",)))


def _asks_with(question: Question, word: str, before: tuple[str, ...], first: int) -> bool:
    """Whether the word asks for the basis: what is not known is the basis itself ("not sure about", "check whether it is")."""
    if word not in _ASKING:
        return False
    if "if" in before or "whether" in before:
        return question.word(first - 1) in _COPULAS or question.word(first) in ("include", "exclude", "includes", "excludes")
    return word not in ("know", "sure", "idea") or any(other in _NOT | {"no", "dont"} for other in before)


def _beside_figure(question: Question, at: int) -> bool:
    """Whether "gross" or "net" speaks of a price: right after a figure or before a word for one. Not "net zero"."""
    after = question.word(at + 1)
    if question.word(at) == "net" and after in (
        "zero",
        "0",
        "-",
        "carbon",
        "gain",
        "gains",
        "present",
        "benefit",
        "of",
        "biodiversity",
    ):
        return False
    if after in ("of", "vat") or question.follows(at + 1, "-", "zero"):
        return False
    previous = at - 1 if question.word(at - 1) not in ("(", ",") else at - 2
    return _is_figure_end(question, previous) or after in _PRICE_NOUNS or after == "£"
