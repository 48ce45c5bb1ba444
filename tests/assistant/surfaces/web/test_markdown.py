"""An answer's text as HTML: five marks have a meaning, everything else stays as it was typed."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from assistant.surfaces.web.markdown import html, sections

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "span", "div", "table", "thead", "tbody", "tr", "th", "td"}
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


def test_the_text_falls_into_parts_under_their_titles() -> None:
    parts = sections("**No.**\n\nWhich one?\n\n**Why**\n\n- It is **small**. [1]\n- It is short.")
    assert [(p.title, p.text) for p in parts] == [("No.", "Which one?"), ("Why", "- It is **small**. [1]\n- It is short.")]


@given(HOSTILE)
def test_no_text_makes_any_other_tag_attribute_or_address(text: str) -> None:
    page = made(text)
    for tag in page.find_all(True):
        assert tag.name in TAGS
        assert set(tag.attrs) <= {"href", "class", "scope", "tabindex", "role", "aria-label", "start"}
        assert tag.name != "a" or tag["href"] == "/documents/a?start=1&end=2#1"


@given(st.text(alphabet="abc £1,.[]<>&\"'", max_size=80))
def test_no_character_is_lost(text: str) -> None:
    assert re.sub(r"\s|Source", "", made(text).get_text()) == re.sub(r"\s", "", text)
