"""A figure that falls is named; one that moves within the tolerance, or rises, is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals import baseline
from evals.aggregate import Measured


def measured(**values: float | None) -> dict[str, Measured]:
    return {name: Measured(name, value, None, None, 1, 0) for name, value in values.items()}


def names(before: dict[str, float | None], **now: float | None) -> list[str]:
    return [fall.name for fall in baseline.falls(before, measured(**now))]


def test_a_share_may_move_within_the_tolerance() -> None:
    assert names({"hit_at_1": 0.9}, hit_at_1=0.9 - baseline.TOLERANCE / 2) == []
    assert names({"hit_at_1": 0.9}, hit_at_1=0.9 - baseline.TOLERANCE * 2) == ["hit_at_1"]
    assert names({"hit_at_1": 0.9}, hit_at_1=0.99) == []


def test_a_count_may_not_rise_by_one() -> None:
    assert names({"unsupported_figures": 0, "failures": 2}, unsupported_figures=1, failures=2) == ["unsupported_figures"]
    assert names({"unsupported_figures": 3}, unsupported_figures=1) == []


def test_a_figure_no_longer_measured_has_fallen_and_times_are_not_compared() -> None:
    assert names({"hit_at_1": 0.9, "p95_ms": 1.0}, hit_at_1=None, p95_ms=900.0) == ["hit_at_1"]
    assert names({"hit_at_1": None}, hit_at_1=None) == []


def test_what_is_written_is_read_back_beside_other_selections(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    baseline.write(file, "digests/dev/full", measured(hit_at_1=0.9, p95_ms=12.0), {"python": "3"})
    baseline.write(file, "digests/all/full", measured(hit_at_1=0.8), {})
    assert baseline.read(file, "digests/dev/full") == {"hit_at_1": 0.9}
    assert baseline.read(file, "digests/all/full") == {"hit_at_1": 0.8}
    assert baseline.read(file, "originals/all/full") is None


def test_a_broken_baseline_is_named(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text("{")
    with pytest.raises(baseline.BaselineError, match="is not a baseline"):
        baseline.read(file, "digests/dev/full")
