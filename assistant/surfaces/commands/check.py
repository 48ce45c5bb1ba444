"""`clausewise check`: proves every rule pack against the digests, and against the originals that are loaded."""

from __future__ import annotations

import argparse
import sys

from assistant import config, corpus, library
from assistant.errors import PackError
from assistant.holdings import Held
from assistant.proving import Unproved, proved, threshold_table
from assistant.surfaces.opening import add_index
from ingest.record import Record


def configure(parser: argparse.ArgumentParser) -> None:
    add_index(parser)


def run(arguments: argparse.Namespace) -> int:
    entries = corpus.entries(corpus.folder())
    found = [(one, "digest") for one in library.digest_documents(entries)]
    index = config.index_folder(arguments.index)
    if Record.exists(index):
        found += [(one, "original") for one in _originals(index, found)]
    failed = sum(not _proved(one, kind) for one, kind in found)
    return 1 if failed else 0


def _originals(index: object, digests: list[tuple[Unproved, str]]) -> list[Unproved]:
    by_id = {one.card.id: one for one, _ in digests}
    with Record.open(index) as record:  # type: ignore[arg-type]
        documents = [record.document(stored.info.id) for stored in record.documents() if stored.kind == "original"]
    return [Unproved(by_id[d.info.id].card, d, by_id[d.info.id].packs) for d in documents if d.info.id in by_id]


def _proved(one: Unproved, kind: str) -> bool:
    """Proves the packs of one document and says so in a line each; what fails is one line on standard error."""
    held = Held(one.card, one.document)
    try:
        packs = proved(one.packs, held)
        table = threshold_table(one.packs, held)
    except PackError as error:
        print(f"clausewise: {error} ({kind} of {one.card.id})", file=sys.stderr)
        return False
    for pack in packs:
        print(
            f"{pack.pack}: {len(pack.rules)} rules and {len(pack.provisions)} provisions proved on the {kind} ({one.document.file})"
        )
    if table:
        print(f"{table.table}: {len(table.rows)} rows proved on the {kind} ({one.document.file})")
    return True
