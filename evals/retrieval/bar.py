"""`python -m evals.retrieval.bar`: fits the signs of an answer (assistant/retrieve/evidence.py) on the development sets, and shows both errors.

Two logistic regressions, one for documents with a list of known questions and one for those without, in which every set counts the same and,
within a set, the answered questions together as much as the silent ones. `--write` puts the weights and the bars into
assistant/retrieve/evidence.yaml. The originals are one of the sets, so CLAUSEWISE_ORIGINALS (default ../shared/seeds beside the project) has to name
them.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant import library
from assistant.retrieve import evidence
from assistant.retrieve.evidence import Evidence, Fitted, Readings, Weights
from assistant.service import Assistant, as_question, unnamed
from evals.retrieval import sets
from evals.retrieval.develop import originals_folder
from evals.retrieval.sets import Wanted

FOUND = 8
ANSWERED_TO_ONE_SILENT, ANSWERED_WITHOUT_LIST = 5, 3
"""How many questions that the documents answer are reckoned with for each on which they are silent; and of a document whose questions nobody
has listed."""
COST_OF_A_WRONG_ANSWER = 2
"""What an answer where the documents are silent counts, beside silence where they answer."""
LISTED_BAR = round(math.log(COST_OF_A_WRONG_ANSWER / ANSWERED_TO_ONE_SILENT), 2)
UNLISTED_BAR = round(math.log(COST_OF_A_WRONG_ANSWER / ANSWERED_WITHOUT_LIST), 2)
RIDGE = 0.003
EXACTLY = {"maxiter": 5_000, "maxfun": 50_000, "ftol": 1e-15, "gtol": 1e-9}
SHOWN_BARS = (-2.0, -1.5, LISTED_BAR, UNLISTED_BAR, 0.0, 0.5)
UNLISTED = {"added": sets.ADDED, "longer": sets.LONGER}
"""Sets of documents without a list, each in a library of its own."""

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A question of a set, whether the documents answer it, the signs of its answer, and what reading the passages found first gave (the
    logarithms of odds, one at least)."""

    group: str
    answered: bool
    found: Evidence
    readings: tuple[float, ...]

    def strength(self, fitted: Fitted) -> float:
        """The logarithm of the odds that it is answered, by these weights."""
        if self.found.known is None:
            return evidence.read_alone(self.readings, fitted.unlisted)
        return evidence.strength(self.found, max(self.readings), fitted.listed)


def cases(originals: Path) -> Iterator[Case]:
    """Every question of the development sets."""
    for name, folder in sets.readings(originals):
        with tempfile.TemporaryDirectory() as index:
            sets.take_in(Path(index), folder)
            with library.opened(Path(index)) as opened:
                put = [(name, sets.policies() + sets.silent_policies())]
                if folder is None:
                    put += [
                        ("pages", sets.pages() + sets.silent_pages()),
                        ("bank", sets.bank()),
                        ("strangers", sets.strangers()),
                        ("near misses", sets.near_misses()),
                    ]
                for group, wanted in put:
                    yield from _cases(group, opened.assistant(), wanted)
    for group, wanted in (("added", sets.added()), ("longer", sets.longer())):
        with tempfile.TemporaryDirectory() as index:
            sets.take_in_unlisted(Path(index), UNLISTED[group])
            with library.opened(Path(index)) as opened:
                yield from _cases(group, opened.assistant(), wanted)


def _cases(group: str, assistant: Assistant, wanted: Sequence[Wanted]) -> Iterator[Case]:
    for one in wanted:
        case = _case(group, assistant, one)
        if case is not None:
            yield case


def _case(group: str, assistant: Assistant, wanted: Wanted) -> Case | None:
    """None where nothing was found at all."""
    councils = assistant.holdings.councils
    query = unnamed(wanted.ask, councils) or wanted.ask
    asking = as_question(query)
    documents = [held.id for held in assistant.holdings.of(wanted.council)]
    ranked = assistant.retriever.search(query, documents=documents, councils=[wanted.council], k=FOUND)
    found = evidence.evidence(query, ranked, assistant.retriever.occurrences(query, ranked))
    if found is None:
        return None
    if found.known is None:
        ranked = assistant.reader.reordered(asking, ranked)
    readings = tuple(assistant.reader.readings(asking, ranked[: evidence.passages_read(found)]))
    return Case(group, wanted.answered, found, readings)


def fit(given: Sequence[Case]) -> Fitted:
    """The weights under which the cases are most likely, with a little ridge, and the bars as reckoned above."""
    listed = [case for case in given if case.found.known]
    unlisted = [case for case in given if case.found.known is None]
    return Fitted(Weights(*_fitted(listed)), Readings(*_fitted(unlisted)), LISTED_BAR, UNLISTED_BAR)


