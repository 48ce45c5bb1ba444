"""Cards, packs and documents into what the assistant answers from; every pack is proved on the text that is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.corpus import NATIONAL, DocumentCard, PackFile
from assistant.holdings import Held, Holdings
from assistant.rules import load, national
from assistant.rules.model import Pack
from assistant.rules.national import NationalTable
from ingest.model import Document

TABLE = f"{NATIONAL}/thresholds"


@dataclass(frozen=True, slots=True)
class Unproved:
    """A document with its card and its packs as they were written."""

    card: DocumentCard
    document: Document
    packs: tuple[PackFile, ...] = ()


def assemble(found: Sequence[Unproved], generation: int = 0) -> Holdings:
    """The holdings, proved.

    :raises PackError: the first pack that is not proved on its document's text.
    """
    held, table = [], None
    for one in found:
        bare = Held(one.card, one.document)
        table = threshold_table(one.packs, bare) or table
        held.append(Held(one.card, one.document, proved(one.packs, bare), one.packs))
    return Holdings(tuple(held), table, generation)


def proved(packs: Sequence[PackFile], held: Held) -> tuple[Pack, ...]:
    """Rule packs, proved on a document."""
    return tuple(load.load(pack.name, pack.text, held.clause_texts) for pack in packs if pack.name != TABLE)


def threshold_table(packs: Sequence[PackFile], held: Held) -> NationalTable | None:
    """The table of national thresholds, proved, where the packs hold it."""
    found = next((pack for pack in packs if pack.name == TABLE), None)
    return national.load_table(found.name, found.text, held.clause_texts) if found else None
