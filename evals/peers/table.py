"""A side by side as plain data, and as Markdown made from that data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from evals.peers.model import Stack
from evals.peers.scoring import READ_CHARACTERS, SHARE, Scored, lead, overlap, summary, values

Comparison = dict[str, Any]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """One library, and what it came to on every question, in the order of the questions."""

    stack: Stack
    scored: tuple[Scored, ...]

    @property
    def named(self) -> dict[str, str]:
        return {"name": self.stack.name, "settings": self.stack.settings}


def build(selection: str, runs: Sequence[Run], made_of: Mapping[str, Any]) -> Comparison:
    """The whole as plain data: the first run is ours, and each of the others is taken from it. The part set apart gives totals only."""
    apart = [Run(run.stack, tuple(one for one in run.scored if one.set_apart)) for run in runs]
    return {
        "selection": selection,
        "share": SHARE,
        "formulas": {"hit": _said(overlap), "figures": _said(values)},
        "all": _part(runs),
        "set_apart": _part(apart) if apart[0].scored else None,
        "fingerprint": dict(made_of),
    }


def markdown(built: Comparison) -> str:
    """What each came to and by how much ours leads, on all questions and on the part set apart."""
    parts = [
        f"{built['selection']}. A hit shares at least {built['share']:.0%} of the shorter of passage and clause; `in {READ_CHARACTERS:,}`:"
        f" a hit ends within the first {READ_CHARACTERS:,} characters shown. Brackets: 95 %, by bootstrap. Characters are medians.",
        *_tables("questions that name clauses", built["all"]),
        *(
            _tables("of them on the part set apart, which nothing was tuned on", built["set_apart"])
            if built["set_apart"]
            else ()
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _part(runs: Sequence[Run]) -> dict[str, Any]:
    ours = runs[0]
    return {
        "questions": len(ours.scored),
        "rows": [{**run.named, **asdict(summary(run.scored))} for run in runs],
        "lead": [{**run.named, "figures": [asdict(f) for f in lead(ours.scored, run.scored)]} for run in runs[1:]],
    }


def _tables(title: str, part: Mapping[str, Any]) -> Iterator[str]:
    names = [figure["name"] for figure in part["rows"][0]["figures"]]
    head = ("", "settings", *names, "characters: first", "first five", "verdicts right")
    yield f"{part['questions']} {title}:"
    yield _table(head, [_row(row) for row in part["rows"]])
    if part["lead"]:
        yield f"{part['rows'][0]['name']}, less each of the others, question by question:"
        yield _table(("", "settings", *names), [_lead(row) for row in part["lead"]])


def _row(row: Row) -> tuple[str, ...]:
    return (
        row["name"],
        row["settings"],
        *(f"{f['value']:.3f} [{f['low']:.3f}, {f['high']:.3f}]" for f in row["figures"]),
        f"{row['characters_first']:,.0f}",
        f"{row['characters_five']:,.0f}",
        f"{row['verdicts_right']} of {row['verdicts_asked']}",
    )


def _lead(row: Row) -> tuple[str, ...]:
    return row["name"], row["settings"], *(f"{f['value']:+.3f} [{f['low']:+.3f}, {f['high']:+.3f}]" for f in row["figures"])


def _said(of: Any) -> str:
    return " ".join((of.__doc__ or "").split(">>>")[0].split())


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *rows))
