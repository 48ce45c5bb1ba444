"""`clausewise pack check FILE`: checks one pack file, and proves it where its document is in the corpus or the library."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.errors import PackError
from assistant.proving import TABLE
from assistant.rules import load
from assistant.surfaces.opening import add_index, open_library


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="check a pack file")
    check.add_argument("file", type=Path)
    add_index(check)


def run(arguments: argparse.Namespace) -> int:
    path: Path = arguments.file
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(path.name, f"cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8 text'}") from None
    pack, _ = load.parse(path.stem, text)
    with open_library(arguments.index) as library:
        held = {held.id: held for held in library.assistant().holdings.documents}
    if pack.document not in held:
        raise PackError(
            path.stem,
            f"its document is not loaded: {pack.document}; {TABLE.split('/')[0]} and loaded are {', '.join(sorted(held))}",
        )
    load.load(path.stem, text, held[pack.document].clause_texts)
    kind = held[pack.document].document.kind
    print(f"{pack.pack}: {len(pack.rules)} rules and {len(pack.provisions)} provisions proved on the {kind} of {pack.document}")
    return 0
