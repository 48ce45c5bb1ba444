"""The originals in other formats: as Markdown, and put into a web page and a Word file paragraph by paragraph, labels stay."""

from __future__ import annotations

import html
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from ingest.clauses import build
from ingest.model import ReadText
from ingest.plain import plain
from ingest.readers import READERS, read

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "ingest"))
from word_files import paragraph, table, word_file

GOLDEN = Path(__file__).parent / "golden"
STEMS = sorted(path.stem for path in GOLDEN.glob("*.txt"))


def parts(source: ReadText) -> Iterator[tuple[str, list[list[str]]]]:
    """Headings ("h2"), paragraphs ("p") and tables ("table") with their words, of a text file's blocks."""
    for is_row, blocks in groupby(source.blocks, key=lambda block: block.kind == "table_row"):
        if is_row:
            yield "table", [list(block.cells) for block in blocks]
            continue
        for block in blocks:
            words = plain(source.text[block.start : block.end]).lstrip("# ")
            yield (f"h{block.level}" if block.kind == "heading" else "p"), [[words]]


def as_page(source: ReadText) -> bytes:
    body = ""
    for tag, rows in parts(source):
        if tag == "table":
            body += (
                "<table>"
                + "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
                + "</table>"
            )
        else:
            body += f"<{tag}>{html.escape(rows[0][0])}</{tag}>"
    return f"<html><body>{body}</body></html>".encode()


def as_word(source: ReadText) -> bytes:
    body = ""
    for tag, rows in parts(source):
        body += table(rows) if tag == "table" else paragraph(rows[0][0], style=f"Heading{tag[1:]}" if tag != "p" else "")
    return word_file(body)


@pytest.mark.parametrize("stem", STEMS)
@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
def test_labels_stay(originals: Path, stem: str, suffix: str) -> None:
    path = originals / f"{stem}.txt"
    source = read(path, size_limit_bytes=1_000_000)
    data = {".md": path.read_bytes, ".html": lambda: as_page(source), ".docx": lambda: as_word(source)}[suffix]()
    clauses = build(READERS[suffix](f"policy{suffix}", data))
    golden = [line for line in (GOLDEN / f"{stem}.txt").read_text().splitlines() if not line.startswith("# ")]
    assert [clause.label for clause in clauses if clause.label] == golden
