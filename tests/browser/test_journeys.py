"""What an officer does in the chat, in a real browser: ask, follow up, change a fact, open a source, compare, keep the record, say it was wrong."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.surfaces.commands import replay
from assistant.surfaces.web import feedback
from tests.browser.chat import DEPENDS, NOT_REQUIRED, ask, choose, newest, open_chat, outcome
from tests.browser.serving import Server, opened

POLICY = "# Buying Policy\n\n1. Ashby buys with care and asks suppliers what good they can do.\n\n2. Zebra crossings are painted by apprentices.\n"


def test_the_cards_question_gets_its_verdict_at_once(page: Page) -> None:
    open_chat(page)
    began = time.monotonic()
    ask(page, NOT_REQUIRED)
    outcome(page, "Not required")
    assert time.monotonic() - began < 2
    expect(newest(page).locator(".headline")).to_contain_text("£400,000 is under £1,000,000 (9.2.1)")


def test_a_follow_up_keeps_what_was_said(page: Page) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    ask(page, "What about North East Lincolnshire?")
    outcome(page, "Required")
    expect(newest(page).locator(".headline")).to_contain_text("£400,000 is over £100,000")
    expect(page.locator(".turn:not(.newest) .outcome")).to_contain_text("Not required")


def test_a_missing_fact_is_settled_by_a_button(page: Page) -> None:
    open_chat(page)
    ask(page, DEPENDS)
    outcome(page, "It depends")
    expect(page.get_by_role("heading", name="How long does the contract run in all")).to_be_visible()
    page.get_by_role("button", name="24 months or more").click()
    outcome(page, "Required")
    expect(page.get_by_role("heading", name="How long does the contract run in all")).to_be_hidden()
    expect(page.get_by_label("Length with every extension")).to_have_value("24 months or more")


def test_a_changed_fact_is_asked_again(page: Page) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    amount = page.get_by_label("Value over the whole length")
    expect(amount).to_have_value("£400,000")
    expect(page.locator("#fact-vat input:checked")).to_have_value("")
    choose(page, "Kind of contract", "Services")
    outcome(page, "Required")
    amount.fill("£100,000")
    amount.press("Enter")
    outcome(page, "Not required")
    choose(page, "Council", "North East Lincolnshire Council")
    outcome(page, "Not required")
    expect(newest(page).locator(".of")).to_contain_text("North East Lincolnshire")
    amount.fill("")
    page.get_by_role("button", name="Ask again").click()
    outcome(page, "It depends")


def test_a_change_is_tried_by_its_button(page: Page) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    page.get_by_role("button", name="What if the contract were for supplies?").click()
    outcome(page, "Required")


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


def test_all_councils_are_compared(page: Page) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    page.get_by_role("button", name="Compare all councils").click()
    rows = page.locator("#whole tbody tr")
    expect(rows).to_have_count(5)
    expect(rows.filter(has_text="Southend")).to_contain_text("social value is not required")
    expect(page.get_by_role("img", name=re.compile("This contract: £400,000"))).to_be_visible()


@pytest.mark.parametrize(("words", "begins"), [("Word", b"PK"), ("PDF", b"%PDF-"), ("JSON", b"{")])
def test_the_record_is_saved_and_replays(page: Page, server: Server, downloads: Path, words: str, begins: bytes) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    with page.expect_download() as saved:
        page.get_by_role("link", name=f"Decision record, {words}").click()
    path = downloads / saved.value.suggested_filename
    saved.value.save_as(path)
    assert path.read_bytes().startswith(begins)
    replayed = replaying(path, server)
    assert replayed == 0


def replaying(path: Path, server: Server) -> int:
    """The exit status of `clausewise replay` on a record."""
    import argparse

    parser = argparse.ArgumentParser()
    replay.configure(parser)
    return int(replay.run(parser.parse_args([str(path), "--index", str(server.index)])))


def test_feedback_is_kept_once_with_the_whole_answer(page: Page, server: Server) -> None:
    question = "Is social value required for £77k of supplies in Southend?"
    before = len(feedback.entries(server.index))
    open_chat(page)
    ask(page, question)
    page.get_by_label("Why? (if you like)").fill("The threshold is right")
    page.get_by_role("button", name="Right", exact=True).click()
    expect(page.get_by_text("Thank you. Kept as right.")).to_be_visible()
    kept = feedback.entries(server.index)
    assert len(kept) == before + 1
    assert (kept[-1]["judged"], kept[-1]["why"], kept[-1]["request"]["question"]) == (
        "right",
        "The threshold is right",
        question,
    )


def test_a_supplier_sees_it_in_plain_words(page: Page) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    choose(page, "I am asking as", "Supplier")
    expect(newest(page).locator(".headline")).to_contain_text("The tender documents may still ask for it")
    expect(page.locator(".turn")).to_have_count(1)


def test_the_talk_is_there_again_after_the_page_was_closed_and_gone_after_starting_again(page: Page) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    ask(page, "What about services?")
    outcome(page, "Required")
    page.reload()
    outcome(page, "Required")
    expect(page.locator(".turn")).to_have_count(2)
    page.get_by_role("button", name="Start again").click()
    expect(page.locator(".turn")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="For example")).to_be_visible()


def test_a_link_opens_the_same_talk_in_another_browser(page: Page, browser: Browser, server: Server) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    ask(page, "What about services?")
    outcome(page, "Required")
    address = page.get_by_role("link", name="Link to this conversation").get_attribute("href") or ""
    with opened(browser, server) as other:
        other.goto(address)
        outcome(other, "Required")
        expect(other.locator(".turn")).to_have_count(2)


def test_a_question_that_cannot_be_read_stays_in_its_box(page: Page) -> None:
    open_chat(page)
    page.get_by_label("Your question").fill("   ")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#problem")).to_contain_text("The question is empty.")


def test_markup_in_a_question_is_shown_as_it_was_typed(page: Page) -> None:
    hostile = "Is social value required for £400k of works in Southend? <img src=x onerror=alert(1)> ${alert(2)}"
    open_chat(page)
    ask(page, hostile)
    expect(newest(page).locator("img")).to_have_count(0)


def test_a_document_is_added_with_a_bar_and_found_by_its_words(page: Page, downloads: Path) -> None:
    file = downloads / "buying-policy.md"
    file.write_text(POLICY, encoding="utf-8")
    open_chat(page)
    page.locator("#files input[type=file]").set_input_files(file)
    expect(page.locator("#files")).to_contain_text("buying-policy.md")
    page.get_by_label("Council (only where the text does not say)").fill("ashby")
    page.get_by_role("button", name="Add to the library").click()
    expect(page.locator("#added .progress-level, #added [role=progressbar], #added .progress-bar").first).to_be_visible(
        timeout=20_000
    )
    expect(page.locator("#added")).to_contain_text("taken in as", timeout=60_000)
    ask(page, "Who paints the zebra crossings in Ashby?")
    expect(page.locator("#whole")).to_contain_text("Zebra crossings are painted by apprentices")


def test_plain_pages_work_without_scripts(browser: Browser, server: Server) -> None:
    with opened(browser, server, scripts=False) as page:
        page.goto("/")
        page.get_by_label("Your question").fill("Is social value required for a £1.4m works contract?")
        page.get_by_label("Council (unless").select_option("southend")
        page.get_by_role("button", name="Ask").click()
        page.get_by_role("link", name="24 months or more").click()
        expect(page.locator(".card .outcome")).to_contain_text("Required")
        page.get_by_label("Kind of contract").select_option("services")
        page.get_by_role("button", name="Ask again").click()
        expect(page.locator(".card .outcome")).to_contain_text("Required")
        page.locator(".mark").first.press("Enter")
        expect(page.locator("mark").first).to_be_visible()
