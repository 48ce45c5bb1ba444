"""The part that each of a message's sums plays, as a model reads it: which is the contract's value, which goes on it or off it, and which is none of
these.

The model is handed in (`Weigh`): it gives each sum the odds of each part, by the words of the whole message and by the signs that are gathered here:
the words round the sum, what the rules tell of it, and how it stands to the other sums (docs/adr/0032). What is sure enough goes before the rules; a
sum that they settled on and that is hardly the value is left open.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from assistant import words
from assistant.facts.aside.other_sums import is_added, is_difference, is_of_another, is_paid_before, is_the_one, is_year
from assistant.facts.aside.put_right import is_put_right
from assistant.facts.money.list_price import is_line_told
from assistant.facts.money.sum_roles import is_former, is_optional
from assistant.facts.money.sums import Money, MoneyRead, is_listed
from assistant.facts.money.value import ValueRead, with_vat
from assistant.facts.vat.basis import VatMark, differ_by_vat
from assistant.facts.vat.sayings import is_vat_named
from assistant.facts.words.text import Question
from assistant.model import Vat

ROLES = ("value", "other", "added", "taken off")
"""The parts that a sum may play: the contract's value, none, what goes on the value, what comes off it."""
VALUE, OTHER = 0, 1


class SumAt(NamedTuple):
    """A sum in a text: its first character and the one after its last, and its signs."""

    start: int
    end: int
    signs: tuple[str, ...]


Odds = Sequence[float]
"""The logarithms of how likely each of `ROLES` is."""
Weigh = Callable[[str, tuple[SumAt, ...]], Sequence[Odds]]
"""Tells the odds of each sum of a text."""

SURE, DOUBTED = 2.0, 1.0
"""How sure of every sum's part, in the logarithm of the odds, the model has to be where the rules leave the value open or settled on another; and the
most that it makes of what they settled on for that to be left open."""
_MOST_ODDS = 99.0
_MOST_SUMS = 12
"""Of more sums than a message holds, nothing is told."""
_LEAST_WORDS = 20
_STOPS = {".", "?", "!", ";"}
_PARTS = {",", "(", ")", ":", "-", "and", "but", "‹sum›"}
_SO = {"so", "making", "makes", "totalling", "totals", "giving", "gives", "="}
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
class Parts:
    """What a message's sums are: the figures that are the value (one, and what is the same with VAT; none where it tells no value), those that go on
    it and those that come off it; and how sure that is, in the logarithm of the odds of the least sure."""

    value: frozenset[Figure]
    added: frozenset[Figure]
    taken_off: frozenset[Figure]
    sure: float


def parts(odds: Mapping[Figure, Odds]) -> Parts:
    """What the sums are, as the model reads them. What is already in the likeliest value, or out of it, goes neither on it nor off it."""
    best = max(odds, key=lambda figure: odds[figure][VALUE])
    odds = _without_reckoned(odds, best)
    chosen = {figure: max(range(len(ROLES)), key=lambda at: said[at]) for figure, said in odds.items()}
    sure = min(
        _against(odds[figure], at)
        for figure, at in chosen.items()
        if figure == best or at != VALUE or not is_with_vat(figure, best)
    )
    values, _, added, taken_off = (
        frozenset(figure for figure, at in chosen.items() if at == role) for role in range(len(ROLES))
    )
    if len(values) > 1 and not all(is_with_vat(one, other) for one, other in itertools.combinations(values, 2)):
        best = max(values, key=lambda figure: odds[figure][VALUE])
        sure = min(sure, *(-_against(odds[figure], VALUE) for figure in values - {best}))
        values = frozenset([best])
    return Parts(values, added, taken_off, sure)


