"""What holds for every document: no word lost, none in two clauses, labels unique, passages within bounds, and no crash."""

from __future__ import annotations

import re
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_policies import headed_docx, headed_pdf, numbered_docx, numbered_pdf
from word_files import paragraph, table, word_file

from ingest.clauses import build
from ingest.errors import FileRefused
from ingest.model import ReadText
from ingest.passages import LONGEST_PASSAGE_PIECES, LONGEST_PASSAGE_WORDS, cut, estimated_pieces
from ingest.readers import READERS

WORD = re.compile(r"\w+")
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

numbers = st.sampled_from(
    [
        "1.",
        "2.",
        "3.",
        "1.1",
        "1.2.",
        "4.3",
        "4.3",
        "2.1.1",
        "(a)",
        "(b)",
        "(i)",
        "(ii)",
        "a.",
        "i)",
        "A.",
        "B.",
        "1",
        "2",
        "10",
        "2012",
        "1.5",
        "Appendix A",
        "Part 2:",
    ]
)
_VOCABULARY = WORD.findall(
    "the council will consider social value in Works over 100000 and services policy Scope Review 10 Act"
)
words = st.lists(st.sampled_from([*_VOCABULARY, "£100,000", "10%", "services;", "Scope:"]), min_size=1, max_size=30).map(
    " ".join
)
ends = st.sampled_from(["", ".", ":", ";", ",", "?", "¹", "…", " – "])
heads = st.sampled_from(
    [
        "",
        "",
        "",
        "# ",
        "## ",
        "- ",
        "• ",
        "* ",
        "  - ",
        "**",
        "> ",
        "¹ ",
        "[^2]: ",
        "\t",
        "| ",
        "Contents\n",
        "\f",
        "<!-- ",
        "```\n",
        "---\n",
    ]
)
lines = st.one_of(
    st.builds(lambda head, number, text, end: f"{head}{number} {text}{end}", heads, numbers, words, ends),
    st.builds(lambda head, text, end: f"{head}{text}{end}", heads, words, ends),
    st.lists(words, min_size=1, max_size=4).map("\t".join),
    st.lists(words, min_size=1, max_size=4).map(lambda cells: "| " + " | ".join(cells) + " |"),
    st.sampled_from(
        [
            "|---|---|",
            "-----",
            "=====",
            "Page 3 of 9",
            "- 4 -",
            "***",
            "",
            "",
            "Contents",
            "1. Scope.....2",
            "None",
            "\t\t",
            "<p>x</p>",
            "Kind      Value      Share",
            "Works     £1M        10%",
            "          or more",
            "Appendix B",
        ]
    ),
    st.text(max_size=40),
)
documents = st.lists(st.tuples(lines, st.sampled_from(["\n", "\n", "\n\n", "\r\n"])), min_size=1, max_size=40).map(
    lambda parts: "".join(line + gap for line, gap in parts)
)


def check(source: ReadText) -> None:
    """The properties, for a document that was read."""
    at = 0
    for block in source.blocks:
        assert at <= block.start < block.end <= len(source.text)
        assert not source.text[at : block.start].strip()
        at = block.end
    assert not source.text[at:].strip()
    clauses = build(source)
    assert len({clause.label for clause in clauses}) == len(clauses)
    assert all(clause.label or clause.kind == "contents" for clause in clauses)
    at = 0
    for start, end in sorted((span.start, span.end) for clause in clauses for span in clause.spans):
        assert at <= start < end
        assert not source.text[at:start].strip()
        at = end
    assert not source.text[at:].strip()
    check_passages(source, clauses)


def check_passages(source: ReadText, clauses: tuple) -> None:  # type: ignore[type-arg]
    passages = cut("policy", "f" * 64, source.text, clauses)
    assert len({passage.id for passage in passages}) == len(passages)
    by_label = {clause.label: clause for clause in clauses}
    for passage in passages:
        assert passage.text == source.text[passage.start : passage.end]
        assert len(passage.text.split()) <= LONGEST_PASSAGE_WORDS
        assert estimated_pieces(passage.text) <= LONGEST_PASSAGE_PIECES or " " not in passage.text
        assert any(span.start <= passage.start and passage.end <= span.end for span in by_label[passage.clause].spans)
    for label in {passage.clause for passage in passages}:
        found = {word for passage in passages if passage.clause == label for word in WORD.findall(passage.text)}
        assert set(WORD.findall(by_label[label].text(source.text))) <= found


@QUICK
@given(documents)
def test_any_text(document: str) -> None:
    data = document.encode("utf-8")
    for suffix in (".txt", ".md"):
        try:
            source = READERS[suffix](f"policy{suffix}", data)
        except FileRefused:
            continue
        assert source.text == document.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        check(source)


