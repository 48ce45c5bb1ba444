"""What a draft says of invented policies and of single sentences: each rule in words, proved as it is written, or the reason why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant import corpus
from assistant.drafting.making import Draft, drafted
from assistant.holdings import Held
from assistant.model import Amount, ContractType, Facts, Said, TypeFact
from assistant.recognise import card_of
from assistant.rules.checks import Setting
from assistant.rules.engine import decide
from assistant.rules.load import load
from assistant.rules.model import CallOffTest, Pack
from ingest import clauses, readers
from ingest.model import Document, DocumentInfo

HERE = Path(__file__).parent
POLICIES = HERE.parents[1] / "data" / "drafting"
SETTING = Setting(date(2026, 3, 2), None)


def held(path: Path) -> Held:
    read = readers.read(path, size_limit_bytes=1_000_000)
    info = DocumentInfo(f"{path.stem}-policy", path.stem, "Social Value Policy", f"{path.stem.title()} Council")
    document = Document(info, "original", "0" * 64, path.name, read.text, clauses.build(read), (), read.pages)
    return Held(card_of(info), document)


def of_sentence(folder: Path, sentence: str) -> tuple[Draft, Held]:
    path = folder / "sentence.md"
    path.write_text(f"# Social Value Policy\n\n## 1. Social value\n\n1.1 {sentence}\n", encoding="utf-8")
    return drafted(held(path)), held(path)


def proved(draft: Draft, on: Held) -> Pack:
    """The draft as it is written, proved on its document."""
    return load("draft", draft.rules, on.clause_texts)


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("case", cases("policies.yaml"), ids=lambda case: str(case["policy"]))
def test_a_policy_gives_its_rules_and_no_others(case: dict[str, Any]) -> None:
    document = held(POLICIES / case["policy"])
    draft = drafted(document)
    pack = proved(draft, document)
    assert [{"strength": r.strength, "clauses": r.clauses, "says": r.says} for r in pack.rules] == case["rules"]
    found = [p.model_dump(exclude_none=True) for p in pack.provisions]
    for wanted in case["provisions"]:
        assert any(wanted.items() <= one.items() for one in found), (wanted, found)
    assert len(found) == len(case["provisions"])
    left = [(one.statement.label, one.reason) for one in draft.proposal.left]
    assert len(left) == len(case["left"]), left
    for wanted, (label, reason) in zip(case["left"], left, strict=True):
        assert label == wanted["clause"]
        assert wanted["reason"] in reason
    assert pack.from_ == case.get("from")


@pytest.mark.parametrize(
    "case", [case for case in cases("policies.yaml") if "card" in case], ids=lambda case: str(case["policy"])
)
def test_the_card_holds_what_the_policy_prints_of_itself(case: dict[str, Any]) -> None:
    path = POLICIES / case["policy"]
    document = held(path)
    own = Held(document.card.model_copy(update={"title": case["card"]["title"]}), document.document)
    card = corpus.parse_card("document.yaml", drafted(own).card)
    assert case["card"].items() <= card.model_dump().items()
    assert card.status == "unknown"
    if card.review_clause:
        assert card.review_clause in document.clauses


@pytest.mark.parametrize("name", sorted(path.name for path in POLICIES.iterdir()))
def test_every_entry_is_a_draft_that_cites_a_clause_and_stands_under_the_words_it_was_read_from(name: str) -> None:
    document = held(POLICIES / name)
    draft = drafted(document)
    pack = proved(draft, document)
    assert pack.is_draft
    for citing in (*pack.rules, *pack.provisions):
        assert citing.draft
        assert citing.clauses
        above = draft.rules.split(f"  - id: {citing.id}\n")[0].splitlines()[-1:]
        assert above[0].startswith("  # ")
    assert draft.rules.count("    draft: true\n") == len(pack.rules) + len(pack.provisions)


@pytest.mark.parametrize("case", cases("sentences.yaml"), ids=lambda case: str(case["sentence"])[:60])
def test_a_sentence_is_said_as_it_is_meant_or_left_with_the_reason(case: dict[str, Any], tmp_path: Path) -> None:
    draft, document = of_sentence(tmp_path, case["sentence"])
    pack = proved(draft, document)
    said = [r.says for r in pack.rules] + [p.says for p in pack.provisions]
    if "why" in case:
        assert said == []
        assert any(case["why"] in one.reason for one in draft.proposal.left), draft.proposal.left
        assert case["why"] in draft.rules
    else:
        assert sorted(said) == sorted(case["says"])
    excepted = [rule.unless for rule in pack.rules if rule.unless is not None]
    assert [test.only for test in excepted if isinstance(test, CallOffTest)] == case.get("unless", [])


COMPARED = {
    "over {}": "over", "in excess of {}": "over", "above {}": "over", "exceeding {}": "over", "greater than {}": "over", "more than {}": "over",
    "of {} or more": "at_least", "at or above {}": "at_least", "of at least {}": "at_least", "of {} and above": "at_least",
    "equal to or greater than {}": "at_least", "not less than {}": "at_least", "no lower than {}": "at_least", "of {}+": "at_least",
    "under {}": "under", "below {}": "under", "less than {}": "under", "of up to {}": "at_most", "not exceeding {}": "at_most",
    "no more than {}": "at_most", "of {} or less": "at_most", "at or below {}": "at_most",
}  # fmt: skip
TRUE_AT = {
    "over": (False, False, True),
    "at_least": (False, True, True),
    "under": (True, False, False),
    "at_most": (True, True, False),
}
PRINTED = {
    "£100,000": 100_000,
    "£250k": 250_000,
    "£1m": 1_000_000,
    "£2 million": 2_000_000,
    "£75,500": 75_500,
    "£12,345.50": 12_345.50,
}
BASES = {"": "unstated", " (excluding VAT)": "ex", " plus VAT": "ex", " including VAT": "inc", " (inclusive of VAT)": "inc"}
TYPES: dict[str, tuple[ContractType, ...]] = {
    "contracts": (), "services contracts": ("services",), "works contracts": ("works",), "contracts for goods and services": ("supplies", "services"),
    "light touch contracts": ("light_touch",),
}  # fmt: skip
DUTIES = ("Social value must be included in all {}.", "All {} shall include social value.", "Social value is mandatory in {}.")


@given(
    st.sampled_from(sorted(COMPARED)),
    st.sampled_from(sorted(PRINTED)),
    st.sampled_from(sorted(BASES)),
    st.sampled_from(sorted(TYPES)),
    st.sampled_from(DUTIES),
)
def test_a_threshold_however_it_is_worded_decides_just_below_on_and_just_above_it(
    tmp_path_factory: pytest.TempPathFactory, compared: str, printed: str, basis: str, kind: str, duty: str
) -> None:
    amount = f"{printed}{basis}" if compared.endswith("{}") else printed
    sentence = duty.format(f"{kind} {compared.format(amount)}")
    draft, document = of_sentence(tmp_path_factory.mktemp("drafted"), sentence)
    pack = proved(draft, document)
    assert len(pack.rules) == 1, (sentence, draft.rules)
    vat = BASES[basis] if compared.endswith("{}") else "unstated"
    types = TYPES[kind] or ("services",)
    for change, wanted in zip((-1, 0, 1), TRUE_AT[COMPARED[compared]], strict=True):
        pence = int(PRINTED[printed] * 100) + change
        facts = Facts(
            amount=Amount(pence, pence, vat if vat in ("ex", "inc") else None, Said("a case")),
            contract_type=TypeFact(types, Said("a case")),
        )
        outcome = decide((pack,), facts, SETTING).outcome
        assert outcome == ("required" if wanted else "not_required"), (sentence, change, draft.rules)


def test_words_of_a_document_cannot_break_out_of_the_draft(tmp_path: Path) -> None:
    hostile = (
        'Social value must be included in contracts over £50,000 "and: [all]" # }\u2028pack: other \u202e{{x}} \\n - id: y.'
    )
    draft, document = of_sentence(tmp_path, hostile)
    pack = proved(draft, document)
    assert pack.pack == "sentence-social-value"
    assert [r.id for r in pack.rules] == ["include-over-50000"]


def test_the_worked_example_of_the_documentation_is_what_a_draft_says() -> None:
    docs = HERE.parents[2] / "docs"
    example = held(docs / "examples" / "marlowe-vale-policy.md")
    draft = drafted(example)
    written = (docs / "packs.md").read_text(encoding="utf-8")
    shown = written.rpartition("```yaml\n")[2].partition("```")[0]
    assert shown.startswith("  # 2.1: ")
    assert shown in draft.rules
    assert f"{len(draft.proposal.rules)} rule and {len(draft.proposal.provisions)} provisions, each proved" in written
    assert f"not expressed: {len(draft.proposal.left)} sentence" in written
