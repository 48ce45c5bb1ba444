"""`python -m evals.slips`: the bank's open questions with slips of the keys in them, scored beside the same questions as they were written.

One word in so many (`--every`) gets one slip: a letter left out, typed twice, swapped with the next, or the key beside it. The seed
makes the slips, so that two runs type alike. Nothing is compared with a baseline: it is a measure to tune by.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.facts.words.slips import BESIDE_KEYS
from evals import bank
from evals.aggregate import measure_all
from evals.asking import asking
from evals.bank import Question
from evals.run import generate

WORD = re.compile(r"[A-Za-z]{3,}")
SHOWN = ("outcome_accuracy", "status_accuracy", "clause_recall", "hit_at_1", "silence_recall", "p50_ms")
LIBRARY = Path("build") / "evals" / "library-digests"


def with_slips(text: str, draw: random.Random, every: int) -> str:
    """The text with one word in so many typed with a slip; words in capitals stay.

    >>> with_slips("who reports on social value each year", random.Random(2), 1) == "who reports on social value each year"
    False
    >>> with_slips("NELC, at 5", random.Random(2), 1)
    'NELC, at 5'
    """

    def typed(match: re.Match[str]) -> str:
        word = match.group()
        return (
            word if word.isupper() or draw.random() * every >= 1 else draw.choice(SLIPS)(word, draw.randrange(len(word)), draw)
        )

    return WORD.sub(typed, text)


def _left_out(word: str, at: int, draw: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _twice(word: str, at: int, draw: random.Random) -> str:
    return word[: at + 1] + word[at:]


def _swapped(word: str, at: int, draw: random.Random) -> str:
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _beside(word: str, at: int, draw: random.Random) -> str:
    return word[:at] + draw.choice(BESIDE_KEYS[word[at].lower()]) + word[at + 1 :]


SLIPS: tuple[Callable[[str, int, random.Random], str], ...] = (_left_out, _twice, _swapped, _beside)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.slips", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--every", type=int, default=6, help="one word in so many gets a slip (default: 6)")
    parser.add_argument("--seed", type=int, default=1, help="what makes the slips (default: 1)")
    parser.add_argument("--questions", type=int, default=400, help="how many of the open questions are put (default: 400)")
    given = parser.parse_args(arguments)
    draw = random.Random(given.seed)
    written = list(bank.select(bank.read_bank(), "dev"))
    draw.shuffle(written)
    written = written[: given.questions]
    with asking(LIBRARY, None) as ask:
        for name, questions in (
            ("as written", written),
            ("with slips", [_mistyped(one, draw, given.every) for one in written]),
        ):
            figures = measure_all(generate(questions, ask))
            told = (f"{figure} {figures[figure].value:.3f}" for figure in SHOWN if figures[figure].value is not None)
            print(f"{name}, {len(questions)} questions: {', '.join(told)}")
    return 0


def _mistyped(one: Question, draw: random.Random, every: int) -> Question:
    return one.model_copy(update={"question": with_slips(one.question, draw, every)})


if __name__ == "__main__":
    sys.exit(main())
