"""What a question wants: told rightly of questions that the weights were never fitted on, and the same whatever the figures are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from assistant.asked.wanted import WANTS, Want, masked, wanted, weights
from assistant.facts import read_facts
from assistant.model import CouncilName, Facts
from assistant.retrieve.question_vector import vector_of

TODAY = date(2026, 11, 21)
COUNCILS = (
    CouncilName("southend", "Southend-on-Sea City Council", ("Southend",)),
    CouncilName("north-east-lincolnshire", "North East Lincolnshire Council", ("NELC",)),
    CouncilName("south-norfolk", "South Norfolk Council", ("South Norfolk",)),
    CouncilName("norwich", "Norwich City Council", ("Norwich",)),
    CouncilName("west-norfolk", "Borough Council of King's Lynn and West Norfolk", ("West Norfolk", "King's Lynn")),
)
JUDGED = Path(__file__).parents[3] / "evals" / "wanted"
PARTS = sorted(file.name for file in JUDGED.glob("judged*.yaml"))
LEAST_RIGHT = 0.9


def told(question: str) -> Want:
    return wanted(question, read_facts(question, COUNCILS, today=TODAY), vector_of)


@pytest.mark.parametrize("part", PARTS)
def test_nine_of_ten_questions_that_were_never_fitted_on_are_told_rightly(part: str) -> None:
    written = yaml.safe_load((JUDGED / part).read_text(encoding="utf-8"))
    all_of_them = [(want, question) for want, questions in written.items() for question in questions]
    right = [question for want, question in all_of_them if told(question) == want]
    assert len(right) / len(all_of_them) >= LEAST_RIGHT


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Is social value required for this £400k works contract?", "verdict"),
        ("is social value required if the value were over £100,000?", "verdict"),
        ("Southend 400k works sv needed", "verdict"),
        ("Who approves a £400k works contract at NELC?", "words"),
        ("What weighting must social value have in a £200k contract?", "words"),
        ("and at half that value?", "facts"),
        ("what about Norwich?", "facts"),
        ("say two and a half years", "facts"),
        ("net of VAT, by the way", "facts"),
        ("who reports on that?", "words"),
        ("thanks, that's helpful", "talk"),
    ],
)
def test_questions_of_each_kind(question: str, want: Want) -> None:
    assert told(question) == want


@pytest.mark.parametrize("sums", [("£90k", "£120,000"), ("£0.25m", "two million pounds"), ("85 grand", "£1,234.56")])
def test_the_figure_makes_no_difference(sums: tuple[str, str]) -> None:
    asks = "Would a contract of {} in Norwich need social value?"
    first, second = (masked(asks.format(one), read_facts(asks.format(one), COUNCILS, today=TODAY)).split() for one in sums)
    assert first == second


@pytest.mark.parametrize("part", PARTS)
def test_no_question_that_judges_is_fitted_on(part: str) -> None:
    fitted_on, judging = (
        {
            question.lower()
            for questions in yaml.safe_load((JUDGED / name).read_text(encoding="utf-8")).values()
            for question in questions
        }
        for name in ("questions.yaml", part)
    )
    assert not fitted_on & judging


def test_words_that_nobody_knows_are_no_error() -> None:
    assert wanted("?", Facts(), vector_of) in WANTS
    assert wanted("zxcvb ‹sum› ‹nothing› ½ £", Facts(), vector_of) in WANTS


def test_every_sign_has_a_weight_for_every_want() -> None:
    table = weights()
    assert {frozenset(table[want]) for want in WANTS} == {frozenset(table["verdict"])}
