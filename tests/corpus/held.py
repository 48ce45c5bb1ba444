"""The corpus as the tests load it: straight from the files, proved, without a library."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant import corpus
from assistant.holdings import Held, Holdings
from assistant.proving import Unproved, assemble
from ingest import clauses, passages, readers
from ingest.model import Document, DocumentInfo, SourceKind

SIZE_LIMIT_BYTES = 50_000_000
CORPUS = corpus.DEFAULT


def document(path: Path, info: DocumentInfo, kind: SourceKind) -> Document:
    """A file read, cut into clauses and passages."""
    read = readers.read(path, size_limit_bytes=SIZE_LIMIT_BYTES)
    cut = clauses.build(read)
    parts = passages.cut(info.id, "0" * 64, read.text, cut)
    return Document(info, kind, "0" * 64, path.name, read.text, cut, parts, read.pages, read.warnings)


@cache
def digests() -> Holdings:
    """The five councils and the nation on their digests."""
    return _holdings(None)


@cache
def originals(folder: Path) -> Holdings:
    """The five councils on their originals, the nation on its digest."""
    return _holdings(folder)


def _holdings(folder: Path | None) -> Holdings:
    return assemble([_stored(entry, folder) for entry in corpus.entries(CORPUS)])


def _stored(entry: corpus.Entry, folder: Path | None) -> Unproved:
    info = entry.card.info()
    if folder is not None and entry.card.original:
        return Unproved(entry.card, document(folder / entry.card.original.file, info, "original"), entry.packs)
    return Unproved(entry.card, document(entry.digest, info, "digest"), entry.packs)


def held(slug: str, holdings: Holdings) -> Held:
    return holdings.of(slug)[0]
