"""`python -m evals.wanted.fit`: fits the weights of what is wanted (assistant/asked/wanted.py), and shows how often they are right.

A multinomial logistic regression with a ridge, by accelerated gradient steps, on `questions.yaml`, on the development part of the
question bank, and on the development questions for retrieval. `--write` puts the weights into assistant/asked/wanted.json. Shown are
the share that is right on what was fitted, on each fifth of it with the weights of the other four fifths, and on `judged.yaml`,
`judged_second.yaml`, `judged_third.yaml`, `judged_fourth.yaml`, `judged_fifth.yaml`, `judged_sixth.yaml` and
`judged_seventh.yaml`, which were never fitted on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from assistant import library
from assistant.asked import wanted
from assistant.asked.wanted import WANTS, Want
from assistant.facts import read_facts
from assistant.retrieve.question_vector import vector_of
from assistant.service import Assistant
from evals.bank import ASKED_ON, read_bank
from evals.retrieval import sets

FOLDER = Path(__file__).parent
RIDGE, STEPS, POWER_STEPS, FIFTHS = 1.0, 600, 40, 5
JUDGED = (
    "judged.yaml",
    "judged_second.yaml",
    "judged_third.yaml",
    "judged_fourth.yaml",
    "judged_fifth.yaml",
    "judged_sixth.yaml",
    "judged_seventh.yaml",
)
LEAST_QUESTIONS = 2
"""A sign of one question alone tells nothing of others."""
DECIMALS = 2
Array = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Weights = dict[Want, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Case:
    """A question, what it wants, its signs and vectors, what it is a wording of, and its fifth; the wordings of one question are in one fifth."""

    question: str
    want: Want
    signs: tuple[str, ...]
    vector: tuple[float, ...]
    unit: str
    fifth: int


def cases(assistant: Assistant) -> list[Case]:
    """Everything that is fitted on."""
    return [_case(assistant, *given) for given in (*_written("questions.yaml"), *_of_bank(), *_of_retrieval())]


def judged(assistant: Assistant) -> list[Case]:
    """What is never fitted on."""
    return [_case(assistant, *given) for name in JUDGED for given in _written(name)]


def _written(name: str) -> Iterator[tuple[str, Want, str]]:
    for want, questions in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")).items():
        yield from ((question, want, question) for question in questions)


def _of_bank() -> Iterator[tuple[str, Want, str]]:
    """The bank's development part: an outcome is written down where a verdict is wanted, and no verdict where words are.

    Left out are questions whose answer is no verdict for another reason: several councils side by side, or a council not loaded.
    """
    for one in read_bank():
        apart = one.history or one.about == "none" or (one.about == "several" and wanted.SUBJECT.search(one.question))
        if one.split == "dev" and one.expect.asks_outcome and not apart:
            yield one.question, "verdict" if one.expect.outcome else "words", one.unit


def _of_retrieval() -> Iterator[tuple[str, Want, str]]:
    """Questions on what documents say, of policies and of pages on other subjects."""
    for one in (*sets.policies(), *sets.silent_policies(), *sets.pages(), *sets.silent_pages()):
        yield one.ask, "words", one.ask


def _case(assistant: Assistant, question: str, want: Want, unit: str) -> Case:
    alone = read_facts(question, assistant.holdings.councils, today=ASKED_ON)
    fifth = hashlib.sha256(unit.encode()).digest()[0] % FIFTHS
    vector = wanted.vectors(question, alone, vector_of, assistant.mended)
    return Case(question, want, wanted.signs(question, alone, assistant.mended), vector, unit, fifth)


def fit(given: Sequence[Case]) -> Weights:
    """The weights under which the cases are most likely, less a ridge on all but the constant."""
    shared = _shared(given)
    signs = [(wanted.new_words(case.signs, shared), *case.signs) for case in given]
    counted = Counter(sign for found in signs for sign in found)
    vocabulary = [wanted.ALWAYS, *sorted(sign for sign, times in counted.items() if times >= LEAST_QUESTIONS)]
    place = {sign: at for at, sign in enumerate(vocabulary)}
    held = [[0, *(place[sign] for sign in found if sign in place)] for found in signs]
    wants = np.array([[float(case.want == want) for want in WANTS] for case in given])
    vectors = np.array([case.vector for case in given]) * wanted.VECTOR_COUNTS
    found = _likeliest(Signs.of(held, len(vocabulary), vectors), wants)
    named = [*vocabulary, *map(wanted.of_vector, range(vectors.shape[1]))]
    return {want: {sign: round(float(found[at, n]), DECIMALS) for at, sign in enumerate(named)} for n, want in enumerate(WANTS)}


def _shared(given: Sequence[Case]) -> set[str]:
    """The signs that more than one question has, whatever its wordings: to each question, what the others tell it of."""
    units: dict[str, str | None] = {}
    for case in given:
        for sign in case.signs:
            units[sign] = case.unit if units.get(sign, case.unit) == case.unit else None
    return {sign for sign, unit in units.items() if unit is None}


@dataclass(frozen=True, slots=True)
class Signs:
    """Which signs each question has: `places` one after the other, `starts` where a question's begin, `rows` whose each is, `kinds` how many
    there are; and its vector, a row of `vectors`, whose places come after the signs."""

    places: Whole
    starts: Whole
    rows: Whole
    kinds: int
    vectors: Array

    @classmethod
    def of(cls, held: Sequence[Sequence[int]], kinds: int, vectors: Array) -> Signs:
        lengths = [len(places) for places in held]
        starts = np.cumsum([0, *lengths[:-1]])
        rows = np.repeat(np.arange(len(held)), lengths)
        return cls(np.array([at for places in held for at in places]), starts, rows, kinds, vectors)

    @property
    def size(self) -> int:
        """How many weights there are."""
        return self.kinds + len(self.vectors[0])

    def scores(self, weights: Array) -> Array:
        """The weights of each question's signs added up, and those of its vector's places by their values."""
        return np.add.reduceat(weights[self.places], self.starts, axis=0) + self.vectors @ weights[self.kinds :]

    def gathered(self, errors: Array) -> Array:
        """For each sign, the errors of the questions that have it added up; for each place of the vector, by its values."""
        each = errors[self.rows]
        of_signs = [np.bincount(self.places, weights=column, minlength=self.kinds) for column in each.T]
        return np.concatenate([np.stack(of_signs, axis=1), self.vectors.T @ errors])


def _likeliest(signs: Signs, wants: Array) -> Array:
    """Nesterov's steps from nought; the step is one over a bound on the curvature."""
    ridge = np.full((signs.size, 1), RIDGE)
    ridge[0] = 0.0
    step = 1.0 / (0.5 * _curvature(signs) + RIDGE)
    held = ahead = np.zeros((signs.size, wants.shape[1]))
    for n in range(STEPS):
        slope = signs.gathered(_shares(signs.scores(ahead)) - wants) + ridge * ahead
        moved = ahead - step * slope
        ahead = moved + n / (n + 3) * (moved - held)
        held = moved
    return held


