"""A figure in a reply that none of the readers placed is asked about; one that says nothing of how much or how long is not."""

from __future__ import annotations

import pytest

from assistant import conversation
from assistant.asked.wanted import Want
from assistant.facts import merge, read_facts
from assistant.model import Facts
from tests.assistant.facts.case_files import COUNCILS, TODAY

BEFORE = "Ambridge, £90k of tablets ex VAT"


def unplaced(reply: str, before: str = BEFORE) -> bool:
    earlier = merge(Facts(), read_facts(before, COUNCILS, today=TODAY))
    return read_facts(reply, COUNCILS, today=TODAY, earlier=earlier).unplaced is not None


@pytest.mark.parametrize(
    "reply",
    [
        "there are six of them",
        "we want fifteen now",
        "what if we buy 900",
        "it's for twelve schools",
        "double the order",
        "twice the number",
        "4 per ward",
        "they agreed 1,600.5",
        "between 30 and 40 of them",
        "the number is 900",
    ],
)
def test_a_figure_that_may_tell_how_much_is_left(reply: str) -> None:
    assert unplaced(reply)


@pytest.mark.parametrize(
    "reply",
    [
        "my extension is 4417",
        "my number is 4417",
        "ring me on 01702 215000",
        "ext 204",
        "it's lot 2",
        "see clause 9.2 on page 12",
        "room 12 at 3 tomorrow",
        "two of us will come",
        "we have three bidders",
        "one more thing",
        "that one",
        "a 10% weighting",
        "on 3 March 2027",
        "since 2019",
        "the first of the 3 quotes",
        "Studio 54 wants to know",
        "my call was 5 minutes long",
        "double check it",
        "thanks, you're one in a million",
        "buy 40 minibuses for the same money",
        "£95k now, for 40 of them",
        "3 years",
        "and at South Fenwick?",
    ],
)
def test_a_figure_that_tells_nothing_of_how_much_is_not(reply: str) -> None:
    assert not unplaced(reply)


def test_a_first_question_leaves_none() -> None:
    assert read_facts("is it needed for 40 of them", COUNCILS, today=TODAY).unplaced is None


def turn(reply: str, want: Want) -> conversation.Turn:
    def wants(question: str, alone: Facts) -> Want:
        return "verdict" if question == BEFORE else want

    return conversation.read(reply, [BEFORE], COUNCILS, TODAY, wants)


def test_the_old_value_does_not_stand_beside_a_figure_that_was_not_placed() -> None:
    facts = turn("there are six of them", "facts").facts
    assert facts.amount is None
    assert [(one.asks, one.words) for one in facts.doubts] == [("amount", "are six of")]


def test_the_old_value_stands_where_something_else_is_asked() -> None:
    facts = turn("who are the six of them", "words").facts
    assert facts.amount and not facts.doubts


@pytest.mark.parametrize("closing", ["so what now", "where does that leave us on social value", "and where are we now"])
def test_what_now_asks_no_more_than_what_follows_from_the_facts(closing: str) -> None:
    asked: list[str] = []

    def wants(question: str, alone: Facts) -> Want:
        asked.append(question)
        return "verdict" if question == BEFORE else "facts"

    conversation.read(f"it's £95k, {closing}?", [BEFORE], COUNCILS, TODAY, wants)
    assert asked == [BEFORE, "it's £95k"]
