"""Whether a figure holds VAT: the words around "VAT", and "gross" and "net" beside a figure.

What is said of VAT is one of three things: that it is held in the figure ("VAT's in there"), that it is added to it ("VAT still
to go on"), or that it is taken out ("VAT has been taken off"). Whether the words deny that ("has no VAT in it"), or say that it
has been done ("VAT has been added"), turns it round.

A question about VAT ("does that include VAT?", "inc or ex VAT?", "not sure about VAT") states nothing, and neither does
"no VAT is payable", which says that there is none to take off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.facts.slips import Slips
from assistant.facts.text import Question
from assistant.model import Vat

_Saying = Literal["held", "added", "beside", "out"]
_INC = {
    "inc", "incl", "including", "include", "includes", "inclusive", "included", "incuding", "inclding", "with", "gross", "after", "counting",
    "containing", "contains", "covering", "covers", "incorporating", "incorporates", "allowing",
}  # fmt: skip
_EX = {
    "ex", "exc", "excl", "excluding", "exclude", "excludes", "exclusive", "excluded", "exluding", "exlcuding", "plus", "+", "net", "before",
    "without", "pre", "less", "minus", "sans", "and", "excepting", "ignoring", "disregarding", "add", "adding", "omitting", "omits", "lacks",
    "attracts", "attracting", "subject",
}  # fmt: skip
_LONG_MARKERS = (
    "including",
    "included",
    "includes",
    "inclusive",
    "excluding",
    "excluded",
    "excludes",
    "exclusive",
    "without",
    "before",
    "plus",
)
_NEVER_MARKERS = {"exclude", "include", "incuding", "inclding", "exluding", "exlcuding", "pluses"}
_LIKE_VAT = {"vat", "vat's", "vats"}
_ABLE = {"vatable", "vattable"}
_GLUED: dict[str, Vat] = {"exvat": "ex", "excvat": "ex", "exclvat": "ex", "incvat": "inc", "inclvat": "inc", "plusvat": "ex"}
_BETWEEN = {
    "-", "of", "the", "uk", "any", "standard", "rate", "rated", "20", "%", "at", ".", "all", "applicable", "for", "to", "recoverable",
    "irrecoverable", "then",
}  # fmt: skip
_SAYS: Mapping[_Saying, tuple[str, ...]] = {
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
_ONLY_BEFORE_STOP = {
    "in", "off", "out", "add", "due", "charged", "chargeable", "counted", "covered", "include", "separate", "apart",
}  # fmt: skip
_STOP_AFTER = {
    "",
    ".",
    ",",
    ";",
    ")",
    "?",
    "!",
    "-",
    "|",
    "/",
    ":",
    "and",
    "but",
    "so",
    "already",
    "or",
    "on",
    "for",
    "at",
    "is",
    "does",
    "do",
    "yet",
}
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
_DENIES = {
    "no", "not", "without", "doesn't", "doesnt", "don't", "dont", "isn't", "hasn't", "hasnt", "haven't", "havent", "never", "didn't", "zero",
}  # fmt: skip
_SHORT, _STOPS = ("inc", "incl", "ex", "exc", "excl"), ("", ".", ",", ";", ")", "?", "!", "|", "•", "·")
_NOT = {
    "not", "isn't", "isnt", "never", "doesn't", "doesnt", "don't", "wasn't", "aren't", "nor", "hasn't", "hasnt", "haven't", "n't", "didn't",
}  # fmt: skip
_ASKING = {"whether", "unsure", "know", "sure", "unknown", "idea", "confirm", "unclear", "check", "decide", "either"}
_LEFT_OPEN = _ASKING | {
    "said",
    "says",
    "say",
    "tell",
    "told",
    "clear",
    "certain",
    "stated",
    "specified",
    "ask",
    "asking",
    "asked",
    "remember",
    "see",
}
_COPULAS = {"is", "it's", "its", "are", "was", "be", "that's", "they're"}
_ASKING_VERBS = {"does", "do", "should", "would", "must", "shall", "can", "did"}
_GROSS_NET: dict[str, Vat] = {"gross": "inc", "net": "ex"}
_SAYS_IS = {"is", "it's", "that's", "its", "are", "was"}
_APART = {",", ";", "|", "-", "/", "(", "•", "·", "."}
_TAX_MARKERS = {"before", "after", "plus", "including", "excluding", "inc", "incl", "ex", "excl", "of", "pre"}
_AFTER_TAX = {
    "",
    ".",
    ",",
    ";",
    ")",
    "?",
    "!",
    "|",
    "/",
    "-",
    "for",
    "on",
    "at",
    "and",
    "so",
    "is",
    "in",
    "over",
    "to",
    "does",
    "do",
    "but",
    "a",
}
_ENDS_FIGURE = {
    "k", "m", "mn", "bn", "million", "billion", "thousand", "hundred", "grand", "half", "pounds", "pound", "quid", "gbp", "sterling", ")",
}  # fmt: skip
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
    >>> [mark.basis for mark in read_vat(read_text("VAT's in there; VAT still to go on; it has no VAT in it; VAT has been added"))]
    ['inc', 'ex', 'ex', 'inc']
    """
    marks = []
    for at, token in enumerate(question.tokens):
        if token.text in _LIKE_VAT or token.text in _GLUED or _is_tax(question, at):
            marks.append(_mark(question, at))
        elif token.text in _ABLE or question.follows(at, "vat", "able"):
            marks.append(VatMark(at, at + 1, None if _denied(question, at) else "ex"))
        elif token.text in _SHORT and _stands_for_vat(question, at):
            marks.append(VatMark(at, at + 1, "inc" if token.text in _INC else "ex"))
        elif token.text in _GROSS_NET and (_beside_figure(question, at) or _stands_apart(question, at)):
            marks.append(VatMark(at, at + 1, _GROSS_NET[token.text]))
    return tuple(marks)


