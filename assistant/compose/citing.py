"""Citations: which words of a clause are shown, numbered in the order they are first used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from assistant.answer import Citation
from assistant.holdings import Held, Holdings
from assistant.rules.segments import holds_words, plain
from ingest.model import Clause, Passage, Span

WHOLE_CLAUSE_CHARACTERS = 1_800
Source = Literal["rule", "retrieval"]


class Citer:
    """Collects citations for one answer; the same words are cited once, under one number."""

    def __init__(self, holdings: Holdings) -> None:
        self.holdings = holdings
        self._cited: dict[tuple[str, int, int], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._cited.values())

    def clause(self, document_id: str, label: str, words: Iterable[str] = (), source: Source = "rule") -> str:
        """Cites a clause, the part of it that holds most of `words` where it is long; gives the mark, "[1]", or nothing if not loaded."""
        held = self.holdings.document(document_id)
        clause = held.clauses.get(label)
        if clause is None:
            return ""
        span = best_span(held, clause, tuple(words))
        return self._mark(held, label, clause.heading, span, source)

    def whole(self, document_id: str, label: str, source: Source = "retrieval") -> tuple[str, str]:
        """Cites every run of a clause; gives the marks and the words cited."""
        held = self.holdings.document(document_id)
        clause = held.clauses[label]
        runs = list(_runs(held, clause))
        marks = "".join(self._mark(held, label, clause.heading, run, source) for run in runs)
        return marks, "\n".join(held.document.text[run.start : run.end] for run in runs)

    def clauses(self, document_id: str, labels: Iterable[str], words: Iterable[str] = (), source: Source = "rule") -> str:
        """Cites several clauses; gives their marks side by side."""
        wanted = tuple(words)
        return "".join(self.clause(document_id, label, wanted, source) for label in labels)

    def passage(self, passage: Passage, source: Source = "retrieval") -> str:
        """Cites a passage that was found."""
        held = self.holdings.document(passage.document)
        return self._mark(held, passage.clause, passage.heading, Span(passage.start, passage.end, passage.page), source)

    def _mark(self, held: Held, label: str, heading: str, span: Span, source: Source) -> str:
        key = (held.id, span.start, span.end)
        if key not in self._cited:
            info = held.document.info
            self._cited[key] = Citation(
                len(self._cited) + 1, held.id, info.title, info.publisher, label, heading, span.page,
                held.document.text[span.start : span.end], held.document.kind, source, span.start, span.end,
            )  # fmt: skip
        elif source == "rule":
            self._cited[key] = replace(self._cited[key], source="rule")
        return f"[{self._cited[key].n}]"


def best_span(held: Held, clause: Clause, words: tuple[str, ...]) -> Span:
    """The run of a clause to show: the whole of it where it is short, else the part that holds most of the words asked for."""
    runs = list(_runs(held, clause))
    return max(runs, key=lambda span: (_count(held.document.text[span.start : span.end], words), -runs.index(span)))


def _runs(held: Held, clause: Clause) -> Iterator[Span]:
    for span in clause.spans:
        trimmed = trim(held.document.text, span)
        if trimmed.end - trimmed.start <= WHOLE_CLAUSE_CHARACTERS:
            yield trimmed
            continue
        inside = [p for p in held.document.passages if span.start <= p.start and p.end <= span.end]
        yield from (Span(p.start, p.end, p.page) for p in inside)
        if not inside:
            yield trimmed


def trim(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    run = text[span.start : span.end]
    return Span(span.start + len(run) - len(run.lstrip()), span.end - len(run) + len(run.rstrip()), span.page)


def _count(text: str, words: tuple[str, ...]) -> int:
    shown = plain(text)
    return sum(holds_words(shown, word) for word in words)
