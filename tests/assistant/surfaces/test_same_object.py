"""One object on every surface: what the command line gives, a batch, the HTTP door and both MCP doors give too, to the letter."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client

from tests.assistant.main_job import contract_errors
from tests.assistant.surfaces.conftest import CARD_QUESTION
from tests.assistant.surfaces.mcp import clients
from tests.assistant.surfaces.processes import COMMAND, clausewise, environment

DAY = "2026-11-21"
ASKED: list[dict[str, Any]] = [
    {"id": "verdict", "question": CARD_QUESTION, "council": "southend", "date": DAY},
    {"id": "depends", "question": CARD_QUESTION, "date": DAY},
    {"id": "asks", "question": "In Southend, is social value required for a £1.4m works contract?", "date": DAY},
    {"id": "found", "question": "What does Norwich hope for on biodiversity?", "date": DAY},
    {"id": "silent", "question": "What is the airspeed of a swallow?", "date": DAY},
    {"id": "law", "question": "What is the threshold for services?", "date": "2025-06-01"},
    {"id": "compared", "question": "Which council asks for the highest weighting?", "date": DAY},
    {"id": "follows", "question": "and what about Norwich?", "history": [CARD_QUESTION], "date": DAY},
    {"id": "<b>&\u202e\x00", "question": "Is social value required for <b>£400k</b> of works? \u202e\x00 ${7*7}", "date": DAY},
]
REFUSED: list[dict[str, Any]] = [
    {"id": "long", "question": "x" * 2_001, "date": DAY},
    {"id": "empty", "question": "  ", "date": DAY},
    {"id": "nowhere", "question": CARD_QUESTION, "council": "atlantis", "date": DAY},
]
Answers = list[dict[str, Any]]


@pytest.fixture(scope="module")
def by_batch(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """What `clausewise ask --batch` gives: the form that the others are held against."""
    file = tmp_path_factory.mktemp("batch") / "questions.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in [*ASKED, *REFUSED]), encoding="utf-8")
    done = clausewise(built, "ask", "--batch", str(file), status=1)
    return [json.loads(line) for line in done.lines]


@pytest.fixture(scope="module")
def by_batch_of_good(by_batch: Answers) -> Answers:
    return by_batch[: len(ASKED)]


def test_every_answer_keeps_the_contract(by_batch: Answers) -> None:
    assert [error for answer in by_batch for error in contract_errors(answer)] == []
    assert [answer["id"] for answer in by_batch] == [one["id"] for one in [*ASKED, *REFUSED]]
    assert {answer["status"] for answer in by_batch} == {"answered", "needs_facts", "abstained", "error"}


def test_one_question_on_the_command_line(built: Path, by_batch_of_good: Answers) -> None:
    """Its form has no history and no id; and no argument of a process can hold a NUL."""
    for one, answer in zip(ASKED, by_batch_of_good, strict=True):
        if "history" in one or "\x00" in one["question"]:
            continue
        council = ["--council", one["council"]] if "council" in one else []
        done = clausewise(built, "ask", one["question"], "--as-of", one["date"], "--json", *council)
        assert json.loads(done.out) == {**answer, "id": "1"}


def test_a_question_to_the_http_door(served: str, by_batch_of_good: Answers) -> None:
    given = [httpx.post(f"{served}/api/ask", json=one, timeout=60) for one in ASKED]
    assert [response.json() for response in given] == by_batch_of_good


def test_a_batch_to_the_http_door(served: str, by_batch: Answers) -> None:
    given = httpx.post(f"{served}/api/batch", json=[*ASKED, *REFUSED], timeout=60)
    assert given.json()["answers"] == by_batch


def test_a_batch_of_lines_to_the_http_door(served: str, by_batch: Answers) -> None:
    lines = "".join(json.dumps(one) + "\n" for one in [*ASKED, *REFUSED])
    given = httpx.post(f"{served}/api/batch", content=lines, headers={"Content-Type": "application/x-ndjson"}, timeout=60)
    assert [json.loads(line) for line in given.text.splitlines()] == by_batch


def test_the_mcp_tool_over_standard_input_and_output(built: Path, by_batch: Answers) -> None:
    clients.over_stdio(COMMAND, environment(built), _asking(by_batch))


def test_the_mcp_tool_over_http(served: str, by_batch: Answers) -> None:
    clients.over_http(f"{served}/mcp", _asking(by_batch))


def _asking(wanted: Answers) -> Callable[[Client], Any]:
    async def work(client: Client) -> None:
        given = [clients.content(await client.call_tool("ask", one)) for one in [*ASKED, *REFUSED]]
        assert given == wanted

    return work


def test_what_the_http_door_refuses_says_the_same_line(served: str, by_batch: Answers) -> None:
    for one, answer in zip(REFUSED, by_batch[len(ASKED) :], strict=True):
        refused = httpx.post(f"{served}/api/ask", json=one)
        assert (refused.status_code, refused.json()["error"]) == (422, answer["headline"])
