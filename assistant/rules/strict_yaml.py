"""YAML with nothing to trip over: one document, no aliases, tags or merge keys, every key once, plain numbers and dates only.

`yaml.safe_load` takes 250:00 for 15,000, 010 for 8 and `no` for false, and lets a key be given twice. Here a plain scalar is a
whole number, a decimal, an ISO date, true, false or null as written, or text; what other YAML readers would read otherwise
is refused and has to be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from assistant.errors import PackError

Path = tuple[str | int, ...]
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it: the same events, twenty times as fast."""
MAX_BYTES = 1_000_000
MAX_DEPTH = 20
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
FRACTION = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,6}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WORDS = {"true": True, "false": False, "null": None}
TRAPS = (
    (re.compile(r"(?i)y|n|yes|no|on|off|true|false|null|~"), "write true, false or null, or quote the word"),
    (re.compile(r"(?i)[-+]?\.(nan|inf)"), "not a number that can be compared"),
    (re.compile(r"[-+]?\d+(:\d+)+(\.\d*)?"), "base-60 in other readers: quote it"),
    (re.compile(r"(?i)[-+]?0[ox]?[0-9a-f_]+"), "octal or hexadecimal in other readers: write a plain number or quote it"),
    (
        re.compile(r"(?i)[-+]?[0-9][0-9_,]*(\.[0-9_]*)?(e[-+]?[0-9]+)?"),
        "write a plain number without signs, underscores, commas or exponent",
    ),
)


class Loaded:
    """What was read: `data`, and the line (from 1) on which each value stands, by its path from the top."""

    def __init__(self, data: Any, lines: dict[Path, int]) -> None:
        self.data, self.lines = data, lines

    def line(self, path: Path) -> int | None:
        """The line of the value at the path, or of the nearest value above it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)


def load(name: str, text: str) -> Loaded:
    """Reads one YAML document; raises PackError naming the line of what is refused."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise PackError(name, f"over {MAX_BYTES:,} bytes")
    try:
        return _Builder(name, yaml.parse(text, Loader=PARSER)).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read")
        raise PackError(name, f"not YAML: {reason}", line=mark.line + 1 if mark else None) from None
    except RecursionError:
        raise PackError(name, f"nested deeper than {MAX_DEPTH} levels") from None


class _Builder:
    """Builds values from parser events, so that nothing is resolved, merged or constructed that was not asked for."""

    def __init__(self, name: str, events: Iterator[yaml.Event]) -> None:
        self.name, self.events, self.lines = name, events, dict[Path, int]()

    def document(self) -> Loaded:
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            raise PackError(self.name, "the file is empty", line=1)
        data = self.value(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.refused(after, "one document a file")
        return Loaded(data, self.lines)

    def refused(self, event: yaml.Event, reason: str) -> PackError:
        return PackError(self.name, reason, line=_line(event))

    def value(self, event: yaml.Event, path: Path) -> Any:
        if isinstance(event, yaml.AliasEvent):
            raise self.refused(event, "aliases are not allowed: write the value out")
        if getattr(event, "anchor", None):
            raise self.refused(event, "anchors are not allowed")
        if getattr(event, "tag", None):
            raise self.refused(event, "tags are not allowed")
        if len(path) > MAX_DEPTH:
            raise self.refused(event, f"nested deeper than {MAX_DEPTH} levels")
        self.lines[path] = _line(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        raise self.refused(event, "a value is missing")

    def mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.tag or event.anchor:
                raise self.refused(event, "a key has to be a plain word")
            key = event.value
            if key == "<<":
                raise self.refused(event, "merge keys are not allowed")
            if key in found:
                raise self.refused(event, f"key given twice: {key}")
            found[key] = self.value(next(self.events), (*path, key))
        return found

    def sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, (*path, len(found))))
        return found

    def scalar(self, event: yaml.ScalarEvent) -> Any:
        if event.style:
            return event.value
        try:
            return plain(event.value)
        except ValueError as error:
            raise self.refused(event, f"{event.value}: {error}") from None


def _line(event: yaml.Event) -> int:
    """The line an event starts on, from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


def plain(text: str) -> Any:
    """The value of an unquoted scalar; ValueError where other YAML readers would read it otherwise.

    >>> plain("100000"), plain("2.5"), plain("9.2.1"), plain("true")
    (100000, Decimal('2.5'), '9.2.1', True)
    """
    if text in WORDS:
        return WORDS[text]
    if WHOLE.fullmatch(text):
        return int(text)
    if FRACTION.fullmatch(text):
        return Decimal(text)
    if DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError("no such day") from None
    for trap, advice in TRAPS:
        if trap.fullmatch(text):
            raise ValueError(advice)
    if not text:
        raise ValueError("a value is missing: write null if there is none")
    return text
