"""The command line: `clausewise COMMAND …`. Exit status 0 done, 1 some input was refused, 2 wrong use."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from types import ModuleType

from assistant.errors import ClausewiseError
from ingest.errors import IngestError

COMMANDS = {
    "ask": "answer a question, or a batch of them",
    "search": "show the ranked passages for a query",
    "ingest": "take documents into the library",
    "draft": "propose a rule pack for a document that has none",
    "check": "prove every rule pack against the documents that are loaded",
    "digest": "print hashes and counts of what is loaded",
    "pack": "check or confirm one rule pack file, or withdraw a document's rules",
    "audit": "verify the library's audit trail",
    "selfcheck": "check that this installation is whole",
    "record": "answer a question and write the decision record of the answer",
    "replay": "check that a decision record comes out byte for byte the same",
    "feedback": "print what people said of answers, as entries for the question bank",
    "mcp": "serve an MCP client over standard input and output",
    "serve": "start the web chat",
}
DONE, REFUSED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser; with `only`, just that command's arguments are made, so that the others' files are not read."""
    top = argparse.ArgumentParser(
        prog="clausewise", description="Guidance on council social value policies, with every figure proved."
    )
    top.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, text in COMMANDS.items():
        sub = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        if only in (None, name):
            _module(name).configure(sub)
    return top


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"assistant.surfaces.commands.{name}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; every error is one line on standard error."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _write_utf8()
    try:
        return _run(words)
    except (ClausewiseError, IngestError) as error:
        _complain(str(error))
        return REFUSED
    except KeyboardInterrupt:
        _complain("stopped; the library is as it was after the last whole document")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still to be written has nobody to read it
        return DONE
    except OSError as error:
        _complain(f"{error.filename or 'the system'}: {error.strerror or error}")
        return REFUSED
    except Exception as error:
        _complain(f"this should not happen ({type(error).__name__}: {error}); please report it with the command that you gave")
        return REFUSED


def _run(words: Sequence[str]) -> int:
    chosen = parser(next((w for w in words if w in COMMANDS), "")).parse_args(words)
    status = int(_module(chosen.command).run(chosen))
    if sys.stdout is not None:
        sys.stdout.flush()
    return status


def _complain(text: str) -> None:
    from assistant.surfaces.opening import complain

    complain(text)


def _write_utf8() -> None:
    """Answers hold £ and dashes, whatever the terminal's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"clausewise {version('clausewise')}")
        parser.exit()


if __name__ == "__main__":
    sys.exit(main())
