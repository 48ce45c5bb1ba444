"""Rules for a document that nobody wrote any for: drafted from its words, then confirmed by a person or taken back.

A draft is kept in the record as a draft, so that everyone sees that one waits; what decides is only what a person confirmed. The
confirmation is of the exact text, by its sha256, and stands in the audit trail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant import corpus, library
from assistant.drafting.making import Draft, drafted
from assistant.errors import PackError
from assistant.holdings import Held
from assistant.rules import load
from ingest.build import FileReport, Progress, silent
from ingest.packs import Pack as StoredPack
from ingest.record import Record

NAME_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was confirmed: how much of it, the document, the sha256 of the text, and whether a card went with it."""

    document: str
    pack: str
    rules: int
    provisions: int
    sha256: str
    card: bool


def draft(index: Path, path: Path, council: str, *, progress: Progress = silent) -> tuple[FileReport, Draft | None]:
    """Takes a file into the library as `ingest` does, and drafts rules from its words; None where the file was refused.

    Where nobody has confirmed rules for the document, the draft waits in the library.

    :raises UnknownCouncil: `council` is not written as a slug.
    """
    report = library.ingest(index, [path], council=council, progress=progress)[0]
    if report.status == "rejected":
        return report, None
    with Record.open(index) as record:
        held = _held(record, report.document)
        settled = [pack for pack in record.packs() if pack.document == held.id and pack.state == "confirmed"]
    made = drafted(held)
    if not settled:
        with Record.open(index, write=True) as record:
            record.put_packs(held.id, [StoredPack(held.id, f"{held.council}/{made.pack}", made.rules, "draft")])
    return report, made


def confirm(index: Path, path: Path, *, by: str, note: str = "") -> Confirmed:
    """Puts a pack file into force in the library, proved on its document, with who confirmed it; the card beside it goes with it.

    :raises PackError: the file is not a pack that is proved on a document of the library, or is one of the corpus.
    """
    if not by.strip():
        raise PackError(path.stem, "say who confirms it: --by NAME")
    text = _read(path)
    pack = load.parse(path.stem, text)[0]
    library.brought_up_to_date(index)
    with Record.open(index) as record:
        held = _own(record, path.stem, pack.document)
        kept = [stored for stored in record.packs() if stored.document == held.id]
    load.load(path.stem, text, held.clause_texts)
    card = _card_beside(path, held)
    name = f"{held.council}/{pack.pack}"
    wanted = [StoredPack(held.id, name, text, "draft"), *([card] if card else [])]
    names = {one.name for one in wanted}
    wanted += [one for one in kept if one.name not in names and one.state == "confirmed"]
    with Record.open(index, write=True) as record:
        record.confirm(held.id, name, by=" ".join(by.split())[:NAME_LONGEST], note=" ".join(note.split()), wanted=wanted)
    return Confirmed(held.id, pack.pack, len(pack.rules), len(pack.provisions), wanted[0].sha256, card is not None)


def withdraw(index: Path, document: str) -> int:
    """Takes a document's confirmed rules out of force; they wait as a draft again. How many packs that were.

    :raises PackError: the library has no such document, or it is one of the corpus, or it has no rules in force.
    """
    with Record.open(index) as record:
        held = _own(record, document, document)
        packs = [stored for stored in record.packs() if stored.document == held.id]
    rules = [pack for pack in packs if pack.state == "confirmed" and not pack.name.endswith(f"/{library.CARD}")]
    if not rules:
        raise PackError(document, "no rules of it are in force")
    with Record.open(index, write=True) as record:
        record.put_packs(held.id, [replace(pack, state="draft") if pack in rules else pack for pack in packs])
    return len(rules)


def _held(record: Record, document: str) -> Held:
    holdings = library.holdings_of(record)
    try:
        return holdings.document(document)
    except KeyError:
        known = ", ".join(sorted(held.id for held in holdings.documents))
        raise PackError(
            document, f"the library has no such document: take it in with clausewise ingest; there are {known}"
        ) from None


def _own(record: Record, name: str, document: str) -> Held:
    """A document that a user added; the corpus's are written in its folder."""
    entries = corpus.entries(corpus.folder())
    if any(entry.card.id == document for entry in entries):
        raise PackError(
            name, f"{document} is in the corpus: its rules are the files in its folder there, and clausewise check proves them"
        )
    return _held(record, document)


def _card_beside(path: Path, held: Held) -> StoredPack | None:
    """The card in the pack's folder, or in the one above, where it is this document's."""
    for folder in (path.absolute().parent, path.absolute().parent.parent):
        file = folder / "document.yaml"
        if file.is_file():
            text = _read(file)
            card = corpus.parse_card(str(file.name), text)
            _check_card(card, held)
            return StoredPack(held.id, f"{held.council}/{library.CARD}", text)
    return None


def _check_card(card: corpus.DocumentCard, held: Held) -> None:
    if (card.id, card.council.slug) != (held.id, held.council):
        raise PackError(
            "document.yaml",
            f"is of {card.id} ({card.council.slug}), and the rules are of {held.id} ({held.council}): mend the card",
        )
    if card.review_clause is not None and card.review_clause not in held.clauses:
        raise PackError("document.yaml", "review_clause: the document has no such clause", clause=card.review_clause)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        raise PackError(path.stem or str(path), f"cannot be read: {reason}") from None


def waiting(packs: Sequence[StoredPack]) -> list[str]:
    """The documents whose rules are a draft that waits for a person."""
    return sorted({pack.document for pack in packs if pack.state == "draft"})
