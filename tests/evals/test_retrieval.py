"""Figures of retrieval by hand, the development sets as they should be, and a fit that finds what it was given."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import replace

import pytest

from assistant import corpus
from assistant.retrieve import evidence
from assistant.retrieve.evidence import FITTED, Evidence, Fitted, Readings, Weights, fitted
from evals.retrieval import bar, develop, sets
from evals.retrieval.bar import Case
from evals.retrieval.ranks import figures
from evals.retrieval.sets import Wanted
from ingest import clauses, readers
from ingest.known_questions import Near
from ingest.model import Passage


def test_the_four_figures_of_ranks_known_by_hand() -> None:
    found = {one.name: one.value for one in figures([1, 2, 6, 11, None])}
    assert found["nDCG@10"] == pytest.approx((1 + 1 / math.log2(3) + 1 / math.log2(7)) / 5)
    assert found["R@5"] == pytest.approx(2 / 5)
    assert found["hit@1"] == pytest.approx(1 / 5)
    assert found["MRR@10"] == pytest.approx((1 + 1 / 2 + 1 / 6) / 5)


def test_intervals_hold_the_figure_and_are_the_same_each_time() -> None:
    places = [1, 2, None, 1, 4, 1, 9] * 10
    assert figures(places) == figures(places)
    assert all(one.low < one.value < one.high for one in figures(places))


def test_every_clause_that_a_question_wants_is_in_its_councils_digest() -> None:
    held = {
        entry.card.council.slug: {
            clause.label for clause in clauses.build(readers.read(entry.digest, size_limit_bytes=1_000_000)) if clause.label
        }
        for entry in corpus.entries(corpus.DEFAULT)
    }
    assert [(one.council, label) for one in sets.policies() for label in one.clauses if label not in held[one.council]] == []
    assert len(sets.policies()) >= 50


def test_words_that_settle_a_question_stand_once_in_their_page() -> None:
    for one in sets.pages():
        assert (sets.PAGES / f"{one.document}.md").read_text(encoding="utf-8").count(one.words) == 1, one.ask


def test_no_question_stands_among_both_the_answered_and_the_silent_of_a_council() -> None:
    asked = Counter(
        (one.council, one.ask) for one in [*sets.policies(), *sets.pages(), *sets.silent_policies(), *sets.silent_pages()]
    )
    assert [one for one, count in asked.items() if count > 1] == []
    assert len(sets.silent_policies()) >= 60
    assert not any(one.answered for one in [*sets.silent_policies(), *sets.silent_pages()])


def passage(text: str, clause: str = "1", document: str = "d") -> Passage:
    return Passage(f"{document}:{clause}:{len(text)}", document, clause, "", "", 0, len(text), None, text)


def ranked(*passages: Passage) -> list[develop.Ranked]:
    return [develop.Ranked(one, 1.0, 1.0, 0.0, 1.0) for one in passages]


def test_an_answer_counts_as_shown_only_where_it_ends_within_two_thousand_characters() -> None:
    wanted = Wanted("?", "c", clauses=("2",))
    before, answer = passage("x" * 1_500), passage("y" * 500, "2")
    assert develop.is_shown(wanted, ranked(before, answer))
    assert not develop.is_shown(wanted, ranked(passage("x" * 1_501), answer))
    assert not develop.is_shown(wanted, ranked(before))
    assert develop.rank(wanted, ranked(before, answer)) == 2
    assert develop.rank(wanted, ranked(before)) is None


def test_words_count_only_in_their_own_document() -> None:
    wanted = Wanted("?", "c", document="allotments", words="eight hens")
    assert wanted.is_met_by(passage("up to eight hens", document="fenmoor-allotments"))
    assert not wanted.is_met_by(passage("up to eight hens", document="fenmoor-poultry"))


READ = Readings(constant=0.5, first=0.6, mean=0.4)
KNOWN = Weights(
    constant=-2.0,
    near=2.0,
    matched=1.0,
    missing=-1.0,
    lacking=-1.0,
    length=0.4,
    read=0.3,
    settled=6.0,
    unsettled=-4.0,
    placed=0.7,
)
TRUE = Fitted(KNOWN, READ, 0.0, 0.0)


def drawn(group: str, count: int, seed: int, *, listed: bool) -> list[Case]:
    """Cases whose answers follow the weights, of documents with a list of known questions or without."""
    draw = random.Random(seed)

    def case() -> Case:
        told = Evidence(draw.random(), 4 * draw.random(), 2 * draw.random(), draw.random() < 0.3, draw.randint(1, 60))
        if listed:
            told = replace(told, known=Near({}, 0.0, draw.random(), draw.random()), placed=draw.uniform(-3, 3))
        case = Case(group, True, told, tuple(draw.uniform(-6, 6) for _ in range(evidence.passages_read(told))))
        return replace(case, answered=draw.random() < 1 / (1 + math.exp(-case.strength(TRUE))))

    return [case() for _ in range(count)]


def test_the_fit_finds_the_weights_of_reading_on_documents_without_a_list() -> None:
    fit = bar.fit([*drawn("a", 4_000, 1, listed=False), *drawn("b", 400, 2, listed=True)]).unlisted
    assert fit.first == pytest.approx(READ.first, rel=0.3)
    assert fit.mean == pytest.approx(READ.mean, rel=0.3)


def test_the_fit_finds_the_weights_of_known_questions_on_the_cases_that_have_some() -> None:
    fit = bar.fit([*drawn("a", 400, 1, listed=False), *drawn("b", 6_000, 2, listed=True)]).listed
    assert fit.settled == pytest.approx(KNOWN.settled, rel=0.3)
    assert fit.unsettled == pytest.approx(KNOWN.unsettled, rel=0.3)
    assert fit.placed == pytest.approx(KNOWN.placed, rel=0.3)
    assert fit.near == pytest.approx(KNOWN.near, rel=0.5)
    assert fit.missing == pytest.approx(KNOWN.missing, rel=0.5)


def test_a_large_set_does_not_outweigh_a_small_one() -> None:
    listed = drawn("c", 400, 3, listed=True)
    one = drawn("a", 400, 1, listed=False)
    other = [replace(case, group="b", answered=not case.answered) for case in drawn("b", 4_000, 2, listed=False)]
    fit = bar.fit([*listed, *one, *other]).unlisted
    assert abs(fit.first) < READ.first / 2 and abs(fit.mean) < READ.mean / 2


def test_both_errors_of_cases_known_by_hand() -> None:
    signs = Evidence(1.0, 0.0, 0.0, False, 1)
    read, hardly = (2.0, 0.0, 0.0), (-9.0, -9.0, -9.0)
    given = [
        Case("a", True, signs, read),
        Case("a", True, signs, hardly),
        Case("a", False, signs, read),
        Case("a", False, signs, hardly),
        Case("a", False, signs, hardly),
    ]
    assert bar.errors(given, TRUE, 0.0) == (pytest.approx(1 / 3), pytest.approx(1 / 2))


def test_the_file_in_use_is_one_that_the_command_writes() -> None:
    assert bar.as_yaml(fitted()) == FITTED.read_text(encoding="utf-8")
    assert (fitted().unlisted_bar, fitted().listed_bar) == (bar.UNLISTED_BAR, bar.LISTED_BAR)
