"""The library: the corpus and whatever files were added, kept in one record, read into what the assistant answers from.

Opening brings the record up to date with the corpus folder first. Cards and packs are kept in the record beside the texts, so
that what an answer rests on is all in one place; the proof runs every time they are read.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from assistant import config, corpus, known_questions, originals
from assistant.corpus import Entry, PackFile
from assistant.errors import UnknownCouncil
from assistant.holdings import Held, Holdings
from assistant.phrase.model import Phraser
from assistant.proving import TABLE, Unproved, assemble
from assistant.recognise import card_of, recognise
from assistant.retrieve.passages import Retriever
from assistant.retrieve.question_vector import bundled
from assistant.rules import load
from assistant.service import Assistant
from ingest import build, clauses, embed, passages, readers
from ingest.build import FileReport, Progress, Source, silent
from ingest.embed import Embedder
from ingest.errors import LibraryBroken, NoLibrary
from ingest.model import Document
from ingest.packs import Pack as StoredPack
from ingest.record import Record
from ingest.store import Store

__all__ = ["FileReport", "Library", "Progress", "brought_up_to_date", "digest_documents", "ingest", "is_current", "opened"]
CARD = "document"


class Library:
    """A library that is open for reading. `assistant` follows the record: it is made anew when a document was added."""

    def __init__(self, record: Record, store: Store) -> None:
        self.record, self.store = record, store
        model = config.wording_model()
        self._phraser = Phraser(model) if model else None
        self._assistant: Assistant | None = None
        self._renewing = threading.Lock()
        self._embedder: Embedder | None = None

    def assistant(self) -> Assistant:
        """The assistant on what the record holds now. Threads may share it: one makes it anew, and the others wait for that one.

        :raises LibraryBroken: the record was damaged, taken away or replaced.
        """
        if not self.record.in_place():
            raise LibraryBroken(
                f"{self.record.index}: the library was taken away or replaced while in use; start this program again"
            )
        made = self._current()
        if made is None:
            with self._renewing:
                made = self._current() or self._anew()
                self._assistant = made
        return made

    def _current(self) -> Assistant | None:
        made = self._assistant
        return made if made and made.holdings.generation == self.record.generation() else None

    def _anew(self) -> Assistant:
        """The model's weights are not read again where documents were added."""
        embedder = self._embedder = self._embedder or _embedder()
        retriever = Retriever(self.record, self.store, lambda: embedder)
        return Assistant(holdings_of(self.record), retriever, embed.vocabulary(config.embedding_model()), self._phraser)


@contextmanager
def opened(index: Path, *, progress: Progress = silent) -> Iterator[Library]:
    """A library, brought up to date with the corpus and open for reading.

    :raises PackError, CorpusError: the corpus is not right; the library is as it was.
    :raises IngestError: the record cannot be read or written.
    """
    brought_up_to_date(index, progress=progress)
    with Record.open(index) as record, Store(index, record) as store:
        yield Library(record, store)


def holdings_of(record: Record) -> Holdings:
    """What the record holds, proved."""
    with record.snapshot():
        stored = {document: list(packs) for document, packs in _packs_by_document(record)}
        by_a_person = {confirmation.document for confirmation in record.confirmations()}
        waiting = [pack for pack in record.packs() if pack.state == "draft"]
        found = [
            _unproved(record.document(one.info.id), stored.get(one.info.id, []), added=one.info.id in by_a_person)
            for one in record.documents()
        ]
        return assemble([_with_drafts(one, waiting) for one in found], record.generation())


def _with_drafts(one: Unproved, waiting: Sequence[StoredPack]) -> Unproved:
    """A document with the names of its packs that wait for a person."""
    return replace(one, drafts=tuple(pack.name for pack in waiting if pack.document == one.document.info.id))


def _packs_by_document(record: Record) -> Iterator[tuple[str, Sequence[StoredPack]]]:
    packs = [pack for pack in record.packs() if pack.state == "confirmed"]
    for document in dict.fromkeys(pack.document for pack in packs):
        yield document, [pack for pack in packs if pack.document == document]


def _unproved(document: Document, packs: Sequence[StoredPack], *, added: bool) -> Unproved:
    stored = next((pack for pack in packs if pack.name.endswith(f"/{CARD}")), None)
    rules = tuple(PackFile(pack.name, pack.yaml, pack.sha256, confirmed=True) for pack in packs if pack is not stored)
    card = corpus.parse_card(stored.name, stored.yaml) if stored else card_of(document.info)
    return Unproved(card, replace(document, info=card.info()) if stored else document, rules, added)


def added(document: Document, packs: Sequence[StoredPack]) -> Unproved:
    """A document that a user added, with its own packs out of those of the library: those confirmed, and those that are drafts."""
    own = [pack for pack in packs if pack.document == document.info.id]
    found = _unproved(document, own, added=True)
    states = {pack.name: pack.state for pack in own}
    return replace(found, packs=tuple(replace(file, confirmed=states[file.name] == "confirmed") for file in found.packs))


def brought_up_to_date(index: Path, *, progress: Progress = silent) -> None:
    """Takes into the record what changed in the corpus folder; nothing is written where nothing did, or where a pack is not proved."""
    entries = corpus.entries(corpus.folder())
    originals = _originals_held(index, entries)
    if originals is None:
        return
    digests = digest_documents(entries)
    assemble(digests)
    embedder = _embedder()
    lists = [known_questions.of(entry, embedder) for entry in entries]
    by_id = {entry.card.id: entry for entry in entries}
    assemble([Unproved(by_id[d.info.id].card, d, by_id[d.info.id].packs) for d in originals if d.info.id in by_id])
    sources = [Source(entry.digest, "digest", entry.card.info(), tuple(_stored_packs(entry))) for entry in entries]
    _take_in(index, sources, progress=progress)
    with Record.open(index, write=True) as record:
        held = record.known_question_sums()
        for entry, known in zip(entries, lists, strict=True):
            record.put_packs(entry.card.id, _stored_packs(entry))
            if held.get(entry.card.id) != (known and (known.sha256, known.encoder)):
                record.put_known_questions(entry.card.id, known)


