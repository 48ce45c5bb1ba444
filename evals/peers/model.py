"""What travels in a side by side: texts, questions with the places of their clauses, passages that were shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class PeersError(Exception):
    """The side by side cannot be run: one line that says why."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as every library gets it: its text as it is stored, and whose it is."""

    id: str
    council: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a wanted clause's own words stand: character offsets into its document's text, end excluded."""

    document: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage that a library shows: character offsets into its document's text, end excluded."""

    document: str
    start: int
    end: int

    @property
    def characters(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as every library gets it.

    `query` is the question with those before it in front, `scope` the council whose documents are searched, None for all that are loaded.
    `wanted` are the clauses that settle it, `outcome` the verdict written down, None where there is none, `starts` the day the procurement
    starts where one is set beside the question. `set_apart` tells the questions that nothing was tuned on. Wordings of one question share
    their `unit`, and are drawn together.
    """

    unit: str
    question: str
    history: tuple[str, ...]
    scope: str | None
    wanted: tuple[Place, ...]
    outcome: str | None = None
    starts: date | None = None
    set_apart: bool = False

    @property
    def query(self) -> str:
        return " ".join((*self.history, self.question))


@dataclass(frozen=True, slots=True)
class Found:
    """What came back: passages, best first, and a verdict where one was given."""

    shown: tuple[Shown, ...]
    outcome: str | None = None


Search = Callable[[str, int], Sequence[Shown]]
"""A query and how many passages are wanted, to passages, best first."""


@dataclass(frozen=True, slots=True)
class Stack:
    """A library with settings of its own. `settings` says in words what was set; the rest is as the library comes."""

    name: str
    settings: str
    find: Callable[[Asked], Found]


class Vectors(Protocol):
    """The one embedding model, as every library is given it: rows of length 1."""

    def of_texts(self, texts: Sequence[str]) -> list[list[float]]: ...

    def of_query(self, text: str) -> list[float]: ...


def placed(source: Source, text: str, start: int | None) -> Shown:
    """A chunk as a passage of its source. A chunk that says no place, or a wrong one, is looked up by its words.

    :raises PeersError: the chunk's words do not stand in the source as they are.
    """
    at = start if start is not None and start >= 0 and source.text.startswith(text, start) else source.text.find(text)
    if at < 0:
        raise PeersError(f"{source.id}: a chunk is not in the text as it stands: {text[:60]!r}")
    return Shown(source.id, at, at + len(text))
