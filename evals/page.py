"""The report as one HTML page that needs nothing else: styles and plots (SVG) are inside it, no script, no outside request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from evals.report import SLICED, Report, shown

STYLE = """
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--rule:#ccc;--good:#1b6e3c;--bad:#a3231f;--mark:#2b5d8a}
@media(prefers-color-scheme:dark){
:root{--ink:#e8e8e8;--paper:#161616;--rule:#444;--good:#63c48b;--bad:#ff8f86;--mark:#8bbbe6}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:70rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid var(--rule);padding:.25rem .6rem;text-align:left}
.scroll{overflow-x:auto}.no{color:var(--bad);font-weight:bold}.yes{color:var(--good)}code{font-size:.9em;overflow-wrap:anywhere}
svg text{fill:var(--ink);font:13px system-ui,sans-serif}svg .band{stroke:var(--mark);stroke-width:6;opacity:.35}
svg .dot,svg .bar{fill:var(--mark)}svg .axis{stroke:var(--rule)}details{margin:.5rem 0}
"""
LEFT, WIDTH, STEP = 190, 420, 26
BINS = 24


def page(report: Report) -> str:
    """The page. Everything that came from a question or an answer is escaped."""
    body = "\n".join(_sections(report))
    title = f"Evaluation: {escape(report['selection'])}"
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body><main>\n<h1>{title}</h1>\n{body}\n</main></body></html>\n"
    )


def _sections(report: Report) -> Iterator[str]:
    yield f"<p>{report['questions']} questions. Intervals are 95 %, by bootstrap; wordings of one question are drawn together.</p>"
    made_on = report["machine"]
    yield f"<p>Times are those of {made_on['processors']} processors under a load of {made_on['load_1_minute']}.</p>"
    yield _figures_table(report["figures"])
    yield f"<h2>Figures with their intervals</h2>{shares_plot(report['figures'])}"
    yield _baseline(report["baseline"])
    for name, table in (("Status", report["status_table"]), ("Outcome", report["outcome_table"])):
        yield f"<h2>{name}: expected (rows) and given (columns)</h2>{matrix_plot(table, name)}"
    for by, parts in report["slices"].items():
        yield f"<h2>By {escape(by)}</h2>{_slice_table(by, parts)}"
    yield f"<h2>Time of a question</h2>{times_plot([row['milliseconds'] for row in report['rows']])}"
    yield f"<h2>What was wrong, on the part that may be tuned on</h2>{_misses(report['rows'])}"
    yield "<h2>How each figure is reckoned</h2>" + _list(
        f"<code>{escape(n)}</code>: {escape(t)}" for n, t in report["formulas"].items()
    )
    yield "<h2>What the run was made of</h2>" + _list(
        f"{escape(k)}: <code>{escape(str(v))}</code>" for k, v in report["fingerprint"].items()
    )


def shares_plot(figures: Mapping[str, Any]) -> str:
    """A dot for each share with its interval as a band, from 0 to 100 %."""
    rows = [(name, figure) for name, figure in figures.items() if figure["low"] is not None]
    height = STEP * len(rows) + 30
    marks = "".join(_share_row(index, name, figure) for index, (name, figure) in enumerate(rows))
    ticks = "".join(_tick(share, height) for share in (0, 0.25, 0.5, 0.75, 1))
    return _svg(
        LEFT + WIDTH + 80, height, "Shares with their 95 % intervals; the table above holds the same figures.", ticks + marks
    )


def matrix_plot(table: Mapping[str, Mapping[str, int]], name: str) -> str:
    """Counts as a grid, darker for more; every cell also holds its number."""
    columns = sorted({given for row in table.values() for given in row} | set(table))
    most = max((count for row in table.values() for count in row.values()), default=1)
    cells = []
    for x, column in enumerate(columns):
        cells.append(f'<text x="{LEFT + x * 100 + 50}" y="16" text-anchor="middle">{escape(column)}</text>')
    for y, (expected, row) in enumerate(table.items()):
        cells.append(f'<text x="{LEFT - 10}" y="{y * STEP + 42}" text-anchor="end">{escape(expected)}</text>')
        cells += [_cell(x, y, row.get(column, 0), most) for x, column in enumerate(columns)]
    return _svg(LEFT + 100 * len(columns), STEP * len(table) + 30, f"{name}, expected by given, in counts.", "".join(cells))


def times_plot(milliseconds: Sequence[float]) -> str:
    """A histogram of times, up to the longest."""
    if not milliseconds:
        return "<p>Not measured.</p>"
    longest = max(milliseconds) or 1.0
    counts = [0] * BINS
    for value in milliseconds:
        counts[min(int(value / longest * BINS), BINS - 1)] += 1
    tall = max(counts)
    bars = "".join(_bar(index, count, tall) for index, count in enumerate(counts))
    axis = f'<line class="axis" x1="0" y1="130" x2="{WIDTH}" y2="130"/><text x="0" y="148">0 ms</text>'
    end = f'<text x="{WIDTH}" y="148" text-anchor="end">{longest:.0f} ms</text>'
    return _svg(WIDTH + 10, 155, "How many questions took how long.", bars + axis + end)


def _share_row(index: int, name: str, figure: Mapping[str, Any]) -> str:
    y = index * STEP + 14
    low, high, at = (LEFT + WIDTH * figure[key] for key in ("low", "high", "value"))
    return (
        f'<text x="{LEFT - 10}" y="{y + 5}" text-anchor="end">{escape(name)}</text>'
        f'<line class="band" x1="{low:.1f}" y1="{y}" x2="{high:.1f}" y2="{y}"/><circle class="dot" cx="{at:.1f}" cy="{y}" r="5"/>'
        f'<text x="{LEFT + WIDTH + 12}" y="{y + 5}">{escape(shown(name, figure["value"]))}</text>'
    )


def _tick(share: float, height: int) -> str:
    x = LEFT + WIDTH * share
    return f'<line class="axis" x1="{x}" y1="0" x2="{x}" y2="{height - 20}"/><text x="{x}" y="{height - 4}" text-anchor="middle">{share:.0%}</text>'


def _cell(x: int, y: int, count: int, most: int) -> str:
    left, top = LEFT + x * 100, y * STEP + 25
    shade = f'<rect class="bar" x="{left}" y="{top}" width="98" height="{STEP - 2}" opacity="{0.55 * count / most:.2f}"/>'
    return f'{shade}<text x="{left + 49}" y="{top + 17}" text-anchor="middle">{count}</text>'


def _bar(index: int, count: int, tall: int) -> str:
    wide, high = WIDTH / BINS, 120 * count / tall
    return f'<rect class="bar" x="{index * wide:.1f}" y="{130 - high:.1f}" width="{wide - 2:.1f}" height="{high:.1f}"/>'


def _svg(width: int, height: int, label: str, inside: str) -> str:
    view = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<div class="scroll"><svg role="img" aria-label="{escape(label)}" {view}>{inside}</svg></div>'


def _figures_table(figures: Mapping[str, Any]) -> str:
    head = ("Figure", "Value", "95 %", "Measured", "Not measured", "Bar", "Met")
    return _table(head, [_figure_cells(name, figure) for name, figure in figures.items()])


def _figure_cells(name: str, figure: Mapping[str, Any]) -> list[str]:
    band = "" if figure["low"] is None else f"{figure['low']:.1%} to {figure['high']:.1%}"
    met = {True: '<span class="yes">yes</span>', False: '<span class="no">no</span>', None: ""}[figure["met"]]
    counts = [str(figure["measured"]), str(figure["not_measured"])]
    return [escape(name), escape(shown(name, figure["value"])), band, *counts, escape(figure["bar"] or ""), met]


def _baseline(compared: Mapping[str, Any] | None) -> str:
    if compared is None:
        return "<p>No baseline is committed for this selection.</p>"
    if not compared["falls"]:
        return "<p>No figure fell against the baseline.</p>"
    return '<h2 class="no">Fallen against the baseline</h2>' + _list(escape(fall) for fall in compared["falls"])


def _slice_table(by: str, parts: Mapping[str, Any]) -> str:
    rows = [[escape(name), *(_share_cell(column, figures[column]) for column in SLICED)] for name, figures in parts.items()]
    return _table((by, *SLICED), rows)


def _share_cell(name: str, figure: Mapping[str, Any]) -> str:
    return "–" if figure["value"] is None else f"{escape(shown(name, figure['value']))} ({figure['measured']})"


def _misses(rows: Sequence[Mapping[str, Any]]) -> str:
    wrong = [row for row in rows if row["misses"]]
    shown_rows = "".join(_miss(row) for row in wrong)
    return f"<p>{len(wrong)} of {len(rows)} questions.</p>{shown_rows}"


def _miss(row: Mapping[str, Any]) -> str:
    before = _list(f"before: {escape(question)}" for question in row["history"]) if row["history"] else ""
    inside = f"{before}<p>{escape(str(row['headline']))}</p>" + _list(escape(miss) for miss in row["misses"])
    return f"<details><summary><code>{escape(row['id'])}</code> {escape(row['question'])}</summary>{inside}</details>"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="scroll"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def _list(items: Iterator[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
