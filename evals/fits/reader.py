"""`python -m evals.fits.reader`: fits the reader's weights (assistant/retrieve/reader.py), in two steps that may be hours apart.

    python -m evals.fits.reader squad SQUAD_FILE OUT          from the embedding model's own weights
    python -m evals.fits.reader documents SQUAD_FILE OUT --start FILE

What is learned are low-rank changes to the linear layers, the norms, and a small layer on top. With two cores of a
machine of 2026 the first takes about a quarter of an hour, the second about half an hour. Sums are taken in bfloat16 where the processor
has it, so that no two runs give the same bits; `python -m evals.fits.measure` says what a file is worth.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import torch
from torch import nn

from assistant.retrieve.reader import MOST_TOKENS
from evals.fits import pairs
from evals.fits.low_rank import ChangedModel, learn, started_from, written
from evals.fits.pairs import Asked
from ingest import embed

INNER = 64
QUESTIONS_A_STEP = 12
SQUAD_QUESTIONS, SQUAD_BESIDE = 10_000, 700
RATE = 5e-4
SEED = 5

Pair = tuple[str, str, float, float]
"""A question, a passage, 1 where it answers, and what the pair counts."""


class Model(ChangedModel):
    """The bundled model with changes that are learned, its norms too, and a layer on its first row."""

    def __init__(self) -> None:
        super().__init__(hidden_act="gelu_pytorch_tanh")
        for name, one in self.bert.named_parameters():
            if "LayerNorm" in name or "token_type" in name:
                one.requires_grad = True
        width = self.bert.config.hidden_size
        self.head, self.out, self._drop = nn.Linear(width, INNER), nn.Linear(INNER, 1), nn.Dropout(0.1)

    def forward(self, given: Sequence[Pair]) -> torch.Tensor:
        """The logarithm of the odds that each passage answers its question."""
        tokens = self.tokenizer(
            [one[0] for one in given],
            [one[1] for one in given],
            truncation="longest_first",
            max_length=MOST_TOKENS,
            padding=True,
            return_tensors="pt",
        )
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            first = self.bert(**tokens).last_hidden_state[:, 0]
            odds: torch.Tensor = self.out(self._drop(torch.tanh(self.head(first)))).squeeze(-1)
        return odds.float()


def steps_of(asked: Sequence[Asked], draw: random.Random, rounds: int) -> list[list[Pair]]:
    """The pairs of each step, those of like length together: for an answered question a passage that answers and two near ones that do not."""
    steps = []
    for _ in range(rounds):
        groups = [list(_group(one, draw)) for one in draw.sample(asked, len(asked))]
        size = 32 * QUESTIONS_A_STEP
        for start in range(0, len(groups), size):
            alike = sorted(groups[start : start + size], key=lambda group: len(group[0][0]) + len(group[0][1]))
            batches = [alike[n : n + QUESTIONS_A_STEP] for n in range(0, len(alike), QUESTIONS_A_STEP)]
            draw.shuffle(batches)
            steps += [[pair for group in batch for pair in group] for batch in batches]
    return steps


def _group(one: Asked, draw: random.Random) -> Iterator[Pair]:
    yield from ((one.question, passage, 1.0, 1.5) for passage in one.answering[:1])
    yield (one.question, one.near[0], 0.0, 1.0)
    if len(one.near) > 1:
        yield (one.question, draw.choice(one.near[1:4]), 0.0, 1.0)


def fitted(model: Model, steps: Sequence[Sequence[Pair]]) -> None:
    """Learns the changes; the layer on top at twice the rate."""
    learned = model.learned()
    heads = [one for name, one in learned.items() if name.startswith(("head", "out"))]
    rest = [one for name, one in learned.items() if not name.startswith(("head", "out"))]
    model.train()
    learn([(rest, RATE), (heads, 2 * RATE)], steps, partial(loss_of, model))


def loss_of(model: Model, step: Sequence[Pair]) -> torch.Tensor:
    """How unlikely the pairs' answers come out: the mean of the negative logarithms, each counted as the pair says."""
    answers, counts = (torch.tensor([pair[place] for pair in step]) for place in (2, 3))
    losses = nn.functional.binary_cross_entropy_with_logits(model(step), answers, reduction="none")
    return (losses * counts).sum() / counts.sum()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.fits.reader", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("step", choices=["squad", "documents"])
    parser.add_argument("squad", type=Path, help="train-v1.1.json")
    parser.add_argument("out", type=Path, help="the file that is written")
    parser.add_argument("--start", type=Path, help="a file that an earlier step wrote")
    parser.add_argument("--rounds", type=int, default=1, help="how often each question is taken (default 1)")
    given = parser.parse_args(arguments)
    draw = random.Random(SEED)
    torch.manual_seed(SEED)
    asked: list[Asked] = list(pairs.of_squad(given.squad, draw))
    asked = draw.sample(asked, SQUAD_QUESTIONS if given.step == "squad" else SQUAD_BESIDE)
    if given.step == "documents":
        asked = [*pairs.of_documents(embed.load(), apart=False), *asked]
    torch.set_num_threads(2)
    model = Model()
    if given.start:
        started_from(model.learned(), given.start)
    fitted(model, steps_of(asked, draw, given.rounds))
    written(model.learned(), given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
