"""The bank: read strictly, of the size and spread it promises, and naming nothing that is not there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from evals import bank
from evals.bank import SET_APART, BankError, Question, read_bank, select
from evals.figures import read_figures
from evals.metrics import DOCUMENTS, place

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "originals" / "golden"
AT_LEAST = {"silence": 50, "paraphrase": 160, "typo": 25, "follow_up": 25, "comparison": 25, "law": 30}


@pytest.fixture(scope="module")
def questions() -> tuple[Question, ...]:
    return read_bank()


def labels() -> dict[str, set[str]]:
    """The labels of every document by its id: the golden lists of the originals, and the headings of the national digest."""
    found = {}
    for file in sorted((ROOT / "corpus").glob("*/document.yaml")):
        card = yaml.safe_load(file.read_text(encoding="utf-8"))
        if card["original"]:
            lines = (GOLDEN / card["original"]["file"]).read_text(encoding="utf-8").splitlines()
            found[card["id"]] = {line for line in lines if not line.startswith("# ")}
        else:
            found[card["id"]] = set(re.findall(r"^## (.+)$", file.with_name("digest.md").read_text(encoding="utf-8"), re.M))
    return found


def test_every_document_of_the_corpus_is_known_by_its_id() -> None:
    assert set(DOCUMENTS.values()) == set(labels())


def test_every_clause_named_exists_in_its_document(questions: tuple[Question, ...]) -> None:
    known = labels()
    for question in questions:
        named = [label for alternatives in question.expect.wanted for label in alternatives] + question.expect.also
        for label in named:
            document, clause = place(label, question)
            assert clause in known[document], f"{question.id}: {document} has no clause {clause}"


def test_the_bank_is_as_large_as_it_promises(questions: tuple[Question, ...]) -> None:
    kinds = Counter(question.kind for question in questions)
    for kind, least in AT_LEAST.items():
        assert kinds[kind] >= least, kind
    assert sum(kinds[kind] for kind in ("threshold", "boundary", "vat", "value_duration")) >= 40
    assert len(questions) - kinds["paraphrase"] >= 270


def test_there_are_twenty_groups_of_eight_different_wordings(questions: tuple[Question, ...]) -> None:
    groups = defaultdict(list)
    for question in questions:
        if question.group:
            groups[question.group].append(question)
    assert len(groups) >= 20
    for name, members in groups.items():
        assert len({member.question.casefold() for member in members}) >= 8, name
        assert len({member.expect.model_dump_json() for member in members}) == 1, name


def test_a_third_is_set_apart_in_a_folder_of_its_own(questions: tuple[Question, ...]) -> None:
    apart = {question.id for question in read_bank(bank.FOLDER / SET_APART)}
    assert apart == {question.id for question in questions if question.split == "held_out"}
    assert 0.28 <= len(apart) / len(questions) <= 0.39


def test_a_folder_tells_what_is_set_apart_and_the_hash_holds_both(tmp_path: Path) -> None:
    (tmp_path / "open.yaml").write_text(block(), encoding="utf-8")
    before = bank.bank_sha256(tmp_path)
    (tmp_path / SET_APART).mkdir()
    (tmp_path / SET_APART / "apart.yaml").write_text(block(id="q-two"), encoding="utf-8")
    assert [(q.id, q.split) for q in read_bank(tmp_path)] == [("q-one", "dev"), ("q-two", "held_out")]
    assert bank.bank_sha256(tmp_path) != before


def test_every_kind_and_every_council_is_on_both_sides_of_the_split(questions: tuple[Question, ...]) -> None:
    for split in ("dev", "held_out"):
        part = select(questions, split)
        assert {q.about for q in part} >= set(DOCUMENTS), split
        assert {q.kind for q in part} == {q.kind for q in questions}, split


def test_the_fast_part_is_small_and_holds_every_kind(questions: tuple[Question, ...]) -> None:
    fast = select(questions, "dev", fast=True)
    assert len(fast) <= 120
    assert {q.kind for q in fast} == {q.kind for q in questions}
    assert fast == select(questions, "dev", fast=True)


def test_no_question_is_asked_twice_in_the_same_setting(questions: tuple[Question, ...]) -> None:
    asked = Counter((q.question.casefold(), q.council, tuple(q.history)) for q in questions if not q.group)
    assert [key for key, times in asked.items() if times > 1] == []


def test_outcome_and_status_go_together(questions: tuple[Question, ...]) -> None:
    for question in questions:
        if question.expect.outcome == "depends":
            assert question.expect.statuses == ("needs_facts",), question.id
            assert question.expect.missing, question.id
        if question.expect.outcome in ("required", "consider", "not_required", "no_rule"):
            assert question.expect.statuses == ("answered",), question.id
        if question.kind == "silence":
            assert "abstained" in question.expect.statuses, question.id


def test_every_figure_expected_can_be_read_as_one(questions: tuple[Question, ...]) -> None:
    for question in questions:
        for text in [*question.expect.figures, *question.expect.not_figures]:
            assert read_figures(text), f"{question.id}: {text}"


def block(expect: str = "{status: answered}", **more: str) -> str:
    fields = {"id": "q-one", "question": '"What?"', "kind": "law", "about": "nation", "expect": expect, **more}
    return "questions:\n  - {" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (block(kind="riddle"), "q-one: kind"),
        (block(expect="{status: sure}"), "q-one: expect.status"),
        (block(expect="{status: answered, colour: red}"), "colour"),
        (block(expect="{status: answered, clauses: [9.2]}"), "clauses"),
        (block(expect="{status: answered, warnings: [made_up]}"), "warnings"),
        (block(kind="follow_up"), "history"),
        (block(id="Q One"), "id"),
        (block(split="held_out"), "told by the folder"),
        (block() + block().removeprefix("questions:\n"), "given twice"),
        ("questions:\n  - {id: q, id: q}\n", "key given twice"),
        ("things: []\n", "a block holds"),
        ("groups:\n  - {id: g, wordings: [one]}\n", "two wordings"),
        ("questions: [a, b]\n", "not a question"),
        ("questions: [\n", "bank.yaml"),
    ],
)
def test_a_mistake_is_refused_in_one_line_that_says_where(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "bank.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BankError) as caught:
        read_bank(tmp_path)
    assert says in str(caught.value) and "\n" not in str(caught.value)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BankError, match="with questions"):
        read_bank(tmp_path)


def test_defaults_are_merged_under_each_question(tmp_path: Path) -> None:
    text = "defaults: {kind: law, about: nation, expect: {status: answered, missing: []}}\n"
    text += 'groups:\n  - {id: g, expect: {figures: ["10%"]}, wordings: [One, Two]}\n'
    (tmp_path / "bank.yaml").write_text(text, encoding="utf-8")
    first, second = read_bank(tmp_path)
    assert (first.id, second.id, first.group, second.question) == ("g-1", "g-2", "g", "Two")
    assert first.expect.figures == ["10%"] and first.expect.missing == []


def test_the_hash_of_the_bank_moves_with_its_text(tmp_path: Path) -> None:
    file = tmp_path / "bank.yaml"
    file.write_text(block(), encoding="utf-8")
    before = bank.bank_sha256(tmp_path)
    file.write_text(block() + "\n", encoding="utf-8")
    assert bank.bank_sha256(tmp_path) != before
