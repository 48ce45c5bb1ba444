"""Clauses while they are being put together, and the label each ends with: what an officer would write in a file note."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.markers import Mark
from ingest.model import Block, ClauseKind

_LONGEST_LABEL_WORDS = 16


@dataclass(eq=False)
class Draft:
    """A clause in the making.

    `numbered` says that the label is a number (so that a list below goes on from it: `4.2` gives `4.2.5`), `number` are the
    parts of a clause number, `is_text` says that the clause is a paragraph and not a heading, `rank` how high its heading stands
    (1 is the highest), `part` the appendix or the part of the document it is in.
    """

    label: str
    kind: ClauseKind
    heading: str
    numbered: bool = False
    number: tuple[str, ...] = ()
    is_text: bool = False
    rank: int = 0
    part: str = ""
    parent: Draft | None = None
    path: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)


def short(words: str) -> str:
    """`words` as a label: cut where they go on for a paragraph.

    >>> short("People living well")
    'People living well'
    """
    every = words.split()
    return " ".join(every[:_LONGEST_LABEL_WORDS]) + ("…" if len(every) > _LONGEST_LABEL_WORDS else "")


def item_label(host: Draft, mark: Mark) -> str:
    """The label of an item of a list in `host`: `4.2.5`, `4.1(b)`, `4.1(b)(ii)`, `Objectives 3`, `Objectives (a)`, `Objectives 3(a)`."""
    name = host.label or host.heading
    figure = mark.kind in ("decimal", "bare")
    if not name or host.kind == "front_matter":
        return mark.printed if figure else f"({mark.printed})"
    if host.kind == "item" or host.numbered:
        return f"{name}.{mark.printed}" if figure and not name.endswith(")") else f"{name}({mark.printed})"
    return f"{name} {mark.printed}" if figure else f"{name} ({mark.printed})"


def unique_labels(drafts: Sequence[Draft]) -> list[str]:
    """One label a draft. A label that stands twice gets its heading beside it, and a number in brackets where that does not help."""
    counts = Counter(draft.label for draft in drafts)
    parts: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        parts[draft.label].add(draft.part)
    wanted = [
        _with_heading(draft, in_parts=len(parts[draft.label]) > 1) if counts[draft.label] > 1 else draft.label
        for draft in drafts
    ]
    groups: dict[str, set[str]] = defaultdict(set)
    for draft, label in zip(drafts, wanted, strict=True):
        groups[draft.label].add(label)
    chosen = [label if len(groups[draft.label]) > 1 else draft.label for draft, label in zip(drafts, wanted, strict=True)]
    return _counted(chosen)


def _with_heading(draft: Draft, *, in_parts: bool) -> str:
    if draft.kind in ("footnote", "front_matter"):
        return draft.label
    if draft.numbered:
        return _joined(draft.part, draft.label) if in_parts else _joined(draft.label, draft.heading)
    above = draft.path[-1] if draft.path else ""
    return draft.label if draft.kind == "item" else _joined(above, draft.label)


def _joined(first: str, second: str) -> str:
    return f"{first} {second}" if first and second and second != first else first or second


def _counted(labels: Iterable[str]) -> list[str]:
    labels = list(labels)
    original, taken = set(labels), set[str]()
    counts: Counter[str] = Counter()
    result: list[str] = []
    for label in labels:
        counts[label] += 1
        unique = label if counts[label] == 1 else f"{label} ({counts[label]})"
        while unique in taken or (unique != label and unique in original):
            counts[label] += 1
            unique = f"{label} ({counts[label]})"
        taken.add(unique)
        result.append(unique)
    return result
