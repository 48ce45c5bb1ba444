"""The HTTP door for programs: the same objects as the command line, as JSON. A refusal is `{error, code}`, one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Annotated, Any

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from assistant.answer import Answer
from assistant.errors import ClausewiseError
from assistant.holdings import Held, Holdings
from assistant.surfaces import batch
from assistant.surfaces.door import JSON_TYPES, Open, Refused, content_type, read_json, refused
from assistant.surfaces.openapi import ANSWER, ASK_BODY, BATCH_ANSWER, BATCH_BODY, problems

BATCH_MOST = 500
BATCHES_AT_ONCE = 2
"""Others wait their turn: a batch takes seconds, and single questions are not to wait behind many of them."""
LINES_TYPES = ("application/x-ndjson", "application/jsonl")
Today = Callable[[], date]


def router(library: Open, today: Today = date.today) -> APIRouter:
    """The routes under /api, and /healthz. `today` is the clock, read once a request."""
    api = APIRouter()
    _asking(api, library, today)
    _reading(api, library, today)
    return api


def _asking(api: APIRouter, library: Open, today: Today) -> None:
    batches = CapacityLimiter(BATCHES_AT_ONCE)

    @api.post(
        "/api/ask",
        summary="Answer a question",
        responses={200: ANSWER, **problems(400, 413, 415, 422, 429)},
        openapi_extra=ASK_BODY,
    )
    async def ask(request: Request) -> Response:
        """One answer, the same object as `clausewise ask --json` gives."""
        given = await json_of(request)
        answer = await run_in_threadpool(answer_to, library, given, today())
        return Response(answer.as_json(), media_type="application/json")

    @api.post(
        "/api/batch",
        summary="Answer many questions",
        responses={200: BATCH_ANSWER, **problems(400, 413, 415, 422, 429)},
        openapi_extra=BATCH_BODY,
    )
    async def many(request: Request) -> Response:
        """An answer for each question, in order. A question that is refused gets an answer of status `error` that says why."""
        if content_type(request.headers) in LINES_TYPES:
            answer = partial(_lines, library, await _text_of(request), today())
        else:
            answer = partial(_batch, library, await json_of(request, LINES_TYPES), today())
        return await run_sync(answer, limiter=batches)


def _reading(api: APIRouter, library: Open, today: Today) -> None:
    @api.get("/api/documents", summary="What is loaded")
    def documents() -> dict[str, Any]:
        """Every document with its status, dates, sha256, the rule packs that are proved on its text, and drafts that wait for a person."""
        return {"documents": [document(held) for held in library.assistant().holdings.documents]}

    @api.get("/api/clauses/{document_id}", summary="The clauses of a document", responses=problems(404))
    def clauses(document_id: str) -> dict[str, Any]:
        """Labels, headings and places, without the words."""
        held = _held(library, document_id)
        return {"document": held.id, "clauses": [_place(held, label) for label in held.clauses]}

    @api.get("/api/clauses/{document_id}/{label:path}", summary="One clause in full", responses=problems(404))
    def clause(
        document_id: str, label: Annotated[str, Path(description="as `/api/clauses/{document_id}` lists it")]
    ) -> dict[str, Any]:
        """A clause's own words as the loaded document has them, with its offsets in the document's text."""
        held = _held(library, document_id)
        if label not in held.clauses:
            raise Refused(404, f"no clause {label[:80]!r} in {held.id}", "no_such_clause")
        return {
            "document": held.id,
            "kind": held.document.kind,
            **_place(held, label),
            "text": held.clauses[label].text(held.document.text),
        }

    @api.get("/api/rules/{council}", summary="A council's rules", responses=problems(404))
    def rules(council: str) -> dict[str, Any]:
        """The proved rule packs as written, rules and provisions with the clauses that prove them; `national` for national law."""
        holdings = library.assistant().holdings
        if not holdings.of(council):
            raise Refused(404, f"council not loaded: {council[:80]!r}", "unknown_council")
        packs = [pack.model_dump(mode="json", by_alias=True, exclude_none=True) for pack in holdings.packs(council)]
        return {"council": council, "name": holdings.council(council).name, "packs": packs}

    @api.get("/api/thresholds", summary="National thresholds on a day", responses=problems(404, 422))
    def thresholds(
        day: Annotated[str | None, Query(alias="date", description="YYYY-MM-DD; today unless given")] = None,
    ) -> dict[str, Any]:
        """The thresholds and the VAT rate for a procurement that starts on the day; never the nearest row."""
        try:
            return threshold_row(library.assistant().holdings, today() if day is None else batch.parse_day(day))
        except ClausewiseError as error:
            raise refused(error) from None

    @api.get("/healthz", summary="Whether the server can answer", responses=problems(503))
    def healthz() -> dict[str, Any]:
        try:
            holdings = library.assistant().holdings
        except Exception:
            raise Refused(503, "the library cannot be read") from None
        return {"status": "ok", "documents": len(holdings.documents), "generation": holdings.generation}


def answer_to(library: Open, given: object, today: date) -> Answer:
    """The answer to one request; raises Refused where it is refused."""
    if not isinstance(given, dict):
        raise Refused(422, "not a JSON object with a question")
    assistant = library.assistant()
    try:
        answer = assistant.ask(today=today, **batch.checked(given))
        return assistant.worded(batch.as_shown(assistant, answer, given))
    except ClausewiseError as error:
        raise refused(error) from None


def _batch(library: Open, given: object, today: date) -> Response:
    questions = given.get("questions") if isinstance(given, dict) else given
    if not isinstance(questions, list):
        raise Refused(422, "not a list of questions, nor an object with one under questions")
    _not_too_many(len(questions))
    assistant = library.assistant()
    answers = []
    for number, one in enumerate(questions, 1):
        line = {"id": str(number), **one} if isinstance(one, dict) else {"id": str(number), "question": None}
        answers.append(batch.answered(assistant, line, today)[0].as_dict())
    return JSONResponse({"answers": answers})


def _lines(library: Open, text: str, today: date) -> Response:
    lines = [line for line in text.split("\n") if line.strip()]
    _not_too_many(len(lines))
    assistant = library.assistant()
    answers = (batch.answered_line(assistant, line, number, today)[0].as_json() for number, line in enumerate(lines, 1))
    return Response("".join(f"{answer}\n" for answer in answers), media_type=LINES_TYPES[0])


def _not_too_many(count: int) -> None:
    if count > BATCH_MOST:
        raise Refused(413, f"{count} questions in one batch; the most is {BATCH_MOST}", "too_many_questions")


async def json_of(request: Request, also: tuple[str, ...] = ()) -> Any:
    """The request's body, read as strict JSON; raises Refused with 400 or 415."""
    if content_type(request.headers) not in JSON_TYPES:
        raise Refused(415, f"send the body as {' or '.join((*JSON_TYPES, *also))}")
    return await run_in_threadpool(read_json, await request.body())


