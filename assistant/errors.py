"""What can go wrong between a question and its answer.

ClausewiseError             anything below: one line that says what, where and what to do
├── BadQuestion             the question cannot be read: empty, too long, not text
├── UnknownCouncil          no council of that name is loaded
├── BadDate                 not a date, or not one a procurement can start on
├── BadBatchLine            a line of a batch is not a JSON object with a question
├── PackError               a rule pack cannot be loaded, with pack, line, clause and figure
└── CorpusError             a corpus folder is not laid out as docs/corpus.md says
"""

from __future__ import annotations


class ClausewiseError(Exception):
    """Base of everything the assistant raises; `str(error)` is one line for the user."""


class BadQuestion(ClausewiseError):
    """The question cannot be read: empty, too long, or not text."""


class UnknownCouncil(ClausewiseError):
    """No council of that name is loaded."""


class BadDate(ClausewiseError):
    """Not a date, or not one a procurement can start on."""


class BadBatchLine(ClausewiseError):
    """A line of a batch is not a JSON object with a question."""


class CorpusError(ClausewiseError):
    """A corpus folder is not laid out as docs/corpus.md says."""


class PackError(ClausewiseError):
    """A rule pack cannot be loaded. Names the pack and, where they are known, line, clause and figure."""

    def __init__(self, pack: str, reason: str, *, line: int | None = None, clause: str = "", figure: str = "") -> None:
        self.pack, self.reason, self.line, self.clause, self.figure = pack, reason, line, clause, figure
        where = [f"pack {pack}"]
        where += [f"line {line}"] if line else []
        where += [f"clause {clause}"] if clause else []
        where += [f"figure {figure}"] if figure else []
        super().__init__(f"{', '.join(where)}: {reason}")
