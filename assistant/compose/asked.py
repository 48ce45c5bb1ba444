"""A question with what was understood of it: what every composer starts from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.model import Facts


@dataclass(frozen=True, slots=True)
class Asked:
    """`council` is the one in scope (a slug), `council_given` whether a setting named it rather than the question."""

    id: str
    question: str
    facts: Facts
    as_of: date
    council: str | None = None
    council_given: bool = False
    carried: tuple[str, ...] = ()
