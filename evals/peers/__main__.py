"""`python -m evals.peers`: the bank's questions that name clauses, put to Clausewise and to other libraries on the same texts.

The libraries come with `make peers`, which adds them beside what is installed and changes nothing of it. Exit status: 0 done, 2 wrong use.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from types import ModuleType

from assistant import config
from assistant.holdings import Holdings
from evals import bank
from evals.asking import UNREADY, assistant_on, corpus_folder, settings
from evals.fingerprint import fingerprint
from evals.peers import clausewise, questions, table
from evals.peers.model import Asked, PeersError, Stack
from evals.peers.scoring import score
from evals.peers.vectors import SharedVectors
from ingest import embed

OUT = Path("build") / "evals"
MEASURED = Path(__file__).resolve().parent / "measured.json"
"""The run that docs/evals.md shows."""
LIBRARIES = ("langchain", "llama_index", "haystack")
PACKAGES = (
    "langchain-chroma", "langchain-classic", "langchain-text-splitters", "rank-bm25",
    "llama-index-core", "llama-index-retrievers-bm25", "haystack-ai",
)  # fmt: skip
QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "DO_NOT_TRACK": "1",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
}
"""What keeps these libraries from telling anybody, and from asking a hub: set before the first of them is imported."""


def main(arguments: Sequence[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    os.environ.update(QUIET)
    try:
        _run(given)
    except (bank.BankError, PeersError, *UNREADY) as error:
        print(f"peers: {error}", file=sys.stderr)
        return 2
    return 0


def _run(given: argparse.Namespace) -> None:
    if given.originals is not None and not given.originals.is_dir():
        raise PeersError(f"--originals: no such folder: {given.originals}")
    if given.write and not _is_whole(given):
        raise PeersError("--write: only the whole bank on the digests, with every library, is shown in the docs")
    chosen = bank.select(bank.read_bank(given.bank), given.split, given.fast)
    selection = f"{'originals' if given.originals else 'digests'}/{given.split}/{'fast' if given.fast else 'full'}"
    libraries = [_library(name) for name in given.only]
    given.out.mkdir(parents=True, exist_ok=True)
    with assistant_on(given.out / f"library-{selection.split('/')[0]}", given.originals) as assistant:
        asked = questions.asked(chosen, assistant.holdings)
        peers = _peers(libraries, assistant.holdings)
        runs = [_put(stack, asked) for stack in (*clausewise.stacks(assistant), *peers)]
    _write(given, selection, runs)


def _is_whole(given: argparse.Namespace) -> bool:
    chosen = given.bank == bank.FOLDER and given.split == "all" and not given.fast and not given.originals
    return chosen and set(given.only) == set(LIBRARIES)


def _library(name: str) -> ModuleType:
    """The file here that knows a library. :raises PeersError: the library is not installed."""
    try:
        return importlib.import_module(f"evals.peers.{name}")
    except ModuleNotFoundError as error:
        raise PeersError(f"{error.name} is not installed; run: make peers") from None


def _peers(libraries: Sequence[ModuleType], holdings: Holdings) -> list[Stack]:
    vectors = SharedVectors(embed.load(config.embedding_model()))
    sources = questions.sources(holdings)
    return [stack for library in libraries for stack in library.stacks(sources, vectors)]


def _put(stack: Stack, asked: Sequence[Asked]) -> table.Run:
    print(f"{stack.name}: {stack.settings}", file=sys.stderr)
    return table.Run(stack, tuple(score(one, stack.find(one)) for one in asked))


def _write(given: argparse.Namespace, selection: str, runs: Sequence[table.Run]) -> None:
    made_of = fingerprint(corpus_folder(), settings(), given.bank, given.originals)
    made_of["packages"] |= {name: metadata.version(name) for name in PACKAGES if _installed(name)}
    built = table.build(selection, runs, made_of)
    as_json, text = json.dumps(built, ensure_ascii=False, indent=1) + "\n", table.markdown(built)
    path = given.out / f"peers-{selection.replace('/', '-')}"
    path.with_suffix(".json").write_text(as_json, encoding="utf-8")
    path.with_suffix(".md").write_text(text, encoding="utf-8")
    if given.write:
        MEASURED.write_text(as_json, encoding="utf-8")
    print(f"written: {path}.json and .md", file=sys.stderr)
    print(text, end="")


def _installed(name: str) -> bool:
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:
        return False


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals.peers", description="Other libraries beside Clausewise, on the same questions."
    )
    parser.add_argument("--split", choices=("dev", "held_out", "all"), default="all", help="the part of the bank")
    parser.add_argument(
        "--bank", type=Path, metavar="DIR", default=bank.FOLDER, help="the folder of questions (default: our own bank)"
    )
    parser.add_argument("--originals", type=Path, metavar="DIR", help="load the original documents in this folder first")
    parser.add_argument("--fast", action="store_true", help="three questions of each kind")
    parser.add_argument(
        "--only", nargs="*", choices=LIBRARIES, default=LIBRARIES, help="these libraries alone; none of them with no name"
    )
    parser.add_argument("--write", action="store_true", help="make this run the one that docs/evals.md shows")
    parser.add_argument("--out", type=Path, default=OUT, metavar="DIR", help=f"where tables and library go (default: {OUT})")
    return parser


if __name__ == "__main__":
    sys.exit(main())
