"""`python -m evals.peers`: it runs without the other libraries on request, says which is missing, and their pins change nothing."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest

from evals.peers import __main__ as command
from evals.peers import clausewise

ROOT = Path(__file__).resolve().parents[3]
OUT = ROOT / "build" / "tests" / "evals"


BANK = """
defaults: {about: southend, council: southend, expect: {status: answered}}
questions:
  - {id: card, kind: threshold, question: "is social value required for £400k of works?", expect: {outcome: not_required, clauses: [9.2.1]}}
  - {id: minimum, kind: governance, question: "What is the minimum weighting?", expect: {clauses: [9.2.2]}}
  - {id: no-clause, kind: governance, question: "Who is the chief executive?", expect: {status: abstained}}
"""


def test_clausewise_alone_is_measured_in_both_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "small.yaml").write_text(BANK, encoding="utf-8")
    assert command.main(["--only", "--bank", str(tmp_path), "--out", str(OUT)]) == 0
    printed = capsys.readouterr().out
    assert printed == (OUT / "peers-digests-all-full.md").read_text(encoding="utf-8")
    made = json.loads((OUT / "peers-digests-all-full.json").read_text(encoding="utf-8"))
    assert made["all"]["questions"] == 2
    search, answers = made["all"]["rows"]
    assert made["set_apart"] is None
    assert search["name"] == clausewise.SEARCH and search["name"] in printed
    assert [figure["name"] for figure in search["figures"]] == ["hit@1", "hit@5", "MRR@10", "in 2,000"]
    assert [(row["verdicts_right"], row["verdicts_asked"]) for row in (search, answers)] == [(0, 1), (1, 1)]
    assert len(made["fingerprint"]["bank_sha256"]) == 64


def test_a_library_that_is_not_installed_is_one_line_and_status_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "haystack", None)
    monkeypatch.delitem(sys.modules, "evals.peers.haystack", raising=False)
    assert command.main(["--only", "haystack", "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "peers: haystack is not installed; run: make peers\n"


def test_a_folder_of_originals_that_is_not_there_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--originals", str(tmp_path / "none")]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_part_of_a_run_does_not_get_into_the_docs(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--only", "haystack", "--write"]) == 2
    assert "--write: only the whole bank" in capsys.readouterr().err


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").split()
    return {re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower(): line.partition("==")[2] for line in lines}


def test_the_peers_are_pinned_and_none_of_their_pins_is_one_of_ours() -> None:
    ours, theirs = pins("requirements.lock"), pins("requirements-peers.lock")
    assert not set(ours) & set(theirs)
    assert all(theirs.values())
    extra = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]["peers"]
    assert {f"{name}=={version}" for name, version in theirs.items()} >= set(extra)
