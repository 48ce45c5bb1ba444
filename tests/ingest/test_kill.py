"""Processes that are killed, that write at once, and that read while another writes: the library stays whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from invented_library import WordEmbedder, policy_text

from ingest.build import Source, digest, take_in
from ingest.model import Document
from ingest.record import Record

HERE = Path(__file__).parent
COUNCILS = ("alder", "beck", "carr", "dale", "esk", "fell", "gill", "holm")
CLAUSES = 40
LIMIT_BYTES = 1_000_000
LIMIT_S = 300
KILLS = 20
Digest = dict[str, dict[str, object]]


def heeding_ctrl_c() -> None:
    """A shell starts what runs in the background with Ctrl-C ignored, and its children inherit that: here it counts again."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def started(index: Path, source: Path, wait_s: float = 60) -> subprocess.Popen[str]:
    """A process that takes a folder in, once it has said that it has begun."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / "run_take_in.py"), str(index), str(source), str(wait_s)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1])},
        preexec_fn=heeding_ctrl_c,
    )
    assert process.stdout and process.stdout.readline() == "started\n"
    return process


def lines(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout
    return iter(process.stdout.readline, "")


def finish(
    index: Path, source: Path | Source, *, copy: bool = False, told: Callable[[str], object] = lambda what: None
) -> None:
    reports = take_in(
        index,
        [source],
        embedder_factory=WordEmbedder,
        size_limit_bytes=LIMIT_BYTES,
        progress=lambda done, total, what: told(what),
        copy=copy,
    )
    assert all(report.status != "rejected" for report in reports)


def record_digest(index: Path) -> Digest | None:
    """The digest of what the record holds; None where there is no library yet."""
    if not Record.exists(index) or not _has_tables(index):
        return None
    with Record.open(index) as record:
        return record.digest()


def _has_tables(index: Path) -> bool:
    with sqlite3.connect(index / "record.sqlite3") as raw:
        return bool(raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


@dataclass
class Story:
    """A run that nobody interrupts: the library before it, every state between its transactions, its steps and its end."""

    before: Path
    source: Path
    steps: list[str] = field(default_factory=list)
    states: list[Digest | None] = field(default_factory=list)
    editions: dict[str, Document] = field(default_factory=dict)

    def tell(self, index: Path) -> None:
        self.note(index)
        finish(index, self.source, copy=True, told=lambda what: (self.steps.append(what), self.note(index)))
        self.note(index)

    def note(self, index: Path) -> None:
        state = record_digest(index)
        if state in self.states:
            return
        self.states.append(state)
        if state is not None:
            with Record.open(index) as record:
                for stored in record.documents():
                    self.editions[stored.sha256] = record.document(stored.info.id)


def write_policies(folder: Path, edition: int) -> None:
    folder.mkdir()
    for council in COUNCILS:
        (folder / f"{council}.md").write_text(policy_text(council, edition, CLAUSES))


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> list[Story]:
    """Two runs: into an empty folder, and of new editions over old ones, some of them digests."""
    place = tmp_path_factory.mktemp("stories")
    write_policies(place / "old", 1)
    write_policies(place / "new", 2)
    (place / "empty").mkdir()
    finish(place / "filled", place / "old")
    finish(place / "filled", Source(place / "old", "digest"), copy=True)
    told = [Story(place / "empty", place / "new"), Story(place / "filled", place / "new")]
    for number, story in enumerate(told):
        shutil.copytree(story.before, place / f"told-{number}")
        story.tell(place / f"told-{number}")
    return told


def kill_at(story: Story, index: Path, step: int, late_s: float) -> bool:
    """Start the run and kill it this long after a step; False where it had already ended."""
    process = started(index, story.source)
    for _ in range(step):
        next(lines(process), "")
    try:
        process.wait(late_s)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
    ended = process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        assert pipe
        pipe.close()
    return ended == -signal.SIGKILL


def check_whole(index: Path, story: Story) -> None:
    """The library opens, is sound, shows whole documents only, and is in a state that the uninterrupted run passed through."""
    state = record_digest(index)
    assert state in story.states
    if state is None:
        return
    with Record.open(index) as record:
        for stored in record.documents():
            assert record.document(stored.info.id) == story.editions[stored.sha256]
            assert stored.vectors == stored.passages > CLAUSES - 1
        assert record.audit_verify().whole
    with sqlite3.connect(index / "record.sqlite3") as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        raw.execute("INSERT INTO passage_words (passage_words, rank) VALUES ('integrity-check', 1)")


def test_twenty_kills_leave_a_whole_library_and_the_next_run_carries_on(stories: list[Story], tmp_path: Path) -> None:
    draw = random.Random(20240224)
    killed = 0
    for number in range(KILLS):
        story = stories[number % 2]
        index = tmp_path / f"kill-{number}"
        shutil.copytree(story.before, index)
        in_copy = number % 5 == 4
        step = len(story.steps) if in_copy else round(number / KILLS * len(story.steps))
        killed += kill_at(story, index, step, draw.uniform(0, 1.2) if in_copy else draw.uniform(0, 0.02))
        check_whole(index, story)
        finish(index, story.source, copy=in_copy)
        assert record_digest(index) == story.states[-1]
        if in_copy:
            assert digest(index)["agree"] is True
            assert len(list(index.glob("chroma-*"))) <= 2
        shutil.rmtree(index)
    assert killed >= KILLS - 2


def test_kills_one_after_another_get_there_in_the_end(stories: list[Story], tmp_path: Path) -> None:
    story = stories[1]
    index = tmp_path / "index"
    shutil.copytree(story.before, index)
    for step in (2, 5, 5, 8):
        assert kill_at(story, index, step, 0.005)
        check_whole(index, story)
    finish(index, story.source)
    assert record_digest(index) == story.states[-1]


def test_the_states_of_a_run_are_told_apart(stories: list[Story]) -> None:
    assert [len(story.states) for story in stories] == [len(COUNCILS) + 2, len(COUNCILS) + 1]


# Two at once


@pytest.fixture
def pausing(tmp_path: Path) -> Path:
    """Two policies; the run stops after the first until it is told to go on."""
    folder = tmp_path / "policies"
    folder.mkdir()
    (folder / "a-pause.md").write_text(policy_text("alder"))
    (folder / "b.md").write_text(policy_text("beck"))
    return folder


def until(process: subprocess.Popen[str], words: str) -> None:
    assert any(words in line for line in lines(process)), f"{words!r} was never said"


def go_on(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, errors = process.communicate("\n", LIMIT_S)
    return process.returncode, errors


def test_a_second_writer_that_will_not_wait_is_told_in_one_line(pausing: Path, tmp_path: Path) -> None:
    first = started(tmp_path / "index", pausing)
    until(first, "accepted a-pause.md")
    second = started(tmp_path / "index", pausing, wait_s=0.1)
    status, said = go_on(second)
    assert status == 1
    assert said.startswith("LibraryBusy: ") and said.count("\n") == 1 and str(tmp_path / "index") in said
    assert go_on(first) == (0, "")


def test_a_second_writer_that_waits_finds_the_work_done(pausing: Path, tmp_path: Path) -> None:
    first = started(tmp_path / "index", pausing)
    until(first, "accepted a-pause.md")
    second = started(tmp_path / "index", pausing, wait_s=120)
    assert go_on(first) == (0, "")
    said, errors = second.communicate("\n", LIMIT_S)
    assert (second.returncode, errors) == (0, "")
    assert "unchanged a-pause.md" in said and "unchanged b.md" in said


def test_a_reader_sees_whole_documents_while_another_process_writes(pausing: Path, tmp_path: Path) -> None:
    writer = started(tmp_path / "index", pausing)
    until(writer, "accepted a-pause.md")
    with Record.open(tmp_path / "index") as reader:
        assert [one.info.id for one in reader.documents()] == ["a-pause"]
        with reader.snapshot():
            before = reader.digest()
            assert go_on(writer) == (0, "")
            assert reader.digest() == before
        assert [one.info.id for one in reader.documents()] == ["a-pause", "b"]


def test_a_killed_writer_lets_the_next_one_in_at_once(pausing: Path, tmp_path: Path) -> None:
    first = started(tmp_path / "index", pausing)
    until(first, "accepted a-pause.md")
    first.kill()
    first.communicate()
    with Record.open(tmp_path / "index", write=True, wait_s=0) as record:
        assert [one.info.id for one in record.documents()] == ["a-pause"]


def test_ctrl_c_leaves_the_documents_that_were_published(pausing: Path, tmp_path: Path) -> None:
    run = started(tmp_path / "index", pausing)
    until(run, "accepted a-pause.md")
    run.send_signal(signal.SIGINT)
    run.communicate()
    assert run.returncode != 0
    with Record.open(tmp_path / "index", write=True, wait_s=0) as record:
        assert [one.info.id for one in record.documents()] == ["a-pause"]
    finish(tmp_path / "index", pausing)
    assert record_digest(tmp_path / "index") is not None
