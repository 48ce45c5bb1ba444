"""A library that is damaged, read-only, locked, gone or out of room: one line, the right status, and nothing half done."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from ingest.lock import WriterLock
from tests.assistant.surfaces.processes import COMMAND, LIMIT_S, Done, clausewise, environment, one_complaint, serving

CARD = "Is social value required for a £400k works contract in Southend?"
SEARCHED = "How often is social value reported in Southend?"
POLICY = "# Buying Policy\n\n" + "\n\n".join(
    f"{n}. Ashby buys with care, and asks whoever makes offer number {n} what good they can do." for n in range(1, 40)
)
RECORD = "record.sqlite3"
SMALLEST_LIMIT_BYTES = 40_000
"""SQLite itself needs a file of 32,768 bytes beside the record."""
CAPABILITIES = (1, 2)
"""To write and to read whatever a file's mode says, which root has: CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
DROP_CAPABILITY = 24


def heeding_modes() -> None:
    """The process that begins here keeps to the modes of files, even where it is root's."""
    for capability in CAPABILITIES if os.getuid() == 0 else ():
        ctypes.CDLL(None).prctl(DROP_CAPABILITY, capability, 0, 0, 0)


def short_of_room(most_bytes: int) -> Callable[[], None]:
    """The process that begins here cannot make any file larger than this, as on a full disk."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    return limited


def ran(index: Path, *arguments: str, before: Callable[[], None], **more: str) -> Done:
    """A command that begins under a limit."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        timeout=LIMIT_S,
        env=environment(index, **more),
        check=False,
        preexec_fn=before,
    )
    said = Done(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in said.err, said.err
    return said


def policy(folder: Path) -> str:
    file = folder / "buying-policy.md"
    file.write_text(POLICY, encoding="utf-8")
    return str(file)


def overwritten(record: Path, at: int, size: int) -> None:
    with record.open("r+b") as file:
        file.seek(at)
        file.write(b"\xa5" * size)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "no database": lambda record: record.write_bytes(b"not a database, but long enough to be one" * 100),
    "tables": lambda record: overwritten(record, 4_096, 200_000),
    "pages": lambda record: overwritten(record, record.stat().st_size // 10, record.stat().st_size * 8 // 10),
    "cut short": lambda record: os.truncate(record, record.stat().st_size // 3),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_library_is_one_line_that_says_what_to_do(library: Path, damage: Callable[[Path], object]) -> None:
    damage(library / RECORD)
    one_complaint(clausewise(library, "ask", CARD, status=1), RECORD, "move it away and ingest again")


def test_nothing_is_taken_into_a_damaged_library(library: Path, tmp_path: Path) -> None:
    DAMAGE["pages"](library / RECORD)
    before = (library / RECORD).read_bytes()
    one_complaint(clausewise(library, "ingest", policy(tmp_path), "--council", "ashby", status=1), RECORD, "move it away")
    assert (library / RECORD).read_bytes() == before


def test_a_library_that_nothing_was_written_to_is_filled(library: Path) -> None:
    """What a crash or a full disk leaves of a first start."""
    for beside in library.glob(f"{RECORD}*"):
        beside.unlink()
    (library / RECORD).touch()
    assert clausewise(library, "ask", CARD).out.startswith("**No. Southend")


@pytest.mark.parametrize("whole", [True, False], ids=["folder", "file"])
def test_a_library_that_cannot_be_written_to_answers_and_takes_nothing_in(library: Path, tmp_path: Path, whole: bool) -> None:
    digest = clausewise(library, "digest").out
    for path in [library, *library.rglob("*")] if whole else [library / RECORD]:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        answered = ran(library, "ask", CARD, before=heeding_modes)
        assert answered.status == 0 and answered.out.startswith("**No. Southend")
        refused = ran(library, "ingest", policy(tmp_path), "--council", "ashby", before=heeding_modes)
        assert refused.status == 1
        one_complaint(refused, str(library), "cannot be")
    finally:
        for path in [library, *library.rglob("*")]:
            path.chmod(path.stat().st_mode | 0o200)
    assert clausewise(library, "digest").out == digest


def test_on_a_full_disk_nothing_is_half_taken_in(library: Path, tmp_path: Path) -> None:
    digest = clausewise(library, "digest").out
    refused = ran(library, "ingest", policy(tmp_path), "--council", "ashby", before=short_of_room(200_000))
    assert refused.status == 1
    one_complaint(refused, RECORD, "free space")
    assert "rollback" not in refused.err
    assert clausewise(library, "digest").out == digest
    assert clausewise(library, "audit", "verify").out.startswith("audit trail whole")
    assert clausewise(library, "ingest", policy(tmp_path), "--council", "ashby").out.startswith("accepted")


def test_on_a_full_disk_a_rebuild_leaves_the_library_as_it_was(library: Path, changed_policy: Path) -> None:
    """The corpus holds a new text of a policy with rules to match: neither is taken in without the other."""
    stopped = ran(library, "ask", CARD, before=short_of_room(200_000), CLAUSEWISE_CORPUS=str(changed_policy))
    assert stopped.status == 1
    one_complaint(stopped, RECORD, "free space")
    assert "£1,000,000" in clausewise(library, "ask", CARD).out
    assert "£1,100,000" in clausewise(library, "ask", CARD, CLAUSEWISE_CORPUS=str(changed_policy)).out


@pytest.fixture
def changed_policy(changed_corpus: Path, tmp_path: Path) -> Path:
    """The corpus with one figure changed in Southend's policy and in its rules."""
    folder = shutil.copytree(changed_corpus, tmp_path / "corpus")
    southend = folder / "southend"
    for file in (southend / "digest.md", southend / "rules" / "social-value.yaml"):
        text = file.read_text(encoding="utf-8")
        assert "£1M" in text
        file.write_text(text.replace("£1M", "£1.1M"), encoding="utf-8")
    return folder


@contextmanager
def asking(index: Path, *arguments: str) -> Iterator[httpx.Client]:
    with serving(index, *arguments) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def refused(response: httpx.Response, status: int) -> str:
    """One line for a program, without any path of the server's; the line."""
    assert response.status_code == status, response.text
    body = response.json()
    assert set(body) == {"error", "code"} and "\n" not in body["error"] and "/" not in body["error"]
    return str(body["error"])


def test_a_library_that_is_taken_away_from_a_server_is_said_by_every_door(library: Path) -> None:
    with asking(library) as client:
        assert client.post("/api/ask", json={"question": CARD}).json()["outcome"] == "not_required"
        shutil.rmtree(library)
        for question in (CARD, SEARCHED):
            assert "cannot be read just now" in refused(client.post("/api/ask", json={"question": question}), 503)
        refused(client.post("/api/batch", json=[{"question": CARD}]), 503)
        refused(client.get("/api/documents"), 503)
        assert refused(client.get("/healthz"), 503) == "the library cannot be read"
        page = client.get("/ask", params={"q": CARD})
        assert page.status_code == 503 and "cannot be read just now" in page.text and str(library) not in page.text
        assert client.post("/feedback", data={"q": CARD, "judged": "right"}).status_code == 503
        assert client.get("/static/page.css").status_code == 200
        assert not library.exists()


def test_another_library_in_its_place_is_not_taken_for_it(library: Path, built: Path) -> None:
    with asking(library) as client:
        shutil.rmtree(library)
        shutil.copytree(built, library)
        refused(client.get("/api/documents"), 503)


def test_a_library_that_is_damaged_under_a_server_costs_what_was_in_it_and_no_more(library: Path) -> None:
    with asking(library) as client:
        DAMAGE["pages"](library / RECORD)
        refused(client.post("/api/ask", json={"question": SEARCHED}), 503)
        assert client.get("/accessibility").status_code == 200


def test_a_server_answers_while_another_program_writes(library: Path) -> None:
    with asking(library) as client, sqlite3.connect(library / RECORD, isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE state SET generation = generation + 1")
        assert client.post("/api/ask", json={"question": SEARCHED}).json()["status"] == "answered"
        writer.execute("ROLLBACK")


def test_who_asks_while_files_are_taken_in_gets_the_same_whole_answers(library: Path, tmp_path: Path) -> None:
    with asking(library) as client, ThreadPoolExecutor(5) as pool:

        def asked(question: str) -> list[object]:
            response = client.post("/api/ask", json={"question": question})
            assert response.status_code == 200, response.text
            return [response.json()[part] for part in ("status", "outcome", "text", "citations", "requirements")]

        before = {question: asked(question) for question in (CARD, SEARCHED)}
        taking = pool.submit(clausewise, library, "ingest", policy(tmp_path), "--council", "ashby")
        while not taking.done():
            questions = [CARD, SEARCHED] * 4
            assert list(pool.map(asked, questions)) == [before[question] for question in questions]
        assert taking.result().out.startswith("accepted")
        assert "ashby" in {held["council"] for held in client.get("/api/documents").json()["documents"]}
        assert asked(CARD) == before[CARD]


def test_files_wait_their_turn_and_are_told_where_it_does_not_come(library: Path, tmp_path: Path) -> None:
    lock = WriterLock(library, wait_s=0)
    try:
        one_complaint(
            clausewise(library, "ingest", policy(tmp_path), "--council", "ashby", status=1), "another process is writing"
        )
    finally:
        lock.release()


def test_a_judgement_that_finds_no_room_is_refused_and_those_before_it_stay(library: Path) -> None:
    """A server that may write no file beyond what the judgements kept so far take: the next does not fit."""
    kept = library / "feedback" / "feedback.jsonl"
    with asking(library) as client:
        for number in range(100):
            assert client.post("/feedback", data={"q": CARD, "judged": "right", "why": str(number)}).status_code == 200
            if kept.stat().st_size > SMALLEST_LIMIT_BYTES:
                break
    before = kept.read_bytes()
    with serving(library, before=short_of_room(len(before) + 500)) as address, httpx.Client(base_url=address) as client:
        full = client.post("/feedback", data={"q": CARD, "judged": "wrong"})
        assert full.status_code == 503 and "could not be kept" in full.text and str(library) not in full.text
        assert client.post("/api/ask", json={"question": CARD}).status_code == 200
    assert kept.read_bytes() == before
    assert {json.loads(line)["judged"] for line in clausewise(library, "feedback", "--json").lines} == {"right"}
