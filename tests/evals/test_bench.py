"""The public set, in small: written as files, taken in as any file is, and searched with its situations."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from evals import bench

RULES = [
    {
        "id": "7",
        "title": "Moorings",
        "text": "A boat may lie at the town quay for three nights if its owner has paid the harbour office.",
    },
    {"id": "8", "title": "", "text": "Bees may be kept on allotments by members of an association, with insurance."},
    {"id": "9", "title": "2. Kennels", "text": "Dogs that bark at night have to leave the kennel in the morning."},
]
ASKED = [
    {"situation": "I sail a small yacht.", "question": "May I stay at the quay?", "document": "7"},
    {"situation": "", "question": "Can I have a hive on my plot?", "document": "8"},
]


def write(path: Path, rows: Iterable[dict[str, str]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    write(tmp_path / bench.DOCUMENTS, RULES)
    write(tmp_path / bench.QUESTIONS, ASKED)
    return tmp_path


def test_a_rule_is_a_file_under_its_title_and_a_question_goes_with_its_situation(small: Path, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    assert bench.write_documents(small, files) == 3
    assert (files / "rule-7.md").read_text(encoding="utf-8").splitlines()[0] == "# Moorings"
    assert (files / "rule-8.md").read_text(encoding="utf-8").startswith("Bees")
    assert [one.query for one in bench.questions(small)] == [
        "I sail a small yacht. May I stay at the quay?",
        "Can I have a hive on my plot?",
    ]


def test_a_small_set_is_found_through_ingest_and_search(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").mkdir()
    monkeypatch.setenv("CLAUSEWISE_CORPUS", str(tmp_path / "corpus"))
    result = bench.run(small, tmp_path / "index")
    assert (result.documents, result.questions) == (3, 2)
    assert {one.name: one.value for one in result.figures} == {"nDCG@10": 1.0, "R@5": 1.0, "hit@1": 1.0, "MRR@10": 1.0}
    assert "nDCG@10" in bench.shown(result)


def test_a_set_that_is_not_there_is_one_line_and_status_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLAUSEWISE_BENCH", str(tmp_path / "nowhere"))
    assert bench.main([]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "CLAUSEWISE_BENCH" in said
