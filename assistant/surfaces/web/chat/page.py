"""How the chat is laid out: Gradio components that are ours to fill. What it does is in `events`."""

from __future__ import annotations

from dataclasses import dataclass

import gradio as gr

from assistant.compose.sentences import capital
from assistant.model import CouncilName
from assistant.rules import wording
from assistant.surfaces.web.chat import showing
from assistant.surfaces.web.chat.showing import BUTTONS_MOST

KEY = "clausewise-talk"
EXAMPLES = (
    "Is social value required for a £400k works contract?",
    "Which councils require social value for a £150,000 services contract excluding VAT? Compare them.",
    "Who reports on social value, and how often?",
)
NOT_KNOWN = "Not known"
ADDING = (
    '<h2>Add documents</h2><p class="note">PDF, Word, HTML, Markdown or text. '
    "A document that is known takes the place of our restatement.</p>"
)
TYPES = [(NOT_KNOWN, ""), *((capital(wording.TYPE_WORDS[name]), name) for name in wording.TYPE_WORDS)]
BASES = [(NOT_KNOWN, ""), ("Excluding VAT", "ex"), ("Including VAT", "inc")]
CALL_OFFS = [(NOT_KNOWN, ""), ("Yes", "yes"), ("No", "no")]
MODES = [("Council officer", "officer"), ("Supplier", "supplier")]


@dataclass(frozen=True)
class Facts:
    """The panel of what was understood, every fact of it to be changed."""

    council: gr.Radio
    amount: gr.Textbox
    vat: gr.Radio
    contract_type: gr.Radio
    duration: gr.Textbox
    call_off: gr.Radio
    day: gr.Textbox
    again: gr.Button

    @property
    def fields(self) -> list[gr.Radio | gr.Textbox]:
        """The components in the order of `restating.FACT_FIELDS`."""
        return [self.council, self.amount, self.vat, self.contract_type, self.duration, self.call_off]


@dataclass(frozen=True)
class Page:
    """Every part of the chat that an event reads or fills."""

    talk: gr.State
    browser: gr.BrowserState
    thread: gr.HTML
    whole: gr.HTML
    problem: gr.HTML
    announcement: gr.HTML
    open_box: gr.Column
    open_question: gr.HTML
    choices: list[gr.Button]
    changes_box: gr.Column
    changes: list[gr.Button]
    question: gr.Textbox
    ask: gr.Button
    afresh: gr.Button
    examples_box: gr.Column
    examples: list[gr.Button]
    mode: gr.Radio
    facts_box: gr.Column
    facts: Facts
    compare: gr.Button
    links: gr.HTML
    judged_box: gr.Column
    why: gr.Textbox
    right: gr.Button
    wrong: gr.Button
    judged: gr.HTML
    adding_box: gr.Column
    files: gr.File
    whose: gr.Textbox
    add: gr.Button
    added: gr.HTML


def lay_out() -> Page:
    """The components, within the Blocks that is open."""
    talk, browser = gr.State(None), gr.BrowserState([], storage_key=KEY, secret="not a secret: the talk stays in this browser")
    _html(showing.header(), "site-header")
    announcement = _html("", "announcement")
    with gr.Row(elem_id="columns"):
        with gr.Column(scale=3, min_width=300, elem_id="talk"):
            thread = _html("", "thread")
            open_box, open_question, choices = _open()
            changes_box, changes = _changes()
            question = gr.Textbox(
                label="Your question", lines=2, max_lines=6, max_length=2_000, elem_id="question", autofocus=False
            )
            problem = _html("", "problem")
            with gr.Row(elem_id="asking"):
                ask = gr.Button("Ask", variant="primary", elem_id="ask", min_width=120, scale=0)
                afresh = gr.Button("Start again", elem_id="afresh", min_width=120, scale=0)
            examples_box, examples = _examples()
            whole = _html("", "whole")
        with gr.Column(scale=1, min_width=280, elem_id="beside"):
            mode = gr.Radio(MODES, value="officer", label="I am asking as", elem_id="mode")
            facts_box, facts = _facts()
            with facts_box:
                compare = gr.Button("Compare all councils", elem_id="compare")
            links = _html("", "links")
            judged_box, why, right, wrong, judged = _feedback()
            adding_box, files, whose, add, added = _adding()
    _html(showing.footer(), "site-footer")
    return Page(
        talk, browser, thread, whole, problem, announcement, open_box, open_question, choices, changes_box, changes, question, ask, afresh,
        examples_box, examples, mode, facts_box, facts, compare, links, judged_box, why, right, wrong, judged, adding_box, files, whose, add, added,
    )  # fmt: skip


