"""Word and PDF: the same content, made for whoever reads with their eyes or with a screen reader."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from datetime import datetime
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from lxml import etree
from pypdf.generic import ContentStream

from assistant.surfaces.decision_record import Record, as_docx, as_json, as_pdf, read

SECTIONS = [
    "Decision record: guidance on social value",
    "The question",
    "The answer",
    "What was understood of the contract",
    "What was tried",
    "The clauses that are cited, in full",
    "The documents and rule packs it rests on",
    "How to check this record",
]


def joined(text: str) -> str:
    """The text with its line breaks taken for spaces."""
    return " ".join(text.split())


def word_text(record: Record) -> str:
    with zipfile.ZipFile(io.BytesIO(as_docx(record))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return joined(" ".join("".join(p.itertext()) for p in root.iter(qn("w:p"))))


def pdf_text(record: Record) -> str:
    return joined(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(as_pdf(record))).pages))


@pytest.mark.parametrize("text_of", [word_text, pdf_text])
def test_the_pages_say_all_that_a_file_note_needs(record: Record, text_of: Any) -> None:
    text = text_of(record)
    answer = record.content["answer"]
    wanted = [
        record.content["guidance"], record.content["asked"]["question"], "Asked on: 21 November 2026", answer["headline"],
        "social value is not required", "£400,000", "at least", "£1,000,000", "1.3. Social value “must form part” of works contracts",
        "Works contracts of £1M or more have to include social value.", "this question", "a setting", record.content["replay"],
        *(warned["text"] for warned in answer["warnings"]), "Adopted by the Cabinet on 4 May 2024.",
    ]  # fmt: skip
    assert [words for words in wanted if joined(words) not in text] == []


@pytest.mark.parametrize("text_of", [word_text, pdf_text])
def test_the_pages_give_every_sha256(record: Record, text_of: Any) -> None:
    unbroken = text_of(record).replace(" ", "")
    (document,) = record.content["documents"]
    hashes = [document["sha256"], document["packs"][0]["sha256"], record.sha256, record.content["program"]["sha256"]]
    assert [one for one in hashes if one not in unbroken] == []


def test_both_carry_the_record_itself(record: Record) -> None:
    for data in (as_docx(record), as_pdf(record)):
        assert as_json(read(data).record) == as_json(record)


def test_words_headings_are_real_and_in_order(record: Record) -> None:
    document = docx.Document(io.BytesIO(as_docx(record)))
    headings = [(int(p.style.name[-1]), p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert [text for level, text in headings if level < 3] == SECTIONS
    levels = [level for level, _ in headings]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_word_table_has_a_header_row_and_a_name(record: Record) -> None:
    document = docx.Document(io.BytesIO(as_docx(record)))
    assert len(document.tables) > 3
    for table in document.tables:
        first = table.rows[0]._tr
        assert first.trPr is not None and first.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_word_is_told_that_it_is_british_english_and_of_the_day_it_was_asked(record: Record) -> None:
    data = as_docx(record)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        languages = re.findall(rb'<w:lang [^>]*w:val="([^"]*)"', package.read("word/styles.xml"))
        dates = {entry.date_time for entry in package.infolist()}
    about = docx.Document(io.BytesIO(data)).core_properties
    assert set(languages) == {b"en-GB"} and about.language == "en-GB"
    assert about.created.replace(tzinfo=None) == about.modified.replace(tzinfo=None) == datetime(2026, 11, 21)
    assert dates == {(2026, 11, 21, 0, 0, 0)}


def test_no_picture_no_macro_and_no_link_out_is_in_the_word_file(record: Record) -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(record))) as package:
        names = package.namelist()
        relations = b"".join(package.read(name) for name in names if name.endswith(".rels"))
    assert not [name for name in names if "media" in name or "thumbnail" in name or name.endswith(".bin")]
    assert b"External" not in relations and len(names) == len(set(names))


def tags(element: Any) -> Any:
    """A tree of tags as (role, [children]), marks left out."""
    kids = element.get("/K", [])
    kids = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    return [(kid["/S"], tags(kid)) for kid in kids if "/S" in kid]


def flat(tree: Any) -> list[str]:
    return [role for name, below in tree for role in (name, *flat(below))]


def test_the_pdf_is_tagged_in_english_with_headings_lists_and_tables(record: Record) -> None:
    root = pypdf.PdfReader(io.BytesIO(as_pdf(record))).trailer["/Root"]
    assert root["/Lang"] == "en-GB" and root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
    ((top, tree),) = tags(root["/StructTreeRoot"])
    assert top == "/Document"
    assert [role for role, _ in tree].count("/H1") == 1 and [role for role, _ in tree].count("/H2") == len(SECTIONS) - 1
    table = next(below for role, below in tree if role == "/Table")
    assert [role for role, _ in table[0][1]] == ["/TH"] * 4 and all(role == "/TR" for role, _ in table)
    assert {"/L", "/LI", "/LBody", "/BlockQuote", "/TD", "/P"} <= set(flat(tree))


def test_every_mark_of_the_pdf_is_in_the_tree_and_nothing_is_drawn_unmarked(record: Record) -> None:
    reader = pypdf.PdfReader(io.BytesIO(as_pdf(record)))
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = {numbers[i]: numbers[i + 1].get_object() for i in range(0, len(numbers), 2)}
    for page in reader.pages:
        depth, marks = 0, []
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
            marks += [operands[1]["/MCID"]] if operator == b"BDC" else []
            assert depth == 1 or operator not in (b"Tj", b"TJ", b"S", b"f"), "drawn outside a mark"
            assert depth in (0, 1), "a mark within a mark"
        assert marks == list(range(len(owners[page["/StructParents"]])))


def test_a_table_that_runs_over_a_page_says_its_header_once_to_a_screen_reader(record: Record) -> None:
    """The pages of a long record repeat header rows; the tree of tags must not."""
    content = {
        **record.content,
        "documents": [{**record.content["documents"][0], "packs": [{"name": f"p{i}", "sha256": "0" * 64} for i in range(90)]}],
    }
    reader = pypdf.PdfReader(io.BytesIO(as_pdf(Record(content))))
    assert sum(page.extract_text().count("What it is") for page in reader.pages) > 1
    ((_, tree),) = tags(reader.trailer["/Root"]["/StructTreeRoot"])
    longest = max((below for role, below in tree if role == "/Table"), key=len)
    assert len(longest) == 92 and sum(cell == "/TH" for _, row in longest for cell, _ in row) == 3


def test_the_fonts_of_the_pdf_are_within_it(record: Record) -> None:
    reader = pypdf.PdfReader(io.BytesIO(as_pdf(record)))
    used = set()
    for page in reader.pages:
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            used |= {operands[0]} if operator == b"Tf" else set()
        fonts = page["/Resources"]["/Font"]
        for name in used:
            assert "/FontFile2" in fonts[name]["/FontDescriptor"], name
            assert "/ToUnicode" in fonts[name], "its letters could not be copied"
