"""`clausewise ask QUESTION` and `clausewise ask --batch FILE`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from assistant.answer import Answer
from assistant.errors import ClausewiseError
from assistant.surfaces import batch
from assistant.surfaces.opening import add_index, open_assistant


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", help="the question, in your own words")
    what.add_argument(
        "--batch",
        metavar="FILE",
        help='answer every line {"id", "question", "council"?, "date"?, "history"?}; - for standard input',
    )
    parser.add_argument("--council", metavar="SLUG", help="the council that is asked about, unless the question names one")
    parser.add_argument("--as-of", metavar="DATE", help="the day the procurement starts, YYYY-MM-DD; today unless given")
    parser.add_argument("--json", action="store_true", help="print the whole answer as one line of JSON")
    add_index(parser)


def run(arguments: argparse.Namespace) -> int:
    today = date.today()
    if arguments.batch:
        return _batch(arguments, today)
    given = {"id": "1", "question": arguments.question, "council": arguments.council, "date": arguments.as_of}
    with open_assistant(arguments.index) as assistant:
        answer, error = batch.answered(assistant, {k: v for k, v in given.items() if v is not None}, today)
    if error:
        print(f"clausewise: {error}", file=sys.stderr)
    if arguments.json:
        print(answer.as_json())
    elif not error:
        print(readable(answer))
    return 1 if error else 0


def _batch(arguments: argparse.Namespace, today: date) -> int:
    refused = 0
    lines = list(lines_of(arguments.batch))
    with open_assistant(arguments.index) as assistant:
        for number, line in enumerate(lines, 1):
            answer, error = batch.answered_line(assistant, line, number, today, arguments.council, arguments.as_of)
            print(answer.as_json(), flush=True)
            if error:
                refused += 1
                print(f"clausewise: line {number}: {error}", file=sys.stderr)
    return 1 if refused else 0


def lines_of(name: str) -> Iterator[str]:
    """The lines of the batch that are not blank."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise ClausewiseError(f"cannot read the batch {name}: {error.strerror}") from None
    text = data.decode("utf-8-sig", errors="replace")
    yield from (line for line in text.split("\n") if line.strip())


def readable(answer: Answer) -> str:
    """An answer for a terminal: its text, then the cited words."""
    parts = [answer.text]
    for c in answer.citations:
        place = f", page {c.page}" if c.page else ""
        parts.append(f"[{c.n}] {c.publisher}, {c.title}, {c.clause}{place} ({c.kind})\n    " + " ".join(c.text.split()))
    return "\n\n".join(parts)
