"""The algebra of a price for each A, so many A in each B, and so many B: "£240 a day", "190 days a year" and "3 years" make £136,800.

A count takes the unit that it counts out of a price and puts in what holds so many, until none is left (a whole) or no count is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar


class Counts(Protocol):
    """So many of a thing, in each of what holds them: a year for "190 days a year", nothing where that is how many there are in all."""

    @property
    def each(self) -> tuple[str, ...]: ...


_Counts = TypeVar("_Counts", bound=Counts)


def taken_out(
    units: Sequence[str], count_of: Callable[[str, Sequence[str]], _Counts | None]
) -> tuple[tuple[str, ...], dict[str, _Counts]]:
    """The units of a price that are left when every count has taken out the unit that it counts, and which count took out which.

    `count_of` gives the count of a unit among those that are left, or None.

    >>> from assistant.model import Count
    >>> year = {"day": Count(190, "day", ("year",))}
    >>> taken_out(("day",), lambda unit, _: year.get(unit))
    (('year',), {'day': Count(number=190, of='day', each=('year',))})
    """
    left, used = list(units), dict[str, _Counts]()
    while found := next(((unit, one) for unit in left if unit not in used and (one := count_of(unit, left))), None):
        unit, one = found
        left.remove(unit)
        left += [each for each in one.each if each not in left]
        used[unit] = one
    return tuple(left), used
