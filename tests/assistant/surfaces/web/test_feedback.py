"""What people say of answers: kept once with all it takes to ask again, and given out as questions of the bank."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from assistant.surfaces.web import feedback
from evals.bank import read_bank
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


def test_a_judgement_is_kept_with_question_answer_and_documents(client: TestClient, index: Path) -> None:
    send(client, "wrong", "Clause 9.2.1 says otherwise")
    (entry,) = feedback.entries(index)
    assert (entry["judged"], entry["why"]) == ("wrong", "Clause 9.2.1 says otherwise")
    assert entry["request"] == {"question": SOUTHEND_400K, "date": "2026-03-02"}
    assert entry["answer"]["outcome"] == "not_required"
    assert {d["id"] for d in entry["documents"]} >= {"southend-social-value-policy"} and all(
        len(d["sha256"]) == 64 for d in entry["documents"]
    )


def test_asking_the_kept_request_gives_the_kept_answer(client: TestClient, index: Path) -> None:
    send(client, "right")
    (entry,) = feedback.entries(index)
    assert client.post("/api/ask", json=entry["request"]).json() == entry["answer"]


def test_the_same_judgement_is_kept_once_and_another_beside_it(client: TestClient, index: Path) -> None:
    for judged in ("right", "right", "wrong"):
        send(client, judged)
    assert [entry["judged"] for entry in feedback.entries(index)] == ["right", "wrong"]


def test_neither_right_nor_wrong_is_refused(client: TestClient, index: Path) -> None:
    response = client.post("/feedback", data={"q": SOUTHEND_400K, "judged": "maybe"})
    assert response.status_code == 422 and not feedback.entries(index)


def test_a_line_cut_short_by_a_crash_loses_that_line_alone(client: TestClient, index: Path) -> None:
    send(client, "right")
    with (index / feedback.FOLDER / feedback.FILE).open("a") as file:
        file.write('{"id": "cut')
    assert len(feedback.entries(index)) == 1


def test_a_judgement_after_a_line_cut_short_is_kept_whole(client: TestClient, index: Path) -> None:
    send(client, "right")
    with (index / feedback.FOLDER / feedback.FILE).open("a") as file:
        file.write('{"id": "cut')
    send(client, "wrong")
    assert [entry["judged"] for entry in feedback.entries(index)] == ["right", "wrong"]


def test_the_export_is_a_file_of_the_question_bank(client: TestClient, index: Path, tmp_path: Path) -> None:
    send(client, "right")
    send(client, "wrong", 'It says: "no"\n# not a comment', "Is social value required for £1.4m of works in Southend?")
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


def test_an_export_of_nothing_is_an_empty_file_of_the_bank(tmp_path: Path) -> None:
    (tmp_path / "none.yaml").write_text(feedback.as_bank([]), encoding="utf-8")
    assert read_bank(tmp_path) == ()
