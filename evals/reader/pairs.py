"""What the reader is fitted on: questions, each with passages that answer it and passages near the same matter that do not.

`documents/` holds documents of invented public bodies, each a line of JSON with clauses and with questions: of 38, 22 are answered by a
clause that is named and 16 by none. `documents/apart.jsonl` is in no fit. The other source is SQuAD 1.1 (Rajpurkar et al., 2016;
CC BY-SA 4.0), a file that is named on the command line and no part of the project.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.reader import headed
from ingest.embed import Embedder

DOCUMENTS = Path(__file__).with_name("documents")
APART = "apart"
NEAR = 5
"""Passages that do not answer, nearest in meaning first, that are kept with a question."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(\[0-9])")
_WORD = re.compile(r"[a-z0-9]+")
_WINDOWS = (1, 1, 2, 2, 3)
"""How many sentences a passage of SQuAD has, drawn from these."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the passages that answer it, none where no clause does, and those nearest to it that do not."""

    question: str
    answering: tuple[str, ...]
    near: tuple[str, ...]


def of_documents(embedder: Embedder, *, apart: bool) -> Iterator[Asked]:
    """The questions on the invented documents: those set apart, or all others."""
    for file in sorted(DOCUMENTS.glob("*.jsonl")):
        if (file.stem == APART) == apart:
            for line in file.read_text(encoding="utf-8").splitlines():
                yield from _of_document(json.loads(line), embedder)


def _of_document(document: dict[str, Any], embedder: Embedder) -> Iterator[Asked]:
    texts = [headed(one["heading"], one["text"]) for one in document["clauses"]]
    labels = [one["n"] for one in document["clauses"]]
    questions = document["questions"]
    cosines = embedder.encode_together([one["q"] for one in questions]) @ embedder.encode_together(texts).T
    for asked, row in zip(questions, cosines, strict=True):
        answering = [labels.index(label) for label in asked["in"]]
        near = [int(place) for place in np.argsort(-row, kind="stable") if place not in answering]
        yield Asked(asked["q"], tuple(texts[n] for n in answering), tuple(texts[n] for n in near[:NEAR]))


def of_squad(file: Path, draw: random.Random) -> Iterator[Asked]:
    """Each question with sentences of its paragraph that hold the answer, and with those that share most words with it and do not."""
    for article in json.loads(file.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            spans = _sentences(paragraph["context"])
            for asked in paragraph["qas"]:
                yield from _of_paragraph(asked, paragraph["context"], spans, draw)


def _of_paragraph(asked: Any, text: str, spans: Sequence[tuple[int, int]], draw: random.Random) -> Iterator[Asked]:
    start = asked["answers"][0]["answer_start"]
    holding = next((n for n, (first, end) in enumerate(spans) if first <= start < end), None)
    if holding is None:
        return
    length = draw.choice(_WINDOWS)
    first = max(0, holding - draw.randrange(length))
    answering = _window(text, spans, first, length)
    words = set(_WORD.findall(asked["question"].lower()))
    others = []
    for place in range(len(spans)):
        length = draw.choice(_WINDOWS)
        if not place <= holding < place + length:
            window = _window(text, spans, place, length)
            others.append((len(words & set(_WORD.findall(window.lower()))) + draw.random(), window))
    if others:
        yield Asked(asked["question"], (answering,), (max(others)[1],))


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [(found.start(), found.end()) for found in _SENTENCE.finditer(text)]
    return list(zip([0, *(after for _, after in ends)], [*(before for before, _ in ends), len(text)], strict=True))


def _window(text: str, spans: Sequence[tuple[int, int]], first: int, length: int) -> str:
    return text[spans[first][0] : spans[min(len(spans), first + length) - 1][1]]
