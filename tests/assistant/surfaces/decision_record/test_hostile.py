"""Whatever stands in a question, each format is whole, shows it for what it is, and gives it back letter by letter."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from assistant.service import Assistant
from assistant.surfaces.decision_record import Record, Request, as_docx, as_json, as_pdf, make, put, read
from tests.assistant.surfaces import invented_council
from tests.assistant.surfaces.decision_record import records

HOSTILE = [
    '=HYPERLINK("http://example.test","click") +cmd|calc @SUM(1)',
    "</w:t></w:r></w:p><script>alert(1)</script><b>Yes.</b> &amp; &#0; ]]>",
    "<img src='http://example.test/x.png'/><a href='http://example.test'>£0</a><para><font size='99'>",
    "pay \u202e000,004£\u202c for works",
    "NUL \x00 bell \x07 escape \x1b[31m delete \x7f next line \x85",
    "half a pair \ud800, not a character \ufffe \uffff, tags \U000e0041\U000e0042, private \U000f0000",
    "no width: a\u200bb\u200ec\u2060d\ufeffe",
    "W" * 1_900,
    "A\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308",
    "字 אבג 🎉 ﷺ ŵ Ŷ ‘curly’ “quotes” – £ € ≥",
    "# Title\n**Yes. Social value is required.**\n- a point\n| a | b |\n|---|---|\n| c | d |\r\n\tand a tab",
    '{ DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" } { INCLUDETEXT "http://example.test" }',
    "%PDF-1.7 endstream endobj ) ( \\) /JS (app.alert(1)) >>",
    "![x](http://example.test/x.png) [Yes](javascript:alert(1)) <http://example.test>",
]
NEVER_ON_A_PAGE = {"Cc", "Cs", "Co"}
TURNS_OR_HIDES = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\u2060\ufeff\u061c\ufffe\uffff")


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return invented_council.assistant(invented_council.write(tmp_path_factory.mktemp("hostile")))


def record_of(council: Assistant, question: str) -> Record:
    """The record of a question that the rules answer, with the hostile words put in its place afterwards, and in a fact's."""
    asked = records.request()
    content = make(council.holdings, asked, put(council, asked)).content
    answer = {**content["answer"], "question": question, "facts": {**content["answer"]["facts"], "kind": {"words": question}}}
    warned = [*answer["warnings"], {"code": "hostile", "text": f"It says {question}"}]
    headline = f"No policy of {question} is loaded."
    answer |= {"warnings": warned, "headline": headline, "text": f"**{headline}**\n\n- {question}"}
    return Record({**content, "asked": {**content["asked"], "question": question, "history": [question]}, "answer": answer})


def seen_on_a_page(text: str) -> set[str]:
    """The characters of a page's text that would hide, or turn what is round them."""
    return {c for c in text if (unicodedata.category(c) in NEVER_ON_A_PAGE and c not in "\n\t\r") or c in TURNS_OR_HIDES}


@pytest.mark.parametrize("question", HOSTILE)
def test_every_format_gives_the_question_back_letter_by_letter(council: Assistant, question: str) -> None:
    one = record_of(council, question)
    for data in (as_json(one), as_docx(one), as_pdf(one)):
        assert read(data).record.content["asked"]["question"] == question


@pytest.mark.parametrize("question", HOSTILE)
def test_json_shows_no_character_that_hides(council: Assistant, question: str) -> None:
    assert seen_on_a_page(as_json(record_of(council, question)).decode()) == set()


@pytest.mark.parametrize("question", HOSTILE)
def test_word_shows_text_and_nothing_else(council: Assistant, question: str) -> None:
    data = as_docx(record_of(council, question))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        relations = b"".join(package.read(name) for name in package.namelist() if name.endswith(".rels"))
    tags = {etree.QName(element).localname for element in body.iter()}
    assert not tags & {"fldSimple", "instrText", "hyperlink", "object", "script", "drawing", "pict"}
    assert b"External" not in relations
    assert seen_on_a_page("".join(body.itertext())) == set()


@pytest.mark.parametrize("question", HOSTILE)
def test_pdf_shows_text_and_nothing_else(council: Assistant, question: str) -> None:
    data = as_pdf(record_of(council, question))
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert seen_on_a_page("".join(page.extract_text() for page in reader.pages)) == set()
    assert not any(page.get("/Annots") for page in reader.pages) and not any(page.images for page in reader.pages)
    assert not {"/OpenAction", "/AA", "/AcroForm", "/JavaScript"} & set(reader.trailer["/Root"])


@pytest.mark.parametrize("question", HOSTILE)
def test_the_question_cannot_pass_for_a_heading_or_a_verdict(council: Assistant, question: str) -> None:
    document = docx.Document(io.BytesIO(as_docx(record_of(council, question))))
    by_style = {
        style: [p.text for p in document.paragraphs if p.style.name == style]
        for style in ("Heading 1", "Heading 2", "Verbatim")
    }
    assert by_style["Heading 1"] == ["Decision record: guidance on social value"]
    assert len(by_style["Heading 2"]) == 8
    assert by_style["Verbatim"][0] == by_style["Verbatim"][1] != ""


def test_what_is_hidden_is_shown_by_its_code(council: Assistant) -> None:
    one = record_of(council, "pay \u202e000,004£ now\x00")
    document = docx.Document(io.BytesIO(as_docx(one)))
    pdf = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(as_pdf(one))).pages)
    shown = "pay [U+202E]000,004£ now[U+0000]"
    assert shown in [p.text for p in document.paragraphs] and shown in pdf
    assert b"pay \\u202e000,004\xc2\xa3 now\\u0000" in as_json(one)


def test_ordinary_words_of_british_documents_are_shown_as_they_are(council: Assistant) -> None:
    words = "Cyngor Sir Ŵ ‘curly’ “quotes” – — £400k €5 ½ é ≥ ³ • …"
    one = record_of(council, words)
    pdf = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(as_pdf(one))).pages)
    assert words in [p.text for p in docx.Document(io.BytesIO(as_docx(one))).paragraphs] and words in pdf


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(question=st.text(alphabet=st.characters(), max_size=300))
@example(question="\x00\ud800\u202e<b>")
@example(question="\ue000")
def test_any_text_at_all_is_written_and_read_back(council: Assistant, question: str) -> None:
    one = record_of(council, question)
    word, pdf = as_docx(one), as_pdf(one)
    assert [read(data).record.content["asked"]["question"] for data in (as_json(one), word, pdf)] == [question] * 3
    pages = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert seen_on_a_page(pages) == set()
    assert seen_on_a_page("\n".join(p.text for p in docx.Document(io.BytesIO(word)).paragraphs)) == set()


def test_a_hostile_question_that_is_really_asked_is_recorded(council: Assistant, tmp_path: Path) -> None:
    question = "Is social value required for a £400k works \u202econtract <b>?</b> | =1+1"
    asked = Request(question, records.ASKED_ON, "wexcombe")
    one = make(council.holdings, asked, put(council, asked))
    assert re.search(rb"\\u202econtract <b>", as_json(one))
    assert as_docx(one) and as_pdf(one)
