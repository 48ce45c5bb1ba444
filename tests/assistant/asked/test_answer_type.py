"""The kind of thing a question asks for, and whether a passage holds one."""

from __future__ import annotations

import pytest

from assistant.asked import answer_type


@pytest.mark.parametrize(
    ("question", "passage", "given"),
    [
        ("Who are the members of the group?", "The group oversees delivery and reports to the Portfolio Holder.", False),
        ("Who are the members of the group?", "The group is made up of senior officers and commissioners.", True),
        ("What is the maximum weighting?", "The weighting is at least 10% of the score.", False),
        ("What is the maximum weighting?", "The weighting is no more than 20% of the score.", True),
        ("How often does the board meet?", "The board sponsors social value.", False),
        ("How often does the board meet?", "The board meets every month.", True),
        ("Who chairs the board?", "The board sponsors social value.", False),
        ("When does the contract end?", "The contract provides apprenticeships.", False),
        ("When does the contract end?", "The contract runs to March 2027.", True),
        ("Within how many days does the notice go up?", "It is published (section 87) once £30,000 is reached.", False),
        ("Within how many days does the notice go up?", "It is published within thirty working days.", True),
        ("How many hours must each give?", "Hours of support that are given: x.", False),
        ("Does the report go to Cabinet or to the scrutiny committee?", "The Communities team reports annually.", False),
        ("Does the report go to Cabinet or to the scrutiny committee?", "The Leadership Team is told every year.", True),
        ("To whom is it presented each year?", "It is reported to the board.", True),
        ("What would a stall set us back?", "Stalls are let to traders.", False),
        ("wat does it cots to sponsor a bin", "Firms sponsor bins.", False),
        ("What does a seat on the course cost a local firm?", "Firms are given training.", False),
        ("What is the budget for the new matrix?", "A matrix is developed in 2025/26.", False),
        ("How big a fine is paid for a late notice?", "The notice is published in May.", False),
        ("How big a fine is paid for a late notice?", "Late notices cost £500.", True),
        ("How many pounds went on it?", "£5 million was spent.", True),
        ("How many times a year is it published?", "It is published from 1 January 2026.", False),
        ("How many times a year is it published?", "It is published twice a year.", True),
        ("How many measures are there?", "See section 71 and paragraph 4.2, as changed on 24 February 2025.", False),
        ("How many measures are there?", "10.4. It lists 35 measures (section 71).", True),
        ("To which committee does it go?", "Two teams report annually.", False),
        ("To which committee does it go?", "It goes to the Cabinet.", True),
        ("In which computer system are pledges logged?", "Named individuals track the pledges.", False),
        ("In which computer system are pledges logged?", "Pledges are logged on the online portal.", True),
        ("Which post leads the project?", "The project is under way.", False),
        ("Which post leads the project?", "The Head of Procurement leads it.", True),
        ("Which large employers has it brought in already?", "Employers' objectives are aligned.", False),
        ("List the market towns, by name.", "It supports its market towns.", False),
        ("What are the names of the equality groups?", "The group has members of equality groups.", False),
        ("List the market towns, by name.", "It supports Diss and Harleston.", True),
        ("On which day of the year does the statement come out?", "A statement is published each year.", False),
        ("By what year is the share to be reached?", "At least 25% is spent with small firms.", False),
        ("By what year is the share to be reached?", "A quarter is spent with small firms by March 2028.", True),
        ("In which month is it looked at again?", "The Council reviews it in April.", True),
        ("What's the direct line of the manager?", "The manager reports annually.", False),
        ("What does a trader pay for joining?", "Membership is subsidised.", False),
        ("How much off is the membership?", "Membership is subsidised.", False),
    ],
)
def test_a_passage_answers_only_where_it_holds_the_kind_of_thing_asked_for(question: str, passage: str, given: bool) -> None:
    wanted = answer_type.asked_for(question)
    assert wanted is not None
    assert answer_type.holds(passage, wanted) is given


@pytest.mark.parametrize(
    ("question", "passage", "is_to_come"),
    [
        ("What share went to small firms last year?", "The aim is to spend a quarter with small firms.", True),
        ("What did the indicator stand at in the latest report?", "The indicator is reported regularly.", True),
        ("What has the group achieved so far?", "The group will oversee delivery.", True),
        ("What share went to small firms last year?", "In 2024 a fifth was spent with small firms.", False),
        ("What did the latest annual report find?", "Two teams report annually.", True),
        ("What did the latest annual report find?", "The report of 2024 found a rise.", False),
        ("What has the report to show?", "It has to show progress.", False),
        ("Which contracts came before the committee last year?", "The committee decides on contracts over £350,000.", True),
        ("What share goes to small firms?", "The aim is to spend a quarter with small firms.", False),
        ("We spent £90k last year. Who decides?", "The Cabinet decides.", False),
    ],
)
def test_what_came_of_something_is_not_told_by_what_is_to_be_done(question: str, passage: str, is_to_come: bool) -> None:
    assert answer_type.is_of_what_is_to_come(question, passage) is is_to_come


@pytest.mark.parametrize(
    ("question", "passage", "lacks"),
    [
        ("Who has to agree to a higher weighting?", "The weighting may be higher where that is feasible.", True),
        ("Who has to agree to a higher weighting?", "A higher weighting is agreed by the Head of Service.", False),
        ("And who gains?", "Young people gain.", False),
        ("What may be agreed by those who ask?", "The weighting may be higher.", False),
    ],
)
def test_who_does_a_thing_is_not_told_by_a_passage_of_nobody(question: str, passage: str, lacks: bool) -> None:
    assert answer_type.lacks_doer(question, passage) is lacks


@pytest.mark.parametrize(
    "question",
    [
        "Is the 25% a ceiling, or may the council aim higher?",
        "By how much does the penalty go up when it is paid late?",
        "Which authorities have to have regard to it?",
        "What scoring system is used?",
    ],
)
def test_what_can_be_told_in_more_than_one_way_is_of_no_kind(question: str) -> None:
    assert answer_type.asked_for(question) is None
