"""Every figure, comparator, VAT basis, clause and proved day of a file of rules, changed in its text one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import yaml

from assistant.rules import strict_yaml

COMPARATORS = ("over", "at_least", "under", "at_most", "exactly")
BASES = ("ex", "inc", "unstated")
DAYS = ("from", "to", "day", "verified_to")
FIGURES = {"pounds", "percent", "months", "count", "national"}
NO_CLAUSE = "No clause of this name"
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Mutation:
    """One change: what it is called, the text with it, the lines (from 1) of the rule or row it is in, and what the message must hold."""

    name: str
    text: str
    first_line: int
    last_line: int
    holds: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """A plain value in the file: its path, its node, the mapping that it is in, and the rule, provision or row around it."""

    path: Path
    node: yaml.ScalarNode
    around: dict[str, str]
    item: yaml.Node

    @property
    def key(self) -> str:
        return "clauses" if self.path[-2:-1] == ("clauses",) else str(self.path[-1])


def mutations(text: str, labels: Sequence[str]) -> Iterator[Mutation]:
    """The changes of one file; `labels` are those of its document, in order."""
    table = "rows:" in text
    for place in _places(yaml.compose(text, Loader=yaml.CSafeLoader)):
        for new in _others(place, labels, table):
            yield _mutation(text, place, new)


def _places(
    node: yaml.Node, path: Path = (), item: yaml.Node | None = None, around: dict[str, str] | None = None
) -> Iterator[Place]:
    if isinstance(node, yaml.MappingNode):
        inside = {key.value: value.value for key, value in node.value if isinstance(value, yaml.ScalarNode)}
        for key, value in node.value:
            yield from _places(value, (*path, key.value), item, inside)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _places(value, (*path, index), item or (value if len(path) == 1 else None), around)
    elif isinstance(node, yaml.ScalarNode):
        yield Place(path, node, around or {}, item or node)


def _others(place: Place, labels: Sequence[str], table: bool) -> list[str]:
    """What the value is changed to: every other comparator or basis, a figure one more, a day later, the clauses beside and none."""
    was = place.node.value
    if place.key == "comparator":
        return [other for other in COMPARATORS if other != was]
    if place.key == "vat":
        return [other for other in BASES if other != was]
    if place.key in ("clause", "clauses"):
        at = labels.index(was)
        return [quoted(label) for label in (NO_CLAUSE, labels[at - 1], labels[(at + 1) % len(labels)])]
    value = strict_yaml.plain(was) if not place.node.style else was
    if table and place.key in DAYS and isinstance(value, date):
        return [str(value + timedelta(days=1))]
    return [str(value + 1)] if isinstance(value, int | Decimal) and not isinstance(value, bool) else []


def quoted(label: str) -> str:
    return "'" + label.replace("'", "''") + "'"


def _mutation(text: str, place: Place, new: str) -> Mutation:
    """The message must name the clause always, and the figure where the value is one or says something of one."""
    node, item = place.node, place.item
    changed = text[: node.start_mark.index] + new + text[node.end_mark.index :]
    bare_clause = place.key in ("clause", "clauses") and not FIGURES & set(place.around)
    name = f"{'.'.join(map(str, place.path))}: {node.value} to {new}"
    holds = (", clause ",) if bare_clause else (", clause ", ", figure ")
    return Mutation(name, changed, item.start_mark.line + 1, max(item.end_mark.line, item.start_mark.line + 1), holds)
