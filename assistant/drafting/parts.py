"""A sentence that speaks of several sets of contracts, in its parts: "services over £100,000 and works over £1m"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.drafting.figures import NotExpressible, compared
from assistant.drafting.statements import Statement
from assistant.drafting.type_words import type_phrases
from assistant.rules.comparators import SUFFIX_PATTERN
from assistant.rules.quantities import Quantity, quantities
from assistant.rules.segments import Segment

_JOINTS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (r";\s*", r",?\s+(?:and|but|while|whereas|rising to|increasing to)\s+", r",\s+", r"\s+(?:or|with)\s+|:\s+")
)
"""What parts a sentence, the plainest first."""


def parts(statement: Statement) -> tuple[Statement, ...]:
    """The statement, or its parts with one amount or one range of amounts each.

    :raises NotExpressible: it gives several amounts, and where one ends and the next begins cannot be told.
    """
    groups = _groups(statement)
    if len(groups) < 2:
        return (statement,)
    if statement.segment.row:
        raise NotExpressible("the row gives several amounts: write a rule for each by hand")
    cuts = [0, *(_cut(statement, low[-1], high[0]) for low, high in pairwise(groups)), len(statement.text)]
    return tuple(_part(statement, start, end) for start, end in pairwise(cuts))


def _groups(statement: Statement) -> list[list[Quantity]]:
    """The amounts of a statement, the two ends of a range together."""
    groups: list[list[Quantity]] = []
    for figure in (q for q in statement.segment.figures if q.kind == "pounds"):
        if groups and len(groups[-1]) == 1 and is_range(statement, [groups[-1][0], figure]):
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups


def is_range(statement: Statement, pounds: Sequence[Quantity]) -> bool:
    """Whether two amounts are the two ends of one range: the first a lower one, the second an upper one, nothing new between them."""
    low, high = (compared(statement, figure) for figure in pounds)
    if low is None or high is None or not low.lower or high.lower or pounds[0].value >= pounds[1].value:
        return False
    return not re.search(r";|\bcontracts?\b|\bprocurements?\b|\btenders?\b", statement.text[pounds[0].end : pounds[1].start])


def _cut(statement: Statement, low: Quantity, high: Quantity) -> int:
    """Where, between two amounts, one part ends: at the plainest joint that is in no list of types of contract."""
    start = low.end
    gap = statement.text[start : high.start]
    own = SUFFIX_PATTERN.match(gap.lstrip())
    begin = start + (len(gap) - len(gap.lstrip()) + own.end() if own else 0)
    taken = [(found.start(), found.end()) for found in type_phrases(statement.text)]
    for joint in (found for pattern in _JOINTS for found in pattern.finditer(statement.text, begin, high.start)):
        if not any(first < joint.start() and joint.end() < last for first, last in taken):
            return joint.end()
    raise NotExpressible("it gives several amounts, and which goes with what cannot be told")


def _part(statement: Statement, start: int, end: int) -> Statement:
    words = statement.text[start:end]
    segment = Segment(words, tuple(quantities(words)), False)
    return replace(statement, segment=segment, whole=statement)
