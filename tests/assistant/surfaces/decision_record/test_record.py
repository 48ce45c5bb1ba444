"""A record holds everything that an answer rests on, and is made of the same bytes wherever and whenever it is made."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from assistant.service import Assistant
from assistant.surfaces.decision_record import Record, as_json
from tests.assistant.surfaces.decision_record import records

ROOT = Path(__file__).resolve().parents[4]


def test_it_holds_the_question_as_it_was_put(assistant: Assistant) -> None:
    asked = records.request("And if it were for services?", ("Is social value needed in a £400k works contract?",))
    content = records.record(assistant, asked).content
    assert content["asked"] == {
        "question": "And if it were for services?",
        "on": "2026-11-21",
        "council": "wexcombe",
        "as_of": None,
        "history": ["Is social value needed in a £400k works contract?"],
        "id": "1",
    }


def test_it_says_that_it_is_guidance_and_not_a_decision(record: Record) -> None:
    assert record.content["guidance"].startswith("Guidance, not a decision.")


def test_each_fact_has_the_words_it_was_read_from_and_its_origin(record: Record) -> None:
    facts = record.content["answer"]["facts"]
    assert (facts["amount"]["pence"], facts["amount"]["words"], facts["amount"]["origin"]) == (40_000_000, "£400k", "question")
    assert facts["council"]["origin"] == "setting"


def test_every_rule_of_the_council_is_there_with_both_sides_of_each_condition(record: Record) -> None:
    tried = {
        item["rule"]: item for item in record.content["answer"]["trace"] if item.get("layer") == "council" and "rule" in item
    }
    assert set(tried) == {"services", "works", "think-about-it"}
    amount = next(one for one in tried["works"]["conditions"] if one["fact"] == "amount")
    assert (amount["left"], amount["comparator"], amount["right"], amount["holds"]) == (
        "£400,000",
        "at least",
        "£1,000,000",
        False,
    )


def test_every_rule_that_was_tried_is_there_in_words_with_how_it_is_read(record: Record) -> None:
    rules = {rule["id"]: rule for rule in record.content["rules"]}
    assert rules["works"]["says"] == "Works contracts of £1M or more have to include social value."
    assert rules["services"]["note"].startswith("Over is read as more than")


def test_cited_clauses_are_there_in_full(record: Record) -> None:
    clauses = {one["clause"]: one for one in record.content["clauses"]}
    assert clauses["1.3"]["text"].strip() == "1.3. Social value “must form part” of works contracts at £1M or more."
    assert clauses["1.3"]["complete"] and clauses["1.3"]["kind"] == "digest"


def test_documents_and_packs_are_named_by_the_sha256_of_their_files(record: Record, corpus_folder: Path) -> None:
    (document,) = record.content["documents"]
    assert document["sha256"] == hashlib.sha256((corpus_folder / "wexcombe" / "digest.md").read_bytes()).hexdigest()
    pack = hashlib.sha256((corpus_folder / "wexcombe" / "rules" / "social-value.yaml").read_bytes()).hexdigest()
    assert document["packs"] == [{"name": "wexcombe/social-value", "sha256": pack}]
    assert (document["version"], document["status"], document["review_due"]) == ("1.2", "in_force", "2026-05")


def test_a_clause_as_long_as_a_document_gives_way_to_the_passages_cited(assistant: Assistant) -> None:
    from dataclasses import replace

    from assistant.holdings import Holdings
    from assistant.surfaces.decision_record import make, put

    (held,) = assistant.holdings.documents
    longer = held.document.text.replace("works contracts at", "works contracts, " + "of any sort, " * 4_000 + "at")
    grown = len(longer) - len(held.document.text)
    clauses = tuple(
        replace(c, spans=tuple(replace(s, end=s.end + grown) for s in c.spans)) if c.label == "1.3" else c
        for c in held.document.clauses
    )
    asked = records.request()
    answer = put(assistant, asked)
    document = replace(held.document, text=longer, clauses=clauses)
    content = make(Holdings((replace(held, document=document),)), asked, answer).content
    (clause,) = [one for one in content["clauses"] if one["clause"] == "1.3"]
    assert not clause["complete"] and len(clause["text"]) < 1_000


def test_its_json_is_in_one_fixed_form_and_ends_with_its_own_sha256(record: Record) -> None:
    data = as_json(record)
    given = json.loads(data)
    stated = given.pop("sha256")
    rest = (json.dumps(given, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()
    assert stated == hashlib.sha256(rest).hexdigest() == record.sha256


def test_the_command_that_checks_it_names_the_file_it_is_saved_under(record: Record) -> None:
    assert record.content["replay"] == f"clausewise replay {record.file_name('json')}"


SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "86400"},
)


def test_two_processes_in_different_surroundings_make_the_same_bytes(corpus_folder: Path) -> None:
    command = [sys.executable, "-m", "tests.assistant.surfaces.decision_record.records", str(corpus_folder)]
    running = [
        subprocess.Popen(command, cwd=ROOT, env={**os.environ, **one}, stdout=subprocess.PIPE, text=True)
        for one in SURROUNDINGS
    ]
    first, second = (one.communicate()[0].split() for one in running)
    assert first[::2] == ["json", "docx", "pdf"] and all(len(one) == 64 for one in first[1::2])
    assert first == second
