"""An answer's Markdown as HTML: paragraphs, lists, tables, bold and citation marks, and nothing else.

Words of documents and of the question stand in the text, so links, images, raw HTML and all other marks stay as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

MARK = re.compile(r"\[(\d{1,4})\]")
TITLE = re.compile(r"\*\*(?P<title>[^*\n]{1,80})\*\*")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an answer's text under its title; the first has none."""

    title: str
    text: str


def sections(text: str) -> tuple[Section, ...]:
    """The answer's text in its parts: a line that is bold throughout is the title of what follows.

    >>> sections("**No.**\\n\\nWhich council?\\n\\n**Why**\\n\\n- It is small. [1]")
    (Section(title='No.', text='Which council?'), Section(title='Why', text='- It is small. [1]'))
    """
    found: list[tuple[str, list[str]]] = [("", [])]
    for paragraph in text.split("\n\n"):
        title = TITLE.fullmatch(paragraph.strip())
        if title:
            found.append((title["title"], []))
        elif paragraph.strip():
            found[-1][1].append(paragraph)
    return tuple(Section(title, "\n\n".join(body)) for title, body in found if title or body)


def html(text: str, marks: Mapping[int, str]) -> Markup:
    """Markdown as HTML. `marks` gives the address of each citation; a number in brackets that is none of them stays text."""
    return Markup(_parser().render(text, {"marks": marks}))


def plain(text: str) -> str:
    """Text without its citation marks, for a sentence that is read aloud.

    >>> plain("It is small. [1][2]")
    'It is small.'
    """
    return MARK.sub("", text).strip()


class _Renderer(RendererHTML):
    """Escapes every text, and makes a link of each citation mark."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        marks: Mapping[int, str] = env.get("marks", {})
        return MARK.sub(lambda found: linked(found, marks), str(escape(tokens[idx].content)))

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return '<th scope="col">'

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return '<th scope="row">' if tokens[idx - 1].type == "tr_open" else "<td>"

    def td_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        first = tokens[idx - 3].type == "tr_open"
        return "</th>\n" if first else "</td>\n"


def linked(found: re.Match[str], marks: Mapping[int, str]) -> str:
    """One citation mark as a link to its source."""
    number = int(found[1])
    if number not in marks:
        return found[0]
    return f'<a class="mark" href="{escape(marks[number])}"><span class="unseen">Source </span>[{number}]</a>'


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero", renderer_cls=_Renderer).enable(["table", "list", "emphasis"])
