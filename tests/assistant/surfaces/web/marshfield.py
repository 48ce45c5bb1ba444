"""The invented council of the rules' tests behind the pages: it has approvers, evidence and a weighting with two ends."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.testclient import TestClient

from assistant.corpus import CouncilCard, DocumentCard
from assistant.holdings import Held, Holdings
from assistant.rules.load import load
from assistant.service import Assistant
from assistant.surfaces.serving import create_app
from assistant.surfaces.web.settings import ServeSettings
from ingest.model import Clause, Document, Span
from tests.assistant.rules.packs import CLAUSES, PACK
from tests.assistant.surfaces.web.opened import TODAY, Opened


@cache
def assistant() -> Assistant:
    """Marshfield alone, its pack proved on its clauses."""
    text, clauses = "", []
    for label, words in CLAUSES.items():
        clauses.append(Clause(label, "", (), "section", (Span(len(text), len(text) + len(words)),)))
        text += words + "\n\n"
    council = CouncilCard(slug="marshfield", name="Marshfield Council", also_known_as=["Marshfield"])
    card = DocumentCard(
        id="marshfield-policy", council=council, title="Social Value Policy", publisher="Marshfield Council", status="in_force",
        status_note="In force.",
    )  # fmt: skip
    document = Document(card.info(), "digest", "0" * 64, "digest.md", text, tuple(clauses), ())
    held = Held(card, document)
    pack = load("marshfield/social-value", PACK, held.clause_texts)
    return Assistant(Holdings((Held(card, document, (pack,)),)), None)  # type: ignore[arg-type] - rules alone answer


def client() -> TestClient:
    """The pages on Marshfield."""
    return TestClient(create_app(Opened(assistant()), ServeSettings(Path("unused")), lambda: TODAY))