def _curvature(signs: Signs) -> float:
    """The largest singular value of the signs, squared, by repeated multiplication, with a little to spare."""
    direction = np.ones((signs.size, 1))
    for _ in range(POWER_STEPS):
        direction = signs.gathered(signs.scores(direction / np.linalg.norm(direction)))
    return 1.05 * float(np.linalg.norm(direction))


def _shares(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def right(weights: Weights, given: Sequence[Case]) -> list[Case]:
    """The cases that the weights tell rightly."""
    return [case for case in given if wanted.told(weights, case.signs, case.vector) == case.want]


def across_fifths(given: Sequence[Case]) -> list[Case]:
    """The cases told rightly by weights that were fitted without their fifth."""
    return [
        case
        for fifth in range(FIFTHS)
        for case in right(fit([c for c in given if c.fifth != fifth]), [c for c in given if c.fifth == fifth])
    ]


def write(weights: Weights) -> None:
    """One line a sign, with its weight for each want in their order; signs that weigh nothing are left out, but for words, which are known."""
    rows = {sign: [weights[want][sign] for want in WANTS] for sign in weights[WANTS[0]]}
    lines = [
        f"{json.dumps(sign, ensure_ascii=False)}: {json.dumps(row)}"
        for sign, row in rows.items()
        if any(row) or sign.startswith("w:")
    ]
    wanted.FITTED.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.wanted.fit", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--write", action="store_true", help="put the weights into assistant/asked/wanted.json")
    parser.add_argument("--show", action="store_true", help="print the questions that are told wrongly without their fifth")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as index, library.opened(Path(index)) as opened:
        fitted_on, kept_apart = cases(opened.assistant()), judged(opened.assistant())
    weights, apart = fit(fitted_on), across_fifths(fitted_on)
    _print("fitted on", right(weights, fitted_on), fitted_on)
    _print("with the weights of other fifths", apart, fitted_on)
    _print("judged", right(weights, kept_apart), kept_apart)
    if given.show:
        _show(case for case in fitted_on if case not in apart)
    if given.write:
        write(weights)
    return 0


def _print(name: str, told: Sequence[Case], of: Sequence[Case]) -> None:
    each = ", ".join(f"{want} {_count(told, want)}/{_count(of, want)}" for want in WANTS if _count(of, want))
    print(f"{name}: {len(told) / len(of):.1%} of {len(of)} ({each})")


def _count(given: Sequence[Case], want: Want) -> int:
    return sum(case.want == want for case in given)


def _show(given: Iterator[Case]) -> None:
    for case in given:
        print(f"  {case.want}: {case.question}")


if __name__ == "__main__":
    sys.exit(main())
