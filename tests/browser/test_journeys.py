"""What an officer does in the chat, in a real browser: ask, follow up, change a fact, open a source, compare, keep the record, say it was wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from assistant.surfaces.commands import replay
from assistant.surfaces.web import feedback
from assistant.surfaces.web.accounts import add
from tests.browser.chat import DEPENDS, NOT_REQUIRED, ask, choose, in_mode, newest, open_chat, outcome
from tests.browser.serving import Server, opened, started

PASSWORD = "a long enough password"


def test_the_cards_question_gets_its_verdict(page: Page) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    outcome(page, "Not required")
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
    expect(page.get_by_label("VAT", exact=True)).to_have_value("")
    expect(page.get_by_text("from “£400k”")).to_be_visible()
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


def test_a_fact_that_is_not_understood_is_said_and_nothing_is_asked(page: Page) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    amount = page.get_by_label("Value over the whole length")
    amount.fill("rather a lot")
    amount.press("Enter")
    said = page.get_by_text("“rather a lot” was not understood as an amount of money")
    expect(said.first).to_be_visible()
    expect(page.locator("#announcement")).to_contain_text("was not understood")
    expect(amount).to_have_value("£400,000")
    expect(page.locator(".turn")).to_have_count(1)


def test_a_change_is_tried_by_its_button(page: Page) -> None:
    open_chat(page)
    ask(page, NOT_REQUIRED)
    page.get_by_role("button", name="If the contract were for supplies: social value is required").click()
    outcome(page, "Required")


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
    in_mode(page, "Supplier")
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
    page.get_by_role("textbox", name="Your question").fill("   ")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#problem")).to_contain_text("The question is empty.")


def test_what_is_written_before_the_page_is_ready_is_not_lost(page: Page) -> None:
    held: list[Route] = []
    page.route("**/queue/join*", lambda route: held.append(route))
    page.goto("/chat/")
    question, button = page.get_by_role("textbox", name="Your question"), page.get_by_role("button", name="Ask", exact=True)
    question.fill(NOT_REQUIRED)
    expect(button).to_be_disabled()
    for route in held:
        route.continue_()
    page.unroute("**/queue/join*")
    expect(button).to_be_enabled()
    expect(question).to_have_value(NOT_REQUIRED)
    button.click()
    outcome(page, "Not required")


def test_markup_in_a_question_is_shown_as_it_was_typed(page: Page) -> None:
    hostile = "Is social value required for £400k of works in Southend? <img src=x onerror=alert(1)> ${alert(2)}"
    open_chat(page)
    ask(page, hostile)
    expect(newest(page).locator("img")).to_have_count(0)


def test_who_is_signed_in_can_sign_out_of_the_chat_and_leaves_no_talk_behind(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    accounts = tmp_path / "accounts"
    add(accounts, "ada", PASSWORD)
    with started(server.index, "--auth", str(accounts)) as guarded, opened(browser, guarded) as page:
        sign_in(page)
        ask(page, NOT_REQUIRED)
        outcome(page, "Not required")
        page.get_by_role("button", name="Sign out ada").click()
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        sign_in(page)
        expect(page.locator(".turn")).to_have_count(0)
        assert NOT_REQUIRED not in str(page.evaluate("JSON.stringify(localStorage)"))


def test_who_was_signed_out_is_told_and_comes_back_to_the_same_talk(browser: Browser, server: Server, tmp_path: Path) -> None:
    accounts = tmp_path / "accounts"
    add(accounts, "ada", PASSWORD)
    with started(server.index, "--auth", str(accounts)) as guarded:
        context = browser.new_context(base_url=guarded.address)
        page = context.new_page()
        sign_in(page)
        ask(page, NOT_REQUIRED)
        outcome(page, "Not required")
        context.clear_cookies()
        page.get_by_role("textbox", name="Your next question").fill("And for £1.4m?")
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.get_by_role("alert").filter(has_text="You have been signed out, and nothing was asked")).to_be_visible()
        page.get_by_role("link", name="Sign in again").click()
        page.get_by_label("Name").fill("ada")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        outcome(page, "Not required")
        ask(page, "And for £1.4m?")
        outcome(page, "It depends")
        expect(page.locator("#unsent")).to_have_count(0)
        context.close()


def test_a_library_that_is_gone_is_said_in_the_chat_and_the_question_stays(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    with started(shutil.copytree(server.index, tmp_path / "library")) as going, opened(browser, going) as page:
        open_chat(page)
        ask(page, NOT_REQUIRED)
        outcome(page, "Not required")
        shutil.rmtree(going.index)
        page.get_by_role("textbox", name="Your next question").fill("And for £1.4m?")
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.locator("#problem")).to_contain_text("The library cannot be read just now")
        expect(page.locator("#announcement")).to_contain_text("cannot be read just now")
        expect(page.get_by_role("textbox", name="Your next question")).to_have_value("And for £1.4m?")
        outcome(page, "Not required")
        page.get_by_role("button", name="Wrong", exact=True).click()
        expect(page.locator("#judged")).to_contain_text("cannot be read just now")
        assert not going.index.exists()


def sign_in(page: Page) -> None:
    """Goes to the chat by way of signing in."""
    page.goto("/chat/")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_enabled()


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
