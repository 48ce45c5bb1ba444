"""The load benchmark: it asks a real server through both doors, and its exit status says whether everybody was answered in time."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.load import P95_LIMIT_S, Asked, mixed, passes, report
from evals.bank import read_bank
from tests.assistant.surfaces.processes import environment

ROOT = Path(__file__).resolve().parents[3]


def test_a_short_run_is_answered_through_both_doors(built: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.load", "--users", "4", "--seconds", "9", "--index", str(built)]
    ran = subprocess.run(command, cwd=ROOT, env=environment(built), capture_output=True, text=True, timeout=120, check=False)
    rows = {
        words[0]: words for words in map(str.split, ran.stdout.splitlines()) if words and words[0] in ("Api", "Chat", "all")
    }
    assert set(rows) == {"Api", "Chat", "all"}, ran.stdout + ran.stderr
    assert int(rows["Api"][1]) >= 2 and int(rows["Chat"][1]) >= 2
    assert rows["all"][2] == "0", ran.stdout
    assert re.search(r"server: \d+ ms of processor time a request", ran.stdout)
    assert (ran.returncode == 0) is (": kept" in ran.stdout)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ([Asked("Api", P95_LIMIT_S / 2)] * 20, True),
        ([Asked("Api", 0.1)] * 19 + [Asked("Api", 9.0)], True),
        ([Asked("Api", 0.1)] * 18 + [Asked("Api", P95_LIMIT_S)] * 2, False),
        ([Asked("Api", 0.1)] * 99 + [Asked("Chat", 0.1, "500")], False),
        ([], False),
    ],
)
def test_the_limit_is_on_the_95th_percentile_and_on_every_error(asked: list[Asked], kept: bool) -> None:
    assert passes(asked) is kept
    assert any(line.endswith(": kept") for line in report(asked, None, 1)) is kept


def test_the_questions_are_the_banks_in_mixed_order_and_none_that_is_set_apart() -> None:
    bank = {question.id for question in read_bank() if question.split == "dev"}
    asked = [one["id"] for one in islice(mixed(), 2 * len(bank))]
    assert len(set(asked)) == 2 * len(bank)
    assert {re.sub(r"-\d+$", "", id_) for id_ in asked} == bank
    assert asked[: len(bank)] != sorted(asked[: len(bank)])


def test_no_more_than_an_hour_is_taken() -> None:
    command = [sys.executable, "-m", "benchmarks.load", "--seconds", "3601"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 2 and "1 to 3600" in ran.stderr
