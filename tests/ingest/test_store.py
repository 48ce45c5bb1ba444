"""The copy in Chroma and the record give one answer, whatever becomes of the copy."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from invented_library import WordEmbedder, document, vectors_of

from ingest import chroma_folder
from ingest.child import Child, ChildFailed
from ingest.model import Document
from ingest.packs import Pack
from ingest.record import Record
from ingest.store import Store

EMBEDDER = WordEmbedder()
COUNCILS = ("fen", "harbour", "moor")
WORDS = (
    *("works", "services", "pay", "skills", "carbon", "report", "quarter", "officers"),
    *("bidders", "weigh", "target", "local", "small", "firms", "value", "contract"),
)
QUESTIONS = [" ".join(WORDS[n : n + 3]) for n in range(12)]


def invented(council: str, edition: int = 1, sections: int = 120) -> Document:
    """Sections of words drawn at random, a tenth of them twice over."""
    draw = np.random.default_rng(sum(map(ord, council)) + edition)
    words = [" ".join(draw.choice(WORDS, 8)) for _ in range(sections)]
    words[: sections // 10] = words[-(sections // 10) :]
    return document(f"{council}-policy", [(str(n), line) for n, line in enumerate(words)], council=council)


def put(record: Record, one: Document) -> None:
    record.publish(one, vectors_of(one, EMBEDDER), EMBEDDER.fingerprint)


def nearest_by_hand(documents: list[Document], question: str, k: int) -> list[str]:
    """Every passage compared in double precision, rounded as the product rounds, ties by id."""
    asked = EMBEDDER.encode_query(question)[0].astype(float)
    scores = {
        passage.id: round(float((row.astype(float) * asked).sum()), 6)
        for one in documents
        for passage, row in zip(one.passages, vectors_of(one, EMBEDDER), strict=True)
    }
    return sorted(scores, key=lambda id: (-scores[id], id))[:k]


def answers(store: Store, councils: list[str] | None = None) -> list[list[str]]:
    return [store.query(EMBEDDER.encode_query(question)[0], councils, 15) for question in QUESTIONS]


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [invented(council) for council in COUNCILS]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, documents: list[Document]) -> Path:
    """A library with its copy, made once; tests take a copy of the folder."""
    index = tmp_path_factory.mktemp("made")
    with Record.open(index, write=True) as record, Store(index, record) as store:
        for one in documents:
            put(record, one)
        assert store.refresh() == ""
    return index


@pytest.fixture
def index(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture(scope="module")
def expected(documents: list[Document]) -> list[list[str]]:
    return [nearest_by_hand(documents, question, 15) for question in QUESTIONS]


def copy_in(index: Path) -> Path:
    return index / chroma_folder.pointed(index)


def test_the_copy_holds_the_records_vectors_and_gives_the_exact_answer(index: Path, expected: list[list[str]]) -> None:
    with Record.open(index) as record, Store(index, record) as store:
        assert store.state() == "ready"
        assert answers(store) == expected
        assert store.state() == "ready"
        held = store.digest()
        assert {"count": held["count"], "sha256": held["sha256"]} == record.digest()["vectors"]
        assert held["count"] == 360


def test_a_search_keeps_to_its_councils(index: Path, documents: list[Document]) -> None:
    with Record.open(index) as record, Store(index, record) as store:
        by_hand = [nearest_by_hand([documents[0], documents[2]], question, 15) for question in QUESTIONS]
        assert answers(store, ["moor", "fen"]) == by_hand
        assert answers(store, ["no such council"]) == [[]] * len(QUESTIONS)
        assert answers(store, []) == [[]] * len(QUESTIONS)
        assert store.query(EMBEDDER.encode_query("works")[0], None, 1000) == nearest_by_hand(documents, "works", 1000)


# What can become of a copy


def no_pointer(index: Path) -> None:
    (index / chroma_folder.POINTER).unlink()


def pointer_elsewhere(index: Path) -> None:
    (index / chroma_folder.POINTER).write_text("../../etc")


def pointer_of_noise(index: Path) -> None:
    (index / chroma_folder.POINTER).write_bytes(bytes(range(256)))


def no_folder(index: Path) -> None:
    shutil.rmtree(copy_in(index))


def manifest_cut_short(index: Path) -> None:
    os.truncate(copy_in(index) / chroma_folder.MANIFEST, 40)


def graph_overwritten(index: Path) -> None:
    for path in copy_in(index).glob("*/data_level0.bin"):
        with path.open("r+b") as file:
            file.seek(path.stat().st_size // 3)
            file.write(b"\x7f" * 5000)


def graph_missing(index: Path) -> None:
    for path in copy_in(index).glob("*/data_level0.bin"):
        path.unlink()


def database_cut_short(index: Path) -> None:
    os.truncate(copy_in(index) / "chroma.sqlite3", 50_000)


def database_of_noise(index: Path) -> None:
    (copy_in(index) / "chroma.sqlite3").write_bytes(b"minutes of a meeting\n" * 9000)


def rows_lost(index: Path) -> None:
    with sqlite3.connect(copy_in(index) / "chroma.sqlite3") as raw:
        raw.execute("DELETE FROM embeddings WHERE id % 3 = 0")


def database_that_never_answers(index: Path) -> None:
    (copy_in(index) / "chroma.sqlite3").unlink()
    os.mkfifo(copy_in(index) / "chroma.sqlite3")


DAMAGE = [
    no_pointer,
    pointer_elsewhere,
    pointer_of_noise,
    no_folder,
    manifest_cut_short,
    graph_overwritten,
    graph_missing,
    database_cut_short,
    database_of_noise,
    rows_lost,
    database_that_never_answers,
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_copy_is_not_used_and_the_answer_is_the_same(
    index: Path, expected: list[list[str]], damage: Callable[[Path], None]
) -> None:
    damage(index)
    open_s = 3.0 if damage is database_that_never_answers else 30.0
    with Record.open(index) as record, Store(index, record, open_s=open_s) as store:
        assert answers(store) == expected
        assert store.state().split(":")[0] in ("missing", "broken")
        assert store.digest()["sha256"] is None


def refusal(index: Path, **request: object) -> str:
    """Why a helper that is asked to open the copy will not."""
    helper = Child("ingest.store")
    try:
        with pytest.raises(ChildFailed) as refused:
            helper.ask({"do": "open", "folder": str(copy_in(index)), **request}, limit_s=60)
    finally:
        helper.close()
    return str(refused.value)


@pytest.mark.parametrize("name", ["data_level0.bin", "length.bin", "header.bin", "index_metadata.pickle"])
def test_a_saved_graph_that_differs_by_one_byte_is_not_opened(index: Path, name: str) -> None:
    path = next(copy_in(index).glob(f"*/{name}"))
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert "its files are not those that were written" in refusal(index, read_up_to=0)


def test_rows_lost_from_a_copy_too_large_to_read_back_are_counted(index: Path) -> None:
    rows_lost(index)
    assert "of 360" in refusal(index, read_up_to=0)


def test_a_copy_that_another_program_locks_is_not_waited_for(index: Path, expected: list[list[str]]) -> None:
    holder = sqlite3.connect(copy_in(index) / "chroma.sqlite3", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with Record.open(index) as record, Store(index, record, open_s=3.0) as store:
        assert answers(store) == expected
        assert store.state() == "broken: no reply in 3 s"
    holder.close()


def test_a_helper_that_dies_under_a_question_changes_no_answer(index: Path, expected: list[list[str]]) -> None:
    with Record.open(index) as record, Store(index, record) as store:
        assert store.state() == "ready" and store._reader is not None
        store._reader._process.kill()
        assert answers(store) == expected
        assert store.state().startswith("broken")


@pytest.mark.parametrize("damage", [no_pointer, graph_overwritten, rows_lost])
def test_a_refresh_makes_a_damaged_copy_whole(index: Path, damage: Callable[[Path], None]) -> None:
    damage(index)
    with Record.open(index, write=True) as record, Store(index, record) as store:
        assert store.refresh() == ""
        held = store.digest()
        assert held["state"] == "ready"
        assert {"count": held["count"], "sha256": held["sha256"]} == record.digest()["vectors"]


# What a reader sees as the library moves on


def test_a_reader_follows_the_library_and_its_copy(index: Path, documents: list[Document]) -> None:
    newer = invented("moor", edition=2, sections=40)
    now = [documents[0], documents[1], newer]
    by_hand = [nearest_by_hand(now, question, 15) for question in QUESTIONS]
    with Record.open(index) as reader, Store(index, reader) as reading:
        assert reading.state() == "ready"
        with Record.open(index, write=True) as writer, Store(index, writer) as writing:
            put(writer, newer)
            assert reading.state() == "behind"
            assert answers(reading) == by_hand
            assert writing.refresh() == ""
        assert reading.state() == "ready"
        assert answers(reading) == by_hand
        assert reading.digest()["count"] == 280


def test_a_record_put_back_from_a_backup_does_not_take_a_later_copy_for_its_own(index: Path, tmp_path: Path) -> None:
    backup = shutil.copy(index / "record.sqlite3", tmp_path)
    with Record.open(index, write=True) as record, Store(index, record) as store:
        put(record, invented("moor", edition=2, sections=5))
        assert store.refresh() == ""
    shutil.copy(backup, index / "record.sqlite3")
    with Record.open(index, write=True) as record, Store(index, record) as store:
        put(record, invented("moor", edition=3, sections=5))
        assert store.state() == "behind"


def test_rule_packs_do_not_put_the_copy_behind(index: Path) -> None:
    with Record.open(index, write=True) as record, Store(index, record) as store:
        before = chroma_folder.pointed(index)
        record.put_packs("moor-policy", [Pack("moor-policy", "works", "rules: []")])
        assert store.state() == "ready"
        assert store.refresh() == "" and chroma_folder.pointed(index) == before


def test_old_copies_go_but_the_last_one_stays_for_those_who_have_it_open(index: Path) -> None:
    (index / "chroma-7-00000000").mkdir()
    seen = [chroma_folder.pointed(index)]
    with Record.open(index, write=True) as record, Store(index, record) as store:
        for edition in (2, 3):
            put(record, invented("moor", edition, sections=5))
            assert store.refresh() == ""
            seen.append(chroma_folder.pointed(index))
    assert len(set(seen)) == 3
    assert sorted(path.name for path in index.glob("chroma-*")) == sorted(seen[1:])


def test_a_copy_that_cannot_be_made_is_one_line_and_no_loss(index: Path) -> None:
    newer = invented("moor", edition=2, sections=5)
    with Record.open(index, write=True) as record, Store(index, record) as store:
        put(record, newer)
        (index / f"{chroma_folder.POINTER}.new").mkdir()
        warning = store.refresh()
        assert str(index) in warning and "\n" not in warning
        assert store.query(EMBEDDER.encode_query("works")[0], ["moor"], 3) == nearest_by_hand([newer], "works", 3)
    assert len(list(index.glob("chroma-*"))) == 1


def test_only_the_writer_makes_copies(index: Path) -> None:
    with Record.open(index) as record, Store(index, record) as store, pytest.raises(ValueError, match="reading"):
        store.refresh()


# Chroma's own limits and habits


def test_a_council_with_more_passages_than_chroma_takes_at_once_is_copied(tmp_path: Path) -> None:
    large = document("large", [(str(n), f"{WORDS[n % 16]} {n}") for n in range(5600)])
    with Record.open(tmp_path, write=True) as record, Store(tmp_path, record) as store:
        put(record, large)
        assert store.refresh() == ""
        assert store.digest()["count"] == 5600
        assert store.query(EMBEDDER.encode_query("works 4999")[0], None, 9) == nearest_by_hand([large], "works 4999", 9)


def test_no_words_of_a_document_are_in_the_copy(index: Path, documents: list[Document]) -> None:
    held = b"".join(path.read_bytes() for path in copy_in(index).rglob("*") if path.is_file())
    assert documents[0].passages[0].id.encode() in held
    assert documents[0].passages[0].text.encode() not in held


def test_settings_lying_about_do_not_send_the_copy_elsewhere(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: list[list[str]]
) -> None:
    (tmp_path / ".env").write_text("chroma_db_impl=duckdb\nallow_reset=often\nchroma_server_host=203.0.113.1\n")
    monkeypatch.chdir(tmp_path)
    with Record.open(index) as record, Store(index, record) as store:
        assert store.state() == "ready" and answers(store) == expected


def test_the_asking_process_does_not_load_chroma() -> None:
    script = "import sys, ingest.store; print(sorted({'chromadb', 'numpy', 'torch'} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_a_library_is_found_by_a_path_that_starts_where_the_user_is(
    index: Path, monkeypatch: pytest.MonkeyPatch, expected: list[list[str]]
) -> None:
    monkeypatch.chdir(index.parent)
    with Record.open(Path(index.name), write=True) as record, Store(Path(index.name), record) as store:
        assert store.state() == "ready" and answers(store) == expected
        put(record, invented("moor", edition=2, sections=5))
        assert store.refresh() == "" and store.state() == "ready"
