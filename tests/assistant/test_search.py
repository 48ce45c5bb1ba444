"""Search shows the passages in the order of their scores, with nothing put before what scores higher."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant import library
from assistant.service import Assistant

FILES = {
    "unheaded.md": "Bees may be kept on allotments by members of an association, with insurance.\n",
    "headed.md": "# Keeping bees\n\nHives stand two metres from a path.\n\n## Insurance\n\nOwners of dogs pay £5.\n",
    "titled.md": "Allotments in brief\n\n# Rent\n\nRent is £62 a year for a plot.\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Three files of one council, and no corpus."""
    home = tmp_path_factory.mktemp("search")
    (home / "corpus").mkdir()
    for name, text in FILES.items():
        (home / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("CLAUSEWISE_CORPUS", str(home / "corpus"))
        library.ingest(home / "index", [home / name for name in FILES], council="fenmoor")
        with library.opened(home / "index") as opened:
            yield opened.assistant()


@pytest.mark.parametrize("query", ["Can I keep bees on an allotment?", "What insurance is asked for?", "How much is the rent?"])
def test_passages_come_in_the_order_of_their_scores(assistant: Assistant, query: str) -> None:
    scores = [one.score for one in assistant.search(query, council="fenmoor")]
    assert len(scores) >= 4
    assert scores == sorted(scores, reverse=True)


def test_a_document_without_headings_is_found_as_well_as_any(assistant: Assistant) -> None:
    first = assistant.search("May association members keep hives on their plots?", council="fenmoor", k=1)
    assert [one.passage.document for one in first] == ["fenmoor-unheaded"]
