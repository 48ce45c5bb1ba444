"""Reading stays quick whatever is typed: time grows with the length of the text and no faster, and a light import stays light.

Times are compared with each other in one run, never with a clock: how fast a machine is says nothing about the code.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time

import pytest

from assistant.facts import read_facts
from tests.assistant.facts.case_files import COUNCILS, TODAY, all_cases

LONGEST = 2_000
HOSTILE = {
    "digits": "1", "groups of digits": "1,", "spaced digits": "1 000 ", "pounds": "£", "sums": "£1 ", "pluses": "1+", "dots": "a.",
    "apostrophes": "a'", "number words": "one hundred and ", "lengths": "3 years plus ", "between": "between 1 and ", "works": "works ",
    "kinds": "school building cleaning ", "councils": "South Fenwick ", "capitals": "Xx ", "council": "Council of ", "dashes": "-",
    "slips": "constuction Ambrigde ", "vat": "not inc or ex VAT ", "dates": "1 may ", "brackets": "(", "not over": "not over ",
    "halves": "half of a ", "unseen": "\u200b", "wide": "１", "emoji": "💷",
}  # fmt: skip


def seconds(text: str) -> float:
    """Processor time for one reading, the best of three: another program on the machine does not count, nor what other tests left to be collected."""
    best = 60.0
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            read_facts(text, COUNCILS, today=TODAY)
            best = min(best, time.process_time() - start)
    finally:
        gc.enable()
    return best


@pytest.fixture(scope="module")
def ordinary_seconds() -> float:
    """What a character of the whole questions that officers type costs."""
    questions = [case.ask for case in all_cases() if case.file == "whole_questions"]
    return sum(map(seconds, questions)) / sum(map(len, questions))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_little_more_a_character_than_officers_questions(name: str, ordinary_seconds: float) -> None:
    text = (HOSTILE[name] * LONGEST)[:LONGEST]
    assert seconds(text) < 5 * LONGEST * ordinary_seconds


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_takes_no_more_than_about_twice_the_time(name: str) -> None:
    once, twice = ((HOSTILE[name] * 2 * LONGEST)[: n * LONGEST] for n in (1, 2))
    tried = [(seconds(once), seconds(twice)) for _ in range(4)]  # in turn, so that a slow spell of the machine meets both
    assert min(long for _, long in tried) < 3 * min(short for short, _ in tried) + 0.01


def test_importing_reads_no_word_list_and_no_yaml() -> None:
    told = "import sys; import assistant.facts; print('yaml' in sys.modules, 'pydantic' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "False"]
