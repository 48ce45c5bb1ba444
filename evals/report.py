"""A run as plain data, as Markdown, and (by page.py) as one HTML page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals import aggregate
from evals.aggregate import Measured
from evals.baseline import TOLERANCE, Fall
from evals.fingerprint import machine
from evals.metrics import METRICS
from evals.misses import open_rows
from evals.run import Record

Report = dict[str, Any]
HEAD = ("Figure", "Value", "95 %", "Baseline", "Measured", "Not measured", "Bar", "Met")
SLICED = ("outcome_accuracy", "status_accuracy", "clause_recall", "hit_at_1", "figure_exactness", "unsupported_figures")
OTHER_FORMULAS = {
    "failures": "Count of questions whose answer is a crash: measured here and in no other figure.",
    "p50_ms": "Median wall time of a question in milliseconds, nearest rank, warm.",
    "p95_ms": "95th percentile of wall time of a question in milliseconds, nearest rank, warm.",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """What a figure has to reach: at least for a share, at most for a count or a time."""

    name: str
    bound: float
    at_most: bool = False

    def met(self, value: float | None) -> bool | None:
        """Whether it is reached; None where nothing was measured."""
        if value is None:
            return None
        return value <= self.bound if self.at_most else value >= self.bound

    def __str__(self) -> str:
        shown = f"{self.bound:g}" if self.at_most else f"{self.bound:.0%}"
        return f"{'at most' if self.at_most else 'at least'} {shown}"


BARS: dict[str, Bar] = {
    bar.name: bar
    for bar in (
        Bar("outcome_accuracy", 1.0), Bar("paraphrase_agreement", 1.0), Bar("unsupported_figures", 0, at_most=True),
        Bar("clause_recall", 0.95), Bar("hit_at_1", 0.90), Bar("status_accuracy", 0.95), Bar("silence_recall", 0.90),
        Bar("p95_ms", 150, at_most=True), Bar("failures", 0, at_most=True),
    )
}  # fmt: skip


def build(
    records: Sequence[Record],
    selection: str,
    fingerprint: Mapping[str, Any],
    fallen: Sequence[Fall] | None,
    before: Mapping[str, float | None] | None = None,
) -> Report:
    """The whole report as plain data. `before` are the baseline's figures, and `fallen` is None where there is none to compare with."""
    figures = aggregate.measure_all(records)
    return {
        "selection": selection,
        "questions": len(records),
        "fingerprint": dict(fingerprint),
        "machine": machine(),
        "figures": {
            name: {**figure.as_dict(), **_barred(figure), "before": (before or {}).get(name)} for name, figure in figures.items()
        },
        "formulas": formulas(),
        "slices": {by: {name: _values(part) for name, part in parts.items()} for by, parts in aggregate.slices(records).items()},
        "status_table": aggregate.status_table(records),
        "outcome_table": aggregate.outcome_table(records),
        "baseline": None if fallen is None else {"tolerance": TOLERANCE, "falls": [str(fall) for fall in fallen]},
        "disagreeing_groups": sorted(
            name for name, members in aggregate.groups_of(records).items()
            if members[0].question.split == "dev" and not aggregate.agrees(members)
        ),
        "rows": open_rows(records),
    }  # fmt: skip


def formulas() -> dict[str, str]:
    """How every figure is reckoned, in the scorers' own words."""
    agreement = " ".join((aggregate.paraphrase_agreement.__doc__ or "").split("\n\n")[0].split())
    return {metric.name: metric.formula for metric in METRICS} | {"paraphrase_agreement": agreement} | OTHER_FORMULAS


