"""`clausewise check`: proves every rule pack against the digests, and against the originals that are loaded; lists of known questions too."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from assistant import config, corpus, known_questions, library
from assistant.corpus import Entry
from assistant.errors import PackError
from assistant.holdings import Held
from assistant.proving import Unproved, proved, threshold_table
from assistant.surfaces.opening import add_index, complain, printable
from ingest.model import SourceKind
from ingest.record import Record


def configure(parser: argparse.ArgumentParser) -> None:
    add_index(parser)


def run(arguments: argparse.Namespace) -> int:
    found = texts(arguments.index)
    failed = sum(not _proved(one, kind) for one, kind in found)
    entries = {entry.card.id: entry for entry in corpus.entries(corpus.folder())}
    failed += sum(not _placed(entries[one.card.id], one, kind) for one, kind in found if one.card.id in entries)
    return 1 if failed else 0


def texts(index: Path | None) -> list[tuple[Unproved, SourceKind]]:
    """Every text that packs are proved on, unproved: the corpus's digests, and what the library holds beside them.

    :raises LibraryBroken: there is a library, and it cannot be read.
    """
    digests = library.digest_documents(corpus.entries(corpus.folder()))
    found: list[tuple[Unproved, SourceKind]] = [(one, "digest") for one in digests]
    folder = config.index_folder(index)
    return found + [(one, "original") for one in _originals(folder, digests)] if Record.exists(folder) else found


def _originals(folder: Path, digests: Sequence[Unproved]) -> list[Unproved]:
    """The originals that the library holds: the corpus's with the corpus's packs, those that were added with their own, drafts too."""
    by_id = {one.card.id: one for one in digests}
    with Record.open(folder) as record, record.snapshot():
        documents = [record.document(stored.info.id) for stored in record.documents() if stored.kind == "original"]
        packs = record.packs()
    return [
        Unproved(by_id[d.info.id].card, d, by_id[d.info.id].packs) if d.info.id in by_id else library.added(d, packs)
        for d in documents
    ]


def _proved(one: Unproved, kind: str) -> bool:
    """Proves the packs of one document and says so in a line each; what fails is one line on standard error."""
    held = Held(one.card, one.document)
    try:
        packs = proved(one.packs, held)
        table = threshold_table(one.packs, held)
    except PackError as error:
        complain(f"{error} ({kind} of {one.card.id})")
        return False
    for pack, file in packs:
        draft = ", a draft" if pack.is_draft and not file.confirmed else ""
        counts = f"{len(pack.rules)} rules and {len(pack.provisions)} provisions"
        print(printable(f"{pack.pack}: {counts} proved on the {kind} ({one.document.file}){draft}"))
    if table:
        print(f"{table.table}: {len(table.rows)} rows proved on the {kind} ({one.document.file})")
    return True


def _placed(entry: Entry, one: Unproved, kind: str) -> bool:
    """Whether every known question of a document stands under a clause that the document has."""
    if entry.questions is None:
        return True
    labels = {clause.label for clause in one.document.clauses if clause.label}
    try:
        found = known_questions.read(entry)
        for label, question in found:
            if label and label not in labels:
                raise PackError(
                    known_questions.name_of(entry), f"{label!r} of {question!r} is no clause of {one.document.file}"
                )
    except PackError as error:
        complain(f"{error} ({kind} of {one.card.id})")
        return False
    settled = sum(1 for label, _ in found if label)
    counts = f"{settled:,} questions under their clauses, {len(found) - settled:,} under none"
    print(printable(f"{known_questions.name_of(entry)}: {counts}, on the {kind} ({one.document.file})"))
    return True