@QUICK
@given(
    st.lists(
        st.one_of(
            lines.map(lambda line: ("p", line)),
            st.lists(st.lists(words, min_size=2, max_size=3), min_size=1, max_size=3).map(lambda rows: ("t", rows)),
        ),
        max_size=15,
    )
)
def test_any_word_file(parts: list[tuple[str, object]]) -> None:
    body = ""
    for kind, content in parts:
        if kind == "p":
            body += paragraph(re.sub("[^\t\n -\ud7ff\ue000-\ufffd]", "", str(content)))
        elif isinstance(content, list):
            body += table(content)
    try:
        source = READERS[".docx"]("policy.docx", word_file(body))
    except FileRefused:
        return
    check(source)


@QUICK
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<ol>",
                "<ol start=4 type=i>",
                "<li>",
                "</li>",
                "</ol>",
                "<ul>",
                "</ul>",
                "<h2>",
                "</h2>",
                "<table>",
                "<tr>",
                "<td>",
                "<td rowspan=2>",
                "</table>",
                "<b>",
                "</b>",
                "<sup>1</sup>",
                "<br>",
                "<del>",
                "</del>",
                "<li id=fn1>",
                "<nav>",
                "</nav>",
                "The council will",
                " 4.2 Scope",
                "1. Aims",
                "&nbsp;",
                "&#0;",
                "&#xD800;",
                "<div hidden>",
            ]
        ),
        max_size=60,
    ).map("".join)
)
def test_any_web_page(page: str) -> None:
    try:
        source = READERS[".html"]("policy.html", page.encode("utf-8"))
    except FileRefused:
        return
    source.text.encode("utf-8")
    check(source)


@lru_cache
def good_files() -> dict[str, list[bytes]]:
    return {".pdf": [numbered_pdf(), headed_pdf()], ".docx": [numbered_docx(), headed_docx()]}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([".pdf", ".docx"]),
    st.integers(0, 1),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6),
)
def test_a_spoilt_file_is_read_or_refused_and_never_crashes(
    suffix: str, which: int, changes: list[tuple[float, bytes]]
) -> None:
    data = bytearray(good_files()[suffix][which])
    for place, new in changes:
        at = int(place * (len(data) - 1))
        data[at : at + len(new)] = new
    try:
        source = READERS[suffix](f"policy{suffix}", bytes(data))
    except FileRefused as refusal:
        assert "\n" not in str(refusal)
        return
    source.text.encode("utf-8")
    check(source)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(READERS)),
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"<html>"]),
)
def test_any_bytes_are_read_or_refused(suffix: str, data: bytes, head: bytes) -> None:
    try:
        source = READERS[suffix](f"policy{suffix}", head + data)
    except FileRefused as refusal:
        assert "\n" not in str(refusal)
        return
    check(source)


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".txt", b"(a) " * 20_000),
        (".txt", b"1. " * 30_000),
        (".txt", b"\n".join(b"%d. words here" % at for at in range(4_000))),
        (".txt", b"\n".join(b"%d Words here" % (at % 190) for at in range(4_000))),
        (".txt", b"*" * 100_000),
        (".txt", b"[x](" * 20_000),
        (".txt", b"<p " * 30_000),
        (".txt", b"a\t" * 50_000),
        (".txt", ("word" * 60_000).encode()),
        (".md", b"> " * 50_000 + b"words"),
        (".md", b"\n".join(b" " * at + b"- item" for at in range(1_500))),
        (".md", b"| a " * 30_000),
        (".md", b"```\n" * 10_000),
        (".html", b"<div>" * 30_000 + b"words"),
        (".html", b"<ol><li>" * 5_000 + b"words"),
        (".html", b"<table><tr><td>" * 1_000 + b"words"),
        (".html", b"<b>" * 20_000 + b"words"),
        (".docx", word_file("<w:sdt><w:sdtContent>" * 100 + paragraph("words") + "</w:sdtContent></w:sdt>" * 100)),
        (".docx", word_file("<w:tbl><w:tr><w:tc>" * 60 + paragraph("words") + "</w:tc></w:tr></w:tbl>" * 60)),
        (".docx", word_file("<w:ins>" * 5_000 + paragraph("words") + "</w:ins>" * 5_000)),
    ],
)
def test_hostile_shapes_are_read_or_refused_soon(suffix: str, data: bytes) -> None:
    """Each of these stalls or breaks a reader that recurses, or whose patterns look back."""
    try:
        source = READERS[suffix](f"policy{suffix}", data)
    except FileRefused:
        return
    clauses = build(source)
    cut("policy", "f" * 64, source.text, clauses)
    assert source.text
