"""`python -m evals.fits.reader`: fits the reader's weights (assistant/reader.py), in two steps that may be hours apart.

    python -m evals.fits.reader squad OUT --squad FILE      from the embedding model's own weights
    python -m evals.fits.reader documents OUT --start FILE  from a file that an earlier step wrote; reader.safetensors, to go on from it

All layers but the lowest two are free to learn, with a small layer on top; of each weight's change the part of a low rank is kept. With two
cores of a machine of 2026 the first takes about a quarter of an hour, the second about three quarters. Sums are taken in bfloat16 where the
processor has it, so that no two runs give the same bits; `python -m evals.fits.measure` says what a file is worth.
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

from assistant.reader import MOST_TOKENS
from evals.fits import pairs
from evals.fits.low_rank import learn, of_low_rank, put_on, saved
from evals.fits.pairs import Asked
from ingest import embed
from ingest.vectors import FloatArray

INNER = 64
FIXED_LAYERS = 2
RANK = 48
QUESTIONS_A_STEP = 16
NEAREST, DRAWN = 2, 1
"""Passages that do not answer, beside one that does: of the nearest, and drawn from those further down."""
SQUAD_QUESTIONS = 10_000
RATE, HEAD_RATE = 8e-5, 4e-4
ANSWERING_COUNTS = 1.7
FIRST_COUNTS = 0.5
"""What it counts that the passage that answers comes before those beside it, where that each is told counts 1."""
SEED = 7

Pair = tuple[str, str, float]
"""A question, a passage, and 1 where it answers."""
Group = Sequence[Pair]
"""The pairs of one question: the one that answers first, where any does."""


class Model(nn.Module):
    """The bundled model, its upper layers free to learn, and a layer on its first row."""

    def __init__(self, start: Path | None = None) -> None:
        from transformers import AutoModel, AutoTokenizer

        super().__init__()
        folder = str(embed.bundled_folder())
        # the other kinds of attention take four times as long on a processor
        settings = {"hidden_act": "gelu_pytorch_tanh", "hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
        self.bert = AutoModel.from_pretrained(folder, attn_implementation="eager", **settings)
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self._own = {name: value.clone() for name, value in self.bert.state_dict().items()}
        width = self.bert.config.hidden_size
        self.head, self.out, self._drop = nn.Linear(width, INNER), nn.Linear(INNER, 1), nn.Dropout(0.1)
        if start:
            put_on({**dict(self.bert.named_parameters()), **self._top()}, start)
        fixed = [self.bert.embeddings, *self.bert.encoder.layer[:FIXED_LAYERS], *filter(None, [self.bert.pooler])]
        for one in fixed:
            one.requires_grad_(False)

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

    def _top(self) -> dict[str, nn.Parameter]:
        return {
            f"{name}.{part}": one
            for name, layer in (("head", self.head), ("out", self.out))
            for part, one in layer.named_parameters()
        }

    def fit(self, steps: Sequence[Sequence[Group]]) -> None:
        """Learns; the layer on top at a rate of its own."""
        self.train()
        free = [one for one in self.bert.parameters() if one.requires_grad]
        learn([(free, RATE), (list(self._top().values()), HEAD_RATE)], steps, partial(loss_of, self), least=0.02)

    def changes(self) -> dict[str, FloatArray]:
        """What was learned, as `ingest.bert.Bert` takes it: of each matrix the part of a low rank of its change, all else whole."""
        held = self.bert.state_dict()
        found = of_low_rank({name: (self._own[name], value) for name, value in held.items() if "pooler" not in name}, RANK)
        return found | {name: one.detach().numpy() for name, one in self._top().items()}


def steps_of(asked: Sequence[Asked], draw: random.Random, rounds: int) -> list[list[Group]]:
    """The questions of each step with their pairs, those of like length together."""
    steps = []
    for _ in range(rounds):
        groups = [list(_group(one, draw)) for one in draw.sample(asked, len(asked))]
        size = 32 * QUESTIONS_A_STEP
        for start in range(0, len(groups), size):
            alike = sorted(groups[start : start + size], key=lambda group: max(len(q) + len(text) for q, text, _ in group))
            batches: list[list[Group]] = [list(alike[n : n + QUESTIONS_A_STEP]) for n in range(0, len(alike), QUESTIONS_A_STEP)]
            draw.shuffle(batches)
            steps += batches
    return steps


def _group(one: Asked, draw: random.Random) -> Iterator[Pair]:
    if one.answering:
        yield (one.question, draw.choice(one.answering), 1.0)
    further = one.near[NEAREST:]
    for passage in (*one.near[:NEAREST], *draw.sample(further, min(DRAWN, len(further)))):
        yield (one.question, passage, 0.0)


def loss_of(model: Model, step: Sequence[Group]) -> torch.Tensor:
    """How unlikely the pairs' answers come out, and that the passage that answers comes first of its group: means of negative logarithms."""
    odds = model([pair for group in step for pair in group])
    answers = torch.tensor([pair[2] for group in step for pair in group])
    counts = torch.where(answers > 0, ANSWERING_COUNTS, 1.0)
    told = nn.functional.binary_cross_entropy_with_logits(odds, answers, reduction="none")
    own = odds.split([len(group) for group in step])
    first = [-torch.log_softmax(some, 0)[0] for some, group in zip(own, step, strict=True) if group[0][2]]
    return (told * counts).sum() / counts.sum() + FIRST_COUNTS * (torch.stack(first).mean() if first else torch.zeros(()))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.fits.reader", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("step", choices=["squad", "documents"])
    parser.add_argument("out", type=Path, help="the file that is written")
    parser.add_argument("--squad", type=Path, help="train-v1.1.json, for the first step")
    parser.add_argument("--start", type=Path, help="a file that an earlier step wrote")
    parser.add_argument("--rounds", type=int, default=1, help="how often each question is taken (default 1)")
    given = parser.parse_args(arguments)
    if given.step == "squad" and not given.squad:
        parser.error("squad: name the file with --squad")
    draw = random.Random(SEED)
    torch.manual_seed(SEED)
    asked: list[Asked]
    if given.step == "squad":
        asked = draw.sample(list(pairs.of_squad(given.squad, draw)), SQUAD_QUESTIONS)
    else:
        asked = list(pairs.of_documents(embed.load(), apart=False))
    torch.set_num_threads(2)
    model = Model(given.start)
    model.fit(steps_of(asked, draw, given.rounds))
    saved(model.changes(), given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
