"""Haystack: its document splitter, its BM25 and its vectors, joined by reciprocal rank fusion. The only file that knows it here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from haystack import Document
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from evals.peers.model import Search, Shown, Source, Stack, Vectors, placed
from evals.peers.scoped import Scoped
from evals.retrieval.ranks import DEPTH


def stacks(sources: Sequence[Source], vectors: Vectors) -> list[Stack]:
    """Chunks as the splitter comes, and smaller ones that overlap."""
    return [
        Stack(
            "Haystack, BM25 and vectors",
            f"chunks of {size}/{over} words; reciprocal ranks",
            Scoped(sources, partial(_both, vectors=vectors, size=size, over=over)),
        )
        for size, over in ((200, 0), (100, 20))
    ]


def _chunks(sources: Sequence[Source], vectors: Vectors, size: int, over: int) -> list[Document]:
    splitter = DocumentSplitter(split_by="word", split_length=size, split_overlap=over)
    found = splitter.run([Document(content=s.text, meta={"document": s.id}) for s in sources])["documents"]
    embedded = vectors.of_texts([chunk.content for chunk in found])
    return [
        Document(
            content=chunk.content, meta={key: chunk.meta[key] for key in ("document", "split_idx_start")}, embedding=vector
        )
        for chunk, vector in zip(found, embedded, strict=True)
    ]


def _both(sources: Sequence[Source], vectors: Vectors, size: int, over: int) -> Search:
    store = InMemoryDocumentStore(shared=False)
    store.write_documents(_chunks(sources, vectors, size, over))
    by_words, by_meaning = InMemoryBM25Retriever(store, top_k=DEPTH), InMemoryEmbeddingRetriever(store, top_k=DEPTH)
    joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=DEPTH)
    by_id = {source.id: source for source in sources}

    def search(query: str, k: int) -> list[Shown]:
        legs = [by_words.run(query)["documents"], by_meaning.run(vectors.of_query(query))["documents"]]
        found = joiner.run(legs)["documents"][:k]
        return [placed(by_id[d.meta["document"]], d.content, d.meta["split_idx_start"]) for d in found]

    return search