def _originals_held(index: Path, entries: Sequence[Entry]) -> list[Document] | None:
    """The originals that the record holds, none where there is no record yet; None where all of the corpus is in it as it is."""
    try:
        with Record.open(index) as record:
            if is_current(record, entries):
                return None
            return [d for d in (record.document(one.info.id) for one in record.documents()) if d.kind == "original"]
    except NoLibrary:
        return []


def is_current(record: Record, entries: Sequence[Entry]) -> bool:
    """Whether every digest, card, pack and list of questions of the corpus is in the record as it is, read by the code as it is."""
    packs, lists = record.packs(), record.known_question_sums()
    recipe, embedder = build.recipe(), _embedder()
    for entry in entries:
        sha256 = corpus.sha256_of(entry.digest)
        held = [v for v in record.versions(entry.card.id, file_sha256=sha256) if v.state in ("current", "standby")]
        if not any(v.kind == "digest" and v.recipe == recipe and v.info == entry.card.info() for v in held):
            return False
        stored = {pack.name: pack.sha256 for pack in packs if pack.document == entry.card.id}
        if stored != {pack.name: pack.sha256 for pack in _stored_packs(entry)}:
            return False
        if lists.get(entry.card.id) != known_questions.sums(entry, embedder):
            return False
    return record.embedder() == embedder.fingerprint


def _stored_packs(entry: Entry) -> list[StoredPack]:
    slug, id_ = entry.card.council.slug, entry.card.id
    card = StoredPack(id_, f"{slug}/{CARD}", entry.card_text)
    return [card, *(StoredPack(id_, p.name, p.text, "draft" if _is_draft(p) else "confirmed") for p in entry.packs)]


def _is_draft(file: PackFile) -> bool:
    """Whether a pack of the corpus still has draft marks: it is kept, and decides nothing."""
    return "draft: true" in file.text and file.name != TABLE and load.parse(file.name, file.text)[0].is_draft


def digest_documents(entries: Sequence[Entry]) -> list[Unproved]:
    """The corpus on its digests, read from the files and not from a record."""
    return [Unproved(entry.card, _read_digest(entry), entry.packs) for entry in entries]


def _read_digest(entry: Entry) -> Document:
    read = readers.read(entry.digest, size_limit_bytes=config.size_limit_bytes())
    cut = clauses.build(read)
    sha256 = corpus.sha256_of(entry.digest)
    parts = passages.cut(entry.card.id, sha256, read.text, cut)
    return Document(entry.card.info(), "digest", sha256, entry.digest.name, read.text, cut, parts, read.pages, read.warnings)


def ingest(index: Path, paths: Sequence[Path], *, council: str | None = None, progress: Progress = silent) -> list[FileReport]:
    """Takes files into the library and says what became of each; originals that are recognised take their digest's place.

    :raises UnknownCouncil: `council` is not written as a slug.
    """
    if council is not None and not corpus.is_slug(council):
        raise UnknownCouncil(
            f"not a slug: {council[:80]!r}; write the council's name in small letters with hyphens, such as south-norfolk"
        )
    brought_up_to_date(index, progress=progress)
    entries = corpus.entries(corpus.folder())
    digests = [Held(one.card, one.document) for one in digest_documents(entries)]
    with Record.open(index) as record:
        councils = holdings_of(record).councils

    def admit(document: Document) -> Document:
        whose = recognise(document, entries, digests, councils, council)
        return replace(document, info=whose.info, warnings=(*document.warnings, *whose.warnings))

    reports = _take_in(index, [Source(path) for path in paths], admit=admit, progress=progress)
    reports = _with_originals(index, paths, reports)
    with Record.open(index) as record:
        unproved = {held.id: held.unproved for held in holdings_of(record).documents if held.unproved}
    return [_with_doubt(report, unproved) for report in reports]


def _with_originals(index: Path, paths: Sequence[Path], reports: Sequence[FileReport]) -> list[FileReport]:
    """Keeps the PDFs themselves; where that cannot be done, the reports say so: the text is in the library, its pages cannot be shown."""
    try:
        originals.keep(index, paths, reports)
    except OSError as error:
        lost = f"its pages cannot be shown as they are: the file could not be kept ({error.strerror}); take it in again"
        return [replace(one, warnings=(*one.warnings, lost)) if one.file.lower().endswith(".pdf") else one for one in reports]
    return list(reports)


def _with_doubt(report: FileReport, unproved: Mapping[str, str]) -> FileReport:
    """The report of a new edition on which the rules that a person confirmed are not proved, with a warning that says so."""
    if report.status != "accepted" or report.document not in unproved:
        return report
    why = f"the rules confirmed for it are not proved on these words ({unproved[report.document]})"
    return replace(report, warnings=(*report.warnings, f"{why}; they decide nothing until a person mends them"))


def _take_in(
    index: Path, sources: Sequence[Source], *, progress: Progress, admit: build.Admit = build.as_given
) -> list[FileReport]:
    return build.take_in(
        index, sources, embedder_factory=_embedder, size_limit_bytes=config.size_limit_bytes(), admit=admit, progress=progress
    )


def _embedder() -> Embedder:
    setting = config.embedding_model()
    return embed.load(setting) if setting else bundled()
