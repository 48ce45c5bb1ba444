"""The corpus folder as it lies on disk: for each council a card (`document.yaml`), a digest and rule packs.

corpus/<council>/document.yaml     what the document is
corpus/<council>/digest.md         the whole document in our own words, under its own labels
corpus/<council>/questions.yaml    questions that people ask of it, each under the clause that settles it (assistant/known_questions.py)
corpus/<council>/rules/*.yaml      rule packs; corpus/national/rules/ also holds the table of thresholds
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from assistant.errors import CorpusError, PackError
from assistant.rules import strict_yaml
from assistant.rules.load import refused
from assistant.rules.model import Label, Slug, Strict
from ingest.model import DocumentInfo

NATIONAL = "national"
QUESTIONS = "questions.yaml"
DEFAULT = Path(__file__).resolve().parents[1] / "corpus"


class CouncilCard(Strict):
    slug: Slug
    name: str
    also_known_as: list[str] = []


class OriginalCard(Strict):
    """The file the digest was made from: its sha256 tells it again."""

    file: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class DocumentCard(Strict):
    """What `document.yaml` holds. `review_due` is YYYY-MM or YYYY-MM-DD, the last day or month by which a review was due."""

    id: Slug
    council: CouncilCard
    title: str
    publisher: str
    status: Literal["in_force", "proposed", "withdrawn", "superseded", "unknown"]
    status_note: str
    version: str | None = None
    dated: str | None = None
    published: str | None = None
    review_due: Annotated[str, Field(pattern=r"^\d{4}-\d{2}(-\d{2})?$")] | None = None
    review_clause: Label | None = None
    jurisdiction: Literal["england", "wales", "scotland", "northern_ireland", "united_kingdom"] = "england"
    source_url: str | None = None
    missing_parts: list[str] = []
    verified_to: date | None = None
    original: OriginalCard | None = None

    def info(self) -> DocumentInfo:
        """What the record keeps beside the text."""
        return DocumentInfo(
            id=self.id,
            council=self.council.slug,
            title=self.title,
            publisher=self.publisher,
            status=self.status,
            version=self.version or "",
            dated=self.dated or "",
            review_due=self.review_due or "",
            source_url=self.source_url or "",
        )


@dataclass(frozen=True, slots=True)
class PackFile:
    """A pack as text, under the name its errors will carry. `confirmed` tells one that a person confirmed, drafts and all."""

    name: str
    text: str
    sha256: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One folder of the corpus."""

    card: DocumentCard
    digest: Path
    packs: tuple[PackFile, ...]
    card_text: str
    questions: Path | None = None


def folder() -> Path:
    """The corpus in use: `CLAUSEWISE_CORPUS`, else the one that comes with the program."""
    return Path(os.environ.get("CLAUSEWISE_CORPUS") or DEFAULT)


def entries(corpus: Path) -> tuple[Entry, ...]:
    """Every folder of the corpus in the order of its name; raises CorpusError or PackError at the first that is not right."""
    if not corpus.is_dir():
        raise CorpusError(f"corpus folder not found: {corpus}; set CLAUSEWISE_CORPUS to the folder that holds it")
    found = tuple(_entry(path) for path in sorted(corpus.iterdir()) if (path / "document.yaml").is_file())
    ids = [entry.card.id for entry in found]
    if len(set(ids)) < len(ids):
        raise CorpusError(f"{corpus}: two folders give the same document id")
    return found


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_slug(text: str) -> bool:
    """Whether a text is written as a slug.

    >>> is_slug("south-norfolk"), is_slug("South Norfolk")
    (True, False)
    """
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) is not None and len(text) <= 80


def _entry(path: Path) -> Entry:
    digest = path / "digest.md"
    if not digest.is_file():
        raise CorpusError(f"{path.name}: no digest.md beside document.yaml")
    text = read(path / "document.yaml")
    questions = path / QUESTIONS
    packs = tuple(_pack(path.name, file) for file in sorted((path / "rules").glob("*.yaml")))
    return Entry(
        parse_card(f"{path.name}/document.yaml", text), digest, packs, text, questions if questions.is_file() else None
    )


def _pack(council: str, path: Path) -> PackFile:
    text = read(path)
    return PackFile(f"{council}/{path.stem}", text, hashlib.sha256(text.encode()).hexdigest())


def read(path: Path) -> str:
    """A file's text; raises CorpusError where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise CorpusError(f"{path.parent.name}/{path.name}: not UTF-8 text") from None


def parse_card(name: str, text: str) -> DocumentCard:
    """A card from its YAML; raises PackError naming file, line and field."""
    loaded = strict_yaml.load(name, text)
    if not isinstance(loaded.data, dict):
        raise PackError(name, "a card is a mapping that starts with id:", line=1)
    try:
        return DocumentCard.model_validate(loaded.data)
    except ValidationError as error:
        raise refused(name, error, loaded) from None
