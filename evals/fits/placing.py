"""`python -m evals.fits.placing OUT`: fits the changes with which a question is placed among clauses (assistant/retrieve/question_vector.py).

What is learned is to tell the clauses of a document apart by the questions that each is known to settle, and those that none does, for all
documents of the corpus at once (docs/adr/0016). The upper three layers of the embedding model learn, under a layer a document that is
thrown away; of each weight's change the part of rank 32 is kept. With two cores of a machine of 2026 it takes about ten minutes. Then
`python -m assistant.known_questions` fits the classifiers on the vectors anew.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from assistant import corpus, known_questions
from evals.fits.low_rank import learn, of_low_rank, saved
from ingest import embed
from ingest.vectors import FloatArray

MOST_TOKENS = 48
LOWER = 3
"""Layers that stay as they are: what they give is reckoned once."""
RANK = 32
QUESTIONS_A_STEP = 64
ROUNDS = 3
RATE, HEAD_RATE = 1e-4, 3e-3
SHARPNESS = 15.0
"""What a vector of length 1 is multiplied by before it is told."""
SMOOTHING = 0.05
SEED = 1


@dataclass(frozen=True, slots=True)
class Known:
    """A known question: its document and its clause, as places, and its words."""

    document: int
    clause: int
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """Questions of like length: the rows of their tokens after the lower layers (half precision), which rows are tokens, and what they are."""

    rows: torch.Tensor
    there: torch.Tensor
    known: tuple[Known, ...]


def read() -> tuple[list[Known], list[int]]:
    """Every known question of the corpus, and how many classes each document has."""
    found, classes = [], []
    for document, entry in enumerate(entry for entry in corpus.entries(corpus.folder()) if entry.questions):
        asked = known_questions.read(entry)
        places = {label: place for place, label in enumerate(dict.fromkeys(label for label, _ in asked))}
        found += [Known(document, places[label], text) for label, text in asked]
        classes.append(len(places))
    return found, classes


class Model(nn.Module):
    """The bundled model, its upper layers free to change, with a layer a document on top."""

    def __init__(self, classes: Sequence[int]) -> None:
        from transformers import AutoModel, AutoTokenizer

        super().__init__()
        folder = str(embed.bundled_folder())
        self.bert = AutoModel.from_pretrained(folder, attn_implementation="eager").requires_grad_(False)
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.upper = self.bert.encoder.layer[LOWER:].requires_grad_(True)
        self.heads = nn.ModuleList([nn.Linear(self.bert.config.hidden_size, many) for many in classes])

    def lower(self, known: Sequence[Known]) -> Step:
        """What the lower layers give of some questions."""
        tokens = self.tokenizer(
            [one.text for one in known], truncation=True, max_length=MOST_TOKENS, padding=True, return_tensors="pt"
        )
        with torch.no_grad():
            rows = self.bert.embeddings(tokens["input_ids"], token_type_ids=tokens["token_type_ids"])
            rows = _through(self.bert.encoder.layer[:LOWER], rows, tokens["attention_mask"])
        return Step(rows.half(), tokens["attention_mask"], tuple(known))

    def forward(self, step: Step) -> torch.Tensor:
        """The vectors of a step's questions: the mean of the last layer's rows, of length 1."""
        rows = _through(self.upper, step.rows.float(), step.there)
        there = step.there.unsqueeze(-1)
        return nn.functional.normalize((rows * there).sum(1) / there.sum(1), dim=-1)

    def loss(self, step: Step) -> torch.Tensor:
        """How far the clauses are told wrongly, a question of the step."""
        vectors, total = self(step), torch.zeros(())
        for document, head in enumerate(self.heads):
            own = [place for place, one in enumerate(step.known) if one.document == document]
            if own:
                clauses = torch.tensor([step.known[place].clause for place in own])
                told = head(SHARPNESS * vectors[own])
                total = total + nn.functional.cross_entropy(told, clauses, reduction="sum", label_smoothing=SMOOTHING)
        return total / len(step.known)


def _through(layers: nn.ModuleList, rows: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
    hidden = (1.0 - there[:, None, None, :].float()) * -1e9
    for layer in layers:
        given = layer(rows, hidden)
        rows = given[0] if isinstance(given, tuple) else given
    return rows


def changes(before: nn.ModuleList, after: nn.ModuleList) -> dict[str, FloatArray]:
    """What the upper layers learned, as `ingest.bert.Bert` takes it."""
    own = before.state_dict()

    def full(name: str) -> str:
        layer, _, rest = name.partition(".")
        return f"encoder.layer.{LOWER + int(layer)}.{rest}"

    return of_low_rank({full(name): (own[name], value) for name, value in after.state_dict().items()}, RANK)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.fits.placing", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument(
        "out", type=Path, help="where what is learned is written (assistant/retrieve/place_question.safetensors)"
    )
    given = parser.parse_args(arguments)
    torch.manual_seed(SEED)
    draw = random.Random(SEED)
    known, classes = read()
    model = Model(classes)
    before = copy.deepcopy(model.upper)
    model.eval()
    ordered = sorted(known, key=lambda one: len(one.text))
    steps = [model.lower(ordered[at : at + QUESTIONS_A_STEP]) for at in range(0, len(ordered), QUESTIONS_A_STEP)]
    model.upper.train()
    taken = [step for _ in range(ROUNDS) for step in draw.sample(steps, len(steps))]
    rated = [(list(model.upper.parameters()), RATE), (list(model.heads.parameters()), HEAD_RATE)]
    learn(rated, taken, model.loss, warming=100, least=0.02)
    saved(changes(before, model.upper), given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
