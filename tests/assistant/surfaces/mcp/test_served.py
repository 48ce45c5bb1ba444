"""MCP at /mcp of the server itself, with the official client on a real port: behind the same guards and accounts as everything else."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from jsonschema import Draft202012Validator
from mcp import Client

from assistant.surfaces.mcp_server import answer_schema
from tests.assistant.surfaces.conftest import READER
from tests.assistant.surfaces.mcp.clients import given, over_http

QUESTION = "In Southend, is social value required for a £400k works contract?"
CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
SENT = {"Accept": "application/json, text/event-stream"}


async def a_visit(client: Client) -> None:
    """The tools are listed, a rule answers, a search finds words, and the councils are compared."""
    assert len((await client.list_tools()).tools) == 5
    answer = given(await client.call_tool("ask", {"question": QUESTION}))
    assert (answer["outcome"], answer["council"]) == ("not_required", "southend")
    Draft202012Validator(answer_schema()).validate(answer)
    found = given(await client.call_tool("search_clauses", {"query": "apprenticeships", "council": "norwich", "k": 3}))
    assert {one["council"] for one in found["results"]} == {"norwich"}
    compared = given(await client.call_tool("compare_councils", {"value_pounds": 400_000, "contract_type": "works"}))
    assert "Southend" in compared["text"] and "Norwich" in compared["text"]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_on_this_computer_needs_no_account(served: str, mode: str) -> None:
    over_http(f"{served}/mcp", a_visit, mode)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_with_accounts_a_client_signs_in_as_a_program_does(guarded: str, mode: str) -> None:
    over_http(f"{guarded}/mcp", a_visit, mode, auth=READER)


@pytest.mark.parametrize("auth", [None, (READER[0], "a wrong password"), ("nobody", READER[1])])
def test_with_accounts_nobody_else_gets_in(guarded: str, auth: Any) -> None:
    async def nothing(client: Client) -> None:
        raise AssertionError("let in")

    with pytest.raises(BaseException) as stopped:
        over_http(f"{guarded}/mcp", nothing, auth=auth)
    assert "let in" not in str(stopped.value)
    refused = httpx2.post(f"{guarded}/mcp", json=CALL, headers=SENT, auth=auth)
    assert (refused.status_code, refused.json()["code"]) == (401, "not_signed_in")
    assert refused.headers["www-authenticate"].startswith("Basic")


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Host": "evil.example"}, 400, "unknown_host"),
        ({"Origin": "http://evil.example"}, 403, "forbidden"),
        ({"Origin": "http://localhost:1"}, 403, "forbidden"),
        ({"Origin": "null"}, 403, "forbidden"),
        ({"Sec-Fetch-Site": "cross-site"}, 403, "forbidden"),
        ({"Sec-Fetch-Site": "same-site"}, 403, "forbidden"),
        ({"Content-Type": "text/plain"}, 415, "wrong_content_type"),
    ],
)
def test_what_the_guards_turn_away_does_not_reach_it(served: str, headers: dict[str, str], status: int, code: str) -> None:
    refused = httpx2.post(f"{served}/mcp", json=CALL, headers={**SENT, **headers})
    assert (refused.status_code, set(refused.json()), refused.json()["code"]) == (status, {"error", "code"}, code)


def test_a_body_that_is_too_large_is_refused_whether_or_not_its_length_is_said(served: str) -> None:
    json_type = {**SENT, "Content-Type": "application/json"}
    for body in (b" " * 300_000, (b" " * 30_000 for _ in range(10))):
        refused = httpx2.post(f"{served}/mcp", content=body, headers=json_type)
        assert (refused.status_code, refused.json()["code"]) == (413, "too_large")


def test_only_post_is_taken(served: str) -> None:
    refused = httpx2.get(f"{served}/mcp", headers=SENT)
    assert (refused.status_code, refused.json()["code"], refused.headers["allow"]) == (405, "method_not_allowed", "POST")


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"\xff", b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": "x"}', b"[" * 90_000]
)
def test_what_is_not_a_call_gets_one_line_in_the_form_its_clients_read(served: str, body: bytes) -> None:
    refused = httpx2.post(f"{served}/mcp", content=body, headers={**SENT, "Content-Type": "application/json"})
    assert refused.status_code < 500
    error = refused.json()["error"]
    assert isinstance(error["code"], int) and error["message"] and "\n" not in error["message"]
