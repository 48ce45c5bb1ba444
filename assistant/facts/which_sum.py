"""Which of several sums is the contract's value, told by a small fitted model where the rules leave it open, and only where it is sure.

Each sum is weighed by the words round it, by what the rules tell of it, and by how it stands to the other sums. The weights are data
(`which_sum.json`), fitted by `python -m evals.which_sum.fit`, and so are the two bars (docs/adr/0032).
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant import words
from assistant.facts.beside import is_added, is_of_another, is_paid_before, is_the_one, is_year
from assistant.facts.money import Money, MoneyRead
from assistant.facts.sum_roles import is_former, is_optional, is_vat_named
from assistant.facts.text import Question
from assistant.facts.value import ValueRead, with_vat
from assistant.facts.vat import VatMark, differ_by_vat
from assistant.model import Vat

FITTED = Path(__file__).with_suffix(".json")
ALWAYS = "always"
"""The sign that every sum has."""
_MOST_SUMS = 12
"""Of more sums than a message holds, nothing is told."""
_STOPS = {".", "?", "!", ";"}
_LEAST_WORDS = 20
"""In fewer words the rules see as much as can be seen: "the budget is £90k and the estimate is £104k" is to be asked about."""
_PARTS = {",", "(", ")", ":", "-", "and", "but", "‹sum›"}
_NEAR, _FAR, _PAIRED, _LETTERED, _REACH = 4, 12, 7, 8, 40
_LETTERS, _LONG_CLAUSE = 4, 8
_ROUND = 10_000_00
_PAST = frozenset({
    "was", "were", "had", "did", "went", "cost", "paid", "spent", "got", "took", "came",
    "gave", "bought", "charged", "ran", "quoted", "thought", "used", "put", "made", "lost", "won",
})  # fmt: skip
_NOW = frozenset({
    "is", "are", "it's", "that's", "we're", "they're", "they'll", "i'm", "has",
    "have", "comes", "stands", "costs", "wants", "goes", "does", "do", "be",
})  # fmt: skip
_TO_COME = frozenset({
    "will", "would", "we'll", "it'll", "i'll", "going", "should",
    "expect", "expects", "expected", "shall", "can", "could", "may", "might",
})  # fmt: skip

Figure = tuple[int, int | None, object]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weights of the signs, the least odds (as logarithms) that the sum told has, the most that any other has, and the most of a sum that the
    rules settled on and that is doubted."""

    weights: Mapping[str, float]
    least: float
    most_of_others: float
    doubted: float


def sum_told(question: Question, money: MoneyRead, marks: Sequence[VatMark], value: ValueRead) -> MoneyRead | None:
    """The sums with the one that is surely the contract's value as the only value, where the rules left it open; with several that may be the
    value where they settled on one that is surely none, or none where that one alone is told, and was paid before; else None."""
    if not is_weighed(question, money, value):
        return None
    groups = figures(money.sums)
    if not 1 <= len(groups) <= _MOST_SUMS:
        return None
    settled_on = by_rules(money, value)
    if (value.amount is not None or value.rate is not None) and not settled_on:
        return None
    alone = bool(settled_on) and len(groups) < 2
    if alone and not all(is_paid_before(question, one.first, one.end) for one in money.sums if one.role == "value"):
        return None
    table = fitted()
    scored = {figure: score(table.weights, found) for figure, found in signs(question, money.sums, marks).items()}
    if settled_on and max(scored[one] for one in settled_on) > table.doubted:
        return None
    if alone:
        return _without_value(money)
    chosen = told(scored, table.least, table.most_of_others)
    if chosen is not None and chosen not in settled_on:
        return with_value(money, chosen)
    return _with_all_open(money) if settled_on else None


def told(scored: Mapping[Figure, float], least: float, most_of_others: float) -> Figure | None:
    """The one figure whose odds are at least `least` while every other's are at most `most_of_others`; one with VAT taken off or put on is no other.

    >>> told({(100, 100, None): 2.0, (900, 900, None): -3.0}, 1.0, -1.0), told({(100, 100, None): 2.0, (900, 900, None): 0.0}, 1.0, -1.0)
    ((100, 100, None), None)
    """
    ranked = sorted(scored, key=lambda figure: -scored[figure])
    if not ranked or scored[ranked[0]] < least:
        return None
    best = ranked[0]
    return best if all(scored[one] <= most_of_others or is_with_vat(one, best) for one in ranked[1:]) else None


def is_weighed(question: Question, money: MoneyRead, value: ValueRead) -> bool:
    """Whether a message is one of which the model may tell: of some length, with sums and nothing else that has to be asked of them."""
    if (
        money.doubts
        or not 1 <= len(money.sums) <= 2 * _MOST_SUMS
        or any(one.chain and not one.chain.placed for one in money.sums)
    ):
        return False
    return sum(token.kind == "word" for token in question.tokens) >= _LEAST_WORDS


