"""The server as a process of its own, and windows of the browser on it that are watched."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request

QUIET = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
WINDOW = {"width": 1280, "height": 900}
PATIENCE_MS = 30_000
"""How long anything on a page may take on a machine that is busy with something else. How long it does take is measured in `timing`."""


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, and the folder of its library."""

    address: str
    index: Path


@contextmanager
def started(index: Path, *arguments: str) -> Iterator[Server]:
    """`clausewise serve` on a free port, until the block ends."""
    command = [sys.executable, "-m", "assistant.surfaces.cli", "serve", "--port", "0", "--index", str(index), *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **QUIET}) as process:
        try:
            yield Server(_address(process), index)
        finally:
            process.terminate()
            process.communicate(timeout=30)


def _address(process: subprocess.Popen[str]) -> str:
    said = []
    assert process.stderr
    for line in process.stderr:
        said.append(line)
        if found := re.search(r"serving on (http://\S+)", line):
            return found[1]
    raise AssertionError("the server did not start: " + "".join(said)[-2_000:])


@contextmanager
def launched(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """The browser, which finds no host but this computer."""
    arguments = ["--no-sandbox", "--lang=en-GB", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    browser = playwright.chromium.launch(executable_path=chromium, args=arguments, env={**os.environ, "LANGUAGE": "en_GB"})
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def opened(browser: Browser, server: Server, *, scripts: bool = True, **settings: Any) -> Iterator[Page]:
    """A page of a new window. At the end there was no request to another host and no error in the console."""
    context = browser.new_context(
        base_url=server.address, java_script_enabled=scripts, **{"viewport": WINDOW, "locale": "en-GB", **settings}
    )
    context.set_default_timeout(PATIENCE_MS)
    page, elsewhere, errors = context.new_page(), list[str](), list[str]()

    def asked(request: Request) -> None:
        if not request.url.startswith((server.address, "data:", "blob:")):
            elsewhere.append(request.url)

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    page.on("request", asked)
    page.on("console", said)
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert not elsewhere, elsewhere
    assert not errors, errors
