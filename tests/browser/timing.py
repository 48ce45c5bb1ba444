"""`python -m tests.browser.timing`: how long an answer takes in the chat, from the click to the card, as the browser shows it.

Questions that rules settle and questions that are searched for, in a fresh talk each. CLAUSEWISE_CHROMIUM names the browser; `make
timing-browser` sets it.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from evals.aggregate import percentile
from tests.browser.chat import NOT_REQUIRED, ask, newest, open_chat
from tests.browser.serving import PATIENCE_MS, Server, launched, opened, started

QUESTIONS = {
    "settled by rules": NOT_REQUIRED,
    "compared": "Compare the councils: is social value required for a £2m services contract excluding VAT?",
    "searched for": "How often is social value reported in Southend?",
}


def seconds(browser: Browser, server: Server, question: str) -> float:
    """From the click to the card of the answer, in a window of its own. What is measured holds the test's own steps as well."""
    with opened(browser, server) as page:
        open_chat(page)
        began = time.monotonic()
        ask(page, question)
        expect(newest(page).locator(".card .outcome")).to_be_visible()
        return time.monotonic() - began


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="timing", description="Times answers in the chat.")
    parser.add_argument("--times", type=int, default=20, help="how often each question is asked (default 20)")
    given = parser.parse_args(arguments)
    chromium = os.environ.get("CLAUSEWISE_CHROMIUM")
    if not chromium:
        parser.error("name the browser in CLAUSEWISE_CHROMIUM, or use make timing-browser")
    expect.set_options(timeout=PATIENCE_MS)
    with (
        tempfile.TemporaryDirectory() as library,
        started(Path(library)) as server,
        sync_playwright() as playwright,
        launched(playwright, chromium) as browser,
    ):
        for kind, question in QUESTIONS.items():
            first = seconds(browser, server, question)
            taken = [seconds(browser, server, question) for _ in range(given.times)]
            print(f"{kind}: first {first:.2f} s, then p50 {percentile(taken, 0.5):.2f} s, p95 {percentile(taken, 0.95):.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
