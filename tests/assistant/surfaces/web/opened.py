"""Libraries that are open, for the pages: what they hold comes straight from files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from assistant.service import Assistant
from tests.corpus import held

TODAY = date(2026, 3, 2)
SOUTHEND_400K = "In Southend, is social value required for a £400k works contract?"


@dataclass(frozen=True)
class Opened:
    """A library that never changes."""

    always: Assistant

    def assistant(self) -> Assistant:
        return self.always


@cache
def councils() -> Opened:
    """The five councils on their digests. Rules answer; nothing is searched for."""
    return Opened(Assistant(held.digests(), None))  # type: ignore[arg-type] - a question that rules settle is never searched for
