"""Where words come from, in a real browser: sources opened with the right words marked, documents added, pages of a PDF, councils compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.assistant.surfaces.web import sheets
from tests.browser.chat import NOT_REQUIRED, ask, newest, open_chat, outcome
from tests.browser.serving import Server, opened

POLICY = "# Buying Policy\n\n1. Ashby buys with care and asks suppliers what good they can do.\n\n2. Zebra crossings are painted by apprentices.\n"


def test_a_citation_opens_its_document_with_the_words_marked(page: Page) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    link = page.locator("#whole .mark").first
    shown = page.locator("#whole .sources li").first.locator("blockquote").text_content() or ""
    link.click()
    page.wait_for_url(re.compile(r"/documents/southend-social-value-policy\?start=\d+&end=\d+#9\.2\.1"))
    marked = "".join(page.locator("mark").all_text_contents())
    assert re.sub(r"[\s|#-]", "", marked) == re.sub(r"[\s|#-]", "", shown)
    expect(page.locator("section:target")).to_contain_text("24 months or more")
    expect(page.locator("section:target")).to_be_in_viewport()
    page.go_back()
    outcome(page, "Not required")


def test_a_clause_that_a_headline_names_is_a_link_to_it(page: Page) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    newest(page).locator(".headline").get_by_role("link", name="10.1").click()
    page.wait_for_url(re.compile(r"/documents/southend-social-value-policy\?.*#10\.1"))
    expect(page.locator("section:target mark").first).to_be_in_viewport()


def test_a_link_to_a_clause_can_be_sent(page: Page) -> None:
    page.goto("/documents/southend-social-value-policy#9.2.1")
    expect(page.locator("section:target")).to_be_in_viewport()
    page.get_by_text("Clauses (").click()
    page.locator(".contents").get_by_role("link", name="10.1", exact=True).click()
    expect(page).to_have_url(re.compile("#10\\.1$"))
    expect(page.locator("section:target")).to_be_in_viewport()


@pytest.fixture
def page_of_growing(browser: Browser, growing: Server) -> Iterator[Page]:
    """A page on the server whose library grows."""
    with opened(browser, growing) as page:
        yield page


def test_a_document_is_added_with_a_bar_and_found_by_its_words(page_of_growing: Page, downloads: Path) -> None:
    page = page_of_growing
    file = downloads / "buying-policy.md"
    file.write_text(POLICY, encoding="utf-8")
    open_chat(page)
    put_in(page, file, "ashby")
    ask(page, "Who paints the zebra crossings in Ashby?")
    expect(page.locator("#whole")).to_contain_text("Zebra crossings are painted by apprentices")


def put_in(page: Page, file: Path, council: str) -> None:
    """Adds a file to the library, and sees the bar while that is done."""
    page.get_by_role("button", name="Add documents").click()
    page.locator("#files input[type=file]").set_input_files(file)
    expect(page.locator("#files")).to_contain_text(file.name)
    page.get_by_label("Council (only where the text does not say)").fill(council)
    page.get_by_role("button", name="Add to the library").click()
    expect(page.locator("#added .progress-level, #added [role=progressbar], #added .progress-bar").first).to_be_visible()
    expect(page.locator("#added")).to_contain_text("taken in as")


def test_a_cited_page_of_a_pdf_is_shown_as_it_is_with_the_words_marked(page_of_growing: Page, downloads: Path) -> None:
    page = page_of_growing
    open_chat(page)
    put_in(page, sheets.policy(downloads), "dunmere")
    ask(page, "Who paints the zebra crossings in Dunmere?")
    page.get_by_role("link", name="See page 2 itself").first.click()
    picture = page.get_by_role("img", name="Page 2 of")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 500
    png = page.request.get(str(picture.get_attribute("src"))).body()
    assert sheets.marked_share(png) > 0.002
    page.get_by_role("link", name="Back to the text").click()
    expect(page.locator("mark").first).to_be_visible()


def test_one_contract_is_put_to_every_council_on_a_page_without_scripts(browser: Browser, server: Server) -> None:
    with opened(browser, server, scripts=False) as page:
        page.goto("/compare")
        page.get_by_label("Value over the whole length").fill("£2m")
        page.get_by_label("VAT", exact=True).select_option("ex")
        page.get_by_label("Kind of contract").select_option("services")
        page.get_by_role("button", name="Compare").click()
        outcome_words = page.locator(".card .outcome")
        expect(outcome_words).to_contain_text("Councils compared")
        row = page.get_by_role("row", name=re.compile("Southend-on-Sea"))
        expect(row).to_contain_text("£2,000,000 excluding VAT is at least £177,897")
        expect(page.get_by_role("img", name=re.compile("This contract: £2,000,000"))).to_be_visible()


BOXES = """() => {
    const box = (e) => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
    const all = (names) => [...document.querySelectorAll(names)].map(e => [e.textContent, ...box(e)]);
    return {words: all('.picture svg text'), lines: all('.picture line.contract'), whole: box(document.querySelector('.picture svg'))};
}"""


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_in_the_picture_no_words_are_crossed_or_cut_off_at_any_amount(browser: Browser, server: Server, width: int) -> None:
    with opened(browser, server, viewport={"width": width, "height": 800}) as page:
        for amount in ("£400", "£11,000", "£95,000", "£177,897", "£700,000", "£3,456,789", "£9m", "£5,400m"):
            page.goto(f"/compare?amount={amount}&contract_type=works&vat=ex")
            found = page.evaluate(BOXES)
            assert found["lines"] and len(found["words"]) > 12
            left, _, right, _ = found["whole"]
            for at, one in enumerate(found["words"]):
                assert left - 2 < one[1] and one[3] < right + 2, (amount, one)
                for other in [*found["words"][at + 1 :], *found["lines"]]:
                    assert not meet(one, other), (amount, one, other)


def meet(one: list[float], other: list[float]) -> bool:
    """Whether two boxes cover each other, by more than the space that is kept around letters."""
    return one[1] < other[3] and other[1] < one[3] and one[2] + 3 < other[4] - 1 and other[2] + 3 < one[4] - 1


def test_a_comparison_on_a_phone_is_read_without_scrolling_sideways(browser: Browser, server: Server) -> None:
    with opened(browser, server, viewport={"width": 390, "height": 844}) as page:
        page.goto("/compare?amount=£2m&contract_type=services&vat=ex")
        table = page.get_by_role("table").first
        expect(table.get_by_role("cell")).not_to_have_count(0)
        assert table.evaluate("table => table.getBoundingClientRect().right <= innerWidth")