def _fitted(given: Sequence[Case]) -> list[float]:
    """The constant and the weights of the signs."""
    signs = np.array([[*_signs(case), 1.0] for case in given])
    answered = np.array([float(case.answered) for case in given])
    alike = Counter((case.group, case.answered) for case in given)
    counts = np.array([1.0 / alike[case.group, case.answered] for case in given])
    *weights, constant = (round(float(v), 3) for v in _likeliest(signs, answered, counts))
    return [constant, *weights]


def _signs(case: Case) -> list[float]:
    """In the order and on the scale in which `evidence` adds them up."""
    found = case.found
    if found.known is None:
        return [case.readings[0], math.fsum(case.readings) / len(case.readings)]
    return [
        found.near,
        math.log1p(found.matched),
        math.log1p(found.missing),
        float(found.lacking),
        math.log(max(found.length, 1)),
        evidence.bounded(max(case.readings)),
        found.known.around_settled,
        found.known.around_unsettled,
        found.placed,
    ]


def _likeliest(signs: Array, answered: Array, counts: Array) -> Array:
    from scipy.optimize import minimize

    # a sign of small spread needs a large weight: each is held back on the scale of its own spread, the constant not at all
    ridge = RIDGE * signs.var(axis=0)
    towards = np.where(answered > 0, 1.0, -1.0)

    def unlikely(weights: Array) -> tuple[float, Array]:
        odds = signs @ weights
        slope = signs.T @ (counts * (1 / (1 + np.exp(-odds)) - answered)) + ridge * weights
        return float(counts @ np.logaddexp(0, -towards * odds) + ridge @ weights**2 / 2), slope

    found = minimize(unlikely, np.zeros(signs.shape[1]), jac=True, method="L-BFGS-B", options=EXACTLY)
    return np.asarray(found.x)


def errors(given: Sequence[Case], fitted: Fitted, bar: float) -> tuple[float, float]:
    """Shares of the silent questions that are answered, and of the answered questions that are met with silence."""
    passed = [(case.answered, case.strength(fitted) >= bar) for case in given]
    silent = [is_answered for answered, is_answered in passed if not answered]
    answered = [not is_answered for answered, is_answered in passed if answered]
    return sum(silent) / len(silent), sum(answered) / len(answered)


def table(given: Sequence[Case]) -> str:
    """Both errors at several bars, by set: in-sample, and with the set left out of the fit."""
    fitted = fit(given)
    lines = ["answered where silent / silent where answered, in percent; in brackets with the set left out of the fit"]
    groups = list(dict.fromkeys(case.group for case in given))
    lines.append(f"{'bar':>6}  " + "  ".join(f"{group:<22}" for group in groups))
    for bar in SHOWN_BARS:
        cells = [_cell(given, group, fitted, bar) for group in groups]
        lines.append(f"{bar:>6.2f}  " + "  ".join(f"{cell:<22}" for cell in cells))
    return "\n".join(lines)


def _cell(given: Sequence[Case], group: str, fitted: Fitted, bar: float) -> str:
    inside = [case for case in given if case.group == group]
    # digests and originals hold the same questions: neither may teach the other
    kin = {"digests", "originals"} if group in ("digests", "originals") else {group}
    without = fit([case for case in given if case.group not in kin])
    (a, b), (c, d) = errors(inside, fitted, bar), errors(inside, without, bar)
    return f"{100 * a:.0f} / {100 * b:.0f}  ({100 * c:.0f} / {100 * d:.0f})"


def as_yaml(fitted: Fitted) -> str:
    """The file that the product reads."""
    lines = [
        "# Made by: python -m evals.retrieval.bar --write",
        "# What each sign of an answer counts, with known questions and without, and the bars (assistant/retrieve/evidence.py, docs/adr/0006).",
        "# Do not edit by hand.",
    ]
    for name, weights in (("listed", asdict(fitted.listed)), ("unlisted", asdict(fitted.unlisted))):
        lines += [f"{name}:", *(f"  {sign}: {value}" for sign, value in weights.items())]
    return "\n".join([*lines, "bars:", f"  listed: {fitted.listed_bar}", f"  unlisted: {fitted.unlisted_bar}", ""])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.retrieval.bar", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--write", action="store_true", help="write the weights and the bars to assistant/retrieve/evidence.yaml"
    )
    given = parser.parse_args(arguments)
    originals = originals_folder()
    if originals is None:
        print("bar: the originals are not there; name their folder in CLAUSEWISE_ORIGINALS", file=sys.stderr)
        return 2
    found = list(cases(originals))
    print(table(found))
    print(as_yaml(fit(found)), end="")
    if given.write:
        evidence.FITTED.write_text(as_yaml(fit(found)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
