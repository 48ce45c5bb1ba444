"""The MCP door through the official client: a real process over standard input and output, and HTTP behind a guard."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from jsonschema import Draft202012Validator
from mcp import Client
from mcp_types import CallToolResult

from assistant.library import Library
from assistant.surfaces.mcp_server import HttpDoor, answer_schema
from tests.assistant.surfaces.mcp import clients
from tests.assistant.surfaces.mcp.clients import Work, given, over_stdio
from tests.assistant.surfaces.mcp.serving import PASSWORD, served

TOOLS = {"ask", "check_contract", "search_clauses", "get_clause", "compare_councils"}
QUESTION = "Is social value required for a £400k works contract in Wexcombe?"


def over_http(library: Library, work: Work, mode: str = "auto", password: str = PASSWORD) -> None:
    """Serves the door alone on a port, and does the work with a client of it."""
    with served(HttpDoor(library)) as address:
        clients.over_http(address, work, mode, headers={"Authorization": password})


def line(result: Any) -> str:
    """The line that a refusal says."""
    assert isinstance(result, CallToolResult) and result.is_error
    (content,) = result.content
    assert "\n" not in content.text
    return str(content.text)


async def everything(client: Client) -> None:
    """A visit to each tool, with what must come of it."""
    listed = (await client.list_tools()).tools
    assert {tool.name for tool in listed} == TOOLS
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in listed)
    assert "guidance, not decisions" in (client.instructions or "")

    answer = given(await client.call_tool("ask", {"question": QUESTION, "id": "q7", "date": "2027-01-04"}))
    assert (answer["id"], answer["outcome"], answer["council"], answer["as_of"]) == (
        "q7",
        "not_required",
        "wexcombe",
        "2027-01-04",
    )
    Draft202012Validator(answer_schema()).validate(answer)

    follow = given(await client.call_tool("ask", {"question": "And for services, excluding VAT?", "history": [QUESTION]}))
    assert follow["outcome"] == "required"

    facts = {"council": "wexcombe", "value_pounds": 1_000_000, "contract_type": "works", "months": 12}
    checked = given(await client.call_tool("check_contract", facts))
    assert checked["outcome"] == "required" and checked["facts"]["amount"]["pence"] == 100_000_000
    Draft202012Validator(answer_schema()).validate(checked)

    cited = checked["citations"][0]
    clause = given(await client.call_tool("get_clause", {"document": cited["document"], "clause": cited["clause"]}))
    assert clause["clause"] == "1.3" and cited["text"] in clause["text"] and clause["kind"] == "digest"

    found = given(
        await client.call_tool("search_clauses", {"query": "officers think about everything", "council": "wexcombe", "k": 2})
    )
    assert found["results"][0]["clause"] == "1.1" and len(found["results"]) == 2

    compared = given(await client.call_tool("compare_councils", {"value_pounds": 2_000_000, "contract_type": "works"}))
    assert compared["outcome"] is None and "Ashby District Council" in compared["text"]


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_every_tool_over_standard_input_and_output(command: list[str], environment: dict[str, str], mode: str) -> None:
    over_stdio(command, environment, everything, mode)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_every_tool_over_http_behind_a_guard(open_library: Library, mode: str) -> None:
    over_http(open_library, everything, mode)


def test_ask_gives_the_same_object_as_the_command_line(command: list[str], environment: dict[str, str]) -> None:
    words = [*command, "ask", QUESTION, "--as-of", "2027-01-04", "--json"]
    line_ = subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout

    async def same(client: Client) -> None:
        assert given(await client.call_tool("ask", {"question": QUESTION, "date": "2027-01-04"})) == json.loads(line_)

    over_stdio(command, environment, same)


REFUSED = [
    ("ask", {}, "'question' is a required property"),
    ("ask", {"question": QUESTION, "colour": "red"}, "'colour' was unexpected"),
    ("ask", {"question": 5}, "question: 5 is not of type 'string'"),
    ("check_contract", {"council": "nowhere"}, "council not loaded: 'nowhere'; loaded are ashby, wexcombe"),
    ("check_contract", {"council": "wexcombe", "value_pounds": -1}, "value_pounds: -1 is less than the minimum of 0"),
    ("check_contract", {"council": "wexcombe", "date": "tomorrow"}, "not a date: 'tomorrow'; write YYYY-MM-DD"),
    ("compare_councils", {"councils": ["nowhere"]}, "council not loaded: 'nowhere'"),
    ("get_clause", {"document": "nothing", "clause": "1"}, "no document 'nothing'; loaded are ashby-policy, wexcombe-policy"),
    (
        "get_clause",
        {"document": "wexcombe-policy", "clause": "1.33"},
        "no clause '1.33' in wexcombe-policy; the nearest labels are 1.3",
    ),
    ("search_clauses", {"query": ""}, "the question is empty"),
    ("search_clauses", {"query": "x", "k": 51}, "k: 51 is greater than the maximum of 50"),
    ("search_clauses", {"query": "x", "council": "nowhere"}, "council not loaded: 'nowhere'"),
    ("erase", {}, "no tool 'erase'; the tools are ask, check_contract"),
]


def test_what_cannot_be_done_is_said_in_one_line(open_library: Library) -> None:
    async def refusals(client: Client) -> None:
        for tool, arguments, words in REFUSED:
            assert words in line(await client.call_tool(tool, arguments)), (tool, arguments)

    over_http(open_library, refusals)


def test_a_question_that_is_refused_is_an_answer_of_status_error(open_library: Library) -> None:
    async def refused(client: Client) -> None:
        result = await client.call_tool("ask", {"question": "x" * 2_001})
        assert result.is_error and result.structured_content["status"] == "error"
        assert "2,001 characters" in result.structured_content["headline"]

    over_http(open_library, refused)


def test_words_of_an_attack_come_back_as_words(open_library: Library) -> None:
    async def attacked(client: Client) -> None:
        hostile = "Is social value required for a £400k works contract in Wexcombe? <script>alert(1)</script> \u202e\x00"
        answer = given(await client.call_tool("ask", {"question": hostile}))
        assert answer["question"] == hostile

    over_http(open_library, attacked)


def test_without_the_password_there_is_no_way_in(open_library: Library) -> None:
    async def nothing(client: Client) -> None:
        raise AssertionError("let in")

    with pytest.raises(BaseException) as stopped:
        over_http(open_library, nothing, password="Bearer guess")
    assert "let in" not in str(stopped.value)


def posted(address: str, **options: Any) -> httpx2.Response:
    return httpx2.request(
        "POST",
        address,
        headers={"Authorization": PASSWORD, "Accept": "application/json", **options.pop("headers", {})},
        **options,
    )


def test_bad_requests_get_a_plain_refusal(open_library: Library) -> None:
    json_type = {"Content-Type": "application/json"}
    with served(HttpDoor(open_library)) as address:
        assert httpx2.get(address, headers={"Authorization": PASSWORD}).status_code == 405
        assert httpx2.get(address).status_code == 401
        assert posted(address, content=b"x" * 300_000, headers=json_type).status_code == 413
        for response in (
            posted(address, content=b"{", headers=json_type),
            posted(address, content=b"{}", headers={"Content-Type": "text/plain"}),
        ):
            assert 400 <= response.status_code < 500
            assert "Traceback" not in response.text


def test_a_failure_of_ours_says_nothing_of_itself() -> None:
    class Broken:
        def assistant(self) -> Any:
            raise RuntimeError("the secret of the house")

    async def broken(client: Client) -> None:
        assert (
            line(await client.call_tool("ask", {"question": QUESTION}))
            == "something went wrong in Clausewise; its log says what"
        )

    over_http(Broken(), broken)  # type: ignore[arg-type]


def test_many_at_once_get_each_their_own_answer(open_library: Library) -> None:
    async def many(client: Client) -> None:
        answers: dict[str, dict[str, Any]] = {}

        async def one(number: int) -> None:
            words = f"Is social value required for a £{number}00k works contract in Wexcombe?"
            answers[str(number)] = given(await client.call_tool("ask", {"question": words, "id": str(number)}))

        async with anyio.create_task_group() as group:
            for number in range(1, 21):
                group.start_soon(one, number)
        assert {id_: (a["id"], a["outcome"]) for id_, a in answers.items()} == {
            str(n): (str(n), "required" if n >= 10 else "not_required") for n in range(1, 21)
        }

    over_http(open_library, many)


def test_the_process_ends_when_its_client_leaves(command: list[str], environment: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        [*command, "mcp"], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, "")