def by_rules(money: MoneyRead, value: ValueRead) -> frozenset[Figure]:
    """The one figure that the rules settled on, with what is the same but for VAT; none where they left it open or made the value of several."""
    if value.amount is None and value.rate is None:
        return frozenset()
    said = {_figure(one) for one in money.sums if one.role == "value"}
    return (
        frozenset(said)
        if said and all(is_with_vat(one, other) or one == other for one in said for other in said)
        else frozenset()
    )


def is_with_vat(one: Figure, other: Figure) -> bool:
    """Whether a figure may be the other with VAT at the standard rate, to the pound.

    >>> is_with_vat((13_000_000, 13_000_000, None), (15_600_000, 15_600_000, None))
    True
    """
    return one[2] == other[2] and differ_by_vat(one[0], other[0])


def figures(sums: Sequence[Money]) -> dict[Figure, list[Money]]:
    """The sums that may be the value, those that say the same figure together."""
    groups: dict[Figure, list[Money]] = {}
    for one in sums:
        if one.role != "each":
            groups.setdefault(_figure(one), []).append(one)
    return groups


def _figure(one: Money) -> Figure:
    return one.low_pence, one.high_pence, one.every_months


def with_value(money: MoneyRead, chosen: Figure) -> MoneyRead:
    """The sums with the chosen figure as a value, and none else but the same with VAT."""
    kept = tuple(
        one if one.role == "each" else replace(one, role="value" if _is_kept(one, chosen) else "other") for one in money.sums
    )
    return replace(money, sums=kept)


def _with_all_open(money: MoneyRead) -> MoneyRead:
    """The sums with every one that is told beside the value as one that may be it."""
    return replace(money, sums=tuple(replace(one, role="value") if one.role == "other" else one for one in money.sums))


def _without_value(money: MoneyRead) -> MoneyRead:
    """The sums with none that may be the value: "the last supplier was paid £6,000", and what the new one will cost is not told."""
    return replace(money, sums=tuple(replace(one, role="other") if one.role == "value" else one for one in money.sums))


def _is_kept(one: Money, chosen: Figure) -> bool:
    figure = _figure(one)
    return figure == chosen or (one.role == "value" and is_with_vat(figure, chosen))


def score(weights: Mapping[str, float], found: Sequence[str]) -> float:
    """The odds, as a logarithm, that the sum with these signs is the value."""
    return sum(weights.get(sign, 0.0) for sign in (ALWAYS, *found))


def signs(question: Question, sums: Sequence[Money], marks: Sequence[VatMark]) -> dict[Figure, tuple[str, ...]]:
    """Everything that the model weighs of each figure, each sign once."""
    groups = figures(sums)
    hidden = _hidden(question, sums)
    bases = {_figure(one.money): one.vat for one in with_vat(question, sums, tuple(marks)) if one.vat}
    ours = {figure for figure, said in groups.items() if any(is_the_one(question, one.first) for one in said)}
    found: dict[Figure, tuple[str, ...]] = {}
    for figure, said in groups.items():
        every = itertools.chain(
            *(itertools.chain(_words_round(hidden, one), _by_rules(question, one)) for one in said),
            _of_figure(figure, groups, sums),
            _beside_others(figure, bases, ours),
        )
        found[figure] = tuple(dict.fromkeys(every))
    return found


def _hidden(question: Question, sums: Sequence[Money]) -> tuple[str, ...]:
    """The tokens by which words are weighed: stems, with every sum, year and number put alike."""
    shown = [_shown(question, at) for at in range(len(question.tokens))]
    for one in sums:
        for at in range(one.first, one.end):
            if question.at(at).kind == "number" or question.word(at) in ("£", "k", "m", "grand", "million", "thousand"):
                shown[at] = ""
        shown[one.first] = "‹sum›"
    return tuple(shown)


def _shown(question: Question, at: int) -> str:
    token = question.at(at)
    if token.kind == "number":
        return "‹year›" if is_year(token.text) else "#"
    return words.key(token.text) if token.kind == "word" else token.text


def _words_round(hidden: Sequence[str], one: Money) -> Iterator[str]:
    """The words before and after a sum in its sentence, and pairs of those that are near."""
    before = _until_stop(hidden, range(one.first - 1, -1, -1))
    after = _until_stop(hidden, range(one.end, len(hidden)))
    yield from _one_side("b", before)
    yield from _one_side("a", after)
    yield from _clause(before)


