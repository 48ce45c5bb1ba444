"""The proof holds packs to the originals' own words: whatever figure, comparator, basis or clause of one is changed stops the load."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.held import digests
from tests.corpus.held import originals as on_originals
from tests.corpus.mutating import mutations
from tests.corpus.test_mutations import unstopped


@pytest.mark.parametrize("council", [council.slug for council in digests().councils])
def test_each_change_of_what_is_said_of_a_figure_stops_the_load(council: str, originals: Path) -> None:
    (held,) = on_originals(originals).of(council)
    (file,) = held.files
    tried = [m for m in mutations(file.text, list(held.clauses)) if ", figure " in m.holds]
    assert tried
    assert [wrong for mutation in tried if (wrong := unstopped(mutation, file, held))] == []
