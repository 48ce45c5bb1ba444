"""The bank against the originals: an expected figure or name stands in the document, the question or the law; silences are silent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from evals.bank import NATIONAL_DOCUMENT, Question, read_bank
from evals.figures import Figure, read_figures, supported, with_coarser
from evals.metrics import DOCUMENTS

ROOT = Path(__file__).resolve().parents[2]
RECKONED = ("value_duration", "vat", "follow_up", "paraphrase")
"""Kinds in which a figure may be the result of a sum: a yearly rate times years, an amount without its VAT."""
SILENT = {
    "southend": ("slavery", "opt out", "opting out", "exempt", "penalt"),
    "norwich": ("slavery", "threshold", "weighting", "penalt", "TOMs"),
    "south-norfolk": ("living wage", "slavery", "child labour", "penalt", "prompt"),
    "north-east-lincolnshire": ("VAT", "call-off", "carbon", "penalt", "maximum"),
    "west-norfolk": ("weighting", "living wage"),
}


@pytest.fixture(scope="module")
def texts(originals: Path) -> dict[str, str]:
    """The text of each document by its id; of the nation, the digest, which is the law as we state it."""
    found = {}
    for file in sorted((ROOT / "corpus").glob("*/document.yaml")):
        card = yaml.safe_load(file.read_text(encoding="utf-8"))
        source = originals / card["original"]["file"] if card["original"] else file.with_name("digest.md")
        found[card["id"]] = source.read_text(encoding="utf-8")
    return found


def documents_of(question: Question, texts: dict[str, str]) -> list[str]:
    """The documents that the question's answer may rest on: its own or, where it is about several, all; and the law."""
    return [DOCUMENTS[question.about], NATIONAL_DOCUMENT] if question.about in DOCUMENTS else list(texts)


def test_every_expected_figure_stands_in_document_question_or_law(texts: dict[str, str]) -> None:
    figures = {document: with_coarser(set(read_figures(text))) for document, text in texts.items()}
    for question in read_bank():
        if question.kind in RECKONED:
            continue
        sources: set[Figure] = set(read_figures(" ".join([question.question, *question.history])))
        sources.update(*(figures[document] for document in documents_of(question, texts)))
        for figure in (f for text in question.expect.figures for f in read_figures(text)):
            assert supported(figure, sources), f"{question.id}: {figure}"


def test_every_expected_name_stands_in_document_or_question(texts: dict[str, str]) -> None:
    folded = {document: " ".join(text.casefold().replace("’", "'").split()) for document, text in texts.items()}
    for question in read_bank():
        known = " ".join([*(folded[d] for d in documents_of(question, texts)), question.question.casefold()])
        for word in question.expect.words:
            assert word.casefold() in known, f"{question.id}: {word}"


@pytest.mark.parametrize("council", sorted(SILENT))
def test_what_is_taken_for_silence_is_not_in_the_document(texts: dict[str, str], council: str) -> None:
    for word in SILENT[council]:
        assert not re.search(rf"\b{re.escape(word)}", texts[DOCUMENTS[council]], re.I), word
