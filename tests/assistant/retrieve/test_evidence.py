"""Whether the passages found answer a question: the signs that are read, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import ClausewiseError
from assistant.retrieve import evidence
from assistant.retrieve.evidence import Evidence, answering, fitted, lacks_figure, read_alone, strength
from assistant.retrieve.passages import Retriever
from assistant.retrieve.reader import Reader
from ingest import build, embed
from ingest.known_questions import Near
from ingest.record import Record
from ingest.store import Store
from tests.assistant.retrieve.test_passages import EMBEDDER, every, put
from tests.ingest.invented_library import document

PAGES = Path(__file__).resolve().parents[3] / "evals" / "retrieval" / "pages"
READER = Reader()
KENNELS = document(
    "kennels",
    [
        ("1", "A kennel costs £15 a night for a dog."),
        ("2", "Dogs are walked twice."),
        ("3", "Dogs are fed at noon."),
        ("4", "Dogs that bark are brushed."),
        ("5", "Cats are kept apart from dogs."),
    ],
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path, write=True) as record:
        put(record, KENNELS)
        yield record


def read(library: Record, question: str) -> Evidence:
    retriever = Retriever(library, every(KENNELS), lambda: EMBEDDER)
    ranked = retriever.search(question, documents=["kennels"], councils=None, k=5)
    found = evidence.evidence(question, ranked, retriever.occurrences(question, ranked))
    assert found is not None
    return found


def test_a_rare_word_that_the_first_passage_holds_counts_more_than_a_common_one(library: Record) -> None:
    assert read(library, "kennel").matched == 1.0
    assert 0 < read(library, "dogs").matched < 0.5


def test_words_are_met_under_their_stems(library: Record) -> None:
    assert read(library, "kennels by night").matched == read(library, "kennel by night").matched == 2.0


def test_a_word_that_no_passage_holds_is_missing(library: Record) -> None:
    assert read(library, "Is there a kennel for parrots?").missing == 1.0
    assert read(library, "Is there a kennel for dogs?").missing == 0.0


def test_words_of_the_situation_are_not_missed(library: Record) -> None:
    told = read(library, "My aunt flew to Lisbon with her parrots yesterday. Is there a kennel?")
    assert told.missing == 0.0
    assert told.matched == 1.0


def test_nothing_found_is_no_evidence_and_no_answer() -> None:
    assert evidence.evidence("anything?", [], []) is None
    assert answering(None, [9.0]) is None


@pytest.mark.parametrize(
    "question, passage, lacking",
    [
        ("What percentage of the score is it?", "It is at least 10% of the score.", False),
        ("What percentage of the score is it?", "It is a large part of the score.", True),
        ("What share do you pay?", "We pay half.", False),
        ("What weighting does it carry?", "Officers agree the weighting.", True),
        ("How much does a bin cost?", "A bin is £48.", False),
        ("How much does a bin cost?", "Bins are sold to residents.", True),
        ("Over what contract value does it apply?", "It applies to contracts of £100,000 or more.", False),
        ("Over what contract value does it apply?", "It applies to large contracts.", True),
        ("How many hens can I keep?", "You may keep eight.", False),
        ("How often is it reviewed?", "It is reviewed annually.", False),
        ("How often is it reviewed?", "It is reviewed.", True),
        ("When is rent due?", "Rent is due on 1 October.", False),
        ("When is rent due?", "Rent is due from all tenants.", True),
        ("Who reviews it?", "Officers do.", False),
        ("What is rent for?", "Rent keeps the site.", False),
        ("What is the rent for a plot?", "Rent keeps the site.", True),
    ],
)
def test_a_figure_that_is_asked_for_is_missed_where_the_passage_has_none_of_its_kind(
    question: str, passage: str, lacking: bool
) -> None:
    assert lacks_figure(question, passage) is lacking


def reckoned(given: Evidence, read: float = 0.0) -> float:
    return strength(given, read, fitted().listed)


def listed(near: float, matched: float, missing: float, lacking: bool, length: int) -> Evidence:
    """Signs of a question near whose document's known questions it is hard to tell what settles it."""
    return Evidence(near, matched, missing, lacking, length, known=Near({"1": 0.6}, 0.6, 0.5, 0.5))


def test_every_sign_pulls_its_own_way_where_a_document_has_a_list() -> None:
    base = listed(near=0.4, matched=1.0, missing=1.0, lacking=False, length=1)
    middle = reckoned(base)
    assert reckoned(replace(base, missing=2.0)) < middle
    assert reckoned(replace(base, lacking=True)) < middle
    assert reckoned(replace(base, placed=1.0)) > middle
    assert reckoned(base, read=1.0) > middle > reckoned(base, read=-1.0)


def test_reading_alone_decides_where_a_document_has_no_list() -> None:
    signs, weights = Evidence(0.9, 9.0, 0.0, False, 9), fitted().unlisted
    low, high = read_alone([-1.0, 0.0, 0.0], weights), read_alone([1.0, 0.0, 0.0], weights)
    assert low < read_alone([0.0, 0.0, 0.0], weights) < high
    assert read_alone([0.0, -1.0, -1.0], weights) < read_alone([0.0, 1.0, 1.0], weights)
    assert answering(signs, [4.0, 2.0, 2.0]) == 0
    assert answering(signs, [-4.0, -4.0, -4.0]) is None
    assert answering(signs, []) is None


def test_known_questions_pull_their_own_way() -> None:
    def with_known(settled: float, unsettled: float) -> Evidence:
        return replace(Evidence(0.4, 1.0, 1.0, False, 9), known=Near({"1": 0.6}, 0.6, settled, unsettled))

    assert reckoned(with_known(0.4, 0.3)) > reckoned(with_known(0.3, 0.3)) > reckoned(with_known(0.3, 0.4))


