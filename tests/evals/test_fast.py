"""The fast part of the evaluation, from end to end on the digests: it runs, writes its reports, and no figure falls."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals import __main__ as command
from evals import baseline
from evals.asking import UNREADY, asking

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "tests" / "evals"
"""Kept between runs, for the library in it: that is brought up to date with the corpus when it is opened."""


def test_the_fast_part_runs_and_no_figure_falls(capsys: pytest.CaptureFixture[str]) -> None:
    status = command.main(["--fast", "--split", "dev", "--out", str(OUT)])
    shown = capsys.readouterr()
    assert status == 0, shown.out + shown.err
    made = json.loads((OUT / "digests-dev-fast.json").read_text(encoding="utf-8"))
    assert made["figures"]["failures"]["value"] == 0
    assert made["baseline"] is not None, "the baseline holds no figures of the fast part"
    assert len(made["fingerprint"]["corpus_sha256"]) == 64
    assert (OUT / "digests-dev-fast.html").is_file() and (OUT / "digests-dev-fast.md").is_file()


def test_the_baseline_holds_the_whole_and_the_fast_part() -> None:
    for selection in ("digests/dev/fast", "digests/all/full", "originals/all/full"):
        assert baseline.read(baseline.FILE, selection), selection


def test_a_folder_of_originals_that_is_not_there_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--originals", str(tmp_path / "none"), "--out", str(tmp_path)]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_an_unknown_split_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(["--split", "some"])
    assert caught.value.code == 2


def test_an_original_that_is_refused_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    with pytest.raises(UNREADY) as caught, asking(OUT / command.LIBRARIES[0], tmp_path):
        pass
    assert "empty.txt" in str(caught.value) and "\n" not in str(caught.value)
