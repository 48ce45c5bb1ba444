"""What README.md and docs/ show of a program is what it prints: figures, sample answer, help, the side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evals import __main__ as command
from evals import docs
from evals.asking import asking

ROOT = Path(__file__).resolve().parents[2]
INDEX = ROOT / "build" / "tests" / "evals" / command.LIBRARIES[0]


@pytest.fixture(scope="module")
def index() -> Path:
    """A library of the digests, brought up to date: the one that other tests of the evaluation keep."""
    INDEX.parent.mkdir(parents=True, exist_ok=True)
    with asking(INDEX, None):
        return INDEX


@pytest.mark.parametrize("part", docs.PARTS, ids=lambda part: part.name)
def test_a_page_shows_what_is_printed(part: docs.Part, index: Path) -> None:
    page = (ROOT / part.page).read_text(encoding="utf-8")
    assert docs.put(page, part, index) == page, "run: make docs"


def share(value: float | None, low: float | None = None, high: float | None = None, measured: int = 200) -> dict[str, Any]:
    return {"value": value, "low": low, "high": high, "measured": measured}


def baseline_of(**figures: dict[str, Any]) -> dict[str, Any]:
    times = {"p50_ms": 20.0, "p95_ms": 119.6, "processors": 2, "load_1_minute": 0.4}
    return {selection: {"shown": {"set_apart": figures, "times": times}} for selection in docs.SELECTIONS.values()}


def test_the_table_of_figures_has_bar_value_and_interval_for_both_libraries() -> None:
    table = docs.measured(baseline_of(hit_at_1=share(0.912, 0.87, 0.95), unsupported_figures=share(0.0)))
    lines = table.splitlines()
    assert lines[0] == "| on the part set apart | has to be | on the digests | on the originals |"
    cell = "91.2 % (87.0 to 95.0) of 200"
    assert f"| hit at 1 | at least 90% | {cell} | {cell} |" in lines
    assert "| unsupported figures | at most 0 | 0 | 0 |" in lines
    assert lines[-1].count("120 ms (2 processors, load 0.4)") == 2


def test_a_baseline_without_the_part_set_apart_is_named() -> None:
    with pytest.raises(docs.DocsError, match="digests/all/full; run: make baseline"):
        docs.measured({"digests/all/full": {"figures": {}}})


def part(text: str) -> docs.Part:
    return docs.Part("PAGE.md", "figure", lambda index: text)


def test_a_part_is_put_between_its_markers_and_the_rest_is_left() -> None:
    page = "Before.\n\n<!-- printed: figure -->\nold\n<!-- end: figure -->\n\nAfter.\n"
    made = docs.put(page, part("new"), Path())
    assert made == "Before.\n\n<!-- printed: figure -->\n\nnew\n\n<!-- end: figure -->\n\nAfter.\n"
    assert docs.put(made, part("new"), Path()) == made


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("No markers.", id="none"),
        pytest.param("<!-- printed: figure -->\nNo end.", id="no end"),
        pytest.param("<!-- end: figure -->\n<!-- printed: figure -->\n", id="the wrong way round"),
        pytest.param("<!-- printed: figure -->\n<!-- end: figure -->\n" * 2, id="twice"),
    ],
)
def test_markers_that_are_not_right_are_named(page: str) -> None:
    with pytest.raises(docs.DocsError, match=r"PAGE\.md: the markers of figure"):
        docs.put(page, part("new"), Path())
