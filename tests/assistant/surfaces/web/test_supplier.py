"""The supplier's view: plain words, and nothing of what is decided inside the council."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import jsonschema
import pytest
from starlette.testclient import TestClient

from assistant.surfaces.openapi import SCHEMA
from assistant.surfaces.supplier import for_supplier, is_internal
from assistant.surfaces.web.chat import showing
from assistant.surfaces.web.chat.talk import Talk
from assistant.surfaces.web.conversation import Conversation
from tests.assistant.rules.packs import CLAUSES, PACK
from tests.assistant.surfaces.web import marshfield, pages
from tests.assistant.surfaces.web.opened import SOUTHEND_400K, TODAY, councils

LARGE = "Is social value required in Marshfield for a services contract of £300,000 excluding VAT?"


def test_the_officer_sees_who_approves_and_the_supplier_does_not() -> None:
    client = marshfield.client()
    officer = pages.words(pages.get(client, "/ask", q=LARGE))
    supplier = pages.words(pages.get(client, "/ask", q=LARGE, mode="supplier").main or pages.get(client, "/"))
    assert "Committee" in officer and "written evidence" in officer
    assert "Committee" not in supplier and "Head of Service" not in supplier and "written evidence" not in supplier


def test_what_a_supplier_needs_stays() -> None:
    page = pages.get(marshfield.client(), "/ask", q=LARGE, mode="supplier")
    assert pages.outcome(page) == "Required"
    headline = pages.words(pages.one(page, ".headline"))
    assert (
        "Expect to be asked what you will deliver" in headline
        and "£300,000 excluding VAT is over £100,000 excluding VAT" in headline
    )
    assert "10% to 20% of the overall score" in pages.words(pages.one(page, ".requirements"))


def test_a_question_about_approvals_is_not_answered_to_a_supplier() -> None:
    asked = marshfield.assistant().ask("Is social value required for £300k of services in Marshfield?", today=TODAY)
    question = "Who approves a contract of £300,000 in Marshfield?"
    shown = for_supplier(marshfield.assistant().holdings, replace(asked, question=question, outcome=None))
    assert shown.status == "abstained" and "not shown to suppliers" in shown.headline
    assert not shown.citations and "Committee" not in shown.text


def test_a_clause_is_internal_only_where_nothing_else_rests_on_it() -> None:
    held = marshfield.assistant().holdings.documents[0]
    assert {label for label in held.clauses if is_internal(held, label)} == {"3.4", "3.5"}
    assert "3.4" in CLAUSES and "tiers" in PACK


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        (
            SOUTHEND_400K,
            "No. Southend-on-Sea City Council's policy does not make social value part of this contract, because £400,000 is under",
        ),
        (
            "Is social value required for £400k of works in North East Lincolnshire?",
            "Yes. North East Lincolnshire Council has to make",
        ),
        ("Is social value required for £400k of works in South Norfolk?", "Perhaps. South Norfolk Council has to consider"),
        ("Is social value required for £1.4m of works in Southend?", "It depends on something not yet said. How long"),
        ("Is social value required for £400k of works in Norwich?", "Norwich City Council's policy sets no rule"),
    ],
)
def test_each_outcome_is_said_in_plain_words(question: str, begins: str) -> None:
    assistant = councils().assistant()
    assert for_supplier(assistant.holdings, Conversation(question).ask(assistant, TODAY)).headline.startswith(begins)


def test_every_mark_that_is_left_has_its_source(client: TestClient) -> None:
    page = pages.get(client, "/ask", q=SOUTHEND_400K, mode="supplier")
    marks = {n for link in page.select(".card a, .part a, .warnings a") for n in re.findall(r"\[(\d+)\]", pages.words(link))}
    assert marks and marks == {str(li["value"]) for li in page.select(".sources > ol > li")}


def test_that_a_policy_names_no_approver_is_nothing_for_a_supplier(client: TestClient) -> None:
    silence = "names nobody who may approve"
    assert silence in pages.words(pages.get(client, "/ask", q=SOUTHEND_400K))
    assert silence not in pages.words(pages.get(client, "/ask", q=SOUTHEND_400K, mode="supplier"))


def test_the_record_which_names_who_approves_is_offered_to_officers_alone(client: TestClient) -> None:
    assert "Decision record" in pages.words(pages.get(client, "/ask", q=SOUTHEND_400K))
    assert "Decision record" not in pages.words(pages.get(client, "/ask", q=SOUTHEND_400K, mode="supplier"))


def test_the_way_back_is_a_link(client: TestClient) -> None:
    page = pages.get(client, "/ask", q=SOUTHEND_400K, mode="supplier")
    assert dict(pages.query(pages.link(page, "See it as a council officer"))).get("mode") is None


INSIDE = ("Committee", "Head of Service", "written evidence", "leaving-out", "who-agrees")


def test_programs_get_the_answer_whole_unless_a_supplier_asks() -> None:
    client = marshfield.client()
    officer = client.post("/api/ask", json={"question": LARGE}).text
    assert officer == client.post("/api/ask", json={"question": LARGE, "mode": "officer"}).text
    assert all(words in officer for words in INSIDE)
    supplier = client.post("/api/ask", json={"question": LARGE, "mode": "supplier"})
    assert not [words for words in INSIDE if words in supplier.text]
    assert supplier.json()["outcome"] == "required" and "10% to 20%" in supplier.text
    jsonschema.validate(supplier.json(), json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize("kind", ["application/json", "application/x-ndjson"])
def test_a_supplier_among_many_questions_gets_no_approvals_either(kind: str) -> None:
    asked = [{"question": LARGE, "mode": "supplier"}, {"question": LARGE}]
    body = json.dumps(asked) if kind == "application/json" else "\n".join(map(json.dumps, asked))
    answers = marshfield.client().post("/api/batch", content=body, headers={"content-type": kind})
    lines = answers.text.splitlines() if kind != "application/json" else map(json.dumps, answers.json()["answers"])
    supplier, officer = lines
    assert "Committee" not in supplier and "Committee" in officer


def test_a_mode_that_is_none_is_refused() -> None:
    refused = marshfield.client().post("/api/ask", json={"question": LARGE, "mode": "boss"})
    assert (refused.status_code, refused.json()) == (422, {"error": "mode is none of officer, supplier", "code": "bad_field"})


@pytest.mark.parametrize("form", ["json", "docx", "pdf"])
def test_no_record_is_made_for_a_supplier(form: str) -> None:
    client = marshfield.client()
    sent = client.post(f"/api/record/{form}", json={"question": LARGE, "mode": "supplier"})
    assert (sent.status_code, sent.json()["code"]) == (403, "forbidden")
    assert client.get(f"/record/{form}", params={"q": LARGE, "mode": "supplier"}).status_code == 403
    assert client.get(f"/record/{form}", params={"q": LARGE}).status_code == 200


def test_the_chat_shows_a_supplier_no_approvals_and_no_record() -> None:
    assistant = marshfield.assistant()
    now = Talk(mode="supplier").asked(assistant, Conversation(LARGE, mode="supplier"), TODAY)
    shown = showing.thread(now) + showing.whole(now) + showing.side(now, assistant.holdings.councils)
    assert not [words for words in INSIDE if words in shown] and "Decision record" not in shown
