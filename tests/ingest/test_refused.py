"""Files that cannot be taken: each is refused in one line that names it, says why and what to do."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from invented_policies import numbered_docx, numbered_pdf
from pdf_files import PdfPages
from word_files import paragraph, word_file

from ingest.errors import BadName, DamagedFile, EmptyFile, EncryptedFile, FileRefused, NoText, TooLarge, WrongKind
from ingest.readers import READERS, read
from ingest.readers import docx_package as package

LIMIT_BYTES = 2_000_000
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)


def refused(folder: Path, name: str, data: bytes, *, limit: int = LIMIT_BYTES) -> FileRefused:
    path = folder / name
    path.write_bytes(data)
    with pytest.raises(FileRefused) as caught:
        read(path, size_limit_bytes=limit)
    message = str(caught.value)
    assert "\n" not in message and ";" in message, "one line, with the reason and what to do"
    assert name[:20].split("\n")[0] in message
    return caught.value


def scan() -> bytes:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    pixel = io.BytesIO()
    import PIL.Image

    PIL.Image.new("RGB", (20, 20), "grey").save(pixel, "PNG")
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawImage(ImageReader(io.BytesIO(pixel.getvalue())), 0, 0, 500, 700)
    canvas.save()
    return file.getvalue()


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return file.getvalue()


def locked_pdf() -> bytes:
    pages = PdfPages(password="secret")
    pages.text("Nobody reads this without a word.")
    return pages.finish()


@pytest.mark.parametrize("suffix", sorted(READERS))
@pytest.mark.parametrize("data", [b"", b" \n\t \r\n"])
def test_an_empty_file(tmp_path: Path, suffix: str, data: bytes) -> None:
    assert isinstance(refused(tmp_path, f"plan{suffix}", data), EmptyFile)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("marks.txt", b"- \n- \n***\n"),
        ("marks.md", b"## \n\n---\n"),
        ("page.html", b"<html><body><p> </p><script>words</script></body></html>"),
        ("words.docx", word_file(paragraph(""))),
        ("blank.pdf", PdfPages().finish()),
    ],
)
def test_a_file_without_words(tmp_path: Path, name: str, data: bytes) -> None:
    assert isinstance(refused(tmp_path, name, data), EmptyFile)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("policy.docx", numbered_pdf(), "PDF"),
        ("policy.pdf", numbered_docx(), "a zip archive"),
        ("policy.pdf", b"Just words", "no PDF inside"),
        ("policy.docx", b"Just words", "no Word document inside"),
        ("policy.txt", numbered_pdf(), "PDF"),
        ("policy.md", numbered_docx(), "a zip archive"),
        ("policy.html", PNG, "a PNG picture"),
        ("policy.txt", PNG, "a PNG picture"),
        ("policy.txt", bytes(range(256)) * 4, "no text"),
        ("policy.txt", b"Words\0and nothing\0more than words", "no text"),
        ("policy.txt", b"\x01\x02\x03\x04 words \x05\x06\x07", "control characters"),
        ("policy.docx", zipped(notes_txt=b"words"), "without a Word document"),
        ("policy.docx", zipped(xl__workbook_xml=b"<a/>"), "Excel"),
        ("policy.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office file"),
        ("policy.odt", b"words", ".odt"),
        ("policy", b"words", "suffix"),
    ],
)
def test_a_file_of_another_kind(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    error = refused(tmp_path, name, data)
    assert isinstance(error, WrongKind)
    assert reason in str(error)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("policy.pdf", locked_pdf()),
        ("policy.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)),
    ],
)
def test_a_file_that_asks_for_a_password(tmp_path: Path, name: str, data: bytes) -> None:
    error = refused(tmp_path, name, data)
    assert isinstance(error, EncryptedFile) and "password" in str(error)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize(("name", "make"), [("policy.pdf", numbered_pdf), ("policy.docx", numbered_docx)])
def test_a_file_that_is_cut_short(tmp_path: Path, name: str, make: object, share: float) -> None:
    assert callable(make)
    data = make()
    assert isinstance(refused(tmp_path, name, data[: int(len(data) * share)]), DamagedFile)


def test_a_word_file_with_broken_xml(tmp_path: Path) -> None:
    broken = zipped(word__document_xml=b"<w:document><w:body>")
    assert isinstance(refused(tmp_path, "policy.docx", broken), DamagedFile)


def test_a_word_file_with_a_broken_member(tmp_path: Path) -> None:
    data = bytearray(numbered_docx())
    at = data.index(b"word/document.xml") + 60
    data[at : at + 200] = bytes(200)
    assert isinstance(refused(tmp_path, "policy.docx", bytes(data)), DamagedFile)


def test_a_pdf_whose_inside_is_noise(tmp_path: Path) -> None:
    noise = b"%PDF-1.7\n" + b"\x93\x10garbage \xff" * 200 + b"\nstartxref\n99\n%%EOF\n"
    assert isinstance(refused(tmp_path, "policy.pdf", noise), DamagedFile)


def test_a_scan(tmp_path: Path) -> None:
    error = refused(tmp_path, "policy.pdf", scan())
    assert isinstance(error, NoText) and "scan" in str(error)


def test_over_the_size_limit_and_exactly_on_it(tmp_path: Path) -> None:
    error = refused(tmp_path, "policy.txt", b"words " * 200, limit=1199)
    assert isinstance(error, TooLarge)
    assert read(tmp_path / "policy.txt", size_limit_bytes=1200).text.startswith("words")


def test_a_word_file_that_expands_past_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_PART_BYTES", 1_000_000)
    error = refused(tmp_path, "policy.docx", word_file(paragraph("so many words " * 100_000)))
    assert isinstance(error, TooLarge)


def test_the_bound_of_a_word_file_is_stated_in_bytes_and_not_met_by_policies() -> None:
    assert 10_000_000 <= package.LARGEST_PART_BYTES <= 500_000_000


def test_entities_are_refused_and_never_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    error = refused(tmp_path, "policy.docx", word_file(paragraph("words"), doctype=bomb))
    assert isinstance(error, DamagedFile) and "document type" in str(error)


def test_an_external_entity_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("not for readers")
    outside = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    error = refused(tmp_path, "policy.docx", word_file("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", doctype=outside))
    assert "not for readers" not in str(error)


@pytest.mark.parametrize(
    "name",
    [
        ".txt",
        "  .txt",
        "...txt",
        "a\x07b.txt",
        "two\nlines.txt",
        "x" * 201 + ".txt",
        "plan\u202etxt.pdf",
        b"plan\xff.txt".decode("utf-8", "surrogateescape"),
    ],
)
def test_a_name_that_is_none(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"words")
    with pytest.raises(BadName) as caught:
        read(path, size_limit_bytes=LIMIT_BYTES)
    message = str(caught.value)
    assert message.isprintable() and "rename" in message
    message.encode("utf-8")


def test_a_folder_a_missing_file_and_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    for name in ("pipe.txt", "folder.txt", "missing.txt"):
        with pytest.raises(FileRefused, match=name):
            read(tmp_path / name, size_limit_bytes=LIMIT_BYTES)


def test_suffixes_are_read_in_any_case(tmp_path: Path) -> None:
    (tmp_path / "POLICY.TXT").write_text("Words of a policy.")
    assert read(tmp_path / "POLICY.TXT", size_limit_bytes=LIMIT_BYTES).text == "Words of a policy."
