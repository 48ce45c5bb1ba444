"""The exit status of `python -m evals`, on records made by hand: a figure that falls or a crash is 1, and the report says which."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from evals import __main__ as command
from evals import baseline
from evals.aggregate import measure_all
from evals.run import Record
from tests.evals.answers import answer, question, record

SELECTION = "digests/dev/full"


def outcomes(*right: bool) -> list[Record]:
    return [
        record(question(id=f"q-{n}", expect_outcome="required"), answer(outcome="required" if ok else "consider"))
        for n, ok in enumerate(right)
    ]


@pytest.fixture
def against(tmp_path: Path) -> Path:
    """A baseline in which three of four outcomes were right."""
    file = tmp_path / "baseline.json"
    baseline.write(file, SELECTION, measure_all(outcomes(True, True, True, False)), {})
    return file


def given(out: Path, *more: str) -> argparse.Namespace:
    return command.parser().parse_args(["--out", str(out), *more])


def test_a_run_as_good_as_the_baseline_is_0(tmp_path: Path, against: Path) -> None:
    assert command.finish(outcomes(True, True, True, False), SELECTION, given(tmp_path), against) == 0
    assert command.finish(outcomes(True, True, True, True), SELECTION, given(tmp_path), against) == 0


def test_a_figure_that_fell_is_1_and_stands_in_every_report(
    tmp_path: Path, against: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.finish(outcomes(True, True, False, False), SELECTION, given(tmp_path), against) == 1
    said = "outcome_accuracy: 0.75 in the baseline, 0.5 now"
    assert said in capsys.readouterr().out
    made = json.loads((tmp_path / "digests-dev-full.json").read_text(encoding="utf-8"))
    assert made["baseline"]["falls"] == [said]
    assert (made["figures"]["outcome_accuracy"]["before"], made["figures"]["outcome_accuracy"]["value"]) == (0.75, 0.5)
    assert said in (tmp_path / "digests-dev-full.md").read_text(encoding="utf-8")
    assert said in (tmp_path / "digests-dev-full.html").read_text(encoding="utf-8")


def test_a_crash_is_1_even_where_there_is_no_baseline(tmp_path: Path) -> None:
    crashed = [*outcomes(True), record(question(id="q-9"), None)]
    assert command.finish(crashed, SELECTION, given(tmp_path), tmp_path / "none.json") == 1


def test_a_run_that_writes_the_baseline_is_0_and_takes_its_place(tmp_path: Path, against: Path) -> None:
    worse = outcomes(True, True, False, False)
    assert command.finish(worse, SELECTION, given(tmp_path, "--write-baseline"), against) == 0
    assert baseline.read(against, SELECTION) is not None
    assert command.finish(worse, SELECTION, given(tmp_path), against) == 0


def test_a_baseline_that_cannot_be_read_is_an_error_of_its_own(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("[]", encoding="utf-8")
    with pytest.raises(baseline.BaselineError, match=r"broken\.json"):
        command.finish(outcomes(True), SELECTION, given(tmp_path), broken)