def test_a_question_on_a_matter_that_no_known_question_is_on_is_not_answered_by_the_classifier_alone() -> None:
    strange = Evidence(0.1, 0.0, 2.0, False, 5, known=Near({"1": 0.3}, 0.35, 0.1, 0.05), placed=9.0)
    assert answering(strange, never()) is None
    assert answering(replace(strange, known=Near({"1": 0.6}, 0.35, 0.3, 0.05)), iter([0.0, 0.0])) == 0


def test_a_story_far_from_every_known_question_is_answered_only_where_reading_makes_something_of_it() -> None:
    far = Evidence(0.4, 2.0, 1.0, False, 30, known=Near({"1": 0.38}, 0.33, 0.3, 0.1), placed=3.0)
    assert answering(far, [-4.0, -4.5]) is None
    assert answering(far, [-1.0, -4.5]) == 0
    assert answering(replace(far, known=Near({"1": 0.5}, 0.33, 0.3, 0.1)), [-4.0, -4.5]) == 0


def never() -> Iterator[float]:
    raise AssertionError("read where it could not decide")
    yield


def test_a_question_as_good_as_a_known_one_is_answered_or_not_as_that_one_is() -> None:
    far = Evidence(near=0.1, matched=0.0, missing=4.0, lacking=False, length=6, known=Near({"1": 0.8}, 0.6, 0.2, 0.2))
    near = Evidence(near=0.8, matched=5.0, missing=0.0, lacking=False, length=6, known=Near({"1": 0.6}, 0.93, 0.4, 0.2))
    assert answering(far, never()) == 0
    assert answering(near, never()) is None
    assert answering(replace(near, known=Near({"1": 0.9}, 0.93, 0.4, 0.2)), [4.0]) == 0


def test_a_long_story_misses_little_more_than_a_short_one() -> None:
    short, long = listed(0.3, 1.0, 4.0, False, 1), listed(0.3, 1.0, 8.0, False, 1)
    one, two = listed(0.3, 1.0, 0.0, False, 1), listed(0.3, 1.0, 4.0, False, 1)
    loss = reckoned(short) - reckoned(long)
    assert 0 < loss < (reckoned(one) - reckoned(two)) / 2


def test_reading_decides_where_the_other_signs_leave_it_open_and_is_left_where_it_could_not() -> None:
    sure, hopeless = replace(listed(0.9, 9.0, 0.0, False, 9), placed=9.0), listed(0.05, 0.5, 99.0, True, 9)
    assert answering(sure, never()) == 0
    assert answering(hopeless, never()) is None
    bar = fitted().listed_bar
    open_ = next(
        one for odds in range(-300, 300) if reckoned(one := replace(listed(0.4, 1.0, 1.0, False, 9), placed=odds / 50)) >= bar
    )
    assert answering(open_, iter([4.0])) == 0 and answering(open_, iter([-4.0, 4.0])) == 1
    assert answering(open_, [-4.0, -4.0]) is None


def test_a_file_of_weights_that_is_not_whole_says_how_to_make_it(tmp_path: Path) -> None:
    broken = tmp_path / "evidence.yaml"
    broken.write_text("weights:\n  near: 1.0\nbar: 0.0\n")
    with pytest.raises(ClausewiseError, match=r"evidence.yaml: .*python -m evals.retrieval.bar"):
        evidence.fitted_in(broken)


@pytest.fixture(scope="module")
def guidance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    """Pages on parking and on grants, with the bundled model: nothing of social value."""
    index = tmp_path_factory.mktemp("guidance")
    files = [PAGES / "resident-parking-permits.md", PAGES / "community-grants.md"]
    build.take_in(index, files, embedder_factory=embed.load, size_limit_bytes=1_000_000)
    with Record.open(index) as record, Store(index, record) as store:
        yield Retriever(record, store, embed.load)


def is_answered(guidance: Retriever, question: str) -> bool:
    documents = ["resident-parking-permits", "community-grants"]
    ranked = guidance.search(question, documents=documents, councils=None, k=8)
    found = evidence.evidence(question, ranked, guidance.occurrences(question, ranked))
    return answering(found, READER.readings(question, ranked[: evidence.passages_read(found)])) is not None


@pytest.mark.parametrize(
    "question",
    [
        "How much is a second parking permit?",
        "Can I get a permit for a company car?",
        "What is the largest grant a group can have?",
        "Do you pay for repairs to a building that we rent?",
    ],
)
def test_what_is_loaded_is_answered_whatever_its_subject(guidance: Retriever, question: str) -> None:
    assert is_answered(guidance, question)


@pytest.mark.parametrize(
    "question",
    [
        "Is social value required for a £400k works contract?",
        "Who is the mayor of Lisbon?",
        "Will it snow tomorrow?",
        "How do I register a birth?",
        "What is the recipe for a Victoria sponge?",
    ],
)
def test_what_is_not_loaded_is_met_with_silence(guidance: Retriever, question: str) -> None:
    assert not is_answered(guidance, question)


def test_a_thing_without_a_word_in_the_documents_is_answered_only_where_reading_makes_something_of_it() -> None:
    strange = Evidence(0.5, 1.0, 0.0, False, 4, known=Near({"1": 0.6}, 0.6, 0.5, 0.4), placed=4.0, strange=True)
    assert answering(strange, iter([-3.0, -2.0])) is None
    assert answering(strange, iter([-3.0, 1.0])) is not None
    assert answering(replace(strange, strange=False), iter([-3.0, -2.0])) is not None
