"""The decision record through the pages and the API: three formats of the answer that was shown, and one that can be replayed."""

from __future__ import annotations

from starlette.testclient import TestClient

from assistant.surfaces import decision_record
from tests.assistant.surfaces.web import pages
from tests.assistant.surfaces.web.opened import SOUTHEND_400K, councils

BEGINS = {"docx": b"PK", "pdf": b"%PDF-", "json": b"{"}


def test_the_page_links_to_its_record_in_three_formats(client: TestClient) -> None:
    page = pages.get(client, "/ask", q=SOUTHEND_400K, date="2026-03-01")
    for form, words in (("docx", "Word"), ("pdf", "PDF"), ("json", "JSON")):
        response = client.get(pages.link(page, f"Decision record, {words}"))
        assert response.status_code == 200 and response.content.startswith(BEGINS[form])
        assert (
            f'.{form}"' in response.headers["content-disposition"] and "attachment" in response.headers["content-disposition"]
        )


def test_the_record_holds_the_answer_that_was_shown_and_replays(client: TestClient) -> None:
    asked = {"question": "What about £7m?", "history": [SOUTHEND_400K], "date": "2026-03-01"}
    written = client.post("/api/record/json", json=asked).content
    record = decision_record.read(written).record
    assert record.content["answer"] == client.post("/api/ask", json=asked).json()
    assert decision_record.replay(written, councils().assistant()).same


def test_the_link_and_the_api_give_the_same_bytes(client: TestClient) -> None:
    linked = client.get("/record/json", params={"q": SOUTHEND_400K, "date": "2026-03-01"}).content
    assert linked == client.post("/api/record/json", json={"question": SOUTHEND_400K, "date": "2026-03-01"}).content


def test_another_format_is_not_found_and_a_bad_question_is_refused(client: TestClient) -> None:
    assert client.post("/api/record/exe", json={"question": SOUTHEND_400K}).status_code == 422
    response = client.post("/api/record/json", json={"question": ""})
    assert (response.status_code, response.json()["code"]) == (422, "bad_question")
