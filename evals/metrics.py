"""The scorers. Each takes one record and gives a part and a whole, or None where the question does not ask for it.

A metric over many records is the sum of the parts over the sum of the wholes, and "not measured" is counted apart. A record
that crashed is measured by `failures` alone. The first paragraph of each scorer's docstring is its formula, and is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from evals.bank import NATION, NATIONAL_DOCUMENT, Question
from evals.figures import Figure, read_data, read_figures, supported, with_coarser
from evals.run import Answered, Record

Share = tuple[float, float]
"""A part and the whole it is of."""
Scorer = Callable[[Question, Answered], Share | None]
Documents = Mapping[str, str]
"""The document id of each council's slug."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A scorer under its name. `total` tells that the sum of the parts is the figure (a count), and not a share."""

    name: str
    scorer: Scorer
    better: str = "higher"
    total: bool = False

    @property
    def formula(self) -> str:
        """The scorer's own account of itself."""
        return " ".join((self.scorer.__doc__ or "").split("\n\n")[0].split())

    def measure(self, record: Record) -> Share | None:
        """The record's share, None where it is not measured."""
        return None if record.answer is None else self.scorer(record.question, record.answer)


def outcome_accuracy(question: Question, answer: Answered) -> Share | None:
    """Answers whose outcome is the one written down / questions that write one down (null, no verdict, counts as one)."""
    return _one(answer["outcome"] == question.expect.outcome) if question.expect.asks_outcome else None


def status_accuracy(question: Question, answer: Answered) -> Share | None:
    """Answers whose status is one of those written down / all questions."""
    return _one(answer["status"] in question.expect.statuses)


def council_accuracy(question: Question, answer: Answered) -> Share | None:
    """Answers whose council is the one written down / questions that write one down (null counts as one)."""
    return _one(answer["council"] == question.expect.council) if question.expect.asks_council else None


def clause_recall(question: Question, answer: Answered) -> Share | None:
    """Mean over questions with clauses: clauses wanted that are cited / clauses wanted (one of its alternatives will do)."""
    wanted = question.expect.wanted
    if not wanted:
        return None
    cited = set(cited_clauses(answer))
    found = [any(place(label, question) in cited for label in alternatives) for alternatives in wanted]
    return sum(found) / len(found), 1.0


def clause_precision(question: Question, answer: Answered) -> Share | None:
    """Mean over questions with clauses that are answered with citations: citations that are wanted, or written down as right to cite / citations."""
    cited = cited_clauses(answer)
    if not question.expect.wanted or not cited:
        return None
    right = {place(label, question) for alternatives in question.expect.wanted for label in alternatives}
    right |= {place(label, question) for label in question.expect.also}
    return sum(citation in right for citation in cited) / len(cited), 1.0


def hit_at_1(question: Question, answer: Answered) -> Share | None:
    """Answers whose first citation is a wanted clause / questions with clauses."""
    if not question.expect.wanted:
        return None
    cited = cited_clauses(answer)
    right = {place(label, question) for alternatives in question.expect.wanted for label in alternatives}
    return _one(bool(cited) and cited[0] in right)


def figure_exactness(question: Question, answer: Answered) -> Share | None:
    """Answers that show every figure written down, with its unit / questions that write figures down."""
    return _one(not missing_figures(question, answer)) if question.expect.figures else None


def forbidden_figures(question: Question, answer: Answered) -> Share | None:
    """Answers that show none of the figures they must not / questions that forbid figures."""
    if not question.expect.not_figures:
        return None
    shown = set(read_figures(shown_text(answer)))
    return _one(not any(figure in shown for text in question.expect.not_figures for figure in read_figures(text)))


def unsupported_figures(question: Question, answer: Answered) -> Share | None:
    """Count of figures in headline and text that stand in no cited passage, nor in question, history, facts, trace or the day asked."""
    return float(len(figures_without_support(question, answer))), 1.0


def words_shown(question: Question, answer: Answered) -> Share | None:
    """Answers that show every name or word written down, case aside / questions that write words down."""
    if not question.expect.words:
        return None
    shown = _folded(shown_text(answer))
    return _one(all(_folded(word) in shown for word in question.expect.words))


def missing_facts(question: Question, answer: Answered) -> Share | None:
    """Answers that ask for exactly the facts written down, no more and no fewer / questions that write them down (none counts)."""
    expected = question.expect.missing
    return _one(set(answer["missing"]) == set(expected)) if expected is not None else None


