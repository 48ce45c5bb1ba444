"""What people say of answers: kept once with all it takes to ask again, and given out as questions of the bank."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.surfaces.web import feedback
from evals.bank import read_bank
from tests.assistant.surfaces.processes import clausewise
from tests.assistant.surfaces.web import pages
from tests.assistant.surfaces.web.opened import SOUTHEND_400K


def send(client: TestClient, judged: str, why: str = "", question: str = SOUTHEND_400K) -> None:
    page = pages.get(client, "/ask", q=question)
    fields = [*pages.form(page, "form.feedback"), ("judged", judged)]
    data: dict[str, list[str]] = {}
    for name, value in ((n, why if n == "why" else v) for n, v in fields):
        data.setdefault(name, []).append(value)
    response = client.post("/feedback", data=data)
    assert response.status_code == 200 and "Thank you" in response.text


def test_a_judgement_is_kept_with_question_answer_and_documents(keeping: TestClient, index: Path) -> None:
    send(keeping, "wrong", "Clause 9.2.1 says otherwise")
    (entry,) = feedback.entries(index)
    assert (entry["judged"], entry["why"]) == ("wrong", "Clause 9.2.1 says otherwise")
    assert entry["request"] == {"question": SOUTHEND_400K, "date": "2026-03-02"}
    assert entry["answer"]["outcome"] == "not_required"
    assert {d["id"] for d in entry["documents"]} >= {"southend-social-value-policy"} and all(
        len(d["sha256"]) == 64 for d in entry["documents"]
    )


def test_asking_the_kept_request_gives_the_kept_answer(keeping: TestClient, index: Path) -> None:
    send(keeping, "right")
    (entry,) = feedback.entries(index)
    assert keeping.post("/api/ask", json=entry["request"]).json() == entry["answer"]


def test_the_same_judgement_is_kept_once_and_another_beside_it(keeping: TestClient, index: Path) -> None:
    for judged in ("right", "right", "wrong"):
        send(keeping, judged)
    assert [entry["judged"] for entry in feedback.entries(index)] == ["right", "wrong"]


def test_neither_right_nor_wrong_is_refused(keeping: TestClient, index: Path) -> None:
    response = keeping.post("/feedback", data={"q": SOUTHEND_400K, "judged": "maybe"})
    assert response.status_code == 422 and not feedback.entries(index)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"json": {"q": SOUTHEND_400K, "judged": "right"}}, 415),
        ({"content": b"q=x", "headers": {"content-type": "text/plain"}}, 415),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400),
        ({"files": {"why": ("why.txt", b"x")}, "data": {"q": SOUTHEND_400K, "judged": "right"}}, 400),
        ({"data": {f"field{n}": "x" for n in range(200)}}, 400),
        ({"data": {"q": SOUTHEND_400K, "judged": "right"}, "headers": {"origin": "https://evil.example"}}, 403),
        ({"data": {"q": SOUTHEND_400K, "judged": "right"}, "headers": {"sec-fetch-site": "cross-site"}}, 403),
        ({"data": {"q": SOUTHEND_400K, "judged": "right", "why": "x" * 300_000}}, 413),
    ],
    ids=lambda sent: next(iter(sent)) if isinstance(sent, dict) else str(sent),
)
def test_what_no_form_of_ours_sends_is_refused_and_nothing_is_kept(
    keeping: TestClient, index: Path, sent: dict[str, Any], status: int
) -> None:
    response = keeping.post("/feedback", **sent)
    assert response.status_code == status and not feedback.entries(index)
    assert response.headers["content-type"].startswith("text/html") and "Traceback" not in response.text


def test_words_of_a_judgement_are_kept_as_they_are_and_exported_as_words(
    keeping: TestClient, index: Path, tmp_path: Path
) -> None:
    hostile = "<script>alert(1)</script>\x00\u202e\r\n- id: planted\u2028  # ' \" {{ 7*7 }}"
    send(keeping, "wrong", hostile)
    (tmp_path / "feedback.yaml").write_text(feedback.as_bank(feedback.entries(index)), encoding="utf-8")
    (question,) = read_bank(tmp_path)
    assert question.id.startswith("feedback-") and question.question == SOUTHEND_400K


def test_a_line_cut_short_by_a_crash_loses_that_line_alone(keeping: TestClient, index: Path) -> None:
    send(keeping, "right")
    with (index / feedback.FOLDER / feedback.FILE).open("a") as file:
        file.write('{"id": "cut')
    assert len(feedback.entries(index)) == 1


def test_a_judgement_after_a_line_cut_short_is_kept_whole(keeping: TestClient, index: Path) -> None:
    send(keeping, "right")
    with (index / feedback.FOLDER / feedback.FILE).open("a") as file:
        file.write('{"id": "cut')
    send(keeping, "wrong")
    assert [entry["judged"] for entry in feedback.entries(index)] == ["right", "wrong"]


def test_the_export_is_a_file_of_the_question_bank(keeping: TestClient, index: Path, tmp_path: Path) -> None:
    send(keeping, "right")
    send(keeping, "wrong", 'It says: "no"\n# not a comment', "Is social value required for £1.4m of works in Southend?")
    folder = tmp_path / "bank"
    folder.mkdir()
    (folder / "feedback.yaml").write_text(feedback.as_bank(feedback.entries(index)), encoding="utf-8")
    right, wrong = read_bank(folder)
    assert (right.question, right.about, right.expect.status, right.expect.outcome) == (
        SOUTHEND_400K,
        "southend",
        "answered",
        "not_required",
    )
    assert "9.2.1" in right.expect.clauses
    assert not wrong.expect.asks_outcome and not wrong.expect.clauses


def test_the_command_prints_the_export(keeping: TestClient, index: Path) -> None:
    send(keeping, "right")
    done = clausewise(index, "feedback")
    assert done.out == feedback.as_bank(feedback.entries(index)) and not done.err
    (line,) = clausewise(index, "feedback", "--json").lines
    assert json.loads(line) == feedback.entries(index)[0]


def test_the_command_says_where_there_is_nothing(tmp_path: Path) -> None:
    done = clausewise(tmp_path, "feedback")
    assert done.complaints == ["clausewise: no answer has been judged in this library"] and not done.out


def test_an_export_of_nothing_is_an_empty_file_of_the_bank(tmp_path: Path) -> None:
    (tmp_path / "none.yaml").write_text(feedback.as_bank([]), encoding="utf-8")
    assert read_bank(tmp_path) == ()
