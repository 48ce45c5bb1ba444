"""Opens the assistant that is measured: the only file here that knows it. Everything else works on answers as plain data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant import config, corpus, library
from assistant.errors import ClausewiseError
from assistant.service import Assistant
from evals.bank import ASKED_ON, Expected, Question
from evals.run import Answered, Ask
from ingest.errors import IngestError, LibraryBroken

WARM_UP = Question(
    id="warm-up", question="Who reports on social value?", kind="reporting", about="none", expect=Expected(status="answered")
)


class OriginalsError(Exception):
    """An original could not be taken in: one line that names it."""


UNREADY = (OriginalsError, ClausewiseError, IngestError)
"""What may stand in the way of opening the assistant; each says so in one line."""


@contextmanager
def asking(index: Path, originals: Path | None) -> Iterator[Ask]:
    """A way to put questions to the assistant on the library at `index`; with `originals` their own words are loaded first.

    One question is asked and thrown away, so that the times measured are those of a warm process.
    """
    with assistant_on(index, originals) as assistant:
        put(assistant, WARM_UP)
        yield lambda question: put(assistant, question)


@contextmanager
def assistant_on(index: Path, originals: Path | None) -> Iterator[Assistant]:
    """The assistant itself, on the library at `index`, brought up to date."""
    _prepare(index, originals)
    with library.opened(index) as opened:
        yield opened.assistant()


def put(assistant: Assistant, question: Question) -> Answered:
    """One question, on the fixed day, as plain data."""
    answer = assistant.ask(
        question.question,
        today=ASKED_ON,
        council=question.council,
        as_of=question.date,
        history=question.history,
        id=question.id,
    )
    return answer.as_dict()


def settings() -> dict[str, Any]:
    """The settings that a run depends on."""
    return {"embedding_model": config.embedding_model() or "bundled", "asked_on": ASKED_ON.isoformat()}


def corpus_folder() -> Path:
    return corpus.folder()


def _prepare(index: Path, originals: Path | None) -> None:
    """Brings the library up to date. One that an earlier version wrote is made anew: it is the evaluation's own and holds nothing else."""
    try:
        _take_in(index, originals)
    except LibraryBroken:
        shutil.rmtree(index)
        _take_in(index, originals)


def _take_in(index: Path, originals: Path | None) -> None:
    """Raises OriginalsError at the first original that is refused."""
    if originals is None:
        library.brought_up_to_date(index)
        return
    for report in library.ingest(index, sorted(path for path in originals.iterdir() if path.is_file())):
        if report.status == "rejected":
            raise OriginalsError(f"{report.file}: {report.error}")
