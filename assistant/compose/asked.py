"""A question with what was understood of it: what every composer starts from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.model import Facts


@dataclass(frozen=True, slots=True)
class Asked:
    """`council` is the one in scope (a slug), `council_given` whether a setting named it rather than the question.

    `query` is what is looked for: the question, or the earlier one that it goes on from; `carried` what was taken from earlier.
    """

    id: str
    question: str
    facts: Facts
    as_of: date
    council: str | None = None
    council_given: bool = False
    carried: tuple[str, ...] = ()
    about: str = ""

    @property
    def query(self) -> str:
        return self.about or self.question
