"""The proof holds packs to their clauses: whatever is changed in a pack of the corpus stops the load, and one line says where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.corpus import PackFile
from assistant.errors import PackError
from assistant.holdings import Held
from assistant.proving import proved, threshold_table
from tests.corpus.held import digests
from tests.corpus.mutating import Mutation, mutations

FILES = {file.name: (held, file) for held in digests().documents for file in held.files}
LEAST = {"national/thresholds": 60, "national/social-value-act-2012": 90, "norwich/social-value": 40}
"""How many changes there are to be tried, so that a file whose changes are no longer found is noticed."""


def unstopped(mutation: Mutation, file: PackFile, held: Held) -> str:
    """What is wrong with how a change was met; empty where it stopped the load in one line that names pack, line, clause and figure."""
    changed = (PackFile(file.name, mutation.text, file.sha256),)
    try:
        proved(changed, held)
        threshold_table(changed, held)
    except PackError as error:
        message = str(error)
    else:
        return f"{mutation.name}: loads"
    line = re.match(rf"pack {file.name}, line (\d+), ", message)
    if line is None or "\n" in message or not all(words in message for words in mutation.holds):
        return f"{mutation.name}: {message}"
    inside = mutation.first_line <= int(line.group(1)) <= mutation.last_line
    return "" if inside else f"{mutation.name}: not within lines {mutation.first_line} to {mutation.last_line}: {message}"


@pytest.mark.parametrize("name", FILES)
def test_each_change_of_figure_comparator_basis_clause_or_day_stops_the_load(name: str) -> None:
    held, file = FILES[name]
    tried = list(mutations(file.text, list(held.clauses)))
    assert len(tried) >= LEAST.get(name, 100)
    assert [wrong for mutation in tried if (wrong := unstopped(mutation, file, held))] == []


def test_the_files_as_they_are_load() -> None:
    for held, file in FILES.values():
        assert proved((file,), held) or threshold_table((file,), held)


def test_a_file_that_is_changed_on_disk_is_named_by_its_folder(tmp_path: Path) -> None:
    held, file = FILES["southend/social-value"]
    changed = PackFile(file.name, file.text.replace("pounds: 1000000", "pounds: 1100000", 1), file.sha256)
    with pytest.raises(PackError, match=r"^pack southend/social-value, line \d+, clause 9\.2\.1, figure £1,100,000: "):
        proved((changed,), held)
