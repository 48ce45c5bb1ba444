"""What a document opens with before its first heading: title, date, publisher, forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ingest.lines import Line, is_key_and_value, is_metadata

_OPENING = re.compile(
    r"(?:executive )?(?:introduction|summary|foreword|overview|background|purpose|scope|context|aims?|policy statement|statement of intent"
    r"|about this \w+)"
    r"(?: and [a-z ]{3,30})?:?",
    re.I,
)


def title_lines(lines: Sequence[Line]) -> tuple[int, ...]:
    """The headings in markup that are a document's title and no section's: it opens with them, and all others stand lower, or what
    stands under them says no more than whose it is, of when and which version.

    A format without markup prints the same lines as text, and has them in its front matter; so the labels of both agree. A document
    with no other headings has its title there too where its clauses are numbered; else the title is the one heading it has.
    """
    words = [line for line in lines if line.kind not in ("contents", "furniture") and not line.wordless]
    words = words[1:] if words and words[0].plain.startswith("---") else words
    run = list(takewhile(_is_marked, words))
    after = words[len(run) :]
    later = [line.block.level or 1 for line in after if line.kind == "heading" and line.block.marked]
    if not later:
        return tuple(line.at for line in run) if any(line.mark and line.mark.kind == "dotted" for line in after) else ()
    about = list(takewhile(lambda line: not (line.kind == "heading" and line.block.marked), after))
    if about and all(is_metadata(line) and line.kind != "table_row" for line in about):
        return tuple(line.at for line in run)
    top = min((line.block.level or 1 for line in run), default=0)
    return tuple(line.at for line in run if (line.block.level or 1) == top) if top < min(later) else ()


def _is_marked(line: Line) -> bool:
    return line.kind == "heading" and line.block.marked and line.mark is None


def first_heading(lines: Sequence[Line]) -> int:
    """Where headings can begin that no markup declares: after the title lines that a document opens with.

    A date, a version, a publisher or a form ends the title. Where there is none, the last short line before running text is
    a heading, and those above it are the title.
    """
    titles = title_lines(lines)
    run = _opening_run(lines, titles)
    if not run:
        return 0
    pairs = [at for at in run if is_key_and_value(lines[at])]
    pairs = pairs if len(pairs) > 1 else []
    about = [at for at in run if at in pairs or is_metadata(lines[at]) or lines[at].kind in ("contents", "furniture")]
    opening = next((at for at in run if _OPENING.fullmatch(lines[at].plain) and at > run[0]), None)
    if opening is not None:
        return opening
    if about and about[-1] > run[0]:
        return _after_title(lines, run, about)
    return run[-1] if len(run) > 1 and run[-1] + 1 < len(lines) and lines[run[-1] + 1].mark is None else run[-1] + 1


def _after_title(lines: Sequence[Line], run: Sequence[int], about: Sequence[int]) -> int:
    """Where headings begin after what is said about the document; the first of several lines is its title, if none came before."""
    before = [at for at in run if at < about[-1] and at not in about and not lines[at].wordless]
    after = [at for at in run if at > about[-1] and not lines[at].wordless]
    return after[1] if not before and len(after) > 1 else about[-1] + 1


def _opening_run(lines: Sequence[Line], marked_titles: Sequence[int]) -> list[int]:
    run: list[int] = []
    for line in lines:
        unmarked = not line.block.marked or line.at in marked_titles
        titles = line.kind in ("paragraph", "heading") and unmarked and line.mark is None and not line.bullet
        short_title = titles and len(line.plain.split()) <= 14 and not line.plain.endswith((".", ";"))
        if not (short_title or line.kind in ("table_row", "contents", "furniture") or line.wordless or is_metadata(line)):
            break
        run.append(line.at)
    return run
