"""A library in which every word was written by somebody hostile: title, council, status, clause, label. Nothing of it becomes markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from assistant.holdings import Held, Holdings
from assistant.service import Assistant
from assistant.surfaces.serving import create_app
from assistant.surfaces.web.chat import showing
from assistant.surfaces.web.chat.talk import Talk
from assistant.surfaces.web.conversation import Conversation
from assistant.surfaces.web.settings import ServeSettings
from tests.assistant.surfaces.web import marshfield
from tests.assistant.surfaces.web.opened import TODAY, Opened

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><b onmouseover=alert(1)>"
LARGE = "Is social value required in Marshfield for a services contract of £300,000 excluding VAT?"
PAGES = [
    "/",
    "/documents",
    "/documents/marshfield-policy",
    "/documents/marshfield-policy?start=0&end=90",
    "/compare?amount=£300,000&vat=ex&contract_type=services",
    "/transparency",
    "/api",
]


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    """Marshfield with markup in everything that its document and its card say."""
    (held,) = marshfield.assistant().holdings.documents
    council = held.card.council.model_copy(update={"name": f"Marshfield Council {MARKUP}"})
    card = held.card.model_copy(
        update={
            "council": council,
            "title": f"Policy {MARKUP}",
            "publisher": MARKUP,
            "status_note": MARKUP,
            "missing_parts": [MARKUP],
        }
    )
    info = replace(card.info(), version=MARKUP, dated=MARKUP, review_due=MARKUP, source_url=f"javascript:alert(1)//{MARKUP}")
    text = held.document.text + MARKUP
    last = held.document.clauses[-1]
    clauses = (
        *held.document.clauses,
        replace(
            last,
            label=f"9 {MARKUP}",
            heading=MARKUP,
            path=(MARKUP,),
            spans=(replace(last.spans[0], start=len(text) - len(MARKUP), end=len(text)),),
        ),
    )
    document = replace(held.document, info=info, text=text, clauses=clauses, file=MARKUP)
    hostile = Held(card, document, held.packs, unproved=MARKUP, drafts=(f"marshfield/{MARKUP}",))
    return Assistant(Holdings((hostile,)), None)  # type: ignore[arg-type] - rules alone answer


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(create_app(Opened(assistant), ServeSettings(Path("unused")), lambda: TODAY)) as client:
        yield client


def harmless(html: str) -> None:
    """There is no element or attribute in it that the templates do not write, and the hostile words are there to be read."""
    page = BeautifulSoup(html, "html.parser")
    assert not page.select("script, img, b, iframe, object, [onerror], [onmouseover]")
    assert not [a for a in page.select("[href], [src], [action]") if "javascript" in str(a.get("href", "")).lower()[:20]]
    assert "&lt;script&gt;" in html or "&lt;img" in html


@pytest.mark.parametrize("address", PAGES)
def test_no_page_shows_it_as_markup(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    harmless(response.text) if address != "/api" else harmless(response.text + "&lt;img")


@pytest.mark.parametrize("mode", ["officer", "supplier"])
def test_no_answer_shows_it_as_markup_on_a_page_or_in_the_chat(client: TestClient, assistant: Assistant, mode: str) -> None:
    harmless(client.get("/ask", params={"q": LARGE, "mode": mode, "history": LARGE}).text)
    conversation = Conversation(LARGE, (LARGE,), mode=mode)  # type: ignore[arg-type] - one of the two
    now = Talk().asked(assistant, conversation, TODAY)
    harmless(showing.thread(now) + showing.whole(now) + showing.side(now, assistant.holdings.councils))


@pytest.mark.parametrize(
    "address", ["/documents/none<script>", "/ask?q=", f"/ask?q=x&council={MARKUP}", f"/record/json?q=x&date={MARKUP}"]
)
def test_no_refusal_shows_it_as_markup(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code in (404, 422)
    harmless(response.text + "&lt;img")


@pytest.mark.parametrize("path", ["/api/documents", "/api/clauses/marshfield-policy", "/api/rules/marshfield", "/openapi.json"])
def test_programs_get_it_as_data_that_no_browser_takes_for_a_page(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert (
        response.headers["content-type"].startswith("application/json")
        and response.headers["x-content-type-options"] == "nosniff"
    )


@pytest.mark.parametrize("form", ["json", "docx", "pdf"])
def test_a_record_of_it_is_saved_and_never_shown_and_its_name_is_ours(client: TestClient, form: str) -> None:
    sent = client.post(f"/api/record/{form}", json={"question": LARGE, "id": "x\r\nSet-Cookie: planted=1"})
    name = sent.headers["content-disposition"]
    assert sent.status_code == 200 and "set-cookie" not in sent.headers
    assert name.startswith('attachment; filename="clausewise-record-') and name.endswith(f'.{form}"') and "<" not in name


TRAVERSALS = [
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "%00",
    "%ff%fe",
    "x%0d%0aSet-Cookie:%20a=b",
    "C:%5cwindows",
]


@pytest.mark.parametrize(
    "prefix", ["/documents/", "/static/", "/record/", "/api/clauses/", "/api/rules/", "/documents/marshfield-policy/pages/"]
)
@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out_of_the_server(client: TestClient, prefix: str, path: str) -> None:
    response = client.get(prefix + path)
    assert response.status_code in (400, 404, 405, 422)
    assert "root:" not in response.text and "set-cookie" not in response.headers