def warnings_given(question: Question, answer: Answered) -> Share | None:
    """Mean over questions with warnings: warnings written down that are given / warnings written down."""
    wanted = question.expect.warnings
    given = {warning["code"] for warning in answer["warnings"]}
    return (sum(code in given for code in wanted) / len(wanted), 1.0) if wanted else None


def silence_recall(question: Question, answer: Answered) -> Share | None:
    """Silent answers (abstained or refused) to questions nothing loaded settles / questions nothing loaded settles."""
    return _one(is_silent(answer)) if wants_silence(question) else None


def silence_precision(question: Question, answer: Answered) -> Share | None:
    """Questions nothing loaded settles, or that may be taken so, among the silent answers / silent answers."""
    return _one(may_be_silent(question)) if is_silent(answer) else None


def wants_silence(question: Question) -> bool:
    """Whether silence is the only right answer."""
    return set(question.expect.statuses) <= {"abstained", "refused"}


def may_be_silent(question: Question) -> bool:
    return bool(set(question.expect.statuses) & {"abstained", "refused"})


def is_silent(answer: Answered) -> bool:
    return answer["status"] in ("abstained", "refused")


METRICS: tuple[Metric, ...] = (
    Metric("outcome_accuracy", outcome_accuracy),
    Metric("status_accuracy", status_accuracy),
    Metric("council_accuracy", council_accuracy),
    Metric("clause_recall", clause_recall),
    Metric("clause_precision", clause_precision),
    Metric("hit_at_1", hit_at_1),
    Metric("figure_exactness", figure_exactness),
    Metric("forbidden_figures", forbidden_figures),
    Metric("unsupported_figures", unsupported_figures, better="lower", total=True),
    Metric("words_shown", words_shown),
    Metric("missing_facts", missing_facts),
    Metric("warnings_given", warnings_given),
    Metric("silence_recall", silence_recall),
    Metric("silence_precision", silence_precision),
)


def shown_text(answer: Answered) -> str:
    """What the reader sees: headline and text."""
    return f"{answer['headline']}\n{answer['text']}"


def cited_clauses(answer: Answered) -> list[tuple[str, str]]:
    """Document and clause of each citation in order, each clause once."""
    ordered = sorted(answer["citations"], key=lambda citation: citation["n"])
    return list(dict.fromkeys((citation["document"], citation["clause"]) for citation in ordered))


def place(label: str, question: Question) -> tuple[str, str]:
    """A wanted label as document and clause: `norwich:Introduction`, or a label of the question's own document.

    Raises KeyError where the question is about several councils and the label names none.
    """
    slug, colon, rest = label.partition(":")
    if colon and slug in DOCUMENTS:
        return DOCUMENTS[slug], rest
    return question.expect.document or DOCUMENTS[question.about], label


DOCUMENTS: Documents = {
    "south-norfolk": "south-norfolk-social-value-policy",
    "norwich": "norwich-social-value-framework",
    "north-east-lincolnshire": "north-east-lincolnshire-social-value-policy",
    "southend": "southend-social-value-policy",
    "west-norfolk": "west-norfolk-social-value-report",
    NATION: NATIONAL_DOCUMENT,
}


def missing_figures(question: Question, answer: Answered) -> list[str]:
    """The figures written down that headline and text do not show."""
    shown = set(read_figures(shown_text(answer)))
    return [text for text in question.expect.figures if not all(supported(figure, shown) for figure in read_figures(text))]


def figures_without_support(question: Question, answer: Answered) -> list[Figure]:
    """The figures shown that stand nowhere they could come from: cited passages with their names, question, history, facts, trace, the day."""
    sources = with_coarser(set(_sources(question, answer)))
    shown = dict.fromkeys(read_figures(_without_marks(shown_text(answer))))
    return [figure for figure in shown if not supported(figure, sources)]


def _sources(question: Question, answer: Answered) -> list[Figure]:
    places = [[c["text"], c["title"], c["publisher"], c["clause"], c["heading"]] for c in answer["citations"]]
    said: list[Any] = [
        question.question,
        *question.history,
        answer["question"],
        answer["as_of"],
        answer["facts"],
        answer["trace"],
    ]
    return [*read_data(places), *read_data(said)]


def _without_marks(text: str) -> str:
    """The text without citation marks, and without the numbers of Markdown lists."""
    return re.sub(r"^\s*\d+[.)]\s", " ", re.sub(r"\[\d+\](?:\([^)]*\))?", " ", text), flags=re.M)


def _one(right: bool) -> Share:
    return float(right), 1.0


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
