"""A conversation as the pages carry it: the questions so far and the settings beside them. Its address is all of its state.

An answer follows from the questions, the settings and what is loaded, so a link holds the questions and nothing is kept here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from assistant.answer import Answer
from assistant.service import Assistant
from assistant.surfaces import batch

Mode = batch.Mode
HISTORY_MOST = 50


@dataclass(frozen=True, slots=True)
class Conversation:
    """`question` is the one to be answered, `history` those before it, oldest first. `council` (a slug) and `day` are settings."""

    question: str
    history: tuple[str, ...] = ()
    council: str | None = None
    day: date | None = None
    mode: Mode = "officer"

    def then(self, question: str) -> Conversation:
        """The same conversation, one question on."""
        return replace(self, question=question, history=self.so_far)

    @property
    def so_far(self) -> tuple[str, ...]:
        """Every question up to this one, oldest first: the history of the next."""
        return (*self.history, self.question)[-HISTORY_MOST:]

    def for_council(self, council: str) -> Conversation:
        """The same question asked of a council."""
        return replace(self, council=council)

    @property
    def query(self) -> str:
        """The conversation as the query part of an address.

        >>> Conversation("What about £5m?", ("Is it required?",), "norwich").query
        'q=What+about+%C2%A35m%3F&history=Is+it+required%3F&council=norwich'
        """
        fields = [("q", self.question), *(("history", earlier) for earlier in self.history)]
        fields += [("council", self.council)] if self.council else []
        fields += [("date", self.day.isoformat())] if self.day else []
        fields += [("mode", self.mode)] if self.mode != "officer" else []
        return urlencode(fields)

    def address(self, path: str = "/ask") -> str:
        """Where the conversation is found."""
        return f"{path}?{self.query}"

    def request(self) -> dict[str, Any]:
        """The conversation as a request to the API holds it."""
        given: dict[str, Any] = {"question": self.question}
        given |= {"history": list(self.history)} if self.history else {}
        given |= {"council": self.council} if self.council else {}
        return given | ({"date": self.day.isoformat()} if self.day else {})

    def ask(self, assistant: Assistant, today: date) -> Answer:
        """The answer; raises as `Assistant.ask` does."""
        return assistant.ask(self.question, today=today, council=self.council, as_of=self.day, history=self.history)


def read(fields: Mapping[str, str], history: Sequence[str] = ()) -> Conversation:
    """A conversation from the fields of an address or a form, as `query` writes them; an empty field is one that is not given.

    :raises BadDate, BadBatchLine: a field cannot be used.
    """
    given: dict[str, Any] = {"question": fields.get("q", ""), "history": [text for text in history if text.strip()]}
    given |= {name: fields[name].strip() for name in ("council", "date") if fields.get(name, "").strip()}
    checked = batch.checked(given)
    mode: Mode = "supplier" if fields.get("mode") == "supplier" else "officer"
    return Conversation(given["question"], checked["history"], checked["council"], checked["as_of"], mode)


def source_address(document: str, label: str, start: int, end: int) -> str:
    """Where the cited words stand: the document's own page, those words marked, at the clause.

    >>> source_address("a-policy", "Delivery and Reporting 1", 10, 20)
    '/documents/a-policy?start=10&end=20#Delivery_and_Reporting_1'
    """
    return f"/documents/{quote(document, safe='')}?start={start}&end={end}#{quote(anchor(label))}"


def page_address(document: str, page: int, start: int, end: int) -> str:
    """Where the page that holds the cited words can be seen as the file has it.

    >>> page_address("a-policy", 3, 10, 20)
    '/documents/a-policy/pages/3?start=10&end=20'
    """
    return f"/documents/{quote(document, safe='')}/pages/{page}?start={start}&end={end}"


def anchor(label: str) -> str:
    """A clause's label as the name of its place in the page, which may hold no white space.

    >>> anchor("Delivery and Reporting 1"), anchor("4.1(b)")
    ('Delivery_and_Reporting_1', '4.1(b)')
    """
    return "_".join(label.split())
