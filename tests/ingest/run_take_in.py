"""One `take_in` in a process of its own, for tests that kill it: the record and the copy are real, the embedder is a stand-in.

    python run_take_in.py INDEX SOURCE [WAIT_S]

Prints a line for each step, as it happens, and waits for a line on standard input where a step is named "pause ...".
"""

from __future__ import annotations

import sys
from pathlib import Path

from invented_library import WordEmbedder

from ingest.build import take_in
from ingest.errors import IngestError

LIMIT_BYTES = 1_000_000


def said(done: int, total: int, what: str) -> None:
    print(f"{done}/{total} {what}", flush=True)
    if "pause" in what and what.startswith("accepted"):
        sys.stdin.readline()


def main(index: str, source: str, wait_s: str = "10") -> int:
    print("started", flush=True)
    try:
        take_in(
            Path(index),
            [Path(source)],
            embedder_factory=WordEmbedder,
            size_limit_bytes=LIMIT_BYTES,
            progress=said,
            wait_s=float(wait_s),
        )
    except IngestError as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
