"""`python -m evals.fits.question SQUAD_FILE OUT`: fits the changes with which a question is encoded (ingest/encode_query.py).

The passages' vectors stay those of the embedding model: what is learned is to put a question near the passage that answers it rather than
near another of the same document. A passage competes with all others of its document, or of its article in SQuAD. With two cores of a
machine of 2026 it takes about ten minutes; `python -m evals.fits.measure` says what a file is worth.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from torch import nn

from evals.fits import pairs
from evals.fits.low_rank import ChangedModel, learn, written
from ingest import embed
from ingest.vectors import FloatArray

MOST_TOKENS = 128
SHARPNESS = 20.0
"""What a cosine is multiplied by before it competes."""
QUESTIONS_A_GROUP, GROUPS_A_STEP = 16, 2
ROUNDS = 2
RATE = 3e-4
KEPT = 0.6
"""Of what was learned: with the whole of it questions on other matters than those fitted on found their rule less often, with six tenths not
(docs/adr/0013; Wortsman et al., "Robust fine-tuning of zero-shot models", 2022)."""
SEED = 1


@dataclass(frozen=True, slots=True)
class Group:
    """Questions on one document, the places of the passages that answer each, and the vectors of all its passages."""

    questions: tuple[str, ...]
    places: tuple[tuple[int, ...], ...]
    passages: FloatArray


class Model(ChangedModel):
    """Encodes questions as the product does: the mean of the last layer's rows, of length 1."""

    def forward(self, questions: Sequence[str]) -> torch.Tensor:
        tokens = self.tokenizer(list(questions), truncation=True, max_length=MOST_TOKENS, padding=True, return_tensors="pt")
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            rows = self.bert(**tokens).last_hidden_state
        there = tokens["attention_mask"].unsqueeze(-1)
        return nn.functional.normalize((rows.float() * there).sum(1) / there.sum(1), dim=-1)


def groups(sources: Sequence[pairs.Source], vectors: Sequence[FloatArray], draw: random.Random) -> Iterator[Group]:
    """The answered questions of each document, some at a time, in an order that is drawn."""
    for source, passages in zip(sources, vectors, strict=True):
        answered = draw.sample(source.answered, len(source.answered))
        for start in range(0, len(answered), QUESTIONS_A_GROUP):
            some = answered[start : start + QUESTIONS_A_GROUP]
            yield Group(tuple(one[0] for one in some), tuple(one[1] for one in some), passages)


def loss_of(model: Model, step: Sequence[Group]) -> torch.Tensor:
    """How unlikely the passages that answer come out among all of their document: the mean of the negative logarithms."""
    encoded = model([question for group in step for question in group.questions])
    losses, done = [], 0
    for group in step:
        own = encoded[done : done + len(group.questions)]
        done += len(group.questions)
        shares = torch.log_softmax(own @ torch.from_numpy(group.passages).T * SHARPNESS, dim=-1)
        losses += [-torch.logsumexp(row[list(places)], 0) for row, places in zip(shares, group.places, strict=True)]
    return torch.stack(losses).mean()


def fitted(model: Model, steps: Sequence[Sequence[Group]]) -> None:
    """Learns the changes."""
    model.train()
    learn([(list(model.learned().values()), RATE)], steps, partial(loss_of, model))


def lessened(model: Model, share: float) -> None:
    """Keeps a share of the changes."""
    with torch.no_grad():
        for name, one in model.learned().items():
            if name.endswith(".up"):
                one.mul_(share)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.fits.question", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("squad", type=Path, help="train-v1.1.json")
    parser.add_argument("out", type=Path, help="the file that is written")
    given = parser.parse_args(arguments)
    draw, embedder = random.Random(SEED), embed.load()
    torch.manual_seed(SEED)
    sources = [*pairs.sources(apart=False), *pairs.squad_sources(given.squad, draw)]
    vectors = [embedder.encode_together(source.passages) for source in sources]
    torch.set_num_threads(2)
    rounds = [draw.sample(of_all, len(of_all)) for of_all in (list(groups(sources, vectors, draw)) for _ in range(ROUNDS))]
    everything = [group for one in rounds for group in one]
    model = Model()
    fitted(model, [everything[n : n + GROUPS_A_STEP] for n in range(0, len(everything), GROUPS_A_STEP)])
    lessened(model, KEPT)
    written(model.learned(), given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
