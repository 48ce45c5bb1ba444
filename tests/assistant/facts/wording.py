"""Ways to write the same sum, term or basis: what the property tests draw from."""

from __future__ import annotations

from hypothesis import strategies as st

_NUMERALS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_ONES = _NUMERALS.split()
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

EX = [
    "ex VAT",
    "excluding VAT",
    "exc. VAT",
    "excl VAT",
    "plus VAT",
    "+ VAT",
    "net of VAT",
    "before VAT",
    "without VAT",
    "exclusive of VAT",
]
INC = ["inc VAT", "including VAT", "incl. VAT", "inclusive of VAT", "VAT inclusive", "with VAT", "gross"]
BEFORE = {
    "ex": ["excluding VAT,", "net of VAT, it is", "before VAT:"],
    "inc": ["including VAT,", "inclusive of VAT it is", "VAT-inclusive:"],
}


def in_words(number: int) -> str:
    """A whole number below a thousand million as a British writer says it."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        ones = f"-{_ONES[number % 10]}" if number % 10 else ""
        return _TENS[number // 10] + ones
    if number < 1_000:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{_ONES[number // 100]} hundred{rest}"
    scale, name = (1_000_000, "million") if number >= 1_000_000 else (1_000, "thousand")
    rest = number % scale
    joint = " and " if 0 < rest < 100 else " " if rest else ""
    return f"{in_words(number // scale)} {name}{joint}{in_words(rest) if rest else ''}"


def styles(pounds: int) -> list[str]:
    """Every way these tests write a whole number of pounds."""
    grouped = f"{pounds:,}"
    shown = [
        f"£{pounds}",
        f"£{grouped}",
        f"£ {grouped}",
        f"{grouped} pounds",
        f"GBP {grouped}",
        f"{pounds} GBP",
        f"£{grouped}.00",
        f"￡{grouped}",
    ]
    shown += [f"£{grouped.replace(',', space)}" for space in (" ", "\u00a0", "\u2009", "'")]
    shown += [f"{in_words(pounds)} pounds"] if pounds < 1_000_000_000 else []
    thousands = _decimal(pounds, 1_000)
    shown += [f"£{thousands}k", f"{thousands}k", f"£{thousands} thousand", f"{thousands} grand"]
    if pounds >= 100_000:
        millions = _decimal(pounds, 1_000_000)
        shown += [f"£{millions}m", f"£{millions} million", f"{millions} million pounds"]
    return shown


def _decimal(pounds: int, unit: int) -> str:
    whole, rest = divmod(pounds, unit)
    digits = f"{rest:0{len(str(unit)) - 1}}".rstrip("0")
    return f"{whole}.{digits}" if digits else str(whole)


@st.composite
def written_sums(draw: st.DrawFn) -> tuple[int, str]:
    """A sum in pounds and one way to write it."""
    pounds = draw(st.integers(1, 9_999_999) | st.integers(1, 9_999).map(lambda n: n * 1_000) | st.integers(1, 99_999_999_999))
    return pounds, draw(st.sampled_from(styles(pounds)))


_PIECES = """
£ £400k 250,000 1,00,000 12,34 9.2.1 € $ - – + ( ) , . ? ! % ½ & / x ' " k m bn grand million thousand hundred half quarter a an and of to
between over under at least most about just nearly not or more less than up plus inc ex including VAT gross net year years month 18-month 3+1+1
weeks option extend extension further optional total each per annum p.a. monthly works services supplies goods light touch care cleaning laptops
supply install maintenance contract for in from on until starting 1 2 30 31 2024 2024-02-01 01/02/2024 February March next last 2025/26 Ambridge
Tidemouth Breckland Council Borough Reading NEWC call-off framework threshold twice that value 10 times １２ 💷 İ ß is it does 5 lakh
"""
FRAGMENTS = (*_PIECES.split(), "\u00a0", "\u200b", "\x00")
BITS = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join)
