"""Whether the passages that were found answer the question, or the documents are silent: a few signs, weighed into one figure.

Nothing here knows a subject. Where a document has a list of known questions, what is looked at is how near the first passage is, which of the
question's words it holds, which no passage holds, whether a figure that is asked for is there at all, how near those known questions are that its
clauses settle and those that none does, how likely by them it is that any clause settles this one, and, where these leave it open, what a model
makes of question and passage read together (`assistant.retrieve.reader`). Of a document without a list reading alone decides: words tell of one
writer's questions and mislead on the next one's. The weights and the bars were fitted on development sets (`evidence.yaml` says how);
docs/adr/0006 has both errors at each bar.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.errors import ClausewiseError
from assistant.retrieve.passages import Ranked
from assistant.rules import strict_yaml
from ingest.known_questions import Near
from ingest.lexical import terms
from ingest.reading import Occurrence

READ = 3
"""Passages that are read for the question's words."""
READ_LISTED, READ_UNLISTED = 2, 3
"""Passages found first that are read together with the question, of a document with a list of known questions and of one without."""
READ_MOST = 3.0
"""Odds that are read count up to so much, either way, in their logarithm: hence reading can be left where it could not turn the answer.
Counted up to 4 they told a little more, and a third more questions had to be read (docs/adr/0012)."""
HARDLY_MATCHED, STRANGE = 0.3, 0.42
"""A question with hardly a word of the first passage has to be so near to a known one that is settled: of matters that no known question is on
the classifier tells nothing ("does it say anything about dogs?"). Of 1,106 on the development sets it silences one that is answered."""
FAR, HARDLY_READ = 0.43, -2.0
"""A question that is no nearer than so to any known question that is settled, and of which reading makes next to nothing, is not answered either,
however many words a passage shares with its story: of some 105 such on the development sets 3 are answered."""
NOT_READ = -1.0
"""Whether a thing is spoken of for which the documents have no word is answered where reading makes something of it."""
READ_SURELY = 1.0
"""Where a figure is asked for and the first passage gives one of its kind, reading that answers so likely settles it: on the bank's open part and
650 questions by strangers that the signs silence so are two, both answered."""
SURELY_SETTLED, SURELY_UNSETTLED, APART = 0.75, 0.9, 0.1
"""From how near a known question on is taken for the one that is asked, where it is the nearest of all (docs/adr/0014); one that nothing settles,
where the nearest that is settled is so much farther: "in 2020?" and "in 2021?" are as good as one."""
FITTED = Path(__file__).with_suffix(".yaml")

_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_NUMBER = (
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred"
    r"|thousand|million|half|third|quarter|fifth|tenth|once|twice|double|daily|weekly|monthly|quarterly|yearly|annual(?:ly)?"
    r"|free|any time)\b"
)
_PERCENT = (
    r"\d ?%|\bper ?cent|\bpercentage|\b(?:half|third|quarter|fifth|tenth)s?\b|\d (?:points|marks)|out of (?:\d|ten|a hundred)"
)
_DAY = (
    r"\b(?:19|20)\d\d\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|noon|midnight)\b"
    r"|\d ?(?:am|pm|hours?|days?|weeks?|months?|years?)\b|\b(?:each|every|per) (?:day|week|month|quarter|year)"
    r"|annual|before|after|once|beginning|end of"
)
_ASKS_PERCENT = (
    r"\b(?:what|which|how (?:big|high|large) an?)\b.{0,25}\b(?:percentage|per ?cent|share|proportion|weighting|part)\b"
    r"|\bhow much of\b|\bwhat weight\b"
)
_PRICE = r"(?:prices?|costs?|fees?|fines?|fares?|charges?|rents?|threshold|budget)"
_ASKS_MONEY = (
    r"\bhow much (?:is|are|was|were|does|do|did|will|would|can|must|money)\b"
    rf"|\bwhat(?:['’]s| is| are| was| were)? (?:the|your|my|our|its|an?)\b.{{0,20}}\b{_PRICE}\b|\b(?:what|which) {_PRICE}\b"
    r"|\b(?:what|which)\b.{0,20}\bvalue (?:does|do|is|must|can|will)\b|\b(?:at|over|above|below|under) what\b.{0,20}\bvalue\b"
)
_ASKS_NUMBER = r"\bhow (?:many|long|often|soon|old|big|heavy|loud|far|high|wide|tall|late|early|quickly|large|close)\b"
_ASKS_DAY = r"\bwhen (?:is|are|was|were|will|did|does|do|must|should|can)\b|\b(?:what|which) (?:date|day|time|year|month)\b"
_FIGURES = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(held, re.IGNORECASE))
    for asked, held in (
        (_ASKS_PERCENT, _PERCENT),
        (_ASKS_MONEY, rf"£|{_NUMBER}"),
        (_ASKS_NUMBER, _NUMBER),
        (_ASKS_DAY, _DAY),
    )
)
"""Figures by kind: how they are asked for, and what a passage holds that gives one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How far the passages found cover a question.

    `near` is the first passage's dense score (a cosine, at most 1). `matched` and `missing` count words, a rare one as 1 and one
    that many passages hold as less: those of the question that the first passage holds, and those of its own sentence
    that none of the first three holds. `lacking` is a figure that is asked for where the first passage has none of its kind. `length`
    is the question's words: the longer it is told, the more of them no passage holds. `known` is how near the known questions
    are of the document of the first passage; None without a list of such. `placed` is the logarithm of the odds, by a classifier of those, that
    some clause settles it; 0 without one. `strange` is whether it is asked if a thing is spoken of at all for which the documents have no word.
    """

    near: float
    matched: float
    missing: float
    lacking: bool
    length: int
    known: Near | None = None
    placed: float = 0.0
    strange: bool = False


