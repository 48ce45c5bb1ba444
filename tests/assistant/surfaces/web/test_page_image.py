"""A page of a PDF as a picture: the very words are marked or none are, and a file that cannot be drawn harms nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant import library, originals
from assistant.surfaces.serving import create_app
from assistant.surfaces.web import page_image
from assistant.surfaces.web.settings import ServeSettings
from ingest.build import FileReport
from tests.assistant.surfaces.web import pages, sheets
from tests.assistant.surfaces.web.opened import TODAY


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sheets.policy(tmp_path_factory.mktemp("pdf"))


def test_the_words_are_marked_where_the_page_holds_them(file: Path) -> None:
    plain, marked = page_image.drawn(file, 2, ""), page_image.drawn(file, 2, f"2.  {sheets.SECOND}")
    assert plain and marked and sheets.marked_share(plain) == 0
    assert 0.002 < sheets.marked_share(marked) < 0.05


@pytest.mark.parametrize(
    "words",
    ["Zebra crossings are painted by no apprentices", "the", "  \n| - ", sheets.FIRST, "£40,001 or more", "x" * 100_000],
)
def test_nothing_is_marked_where_the_page_does_not_hold_just_these_words_once(file: Path, words: str) -> None:
    drawn = page_image.drawn(file, 2, words)
    assert drawn and sheets.marked_share(drawn) == 0


def test_spaces_rules_and_line_ends_do_not_matter(file: Path) -> None:
    words = "| " + sheets.SECOND.replace(" ", "\n") + " |"
    drawn = page_image.drawn(file, 2, words)
    assert drawn and sheets.marked_share(drawn) > 0.002


@pytest.mark.parametrize("page", [0, 3, 99])
def test_a_page_that_is_not_there_is_not_drawn(file: Path, page: int) -> None:
    assert page_image.drawn(file, page, "") is None


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 nothing more", b"\x89PNG not a PDF", b"%PDF-1.4\n" + b"[" * 100_000])
def test_a_file_that_cannot_be_drawn_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "bad.pdf"
    file.write_bytes(data)
    assert page_image.drawn(file, 1, "") is None


def test_only_pdfs_that_the_library_holds_are_kept(file: Path, tmp_path: Path) -> None:
    folder, index = tmp_path / "in", tmp_path / "index"
    (folder / "deep").mkdir(parents=True)
    held = folder / "deep" / "Held.PDF"
    held.write_bytes(file.read_bytes())
    (folder / "refused.pdf").write_bytes(b"%PDF-1.4")
    (folder / "note.txt").write_text("words")
    sha256_of_file = sha256(file.read_bytes()).hexdigest()
    originals.keep(index, [folder], [FileReport("Held.PDF", "accepted", sha256=sha256_of_file)])
    assert [one.read_bytes() for one in (index / originals.FOLDER).iterdir()] == [file.read_bytes()]
    assert originals.kept(index, sha256_of_file) and originals.kept(index, "0" * 64) is None


@pytest.fixture(scope="module")
def served(file: Path, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The server on a library that holds the policy."""
    index = shutil.copytree(built, tmp_path_factory.mktemp("served") / "library")
    (report,) = library.ingest(index, [file], council="ashby")
    assert report.status == "accepted" and report.document
    with library.opened(index) as opened:
        app = create_app(opened, ServeSettings(index, hosts=("testserver",)), lambda: TODAY)
        with TestClient(app, raise_server_exceptions=False) as client:
            yield client


def test_a_citation_leads_to_the_page_itself_with_its_words_marked(served: TestClient) -> None:
    answer = pages.get(served, "/ask", q="Who paints the zebra crossings in Ashby?")
    address = pages.link(answer, "See page 2 itself")
    page = pages.get(served, address)
    assert "page 2 of 2" in pages.words(pages.one(page, "h1"))
    picture = served.get(str(pages.one(page, "img")["src"]))
    assert picture.headers["content-type"] == "image/png" and sheets.marked_share(picture.content) > 0.002
    back = pages.get(served, pages.link(page, "Back to the text"))
    assert sheets.SECOND.split()[0] in "".join(mark.get_text() for mark in back.select("mark"))


def test_each_page_of_the_text_leads_to_its_picture(served: TestClient) -> None:
    document = next(one["id"] for one in served.get("/api/documents").json()["documents"] if one["council"] == "ashby")
    page = pages.get(served, f"/documents/{document}")
    assert [str(a["href"]) for a in page.select(".page-mark a")] == [f"/documents/{document}/pages/{n}" for n in (1, 2)]


@pytest.mark.parametrize(
    "address", ["pages/3", "pages/0", "pages/3.png", "pages/-1", "pages/x", "pages/99999999999999999999.png"]
)
def test_a_page_that_a_document_does_not_have_is_not_found(served: TestClient, address: str) -> None:
    document = next(one["id"] for one in served.get("/api/documents").json()["documents"] if one["council"] == "ashby")
    assert served.get(f"/documents/{document}/{address}").status_code == 404


def test_a_document_that_was_no_pdf_has_no_pictures(served: TestClient) -> None:
    assert served.get("/documents/southend-social-value-policy/pages/1").status_code == 404
    assert not pages.get(served, "/documents/southend-social-value-policy").select(".page-mark a")
