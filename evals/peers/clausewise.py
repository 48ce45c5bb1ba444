"""Clausewise itself: its search, whose passages stand beside the others', and its answers, with the passages that they cite."""

from __future__ import annotations

from collections.abc import Callable

from assistant.corpus import NATIONAL
from assistant.service import Assistant
from evals.bank import ASKED_ON
from evals.peers.model import Asked, Found, Shown, Stack
from evals.retrieval.ranks import DEPTH

SEARCH = "Clausewise, search"


def stacks(assistant: Assistant) -> list[Stack]:
    """As they come: nothing is set."""
    return [
        Stack(SEARCH, "clauses as passages; as `clausewise search` shows them", _search(assistant)),
        Stack("Clausewise, answers", "the passages an answer cites, in their order", _answers(assistant)),
    ]


def _search(assistant: Assistant) -> Callable[[Asked], Found]:
    def find(asked: Asked) -> Found:
        ranked = assistant.search(asked.query, council=asked.scope, k=DEPTH)
        return Found(tuple(Shown(one.passage.document, one.passage.start, one.passage.end) for one in ranked))

    return find


def _answers(assistant: Assistant) -> Callable[[Asked], Found]:
    def find(asked: Asked) -> Found:
        council = None if asked.scope == NATIONAL else asked.scope
        answer = assistant.ask(asked.question, today=ASKED_ON, council=council, as_of=asked.starts, history=asked.history)
        cited = sorted(answer.citations, key=lambda citation: citation.n)
        return Found(tuple(Shown(one.document, one.start, one.end) for one in cited), answer.outcome)

    return find
