"""`clausewise ingest` as a process: good files beside bad ones, what is refused leaves no trace, and a stop loses nothing."""

from __future__ import annotations

import io
import json
import os
import pty
import shutil
import signal
import subprocess
import termios
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.assistant.surfaces import invented_council
from tests.assistant.surfaces.processes import (
    BUILDING,
    COMMAND,
    Done,
    clausewise,
    environment,
    first_line,
    one_complaint,
    started,
)

DATA = Path(__file__).resolve().parents[2] / "data"
LIMIT_MB = 1
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)


def drawn(words: str = "Wexcombe Borough Council buys with care.") -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.drawString(72, 700, words)
    canvas.save()
    return file.getvalue()


def scanned() -> bytes:
    import PIL.Image

    file, picture = io.BytesIO(), io.BytesIO()
    PIL.Image.new("RGB", (20, 20), "grey").save(picture, "PNG")
    canvas = Canvas(file, invariant=1)
    canvas.drawImage(ImageReader(io.BytesIO(picture.getvalue())), 0, 0, 500, 700)
    canvas.save()
    return file.getvalue()


def locked() -> bytes:
    writer, file = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn()))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "is empty"),
    "locked.pdf": (locked(), "password"),
    "long.txt": (b"words " * 200_000, "over the limit of 1"),
    "picture.pdf": (PNG, "PNG"),
    "scan.pdf": (scanned(), "pictures of pages without text"),
    "sheet.xlsx": (b"words", "xlsx"),
    "torn.pdf": (drawn()[:300], "is cut short"),
    "two\nlines.txt": (b"words", "rename it"),
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one invented council."""
    return invented_council.write(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """A library of the one council's digest."""
    index = tmp_path_factory.mktemp("small") / "library"
    clausewise(index, "digest", CLAUSEWISE_CORPUS=str(corpus))
    return index


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two good policies of councils that nobody foresaw, and bad files of every kind between them."""
    folder = tmp_path_factory.mktemp("files")
    shutil.copy(DATA / "headed" / "policy.txt", folder / "buying for good.txt")
    shutil.copy(DATA / "numbered" / "policy.md", folder / "responsible buying.md")
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    return folder


class Taken:
    """A library after the folder was taken in, and what was said of it."""

    def __init__(self, index: Path, corpus: Path, done: Done) -> None:
        self.index, self.corpus, self.done = index, corpus, done
        self.reports: dict[str, dict[str, Any]] = {Path(report["file"]).name: report for report in map(json.loads, done.lines)}

    def run(self, *arguments: str, status: int | None = 0) -> Done:
        return clausewise(
            self.index, *arguments, status=status, CLAUSEWISE_CORPUS=str(self.corpus), CLAUSEWISE_SIZE_LIMIT_MB=str(LIMIT_MB)
        )

    def digest(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run("digest", "--json").out)
        return found


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory, small: Path, corpus: Path, folder: Path) -> Taken:
    index = shutil.copytree(small, tmp_path_factory.mktemp("taken") / "library")
    settings = {"CLAUSEWISE_CORPUS": str(corpus), "CLAUSEWISE_SIZE_LIMIT_MB": str(LIMIT_MB)}
    missing = str(folder / "missing.docx")
    return Taken(index, corpus, clausewise(index, "ingest", str(folder), missing, "--json", status=1, **settings))


def test_a_line_of_json_a_file_in_the_order_of_their_names(taken: Taken) -> None:
    fields = {"file", "status", "document", "version", "sha256", "passages", "error", "warnings"}
    assert all(set(report) == fields for report in taken.reports.values())
    names = [name.replace("\\n", "\n") for name in taken.reports]
    assert names == [*sorted([*BAD, "buying for good.txt", "responsible buying.md"]), "missing.docx"]


def test_the_good_ones_are_taken_under_the_councils_that_they_name(taken: Taken) -> None:
    first, second = taken.reports["buying for good.txt"], taken.reports["responsible buying.md"]
    assert (first["status"], first["document"]) == ("accepted", "ashcombe-buying-for-good")
    assert (second["status"], second["document"]) == ("accepted", "marlowe-vale-responsible-buying")
    assert first["passages"] > 5
    assert len(second["sha256"]) == 64


@pytest.mark.parametrize("name", BAD)
def test_each_bad_one_is_refused_in_one_line_with_the_reason(taken: Taken, name: str) -> None:
    printed = name.replace("\n", "\\n")
    report = taken.reports[printed]
    assert (report["status"], report["document"], report["passages"]) == ("rejected", "", 0)
    assert BAD[name][1] in report["error"]
    (complaint,) = [line for line in taken.done.complaints if printed.split("\\")[0] in line]
    assert complaint == f"clausewise: {report['error']}"


def test_a_file_that_is_not_there_is_refused_like_any_other(taken: Taken) -> None:
    assert taken.reports["missing.docx"]["status"] == "rejected"
    assert "missing.docx: cannot be read" in taken.reports["missing.docx"]["error"]
    assert len(taken.done.complaints) == len(BAD) + 1


def test_what_was_taken_in_is_found_and_cited_in_its_own_words(taken: Taken) -> None:
    answer = json.loads(
        taken.run("ask", "How much does the council spend with others?", "--council", "marlowe-vale", "--json").out
    )
    assert answer["council"] == "marlowe-vale"
    assert any(c["kind"] == "original" and c["clause"] == "1.1" and "£40 million" in c["text"] for c in answer["citations"])


def test_a_document_without_rules_gives_no_verdict(taken: Taken) -> None:
    answer = json.loads(taken.run("ask", "Is social value required for £400k of works?", "--council", "ashcombe", "--json").out)
    assert answer["outcome"] in ("no_rule", None)
    assert answer["requirements"] == {}


def test_bad_files_and_files_that_are_known_change_nothing(taken: Taken, folder: Path) -> None:
    before = taken.digest()
    again = taken.run("ingest", str(folder), status=1)
    assert taken.digest() == before
    assert [line for line in again.lines if line.startswith("unchanged: ")] == [
        f"unchanged: {folder / 'buying for good.txt'} as ashcombe-buying-for-good, "
        f"{taken.reports['buying for good.txt']['passages']} passages",
        f"unchanged: {folder / 'responsible buying.md'} as marlowe-vale-responsible-buying, "
        f"{taken.reports['responsible buying.md']['passages']} passages",
    ]
    assert sum(line.startswith("rejected: ") for line in again.lines) == len(BAD)
    assert before["agree"] is True


def test_a_terminal_shows_a_bar_while_a_library_is_built(tmp_path: Path) -> None:
    """A first start and a rebuild are the same work; the bar goes when it is done."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(ours, (24, 80))
    command = [*COMMAND, "ask", "Is social value required for a £400k works contract in Southend?"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment(tmp_path / "library"))
    os.close(theirs)
    said = b"".join(iter(lambda: _read(ours), b"")).decode(errors="replace")
    assert process.communicate()[0].decode().startswith("**No. Southend") and process.returncode == 0
    assert "reading digest.md:   0%|" in said and "copying vectors: 100%|" in said
    os.close(ours)


