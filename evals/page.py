"""The report as one HTML page that needs nothing else: styles and plots (SVG) are inside it, no script, no outside request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from evals.plots import matrix_plot, shares_plot, times_plot
from evals.report import HEAD, SLICED, Report, before, shown, verdict

STYLE = """
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--rule:#ccc;--good:#1b6e3c;--bad:#a3231f;--mark:#2b5d8a}
@media(prefers-color-scheme:dark){
:root{--ink:#e8e8e8;--paper:#161616;--rule:#444;--good:#63c48b;--bad:#ff8f86;--mark:#8bbbe6}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:76rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid var(--rule);padding:.25rem .6rem;text-align:left;white-space:nowrap}
td.n,th.n{text-align:right}.verdict{border-left:.4rem solid var(--good);padding:.5rem 1rem;font-size:1.15rem}
.verdict.no{border-color:var(--bad)}.key{font-size:.9em}
.scroll{overflow-x:auto}.no{color:var(--bad);font-weight:bold}.yes{color:var(--good)}code{font-size:.9em;overflow-wrap:anywhere}
svg text{fill:var(--ink);font:13px system-ui,sans-serif}svg .band{stroke:var(--mark);stroke-width:6;opacity:.35}
svg .dot,svg .bar,svg .right{fill:var(--mark)}svg .wrong{fill:var(--bad);stroke:var(--rule);stroke-dasharray:3}
svg .right{stroke:var(--mark)}svg .axis{stroke:var(--rule)}svg .target{stroke:var(--good);stroke-width:2}
svg .before{fill:none;stroke:var(--ink);stroke-width:1.5}details{margin:.5rem 0}
"""
NUMBERS = ("Value", "95 %", "Baseline", "Measured", "Not measured")
PLOTTED = ("status_accuracy", "clause_recall", "hit_at_1")
"""What is plotted for each part of a slice; the tables hold the rest."""


def page(report: Report) -> str:
    """The page. Everything that came from a question or an answer is escaped."""
    body = "\n".join(_sections(report))
    title = f"Evaluation: {escape(report['selection'])}"
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body><main>\n<h1>{title}</h1>\n{body}\n</main></body></html>\n"
    )


def _sections(report: Report) -> Iterator[str]:
    yield from _top(report)
    yield _figures_table(report["figures"])
    yield "<h2>Figures with their intervals</h2>" + shares_plot(
        report["figures"], "Shares with their 95 % intervals, as in the table."
    )
    yield '<p class="key">Dot: this run. Band: its interval. Line: the bar it has to reach. Ring: the baseline.</p>'
    for name, table in (("Status", report["status_table"]), ("Outcome", report["outcome_table"])):
        yield f"<h2>{name}: expected (rows) and given (columns)</h2>{matrix_plot(table, name)}"
    for by, parts in report["slices"].items():
        yield f"<h2>By {escape(by)}</h2>{_slice_table(by, parts)}{_slice_plots(by, parts)}"
    yield f"<h2>Time of a question</h2>{_times(report)}"
    yield f"<h2>What was wrong, on the part that may be tuned on</h2>{_misses(report['rows'])}"
    yield "<h2>How each figure is reckoned</h2>" + _pairs(report["formulas"])
    yield "<h2>What the run was made of</h2>" + _pairs(report["fingerprint"])


def _top(report: Report) -> Iterator[str]:
    """What a reader wants first: whether the run is good, and what fell."""
    compared = report["baseline"] or {"falls": []}
    good = not compared["falls"] and all(figure["met"] is not False for figure in report["figures"].values())
    yield f'<p class="verdict{"" if good else " no"}">{escape(verdict(report))}</p>'
    if compared["falls"]:
        yield '<h2 class="no">Fallen against the baseline</h2>' + _list(escape(fall) for fall in compared["falls"])
    if report["disagreeing_groups"]:
        groups = ", ".join(f"<code>{escape(name)}</code>" for name in report["disagreeing_groups"])
        yield f"<p>Wordings that do not agree, on the part that may be tuned on: {groups}.</p>"
    yield f"<p>{report['questions']} questions. Intervals are 95 %, by bootstrap; wordings of one question are drawn together.</p>"


def _figures_table(figures: Mapping[str, Any]) -> str:
    return _table(HEAD, [_figure_cells(name, figure) for name, figure in figures.items()])


def _figure_cells(name: str, figure: Mapping[str, Any]) -> list[str]:
    met = {True: '<span class="yes">yes</span>', False: '<span class="no">no</span>', None: ""}[figure["met"]]
    counts = [str(figure["measured"]), str(figure["not_measured"])]
    value, old = escape(shown(name, figure["value"])), escape(before(name, figure))
    return [escape(name), value, _band(figure), old, *counts, escape(figure["bar"] or ""), met]


def _band(figure: Mapping[str, Any]) -> str:
    return "" if figure["low"] is None else f"{figure['low'] * 100:.1f} to {figure['high'] * 100:.1f} %"


def _slice_table(by: str, parts: Mapping[str, Any]) -> str:
    rows = [[escape(name), *(_share_cell(column, figures[column]) for column in SLICED)] for name, figures in parts.items()]
    return _table((by, *SLICED), rows)


def _share_cell(name: str, figure: Mapping[str, Any]) -> str:
    return "–" if figure["value"] is None else f"{escape(shown(name, figure['value']))} ({figure['measured']})"


def _slice_plots(by: str, parts: Mapping[str, Any]) -> str:
    plots = (
        f"<h3>{name}</h3>"
        + shares_plot({part: f[name] for part, f in parts.items()}, f"{name} by {by}, with 95 % intervals.", name)
        for name in PLOTTED
    )
    return f"<details><summary>With intervals, by {escape(by)}</summary>{''.join(plots)}</details>"


def _times(report: Report) -> str:
    figures, made_on = report["figures"], report["machine"]
    p50, p95 = figures["p50_ms"], figures["p95_ms"]
    lines = {"p50": p50["value"], "p95": p95["value"], "the bar for p95": p95["bound"]}
    said = f"<p>Of {made_on['processors']} processors under a load of {made_on['load_1_minute']}; the part that may be tuned on.</p>"
    return said + times_plot([row["milliseconds"] for row in report["rows"]], lines)


def _misses(rows: Sequence[Mapping[str, Any]]) -> str:
    wrong = [row for row in rows if row["misses"]]
    shown_rows = "".join(_miss(row) for row in wrong)
    return f"<p>{len(wrong)} of {len(rows)} questions.</p>{shown_rows}"


def _miss(row: Mapping[str, Any]) -> str:
    earlier = _list(f"before: {escape(question)}" for question in row["history"]) if row["history"] else ""
    inside = f"{earlier}<p>{escape(str(row['headline']))}</p>" + _list(escape(miss) for miss in row["misses"])
    return f"<details><summary><code>{escape(row['id'])}</code> {escape(row['question'])}</summary>{inside}</details>"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    kinds = [' class="n"' if name in NUMBERS else "" for name in head]
    top = "".join(f'<th scope="col"{kind}>{escape(cell)}</th>' for cell, kind in zip(head, kinds, strict=True))
    body = "".join("<tr>" + "".join(f"<td{k}>{c}</td>" for c, k in zip(row, kinds, strict=True)) + "</tr>" for row in rows)
    return f'<div class="scroll" tabindex="0"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def _pairs(of: Mapping[str, Any]) -> str:
    """Names with what they hold, a mapping within as a list of its own."""
    return _list(f"<code>{escape(name)}</code>: {_held(value)}" for name, value in of.items())


def _held(value: Any) -> str:
    if isinstance(value, Mapping):
        return _pairs(value)
    return "none" if value is None else escape(str(value))


def _list(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
