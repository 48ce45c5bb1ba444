"""A side by side as plain data, and as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from evals.peers.model import Stack
from evals.peers.scoring import READ_CHARACTERS, SHARE, Scored, Summary, lead, overlap, summary, values
from evals.retrieval.ranks import Figure

Comparison = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """One library, and what it came to on every question, in the order of the questions."""

    stack: Stack
    scored: tuple[Scored, ...]


def build(selection: str, runs: Sequence[Run], made_of: Mapping[str, Any]) -> Comparison:
    """The whole as plain data: the first run is ours, and each of the others is taken from it."""
    ours = runs[0]
    return {
        "selection": selection,
        "questions": len(ours.scored),
        "share": SHARE,
        "formulas": {"hit": _said(overlap), "figures": _said(values)},
        "rows": [{"name": r.stack.name, "settings": r.stack.settings, **asdict(summary(r.scored))} for r in runs],
        "lead": [
            {"over": r.stack.name, "settings": r.stack.settings, "figures": [asdict(f) for f in lead(ours.scored, r.scored)]}
            for r in runs[1:]
        ],
        "fingerprint": dict(made_of),
    }


def markdown(selection: str, runs: Sequence[Run]) -> str:
    """Two tables: what each came to, and by how much ours leads."""
    ours = runs[0]
    summaries = [summary(run.scored) for run in runs]
    names = [figure.name for figure in summaries[0].figures]
    head = ("", "settings", *names, "characters: first", "first five", "verdicts right")
    rows = [_row(run.stack, found) for run, found in zip(runs, summaries, strict=True)]
    leads = [(*_named(run.stack), *map(_signed, lead(ours.scored, run.scored))) for run in runs[1:]]
    parts = [
        f"{selection}: {len(ours.scored)} questions that name clauses. A hit shares at least {SHARE:.0%} of the shorter of passage and clause;"
        f" `in {READ_CHARACTERS:,}`: a hit ends within the first {READ_CHARACTERS:,} characters shown. Brackets: 95 %, by bootstrap."
        " Characters are medians.",
        _table(head, rows),
        f"{ours.stack.name}, less each of the others, question by question:",
        _table(("", "settings", *names), leads),
    ]
    return "\n\n".join(parts) + "\n"


def _row(stack: Stack, found: Summary) -> tuple[str, ...]:
    return (
        *_named(stack),
        *(f"{f.value:.3f} [{f.low:.3f}, {f.high:.3f}]" for f in found.figures),
        f"{found.characters_first:,.0f}",
        f"{found.characters_five:,.0f}",
        f"{found.verdicts_right} of {found.verdicts_asked}",
    )


def _named(stack: Stack) -> tuple[str, str]:
    return stack.name, stack.settings


def _signed(figure: Figure) -> str:
    return f"{figure.value:+.3f} [{figure.low:+.3f}, {figure.high:+.3f}]"


def _said(of: Any) -> str:
    return " ".join((of.__doc__ or "").split(">>>")[0].split())


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *rows))
