"""The questions that a document's clauses are known to settle: a question that shares no word with a clause comes to it by them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant import corpus, known_questions, library
from assistant.errors import PackError
from assistant.retrieve.passages import SETTLED_SHARE
from assistant.surfaces import cli
from ingest import embed
from ingest.known_questions import KnownQuestions
from ingest.record import Record
from ingest.schema import FILE_NAME
from tests.assistant.retrieve.test_passages import EMBEDDER, HARBOUR, MOOR, by_clause, clauses, every, put, search

QUESTIONS = (
    ("3", "what do you pay your crew"),
    ("1", "how often do I write to you"),
    ("", "who owns the lighthouse"),
)
RIGHT = 'answered:\n  "1.1":\n    - who sweeps\nnot_answered:\n  - where is the key\n'


def listed(document: str, *questions: tuple[str, str]) -> KnownQuestions:
    vectors = np.stack([EMBEDDER.encode_query(text)[0] for _, text in questions])
    clauses, texts = zip(*questions, strict=True)
    return KnownQuestions(document, "0" * 64, EMBEDDER.fingerprint, clauses, texts, vectors)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path, write=True) as made:
        put(made, HARBOUR)
        put(made, MOOR)
        yield made


def test_a_question_comes_to_the_clause_that_is_known_to_settle_it_though_they_share_no_word(record: Record) -> None:
    asked = "how often do I write"
    assert clauses(search(record, asked, every(HARBOUR, MOOR)))[0] != "1"
    record.put_known_questions("harbour", listed("harbour", *QUESTIONS))
    found = search(record, asked, every(HARBOUR, MOOR))
    assert found[0].passage.clause == "1" and found[0].settled is not None and found[0].settled > 0.8


def test_the_score_is_its_own_and_the_known_questions_by_their_share(record: Record) -> None:
    before = by_clause(search(record, "fair pay", every(HARBOUR, MOOR)))
    record.put_known_questions("harbour", listed("harbour", *QUESTIONS))
    after = by_clause(search(record, "fair pay", every(HARBOUR, MOOR)))
    near = EMBEDDER.encode_query("fair pay")[0] @ EMBEDDER.encode_query("what do you pay your crew")[0]
    assert after["3"].settled == pytest.approx(float(near), abs=0.01)
    assert after["3"].score == pytest.approx((1 - SETTLED_SHARE) * before["3"].score + SETTLED_SHARE * float(near), abs=0.01)


def test_a_document_without_a_list_is_scored_as_it_was(record: Record) -> None:
    before = by_clause(search(record, "fair pay", every(HARBOUR, MOOR)))
    record.put_known_questions("harbour", listed("harbour", *QUESTIONS))
    after = by_clause(search(record, "fair pay", every(HARBOUR, MOOR)))
    assert [after[clause] for clause in ("1.1", "1.2")] == [before[clause] for clause in ("1.1", "1.2")]
    assert after["1.1"].settled is None and after["1.1"].known is None


def test_a_clause_of_which_nothing_is_listed_counts_by_its_own_nearness(record: Record) -> None:
    record.put_known_questions("harbour", listed("harbour", *QUESTIONS))
    found = by_clause(search(record, "bread", every(HARBOUR, MOOR)))
    assert found["2"].settled == found["2"].dense


def test_a_question_that_nothing_settles_is_told_by_its_nearness(record: Record) -> None:
    record.put_known_questions("harbour", listed("harbour", *QUESTIONS))
    near = by_clause(search(record, "who owns the lighthouse here", every(HARBOUR, MOOR)))["1"].known
    far = by_clause(search(record, "bread", every(HARBOUR, MOOR)))["1"].known
    assert near and far and near.unsettled > 0.8 > 0.5 > far.unsettled
    assert near.around_unsettled > near.around_settled


def test_of_two_lists_with_one_question_as_near_that_is_nearer_around_which_has_more_on_the_matter() -> None:
    alone = listed("harbour", ("3", "pay the crew"), ("1", "who owns the lighthouse"))
    among = listed("harbour", ("3", "pay the crew"), ("1", "crew pay by the hour"))
    asked = EMBEDDER.encode_query("pay crew")[0]
    assert alone.near(asked).settled == among.near(asked).settled
    assert alone.near(asked).around_settled < among.near(asked).around_settled


def test_a_clause_is_proposed_by_its_known_questions_alone(record: Record) -> None:
    from tests.assistant.retrieve.test_passages import Proposes

    assert search(record, "crew", Proposes()) == []
    record.put_known_questions("harbour", listed("harbour", *QUESTIONS))
    assert search(record, "crew", Proposes())[0].passage.clause == "3"


def test_a_list_takes_the_place_of_the_one_before_and_can_be_dropped(record: Record) -> None:
    record.put_known_questions("harbour", listed("harbour", *QUESTIONS))
    second = replace(listed("harbour", ("1", "may I build")), sha256="1" * 64)
    record.put_known_questions("harbour", second)
    assert record.known_question_sums() == {"harbour": ("1" * 64, EMBEDDER.fingerprint)}
    (held,) = record.known_questions()
    assert (held.clauses, held.texts) == (("1",), ("may I build",))
    assert np.abs(held.vectors - second.vectors).max() < 0.005
    record.put_known_questions("harbour", None)
    assert record.known_questions() == () and record.known_question_sums() == {}
    assert record.audit_verify().broken_at is None


def test_what_is_listed_is_part_of_the_digest_of_a_library(record: Record) -> None:
    before = record.digest()["known_questions"]
    record.put_known_questions("harbour", listed("harbour", *QUESTIONS))
    assert record.digest()["known_questions"] != before


def test_a_library_from_before_there_were_lists_is_read_and_gets_its_table_from_the_next_writer(tmp_path: Path) -> None:
    with Record.open(tmp_path, write=True) as made:
        put(made, HARBOUR)
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("DROP TABLE known_questions")
    connection.close()
    with Record.open(tmp_path) as old:
        assert old.known_questions() == () and old.known_question_sums() == {}
        assert clauses(search(old, "fair pay", every(HARBOUR), ["harbour"]))[0] == "3"
    with Record.open(tmp_path, write=True) as made:
        made.put_known_questions("harbour", listed("harbour", *QUESTIONS))
        assert len(made.known_questions()) == 1


@pytest.mark.parametrize(
    "text, told",
    [
        ("- a list", "holds answered: with labels"),
        ("answered: {}\n", "holds answered: with labels"),
        (RIGHT + "extra: []\n", "holds answered: with labels"),
        (RIGHT.replace("- who sweeps", "- 12"), "questions are a list of texts"),
        (RIGHT.replace("    - who sweeps", "    who: sweeps"), "questions are a list of texts"),
        (RIGHT.replace("where is the key", "Who sweeps"), "twice: 'Who sweeps'"),
        (RIGHT.replace("who sweeps", "w" * 301), "over 300 characters"),
    ],
)
def test_a_list_that_is_not_right_is_refused_with_its_file_and_its_line(text: str, told: str) -> None:
    with pytest.raises(PackError, match=r"fen/questions\.yaml") as raised:
        known_questions.parsed("fen/questions.yaml", text)
    assert told in str(raised.value) and "line" in str(raised.value)


@pytest.fixture
def own_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of one council, that may be changed."""
    folder = tmp_path / "corpus"
    for part in ("norwich", "national"):
        shutil.copytree(corpus.DEFAULT / part, folder / part)
    monkeypatch.setenv("CLAUSEWISE_CORPUS", str(folder))
    return folder


