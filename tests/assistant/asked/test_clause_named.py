"""A clause that a question names by its label is found, one that is not there is told, and a part of a law is neither."""

from __future__ import annotations

import pytest

from assistant.asked.clause_named import Named, named

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