def _is_tax(question: Question, at: int) -> bool:
    """Whether "tax" here is the tax on a price: "£200k before tax", but not "council tax" or "plus tax advice"."""
    if question.word(at) != "tax" or question.word(at + 1) not in _AFTER_TAX:
        return False
    lead = at - 1 - (question.word(at - 1) == "the")
    return question.word(lead) in _TAX_MARKERS and (question.word(lead) != "of" or question.word(lead - 1) in _INC | _EX)


def _stands_for_vat(question: Question, at: int) -> bool:
    """Whether "inc" or "ex" ends a figure and nothing else follows: "£250k inc.", but not "£2.4m incl. extensions"."""
    figure_at = at - 1 - (question.word(at - 1) == "(")
    after = at + 1 + (question.word(at + 1) == ".")
    ends = question.word(after) in _STOPS or (question.word(after) in ("-", "/") and question.at(after).gap)
    return _is_figure_end(question, figure_at) and ends


def _stands_apart(question: Question, at: int) -> bool:
    """Whether "gross" or "net" is all that is said: "cleaning, £300k for six schools, net.", "that is gross."."""
    return at > 0 and question.word(at - 1) in _APART | _SAYS_IS and question.word(at + 1) in _APART | {"", "?", "!", ")"}


def _mark(question: Question, at: int) -> VatMark:
    if question.word(at) in _GLUED:
        return VatMark(at, at + 1, _GLUED[question.word(at)])
    if part := _is_said_part(question, at):
        return part
    first, basis = _before(question, at)
    end, after = _after(question, at)
    led = question.word(first)
    if after is not None and (basis is None or first == at or led in ("with", "and", "after", "add", "adding")):
        basis = after
    if _asks(question, first, end) or _asked_first(question, at, first, end, after):
        basis = None
    return VatMark(first, end, basis)


def _is_said_part(question: Question, at: int) -> VatMark | None:
    """ "£200,000 of which £33,333 is VAT": the figure before holds the VAT that is named as a part of it."""
    verb = at - 1 - (question.word(at - 1) == "the")
    if question.word(verb) not in ("is", "was", "being"):
        return None
    for first in range(verb - 1, verb - 8, -1):
        if question.follows(first, "of", "which"):
            return VatMark(first, at + 1, "inc")
    return None


