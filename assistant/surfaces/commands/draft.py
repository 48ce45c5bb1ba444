"""`clausewise draft FILE --council SLUG`: proposes a card and a rule pack for a document that nobody wrote rules for."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from assistant import config, rule_drafts
from assistant.drafting.making import Draft
from assistant.errors import CorpusError
from assistant.surfaces.opening import add_index, bar, complain, printable


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the policy: PDF, DOCX, HTML, Markdown or text")
    parser.add_argument("--council", required=True, metavar="SLUG", help="whose policy it is, such as south-norfolk")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="where document.yaml and rules/ are written (default: drafts/ and the document's id)",
    )
    parser.add_argument("--overwrite", action="store_true", help="write over files that were changed since they were drafted")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    add_index(parser)


def run(arguments: argparse.Namespace) -> int:
    index = config.index_folder(arguments.index)
    report, draft = rule_drafts.draft(index, arguments.file, arguments.council, progress=bar())
    for words in (report.error, *report.warnings):
        if words:
            complain(words)
    if draft is None:
        return 1
    folder: Path = arguments.out or Path("drafts") / draft.document
    files = {folder / "document.yaml": draft.card, folder / "rules" / f"{draft.pack}.yaml": draft.rules}
    for path, text in files.items():
        _write(path, text, overwrite=arguments.overwrite)
    card, rules = files
    print(json.dumps(_data(draft, card, rules), ensure_ascii=False) if arguments.json else _told(draft, card, rules))
    return 0


def _write(path: Path, text: str, *, overwrite: bool) -> None:
    """Writes a file; one that somebody has changed is not written over unasked."""
    if path.exists() and not overwrite and path.read_bytes() != text.encode():
        raise CorpusError(f"{path}: is there already, and differs from the draft; give --overwrite, or --out another folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _data(draft: Draft, card: Path, rules: Path) -> dict[str, object]:
    proposal = draft.proposal
    return {
        "document": draft.document, "card": str(card), "pack": str(rules), "rules": len(proposal.rules),
        "provisions": len(proposal.provisions), "left": [{"clause": one.statement.label, "reason": one.reason} for one in proposal.left],
    }  # fmt: skip


def _told(draft: Draft, card: Path, rules: Path) -> str:
    proposal = draft.proposal
    lines = [
        f"drafted: {rules}: {_count(len(proposal.rules), 'rule')} and {_count(len(proposal.provisions), 'provision')}, each proved on its clause",
        f"drafted: {card}",
    ]
    if proposal.left:
        lines.append(
            f"not expressed: {_count(len(proposal.left), 'sentence')}, each with the reason, at the foot of {rules.name}"
        )
    lines.append(
        f"nothing of it decides yet; read it, then: clausewise pack check {rules}, clausewise pack confirm {rules} --by NAME"
    )
    return printable("\n".join(lines))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
