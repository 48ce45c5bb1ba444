"""`clausewise pack check FILE`: checks one pack file, and proves it on its document's digest and on the original where that is loaded."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.errors import PackError
from assistant.holdings import Held
from assistant.rules import load, national, strict_yaml
from assistant.surfaces.commands.check import texts
from assistant.surfaces.opening import add_index, printable


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="check a pack file", description="Check a pack file.")
    check.add_argument("file", type=Path, metavar="FILE", help="a rule pack, or a table of thresholds, as YAML")
    add_index(check)


def run(arguments: argparse.Namespace) -> int:
    path: Path = arguments.file
    name, text = path.stem, _read(path)
    data = strict_yaml.load(name, text).data
    is_table = isinstance(data, dict) and "table" in data
    document = (national.parse_table(name, text) if is_table else load.parse(name, text))[0].document
    found = [Held(one.card, one.document) for one, _ in texts(arguments.index)]
    mine = [held for held in found if held.id == document]
    if not mine:
        known = ", ".join(sorted({held.id for held in found}))
        raise PackError(name, f"its document is neither in the corpus nor in the library: {document}; there are {known}")
    for held in mine:
        proved = _table_proved(name, text, held) if is_table else _pack_proved(name, text, held)
        print(printable(f"{name}: {proved} proved on the {held.document.kind} of {document}"))
    return 0


def _pack_proved(name: str, text: str, held: Held) -> str:
    pack = load.load(name, text, held.clause_texts)
    return f"{len(pack.rules)} rules and {len(pack.provisions)} provisions"


def _table_proved(name: str, text: str, held: Held) -> str:
    return f"{len(national.load_table(name, text, held.clause_texts).rows)} rows"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise PackError(path.stem or str(path), f"cannot be read: {reason}") from None