def _html(value: str, name: str) -> gr.HTML:
    return gr.HTML(value, elem_id=name, elem_classes=["own"], apply_default_css=False, js_on_load=None)


def _buttons(name: str) -> list[gr.Button]:
    return [
        gr.Button("", visible=False, elem_id=f"{name}-{n}", elem_classes=["offer"], min_width=60) for n in range(BUTTONS_MOST)
    ]


def _open() -> tuple[gr.Column, gr.HTML, list[gr.Button]]:
    with gr.Column(visible=False, elem_id="open") as box:
        question = _html("", "open-question")
        with gr.Row(elem_classes=["offers"]):
            buttons = _buttons("choice")
    return box, question, buttons


def _changes() -> tuple[gr.Column, list[gr.Button]]:
    with gr.Column(visible=False, elem_id="changes") as box:
        _html("<h2>What would change the answer</h2>", "changes-heading")
        with gr.Row(elem_classes=["offers"]):
            buttons = _buttons("change")
    return box, buttons


def _examples() -> tuple[gr.Column, list[gr.Button]]:
    with gr.Column(elem_id="examples") as box:
        _html("<h2>For example</h2>", "examples-heading")
        buttons = [gr.Button(text, elem_classes=["offer"]) for text in EXAMPLES]
    return box, buttons


def council_choices(councils: tuple[CouncilName, ...]) -> list[tuple[str, str]]:
    """The councils to choose from, by name and slug."""
    return [(NOT_KNOWN, ""), *((council.name, council.slug) for council in councils)]


def _facts() -> tuple[gr.Column, Facts]:
    with gr.Column(visible=False, elem_id="facts") as box:
        _html('<h2>What was understood</h2><p class="note">Change a fact and it is asked again.</p>', "facts-heading")
        facts = Facts(
            gr.Radio(council_choices(()), value="", label="Council", elem_id="fact-council"),
            gr.Textbox(label="Value over the whole length", placeholder=NOT_KNOWN, max_length=80, elem_id="fact-amount"),
            gr.Radio(BASES, value="", label="VAT", elem_id="fact-vat"),
            gr.Radio(TYPES, value="", label="Kind of contract", elem_id="fact-type"),
            gr.Textbox(label="Length with every extension", placeholder=NOT_KNOWN, max_length=80, elem_id="fact-duration"),
            gr.Radio(CALL_OFFS, value="", label="Call-off from a framework", elem_id="fact-call-off"),
            gr.Textbox(label="Procurement starts (year-month-day)", placeholder="Today", max_length=10, elem_id="fact-day"),
            gr.Button("Ask again", elem_id="again"),
        )
    return box, facts


def _feedback() -> tuple[gr.Column, gr.Textbox, gr.Button, gr.Button, gr.HTML]:
    with gr.Column(visible=False, elem_id="judging") as box:
        _html(
            '<h2>Was this right?</h2><p class="note">The question, this answer and your words are kept by whoever runs this server.</p>',
            "judging-heading",
        )
        why = gr.Textbox(label="Why? (if you like)", lines=2, max_length=2_000, elem_id="why")
        with gr.Row():
            right = gr.Button("Right", elem_id="right", min_width=80)
            wrong = gr.Button("Wrong", elem_id="wrong", min_width=80)
        judged = _html("", "judged")
    return box, why, right, wrong, judged


def _adding() -> tuple[gr.Column, gr.File, gr.Textbox, gr.Button, gr.HTML]:
    with gr.Column(visible=False, elem_id="adding") as box:
        _html(ADDING, "adding-heading")
        files = gr.File(label="Files", file_count="multiple", elem_id="files", height=140)
        whose = gr.Textbox(
            label="Council (only where the text does not say)",
            placeholder="such as south-norfolk",
            max_length=80,
            elem_id="whose",
        )
        add = gr.Button("Add to the library", elem_id="add")
        added = _html("", "added")
    return box, files, whose, add, added