def _without_reckoned(odds: Mapping[Figure, Odds], value: Figure) -> dict[Figure, Odds]:
    """The odds, those of a sum that goes on a value or off it counted as of none where another sum and it come to the value: "£310k of the £1.24m was
    dropped, and £930k is left"."""

    def is_reckoned(one: Figure) -> bool:
        return any(
            value[0] in (other[0] - one[0], other[0] + one[0], one[0] - other[0]) for other in odds if other not in (one, value)
        )

    def as_none(said: Odds) -> Odds:
        return [said[VALUE], math.log(math.fsum(math.exp(one) for one in said[OTHER:])), -_MOST_ODDS, -_MOST_ODDS]

    return {one: as_none(said) if one != value and is_reckoned(one) else said for one, said in odds.items()}


def agrees(odds: Mapping[Figure, Odds], value: Collection[Figure]) -> float:
    """How far the model agrees that these figures are the value and no other plays a part: the logarithm of the odds of the least likely; of figures
    that are one sum with VAT and without, the likelier counts."""
    surest = max((_against(said, VALUE) for figure, said in odds.items() if figure in value), default=_MOST_ODDS)
    return min([surest, *(_against(said, OTHER) for figure, said in odds.items() if figure not in value)])


def figure_odds(question: Question, money: MoneyRead, marks: Sequence[VatMark], weigh: Weigh) -> dict[Figure, list[float]]:
    """The odds of each figure, the mean over the places where it stands."""
    groups, told = figures(weighed(question, money)), signs(question, money.sums, marks)
    places = [(figure, one) for figure, said in groups.items() for one in said]
    asked = tuple(SumAt(question.at(one.first).start, question.at(one.end - 1).end, told[figure]) for figure, one in places)
    found: dict[Figure, list[Odds]] = {}
    for (figure, _), odds in zip(places, weigh(question.text, asked), strict=True):
        found.setdefault(figure, []).append(odds)
    return {
        figure: [math.fsum(one[at] for one in said) / len(said) for at in range(len(ROLES))] for figure, said in found.items()
    }


def _against(odds: Odds, at: int) -> float:
    """The logarithm of the odds of one part against all others.

    >>> round(_against([math.log(0.8), math.log(0.1), math.log(0.1), -50.0], 0), 2)
    1.39
    """
    rest = math.log(math.fsum(math.exp(one) for place, one in enumerate(odds) if place != at) + 1e-12)
    return odds[at] - rest


def is_weighed(question: Question, money: MoneyRead) -> bool:
    """Whether the model is asked of a message: of one with several sums and nothing else that has to be asked of them, or with one that was paid
    before, in more words than a question on that itself has ("It was let in 2024 for £85k")."""
    if money.doubts or any(one.chain and not one.chain.placed for one in money.sums):
        return False
    if _is_reckoned(question, money) or _is_either(question, money):
        return False
    groups = figures(weighed(question, money))
    if len(groups) == 1:
        paid = all(is_paid_before(question, one.first, one.end) for one in money.sums if one.role == "value")
        return paid and sum(token.kind == "word" for token in question.tokens) >= _LEAST_WORDS
    return 1 < len(groups) <= _MOST_SUMS


def _is_either(question: Question, money: MoneyRead) -> bool:
    """Whether two sums are told with nothing but "or" between them, "£85k or £110k depending on options": which it is, nobody has said."""
    order = sorted((one for one in money.sums if one.role == "value"), key=lambda one: one.first)
    return any(question.words(one.end, other.first) in (("or",), (",", "or")) for one, other in itertools.pairwise(order))


def _is_reckoned(question: Question, money: MoneyRead) -> bool:
    """Whether a total is told to follow from the rate before it, "£30k a year for 4 years, so £150,000": whether it does, the rules tell."""
    order = sorted((one for one in money.sums if one.role == "value"), key=lambda one: one.first)
    return any(
        rate.every_months is not None
        and total.every_months is None
        and not _SO.isdisjoint(question.words(total.first - 2, total.first))
        for rate, total in itertools.pairwise(order)
    )


