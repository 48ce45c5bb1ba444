"""What to read, what changed, and publishing each document whole or not at all.

Files are told apart by the sha256 of their bytes: one that the library holds is neither read, embedded nor written again. Each other
file is read, admitted, cut, embedded and published in a transaction of its own, so that a run that ends early, however it
ends, leaves a library of whole documents, and the next run carries on.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Literal, Protocol

from ingest.embed import Embedder
from ingest.errors import EmptyFile, FileRefused, IngestError
from ingest.model import Document, DocumentInfo, ReadText, SourceKind
from ingest.packs import Pack
from ingest.record import WAIT_S, Record
from ingest.rows import StoredDocument
from ingest.store import Store

Status = Literal["accepted", "rejected", "unchanged"]
Progress = Callable[[int, int, str], None]
Admit = Callable[[Document], Document]

_STORAGE = (
    *(
        "audit",
        "bert",
        "build",
        "checks",
        "child",
        "chroma_folder",
        "embed",
        "encode_query",
        "errors",
        "known_questions",
        "lexical",
    ),
    *("lock", "model_files", "packs", "reading", "record", "rows", "schema", "store", "vectors", "word_vectors"),
)


class Read(Protocol):
    """A reader: a file's text and blocks. Raises a FileRefused."""

    def __call__(self, path: Path, *, size_limit_bytes: int) -> ReadText: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a folder of files, to take in; `info` is what is known of the document beforehand.

    `packs` are the document's packs, which are published with it in one transaction; None leaves those it has.
    """

    path: Path
    kind: SourceKind = "original"
    info: DocumentInfo | None = None
    packs: tuple[Pack, ...] | None = None


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. `passages` is how many the document has; `error` is one line, empty unless it was rejected."""

    file: str
    status: Status
    document: str = ""
    version: int | None = None
    sha256: str = ""
    passages: int = 0
    error: str = ""
    warnings: tuple[str, ...] = ()


def as_given(document: Document) -> Document:
    """Admit a document under the id and title that its file's name gives."""
    return document


def silent(done: int, total: int, what: str) -> None:
    """Progress that nobody is told."""


def take_in(
    index: Path,
    sources: Sequence[Source | Path],
    *,
    embedder_factory: Callable[[], Embedder],
    size_limit_bytes: int,
    read: Read | None = None,
    admit: Admit = as_given,
    progress: Progress = silent,
    wait_s: float = WAIT_S,
    copy: bool = True,
) -> list[FileReport]:
    """Take files into the library in a folder, and say what became of each, in order; a bad one does not keep out the others.

    `admit` is given each document before its passages are cut, and decides its id and info, or raises a FileRefused. `progress`
    is told how many files are done, of how many, and what is being done. The vector copy is made anew at the end, unless `copy`
    is False because more is to follow; where it cannot be made, the last report carries a warning.

    :raises LibraryBusy: another process was writing for all of `wait_s` seconds.
    :raises LibraryBroken: the folder holds something else than a library, or cannot be written to.
    :raises ModelMissing: the embedding model is not there; documents that are published stay.
    """
    files = list(_files(sources, index))
    with Record.open(index, write=True, wait_s=wait_s) as record, Store(index, record) as store:
        run = _Run(record, read or _reader(), embedder_factory(), admit, progress, size_limit_bytes, len(files))
        reports = [run.take(source) for source in files]
        run.fill_vectors()
        progress(len(files), len(files), "copying vectors" if copy else "done")
        warning = store.refresh() if copy else ""
        record.sweep()
    if warning and reports:
        reports[-1] = replace(reports[-1], warnings=(*reports[-1].warnings, warning))
    return reports


def digest(index: Path) -> dict[str, Any]:
    """Counts and sha256 of what the record holds and of the vectors in the copy, and whether the two agree.

    :raises LibraryBroken: there is no library in the folder, or it cannot be read.
    """
    with Record.open(index) as record, Store(index, record) as store, record.snapshot():
        held, copy = record.digest(), store.digest()
    return {"record": held, "copy": copy, "agree": {part: copy[part] for part in ("count", "sha256")} == held["vectors"]}


