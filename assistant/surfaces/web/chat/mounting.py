"""The chat put into the server: everything that the framework would tell others is off, and only its own script may run."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from datetime import date

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.surfaces.door import Open
from assistant.surfaces.web.settings import ServeSettings

PATH = "/chat"
AT_ONCE, WAITING_MOST = 16, 300
HEAD = (
    b'<link rel="icon" href="/static/icon.svg"><link rel="stylesheet" href="/static/parts.css">'
    b'<link rel="stylesheet" href="/static/chat.css"><script src="/static/chat.js" defer></script>'
)
META = re.compile(rb'\s*<meta\s+(?:property|name)="(?:og|twitter):[^>]*>')


def mount(app: FastAPI, library: Open, settings: ServeSettings, today: Callable[[], date]) -> dict[int, int]:
    """Puts the chat under /chat. Analytics, run history, monitoring, sharing and server-side rendering are off.

    :returns: the page's events: the number of each, with the number of values that it takes.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    import gradio as gr

    from assistant.surfaces.web.chat.events import Chat
    from assistant.surfaces.web.chat.page import lay_out
    from assistant.surfaces.web.chat.theme import theme

    with gr.Blocks(title="Chat – Clausewise", analytics_enabled=False, fill_width=True, delete_cache=(3_600, 3_600)) as blocks:
        Chat(library, settings, today, lay_out()).connect(blocks)
    blocks.queue(default_concurrency_limit=AT_ONCE, max_size=WAITING_MOST, api_open=False)
    gr.mount_gradio_app(
        app,
        blocks,
        PATH,
        theme=theme(),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        show_error=False,
        max_file_size=settings.upload_limit_bytes,
    )
    return {number: len(event.inputs) for number, event in blocks.fns.items()}


class Nonces:
    """Writes a number used once into the chat's page and its policy, so that no script runs but those the page came with.

    The framework writes its settings into the page as a script. Its pages also name addresses elsewhere for previews in social media,
    and say that they are in American English; both are put right.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in (PATH, f"{PATH}/"):
            return await self.app(scope, receive, send)
        nonce, begun, body = secrets.token_urlsafe(16), [], bytearray()

        async def held(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.append(message)
                return
            if message["type"] != "http.response.body":
                return await send(message)
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                await _send_page(begun[0], bytes(body), nonce, send)

        return await self.app(scope, receive, held)


async def _send_page(start: Message, body: bytes, nonce: str, send: Send) -> None:
    headers = MutableHeaders(raw=list(start["headers"]))
    if headers.get("content-type", "").startswith("text/html"):
        body = rewritten(body, nonce)
        headers["content-length"] = str(len(body))
        headers["content-security-policy"] = policy(nonce)
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})


def rewritten(html: bytes, nonce: str) -> bytes:
    """The chat's page with the number on every script, in British English, naming no address elsewhere.

    >>> rewritten(b'<html lang="en"><meta property="og:url" content="https://x.example"><script>1</script>', "N")
    b'<html lang="en-GB"><script nonce="N">1</script>'
    """
    named = META.sub(b"", html).replace(b'lang="en"', b'lang="en-GB"', 1).replace(b"</head>", HEAD + b"</head>", 1)
    return named.replace(b"<script", b'<script nonce="' + nonce.encode() + b'"')


def policy(nonce: str) -> str:
    """What the chat's page may load: from this server alone, its own scripts alone. The framework builds its components from templates
    that it evaluates, hence unsafe-eval; what they show is escaped before it gets there."""
    return (
        f"default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; form-action 'self'; base-uri 'self'; "
        "frame-ancestors 'none'"
    )
