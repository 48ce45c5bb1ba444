"""`clausewise search QUERY`: the ranked passages alone, with both legs' scores."""

from __future__ import annotations

import argparse
import json

from assistant.errors import ClausewiseError
from assistant.retrieve.passages import Ranked
from assistant.service import Assistant
from assistant.surfaces import batch
from assistant.surfaces.commands.ask import read_batch
from assistant.surfaces.opening import add_index, complain, open_assistant, printable
from ingest.errors import IngestError


def configure(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("query", nargs="?", help="what to look for")
    what.add_argument(
        "--batch", metavar="FILE", help='search for every line {"id", "query" or "question", "council"?}; - for standard input'
    )
    parser.add_argument("--council", metavar="SLUG", help="search this council's documents alone")
    parser.add_argument("-k", type=_count, default=10, metavar="N", help="how many passages, 1 to 200 (default 10)")
    parser.add_argument("--json", action="store_true", help="print one line of JSON a query")
    add_index(parser)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 200:
        raise argparse.ArgumentTypeError("a whole number from 1 to 200")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    with open_assistant(arguments.index) as assistant:
        if arguments.batch is not None:
            return _batch(assistant, arguments)
        batch.checked({"question": arguments.query})
        found = assistant.search(arguments.query, council=arguments.council, k=arguments.k)
    result = {"query": arguments.query, "results": [shown(r) for r in found]}
    print(json.dumps(result, ensure_ascii=False) if arguments.json else readable(found))
    return 0


def _batch(assistant: Assistant, arguments: argparse.Namespace) -> int:
    refused = 0
    for number, line in batch.lines(read_batch(arguments.batch)):
        result: dict[str, object] = {"id": str(number)}
        try:
            result |= _searched(assistant, line, arguments)
        except (ClausewiseError, IngestError) as error:
            refused += 1
            result["error"] = str(error)
            complain(f"line {number}: {error}")
        print(json.dumps(result, ensure_ascii=False), flush=True)
    return 1 if refused else 0


def _searched(assistant: Assistant, line: bytes, arguments: argparse.Namespace) -> dict[str, object]:
    """A line's results. A line of questions to ask is good as it is: `question` is taken for `query`, and what a search has no use for is let be."""
    given = batch.parsed(line)
    asked = given.pop("query", None) or given.get("question")
    checked = batch.checked({"council": arguments.council, **given, "question": asked})
    query: str = checked["question"]
    found = assistant.search(query, council=checked["council"], k=arguments.k)
    head = {"id": checked["id"]} if "id" in given else {}
    return {**head, "query": query, "results": [shown(r) for r in found]}


def shown(ranked: Ranked) -> dict[str, object]:
    """A ranked passage as plain data."""
    p = ranked.passage
    return {
        "document": p.document, "clause": p.clause, "heading": p.heading, "page": p.page, "start": p.start, "end": p.end,
        "text": p.text, **ranked.scores,
    }  # fmt: skip


def readable(found: list[Ranked]) -> str:
    """Ranked passages for a terminal."""
    lines = []
    for place, r in enumerate(found, 1):
        known = "" if r.settled is None else f", known questions {r.settled:.3f}"
        scores = f"{r.score:.3f} (meaning {r.dense:.3f}, words {r.lexical:.3f}, word by word {r.aligned:.3f}{known})"
        lines.append(f"{place}. {r.passage.document}, {r.passage.clause}  {scores}\n   " + " ".join(r.passage.text.split()))
    return printable("\n".join(lines)) if lines else "Nothing found."
