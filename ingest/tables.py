"""Rows of a table: their cells, and which of them is the header where the file does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.plain import has_words, plain

_PIPE = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_FIGURE = re.compile(r"[0-9£€$%]")
_COLUMN_WORDS = frozenset(
    re.findall(
        "[a-z]+",
        "action activity amount approach approval approver area band basis by category commitment contract council criteria "
        "criterion date deadline description detail details directorate duty evidence examples example expenditure frequency "
        "group how indicator indicators kind lead level limit maximum measure measures method methods minimum month name "
        "objective objectives officer outcome outcomes owner period points priority procedure process proxy rate reason report "
        "requirement requirements responsibility responsible role score section service stage standard status step target targets "
        "task theme threshold thresholds timescale timing title topic type unit value weight weighting what when where who year ",
    )
)


def cells(line: str) -> tuple[str, ...]:
    r"""The cells of a row as plain text; cells are parted by tabs, or by bars in a row that starts with one or has no tab.

    >>> cells("Works\t<p>£1M</p>\t"), cells("| Works | a \\| b |")
    (('Works', '£1M', ''), ('Works', 'a | b'))
    """
    bare = line.strip(" \n")
    if bare.startswith("|") or ("\t" not in bare and "|" in bare):
        parts = _PIPE.split(bare.removeprefix("|"))
        return tuple(plain(part).replace("\\|", "|") for part in (parts[:-1] if not parts[-1].strip() else parts))
    return tuple(plain(part) for part in line.strip("\n").split("\t"))


def is_delimiter(line: str) -> bool:
    """Whether `line` is the rule under a Markdown table's header: `|---|:--:|`."""
    return "|" in line and _DELIMITER.fullmatch(line.strip()) is not None


def is_table_line(line: str) -> bool:
    """Whether a line of built text holds a table row: cells parted by tabs, or a line in bars."""
    bare = line.strip()
    return "\t" in line.strip("\n ") or (bare.startswith("|") and bare.endswith("|") and len(bare) > 1)


def looks_like_header(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether the first of `rows` names the columns of the others, going by its words.

    >>> looks_like_header([("Theme", "Objective"), ("Jobs", "Offer training to people who live here.")])
    True
    >>> looks_like_header([("Works", "£1M or more"), ("Services", "£200,000")])
    False
    """
    if len(rows) < 2 or not _could_name_columns(rows[0]):
        return False
    first, rest = rows[0], rows[1:]
    if not first[0] and len(first) > 2:
        return True
    if all(_names_a_column(cell) for cell in first):
        return True
    return len(first) > 2 or _differs_from_body(first, rest)


def _could_name_columns(first: tuple[str, ...]) -> bool:
    if len(first) < 2 or not all(has_words(cell) for cell in first[1:]):
        return False
    short = all(len(cell.split()) <= 12 and not cell.endswith((".", ";")) for cell in first)
    figures = any(_FIGURE.search(cell) and not _names_a_column(cell) for cell in first)
    return short and not figures and not (first[0].endswith(":") and len(first) == 2)


def _names_a_column(cell: str) -> bool:
    words = re.findall(r"[a-z]+", cell.lower())
    return bool(words) and (words[-1] in _COLUMN_WORDS or words[0] in _COLUMN_WORDS)


def _differs_from_body(first: tuple[str, ...], rest: Sequence[tuple[str, ...]]) -> bool:
    body = [cell for row in rest for cell in row[1:] if has_words(cell)]
    if not body:
        return False
    if sum(bool(_FIGURE.search(cell)) for cell in body) * 2 > len(body):
        return True
    return sum(len(cell.split()) for cell in body) / len(body) >= 2 * max(len(cell.split()) for cell in first[1:])
