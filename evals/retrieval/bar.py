"""`python -m evals.retrieval.bar`: fits the signs of an answer (assistant/evidence.py) on the development sets, and shows both errors.

A logistic regression in which every set counts the same and, within a set, the answered questions together as much as the silent ones;
without known questions each sign is held to pull its own way (`LEAST`). `--write` puts the weights and the bars into assistant/evidence.yaml. The
originals are one of the sets, so CLAUSEWISE_ORIGINALS (default ../shared/seeds beside the project) has to name them.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant import evidence, library
from assistant.evidence import Evidence, Fitted, Weights
from assistant.service import Assistant, unnamed
from evals.retrieval import sets
from evals.retrieval.develop import originals_folder
from evals.retrieval.sets import Wanted

FOUND = 8
ANSWERED_TO_ONE_SILENT, ANSWERED_WITHOUT_LIST = 5, 3
"""How many questions that the documents answer are reckoned with for each on which they are silent; and of a document whose questions nobody
has listed."""
COST_OF_A_WRONG_ANSWER = 2
"""What an answer where the documents are silent counts, beside silence where they answer."""
KNOWN_BAR = round(math.log(COST_OF_A_WRONG_ANSWER / ANSWERED_TO_ONE_SILENT), 2)
PLAIN_BAR = round(math.log(COST_OF_A_WRONG_ANSWER / ANSWERED_WITHOUT_LIST), 2)
RIDGE = 0.003
EXACTLY = {"maxiter": 5_000, "maxfun": 50_000, "ftol": 1e-15, "gtol": 1e-9}
SHOWN_BARS = (-2.0, -1.5, KNOWN_BAR, PLAIN_BAR, 0.0, 0.5)

Array = npt.NDArray[np.float64]


STRANGERS, ADDED = "strangers", "added"
LEAST = 0.05
"""What a sign counts at least its own way, without known questions: a set whose questions share few words with what settles them would turn the
sign of words that match, by which other documents are told."""
TOWARDS = (1, 1, -1, -1, 1, 1)
"""Whether a sign of `_signs` tells of an answer, or of silence."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question of a set, whether the documents answer it, the signs of its answer, and the odds that were read (their logarithm)."""

    group: str
    answered: bool
    found: Evidence
    read: float


def cases(originals: Path) -> Iterator[Case]:
    """Every question of the development sets."""
    for name, folder in sets.readings(originals):
        with tempfile.TemporaryDirectory() as index:
            sets.take_in(Path(index), folder)
            with library.opened(Path(index)) as opened:
                put = [(name, sets.policies() + sets.silent_policies())]
                if folder is None:
                    put += [("pages", sets.pages() + sets.silent_pages()), ("bank", sets.bank()), (STRANGERS, sets.strangers())]
                for group, wanted in put:
                    yield from (_case(group, opened.assistant(), one) for one in wanted)
    with tempfile.TemporaryDirectory() as index:
        sets.take_in_added(Path(index))
        with library.opened(Path(index)) as opened:
            yield from (_case(ADDED, opened.assistant(), one) for one in sets.added())


def _case(group: str, assistant: Assistant, wanted: Wanted) -> Case:
    query = unnamed(wanted.ask, assistant.holdings.councils) or wanted.ask
    documents = [held.id for held in assistant.holdings.of(wanted.council)]
    ranked = assistant.retriever.search(query, documents=documents, councils=[wanted.council], k=FOUND)
    found = evidence.evidence(query, ranked, assistant.retriever.occurrences(query, ranked))
    read = max(assistant.reader.readings(query, ranked), default=-evidence.READ_MOST)
    return Case(group, wanted.answered, found or Evidence(0.0, 0.0, 1.0, False, 1), read)


def fit(given: Sequence[Case]) -> Fitted:
    """The weights under which the cases are most likely, with a little ridge: without known questions, and, on the cases that have
    some, with them; the bars as reckoned above. Strangers' questions avoid the documents' words on purpose: words tell nothing of them, and
    they count where known questions do."""
    plain = _fitted(
        [replace(case, found=replace(case.found, known=None, placed=0.0)) for case in given if case.group != STRANGERS],
        TOWARDS,
    )
    known = [case for case in given if case.found.known]
    return Fitted(plain, _fitted(known, ()) if known else plain, PLAIN_BAR, KNOWN_BAR)


def _fitted(given: Sequence[Case], towards: Sequence[int]) -> Weights:
    """The weights of the signs, each of the first held to its own way where `towards` tells it."""
    signs = np.array([[*_signs(case), 1.0] for case in given])
    answered = np.array([float(case.answered) for case in given])
    alike = Counter((case.group, case.answered) for case in given)
    counts = np.array([1.0 / alike[case.group, case.answered] for case in given])
    *weights, constant = (round(float(v), 3) for v in _likeliest(signs, answered, counts, towards))
    return Weights(constant, *weights)


def _signs(case: Case) -> list[float]:
    """In the order and on the scale in which `evidence.strength` adds them up; without known questions theirs are left out."""
    found = case.found
    known = [found.known.around_settled, found.known.around_unsettled, found.placed] if found.known else []
    return [
        found.near,
        math.log1p(found.matched),
        math.log1p(found.missing),
        float(found.lacking),
        math.log(max(found.length, 1)),
        evidence.bounded(case.read),
        *known,
    ]


def _likeliest(signs: Array, answered: Array, counts: Array, ways: Sequence[int]) -> Array:
    from scipy.optimize import minimize

    # a sign of small spread needs a large weight: each is held back on the scale of its own spread, the constant not at all
    ridge = RIDGE * signs.var(axis=0)
    towards = np.where(answered > 0, 1.0, -1.0)

    def unlikely(weights: Array) -> tuple[float, Array]:
        odds = signs @ weights
        slope = signs.T @ (counts * (1 / (1 + np.exp(-odds)) - answered)) + ridge * weights
        return float(counts @ np.logaddexp(0, -towards * odds) + ridge @ weights**2 / 2), slope

    held = [(LEAST, np.inf) if way > 0 else (-np.inf, -LEAST) for way in ways]
    bounds = held + [(-np.inf, np.inf)] * (signs.shape[1] - len(held))
    found = minimize(unlikely, np.zeros(signs.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds, options=EXACTLY)
    return np.asarray(found.x)


def errors(given: Sequence[Case], fitted: Fitted, bar: float) -> tuple[float, float]:
    """Shares of the silent questions that are answered, and of the answered questions that are met with silence."""
    passed = [(case.answered, evidence.strength(case.found, case.read, fitted.of(case.found)) >= bar) for case in given]
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
        "# What each sign of an answer counts, without known questions and with them, and the bars (assistant/evidence.py, docs/adr/0006).",
        "# Do not edit by hand.",
    ]
    for name, weights in (("plain", fitted.plain), ("known", fitted.known)):
        lines += [f"{name}:", *(f"  {sign}: {value}" for sign, value in asdict(weights).items())]
    return "\n".join([*lines, "bars:", f"  plain: {fitted.plain_bar}", f"  known: {fitted.known_bar}", ""])


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.retrieval.bar", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights and the bars to assistant/evidence.yaml")
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