@cache
def recipe() -> str:
    """A sha256 over the code that reads and cuts: when that changes, files are read again."""
    here = Path(__file__).parent
    total = sha256()
    for path in sorted([*here.glob("*.py"), *here.glob("readers/**/*.py")]):
        if path.stem not in _STORAGE:
            total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


@dataclass
class _Run:
    """One run of `take_in`, while the library is open for writing."""

    record: Record
    read: Read
    embedder: Embedder
    admit: Admit
    progress: Progress
    size_limit_bytes: int
    total: int
    done: int = 0
    recipe: str = field(default_factory=recipe)
    seen: dict[tuple[str, SourceKind], tuple[str, str]] = field(default_factory=dict)

    def take(self, source: Source) -> FileReport:
        """What became of one file; only what is wrong with the library or the model ends the run."""
        self._tell(f"reading {_printable(source.path.name)}")
        try:
            report = self._taken(source)
        except FileRefused as error:
            report = _rejected(source, str(error))
        except IngestError:
            raise
        except Exception as error:  # a file that trips up a reader must not keep out the files beside it
            reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
            report = _rejected(source, f"{_printable(source.path.name)}: cannot be taken in ({reason}); please report this")
        self.done += 1
        self._tell(f"{report.status} {_printable(source.path.name)}")
        return report

    def fill_vectors(self) -> None:
        """Embed what is stored without this embedder's vectors, from the record, and then search by them."""
        fingerprint = self.embedder.fingerprint
        missing = set(self.record.without_vectors(fingerprint))
        for stored in self.record.versions() if missing else ():
            if stored.version in missing:
                document = self.record.document(stored.info.id, version=stored.version)
                vectors, sentences, words = self._vectors(document)
                self.record.put_vectors(stored.version, vectors, fingerprint, sentences=sentences, words=words)
        if self.record.embedder() not in (None, fingerprint):
            self.record.adopt(fingerprint)

    def _taken(self, source: Source) -> FileReport:
        if os.path.isdir(source.path):
            raise EmptyFile(f"{_printable(source.path.name)}: holds no files to take in; name another folder")
        sum_before = _sha256(source.path, self.size_limit_bytes)
        held = self._held(sum_before, source.kind)
        document = self.admit(self._drafted(source, sum_before, held))
        self._refuse_second(source, document)
        for one in held:
            if one.info == document.info:
                return _report(source, "unchanged", one)
        version = self._published(document, source.packs)
        stored = next(one for one in self.record.versions(document.info.id) if one.version == version)
        return _report(source, "accepted", stored)

    def _held(self, file_sha256: str, kind: SourceKind) -> list[StoredDocument]:
        """Versions in use that were read from these very bytes by this very code."""
        return [
            one
            for one in self.record.versions(file_sha256=file_sha256)
            if one.state in ("current", "standby") and one.kind == kind and one.recipe == self.recipe
        ]

    def _drafted(self, source: Source, file_sha256: str, held: Sequence[StoredDocument]) -> Document:
        """The document as far as its bytes and its name tell, without passages; from the record where that holds it."""
        from ingest import clauses

        info = source.info or _info_of(source.path)
        if held:
            stored = self.record.document(held[0].info.id, version=held[0].version)
            return replace(stored, info=info, file=source.path.name, passages=())
        text = self.read(source.path, size_limit_bytes=self.size_limit_bytes)
        if _sha256(source.path, self.size_limit_bytes) != file_sha256:
            raise FileRefused(f"{_printable(source.path.name)}: was changed while it was being read; take it in again")
        parts = clauses.build(text)
        return Document(info, source.kind, file_sha256, source.path.name, text.text, parts, (), text.pages, text.warnings)

    def _refuse_second(self, source: Source, document: Document) -> None:
        """Of two editions of one document in one run, nothing says which is to be current."""
        key, found = (document.info.id, document.kind), (_printable(source.path.name), document.sha256)
        first = self.seen.setdefault(key, found)
        if first[1] != found[1]:
            raise FileRefused(
                f"{found[0]}: is another edition of {key[0]!r}, as is {first[0]}; take them in one after the other"
            )

    def _published(self, document: Document, packs: Sequence[Pack] | None) -> int:
        from ingest import passages

        cut = passages.cut(document.info.id, document.sha256, document.text, document.clauses)
        warnings = document.warnings if cut else (*document.warnings, "no passage could be cut from it: it cannot be searched")
        whole = replace(document, passages=cut, warnings=warnings)
        vectors, sentences, words = self._vectors(whole)
        return self.record.publish(
            whole, vectors, self.embedder.fingerprint, sentences=sentences, words=words, recipe=self.recipe, packs=packs
        )

    def _vectors(self, document: Document) -> tuple[Any, list[Any], list[Any]]:
        """A vector for each passage under its heading; arrays for each passage with one for each of its sentences, and of its words."""
        from ingest import embedded_text

        name = _printable(document.file)
        passages = [embedded_text.under_heading(passage) for passage in document.passages]
        vectors, words = self.embedder.encode_with_words(
            passages, lambda done, of: self._tell(f"embedding {name}, {done} of {of} passages")
        )
        self._tell(f"embedding {name}, sentence by sentence")
        sentences = [embedded_text.sentences(passage) for passage in document.passages]
        rows = self.embedder.encode_together([sentence for found in sentences for sentence in found])
        ends = list(accumulate(map(len, sentences), initial=0))
        return vectors, [rows[start:end] for start, end in pairwise(ends)], words

    def _tell(self, what: str) -> None:
        self.progress(self.done, self.total, what)


