"""Every library is asked the same: the bank's questions, over the documents of their scope, with one set of vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from assistant import corpus, library
from assistant.corpus import NATIONAL
from assistant.holdings import Holdings
from assistant.proving import assemble
from evals.peers import questions
from evals.peers.model import Asked, PeersError, Search, Shown, Source
from evals.peers.scoped import Scoped
from evals.peers.vectors import SharedVectors
from tests.evals.answers import question

SOURCES = [Source("a", "fenmoor", "One rule."), Source("b", "fenmoor", "Two rules."), Source("c", "oxby", "Three rules.")]


@pytest.fixture(scope="module")
def holdings() -> Holdings:
    return assemble(library.digest_documents(corpus.entries(corpus.folder())))


def test_a_question_that_names_no_clause_is_left_out(holdings: Holdings) -> None:
    assert questions.asked([question()], holdings) == ()


def test_a_clause_is_placed_where_its_words_stand(holdings: Holdings) -> None:
    (one,) = questions.asked([question(expect_clauses=[["9.2.1", "7.3"]])], holdings)
    texts = {source.id: source.text for source in questions.sources(holdings)}
    first = one.wanted[0]
    words = "".join(texts[first.document][start:end] for start, end in first.spans)
    assert "£1M" in words and "24 months" in words
    assert len(one.wanted) == 2


def test_the_scope_is_the_council_asked_about_and_everything_where_it_is_several(holdings: Holdings) -> None:
    about = [
        question(about="southend", expect_clauses=["9.2.1"]),
        question(about="several", expect_clauses=["southend:9.2.1"]),
        question(about="nation", expect_clauses=["southend:9.2.1"]),
    ]
    assert [one.scope for one in questions.asked(about, holdings)] == ["southend", None, NATIONAL]


def test_a_clause_that_is_not_there_is_named(holdings: Holdings) -> None:
    with pytest.raises(PeersError, match=r"q-one: southend-social-value-policy holds no clause 99\.9"):
        questions.asked([question(expect_clauses=["99.9"])], holdings)


def test_questions_before_stand_in_front_of_the_query() -> None:
    assert Asked("q", "And in Oxby?", ("Is it required?",), None, ()).query == "Is it required? And in Oxby?"


def test_an_index_holds_the_scope_alone_and_is_made_once() -> None:
    made: list[list[str]] = []

    def over(sources: Sequence[Source]) -> Search:
        made.append([source.id for source in sources])
        return lambda query, k: [Shown(source.id, 0, len(source.text)) for source in sources][:k]

    put = Scoped(SOURCES, over)
    for scope in ("fenmoor", None, "fenmoor", "oxby"):
        put(Asked("q", "Rules?", (), scope, ()))
    assert made == [["a", "b"], ["a", "b", "c"], ["c"]]


class Counting:
    """An embedder that remembers what it was given."""

    fingerprint, dimensions = "counting", 2

    def __init__(self) -> None:
        self.given: list[str] = []

    def encode(self, texts: Sequence[str], progress: object = None) -> np.ndarray:
        self.given += texts
        return np.array([[1.0, len(text)] for text in texts], dtype=np.float32)


def test_a_text_has_one_vector_whichever_library_asks() -> None:
    embedder = Counting()
    vectors = SharedVectors(embedder)  # type: ignore[arg-type]
    assert vectors.of_texts(["ab", "abc", "ab"]) == [[1, 2], [1, 3], [1, 2]]
    assert vectors.of_query("abc") == [1, 3]
    assert embedder.given == ["ab", "abc"]
