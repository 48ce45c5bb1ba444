"""The bundled model from disk: light until it embeds, the same vector for the same text, and the short way equal to the long."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from invented_library import policy_text

from ingest import embed
from ingest.embed import SentenceEmbedder, load
from ingest.encode_query import understands
from ingest.errors import ModelMissing

ROOT = Path(__file__).resolve().parents[2]
ODD = ["", " \n", "£177,897", "ÉCOLE naïve 東京 🙂", "a" * 3000, "procurement " * 900, "[SEP] [CLS] [MASK]", "\x00\u200b\ufffd"]
QUESTIONS = ["Is social value required for this £400k works contract?", "Who signs off above a threshold?"]


@pytest.fixture(scope="module")
def bundled() -> SentenceEmbedder:
    embedder = load()
    assert isinstance(embedder, SentenceEmbedder)
    return embedder


@pytest.fixture(scope="module")
def plain(bundled: SentenceEmbedder) -> SentenceEmbedder:
    """The bundled model as it comes, without the weights that were learned for questions."""
    return SentenceEmbedder(bundled._name, bundled._folder)


@pytest.fixture
def model_copy(bundled: SentenceEmbedder, tmp_path: Path) -> Path:
    """A folder like the bundled model's, its weights linked, its small files our own to change."""
    folder = tmp_path / "copy"
    for part in bundled._folder.rglob("*"):
        copy = folder / part.relative_to(bundled._folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if part.is_file():
            (os.symlink if part.suffix == ".safetensors" else shutil.copy)(part, copy)
    return folder


def fifty_texts() -> list[str]:
    lines = [line for council in ("harbour", "moor", "fen") for line in policy_text(council, 2, 8).splitlines() if line]
    return (ODD + QUESTIONS + lines)[:50]


def in_a_new_process(script: str, **settings: str) -> dict[str, object]:
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=True
    )
    assert run.stderr == ""
    said: dict[str, object] = json.loads(run.stdout)
    return said


def test_the_short_way_gives_what_sentence_transformers_gives(plain: SentenceEmbedder) -> None:
    texts = fifty_texts()
    assert len(texts) == 50 and understands(plain._folder)
    long_way = plain.encode(texts)
    short_way = np.stack([plain.encode_query(text)[0] for text in texts])
    assert short_way.dtype == np.float32
    assert np.abs(short_way - long_way).max() < 1e-6
    ranks = [np.argsort(-np.round(long_way @ ways.T, 4), axis=0, kind="stable") for ways in (long_way, short_way)]
    assert (ranks[0] == ranks[1]).mean() > 0.99


def test_words_are_the_same_by_the_short_way_and_the_marks_around_a_text_are_none_of_them(plain: SentenceEmbedder) -> None:
    texts = ["fair pay", "Is social value required?"]
    rows, long_way = plain.encode_with_words(texts)
    assert rows.tobytes() == plain.encode(texts).tobytes()
    assert [len(words) for words in long_way] == [2, 5]
    for text, words in zip(texts, long_way, strict=True):
        assert np.abs(plain.encode_query(text)[1] - words).max() < 1e-5
        assert np.allclose(np.linalg.norm(words, axis=1), 1, atol=1e-5)


def test_how_many_are_worked_on_at_once_changes_no_bit(bundled: SentenceEmbedder, monkeypatch: pytest.MonkeyPatch) -> None:
    given = []
    for processors in (1, 4):
        monkeypatch.setattr(embed, "processors", lambda processors=processors: processors)
        told: list[tuple[int, int]] = []
        rows, words = bundled.encode_with_words(fifty_texts(), lambda done, of, told=told: told.append((done, of)))
        together = bundled.encode_together(fifty_texts() * 2)
        given.append((rows.tobytes(), [one.tobytes() for one in words], together.tobytes(), told))
    assert given[0] == given[1]
    assert given[0][3] == [(done, 50) for done in (8, 16, 24, 32, 40, 48, 50)]


def test_a_text_has_one_vector_whatever_stands_beside_it(bundled: SentenceEmbedder) -> None:
    texts = fifty_texts()[8:48]
    together = bundled.encode(texts)
    assert bundled.encode(texts[::-1])[::-1].tobytes() == together.tobytes()
    assert bundled.encode(texts[5:6]).tobytes() == together[5:6].tobytes()


def test_texts_embedded_together_are_themselves_and_the_same_in_any_order(bundled: SentenceEmbedder) -> None:
    texts = fifty_texts()
    together = bundled.encode_together(texts)
    assert np.abs(together - bundled.encode(texts)).max() < 1e-6
    assert bundled.encode_together(texts[::-1])[::-1].tobytes() == together.tobytes()
    assert bundled.encode_together([]).shape == (0, 384)


def test_vectors_have_length_one_and_progress_is_told(bundled: SentenceEmbedder) -> None:
    told: list[tuple[int, int]] = []
    rows = bundled.encode(fifty_texts(), lambda done, total: told.append((done, total)))
    assert rows.shape == (50, 384) and bundled.dimensions == 384
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert told[-1] == (50, 50) and told == sorted(told)
    assert bundled.encode([]).shape == (0, 384)


