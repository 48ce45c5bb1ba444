"""The claims of `main_job.yaml`, and what an answer does not give of what a claim states."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from assistant.answer import Answer
from assistant.retrieve.passages import Ranked
from assistant.rules import strict_yaml
from assistant.service import Assistant
from evals.bank import Expected, Question
from evals.metrics import figures_without_support
from tests.corpus import held

TODAY = date(2026, 11, 21)
SCHEMA = Path(__file__).resolve().parents[2] / "assistant" / "surfaces" / "answer.schema.json"
CLAIMS = Path(__file__).with_suffix(".yaml")
KEYS = {"name", "question", "council", "named", "outcome", "missing", "cites", "shows", "changes", "warnings", "councils",
        "weighting_min_percent", "approver"}  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """A question in one of its wordings, with the council beside it or in its words, and what its answer has to give."""

    name: str
    question: str
    council: str | None
    given: dict[str, Any]


def claims() -> list[Claim]:
    """Every claim, once with the council set and once with the council in the question's own words."""
    return list(_claims())


def _claims() -> Iterator[Claim]:
    for given in strict_yaml.load(CLAIMS.name, CLAIMS.read_text(encoding="utf-8")).data:
        assert set(given) <= KEYS, given["name"]
        yield Claim(given["name"], given["question"], given.get("council"), given)
        if "named" in given:
            yield Claim(f"{given['name']}, named", given["named"], None, given)


class NoSearch:
    """A verdict is settled by rules alone: whoever searches for it fails."""

    def search(self, query: str, *, documents: Sequence[str], councils: Sequence[str] | None, k: int) -> list[Ranked]:
        raise AssertionError(f"searched for {query!r}")


def contract_errors(answer: dict[str, Any]) -> list[str]:
    """Where an answer, as plain data, is not as the contract's schema has it."""
    return [f"{list(error.path)}: {error.message}" for error in _contract().iter_errors(answer)]


@cache
def _contract() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text()), format_checker=FormatChecker())


@cache
def assistant(originals: Path | None = None) -> Assistant:
    """The assistant on the digests, or on the originals of a folder, as they were read from files: without a library."""
    return Assistant(held.originals(originals) if originals else held.digests(), NoSearch())  # type: ignore[arg-type]


def unmet(claim: Claim, answer: Answer) -> list[str]:
    """What the claim states and the answer does not give."""
    given = claim.given
    cited = {citation.clause for citation in answer.citations}
    shown = " ".join(answer.text.split())
    roles = [item["role"] for item in answer.requirements.get("approvers", [])]
    wrong = [f"{key} is {found!r}" for key, found in _exact(answer, given).items() if given[key] != found]
    wrong += [f"does not cite {label}" for label in given.get("cites", []) if label not in cited]
    wrong += [f"does not show {words!r}" for words in given.get("shows", []) if words not in shown]
    wrong += [
        f"no change of {words!r}" for words in given.get("changes", []) if not any(words in c["if"] for c in answer.changes)
    ]
    wrong += [f"no warning {code}" for code in given.get("warnings", []) if code not in {w.code for w in answer.warnings}]
    if "approver" in given and roles != ([given["approver"]] if given["approver"] else []):
        wrong.append(f"approvers are {roles}")
    return wrong + unsound(answer)


def _exact(answer: Answer, given: dict[str, Any]) -> dict[str, Any]:
    found = {
        "outcome": answer.outcome,
        "missing": list(answer.missing),
        "council": answer.council,
        "weighting_min_percent": answer.requirements.get("weighting_min_percent"),
    }
    return {key: value for key, value in found.items() if key in given}


def unsound(answer: Answer) -> list[str]:
    """What may be in no answer, whatever was asked: a breach of the contract, a follow-up without a missing fact, a figure from nowhere."""
    data = json.loads(answer.as_json())
    wrong = contract_errors(data)
    wrong += ["asks, and misses nothing, or the reverse"] if bool(answer.missing) != bool(answer.follow_up) else []
    asked = Question(
        id="main-job", question=answer.question, kind="threshold", about="several", expect=Expected(status="answered")
    )
    return wrong + [f"{figure} stands nowhere" for figure in figures_without_support(asked, data)]
