"""The decision record of an answer, by link from a page and by request from a program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from assistant.errors import ClausewiseError
from assistant.surfaces import batch, decision_record
from assistant.surfaces.door import Open, Refused, refused
from assistant.surfaces.http_api import json_of
from assistant.surfaces.openapi import ASK_BODY, problems
from assistant.surfaces.web.pages import conversation_of

Form = Literal["json", "docx", "pdf"]
MEDIA = {
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
FormPath = Annotated[Form, Path(description="the format of the record")]


def router(library: Open, today: Callable[[], date] = date.today) -> APIRouter:
    """`/api/record/…` for programs, `/record/…` for links. `today` is the clock, read once a request."""
    records = APIRouter()

    @records.post(
        "/api/record/{form}",
        summary="The decision record of an answer",
        responses={200: _content(), **problems(400, 403, 413, 415, 422, 429)},
        openapi_extra=ASK_BODY,
    )
    async def record(request: Request, form: FormPath) -> Response:
        """For the procurement file: question, facts, verdict, every rule tried, the clauses in full. `clausewise replay` checks it."""
        given = await json_of(request)
        if not isinstance(given, dict):
            raise Refused(422, "not a JSON object with a question")
        return await run_in_threadpool(recorded, library, given, form, today())

    @records.get("/record/{form}", include_in_schema=False)
    def linked(request: Request, form: Form) -> Response:
        conversation = conversation_of(request.query_params, request.query_params.getlist("history"))
        return recorded(library, {**conversation.request(), "mode": conversation.mode}, form, today())

    return records


def _content() -> dict[str, Any]:
    return {
        "description": "The record",
        "content": {media: {"schema": {"type": "string", "format": "binary"}} for media in MEDIA.values()},
    }


def recorded(library: Open, given: dict[str, Any], form: Form, today: date) -> Response:
    """The record of the answer to a request, as a file to save; raises Refused where the request cannot be read."""
    if given.get("mode") == "supplier":
        raise Refused(403, "the decision record names who approves inside the council, and is not for suppliers")
    assistant = library.assistant()
    try:
        checked = batch.checked(given)
        answer = assistant.ask(today=today, **checked)
    except ClausewiseError as error:
        raise refused(error) from None
    asked = decision_record.Request(
        checked["question"], today, checked["council"], checked["as_of"], tuple(checked["history"]), checked["id"]
    )
    made = decision_record.make(assistant.holdings, asked, answer)
    written = {"json": decision_record.as_json, "docx": decision_record.as_docx, "pdf": decision_record.as_pdf}[form](made)
    return Response(
        written, media_type=MEDIA[form], headers={"Content-Disposition": f'attachment; filename="{made.file_name(form)}"'}
    )
