"""What the chat does: every event makes a new talk from the old one, and the page is filled from the talk."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from html import escape
from typing import Any

import gradio as gr
from starlette.datastructures import QueryParams

from assistant.compose.sentences import capital
from assistant.errors import ClausewiseError
from assistant.model import CouncilName
from assistant.surfaces import batch
from assistant.surfaces.door import ANYONE, NOBODY, Open, User
from assistant.surfaces.web import feedback, intake, restating
from assistant.surfaces.web.chat import showing, talk
from assistant.surfaces.web.chat.page import Page
from assistant.surfaces.web.chat.talk import Talk
from assistant.surfaces.web.conversation import Conversation, Mode
from assistant.surfaces.web.pages import EXAMPLES
from assistant.surfaces.web.problems import UNREADY, unready
from assistant.surfaces.web.settings import ServeSettings
from assistant.surfaces.web.view import not_understood, with_facts
from ingest.errors import IngestError

LOG = logging.getLogger("uvicorn.error")
FIELD_MOST_CHARACTERS = 200
Updates = dict[Any, Any]


@dataclass(frozen=True)
class Chat:
    """The handlers, on one library. `today` is the clock, read once an event."""

    library: Open
    settings: ServeSettings
    today: Callable[[], date]
    page: Page

    def connect(self, blocks: gr.Blocks) -> None:
        """Ties every event to its handler."""
        page, shown = self.page, self._outputs()
        for event in (page.ask.click, page.question.submit):
            event(self._or_unready(self.ask), [page.talk, page.question], shown, **_QUIET)
        page.afresh.click(self._or_unready(self.afresh), [page.talk], shown, **_QUIET)
        for number, button in enumerate(page.examples):
            button.click(self._or_unready(self._example(number)), [page.talk], shown, **_QUIET)
        for part in (page.thread, page.side):
            part.asked(self._or_unready(self.offered), [page.talk], shown, **_QUIET)
            part.changed(self._or_unready(self.change), [page.talk], shown, **_QUIET, trigger_mode="always_last")
            part.turned(self._or_unready(self.in_mode), [page.talk], shown, **_QUIET)
        self._connect_rest()
        blocks.load(self._or_unready(self.open), [page.browser], [*shown, page.header, page.adding.box, page.ask], **_QUIET)

    def _connect_rest(self) -> None:
        judging, adding, now = self.page.judging, self.page.adding, self.page.talk
        judging.right.click(self.judge_right, [now, judging.why], [judging.said, judging.why], **_QUIET)
        judging.wrong.click(self.judge_wrong, [now, judging.why], [judging.said, judging.why], **_QUIET)
        loud = {**_QUIET, "show_progress": "full"}
        adding.add.click(self.add, [adding.files, adding.whose], [adding.said, adding.files], **loud)

    def _or_unready(self, handler: Callable[..., Updates]) -> Callable[..., Updates]:
        """The handler; where the library cannot be used it says so above the button that asks, and the page stays as it was."""

        @wraps(handler)
        def handled(*given: Any) -> Updates:
            try:
                return handler(*given)
            except UNREADY as error:
                LOG.error("library: %s", error)
                said = unready(error)
                return {self.page.problem: showing.said(said), self.page.announcement: escape(capital(said))}

        return handled

    def _outputs(self) -> list[Any]:
        """The components that `_filled` fills, and the question's box."""
        return [*self._filled(Talk(), ()), self.page.question]

    def _shown(self, now: Talk, question: str = "") -> Updates:
        """The page on a talk, with the councils that are loaded now; a question that could not be read stays in its box."""
        return {**self._filled(now, self.library.assistant().holdings.councils), self.page.question: self._box(now, question)}

    def _box(self, now: Talk, question: str) -> Any:
        return gr.update(value=question, label="Your next question" if now.now else "Your question")

    def _filled(self, now: Talk, councils: tuple[CouncilName, ...]) -> Updates:
        """Every component but the question's box, as the talk has it."""
        page, begun = self.page, now.now is not None
        return {
            page.talk: now,
            page.browser: now.kept(),
            page.thread: showing.thread(now),
            page.whole: showing.whole(now),
            page.side: showing.side(now, councils),
            page.problem: showing.problem(now),
            page.announcement: escape(showing.announced(now)),
            page.examples_box: gr.update(visible=not begun),
            page.afresh: gr.update(visible=begun),
            page.judging.box: gr.update(visible=begun),
            page.judging.said: "",
        }

    def open(self, kept: object, request: gr.Request) -> Updates:
        """The page as it is opened: the talk that the address holds, else the one that this browser kept.

        The question's box is left as it is: somebody may have begun to write.
        """
        user = user_of(request)
        query = request.request.query_params if request.request else QueryParams()
        assistant = self.library.assistant()
        if query.get("q"):
            now = talk.linked(assistant, query, query.getlist("history"), self.today())
        else:
            now = talk.restored(assistant, kept if isinstance(kept, list) else [], self.today())
        filled = self._filled(now, assistant.holdings.councils)
        return {
            **filled,
            self.page.header: showing.header(user),
            self.page.adding.box: gr.update(visible=user.editor),
            self.page.ask: gr.update(interactive=True),
        }

    def ask(self, now: Talk | None, question: str) -> Updates:
        """The next question."""
        now = now or Talk()
        return self._after(now, now.next(question), question)

    def _after(self, now: Talk, conversation: Conversation, question: str = "") -> Updates:
        then = now.asked(self.library.assistant(), conversation, self.today())
        return self._shown(then, question if then.problem else "")

    def afresh(self, now: Talk | None) -> Updates:
        """A new talk under the same settings."""
        now = now or Talk()
        return self._shown(Talk(council=now.council, day=now.day, mode=now.mode))

    def _example(self, number: int) -> Callable[[Talk | None], Updates]:
        return lambda now: self.ask(now, EXAMPLES[number])

    def offered(self, now: Talk | None, event: gr.EventData) -> Updates:
        """A conversation that a button on the page holds, as a link holds it."""
        now = now or Talk()
        conversation = talk.conversation_of(str(sent(event).get("to", "")))
        return self._after(now, conversation) if conversation else self._shown(now)

    def change(self, now: Talk | None, event: gr.EventData) -> Updates:
        """Facts that were changed in the panel: asked again, where they are not as they were."""
        if now is None or now.now is None:
            return self._shown(now or Talk())
        fields = fields_of(sent(event).get("fields"))
        try:
            set_day = batch.parse_day(fields["date"].strip()) if fields["date"].strip() else None
        except ClausewiseError as error:
            return self._shown(replace(now, fact_problem=str(error)))
        asked = now.now.conversation
        settled = replace(now.now, conversation=replace(asked, day=asked.day if set_day == now.now.day else set_day))
        again = with_facts(self.library.assistant().holdings, settled, {**now.now.facts, **fields})
        return self._changed(now, again, fields) if again != asked else self._shown(replace(now, fact_problem=""))

    def _changed(self, now: Talk, again: Conversation, fields: Mapping[str, str]) -> Updates:
        """The answer on changed facts; the talk as it was where one of them was not understood."""
        then = now.asked(self.library.assistant(), again, self.today())
        amiss = then.problem or (not_understood(now.now, fields, then.now) if now.now and then.now else "")
        return self._shown(replace(now, problem="", fact_problem=amiss) if amiss else then)

    def in_mode(self, now: Talk | None, event: gr.EventData) -> Updates:
        """The last answer as an officer or as a supplier sees it."""
        mode: Mode = "supplier" if sent(event).get("mode") == "supplier" else "officer"
        now = replace(now or Talk(), mode=mode, problem="")
        if now.now is None:
            return self._shown(now)
        return self._shown(now.again(self.library.assistant(), replace(now.now.conversation, mode=mode), self.today()))

    def judge_right(self, now: Talk | None, why: str) -> list[Any]:
        """Keeps that the answer was right."""
        return self._judge(now, feedback.Judgement("right", why))

    def judge_wrong(self, now: Talk | None, why: str) -> list[Any]:
        """Keeps that the answer was wrong."""
        return self._judge(now, feedback.Judgement("wrong", why))

    def _judge(self, now: Talk | None, judgement: feedback.Judgement) -> list[Any]:
        if now is None or now.now is None:
            return ["", judgement.why]
        asked = now.now.conversation
        try:
            assistant = self.library.assistant()
            feedback.keep(self.settings.index, assistant.holdings, asked, asked.ask(assistant, self.today()), judgement)
        except UNREADY as error:
            return [_line(unready(error), "error"), judgement.why]
        except ClausewiseError as error:
            return [_line(str(error), "error"), judgement.why]
        return [_line(f"Thank you. Kept as {judgement.judged}."), ""]

    def add(
        self,
        files: Sequence[str] | None,
        whose: str,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008
    ) -> list[Any]:
        """Takes files into the library, with a bar that says how far it is."""
        if not user_of(request).editor:
            return [_line("Your account may not add documents.", "error"), None]
        if not files:
            return [_line("Choose a file first.", "error"), None]

        def tell(done: int, total: int, what: str) -> None:
            progress((done, total), desc=capital(what[:60]), unit="files")

        try:
            reports = intake.take_in(self.settings.index, files, whose.strip() or None, tell)
        except (ClausewiseError, IngestError) as error:
            return [_line(str(error), "error"), None]
        except OSError as error:
            return [_line(f"nothing was taken in: {error.strerror}", "error"), None]
        return ["".join(_line(text, "error" if bad else "") for text, bad in reports), None]


