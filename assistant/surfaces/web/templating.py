"""The templates: every value is escaped, and a name that is not given is an error."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request

from assistant.compose.sentences import capital
from assistant.surfaces.door import user_of

HERE = Path(__file__).parent
NAVIGATION = (("/", "Ask"), ("/chat/", "Chat"), ("/compare", "Compare"), ("/documents", "Documents"))
BACKTICKS = re.compile(r"`([^`]+)`")
PRINTED_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


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
    made.filters |= {"day": day_words, "sentence": capital, "printed": printed_words, "coded": coded}
    made.tests["past"] = is_past
    return made


def day_words(day: date) -> str:
    """A day in words.

    >>> day_words(date(2026, 3, 1))
    '1 March 2026'
    """
    return f"{day.day} {day:%B %Y}"


def coded(text: str) -> Markup:
    """A text as HTML, what stands between backticks as code.

    >>> coded("As `ask --json` <b>")
    Markup('As <code>ask --json</code> &lt;b&gt;')
    """
    return Markup(BACKTICKS.sub(r"<code>\1</code>", str(escape(text))))


def printed_words(text: str) -> str:
    """A day or month as a document's card writes it, in words; anything else as it is written.

    >>> printed_words("2018-11"), printed_words("2025-01-14"), printed_words("spring 2020")
    ('November 2018', '14 January 2025', 'spring 2020')
    """
    first = _first_day(text)
    if first is None:
        return text
    return day_words(first) if len(text) == len("2025-01-14") else f"{first:%B %Y}"


def is_past(text: str, today: date) -> bool:
    """Whether a day or month as a card writes it is over; False where it is neither.

    >>> is_past("2020-04", date(2020, 4, 30)), is_past("2020-04", date(2020, 5, 1)), is_past("soon", date(2020, 5, 1))
    (False, True, False)
    """
    first = _first_day(text)
    if first is None:
        return False
    return first < today if len(text) == len("2025-01-14") else (first.year, first.month) < (today.year, today.month)


def _first_day(text: str) -> date | None:
    found = PRINTED_DAY.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None
    except ValueError:
        return None


def page(name: str, request: Request, **values: Any) -> str:
    """A whole page as HTML, with the navigation and who is signed in."""
    shared = {"nav": NAVIGATION, "here": request.scope["path"], "user": user_of(request), "title": "Clausewise"}
    return templates().get_template(name).render({**shared, **values})


def part(name: str, **values: Any) -> str:
    """A part of a page as HTML."""
    return templates().get_template(name).render(values)
