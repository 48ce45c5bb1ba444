"""What is loaded, as the assistant reads it: documents with their cards and proved packs, councils, the national table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from assistant.corpus import NATIONAL, DocumentCard, PackFile
from assistant.model import CouncilName
from assistant.rules.model import Pack
from assistant.rules.national import NationalTable
from ingest.model import Clause, Document


@dataclass(frozen=True)
class Held:
    """A document that is loaded. `packs` are proved against its text; a document that nobody wrote rules for has none.

    `files` are the pack files as they were written, with their sha256: those of `packs`, and the national table's. `unproved` says
    why confirmed rules are not in `packs`: they are not proved on the words that are loaded now. `drafts` names the packs that wait to be
    confirmed: they decide nothing.
    """

    card: DocumentCard
    document: Document
    packs: tuple[Pack, ...] = ()
    files: tuple[PackFile, ...] = ()
    unproved: str = ""
    drafts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return self.document.info.id

    @property
    def council(self) -> str:
        return self.document.info.council

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """Clauses by label; a table of contents has none."""
        return {clause.label: clause for clause in self.document.clauses if clause.label}

    @cached_property
    def worded(self) -> frozenset[str]:
        """The labels of clauses that say something: a clause that is nothing but a heading has no passage."""
        return frozenset(passage.clause for passage in self.document.passages)

    @cached_property
    def clause_texts(self) -> dict[str, str]:
        """Each clause's words by label, with the column headings that a table row stands under: what packs are proved against."""
        return {label: clause.text(self.document.text) for label, clause in self.clauses.items()}


@dataclass(frozen=True)
class Holdings:
    """Everything that is loaded. The national layer is held apart and is never a council."""

    documents: tuple[Held, ...]
    table: NationalTable | None = None
    generation: int = 0
    _by_id: dict[str, Held] = field(init=False, default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._by_id.update({held.id: held for held in self.documents})

    def document(self, document_id: str) -> Held:
        """The document of that id; KeyError where it is not loaded."""
        return self._by_id[document_id]

    def of(self, council: str) -> tuple[Held, ...]:
        """The documents of a council, those with rules first."""
        return tuple(sorted((h for h in self.documents if h.council == council), key=lambda h: (not h.packs, h.id)))

    @cached_property
    def councils(self) -> tuple[CouncilName, ...]:
        """The councils that are loaded, in the order of their slugs, with every name they go by."""
        return tuple(sorted(self._councils(), key=lambda council: council.slug))

    def _councils(self) -> Iterator[CouncilName]:
        seen: set[str] = set()
        for held in sorted(self.documents, key=lambda h: not h.card.council.also_known_as):
            card = held.card.council
            if card.slug != NATIONAL and card.slug not in seen:
                seen.add(card.slug)
                yield CouncilName(card.slug, card.name, tuple(card.also_known_as))

    def council(self, slug: str) -> CouncilName:
        """The council of that slug, or the nation under its own; KeyError where none is loaded."""
        cards = [held.card.council for held in self.of(slug)]
        if not cards:
            raise KeyError(slug)
        card = max(cards, key=lambda c: len(c.also_known_as))
        return CouncilName(slug, card.name, tuple(card.also_known_as))

    @property
    def national(self) -> tuple[Held, ...]:
        return self.of(NATIONAL)

    def packs(self, council: str) -> tuple[Pack, ...]:
        """Every proved pack of a council's documents."""
        return tuple(pack for held in self.of(council) for pack in held.packs)
