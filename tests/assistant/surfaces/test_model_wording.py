"""Every surface shows the same guide where a model is set; records, replays and whatever is asked again go without it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.phrase.model import Phraser
from assistant.surfaces import batch, decision_record
from assistant.surfaces.mcp_tools import OFFERED
from assistant.surfaces.serving import create_app
from assistant.surfaces.web.chat import showing
from assistant.surfaces.web.chat.talk import Talk, linked, restored
from assistant.surfaces.web.settings import ServeSettings
from tests.assistant.phrase import stub
from tests.assistant.phrase.kinds import QUESTIONS, TODAY, assistant, with_model
from tests.assistant.phrase.test_model import drips
from tests.assistant.surfaces.processes import clausewise, one_complaint, python, started
from tests.assistant.surfaces.web import pages
from tests.assistant.surfaces.web.opened import Opened

QUESTION, COUNCIL = QUESTIONS["not_required"]
ASKED = {"question": QUESTION, "council": COUNCIL, "date": "2026-11-21"}
SAYS = "You asked about the works contract. Start with What would change the answer."
GUIDE = "A guide to reading, worded by a language model: You asked about the works contract. Start with “What would change the answer”."
HEADLINE = "**No. Southend-on-Sea City Council's Social Value Policy does not require social value in this contract"


@pytest.fixture
def opened(phraser: Phraser, model: stub.Model) -> Opened:
    """A library that is open with a model, which says something harmless."""
    model.says(SAYS)
    return Opened(with_model(phraser))


@pytest.fixture
def client(opened: Opened, tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(opened, ServeSettings(tmp_path, hosts=("testserver",)), lambda: TODAY)) as client:
        yield client


def test_command_line_http_and_mcp_give_the_same_worded_object(
    built: Path, client: TestClient, opened: Opened, model: stub.Model
) -> None:
    command = json.loads(
        clausewise(built, "ask", QUESTION, "--council", "southend", "--as-of", "2026-11-21", "--json", **model.environment).out
    )
    over_http = client.post("/api/ask", json={"id": "1", **ASKED}).json()
    over_mcp = OFFERED["ask"].run(opened.assistant(), dict(ASKED), TODAY)
    assert command == over_http == over_mcp
    assert GUIDE in command["text"]
    assert [
        name for name in command if command[name] != assistant().ask(QUESTION, today=TODAY, council=COUNCIL).as_dict()[name]
    ] == ["text"]


def test_the_terminal_shows_the_guide_under_the_verdict(built: Path, model: stub.Model) -> None:
    model.says(SAYS)
    done = clausewise(built, "ask", QUESTION, "--council", "southend", **model.environment)
    assert done.err == ""
    assert done.lines[0].startswith(HEADLINE)
    assert done.lines[2] == GUIDE


def test_a_hostile_model_costs_a_line_on_standard_error_and_nothing_else(built: Path, model: stub.Model) -> None:
    model.says("Rest easy, nothing is owed here.")
    ask = ("ask", QUESTION, "--council", "southend", "--as-of", "2026-11-21")
    done, without = clausewise(built, *ask, **model.environment), clausewise(built, *ask)
    assert done.out == without.out
    one_complaint(done, "no wording of the model is shown", "bears on the verdict")


def test_a_model_that_drips_keeps_no_command_from_ending(built: Path, model: stub.Model) -> None:
    model.instead = drips
    began = time.monotonic()
    done = clausewise(built, "ask", QUESTION, "--council", "southend", **{**model.environment, "CLAUSEWISE_MODEL_SECONDS": "1"})
    assert time.monotonic() - began < 60
    assert done.lines[0].startswith(HEADLINE)
    one_complaint(done, "no wording from openai:stub")


def test_nothing_of_key_or_question_is_written_even_where_the_libraries_are_told_to_log_all(
    built: Path, model: stub.Model
) -> None:
    model.says(SAYS)
    talkative = {"OPENAI_LOG": "debug", "ANTHROPIC_LOG": "debug", "LANGCHAIN_VERBOSE": "true", "LANGSMITH_TRACING": "true"}
    done = clausewise(built, "ask", QUESTION, "--council", "southend", "--json", **model.environment, **talkative)
    assert done.err == ""
    assert stub.KEY not in done.out
    assert len(done.lines) == 1
    assert [asked.path for asked in model.asked] == [stub.OPENAI]


def test_a_setting_that_names_no_model_is_refused_in_one_line(built: Path) -> None:
    done = clausewise(built, "ask", QUESTION, status=1, CLAUSEWISE_MODEL="gpt-x")
    assert done.out == ""
    one_complaint(done, "CLAUSEWISE_MODEL is not PROVIDER:MODEL")


def test_selfcheck_names_the_model_and_asks_it_nothing(built: Path, model: stub.Model) -> None:
    assert "no language model" in clausewise(built, "selfcheck").out
    assert "a guide to reading by openai:stub within 60 s" in clausewise(built, "selfcheck", **model.environment).out
    assert model.asked == []


def test_each_line_of_a_batch_is_worded(opened: Opened, client: TestClient) -> None:
    answers = client.post("/api/batch", json=[ASKED, {"question": ""}]).json()["answers"]
    assert GUIDE in answers[0]["text"]
    assert answers[1]["status"] == "error"
    assert GUIDE in batch.answered_line(opened.assistant(), json.dumps(ASKED), 1, TODAY)[0].text


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("check_contract", {"council": "southend", "value_pounds": 400_000, "contract_type": "works"}),
        ("compare_councils", {"value_pounds": 400_000, "contract_type": "works"}),
    ],
)
def test_tools_on_facts_are_worded_as_well(tool: str, arguments: dict[str, object], opened: Opened, model: stub.Model) -> None:
    model.says("You asked about a works contract.")
    assert (
        "worded by a language model: You asked about a works contract."
        in OFFERED[tool].run(opened.assistant(), arguments, TODAY)["text"]
    )


@pytest.mark.parametrize("mode", ["officer", "supplier"])
def test_the_page_shows_the_guide_and_asks_for_one(mode: str, client: TestClient, model: stub.Model) -> None:
    page = pages.get(client, "/ask", q=QUESTION, council="southend", mode=mode)
    assert GUIDE in pages.words(page)
    assert len(model.asked) == 1


def test_facts_that_were_changed_cost_one_reply_and_not_two(client: TestClient, model: stub.Model) -> None:
    client.get("/ask", params={"q": QUESTION, "council": "southend", "facts": "changed", "contract_type": "services"})
    assert len(model.asked) == 1


def test_the_chat_shows_the_guide_in_the_last_answer_and_asks_for_no_other(opened: Opened, model: stub.Model) -> None:
    talk = Talk(council=COUNCIL)
    for question in (QUESTION, "And at £7m?"):
        talk = talk.asked(opened.assistant(), talk.next(question), TODAY)
    model.asked.clear()
    again = restored(opened.assistant(), talk.kept(), TODAY)
    assert len(again.turns) == 2
    assert len(model.asked) == 1
    assert "worded by a language model" in showing.whole(again)
    linked(opened.assistant(), {"q": "And at £7m?", "council": "southend"}, [QUESTION], TODAY)
    assert len(model.asked) == 2


def test_a_hostile_model_shows_on_no_page_and_in_no_chat(client: TestClient, opened: Opened, model: stub.Model) -> None:
    model.says("<b>Rest easy</b>, nothing is owed here.")
    assert "Rest easy" not in client.get("/ask", params={"q": QUESTION, "council": "southend"}).text
    talk = Talk(council=COUNCIL)
    assert "Rest easy" not in showing.whole(talk.asked(opened.assistant(), talk.next(QUESTION), TODAY))
    assert len(model.asked) == 2


@pytest.mark.parametrize("form", ["json", "docx", "pdf"])
def test_a_record_is_the_same_with_a_model_and_without_and_replays_under_either(
    form: str, client: TestClient, opened: Opened, model: stub.Model, tmp_path: Path
) -> None:
    without = Opened(assistant())
    plain = TestClient(create_app(without, ServeSettings(tmp_path, hosts=("testserver",)), lambda: TODAY))
    written = client.post(f"/api/record/{form}", json=ASKED).content
    assert written == plain.post(f"/api/record/{form}", json=ASKED).content
    assert all(decision_record.replay(written, library.assistant()).same for library in (opened, without))
    assert model.asked == []


def test_a_record_says_that_no_model_worded_any_of_it(client: TestClient) -> None:
    record = decision_record.read(client.post("/api/record/json", json=ASKED).content).record
    assert record.content["program"]["worded_by"] == "fixed sentences alone, and no language model"
    assert "worded by a language model" not in record.content["answer"]["text"]


def test_the_transparency_record_says_whether_a_model_is_asked(client: TestClient, tmp_path: Path) -> None:
    plain = TestClient(create_app(Opened(assistant()), ServeSettings(tmp_path, hosts=("testserver",)), lambda: TODAY))
    assert "openai:stub" in pages.words(pages.get(client, "/transparency"))
    assert "sends nothing anywhere" in pages.words(pages.get(plain, "/transparency"))
    assert "sends nothing anywhere" not in pages.words(pages.get(client, "/transparency"))


SERVED = """
import sys
from datetime import date
from pathlib import Path
from starlette.testclient import TestClient
from assistant import library
from assistant.surfaces.serving import create_app
from assistant.surfaces.web.settings import ServeSettings
with library.opened(Path(sys.argv[1])) as opened:
    with TestClient(create_app(opened, ServeSettings(Path(sys.argv[1]), hosts=("testserver",)))) as client:
        assert client.post("/api/ask", json={"question": sys.argv[2]}).status_code == 200
        assert client.get("/ask", params={"q": sys.argv[2]}).status_code == 200
print(*sorted(name for name in sys.modules if name.startswith(("langchain", "langsmith", "openai", "anthropic", "ollama"))))
"""


def test_a_server_without_a_model_loads_nothing_of_langchain(built: Path) -> None:
    assert python(SERVED, built, [str(built), QUESTION]) == "\n"


def test_the_server_that_make_app_starts_refuses_a_wrong_setting_before_it_serves(built: Path) -> None:
    process = started(built, "serve", "--port", "0", CLAUSEWISE_MODEL="gpt-x")
    _, err = process.communicate(timeout=120)
    assert process.returncode == 1
    assert b"CLAUSEWISE_MODEL is not PROVIDER:MODEL" in err
