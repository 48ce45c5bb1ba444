"""The form under an answer that says whether it was right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from starlette.datastructures import FormData

from assistant.errors import ClausewiseError
from assistant.surfaces.door import Open, Refused, content_type, refused
from assistant.surfaces.web import feedback
from assistant.surfaces.web.conversation import Conversation
from assistant.surfaces.web.pages import conversation_of
from assistant.surfaces.web.templating import page

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
THANKS = "It is kept with the question and the answer, for whoever looks after this server."


def router(library: Open, index: Path, today: Callable[[], date] = date.today) -> APIRouter:
    """The form's address. `today` is the clock, read once a request."""
    pages = APIRouter(include_in_schema=False)

    @pages.post("/feedback")
    async def send(request: Request) -> HTMLResponse:
        if content_type(request.headers) not in FORM_TYPES:
            raise Refused(415, f"send the form as {' or '.join(FORM_TYPES)}")
        async with request.form(max_files=0, max_fields=100) as form:
            conversation = conversation_of(texts(form), [str(text) for text in form.getlist("history")])
            judgement = judgement_of(texts(form))
        await run_in_threadpool(kept, library, index, conversation, judgement, today())
        return HTMLResponse(page("thanks.html", request, title="Thank you", words=THANKS, back=conversation.address()))

    return pages


def texts(form: FormData) -> dict[str, str]:
    """A form's fields that are text."""
    return {name: value for name, value in form.items() if isinstance(value, str)}


def judgement_of(fields: dict[str, str]) -> feedback.Judgement:
    """The judgement that a form holds; raises Refused where it says neither."""
    match fields.get("judged"):
        case "right":
            return feedback.Judgement("right", fields.get("why", ""))
        case "wrong":
            return feedback.Judgement("wrong", fields.get("why", ""))
        case _:
            raise Refused(422, "say whether the answer was right or wrong")


def kept(library: Open, index: Path, conversation: Conversation, judgement: feedback.Judgement, today: date) -> str:
    """Asks again, so that what is kept is the answer and not what a form claims it was, and keeps the judgement of it."""
    assistant = library.assistant()
    try:
        return feedback.keep(index, assistant.holdings, conversation, conversation.ask(assistant, today), judgement)
    except feedback.NotKept as error:
        raise Refused(503, str(error)) from None
    except ClausewiseError as error:
        raise refused(error) from None