def changed(folder: Path, old: str, new: str) -> None:
    file = folder / "norwich" / known_questions.FILE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_list_that_was_changed_is_taken_in_with_vectors_made_anew_and_one_that_is_gone_is_left_out(
    own_corpus: Path, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    library.brought_up_to_date(index)
    file = own_corpus / "norwich" / known_questions.FILE
    file.write_text(
        'answered:\n  "What is social value?":\n    - "do badgers count"\nnot_answered:\n  - "may I bring my accordion"\n',
        encoding="utf-8",
    )
    with library.opened(index) as opened:
        held = {one.document: one for one in opened.record.known_questions()}["norwich-social-value-framework"]
        assert held.texts == ("do badgers count", "may I bring my accordion")
        own = embed.load().encode_query("do badgers count")[0]
        assert float(held.vectors[0] @ own) > 0.999
    file.unlink()
    with library.opened(index) as opened:
        assert "norwich-social-value-framework" not in opened.record.known_question_sums()


def test_a_list_that_is_not_right_leaves_the_library_as_it_was(own_corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    library.brought_up_to_date(index)
    with Record.open(index) as record:
        before = record.digest()
    changed(own_corpus, "not_answered:", "unanswered:")
    with pytest.raises(PackError, match=r"norwich/questions\.yaml"):
        library.brought_up_to_date(index)
    with Record.open(index) as record:
        assert record.digest() == before


def test_check_names_a_question_under_a_clause_that_is_not_there(
    own_corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index = str(tmp_path / "none")
    assert cli.main(["check", "--index", index]) == 0
    assert "norwich/questions.yaml: " in capsys.readouterr().out
    changed(own_corpus, '"What is social value?":', '"What is social worth?":')
    assert cli.main(["check", "--index", index]) == 1
    told = capsys.readouterr().err
    assert "norwich/questions.yaml" in told and "'What is social worth?'" in told


def test_the_vectors_that_come_with_the_corpus_are_of_its_lists_and_of_the_model_in_use() -> None:
    embedder = embed.load()
    for entry in corpus.entries(corpus.DEFAULT):
        assert entry.questions is not None
        with np.load(entry.questions.with_name(known_questions.VECTORS)) as held:
            assert (str(held["sha256"]), str(held["encoder"])) == known_questions.sums(entry, embedder)
        known = known_questions.of(entry, embedder)
        assert known is not None
        for place in (0, len(known.texts) // 2, len(known.texts) - 1):
            own = embedder.encode_query(known.texts[place])[0]
            assert np.abs(known.vectors[place] - own).max() < 0.005


def test_the_command_writes_the_vectors_of_a_list_and_tells_a_wrong_list_in_one_line(
    own_corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    norwich = own_corpus / "norwich" / known_questions.FILE
    norwich.write_text(RIGHT, encoding="utf-8")
    assert known_questions.main() == 0
    assert "1 questions that a clause settles, 1 that none does" in capsys.readouterr().out
    entry = next(one for one in corpus.entries(own_corpus) if one.card.council.slug == "norwich")
    with np.load(norwich.with_name(known_questions.VECTORS)) as held:
        assert str(held["sha256"]) == corpus.sha256_of(norwich)
    assert known_questions.of(entry, embed.load()) is not None
    norwich.write_text("answered: none\n", encoding="utf-8")
    assert known_questions.main() == 1
    assert capsys.readouterr().err.count("\n") == 1
