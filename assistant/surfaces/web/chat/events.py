"""What the chat does: every event makes a new talk from the old one, and the page is filled from the talk."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any

import gradio as gr
from starlette.datastructures import QueryParams

from assistant.compose.sentences import capital
from assistant.errors import ClausewiseError
from assistant.model import CouncilName
from assistant.surfaces import batch
from assistant.surfaces.door import ANYONE, Open, User
from assistant.surfaces.web import feedback, intake, restating
from assistant.surfaces.web.chat import showing, talk
from assistant.surfaces.web.chat.page import EXAMPLES, Page, council_choices
from assistant.surfaces.web.chat.showing import BUTTONS_MOST, Offer
from assistant.surfaces.web.chat.talk import Talk
from assistant.surfaces.web.conversation import Conversation, Mode
from assistant.surfaces.web.settings import ServeSettings
from assistant.surfaces.web.view import with_facts
from ingest.errors import IngestError

LOG = logging.getLogger("uvicorn.error")
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
            event(self.ask, [page.talk, page.question], shown, **_QUIET)
        page.afresh.click(self.afresh, [page.talk], shown, **_QUIET)
        for number, button in enumerate(page.examples):
            button.click(self._example(number), [page.talk], shown, **_QUIET)
        for number in range(BUTTONS_MOST):
            page.choices[number].click(self._offered(showing.choices, number), [page.talk], shown, **_QUIET)
            page.changes[number].click(self._offered(showing.changes, number), [page.talk], shown, **_QUIET)
        self._connect_facts(shown)
        page.compare.click(self.compare, [page.talk], shown, **_QUIET)
        page.mode.input(self.in_mode, [page.talk, page.mode], shown, **_QUIET)
        page.right.click(self.judge_right, [page.talk, page.why], [page.judged, page.why], **_QUIET)
        page.wrong.click(self.judge_wrong, [page.talk, page.why], [page.judged, page.why], **_QUIET)
        page.add.click(self.add, [page.files, page.whose], [page.added, page.files], **{**_QUIET, "show_progress": "full"})
        blocks.load(self.open, [page.browser], [*shown, page.adding_box], **_QUIET)

    def _connect_facts(self, shown: list[Any]) -> None:
        facts = self.page.facts
        given = [self.page.talk, facts.day, *facts.fields]
        for radio in (facts.council, facts.vat, facts.contract_type, facts.call_off):
            radio.input(self.change, given, shown, **_QUIET)
        for event in (facts.amount.submit, facts.duration.submit, facts.day.submit, facts.again.click):
            event(self.change, given, shown, **_QUIET)

    def _outputs(self) -> list[Any]:
        """The components that `_filled` fills."""
        return list(self._filled(Talk(), "", ()))

    def _shown(self, now: Talk, question: str = "") -> Updates:
        """The page on a talk, with the councils that are loaded now."""
        return self._filled(now, question, self.library.assistant().holdings.councils)

    def _filled(self, now: Talk, question: str, councils: tuple[CouncilName, ...]) -> Updates:
        """Every component as the talk has it; a question that could not be read stays in its box."""
        page, open_question, changes = self.page, showing.open_question(now), showing.changes(now)
        begun = now.now is not None
        return {
            page.talk: now,
            page.browser: now.kept(),
            page.thread: showing.thread(now),
            page.whole: showing.whole(now),
            page.problem: showing.problem(now),
            page.announcement: escape(showing.announced(now)),
            page.open_box: gr.update(visible=bool(open_question)),
            page.open_question: open_question,
            page.changes_box: gr.update(visible=bool(changes)),
            page.question: question,
            page.examples_box: gr.update(visible=not begun),
            page.mode: now.mode,
            page.facts_box: gr.update(visible=begun),
            page.compare: gr.update(visible=bool(now.now and now.now.compare)),
            page.links: showing.links(now),
            page.judged_box: gr.update(visible=begun),
            page.judged: "",
            **_offering(page.choices, showing.choices(now)),
            **_offering(page.changes, changes),
            **self._facts(now, councils),
        }

    def _facts(self, now: Talk, councils: tuple[CouncilName, ...]) -> Updates:
        """The facts panel as the last answer understood them; with the councils to choose from."""
        facts = now.now.facts if now.now else dict.fromkeys(restating.FACT_FIELDS, "")
        day = now.now.day if now.now else now.day
        fields = dict(zip(self.page.facts.fields, (facts[name] for name in restating.FACT_FIELDS), strict=True))
        council = gr.update(choices=council_choices(councils), value=facts["council"])
        return {**fields, self.page.facts.council: council, self.page.facts.day: day.isoformat() if day else ""}

    def open(self, kept: object, request: gr.Request) -> Updates:
        """The page as it is opened: the talk that the address holds, else the one that this browser kept."""
        user = user_of(request)
        query = request.request.query_params if request.request else QueryParams()
        assistant = self.library.assistant()
        if query.get("q"):
            now = talk.linked(assistant, query, query.getlist("history"), self.today())
        else:
            now = talk.restored(assistant, kept if isinstance(kept, list) else [], self.today())
        return {**self._shown(now), self.page.adding_box: gr.update(visible=user.editor)}

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

    def _offered(self, offers: Callable[[Talk], list[Offer]], number: int) -> Callable[[Talk | None], Updates]:
        def take(now: Talk | None) -> Updates:
            found = offers(now) if now else []
            return self._after(now, found[number].leads_to) if now and number < len(found) else self._shown(now or Talk())

        return take

    def change(self, now: Talk | None, day: str, *fields: str) -> Updates:
        """Facts that were changed in the panel: asked again, where they are not as they were."""
        if now is None or now.now is None:
            return self._shown(now or Talk())
        try:
            set_day = batch.parse_day(day.strip()) if day.strip() else None
        except ClausewiseError as error:
            return self._shown(replace(now, problem=str(error)))
        asked = now.now.conversation
        settled = replace(now.now, conversation=replace(asked, day=asked.day if set_day == now.now.day else set_day))
        wanted = dict(zip(restating.FACT_FIELDS, fields, strict=True))
        again = with_facts(self.library.assistant().holdings, settled, wanted)
        return self._after(now, again) if again != asked else self._shown(now)

    def compare(self, now: Talk | None) -> Updates:
        """The same contract put to every council."""
        if now is None or now.now is None or now.now.compare is None:
            return self._shown(now or Talk())
        return self._after(now, now.now.compare)

    def in_mode(self, now: Talk | None, mode: Mode) -> Updates:
        """The last answer as an officer or as a supplier sees it."""
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
        assistant, asked = self.library.assistant(), now.now.conversation
        try:
            feedback.keep(self.settings.index, assistant.holdings, asked, asked.ask(assistant, self.today()), judgement)
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
        return ["".join(_line(text, "error" if bad else "") for text, bad in reports), None]


_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": True}
"""An event is not part of a public interface: programs have the HTTP door."""


def _offering(buttons: Sequence[gr.Button], offers: Sequence[Offer]) -> Updates:
    """Buttons with the words of what is offered; those left over are not there."""
    words = [offer.words for offer in offers] + [""] * (BUTTONS_MOST - len(offers))
    return {button: gr.update(value=text, visible=bool(text)) for button, text in zip(buttons, words, strict=True)}


def _line(text: str, name: str = "") -> str:
    said = capital(text).rstrip(".")
    return f'<p class="{name}">{escape(said)}.</p>' if name else f"<p>{escape(said)}.</p>"


def user_of(request: gr.Request) -> User:
    """Who sent an event, as the guards in front of the chat found out."""
    found: User = request.request.scope.get("clausewise.user", ANYONE) if request.request else User("")
    return found
