"""How long the main commands take, each as a user runs it: the whole process, from its start to its end.

    python -m benchmarks.batch                               digests alone
    python -m benchmarks.batch --originals ../shared/seeds   also the originals: taken in, and asked about

Prints a line a command, with the limit that it is held to. Exit status 1 where one took longer, or failed. A busy machine gives
longer times: the load is printed with them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.setting import chosen, machine, on_two_cores, request

QUESTIONS, BATCH_LIMIT_S, ORIGINALS_LIMIT_S, GIVEN_UP_S = 100, 20.0, 60.0, 900
COMMAND = [sys.executable, "-m", "assistant.surfaces.cli"]
CARD_QUESTION = "is social value required for this £400k works contract?"
SEARCHED = "What do the councils say about apprenticeships?"


@dataclass(frozen=True, slots=True)
class Timed:
    """A command with what it does in words, how long it took and may take, and whether it did what it was to do."""

    what: str
    command: str
    seconds: float
    limit_seconds: float | None = None
    done: bool = True

    @property
    def passes(self) -> bool:
        return self.done and (self.limit_seconds is None or self.seconds <= self.limit_seconds)

    def __str__(self) -> str:
        limit = f"(limit {self.limit_seconds:g} s)" if self.limit_seconds else ""
        failed = "" if self.done else " FAILED"
        return f"{self.seconds:7.2f} s {limit:<14} {self.what}: clausewise {self.command}{failed}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description="Time the main commands.")
    parser.add_argument("--originals", type=Path, metavar="DIR", help="a folder of original documents to take in")
    parser.add_argument(
        "--questions", type=int, default=QUESTIONS, metavar="N", help=f"how many in the batch (default {QUESTIONS})"
    )
    given = parser.parse_args(arguments)
    on_two_cores()
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as place:
        timed = measured(Path(place), given.originals, given.questions)
    print(machine())
    return 0 if all(one.passes for one in timed) else 1


def measured(place: Path, originals: Path | None, questions: int) -> list[Timed]:
    """Every command's time, printed as it is measured."""
    batch = place / "questions.jsonl"
    lines = (json.dumps(request(question), ensure_ascii=False) + "\n" for question in chosen(questions))
    batch.write_text("".join(lines), encoding="utf-8")
    say = printing(place / "library")
    timed = [
        say("first question, which builds the library", ["ask", CARD_QUESTION], None),
        say("one question that rules settle", ["ask", CARD_QUESTION], None),
        say("one question that is searched for", ["ask", SEARCHED], None),
        say(f"{questions} questions in one process", ["ask", "--batch", str(batch)], BATCH_LIMIT_S),
        say("every pack proved", ["check"], None),
    ]
    if originals is not None:
        count = sum(path.is_file() for path in originals.iterdir())
        timed += [
            say(f"{count} originals taken in", ["ingest", str(originals)], ORIGINALS_LIMIT_S),
            say(f"{count} originals that are known", ["ingest", str(originals)], None),
            say(f"{questions} questions on the originals", ["ask", "--batch", str(batch)], BATCH_LIMIT_S),
        ]
    return timed


def printing(index: Path) -> Callable[[str, list[str], float | None], Timed]:
    """What runs a command on the library in a folder, and prints its time."""

    def run(what: str, words: list[str], limit_seconds: float | None) -> Timed:
        begun = time.perf_counter()
        ran = subprocess.run(
            [*COMMAND, *words, "--index", str(index)],
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=GIVEN_UP_S,
        )
        seconds = time.perf_counter() - begun
        shown = " ".join(f'"{word}"' if " " in word else word for word in words)
        timed = Timed(what, shown, seconds, limit_seconds, ran.returncode == 0 and bool(ran.stdout))
        print(timed, flush=True)
        return timed

    return run


if __name__ == "__main__":
    sys.exit(main())
