"""The YAML files of `data/`, read when first needed: an import of this package reads no file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"
"""The folder of the word lists."""


def load_words(file: Path) -> dict[str, Any]:
    """The file's content; with the C parser where PyYAML has it, which is ten times faster."""
    import yaml  # here, so that a light import stays light

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)
    if not isinstance(content, dict):
        raise ValueError(f"{file.name}: a mapping is expected at the top")
    return content
