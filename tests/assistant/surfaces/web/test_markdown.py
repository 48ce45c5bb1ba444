"""An answer's text as HTML: six marks have a meaning, everything else stays as it was typed."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.surfaces.web.markdown import html, sections, with_clauses

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "span", "div", "table", "thead", "tbody", "tr", "th", "td", "blockquote"}
HOSTILE = st.text(alphabet=st.sampled_from(list("<>&\"'[]()!`#*_|-\n \\:/=x1s")), max_size=120)


def made(text: str) -> BeautifulSoup:
    return BeautifulSoup(str(html(text, {1: "/documents/a?start=1&end=2#1"})), "html.parser")


def test_a_citation_mark_is_a_link_to_its_source_and_another_number_is_not() -> None:
    page = made("Over £1m. [1] See [2] and [x].")
    assert [a["href"] for a in page.select("a")] == ["/documents/a?start=1&end=2#1"]
    assert "[2] and [x]" in page.get_text()


def test_links_images_and_markup_of_a_document_stay_words() -> None:
    text = '![i](http://e.example/x.png) [c](javascript:alert(1)) <b onclick="x()">b</b> http://e.example `code` &amp;'
    page = made(text)
    assert page.get_text().strip() == text and not page.select("a, img, b, code")


def test_a_table_has_heads_for_columns_and_rows() -> None:
    page = made("| Council | Verdict |\n|---|---|\n| Ashby | required [1] |")
    assert [th["scope"] for th in page.select("th")] == ["col", "col", "row"]
    assert page.select("tbody td a")


def test_each_cell_knows_its_heading_where_a_table_is_shown_as_a_list() -> None:
    page = made("| Council | Verdict | Clause |\n|---|---|---|\n| Ashby | required [1] | 3 |")
    assert [td["data-head"] for td in page.select("td")] == ["Verdict", "Clause"]


def test_quoted_words_stand_as_the_document_has_them() -> None:
    page = made("- Ashby, Policy, 3 [1]\n> # 3. > £100,000 | *always*\n>\n> - [1] <b>\n- Ashby, Policy, 4 [1]\n> last")
    first, second = page.select("blockquote")
    assert first.get_text() == "# 3. > £100,000 | *always*\n\n- [1] <b>"
    assert second.get_text() == "last" and len(page.select("li")) == 2


def test_a_line_that_begins_with_a_comparator_is_no_quotation() -> None:
    assert "> £100,000" in made("It is\n> £100,000").get_text() and not made("> £100,000").select("blockquote")


def test_clauses_in_brackets_are_links_and_the_same_words_elsewhere_are_not() -> None:
    addresses = {"3": "/a#3", "4.1(b)": "/a#b", "Delivery and Reporting 1": "/a#d"}
    sentence = "3 years is over 3 (3 and 4.1(b)); see also (Delivery and Reporting 1) <i> (3.1)."
    page = BeautifulSoup(str(with_clauses(sentence, addresses)), "html.parser")
    assert page.get_text() == sentence
    assert [(a.get_text(), a["href"]) for a in page.select("a")] == [
        ("3", "/a#3"),
        ("4.1(b)", "/a#b"),
        ("Delivery and Reporting 1", "/a#d"),
    ]


def test_the_text_falls_into_parts_under_their_titles() -> None:
    parts = sections("**No.**\n\nWhich one?\n\n**Why**\n\n- It is **small**. [1]\n- It is short.")
    assert [(p.title, p.text) for p in parts] == [("No.", "Which one?"), ("Why", "- It is **small**. [1]\n- It is short.")]


@given(HOSTILE)
def test_no_text_makes_any_other_tag_attribute_or_address(text: str) -> None:
    page = made(text)
    for tag in page.find_all(True):
        assert tag.name in TAGS
        assert set(tag.attrs) <= {"href", "class", "scope", "tabindex", "role", "aria-label", "start", "data-head"}
        assert tag.name != "a" or tag["href"] == "/documents/a?start=1&end=2#1"


@given(st.text(alphabet="abc £1,.[]<>&\"'", max_size=80))
def test_no_character_is_lost(text: str) -> None:
    assume(not re.match(r"\s*\d+\.(?:\s|$)", text))  # a number that opens a list is shown by the list itself
    assert re.sub(r"\s|Source", "", made(text).get_text()) == re.sub(r"\s", "", text)
