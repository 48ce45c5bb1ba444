"""`clausewise search QUERY`: the ranked passages alone, with both legs' scores."""

from __future__ import annotations

import argparse
import json
import sys

from assistant.errors import ClausewiseError
from assistant.retrieve import Ranked
from assistant.service import Assistant
from assistant.surfaces.commands.ask import lines_of
from assistant.surfaces.opening import add_index, open_assistant


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
        if arguments.batch:
            return _batch(assistant, arguments)
        found = assistant.search(arguments.query, council=arguments.council, k=arguments.k)
    print(
        json.dumps({"query": arguments.query, "results": [shown(r) for r in found]}, ensure_ascii=False)
        if arguments.json
        else readable(found)
    )
    return 0


def _batch(assistant: Assistant, arguments: argparse.Namespace) -> int:
    refused = 0
    for number, line in enumerate(lines_of(arguments.batch), 1):
        result: dict[str, object] = {"id": str(number)}
        try:
            result |= _searched(assistant, line, arguments)
        except ClausewiseError as error:
            refused += 1
            result["error"] = str(error)
            print(f"clausewise: line {number}: {error}", file=sys.stderr)
        print(json.dumps(result, ensure_ascii=False), flush=True)
    return 1 if refused else 0


def _searched(assistant: Assistant, line: str, arguments: argparse.Namespace) -> dict[str, object]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        raise ClausewiseError("not JSON") from None
    query = given.get("query", given.get("question")) if isinstance(given, dict) else None
    if not isinstance(query, str):
        raise ClausewiseError("not a JSON object with a query")
    council = given.get("council", arguments.council)
    if council is not None and not isinstance(council, str):
        raise ClausewiseError("council is not a slug")
    found = assistant.search(query, council=council, k=arguments.k)
    head = {"id": str(given["id"])} if "id" in given else {}
    return {**head, "query": query, "results": [shown(r) for r in found]}


def shown(ranked: Ranked) -> dict[str, object]:
    """A ranked passage as plain data."""
    p = ranked.passage
    return {
        "document": p.document, "clause": p.clause, "heading": p.heading, "page": p.page, "start": p.start, "end": p.end,
        "text": p.text, "score": ranked.score, "dense": ranked.dense, "lexical": ranked.lexical,
    }  # fmt: skip


def readable(found: list[Ranked]) -> str:
    """Ranked passages for a terminal."""
    lines = []
    for place, r in enumerate(found, 1):
        scores = f"{r.score:.3f} (meaning {r.dense:.3f}, words {r.lexical:.3f})"
        lines.append(f"{place}. {r.passage.document}, {r.passage.clause}  {scores}\n   " + " ".join(r.passage.text.split()))
    return "\n".join(lines) if lines else "Nothing found."
