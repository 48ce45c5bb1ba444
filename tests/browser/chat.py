"""The chat as somebody uses it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

DEPENDS = "In Southend, is social value required for a £1.4m works contract?"
NOT_REQUIRED = "In Southend, is social value required for a £400k works contract?"


def open_chat(page: Page, address: str = "/chat/") -> Page:
    """The chat, ready to be asked."""
    page.goto(address)
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_enabled()
    return page


def ask(page: Page, question: str) -> None:
    """Asks a question and waits for its answer."""
    page.get_by_role("textbox", name=re.compile("^Your (next )?question")).fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(newest(page).locator(".asked")).to_contain_text(question)


def newest(page: Page) -> Locator:
    """The last turn."""
    return page.locator("#newest")


def outcome(page: Page, words: str) -> None:
    """Waits until the last card says this."""
    expect(newest(page).locator(".card .outcome")).to_contain_text(words)


def choose(page: Page, label: str, name: str) -> None:
    """Chooses one of a list of facts."""
    page.get_by_label(label, exact=True).select_option(label=name)


def in_mode(page: Page, name: str) -> None:
    """Asks as somebody else."""
    page.get_by_role("radio", name=name).check()
