"""Compares a run with the committed baseline: a figure that falls is named, and the run fails."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.aggregate import Measured

FILE = Path(__file__).resolve().parent / "baseline.json"
TOLERANCE = 0.005
"""A share may fall by half a percentage point before it counts: one question in two hundred. A count may not rise at all."""
COUNTED = ("unsupported_figures", "failures")
NOT_COMPARED = ("p50_ms", "p95_ms")
"""Times are those of the machine: reported, and held to their bar, never compared with another machine's."""


class BaselineError(Exception):
    """The baseline cannot be read: one line that says why."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure that is worse than the baseline's."""

    name: str
    before: float
    now: float | None

    def __str__(self) -> str:
        now = "not measured" if self.now is None else f"{self.now:.4g}"
        return f"{self.name}: {self.before:.4g} in the baseline, {now} now"


def falls(before: Mapping[str, float | None], now: Mapping[str, Measured]) -> tuple[Fall, ...]:
    """The figures that fell: shares by more than the tolerance, counts that rose, figures no longer measured."""
    found = []
    for name, old in before.items():
        if old is None or name in NOT_COMPARED:
            continue
        new = now[name].value if name in now else None
        if _fell(name, old, new):
            found.append(Fall(name, old, new))
    return tuple(found)


def _fell(name: str, old: float, new: float | None) -> bool:
    if new is None:
        return True
    return new > old if name in COUNTED else new < old - TOLERANCE


def read(path: Path, selection: str) -> dict[str, float | None] | None:
    """The baseline of a selection ("digests/dev/full"), None where none was written; raises BaselineError on a broken file."""
    if not path.is_file():
        return None
    try:
        whole: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        found: dict[str, float | None] | None = whole.get(selection, {}).get("figures")
    except (ValueError, AttributeError) as error:
        raise BaselineError(f"{path.name} is not a baseline: {error}; write it anew with --write-baseline") from None
    return found


def write(
    path: Path,
    selection: str,
    figures: Mapping[str, Measured],
    fingerprint: Mapping[str, Any],
    shown: Mapping[str, Any] | None = None,
) -> None:
    """Puts a selection's figures into the baseline beside those of the others. `shown` is what README.md shows of the run beside them."""
    whole = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    kept = {name: _short(figure.value) for name, figure in figures.items() if name not in NOT_COMPARED}
    whole[selection] = {"figures": kept, "fingerprint": dict(fingerprint), **({"shown": dict(shown)} if shown else {})}
    path.write_text(json.dumps(whole, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def shown(figures: Mapping[str, Measured], set_apart: Mapping[str, Measured], machine: Mapping[str, Any]) -> dict[str, Any]:
    """The part set apart with its intervals, and the times of all questions with the machine that they were taken on."""
    return {
        "set_apart": {
            name: {"value": _short(f.value), "low": _short(f.low), "high": _short(f.high), "measured": f.measured}
            for name, f in set_apart.items()
            if name not in NOT_COMPARED
        },
        "times": {name: round(figures[name].value or 0.0, 1) for name in NOT_COMPARED} | dict(machine),
    }


def _short(value: float | None) -> float | None:
    """Four decimals: far below the tolerance, and easy to read in a review."""
    return None if value is None else round(value, 4)
