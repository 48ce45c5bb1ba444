"""The chat without a browser: a talk is its questions, what it shows is escaped, and the page tells nobody anything."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from starlette.testclient import TestClient

from assistant.surfaces.web.chat import showing
from assistant.surfaces.web.chat.events import fields_of
from assistant.surfaces.web.chat.talk import Talk, conversation_of, linked, restored
from assistant.surfaces.web.conversation import Conversation
from tests.assistant.surfaces.web import pages
from tests.assistant.surfaces.web.opened import SOUTHEND_400K, TODAY, councils

ASSISTANT = councils().assistant()
HOSTILE = "Is social value required in Southend for £400k of works? <img src=x onerror=alert(1)> ${alert(1)} {{ 7*7 }}"


def talk(*questions: str, start: Talk | None = None) -> Talk:
    """A talk of these questions, one after another."""
    now = start or Talk()
    for question in questions:
        now = now.asked(ASSISTANT, now.next(question), TODAY)
    return now


def side(now: Talk) -> str:
    """What stands beside the thread."""
    return showing.side(now, ASSISTANT.holdings.councils)


def offers(now: Talk, selector: str) -> list[Tag]:
    """The buttons of a part of the thread."""
    return BeautifulSoup(showing.thread(now), "html.parser").select(f"{selector} button[data-ask]")


def test_each_question_follows_the_ones_before() -> None:
    now = talk(SOUTHEND_400K, "Is social value required at £7m?", "What about North East Lincolnshire?")
    assert now.now and now.now.answer.council == "north-east-lincolnshire"
    assert [turn.outcome for turn in now.past] == ["Not required", "Required"]
    assert now.now.conversation.history == (SOUTHEND_400K, "Is social value required at £7m?")


def test_a_question_that_cannot_be_read_changes_nothing_and_says_why() -> None:
    before = talk(SOUTHEND_400K)
    after = talk("x" * 2_001, start=before)
    assert (after.now, after.past) == (before.now, before.past)
    assert "2,001 characters" in showing.problem(after) and "2,001 characters" in showing.announced(after)
    assert not talk("And at £7m, is social value required?", start=after).problem


def test_a_talk_comes_back_from_what_the_browser_kept() -> None:
    now = talk(SOUTHEND_400K, "Is social value required at £7m?")
    again = restored(ASSISTANT, json.loads(json.dumps(now.kept())), TODAY)
    assert again.turns == now.turns
    assert showing.thread(again) == showing.thread(now)


@pytest.mark.parametrize("kept", [[None, 3, {}], ["q=&council=x"], ["council=atlantis&q=x"], ["%%%"], [["q=x"]]])
def test_what_a_browser_should_not_have_kept_is_left_out(kept: list[object]) -> None:
    assert restored(ASSISTANT, kept, TODAY).turns == ()


def test_a_link_leads_to_the_same_talk() -> None:
    now = talk(SOUTHEND_400K, "Is social value required at £7m?")
    address = next(
        str(a["href"]) for a in BeautifulSoup(side(now), "html.parser").select("a") if "conversation" in a.get_text()
    )
    pairs = parse_qsl(urlsplit(address).query)
    again = linked(ASSISTANT, dict(p for p in pairs if p[0] != "history"), [v for n, v in pairs if n == "history"], TODAY)
    assert showing.thread(again) == showing.thread(now)


def test_another_mode_shows_the_same_answer_and_adds_no_turn() -> None:
    now = talk(SOUTHEND_400K)
    assert now.now
    supplier = now.again(ASSISTANT, Conversation(SOUTHEND_400K, mode="supplier"), TODAY)
    assert not supplier.past and supplier.mode == "supplier" and supplier.now
    assert "The tender documents may still ask for it" in supplier.now.headline


def test_what_is_announced_is_the_outcome_and_the_open_question() -> None:
    said = showing.announced(talk("In Southend, is social value required for a £1.4m works contract?"))
    assert said.startswith("It depends. It depends on how long") and said.endswith(
        "How long does the contract run in all, with every extension?"
    )


def test_offers_are_the_likely_answers_and_the_changes_with_what_they_lead_to() -> None:
    now = talk("In Southend, is social value required for a £1.4m works contract?")
    assert [pages.words(button) for button in offers(now, ".missing")] == ["Less than 24 months", "24 months or more"]
    assert "If the contract were for services : social value is required" in [pages.words(b) for b in offers(now, ".changes")]
    assert offers(Talk(), "") == []


def test_an_offer_holds_the_conversation_it_leads_to() -> None:
    now = talk("In Southend, is social value required for a £1.4m works contract?")
    leads_to = conversation_of(str(offers(now, ".missing")[1]["data-ask"]))
    assert leads_to and leads_to.history == ("In Southend, is social value required for a £1.4m works contract?",)
    then = now.asked(ASSISTANT, leads_to, TODAY)
    assert then.now and then.now.outcome == "Required"


@pytest.mark.parametrize(
    "query", ["", "q=&council=southend", "q=x&council=../etc", "q=x&date=yesterday", "%%%", "council=southend"]
)
def test_an_offer_that_no_page_of_ours_makes_is_read_as_a_link_is(query: str) -> None:
    found = conversation_of(query)
    assert found is None or Talk().asked(ASSISTANT, found, TODAY).problem


def test_a_change_that_only_repeats_a_likely_answer_is_offered_once() -> None:
    now = talk("Is social value required for a £400k works contract?")
    led = [button["data-ask"] for button in offers(now, "")]
    assert len(led) == len(set(led)) and len(offers(now, ".missing")) == 5


def test_facts_stand_beside_the_thread_with_the_words_they_were_read_from() -> None:
    page = BeautifulSoup(side(talk(SOUTHEND_400K)), "html.parser")
    facts = dict(pages.form(page, "form.facts"))
    assert (facts["amount"], facts["vat"], facts["contract_type"], facts["duration"]) == ("£400,000", "", "works", "")
    assert pages.words(pages.one(page, "#f-amount-from")) == "from “£400k”"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (None, {"date": ""}),
        (["amount"], {"date": ""}),
        ({"amount": "£1m", "date": "2026-03-01", "q": "x"}, {"amount": "£1m", "date": "2026-03-01"}),
        ({"vat": {"x": 1}, "council": "s" * 999}, {"council": "s" * 200, "date": ""}),
    ],
)
def test_of_what_a_form_sends_only_facts_as_short_texts_are_read(given: object, read: dict[str, str]) -> None:
    assert fields_of(given) == read


def test_nothing_that_is_asked_becomes_markup() -> None:
    now = talk(SOUTHEND_400K, HOSTILE)
    for html in (showing.thread(now), showing.whole(now), side(now)):
        page = BeautifulSoup(html, "html.parser")
        assert not page.select("script, img, [onerror], [onclick], style")
    assert "&lt;img" in showing.thread(now) and "{{ 7*7 }}" in showing.thread(now)


def test_only_the_pages_own_scripts_may_run(client: TestClient) -> None:
    first, second = client.get("/chat/"), client.get("/chat/")
    policy = first.headers["content-security-policy"]
    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts and "'unsafe-inline'" not in scripts[1]
    nonce = re.search(r"'nonce-([^']+)'", scripts[1])
    assert nonce and nonce[1] not in second.headers["content-security-policy"]
    tags = BeautifulSoup(first.text, "html.parser").select("script")
    assert tags and all(tag.get("nonce") == nonce[1] for tag in tags)


def test_the_page_names_no_other_host_and_its_language(client: TestClient) -> None:
    page = BeautifulSoup(client.get("/chat/").text, "html.parser")
    assert page.html and page.html["lang"] == "en-GB"
    named = [
        str(tag.get(name)) for tag in page.find_all(True) for name in ("src", "href", "content", "action") if tag.get(name)
    ]
    assert not [address for address in named if re.match(r"(https?:)?//", address) and "testserver" not in address]


def test_what_the_framework_would_tell_others_is_off(client: TestClient) -> None:
    config = client.get("/chat/config").json()
    assert config["analytics_enabled"] is False and config["run_history"] is False
    assert (
        config["footer_links"] == [] and config["mcp_server"] is False and config["ssr_mode"] is False
        if "ssr_mode" in config
        else True
    )


CLOSED = [
    *("monitoring", "monitoring/summary", "login_check", "manifest.json", "gradio_api/info", "gradio_api/openapi.json"),
    *("gradio_api/proxy=http://x/", "gradio_api/runs", "gradio_api/vibe-code", "gradio_api/dev/reload", "gradio_api/deep_link"),
]


@pytest.mark.parametrize("path", CLOSED)
def test_what_the_page_does_not_need_of_the_framework_is_closed(client: TestClient, path: str) -> None:
    assert client.get(f"/chat/{path}").status_code == 404
    assert client.post(f"/chat/{path}", json={}).status_code == 404


@pytest.mark.parametrize("path", ["/etc/passwd", "../../pyproject.toml", "assistant/service.py"])
def test_no_file_of_the_server_can_be_fetched(client: TestClient, path: str) -> None:
    response = client.get(f"/chat/gradio_api/file={path}")
    assert response.status_code in (403, 404) and "root:" not in response.text


def test_the_state_in_the_browser_is_questions_and_settings_alone() -> None:
    assert talk(SOUTHEND_400K).kept() == ["q=In+Southend%2C+is+social+value+required+for+a+%C2%A3400k+works+contract%3F"]
