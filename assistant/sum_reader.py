"""A message read for the part that each of its sums plays: the contract's value, a part that goes on it or off it, or none of these.

The embedding model's own weights with small changes to them, which were fitted on messages with several sums (docs/adr/0032), and a layer that weighs
each sum's words in the light of the whole message beside the signs that the rules tell of it: `sum_reader.safetensors` and `sum_reader.json`, made by
`python -m evals.which_sum.fit`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import ClausewiseError
from assistant.facts import ROLES, SumAt

if TYPE_CHECKING:
    from ingest.bert import Bert
    from ingest.vectors import FloatArray

FITTED = Path(__file__).with_suffix(".safetensors")
SIGNS = Path(__file__).with_suffix(".json")
MOST_TOKENS = 256
"""What is over is cut; of a sum that stands there nothing is told."""
DECIMALS = 4
KEPT = 256


class SumReader:
    """Reads each message by itself, on one thread. The weights are read on the first."""

    def __init__(self, fitted: Path = FITTED, signs: Path = SIGNS) -> None:
        self._fitted, self._signs = fitted, signs
        self.read = lru_cache(KEPT)(self._read)

    def _read(self, text: str, sums: tuple[SumAt, ...]) -> tuple[tuple[float, ...], ...]:
        """For each sum the logarithms of how likely each of the parts is, in the order of `ROLES`; as likely each where the sum stands beyond what is
        read.

        :raises ClausewiseError: the weights that come with the program are missing or damaged.
        """
        import numpy as np

        states, places = self._bert.placed_states(text)
        return tuple(self._odds(np.asarray(_mean(states, places, one)), one) for one in sums)

    def _odds(self, row: FloatArray, one: SumAt) -> tuple[float, ...]:
        import numpy as np

        if not row.any():
            return (float(np.round(-np.log(len(ROLES)), DECIMALS)),) * len(ROLES)
        changes, column = self._changes, self._columns
        inner = np.tanh(changes["head.weight"] @ row + changes["head.bias"])
        seen = [column[sign] for sign in one.signs if sign in column]
        out = changes["out.weight"] @ inner + changes["out.bias"] + changes["signs.weight"][seen].sum(axis=0)
        told = out - out.max()
        told = told - np.log(np.exp(told).sum())
        return tuple(round(float(value), DECIMALS) for value in told)

    @cached_property
    def _bert(self) -> Bert:
        from ingest.bert import Bert, gelu_by_tanh
        from ingest.embed import bundled_folder

        return Bert(bundled_folder(), MOST_TOKENS, self._changes, gelu_by_tanh)

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {sign: at for at, sign in enumerate(json.loads(self._signs.read_text(encoding="utf-8")))}

    @cached_property
    def _changes(self) -> dict[str, FloatArray]:
        from ingest.bert import read_weights

        try:
            return read_weights(self._fitted)
        except Exception as error:
            raise ClausewiseError(f"{self._fitted}: not the weights for sums ({error}); install the program again") from error


def _mean(states: FloatArray, places: Sequence[tuple[int, int]], one: SumAt) -> FloatArray:
    """The mean of the rows of the tokens that a sum's characters fall in; zeros where none does."""
    within = [at for at, (start, end) in enumerate(places) if start < one.end and end > one.start and end > start]
    mean: FloatArray = states[within].mean(axis=0) if within else states[0] * 0
    return mean
