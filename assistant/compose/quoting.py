"""Words of a document inside an answer: the sentence that answers best, and clauses and lists shown whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant import words
from assistant.asked.answer_type import AnswerType, holds
from assistant.compose.citing import WHOLE_CLAUSE_CHARACTERS
from assistant.holdings import Held
from assistant.retrieve.passages import Ranked, fused
from ingest.embedded_text import sentences
from ingest.plain import plain

HEADLINE_CHARACTERS, BEGINNING_CHARACTERS = 320, 90
LIST_MOST = 14
LEAST_CHARACTERS = 20
SENTENCE_END = re.compile(r"(?<=[^\s.])[.;:](?=\s|$)")
ADDRESS = "://"
BULLET = re.compile(
    r"^(?:[-*•|]\s*|\d+(?:\.\d+)+[A-H]?\.?(?=\s)|\(?\d+[A-H]?[.)](?=\s)|\(?[a-z][.)](?=\s)|#+)\s*|\s*\|$", re.IGNORECASE
)


def best_sentence(found: Ranked, asked: Sequence[str], wanted: AnswerType | None = None) -> str:
    """The sentence, item or row of a passage that answers best, by meaning and by the question's words as passages are found.

    `wanted` is the kind of thing asked for: a sentence that holds one goes before all others. Addresses of sources are never it.
    """
    parts = sentences(found.passage) or (plain(found.passage.text),)
    if wanted is not None and not any(holds(part, wanted) for part in parts):
        # a line too short to count as a sentence, as a date under a title
        lines = tuple(plain(line) for line in found.passage.text.splitlines() if holds(line, wanted))
        parts = lines or parts
    cosines = found.sentences if len(found.sentences) == len(parts) else (0.0,) * len(parts)
    weight = words.weights(words.content(part) for part in parts)

    def merit(place: int) -> tuple[bool, bool, float, int]:
        part = parts[place]
        shared = words.share(asked, words.content(part), weight, 1.0)
        typed = wanted is not None and holds(part, wanted)
        return ADDRESS not in part, typed, fused(cosines[place], shared), -place

    best = max(range(len(parts)), key=merit)
    return shortened(BULLET.sub("", completed(parts, best)).replace(" | ", ": ").strip())


def completed(parts: Sequence[str], place: int) -> str:
    """A part with those that it leads into, up to the end of its sentence.

    >>> completed(("It is 20%;", "it was 17.5% before.", "Else it is less."), 0)
    'It is 20%; it was 17.5% before.'
    """
    last = place
    while parts[last].endswith((";", ":")) and last + 1 < len(parts):
        last += 1
    return " ".join(parts[place : last + 1])


def shortened(text: str) -> str:
    """A text of a headline's length, cut between words."""
    if len(text) <= HEADLINE_CHARACTERS:
        return text
    return text[:HEADLINE_CHARACTERS].rsplit(" ", 1)[0] + " …"


def in_brief(items: Sequence[str]) -> str:
    """The items of a list in the length of a headline: how each begins, as many as there is room for.

    >>> in_brief(["(a) To plant trees, so that streets are cool.", "(b) To mend paths"])
    'To plant trees, so that streets are cool; To mend paths'
    >>> in_brief(["1. To plant trees, and many of them, by the sea. They are oaks."] * 40).endswith("by the sea; …")
    True
    """
    begun = [_beginning(item) for item in items]
    kept = [text for at, text in enumerate(begun) if len("; ".join(begun[: at + 1])) <= HEADLINE_CHARACTERS] or begun[:1]
    return "; ".join(kept) + ("; …" if len(kept) < len(begun) else "")


def _beginning(item: str) -> str:
    """How an item of a list begins: its first sentence, or sentences where that is a name alone, cut where they are long."""
    first = BULLET.sub("", plain(item).strip()).replace(" | ", ": ").strip()
    text = " ".join(first.split())
    said = next((text[: end.start()] for end in SENTENCE_END.finditer(text) if end.start() >= LEAST_CHARACTERS), text)
    if len(said) <= BEGINNING_CHARACTERS:
        return said
    cut = said[:BEGINNING_CHARACTERS]
    return (cut.rsplit(", ", 1)[0] if ", " in cut[BEGINNING_CHARACTERS // 3 :] else cut.rsplit(" ", 1)[0]) + " …"


def shown(text: str) -> str:
    """A clause's words as they stand, set as a Markdown quotation without its own heading marks."""
    lines = [re.sub(r"^#+\s*", "", line).rstrip() for line in text.strip().splitlines()]
    return "\n".join("> " + line if line else ">" for line in lines)


def whole_list(held: Held, label: str) -> tuple[str, ...]:
    """The labels of the list that a clause heads or is an item of, in order, the heading clause first; empty where it is in none.

    A heading over numbered paragraphs that have none of their own heads them; it is left out where it has no words beside the heading.
    """
    clause = held.clauses.get(label)
    if clause is None:
        return ()
    head = clause.parent if clause.kind in ("item", "table_row") else label
    below = [c for c in held.clauses.values() if c.parent == head]
    items = [c.label for c in below if c.kind in ("item", "table_row")]
    paragraphs = [c.label for c in below if c.kind == "section" and c.heading == clause.heading]
    if len(items) < 2 and clause.kind == "section" and paragraphs and label not in held.worded:
        items = paragraphs
    elif len(items) < 2:
        return ()
    return (*([head] if head in held.worded else []), *items) if len(items) <= LIST_MOST else ()


def characters(held: Held, labels: Sequence[str]) -> int:
    return sum(len(held.clause_texts.get(label, "")) for label in labels)


def is_short(held: Held, labels: Sequence[str]) -> bool:
    """Whether a list is short enough to be shown whole."""
    return characters(held, labels) <= 3 * WHOLE_CLAUSE_CHARACTERS