async def _text_of(request: Request) -> str:
    try:
        return (await request.body()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(400, "the body is not UTF-8 text", "bad_json") from None


def _held(library: Open, document_id: str) -> Held:
    try:
        return library.assistant().holdings.document(document_id)
    except KeyError:
        raise Refused(
            404, f"no document {document_id[:80]!r}; /api/documents lists what is loaded", "no_such_document"
        ) from None


def document(held: Held) -> dict[str, Any]:
    """A document as plain data: what it is, where its words come from, and how many rules are proved on it."""
    info, card = held.document.info, held.card
    return {
        "id": held.id, "council": info.council, "council_name": card.council.name, "title": info.title, "publisher": info.publisher,
        "status": info.status, "status_note": card.status_note, "version": info.version, "dated": info.dated, "review_due": info.review_due,
        "kind": held.document.kind, "sha256": held.document.sha256, "pages": held.document.pages, "clauses": len(held.clauses),
        "packs": [{"pack": pack.pack, "rules": len(pack.rules), "provisions": len(pack.provisions), "proved": True} for pack in held.packs],
        "drafts": list(held.drafts), "missing_parts": list(card.missing_parts), "source_url": info.source_url,
    }  # fmt: skip


def _place(held: Held, label: str) -> dict[str, Any]:
    clause = held.clauses[label]
    spans = [{"start": span.start, "end": span.end, "page": span.page} for span in clause.spans]
    return {
        "label": label, "heading": clause.heading, "path": list(clause.path), "kind_of_clause": clause.kind, "parent": clause.parent,
        "spans": spans,
    }  # fmt: skip


def threshold_row(holdings: Holdings, day: date) -> dict[str, Any]:
    """The national thresholds on a day, in pence on the row's own VAT basis.

    :raises Refused: 404, the table does not reach back to the day, or no table is loaded.
    """
    table = holdings.table
    row = table.row(day) if table else None
    if table is None or row is None:
        raise Refused(404, f"no national thresholds are held for {day.isoformat()}", "date_outside_table")
    percent = table.vat_percent(day)
    kinds = ("services", "supplies", "works", "light_touch", "concession")
    return {
        "date": day.isoformat(), "document": table.document, "clause": row.clause, "vat": row.vat,
        "thresholds_pence": {kind: row.pence(kind) for kind in kinds},
        "from": row.from_ and row.from_.isoformat(), "to": row.to and row.to.isoformat(),
        "vat_rate_percent": None if percent is None else float(percent), "verified_to": table.verified_to.isoformat(),
        "after_verified_to": day > table.verified_to,
    }  # fmt: skip
