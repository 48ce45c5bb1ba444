"""The supplier's view: plain words, and nothing of what is decided inside the council."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from assistant.surfaces.web.conversation import Conversation
from assistant.surfaces.web.supplier import for_supplier, is_internal
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


def test_programs_get_the_answer_whole(client: TestClient) -> None:
    page = pages.get(client, "/ask", q=SOUTHEND_400K, mode="supplier")
    assert dict(pages.query(pages.link(page, "See it as a council officer"))).get("mode") is None
