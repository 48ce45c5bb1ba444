"""The HTTP door: the command line's own objects, and every bad request refused in one line with a code."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient

from assistant.surfaces import batch
from assistant.surfaces.openapi import SCHEMA
from tests.assistant.surfaces.web.opened import SOUTHEND_400K, TODAY, councils

ASKED = {
    "id": "7",
    "question": "Is social value required for a £400k works contract?",
    "council": "southend",
    "date": "2026-03-01",
}
HALF_A_PAIR = '{"question": "\\ud800"}'
DEEP = '{"question": ' + "[" * 100_000 + "]" * 100_000 + "}"


def refusal(response: Any, status: int, code: str) -> None:
    """The response is that status, with one line and that code, and nothing else."""
    assert response.status_code == status
    body = response.json()
    assert set(body) == {"error", "code"}
    assert body["code"] == code
    assert body["error"] and "\n" not in body["error"] and "Traceback" not in body["error"]


def test_an_answer_is_the_command_lines_own_object(client: TestClient) -> None:
    own, error = batch.answered(councils().assistant(), dict(ASKED), TODAY)
    assert not error
    assert client.post("/api/ask", json=ASKED).text == own.as_json()


def test_an_answer_keeps_the_contracts_schema(client: TestClient) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for question in (SOUTHEND_400K, "Compare the councils: is social value required for a £2m services contract?"):
        jsonschema.validate(client.post("/api/ask", json={"question": question}).json(), schema)


def test_the_verdict_the_amount_and_the_council_arrive(client: TestClient) -> None:
    answer = client.post("/api/ask", json=ASKED).json()
    assert (answer["id"], answer["outcome"], answer["council"], answer["as_of"]) == (
        "7",
        "not_required",
        "southend",
        "2026-03-01",
    )
    assert answer["facts"]["amount"]["pence"] == 40_000_000


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        ("not json", "application/json", 400, "bad_json"),
        ('{"question": NaN}', "application/json", 400, "bad_json"),
        (HALF_A_PAIR, "application/json", 400, "bad_json"),
        (DEEP, "application/json", 400, "bad_json"),
        ("{}", "text/plain", 415, "wrong_content_type"),
        ("question=x", "application/x-www-form-urlencoded", 415, "wrong_content_type"),
        ("[]", "application/json", 422, "bad_field"),
        ("{}", "application/json", 422, "bad_field"),
        ('{"question": 4}', "application/json", 422, "bad_field"),
        ('{"question": "  "}', "application/json", 422, "bad_question"),
        ('{"question": "x", "colour": "red"}', "application/json", 422, "bad_field"),
        ('{"question": "x", "date": "2026-02-30"}', "application/json", 422, "bad_date"),
        ('{"question": "x", "council": "atlantis"}', "application/json", 422, "unknown_council"),
        ('{"question": "x", "history": ["y", 3]}', "application/json", 422, "bad_field"),
        (json.dumps({"question": "x" * 2_001}), "application/json", 422, "bad_question"),
        (json.dumps({"question": "x" * 300_000}), "application/json", 413, "too_large"),
    ],
)
def test_a_bad_request_is_refused_in_one_line(client: TestClient, body: str, content_type: str, status: int, code: str) -> None:
    refusal(client.post("/api/ask", content=body, headers={"content-type": content_type}), status, code)


@pytest.mark.parametrize("path", ["/api/ask", "/api/batch", "/api/record/json", "/api/record/docx", "/api/record/pdf"])
@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        ("{", "application/json", 400, "bad_json"),
        ("{}", "text/plain", 415, "wrong_content_type"),
        ("{}", "", 415, "wrong_content_type"),
        ("7", "application/json", 422, "bad_field"),
        (json.dumps({"question": "x" * 5_000_000}), "application/json", 413, "too_large"),
    ],
)
def test_every_door_that_takes_a_body_refuses_a_bad_one_in_one_line(
    client: TestClient, path: str, body: str, content_type: str, status: int, code: str
) -> None:
    refusal(client.post(path, content=body, headers={"content-type": content_type}), status, code)


def test_a_body_that_is_not_utf8_is_refused(client: TestClient) -> None:
    refusal(
        client.post("/api/ask", content=b'{"question": "\xff"}', headers={"content-type": "application/json"}), 400, "bad_json"
    )


def test_a_body_whose_length_is_not_said_is_stopped_where_it_grows_too_large(client: TestClient) -> None:
    pieces = (b" " * 50_000 for _ in range(10))
    refusal(client.post("/api/ask", content=pieces, headers={"content-type": "application/json"}), 413, "too_large")


@pytest.mark.parametrize("path", ["/api/nothing", "/api/documents/none", "/api/clauses/none", "/api/rules/atlantis"])
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert set(response.json()) == {"error", "code"}


def test_the_wrong_method_is_405(client: TestClient) -> None:
    refusal(client.get("/api/ask"), 405, "method_not_allowed")


def test_nothing_of_a_request_comes_back_as_markup(client: TestClient) -> None:
    hostile = '<img src=x onerror="alert(1)">'
    response = client.post("/api/ask", json={"question": "x", "council": hostile})
    assert response.headers["content-type"].startswith("application/json")
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_batch_answers_in_order_and_says_which_question_failed(client: TestClient) -> None:
    asked = [ASKED, {"id": "bad", "question": ""}, {"question": SOUTHEND_400K}]
    answers = client.post("/api/batch", json=asked).json()["answers"]
    assert [(a["id"], a["status"]) for a in answers] == [("7", "answered"), ("bad", "error"), ("3", "answered")]
    assert client.post("/api/batch", json={"questions": asked}).json()["answers"] == answers


def test_a_batch_of_lines_gives_lines(client: TestClient) -> None:
    lines = json.dumps(ASKED) + "\n\nnot json\n"
    response = client.post("/api/batch", content=lines, headers={"content-type": "application/x-ndjson"})
    answers = [json.loads(line) for line in response.text.splitlines()]
    assert [(a["id"], a["status"]) for a in answers] == [("7", "answered"), ("2", "error")]


def test_too_many_questions_are_refused(client: TestClient) -> None:
    refusal(client.post("/api/batch", json=[{"question": "x"}] * 501), 413, "too_many_questions")


def test_a_batch_has_to_be_a_list(client: TestClient) -> None:
    refusal(client.post("/api/batch", json={"question": "x"}), 422, "bad_field")


def test_documents_say_what_they_are_and_what_is_proved(client: TestClient) -> None:
    documents = {d["id"]: d for d in client.get("/api/documents").json()["documents"]}
    southend = documents["southend-social-value-policy"]
    assert (southend["council"], southend["status"], southend["kind"]) == ("southend", "in_force", "digest")
    assert southend["packs"][0]["pack"] == "southend-social-value" and southend["packs"][0]["rules"] > 0
    assert documents["west-norfolk-social-value-report"]["status"] == "proposed"


def test_every_clause_can_be_fetched_under_its_own_label(client: TestClient) -> None:
    for document in client.get("/api/documents").json()["documents"]:
        listed = client.get(f"/api/clauses/{document['id']}").json()["clauses"]
        assert len(listed) == document["clauses"]
        for place in (listed[0], listed[-1]):
            clause = client.get(f"/api/clauses/{document['id']}/{place['label']}").json()
            assert clause["label"] == place["label"] and clause["text"].strip()


def test_a_clause_that_is_not_there_is_404(client: TestClient) -> None:
    refusal(client.get("/api/clauses/southend-social-value-policy/99.9"), 404, "no_such_clause")


def test_rules_are_given_with_the_clauses_that_prove_them(client: TestClient) -> None:
    given = client.get("/api/rules/southend").json()
    rules = [rule for pack in given["packs"] for rule in pack["rules"]]
    assert given["name"] and rules and all(rule["clauses"] for rule in rules)


@pytest.mark.parametrize(
    ("day", "services_pence", "vat"),
    [
        ("2023-12-31", 21_347_700, "inc"),
        ("2024-01-01", 21_490_400, "inc"),
        ("2021-12-31", 18_933_000, "ex"),
        ("2026-01-01", 20_772_000, "inc"),
    ],
)
def test_thresholds_are_those_of_the_day(client: TestClient, day: str, services_pence: int, vat: str) -> None:
    given = client.get(f"/api/thresholds?date={day}").json()
    assert (given["thresholds_pence"]["services"], given["vat"], given["date"]) == (services_pence, vat, day)


def test_thresholds_are_todays_unless_a_day_is_given(client: TestClient) -> None:
    assert client.get("/api/thresholds").json()["date"] == TODAY.isoformat()


def test_a_day_outside_the_table_is_an_error_and_never_the_nearest_row(client: TestClient) -> None:
    refusal(client.get("/api/thresholds?date=2005-01-01"), 404, "date_outside_table")
    refusal(client.get("/api/thresholds?date=tomorrow"), 422, "bad_date")


def test_healthz_says_ok(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"


def test_the_description_names_every_route_and_its_examples_are_answered(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    paths = set(description["paths"])
    assert {
        "/api/ask",
        "/api/batch",
        "/api/documents",
        "/api/rules/{council}",
        "/api/thresholds",
        "/api/record/{form}",
        "/healthz",
    } <= paths
    content = description["paths"]["/api/ask"]["post"]["requestBody"]["content"]["application/json"]
    statuses = [client.post("/api/ask", json=one["value"]).json()["status"] for one in content["examples"].values()]
    assert statuses == ["answered", "answered"]
    assert "HTTPValidationError" not in json.dumps(description)


def test_each_documented_refusal_has_the_form_that_is_sent(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    assert description["components"]["schemas"]["Error"]["required"] == ["error", "code"]
    assert set(description["paths"]["/api/ask"]["post"]["responses"]) == {"200", "400", "413", "415", "422", "429"}