@dataclass(frozen=True, slots=True)
class Readings:
    """What reading counts where nobody has listed questions: of the passage found first, and the mean of the first three."""

    constant: float
    first: float
    mean: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts where a document has a list of known questions."""

    constant: float
    near: float
    matched: float
    missing: float
    lacking: float
    length: float
    read: float
    settled: float
    unsettled: float
    placed: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights with known questions and without, and the strength from which a question is answered."""

    listed: Weights
    unlisted: Readings
    listed_bar: float
    unlisted_bar: float


def passages_read(evidence: Evidence | None) -> int:
    """How many of the passages found first are read together with the question."""
    return READ_LISTED if evidence and evidence.known else READ_UNLISTED


def answering(evidence: Evidence | None, readings: Iterable[float]) -> int | None:
    """The place, from 0, of the passage that answers the question: the first, unless reading says another; None where none does.

    `evidence` is None for a search that found none. `readings` are the logarithms of the odds that each of the first passages answers,
    as many as `passages_read` says. Each takes as long as the search, so they are taken one by one, and only where they decide.
    """
    if evidence is None:
        return None
    if evidence.known is None:
        return 0 if read_alone(list(readings), fitted().unlisted) >= fitted().unlisted_bar else None
    if (known := surely(evidence)) is not None:
        return 0 if known else None
    if evidence.matched < HARDLY_MATCHED and evidence.known.settled < STRANGE:
        return None
    if evidence.strange or evidence.known.settled < FAR:
        readings = list(readings)
        if max(readings) < (NOT_READ if evidence.strange else HARDLY_READ):
            return None
    weights, bar = fitted().listed, fitted().listed_bar
    least, most = (strength(evidence, odds, weights) >= bar for odds in (-READ_MOST, READ_MOST))
    if least == most:
        return 0 if least else None
    return next((place for place, read in enumerate(readings) if strength(evidence, read, weights) >= bar), None)


def surely(evidence: Evidence) -> bool | None:
    """Whether the documents answer, where a known question is as good as the one that is asked; None where none is, or the classifier of
    known questions tells otherwise."""
    near = evidence.known
    if near is None:
        return None
    if near.settled >= SURELY_SETTLED and near.is_settled:
        return True if evidence.placed >= 0 else None
    return (
        False
        if near.unsettled >= SURELY_UNSETTLED and near.unsettled - near.settled >= APART and evidence.placed <= 0
        else None
    )


def read_alone(readings: Sequence[float], weights: Readings) -> float:
    """The logarithm of the odds that the question is answered, by what reading the first passages tells.

    >>> read_alone([1.0, -1.0, -3.0], Readings(constant=0.5, first=0.25, mean=0.5)), read_alone([], Readings(0.5, 0.25, 0.5))
    (0.25, -inf)
    """
    if not readings:
        return -math.inf
    return weights.constant + weights.first * readings[0] + weights.mean * math.fsum(readings) / len(readings)


