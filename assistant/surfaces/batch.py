"""Questions as data in, answers out, one bad line at a time: what the command line's batch and the HTTP batch share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, get_args

from assistant.answer import Answer
from assistant.errors import BadBatchLine, BadDate, ClausewiseError
from assistant.service import Assistant
from ingest.errors import IngestError

FIELDS = {"id", "question", "council", "date", "history", "mode"}
Mode = Literal["officer", "supplier"]
MODES: tuple[Mode, ...] = get_args(Mode)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
HISTORY_MOST, ID_CHARACTERS = 50, 200
EARLIEST, LATEST = date(1970, 1, 1), date(2100, 12, 31)


def lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines of a batch with their numbers from 1; blank ones are left out and still counted."""
    for number, line in enumerate(data.removeprefix(BYTE_ORDER_MARK).split(b"\n"), 1):
        if line.strip():
            yield number, line


def parsed(line: str | bytes) -> dict[str, Any]:
    """A line of a batch as an object; a field that is null is one that is left out.

    :raises BadBatchLine: not UTF-8, not JSON, or not an object.
    """
    try:
        given = json.loads(line if isinstance(line, str) else line.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise BadBatchLine("not UTF-8 text") from None
    except (ValueError, RecursionError):
        raise BadBatchLine("not JSON") from None
    if not isinstance(given, dict):
        raise BadBatchLine("not a JSON object with a question")
    return {name: value for name, value in given.items() if value is not None}


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def answered_line(
    assistant: Assistant, line: str | bytes, number: int, today: date, council: str | None = None, as_of: str | None = None
) -> tuple[Answer, str]:
    """The answer to one line of JSON, with the error's line of text where it was refused. `council` and `as_of` are defaults."""
    defaults = {"id": str(number), "council": council, "date": as_of}
    try:
        given = parsed(line)
    except BadBatchLine as error:
        return failed(str(number), "", today, str(error)), str(error)
    return answered(assistant, {**{name: value for name, value in defaults.items() if value is not None}, **given}, today)


def answered(assistant: Assistant, given: dict[str, Any], today: date) -> tuple[Answer, str]:
    """The answer to one request, and the error in one line where it was refused (empty otherwise)."""
    id_ = str(given.get("id", "1"))[:ID_CHARACTERS]
    question = given.get("question")
    try:
        return assistant.worded(as_shown(assistant, assistant.ask(today=today, **checked(given)), given)), ""
    except (ClausewiseError, IngestError) as error:
        shown = question if isinstance(question, str) and is_text(question) else ""
        return failed(id_ if is_text(id_) else "", shown[:2_000], today, str(error)), str(error)


def as_shown(assistant: Assistant, answer: Answer, given: dict[str, Any]) -> Answer:
    """The answer as whoever asks may see it: a supplier gets it without what is decided inside the council."""
    if given.get("mode") != "supplier":
        return answer
    from assistant.surfaces.supplier import for_supplier

    return for_supplier(assistant.holdings, answer)


def checked(given: dict[str, Any]) -> dict[str, Any]:
    """The arguments of `Assistant.ask` from a request; raises BadBatchLine or BadDate naming the field."""
    unknown = sorted(set(given) - FIELDS)
    if unknown:
        raise BadBatchLine(f"unknown field {unknown[0][:80]!r}; the fields are {', '.join(sorted(FIELDS))}")
    history, council, day, id_ = given.get("history") or [], given.get("council"), given.get("date"), given.get("id", "1")
    if not isinstance(given.get("question"), str):
        raise BadBatchLine("no question, or it is not text")
    if not isinstance(history, list) or not all(isinstance(text, str) for text in history) or len(history) > HISTORY_MOST:
        raise BadBatchLine(f"history is not a list of at most {HISTORY_MOST} earlier questions")
    if council is not None and not isinstance(council, str):
        raise BadBatchLine("council is not a slug")
    if not isinstance(id_, str | int) or isinstance(id_, bool):
        raise BadBatchLine("id is not text")
    if given.get("mode") not in (None, *MODES):
        raise BadBatchLine(f"mode is none of {', '.join(MODES)}")
    for name, texts in (
        ("question", [given["question"]]),
        ("history", history),
        ("council", [council or ""]),
        ("id", [str(id_)]),
    ):
        if not all(map(is_text, texts)):
            raise BadBatchLine(f"{name} holds half a character (a lone surrogate), which is not text")
    as_of = None if day is None else parse_day(day)
    return {
        "question": given["question"], "council": council, "as_of": as_of, "history": tuple(history),
        "id": str(id_)[:ID_CHARACTERS],
    }  # fmt: skip


def is_text(text: str) -> bool:
    r"""Whether a text can be written as UTF-8: JSON, and the arguments of a command, let half of a surrogate pair through.

    >>> is_text("£400k"), is_text("\ud800")
    (True, False)
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def parse_day(text: object) -> date:
    """A date as YYYY-MM-DD within 1970 to 2100.

    :raises BadDate: otherwise.
    """
    try:
        if not isinstance(text, str) or len(text) != 10:
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise BadDate(f"not a date: {str(text)[:40]!r}; write YYYY-MM-DD") from None
    if not EARLIEST <= day <= LATEST:
        raise BadDate(f"{day.isoformat()} is not between {EARLIEST.isoformat()} and {LATEST.isoformat()}")
    return day


def failed(id_: str, question: str, today: date, error: str) -> Answer:
    """A refused request as an answer."""
    return Answer(id=id_, question=question, status="error", headline=error, text=error, as_of=today)
