"""The report's plots as SVG: shares with their intervals, counts as a grid, times as a histogram. No script, nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from evals.report import shown

LEFT, WIDTH, STEP = 190, 420, 26
BINS = 42
Figures = Mapping[str, Mapping[str, Any]]


def shares_plot(figures: Figures, label: str, of: str | None = None) -> str:
    """A dot for each share with its interval as a band, from 0 to 100 %; a line where its bar is, a ring where the baseline was.

    `of` is the figure that all rows show, where they are parts of one; else each row is a figure under its own name.
    """
    rows = [(name, figure) for name, figure in figures.items() if figure["low"] is not None]
    if not rows:
        return "<p>Not measured.</p>"
    height = STEP * len(rows) + 30
    marks = "".join(_share_row(place, name, of or name, figure) for place, (name, figure) in enumerate(rows))
    ticks = "".join(_tick(share, height) for share in (0, 0.25, 0.5, 0.75, 1))
    return _svg(LEFT + WIDTH + 130, height, label, ticks + marks)


def matrix_plot(table: Mapping[str, Mapping[str, int]], name: str) -> str:
    """Counts as a grid, darker for more, in another colour and dashed off the diagonal; every cell also holds its number."""
    columns = sorted({given for row in table.values() for given in row} | set(table))
    most = max((count for row in table.values() for count in row.values()), default=1)
    cells = []
    for x, column in enumerate(columns):
        cells.append(f'<text x="{LEFT + x * 110 + 54}" y="16" text-anchor="middle">{escape(column)}</text>')
    for y, (expected, row) in enumerate(table.items()):
        cells.append(f'<text x="{LEFT - 10}" y="{y * STEP + 42}" text-anchor="end">{escape(expected)}</text>')
        cells += [_cell(x, y, row.get(column, 0), most, column == expected) for x, column in enumerate(columns)]
    return _svg(LEFT + 110 * len(columns), STEP * len(table) + 30, f"{name}, expected by given, in counts.", "".join(cells))


def times_plot(milliseconds: Sequence[float], lines: Mapping[str, float | None]) -> str:
    """A histogram of times, up to the longest, with a line at each of `lines`."""
    if not milliseconds:
        return "<p>Not measured.</p>"
    longest = max(*milliseconds, *(at for at in lines.values() if at is not None), 1.0)
    counts = [0] * BINS
    for value in milliseconds:
        counts[min(int(value / longest * BINS), BINS - 1)] += 1
    bars = "".join(_bar(place, count, max(counts)) for place, count in enumerate(counts) if count)
    axis = f'<line class="axis" x1="0" y1="190" x2="{LEFT + WIDTH}" y2="190"/><text x="0" y="208">0 ms</text>'
    end = f'<text x="{LEFT + WIDTH}" y="208" text-anchor="end">{longest:,.0f} ms</text>'
    known = [(name, at) for name, at in lines.items() if at is not None]
    marks = "".join(_time_line(place, name, at, longest) for place, (name, at) in enumerate(known))
    return _svg(LEFT + WIDTH + 160, 215, "How many questions took how long.", bars + axis + end + marks)


def _share_row(place: int, name: str, of: str, figure: Mapping[str, Any]) -> str:
    y = place * STEP + 14
    low, high, at = (LEFT + WIDTH * figure[key] for key in ("low", "high", "value"))
    counted = f"{shown(of, figure['value'])} of {figure['measured']}"
    return (
        f'<text x="{LEFT - 10}" y="{y + 5}" text-anchor="end">{escape(name)}</text>'
        f'<line class="band" x1="{low:.1f}" y1="{y}" x2="{high:.1f}" y2="{y}"/>{"".join(_references(y, figure))}'
        f'<circle class="dot" cx="{at:.1f}" cy="{y}" r="5"/><text x="{LEFT + WIDTH + 18}" y="{y + 5}">{escape(counted)}</text>'
    )


def _references(y: int, figure: Mapping[str, Any]) -> Iterator[str]:
    if figure.get("bound") is not None:
        x = LEFT + WIDTH * figure["bound"]
        yield f'<line class="target" x1="{x:.1f}" y1="{y - 10}" x2="{x:.1f}" y2="{y + 10}"/>'
    if figure.get("before") is not None:
        yield f'<circle class="before" cx="{LEFT + WIDTH * figure["before"]:.1f}" cy="{y}" r="8"/>'


def _tick(share: float, height: int) -> str:
    x = LEFT + WIDTH * share
    line = f'<line class="axis" x1="{x}" y1="0" x2="{x}" y2="{height - 20}"/>'
    return f'{line}<text x="{x}" y="{height - 4}" text-anchor="middle">{share * 100:.0f} %</text>'


def _cell(x: int, y: int, count: int, most: int, right: bool) -> str:
    left, top = LEFT + x * 110, y * STEP + 25
    kind, shade = ("right", 0.1 + 0.5 * count / most) if right else ("wrong", 0.25 + 0.5 * count / most)
    box = f'x="{left}" y="{top}" width="106" height="{STEP - 3}"'
    drawn = f'<rect class="{kind}" {box} fill-opacity="{shade if count else 0:.2f}"/>'
    return f'{drawn}<text x="{left + 53}" y="{top + 17}" text-anchor="middle">{count}</text>'


def _bar(place: int, count: int, tall: int) -> str:
    wide, high = (LEFT + WIDTH) / BINS, max(2.0, 120 * count / tall)
    return f'<rect class="bar" x="{place * wide:.1f}" y="{190 - high:.1f}" width="{wide - 2:.1f}" height="{high:.1f}"/>'


def _time_line(place: int, name: str, at: float, longest: float) -> str:
    x, y = (LEFT + WIDTH) * at / longest, 14 + 18 * place
    words = f'<text x="{x + 5:.1f}" y="{y}">{escape(name)} {at:,.0f} ms</text>'
    return f'<line class="target" x1="{x:.1f}" y1="{y - 10}" x2="{x:.1f}" y2="190"/>{words}'


def _svg(width: int, height: int, label: str, inside: str) -> str:
    view = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<div class="scroll" tabindex="0"><svg role="img" aria-label="{escape(label)}" {view}>{inside}</svg></div>'
