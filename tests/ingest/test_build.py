"""Files are taken in one by one: the good beside the bad, the changed and not the unchanged, whole or not at all."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from invented_library import WordEmbedder, policy_text

from ingest import chroma_folder
from ingest.build import Admit, FileReport, Progress, Read, Source, as_given, digest, silent, take_in
from ingest.embed import EmbedProgress, load
from ingest.embedded_text import sentences, under_heading
from ingest.errors import FileRefused, LibraryBusy, ModelMissing
from ingest.model import Document, DocumentInfo, ReadText
from ingest.readers import read
from ingest.record import Record
from ingest.store import Store
from ingest.vectors import FloatArray

LIMIT_BYTES = 100_000


class Run:
    """The settings of a run, what was read and what was embedded in it."""

    def __init__(self, index: Path, embedder: WordEmbedder | None = None) -> None:
        self.index = index
        self.embedder = embedder or WordEmbedder()
        self.was_read: list[str] = []

    def read(self, path: Path, *, size_limit_bytes: int) -> ReadText:
        self.was_read.append(path.name)
        return read(path, size_limit_bytes=size_limit_bytes)

    def __call__(
        self,
        *sources: Source | Path,
        admit: Admit = as_given,
        progress: Progress = silent,
        read: Read | None = None,
        copy: bool = False,
    ) -> list[FileReport]:
        self.was_read.clear()
        self.embedder.texts.clear()
        return take_in(
            self.index,
            sources,
            embedder_factory=lambda: self.embedder,
            size_limit_bytes=LIMIT_BYTES,
            read=read or self.read,
            admit=admit,
            progress=progress,
            wait_s=0.1,
            copy=copy,
        )


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path / "index")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three policies, one of them in a folder below."""
    place = tmp_path / "policies"
    (place / "east").mkdir(parents=True)
    (place / "harbour.md").write_text(policy_text("harbour"))
    (place / "moor.md").write_text(policy_text("moor"))
    (place / "east" / "fen.md").write_text(policy_text("fen"))
    return place


def statuses(reports: Sequence[FileReport]) -> list[tuple[str, str]]:
    return [(Path(report.file).name, report.status) for report in reports]


def held(index: Path) -> list[str]:
    with Record.open(index) as record:
        return [one.info.id for one in record.documents()]


# Good and bad side by side


def test_a_folder_is_taken_in_by_name_and_can_be_searched(run: Run, folder: Path) -> None:
    reports = run(folder, copy=True)
    assert statuses(reports) == [("harbour.md", "accepted"), ("moor.md", "accepted"), ("fen.md", "accepted")]
    with Record.open(run.index) as record, Store(run.index, record) as store:
        first = reports[0]
        stored = record.documents()[1]
        assert (first.document, first.version, first.sha256) == ("harbour", stored.version, stored.sha256)
        assert first.passages == len(record.document("harbour").passages) >= 5 and first.error == ""
        assert record.document("harbour").text == policy_text("harbour")
        assert store.state() == "ready"
        [top] = store.query(run.embedder.encode_query("Fen officers set a target for")[0], None, 1)
        assert record.passage(top).document == "fen"
    assert digest(run.index)["agree"] is True