def _reader() -> Read:
    from ingest.readers import read

    return read


def _files(sources: Sequence[Source | Path], index: Path) -> Iterator[Source]:
    """Each file once: those named, and those in the folders named, by name; hidden ones and the library's own left out."""
    seen: set[Path] = set()
    for given in sources:
        source = given if isinstance(given, Source) else Source(given)
        found = list(_walk(source.path, index)) if os.path.isdir(source.path) else [source.path]
        for path in found or [source.path]:
            if (real := path.absolute()) not in seen:
                seen.add(real)
                yield replace(source, path=path)


def _walk(folder: Path, index: Path) -> Iterator[Path]:
    unreadable: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=lambda error: unreadable.append(Path(error.filename))):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and Path(place, name).absolute() != index.absolute()
        )
        yield from (Path(place, name) for name in sorted(files) if not name.startswith("."))
    yield from unreadable


def _sha256(path: Path, size_limit_bytes: int) -> str:
    from ingest.readers.files import check_name, load

    check_name(path.name)
    return sha256(load(path, size_limit_bytes=size_limit_bytes)).hexdigest()


def _info_of(path: Path) -> DocumentInfo:
    """What a file's name tells: an id made of its letters and digits, and a title.

    >>> _info_of(Path("Fen Council – Policy (2024).pdf"))
    DocumentInfo(id='fen-council-policy-2024', council='', title='Fen Council – Policy (2024)', publisher='', \
status='unknown', version='', dated='', review_due='', source_url='')
    """
    letters = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode().lower()
    return DocumentInfo(re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "document", "", path.stem, "")


def _report(source: Source, status: Status, stored: StoredDocument) -> FileReport:
    return FileReport(
        _printable(str(source.path)),
        status,
        stored.info.id,
        stored.version,
        stored.sha256,
        stored.passages,
        warnings=stored.warnings if status == "accepted" else (),
    )


def _rejected(source: Source, error: str) -> FileReport:
    return FileReport(_printable(str(source.path)), "rejected", error=error)


def _printable(name: str) -> str:
    """A name that can be written on one line of UTF-8, whatever bytes it holds."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in name)
