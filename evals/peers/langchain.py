"""LangChain: its plain recursive splitter with Chroma, and that with BM25 in its ensemble. The only file that knows it here.

BM25 for LangChain comes in langchain-community, which is being wound up. `WordsRetriever` does what its BM25Retriever did, with the
same package (rank-bm25) and the same defaults: words are what stands between spaces, as written.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from langchain_chroma import Chroma
from langchain_classic.retrievers import EnsembleRetriever
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_text_splitters import RecursiveCharacterTextSplitter
from rank_bm25 import BM25Okapi
from snowballstemmer import stemmer

from evals.peers.model import Search, Shown, Source, Stack, Vectors, placed
from evals.peers.scoped import Scoped
from evals.retrieval.ranks import DEPTH

Words = Callable[[str], list[str]]
_names = (f"peer-{number}" for number in itertools.count())
_english = stemmer("english")


def stacks(sources: Sequence[Source], vectors: Vectors) -> list[Stack]:
    """Chunks of the tutorials' size, and chunks that the embedding model reads whole."""
    found = []
    for size, over, words in ((1000, 200, str.split), (500, 50, stems)):
        chunks, read = f"chunks of {size}/{over} characters", "words as written" if words is str.split else "words stemmed"
        dense = partial(_dense, vectors=vectors, size=size, over=over)
        both = partial(_ensemble, vectors=vectors, size=size, over=over, words=words)
        found.append(Stack("LangChain, Chroma", chunks, Scoped(sources, dense)))
        found.append(Stack("LangChain, ensemble with BM25", f"{chunks}; halves, c=60; {read}", Scoped(sources, both)))
    return found


def stems(text: str) -> list[str]:
    """Words in small letters, stemmed."""
    letters = "".join(c if c.isalnum() else " " for c in text.lower())
    return list(_english.stemWords(letters.split()))


class _Shared(Embeddings):
    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._vectors.of_texts(texts)

    def embed_query(self, text: str) -> list[float]:
        return self._vectors.of_query(text)


class WordsRetriever(BaseRetriever):
    """BM25 (Okapi, k1 1.5, b 0.75, as rank-bm25 has them) over chunks."""

    chunks: list[Document]
    words: Any
    bm25: Any

    def _get_relevant_documents(self, query: str, *, run_manager: Any) -> list[Document]:
        best: list[Document] = self.bm25.get_top_n(self.words(query), self.chunks, n=DEPTH)
        return best


def _cut(sources: Sequence[Source], size: int, over: int) -> list[Document]:
    splitter = RecursiveCharacterTextSplitter(chunk_size=size, chunk_overlap=over, add_start_index=True)
    chunks: list[Document] = splitter.create_documents([s.text for s in sources], [{"document": s.id} for s in sources])
    for number, chunk in enumerate(chunks):
        chunk.metadata["id"] = number
    return chunks


def _store(chunks: Sequence[Document], vectors: Vectors) -> Chroma:
    store = Chroma(collection_name=next(_names), embedding_function=_Shared(vectors))
    store.add_documents(list(chunks))
    return store


def _dense(sources: Sequence[Source], vectors: Vectors, size: int, over: int) -> Search:
    store = _store(_cut(sources, size, over), vectors)
    return _searching(sources, lambda query, k: store.similarity_search(query, k=k))


def _ensemble(sources: Sequence[Source], vectors: Vectors, size: int, over: int, words: Words) -> Search:
    chunks = _cut(sources, size, over)
    by_words = WordsRetriever(chunks=chunks, words=words, bm25=BM25Okapi([words(chunk.page_content) for chunk in chunks]))
    by_meaning = _store(chunks, vectors).as_retriever(search_kwargs={"k": DEPTH})
    both = EnsembleRetriever(retrievers=[by_words, by_meaning], weights=[0.5, 0.5], id_key="id")
    return _searching(sources, lambda query, k: both.invoke(query)[:k])


def _searching(sources: Sequence[Source], found: Callable[[str, int], Sequence[Document]]) -> Search:
    by_id = {source.id: source for source in sources}

    def search(query: str, k: int) -> list[Shown]:
        return [placed(by_id[d.metadata["document"]], d.page_content, d.metadata["start_index"]) for d in found(query, k)]

    return search
