"""`python -m evals`: generate, score, compare with the baseline, write JSON, Markdown and one HTML page.

Exit status: 0 done, no figure fell; 1 a figure fell against the baseline, or a question crashed; 2 wrong use.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from evals import bank, baseline, report
from evals.aggregate import measure_all
from evals.asking import UNREADY, asking, corpus_folder, settings
from evals.fingerprint import fingerprint
from evals.page import page
from evals.run import Record, generate

OUT = Path("build") / "evals"
LIBRARIES = ("library-digests", "library-originals")


def main(arguments: Sequence[str] | None = None) -> int:
    given = parser().parse_args(arguments)
    try:
        return _run(given)
    except (bank.BankError, baseline.BaselineError, _WrongUse, *UNREADY) as error:
        print(f"evals: {error}", file=sys.stderr)
        return 2


def _run(given: argparse.Namespace) -> int:
    if given.originals is not None and not given.originals.is_dir():
        raise _WrongUse(f"--originals: no such folder: {given.originals}")
    questions = bank.select(bank.read_bank(), given.split, given.fast)
    selection = f"{'originals' if given.originals else 'digests'}/{given.split}/{'fast' if given.fast else 'full'}"
    given.out.mkdir(parents=True, exist_ok=True)
    with asking(given.out / LIBRARIES[given.originals is not None], given.originals) as ask:
        records = generate(questions, ask)
    return finish(records, selection, given)


def finish(records: Sequence[Record], selection: str, given: argparse.Namespace, against: Path = baseline.FILE) -> int:
    """Scores the records, compares them with the baseline in the file `against`, writes the three reports; returns the exit status."""
    figures = measure_all(records)
    made_of = fingerprint(corpus_folder(), settings(), originals=given.originals)
    before = baseline.read(against, selection)
    fallen = None if before is None else baseline.falls(before, figures)
    built = report.build(records, selection, made_of, fallen, before)
    _write(given.out, selection.replace("/", "-"), built)
    if given.write_baseline:
        apart = [record for record in records if record.question.split == "held_out"]
        shown = baseline.shown(figures, measure_all(apart), built["machine"]) if apart else None
        baseline.write(against, selection, figures, made_of, shown)
    print(report.summary(built))
    crashed = figures["failures"].value
    return 1 if crashed or (fallen and not given.write_baseline) else 0


def _write(out: Path, name: str, built: report.Report) -> None:
    (out / f"{name}.json").write_text(json.dumps(built, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (out / f"{name}.md").write_text(report.markdown(built), encoding="utf-8")
    (out / f"{name}.html").write_text(page(built), encoding="utf-8")
    print(f"written: {out / name}.json, .md and .html")


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measures the assistant on the question bank.")
    parser.add_argument(
        "--split",
        choices=("dev", "held_out", "all"),
        default="all",
        help="the part that may be tuned on, the part set apart, or both",
    )
    parser.add_argument("--originals", type=Path, metavar="DIR", help="load the original documents in this folder first")
    parser.add_argument("--fast", action="store_true", help="two questions of each kind and two wordings of each group")
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR", help=f"where reports and library go (default: {OUT})")
    parser.add_argument("--write-baseline", action="store_true", help="make this run the baseline of its selection")
    return parser


class _WrongUse(Exception):
    """What was asked for cannot be done as it was asked."""


if __name__ == "__main__":
    sys.exit(main())
