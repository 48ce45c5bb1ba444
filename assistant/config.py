"""Settings, all from the environment; docs/install.md lists them."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ClausewiseError

SIZE_LIMIT_MB = 50
PROVIDERS = ("openai", "anthropic", "ollama")
MODEL_NAME = re.compile(r"[\w.:/@-]{1,200}", re.ASCII)
MODEL_SECONDS, MODEL_SECONDS_MOST = 4, 60


@dataclass(frozen=True, slots=True)
class WordingModel:
    """The language model that may word a guide to reading: whose, its name there, and the seconds that an answer waits for it."""

    provider: str
    name: str
    limit_s: float = MODEL_SECONDS

    def __str__(self) -> str:
        return f"{self.provider}:{self.name}"


def index_folder(given: Path | None = None) -> Path:
    """The folder of the library: the one given, else `CLAUSEWISE_INDEX`, else one in the user's data folder."""
    if given is not None:
        return given
    if named := os.environ.get("CLAUSEWISE_INDEX"):
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("clausewise", appauthor=False)) / "library"


def size_limit_bytes() -> int:
    """The largest file that is taken in: `CLAUSEWISE_SIZE_LIMIT_MB` megabytes, 50 unless set."""
    return _whole("CLAUSEWISE_SIZE_LIMIT_MB", SIZE_LIMIT_MB) * 1_000_000


def embedding_model() -> str | None:
    """The embedding model: `CLAUSEWISE_EMBEDDING_MODEL`, a folder or a name in the local cache; the bundled one unless set."""
    return os.environ.get("CLAUSEWISE_EMBEDDING_MODEL") or None


def wording_model() -> WordingModel | None:
    """The model of `CLAUSEWISE_MODEL` (such as ollama:llama3.1:8b), None unless set; `CLAUSEWISE_MODEL_SECONDS` is how long is waited.

    :raises ClausewiseError: it is not written as provider:name, or the seconds are not from 1 to 60. What was set is not shown: a key
        may stand there by mistake.
    """
    text = os.environ.get("CLAUSEWISE_MODEL", "").strip()
    if not text:
        return None
    provider, _, name = text.partition(":")
    if provider not in PROVIDERS or not MODEL_NAME.fullmatch(name):
        raise ClausewiseError(f"CLAUSEWISE_MODEL is not PROVIDER:MODEL with a provider of {', '.join(PROVIDERS)}")
    seconds = _whole("CLAUSEWISE_MODEL_SECONDS", MODEL_SECONDS)
    if seconds > MODEL_SECONDS_MOST:
        raise ClausewiseError(f"CLAUSEWISE_MODEL_SECONDS is more than {MODEL_SECONDS_MOST}: {seconds}")
    return WordingModel(provider, name, seconds)


def _whole(name: str, default: int) -> int:
    text = os.environ.get(name, "")
    if not text:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise ClausewiseError(f"{name} is not a whole number above 0: {text[:40]!r}")
    return int(text)
