"""The vector store that questions are put to: a copy of the record's vectors in Chroma, that can be thrown away.

The only file that knows chromadb, and it does so in a helper process: a damaged Chroma store can crash or hang the process
that opens it. The copy proposes; the record's own vectors decide. Where the copy is missing, behind or broken, every vector of
the record is compared instead, and the answer is the same. Run as a module, this file is that helper.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest import chroma_folder
from ingest.child import Child, ChildFailed, Message, serve
from ingest.chroma_folder import Manifest
from ingest.record import Record

if TYPE_CHECKING:
    from ingest.vectors import FloatArray, Scored, Vectors

BATCH = 5000
"""Vectors added at a time: Chroma 1.5.9 refuses more than 5,461."""
FULL_CHECK_VECTORS = 20_000
"""Up to this many vectors are all read back when a copy is opened; beyond it, a sample and the files' sha256 must do."""
SAMPLE = 50
WIDE = 256
"""At least this many candidates are asked for, so that an approximate search leaves out none that count."""
GRAPH = {"space": "ip", "ef_search": 1000, "ef_construction": 400, "max_neighbors": 48, "sync_threshold": 50}
"""Wide enough that 2,000 queries over 10,000 vectors gave the exact twenty best each time (docs/adr/0002)."""


class Store:
    """Vector search over a library, for one process; threads may share it."""

    def __init__(
        self, index: Path, record: Record, *, open_s: float = 30.0, query_s: float = 10.0, build_s: float = 3600.0
    ) -> None:
        """`open_s`, `query_s` and `build_s` are how long Chroma may take before it is given up, in seconds."""
        self._index = index.absolute()
        self._record = record
        self._open_s, self._query_s, self._build_s = open_s, query_s, build_s
        self._mutex = threading.RLock()
        self._key: tuple[int, str] | None = None
        self._reader: Child | None = None
        self._manifest: Manifest | None = None
        self._why = ""
        self._exact: tuple[int, tuple[str, ...] | None, Vectors] | None = None

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the helper process; the store may be used again."""
        with self._mutex:
            if self._reader:
                self._reader.close()
            self._key = self._reader = self._manifest = None

    def query(self, vector: FloatArray, councils: Sequence[str] | None, k: int) -> list[str]:
        """The ids of the k current passages nearest to a vector, best first, ties by id; in these councils, or in all."""
        return [found.id for found in self.search(vector, councils, k)]

    def search(self, vector: FloatArray, councils: Sequence[str] | None, k: int) -> list[Scored]:
        """As `query`, with each passage's cosine, reckoned from the record's vectors."""
        from ingest.vectors import nearest

        with self._mutex, self._record.snapshot():
            ids = self._proposed(vector, councils, k)
            vectors = self._all(councils) if ids is None else self._record.vectors(ids=ids)
            return nearest(vector, vectors, k)

    def state(self) -> str:
        """How the copy stands: "ready", or "missing", "behind" or "broken" with the reason."""
        with self._mutex, self._record.snapshot():
            return "ready" if self._opened() else self._why

    def digest(self) -> dict[str, object]:
        """How the copy stands, and the count and sha256 of its vectors, comparable with the record's; None where not ready."""
        with self._mutex, self._record.snapshot():
            reader = self._opened()
            found = self._asked(reader, {"do": "read"}, self._build_s) if reader else None
            return {"state": "ready" if found else self._why, "count": None, "sha256": None, **(found or {})}

    def refresh(self) -> str:
        """Make the copy anew if it is not ready, prove it in a process of its own, and put it in place.

        :returns: empty, or one line that says why there is no copy; searches are exact without it.
        :raises ValueError: the record was opened for reading: only the one writer makes copies.
        """
        if not self._record.writable:
            raise ValueError("this record was opened for reading")
        with self._mutex, self._record.snapshot():
            if not self._opened():
                try:
                    self._replace()
                except (ChildFailed, OSError) as error:
                    return f"{self._index}: the vector copy could not be made ({error}); searches read the record until it can"
            chroma_folder.tidy(self._index)
        return ""

    def _replace(self) -> None:
        folder = chroma_folder.new(self._index, self._record.generation())
        try:
            made = _once({"do": "build", "index": str(self._index), "folder": str(folder)}, self._build_s)
            chroma_folder.seal(folder, Manifest(**made, files=chroma_folder.hashes(folder)))
            _once({"do": "open", "folder": str(folder)}, self._build_s)
            chroma_folder.swap(self._index, folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _opened(self) -> Child | None:
        """The helper that has the copy open, if it is the copy of what the record now holds and proves whole."""
        key = (self._record.generation(), chroma_folder.pointed(self._index))
        if key != self._key:
            self._open(key)
        return self._reader

    def _open(self, key: tuple[int, str]) -> None:
        unchanged = self._reader and self._key and self._key[1] == key[1]
        if not (unchanged and self._manifest and self._manifest.vector_state == self._record.vector_state()):
            self.close()
            self._manifest, self._why = self._fresh(key[1])
            if self._manifest:
                self._reader = Child("ingest.store")
                self._asked(self._reader, {"do": "open", "folder": str(self._index / key[1])}, self._open_s)
        self._key = key

    def _fresh(self, name: str) -> tuple[Manifest | None, str]:
        if not name:
            return None, "missing"
        found = chroma_folder.manifest(self._index / name)
        if not found:
            return None, "broken: its manifest cannot be read"
        return (found, "") if found.vector_state == self._record.vector_state() else (None, "behind")

    def _asked(self, reader: Child, request: Message, limit_s: float) -> Message | None:
        """The helper's reply; None, and the copy is not asked again, where it fails."""
        try:
            return reader.ask(request, limit_s=limit_s)
        except ChildFailed as error:
            reader.close()
            self._reader, self._why = None, f"broken: {error}"
            return None

    def _proposed(self, vector: FloatArray, councils: Sequence[str] | None, k: int) -> list[str] | None:
        reader = self._opened()
        if not reader or not self._manifest:
            return None
        wanted = self._manifest.collections if councils is None else councils
        names = [self._manifest.collections[council] for council in wanted if council in self._manifest.collections]
        request = {"do": "query", "names": names, "vector": vector.tolist(), "count": max(4 * k, WIDE)}
        reply = self._asked(reader, request, self._query_s)
        return reply["ids"] if reply else None

    def _all(self, councils: Sequence[str] | None) -> Vectors:
        """Every vector in scope, kept until the record moves on or another scope is asked for."""
        scope = None if councils is None else tuple(sorted(councils))
        generation = self._record.generation()
        if not self._exact or self._exact[:2] != (generation, scope):
            stored = self._record.documents()
            documents = None if scope is None else [one.info.id for one in stored if one.info.council in scope]
            self._exact = (generation, scope, self._record.vectors(documents))
        return self._exact[2]


def _once(request: Message, limit_s: float) -> Message:
    """One request to a helper of its own, which has ended, and let go of all files, when this returns."""
    helper = Child("ingest.store")
    try:
        return helper.ask(request, limit_s=limit_s)
    finally:
        helper.close()


class _Copy:
    """The helper's side: a Chroma folder, built or open."""

    def __init__(self) -> None:
        self._collections: dict[str, Any] = {}

    def build(self, index: str, folder: str) -> Message:
        """Fill a folder with the record's current vectors, a collection for each council; returns what it holds."""
        from ingest.vectors import hash_of

        client = _client(folder)
        with Record.open(Path(index)) as record, record.snapshot():
            councils = sorted({one.info.council for one in record.documents()})
            names = {council: f"council-{sha256(council.encode()).hexdigest()[:16]}" for council in councils}
            for council, name in names.items():
                documents = [one.info.id for one in record.documents() if one.info.council == council]
                collection = client.create_collection(
                    name,
                    embedding_function=None,
                    configuration={"hnsw": GRAPH},
                    metadata={"council": council, "state": "current"},
                )
                _fill(collection, record.vectors(documents))
            every = record.vectors()
            made = {
                "vector_state": record.vector_state(),
                "count": len(every.ids),
                "sha256": hash_of(every),
                "collections": names,
            }
        client.close()
        return made

    def open(self, folder: str, read_up_to: int = FULL_CHECK_VECTORS) -> Message:
        """Open a copy and prove it: files as they were sealed, counts, vectors read back, and each collection searched."""
        sealed = chroma_folder.manifest(Path(folder))
        if not sealed or chroma_folder.hashes(Path(folder)) != sealed.files:
            raise ValueError("its files are not those that were written")
        client = _client(folder)
        for name in sealed.collections.values():
            self._collections[name] = client.get_collection(name, embedding_function=None)
        counted = sum(collection.count() for collection in self._collections.values())
        if counted != sealed.count:
            raise ValueError(f"it holds {counted} vectors of {sealed.count}")
        if sealed.count <= read_up_to and self.read()["sha256"] != sealed.sha256:
            raise ValueError("its vectors are not those that were written")
        for collection in self._collections.values():
            _prove(collection)
        return {}

    def query(self, names: list[str], vector: list[float], count: int) -> Message:
        """The ids nearest to a vector in each collection, so many of each."""
        ids: list[str] = []
        for name in names:
            if held := self._collections[name].count():
                found = self._collections[name].query(query_embeddings=[vector], n_results=min(count, held), include=[])
                ids += found["ids"][0]
        return {"ids": ids}

    def read(self) -> Message:
        """The count and sha256 of all vectors, read back from Chroma."""
        from ingest.vectors import Vectors, hash_of

        parts = [_read_back(collection) for collection in self._collections.values() if collection.count()]
        if not parts:
            return {"count": 0, "sha256": sha256().hexdigest()}
        import numpy as np

        every = Vectors(tuple(id for part in parts for id in part.ids), np.concatenate([part.matrix for part in parts]))
        return {"count": len(every.ids), "sha256": hash_of(every)}


def _client(folder: str) -> Any:
    """A Chroma in this folder and nowhere else, that tells nobody of it, whatever the environment says."""
    import chromadb
    from chromadb.config import Settings

    here_only: dict[str, Any] = {
        "anonymized_telemetry": False,
        "chroma_otel_collection_endpoint": "",
        "chroma_otel_granularity": None,
        "chroma_api_impl": "chromadb.api.rust.RustBindingsAPI",
    }
    return chromadb.PersistentClient(path=folder, settings=Settings(**here_only))


def _fill(collection: Any, vectors: Vectors) -> None:
    for start in range(0, len(vectors.ids), BATCH):
        step = slice(start, start + BATCH)
        collection.add(ids=list(vectors.ids[step]), embeddings=vectors.matrix[step])


def _read_back(collection: Any, limit: int | None = None) -> Vectors:
    import numpy as np

    from ingest.vectors import Vectors

    found = collection.get(include=["embeddings"], limit=limit)
    return Vectors(tuple(found["ids"]), np.asarray(found["embeddings"], dtype=np.float32))


def _prove(collection: Any) -> None:
    """A vector that is in the collection must be found at its own place."""
    held = collection.count()
    if not held:
        return
    sample = _read_back(collection, SAMPLE)
    found = collection.query(query_embeddings=sample.matrix, n_results=1, include=["distances"])
    if any(abs(distance[0]) > 1e-3 for distance in found["distances"]):
        raise ValueError("a vector that it holds is not found by its search")


if __name__ == "__main__":
    copy = _Copy()
    serve({"build": copy.build, "open": copy.open, "query": copy.query, "read": copy.read})
