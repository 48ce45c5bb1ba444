"""Matters put to several councils, to authorities at large, and to documents that say nothing of them (test_words_across.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.asked.comparison import QUOTES, compares
from assistant.model import Facts
from assistant.service import Assistant
from tests.assistant.main_job import TODAY, unsound

GROUPS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


def cases() -> Iterator[dict[str, Any]]:
    for group in GROUPS:
        yield from (group | case for case in group["asks"])


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["ask"])
def test_a_question_is_given_what_it_asks_for(restated: Assistant, case: dict[str, Any]) -> None:
    answer = restated.ask(case["ask"], today=TODAY, history=case.get("after", ()))
    cited = [citation.clause for citation in answer.citations]
    assert answer.status == ("abstained" if case.get("silent") else "answered")
    assert ("| Council | Verdict |" in answer.text or answer.outcome is not None) is case.get("verdict", False)
    assert cited[:1] == [case.get("first", cited[0])]
    wanted = [{label} if isinstance(label, str) else set(label) for label in case.get("cites", [])]
    assert all(not one.isdisjoint(cited) for one in wanted)
    assert unsound(answer) == []


@pytest.mark.parametrize(
    ("question", "across"),
    [
        ("What are the five themes of the TOMs?", False),
        ("What are the five priorities?", False),
        ("are the five alike?", True),
        ("what do the five ask for", True),
        ("do the five always ask", True),
        ("How do the five policies differ", True),
        ("of the ones you hold, who asks for it", True),
        ("which of your councils brings it up", True),
    ],
)
def test_five_things_of_another_name_are_no_councils(question: str, across: bool) -> None:
    assert compares(question, Facts()) is across


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("quote how each puts it", True),
        ("give me the exact words", True),
        ("the quote is £90k", False),
        ("they quoted £90k", False),
        ("what if the quote was from each of them", False),
    ],
)
def test_words_are_quoted_where_they_are_asked_for_and_prices_are_none(question: str, asks: bool) -> None:
    assert (QUOTES.search(question) is not None) is asks
