"""`python -m evals.docs`: puts what programs print into README.md and docs/, each between its two markers, so that none of it is typed.

The figures are those that the last `python -m evals --write-baseline` and `python -m evals.peers --write` left; the sample answer and the
help are printed now. `--check` writes nothing. Exit status: 0 done; 1 with `--check`, a page is not as it is printed; 2 wrong use.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.surfaces import cli
from evals import baseline, report
from evals.peers import table
from evals.peers.__main__ import MEASURED

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ("ask", "is social value required for this £400k works contract?", "--council", "southend")
SHOWN_BLOCKS = 3
"""Of the sample answer: the headline, "Why", and the list under it. The list is cut to its first entry."""
SELECTIONS = {"on the digests": "digests/all/full", "on the originals": "originals/all/full"}
WIDE = {"COLUMNS": "160", "NO_COLOR": "1"}
"""Wide enough for each usage line: Python versions do not fold them alike."""


class DocsError(Exception):
    """A part cannot be printed or put in its place: one line that says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something printed in a page, between `<!-- printed: NAME -->` and `<!-- end: NAME -->`. `text` may ask the library in the folder given."""

    page: str
    name: str
    text: Callable[[Path], str]


def measured(figures: Mapping[str, Any]) -> str:
    """README's table: the part set apart, on digests and on originals, from the baseline's data."""
    runs = [_shown(figures, selection) for selection in SELECTIONS.values()]
    names = [name for name in report.BARS if name in runs[0]["set_apart"]]
    rows = [
        (name.replace("_", " "), str(report.BARS[name]), *(_cell(name, run["set_apart"][name]) for run in runs))
        for name in names
    ]
    p95 = ("p95 of a question, warm", f"{report.BARS['p95_ms']} ms", *(_time(run["times"]) for run in runs))
    head = ("on the part set apart", "has to be", *SELECTIONS)
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *rows, p95))


def sample(index: Path) -> str:
    """The beginning of the sample answer as `clausewise ask` prints it, as a quotation."""
    blocks = run(*SAMPLE, "--index", str(index)).split("\n\n")[:SHOWN_BLOCKS]
    blocks[-1] = blocks[-1].splitlines()[0]
    return "\n>\n".join("> " + block.replace("\n", "\n> ") for block in blocks)


def helps() -> str:
    """The help of `clausewise` and of each of its commands, as printed in a wide terminal."""
    return "\n\n".join(_console(words) for words in ([], *([name] for name in cli.COMMANDS)))


def run(*arguments: str) -> str:
    """What `clausewise` prints, called as its command is. :raises DocsError: it does not end with 0."""
    with io.StringIO() as out, contextlib.redirect_stdout(out), _wide():
        try:
            status = cli.main(arguments)
        except SystemExit as ended:
            status = int(ended.code or 0)
        printed = out.getvalue()
    if status:
        raise DocsError(f"clausewise {arguments[0]}: it ended with {status}")
    return printed


@contextlib.contextmanager
def _wide() -> Iterator[None]:
    """What argparse takes the terminal for."""
    before = {name: os.environ.get(name) for name in WIDE}
    os.environ.update(WIDE)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


PARTS = (
    Part("README.md", "measured", lambda index: measured(_read(baseline.FILE))),
    Part("README.md", "sample", sample),
    Part("docs/evals.md", "peers", lambda index: table.markdown(_read(MEASURED)).rstrip("\n")),
    Part("docs/commands.md", "help", lambda index: helps()),
)


def put(text: str, part: Part, index: Path) -> str:
    """The page's text with the part as it is printed now. :raises DocsError: its markers are not there, each once and in order."""
    before, begin, rest = text.partition(f"<!-- printed: {part.name} -->\n")
    _, end, after = rest.partition(f"<!-- end: {part.name} -->")
    if not begin or not end or begin in rest or end in after:
        raise DocsError(f"{part.page}: the markers of {part.name} are not there once each")
    return f"{before}{begin}\n{part.text(index)}\n\n{end}{after}"


def stale(index: Path, write: bool) -> Iterator[str]:
    """The pages that were not as printed; with `write` they are now."""
    for page in dict.fromkeys(part.page for part in PARTS):
        path = ROOT / page
        old = new = path.read_text(encoding="utf-8")
        for part in (one for one in PARTS if one.page == page):
            new = put(new, part, index)
        if new != old:
            if write:
                path.write_text(new, encoding="utf-8")
            yield page


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m evals.docs", description="Puts what programs print into README.md and docs/."
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 where a page is not as printed")
    given = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as index:
            pages = list(stale(Path(index), write=not given.check))
    except (DocsError, OSError) as error:
        print(f"docs: {error}", file=sys.stderr)
        return 2
    for page in pages:
        print(f"{page}: {'not as printed; run: make docs' if given.check else 'printed anew'}")
    return 1 if pages and given.check else 0


def _shown(figures: Mapping[str, Any], selection: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] | None = figures.get(selection, {}).get("shown")
    if found is None:
        raise DocsError(f"baseline.json shows nothing of {selection}; run: make baseline")
    return found


def _cell(name: str, figure: Mapping[str, Any]) -> str:
    if figure["value"] is None or figure["low"] is None:
        return report.shown(name, figure["value"])
    return f"{report.shown(name, figure['value'])} ({figure['low'] * 100:.1f} to {figure['high'] * 100:.1f}) of {figure['measured']}"


def _time(times: Mapping[str, Any]) -> str:
    return f"{times['p95_ms']:.0f} ms ({times['processors']} processors, load {times['load_1_minute']})"


def _console(words: Sequence[str]) -> str:
    shown = " ".join(["clausewise", *words, "--help"])
    lines = [f"$ {shown}", *run(*words, "--help").rstrip("\n").splitlines()]
    return "\n".join(f"    {line}".rstrip() for line in lines)


def _read(path: Path) -> Any:
    if not path.is_file():
        raise DocsError(f"{path.name} is not there; it is written by make peers and make baseline")
    return json.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