def test_the_good_are_taken_and_each_bad_one_is_named_in_one_line(run: Run, folder: Path) -> None:
    (folder / "blank.md").write_text(" \n\n")
    (folder / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    (folder / "sheet.xyz").write_text("words")
    (folder / "too-long.md").write_text(policy_text("harbour", 9) + "word " * LIMIT_BYTES)
    (folder / "line\nbreak.md").write_text("words")
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md")).write_text("words")
    (folder / ".hidden.md").write_text("")
    reports = run(folder, folder / "nowhere.md")
    bad = [report for report in reports if report.status == "rejected"]
    assert [Path(report.file).name for report in bad] == [
        "blank.md",
        "caf\\udce9.md",
        "line\\nbreak.md",
        "picture.md",
        "sheet.xyz",
        "too-long.md",
        "nowhere.md",
    ]
    for report in bad:
        assert Path(report.file).name in report.error and "\n" not in report.error
        assert (report.document, report.version, report.passages) == ("", None, 0)
        json.dumps([report.file, report.error], ensure_ascii=False).encode()
    clean = Run(run.index.with_name("clean"))
    clean(folder / "east" / "fen.md", folder / "harbour.md", folder / "moor.md")
    assert digest(run.index)["record"] == digest(clean.index)["record"]


@pytest.mark.parametrize("name", ["queue", "nul\0name.md", "n" * 400 + ".md", "empty folder", "loop.md"])
def test_a_path_that_is_no_document_is_refused_and_not_waited_for(run: Run, folder: Path, name: str) -> None:
    if name == "queue":
        os.mkfifo(folder / name)
    if name == "empty folder":
        (folder / name).mkdir()
    if name == "loop.md":
        (folder / name).symlink_to(name)
    [bad, good] = run(folder / name, folder / "moor.md")
    assert (bad.status, good.status) == ("rejected", "accepted")
    assert bad.error and "\n" not in bad.error


def test_a_reader_that_trips_up_does_not_keep_out_the_other_files(run: Run, folder: Path) -> None:
    def read_badly(path: Path, *, size_limit_bytes: int) -> ReadText:
        if path.name == "harbour.md":
            raise ZeroDivisionError("no columns\nin the table")
        return read(path, size_limit_bytes=size_limit_bytes)

    reports = run(folder, read=read_badly)
    assert [report.status for report in reports] == ["rejected", "accepted", "accepted"]
    assert "harbour.md" in reports[0].error and "ZeroDivisionError: no columns in the table" in reports[0].error


def test_a_file_that_changes_while_it_is_read_is_refused(run: Run, folder: Path) -> None:
    def read_late(path: Path, *, size_limit_bytes: int) -> ReadText:
        text = read(path, size_limit_bytes=size_limit_bytes)
        path.write_text("another text")
        return text

    [report] = run(folder / "moor.md", read=read_late)
    assert report.status == "rejected" and "changed" in report.error and held(run.index) == []


def test_the_library_itself_is_not_taken_in(folder: Path) -> None:
    run = Run(folder / "index")
    run(folder)
    assert statuses(run(folder)) == [("harbour.md", "unchanged"), ("moor.md", "unchanged"), ("fen.md", "unchanged")]


def test_a_file_named_twice_is_taken_once(run: Run, folder: Path) -> None:
    assert len(run(folder / "moor.md", folder, folder / "moor.md")) == 3


# What changed


def test_what_is_unchanged_is_neither_read_nor_embedded_nor_written(run: Run, folder: Path) -> None:
    first = run(folder, copy=True)
    passages_and_sentences = sum(2 * report.passages for report in first)
    assert len(run.was_read) == 3 and len(run.embedder.texts) == passages_and_sentences
    with Record.open(run.index) as record:
        before = record.generation(), record.audit_entries(), chroma_folder.pointed(run.index)
    again = run(folder, copy=True)
    assert [report.status for report in again] == ["unchanged"] * 3
    assert [(one.document, one.version, one.sha256, one.passages) for one in again] == [
        (one.document, one.version, one.sha256, one.passages) for one in first
    ]
    assert run.was_read == [] and run.embedder.texts == []
    with Record.open(run.index) as record:
        assert (record.generation(), record.audit_entries(), chroma_folder.pointed(run.index)) == before


def test_a_changed_file_alone_is_read_and_takes_its_older_edition_s_place(run: Run, folder: Path) -> None:
    run(folder)
    (folder / "moor.md").write_text(policy_text("moor", edition=2))
    assert [report.status for report in run(folder)] == ["unchanged", "accepted", "unchanged"]
    assert run.was_read == ["moor.md"] and all("Moor" in text for text in run.embedder.texts)
    with Record.open(run.index) as record:
        assert record.text("moor") == policy_text("moor", edition=2)
        assert [one.state for one in record.versions("moor")] == ["superseded", "current"]
        assert record.versions("moor")[0].passages == 0


def test_a_file_is_read_again_when_the_code_that_reads_has_changed(run: Run, folder: Path) -> None:
    run(folder / "moor.md")
    with sqlite3.connect(run.index / "record.sqlite3") as raw:
        raw.execute("UPDATE version SET recipe = 'an older release'")
    assert [report.status for report in run(folder / "moor.md")] == ["accepted"]
    assert run.was_read == ["moor.md"]


def test_another_model_embeds_the_library_anew_without_reading_a_file(run: Run, folder: Path) -> None:
    run(folder)
    other = Run(run.index, WordEmbedder("other"))
    assert [report.status for report in other(folder / "moor.md", copy=True)] == ["unchanged"]
    assert other.was_read == []
    with Record.open(run.index) as record:
        assert record.embedder() == other.embedder.fingerprint
        passages = record.passages()
        whole, parts = [under_heading(one) for one in passages], [part for one in passages for part in sentences(one)]
        assert sorted(other.embedder.texts) == sorted(whole + parts)
        assert record.vectors().matrix.tobytes() == other.embedder.encode(whole).tobytes()
        assert record.sentence_vectors().matrix.tobytes() == other.embedder.encode(parts).tobytes()
    assert digest(run.index)["agree"] is True


# Who decides what a file is


def recognised(document: Document) -> Document:
    """Moor's policy is known by its words, whatever the file is called."""
    if "Moor" in document.text:
        return replace(document, info=DocumentInfo("moor-2024", "moor", "Moor's policy", "Moor Council", "in_force"))
    if "Fen" in document.text:
        raise FileRefused("fen.md: is of no council that is loaded; name one with --council")
    return document


def test_the_caller_decides_what_a_document_is_and_may_refuse_it(run: Run, folder: Path) -> None:
    reports = run(folder, admit=recognised)
    assert [report.document for report in reports] == ["harbour", "moor-2024", ""]
    assert reports[2].error == "fen.md: is of no council that is loaded; name one with --council"
    with Record.open(run.index) as record:
        assert record.document("moor-2024").info.publisher == "Moor Council"
        assert {passage.document for passage in record.passages()} == {"harbour", "moor-2024"}


def test_what_is_newly_said_of_a_file_is_stored_without_reading_it(run: Run, folder: Path) -> None:
    run(folder / "moor.md")
    assert [report.status for report in run(folder / "moor.md", admit=recognised)] == ["accepted"]
    assert run.was_read == []
    assert [report.status for report in run(folder / "moor.md", admit=recognised)] == ["unchanged"]


def test_an_original_takes_its_digests_place_and_the_digest_is_then_unchanged(run: Run, folder: Path) -> None:
    info = DocumentInfo("moor-2024", "moor", "Moor's policy", "Moor Council", "in_force")
    (folder / "digest.md").write_text("# Moor\n\n## 1 Scope\n\nIn short: Moor asks bidders about pay.\n")
    restated = Source(folder / "digest.md", "digest", info)
    assert [report.status for report in run(restated)] == ["accepted"]
    assert [report.status for report in run(folder / "moor.md", admit=recognised)] == ["accepted"]
    with Record.open(run.index) as record:
        assert [one.kind for one in record.documents()] == ["original"]
    assert [report.status for report in run(restated)] == ["unchanged"]
    with Record.open(run.index, write=True) as record:
        record.retire("moor-2024")
        assert record.document("moor-2024").text == (folder / "digest.md").read_text()


def test_two_editions_of_one_document_in_one_run_are_not_guessed_between(run: Run, folder: Path) -> None:
    (folder / "newer-moor.md").write_text(policy_text("moor", edition=2))
    (folder / "same-moor.md").write_text(policy_text("moor"))
    reports = run(folder / "moor.md", folder / "newer-moor.md", folder / "same-moor.md", admit=recognised)
    assert [report.status for report in reports] == ["accepted", "rejected", "unchanged"]
    assert "newer-moor.md" in reports[1].error and "moor.md" in reports[1].error


# Runs that end early


class Stopping(WordEmbedder):
    """Ends the run at one text, as Ctrl-C or a missing model would."""

    def __init__(self, at: str, how: BaseException) -> None:
        super().__init__()
        self._at, self._how = at, how

    def encode(self, texts: Sequence[str], progress: EmbedProgress | None = None) -> FloatArray:
        if any(self._at in text for text in texts):
            raise self._how
        return super().encode(texts, progress)


@pytest.mark.parametrize("how", [KeyboardInterrupt(), ModelMissing("no model")])
def test_a_run_that_is_stopped_keeps_what_it_published_and_the_next_carries_on(
    run: Run, folder: Path, how: BaseException
) -> None:
    stopped = Run(run.index, Stopping("Moor", how))
    with pytest.raises(type(how)):
        stopped(folder)
    assert held(run.index) == ["harbour"]
    assert [report.status for report in run(folder)] == ["unchanged", "accepted", "accepted"]
    assert run.was_read == ["moor.md", "fen.md"]
    straight = Run(run.index.with_name("straight"))
    straight(folder)
    assert digest(run.index) == digest(straight.index)


def test_a_missing_model_is_said_before_anything_is_written(run: Run, folder: Path) -> None:
    def missing() -> WordEmbedder:
        raise ModelMissing("models/none: no embedding model there")

    with pytest.raises(ModelMissing, match="models/none"):
        take_in(run.index, [folder], embedder_factory=missing, size_limit_bytes=LIMIT_BYTES)
    with Record.open(run.index) as record:
        assert record.documents() == ()


def test_a_run_beside_another_writer_is_told_so(run: Run, folder: Path) -> None:
    with Record.open(run.index, write=True), pytest.raises(LibraryBusy):
        run(folder)


def test_a_copy_that_cannot_be_made_is_a_warning(run: Run, folder: Path) -> None:
    (run.index / f"{chroma_folder.POINTER}.new").mkdir(parents=True)
    reports = run(folder, copy=True)
    assert [report.status for report in reports] == ["accepted"] * 3
    assert any("vector copy" in warning for warning in reports[-1].warnings)
    found = digest(run.index)
    assert found["copy"]["state"] == "missing" and found["agree"] is False
    (run.index / f"{chroma_folder.POINTER}.new").rmdir()
    assert run(folder, copy=True)[-1].warnings == () and digest(run.index)["agree"] is True


def test_progress_counts_files_up_to_all_of_them(run: Run, folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    run(folder, progress=lambda done, total, what: told.append((done, total, what)))
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert {total for _, total, _ in told} == {3} and told[-1][0] == 3
    assert any("embedding moor.md" in what for _, _, what in told)


# With the real model


def test_with_the_bundled_model_a_question_finds_the_clause_that_answers_it(tmp_path: Path) -> None:
    policy = "# Fen buying policy\n\n## 1 Scope\n\nThis policy is about roads and bridges.\n\n## 2 Money\n\n"
    (tmp_path / "fen.md").write_text(policy + "Invoices are paid within thirty days of receipt.\n")
    [report] = take_in(tmp_path / "index", [tmp_path / "fen.md"], embedder_factory=load, size_limit_bytes=LIMIT_BYTES)
    assert report.status == "accepted"
    with Record.open(tmp_path / "index") as record, Store(tmp_path / "index", record) as store:
        embedder = load()
        assert record.embedder() == embedder.fingerprint
        [top] = store.query(embedder.encode_query("How soon do suppliers get their payment?")[0], None, 1)
        assert store.state() == "ready"
        assert "thirty days" in record.passage(top).text
