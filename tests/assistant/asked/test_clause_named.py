"""A clause that a question names by its label is found, one that is not there is told, and a part of a law is neither."""

from __future__ import annotations

import doctest

import pytest

from assistant.asked import answer_type, clause_named, topics, whether_there
from assistant.asked.clause_named import Named, named
from assistant.compose import provisions, quoting

LABELS = [
    "Front matter",
    "4.1",
    "4.1(a)",
    "8",
    "8.1",
    "8.2",
    "18.1",
    "Objectives",
    "Objectives 3",
    "Recommendation 2",
    "Footnote 4",
]


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Read me clause 8.2", ("8.2",)),
        ("what's in section 8 of the policy", ("8", "8.1", "8.2")),
        ("Who is meant in 4.1(a)?", ("4.1(a)",)),
        ("para 4.1 please", ("4.1", "4.1(a)")),
        ("What do objectives 3 ask for?", ("Objectives 3",)),
        ("Explain footnote 4", ("Footnote 4",)),
        ("Is recommendation 2 about revising it?", ("Recommendation 2",)),
        ("What does paragraph 4 say?", ("4.1", "4.1(a)")),
        ("What does item 3 say?", ("Objectives 3",)),
    ],
)
def test_a_label_in_the_question_stands_for_its_clause_and_what_is_under_it(question: str, labels: tuple[str, ...]) -> None:
    assert named(question, LABELS) == Named(labels)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("What does section 14 say?", "section 14"),
        ("Which outcomes does Appendix 2 list?", "Appendix 2"),
        ("See annex B", "annex B"),
    ],
)
def test_a_label_that_no_clause_has_is_told(question: str, missing: str) -> None:
    assert named(question, LABELS) == Named(missing=missing)


@pytest.mark.parametrize(
    "question",
    [
        "Is social value required for £8.2m of works?",
        "A contract of 4.1 million over 8 months",
        "What does section 24 of the Procurement Act say?",
        "Does Schedule 1 to the Regulations list catering?",
        "Is 8.1% of the score enough?",
        "What are the objectives?",
        "Who signs off a contract of £400k?",
    ],
)
def test_sums_shares_lengths_and_parts_of_laws_name_no_clause(question: str) -> None:
    assert named(question, LABELS) is None


@pytest.mark.parametrize("module", [clause_named, answer_type, provisions, quoting, topics, whether_there])
def test_the_examples_in_the_docstrings_hold(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.attempted > 0 and found.failed == 0


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
    ],
)
def test_a_passage_answers_only_where_it_holds_the_kind_of_thing_asked_for(question: str, passage: str, given: bool) -> None:
    wanted = answer_type.asked_for(question)
    assert wanted is not None
    assert answer_type.holds(passage, wanted) is given
