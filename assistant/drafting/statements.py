"""A document in statements: each sentence, list item and table row with the words that introduce it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.rules.segments import Segment, plain, segments
from ingest.model import Clause
from ingest.tables import looks_like_header

SUBJECT = re.compile(
    r"\bsocial[- ]value\b|\bcommunity[- ](?:benefits?|wealth)\b|\bsocial(?:,| and)? (?:economic|environmental)\b|\bwell-?being\b|\bTOMs?\b"
    r"|\b(?:social|wider) (?:benefits?|outcomes?|clauses?|considerations?)\b",
    re.IGNORECASE,
)
"""What the duties of a pack are about, in the words that policies have for it."""
_ITEM = re.compile(r"[-*•]\s|\(?(?:[a-z]|[ivx]+)[.)]\s")
SELF = re.compile(
    r"\b(?:this|the) (?:policy|statement|strategy|framework|requirement)s?\b|\bweight(?:ing|ed)\b|\bthese rules\b"
    r"|\b(?:paragraph|clause|section|rule)s?\s+\d[^;:]{0,60}?\bnot\s+apply\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lead:
    """Words that introduce a list or a table, with the clause that says them."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, list item or table row. `headings` are those it stands under, nearest last, the document's title left out.

    `introduces` tells a sentence that is the head of a list or a table: what it lays down, it lays down of the entries.
    `whole` is the sentence that this is a part of, `previous` the sentence before it in its clause.
    """

    label: str
    segment: Segment
    headings: tuple[str, ...] = ()
    lead: Lead | None = None
    header: tuple[str, ...] = ()
    header_label: str = ""
    in_subject: bool = False
    introduces: bool = False
    whole: Statement | None = None
    previous: Segment | None = None

    @property
    def text(self) -> str:
        return self.segment.text

    @property
    def names_subject(self) -> bool:
        """Whether the words, or those that introduce them, name social value themselves."""
        around = [self.text, self.lead.text if self.lead else "", *self.header]
        return any(SUBJECT.search(words) for words in around) or (
            self.in_subject and any(SELF.search(words) for words in around[:2])
        )

    @property
    def about_subject(self) -> bool:
        """Whether the words, what introduces them or the heading above (of a row, any above) say that this is about social value."""
        above = self.headings if self.segment.row else self.headings[-1:]
        return self.names_subject or any(SUBJECT.search(words) for words in above)

    def column(self, *words: str) -> str | None:
        """A row's cell under the first column heading that holds one of the words."""
        for name, cell in zip(self.header, self.segment.cells, strict=False):
            if any(re.search(rf"\b{word}", name, re.IGNORECASE) for word in words):
                return cell
        return None


def statements(title: str, clauses: Mapping[str, Clause], texts: Mapping[str, str]) -> tuple[Statement, ...]:
    """Every statement of a document in order. `clauses` and `texts` are its clauses and their words, by label."""
    subject = SUBJECT.search(title) is not None
    found = [
        statement
        for label, clause in clauses.items()
        for statement in _of_clause(clause, texts[label], texts.get(clause.parent or "", ""), subject)
    ]
    leads = {s.lead for s in found if s.lead and (s.segment.row or s.lead.text.endswith(":"))}
    return tuple(replace(s, introduces=True) if Lead(s.label, s.text) in leads else s for s in found)


def _of_clause(clause: Clause, text: str, above: str, subject: bool) -> Iterator[Statement]:
    parts = segments(text)
    headings = tuple(dict.fromkeys([*clause.path[1:], clause.heading]))
    listed = clause.kind in ("item", "table_row") or above.rstrip().endswith(":")
    upper = _introduction(clause.parent or "", segments(above)) if listed else None
    header, header_label = _header(clause, parts, segments(above))
    said: list[Segment] = []
    opening: Lead | None = None
    for part in parts:
        if _is_title(part.text, clause.heading) or (part.row and part.cells == header):
            continue
        lead = (
            Lead(clause.label, said[-1].text) if part.row and said else opening if _ITEM.match(part.text) and opening else upper
        )
        yield Statement(
            clause.label,
            part,
            headings,
            lead,
            header if part.row else (),
            header_label if part.row else "",
            subject,
            previous=said[-1] if said else None,
        )
        if not part.row:
            said.append(part)
        if not part.row and not _ITEM.match(part.text):
            opening = Lead(clause.label, part.text) if part.text.rstrip().endswith(":") else None


def _introduction(label: str, parts: Sequence[Segment]) -> Lead | None:
    """The last sentence of the clause above, where it says anything."""
    sentences = [part.text for part in parts if not part.row]
    return Lead(label, sentences[-1]) if sentences else None


def _header(clause: Clause, parts: Sequence[Segment], above: Sequence[Segment]) -> tuple[tuple[str, ...], str]:
    """The column headings that a clause's rows stand under, and the clause that holds them."""
    rows = [part.cells for part in parts if part.row]
    if clause.kind == "table_row":
        headers = [part.cells for part in above if part.row]
        return (headers[0], clause.parent or "") if headers else ((), "")
    return (rows[0], clause.label) if rows and looks_like_header(rows) else ((), "")


def _is_title(text: str, heading: str) -> bool:
    """Whether a segment is nothing but the clause's heading, with its number or marks."""
    bare = re.sub(r"^[#\s]*(?:\(?[\dA-Za-z]{1,4}(?:\.\d+)*[.)]?\s+)?", "", text)
    return bool(heading) and plain(heading).casefold() in (bare.casefold(), text.lstrip("# ").casefold())
