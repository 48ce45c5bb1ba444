"""`clausewise pack check|confirm|withdraw`: one pack file proved, put into force by a person, and a document's rules taken back."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant import config, rule_drafts
from assistant.errors import PackError
from assistant.holdings import Held
from assistant.rules import load, national, strict_yaml
from assistant.surfaces.commands.check import texts
from assistant.surfaces.opening import add_index, printable


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="check a pack file", description="Check a pack file.")
    check.add_argument("file", type=Path, metavar="FILE", help="a rule pack, or a table of thresholds, as YAML")
    confirm = actions.add_parser(
        "confirm",
        help="put a pack into force for a document that you added",
        description="Put a pack into force for a document that you added; document.yaml beside it goes with it.",
    )
    confirm.add_argument("file", type=Path, metavar="FILE", help="a rule pack as YAML, drafted or written by hand")
    confirm.add_argument("--by", required=True, metavar="NAME", help="who has read it beside the document and answers for it")
    confirm.add_argument("--note", default="", metavar="TEXT", help="what is to be kept with the confirmation")
    withdraw = actions.add_parser(
        "withdraw", help="take a document's rules out of force", description="Take a document's confirmed rules out of force."
    )
    withdraw.add_argument("document", metavar="DOCUMENT", help="the document's id")
    for action in (check, confirm, withdraw):
        add_index(action)


def run(arguments: argparse.Namespace) -> int:
    return {"check": _check, "confirm": _confirm, "withdraw": _withdraw}[arguments.action](arguments)


def _confirm(arguments: argparse.Namespace) -> int:
    done = rule_drafts.confirm(config.index_folder(arguments.index), arguments.file, by=arguments.by, note=arguments.note)
    card = " with its document.yaml" if done.card else ""
    print(
        printable(
            f"{done.pack}: {done.rules} rules and {done.provisions} provisions in force for {done.document}{card}, "
            f"confirmed by {arguments.by} (sha256 {done.sha256})"
        )
    )
    return 0


def _withdraw(arguments: argparse.Namespace) -> int:
    count = rule_drafts.withdraw(config.index_folder(arguments.index), arguments.document)
    print(
        printable(
            f"{arguments.document}: {count} rule pack{'' if count == 1 else 's'} out of force; no verdict is computed from it"
        )
    )
    return 0


def _check(arguments: argparse.Namespace) -> int:
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
    drafts = sum(citing.draft for citing in (*pack.rules, *pack.provisions))
    waiting = f" ({drafts} of them marked as draft)" if drafts else ""
    return f"{len(pack.rules)} rules and {len(pack.provisions)} provisions{waiting}"


def _table_proved(name: str, text: str, held: Held) -> str:
    return f"{len(national.load_table(name, text, held.clause_texts).rows)} rows"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise PackError(path.stem or str(path), f"cannot be read: {reason}") from None
