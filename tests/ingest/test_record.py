"""The record keeps what it is given, whole; shows what is current and nothing else; and says in one line what is wrong."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_library import WordEmbedder, document, sentences_of, vectors_of, words_of

from ingest.errors import IngestError, LibraryBroken, LibraryBusy
from ingest.model import Document, Passage
from ingest.packs import Pack
from ingest.record import Record
from ingest.schema import FILE_NAME

EMBEDDER = WordEmbedder()
HARBOUR = document("harbour", [("1", "Works above £177,897 weigh apprenticeships."), ("2", "Reports are due each quarter.")])
MOOR = document("moor", [("1.1", "Cleaning contracts ask bidders about fair pay."), ("1.2", "Nothing is said of works.")])


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path, write=True) as record:
        yield record


def put(record: Record, one: Document) -> int:
    return record.publish(one, vectors_of(one, EMBEDDER), EMBEDDER.fingerprint, sentences=sentences_of(one, EMBEDDER))


def found(record: Record, words: str, documents: list[str] | None = None) -> list[str]:
    return [record.passage(hit.id).clause for hit in record.lexical(words, documents)]


# What is kept


def test_a_document_comes_back_as_it_went_in(library: Record) -> None:
    put(library, HARBOUR)
    put(library, MOOR)
    assert library.document("harbour") == HARBOUR
    assert library.text("moor") == MOOR.text
    assert library.clauses("moor") == MOOR.clauses
    assert library.passages() == HARBOUR.passages + MOOR.passages
    stored = library.documents()[0]
    assert (stored.info, stored.kind, stored.sha256, stored.file) == (HARBOUR.info, "original", HARBOUR.sha256, "policy.md")
    assert (stored.clauses, stored.passages, stored.vectors, stored.state) == (2, 2, 2, "current")


@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_to_the_letter(library: Record, words: str) -> None:
    odd = document("odd", [("1", words)])
    put(library, odd)
    assert library.document("odd") == odd


def test_passages_come_in_the_order_asked_and_unknown_ids_are_left_out(library: Record) -> None:
    put(library, HARBOUR)
    first, second = HARBOUR.passages
    assert library.passages([second.id, "no such passage", first.id]) == (second, first)
    with pytest.raises(LookupError, match="no such passage"):
        library.passage("no such passage")


def test_vectors_stand_in_the_order_of_the_passages_and_keep_every_bit(library: Record) -> None:
    put(library, MOOR)
    put(library, HARBOUR)
    every = library.vectors()
    assert every.ids == tuple(passage.id for passage in HARBOUR.passages + MOOR.passages)
    expected = np.concatenate([vectors_of(HARBOUR, EMBEDDER), vectors_of(MOOR, EMBEDDER)])
    assert every.matrix.tobytes() == expected.tobytes()
    assert library.vectors(["moor"]).ids == tuple(passage.id for passage in MOOR.passages)
    assert library.vectors(ids=[MOOR.passages[1].id]).matrix.tobytes() == expected[3:].tobytes()
    assert library.vectors([]).ids == ()


def test_sentences_vectors_stand_in_the_order_of_their_passages_each_under_its_passages_id(library: Record) -> None:
    two = document("fen", [("1", "Wages are asked about. Training is."), ("2", "Nothing else.")])
    put(library, two)
    put(library, HARBOUR)
    first, second = (passage.id for passage in two.passages)
    found = library.sentence_vectors(["fen"])
    assert found.ids == (first, first, second)
    assert found.matrix.tobytes() == np.concatenate(sentences_of(two, EMBEDDER)).tobytes()
    assert library.sentence_vectors(ids=[second]).matrix.tobytes() == sentences_of(two, EMBEDDER)[1].tobytes()
    assert library.sentence_vectors(["fen"], ids=[HARBOUR.passages[0].id]).ids == ()
    assert len(library.sentence_vectors().ids) == 5
    put(library, document("fen", [("1", "Only this.")]))
    assert len(library.sentence_vectors(["fen"]).ids) == 1


def test_words_vectors_come_back_by_passage_close_to_what_they_were(library: Record) -> None:
    two = document("fen", [("1", "Wages are asked about."), ("2", "Nothing else.")])
    words = words_of(two, EMBEDDER)
    library.publish(two, vectors_of(two, EMBEDDER), EMBEDDER.fingerprint, words=words)
    put(library, HARBOUR)
    first, second = (passage.id for passage in two.passages)
    found = library.word_vectors([second, first, HARBOUR.passages[0].id, "none"])
    assert set(found) == {first, second}
    assert found[first].shape == words[0].shape == (4, EMBEDDER.dimensions)
    assert np.abs(found[first] - words[0]).max() < np.abs(words[0]).max() / 250
    library.publish(document("fen", [("1", "Only this.")]), None, EMBEDDER.fingerprint)
    library.sweep()
    assert library.word_vectors([first, second]) == {}


@pytest.mark.parametrize("bad", ["one passage's", "long"])
def test_words_vectors_that_do_not_fit_are_not_published(library: Record, bad: str) -> None:
    good = words_of(HARBOUR, EMBEDDER)
    words = {"one passage's": good[:1], "long": [good[0], good[1] * 2]}[bad]
    with pytest.raises(ValueError, match=r"words of|length 1"):
        library.publish(HARBOUR, vectors_of(HARBOUR, EMBEDDER), EMBEDDER.fingerprint, words=words)
    assert library.documents() == ()


@pytest.mark.parametrize(
    "broken, words",
    [
        (replace(HARBOUR, passages=(replace(HARBOUR.passages[0], text="Other words"),)), "own words"),
        (replace(HARBOUR, passages=(replace(HARBOUR.passages[0], clause="9.9"),)), "9.9"),
        (replace(HARBOUR, passages=(HARBOUR.passages[0], HARBOUR.passages[0])), "one id"),
        (replace(HARBOUR, clauses=(HARBOUR.clauses[0], HARBOUR.clauses[0])), "one label"),
        (replace(HARBOUR, info=MOOR.info), "belongs to harbour"),
    ],
)
def test_a_passage_that_cannot_be_cited_is_not_published(library: Record, broken: Document, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        library.publish(broken, None, EMBEDDER.fingerprint)
    assert library.documents() == ()


@pytest.mark.parametrize("bad", ["short", "nan", "double", "long"])
def test_vectors_that_do_not_fit_are_not_published(library: Record, bad: str) -> None:
    good = vectors_of(HARBOUR, EMBEDDER)
    vectors = {"short": good[:1], "nan": good * np.float32("nan"), "double": good.astype(np.float64), "long": good * 2}[bad]
    with pytest.raises(ValueError, match="vector"):
        library.publish(HARBOUR, vectors, EMBEDDER.fingerprint)
    assert library.documents() == ()


@pytest.mark.parametrize("bad", ["one passage's", "long", "of another size"])
def test_sentences_vectors_that_do_not_fit_are_not_published(library: Record, bad: str) -> None:
    good = sentences_of(HARBOUR, EMBEDDER)
    sentences = {"one passage's": good[:1], "long": [good[0], good[1] * 2], "of another size": [good[0], good[1][:, :5]]}[bad]
    with pytest.raises(ValueError):
        library.publish(HARBOUR, vectors_of(HARBOUR, EMBEDDER), EMBEDDER.fingerprint, sentences=sentences)
    assert library.documents() == ()


# Words


def test_a_words_occurrences_are_counted_in_all_current_passages_and_named_among_those_asked_about(library: Record) -> None:
    put(library, HARBOUR)
    put(library, MOOR)
    first, second = HARBOUR.passages
    asked = library.occurrences("Does the harbour's WORK report on £177,897?", [second.id, first.id, "no such passage"])
    assert [(one.word, one.passages, one.of) for one in asked] == [
        ("harbour", 0, 4),
        ("work", 2, 4),
        ("report", 1, 4),
        ("177,897", 1, 4),
    ]
    assert [one.among for one in asked] == [frozenset(), {first.id}, {second.id}, {first.id}]


def test_words_that_find_everything_or_are_no_words_have_no_occurrences(library: Record) -> None:
    put(library, HARBOUR)
    assert library.occurrences('what is it? -- "*()', [HARBOUR.passages[0].id]) == []


def test_what_was_superseded_holds_no_words(library: Record) -> None:
    put(library, HARBOUR)
    put(library, document("harbour", [("1", "Only volunteering now.")]))
    (one,) = library.occurrences("apprenticeships", [HARBOUR.passages[0].id])
    assert (one.passages, one.of, one.among) == (0, 1, frozenset())


def test_words_are_scored_alone_in_the_passages_that_are_named(library: Record) -> None:
    put(library, HARBOUR)
    put(library, MOOR)
    everywhere = {hit.id: hit.score for hit in library.lexical("works pay")}
    named = library.lexical("works pay", ids=[MOOR.passages[1].id])
    assert [(hit.id, hit.score) for hit in named] == [(MOOR.passages[1].id, everywhere[MOOR.passages[1].id])]
    assert library.lexical("works pay", ["harbour"], ids=[MOOR.passages[1].id]) == []


# Versions


def test_a_newer_version_takes_the_older_ones_place_and_its_words_are_no_longer_found(library: Record) -> None:
    newer = document("harbour", [("1", "Works above £200,000 weigh volunteering.")])
    old_version, new_version = put(library, HARBOUR), put(library, newer)
    assert library.document("harbour") == newer
    assert library.passages() == newer.passages
    assert found(library, "apprenticeships quarter") == []
    assert library.vectors().ids == tuple(passage.id for passage in newer.passages)
    assert [(one.version, one.state) for one in library.versions("harbour")] == [
        (old_version, "superseded"),
        (new_version, "current"),
    ]


def test_a_superseded_version_is_kept_until_the_sweep_and_its_sha256_after_it(library: Record) -> None:
    version = put(library, HARBOUR)
    put(library, MOOR)
    put(library, document("harbour", [("1", "New words.")]))
    assert library.document("harbour", version=version) == HARBOUR
    before = library.digest()
    assert library.sweep() == (version,)
    assert library.digest() == before
    with pytest.raises(LookupError, match="not kept"):
        library.document("harbour", version=version)
    swept = library.versions("harbour")[0]
    assert (swept.sha256, swept.clauses, swept.passages) == (HARBOUR.sha256, 0, 0)
    assert library.sweep() == ()


def test_an_original_takes_its_digests_place_and_the_digest_comes_back_when_it_is_retired(library: Record) -> None:
    digest = document("harbour", [("1", "In short, works weigh apprenticeships.")], kind="digest")
    put(library, digest)
    put(library, HARBOUR)
    assert [one.state for one in library.versions("harbour")] == ["standby", "current"]
    assert library.document("harbour") == HARBOUR
    library.sweep()
    library.retire("harbour")
    assert library.document("harbour") == digest
    assert [hit.id for hit in library.lexical("apprenticeships")] == [digest.passages[0].id]
    assert [one.state for one in library.versions("harbour")] == ["current", "retired"]


def test_a_digest_that_comes_after_the_original_stands_by(library: Record) -> None:
    put(library, document("harbour", [("1", "An older digest.")], kind="digest"))
    put(library, HARBOUR)
    newer = document("harbour", [("1", "A newer digest.")], kind="digest")
    put(library, newer)
    assert library.document("harbour") == HARBOUR
    library.sweep()
    library.retire("harbour")
    assert library.document("harbour") == newer


def test_an_older_original_does_not_come_back_when_the_newer_is_retired(library: Record) -> None:
    put(library, HARBOUR)
    put(library, document("harbour", [("1", "A second edition.")]))
    library.retire("harbour")
    assert library.documents() == () and library.passages() == () and found(library, "works edition") == []
    with pytest.raises(LookupError, match="harbour"):
        library.document("harbour")
    with pytest.raises(LookupError, match="harbour"):
        library.retire("harbour")


# Word search


def test_an_amount_is_found_as_the_phrase_it_is(library: Record) -> None:
    near = document("near", [("1", "In 177 cases of 897 nothing was asked.")])
    put(library, HARBOUR)
    put(library, near)
    assert [hit.id for hit in library.lexical("£177,897")] == [HARBOUR.passages[0].id]


def test_words_are_found_by_their_stem_in_text_and_context_and_stop_words_find_nothing(library: Record) -> None:
    put(library, HARBOUR)
    assert found(library, "apprenticeship") == ["1"]
    assert found(library, "reporting") == ["2"]
    assert sorted(found(library, "policies")) == ["1", "2"]
    assert library.lexical("are the each of") == []


def test_the_scope_holds_and_scores_are_positive_and_ordered_with_ties_by_id(library: Record) -> None:
    twins = document("twins", [("1", "Identical words stand here."), ("2", "Identical words stand here.")])
    put(library, HARBOUR)
    put(library, MOOR)
    put(library, twins)
    assert {library.passage(hit.id).document for hit in library.lexical("works", ["moor"])} == {"moor"}
    assert library.lexical("works", []) == []
    hits = library.lexical("identical words")
    assert [hit.id for hit in hits] == sorted(hit.id for hit in hits) and len(hits) == 2
    scores = [hit.score for hit in library.lexical("works apprenticeships quarter pay")]
    assert scores == sorted(scores, reverse=True) and min(scores) >= 0
    assert len(library.lexical("works pay quarter", limit=1)) == 1


@given(words=st.one_of(st.text(), st.text("\"'*^()+-:{}\x00 AND OR NOT NEAR", max_size=60)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_words_of_a_user_break_the_search(library: Record, words: str) -> None:
    assert library.lexical(words) == []


def test_a_very_long_question_is_searched(library: Record) -> None:
    put(library, HARBOUR)
    assert found(library, "apprenticeships " + " ".join(f"word{n}" for n in range(5000))) == ["1"]


def test_what_was_superseded_does_not_weigh_on_the_scores(tmp_path: Path) -> None:
    with Record.open(tmp_path / "straight", write=True) as straight, Record.open(tmp_path / "winding", write=True) as winding:
        for one in (
            document("moor", [("1", "works works works")]),
            HARBOUR,
            document("harbour", [("1", "other")]),
            MOOR,
            HARBOUR,
        ):
            put(winding, one)
        put(straight, MOOR)
        put(straight, HARBOUR)
        assert winding.lexical("works apprenticeships pay") == straight.lexical("works apprenticeships pay") != []


# One state, whole


class Interrupted(Exception):
    pass


class Stopping(tuple[Passage, ...]):
    """Passages that call something while they are being written."""

    when: Callable[[], None]

    def __iter__(self) -> Iterator[Passage]:
        for number, passage in enumerate(super().__iter__()):
            if number == 1:
                self.when()
            yield passage


def mid_write(one: Document, when: Callable[[], None]) -> Document:
    # check_document walks the passages before the transaction begins: only what runs inside it is of interest
    passages = Stopping(one.passages)
    walks = iter((lambda: None, lambda: None, when))
    passages.when = lambda: next(walks, lambda: None)()
    return replace(one, passages=passages)


def test_a_publish_that_is_interrupted_leaves_no_trace(library: Record) -> None:
    put(library, HARBOUR)
    before, generation, audit = library.digest(), library.generation(), library.audit_entries()

    def stop() -> None:
        raise Interrupted

    newer = document("harbour", [("1", "One."), ("2", "Two."), ("3", "Three.")])
    with pytest.raises(Interrupted):
        library.publish(mid_write(newer, stop), vectors_of(newer, EMBEDDER), EMBEDDER.fingerprint)
    assert (library.digest(), library.generation(), library.audit_entries()) == (before, generation, audit)
    assert len(library.versions()) == 1
    put(library, newer)
    assert library.document("harbour") == newer


def test_a_reader_sees_the_old_state_while_a_document_is_being_written(library: Record, tmp_path: Path) -> None:
    put(library, HARBOUR)
    newer = document("harbour", [("1", "One."), ("2", "Two.")])
    seen: list[Document] = []

    def look() -> None:
        with Record.open(tmp_path) as reader:
            seen.append(reader.document("harbour"))

    library.publish(mid_write(newer, look), None, EMBEDDER.fingerprint)
    assert seen == [HARBOUR]
    assert library.document("harbour") == newer


def test_a_snapshot_holds_while_the_library_moves_on(library: Record, tmp_path: Path) -> None:
    put(library, HARBOUR)
    with Record.open(tmp_path) as reader:
        with reader.snapshot():
            generation = reader.generation()
            put(library, MOOR)
            library.retire("harbour")
            library.sweep()
            assert reader.document("harbour") == HARBOUR
            assert [one.info.id for one in reader.documents()] == ["harbour"]
            assert found(reader, "apprenticeships pay") == ["1"]
            assert reader.generation() == generation
        assert [one.info.id for one in reader.documents()] == ["moor"]
        assert reader.generation() > generation


def test_threads_share_a_reader(library: Record, tmp_path: Path) -> None:
    put(library, HARBOUR)
    wrong: list[object] = []
    with Record.open(tmp_path) as reader:

        def read() -> None:
            for _ in range(50):
                with reader.snapshot():
                    if reader.document("harbour") != HARBOUR or found(reader, "quarter") != ["2"]:
                        wrong.append(1)

        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []


def test_the_generation_moves_with_every_change_and_with_nothing_else(library: Record) -> None:
    seen = [library.generation()]
    for change in (
        lambda: put(library, HARBOUR),
        lambda: library.put_packs("harbour", [Pack("harbour", "works", "rules: []", "draft")]),
        lambda: library.confirm("harbour", "works", by="A. Officer"),
        lambda: library.retire("harbour"),
    ):
        change()
        seen.append(library.generation())
    assert seen == sorted(set(seen))
    library.audit("asked", {"question": "works?"})
    library.sweep()
    assert library.generation() == seen[-1]


# One writer


def test_a_second_writer_is_told_in_one_line_and_let_in_after_the_first(library: Record, tmp_path: Path) -> None:
    with pytest.raises(LibraryBusy) as busy:
        Record.open(tmp_path, write=True, wait_s=0.1)
    assert str(tmp_path) in str(busy.value) and "\n" not in str(busy.value)
    library.close()
    Record.open(tmp_path, write=True, wait_s=0.1).close()


def test_a_second_writer_waits_for_the_first(library: Record, tmp_path: Path) -> None:
    done: list[str] = []

    def second() -> None:
        with Record.open(tmp_path, write=True, wait_s=30) as record:
            put(record, MOOR)
            done.append(record.document("harbour").info.id)

    thread = threading.Thread(target=second)
    thread.start()
    put(library, HARBOUR)
    library.close()
    thread.join()
    assert done == ["harbour"]


def test_a_reader_cannot_write(library: Record, tmp_path: Path) -> None:
    with Record.open(tmp_path) as reader, pytest.raises(ValueError, match="reading"):
        reader.publish(HARBOUR, None, EMBEDDER.fingerprint)


# What is no library


def not_a_database(path: Path) -> None:
    path.write_bytes(b"minutes of a meeting\n" * 400)


def another_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE stamps (value)")


def from_the_future(path: Path) -> None:
    Record.open(path.parent, write=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")


def cut_short(path: Path) -> None:
    with Record.open(path.parent, write=True) as record:
        put(record, HARBOUR)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def nothing(path: Path) -> None:
    pass


def no_bytes(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize("spoil", [not_a_database, another_program, from_the_future, cut_short, nothing, no_bytes])
def test_what_is_not_a_library_of_ours_is_named_in_one_line(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    spoil(tmp_path / FILE_NAME)
    with pytest.raises(LibraryBroken) as broken, Record.open(tmp_path) as record:
        record.digest()
    assert str(tmp_path) in str(broken.value) and "\n" not in str(broken.value)


@pytest.mark.parametrize("spoil", [not_a_database, another_program, from_the_future])
def test_a_file_that_is_not_ours_is_not_written_to(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = tmp_path / FILE_NAME
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(LibraryBroken):
        Record.open(tmp_path, write=True)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(IngestError, match=r"file/index: .*--index"):
        Record.open(tmp_path / "file" / "index", write=True)


# Audit


def test_the_audit_notes_every_change_in_a_chain(library: Record) -> None:
    put(library, HARBOUR)
    library.put_packs("harbour", [Pack("harbour", "works", "rules: []")])
    library.confirm("harbour", "works", by="A. Officer", note="read against the paper copy")
    library.retire("harbour")
    assert [entry.event for entry in library.audit_entries()] == ["publish", "packs", "confirm", "retire"]
    assert json.loads(library.audit_entries()[0].detail)["sha256"] == HARBOUR.sha256
    check = library.audit_verify()
    assert check.whole and check.entries == 4 and check.head == library.audit_entries()[-1].sha256


def test_a_reader_adds_to_the_audit_beside_a_writer(library: Record, tmp_path: Path) -> None:
    put(library, HARBOUR)
    with Record.open(tmp_path) as reader:
        reader.audit("asked", {"question": "Is £5 enough?"})
    assert library.audit_entries()[-1].event == "asked" and library.audit_verify().whole


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE audit SET detail = '{}' WHERE id = 2",
        "UPDATE audit SET at = '2020-01-01' WHERE id = 2",
        "DELETE FROM audit WHERE id = 2",
    ],
)
def test_an_altered_audit_does_not_verify_and_alteration_takes_more_than_a_statement(
    library: Record, tmp_path: Path, tamper: str
) -> None:
    for number in range(4):
        library.audit("asked", {"number": number})
    with sqlite3.connect(tmp_path / FILE_NAME) as raw:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(tamper)
        raw.execute("DROP TRIGGER audit_keeps")
        raw.execute("DROP TRIGGER audit_stays")
        raw.execute(tamper)
    check = library.audit_verify()
    assert not check.whole and check.broken_at in (2, 3)


# Packs


def test_packs_are_replaced_together_and_the_same_again_is_no_change(library: Record) -> None:
    works, services = Pack("harbour", "works", "rules: [a]"), Pack("harbour", "services", "rules: [b]", "draft")
    national = Pack("national", "act", "rules: [c]")
    library.put_packs("harbour", [works, services])
    library.put_packs("national", [national])
    generation = library.generation()
    library.put_packs("harbour", [services, works])
    assert library.generation() == generation
    assert library.packs() == (services, works, national)
    library.put_packs("harbour", [works])
    assert library.packs() == (works, national)


def test_a_draft_is_confirmed_by_a_person(library: Record) -> None:
    library.put_packs("harbour", [Pack("harbour", "works", "rules: [a]", "draft")])
    library.confirm("harbour", "works", by="A. Officer")
    assert [pack.state for pack in library.packs()] == ["confirmed"]
    with pytest.raises(LookupError, match="services"):
        library.confirm("harbour", "services", by="A. Officer")


# Embedders


def test_another_embedder_is_searched_once_every_document_has_its_vectors(library: Record) -> None:
    other = WordEmbedder("other")
    old, _ = put(library, HARBOUR), put(library, MOOR)
    assert library.embedder() == EMBEDDER.fingerprint
    assert library.without_vectors(EMBEDDER.fingerprint) == ()
    missing = library.without_vectors(other.fingerprint)
    assert old in missing and len(missing) == 2
    library.put_vectors(missing[0], vectors_of(HARBOUR, other), other.fingerprint)
    with pytest.raises(ValueError, match="no vectors"):
        library.adopt(other.fingerprint)
    assert library.vectors(["harbour"]).matrix.tobytes() == vectors_of(HARBOUR, EMBEDDER).tobytes()
    for _ in range(2):
        library.put_vectors(missing[1], vectors_of(MOOR, other), other.fingerprint, sentences=sentences_of(MOOR, other))
    library.adopt(other.fingerprint)
    assert library.vectors(["harbour"]).matrix.tobytes() == vectors_of(HARBOUR, other).tobytes()
    assert library.sentence_vectors().matrix.tobytes() == np.concatenate(sentences_of(MOOR, other)).tobytes()
    library.sweep()
    assert library.without_vectors(EMBEDDER.fingerprint) == missing


# Digest


def test_libraries_of_one_content_have_one_digest_whatever_their_history(tmp_path: Path) -> None:
    pack = Pack("harbour", "works", "rules: []")
    with Record.open(tmp_path / "straight", write=True) as straight, Record.open(tmp_path / "winding", write=True) as winding:
        put(straight, replace(HARBOUR, file="a.md"))
        put(straight, MOOR)
        straight.put_packs("harbour", [pack])
        for one in (MOOR, document("harbour", [("1", "Old.")]), HARBOUR, document("gone", [("1", "Gone.")])):
            put(winding, one)
        winding.put_packs("harbour", [Pack("harbour", "works", "rules: [old]")])
        winding.put_packs("harbour", [pack])
        winding.retire("gone")
        winding.sweep()
        assert winding.digest() == straight.digest()
        assert {part: sums["count"] for part, sums in straight.digest().items()} == {
            "documents": 2,
            "clauses": 4,
            "passages": 4,
            "vectors": 4,
            "sentence_vectors": 4,
            "packs": 1,
            "known_questions": 0,
        }


def test_each_part_of_the_digest_answers_for_its_content(library: Record) -> None:
    put(library, HARBOUR)
    library.put_packs("harbour", [Pack("harbour", "works", "rules: []", "draft")])
    before = library.digest()

    def changed(change: Callable[[], object]) -> set[str]:
        change()
        after = library.digest()
        return {part for part in after if after[part] != before[part]}

    assert changed(lambda: library.confirm("harbour", "works", by="A. Officer")) == {"packs"}
    before = library.digest()
    renamed = replace(HARBOUR, info=replace(HARBOUR.info, title="Another title"))
    assert changed(lambda: put(library, renamed)) == {"documents"}
    before = library.digest()
    turned = -vectors_of(HARBOUR, EMBEDDER)
    sentences = sentences_of(HARBOUR, EMBEDDER)
    assert changed(lambda: library.publish(renamed, turned, EMBEDDER.fingerprint, sentences=sentences)) == {"vectors"}
    before = library.digest()
    turned_sentences = [-rows for rows in sentences]
    assert changed(lambda: library.publish(renamed, turned, EMBEDDER.fingerprint, sentences=turned_sentences)) == {
        "sentence_vectors"
    }


def test_a_document_and_its_packs_come_together_or_not_at_all(library: Record) -> None:
    rules = Pack("harbour", "works", "rules: []")
    publish = partial(library.publish, HARBOUR, vectors_of(HARBOUR, EMBEDDER), EMBEDDER.fingerprint)
    before = library.generation()
    with pytest.raises(sqlite3.IntegrityError):
        publish(packs=[rules, Pack("harbour", "services", "rules: []", "neither")])  # type: ignore[arg-type]
    assert (library.generation(), library.documents(), library.packs()) == (before, (), ())
    publish(packs=[rules])
    assert [one.info.id for one in library.documents()] == ["harbour"] and library.packs() == (rules,)
    publish()
    assert library.packs() == (rules,)
    assert library.audit_verify().whole
