"""Money, time and comparators as the trace and the answer print them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from assistant.model import Amount, Duration

COMPARATOR_WORDS = {"over": "over", "at_least": "at least", "under": "under", "at_most": "at most", "exactly": "exactly"}
NOT_WORDS = {"over": "not over", "at_least": "under", "under": "not under", "at_most": "over", "exactly": "not"}
VAT_WORDS = {"ex": "excluding VAT", "inc": "including VAT", "none": "with no VAT on it", "unstated": "", None: ""}
TYPE_WORDS = {
    "works": "works", "services": "services", "supplies": "supplies", "light_touch": "light touch services",
    "concession": "a concession",
}  # fmt: skip


def money(pence: int | Fraction) -> str:
    """An amount to the penny, pence shown only where there are any.

    >>> money(40_000_000), money(17_789_750), money(Fraction(21347700 * 5, 6))
    ('£400,000', '£177,897.50', '£177,897.50')
    """
    whole = round(Fraction(pence))
    sign = "-" if whole < 0 else ""
    pounds, rest = divmod(abs(whole), 100)
    return f"{sign}£{pounds:,}" + (f".{rest:02d}" if rest else "")


def money_range(low_pence: int | Fraction, high_pence: int | Fraction | None) -> str:
    """A range of amounts in words.

    >>> money_range(10_000_001, None), money_range(100, 200)
    ('over £100,000', '£1 to £2')
    """
    if high_pence is None:
        return _open(low_pence)
    return money(low_pence) if low_pence == high_pence else _closed(low_pence, high_pence)


def _open(low_pence: int | Fraction) -> str:
    exclusive = Fraction(low_pence).denominator == 1 and low_pence % 100 == 1
    return f"over {money(low_pence - 1)}" if exclusive else f"{money(low_pence)} or more"


def _closed(low_pence: int | Fraction, high_pence: int | Fraction) -> str:
    exclusive_high = Fraction(high_pence).denominator == 1 and high_pence % 100 == 99
    high = f"under {money(high_pence + 1)}" if exclusive_high else money(high_pence)
    if low_pence <= 1:
        return high if exclusive_high else f"up to {high}"
    exclusive_low = Fraction(low_pence).denominator == 1 and low_pence % 100 == 1
    if exclusive_low:
        return f"over {money(low_pence - 1)} and {'' if exclusive_high else 'up to '}{high}"
    return f"{money(low_pence)} to {high}"


def amount(value: Amount | None) -> str:
    """The contract value with its VAT basis, or that it is not known."""
    if value is None:
        return "value not known"
    basis = VAT_WORDS[value.vat]
    return f"{'about ' if value.about else ''}{money_range(value.low_pence, value.high_pence)} {basis}".strip()


def duration(value: Duration | None) -> str:
    """The whole term, or that it is not known."""
    if value is not None and value.between:
        return f"more than {value.low_months} and less than {value.high_months} months"
    return "length not known" if value is None else months_range(value.low_months, value.high_months)


def months_range(low_months: int, high_months: int | None) -> str:
    """A term in months.

    >>> months_range(24, 24), months_range(13, None), months_range(1, 1)
    ('24 months', '13 months or more', '1 month')
    """
    if high_months is None:
        return f"{low_months} months or more"
    if low_months == high_months:
        return f"{low_months} month{'' if low_months == 1 else 's'}"
    return f"up to {high_months} months" if low_months <= 0 else f"{low_months} to {high_months} months"


def day(value: date) -> str:
    """A day as a sentence has it.

    >>> day(date(2026, 6, 30))
    '30 June 2026'
    """
    return f"{value.day} {value:%B %Y}"


def types(options: tuple[str, ...]) -> str:
    """Types of contract as a list in words."""
    words = [TYPE_WORDS[o] for o in options]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]
