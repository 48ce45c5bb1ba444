"""A talk as the chat shows it: the thread, the last answer in full, what stands beside it. HTML from templates, all escaped."""

from __future__ import annotations

from assistant.compose.sentences import capital
from assistant.model import CouncilName
from assistant.surfaces.door import User
from assistant.surfaces.web.chat.talk import Talk
from assistant.surfaces.web.markdown import plain
from assistant.surfaces.web.pages import TYPES, kind_words, records_for
from assistant.surfaces.web.templating import NAVIGATION, part

WARNINGS_AT = "warnings"


def header(user: User) -> str:
    """The top of the page, as every page has it, with who is signed in."""
    return part("chat_header.html", nav=NAVIGATION, here="/chat/", user=user)


def footer() -> str:
    """The foot of the page, as every page has it."""
    return part("chat_foot.html")


def thread(talk: Talk) -> str:
    """All turns: the past ones in short, then the last one's verdict card, its open question and the changes to try."""
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


def side(talk: Talk, councils: tuple[CouncilName, ...]) -> str:
    """Who is asking, what was understood, each fact to be changed, and where this answer is found: its record, its page, a link to the talk."""
    if talk.now is None:
        return part("chat_side.html", v=None, mode=talk.mode)
    conversation = talk.now.conversation
    return part(
        "chat_side.html", v=talk.now, problem=talk.fact_problem, mode=talk.mode, councils=councils, types=TYPES, page=conversation.address(),
        link=conversation.address("/chat/"), records=[(conversation.address(f"/record/{form}"), words) for form, words in records_for(conversation)],
    )  # fmt: skip


def problem(talk: Talk) -> str:
    """What could not be read, above the button that asks."""
    return said(talk.problem) if talk.problem else ""


def said(words: str) -> str:
    """A line above the button that asks."""
    return part("chat_problem.html", words=words)


def announced(talk: Talk) -> str:
    """What a screen reader says of the newest answer."""
    if talk.problem or talk.fact_problem:
        return f"{capital(talk.problem or talk.fact_problem)}."
    if talk.now is None:
        return ""
    return f"{talk.now.outcome}. {plain(talk.now.headline)} {talk.now.follow_up or ''}".strip()
