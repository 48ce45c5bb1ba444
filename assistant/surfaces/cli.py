"""The command line: `clausewise COMMAND …`. Exit status 0 done, 1 some input was refused, 2 wrong use."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from assistant.errors import ClausewiseError
from ingest.errors import IngestError

COMMANDS = {
    "ask": "answer a question, or a batch of them",
    "search": "show the ranked passages for a query",
    "ingest": "take documents into the library",
    "check": "prove every rule pack against the documents that are loaded",
    "digest": "print hashes and counts of what is loaded",
    "pack": "check one rule pack file",
    "audit": "verify the library's audit trail",
    "selfcheck": "check that this installation is whole",
    "record": "answer a question and write the decision record of the answer",
    "replay": "check that a decision record comes out byte for byte the same",
    "mcp": "serve an MCP client over standard input and output",
    "serve": "start the web chat",
}
DONE, REFUSED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser; with `only`, just that command's arguments are made, so that the others' files are not read."""
    top = argparse.ArgumentParser(
        prog="clausewise", description="Guidance on council social value policies, with every figure proved."
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, text in COMMANDS.items():
        sub = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        if only in (None, name):
            _module(name).configure(sub)
    return top


def _module(name: str):  # type: ignore[no-untyped-def]
    return importlib.import_module(f"assistant.surfaces.commands.{name}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; every expected error is one line on standard error."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    only = next((w for w in words if w in COMMANDS), "")
    chosen = parser(only).parse_args(words)
    try:
        return int(_module(chosen.command).run(chosen))
    except (ClausewiseError, IngestError) as error:
        print(f"clausewise: {error}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("clausewise: stopped; the library is as it was after the last whole document", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


if __name__ == "__main__":
    sys.exit(main())
