"""What is fitted on: questions, each with passages that answer it and passages near the same matter that do not.

`documents/` holds documents of invented public bodies, each a line of JSON with clauses and with questions: three in five are answered by a
clause that is named, the others by none; half of them are in everyday words. `documents/apart.jsonl` is in no fit. The other source is
SQuAD 1.1 (Rajpurkar et al., 2016; CC BY-SA 4.0), a file that is named on the command line and no part of the project.
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

from assistant.retrieve.reader import headed
from ingest.embed import Embedder

DOCUMENTS = Path(__file__).with_name("documents")
APART = "apart"
NEAR = 5
"""Passages that do not answer, nearest in meaning first, that are kept with a question."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(\[0-9])")
_WORD = re.compile(r"[a-z0-9]+")
_WINDOWS = (1, 1, 2, 2, 3)
"""How many sentences a passage of SQuAD has, drawn from these."""
ARTICLES, PARAGRAPHS, QUESTIONS, A_PASSAGE = 150, 20, 30, 2
"""Of SQuAD, to tell the passages of an article apart: how many articles, paragraphs and questions of each, and sentences a passage."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the passages that answer it, none where no clause does, and those nearest to it that do not."""

    question: str
    answering: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The passages of a document, and questions on it, each with the places of the passages that answer it: none where none does."""

    passages: tuple[str, ...]
    asked: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def answered(self) -> list[tuple[str, tuple[int, ...]]]:
        return [one for one in self.asked if one[1]]


def sources(*, apart: bool) -> Iterator[Source]:
    """The invented documents: those set apart, or all others."""
    for file in sorted(DOCUMENTS.glob("*.jsonl")):
        if (file.stem == APART) == apart:
            for line in file.read_text(encoding="utf-8").splitlines():
                yield _source(json.loads(line))


def _source(document: dict[str, Any]) -> Source:
    labels = [one["n"] for one in document["clauses"]]
    asked = ((one["q"], tuple(labels.index(label) for label in one["in"])) for one in document["questions"])
    return Source(tuple(headed(one["heading"], one["text"]) for one in document["clauses"]), tuple(asked))


def of_documents(embedder: Embedder, *, apart: bool) -> Iterator[Asked]:
    """The questions on the invented documents: those set apart, or all others."""
    for source in sources(apart=apart):
        questions, texts = [question for question, _ in source.asked], source.passages
        cosines = embedder.encode_together(questions) @ embedder.encode_together(texts).T
        for (question, places), row in zip(source.asked, cosines, strict=True):
            near = [int(place) for place in np.argsort(-row, kind="stable") if place not in places]
            yield Asked(question, tuple(texts[n] for n in places), tuple(texts[n] for n in near[:NEAR]))


def of_squad(file: Path, draw: random.Random) -> Iterator[Asked]:
    """Each question with sentences of its paragraph that hold the answer, and with those that share most words with it and do not."""
    for article in json.loads(file.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            spans = _sentences(paragraph["context"])
            for asked in paragraph["qas"]:
                yield from _of_paragraph(asked, paragraph["context"], spans, draw)


def _of_paragraph(asked: Any, text: str, spans: Sequence[tuple[int, int]], draw: random.Random) -> Iterator[Asked]:
    holding = _holding(asked, spans)
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


def squad_sources(file: Path, draw: random.Random) -> Iterator[Source]:
    """Some articles of SQuAD, two sentences a passage, with some of their questions."""
    for article in draw.sample(json.loads(file.read_text(encoding="utf-8"))["data"], ARTICLES):
        passages, asked = list[str](), list[tuple[str, tuple[int, ...]]]()
        for paragraph in article["paragraphs"][:PARAGRAPHS]:
            text, before = paragraph["context"], len(passages)
            spans = _sentences(text)
            passages += [_window(text, spans, place, A_PASSAGE) for place in range(0, len(spans), A_PASSAGE)]
            held = ((one["question"], _holding(one, spans)) for one in paragraph["qas"])
            asked += [(question, (before + place // A_PASSAGE,)) for question, place in held if place is not None]
        yield Source(tuple(passages), tuple(draw.sample(asked, min(len(asked), QUESTIONS))))


def _holding(asked: Any, spans: Sequence[tuple[int, int]]) -> int | None:
    """The sentence in which the answer begins."""
    start = asked["answers"][0]["answer_start"]
    return next((n for n, (first, end) in enumerate(spans) if first <= start < end), None)


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [(found.start(), found.end()) for found in _SENTENCE.finditer(text)]
    return list(zip([0, *(after for _, after in ends)], [*(before for before, _ in ends), len(text)], strict=True))


def _window(text: str, spans: Sequence[tuple[int, int]], first: int, length: int) -> str:
    return text[spans[first][0] : spans[min(len(spans), first + length) - 1][1]]
