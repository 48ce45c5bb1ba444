"""Opening the library for a surface: where it lies, and what is told to the user while it is built."""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant import config, library
from assistant.service import Assistant


def add_index(parser: argparse.ArgumentParser) -> None:
    """The `--index` argument that every command on a library has."""
    parser.add_argument(
        "--index",
        type=Path,
        metavar="DIR",
        help="the library's folder (default: CLAUSEWISE_INDEX, else the user's data folder)",
    )


@contextmanager
def open_library(index: Path | None) -> Iterator[library.Library]:
    """The library, brought up to date with the corpus first; progress goes to standard error."""
    with library.opened(config.index_folder(index), progress=bar()) as opened:
        yield opened


@contextmanager
def open_assistant(index: Path | None) -> Iterator[Assistant]:
    """The assistant on a library, as `open_library` opens it."""
    with open_library(index) as opened:
        yield opened.assistant()


def complain(text: str) -> None:
    """One line on standard error, whatever the text holds."""
    print(f"clausewise: {printable(' '.join(text.split()))}", file=sys.stderr, flush=True)


def printable(text: str) -> str:
    """A text without characters that a terminal obeys: a document's words are shown and not carried out.

    >>> printable("a\\x1b[2Jb\\nc")
    'a[2Jb\\nc'
    """
    return "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) != "Cc")


def bar() -> library.Progress:
    """A progress bar on standard error where that is a terminal, else a line when the work begins."""
    return _drawn() if sys.stderr.isatty() else _told()


def _told() -> library.Progress:
    begun: list[int] = []

    def tell(done: int, total: int, what: str) -> None:
        if not begun:
            begun.append(total)
            print(
                f"clausewise: reading {total} {'file' if total == 1 else 'files'} into the library", file=sys.stderr, flush=True
            )

    return tell


def _drawn() -> library.Progress:
    from tqdm import tqdm

    bars: list[tqdm[None]] = []

    def tell(done: int, total: int, what: str) -> None:
        if not bars:
            bars.append(tqdm(total=total, unit="file", leave=False))
        bars[0].set_description(what[:60])
        bars[0].update(done - bars[0].n)
        if done >= total and what.startswith("copying"):
            bars.pop().close()

    return tell
