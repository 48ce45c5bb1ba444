"""An open library that many threads ask at once, while documents are added to it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from assistant import library
from assistant.library import Library

THREADS = 8


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library of one short file, and no corpus."""
    (tmp_path / "corpus").mkdir()
    monkeypatch.setenv("CLAUSEWISE_CORPUS", str(tmp_path / "corpus"))
    (tmp_path / "bees.md").write_text("# Keeping bees\n\nHives stand two metres from a path.\n", encoding="utf-8")
    library.ingest(tmp_path / "index", [tmp_path / "bees.md"], council="fenmoor")
    with library.opened(tmp_path / "index") as made:
        yield made


def all_at_once(opened: Library) -> set[int]:
    with ThreadPoolExecutor(THREADS) as pool:
        return {id(one) for one in pool.map(lambda _: opened.assistant(), range(2 * THREADS))}


def test_what_is_held_is_read_once_for_all_and_again_when_a_document_was_added(opened: Library, tmp_path: Path) -> None:
    assert len(all_at_once(opened)) == 1
    (tmp_path / "dogs.md").write_text("# Dogs\n\nOwners of dogs pay £5 a year.\n", encoding="utf-8")
    library.ingest(tmp_path / "index", [tmp_path / "dogs.md"], council="fenmoor")
    assert len(all_at_once(opened)) == 1
    assert [held.id for held in opened.assistant().holdings.documents] == ["fenmoor-bees", "fenmoor-dogs"]


def test_who_asks_while_documents_take_each_others_place_gets_whole_answers(opened: Library, tmp_path: Path) -> None:
    """Each answer quotes one edition alone, in the very words of the document that it was drawn from."""
    done = threading.Event()

    def asked(_: int) -> list[set[str]]:
        seen = []
        while not done.is_set() or not seen:
            assistant = opened.assistant()
            answer = assistant.ask("How far do hives stand from a path in Fenmoor?", today=date(2026, 3, 2))
            for cited in answer.citations:
                text = assistant.holdings.document(cited.document).document.text
                assert text[cited.start : cited.end].split() == cited.text.split()
            seen.append(set(re.findall(r"edition \w+", answer.text)))
        return seen

    with ThreadPoolExecutor(THREADS) as pool:
        asking = [pool.submit(asked, number) for number in range(THREADS)]
        try:
            for edition in ("two", "three", "four"):
                rules = [f"{n}. Hives of edition {edition} stand {n} metres from a path." for n in range(2, 9)]
                (tmp_path / "bees.md").write_text("# Keeping bees\n\n" + "\n\n".join(rules), encoding="utf-8")
                library.ingest(tmp_path / "index", [tmp_path / "bees.md"], council="fenmoor")
        finally:
            done.set()
        answers = [editions for found in asking for editions in found.result()]
    assert all(len(editions) <= 1 for editions in answers) and len(answers) >= THREADS


def test_threads_that_search_at_once_find_the_same(opened: Library) -> None:
    assistant = opened.assistant()
    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(lambda _: assistant.search("How far are hives from a path?"), range(2 * THREADS)))
    assert all(one == found[0] for one in found) and found[0][0].passage.document == "fenmoor-bees"


def test_a_question_that_is_put_to_several_councils_is_embedded_once(opened: Library) -> None:
    retriever = opened.assistant().retriever
    assert retriever.embed("hives") is retriever.embed("hives")