def markdown(report: Report) -> str:
    """The report to read in a terminal or a pull request."""
    parts = [
        f"# Evaluation: {report['selection']}",
        f"**{verdict(report)}**",
        f"{report['questions']} questions. Intervals: 95 %, bootstrap over questions, wordings of a group drawn together.",
        f"Times are those of {report['machine']['processors']} processors under a load of {report['machine']['load_1_minute']}.",
        _table(HEAD, _figure_rows(report)),
        _baseline_text(report["baseline"]),
        "## Status: expected (rows) and given (columns)",
        _square(report["status_table"]),
        "## Outcome: expected (rows) and given (columns)",
        _square(report["outcome_table"]),
        *_slice_parts(report["slices"]),
        "## What was wrong, on the part that may be tuned on",
        "\n".join(_miss_lines(report["rows"])) or "Nothing.",
        "## How each figure is reckoned",
        "\n".join(f"- `{name}`: {text}" for name, text in report["formulas"].items()),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def summary(report: Report) -> str:
    """The figures as a few lines for a terminal."""
    lines = [f"{report['selection']}: {report['questions']} questions"]
    for row in _figure_rows(report):
        name, value, band, _, measured, _, bar, met = row
        lines.append(f"{name:22} {value:>12}  {band:19} of {measured:>4}  {f'{bar}: {met}' if bar else ''}".rstrip())
    compared = report["baseline"]
    lines += [f"fallen: {fall}" for fall in compared["falls"]] if compared else ["no baseline for this selection"]
    return "\n".join(lines)


def shown(name: str, value: float | None) -> str:
    """A figure as it is read: a share in per cent, rounded down so that none reads as its bar and misses it, a count whole, a time in ms.

    >>> shown("hit_at_1", 0.9497), shown("hit_at_1", 0.57)
    ('94.9 %', '57.0 %')
    >>> shown("hit_at_1", 0.9), shown("failures", 0.0), shown("p95_ms", 12.34), shown("hit_at_1", None)
    ('90.0 %', '0', '12.3 ms', 'not measured')
    """
    if value is None:
        return "not measured"
    if name.endswith("_ms"):
        return f"{value:.1f} ms"
    return f"{value:.0f}" if name in ("unsupported_figures", "failures") else f"{math.floor(value * 1000 + 1e-6) / 10:.1f} %"


def before(name: str, figure: Mapping[str, Any]) -> str:
    """The baseline's figure as it is read; nothing where there is none."""
    return "" if figure["before"] is None else shown(name, figure["before"])


def verdict(report: Report) -> str:
    """The run in a sentence: bars that are not met, figures that fell.

    >>> figures = {"hit_at_1": {"met": False}, "failures": {"met": True}, "p50_ms": {"met": None}}
    >>> verdict({"figures": figures, "baseline": None})
    '1 of 2 bars met; not met: hit_at_1. No baseline to compare with.'
    """
    judged = {name: figure["met"] for name, figure in report["figures"].items() if figure["met"] is not None}
    unmet = [name for name, met in judged.items() if not met]
    bars = f"{len(judged) - len(unmet)} of {len(judged)} bars met" + (f"; not met: {', '.join(unmet)}" if unmet else "")
    return f"{bars}. {_compared(report['baseline'])}"


def _compared(compared: Mapping[str, Any] | None) -> str:
    if compared is None:
        return "No baseline to compare with."
    fell = len(compared["falls"])
    return (
        f"{fell} figure{'s' if fell > 1 else ''} fell against the baseline." if fell else "No figure fell against the baseline."
    )


def _barred(figure: Measured) -> dict[str, Any]:
    bar = BARS.get(figure.name)
    bound = bar.bound if bar else None
    return {"bar": str(bar) if bar else None, "bound": bound, "met": bar.met(figure.value) if bar else None}


def _values(figures: Mapping[str, Measured]) -> dict[str, Any]:
    return {name: figure.as_dict() for name, figure in figures.items()}


def _figure_rows(report: Report) -> Iterator[tuple[str, ...]]:
    for name, figure in report["figures"].items():
        band = "" if figure["low"] is None else f"{figure['low']:.1%} to {figure['high']:.1%}".replace("%", " %")
        met = {True: "yes", False: "NO", None: ""}[figure["met"]]
        yield (
            name, shown(name, figure["value"]), band, before(name, figure), str(figure["measured"]),
            str(figure["not_measured"]), figure["bar"] or "", met,
        )  # fmt: skip


def _baseline_text(compared: dict[str, Any] | None) -> str:
    if compared is None:
        return "No baseline is committed for this selection."
    if not compared["falls"]:
        return f"No figure fell against the baseline (a share may fall by {compared['tolerance']:g}, a count not at all)."
    return "**Fallen against the baseline:**\n\n" + "\n".join(f"- {fall}" for fall in compared["falls"])


def _square(table: Mapping[str, Mapping[str, int]]) -> str:
    columns = sorted({given for row in table.values() for given in row} | set(table))
    rows = ((expected, *(str(row.get(column, 0)) for column in columns)) for expected, row in table.items())
    return _table(("", *columns), rows)


def _slice_parts(slices: Mapping[str, Any]) -> Iterator[str]:
    for by, parts in slices.items():
        yield f"## By {by}"
        rows = ((name, *(_cell(column, figures[column]) for column in SLICED)) for name, figures in parts.items())
        yield _table((by, *SLICED), rows)


def _cell(name: str, figure: Mapping[str, Any]) -> str:
    return "–" if figure["value"] is None else f"{shown(name, figure['value'])} ({figure['measured']})"


def _miss_lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        if row["misses"]:
            yield f"- `{row['id']}` {row['question']}"
            yield from (f"  - {miss}" for miss in row["misses"])


def _table(head: Sequence[str], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
