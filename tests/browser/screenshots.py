"""`python -m tests.browser.screenshots FOLDER`: the pictures of the README, taken in the browser that the tests use.

CLAUSEWISE_CHROMIUM names the browser; `make screenshots` sets it. With `--all`, every page is taken, light and dark, wide and on a phone,
to be looked at by whoever changes how the pages look.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chat import DEPENDS, NOT_REQUIRED, ask, newest, open_chat, outcome
from tests.browser.serving import PATIENCE_MS, Server, launched, opened, started

WIDE, PHONE = {"width": 1200, "height": 1000}, {"width": 390, "height": 844}
COMPARED = "/compare?amount=£150,000&vat=ex&contract_type=services"
ADDRESSES = {
    "start": "/",
    "answer": f"/ask?q={quote(DEPENDS)}",
    "supplier": f"/ask?q={quote(NOT_REQUIRED)}&mode=supplier",
    "found": "/ask?q=How+often+is+social+value+reported+in+Southend?",
    "refused": "/ask?q=",
    "compare": COMPARED,
    "documents": "/documents",
    "document": "/documents/south-norfolk-social-value-policy",
    "accessibility": "/accessibility",
    "transparency": "/transparency",
    "programs": "/api",
}


def chat(page: Page) -> None:
    """A verdict in the chat."""
    open_chat(page)
    ask(page, NOT_REQUIRED)
    outcome(page, "Not required")
    _at_rest(page)


def follow_up(page: Page) -> None:
    """A second turn, with an open question."""
    chat(page)
    ask(page, "And for £1.4m?")
    outcome(page, "It depends")
    _at_rest(page)


def source(page: Page) -> None:
    """The clause behind the verdict, its words marked."""
    chat(page)
    newest(page).locator(".headline a").first.click()
    expect(page.locator("section:target mark").first).to_be_in_viewport()


def comparison(page: Page) -> None:
    """One contract put to every council: the table and the picture."""
    page.goto(COMPARED)
    expect(page.get_by_role("img", name="This contract")).to_be_visible()


def _at_rest(page: Page) -> None:
    """Until the page has stopped scrolling to the new answer and nothing has the focus that would be drawn."""
    page.wait_for_function(
        "() => new Promise(done => { const y = scrollY; requestAnimationFrame(() => requestAnimationFrame(() => done(y === scrollY))) })"
    )


README: dict[str, tuple[Callable[[Page], None], dict[str, int]]] = {
    "chat": (chat, WIDE),
    "source": (source, {"width": 1200, "height": 560}),
}


def take_readme(browser: Browser, server: Server, folder: Path) -> None:
    """The README's pictures."""
    for name, (show, window) in README.items():
        with opened(browser, server, viewport=window, reduced_motion="reduce") as page:
            show(page)
            page.screenshot(path=folder / f"{name}.png")
    with opened(browser, server, viewport=WIDE, reduced_motion="reduce") as page:
        comparison(page)
        table, picture = page.get_by_role("table").bounding_box(), page.locator("figure.picture").bounding_box()
        assert table and picture
        clip = {
            "x": 0,
            "y": table["y"] - 20,
            "width": WIDE["width"],
            "height": picture["y"] + picture["height"] - table["y"] + 40,
        }
        page.screenshot(path=folder / "compare.png", full_page=True, clip=clip)


def take_all(browser: Browser, server: Server, folder: Path) -> None:
    """Every page from top to bottom, in every look."""
    for scheme in ("light", "dark"):
        for width, window in (("wide", WIDE), ("phone", PHONE)):
            context = browser.new_context(base_url=server.address, viewport=window, color_scheme=scheme, locale="en-GB")
            page = context.new_page()
            for name, address in ADDRESSES.items():
                page.goto(address)
                page.screenshot(path=folder / f"{name}-{scheme}-{width}.png", full_page=True)
            for show in (open_chat, chat, follow_up):
                page.evaluate("localStorage.clear()")
                show(page)
                page.screenshot(path=folder / f"chat-{show.__name__}-{scheme}-{width}.png", full_page=True)
            context.close()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="screenshots", description="Takes pictures of the pages.")
    parser.add_argument("folder", type=Path, help="where the PNG files go")
    parser.add_argument("--all", action="store_true", help="every page in every look, not the README's pictures")
    given = parser.parse_args(arguments)
    chromium = os.environ.get("CLAUSEWISE_CHROMIUM")
    if not chromium:
        parser.error("name the browser in CLAUSEWISE_CHROMIUM, or use make screenshots")
    given.folder.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE_MS)
    with (
        tempfile.TemporaryDirectory() as library,
        started(Path(library)) as server,
        sync_playwright() as playwright,
        launched(playwright, chromium) as browser,
    ):
        (take_all if given.all else take_readme)(browser, server, given.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