def _before(question: Question, at: int) -> tuple[int, Vat | None]:
    """The marker before VAT and where it starts; "not including" turns it round, "inc or ex" leaves it open."""
    i = at - 1
    while question.word(i) in _BETWEEN and at - i < 6:
        i -= 1
    if question.word(i) == "/" and question.word(i - 1) == "w":
        return i - 1, "inc"
    if question.word(i) == "o" and question.words(i - 2, i) == ("w", "/"):
        return i - 2, "ex"
    word = _marker(question.word(i))
    if (word not in _INC and word not in _EX) or _is_joining(question, i, at):
        return at, None
    basis: Vat = "inc" if word in _INC else "ex"
    first = i
    if word in (
        "exclusive",
        "inclusive",
        "net",
        "gross",
        "include",
        "including",
        "inc",
        "incl",
        "ex",
        "excluding",
        "included",
        "counting",
    ):
        if question.word(i - 1) in _NOT:
            return i - 1, _other(basis)
        if question.word(i - 1) == "to" and question.word(i - 2) in _NOT:
            return i - 2, _other(basis)
    if question.word(i - 1) in ("or", "/") and _marker(question.word(i - 2)) in _INC | _EX:
        return i - 2, None
    return first, basis


@cache
def _slips() -> Slips:
    return Slips(_LONG_MARKERS, 4)


def _marker(word: str) -> str:
    """The word beside VAT that a slip of the keys stands for, or the word itself.

    >>> _marker("plsu"), _marker("exculding"), _marker("the")
    ('plus', 'excluding', 'the')
    """
    if word in _INC or word in _EX or word in _NEVER_MARKERS:
        return word
    meant = _slips().meant(word)
    return meant[0] if len(meant) == 1 else word


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
    passed: list[str] = []
    for i in range(at + 1, at + 8):
        found = _saying(question, i)
        if found is not None:
            saying, end = found
            basis = _said(saying, passed, denied=_denied(question, at), once=question.word(at - 1) in _ONCE)
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
        phrase = " ".join(question.words(at, end))
        if phrase in _ONLY_BEFORE_STOP and question.word(end) not in _STOP_AFTER:
            continue
        for saying, phrases in _SAYS.items():
            if phrase in phrases:
                return saying, end
    return None


def _said(saying: _Saying, passed: list[str], *, denied: bool, once: bool) -> Vat | None:
    """The basis of a figure of which this is said; `passed` are the words between VAT and the saying.

    >>> _said("held", ["is"], denied=False, once=False), _said("held", ["not"], denied=False, once=False)
    ('inc', 'ex')
    >>> _said("added", ["to", "be"], denied=False, once=False), _said("added", ["has", "been"], denied=False, once=False)
    ('ex', 'inc')
    """
    negated = any(word in _NOT for word in passed)
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


def _denied(question: Question, at: int) -> bool:
    """Whether the words before VAT deny that it is there: "no VAT in that", "doesn't have the VAT in it"."""
    i = at - 1
    while question.word(i) in _HOLDING and at - i < 5 and question.word(i) not in _DENIES:
        i -= 1
    return question.word(i) in _DENIES


def _opens_next(question: Question, end: int, length: int) -> bool:
    """Whether a one-word marker belongs to a second VAT: "inc VAT, ex VAT"."""
    return length == 1 and question.word(end) in ("vat", "-") and question.word(end + (question.word(end) == "-")) == "vat"


def _asked_first(question: Question, at: int, first: int, end: int, after: Vat | None) -> bool:
    """Whether VAT itself is asked after: "is VAT included?", "not clear whether the VAT is in there"."""
    if after is None:
        return False
    lead = first - 1 - (question.word(first - 1) == "the")
    word = question.word(lead)
    if word == "whether" or (word == "if" and any(other in _LEFT_OPEN for other in question.words(lead - 5, lead))):
        return True
    opens = lead == 0 or not question.word(lead - 1).isalnum() or question.word(lead - 1) in ("and", "but", "or")
    return (
        first == at
        and word in ("is", "are", "was", "does", "has")
        and opens
        and question.word(end) in ("?", "", "or", "already")
    )


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
