"""The five originals: every label that an officer would cite, in order, and not a word lost."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from assistant import corpus, known_questions
from ingest.clauses import build
from ingest.model import Clause, ReadText
from ingest.passages import LONGEST_PASSAGE_WORDS, cut
from ingest.readers import read

GOLDEN = Path(__file__).parent / "golden"
STEMS = sorted(path.stem for path in GOLDEN.glob("*.txt"))
LIMIT_BYTES = 1_000_000


def test_there_is_a_list_for_each_original(originals: Path) -> None:
    assert sorted(path.stem for path in originals.glob("*.txt")) == STEMS
    assert len(STEMS) == 5


def clauses_of(originals: Path, stem: str) -> tuple[ReadText, dict[str, Clause]]:
    source = read(originals / f"{stem}.txt", size_limit_bytes=LIMIT_BYTES)
    return source, {clause.label: clause for clause in build(source)}


def one_holding(originals: Path, words: str) -> tuple[ReadText, dict[str, Clause]]:
    stem = next(stem for stem in STEMS if words in (originals / f"{stem}.txt").read_text())
    return clauses_of(originals, stem)


@pytest.mark.parametrize("stem", STEMS)
def test_labels_are_those_read_by_eye(originals: Path, stem: str) -> None:
    _, clauses = clauses_of(originals, stem)
    golden = [line for line in (GOLDEN / f"{stem}.txt").read_text().splitlines() if not line.startswith("# ")]
    assert [label for label in clauses if label] == golden


@pytest.mark.parametrize("stem", STEMS)
def test_clauses_in_order_give_the_text_back(originals: Path, stem: str) -> None:
    source, clauses = clauses_of(originals, stem)
    spans = sorted((span.start, span.end) for clause in clauses.values() for span in clause.spans)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not source.text[at:start].strip()
        at = end
    assert not source.text[at:].strip()


@pytest.mark.parametrize("stem", STEMS)
def test_passages_are_the_documents_own_words_within_one_clause(originals: Path, stem: str) -> None:
    source, clauses = clauses_of(originals, stem)
    passages = cut("a-policy", "0" * 64, source.text, tuple(clauses.values()))
    for passage in passages:
        assert passage.text == source.text[passage.start : passage.end]
        assert len(passage.text.split()) <= LONGEST_PASSAGE_WORDS
        assert any(span.start <= passage.start and passage.end <= span.end for span in clauses[passage.clause].spans)
    assert len({passage.id for passage in passages}) == len(passages)


@pytest.mark.parametrize("stem", STEMS)
def test_every_word_of_a_clause_with_text_is_in_a_passage(originals: Path, stem: str) -> None:
    source, clauses = clauses_of(originals, stem)
    passages = cut("a-policy", "0" * 64, source.text, tuple(clauses.values()))
    found = " ".join(passage.text for passage in passages)
    for passage in passages:
        for word in re.findall(r"[£\w,.%]+", clauses[passage.clause].text(source.text)):
            assert word in found


def test_southend_threshold_table_stays_with_its_sentence(originals: Path) -> None:
    source, clauses = one_holding(originals, "Southend 2050")
    passages = cut("southend", "0" * 64, source.text, tuple(clauses.values()))
    (threshold,) = [passage for passage in passages if passage.clause == "9.2.1"]
    assert threshold.text.startswith("9.2.1. Proportionate")
    assert all(words in threshold.text for words in ("£177,897 plus VAT", "£552,950 plus VAT", "£1M", "24 months or more"))


def test_southend_bullets_resume_after_the_notes_that_interrupt_them(originals: Path) -> None:
    source, clauses = one_holding(originals, "Southend 2050")
    assert len(clauses["10.1"].spans) == 2
    assert "Living Wage" in clauses["10.1"].text(source.text)
    assert "monetary value" in clauses["10.4"].text(source.text)
    assert "NOMIS" in clauses["Footnote 4"].text(source.text)


def test_southend_contents_are_no_clause(originals: Path) -> None:
    source, clauses = one_holding(originals, "Southend 2050")
    assert clauses[""].kind == "contents"
    assert clauses[""].text(source.text).startswith("Contents")
    assert clauses[""].text(source.text).endswith("Evaluating our Approach\t11")


def test_south_norfolk_rows_go_on_over_pages(originals: Path) -> None:
    source, clauses = one_holding(originals, "South Norfolk")
    assert "cultural and historic interest" in clauses["Environmental"].text(source.text)
    assert "public realm" in clauses["Economic"].text(source.text)
    assert "Dementia Friendly Communities" in clauses["Social"].text(source.text)
    assert "Possible Indicators" not in clauses["Social"].text(source.text)
    passages = cut("south-norfolk", "0" * 64, source.text, tuple(clauses.values()))
    contexts = [passage.context for passage in passages if passage.clause == "Economic"]
    assert contexts and all("Possible Methods" in context for context in contexts)


def test_south_norfolk_aim_goes_on_over_a_page(originals: Path) -> None:
    source, clauses = one_holding(originals, "South Norfolk")
    assert clauses["4.3.4"].text(source.text).rstrip().endswith("Also,")


def test_norwich_first_cell_cut_by_a_page_is_one_row(originals: Path) -> None:
    source, clauses = one_holding(originals, "NORWICH\nCity Council")
    text = clauses["Great neighbourhoods, housing and environment"].text(source.text)
    assert "Reduction in energy and water use" in text and "ISO 14001" in text and "biodiversity" in text
    assert "particularly those in deprived areas" in clauses["Inclusive economy"].text(source.text)


def test_north_east_lincolnshire_governance_goes_on_after_its_list(originals: Path) -> None:
    source, clauses = one_holding(originals, "NELC.")
    assert len(clauses["Governance"].spans) == 2
    assert "above £350K" in clauses["Governance"].text(source.text)
    assert "minimum 10%" in clauses["Objectives 3"].text(source.text)


def test_west_norfolk_quoted_bullets_belong_to_the_quoted_paragraph(originals: Path) -> None:
    source, clauses = one_holding(originals, "REPORT TO CABINET")
    assert "Tackling climate change" in clauses["1.6.10"].text(source.text)
    assert "Small and Medium-sized Enterprises" in clauses["1.6"].text(source.text)
    assert "Schedule 12A" in clauses["Front matter"].text(source.text)


def test_all_five_are_read_and_cut_in_under_a_second(originals: Path) -> None:
    begun = time.process_time()
    for stem in STEMS:
        source, clauses = clauses_of(originals, stem)
        cut("a-policy", "0" * 64, source.text, tuple(clauses.values()))
    assert time.process_time() - begun < 1.0


def test_every_known_question_stands_under_a_clause_of_the_original(originals: Path) -> None:
    for entry in corpus.entries(corpus.DEFAULT):
        if entry.card.original:
            _, clauses = clauses_of(originals, Path(entry.card.original.file).stem)
            assert {label for label, _ in known_questions.read(entry) if label} <= set(clauses)
