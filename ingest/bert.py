"""BERT's forward pass in NumPy, over a model's own weights. The only file that knows safetensors, tokenizers and threadpoolctl.

The layers are those of Devlin et al., "BERT" (2019), section 3, in the order in which Hugging Face's `BertModel` applies them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.model_files import settings
from ingest.vectors import FloatArray

WEIGHTS, TOKENIZER = "model.safetensors", "tokenizer.json"


def read_weights(file: Path) -> dict[str, FloatArray]:
    """The arrays that a safetensors file holds, by name, as float32."""
    from safetensors.numpy import load_file

    return {name: value.astype(np.float32, copy=False) for name, value in load_file(file).items()}


def _weights_of(file: Path) -> dict[str, FloatArray]:
    """A model's own weights, by their names without "bert."; read once while the file stays as it is, so that what no change touches is held once."""
    found = file.stat()
    return _read_once(file, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=1)
def _read_once(file: Path, changed_ns: int, size: int) -> dict[str, FloatArray]:
    return {name.removeprefix("bert."): value for name, value in read_weights(file).items()}


class Bert:
    """The model in a folder. `changes` are low-rank changes to its weights, by the name of the weight: `{name}.up` times `{name}.down`
    is added to it; an array under the name of a weight itself takes its place. `activation` is `gelu` unless given."""

    def __init__(
        self,
        folder: Path,
        most_tokens: int,
        changes: Mapping[str, FloatArray] | None = None,
        activation: Callable[[FloatArray], FloatArray] | None = None,
    ) -> None:
        from threadpoolctl import ThreadpoolController
        from tokenizers import Tokenizer

        # for the whole process and for good: a limit that each question sets and takes off again is taken off under the questions beside it,
        # and how many threads share a sum decides its last bits
        ThreadpoolController().limit(limits=1, user_api="blas")
        self._activation = activation or gelu
        config = settings(folder / "config.json")
        self._layers: int = config["num_hidden_layers"]
        self._heads: int = config["num_attention_heads"]
        self._epsilon = np.float32(config["layer_norm_eps"])
        held = _weights_of(folder / WEIGHTS)
        self._weights = {name: _laid_out(name, _changed(name, value, changes or {})) for name, value in held.items()}
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(most_tokens)

    def states(self, text: str, beside: str | None = None) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
        """The last layer's row of each token of a text, or of two read together (float32); and which rows are marks and no words (bool).

        What is over the most tokens is cut, from the longer of two texts. On one thread: a text is too short to share out, and threads
        that wait for each other on a busy machine take ten times as long.
        """
        tokens = self._tokens(text, beside)
        return self._through(tokens, self._layers), np.array(tokens.special_tokens_mask, dtype=bool)

    def placed_states(self, text: str) -> tuple[FloatArray, list[tuple[int, int]]]:
        """The last layer's row of each token of a text (float32), and the characters each stands for, the first and the one after the last; of marks
        none."""
        tokens = self._tokenizer.encode(text)
        return self._through(tokens, self._layers), tokens.offsets

    def first_state(self, text: str, beside: str) -> FloatArray:
        """Of two texts read together, the last layer's row of the mark they begin with (float32): the last layer works out that row alone."""
        last = self._layers - 1
        states = self._through(self._tokens(text, beside), last)
        row: FloatArray = self._layer(last, states, states[:1])[0]
        return row

    def _tokens(self, text: str, beside: str | None) -> Any:
        return self._tokenizer.encode(text.strip(), None if beside is None else beside.strip())

    def _through(self, tokens: Any, layers: int) -> FloatArray:
        """The row of each token after so many layers."""
        states = self._embedded(tokens.ids, tokens.type_ids)
        for number in range(layers):
            states = self._layer(number, states, states)
        return states

    def _layer(self, number: int, states: FloatArray, rows: FloatArray) -> FloatArray:
        """A layer's rows for those of `rows`, which look at all states."""
        layer = f"encoder.layer.{number}"
        attended = self._linear(self._attention(states, rows, f"{layer}.attention.self"), f"{layer}.attention.output.dense")
        rows = self._norm(rows + attended, f"{layer}.attention.output.LayerNorm")
        inner = self._activation(self._linear(rows, f"{layer}.intermediate.dense"))
        return self._norm(rows + self._linear(inner, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")

    def _embedded(self, tokens: Sequence[int], kinds: Sequence[int]) -> FloatArray:
        words, places, sides = (
            self._weights[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position", "token_type")
        )
        return self._norm(words[tokens] + places[: len(tokens)] + sides[kinds], "embeddings.LayerNorm")

    def _attention(self, states: FloatArray, rows: FloatArray, name: str) -> FloatArray:
        query, key, value = (
            self._linear(read, f"{name}.{part}").reshape(len(read), self._heads, -1).transpose(1, 0, 2)
            for read, part in ((rows, "query"), (states, "key"), (states, "value"))
        )
        weights: FloatArray = np.ascontiguousarray(query) @ np.ascontiguousarray(key.transpose(0, 2, 1))
        weights /= np.float32(np.sqrt(query.shape[-1]))
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        attended: FloatArray = (weights @ value).transpose(1, 0, 2).reshape(len(rows), -1)
        return attended

    def _linear(self, states: FloatArray, name: str) -> FloatArray:
        product: FloatArray = states @ self._weights[f"{name}.weight"]
        product += self._weights[f"{name}.bias"]
        return product

    def _norm(self, states: FloatArray, name: str) -> FloatArray:
        centred: FloatArray = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + self._epsilon)
        centred /= spread
        centred *= self._weights[f"{name}.weight"]
        centred += self._weights[f"{name}.bias"]
        return centred


def _changed(name: str, value: FloatArray, changes: Mapping[str, FloatArray]) -> FloatArray:
    if name in changes:
        return changes[name]
    return value + changes[f"{name}.up"] @ changes[f"{name}.down"] if f"{name}.up" in changes else value


def _laid_out(name: str, value: FloatArray) -> FloatArray:
    """The matrix of a linear layer the way it is multiplied by, which takes half the time; any other array as it is."""
    is_linear = name.startswith("encoder.") and value.ndim == 2
    return np.ascontiguousarray(value.T) if is_linear else value


def gelu(x: FloatArray) -> FloatArray:
    """x times the normal distribution's share below x; erf by Abramowitz and Stegun 7.1.26, within 1.5e-7. In place as far as it goes."""
    z = np.abs(x)
    z *= np.float32(np.sqrt(0.5))
    t = z * np.float32(0.3275911)
    t += 1
    np.reciprocal(t, out=t)
    erf = t * np.float32(1.061405429)
    for coefficient in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        erf += np.float32(coefficient)
        erf *= t
    z *= z
    np.negative(z, out=z)
    erf *= np.exp(z, out=z)
    np.subtract(1, erf, out=erf)
    np.copysign(erf, x, out=erf)
    erf += 1
    erf *= x
    erf *= np.float32(0.5)
    return erf


def gelu_by_tanh(x: FloatArray) -> FloatArray:
    """`gelu` within 5e-4 in a quarter of its time (Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016, section 2)."""
    z = x * x
    z *= np.float32(0.044715)
    z += 1
    z *= x
    z *= np.float32(np.sqrt(2 / np.pi))
    np.tanh(z, out=z)
    z += 1
    z *= x
    z *= np.float32(0.5)
    return z
