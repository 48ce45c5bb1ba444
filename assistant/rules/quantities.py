"""The figures that stand in a text: money with its VAT basis, shares, times and bare numbers.

Used to prove packs against clauses and answers against what they cite. Reads what policies and statutes print
("£177,897 plus VAT", "£1M", "10%", "24 months or more"), not what people type into a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["pounds", "percent", "months", "count"]
Basis = Literal["ex", "inc"]

SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000, "bn": 10**9, "billion": 10**9}
SMALL = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "twenty-four": 24, "thirty-six": 36, "forty-eight": 48, "half": 0}
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
WORD_NUMBER = "|".join(sorted((w for w in SMALL if w not in ("zero", "half")), key=len, reverse=True))
FIGURE = re.compile(
    rf"(?P<money>(?:£|\bGBP\s?)\s?(?P<pounds>{NUMBER})(?:\s?(?P<scale>thousand|million|billion|bn|mn|[km])\b)?)"
    rf"|(?P<share>(?P<percent>{NUMBER})(?:\s?(?:%|per\s?cent\b)|(?=\s?(?:-|to)\s?(?:{NUMBER})\s?(?:%|per\s?cent\b))))"
    rf"|(?P<time>\b(?:(?P<time_digits>{NUMBER})|(?P<time_word>{WORD_NUMBER}))[\s-]*(?P<time_unit>months?|years?)\b)"
    rf"|(?P<bare>(?<![\w.,])(?P<count>{NUMBER})(?![\w%]|[.,]\d))",
    re.IGNORECASE,
)
_TAX = r"(?:the\s+|any\s+)?(?:VAT|value[ -]added tax)\b"
_EX = (
    r"plus|excl(?:uding|usive of|udes?|\.)?|exc\.?|ex\.?|net of|before|without|\+"
    r"|not (?:including|inclusive of)|(?:does|do) not include"
)
_INC = r"incl(?:uding|usive of|udes?|\.)?|inc\.?|with"
VAT_WORDS = re.compile(
    rf"(?P<ex>(?:{_EX})[\s-]*{_TAX}|(?:VAT|value[ -]added tax)[\s-]+(?:(?:is|are)\s+)?(?:exclu\w+|not\s+inclu\w+))"
    rf"|(?P<inc>(?:{_INC})[\s-]*{_TAX}|(?:VAT|value[ -]added tax)[\s-]+(?:(?:is|are)\s+)?inclu\w+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure in a text: `value` in pounds, percent, months or as it stands; `vat` where the words beside it give a basis."""

    kind: Kind
    value: Decimal
    start: int
    end: int
    printed: str
    vat: Basis | None = None


def quantities(text: str) -> Iterator[Quantity]:
    """Every figure in the text, in order.

    >>> [(q.kind, str(q.value), q.vat) for q in quantities("over £1M, or £177,897 plus VAT, for two years at 10%")]
    [('pounds', '1000000', None), ('pounds', '177897', 'ex'), ('months', '24', None), ('percent', '10', None)]
    >>> [(q.kind, str(q.value)) for q in quantities("5-15% of contracts of £25,000 - 50,000")]
    [('percent', '5'), ('percent', '15'), ('pounds', '25000'), ('pounds', '50000')]
    """
    last: Quantity | None = None
    for match in FIGURE.finditer(text):
        kind, value = _value(match)
        if kind == "count" and last is not None and _ends_span(text, last, match, value):
            kind = "pounds"
        vat = vat_after(text, match.end()) if kind == "pounds" else None
        last = Quantity(kind, value, match.start(), match.end(), match.group(), vat)
        yield last


def _ends_span(text: str, last: Quantity, match: re.Match[str], value: Decimal) -> bool:
    """Whether a bare number is the upper end of a span of money whose sign stands once: "£25,000 - 50,000"."""
    gap = text[last.end : match.start()].strip()
    return last.kind == "pounds" and gap in ("-", "to") and value > last.value and "," in match.group()


def _value(match: re.Match[str]) -> tuple[Kind, Decimal]:
    groups = match.groupdict()
    if groups["money"]:
        return "pounds", _number(groups["pounds"]) * SCALES.get((groups["scale"] or "").lower(), 1)
    if groups["share"]:
        return "percent", _number(groups["percent"])
    if groups["time"]:
        number = _number(groups["time_digits"]) if groups["time_digits"] else Decimal(SMALL[groups["time_word"].lower()])
        return "months", number * (12 if groups["time_unit"].lower().startswith("year") else 1)
    return "count", _number(groups["count"])


def _number(printed: str) -> Decimal:
    return Decimal(printed.replace(",", ""))


def vat_after(text: str, end: int) -> Basis | None:
    """The VAT basis said directly after a figure: "£552,950 plus VAT", "£207,720 (including VAT)"."""
    match = VAT_WORDS.match(text, end + len(text[end : end + 3]) - len(text[end : end + 3].lstrip(" (,[")))
    return None if match is None else "ex" if match.group("ex") else "inc"


def vat_said(text: str) -> set[Basis]:
    """Every VAT basis that a text speaks of.

    >>> vat_said("All figures exclude nothing; amounts are net of VAT."), vat_said("Values do not include VAT.")
    ({'ex'}, {'ex'})
    """
    return {"ex" if match.group("ex") else "inc" for match in VAT_WORDS.finditer(text)}
