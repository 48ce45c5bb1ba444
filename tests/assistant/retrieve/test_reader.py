"""A question and a passage read together: the same sums as the library's, the same figure each time, and what the figure tells."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.errors import ClausewiseError
from assistant.retrieve.reader import FITTED, MOST_TOKENS, Reader
from evals.fits import low_rank, measure, pairs
from evals.fits import reader as fit
from ingest import embed
from ingest.bert import Bert, gelu, gelu_by_tanh

PAIRS = [
    ("What does a night cost for a dog?", "Fees. A kennel costs £15 a night for a dog."),
    ("Who pays?", ""),
    ("", "Dogs are walked twice."),
    ("ÉCOLE naïve 東京 🙂 [SEP]", "\x00\u200b£177,897"),
    ("dog " * 300, "cat " * 300),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_the_model_reads_two_texts_as_the_library_does() -> None:
    from transformers import AutoModel, AutoTokenizer

    folder = str(embed.bundled_folder())
    model, tokenizer = AutoModel.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)
    own = Bert(embed.bundled_folder(), MOST_TOKENS)
    for question, passage in [pair for pair in PAIRS if all(pair)]:
        tokens = tokenizer(
            question.strip(), passage.strip(), truncation="longest_first", max_length=MOST_TOKENS, return_tensors="pt"
        )
        with torch.no_grad():
            expected = model(**tokens).last_hidden_state[0].numpy()
        states, marks = own.states(question, passage)
        assert states.shape == expected.shape and marks.sum() == 3
        assert np.abs(states - expected).max() < 1e-4
        assert np.abs(own.first_state(question, passage) - expected[0]).max() < 1e-4


def test_the_quick_activation_is_near_the_exact_one() -> None:
    x = np.linspace(-9, 9, 4001, dtype=np.float32)
    assert np.abs(gelu_by_tanh(x) - gelu(x)).max() < 5e-4
    assert np.abs(gelu(x) - torch.nn.functional.gelu(torch.from_numpy(x)).numpy()).max() < 1e-6


def test_the_fitted_weights_give_what_they_were_fitted_to_give(reader: Reader) -> None:
    model = fit.Model().eval()
    low_rank.started_from(model.learned(), FITTED)
    with torch.no_grad():
        expected = model([(question, passage, 0.0, 1.0) for question, passage in PAIRS[:1]]).tolist()
    assert [reader.read(*pair) for pair in PAIRS[:1]] == pytest.approx(expected, abs=1e-3)


def test_what_is_written_is_what_is_started_from(tmp_path: Path) -> None:
    model, other = fit.Model(), fit.Model()
    low_rank.started_from(model.learned(), FITTED)
    low_rank.written(model.learned(), tmp_path / "again.safetensors")
    low_rank.started_from(other.learned(), tmp_path / "again.safetensors")
    assert all(torch.equal(one, other.learned()[name]) for name, one in model.learned().items())


def test_fitting_moves_the_answer_up_and_what_does_not_answer_down() -> None:
    torch.manual_seed(1)
    model = fit.Model()
    question, answering, other = "Who feeds the owls?", "The warden feeds the owls.", "The owls sleep by day."
    step = [(question, answering, 1.0, 1.0), (question, other, 0.0, 1.0)]
    fit.fitted(model, [step] * 60)
    high, low = model.eval()(step).tolist()
    assert high > low + 1


def test_a_pair_gives_the_same_figure_whatever_was_read_before(reader: Reader) -> None:
    alone = [Reader().read(*pair) for pair in PAIRS[:3]]
    assert [reader.read(*pair) for pair in reversed(PAIRS)][::-1][:3] == alone


@pytest.mark.parametrize("question, passage", PAIRS)
def test_any_text_gives_a_figure(reader: Reader, question: str, passage: str) -> None:
    assert np.isfinite(reader.read(question, passage))


@pytest.mark.parametrize(
    "question, answering, other",
    [
        (
            "Who has to agree before a stall moves?",
            "Moving a stall. A stall may be moved only with the consent of the market superintendent.",
            "Moving a stall. A stall that is moved must be back in its place by the next market day.",
        ),
        (
            "how often is the register looked at again",
            "Register. The register of traders is reviewed every two years by the licensing panel.",
            "Register. The register of traders lists each trader's name, pitch and goods.",
        ),
        (
            "We sell hot food from a van. What would a pitch cost us?",
            "Fees. A pitch for hot food is £48 a day.",
            "Hot food. A van that sells hot food needs a gas certificate and a fire blanket.",
        ),
    ],
)
def test_a_passage_that_answers_comes_before_one_on_the_same_matter(
    reader: Reader, question: str, answering: str, other: str
) -> None:
    assert reader.read(question, answering) > reader.read(question, other) + 1


def test_on_documents_in_no_fit_reading_tells_more_than_nearness() -> None:
    read, near = measure.measured(Reader(), embed.load(), every=4)
    assert measure.area(read) > measure.area(near) + 0.1


def test_every_question_of_the_documents_names_clauses_that_are_there() -> None:
    for apart in (True, False):
        asked = [one for source in pairs.sources(apart=apart) for one in source.asked]
        assert 0.5 < sum(bool(places) for _, places in asked) / len(asked) < 0.65
        assert all(question.strip() for question, _ in asked)


def test_of_each_question_on_a_document_the_passages_near_it_do_not_answer() -> None:
    for one in pairs.of_documents(embed.load(), apart=True):
        assert one.near and not set(one.near) & set(one.answering)


@pytest.mark.parametrize("content", [None, b"", b"not weights"])
def test_weights_that_are_missing_or_damaged_are_one_clear_line(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "reader.safetensors"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ClausewiseError, match=r"reader\.safetensors: not the reader's weights .*install") as told:
        Reader(file).read("a", "b")
    assert "\n" not in str(told.value)
