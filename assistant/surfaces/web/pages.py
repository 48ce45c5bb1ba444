"""The plain pages: everything the assistant gives, by links and forms alone, without JavaScript."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.compose.sentences import capital
from assistant.errors import ClausewiseError
from assistant.holdings import Holdings
from assistant.rules import wording
from assistant.surfaces.door import Open, Refused, refused
from assistant.surfaces.web import restating
from assistant.surfaces.web.conversation import Conversation, read
from assistant.surfaces.web.library_pages import shelf
from assistant.surfaces.web.settings import Operator
from assistant.surfaces.web.templating import page
from assistant.surfaces.web.view import DOCUMENT_STATUS, AnswerView, not_understood, view, with_facts

Today = Callable[[], date]
TYPES = (("", "Not known"), *((name, capital(words)) for name, words in restating.TYPE_NAMES.items()))
EXAMPLES = (
    "Is social value required for a £400k works contract?",
    "Which councils require social value for a £150,000 services contract excluding VAT? Compare them.",
    "Who reports on social value, and how often?",
)
RECORD_FORMS = (("docx", "Word"), ("pdf", "PDF"), ("json", "JSON"))


def router(library: Open, operator: Operator, today: Today = date.today) -> APIRouter:
    """The pages. `today` is the clock, read once a request."""
    pages = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    _asking(pages, library, today)
    _about(pages, library, operator)
    return pages


def _asking(pages: APIRouter, library: Open, today: Today) -> None:
    @pages.get("/")
    def start(request: Request) -> str:
        holdings = library.assistant().holdings
        return page(
            "start.html",
            request,
            documents=shelf(holdings),
            councils=holdings.councils,
            asked=None,
            examples=EXAMPLES,
            document_status=DOCUMENT_STATUS,
        )

    @pages.get("/ask")
    def ask(request: Request) -> Response:
        fields = request.query_params
        conversation = conversation_of(fields, fields.getlist("history"))
        if fields.get("facts") == "changed":
            return RedirectResponse(_changed(library, conversation, fields, today()).address(), 303)
        shown = answered(library, conversation, today(), worded=True)
        return HTMLResponse(_answer_page(request, library.assistant().holdings, shown))

    @pages.get("/compare")
    def compare(request: Request) -> str:
        given = {name: request.query_params.get(name, "").strip() for name in (*restating.FACT_FIELDS, "date", "mode")}
        asked = any(given[name] for name in restating.FACT_FIELDS)
        put = {"q": restating.comparing(given), "date": given["date"], "mode": given["mode"]}
        shown = answered(library, conversation_of(put, ()), today(), worded=True) if asked else None
        return page(
            "compare.html", request, title="Compare councils", given=given, types=TYPES, v=shown, suffix="", records=RECORD_FORMS,
            kind_words=kind_words(given) if given["contract_type"] in dict(TYPES) else kind_words({}),
        )  # fmt: skip


def conversation_of(fields: Mapping[str, str], history: Sequence[str]) -> Conversation:
    """The conversation of an address or a form; raises Refused where it cannot be read."""
    try:
        return read(fields, history)
    except ClausewiseError as error:
        raise refused(error) from None


def answered(library: Open, conversation: Conversation, today: date, *, worded: bool = False) -> AnswerView:
    """The answer as pages show it; `worded` has a model, where one is set, add to the text what it may.

    :raises Refused: the question cannot be read.
    """
    assistant = library.assistant()
    try:
        answer = conversation.ask(assistant, today)
        return view(assistant.holdings, answer, conversation, today, assistant.worded if worded else None)
    except ClausewiseError as error:
        raise refused(error) from None


def _changed(library: Open, conversation: Conversation, fields: Mapping[str, str], today: date) -> Conversation:
    """The conversation after the facts form; raises Refused where a fact in it is not understood.

    A day that the question gives by itself is no setting.
    """
    before = answered(library, replace(conversation, day=None, council=fields.get("setting") or None), today)
    day = None if conversation.day == before.day else conversation.day
    after = {**before.facts, **{name: fields[name] for name in restating.FACT_FIELDS if name in fields}}
    again = with_facts(library.assistant().holdings, replace(before, conversation=replace(before.conversation, day=day)), after)
    amiss = not_understood(before, after, answered(library, again, today))
    if amiss:
        raise Refused(422, amiss)
    return again


def _answer_page(request: Request, holdings: Holdings, shown: AnswerView) -> str:
    asked = shown.conversation
    other = replace(asked, mode="supplier" if asked.mode == "officer" else "officer")
    return page(
        "ask.html", request, v=shown, councils=holdings.councils, types=TYPES, other_mode=other,
        records=records_for(asked), kind_words=kind_words(shown.facts), here="/ask", suffix="",
    )  # fmt: skip


def records_for(conversation: Conversation) -> tuple[tuple[str, str], ...]:
    """The forms of the decision record that are offered: it names who approves, and is an officer's."""
    return RECORD_FORMS if conversation.mode == "officer" else ()


def kind_words(facts: Mapping[str, str]) -> str:
    """The kind of contract as the picture's caption names it.

    >>> kind_words({"contract_type": "light_touch"}), kind_words({"contract_type": ""})
    ('light touch services', 'every kind of contract')
    """
    kind = facts.get("contract_type", "")
    return wording.TYPE_WORDS[kind] if kind else "every kind of contract"


def _about(pages: APIRouter, library: Open, operator: Operator) -> None:
    @pages.get("/accessibility")
    def accessibility(request: Request) -> str:
        return page("accessibility.html", request, title="Accessibility statement", operator=operator)

    @pages.get("/transparency")
    def transparency(request: Request) -> str:
        assistant = library.assistant()
        model = assistant.phraser.setting if assistant.phraser else None
        documents = shelf(assistant.holdings)
        return page(
            "transparency.html", request, title="Transparency record", operator=operator, documents=documents, model=model
        )

    @pages.get("/api")
    def api(request: Request) -> str:
        described = request.app.openapi()
        operations = [(path, method, one) for path, methods in described["paths"].items() for method, one in methods.items()]
        return page("api.html", request, title="For programs", operations=operations, examples_of=_examples)


def _examples(operation: dict[str, Any]) -> list[str]:
    shown = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    examples = [one["value"] for one in shown.get("examples", {}).values()] or (
        [shown["example"]] if "example" in shown else []
    )
    return [json.dumps(one, ensure_ascii=False, indent=2) for one in examples]
