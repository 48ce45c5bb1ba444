"""Which clause settles a question, told by a classifier of known questions: on vectors made by hand, so that each claim can be seen."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant import corpus, known_questions
from assistant.retrieve import evidence, fit_clause_classifier
from assistant.retrieve.clause_classifier import LEAST, ClauseClassifier, Placed, unpacked
from assistant.retrieve.evidence import Evidence
from assistant.retrieve.passages import LIKELY_COUNTS, with_likely
from ingest.known_questions import KnownQuestions, Near
from ingest.record import Record
from ingest.schema import FILE_NAME
from tests.assistant.retrieve.test_passages import HARBOUR, MOOR, by_clause, every, put, search
from tests.assistant.test_known_questions import QUESTIONS, listed

PAY, WRITE, NONE = np.eye(3, dtype=np.float32)
TEXTS = ("crew wages", "wages of sailors", "write letters", "letters to us", "lighthouse owner", "the lighthouse")
LABELS = ("3", "3", "1", "1", "", "")
VECTORS = np.stack([PAY, PAY, WRITE, WRITE, NONE, NONE])


def fitted() -> ClauseClassifier:
    found = fit_clause_classifier.fitted(VECTORS, TEXTS, LABELS)
    assert found
    return found


def likeliest(placed: Placed) -> str:
    return max([*placed.clauses.items(), ("", placed.none)], key=lambda one: one[1])[0]


def test_a_question_is_placed_by_its_vector_and_by_its_words_each_alone() -> None:
    classifier, nowhere = fitted(), np.zeros(3, dtype=np.float32)
    for vector, label in ((PAY, "3"), (WRITE, "1"), (NONE, "")):
        assert likeliest(classifier.place(vector, "something else")) == label
    for text, label in (("my wages", "3"), ("letters?", "1"), ("a lighthouse", "")):
        assert likeliest(classifier.place(nowhere, text)) == label


def test_the_likelihoods_of_all_clauses_and_of_none_make_one() -> None:
    placed = fitted().place(PAY, "wages")
    assert math.fsum(map(math.exp, (*placed.clauses.values(), placed.none))) == pytest.approx(1.0, abs=0.001)
    assert placed.settled_odds == pytest.approx(math.log(-math.expm1(placed.none)) - placed.none, abs=0.001)


def test_two_classes_are_told_apart_as_three_are() -> None:
    found = fit_clause_classifier.fitted(VECTORS[2:], TEXTS[2:], LABELS[2:])
    assert found and likeliest(found.place(WRITE, "letters")) == "1" and likeliest(found.place(NONE, "lighthouse")) == ""


def test_where_all_questions_are_of_one_clause_there_is_nothing_to_tell() -> None:
    assert fit_clause_classifier.fitted(VECTORS[:2], TEXTS[:2], LABELS[:2]) is None


def test_a_word_of_one_question_alone_does_not_count() -> None:
    assert "letter" in fitted().words and "owner" not in fitted().words


def test_a_list_without_near_misses_never_tells_that_nothing_settles_a_question() -> None:
    found = fit_clause_classifier.fitted(VECTORS[:4], TEXTS[:4], LABELS[:4])
    assert found and found.place(NONE, "lighthouse").none == LEAST
    assert found.place(NONE, "lighthouse").settled_odds == -LEAST


def test_what_is_packed_places_questions_as_before_and_what_is_not_a_classifier_is_refused() -> None:
    classifier = fitted()
    before, after = (one.place(PAY, "letters of the crew") for one in (classifier, unpacked(classifier.packed())))
    assert after.clauses == pytest.approx(before.clauses, abs=0.02) and after.none == pytest.approx(before.none, abs=0.02)
    with pytest.raises(ValueError):
        unpacked(b"no classifier")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path, write=True) as made:
        put(made, HARBOUR)
        put(made, MOOR)
        yield made


def with_classifier(*questions: tuple[str, str]) -> KnownQuestions:
    known = listed("harbour", *questions)
    classifier = fit_clause_classifier.fitted(known.vectors, known.texts, known.clauses)
    assert classifier
    return replace(known, classifier=classifier.packed())


def test_a_likelier_clause_comes_before_one_that_is_as_near(record: Record) -> None:
    record.put_known_questions("harbour", listed("harbour", *QUESTIONS))
    before = by_clause(search(record, "fair pay", every(HARBOUR, MOOR)))
    assert before["3"].placed is None
    record.put_known_questions("harbour", with_classifier(*QUESTIONS))
    after = by_clause(search(record, "fair pay", every(HARBOUR, MOOR)))
    placed = after["3"].placed
    assert placed and placed.of("3") > placed.of("1")
    for clause in ("3", "1"):
        assert after[clause].score == pytest.approx(before[clause].score + LIKELY_COUNTS * placed.behind(clause), abs=1e-5)
    assert after["3"].scores["likely"] == placed.of("3") and after["3"].scores["answerable"] == placed.settled_odds
    assert after["3"].score - after["1"].score > before["3"].score - before["1"].score


def test_the_likeliest_clause_of_a_document_loses_nothing_against_documents_without_a_list(record: Record) -> None:
    before = by_clause(search(record, "fair pay", every(HARBOUR, MOOR)))
    record.put_known_questions(
        "harbour", with_classifier(("3", "fair pay"), ("3", "is pay fair"), ("1", "works"), ("1", "more works"))
    )
    after = by_clause(search(record, "fair pay", every(HARBOUR, MOOR)))
    assert after["3"].score >= before["3"].score and after["1"].score < after["3"].score
    assert after["1.1"].score == before["1.1"].score


def test_a_document_without_a_classifier_is_scored_as_it_was(record: Record) -> None:
    before = by_clause(search(record, "fair pay", every(HARBOUR, MOOR)))
    record.put_known_questions("harbour", with_classifier(*QUESTIONS))
    after = by_clause(search(record, "fair pay", every(HARBOUR, MOOR)))
    assert [after[one] for one in ("1.1", "1.2")] == [before[one] for one in ("1.1", "1.2")]
    assert with_likely(0.5, None) == 0.5


def test_whether_a_question_is_settled_is_told_by_the_classifier_where_there_is_one(record: Record) -> None:
    found = search(record, "fair pay", every(HARBOUR, MOOR))
    assert evidence.is_known(found) is None
    record.put_known_questions("harbour", with_classifier(*QUESTIONS))
    first = by_clause(search(record, "fair pay", every(HARBOUR)))["3"]
    for odds in (1.0, -1.0):
        none = -math.log1p(math.exp(odds))
        assert evidence.is_known([replace(first, placed=Placed({}, none))]) is (odds > 0)


def test_a_library_from_before_there_were_classifiers_is_read_and_gets_its_table_from_the_next_writer(tmp_path: Path) -> None:
    with Record.open(tmp_path, write=True) as made:
        put(made, HARBOUR)
        made.put_known_questions("harbour", with_classifier(*QUESTIONS))
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("DROP TABLE clause_classifiers")
    connection.close()
    with Record.open(tmp_path) as old:
        assert [one.classifier for one in old.known_questions()] == [b""]
        assert by_clause(search(old, "fair pay", every(HARBOUR), ["harbour"]))["3"].placed is None
    with Record.open(tmp_path, write=True) as made:
        made.put_known_questions("harbour", with_classifier(*QUESTIONS))
        assert by_clause(search(made, "fair pay", every(HARBOUR)))["3"].placed


def test_the_classifiers_that_come_with_the_corpus_know_the_labels_of_its_lists() -> None:
    for entry in corpus.entries(corpus.DEFAULT):
        assert entry.questions is not None
        with np.load(entry.questions.with_name(known_questions.VECTORS)) as held:
            classifier = unpacked(held["classifier"].tobytes())
        assert set(classifier.clauses) == {label for label, _ in known_questions.read(entry)}


def test_odds_that_a_clause_settles_it_make_an_answer_likelier() -> None:
    base = Evidence(0.4, 1.0, 1.0, False, 9, known=Near({"1": 0.6}, 0.6, 0.3, 0.3))
    low, high = (evidence.strength(replace(base, placed=odds), 0.0, evidence.fitted().listed) for odds in (-2.0, 2.0))
    assert high > low + 1
