"""From the text of a pack to a proved pack: strict YAML, then the model, then the proof against the clauses loaded."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from assistant.errors import PackError
from assistant.rules import strict_yaml
from assistant.rules.model import Pack
from assistant.rules.proof import prove

FIGURES = (("pounds", "£{}"), ("percent", "{}%"), ("months", "{} months"), ("count", "{}"), ("services", "£{} (services)"))


def parse(name: str, text: str) -> tuple[Pack, strict_yaml.Loaded]:
    """Reads a pack without proving it; raises PackError naming pack, line and field."""
    loaded = strict_yaml.load(name, text)
    if not isinstance(loaded.data, dict):
        raise PackError(name, "a pack is a mapping that starts with pack: and document:", line=1)
    try:
        return Pack.model_validate(loaded.data), loaded
    except ValidationError as error:
        raise refused(name, error, loaded) from None


def load(name: str, text: str, clauses: Mapping[str, str]) -> Pack:
    """A pack that is proved against its document's clauses (text by label); raises PackError otherwise."""
    pack, loaded = parse(name, text)
    prove(name, pack, loaded.lines, clauses)
    return pack


def refused(name: str, error: ValidationError, loaded: strict_yaml.Loaded) -> PackError:
    """The first fault of a validation error as one line, with the line of the file and the clause and figure around it."""
    fault = error.errors(include_url=False)[0]
    path = _path(fault["loc"], loaded.data)
    around = _around(path, loaded.data)
    field = _field(path, loaded.data)
    reason = str(fault["msg"]).removeprefix("Value error, ")
    unknown = str(fault["loc"][-1]) if fault["type"] == "extra_forbidden" else ""
    text = f"unknown field {unknown}" if unknown else f"{field}: {reason}"
    return PackError(name, text, line=loaded.line(path), clause=around.get("clause", ""), figure=around.get("figure", ""))


def _path(location: tuple[Any, ...], data: Any) -> tuple[str | int, ...]:
    """The error's location as a path into the data: the names of union branches, which are not in the file, left out."""
    path: list[str | int] = []
    for step in location:
        inside = (isinstance(data, dict) and step in data) or (
            isinstance(data, list) and isinstance(step, int) and step < len(data)
        )
        if inside:
            path.append(step)
            data = data[step]
    return tuple(path)


def _around(path: tuple[str | int, ...], data: Any) -> dict[str, str]:
    """The clause and the figure nearest to a path, for the message."""
    found: dict[str, str] = {}
    for step in (None, *path):
        data = data if step is None else data[step]
        if not isinstance(data, dict):
            continue
        clause = data.get("clause") or data.get("clauses")
        if clause:
            found["clause"] = ", ".join(map(str, clause)) if isinstance(clause, list) else str(clause)
        for unit, shape in FIGURES:
            if unit in data:
                found["figure"] = shape.format(_grouped(data[unit]))
    return found


def _grouped(value: Any) -> str:
    """A number as it is printed, 100,000; anything else as it stands."""
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return f"{value:,}" if number else str(value)


def _field(path: tuple[str | int, ...], data: Any) -> str:
    """What a fault is in: the field's name, or the name of the rule or provision where it is in the whole of one."""
    for step in path:
        data = data[step]
    if path and isinstance(path[-1], str):
        return path[-1]
    named = data.get("id") if isinstance(data, dict) else None
    return str(named or next((step for step in reversed(path) if isinstance(step, str)), "pack"))
