"""A table whose columns say what is asked, or for which values: each row's cells as statements of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.drafting.figures import NotExpressible
from assistant.drafting.scope import Scope
from assistant.drafting.statements import Statement
from assistant.drafting.type_words import named, types_in
from assistant.rules.quantities import quantities
from assistant.rules.segments import Segment

_NOTHING = re.compile(r"^\W*$|^\W*(?:n/?a|none|nil|not applicable|never\b.*|no|not\b.*)\W*$", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:all|any|every|yes|always)\b", re.IGNORECASE)
_POINTS = re.compile(
    r"\b(?:see|subject to|but) (?:also )?(?:(?:clause|paragraph|section|note|part)s? )?\(?(?P<to>\d[\d.]*|[a-z]\))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row with the column that it stands in, each as a statement; `row` is the whole of it."""

    row: Statement
    statement: Statement
    column: Statement
    position: int

    @property
    def empty(self) -> bool:
        """Whether the cell says that nothing is there."""
        return _NOTHING.match(self.statement.text) is not None

    @property
    def every(self) -> bool:
        """Whether the cell names no value, and takes in all."""
        return not self.statement.segment.figures and _EVERY.search(self.statement.text) is not None

    @property
    def points_to(self) -> str | None:
        """The clause that the cell points to for more."""
        found = _POINTS.search(self.statement.text)
        return found["to"].rstrip(".") if found else None


def cells(row: Statement) -> Iterator[Cell]:
    """The cells of a row behind its first, each with its column; none where the row has no header that fits it."""
    if not row.header or len(row.header) != len(row.segment.cells):
        return
    for position, (name, text) in enumerate(zip(row.header[1:], row.segment.cells[1:], strict=True), 1):
        yield Cell(row, _part(row, text, row.label), _part(row, name, row.header_label), position)


def _part(row: Statement, text: str, label: str) -> Statement:
    return replace(
        row, label=label, segment=Segment(text, tuple(quantities(text)), False), header=(), header_label="", whole=row
    )


def of_kind(row: Statement, scope: Scope) -> Scope:
    """A scope with the types of contract that a row's first cell names.

    :raises NotExpressible: the first cell names no type of contract.
    """
    first = row.segment.cells[0]
    found = types_in(first)
    if len(found) != 1:
        raise NotExpressible(f"the row is for {first}, which is no kind of contract that a pack can test")
    types = named(found[0])
    test = {"fact": "contract_type", "one_of": list(types), "clause": row.label, "near": found[0].group().strip()}
    others = tuple(one for one in scope.tests if one.get("fact") != "contract_type")
    return Scope((test, *others), tuple(dict.fromkeys([row.label, *scope.clauses])), types, scope.every)
