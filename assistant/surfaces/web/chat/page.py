"""How the chat is laid out: Gradio's components where they are good enough for everybody, HTML of ours inside them where they are not.

What it does is in `events`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import gradio as gr

from assistant.surfaces.door import NOBODY
from assistant.surfaces.web.chat import showing
from assistant.surfaces.web.pages import EXAMPLES

KEY = "clausewise-talk"
SENDING = (Path(__file__).parent / "sending.js").read_text(encoding="utf-8")
"""The script that turns our buttons and forms into the events "asked", "changed" and "turned"."""
ADDING = (
    '<p class="note">PDF, Word, HTML, Markdown or text. A document that is known takes the place of our restatement. '
    'What is there already: <a href="/documents">Documents</a>.</p>'
)


@dataclass(frozen=True)
class Page:
    """Every part of the chat that an event reads or fills."""

    talk: gr.State
    browser: gr.BrowserState
    header: gr.HTML
    announcement: gr.HTML
    thread: gr.HTML
    question: gr.Textbox
    problem: gr.HTML
    ask: gr.Button
    afresh: gr.Button
    examples_box: gr.Column
    examples: list[gr.Button]
    whole: gr.HTML
    side: gr.HTML
    judging: Judging
    adding: Adding


@dataclass(frozen=True)
class Judging:
    """Whether the answer was right."""

    box: gr.Column
    why: gr.Textbox
    right: gr.Button
    wrong: gr.Button
    said: gr.HTML


@dataclass(frozen=True)
class Adding:
    """Documents to add."""

    box: gr.Accordion
    files: gr.File
    whose: gr.Textbox
    add: gr.Button
    said: gr.HTML


def lay_out() -> Page:
    """The components, within the Blocks that is open. Nothing can be asked until the page has been opened: `ask` is off till then."""
    talk, browser = gr.State(None), gr.BrowserState([], storage_key=KEY, secret="not a secret: the talk stays in this browser")
    header = _html(showing.header(NOBODY), "site-header")
    announcement = _html("", "announcement")
    with gr.Row(elem_id="columns"):
        with gr.Column(scale=3, min_width=300, elem_id="talk"):
            thread = _html("", "thread", SENDING)
            question = gr.Textbox(
                label="Your question", lines=2, max_lines=6, max_length=2_000, elem_id="question", autofocus=False
            )
            problem = _html("", "problem")
            with gr.Row(elem_id="asking"):
                ask = gr.Button("Ask", variant="primary", elem_id="ask", min_width=120, scale=0, interactive=False)
                afresh = gr.Button("Start again", elem_id="afresh", min_width=120, scale=0, visible=False)
            examples_box, examples = _examples()
            whole = _html("", "whole")
        with gr.Column(scale=1, min_width=280, elem_id="beside"):
            side = _html("", "side", SENDING)
            judging, adding = _judging(), _adding()
    _html(showing.footer(), "site-footer")
    return Page(
        talk,
        browser,
        header,
        announcement,
        thread,
        question,
        problem,
        ask,
        afresh,
        examples_box,
        examples,
        whole,
        side,
        judging,
        adding,
    )


def _html(value: str, name: str, script: str | None = None) -> gr.HTML:
    return gr.HTML(value, elem_id=name, elem_classes=["own"], apply_default_css=False, js_on_load=script)


def _examples() -> tuple[gr.Column, list[gr.Button]]:
    with gr.Column(visible=False, elem_id="examples") as box:
        _html("<h2>For example</h2>", "examples-heading")
        buttons = [gr.Button(text, elem_classes=["example"]) for text in EXAMPLES]
    return box, buttons


def _judging() -> Judging:
    with gr.Column(visible=False, elem_id="judging") as box:
        _html(
            '<h2>Was this right?</h2><p class="note">The question, this answer and your words are kept by whoever runs this server.</p>',
            "judging-heading",
        )
        why = gr.Textbox(label="Why? (if you like)", lines=2, max_length=2_000, elem_id="why")
        with gr.Row():
            right = gr.Button("Right", elem_id="right", min_width=80)
            wrong = gr.Button("Wrong", elem_id="wrong", min_width=80)
        said = _html("", "judged")
    return Judging(box, why, right, wrong, said)


def _adding() -> Adding:
    with gr.Accordion("Add documents", open=False, visible=False, elem_id="adding") as box:
        _html(ADDING, "adding-heading")
        files = gr.File(label="Files", file_count="multiple", elem_id="files", height=140)
        whose = gr.Textbox(
            label="Council (only where the text does not say)",
            placeholder="such as south-norfolk",
            max_length=80,
            elem_id="whose",
        )
        add = gr.Button("Add to the library", elem_id="add")
        said = _html("", "added")
    return Adding(box, files, whose, add, said)
