"""`python -m evals.fits.measure`: what was learned is worth on invented documents that were in no fit, through the product's own code.

Of the reader: for each question the nearest passages in meaning are read, as the product finds them. Printed beside the same figure by
nearness alone: how often an answered question comes before one that no clause answers (the area under the curve), and how often a passage
that answers is the first of those read. Of the way questions are encoded: how often the passage of the document that is nearest in meaning
is one that answers, and how far down the first is that does, with what was learned and without.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.retrieve.reader import FITTED, Reader
from evals.fits import pairs
from evals.retrieval.ranks import figures
from ingest import embed, encode_query
from ingest.embed import Embedder
from ingest.encode_query import QueryEncoder

READ = 3


@dataclass(frozen=True, slots=True)
class Read:
    """What a question's passages came to: the best of all, and whether the best is one that answers."""

    answered: bool
    best: float
    first: bool


def area(read: Sequence[Read]) -> float:
    """The share of pairs of an answered and an unanswered question in which the answered one has the higher best; ties count half.

    >>> area([Read(True, 1.0, True), Read(True, 0.0, True), Read(False, 0.0, False)])
    0.75
    """
    answered = [one.best for one in read if one.answered]
    silent = [one.best for one in read if not one.answered]
    won = sum((high > low) + (high == low) / 2 for high in answered for low in silent)
    return won / (len(answered) * len(silent))


def measured(reader: Reader, embedder: Embedder, every: int = 1) -> tuple[list[Read], list[Read]]:
    """Each question by reading, and by nearness; `every` takes but one question of so many."""
    by_reading, by_nearness = list[Read](), list[Read]()
    for one in list(pairs.of_documents(embedder, apart=True))[::every]:
        passages = [*one.answering[:1], *one.near[: READ - len(one.answering[:1])]]
        asked, *rows = embedder.encode_together([one.question, *passages])
        for read, scores in (
            (by_reading, [reader.read(one.question, passage) for passage in passages]),
            (by_nearness, [float(row @ asked) for row in rows]),
        ):
            answered = bool(one.answering)
            read.append(Read(answered, max(scores), answered and scores[0] == max(scores)))
    return by_reading, by_nearness


def ranks(encoder: QueryEncoder, embedder: Embedder) -> Iterator[int]:
    """The place, from 1, of the first passage that answers among those of its document, for each answered question set apart."""
    for source in pairs.sources(apart=True):
        passages = embedder.encode_together(source.passages)
        for question, places in source.answered:
            order = list(np.argsort(-(passages @ encoder.encode(question)[0]), kind="stable"))
            yield 1 + min(order.index(place) for place in places)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.fits.measure", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--reader", type=Path, default=FITTED, help="the reader's weights; those in use unless given")
    parser.add_argument(
        "--question", type=Path, default=encode_query.FITTED, help="the weights for questions; those in use unless given"
    )
    given = parser.parse_args(arguments)
    embedder, folder = embed.load(), embed.bundled_folder()
    for name, changes in (("learned", encode_query.changes(given.question)), ("as it comes", None)):
        found = list(ranks(QueryEncoder(folder, changes), embedder))
        print(f"question {name}, {len(found)} answered questions: {', '.join(map(str, figures(found)))}")
    both = measured(Reader(given.reader), embedder)
    for name, read in zip(("read together", "nearness"), both, strict=True):
        answered = [one for one in read if one.answered]
        first = sum(one.first for one in answered) / len(answered)
        print(f"{name:<14} {len(read)} questions, {len(answered)} answered: AUC {area(read):.3f}, answer first {first:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
