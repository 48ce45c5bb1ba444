"""Visits to the MCP door with the official client: over standard input and output of a process, and over HTTP."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import anyio
import httpx2
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult

Work = Callable[[Client], Awaitable[None]]


def over_stdio(command: Sequence[str], environment: dict[str, str], work: Work, mode: str = "auto") -> None:
    """Starts the server as a process, and does the work with a client of it."""

    async def session() -> None:
        parameters = StdioServerParameters(command=command[0], args=[*command[1:], "mcp"], env=environment)
        async with Client(parameters, mode=mode, read_timeout_seconds=120) as client:
            await work(client)

    anyio.run(session)


def over_http(address: str, work: Work, mode: str = "auto", **settings: Any) -> None:
    """Does the work with a client of the server at an address; `settings` are those of its HTTP client."""

    async def session() -> None:
        async with (
            httpx2.AsyncClient(timeout=60, **settings) as http,
            Client(streamable_http_client(address, http_client=http), mode=mode, read_timeout_seconds=60) as client,
        ):
            await work(client)

    anyio.run(session)


def content(result: Any) -> dict[str, Any]:
    """The object that a tool gave, having checked that its text is the same object."""
    assert isinstance(result, CallToolResult), result
    (text,) = result.content
    assert json.loads(text.text) == result.structured_content
    return dict(result.structured_content)


def given(result: Any) -> dict[str, Any]:
    """As `content`, of a call that was not refused."""
    assert isinstance(result, CallToolResult) and not result.is_error, result
    return content(result)