def strength(evidence: Evidence, read: float, weights: Weights) -> float:
    """The logarithm of the odds that the question is answered, were as many questions silent as not, by a list of known questions.

    >>> even = Weights(-3.0, near=6.0, matched=1.0, missing=-1.0, lacking=-1.0, length=0.5, read=0.25, settled=0.0, unsettled=0.0, placed=0.0)
    >>> signs = Evidence(near=0.5, matched=0.0, missing=0.0, lacking=False, length=1)
    >>> strength(signs, 0.0, even), strength(signs, -1.0, even), strength(signs, -9.0, even)
    (0.0, -0.25, -0.75)
    """
    return (
        weights.constant
        + weights.near * evidence.near
        + weights.matched * math.log1p(evidence.matched)
        + weights.missing * math.log1p(evidence.missing)
        + weights.lacking * evidence.lacking
        + weights.length * math.log(max(evidence.length, 1))
        + weights.read * bounded(read)
        + (weights.settled * evidence.known.around_settled if evidence.known else 0.0)
        + (weights.unsettled * evidence.known.around_unsettled if evidence.known else 0.0)
        + weights.placed * evidence.placed
    )


def bounded(read: float) -> float:
    """Odds that were read, in their logarithm, as far as they count."""
    return max(-READ_MOST, min(READ_MOST, read))


def evidence(
    question: str, ranked: Sequence[Ranked], occurrences: Sequence[Occurrence], *, strange: bool = False
) -> Evidence | None:
    """The signs; None where nothing was found. `occurrences` are those of the question's words among the passages ranked, `strange` goes into
    the signs as it is."""
    if not ranked:
        return None
    first, read = ranked[0].passage, [found.passage.id for found in ranked[:READ]]
    own = set(terms(own_sentence(question)))
    return Evidence(
        near=ranked[0].dense,
        matched=math.fsum(rarity(word.passages, word.of) for word in occurrences if first.id in word.among),
        missing=math.fsum(
            rarity(word.passages, word.of) for word in occurrences if word.word in own and word.among.isdisjoint(read)
        ),
        lacking=lacks_figure(question, first.text),
        length=len(question.split()),
        known=ranked[0].known,
        placed=ranked[0].placed.settled_odds if ranked[0].placed else 0.0,
        strange=strange,
    )


def is_known(ranked: Sequence[Ranked]) -> bool | None:
    """Whether some clause settles the question, as far as known questions tell; None without a list of such."""
    if not ranked or ranked[0].known is None:
        return None
    placed = ranked[0].placed
    return placed.settled_odds > 0 if placed else ranked[0].known.is_settled


def known_share(ranked: Sequence[Ranked]) -> float:
    """How much of a question the documents are known to settle: as much as its nearest known question is like it, where that is settled."""
    near = ranked[0].known if ranked else None
    return near.settled if near and near.is_settled else 0.0


def rarity(holding: int, passages: int) -> float:
    """What a word tells that so many of all passages hold: its inverse document frequency, as in BM25, over that of a word in one passage.

    >>> rarity(1, 300), rarity(0, 300), round(rarity(150, 300), 2)
    (1.0, 1.0, 0.13)
    """
    return min(1.0, _idf(holding, passages) / _idf(1, max(passages, 1)))


def _idf(holding: int, passages: int) -> float:
    return math.log(1 + (max(passages - holding, 0) + 0.5) / (holding + 0.5))


def own_sentence(question: str) -> str:
    """The sentence that asks, without the situation told before it.

    >>> own_sentence("I keep hens. May I sell the eggs? Thanks.")
    'May I sell the eggs?'
    """
    sentences = [part for part in _SENTENCE.split(question.strip()) if part]
    asking = [part for part in sentences if part.endswith("?")]
    return (asking or sentences or [""])[-1]


def lacks_figure(question: str, passage: str) -> bool:
    """Whether the question asks for a figure, and the passage has none of its kind.

    >>> lacks_figure("How many hens may I keep?", "Hens may be kept."), lacks_figure("May I keep hens?", "Hens may be kept.")
    (True, False)
    """
    return any(asked.search(question) and not held.search(passage) for asked, held in _FIGURES)


@cache
def fitted() -> Fitted:
    """The weights and the bars that the product uses."""
    return fitted_in(FITTED)


def fitted_in(path: Path) -> Fitted:
    """The weights and the bars that a file holds. :raises ClausewiseError: it is not right."""
    data = strict_yaml.load(path.name, path.read_text(encoding="utf-8")).data
    try:
        listed, unlisted = ({sign: float(value) for sign, value in data[name].items()} for name in ("listed", "unlisted"))
        bars = data["bars"]
        return Fitted(Weights(**listed), Readings(**unlisted), float(bars["listed"]), float(bars["unlisted"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ClausewiseError(
            f"{path.name}: does not hold the weights and the bars; make it anew: python -m evals.retrieval.bar --write"
        ) from None
