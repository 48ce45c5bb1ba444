"""The development sets beside this file, and the libraries they are put to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant import library
from assistant.corpus import NATIONAL
from evals.bank import NATION, Question, read_bank
from evals.metrics import DOCUMENTS
from ingest.model import Passage

HERE = Path(__file__).resolve().parent
PAGES, POLICIES, SILENT = HERE / "pages", HERE / "policies.yaml", HERE / "silent.yaml"
STRANGERS, NEAR_MISSES = HERE / "strangers.yaml", HERE / "near_misses.yaml"
ADDED, LONGER = HERE / "added", HERE / "longer"
PAGES_COUNCIL = "fenmoor"
EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question within a council's documents, and what answers it: any of the clauses, or words in a document; neither where silent."""

    ask: str
    council: str
    clauses: tuple[str, ...] = ()
    document: str = ""
    words: str = ""

    @property
    def answered(self) -> bool:
        return bool(self.clauses or self.words)

    def is_met_by(self, passage: Passage) -> bool:
        """Whether a passage is one that answers."""
        if self.words:
            return passage.document.endswith(self.document) and self.words in passage.text
        return passage.clause in self.clauses


def policies() -> list[Wanted]:
    """Questions on the five policies, each with its clauses."""
    return _on_councils(POLICIES)


def strangers() -> list[Wanted]:
    """Questions on the five policies in other words than theirs, each with its clauses, or with none where nothing settles it."""
    return _on_councils(STRANGERS)


def near_misses() -> list[Wanted]:
    """Short and plain questions on the five policies and the law, and such as ask beside a clause for what it does not tell, likewise."""
    return _on_councils(NEAR_MISSES)


def added() -> list[Wanted]:
    """Questions on documents of invented councils that have no list, in everyday words, each with its clauses, or with none."""
    return _on_councils(ADDED.with_suffix(".yaml"))


def longer() -> list[Wanted]:
    """Questions on longer policies of invented councils, likewise."""
    return _on_councils(LONGER.with_suffix(".yaml"))


def _on_councils(file: Path) -> list[Wanted]:
    return [
        Wanted(one["ask"], council, clauses=tuple(one["clauses"])) for council, found in _read(file).items() for one in found
    ]


def silent_policies() -> list[Wanted]:
    """Questions that the policy of the council asked about does not settle."""
    data = _read(SILENT)
    councils = [council for council in data if council != EVERYWHERE]
    return [Wanted(ask, council) for council in councils for ask in (*data[council], *data[EVERYWHERE])]


def pages() -> list[Wanted]:
    """Situations with questions on the guidance pages, each with words of the paragraph that settles it."""
    return [
        Wanted(_asked(one), PAGES_COUNCIL, document=one["page"], words=one["words"])
        for one in _read(HERE / "pages.yaml")["answered"]
    ]


def silent_pages() -> list[Wanted]:
    """Questions that no guidance page settles."""
    return [Wanted(_asked(one), PAGES_COUNCIL) for one in _read(HERE / "pages.yaml")["silent"]]


def bank() -> list[Wanted]:
    """The question bank's open part: questions on the words of one council's documents, or of the law, that stand by themselves."""
    asked = [
        q for q in read_bank() if q.split == "dev" and not q.history and q.about in DOCUMENTS and len(q.expect.statuses) == 1
    ]
    words = [q for q in asked if not q.expect.outcome and q.kind != "comparison"]
    answered = [q for q in words if q.expect.statuses == ("answered",) and q.expect.wanted]
    silent = [q for q in words if q.expect.statuses == ("abstained",)]
    return [_of_bank(q) for q in (*answered, *silent)]


def _of_bank(question: Question) -> Wanted:
    council = NATIONAL if question.about == NATION else question.about
    return Wanted(question.question, council, clauses=tuple(label for one in question.expect.wanted for label in one))


def take_in(index: Path, originals: Path | None) -> None:
    """The policies, as digests or with their originals, and the pages, in one library."""
    files: Sequence[Path] = sorted(originals.iterdir()) if originals else []
    _accepted(library.ingest(index, files))
    _accepted(library.ingest(index, [PAGES], council=PAGES_COUNCIL))


def take_in_unlisted(index: Path, folder: Path) -> None:
    """The policies as digests, and the documents of invented councils in a folder, which have no list, in one library."""
    for document in sorted(folder.glob("*.md")):
        _accepted(library.ingest(index, [document], council=document.stem))


def _accepted(reports: Sequence[library.FileReport]) -> None:
    for report in reports:
        if report.status == "rejected":
            raise ValueError(f"{report.file}: {report.error}")


def _asked(one: dict[str, str]) -> str:
    return f"{one.get('situation', '')} {one['ask']}".strip()


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def readings(originals: Path | None) -> Iterator[tuple[str, Path | None]]:
    """The libraries to measure on: with digests alone, and with originals where their folder is given."""
    yield "digests", None
    if originals:
        yield "originals", originals
