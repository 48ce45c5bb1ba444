"""Comparisons of councils and questions on the law, put to the digests by rules alone: `test_comparing.yaml` has what each is given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.asked.comparison import compares, matter, parts
from assistant.compose.matters import MATTERS, asked_about
from assistant.facts import read_facts
from tests.assistant.main_job import TODAY, assistant, unsound

GROUPS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
MATTERS_ASKED: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("test_matters.yaml").read_text(encoding="utf-8"))
OF_ONE = [
    "short termism vs whole life cost: what must commissioners in north east lincolnshire think about?",
    "price vs quality: how does South Norfolk look at lowest cost?",
    "In Southend, are longer term outcomes compared with quick wins anywhere?",
    "Does South Norfolk intend to learn from what other councils do well?",
    "Does Southend share its results with the other authorities?",
    "Does Norwich compare its framework to those of others?",
    "We let a framework at Southend with five suppliers on it. Across all five we expect to spend £90,000 a year. Is social value required?",
    "Southend cleaning in five lots. All five together come to £190k. Is it required?",
    "Norwich: we buy for five schools; each of the five pays £30k. Is it required?",
    "NELC: five secondary schools, all five at £40k each",
    "Which other councils are in the climate-minded buying project that West Norfolk has joined?",
    "What other councils belong to the procurement partnership South Norfolk is in?",
    "Which other councils are signed up to Norwich's collaborative project?",
]
BESIDE_ONE = [
    "Which other councils are in the Collaborative Responsible Procurement Project?",
    "Which other councils have joined the buying group?",
    "What councils are members of the network?",
]
OF_COUNCILS_BESIDE_ONE = [
    "Which other councils ask for social value in projects?",
    "Which other councils use a framework?",
    "Which councils are in breach of the Act?",
]
OF_SEVERAL = [
    "Southend has five lots. Do all five councils ask for social value?",
    "Southend buys for five schools. Do all five ask for social value?",
    "Which other councils require suppliers to join a network, beside Norwich?",
    "Do all five ask for it in a £90k contract?",
]
OF_ALL_COUNCILS_THERE_ARE = [
    "As a matter of statute, not of any council's own policy: is there a fixed percentage that local authorities must apply?",
    "By law, is there a set percentage that councils must give to social value?",
    "Is there a legal minimum weighting for social value that all councils must use?",
    "Under national law must every council publish its social value results?",
    "Do all councils have to consider social value under the Act for a £300k services contract?",
]
OF_THOSE_LOADED = [
    "Which councils' policies mention the Social Value Act?",
    "Do all five policies refer to the law?",
    "Do any councils' policies go beyond what the law asks?",
    "Is South Norfolk stricter than the other councils by law?",
    "Must every council publish its results?",
]


def cases() -> Iterator[dict[str, Any]]:
    for group in GROUPS:
        yield from group["asks"]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["question"])
def test_answer_is_of_its_kind(case: dict[str, Any]) -> None:
    answer = assistant().ask(case["question"], today=TODAY)
    cited = [citation.clause for citation in answer.citations]
    assert answer.status == "answered"
    assert cited[0] == case.get("first", cited[0])
    assert not set(case.get("cites", [])) - set(cited)
    assert [words for words in case.get("shows", []) if words not in answer.headline] == []
    assert unsound(answer) == []


@pytest.mark.parametrize("question", OF_ONE)
def test_two_things_of_one_council_are_no_comparison_of_councils(question: str) -> None:
    assert not compares(question, read_facts(question, assistant().holdings.councils, today=TODAY))


@pytest.mark.parametrize("question", BESIDE_ONE)
def test_who_takes_part_in_a_thing_of_the_council_set_beside_is_no_comparison(question: str) -> None:
    facts = read_facts(question, assistant().holdings.councils, today=TODAY)
    assert not compares(question, facts, of_one=True)
    assert compares(question, facts)


@pytest.mark.parametrize("question", OF_COUNCILS_BESIDE_ONE)
def test_what_other_councils_ask_for_is_a_comparison_beside_one(question: str) -> None:
    assert compares(question, read_facts(question, assistant().holdings.councils, today=TODAY), of_one=True)


@pytest.mark.parametrize("question", OF_SEVERAL)
def test_councils_are_compared_though_five_things_or_a_network_are_named(question: str) -> None:
    assert compares(question, read_facts(question, assistant().holdings.councils, today=TODAY))


@pytest.mark.parametrize("question", OF_ALL_COUNCILS_THERE_ARE)
def test_what_the_law_has_for_all_councils_is_no_comparison_of_those_loaded(question: str) -> None:
    assert not compares(question, read_facts(question, assistant().holdings.councils, today=TODAY))


@pytest.mark.parametrize("question", OF_THOSE_LOADED)
def test_comparison_is_one_though_the_law_is_spoken_of(question: str) -> None:
    assert compares(question, read_facts(question, assistant().holdings.councils, today=TODAY))


@pytest.mark.parametrize(("question", "clause"), [(q, clause) for clause, asked in MATTERS_ASKED.items() for q in asked])
def test_matter_of_the_law_is_told_by_how_it_is_asked(question: str, clause: str) -> None:
    assert asked_about(question)[:1] == ((clause,) if clause != "none" else ())


def test_every_matter_names_clauses_of_the_national_digest() -> None:
    held = {label for document in assistant().holdings.national for label in document.clauses}
    assert {clause for matter in MATTERS for clause in matter.clauses} <= held


def test_what_is_looked_for_is_the_matter_alone() -> None:
    assert matter("Which of the councils say there is no one size fits all?") == "no one size fits all"
    assert parts("Ex-offender employment and reoffending: what does each say?") == ["offender employment", "reoffending"]
    assert parts("How do the different councils measure social value?") == []