def _clause(near_first: Sequence[str]) -> Iterator[str]:
    """What the clause before a sum opens with: what the sum is told of."""
    clause = tuple(itertools.takewhile(lambda word: word not in _PARTS, near_first))
    yield f"clause:{min(len(clause), _LONG_CLAUSE)}"
    if clause:
        yield f"opens2:{' '.join(clause[:-3:-1])}"
        yield from (f"opens:{word}" for word in clause[:-4:-1])


def _one_side(name: str, near_first: Sequence[str]) -> Iterator[str]:
    """The words on one side of a sum, those next to it apart from the others; long ones also by their first letters."""
    said = near_first[:_FAR]
    ended = [*said, "^"] if len(said) < _FAR else said
    yield from (f"letters:{word[:_LETTERS]}" for word in said[:_LETTERED] if len(word) > _LETTERS and word.isalpha())
    yield f"{name}1:{ended[0]}"
    yield f"{name}2:{' '.join(ended[:2])}"
    yield from (f"{name}:{word}" for word in ended[:_NEAR])
    yield from (f"{name}far:{word}" for word in said)
    yield from (f"{name}pair:{one} {other}" for one, other in itertools.pairwise(ended[:_PAIRED]))


def _until_stop(hidden: Sequence[str], places: range) -> list[str]:
    """The words at these places, as far as the sentence goes."""
    words_to_stop = itertools.takewhile(lambda word: word not in _STOPS, (hidden[at] for at in places))
    return list(itertools.islice(filter(None, words_to_stop), _REACH))


def _by_rules(question: Question, one: Money) -> Iterator[str]:
    """What the rules tell of a sum, and how its sentence speaks."""
    yield f"role:{one.role}"
    yield f"bound:{one.bound}"
    if one.counted:
        yield "rule:counted"
    if one.every_months is not None:
        yield "rule:rate"
    told_by = {
        "former": is_former(question, one.first, one.end),
        "another": is_of_another(question, one.first, one.end),
        "the one": is_the_one(question, one.first),
        "added": is_added(question, one.first, one.end),
        "optional": is_optional(question, one.first),
        "vat itself": is_vat_named(question, one.end),
    }
    yield from (f"rule:{name}" for name, holds in told_by.items() if holds)
    yield from _sentence(question, one)


def _sentence(question: Question, one: Money) -> Iterator[str]:
    start = next((at for at in range(one.first, one.first - _REACH, -1) if question.word(at - 1) in _STOPS), one.first - _REACH)
    stop = next((at for at in range(one.end, one.end + _REACH) if question.word(at) in _STOPS), one.end + _REACH)
    held = frozenset(question.words(start, stop))
    if question.word(stop) == "?":
        yield "sentence:asks"
    yield from (
        f"sentence:{name}"
        for name, tense in (("past", _PAST), ("now", _NOW), ("to come", _TO_COME))
        if not tense.isdisjoint(held)
    )
    verb = next((word for word in reversed(question.words(start, one.first)) if word in _PAST | _NOW | _TO_COME), "")
    yield f"verb:{verb}"
    yield from (f"sentence:{word}" for word in ("value", "contract", "vat", "social") if word in held)


def _of_figure(figure: Figure, groups: Mapping[Figure, Sequence[Money]], sums: Sequence[Money]) -> Iterator[str]:
    """Where a figure stands among the others, and how large it is."""
    order = sorted(groups, key=lambda one: groups[one][0].first)
    sizes = sorted(one[0] for one in groups)
    yield f"sums:{min(len(order), 5)}"
    if len(order) > 1:
        yield "place:first" if figure == order[0] else "place:last" if figure == order[-1] else "place:between"
        yield "size:largest" if figure[0] == sizes[-1] else "size:smallest" if figure[0] == sizes[0] else "size:between"
        yield f"share:{round(math.log2(max(1, sizes[-1]) / max(1, figure[0])))}"
    if len(groups[figure]) > 1:
        yield "said twice"
    if any(is_with_vat(figure, one) for one in order):
        yield "size:with vat"
    if len(order) > 2 and 2 * figure[0] == sum(sizes):
        yield "size:all others"
    yield f"digits:{min(len(str(figure[0] // 100)), 8)}"
    yield "round" if figure[0] % _ROUND == 0 else "not round"
    if any(one.role == "each" for one in sums):
        yield "a price of one"


def _beside_others(figure: Figure, bases: Mapping[Figure, Vat], ours: Collection[Figure]) -> Iterator[str]:
    """What is said of a figure or of another alone: its basis, or that it is this contract's."""
    for name, of in (("basis", bases), ("ours", ours)):
        yield f"{name}:its own" if figure in of else f"{name}:of another" if of else f"{name}:of none"


@cache
def fitted() -> Fitted:
    """The fitted weights and bars."""
    read = json.loads(FITTED.read_text(encoding="utf-8"))
    return Fitted(read["weights"], read["least"], read["most_of_others"], read["doubted"])
