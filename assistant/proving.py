"""Cards, packs and documents into what the assistant answers from; every pack is proved on the text that is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.corpus import NATIONAL, DocumentCard, PackFile
from assistant.errors import PackError
from assistant.holdings import Held, Holdings
from assistant.rules import load, national
from assistant.rules.model import Pack
from assistant.rules.national import NationalTable
from ingest.model import Document

TABLE = f"{NATIONAL}/thresholds"


@dataclass(frozen=True, slots=True)
class Unproved:
    """A document with its card and its packs as they were written.

    `added` tells one that a user added: where its rules are not proved it is kept without them, for a new edition of one policy
    must not shut out the others. What the corpus brings has to be proved. `drafts` names its packs that wait to be confirmed.
    """

    card: DocumentCard
    document: Document
    packs: tuple[PackFile, ...] = ()
    added: bool = False
    drafts: tuple[str, ...] = ()


def assemble(found: Sequence[Unproved], generation: int = 0) -> Holdings:
    """The holdings, proved.

    :raises PackError: the first pack of the corpus that is not proved on its document's text.
    """
    tables = [threshold_table(one.packs, Held(one.card, one.document)) for one in found]
    return Holdings(tuple(_held(one) for one in found), next(filter(None, tables), None), generation)


def _held(one: Unproved) -> Held:
    bare = Held(one.card, one.document, drafts=one.drafts)
    try:
        packs = proved(one.packs, bare)
    except PackError as error:
        if not one.added:
            raise
        return replace(bare, unproved=str(error))
    used = [(pack, file) for pack, file in packs if file.confirmed or not pack.is_draft]
    files = tuple(file for file in one.packs if file.name == TABLE or any(file is other for _, other in used))
    return replace(bare, packs=tuple(pack for pack, _ in used), files=files)


def proved(packs: Sequence[PackFile], held: Held) -> list[tuple[Pack, PackFile]]:
    """Rule packs, proved on a document, each with the file that it was read from; drafts among them."""
    return [(load.load(file.name, file.text, held.clause_texts), file) for file in packs if file.name != TABLE]


def threshold_table(packs: Sequence[PackFile], held: Held) -> NationalTable | None:
    """The table of national thresholds, proved, where the packs hold it."""
    found = next((pack for pack in packs if pack.name == TABLE), None)
    return national.load_table(found.name, found.text, held.clause_texts) if found else None
