"""A talk in the chat: what was asked, turn by turn, and how it is kept in the browser and in a link. Pure but for the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from assistant.errors import ClausewiseError
from assistant.service import Assistant
from assistant.surfaces.web.conversation import HISTORY_MOST, Conversation, Mode, read
from assistant.surfaces.web.view import AnswerView, view


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that is past, as little as the thread shows of it."""

    conversation: Conversation
    outcome: str
    symbol: str
    tone: str
    headline: str


@dataclass(frozen=True, slots=True)
class Talk:
    """The thread so far. `now` is the last answer, None before the first question; `problem` is what could not be read, in one line,
    `fact_problem` the same of a fact that was changed.

    `council`, `day` and `mode` are settings: they hold for what is asked next.
    """

    past: tuple[Turn, ...] = ()
    now: AnswerView | None = None
    council: str | None = None
    day: date | None = None
    mode: Mode = "officer"
    problem: str = ""
    fact_problem: str = ""

    def next(self, question: str) -> Conversation:
        """A question as it follows what was asked."""
        if self.now is None:
            return Conversation(question, (), self.council, self.day, self.mode)
        return replace(self.now.conversation.then(question), council=self.council, day=self.day, mode=self.mode)

    def asked(self, assistant: Assistant, conversation: Conversation, today: date, *, last: bool = True) -> Talk:
        """The talk with one more answer; where the question cannot be read, the talk as it was, with the problem.

        `last` is whether the answer is shown in full: only then is a model, where one is set, asked to word anything.
        """
        try:
            answer = conversation.ask(assistant, today)
            shown = view(assistant.holdings, answer, conversation, today, assistant.worded if last else None)
        except ClausewiseError as error:
            return replace(self, problem=str(error))
        past = (*self.past, _past(self.now))[-HISTORY_MOST:] if self.now else self.past
        return Talk(past, shown, conversation.council, conversation.day, conversation.mode)

    def again(self, assistant: Assistant, conversation: Conversation, today: date) -> Talk:
        """The talk with its last answer given anew under other settings; no turn is added."""
        return replace(self, now=None).asked(assistant, conversation, today)

    @property
    def turns(self) -> tuple[Conversation, ...]:
        """Every conversation of the thread, the last included."""
        return (*(turn.conversation for turn in self.past), *((self.now.conversation,) if self.now else ()))

    def kept(self) -> list[str]:
        """The thread as the browser keeps it: an address's fields for each turn."""
        return [conversation.query for conversation in self.turns]


def _past(shown: AnswerView) -> Turn:
    return Turn(shown.conversation, shown.outcome, shown.symbol, shown.tone, shown.headline)


def restored(assistant: Assistant, kept: Sequence[Any], today: date) -> Talk:
    """The talk that the browser kept, asked again; a turn that can no longer be read is left out."""
    talk = Talk()
    read_ = [conversation_of(text) for text in kept if isinstance(text, str)][-HISTORY_MOST:]
    turns = [conversation for conversation in read_ if conversation]
    for number, conversation in enumerate(turns, 1):
        talk = replace(talk.asked(assistant, conversation, today, last=number == len(turns)), problem="")
    return talk


def linked(assistant: Assistant, fields: Mapping[str, str], history: Sequence[str], today: date) -> Talk:
    """The talk that a link leads to, each earlier question answered in its turn."""
    try:
        last = read(fields, history)
    except ClausewiseError as error:
        return Talk(problem=str(error))
    talk = Talk()
    for index, question in enumerate(last.so_far):
        turn = replace(last, question=question, history=last.so_far[:index])
        talk = talk.asked(assistant, turn, today, last=index + 1 == len(last.so_far))
    return talk


def conversation_of(query: str) -> Conversation | None:
    """The conversation that the query part of an address holds, None where it cannot be read."""
    pairs = parse_qsl(query, keep_blank_values=True)
    try:
        return read(dict(pair for pair in pairs if pair[0] != "history"), [value for name, value in pairs if name == "history"])
    except ClausewiseError:
        return None
