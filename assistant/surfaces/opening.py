"""Opening the library for a surface: where it lies, and what is told to the user while it is built."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant import config, library
from assistant.service import Assistant


def add_index(parser: argparse.ArgumentParser) -> None:
    """The `--index` argument that every command on a library has."""
    parser.add_argument("--index", type=Path, metavar="DIR", help="the library's folder (default: CLAUSEWISE_INDEX, else the user's data folder)")


@contextmanager
def open_assistant(index: Path | None) -> Iterator[Assistant]:
    """The assistant on a library, brought up to date with the corpus first; progress goes to standard error."""
    with library.opened(config.index_folder(index), progress=bar()) as opened:
        yield opened.assistant()


def bar() -> library.Progress:
    """A progress bar on standard error where that is a terminal, else one line at the start of each step."""
    shown: dict[str, object] = {}

    def tell(done: int, total: int, what: str) -> None:
        if not sys.stderr.isatty():
            if what not in shown:
                shown[what] = True
                print(f"clausewise: {what} ({total})", file=sys.stderr, flush=True)
            return
        from tqdm import tqdm

        line = shown.get(what)
        if not isinstance(line, tqdm):
            line = shown[what] = tqdm(total=total, desc=what, leave=False)
        line.total = total
        line.update(done - line.n)
        if done >= total:
            line.close()

    return tell
