"""The command line as a process: answers, refusals in one line, exit status, and nothing heavy where rules settle it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.rules import strict_yaml
from assistant.surfaces.cli import COMMANDS
from tests.assistant.main_job import contract_errors
from tests.assistant.surfaces.conftest import CARD_QUESTION
from tests.assistant.surfaces.processes import clausewise, one_complaint, python, started

HEAVY = (
    "torch",
    "chromadb",
    "langchain",
    "langchain_core",
    "gradio",
    "sentence_transformers",
    "transformers",
    "fastapi",
    "sklearn",
    "numpy",
    "multiprocessing",
)
LIGHT = """
import contextlib, io, sys
from assistant.surfaces import cli
with contextlib.redirect_stdout(io.StringIO()):
    try:
        status = cli.main(sys.argv[1:])
    except SystemExit as ended:
        status = ended.code
print(status, *sorted(name for name in {heavy!r} if name in sys.modules))
"""


def answers_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_question_is_answered_in_words_with_the_cited_clauses(built: Path) -> None:
    done = clausewise(built, "ask", CARD_QUESTION, "--council", "southend", "--as-of", "2026-11-21")
    assert done.err == ""
    assert done.lines[0].startswith("**No. Southend-on-Sea City Council's Social Value Policy does not require social value")
    assert "\n[1] Southend-on-Sea Borough Council, Social Value Policy, 9.2.1 (digest)\n" in done.out


def test_json_is_one_line_and_keeps_the_contract(built: Path) -> None:
    done = clausewise(built, "ask", CARD_QUESTION, "--council", "southend", "--json")
    (answer,) = answers_of(done.out)
    assert contract_errors(answer) == []
    assert (answer["outcome"], answer["council"], answer["as_of"]) == ("not_required", "southend", date.today().isoformat())


@pytest.mark.parametrize(
    "arguments", [["--help"], ["ask", "--help"], ["serve", "--help"], ["check"], ["audit", "verify"]], ids=" ".join
)
def test_checks_and_help_load_no_heavy_library(built: Path, arguments: list[str]) -> None:
    assert python(LIGHT.format(heavy=HEAVY), built, arguments) == "0\n"


@pytest.mark.parametrize("arguments", [["--council", "southend"], ["--json"]], ids=" ".join)
def test_what_rules_settle_loads_numpy_alone_to_tell_what_is_wanted(built: Path, arguments: list[str]) -> None:
    heavy = tuple(name for name in HEAVY if name != "numpy")
    assert python(LIGHT.format(heavy=heavy), built, ["ask", CARD_QUESTION, *arguments]) == "0\n"


def test_every_command_has_a_line_in_the_help_and_help_of_its_own(built: Path) -> None:
    out = clausewise(built, "--help").out
    for name, text in COMMANDS.items():
        assert name in out
        assert text in " ".join(out.split())


MIXED = [
    {"question": CARD_QUESTION},
    {"question": CARD_QUESTION, "council": "north-east-lincolnshire"},
    {"question": "Who signs off a £400k contract in North East Lincolnshire?"},
    {"question": "What does Norwich hope for on biodiversity?"},
    {"question": "and what about Norwich?", "history": [CARD_QUESTION]},
    {"question": "What is the threshold for services?", "date": "2025-06-01"},
    {"question": "Does South Norfolk pay a living wage?"},
    {"question": "How often does Southend report on social value?"},
    {"question": "Which council asks for the highest weighting?"},
    {"question": "What is the airspeed of a swallow?"},
]


def test_a_hundred_questions_are_answered_in_order_by_one_process(built: Path, tmp_path: Path) -> None:
    asked = [{"id": f"q{n}", **MIXED[n % len(MIXED)]} for n in range(100)]
    (tmp_path / "questions.jsonl").write_text("".join(json.dumps(one) + "\n" for one in asked), encoding="utf-8")
    done = clausewise(built, "ask", "--batch", str(tmp_path / "questions.jsonl"))
    answers = answers_of(done.out)
    assert [answer["id"] for answer in answers] == [one["id"] for one in asked]
    assert [error for answer in answers[: len(MIXED)] for error in contract_errors(answer)] == []
    assert {answer["status"] for answer in answers} <= {"answered", "needs_facts", "abstained"}
    for answer, again in zip(answers, answers[len(MIXED) :], strict=False):
        assert {**answer, "id": again["id"]} == again
    assert [answer["outcome"] for answer in answers[:2]] == ["depends", "required"]
    assert answers[4]["council"] == "norwich"
    assert answers[4]["outcome"] == "no_rule"
    assert answers[5]["as_of"] == "2025-06-01"
    assert done.err == ""


GOOD = json.dumps({"id": "good", "question": CARD_QUESTION, "council": "southend"}).encode()
BAD_LINES: dict[str, tuple[bytes, str]] = {
    "no JSON": (b"is social value required?", "not JSON"),
    "half a line": (GOOD[:-10], "not JSON"),
    "not a number of JSON": (b'{"question": "what?", "id": NaN}', "not JSON"),
    "nested without end": (b"[" * 200_000, "not JSON"),
    "a number of ten thousand digits": (b'{"question": "what?", "id": ' + b"9" * 10_000 + b"}", "not JSON"),
    "a raw NUL": (b'{"question": "what\x00?"}', "not JSON"),
    "not UTF-8": ('{"question": "what of £400k?"}'.encode("latin-1"), "not UTF-8"),
    "a list": (b'["what?"]', "not a JSON object"),
    "a text": (b'"what?"', "not a JSON object"),
    "null": (b"null", "not a JSON object"),
    "no question": (b'{"id": "x"}', "no question"),
    "a question that is no text": (b'{"question": {"text": "what?"}}', "no question, or it is not text"),
    "a field that is not known": (b'{"question": "what?", "colour": "red"}', "unknown field 'colour'"),
    "an empty question": (b'{"question": "  "}', "the question is empty"),
    "2,001 characters": (json.dumps({"question": "x" * 2_001}).encode(), "2,001 characters"),
    "a million characters": (json.dumps({"question": "x " * 500_000}).encode(), "1,000,000 characters"),
    "half a character": (rb'{"question": "is \ud800 it?"}', "half a character"),
    "half a character in the council": (rb'{"question": "is it?", "council": "\udfff"}', "half a character"),
    "a council that is not loaded": (b'{"question": "what?", "council": "atlantis"}', "council not loaded: 'atlantis'"),
    "a council that is no text": (b'{"question": "what?", "council": 7}', "council"),
    "a day that is none": (b'{"question": "what?", "date": "2026-02-30"}', "not a date: '2026-02-30'"),
    "a day written otherwise": (b'{"question": "what?", "date": "21/11/2026"}', "YYYY-MM-DD"),
    "a day long ago": (b'{"question": "what?", "date": "1066-10-14"}', "1970-01-01"),
    "a history that is no list": (b'{"question": "what?", "history": "before"}', "history"),
    "a history of numbers": (b'{"question": "what?", "history": [1]}', "history"),
    "an empty question in the history": (b'{"question": "what?", "history": [""]}', "empty"),
    "an id that is a list": (b'{"question": "what?", "id": [1]}', "id is not text"),
}


@pytest.fixture(scope="module")
def hostile(built: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """Every bad line with a good one after it, and a blank line before each, in one batch on standard input."""
    lines = b"\xef\xbb\xbf" + b"".join(b"\n" + bad + b"\r\n" + GOOD + b"\n" for bad, _ in BAD_LINES.values())
    done = clausewise(built, "ask", "--batch", "-", stdin=lines, status=1)
    return answers_of(done.out), done.complaints


@pytest.mark.parametrize("name", BAD_LINES)
def test_a_bad_line_is_answered_with_what_is_wrong_in_its_place(
    hostile: tuple[list[dict[str, Any]], list[str]], name: str
) -> None:
    answers, complaints = hostile
    place = list(BAD_LINES).index(name)
    answer, after = answers[2 * place], answers[2 * place + 1]
    assert contract_errors(answer) == []
    assert (answer["status"], answer["outcome"]) == ("error", None)
    assert BAD_LINES[name][1] in answer["text"]
    assert (after["id"], after["outcome"]) == ("good", "not_required")
    assert complaints[place].startswith(f"clausewise: line {3 * place + 2}: ")
    assert BAD_LINES[name][1] in complaints[place]


def test_each_bad_line_is_complained_of_once(hostile: tuple[list[dict[str, Any]], list[str]]) -> None:
    answers, complaints = hostile
    assert (len(answers), len(complaints)) == (2 * len(BAD_LINES), len(BAD_LINES))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ask", ""], ["the question is empty"]),
        (["ask", "x" * 2_001], ["2,001 characters", "2,000"]),
        (["ask", "is it?", "--council", "atlantis"], ["council not loaded: 'atlantis'", "loaded are", "southend"]),
        (["ask", "is it?", "--as-of", "tomorrow"], ["not a date: 'tomorrow'", "YYYY-MM-DD"]),
        (["ask", "is \udcff it?"], ["half a character"]),
        (["ask", "--batch", "no such file"], ["cannot read the batch no such file", "No such file"]),
        (["ask", "--batch", ""], ["cannot read the batch"]),
        (["search", " "], ["empty"]),
        (["search", "wages", "--council", "atlantis"], ["council not loaded: 'atlantis'"]),
        (["ask", "is it?", "--index", "/dev/null/library"], ["/dev/null/library", "cannot be written"]),
        (["ingest", "policy.txt", "--council", "Not A Slug"], ["not a slug: 'Not A Slug'"]),
        (["pack", "check", "no such pack.yaml"], ["no such pack", "cannot be read"]),
    ],
)
def test_bad_input_is_one_line_and_status_1(built: Path, arguments: list[str], words: list[str]) -> None:
    done = clausewise(built, *arguments, status=1)
    one_complaint(done, *words)
    assert done.out == ""


@pytest.mark.parametrize(
    "arguments",
    [[], ["answer"], ["ask"], ["ask", "is it?", "--batch", "x"], ["ask", "is it?", "--colour"], ["search", "x", "-k", "0"],
     ["search", "x", "-k", "many"], ["ingest"], ["pack"], ["audit"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use_is_status_2(built: Path, arguments: list[str]) -> None:
    done = clausewise(built, *arguments, status=2)
    assert done.err.startswith("usage: clausewise")
    assert done.out == ""


def test_a_bad_setting_is_named(built: Path) -> None:
    one_complaint(
        clausewise(built, "ingest", "x.txt", status=1, CLAUSEWISE_SIZE_LIMIT_MB="lots"), "CLAUSEWISE_SIZE_LIMIT_MB", "'lots'"
    )
    one_complaint(clausewise(built, "ask", "is it?", status=1, CLAUSEWISE_CORPUS="/no/such/folder"), "/no/such/folder")


def test_search_ranks_passages_by_meaning_and_words(built: Path) -> None:
    done = clausewise(built, "search", "pay the living wage", "-k", "3", "--json")
    (found,) = answers_of(done.out)
    assert len(found["results"]) == 3
    scores = [result["score"] for result in found["results"]]
    assert scores == sorted(scores, reverse=True)
    assert "iving wage" in found["results"][0]["text"].lower()


def test_search_keeps_to_a_council_and_takes_a_batch(built: Path) -> None:
    lines = b'{"id": "a", "query": "living wage", "council": "norwich"}\nnonsense\n{"question": "who reports?"}\n'
    done = clausewise(built, "search", "--batch", "-", "--council", "southend", "-k", "2", stdin=lines, status=1)
    first, second, third = answers_of(done.out)
    assert {result["document"] for result in first["results"]} == {"norwich-social-value-framework"}
    assert (second["id"], second["error"]) == ("2", "not JSON")
    assert {result["document"] for result in third["results"]} == {"southend-social-value-policy"}
    one_complaint(done, "line 2: not JSON")


def test_a_reader_that_goes_away_is_no_error(built: Path) -> None:
    process = started(built, "search", "social value", "-k", "200")
    assert process.stdout and process.stderr
    assert process.stdout.read(1)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_answers_are_utf_8_whatever_the_terminal_is(built: Path) -> None:
    done = clausewise(built, "ask", CARD_QUESTION, "--council", "southend", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "£400,000 is under £1,000,000" in done.out


def test_check_proves_every_pack_and_every_list_of_known_questions(built: Path) -> None:
    done = clausewise(built, "check")
    named = {line.split(":")[0] for line in done.lines}
    councils = ("national", "north-east-lincolnshire", "norwich", "south-norfolk", "southend", "west-norfolk")
    assert {name for name in named if name.endswith(".yaml")} == {f"{council}/questions.yaml" for council in councils}
    assert {name for name in named if not name.endswith(".yaml")} == {
        "social-value-act-2012", "national-thresholds", "north-east-lincolnshire-social-value", "norwich-social-value",
        "south-norfolk-social-value", "southend-social-value", "west-norfolk-social-value",
    }  # fmt: skip
    assert done.err == ""


def test_check_names_what_is_changed_in_one_line(built: Path, changed_corpus: Path) -> None:
    done = clausewise(built, "check", status=1, CLAUSEWISE_CORPUS=str(changed_corpus))
    one_complaint(done, "pack southend/social-value, line ", "clause 9.2.1", "figure £1,100,000")


def test_nothing_is_answered_from_a_corpus_that_is_not_proved(library: Path, changed_corpus: Path) -> None:
    before = clausewise(library, "digest", "--json").out
    done = clausewise(library, "ask", CARD_QUESTION, status=1, CLAUSEWISE_CORPUS=str(changed_corpus))
    one_complaint(done, "pack southend/social-value, line ", "figure £1,100,000")
    assert done.out == ""
    assert clausewise(library, "digest", "--json").out == before


def test_pack_check_proves_one_file_on_its_document(built: Path, changed_corpus: Path) -> None:
    proved = clausewise(built, "pack", "check", str(changed_corpus / "norwich" / "rules" / "social-value.yaml"))
    assert "proved on the digest of norwich-social-value-framework" in proved.out
    table = clausewise(built, "pack", "check", str(changed_corpus / "national" / "rules" / "thresholds.yaml"))
    assert "5 rows proved on the digest of national-law" in table.out
    changed = clausewise(built, "pack", "check", str(changed_corpus / "southend" / "rules" / "social-value.yaml"), status=1)
    one_complaint(changed, "pack social-value, line ", "clause 9.2.1", "figure £1,100,000")


def test_pack_check_says_what_documents_there_are(built: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("pack: mine\ndocument: nobodys-policy\n")
    done = clausewise(built, "pack", "check", str(tmp_path / "mine.yaml"), status=1)
    one_complaint(done, "pack mine", "nobodys-policy", "southend-social-value-policy")


def test_digest_counts_what_is_loaded_and_the_copy_agrees(built: Path) -> None:
    digest = json.loads(clausewise(built, "digest", "--json").out)
    assert set(digest["record"]) >= {"documents", "clauses", "passages", "vectors", "packs"}
    assert digest["record"]["documents"]["count"] == 6
    assert digest["record"]["passages"]["count"] == digest["record"]["vectors"]["count"] == digest["copy"]["count"]
    assert digest["agree"] is True
    assert all(len(part["sha256"]) == 64 for part in digest["record"].values())


def test_audit_is_whole_and_counts_what_was_published(built: Path) -> None:
    assert clausewise(built, "audit", "verify").out.startswith("audit trail whole: ")


def test_audit_of_no_library_is_one_line(tmp_path: Path) -> None:
    one_complaint(clausewise(tmp_path / "none", "audit", "verify", status=1), str(tmp_path / "none"))


def test_selfcheck_of_a_whole_installation(built: Path) -> None:
    checked = json.loads(clausewise(built, "selfcheck", "--json").out)
    assert checked["ok"] is True
    assert [check["check"] for check in checked["checks"]] == [
        "python", "packages", "sqlite", "settings", "model", "weights", "corpus", "record", "copy",
    ]  # fmt: skip
    assert all(check["ok"] for check in checked["checks"])
    details = {check["check"]: check["detail"] for check in checked["checks"]}
    assert details["model"].startswith("all-MiniLM-L6-v2 ")
    assert details["corpus"].startswith("6 documents, ")
    assert details["copy"] == "ready"


def test_selfcheck_names_each_part_that_is_broken_and_checks_the_rest(
    library: Path, changed_corpus: Path, tmp_path: Path
) -> None:
    (library / "record.sqlite3").write_bytes(b"SQLite format 3\0 and then nothing of the kind" * 99)
    broken = {"CLAUSEWISE_CORPUS": str(changed_corpus), "CLAUSEWISE_EMBEDDING_MODEL": str(tmp_path)}
    done = clausewise(library, "selfcheck", "--json", status=1, **broken)
    checked = json.loads(done.out)
    failed = {check["check"]: check["detail"] for check in checked["checks"] if not check["ok"]}
    assert checked["ok"] is False
    assert set(failed) == {"model", "corpus", "record", "copy"}
    assert "figure £1,100,000" in failed["corpus"]
    assert str(tmp_path) in failed["model"]
    assert len(done.complaints) == len(failed)


def test_selfcheck_before_there_is_a_library_builds_none(tmp_path: Path) -> None:
    done = clausewise(tmp_path / "none", "selfcheck")
    assert len(done.lines) == 9
    assert "not built yet" in done.out
    assert not (tmp_path / "none").exists()


def test_version_is_that_of_the_package(built: Path) -> None:
    from importlib.metadata import version

    assert clausewise(built, "--version").out == f"clausewise {version('clausewise')}\n"


def test_the_changed_corpus_differs_in_one_figure(changed_corpus: Path) -> None:
    path = changed_corpus / "southend" / "rules" / "social-value.yaml"
    (figure,) = [line for line in path.read_text().splitlines() if "1100000" in line]
    assert figure.strip() == "pounds: 1100000"
    assert strict_yaml.load("p", path.read_text()).data["pack"] == "southend-social-value"
