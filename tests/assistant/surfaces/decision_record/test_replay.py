"""A record comes out again byte for byte, or it is said in one line what differs; what was tampered with is said to be."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from assistant.errors import ClausewiseError, UnknownCouncil
from assistant.service import Assistant
from assistant.surfaces.decision_record import FORMATS, Record, RecordRefused, as_docx, as_json, as_pdf, read, replay, written
from tests.assistant.surfaces import invented_council
from tests.assistant.surfaces.decision_record import records


@pytest.mark.parametrize("suffix", FORMATS)
def test_it_comes_out_the_same_from_every_format(assistant: Assistant, record: Record, suffix: str) -> None:
    replayed = replay(written(record, suffix), assistant)
    assert replayed.same and replayed.line == f"same: the record comes out byte for byte the same (sha256 {record.sha256})"
    assert written(replayed.record, suffix) == written(record, suffix)


def test_a_question_that_follows_another_comes_out_the_same(assistant: Assistant) -> None:
    asked = records.request("What if it were a services contract, excluding VAT?", (records.QUESTION,))
    one = records.record(assistant, asked)
    assert one.content["answer"]["outcome"] == "required"
    assert replay(as_json(one), assistant).same


def test_the_day_it_was_asked_counts_and_not_today(corpus_folder: Path, assistant: Assistant) -> None:
    from dataclasses import replace
    from datetime import date

    old = records.record(assistant, replace(records.request(), asked_on=date(2024, 2, 1)))
    assert old.content["answer"]["as_of"] == "2024-02-01"
    assert replay(as_json(old), assistant).same


def test_a_changed_pack_is_named_and_so_is_the_answer_it_changes(corpus_folder: Path, record: Record) -> None:
    changed = invented_council.PACK.replace(
        "fact: contract_type, one_of: [works]", "fact: contract_type, one_of: [works, supplies]"
    )
    now = invented_council.assistant(invented_council.write(corpus_folder, pack=changed))
    replayed = replay(as_json(record), now)
    assert not replayed.same and replayed.line.startswith("differs: ")
    assert "pack wexcombe/social-value changed" in replayed.line and "the answer changed" in replayed.line


def test_a_pack_that_differs_in_a_remark_alone_is_named_and_the_answer_is_the_same(corpus_folder: Path, record: Record) -> None:
    now = invented_council.assistant(invented_council.write(corpus_folder, pack=invented_council.PACK + "# checked again\n"))
    assert replay(as_json(record), now).line == "differs: pack wexcombe/social-value changed; the answer is the same"


def test_a_document_of_another_version_is_named(corpus_folder: Path, record: Record) -> None:
    digest = invented_council.DIGEST.replace("Officers will think", "All officers will think")
    line = replay(as_json(record), invented_council.assistant(invented_council.write(corpus_folder, digest=digest))).line
    assert line.startswith("differs: document wexcombe-policy is another version (")


def test_a_changed_status_is_named(corpus_folder: Path, record: Record) -> None:
    card = invented_council.CARD.replace("status: in_force", "status: superseded")
    line = replay(as_json(record), invented_council.assistant(invented_council.write(corpus_folder, card=card))).line
    assert "what is said of document wexcombe-policy changed (status)" in line and "the answer changed" in line


def test_a_document_added_elsewhere_is_told_and_the_answer_is_the_same(corpus_folder: Path, record: Record) -> None:
    invented_council.write_other(corpus_folder)
    line = replay(as_json(record), invented_council.assistant(corpus_folder)).line
    assert (
        line
        == "differs: the library changed where the answer does not rest on it (documents loaded: 1 then, 2 now); the answer is the same"
    )


def test_a_council_that_is_no_longer_loaded_is_refused_in_one_line(tmp_path: Path, record: Record) -> None:
    (tmp_path / "another").mkdir()
    invented_council.write_other(tmp_path / "another")
    with pytest.raises(UnknownCouncil, match="council not loaded: 'wexcombe'"):
        replay(as_json(record), invented_council.assistant(tmp_path / "another"))


def forged(record: Record, change: Callable[[dict[str, Any]], None]) -> bytes:
    """The record with its content changed, and its sha256 made right again."""
    content = json.loads(json.dumps(record.content))
    change(content)
    return as_json(Record(content))


def test_another_program_is_told(assistant: Assistant, record: Record) -> None:
    def other(content: dict[str, Any]) -> None:
        content["program"] = {"name": "clausewise", "version": "0.0.9", "sha256": "0" * 64}

    line = replay(forged(record, other), assistant).line
    assert line.startswith("differs: the program changed (0.0.9 000000000000 then, ") and line.endswith(
        "; the answer is the same"
    )


def test_a_forged_answer_with_a_right_sha256_is_found_out(assistant: Assistant, record: Record) -> None:
    def lie(content: dict[str, Any]) -> None:
        content["answer"]["outcome"] = "required"

    assert replay(forged(record, lie), assistant).line == "differs: the answer changed (outcome)"


@pytest.mark.parametrize("part", ["asked", "answer", "documents", "guidance", "replay"])
def test_a_record_without_a_part_is_refused(assistant: Assistant, record: Record, part: str) -> None:
    with pytest.raises(RecordRefused, match="lacks what every record has"):
        read(forged(record, lambda content: content.pop(part)))


def test_a_changed_figure_is_tampering(assistant: Assistant, record: Record) -> None:
    with pytest.raises(RecordRefused, match=r"^tampered: "):
        replay(as_json(record).replace("£400,000".encode(), "£900,000".encode()), assistant)


def repacked(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A Word file with one part changed and the others as they were."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as package:
        for entry in given.infolist():
            content = given.read(entry)
            package.writestr(entry, change(content) if entry.filename == name else content)
    return out.getvalue()


def test_tampering_with_the_record_in_a_word_file_is_found(assistant: Assistant, record: Record) -> None:
    data = repacked(as_docx(record), "customXml/item1.xml", lambda xml: xml.replace(b"not_required", b"consider"))
    with pytest.raises(RecordRefused, match=r"^tampered: "):
        replay(data, assistant)


def test_changed_pages_of_a_word_file_are_found(assistant: Assistant, record: Record) -> None:
    data = repacked(as_docx(record), "word/document.xml", lambda xml: xml.replace(b"is not required", b"is required"))
    replayed = replay(data, assistant)
    assert not replayed.same and "the pages are not as they were written" in replayed.line


def test_tampering_with_the_record_in_a_pdf_is_found(assistant: Assistant, record: Record) -> None:
    with pytest.raises(RecordRefused, match=r"^tampered: "):
        replay(as_pdf(record).replace(b'"outcome": "not_required"', b'"outcome": "NOT_required"'), assistant)


def test_a_pdf_that_was_saved_again_is_told(assistant: Assistant, record: Record) -> None:
    again = io.BytesIO()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(as_pdf(record)))
    writer.write(again)
    replayed = replay(again.getvalue(), assistant)
    assert not replayed.same and "the pages are not as they were written" in replayed.line


def test_json_that_was_laid_out_anew_is_told(assistant: Assistant, record: Record) -> None:
    data = json.dumps(json.loads(as_json(record))).encode()
    assert "its layout is not the record's" in replay(data, assistant).line


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b'{"format": "clausewise-record/1", "format": "clausewise-record/1"}', "not JSON"),
        (b'{"format": "clausewise-record/1", "a": NaN}', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'"text"', "format is not"),
        (b'{"a": 1}', "format is not"),
        (b'{"format": "clausewise-record/9", "sha256": ""}', "form 'clausewise-record/9'"),
        (b"PK\x03\x04 no package", "Word file cannot be read"),
        (b"%PDF-1.7\nnothing", "PDF cannot be read"),
        (b" " * 20_000_001, "more than a record has"),
    ],
)
def test_what_is_no_record_is_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(RecordRefused) as refused:
        read(data)
    assert words in str(refused.value) and "\n" not in str(refused.value)


def test_a_word_file_and_a_pdf_of_others_are_refused(tmp_path: Path) -> None:
    import docx
    from reportlab.pdfgen.canvas import Canvas

    docx.Document().save(tmp_path / "other.docx")
    canvas = Canvas(str(tmp_path / "other.pdf"))
    canvas.drawString(100, 100, "Minutes")
    canvas.save()
    for name, words in (
        ("other.docx", "Word file carries no decision record"),
        ("other.pdf", "PDF carries no decision record"),
    ):
        with pytest.raises(RecordRefused, match=words):
            read((tmp_path / name).read_bytes())


@pytest.mark.parametrize(("suffix", "tries"), [("json", 150), ("docx", 25), ("pdf", 25)])
def test_no_byte_can_be_changed_unnoticed(assistant: Assistant, record: Record, suffix: str, tries: int) -> None:
    data, chance = written(record, suffix), random.Random(4)
    for _ in range(tries):
        at = chance.randrange(len(data))
        changed = data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
        try:
            assert not replay(changed, assistant).same, at
        except ClausewiseError as error:
            assert "\n" not in str(error)


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_file_that_was_cut_short_passes(assistant: Assistant, record: Record, suffix: str) -> None:
    data = written(record, suffix)
    for share in range(10):
        with pytest.raises(RecordRefused):
            read(data[: len(data) * share // 10])
