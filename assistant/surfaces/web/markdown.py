"""An answer's Markdown as HTML: paragraphs, lists, tables, bold, citation marks and quotations below them, and nothing else.

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


QUOTED = re.compile(r"(?<=\])\n(?P<lines>(?:>(?: [^\n]*)?(?:\n|\Z))+)")
"""Words of a document as the answer sets them: under the line with their citation mark, each line after `> `."""


def html(text: str, marks: Mapping[int, str]) -> Markup:
    """Markdown as HTML. `marks` gives the address of each citation; a number in brackets that is none of them stays text.

    Quoted words are no Markdown: they stand as the document has them.
    """
    made, at = [], 0
    for found in QUOTED.finditer(text):
        made += [_parser().render(text[at : found.start()], {"marks": marks}), _quotation(found["lines"])]
        at = found.end()
    return Markup("".join(made) + _parser().render(text[at:], {"marks": marks}))


def _quotation(lines: str) -> str:
    words = "\n".join(line.removeprefix(">").removeprefix(" ") for line in lines.rstrip("\n").split("\n"))
    return f"<blockquote>{escape(words)}</blockquote>\n"


IN_BRACKETS = re.compile(r"\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)")


def with_clauses(text: str, addresses: Mapping[str, str]) -> Markup:
    """One sentence as HTML, each clause that it names in brackets a link to where it stands.

    >>> with_clauses("£400,000 is under £1,000,000 (9.2.1).", {"9.2.1": "/documents/p#9.2.1"})
    Markup('£400,000 is under £1,000,000 (<a href="/documents/p#9.2.1">9.2.1</a>).')
    """
    longest_first = sorted(map(re.escape, addresses), key=len, reverse=True)
    label = re.compile(rf"(?<![\w.])(?:{'|'.join(longest_first)})(?![\w.(])") if addresses else None
    spots = [
        (found.start("inside") + one.start(), found.start("inside") + one.end())
        for found in IN_BRACKETS.finditer(text)
        for one in (label.finditer(found["inside"]) if label else ())
    ]
    parts, at = [], 0
    for start, end in spots:
        parts.append(f'{escape(text[at:start])}<a href="{escape(addresses[text[start:end]])}">{escape(text[start:end])}</a>')
        at = end
    return Markup("".join(parts) + str(escape(text[at:])))


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
        env["heads"] = _heads(tokens, idx)
        return '<div class="scroll stack" tabindex="0" role="group" aria-label="Table"><table role="table">\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</table></div>\n"

    def tr_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        env["column"] = -1
        return '<tr role="row">\n'

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return '<th scope="col" role="columnheader">'

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """A cell that knows its heading, for screens on which a table does not fit; the first of a row heads the row."""
        env["column"] += 1
        if env["column"] == 0:
            return '<th scope="row" role="rowheader">'
        heads = env["heads"]
        return f'<td role="cell" data-head="{escape(heads[env["column"]] if env["column"] < len(heads) else "")}">'

    def td_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</th>\n" if env["column"] == 0 else "</td>\n"


def _heads(tokens: Sequence[Token], idx: int) -> list[str]:
    """The words over the columns of the table that opens at `idx`."""
    ends = next(i for i in range(idx, len(tokens)) if tokens[i].type == "thead_close")
    return [tokens[i + 1].content for i in range(idx, ends) if tokens[i].type == "th_open"]


def linked(found: re.Match[str], marks: Mapping[int, str]) -> str:
    """One citation mark as a link to its source."""
    number = int(found[1])
    if number not in marks:
        return found[0]
    return f'<a class="mark" href="{escape(marks[number])}"><span class="unseen">Source </span>[{number}]</a>'


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero", renderer_cls=_Renderer).enable(["table", "list", "emphasis"])
