"""`clausewise draft` and `pack confirm` as processes: a policy that nobody foresaw gets rules, and they decide once a person says so."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant.library import holdings_of
from ingest.record import Record
from tests.assistant.surfaces import invented_council
from tests.assistant.surfaces.processes import Done, clausewise, one_complaint

POLICIES = Path(__file__).resolve().parents[2] / "data" / "drafting"
COUNCILS = {"brackwell.md": "brackwell", "thornley.txt": "thornley", "ellmoor.md": "ellmoor", "wixley.md": "wixley"}
ASKED: dict[str, tuple[str, str]] = {
    "Does Brackwell require social value in a £100k services contract ex VAT?": ("required", "2.1"),
    "Does Brackwell require social value in a £99,999.99 services contract ex VAT?": ("not_required", "2.1"),
    "Does Brackwell require social value in a £2m works contract ex VAT over 11 months?": ("not_required", "2.1"),
    "Does Brackwell require social value in a £2m works contract ex VAT over 12 months?": ("required", "2.1"),
    "Does Brackwell require social value in a £110k services contract?": ("depends", "2.1"),
    "Does Thornley require social value in a £75k services contract ex VAT?": ("consider", "Our requirements"),
    "Does Thornley require social value in a £75,001 services contract ex VAT?": ("required", "Our requirements"),
    "Does Thornley require social value in a £20k services contract ex VAT?": ("not_required", "Our requirements"),
    "Does Ellmoor require social value in a £100k works contract?": ("required", "What we ask 1"),
    "Does Ellmoor require social value in a £99k works contract?": ("not_required", "What we ask 1"),
    "Does Wixley require social value in a £600k supplies contract ex VAT?": ("required", "Social Value Procurement Rules (A)"),
    "Does Wixley require social value in a £30k supplies contract ex VAT?": ("consider", "Social Value Procurement Rules (A)"),
}
ELLMOOR = "Does Ellmoor require social value in a £120k works contract?"


class Desk:
    """A library in which four policies are drafted, the folder of their drafts, and the commands run on them."""

    def __init__(self, index: Path, corpus: Path, folder: Path) -> None:
        self.index, self.corpus, self.folder = index, corpus, folder

    def run(self, *arguments: str, status: int | None = 0) -> Done:
        return clausewise(self.index, *arguments, status=status, CLAUSEWISE_CORPUS=str(self.corpus))

    def drafting(self, policy: Path, council: str) -> list[str]:
        return ["draft", str(policy), "--council", council, "--out", str(self.folder / council), "--json"]

    def pack(self, council: str) -> Path:
        return self.folder / council / "rules" / f"{council}-social-value.yaml"

    def confirm(self, council: str, *more: str, status: int = 0) -> Done:
        return self.run("pack", "confirm", str(self.pack(council)), "--by", "A. Officer", *more, status=status)

    def asked(self, *questions: str) -> list[dict[str, Any]]:
        batch = self.folder / "batch.jsonl"
        batch.write_text(
            "\n".join(json.dumps({"id": str(at), "question": q}) for at, q in enumerate(questions)), encoding="utf-8"
        )
        return [json.loads(line) for line in self.run("ask", "--batch", str(batch)).lines]

    def outcome(self, question: str) -> str | None:
        found: str | None = self.asked(question)[0]["outcome"]
        return found


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented_council.write(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> tuple[Path, dict[str, dict[str, Any]]]:
    """The desk's folder once each policy was drafted, and what each command printed; one run takes all of them in first."""
    place = tmp_path_factory.mktemp("drafted")
    desk = Desk(place / "library", corpus, place / "drafts")
    desk.run("ingest", *(str(POLICIES / policy) for policy in COUNCILS))
    said = {council: desk.run(*desk.drafting(POLICIES / policy, council)).out for policy, council in COUNCILS.items()}
    return place, {council: json.loads(line) for council, line in said.items()}


@pytest.fixture
def desk(tmp_path: Path, drafted: tuple[Path, dict[str, Any]], corpus: Path) -> Desk:
    place = shutil.copytree(drafted[0], tmp_path / "desk")
    return Desk(place / "library", corpus, place / "drafts")


def test_four_policies_are_drafted_confirmed_and_then_decide(
    desk: Desk, drafted: tuple[Path, dict[str, dict[str, Any]]]
) -> None:
    before = desk.asked(*ASKED)
    assert [(answer["status"], answer["outcome"]) for answer in before] == [("abstained", None)] * len(ASKED)
    assert all("No rules have been confirmed" in answer["headline"] for answer in before)
    for council, draft in drafted[1].items():
        counts = f"{draft['rules']} rules and {draft['provisions']} provisions"
        checked = desk.run("pack", "check", str(desk.pack(council))).out
        assert counts in checked
        assert "marked as draft" in checked
        assert f"{counts} in force for {draft['document']} with its document.yaml" in desk.confirm(council).out
        assert draft["document"].startswith(council)
    after = desk.asked(*ASKED)
    for question, answer in zip(ASKED, after, strict=True):
        outcome, clause = ASKED[question]
        assert answer["outcome"] == outcome, (question, answer["headline"])
        assert clause in {citation["clause"] for citation in answer["citations"]}
        assert {one["kind"] for one in answer["citations"] if one["document"].startswith(tuple(drafted[1]))} == {"original"}
    assert after[0]["requirements"]["weighting_min_percent"] == 10
    assert after[0]["requirements"]["weighting_of"] == "quality_element"
    assert after[0]["requirements"]["opt_out"]["approver"] == "Head of Procurement"


