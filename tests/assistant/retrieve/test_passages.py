"""Passages are found by meaning and by words, each leg scoring what either proposes, within the documents asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.retrieve.passages import ALIGNED, ALIGNED_SHARE, CANDIDATES, LEXICAL_SHARE, Ranked, Retriever
from ingest.model import Document
from ingest.record import Record
from ingest.vectors import FloatArray
from tests.ingest.invented_library import WordEmbedder, document, sentences_of, vectors_of, words_of

EMBEDDER = WordEmbedder()
HARBOUR = document(
    "harbour",
    [
        ("1", "Works above £177,897 weigh apprenticeships."),
        ("2", "Reports are due each quarter. Bread is baked on site. Boats are hired by the hour. Fair pay is asked about."),
        ("3", "Fair pay is asked about"),
    ],
)
MOOR = document("moor", [("1.1", "Cleaning contracts ask bidders about fair pay."), ("1.2", "Nothing is said of works.")])


class Proposes:
    """A vector store that proposes these ids, whatever it is asked."""

    def __init__(self, *ids: str) -> None:
        self.ids = ids

    def query(self, vector: FloatArray, councils: Sequence[str] | None, k: int) -> Sequence[str]:
        return self.ids[:k]


def put(record: Record, one: Document) -> None:
    sentences, words = sentences_of(one, EMBEDDER), words_of(one, EMBEDDER)
    record.publish(one, vectors_of(one, EMBEDDER), EMBEDDER.fingerprint, sentences=sentences, words=words)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path, write=True) as record:
        put(record, HARBOUR)
        put(record, MOOR)
        yield record


def search(
    library: Record, query: str, store: Proposes, documents: Sequence[str] = ("harbour", "moor"), k: int = 10
) -> list[Ranked]:
    retriever = Retriever(library, store, lambda: EMBEDDER, lambda text: EMBEDDER.encode_query(text)[0])
    return retriever.search(query, documents=documents, councils=None, k=k)


def clauses(found: Sequence[Ranked]) -> list[str]:
    return [one.passage.clause for one in found]


def by_clause(found: Sequence[Ranked]) -> dict[str, Ranked]:
    return {one.passage.clause: one for one in found}


def every(*documents: Document) -> Proposes:
    return Proposes(*(passage.id for one in documents for passage in one.passages))


def test_a_passage_that_only_the_words_find_is_scored_by_meaning_too(library: Record) -> None:
    found = by_clause(search(library, "apprenticeships", Proposes()))
    cosine = float(EMBEDDER.encode_query("apprenticeships")[0] @ EMBEDDER.encode_query(HARBOUR.passages[0].text)[0])
    sentence = float(
        EMBEDDER.encode_query("apprenticeships")[0] @ EMBEDDER.encode_query(HARBOUR.passages[0].text.rstrip("."))[0]
    )
    assert list(found) == ["1"]
    assert found["1"].lexical == 1.0
    assert found["1"].dense == pytest.approx((cosine + sentence) / 2, abs=2e-6)
    legs = found["1"].dense + LEXICAL_SHARE
    assert found["1"].score == pytest.approx((1 - ALIGNED_SHARE) * legs + ALIGNED_SHARE * found["1"].aligned, abs=2e-6)


def test_a_passage_that_only_the_meaning_finds_is_scored_by_words_too(tmp_path: Path) -> None:
    told_often = [(str(n), "Fair pay, fair pay and fair pay.") for n in range(1, CANDIDATES + 2)]
    many = document(
        "many", [*told_often, ("last", "Some of this is in all of the rope and boats and oars and sails that the pay is for.")]
    )
    of_like_words_but_one = "some of this is in all of the and that is for pay"
    with Record.open(tmp_path, write=True) as record:
        put(record, many)
        unproposed = by_clause(search(record, of_like_words_but_one, Proposes(), ["many"]))
        proposed = by_clause(search(record, of_like_words_but_one, Proposes(many.passages[-1].id), ["many"]))
    assert "last" not in unproposed
    assert 0 < proposed["last"].lexical < 1


def test_the_nearest_sentence_of_a_passage_lifts_it(library: Record) -> None:
    query = "boats are hired by the hour"
    found = by_clause(search(library, query, every(HARBOUR)))["2"]
    whole = float(EMBEDDER.encode_query(query)[0] @ EMBEDDER.encode_query(HARBOUR.passages[1].text)[0])
    assert found.dense > whole + 0.2


def test_a_word_that_is_met_lifts_a_passage_in_which_it_is_lost_among_others(tmp_path: Path) -> None:
    filler = " ".join(f"filler{n}" for n in range(60))
    lost = document("lost", [("1", f"{filler} bread fair pay"), ("2", "bread and butter bread and butter bread and butter")])
    query = "bread fair pay"
    with Record.open(tmp_path, write=True) as record:
        put(record, lost)
        aligned = by_clause(search(record, query, every(lost), ["lost"]))
        assert aligned["1"].aligned == pytest.approx(1.0, abs=0.02)
        assert aligned["1"].dense < aligned["2"].dense
        assert list(aligned) == ["1", "2"]


def test_no_more_than_the_best_by_both_legs_are_scored_word_by_word(tmp_path: Path) -> None:
    many = document("many", [(str(n), f"Clause {n} is about fair pay.") for n in range(1, ALIGNED + 21)])
    asked: list[int] = []

    class Counting(Record):
        def word_vectors(self, ids: Sequence[str]) -> dict[str, FloatArray]:
            asked.append(len(ids))
            return super().word_vectors(ids)

    with Counting.open(tmp_path, write=True) as record:
        put(record, many)
        search(record, "fair pay", every(many), ["many"], k=3)
    assert asked == [ALIGNED]


def test_without_sentences_a_passage_is_scored_by_its_own_vector(tmp_path: Path) -> None:
    with Record.open(tmp_path, write=True) as record:
        record.publish(MOOR, vectors_of(MOOR, EMBEDDER), EMBEDDER.fingerprint)
        found = by_clause(search(record, "fair pay", every(MOOR), ["moor"]))
    expected = vectors_of(MOOR, EMBEDDER) @ EMBEDDER.encode_query("fair pay")[0]
    assert [found["1.1"].dense, found["1.2"].dense] == pytest.approx(list(expected), abs=2e-6)


def test_nothing_outside_the_documents_asked_for_is_found_though_the_store_proposes_it(library: Record) -> None:
    assert set(clauses(search(library, "fair pay works", every(HARBOUR, MOOR), ["moor"]))) == {"1.1", "1.2"}
    assert search(library, "fair pay works", every(HARBOUR, MOOR), []) == []


def test_the_best_words_in_scope_count_one_whatever_stands_elsewhere(library: Record) -> None:
    found = search(library, "works", every(HARBOUR, MOOR), ["moor"])
    assert max(one.lexical for one in found) == 1.0


def test_equal_passages_come_in_the_order_of_their_ids_whichever_way_they_are_proposed(tmp_path: Path) -> None:
    twins = [document(name, [("1", "Fair pay is weighed.")]) for name in ("b", "a", "c")]
    with Record.open(tmp_path, write=True) as record:
        for one in twins:
            put(record, one)
        for store in (every(*twins), every(*twins[::-1]), Proposes()):
            found = search(record, "fair pay", store, ["a", "b", "c"])
            assert [one.passage.document for one in found] == ["a", "b", "c"]
            assert len({one.score for one in found}) == 1


def test_a_question_of_stop_words_is_answered_by_meaning_alone(library: Record) -> None:
    found = search(library, "what is it", every(HARBOUR, MOOR))
    assert len(found) == 5 and all(one.lexical == 0.0 for one in found)


def test_as_many_passages_as_asked_for_are_given_beyond_the_usual_candidates(tmp_path: Path) -> None:
    many = document("many", [(str(n), f"Clause {n} is about fair pay.") for n in range(1, CANDIDATES + 51)])
    with Record.open(tmp_path, write=True) as record:
        put(record, many)
        assert len(search(record, "fair pay", every(many), ["many"], k=CANDIDATES + 40)) == CANDIDATES + 40
        assert len(search(record, "fair pay", every(many), ["many"], k=3)) == 3


def test_scores_fall_from_the_first_passage_to_the_last(library: Record) -> None:
    scores = [one.score for one in search(library, "ask about fair pay", every(HARBOUR, MOOR))]
    assert scores == sorted(scores, reverse=True)
    assert np.isfinite(scores).all()
