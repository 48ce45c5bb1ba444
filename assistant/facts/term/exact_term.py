"""The months of a term to the week and the day, read again from its words where it lies between two whole months: 35 weeks."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from assistant.facts.words.lengths import read_lengths
from assistant.facts.words.text import read_text
from assistant.model import Duration


def months_in_full(duration: Duration) -> tuple[Fraction, Fraction | None]:
    """The least and the most months that a price is paid for; no most where none is known.

    >>> from assistant.model import Said
    >>> [str(months) for months in months_in_full(Duration(8, 9, Said("35 weeks"), between=True))]
    ['105/13', '105/13']
    >>> [str(months) for months in months_in_full(Duration(8, 9, Said("8 or 9 months")))]
    ['8', '9']
    """
    low, high = Fraction(duration.low_months), None if duration.high_months is None else Fraction(duration.high_months)
    lengths = read_lengths(read_text(duration.said.words), ()) if duration.between else ()
    if (
        len(lengths) == 1
        and lengths[0].low == lengths[0].high
        and floor(lengths[0].low) == low
        and ceil(lengths[0].low) == high
    ):
        return lengths[0].low, lengths[0].low
    return low, high