def test_a_confirmation_stands_in_the_audit_trail_and_is_taken_back_by_name(desk: Desk) -> None:
    counted = "wixley-social-value: 4 rules and 3 provisions proved on the original (wixley.md)"
    assert f"{counted}, a draft\n" in desk.run("check").out
    assert "confirmed by A. Officer (sha256 " in desk.confirm("wixley", "--note", "read beside the paper copy").out
    assert f"{counted}\n" in desk.run("check").out
    question = "Does Wixley require social value in a £600k supplies contract ex VAT?"
    assert desk.outcome(question) == "required"
    assert "out of force" in desk.run("pack", "withdraw", "wixley").out
    assert desk.outcome(question) is None
    one_complaint(desk.run("pack", "withdraw", "wixley", status=1), "no rules of it are in force")
    assert desk.run("audit", "verify").out.startswith("audit trail whole")
    with Record.open(desk.index) as record:
        assert json.loads(next(e for e in record.audit_entries() if e.event == "confirm").detail)["by"] == "A. Officer"


def test_what_is_loaded_says_which_drafts_wait_for_a_person(desk: Desk) -> None:
    assert waiting(desk.index) == {f"{council}/{council}-social-value" for council in COUNCILS.values()}
    desk.confirm("wixley")
    assert waiting(desk.index) == {f"{council}/{council}-social-value" for council in COUNCILS.values()} - {
        "wixley/wixley-social-value"
    }


def waiting(index: Path) -> set[str]:
    """The drafts that the pages and the HTTP door show."""
    with Record.open(index) as record:
        return {name for held in holdings_of(record).documents for name in held.drafts}


def test_a_pack_that_a_person_mended_is_the_one_that_decides(desk: Desk) -> None:
    pack = desk.pack("ellmoor")
    text = pack.read_text(encoding="utf-8")
    pack.write_text(text.replace("pounds: 100000", "pounds: 110000", 1), encoding="utf-8")
    one_complaint(desk.confirm("ellmoor", status=1), "What we ask 1", "£110,000")
    assert desk.outcome(ELLMOOR) is None
    pack.write_text(text.replace("strength: must_include", "strength: must_consider"), encoding="utf-8")
    desk.confirm("ellmoor")
    assert desk.outcome(ELLMOOR) == "consider"


def test_drafting_again_writes_over_nothing_that_a_person_changed_and_lifts_nothing_that_is_confirmed(desk: Desk) -> None:
    desk.confirm("ellmoor")
    pack = desk.pack("ellmoor")
    text = pack.read_text(encoding="utf-8")
    pack.write_text(f"{text}# read by me\n", encoding="utf-8")
    again = desk.drafting(POLICIES / "ellmoor.md", "ellmoor")
    one_complaint(desk.run(*again, status=1), "ellmoor-social-value.yaml", "--overwrite")
    assert pack.read_text(encoding="utf-8").endswith("# read by me\n")
    desk.run(*again, "--overwrite")
    assert pack.read_text(encoding="utf-8") == text
    assert desk.outcome(ELLMOOR) == "required"


def test_a_new_edition_that_says_otherwise_puts_its_rules_out_of_force_and_harms_no_other_council(desk: Desk) -> None:
    desk.confirm("ellmoor")
    policy = desk.folder / "ellmoor.md"
    text = (POLICIES / "ellmoor.md").read_text(encoding="utf-8")
    policy.write_text(text.replace("£100k", "£150k"), encoding="utf-8")
    report = json.loads(desk.run("ingest", str(policy), "--council", "ellmoor", "--json").out)
    assert (report["status"], report["document"]) == ("accepted", "ellmoor")
    assert any("not proved" in warning and "£100,000" in warning for warning in report["warnings"])
    ours, other = desk.asked(ELLMOOR, "Does Wexcombe require social value in a £120k services contract ex VAT?")
    assert ours["outcome"] is None
    assert "not proved on the words now loaded" in ours["headline"]
    assert other["outcome"] == "required"
    assert any("£100,000" in line for line in desk.run("check", status=1).complaints)
    policy.write_text(text, encoding="utf-8")
    desk.run("ingest", str(policy), "--council", "ellmoor")
    assert desk.outcome(ELLMOOR) == "required"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["pack", "confirm", "nowhere.yaml", "--by", "A"], ["cannot be read"]),
        (["pack", "withdraw", "nowhere"], ["no such document"]),
        (["pack", "withdraw", "wexcombe-policy"], ["is in the corpus"]),
        (["pack", "confirm", "{pack}", "--by", "A. Officer"], ["is in the corpus"]),
        (["draft", "nowhere.pdf", "--council", "fen"], ["nowhere.pdf"]),
        (["draft", "{policy}", "--council", "Fen Council"], ["not a slug"]),
    ],
)
def test_what_cannot_be_drafted_or_confirmed_is_one_line(
    desk: Desk, corpus: Path, arguments: list[str], words: list[str]
) -> None:
    paths = {"policy": POLICIES / "ellmoor.md", "pack": corpus / "wexcombe" / "rules" / "social-value.yaml"}
    one_complaint(desk.run(*(part.format(**paths) for part in arguments), status=1), *words)


def test_a_pack_of_the_corpus_that_is_still_a_draft_decides_nothing(tmp_path: Path) -> None:
    marked = invented_council.PACK.replace("  - id: services\n", "  - id: services\n    draft: true\n")
    drafts, settled = tmp_path / "drafts", tmp_path / "settled"
    for folder, pack in ((drafts, marked), (settled, invented_council.PACK)):
        held = invented_council.assistant(invented_council.write(folder, pack=pack)).holdings
        assert bool(held.packs("wexcombe")) == (folder is settled)
    question = "Does Wexcombe require social value in a £120k services contract ex VAT?"
    answer = json.loads(clausewise(tmp_path / "library", "ask", question, "--json", CLAUSEWISE_CORPUS=str(drafts)).out)
    assert (answer["status"], answer["outcome"]) == ("abstained", None)
