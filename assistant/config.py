"""Settings, all from the environment; docs/install.md lists them."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.errors import ClausewiseError

SIZE_LIMIT_MB = 50


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


def _whole(name: str, default: int) -> int:
    text = os.environ.get(name, "")
    if not text:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise ClausewiseError(f"{name} is not a whole number above 0: {text[:40]!r}")
    return int(text)
