"""A talk as the chat shows it: the thread, the one open question, the changes to try, the links. HTML from templates, all escaped."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.compose.sentences import capital
from assistant.surfaces.web.chat.talk import Talk
from assistant.surfaces.web.conversation import Conversation
from assistant.surfaces.web.markdown import plain
from assistant.surfaces.web.pages import RECORD_FORMS, kind_words
from assistant.surfaces.web.templating import NAVIGATION, part

BUTTONS_MOST = 8
WARNINGS_AT = "warnings"


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: its words and the conversation it leads to."""

    words: str
    leads_to: Conversation


def header() -> str:
    """The top of the page, as every page has it."""
    return part("chat_header.html", nav=NAVIGATION, here="/chat/")


def footer() -> str:
    """The foot of the page, as every page has it."""
    return part("chat_foot.html")


def thread(talk: Talk) -> str:
    """All turns: the past ones in short, the verdict card of the last."""
    number = len(talk.past) + 1
    return part("chat_thread.html", past=talk.past, v=talk.now, suffix=f"-{number}", warnings_at=WARNINGS_AT, number=number)


def whole(talk: Talk) -> str:
    """The last answer in full: text, picture, warnings, sources."""
    if talk.now is None:
        return ""
    return part(
        "chat_whole.html", v=talk.now, warnings_at=WARNINGS_AT, picture=talk.now.picture, kind=kind_words(talk.now.facts),
        several=talk.now.answer.council is None,
    )  # fmt: skip


def problem(talk: Talk) -> str:
    """What could not be read, above the button that asks."""
    return part("chat_problem.html", words=talk.problem) if talk.problem else ""


def announced(talk: Talk) -> str:
    """What a screen reader says of the newest answer."""
    if talk.problem:
        return f"{capital(talk.problem)}."
    if talk.now is None:
        return ""
    return f"{talk.now.outcome}. {plain(talk.now.headline)} {talk.now.follow_up or ''}".strip()


def choices(talk: Talk) -> list[Offer]:
    """The likely answers to the one open question."""
    return [Offer(choice.words, choice.leads_to) for choice in talk.now.choices][:BUTTONS_MOST] if talk.now else []


def changes(talk: Talk) -> list[Offer]:
    """What would change the answer, each as a question to ask; not where it only repeats the open question."""
    if talk.now is None:
        return []
    offered = {choice.leads_to for choice in talk.now.choices}
    found = [Offer(f"What if {words}?", leads_to) for words, _, leads_to in talk.now.changes if leads_to not in offered]
    return found[:BUTTONS_MOST]


def open_question(talk: Talk) -> str:
    """The one question that is open, as a heading; empty where none is."""
    asked = talk.now.follow_up if talk.now else None
    return part("chat_open.html", words=asked) if asked else ""


def links(talk: Talk) -> str:
    """Where this answer is found: its record, its own page, a link to the talk."""
    if talk.now is None:
        return ""
    conversation = talk.now.conversation
    records = [(conversation.address(f"/record/{form}"), words) for form, words in RECORD_FORMS]
    return part("chat_links.html", records=records, page=conversation.address(), link=conversation.address("/chat/"))
