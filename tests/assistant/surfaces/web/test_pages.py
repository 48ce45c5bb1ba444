"""The plain pages: the whole journey by links and forms, every citation at its own words, nothing unescaped."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from assistant.holdings import Holdings
from assistant.service import Assistant
from assistant.surfaces.serving import create_app
from assistant.surfaces.web.library_pages import proved
from assistant.surfaces.web.settings import ServeSettings
from tests.assistant.surfaces.web import pages
from tests.assistant.surfaces.web.opened import SOUTHEND_400K, TODAY, Opened, councils

STRICTEST_FIRST = [
    "North East Lincolnshire Council",
    "South Norfolk Council",
    "Borough Council of King's Lynn and West Norfolk",
    "Southend-on-Sea City Council",
    "Norwich City Council",
]
"""For works of £400,000: it has to be included, it has to be considered (twice), it does not, and there is no rule."""
DEPENDS = "In Southend, is social value required for a £1.4m works contract?"
COMPARED = "Compare the councils: is social value required for a £5m services contract including VAT?"
HOSTILE = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{ 7*7 }}"


def test_the_start_page_asks_and_says_what_is_loaded(client: TestClient) -> None:
    page = pages.get(client, "/")
    sent = dict(pages.form(page, "form.ask"))
    assert sent == {"q": "", "council": "", "date": "", "mode": "officer"}
    assert len(page.select(".loaded li")) == len(councils().assistant().holdings.documents)


def test_the_form_leads_to_the_verdict(client: TestClient) -> None:
    page = pages.get(
        client,
        "/ask",
        q="Is social value required for a £400k works contract?",
        council="southend",
        date="2026-03-01",
        mode="officer",
    )
    assert pages.outcome(page) == "Not required"
    assert "£400,000 is under £1,000,000" in pages.words(pages.one(page, ".card .headline"))
    assert "Not required" in pages.words(pages.one(page, "title"))


@pytest.mark.parametrize("question", [SOUTHEND_400K, DEPENDS, COMPARED])
def test_the_verdict_comes_first_and_the_sources_last(client: TestClient, question: str) -> None:
    answer = pages.one(pages.get(client, "/ask", q=question), ".answer")
    places = [answer.select(part)[0] for part in (".card", ".part", ".picture", ".warnings", ".sources")]
    every = answer.select("*")
    assert every[0] is places[0]
    order = [next(at for at, one in enumerate(every) if one is place) for place in places]
    assert order == sorted(order)


def test_every_citation_opens_its_document_with_its_own_words_marked(client: TestClient) -> None:
    for question in (SOUTHEND_400K, COMPARED):
        answer = client.post("/api/ask", json={"question": question}).json()
        page = pages.get(client, "/ask", q=question)
        for citation in answer["citations"]:
            links = {str(a["href"]) for a in page.select(f'.sources li[value="{citation["n"]}"] a')}
            assert len(links) == 1
            address = links.pop()
            document = pages.get(client, address)
            marked = "".join(mark.get_text() for mark in document.select("mark"))
            bare = re.sub(r"[\s|#]+|-{3,}", "", citation["text"])
            assert re.sub(r"[\s|#]+|-{3,}", "", marked) == bare
            assert pages.target(client, address).select("mark")


def test_every_citation_mark_in_the_text_is_a_link_to_that_source(client: TestClient) -> None:
    page = pages.get(client, "/ask", q=SOUTHEND_400K)
    addresses = {int(str(li["value"])): str(pages.one(li, ".note a")["href"]) for li in page.select(".sources > ol > li")}
    marks = page.select("a.mark")
    assert len(marks) > 5
    for mark in marks:
        assert mark["href"] == addresses[int(re.sub(r"\D", "", pages.words(mark)))]


def test_a_source_says_what_it_is_a_quotation_of(client: TestClient) -> None:
    note = pages.words(pages.get(client, "/ask", q=SOUTHEND_400K).select(".sources .note")[0])
    assert "Version v-2.0" in note and "Status: in force" in note and "Our restatement" in note


def test_what_would_change_it_is_a_link_to_the_answer_it_promises(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": SOUTHEND_400K}).json()
    page = pages.get(client, "/ask", q=SOUTHEND_400K)
    said = {"social value is required": "Required", "social value is not required": "Not required", "it depends": "It depends"}
    assert len(answer["changes"]) == 4
    for change in answer["changes"]:
        changed = pages.get(client, pages.link(pages.one(page, ".changes"), change["if"]))
        assert pages.outcome(changed) == next(shown for words, shown in said.items() if change["then"].startswith(words))


def test_a_missing_fact_is_asked_with_likely_answers_that_settle_it(client: TestClient) -> None:
    page = pages.get(client, "/ask", q=DEPENDS)
    assert pages.outcome(page) == "It depends"
    asked = pages.one(page, ".missing")
    assert pages.words(pages.one(asked, "h3")) == "How long does the contract run in all, with every extension?"
    assert pages.outcome(pages.get(client, pages.link(asked, "24 months or more"))) == "Required"
    assert pages.outcome(pages.get(client, pages.link(asked, "Less than 24 months"))) == "Not required"


def test_a_council_that_is_not_named_is_asked_for_first(client: TestClient) -> None:
    page = pages.get(client, "/ask", q="Is social value required for a £400k works contract?")
    settled = pages.get(client, pages.link(pages.one(page, ".missing"), "Southend-on-Sea City Council"))
    assert pages.outcome(settled) == "Not required"


def test_facts_are_shown_as_they_were_understood_and_unknown_ones_as_unknown(client: TestClient) -> None:
    page = pages.get(client, "/ask", q=SOUTHEND_400K)
    facts = dict(pages.form(page, "form.facts"))
    assert {k: facts[k] for k in ("amount", "vat", "contract_type", "duration", "call_off", "date")} == {
        "amount": "£400,000", "vat": "", "contract_type": "works", "duration": "", "call_off": "", "date": "",
    }  # fmt: skip
    assert pages.words(page.select("#f-vat option[selected]")[0]) == "Not known"


@pytest.mark.parametrize(
    ("changes", "outcome", "facts"),
    [
        (
            {"contract_type": "services", "vat": "ex"},
            "Required",
            {"contract_type": "services", "vat": "ex", "amount": "£400,000"},
        ),
        ({"amount": "£6m"}, "Required", {"amount": "£6,000,000", "contract_type": "works"}),
        ({"amount": "£1.2m", "duration": "3 years"}, "Required", {"duration": "36 months", "amount": "£1,200,000"}),
        ({"amount": ""}, "It depends", {"amount": "", "contract_type": "works"}),
        ({"council": "north-east-lincolnshire", "contract_type": ""}, "Required", {"contract_type": "", "amount": "£400,000"}),
    ],
)
def test_a_changed_fact_asks_again(client: TestClient, changes: dict[str, str], outcome: str, facts: dict[str, str]) -> None:
    page = pages.get(client, "/ask", q="Is social value required for a £400k works contract?", council="southend")
    sent = [(name, changes.get(name, value)) for name, value in pages.form(page, "form.facts")]
    response = client.get("/ask", params=sent, follow_redirects=False)
    assert response.status_code == 303
    again = pages.get(client, response.headers["location"])
    assert pages.outcome(again) == outcome
    assert facts.items() <= dict(pages.form(again, "form.facts")).items()


@pytest.mark.parametrize(("field", "written"), [("amount", "rather a lot"), ("duration", "ages"), ("amount", "2 years")])
def test_a_changed_fact_that_is_not_understood_is_refused(client: TestClient, field: str, written: str) -> None:
    page = pages.get(client, "/ask", q=SOUTHEND_400K)
    sent = [(name, written if name == field else value) for name, value in pages.form(page, "form.facts")]
    response = client.get("/ask", params=sent)
    assert response.status_code == 422 and f"“{written}” was not understood as" in response.text
    back = pages.link(BeautifulSoup(response.text, "html.parser"), "Go back and change it")
    assert dict(pages.form(pages.get(client, back), "form.facts")) == dict(pages.form(page, "form.facts"))


def test_a_day_given_in_the_form_is_kept_and_one_in_the_question_is_no_setting(client: TestClient) -> None:
    page = pages.get(client, "/ask", q="In Southend, is social value required for £400k of works starting on 1 May 2024?")
    sent = pages.form(page, "form.facts")
    assert ("date", "2024-05-01") in sent
    address = client.get("/ask", params=sent, follow_redirects=False).headers["location"]
    assert "date" not in dict(pages.query(address))
    moved = [(name, "2023-01-09" if name == "date" else value) for name, value in sent]
    assert (
        dict(pages.query(client.get("/ask", params=moved, follow_redirects=False).headers["location"]))["date"] == "2023-01-09"
    )


def test_asking_on_keeps_what_was_said_before(client: TestClient) -> None:
    page = pages.get(client, "/ask", q=SOUTHEND_400K)
    sent = [(n, "Is social value required at £7m?" if n == "q" else v) for n, v in pages.form(page, "form.ask")]
    assert ("history", SOUTHEND_400K) in sent
    again = pages.submitted(client, "/ask", sent)
    assert pages.outcome(again) == "Required"
    assert "Southend" in pages.words(pages.one(again, ".card .headline"))


def test_all_councils_are_compared_in_a_table_and_a_picture(client: TestClient) -> None:
    page = pages.get(client, "/ask", q=SOUTHEND_400K)
    compared = pages.get(client, pages.link(page, "Compare all councils"))
    rows = compared.select(".part tbody tr")
    assert [pages.words(row.th) for row in rows if row.th] == STRICTEST_FIRST
    verdicts = {pages.words(row.th): pages.words(row.td) for row in rows if row.th and row.td}
    assert verdicts["Southend-on-Sea City Council"] == "social value is not required"
    assert verdicts["North East Lincolnshire Council"] == "social value is required"
    said = str(pages.one(compared, ".picture svg")["aria-label"])
    assert "This contract: £400,000" in said and "North East Lincolnshire Council: should be sought at most £100,000" in said


def test_the_compare_page_asks_for_a_contract_and_puts_it_to_every_council(client: TestClient) -> None:
    empty = pages.get(client, "/compare")
    assert not empty.select(".card")
    sent = [
        (name, {"amount": "£400k", "contract_type": "works"}.get(name, value))
        for name, value in pages.form(empty, "form.compare")
    ]
    compared = pages.submitted(client, "/compare", sent)
    assert pages.words(pages.one(compared, ".card .outcome")) == "≡ Councils compared"
    rows = compared.select(".part tbody tr")
    assert [pages.words(row.th) for row in rows if row.th] == STRICTEST_FIRST
    assert "This contract: £400,000" in str(pages.one(compared, ".picture svg")["aria-label"])
    assert dict(pages.form(compared, "form.compare"))["amount"] == "£400k"


@pytest.mark.parametrize("field", ["amount", "vat", "contract_type", "duration", "call_off"])
def test_whatever_the_compare_page_is_sent_it_stays_a_page(client: TestClient, field: str) -> None:
    page = pages.get(client, "/compare", **{field: HOSTILE})
    assert not page.select("script, img, [onerror]")
    assert pages.one(page, "form.compare") and page.select(".card")


def test_the_compare_page_refuses_a_day_that_is_none(client: TestClient) -> None:
    response = client.get("/compare", params={"amount": "£1m", "date": "soon"})
    assert response.status_code == 422 and "Not a date" in response.text


def test_questions_and_errors_are_shown_escaped(client: TestClient) -> None:
    response = client.get("/ask", params={"q": HOSTILE + " is social value required for £400k of works in Southend?"})
    page = pages.get(client, "/ask", q=HOSTILE + " is social value required for £400k of works in Southend?")
    assert not page.select("script, img")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text and "{{ 7*7 }}" in response.text
    refused = client.get("/ask", params={"q": "x", "council": HOSTILE})
    assert refused.status_code == 422 and "<script" not in refused.text and "<img" not in refused.text


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"q": ""}, 422, "The question is empty."),
        ({"q": "x" * 2_001}, 422, "2,001 characters"),
        ({"q": "x", "date": "yesterday"}, 422, "Not a date"),
        ({"q": "x", "council": "atlantis"}, 422, "Council not loaded"),
    ],
)
def test_a_question_that_cannot_be_read_gets_a_page_that_says_why(
    client: TestClient, fields: dict[str, str], status: int, said: str
) -> None:
    response = client.get("/ask", params=fields)
    assert response.status_code == status and response.headers["content-type"].startswith("text/html")
    assert said in response.text


def test_documents_are_listed_with_status_and_proof(client: TestClient) -> None:
    rows = {pages.words(row.th): pages.words(row) for row in pages.get(client, "/documents").select("tbody tr") if row.th}
    southend = next(words for name, words in rows.items() if "Southend" in name)
    assert "In force" in southend and "8 rules and" in southend and "Restated" in southend and "December 2021" in southend
    assert "Proposed, not adopted" in next(words for name, words in rows.items() if "West Norfolk" in name)
    assert "April 2020 past" in next(words for name, words in rows.items() if "North East Lincolnshire" in name)
    assert "the national thresholds" in next(words for name, words in rows.items() if "National law" in name)


def test_rules_that_are_not_proved_are_said_to_decide_nothing() -> None:
    holdings = councils().assistant().holdings
    changed = replace(holdings.documents[0], packs=(), unproved="ashby/rules: £1 is not in 4.1")
    said = proved(replace(holdings, documents=(changed, *holdings.documents[1:])))
    assert said[changed.id] == "not proved on these words, so its rules decide nothing: ashby/rules: £1 is not in 4.1"
    assert "rules and" in said[holdings.documents[1].id]


def test_drafts_that_wait_for_a_person_are_shown_and_said_to_decide_nothing(client: TestClient, tmp_path: Path) -> None:
    assert "draft" not in pages.words(pages.get(client, "/documents"))
    assistant = councils().assistant()
    norwich = next(held for held in assistant.holdings.documents if held.council == "norwich")
    waiting = replace(norwich, packs=(), drafts=("norwich/social-value",))
    others = [held for held in assistant.holdings.documents if held is not norwich]
    drafted = Opened(Assistant(Holdings((waiting, *others), assistant.holdings.table), None))  # type: ignore[arg-type]
    with TestClient(create_app(drafted, ServeSettings(tmp_path))) as served:
        listed = pages.words(pages.get(served, "/documents"))
        own = pages.words(pages.get(served, f"/documents/{norwich.id}"))
        data = {one["id"]: one["drafts"] for one in served.get("/api/documents").json()["documents"]}
    said = "A draft waits to be confirmed (social-value) and decides nothing yet"
    assert said in listed and said in own and "clausewise pack confirm" in listed
    assert data[norwich.id] == ["norwich/social-value"] and not any(data[held.id] for held in others)


def test_a_documents_page_holds_all_its_words_under_every_label(client: TestClient) -> None:
    for held in councils().assistant().holdings.documents:
        page = pages.get(client, f"/documents/{held.id}")
        shown = re.sub(r"[\s|#-]+", "", "".join(part.get_text() for part in page.select(".clause .words")))
        assert shown == re.sub(r"[\s|#-]+", "", held.document.text)
        anchors = [str(a["href"]) for a in page.select(".contents a")]
        assert len(anchors) == len(held.clauses)
        ids = {str(found["id"]) for found in page.select("[id]")}
        assert len(page.select("[id]")) == len(ids)
        assert all(unquote(anchor[1:]) in ids for anchor in anchors)


def test_a_document_that_is_not_loaded_is_not_found(client: TestClient) -> None:
    response = client.get("/documents/none")
    assert response.status_code == 404 and "No document" in response.text


@pytest.mark.parametrize(
    "query", ["start=-5&end=10", "start=10&end=5", "start=0&end=999999999", "start=999999999&end=9999999999"]
)
def test_offsets_from_nowhere_mark_nothing_that_is_not_there(client: TestClient, query: str) -> None:
    assert client.get(f"/documents/southend-social-value-policy?{query}").status_code == 200


@pytest.mark.parametrize("query", ["start=a&end=b", "start=1.5"])
def test_offsets_that_are_no_numbers_are_refused(client: TestClient, query: str) -> None:
    response = client.get(f"/documents/southend-social-value-policy?{query}")
    assert response.status_code == 422 and response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/accessibility", "/transparency", "/api"])
def test_the_standing_pages_are_there_and_linked_from_every_page(client: TestClient, path: str) -> None:
    assert pages.get(client, path).h1
    assert path in {str(a["href"]) for a in pages.get(client, "/ask", q=SOUTHEND_400K).select("footer a")}


@pytest.mark.parametrize("address", ["/", "/ask", "/documents"])
def test_a_page_is_a_few_kilobytes_on_its_way(client: TestClient, address: str) -> None:
    response = client.get(address, params={"q": SOUTHEND_400K} if address == "/ask" else None)
    assert response.headers["content-encoding"] == "gzip" and int(response.headers["content-length"]) < 10_000


def test_the_day_is_today_unless_given(client: TestClient) -> None:
    assert f"As of {TODAY.day} March 2026" in pages.words(pages.get(client, "/ask", q=SOUTHEND_400K))
