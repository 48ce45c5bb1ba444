"""A draft of a document: its card and its pack as text, from the words that the library holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.corpus import DocumentCard, OriginalCard
from assistant.drafting.dates import About, Printed, printed_dates
from assistant.drafting.proposal import Proposal, propose
from assistant.drafting.writing import card_text, pack_text
from assistant.holdings import Held

_VERSION = re.compile(r"\bversion(?:\s+(?:no\.?|number))?\s*[:.]?\s*v?(\d{1,3}(?:\.\d{1,3}){0,2})\b", re.IGNORECASE)
SUBJECT_SEEN_IN = 600


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed card and pack, as text; `pack` is the pack's name."""

    document: str
    pack: str
    card: str
    rules: str
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class _Told:
    """A date that a document prints of itself, and the clause that holds it."""

    date: Printed
    label: str


def drafted(held: Held) -> Draft:
    """The draft of a document that the library holds."""
    title = held.card.title
    proposal = propose(held.id, f"{title} {held.document.text[:SUBJECT_SEEN_IN]}", held.clauses, held.clause_texts)
    dates = list(_dates(held))
    start = _first(dates, "effective")
    name = f"{held.council}-social-value"[:80].strip("-")
    return Draft(
        held.id,
        name,
        _card(held, dates),
        pack_text(name, held.id, f"{held.card.council.name}, {title}", proposal, _start(start)),
        proposal,
    )


def _dates(held: Held) -> Iterator[_Told]:
    for label, words in held.clause_texts.items():
        yield from (_Told(found, label) for found in printed_dates(words))


def _first(dates: list[_Told], about: About) -> _Told | None:
    return next((told for told in dates if told.date.about == about), None)


def _start(told: _Told | None) -> date | None:
    return told.date.first_day if told else None


def _card(held: Held, dates: list[_Told]) -> str:
    """The card with what the document prints of itself: version, the day it was adopted, the day a review is due."""
    adopted, review = _first(dates, "adopted"), _first(dates, "review")
    version = _VERSION.search(held.document.text)
    fields: dict[str, object] = {
        "version": version.group(1) if version else None,
        "dated": adopted.date.iso if adopted else None,
        "review_due": review.date.iso if review else None,
        "review_clause": review.label if review else None,
        "original": OriginalCard(file=held.document.file, sha256=held.document.sha256),
    }
    card: DocumentCard = held.card.model_copy(update={name: value for name, value in fields.items() if value is not None})
    read = (("dated", adopted), ("review_due", review))
    notes = [f"{name}: read in {told.label}, “{told.date.printed}”" for name, told in read if told]
    return card_text(
        card, [*notes, "status: in_force, proposed, withdrawn, superseded or unknown; say in status_note how you know"]
    )
