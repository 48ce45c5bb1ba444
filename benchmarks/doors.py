"""Two ways to the same answers: the HTTP door, as a program uses it, and the chat, as its page in a browser does."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any, Protocol

import httpx

CHAT = "/chat/gradio_api"
QUESTIONS_A_TALK = 10
"""Then the page is opened again, as somebody with another contract does."""


class Failed(Exception):
    """A question got no answer: why, in one line."""


class Door(Protocol):
    """One user's way in. Each call waits for what it asked. :raises Failed: there was no answer."""

    async def ask(self, request: Mapping[str, Any]) -> None: ...

    async def leave(self) -> None: ...


class Api:
    """POST /api/ask."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def ask(self, request: Mapping[str, Any]) -> None:
        response = await self._client.post("/api/ask", json=dict(request))
        if response.status_code != 200:
            raise Failed(f"{response.status_code} {response.text[:200]}")
        if response.json()["status"] == "error":
            raise Failed(response.json()["headline"])

    async def leave(self) -> None:
        """Nothing is held open."""


class Chat:
    """What the page of the chat sends: it is opened, holds a line open that says it is there, joins the queue with a question and
    reads the stream of events until the answer stands in it. A talk goes on for some questions; then the page is opened anew.
    """

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client, self._session, self._asked = client, "", 0
        self._events: dict[str, Mapping[str, Any]] = {}
        self._beating: httpx.Response | None = None

    async def ask(self, request: Mapping[str, Any]) -> None:
        if self._asked % QUESTIONS_A_TALK == 0:
            await self._open()
        self._asked += 1
        given = await self._sent("ask", [None, request["question"]])
        if given.get("problem"):
            raise Failed(str(given["problem"]))
        if not given.get("thread"):
            raise Failed("the thread is empty")

    async def leave(self) -> None:
        if self._beating:
            await self._beating.aclose()

    async def _open(self) -> None:
        await self.leave()
        page = await self._client.get("/chat/")
        if page.status_code != 200:
            raise Failed(f"the chat's page: {page.status_code}")
        self._session, self._events = secrets.token_hex(6), _events(_config(page.text))
        beat = self._client.build_request("GET", f"{CHAT}/heartbeat/{self._session}")
        self._beating = await self._client.send(beat, stream=True)
        await self._sent("load", [[]])

    async def _sent(self, event: str, data: list[Any]) -> dict[str, Any]:
        """What an event fills the page with, by the names of its parts."""
        wanted = self._events[event]
        body = {
            "data": data, "fn_index": wanted["id"], "trigger_id": wanted["trigger"], "event_data": None, "session_hash": self._session,
        }  # fmt: skip
        joined = await self._client.post(f"{CHAT}/queue/join", json=body)
        if joined.status_code != 200:
            raise Failed(f"{joined.status_code} {joined.text[:200]}")
        output = await self._completed()
        return dict(zip(wanted["outputs"], output["data"], strict=True))

    async def _completed(self) -> dict[str, Any]:
        output: dict[str, Any] = {}
        async with self._client.stream("GET", f"{CHAT}/queue/data", params={"session_hash": self._session}) as events:
            async for line in events.aiter_lines():
                event = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if event.get("msg") == "process_completed":
                    output = event["output"] if event["success"] else {}
        if not output:
            raise Failed("the event did not complete")
        return output


def _config(html: str) -> Mapping[str, Any]:
    """The settings of the page, which it carries in a script."""
    _, found, rest = html.partition("window.gradio_config = ")
    if not found:
        raise Failed("the chat's page carries no settings")
    config: Mapping[str, Any] = json.JSONDecoder().raw_decode(rest)[0]
    return config


def _events(config: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The events "ask" and "load" of the page: their number, what sets them off, and the names of what they fill."""
    names = {part["id"]: part["props"].get("elem_id") or str(part["id"]) for part in config["components"]}
    found: dict[str, Mapping[str, Any]] = {}
    for event in config["dependencies"]:
        for trigger, kind in event["targets"]:
            name = "load" if kind == "load" else names.get(trigger) if kind == "click" else None
            if name in ("ask", "load"):
                found[name] = {"id": event["id"], "trigger": trigger, "outputs": [names[part] for part in event["outputs"]]}
    return found