_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": True}
"""An event is not part of a public interface: programs have the HTTP door."""


def sent(event: gr.EventData) -> Mapping[str, Any]:
    """What a button or a form of ours sent with its event; nothing where it is not as our script sends it."""
    return event._data if isinstance(event._data, dict) else {}


def fields_of(given: object) -> dict[str, str]:
    """The facts that a form sent, each as text of a length that a fact has; the date with them.

    >>> fields_of({"amount": "£5", "vat": 3, "q": "x"})
    {'amount': '£5', 'date': ''}
    """
    texts = {name: text for name, text in given.items() if isinstance(text, str)} if isinstance(given, dict) else {}
    known = {name: texts[name][:FIELD_MOST_CHARACTERS] for name in restating.FACT_FIELDS if name in texts}
    return {**known, "date": texts.get("date", "")[:FIELD_MOST_CHARACTERS]}


def _line(text: str, name: str = "") -> str:
    said = capital(text).rstrip(".")
    return f'<p class="{name}">{escape(said)}.</p>' if name else f"<p>{escape(said)}.</p>"


def user_of(request: gr.Request) -> User:
    """Who sent an event, as the guards in front of the chat found out."""
    found: User = request.request.scope.get("clausewise.user", ANYONE) if request.request else NOBODY
    return found
