"""What the HTTP doors share: the library that is open, who is asking, and a refusal as one line with a code."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from starlette.exceptions import HTTPException
from starlette.requests import Request

from assistant.errors import BadBatchLine, BadDate, BadQuestion, ClausewiseError, UnknownCouncil
from assistant.service import Assistant

CODES = {
    400: "bad_request", 401: "not_signed_in", 403: "forbidden", 404: "not_found", 405: "method_not_allowed", 413: "too_large",
    415: "wrong_content_type", 422: "bad_field", 429: "too_many_requests", 500: "internal", 503: "not_ready",
}  # fmt: skip
ERROR_CODES: dict[type[ClausewiseError], str] = {
    BadQuestion: "bad_question",
    UnknownCouncil: "unknown_council",
    BadDate: "bad_date",
    BadBatchLine: "bad_field",
}
JSON_TYPES = ("application/json",)


class Open(Protocol):
    """A library that is open. `assistant` answers from what it holds now."""

    def assistant(self) -> Assistant: ...


@dataclass(frozen=True, slots=True)
class User:
    """Who is asking. `editor` may add documents."""

    name: str
    editor: bool = False


NOBODY = User("")
ANYONE = User("", editor=True)
"""Whoever sits at this computer, where no accounts are set up."""


class Refused(HTTPException):
    """A request that is refused: the HTTP status, one line for the user, and a code for a program."""

    def __init__(self, status: int, error: str, code: str = "", headers: dict[str, str] | None = None) -> None:
        super().__init__(status, one_line(error), headers)
        self.code = code or CODES[status]


def refused(error: ClausewiseError) -> Refused:
    """An expected error of the assistant as a refusal: what was asked cannot be processed."""
    return Refused(422, str(error), ERROR_CODES.get(type(error), "bad_field"))


def as_refused(error: HTTPException) -> Refused:
    """Any HTTP error as a refusal with one of our codes."""
    if isinstance(error, Refused):
        return error
    status = error.status_code if error.status_code in CODES else 400
    return Refused(status, str(error.detail), headers=dict(error.headers or {}))


def body_of(error: Refused) -> dict[str, Any]:
    """The body a program gets."""
    return {"error": error.detail, "code": error.code}


def first_fault(fault: Mapping[str, Any]) -> str:
    """What a framework found wrong with a request, without the value that it found it in.

    >>> first_fault({"loc": ("query", "start"), "msg": "Input should be a valid integer", "input": "<b>"})
    'start: Input should be a valid integer'
    """
    where = ".".join(str(part) for part in fault.get("loc", ())[1:]) or "request"
    return f"{where}: {fault.get('msg', 'cannot be read')}"


def one_line(text: str) -> str:
    """The text on one line, of a length that fits a log.

    >>> one_line("not a date:\\n 'x'")
    "not a date: 'x'"
    """
    return " ".join(text.split())[:500]


def content_type(headers: Mapping[str, str]) -> str:
    """What a body is sent as, without its parameters.

    >>> content_type({"content-type": "Application/JSON; charset=utf-8"})
    'application/json'
    """
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def read_json(body: bytes) -> Any:
    """A body as JSON, strictly: UTF-8, no NaN, no number or nesting without end, no half of a surrogate pair.

    :raises Refused: 400, in one line.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(400, "the body is not UTF-8 text", "bad_json") from None
    try:
        given = json.loads(text, parse_constant=_no_constant, parse_float=_finite)
        whole = is_text(json.dumps(given, ensure_ascii=False)) if "\\u" in text else True
    except (ValueError, RecursionError):
        raise Refused(400, "the body is not JSON", "bad_json") from None
    if not whole:
        raise Refused(400, "the body holds half of a surrogate pair, which is not text", "bad_json")
    return given


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number without end is not JSON")
    return number


def is_text(text: str) -> bool:
    """Whether a text can be written as UTF-8: JSON lets half of a surrogate pair through.

    >>> is_text("£400k"), is_text("\\ud800")
    (True, False)
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def user_of(request: Request) -> User:
    """Who is asking: the account that signed in, or anyone where there are no accounts."""
    found: User = request.scope.get("clausewise.user", ANYONE)
    return found
