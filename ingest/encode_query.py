"""One question into a vector without torch: BERT's forward pass in NumPy, over the model's own weights.

Equal to sentence-transformers to 3e-7 and ready in 0.2 s instead of 6 (docs/adr/0003-encoding-a-question.md). The layers are those
of Devlin et al., "BERT" (2019), section 3, in the order in which Hugging Face's `BertModel` applies them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from ingest.vectors import FloatArray

WEIGHTS, TOKENIZER = "model.safetensors", "tokenizer.json"
_MODULES = (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])


def understands(folder: Path) -> bool:
    """Whether the model in this folder is one that is computed here: BERT, the mean of its tokens, no prompt put in front."""
    if not all((folder / name).is_file() for name in (WEIGHTS, TOKENIZER, "modules.json", "sentence_bert_config.json")):
        return False
    bert, sentence, modules = (_json(folder / f"{name}.json") for name in ("config", "sentence_bert_config", "modules"))
    pooling = {mode for mode, on in _json(folder / "1_Pooling/config.json").items() if mode.startswith("pooling_mode") and on}
    return (
        bert.get("model_type") == "bert"
        and bert.get("hidden_act") == "gelu"
        and bert.get("position_embedding_type", "absolute") == "absolute"
        and [module["type"].rsplit(".", 1)[-1] for module in modules] in _MODULES
        and pooling == {"pooling_mode_mean_tokens"}
        and not sentence.get("do_lower_case")
        and not _json(folder / "config_sentence_transformers.json").get("default_prompt_name")
    )


class QueryEncoder:
    """The model in a folder that `understands` accepts."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file
        from threadpoolctl import ThreadpoolController
        from tokenizers import Tokenizer

        # for the whole process and for good: a limit that each question sets and takes off again is taken off under the questions beside it,
        # and how many threads share a sum decides its last bits
        ThreadpoolController().limit(limits=1, user_api="blas")
        config = _json(folder / "config.json")
        self._layers: int = config["num_hidden_layers"]
        self._heads: int = config["num_attention_heads"]
        self._epsilon = np.float32(config["layer_norm_eps"])
        self._weights: dict[str, FloatArray] = {
            name.removeprefix("bert."): value for name, value in load_file(folder / WEIGHTS).items()
        }
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_json(folder / "sentence_bert_config.json")["max_seq_length"])

    def encode(self, text: str) -> tuple[FloatArray, FloatArray]:
        """The text's vector and its words' (float32, rows of length 1); a text over the model's length is cut, as sentence-transformers cuts it.

        On one thread: a question is too short to share out, and threads that wait for each other on a busy machine take ten times as long.
        """
        tokens = self._tokenizer.encode(text.strip())
        states = self._embedded(tokens.ids)
        for number in range(self._layers):
            layer = f"encoder.layer.{number}"
            attended = self._linear(self._attention(states, f"{layer}.attention.self"), f"{layer}.attention.output.dense")
            states = self._norm(states + attended, f"{layer}.attention.output.LayerNorm")
            inner = _gelu(self._linear(states, f"{layer}.intermediate.dense"))
            states = self._norm(states + self._linear(inner, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
        mean: FloatArray = states.mean(axis=0)
        words = states[np.array(tokens.special_tokens_mask) == 0]
        return mean / np.linalg.norm(mean), words / np.linalg.norm(words, axis=1, keepdims=True)

    def _embedded(self, tokens: list[int]) -> FloatArray:
        words, places, kinds = (
            self._weights[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position", "token_type")
        )
        return self._norm(words[tokens] + places[: len(tokens)] + kinds[0], "embeddings.LayerNorm")

    def _attention(self, states: FloatArray, name: str) -> FloatArray:
        query, key, value = (
            self._linear(states, f"{name}.{part}").reshape(len(states), self._heads, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(query.shape[-1]))
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        attended: FloatArray = (weights @ value).transpose(1, 0, 2).reshape(len(states), -1)
        return attended

    def _linear(self, states: FloatArray, name: str) -> FloatArray:
        product: FloatArray = states @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return product

    def _norm(self, states: FloatArray, name: str) -> FloatArray:
        centred = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + self._epsilon)
        scaled: FloatArray = centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return scaled


def _gelu(x: FloatArray) -> FloatArray:
    """x times the normal distribution's share below x; erf by Abramowitz and Stegun 7.1.26, within 1.5e-7."""
    z = np.abs(x) * np.float32(np.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = np.zeros_like(t)
    for coefficient in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = (series + np.float32(coefficient)) * t
    erf = np.copysign(1 - series * np.exp(-z * z), x)
    activated: FloatArray = x * np.float32(0.5) * (1 + erf)
    return activated


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
