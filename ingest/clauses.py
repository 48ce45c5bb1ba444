"""A document's blocks into the clauses that an officer would cite, each under a label of its own."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.contents import mark_asides
from ingest.labels import Draft, unique_labels
from ingest.lines import lines_of
from ingest.model import Block, Clause, ReadText, Span
from ingest.outline import Outline


def build(read: ReadText) -> tuple[Clause, ...]:
    """The clauses of a document, in the order they begin. Their spans, sorted, cover every block of the text once.

    A table of contents and the furniture of pages stand together in one clause of the kind `contents`, without a label.
    """
    lines = mark_asides(lines_of(read.text, read.blocks), read.text)
    drafts = Outline(lines).walk()
    labels = dict(zip(map(id, drafts), unique_labels(drafts), strict=True))
    order = {block.start: at for at, block in enumerate(read.blocks)}
    return tuple(_clause(draft, labels, order) for draft in drafts)


def _clause(draft: Draft, labels: dict[int, str], order: dict[int, int]) -> Clause:
    parent = labels.get(id(draft.parent)) if draft.parent else None
    return Clause(labels[id(draft)], draft.heading, draft.path, draft.kind, _spans(draft.blocks, order), parent)


def _spans(blocks: Sequence[Block], order: dict[int, int]) -> tuple[Span, ...]:
    """Blocks that follow each other in the document make one span."""
    spans: list[Span] = []
    last = -2
    for block in blocks:
        place = order[block.start]
        if place == last + 1:
            spans[-1] = Span(spans[-1].start, block.end, spans[-1].page)
        else:
            spans.append(Span(block.start, block.end, block.page))
        last = place
    return tuple(spans)
