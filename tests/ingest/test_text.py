"""Text, Markdown and web pages: codings, joined and broken lines, tables, comments, lists with numbers of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import WrongKind
from ingest.model import ReadText
from ingest.readers.html import read_html
from ingest.readers.markdown import read_markdown
from ingest.readers.text import read_text


def blocks(source: ReadText) -> list[tuple[str, str]]:
    return [(block.kind, source.text[block.start : block.end]) for block in source.blocks]


def text(words: str) -> list[tuple[str, str]]:
    return blocks(read_text("policy.txt", words.encode()))


def markdown(words: str) -> list[tuple[str, str]]:
    return blocks(read_markdown("policy.md", words.encode()))


def page(body: str) -> list[tuple[str, str]]:
    return blocks(read_html("policy.html", f"<html><body>{body}</body></html>".encode()))


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("reader", [read_text, read_markdown])
def test_codings_of_text(reader: object, coding: str) -> None:
    assert callable(reader)
    source = reader("policy.txt", "The limit is £90,000 – no more.\r\nReally.\r".encode(coding))
    assert source.text == "The limit is £90,000 – no more.\nReally.\n"
    assert source.warnings == ()


def test_windows_text_is_read_with_a_warning() -> None:
    source = read_text("policy.txt", "It’s £90,000 – no more.".encode("cp1252"))
    assert source.text == "It’s £90,000 – no more."
    assert "Windows-1252" in source.warnings[0] and "policy.txt" in source.warnings[0]


def test_utf16_that_is_cut_short_is_no_text() -> None:
    with pytest.raises(WrongKind):
        read_text("policy.txt", b"\xff\xfe" + "words".encode("utf-16-le")[:-1])


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    wrapped = (
        "This statement sets out how the council will weigh social value when it buys\n"
        "works, goods and services. It was first adopted some years ago and it is read\n"
        "with section\n4.2 of the rules for procurement, which the Head of Procurement keeps up for\n"
        "10 contracts and more."
    )
    assert text(f"{wrapped}\n\nEnd.") == [("paragraph", wrapped), ("paragraph", "End.")]


def test_lines_that_were_not_wrapped_are_paragraphs_of_their_own() -> None:
    assert text("NORTHGATE\nCity Council\n1. First\n2. Second") == [
        *(("paragraph", "NORTHGATE"), ("paragraph", "City Council")),
        *(("list_item", "1. First"), ("list_item", "2. Second")),
    ]


def test_items_that_break_off_are_counted_on() -> None:
    assert text("1. Something to benefit from\n2. Something to live on") == [
        ("list_item", "1. Something to benefit from"),
        ("list_item", "2. Something to live on"),
    ]


def test_tabs_make_rows_but_part_a_number_from_its_text() -> None:
    found = read_text("policy.txt", "1.1\tThe council buys.\n\nWorks\t<p>£1M</p>\t\n\tagain\t".encode())
    assert [(block.kind, block.cells) for block in found.blocks] == [
        ("paragraph", ()),
        ("table_row", ("Works", "£1M", "")),
        ("table_row", ("", "again", "")),
    ]


def test_page_numbers_and_repeated_edges_between_form_feeds_are_furniture() -> None:
    pages = "\f".join(
        f"Northgate Council\n\nWords of page {at} are these.\n\nPage {at} of 4" for at in ("one", "two", "three", "four")
    )
    kinds = {words.strip(): kind for kind, words in text(pages)}
    assert kinds["Northgate Council"] == "furniture"
    assert kinds["Words of page one are these."] == "paragraph"
    assert dict(text("Words.\n\nPage 3 of 9\n\nMore."))["furniture"] == "Page 3 of 9"
    source = read_text("policy.txt", pages.encode())
    assert source.pages == 4 and source.blocks[-2].page == 4


def test_headings_of_markdown_in_all_their_forms() -> None:
    found = read_markdown("policy.md", b"# One #\n\nTwo\n===\n\nThree\n---\n\n## **Four**\n\n**Five**\n\n#Six\n")
    assert [(block.kind, block.level, block.marked) for block in found.blocks] == [
        ("heading", 1, True),
        ("heading", 1, True),
        ("heading", 2, True),
        ("heading", 2, True),
        ("heading", 0, False),
        ("paragraph", 0, False),
    ]


def test_markdown_joins_lines_and_nests_lists() -> None:
    found = read_markdown("policy.md", b"One line\nand the next.\n\n- a\n  - b\n\n    more of b\n- c\n")
    assert [block.level for block in found.blocks] == [0, 1, 2, 2, 1]
    assert found.text[found.blocks[0].start : found.blocks[0].end] == "One line\nand the next."


def test_a_list_of_ones_counts_and_a_list_with_numbers_keeps_them() -> None:
    ones = read_markdown("policy.md", b"1. a\n1. b\n1. c\n\nWords.\n\n1. d\n")
    assert [block.marker for block in ones.blocks] == ["1", "2", "3", "", "1"]
    numbers = read_markdown("policy.md", b"1. a\n\n3. b\n\n2. c\n")
    assert [block.marker for block in numbers.blocks] == ["1", "3", "2"]


def test_tables_of_markdown() -> None:
    found = read_markdown("policy.md", "| Kind | Value |\n|:--|--:|\n| Works | £1M \\| more |\n| **Goods** | |\n".encode())
    assert [(block.cells, block.header) for block in found.blocks] == [
        (("Kind", "Value"), True),
        (("Works", "£1M | more"), False),
        (("Goods", ""), False),
    ]


def test_code_comments_and_front_matter_are_no_headings() -> None:
    found = markdown("---\ntitle: A\n---\n\n```\n# not a heading\n```\n\n<!--\n## nor this\n-->\n\n## A heading\n")
    assert [kind for kind, _ in found] == ["paragraph", "paragraph", "furniture", "heading"]


def test_notes_of_markdown() -> None:
    found = read_markdown("policy.md", b"Words[^1] here.\n\n[^1]: A note.\n")
    assert [(block.kind, block.marker) for block in found.blocks] == [("paragraph", ""), ("footnote", "1")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ('<ol start="4" type="a"><li>a</li><li>b</li></ol>', ["d. a", "e. b"]),
        ('<ol type="I"><li>a</li><li value="5">b</li><li>c</li></ol>', ["I. a", "V. b", "VI. c"]),
        ("<ol reversed><li>a</li><li>b</li></ol>", ["2. a", "1. b"]),
        ('<ol style="list-style: none"><li>4.1 a</li></ol>', ["4.1 a"]),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", ["- a", "1. b"]),
        ("<p>One<br>two</p>", ["One\ntwo"]),
        ("<p>CO<sub>2</sub> and note<sup>3</sup></p>", ["CO2 and note³"]),
        ("<div>One<p>two</p>three</div>", ["One", "two", "three"]),
        ("<p>&pound;5 &lt; &#163;6</p>", ["£5 < £6"]),
        ("<p>a<!-- not this -->b</p><script>nor this</script><style>p { nor: this }</style>", ["ab"]),
        ("<table><tr><td>Laid out</td></tr></table>", ["Laid out"]),
        ('<table role="presentation"><tr><td>Left</td><td>Right</td></tr></table>', ["Left", "Right"]),
        ("<table><tr><th>A<th>B<tr><td rowspan=2>1<td>2<tr><td>3</table>", ["A\tB", "1\t2", "\t3"]),
        ('<table><tr><td colspan="2">A</td><td>B</td></tr></table>', ["A\t\tB"]),
    ],
)
def test_web_pages_as_a_browser_shows_them(body: str, expected: list[str]) -> None:
    assert [words for _, words in page(body)] == expected


def test_what_a_browser_does_not_show_is_left_out_and_named() -> None:
    source = read_html(
        "policy.html", b"<p>Seen.</p><p hidden>One.</p><p style='display: none'>Two.</p><p>Three <s>gone</s></p>"
    )
    assert source.text == "Seen.\n\nThree"
    assert [word for word in ("One.", "Two.", "gone") if not any(word in warning for warning in source.warnings)] == []


def test_the_site_around_a_page_is_furniture() -> None:
    found = page("<div>Cookies</div><nav>Home</nav><main><h1>Policy</h1><p>Words.</p></main><footer>Council</footer>")
    assert found == [
        ("furniture", "Cookies"),
        ("contents", "Home"),
        ("heading", "Policy"),
        ("paragraph", "Words."),
        ("furniture", "Council"),
    ]


SITE = (
    "<style>.note{{display:none}} @media print{{p{{display:none}}}}</style>"
    '<div role="dialog"><h2>Cookies</h2><p>We use some.</p><button>Accept</button></div><a href="#content">Skip to content</a>'
    '<div class="trail"><ol><li><a href="/">Home</a></li><li><a href="/b">Business</a></li></ol></div>'
    '<div class="wrap"><div class="side"><ul><li><a href="/c">Contracts</a></li></ul></div>'
    '<div class="body"><h1>Policy</h1><p>The council buys with care.</p><ul><li><a href="/act">The Act of 2012</a></li></ul>'
    '<p class="note">It was £50,000.</p></div>{beside}</div>'
)


def test_a_site_that_does_not_say_which_its_main_part_is() -> None:
    found = page(SITE.format(beside="<form><label>Search</label><input></form>"))
    assert [words for kind, words in found if kind not in ("furniture", "contents")] == [
        "Policy", "The council buys with care.", "- The Act of 2012",
    ]  # fmt: skip
    assert {words for kind, words in found if kind in ("furniture", "contents")} >= {
        "Cookies",
        "We use some.",
        "Skip to content",
        "- Contracts",
    }


def test_text_beside_the_title_stays_where_it_is_more_than_links() -> None:
    beside = "<div><p>A second part has a button of its own and as many words as the first of them has.</p><button>Print</button></div>"
    found = page(SITE.format(beside=beside))
    assert any(kind == "paragraph" and words.startswith("A second part") for kind, words in found)


def test_what_the_pages_own_rules_hide_is_left_out_and_named() -> None:
    read = read_html("policy.html", f"<html><body>{SITE.format(beside='')}</body></html>".encode())
    assert "£50,000" not in read.text
    assert any("£50,000" in warning for warning in read.warnings)
    assert "The council buys with care." in read.text


def test_a_pages_own_coding_is_kept_to() -> None:
    data = '<meta charset="windows-1252"><p>It’s £90,000</p>'.encode("cp1252")
    assert read_html("policy.html", data).text == "It’s £90,000"
    assert read_html("policy.html", "<p>It’s £90,000</p>".encode()).text == "It’s £90,000"
    assert read_html("policy.html", '<meta charset="no-such-coding"><p>£1</p>'.encode()).text == "£1"


def test_struck_out_markdown_and_turned_writing_are_warned_of() -> None:
    struck = read_markdown("policy.md", "The limit is ~~£50,000~~ £60,000.".encode())
    assert "£50,000" in struck.text and "£50,000" in struck.warnings[0]
    turned = read_text("policy.txt", "The limit is \u202e000,05£\u202c.".encode())
    assert "direction" in turned.warnings[0]


def test_importing_the_readers_imports_no_library_of_a_format() -> None:
    heavy = ("pypdf", "pdfplumber", "lxml", "bs4", "docx")
    script = f"import sys, ingest.readers; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.strip() == "[]"
