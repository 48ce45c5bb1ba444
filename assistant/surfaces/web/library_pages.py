"""The pages of the library: what is loaded, each document's text with its clauses, and the pages of a PDF as they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant import originals
from assistant.corpus import NATIONAL
from assistant.holdings import Held, Holdings
from assistant.surfaces.door import Open, Refused
from assistant.surfaces.web import documents, page_image
from assistant.surfaces.web.templating import page
from assistant.surfaces.web.view import DOCUMENT_STATUS, KINDS

NO_RULES = "none written: it is quoted, and no verdict is drawn from it"


def router(library: Open, index: Path, today: Callable[[], date] = date.today) -> APIRouter:
    """The pages. `index` is the library's folder, where PDFs are kept; `today` is the clock, read once a request."""
    pages = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    _listing(pages, library, today)
    _documents(pages, library, index)
    return pages


def _listing(pages: APIRouter, library: Open, today: Callable[[], date]) -> None:
    @pages.get("/documents")
    def listing(request: Request) -> str:
        holdings = library.assistant().holdings
        return page(
            "documents.html", request, title="Documents", documents=shelf(holdings), document_status=DOCUMENT_STATUS,
            rules=rules(holdings), waiting=any(held.drafts for held in holdings.documents), today=today(),
        )  # fmt: skip


def _documents(pages: APIRouter, library: Open, index: Path) -> None:
    @pages.get("/documents/{document_id}")
    def document(request: Request, document_id: str, start: int = 0, end: int = 0) -> str:
        held = held_of(library, document_id)
        return page(
            "document.html", request, title=f"{held.document.info.title}, {held.document.info.publisher}", held=held,
            stretches=documents.stretches(held.document, start, end), contents=documents.contents(held.document), kinds=KINDS,
            document_status=DOCUMENT_STATUS, pictures=pdf_of(index, held) is not None, rules=rules(library.assistant().holdings),
            here="/documents",
        )  # fmt: skip

    @pages.get("/documents/{document_id}/pages/{number:int}")
    def sheet(request: Request, document_id: str, number: int, start: int = 0, end: int = 0) -> str:
        held = held_of(library, document_id)
        _file_of_page(index, held, number)
        title = f"{held.document.info.title}, page {number}"
        return page("page_image.html", request, title=title, held=held, number=number, start=start, end=end, here="/documents")

    @pages.get("/documents/{document_id}/pages/{number:int}.png")
    def picture(document_id: str, number: int, start: int = 0, end: int = 0) -> Response:
        held = held_of(library, document_id)
        file = _file_of_page(index, held, number)
        drawn = page_image.drawn(file, number, held.document.text[max(start, 0) : max(end, 0)])
        if drawn is None:
            raise Refused(
                404, f"page {number} of {held.document.file} cannot be drawn here; its words are on the document's page"
            )
        return Response(drawn, media_type="image/png")


def held_of(library: Open, document_id: str) -> Held:
    """The document of that id; raises Refused where it is not loaded."""
    try:
        return library.assistant().holdings.document(document_id)
    except KeyError:
        raise Refused(404, f"no document {document_id[:80]!r} is loaded", "no_such_document") from None


def pdf_of(index: Path, held: Held) -> Path | None:
    """The PDF that a document was read from, None where it was none or is not kept."""
    return originals.kept(index, held.document.sha256) if documents.has_pictures(held.document) else None


def _file_of_page(index: Path, held: Held, number: int) -> Path:
    file = pdf_of(index, held)
    if file is None or not 1 <= number <= (held.document.pages or 0):
        raise Refused(404, f"no picture of page {number} of {held.id} is kept", "no_such_page")
    return file


def shelf(holdings: Holdings) -> list[Held]:
    """The documents by the name of their council, national law last."""
    return sorted(holdings.documents, key=lambda h: (h.council == NATIONAL, h.card.council.name, h.document.info.title, h.id))


def rules(holdings: Holdings) -> dict[str, tuple[str, ...]]:
    """What there is to say of each document's rules, by its id: what was proved, and what waits for a person."""
    done = proved(holdings)
    return {held.id: tuple(filter(None, (done[held.id], _waiting(held.drafts)))) or (NO_RULES,) for held in holdings.documents}


def proved(holdings: Holdings) -> dict[str, str]:
    """What was proved on each document's text, or why it was not, by its id; empty for a document that nobody wrote rules for."""
    table = holdings.table.document if holdings.table else ""
    return {held.id: _proved(held, held.id == table) for held in holdings.documents}


def _proved(held: Held, has_table: bool) -> str:
    if held.unproved:
        return f"not proved on these words, so its rules decide nothing: {held.unproved}"
    if not held.packs and not has_table:
        return ""
    rules, others = (sum(len(getattr(pack, part)) for pack in held.packs) for part in ("rules", "provisions"))
    said = [_counted(rules, "rule"), _counted(others, "other statement"), *(["the national thresholds"] if has_table else [])]
    return f"{', '.join(said[:-1])} and {said[-1]}, all proved"


def _waiting(drafts: tuple[str, ...]) -> str:
    if not drafts:
        return ""
    names = " and ".join(name.rpartition("/")[2] for name in drafts)
    one = len(drafts) == 1
    return f"{'a draft waits' if one else f'{len(drafts)} drafts wait'} to be confirmed ({names}) and {'decides' if one else 'decide'} nothing yet"


def _counted(number: int, what: str) -> str:
    """
    >>> _counted(1, "rule"), _counted(3, "rule"), _counted(0, "rule")
    ('1 rule', '3 rules', 'no rules')
    """
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"