def _read(terminal: int) -> bytes:
    """What a terminal shows next; nothing once the program behind it has ended."""
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""


def test_an_empty_folder_is_named(taken: Taken, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    one_complaint(taken.run("ingest", str(tmp_path / "nothing"), status=1), "nothing: holds no files")


def test_the_council_given_is_the_one_it_is_filed_under(taken: Taken, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("1. Officers think of people nearby when they buy, and write down what they thought.\n")
    refused = taken.run("ingest", str(tmp_path / "note.txt"), status=1)
    one_complaint(refused, "note.txt", "--council SLUG")
    given = json.loads(taken.run("ingest", str(tmp_path / "note.txt"), "--council", "upper-fen", "--json").out)
    assert (given["status"], given["document"]) == ("accepted", "upper-fen-note")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five policies of five councils."""
    folder = tmp_path_factory.mktemp("many")
    for name in ("Alder", "Beck", "Carr", "Dale", "Esk"):
        clauses = (f"{n}. {name} District Council asks who gains from purchase {n}, and says so.\n" for n in range(1, 9))
        (folder / f"{name.lower()}.txt").write_text("\n".join(clauses))
    return folder


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, small: Path, corpus: Path, many: Path) -> dict[str, Any]:
    """What the library holds after the five policies were taken in and nobody interrupted."""
    index = shutil.copytree(small, tmp_path_factory.mktemp("undisturbed") / "library")
    clausewise(index, "ingest", str(many), CLAUSEWISE_CORPUS=str(corpus))
    found: dict[str, Any] = json.loads(clausewise(index, "digest", "--json", CLAUSEWISE_CORPUS=str(corpus)).out)
    return found


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL], ids=lambda stop: stop.name)
def test_a_run_that_is_stopped_leaves_whole_documents_and_the_next_carries_on(
    tmp_path: Path, small: Path, corpus: Path, many: Path, undisturbed: dict[str, Any], stop: signal.Signals
) -> None:
    index, settings = shutil.copytree(small, tmp_path / "library"), {"CLAUSEWISE_CORPUS": str(corpus)}
    process = started(index, "ingest", str(many), **settings)
    assert first_line(process.stderr).startswith(BUILDING)
    os.killpg(process.pid, stop)
    _, err = process.communicate(timeout=60)
    if stop is signal.SIGINT:
        assert process.returncode == 130
        assert err.decode().splitlines() == ["clausewise: stopped; the library is as it was after the last whole document"]
    assert clausewise(index, "audit", "verify", **settings).out.startswith("audit trail whole")
    counts = json.loads(clausewise(index, "digest", "--json", **settings).out)["record"]
    assert 1 <= counts["documents"]["count"] <= 6
    assert counts["passages"]["count"] == counts["vectors"]["count"]
    clausewise(index, "ingest", str(many), **settings)
    after = json.loads(clausewise(index, "digest", "--json", **settings).out)
    assert after["agree"] is True
    assert after["record"] == undisturbed["record"]
