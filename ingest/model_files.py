"""The small files that lie beside a model's weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def settings(file: Path) -> Any:
    """What a JSON file of a model says; nothing where there is none."""
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def question_weights() -> Path:
    """The weights that come with the program for questions put to the bundled model (docs/adr/0013)."""
    return Path(__file__).with_name("encode_query.safetensors")
