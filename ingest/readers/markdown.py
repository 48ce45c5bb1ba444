"""Markdown: the same lines as plain text, with Markdown's own rules for what joins and what a repeated "1." means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Block, ReadText
from ingest.readers.files import decode
from ingest.readers.marked_text import text_blocks

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?=\n|$)")
_STRUCK = re.compile(r"~~(?=\S)([^~\n]{1,300})~~")
_FENCE = re.compile(r"^[ \t]{0,3}(`{3,}|~{3,})", re.M)


def read_markdown(name: str, data: bytes) -> ReadText:
    """The blocks of a Markdown file; the document's text is the file's own. Raises WrongKind where it is no text."""
    text, warnings = decode(name, data, "Markdown")
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else 0
    blocks = [Block("paragraph", 0, start)] if front else []
    for begin, end, fenced in _stretches(text, start):
        blocks += _fenced(text, begin, end) if fenced else _shifted(text_blocks(text[begin:end], markdown=True), begin)
    struck = _STRUCK.search(text)
    if struck:
        warnings = (*warnings, f"{name}: struck-out text is read as it stands: “{struck.group(1)[:60]}”")
    return ReadText(text, tuple(_count_lazy_lists(blocks)), warnings=warnings)


def _stretches(text: str, start: int) -> list[tuple[int, int, bool]]:
    """Runs of text inside and outside code fences."""
    found: list[tuple[int, int, bool]] = []
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text, start):
        if opened is None:
            found.append((start, fence.start(), False))
            opened, start = fence, fence.start()
        elif fence.group(1).startswith(opened.group(1)):
            end = text.find("\n", fence.end())
            end = len(text) if end < 0 else end
            found.append((start, end, True))
            opened, start = None, end
    return [*found, (start, len(text), opened is not None)]


def _fenced(text: str, begin: int, end: int) -> list[Block]:
    raw = text[begin:end]
    return [Block("paragraph", begin, begin + len(raw.rstrip()))] if raw.strip() else []


def _shifted(blocks: Sequence[Block], by: int) -> list[Block]:
    return [replace(block, start=block.start + by, end=block.end + by) for block in blocks]


def _count_lazy_lists(blocks: Sequence[Block]) -> list[Block]:
    """Counts a list whose items are all written "1.": Markdown shows it as 1, 2, 3."""
    counted: list[Block] = []
    run: dict[int, int] = {}
    for block in blocks:
        lazy = block.kind == "list_item" and block.marker == "1"
        if block.kind == "list_item":
            run = {level: count for level, count in run.items() if level <= block.level}
        elif block.kind != "paragraph" or not block.level:
            run.clear()
        if lazy:
            run[block.level] = run.get(block.level, 0) + 1
        counted.append(replace(block, marker=str(run[block.level])) if lazy else block)
    return counted
