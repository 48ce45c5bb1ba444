"""`python -m evals.reader.fit`: fits the reader's weights (assistant/reader.py), in two steps that may be hours apart.

    python -m evals.reader.fit squad SQUAD_FILE OUT          from the embedding model's own weights
    python -m evals.reader.fit documents SQUAD_FILE OUT --start FILE

What is learned are low-rank changes to the linear layers (Hu et al., "LoRA", 2021), the norms, and a small layer on top. With two cores of a
machine of 2026 the first takes about a quarter of an hour, the second about half an hour. Sums are taken in bfloat16 where the processor
has it, so that no two runs give the same bits; `python -m evals.reader.measure` says what a file is worth.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from assistant.reader import MOST_TOKENS
from evals.reader import pairs
from evals.reader.pairs import Asked
from ingest import embed

RANK, INNER = 16, 64
QUESTIONS_A_STEP = 12
SQUAD_QUESTIONS, SQUAD_BESIDE = 10_000, 700
ROUNDS = 2
RATE, RATE_LEAST, WARMING_STEPS = 5e-4, 0.05, 60
SHOWN_STEPS = 50
SEED = 5

Pair = tuple[str, str, float, float]
"""A question, a passage, 1 where it answers, and what the pair counts."""


class Changed(nn.Module):
    """A linear layer with a low-rank change to its weight: `up` times `down` is added."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear.requires_grad_(False)
        self.down = nn.Parameter(torch.randn(RANK, linear.in_features) / math.sqrt(linear.in_features))
        self.up = nn.Parameter(torch.zeros(linear.out_features, RANK))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        changed: torch.Tensor = self.linear(rows) + (rows @ self.down.T) @ self.up.T
        return changed


class Model(nn.Module):
    """The bundled model with changes that are learned, and a layer on its first row and the mean of all."""

    def __init__(self) -> None:
        from transformers import AutoModel, AutoTokenizer

        super().__init__()
        folder = str(embed.bundled_folder())
        # the other kinds of attention take four times as long on a processor
        self.bert = AutoModel.from_pretrained(
            folder, attn_implementation="eager", hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        self._tokenizer = AutoTokenizer.from_pretrained(folder)
        for name, one in self.bert.named_parameters():
            one.requires_grad = "LayerNorm" in name or "token_type" in name
        for layer in self.bert.encoder.layer:
            attention = layer.attention.self
            for name in ("query", "key", "value"):
                setattr(attention, name, Changed(getattr(attention, name)))
            for part in (layer.attention.output, layer.intermediate, layer.output):
                part.dense = Changed(part.dense)
        width = self.bert.config.hidden_size
        self.head, self.out, self._drop = nn.Linear(2 * width, INNER), nn.Linear(INNER, 1), nn.Dropout(0.1)

    def forward(self, given: Sequence[Pair]) -> torch.Tensor:
        """The logarithm of the odds that each passage answers its question."""
        tokens = self._tokenizer(
            [one[0] for one in given],
            [one[1] for one in given],
            truncation="longest_first",
            max_length=MOST_TOKENS,
            padding=True,
            return_tensors="pt",
        )
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            rows = self.bert(**tokens).last_hidden_state
            there = tokens["attention_mask"].unsqueeze(-1)
            told = torch.cat([rows[:, 0], (rows * there).sum(1) / there.sum(1)], dim=1)
            odds: torch.Tensor = self.out(self._drop(torch.tanh(self.head(told)))).squeeze(-1)
        return odds.float()

    def learned(self) -> dict[str, nn.Parameter]:
        """What is learned, under the names in which the reader finds it."""
        found = {}
        for name, one in self.named_parameters():
            if one.requires_grad:
                found[name.removeprefix("bert.").replace(".down", ".weight.down").replace(".up", ".weight.up")] = one
        return found


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
    """Learns the changes, with a rate that rises, then falls."""
    learned = model.learned()
    heads = [one for name, one in learned.items() if name.startswith(("head", "out"))]
    rest = [one for name, one in learned.items() if not name.startswith(("head", "out"))]
    rates = (RATE, 2 * RATE)
    optimiser = torch.optim.AdamW([{"params": rest}, {"params": heads}], weight_decay=0.01)
    model.train()
    mean, began = 0.0, time.monotonic()
    for number, step in enumerate(steps):
        share = min(1.0, number / WARMING_STEPS) * max(RATE_LEAST, 1 - number / len(steps))
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * share
        answers, counts = (torch.tensor([pair[place] for pair in step]) for place in (2, 3))
        losses = nn.functional.binary_cross_entropy_with_logits(model(step), answers, reduction="none")
        loss = (losses * counts).sum() / counts.sum()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([*rest, *heads], 1.0)
        optimiser.step()
        mean = 0.98 * mean + 0.02 * loss.item() if number else loss.item()
        if (number + 1) % SHOWN_STEPS == 0:
            print(f"step {number + 1} of {len(steps)}: loss {mean:.4f}, {time.monotonic() - began:.0f} s", flush=True)


def written(model: Model, file: Path) -> None:
    """The learned weights as the reader reads them, in half precision."""
    from safetensors.numpy import save_file

    save_file({name: one.detach().numpy().astype(np.float16) for name, one in model.learned().items()}, file)


def started_from(model: Model, file: Path) -> None:
    """Gives the model the weights that a file of `written` holds."""
    from safetensors.torch import load_file

    held = load_file(file)
    with torch.no_grad():
        for name, one in model.learned().items():
            one.copy_(held[name])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.reader.fit", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("step", choices=["squad", "documents"])
    parser.add_argument("squad", type=Path, help="train-v1.1.json")
    parser.add_argument("out", type=Path, help="the file that is written")
    parser.add_argument("--start", type=Path, help="a file of the first step")
    given = parser.parse_args(arguments)
    draw = random.Random(SEED)
    torch.manual_seed(SEED)
    asked: list[Asked] = list(pairs.of_squad(given.squad, draw))
    asked = draw.sample(asked, SQUAD_QUESTIONS if given.step == "squad" else SQUAD_BESIDE)
    rounds = 1
    if given.step == "documents":
        asked, rounds = [*pairs.of_documents(embed.load(), apart=False), *asked], ROUNDS
    torch.set_num_threads(2)
    model = Model()
    if given.start:
        started_from(model, given.start)
    fitted(model, steps_of(asked, draw, rounds))
    written(model, given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
