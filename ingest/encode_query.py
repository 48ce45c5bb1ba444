"""One question into a vector without torch, ready in 0.2 s instead of 6, and equal to sentence-transformers to 3e-7 (docs/adr/0003).

With the bundled model a question is encoded by weights of its own, which were fitted to bring it near the passage that answers it
(docs/adr/0013): `encode_query.safetensors`, made by `python -m evals.fits.question`. Passages are encoded by the model as it comes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ingest.bert import TOKENIZER, WEIGHTS, Bert, read_weights
from ingest.errors import ModelMissing
from ingest.model_files import question_weights, settings
from ingest.vectors import FloatArray

FITTED = question_weights()
_MODULES = (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])


def understands(folder: Path) -> bool:
    """Whether the model in this folder is one that is computed here: BERT, the mean of its tokens, no prompt put in front."""
    if not all((folder / name).is_file() for name in (WEIGHTS, TOKENIZER, "modules.json", "sentence_bert_config.json")):
        return False
    bert, sentence, modules = (settings(folder / f"{name}.json") for name in ("config", "sentence_bert_config", "modules"))
    pooling = {
        mode for mode, on in settings(folder / "1_Pooling/config.json").items() if mode.startswith("pooling_mode") and on
    }
    return (
        bert.get("model_type") == "bert"
        and bert.get("hidden_act") == "gelu"
        and bert.get("position_embedding_type", "absolute") == "absolute"
        and [module["type"].rsplit(".", 1)[-1] for module in modules] in _MODULES
        and pooling == {"pooling_mode_mean_tokens"}
        and not sentence.get("do_lower_case")
        and not settings(folder / "config_sentence_transformers.json").get("default_prompt_name")
    )


def changes(fitted: Path = FITTED) -> dict[str, FloatArray]:
    """What was learned for questions put to the bundled model. :raises ModelMissing: the file that holds it is missing or damaged."""
    try:
        return read_weights(fitted)
    except Exception as error:
        raise ModelMissing(
            f"{fitted}: not the weights that questions are encoded by ({error}); install the program again"
        ) from error


class QueryEncoder:
    """The model in a folder that `understands` accepts, with changes to its weights where they are given."""

    def __init__(self, folder: Path, changes: Mapping[str, FloatArray] | None = None) -> None:
        self._bert = Bert(folder, settings(folder / "sentence_bert_config.json")["max_seq_length"], changes)

    def encode(self, text: str) -> tuple[FloatArray, FloatArray]:
        """The text's vector and its words' (float32, rows of length 1); a text over the model's length is cut, as sentence-transformers cuts it."""
        states, marks = self._bert.states(text)
        mean: FloatArray = states.mean(axis=0)
        words = states[~marks]
        return mean / np.linalg.norm(mean), words / np.linalg.norm(words, axis=1, keepdims=True)
