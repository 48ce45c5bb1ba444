"""`python -m evals.retrieval.develop`: how well passages are found on the development sets, through the product's ingest and search.

In-sample: the ways of finding were chosen on these sets. The originals are read from the folder named by CLAUSEWISE_ORIGINALS (default
../shared/seeds beside the project) where there is one.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant import library
from assistant.retrieve.passages import Ranked
from assistant.service import Assistant
from evals.retrieval import sets
from evals.retrieval.ranks import Figure, figure, within
from evals.retrieval.sets import Wanted

SHOWN_CHARACTERS = 2_000
DEPTH = 50


def originals_folder() -> Path | None:
    """The folder of the originals, or None where there is none."""
    default = Path(__file__).resolve().parents[3] / "shared" / "seeds"
    folder = Path(os.environ.get("CLAUSEWISE_ORIGINALS") or default)
    return folder if folder.is_dir() else None


def measured(assistant: Assistant, wanted: Sequence[Wanted]) -> list[Figure]:
    """hit@1, hit@5, the right document first, and the answer whole within the first 2,000 characters shown."""
    found = [(one, assistant.search(one.ask, council=one.council, k=DEPTH)) for one in wanted]
    ranks = [rank(one, ranked) for one, ranked in found]
    return [
        figure("hit@1", [float(within(place, 1)) for place in ranks]),
        figure("hit@5", [float(within(place, 5)) for place in ranks]),
        figure("2k", [float(is_shown(one, ranked)) for one, ranked in found]),
        figure(
            "document", [float(not one.document or ranked[0].passage.document.endswith(one.document)) for one, ranked in found]
        ),
    ]


def rank(wanted: Wanted, ranked: Sequence[Ranked]) -> int | None:
    """The place of the first passage that answers, from 1."""
    return next((place for place, one in enumerate(ranked, start=1) if wanted.is_met_by(one.passage)), None)


def is_shown(wanted: Wanted, ranked: Sequence[Ranked]) -> bool:
    """Whether a passage that answers ends within the first 2,000 characters, passages one after the other."""
    characters = 0
    for one in ranked:
        characters += len(one.passage.text)
        if characters > SHOWN_CHARACTERS:
            return False
        if wanted.is_met_by(one.passage):
            return True
    return False


def main() -> int:
    for name, originals in sets.readings(originals_folder()):
        with tempfile.TemporaryDirectory() as index:
            sets.take_in(Path(index), originals)
            with library.opened(Path(index)) as opened:
                _show(f"policies, {name}", opened.assistant(), sets.policies())
                if originals is None:
                    _show("guidance pages", opened.assistant(), sets.pages())
                    _show("question bank, open part", opened.assistant(), [one for one in sets.bank() if one.answered])
    return 0


def _show(title: str, assistant: Assistant, wanted: Sequence[Wanted]) -> None:
    print(f"{title}: {len(wanted)} questions")
    for one in measured(assistant, wanted):
        print(f"  {one}")


if __name__ == "__main__":
    sys.exit(main())
