"""The small files that lie beside a model's weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def settings(file: Path) -> Any:
    """What a JSON file of a model says; nothing where there is none."""
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
