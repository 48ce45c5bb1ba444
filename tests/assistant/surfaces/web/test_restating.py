"""Facts, changes and likely answers as questions: each is read back as it was meant, and leads where it says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Answer
from assistant.compose.verdict import OUTCOME_WORDS
from assistant.facts import read_facts
from assistant.rules import wording
from assistant.surfaces.web import restating
from assistant.surfaces.web.conversation import Conversation, read
from assistant.surfaces.web.likely import choices
from tests.assistant.surfaces.web.opened import TODAY, councils

AMOUNTS = st.integers(1, 90_000).map(lambda thousands: f"£{thousands * 1_000:,}")
FIELDS = st.fixed_dictionaries(
    {
        "amount": AMOUNTS | AMOUNTS.map(lambda a: f"over {a}") | AMOUNTS.map(lambda a: f"up to {a}"),
        "vat": st.sampled_from(["", "ex", "inc"]),
        "contract_type": st.sampled_from(["", *wording.TYPE_WORDS]),
        "duration": st.just("") | st.integers(1, 120).map(lambda months: wording.months_range(months, months)),
        "call_off": st.sampled_from(["", "yes", "no"]),
    }
)
QUESTIONS = [
    "In Southend, is social value required for a £400k works contract?",
    "In Southend, is social value required for a £1.4m works contract?",
    "Is social value required for £170k of services in Southend, excluding VAT?",
    "Southend: is social value required for a £600k plus VAT light touch contract?",
    "Is social value required for £90k of supplies in North East Lincolnshire?",
    "Is social value required for a £30k supplies contract?",
]
OPEN = [
    *("In Southend, is social value required?", "In Southend, is social value required for a works contract?"),
    *(
        "In Southend, is social value required for a services contract of £180,000?",
        "Is social value required for a £1m contract in Southend?",
    ),
    *("Is social value required in North East Lincolnshire?", "In Southend, is social value required for £1.4m of works?"),
]


def answered(conversation: Conversation) -> Answer:
    return conversation.ask(councils().assistant(), TODAY)


def fields(question: str) -> dict[str, str]:
    """What the reader makes of a question, as the form holds it."""
    return restating.fields_of(answered(Conversation(question, council="southend")).facts)


def changed(first: Conversation, shown: dict[str, str], changes: dict[str, str], *, named: bool = False) -> Conversation:
    """The conversation after these fields of the form were changed."""
    names = {council.slug: council.name for council in councils().assistant().holdings.councils}
    return restating.asked_again(first, shown, {**shown, **changes}, names, named=named)


@settings(max_examples=60, deadline=None)
@given(FIELDS)
def test_all_facts_in_one_question_are_read_back_as_they_were(given_fields: dict[str, str]) -> None:
    back = fields(restating.afresh(given_fields))
    assert {k: back[k] for k in given_fields if k != "amount"} == {k: v for k, v in given_fields.items() if k != "amount"}
    meant = read_facts(f"a contract worth {given_fields['amount']}", [], today=TODAY).amount
    got = read_facts(f"a contract worth {back['amount']}", [], today=TODAY).amount
    assert meant and got and (meant.low_pence, meant.high_pence) == (got.low_pence, got.high_pence)


@settings(max_examples=60, deadline=None)
@given(FIELDS, FIELDS)
def test_facts_that_are_changed_are_read_as_what_they_were_changed_to(before: dict[str, str], after: dict[str, str]) -> None:
    first = Conversation(restating.afresh(before), council="southend")
    shown = restating.fields_of(answered(first).facts)
    kept = {name: value for name, value in after.items() if value}
    again = changed(first, shown, kept)
    back = restating.fields_of(answered(again).facts)
    assert {n: back[n] for n in kept if n != "amount"} == {n: v for n, v in kept.items() if n != "amount"}


@pytest.mark.parametrize("slug", [council.slug for council in councils().assistant().holdings.councils])
def test_another_council_is_asked_about_whether_a_question_or_a_setting_named_the_first(slug: str) -> None:
    asked = "is social value required for a £400k works contract?"
    for first, named in (
        (Conversation(f"In Southend, {asked}"), True),
        (Conversation(asked.capitalize(), council="southend"), False),
    ):
        before = answered(first)
        again = answered(changed(first, restating.fields_of(before.facts), {"council": slug}, named=named))
        assert again.council == slug and again.outcome is not None
        assert again.facts["amount"]["pence"] == 40_000_000 and again.facts["contract_type"]["options"] == ["works"]


def test_a_council_that_is_taken_away_is_asked_for() -> None:
    first = Conversation("In Southend, is social value required for a £400k works contract?")
    again = answered(changed(first, restating.fields_of(answered(first).facts), {"council": ""}, named=True))
    assert again.missing[0] == "council" and again.facts["amount"]["pence"] == 40_000_000


@pytest.mark.parametrize("name", ["amount", "vat", "contract_type", "duration", "call_off"])
def test_a_fact_that_is_taken_away_is_not_known_any_more_and_the_others_stay(name: str) -> None:
    known = {
        "council": "southend",
        "amount": "£400,000",
        "vat": "ex",
        "contract_type": "works",
        "duration": "24 months",
        "call_off": "no",
    }
    first = Conversation("And with VAT on top?", (restating.afresh(known),), "southend")
    shown = restating.fields_of(answered(first).facts)
    assert shown == known
    back = restating.fields_of(answered(changed(first, shown, {name: ""})).facts)
    gone = {name, "vat"} if name == "amount" else {name}
    assert back == {n: "" if n in gone else v for n, v in known.items()}


def test_facts_that_are_left_as_they_are_ask_nothing_new() -> None:
    first = Conversation("In Southend, is social value required for a £400k works contract?")
    shown = restating.fields_of(answered(first).facts)
    assert changed(first, shown, {}) == first


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_change_that_an_answer_names_gives_what_it_says(question: str) -> None:
    first = Conversation(question)
    changes = answered(first).changes
    assert changes
    for change in changes:
        then = answered(restating.supposed(first, change["if"], councils().assistant().holdings.councils))
        assert then.outcome
        assert change["then"].startswith(OUTCOME_WORDS[then.outcome]), change


@pytest.mark.parametrize("question", OPEN)
def test_likely_answers_settle_the_fact_they_answer(question: str) -> None:
    holdings = councils().assistant().holdings
    first = Conversation(question)
    answer = answered(first)
    offered = choices(holdings, answer, first, TODAY)
    assert answer.status == "needs_facts" and len(offered) >= 2
    for choice in offered:
        then = answered(choice.leads_to)
        assert answer.missing[0] not in then.missing, choice.words
        assert then.facts != answer.facts


def test_likely_lengths_lead_to_different_answers() -> None:
    first = Conversation("In Southend, is social value required for £1.4m of works?")
    offered = choices(councils().assistant().holdings, answered(first), first, TODAY)
    assert [(c.words, answered(c.leads_to).outcome) for c in offered] == [
        ("Less than 24 months", "not_required"),
        ("24 months or more", "required"),
    ]


def test_an_answer_that_lacks_nothing_offers_nothing() -> None:
    first = Conversation("In Southend, is social value required for a £400k works contract?")
    assert choices(councils().assistant().holdings, answered(first), first, TODAY) == ()


@settings(max_examples=80, deadline=None)
@given(
    st.text(min_size=1, max_size=60).filter(lambda t: t.strip() and t.isprintable()),
    st.lists(st.text(min_size=1, max_size=40).filter(lambda t: t.strip() and t.isprintable()), max_size=4),
    st.sampled_from([None, "southend", "norwich"]),
    st.none() | st.dates(),
    st.sampled_from(["officer", "supplier"]),
)
def test_an_address_holds_the_whole_conversation(question, history, council, day, mode) -> None:  # type: ignore[no-untyped-def]
    from urllib.parse import parse_qsl

    day = day if day is None or 1970 <= day.year <= 2100 else None
    conversation = Conversation(question, tuple(history), council, day, mode)
    pairs = parse_qsl(conversation.query, keep_blank_values=True)
    assert read(dict(p for p in pairs if p[0] != "history"), [v for n, v in pairs if n == "history"]) == conversation
