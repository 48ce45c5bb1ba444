"""LlamaIndex: its sentence splitter, its vector index and its BM25, fused by rank. The only file that knows it here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.llms import MockLLM
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.retrievers.bm25 import BM25Retriever

from evals.peers.model import Search, Shown, Source, Stack, Vectors, placed
from evals.peers.scoped import Scoped
from evals.retrieval.ranks import DEPTH


def stacks(sources: Sequence[Source], vectors: Vectors) -> list[Stack]:
    """Chunks as the splitter comes, those of its BM25 guide, and chunks that the embedding model reads whole."""
    return [
        Stack(
            "LlamaIndex, vectors and BM25",
            f"chunks of {size}/{over} tokens; reciprocal ranks",
            Scoped(sources, partial(_both, vectors=vectors, size=size, over=over)),
        )
        for size, over in ((1024, 200), (512, 20), (200, 20))
    ]


class _Shared(BaseEmbedding):
    _vectors: Any = PrivateAttr()

    def __init__(self, vectors: Vectors) -> None:
        super().__init__(model_name="shared")
        self._vectors = vectors

    def _get_query_embedding(self, query: str) -> list[float]:
        found: list[float] = self._vectors.of_query(query)
        return found

    def _get_text_embedding(self, text: str) -> list[float]:
        found: list[float] = self._vectors.of_query(text)
        return found

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def _both(sources: Sequence[Source], vectors: Vectors, size: int, over: int) -> Search:
    """Fused as the library's guide to it has it, on the question alone: the other questions it would think of take a language model."""
    documents = [Document(id_=source.id, text=source.text) for source in sources]
    nodes = SentenceSplitter(chunk_size=size, chunk_overlap=over).get_nodes_from_documents(documents)
    wanted = min(DEPTH, len(nodes))
    by_meaning = VectorStoreIndex(nodes, embed_model=_Shared(vectors)).as_retriever(similarity_top_k=wanted)
    by_words = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=wanted)
    fused = QueryFusionRetriever(
        [by_meaning, by_words], llm=MockLLM(), mode="reciprocal_rerank", similarity_top_k=wanted, num_queries=1, use_async=False
    )
    by_id = {source.id: source for source in sources}

    def search(query: str, k: int) -> list[Shown]:
        return [
            placed(by_id[n.node.ref_doc_id], n.node.get_content(), n.node.start_char_idx) for n in fused.retrieve(query)[:k]
        ]

    return search