def test_a_question_takes_neither_torch_nor_the_network() -> None:
    said = in_a_new_process(
        """
import json, sys
calls = []
sys.addaudithook(lambda event, _: calls.append(event) if event in ("socket.connect", "socket.getaddrinfo") else None)
from ingest.embed import load
embedder = load()
embedder.fingerprint
light = sorted({"torch", "transformers", "sentence_transformers", "numpy"} & set(sys.modules))
length = len(embedder.encode_query("Is it required?")[0])
heavy = sorted({"torch", "transformers", "sentence_transformers"} & set(sys.modules))
print(json.dumps({"light": light, "heavy": heavy, "length": length, "calls": calls}))
"""
    )
    assert said == {"light": [], "heavy": [], "length": 384, "calls": []}


def test_a_model_is_found_by_its_name_in_the_local_cache_and_embeds_in_silence_offline(
    bundled: SentenceEmbedder, tmp_path: Path
) -> None:
    cached = tmp_path / "hub" / "models--sentence-transformers--some-model"
    (cached / "refs").mkdir(parents=True)
    (cached / "refs" / "main").write_text("0123abcd")
    (cached / "snapshots").mkdir()
    (cached / "snapshots" / "0123abcd").symlink_to(bundled._folder)
    said = in_a_new_process(
        """
import json, sys
calls = []
sys.addaudithook(lambda event, _: calls.append(event) if event in ("socket.connect", "socket.getaddrinfo") else None)
from ingest.embed import load
embedder = load("some-model")
rows = embedder.encode(["Is it required?"])
print(json.dumps({"name": embedder.fingerprint.split()[0], "shape": rows.shape, "calls": calls}))
""",
        HF_HOME=str(tmp_path),
        HF_HUB_CACHE=str(tmp_path / "hub"),
    )
    assert said == {"name": "sentence-transformers/some-model", "shape": [1, 384], "calls": []}


def test_the_fingerprint_follows_what_decides_the_vectors(bundled: SentenceEmbedder, model_copy: Path) -> None:
    first = load(str(model_copy)).fingerprint
    assert first.split()[1:] == bundled.fingerprint.split()[1:] and first.split()[0] == "copy"
    (model_copy / "README.md").write_text("Other words")
    assert load(str(model_copy)).fingerprint == first
    (model_copy / "sentence_bert_config.json").write_text('{"max_seq_length": 128, "do_lower_case": false}')
    shorter = load(str(model_copy)).fingerprint
    assert shorter != first
    (model_copy / "model.safetensors").unlink()
    (model_copy / "model.safetensors").write_bytes(b"other weights")
    assert load(str(model_copy)).fingerprint not in (first, shorter)


def test_a_model_of_another_kind_goes_the_long_way(model_copy: Path) -> None:
    pooling = {"word_embedding_dimension": 384, "pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}
    (model_copy / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    assert not understands(model_copy)
    other = load(str(model_copy))
    assert other.encode_query(QUESTIONS[0])[0].tobytes() == other.encode(QUESTIONS[:1])[0].tobytes()
    assert np.abs(other.encode_query(QUESTIONS[0])[0] - load().encode_query(QUESTIONS[0])[0]).max() > 0.01


@pytest.mark.parametrize("setting", ["no/such-model", "no-such-model", "../nowhere/at all", "{empty}"])
def test_a_model_that_is_not_there_is_named_in_one_line(tmp_path: Path, setting: str) -> None:
    setting = setting.format(empty=tmp_path)
    with pytest.raises(ModelMissing) as missing:
        load(setting)
    assert setting in str(missing.value) and "\n" not in str(missing.value)


def test_weights_that_are_cut_short_are_named_in_one_line(model_copy: Path) -> None:
    weights = model_copy / "model.safetensors"
    start = weights.read_bytes()[:100_000]
    weights.unlink()
    weights.write_bytes(start)
    embedder = load(str(model_copy))
    for use in (lambda: embedder.encode(["words"]), lambda: embedder.encode_query("words")):
        with pytest.raises(ModelMissing) as missing:
            use()
        assert str(model_copy) in str(missing.value) and "\n" not in str(missing.value)


def test_settings_that_are_not_json_are_named_in_one_line(model_copy: Path) -> None:
    (model_copy / "config.json").write_text("{")
    with pytest.raises(ModelMissing) as missing:
        load(str(model_copy))
    assert str(model_copy) in str(missing.value) and "\n" not in str(missing.value)


def test_questions_that_are_asked_at_once_have_the_vectors_they_have_alone() -> None:
    """In a new process, where no other test has set how many threads a sum is shared among."""
    script = (
        "import json; from concurrent.futures import ThreadPoolExecutor; from ingest.embed import load\n"
        "embedder = load(); questions = [f'Who signs off above £{n}k?' for n in range(4)] * 8\n"
        "with ThreadPoolExecutor(8) as pool: vectors = [(a.tobytes(), b.tobytes()) for a, b in pool.map(embedder.encode_query, questions)]\n"
        "print(json.dumps([len(set(vectors)), len(set(questions))]))"
    )
    assert in_a_new_process(script) == [4, 4]
