"""`clausewise ask QUESTION` and `clausewise ask --batch FILE`."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from assistant.answer import Answer
from assistant.errors import ClausewiseError
from assistant.surfaces import batch
from assistant.surfaces.opening import add_index, complain, open_assistant, printable


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
    if arguments.batch is not None:
        return _batch(arguments, today)
    given = {"id": "1", "question": arguments.question, "council": arguments.council, "date": arguments.as_of}
    with open_assistant(arguments.index) as assistant:
        answer, error = batch.answered(assistant, {k: v for k, v in given.items() if v is not None}, today)
    if error:
        complain(error)
    if arguments.json:
        print(answer.as_json())
    elif not error:
        print(readable(answer))
    return 1 if error else 0


def _batch(arguments: argparse.Namespace, today: date) -> int:
    refused = 0
    lines = list(batch.lines(read_batch(arguments.batch)))
    with open_assistant(arguments.index) as assistant:
        for number, line in lines:
            answer, error = batch.answered_line(assistant, line, number, today, arguments.council, arguments.as_of)
            print(answer.as_json(), flush=True)
            if error:
                refused += 1
                complain(f"line {number}: {error}")
    return 1 if refused else 0


def read_batch(name: str) -> bytes:
    """The bytes of the batch of that name, or of standard input; raises ClausewiseError where it cannot be read."""
    if not name:
        raise ClausewiseError("cannot read the batch: no file is named; give one after --batch, or - for standard input")
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        raise ClausewiseError(f"cannot read the batch {name}: {reason}") from None


def readable(answer: Answer) -> str:
    """An answer for a terminal: its text, then the cited words."""
    parts = [answer.text]
    for c in answer.citations:
        place = f", page {c.page}" if c.page else ""
        parts.append(f"[{c.n}] {c.publisher}, {c.title}, {c.clause}{place} ({c.kind})\n    " + " ".join(c.text.split()))
    return printable("\n\n".join(parts))
