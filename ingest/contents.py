"""What is in a document but is no clause of its body: tables of contents, and lists of notes at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.lines import Line
from ingest.plain import SUPERSCRIPTS, from_superscript

_CONTENTS_TITLE = re.compile(r"(?:table of |list of )?contents(?: page)?:?", re.I)
_ENTRY = re.compile(r"(?=.*\w).*?(?:\.{2,}|…|\s|\t)[.…\s]*(?:pages?|pp?\.?)?[.…\s]*\d{1,3}(?:\s*[-–]\s*\d{1,3})?", re.I | re.S)
_COLUMN_TITLE = re.compile(
    r"(?:section|item|title|subject|chapter|no\.?|number|heading|topic)?\s*pages?(?: (?:no\.?|numbers?))?", re.I
)
_LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}")
_NOTE_MARK = re.compile(f"[{SUPERSCRIPTS}]+")
_KEY_EDGE = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_FEWEST_LEADERS = 3


def mark_asides(lines: Sequence[Line], text: str) -> list[Line]:
    """The same lines, with the kind of tables of contents set to `contents` and that of notes at the end to `footnote`."""
    found = _contents(lines)
    marked = [_as_kind(line, "contents") if line.at in found else line for line in lines]
    return _mark_end_notes(marked, text)


def _as_kind(line: Line, kind: str, marker: str = "") -> Line:
    block = replace(line.block, kind=kind, marker=marker)  # type: ignore[arg-type]
    return replace(line, block=block, mark=None)


def _contents(lines: Sequence[Line]) -> set[int]:
    found = {line.at for line in lines if line.kind == "contents"}
    later = _last_places(lines)
    for line in lines:
        if _CONTENTS_TITLE.fullmatch(line.plain) and line.at not in found:
            run = _run_after(lines, line.at, later)
            found.update([line.at, *run] if run or line.at + 1 in found else [])
    return found | _leader_runs(lines)


def _last_places(lines: Sequence[Line]) -> dict[str, int]:
    """Where each line's words stand for the last time: an entry's words come back as a heading."""
    return {_key(line): line.at for line in lines}


def _key(line: Line) -> str:
    words = " ".join(line.block.cells) if line.kind == "table_row" else line.body or line.plain
    words = re.sub(r"(?:\.{2,}|…).*$", "", words)
    return _KEY_EDGE.sub("", words).lower()


def _run_after(lines: Sequence[Line], start: int, later: dict[str, int]) -> list[int]:
    """The entries right after a contents title: lines with a page number, or lines whose words come back as a heading."""
    run: list[int] = []
    at = start + 1
    if at < len(lines) and _COLUMN_TITLE.fullmatch(lines[at].plain):
        run.append(at)
        at += 1
    while at < len(lines) and (_is_entry(lines[at], later) or _wraps_into_entry(lines, at)):
        run.append(at)
        at += 1
    while run and lines[run[-1]].wordless:
        run.pop()
    return run if len(run) > 1 or (run and not _COLUMN_TITLE.fullmatch(lines[run[0]].plain)) else []


def _is_entry(line: Line, later: dict[str, int]) -> bool:
    if line.kind in ("furniture", "contents") or line.wordless:
        return True
    if line.block.marked or len(line.plain) > 200:
        return False
    return _has_page(line) or later.get(_key(line), -1) > line.at


def _has_page(line: Line) -> bool:
    return _ENTRY.fullmatch(line.plain) is not None and not line.plain.startswith("£")


def _wraps_into_entry(lines: Sequence[Line], at: int) -> bool:
    """Whether a line without a page number is the first half of an entry on two lines."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    return below is not None and lines[at].ends_open and below.single and bool(_LEADER.search(below.plain)) and _has_page(below)


def _leader_runs(lines: Sequence[Line]) -> set[int]:
    """Runs of lines with dot leaders, under whatever title."""
    found: set[int] = set()
    run: list[int] = []
    for line in lines:
        if _LEADER.search(line.plain) and _has_page(line):
            run.append(line.at)
            continue
        found.update(run if len(run) >= _FEWEST_LEADERS else ())
        run = []
    return found | set(run if len(run) >= _FEWEST_LEADERS else ())


def _mark_end_notes(lines: Sequence[Line], text: str) -> list[Line]:
    """A numbered list that ends the document is its notes where the text has a raised mark for each number and no note for it."""
    tail = _closing_list(lines)
    numbers = [line.mark.printed for line in tail if line.mark]
    defined = {line.block.marker for line in lines if line.kind == "footnote"}
    raised = {from_superscript(mark) for line in lines if line.kind != "footnote" for mark in _raised(line, text)}
    if not numbers or not set(numbers) <= raised or set(numbers) & defined:
        return list(lines)
    places = {line.at: line.mark.printed if line.mark else "" for line in tail}
    return [_as_kind(line, "footnote", places[line.at]) if line.at in places else line for line in lines]


def _raised(line: Line, text: str) -> list[str]:
    return _NOTE_MARK.findall(text[line.block.start : line.block.end])


def _closing_list(lines: Sequence[Line]) -> list[Line]:
    """The last lines of the document as far as they are numbered 1, 2, 3; a link on a line of its own goes on with its note."""
    tail: list[Line] = []
    for line in reversed(lines):
        if line.mark is None and line.plain.lstrip("<").startswith(("http", "www.")):
            tail.insert(0, line)
            continue
        if line.mark is None or line.mark.kind != "decimal" or line.kind == "heading":
            break
        tail.insert(0, line)
        if line.mark.value == 1:
            break
    numbered = [line.mark.value for line in tail if line.mark]
    return tail if numbered == list(range(1, len(numbered) + 1)) else []
