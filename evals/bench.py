"""`python -m evals.bench`: the product's own ingest and search on OR-ShARC, rules and questions that others wrote.

The set is read from the folder named by CLAUSEWISE_BENCH (default ../shared/bench beside the project): `orsharc-docs.jsonl.gz`, a rule a
line, and `orsharc-dev.jsonl.gz`, a question a line with the situation it is asked in. Each rule is written as a file of its own, taken
in as any file is, and each question is searched with its situation. Exit status: 0 done, 2 wrong use.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant import library
from assistant.service import Assistant
from evals.aggregate import percentile
from evals.retrieval.ranks import DEPTH, Figure, figures

DOCUMENTS, QUESTIONS = "orsharc-docs.jsonl.gz", "orsharc-dev.jsonl.gz"
SLUG = "public-set"
PASSAGES = 50
"""Asked for, so that ten documents are seen where several passages come from one."""


class BenchError(Exception):
    """The set cannot be read or taken in: one line that says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its situation, and the document that answers it."""

    query: str
    document: str


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of a run, and how long a search took in a warm process."""

    documents: int
    questions: int
    figures: list[Figure]
    p50_ms: float
    p95_ms: float


def folder() -> Path:
    """Where the set lies."""
    default = Path(__file__).resolve().parents[2] / "shared" / "bench"
    return Path(os.environ.get("CLAUSEWISE_BENCH") or default)


def questions(bench: Path) -> list[Asked]:
    """The set's questions. :raises BenchError: they cannot be read."""
    return [Asked(f"{row['situation']} {row['question']}".strip(), row["document"]) for row in _rows(bench / QUESTIONS)]


def write_documents(bench: Path, files: Path) -> int:
    """Each rule as a Markdown file under its title; returns how many. :raises BenchError: they cannot be read."""
    count = 0
    for count, row in enumerate(_rows(bench / DOCUMENTS), start=1):  # noqa: B007 - the count is what is wanted
        title = f"# {row['title']}\n\n" if row["title"] else ""
        (files / f"rule-{row['id']}.md").write_text(f"{title}{row['text']}\n", encoding="utf-8")
    return count


def run(bench: Path, index: Path) -> Result:
    """Take the set into a library of its own, and search it. :raises BenchError: a file was refused, or the set cannot be read."""
    asked = questions(bench)
    with tempfile.TemporaryDirectory() as files:
        count = write_documents(bench, Path(files))
        documents = _taken_in(index, Path(files))
    with library.opened(index) as opened:
        assistant = opened.assistant()
        assistant.search("warm up", council=SLUG)
        timed = [_timed(assistant, one, documents) for one in asked]
    times = [milliseconds for _, milliseconds in timed]
    return Result(count, len(asked), figures([rank for rank, _ in timed]), percentile(times, 0.5), percentile(times, 0.95))


def _taken_in(index: Path, files: Path) -> dict[str, str]:
    """The set's ids by those of the documents in the library."""
    reports = library.ingest(index, [files], council=SLUG)
    if refused := [report.error for report in reports if report.status == "rejected"]:
        raise BenchError(f"{len(refused)} files were refused, the first because {refused[0]}")
    return {report.document: Path(report.file).stem.removeprefix("rule-") for report in reports}


def _timed(assistant: Assistant, asked: Asked, documents: dict[str, str]) -> tuple[int | None, float]:
    begun = time.perf_counter()
    found = assistant.search(asked.query, council=SLUG, k=PASSAGES)
    milliseconds = (time.perf_counter() - begun) * 1000
    order = list(dict.fromkeys(documents[one.passage.document] for one in found))[:DEPTH]
    return (order.index(asked.document) + 1 if asked.document in order else None), milliseconds


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines)
    except (OSError, ValueError) as error:
        raise BenchError(f"{path}: cannot be read ({error}); name the set's folder in CLAUSEWISE_BENCH") from None


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    given = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as index:
            result = run(folder(), Path(index))
    except BenchError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    print(json.dumps(asdict(result)) if given.json else shown(result))
    return 0


def shown(result: Result) -> str:
    """The figures as a table."""
    head = f"{result.documents} documents, {result.questions} questions; 95 % intervals by bootstrap"
    times = f"a search, warm: p50 {result.p50_ms:.0f} ms, p95 {result.p95_ms:.0f} ms"
    return "\n".join([head, *(str(figure) for figure in result.figures), times])


if __name__ == "__main__":
    sys.exit(main())
