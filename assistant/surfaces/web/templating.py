"""The templates: every value is escaped, and a name that is not given is an error."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from assistant.compose.sentences import capital
from assistant.surfaces.door import user_of

HERE = Path(__file__).parent
NAVIGATION = (("/", "Ask"), ("/chat/", "Chat"), ("/documents", "Documents"))


@cache
def templates() -> Environment:
    """The environment of all pages."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"day": day_words, "sentence": capital}
    return made


def day_words(day: date) -> str:
    """A day in words.

    >>> day_words(date(2026, 3, 1))
    '1 March 2026'
    """
    return f"{day.day} {day:%B %Y}"


def page(name: str, request: Request, **values: Any) -> str:
    """A whole page as HTML, with the navigation and who is signed in."""
    shared = {"nav": NAVIGATION, "here": request.url.path, "user": user_of(request), "title": "Clausewise"}
    return templates().get_template(name).render({**shared, **values})


def part(name: str, **values: Any) -> str:
    """A part of a page as HTML."""
    return templates().get_template(name).render(values)
