"""Whether a figure holds VAT: the words around "VAT", and "gross" and "net" beside a figure.

What may stand before VAT is here ("ex VAT", "plus VAT"), what may stand after it in vat_sayings.py ("VAT's in there").

That there is none of it, as on care, is a basis of its own (vat_none.py). Words that ask or say that it is not known (vat_open.py) state nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from assistant.facts.vat.left_open import is_left_open
from assistant.facts.vat.no_vat import none_said, rated_at
from assistant.facts.vat.rates import bears_other_rate
from assistant.facts.vat.sayings import NOT, SIGNS, is_denied, is_vat_named, part_that_is_vat, saying_after
from assistant.facts.words.numbers import read_number
from assistant.facts.words.slips import Slips
from assistant.facts.words.text import Question
from assistant.model import Vat

_STANDARD_RATE_PERCENT = 20
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
_SHORT_SLIPS = {
    "exlc": "excl", "ecxl": "excl", "exl": "excl", "ecl": "excl", "exx": "ex", "inlc": "incl", "icnl": "incl", "inl": "incl", "icn": "inc",
    "incc": "inc", "excc": "exc", "ecx": "exc", "nett": "net",
}  # fmt: skip
_LIKE_VAT = {"vat", "vat's", "vats"}
_ABLE = {"vatable", "vattable"}
_BETWEEN = {
    "-", "of", "the", "uk", "any", "standard", "rate", "rated", "20", "%", "at", ".", "all", "applicable", "for", "to", "recoverable",
    "irrecoverable", "then",
}  # fmt: skip
_SHORT, _STOPS = ("inc", "incl", "ex", "exc", "excl"), ("", ".", ",", ";", ")", "?", "!", "|", "•", "·")
_POINTS_AT_VAT = {
    "of", "it", "that", "which", "is", "was", "being", "the", "this", "in", "are", "makes", "make", "up", "comes", "to", "at", "(", ":", "-",
    "amounts", "amounting", "accounts", "for", "on", "represents", "goes", "as", "element", "part", "=", "them", "those",
}  # fmt: skip
"""What may stand between VAT and what it comes to."""
_REACH_OF_SHARE, _REACH_OF_WHOLE = 7, 14
_NO_RATE = {"zero", "exempt"}
_GROSS_NET: dict[str, Vat] = {"gross": "inc", "net": "ex"}
_SAYS = {
    "says", "say", "said", "saying", "reckons", "reckon", "thinks", "confirms", "confirmed", "tells", "told", "meant", "means", "all", "figure",
    "price",
    "sum", "amount", "definitely", "quoted", "they're", "being", "be", "me", "us",
}  # fmt: skip
"""Before "gross" or "net" that ends what is said: "finance says gross", "they quoted net"."""
_SAYS_IS = {"is", "it's", "that's", "its", "are", "was"}
_APART = {",", ";", "|", "-", "/", "(", "•", "·", "."}
_TAX_MARKERS = {"before", "after", "plus", "including", "excluding", "inc", "incl", "ex", "excl", "of", "pre"}
_AFTER_TAX = SIGNS | {"for", "on", "at", "and", "so", "is", "in", "over", "to", "does", "do", "but", "a"}
_SAID_OF_TAX = {"already", "included", "inside", "goes", "still", "extra", "isn't", "not"}
_BEFORE_TAX_ALONE = {",", "and", "(", "%", "percent", "cent", "with", "k"}
"""Before "tax" that something is said of, as that the figure holds it: ", tax is already inside that"."""
_ENDS_FIGURE = {
    "k", "m", "mn", "bn", "million", "billion", "thousand", "hundred", "grand", "half", "pounds", "pound", "quid", "gbp", "sterling", ")",
}  # fmt: skip
_PRICE_NOUNS = {"value", "contract", "amount", "figure", "cost", "price", "sum", "total", "estimate", "spend"}


@dataclass(frozen=True, slots=True)
class VatMark:
    """Words on VAT, tokens `first` up to `end`. `basis` is None where they ask or leave it open, or name another rate than the standard one."""

    first: int
    end: int
    basis: Vat | None
    other_rate: bool = False


def differ_by_vat(one_pence: int, other_pence: int) -> bool:
    """Whether a sum may be the other with VAT at the standard rate, to the pound.

    >>> differ_by_vat(13_000_000, 15_600_000), differ_by_vat(15_600_000, 13_000_000), differ_by_vat(100, 100_000)
    (True, True, False)
    """
    less, more = sorted((one_pence, other_pence))
    return abs(less * (100 + _STANDARD_RATE_PERCENT) - more * 100) <= 100 * 100


def read_vat(question: Question) -> tuple[VatMark, ...]:
    """Every mention of VAT, in order.

    >>> from assistant.facts.words.text import read_text
    >>> [mark.basis for mark in read_vat(read_text("£250k ex VAT, £300k VAT inclusive, is that inc VAT?"))]
    ['ex', 'inc', None]
    >>> [mark.basis for mark in read_vat(read_text("VAT's in there; VAT still to go on; it has no VAT in it; VAT has been added"))]
    ['inc', 'ex', 'ex', 'inc']
    >>> [mark.basis for mark in read_vat(read_text("it is VAT exempt; zero rated; is it VAT exempt?"))]
    ['none', 'none', None]
    """
    marks = []
    for at, token in enumerate(question.tokens):
        if token.text in _LIKE_VAT or _is_tax(question, at):
            marks.append(_mark(question, at))
        elif token.text in _ABLE or question.follows(at, "vat", "able"):
            marks.append(VatMark(at, at + 1, _of_vatable(question, at)))
        elif token.text in _NO_RATE and (end := rated_at(question, at)):
            marks.append(VatMark(at, end, None if is_left_open(question, at, end) else "none"))
        elif token.text in _SHORT and _stands_for_vat(question, at):
            marks.append(VatMark(at, at + 1, "inc" if token.text in _INC else "ex"))
        elif token.text in _GROSS_NET and (_beside_figure(question, at) or _stands_apart(question, at)):
            marks.append(VatMark(at, at + 1, _GROSS_NET[token.text]))
    return tuple(marks)


def _of_vatable(question: Question, at: int) -> Vat | None:
    """The basis that "vatable" at `at` gives; "not vatable" tells that there is no VAT."""
    basis: Vat = "none" if is_denied(question, at) else "ex"
    return None if basis == "none" and is_left_open(question, at, at + 1) else basis


def _is_tax(question: Question, at: int) -> bool:
    """Whether "tax" here is the tax on a price: "£200k before tax", but not "council tax" or "plus tax advice"."""
    if question.word(at) != "tax" or question.word(at + 1) not in _AFTER_TAX | _SAID_OF_TAX:
        return False
    lead = at - 1 - (question.word(at - 1) == "the")
    if question.word(lead) in _BEFORE_TAX_ALONE and saying_after(question, at)[1] is not None:
        return True
    return question.word(lead) in _TAX_MARKERS and (question.word(lead) != "of" or question.word(lead - 1) in _INC | _EX)


def _stands_for_vat(question: Question, at: int) -> bool:
    """Whether "inc" or "ex" ends a figure and nothing else follows: "£250k inc.", but not "£2.4m incl. extensions"."""
    figure_at = at - 1 - (question.word(at - 1) == "(")
    after = at + 1 + (question.word(at + 1) == ".")
    ends = question.word(after) in _STOPS or (question.word(after) in ("-", "/") and question.at(after).gap)
    return _is_figure_end(question, figure_at) and ends


def _stands_apart(question: Question, at: int) -> bool:
    """Whether "gross" or "net" is all that is said: "cleaning, £300k for six schools, net.", "that is gross."."""
    ends = question.word(at + 1) in _APART | {"", "?", "!", ")"}
    denies_other = question.word(at + 1) == "not" and question.word(at + 2) in _GROSS_NET
    return denies_other or (at > 0 and ends and question.word(at - 1) in _APART | _SAYS_IS | _SAYS)


def _mark(question: Question, at: int) -> VatMark:
    if part := _is_said_part(question, at):
        return part
    if none := none_said(question, at):
        return VatMark(*none, None if is_left_open(question, *none) else "none")
    first, basis = _before(question, at)
    end, after = saying_after(question, at)
    led = question.word(first)
    if after is not None and (basis is None or first == at or led in ("with", "and", "after", "add", "adding")):
        basis = after
    if is_left_open(question, first, end):
        return VatMark(first, end, None)
    if bears_other_rate(question, at):
        return VatMark(first, end, None, other_rate=True)
    return VatMark(first, end, basis)


def _is_said_part(question: Question, at: int) -> VatMark | None:
    """ "£200,000 of which £33,333 is VAT", "of which VAT is £13,000": the figure before holds the VAT that is named as a part of it."""
    if lead := _lead_of_vat_sum(question, at):
        return VatMark(lead[0], at + 1, lead[1])
    for first in (at + 2, at + 3):
        if question.word(first) == "£" and (start := part_that_is_vat(question, first)) is not None:
            return VatMark(start, at + 1, "inc")
    if share := _share_by_sum(question, at):
        return share
    verb = at - 1 - (question.word(at - 1) == "the")
    if question.word(verb) not in ("is", "was", "being"):
        return None
    for first in range(verb - 1, verb - 8, -1):
        if question.follows(first, "of", "which"):
            return VatMark(first, at + 1, "inc")
    return None


def _share_by_sum(question: Question, at: int) -> VatMark | None:
    """ "£219,600 (£36,600 of it VAT)": the sum near VAT comes to the tax in the sum before it, or on it, so that the figures tell the basis."""
    near = [i for i in range(at - _REACH_OF_SHARE, at + _REACH_OF_SHARE) if question.word(i) == "£"]
    for pound in sorted(near, key=lambda i: abs(i - at)):
        share = read_number(question, pound + 1)
        sign = next((i for i in range(pound - 1, pound - _REACH_OF_WHOLE, -1) if question.word(i) == "£"), None)
        whole = None if sign is None else read_number(question, sign + 1)
        if share is None or whole is None or share.value is None or whole.value is None:
            continue
        basis = _basis_by_share(whole.value, share.value)
        between = question.words(share.end, at) if share.end <= at else question.words(at + 1, pound)
        if basis is not None and whole.end <= at and _POINTS_AT_VAT.issuperset(between):
            first = whole.end + (question.word(whole.end) in ("(", ",", "-"))
            return VatMark(first, max(at + 1, share.end), basis)
    return None


def _basis_by_share(whole: Fraction, share: Fraction) -> Vat | None:
    """The basis of a sum by what its VAT comes to at the standard rate, to the pound.

    >>> _basis_by_share(Fraction(219_600), Fraction(36_600)), _basis_by_share(Fraction(183_000), Fraction(36_600))
    ('inc', 'ex')
    """
    if share > 0 and abs(whole * _STANDARD_RATE_PERCENT - share * (100 + _STANDARD_RATE_PERCENT)) <= 100:
        return "inc"
    return "ex" if share > 0 and abs(whole * _STANDARD_RATE_PERCENT - share * 100) <= 100 else None


def _lead_of_vat_sum(question: Question, at: int) -> tuple[int, Vat] | None:
    """ "£200k + £40k VAT", "£240k including £40k of VAT": what leads to a sum that is VAT tells the basis of the one before it."""
    end = at - (question.word(at - 1) in ("of", "in"))
    if not is_vat_named(question, end) or not _is_figure_end(question, end - 1):
        return None
    for first in range(end - 2, end - 6, -1):
        word = question.word(first)
        if word in ("+", "plus", "and", "including", "incl", "inc", "includes", "with") and _is_figure_end(question, first - 1):
            return first, "ex" if word in ("+", "plus", "and") else "inc"
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
    word = marker_meant(question.word(i))
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
        if question.word(i - 1) in NOT:
            return i - 1, _other(basis)
        if question.word(i - 1) == "to" and question.word(i - 2) in NOT:
            return i - 2, _other(basis)
    if question.word(i - 1) in ("or", "/") and marker_meant(question.word(i - 2)) in _INC | _EX:
        return i - 2, None
    return first, basis


@cache
def _slips() -> Slips:
    return Slips(_LONG_MARKERS, 4)


def marker_meant(word: str) -> str:
    """The word beside VAT that a slip of the keys stands for, or the word itself.

    >>> marker_meant("plsu"), marker_meant("exculding"), marker_meant("the")
    ('plus', 'excluding', 'the')
    """
    word = _SHORT_SLIPS.get(word, word)
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
