"""Words of a document inside an answer: the sentence that answers best, and clauses and lists shown whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import words
from assistant.compose.citing import WHOLE_CLAUSE_CHARACTERS
from assistant.holdings import Held
from assistant.rules.segments import plain, segments
from ingest.model import Clause

HEADLINE_CHARACTERS = 320
LIST_MOST = 14
BULLET = re.compile(r"^(?:[-*•]|\d+(?:\.\d+)+\.?(?=\s)|\(?\d+[.)](?=\s)|\(?[a-z][.)](?=\s)|#+|\|)\s*|\s*\|$", re.IGNORECASE)


def best_sentence(text: str, asked: Sequence[str]) -> str:
    """The sentence, item or row of a passage that holds most of the question's words, the first of those that tie."""
    parts = [s.text for s in segments(text) if len(s.text) > 12]
    parts = [p for p in parts if not p.startswith("#")] or parts
    if not parts:
        return plain(text)
    weight = words.weights(words.content(p) for p in parts)
    best = max(parts, key=lambda p: (words.share(asked, words.content(p), weight, 1.0), -parts.index(p)))
    return shortened(BULLET.sub("", best).replace(" | ", ": ").strip())


def shortened(text: str) -> str:
    """A text of a headline's length, cut between words."""
    if len(text) <= HEADLINE_CHARACTERS:
        return text
    return text[:HEADLINE_CHARACTERS].rsplit(" ", 1)[0] + " …"


def shown(text: str) -> str:
    """A clause's words as they stand, set as a Markdown quotation without its own heading marks."""
    lines = [re.sub(r"^#+\s*", "", line).rstrip() for line in text.strip().splitlines()]
    return "\n".join("> " + line if line else ">" for line in lines)


def whole_list(held: Held, label: str) -> tuple[str, ...]:
    """The labels of the list that a clause heads or is an item of, in order, the heading clause first; empty where it is in none."""
    clause = held.clauses.get(label)
    if clause is None:
        return ()
    head = clause.parent if clause.kind in ("item", "table_row") else label
    items = [c.label for c in held.clauses.values() if c.parent == head and c.kind == clause_kind(held, head, clause)]
    if len(items) < 2 or len(items) > LIST_MOST:
        return ()
    return tuple(([head] if head in held.clauses else []) + items)


def clause_kind(held: Held, head: str | None, clause: Clause) -> str:
    """The kind of a clause's siblings: its own for an item, else that of the items it heads."""
    if clause.kind in ("item", "table_row"):
        return clause.kind
    return next((c.kind for c in held.clauses.values() if c.parent == head and c.kind in ("item", "table_row")), "item")


def characters(held: Held, labels: Sequence[str]) -> int:
    return sum(len(held.clause_texts.get(label, "")) for label in labels)


def is_short(held: Held, labels: Sequence[str]) -> bool:
    """Whether a list is short enough to be shown whole."""
    return characters(held, labels) <= 3 * WHOLE_CLAUSE_CHARACTERS
