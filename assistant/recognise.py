"""Whose a file is, and whether it is the original of a document that the corpus restates.

A file is such an original when its bytes are those the card names, or when it has the same clauses under the same labels and the
document's packs are proved on its words. A file that looks like one but does not prove is kept as a document of its own, without
rules: it may be another version.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.corpus import CouncilCard, DocumentCard, Entry
from assistant.errors import PackError
from assistant.holdings import Held
from assistant.model import CouncilName
from assistant.proving import proved
from ingest.errors import FileRefused
from ingest.model import Document, DocumentInfo

SAME_LABELS = 0.8
LEAST_LABELS = 5
HEAD_CHARACTERS = 6_000
TITLE_LINES = 6
KIND = r"(?:City|Borough|District|County|Metropolitan|Metropolitan Borough|County Borough|Town|Parish|Royal Borough)"
WORD = (
    r"(?!(?:Council|Social|Policy|Procurement|Commissioning|Strategy|Statement|Toolkit)\b)"
    r"(?:[A-Z][a-z’']+|[A-Z]{2,})(?:-(?:[a-z]{2,5}-)?[A-Z][a-z]+)*"
)
"""A word of a place's name, and none of a document's title that stands behind it."""
NAMED = re.compile(
    rf"\b(?:Council of (?:the )?)?((?:London |Royal )?(?:Borough|City|County|District) (?:Council )?of (?:{WORD})"
    rf"(?:(?:,)? (?:and |of |& |upon )?{WORD}){{0,4}}(?: Council)?)"
    rf"|\b({WORD}(?: (?:and |of |& |upon |on |with |the )?{WORD}){{0,4}}) (?:{KIND} )?Council\b"
)
STOP_NAMES = {
    "The",
    "Our",
    "This",
    "Each",
    "Any",
    "Full",
    "A",
    "An",
    "If",
    "When",
    "Where",
    "Town",
    "Parish",
    "City",
    "Borough",
    "District",
    "County",
}


@dataclass(frozen=True, slots=True)
class Whose:
    """What a file turned out to be: its info, the corpus entry it is the original of (or None), and what was doubtful."""

    info: DocumentInfo
    entry: Entry | None
    warnings: tuple[str, ...] = ()


def recognise(
    document: Document, entries: Sequence[Entry], digests: Sequence[Held], councils: Sequence[CouncilName], council: str | None
) -> Whose:
    """Whose a file is. `digests` are the corpus documents on their digests, `council` the slug that the user gave.

    :raises FileRefused: no council was given, and none can be read from the text.
    """
    by_id = {entry.card.id: entry for entry in entries}
    likely = [held for held in digests if held.id in by_id and _alike(held, document) and council in (None, held.council)]
    exact = [
        e
        for e in entries
        if e.card.original and e.card.original.sha256 == document.sha256 and council in (None, e.card.council.slug)
    ]
    doubts: tuple[str, ...] = ()
    for entry in exact or [by_id[held.id] for held in likely]:
        try:
            proved(entry.packs, Held(entry.card, document))
            return Whose(entry.card.info(), entry)
        except PackError as error:
            doubts = (
                f"looks like {entry.card.id}, but its rules are not proved on these words ({error}); kept as another document, without rules",
            )
    return _another(document, councils, council, doubts)


def _alike(held: Held, document: Document) -> bool:
    """Whether most clauses of a digest stand in the document under the same labels."""
    here = {clause.label.lower() for clause in document.clauses if clause.label}
    wanted = {label.lower() for label in held.clauses}
    return len(wanted) >= LEAST_LABELS and len(wanted & here) >= SAME_LABELS * len(wanted)


def _another(document: Document, councils: Sequence[CouncilName], council: str | None, doubts: tuple[str, ...]) -> Whose:
    head = document.text[:HEAD_CHARACTERS]
    slug, name = (council, _name_of(council, councils, head)) if council else _owner(document, head, councils)
    title = _title(document)
    stem = document.info.id
    id_ = stem if stem.startswith(slug) else f"{slug}-{stem}"
    info = replace(document.info, id=id_[:80].strip("-"), council=slug, title=title, publisher=name)
    return Whose(info, None, doubts)


def _name_of(slug: str, councils: Sequence[CouncilName], head: str) -> str:
    loaded = next((c.name for c in councils if c.slug == slug), None)
    return (
        loaded
        or next((name for name in named_councils(head) if slug_of(name) == slug), None)
        or f"{slug.replace('-', ' ').title()} Council"
    )


def _owner(document: Document, head: str, councils: Sequence[CouncilName]) -> tuple[str, str]:
    """The council that a document is most likely of: one that is loaded and named, else the one named most often."""
    counts = Counter({c: _mentions(head, c) for c in councils})
    best = counts.most_common(1)
    named = Counter(named_councils(document.text))
    if best and best[0][1] and best[0][1] >= max(named.values(), default=0) / 4:
        return best[0][0].slug, best[0][0].name
    if named:
        name = named.most_common(1)[0][0]
        return slug_of(name), name
    raise FileRefused(f"{document.file}: whose document this is cannot be told from its text; say --council SLUG")


def _mentions(text: str, council: CouncilName) -> int:
    names = {council.name, *council.also_known_as}
    return sum(len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text)) for name in names if len(name) > 3)


def named_councils(text: str) -> Iterator[str]:
    """Every council that a text names, in full, as often as it is named.

    >>> list(named_councils("Fenwick District Council and the London Borough of Marshfield. The Council will act."))
    ['Fenwick District Council', 'London Borough of Marshfield']
    >>> list(named_councils("City of Ravensey Council Social Value Policy")), list(named_councils("The City of Ravensey Council"))
    (['City of Ravensey Council'], ['City of Ravensey Council'])
    """
    for match in NAMED.finditer(text):
        words = match.group().split()
        while words and words[0] in STOP_NAMES and len(words) > 2 and words[1] != "of" and words[1:3] != ["Council", "of"]:
            words = words[1:]
        if len(words) > 1 and (words[0] not in STOP_NAMES or "of" in words[1:3]):
            yield " ".join(words)


def slug_of(name: str) -> str:
    """A council's slug from its name: without "Council" and the kind of council.

    >>> slug_of("Fenwick District Council"), slug_of("London Borough of Marshfield"), slug_of("King's Lynn Borough Council")
    ('fenwick', 'marshfield', 'kings-lynn')
    """
    bare = re.sub(r"\b(?:Council|City|Borough|District|County|Metropolitan|London|Royal|of|the)\b", " ", name)
    slug = re.sub(r"[^a-z0-9]+", "-", bare.lower().replace("'", "").replace("’", "")).strip("-")
    return slug or re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _title(document: Document) -> str:
    """The first line that is more than the council's name, else the file's name."""
    lines = (" ".join(line.strip(" #*_\t|").split()) for line in document.text.splitlines() if line.strip(" #*_\t-|"))
    first = next((line for line in islice(lines, TITLE_LINES) if len(line) > 3 and not _only_names(line)), "")
    return first[:120] or document.info.title


def _only_names(line: str) -> bool:
    """Whether a line is nothing but a council's name, however it is written.

    >>> _only_names("FENWICK DISTRICT COUNCIL"), _only_names("Fenwick District Council Social Value Policy")
    (True, False)
    >>> _only_names("Ravensey and Holm Council"), _only_names("CITY OF RAVENSEY COUNCIL"), _only_names("London Borough of Ravensey")
    (True, True, True)
    """
    name = re.sub(r"\b(?:Of|And|Upon|On|With|The)\b|(?<=['’])S\b", lambda found: found.group().lower(), line.title())
    return name.removeprefix("the ") in set(named_councils(name.removeprefix("the ")))


def card_of(info: DocumentInfo) -> DocumentCard:
    """A card for a document that nobody wrote one for: what its info tells."""
    short = re.sub(r"\s+(?:(?:City|Borough|District|County|Metropolitan)\s+)*Council$", "", info.publisher)
    short = re.sub(r"^(?:London |Royal )?(?:Borough|City|County|District)(?: Council)? of ", "", short)
    names = [name for name in dict.fromkeys((short, info.council.replace("-", " ").title())) if name and name != info.publisher]
    return DocumentCard(
        id=info.id,
        council=CouncilCard(slug=info.council, name=info.publisher or info.council, also_known_as=names),
        title=info.title,
        publisher=info.publisher,
        status=info.status,
        status_note="Nobody has said yet whether this document is in force.",
    )
