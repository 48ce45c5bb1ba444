"""Questions are encoded by weights of their own: nearer to the passage that answers, for the bundled model alone, and never half loaded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from evals.fits import low_rank, measure, pairs, question
from ingest import embed
from ingest.encode_query import FITTED, QueryEncoder, changes
from ingest.errors import ModelMissing

ASKED = ["Who has to agree before a stall moves?", "fees?", "", "£177,897 東京"]


@pytest.fixture(scope="module")
def encoder() -> QueryEncoder:
    return QueryEncoder(embed.bundled_folder(), changes())


def test_what_was_learned_puts_the_passage_that_answers_first_more_often_on_documents_in_no_fit(encoder: QueryEncoder) -> None:
    plain = QueryEncoder(embed.bundled_folder())
    learned, as_it_comes = (list(measure.ranks(one, embed.load())) for one in (encoder, plain))
    first = [sum(rank == 1 for rank in found) / len(found) for found in (learned, as_it_comes)]
    assert len(learned) > 150 and first[0] > first[1] + 0.03


def test_the_product_encodes_a_question_as_the_weights_were_fitted_to(encoder: QueryEncoder) -> None:
    model = question.Model().eval()
    low_rank.started_from(model.learned(), FITTED)
    with torch.no_grad():
        expected = model(ASKED[:1])[0].numpy()
    assert np.abs(encoder.encode(ASKED[0])[0] - expected).max() < 1e-3
    assert embed.load().encode_query(ASKED[0])[0].tobytes() == encoder.encode(ASKED[0])[0].tobytes()


@pytest.mark.parametrize("text", ASKED)
def test_any_question_has_a_vector_of_length_one(encoder: QueryEncoder, text: str) -> None:
    vector, words = encoder.encode(text)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert np.allclose(np.linalg.norm(words, axis=1), 1, atol=1e-5)


def test_another_model_encodes_questions_as_it_comes() -> None:
    folder = embed.bundled_folder()
    named = embed.load(str(folder)).encode_query(ASKED[0])[0]
    assert np.abs(named - QueryEncoder(folder).encode(ASKED[0])[0]).max() < 1e-6
    assert np.abs(named - embed.load().encode_query(ASKED[0])[0]).max() > 0.01


def test_fitting_brings_a_question_to_the_passage_that_answers() -> None:
    torch.manual_seed(1)
    model = question.Model()
    texts = ["The warden feeds the owls.", "The owls sleep by day.", "Visitors may watch the owls."]
    passages = embed.load().encode_together(texts)
    asked = ("When are they awake?",)
    before = model.eval()(asked).detach().numpy() @ passages.T
    question.fitted(model, [[question.Group(asked, ((1,),), passages)]] * 40)
    after = model.eval()(asked).detach().numpy() @ passages.T
    assert after[0, 1] - after[0, [0, 2]].max() > before[0, 1] - before[0, [0, 2]].max() + 0.05


def test_half_of_what_was_learned_lies_between_all_and_nothing() -> None:
    found = []
    for share in (0.0, 0.5, 1.0):
        model = question.Model().eval()
        low_rank.started_from(model.learned(), FITTED)
        question.lessened(model, share)
        found.append(model(ASKED[:1])[0].detach().numpy())
    nothing, half, everything = found
    assert np.abs(nothing - QueryEncoder(embed.bundled_folder()).encode(ASKED[0])[0]).max() < 1e-5
    assert nothing @ everything < min(nothing @ half, half @ everything) < 0.9999


def test_each_document_gives_its_passages_and_the_places_that_answer() -> None:
    sources = list(pairs.sources(apart=True))
    assert sources and all(0 <= place < len(one.passages) for one in sources for _, places in one.asked for place in places)
    assert all(places for one in sources for _, places in one.answered)


@pytest.mark.parametrize("content", [None, b"", b"not weights"])
def test_weights_that_are_missing_or_damaged_are_one_clear_line(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "encode_query.safetensors"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ModelMissing, match=r"encode_query\.safetensors: not the weights .*install") as told:
        changes(file)
    assert "\n" not in str(told.value)