def by_rules(money: MoneyRead, value: ValueRead) -> frozenset[Figure]:
    """The one figure that the rules settled on, with what is the same but for VAT; none where they left it open or made the value of several."""
    if value.amount is None and value.rate is None:
        return frozenset()
    said = frozenset(_figure(one) for one in money.sums if one.role == "value")
    if not all(is_with_vat(one, other) or one == other for one in said for other in said):
        return frozenset()
    is_made = value.amount is not None and all(one[2] is None and one[0] != value.amount.low_pence for one in said)
    return frozenset() if is_made else said


def is_with_vat(one: Figure, other: Figure) -> bool:
    """Whether a figure may be the other with VAT at the standard rate, to the pound.

    >>> is_with_vat((13_000_000, 13_000_000, None), (15_600_000, 15_600_000, None))
    True
    """
    return one[2] == other[2] and differ_by_vat(one[0], other[0])


def weighed(question: Question, money: MoneyRead) -> tuple[Money, ...]:
    """The sums that may play a part: but for what is put right on the spot, "£188k, sorry, £118k", how far a sum is from a line, "seven quid
    short of it", a list price of which less is paid, and a line that is drawn."""
    order = sorted(money.sums, key=lambda one: one.first)
    wrong = {one.first for one, right in itertools.pairwise(order) if is_put_right(question, one.end, right.first, right.end)}
    wrong |= {one.first for one in money.sums if is_listed(question, one, money.sums) or is_line_told(question, one.first)}
    largest = max((one.low_pence for one in money.sums), default=0)
    return tuple(
        one for one in money.sums if one.first not in wrong and not is_difference(question, one.end, one.low_pence, largest)
    )


def figures(sums: Sequence[Money]) -> dict[Figure, list[Money]]:
    """The sums that may be the value, those that say the same figure together."""
    groups: dict[Figure, list[Money]] = {}
    for one in sums:
        if one.role != "each":
            groups.setdefault(_figure(one), []).append(one)
    return groups


def _figure(one: Money) -> Figure:
    return one.low_pence, one.high_pence, one.every_months


def joined(money: MoneyRead, found: Parts) -> MoneyRead | None:
    """The sums with one as the only value, with what goes on it and off it. None where they cannot be reckoned as one: some are a rate and others are
    not, or their ends are not known."""
    if not found.added and not found.taken_off:
        return replace(money, sums=tuple(_as(one, _figure(one) in found.value) for one in money.sums))
    first = next(one for one in money.sums if one.role != "each" and _figure(one) in found.value)
    whole = _figure(first)
    every = (whole, *found.added, *found.taken_off)
    if any(low != high or months != whole[2] for low, high, months in every):
        return None
    pence = whole[0] + sum(one[0] for one in found.added) - sum(one[0] for one in found.taken_off)
    if pence <= 0:
        return None
    kept = replace(first, low_pence=pence, high_pence=pence, bound="exact", counted=True, role="value")
    return replace(money, sums=tuple(kept if one is first else _as(one, False) for one in money.sums))


def _as(one: Money, is_value: bool) -> Money:
    return one if one.role == "each" else replace(one, role="value" if is_value else "other")


def with_all_open(money: MoneyRead) -> MoneyRead:
    """The sums with every one that is told beside the value as one that may be it."""
    return replace(money, sums=tuple(replace(one, role="value") if one.role == "other" else one for one in money.sums))


def without_value(money: MoneyRead) -> MoneyRead:
    """The sums with none that may be the value: "the last supplier was paid £6,000", and what the new one will cost is not told."""
    return replace(money, sums=tuple(_as(one, False) for one in money.sums))


def said(question: Question, money: MoneyRead, marks: Sequence[VatMark], found: Parts) -> tuple[str, Collection[Vat]]:
    """The words of all parts of the value, in turn, and the bases that are said of them."""
    of_value = found.value | found.added | found.taken_off
    told = [
        one
        for one in with_vat(question, money.sums, tuple(marks))
        if _figure(one.money) in of_value and one.money.role != "each"
    ]
    words_said = dict.fromkeys(question.said(one.money.first, max(one.money.end, one.vat_end)) for one in told)
    return "; ".join(words_said), {one.vat for one in told if one.vat}


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
