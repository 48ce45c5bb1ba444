"""Low-rank changes to the embedding model's linear layers, which are what a fit learns (Hu et al., "LoRA", 2021)."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from torch import nn

from ingest import embed
from ingest.vectors import FloatArray

RANK = 16
SHOWN_STEPS = 50
Step = TypeVar("Step")


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


class ChangedModel(nn.Module):
    """The bundled model whose linear layers take changes; its own weights stay as they are. `bert` is the model, `tokenizer` its own."""

    def __init__(self, **settings: Any) -> None:
        from transformers import AutoModel, AutoTokenizer

        super().__init__()
        folder = str(embed.bundled_folder())
        # the other kinds of attention take four times as long on a processor
        self.bert = AutoModel.from_pretrained(
            folder, attn_implementation="eager", hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, **settings
        ).requires_grad_(False)
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        for layer in self.bert.encoder.layer:
            attention = layer.attention.self
            for name in ("query", "key", "value"):
                setattr(attention, name, Changed(getattr(attention, name)))
            for part in (layer.attention.output, layer.intermediate, layer.output):
                part.dense = Changed(part.dense)

    def learned(self) -> dict[str, nn.Parameter]:
        """What is learned, under the names in which `ingest.bert` finds it."""
        return {
            name.removeprefix("bert.").replace(".down", ".weight.down").replace(".up", ".weight.up"): one
            for name, one in self.named_parameters()
            if one.requires_grad
        }


def written(learned: Mapping[str, nn.Parameter], file: Path) -> None:
    """Writes what was learned."""
    saved({name: one.detach().numpy() for name, one in learned.items()}, file)


def saved(arrays: Mapping[str, FloatArray], file: Path) -> None:
    """Writes arrays in half precision."""
    from safetensors.numpy import save_file

    save_file({name: np.ascontiguousarray(one.astype(np.float16)) for name, one in arrays.items()}, file)


def of_low_rank(weights: Mapping[str, tuple[torch.Tensor, torch.Tensor]], rank: int) -> dict[str, FloatArray]:
    """Of weights before and after a fit, what `ingest.bert.Bert` takes as changes: of each matrix the change of that rank that is nearest, any
    other array whole; those that did not change are left out."""
    found = dict[str, FloatArray]()
    for name, (before, after) in weights.items():
        if torch.equal(before, after):
            continue
        if after.ndim < 2:
            found[name] = after.numpy()
            continue
        left, values, right = torch.linalg.svd(after - before, full_matrices=False)
        found[f"{name}.up"] = (left[:, :rank] * values[:rank]).numpy()
        found[f"{name}.down"] = right[:rank].numpy()
    return found


def started_from(learned: Mapping[str, nn.Parameter], file: Path) -> None:
    """Gives what is learned the weights that a file of `written` holds."""
    from safetensors.torch import load_file

    held = load_file(file)
    with torch.no_grad():
        for name, one in learned.items():
            one.copy_(held[name])


def learn(
    rated: Sequence[tuple[Sequence[nn.Parameter], float]],
    steps: Sequence[Step],
    loss_of: Callable[[Step], torch.Tensor],
    *,
    warming: int = 60,
    least: float = 0.05,
) -> None:
    """Takes the steps in turn. `rated` are what is learned, each with its rate, which rises over `warming` steps, then falls to `least` of it."""
    optimiser = torch.optim.AdamW([{"params": list(some)} for some, _ in rated], weight_decay=0.01)
    mean, began = 0.0, time.monotonic()
    for number, step in enumerate(steps):
        for group, (_, rate) in zip(optimiser.param_groups, rated, strict=True):
            group["lr"] = rate * rate_at(number, len(steps), warming=warming, least=least)
        loss = loss_of(step)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([one for some, _ in rated for one in some], 1.0)
        optimiser.step()
        mean = 0.98 * mean + 0.02 * loss.item() if number else loss.item()
        if (number + 1) % SHOWN_STEPS == 0:
            print(f"step {number + 1} of {len(steps)}: loss {mean:.4f}, {time.monotonic() - began:.0f} s", flush=True)


def rate_at(step: int, steps: int, *, warming: int, least: float) -> float:
    """The share of the whole rate at a step: it rises, then falls.

    >>> [round(rate_at(step, 100, warming=10, least=0.1), 2) for step in (0, 5, 10, 50, 99)]
    [0.0, 0.47, 0.9, 0.5, 0.1]
    """
    return min(1.0, step / warming) * max(least, 1 - step / steps)
