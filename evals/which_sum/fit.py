"""`python -m evals.which_sum.fit`: fits the weights that tell which of several sums is the contract's (assistant/facts/which_sum.py).

A logistic regression with a ridge on every sum of `messages.yaml`, and of the cases of the reading that hold several sums. Each message is then
told by weights fitted without its part; the bars are those under which most messages are told, of those under which nearly all are told rightly.
`--write` puts weights and bars into assistant/facts/which_sum.json, `--show` prints what is told wrongly.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

import yaml

from assistant.facts import which_sum
from assistant.facts.reading import SumsRead, read_sums, settled
from assistant.facts.which_sum import ALWAYS, Figure
from assistant.model import CouncilName
from evals.bank import ASKED_ON

FOLDER = Path(__file__).parent
CASES = FOLDER.parents[1] / "tests" / "assistant" / "facts" / "cases"
OF_WEIGHTS = "sums_weighed.yaml"
PARTS = 10
INVERSE_RIDGE = 0.3
HELD_BY_AT_LEAST = 2
"""A sign of one message alone tells nothing of others."""
RIGHT_AT_LEAST = 0.985
WRONG_AT_LEAST = 0.85
"""Of the sums that the rules settled on and that are doubted, so many are to be wrong."""
DECIMALS = 2
LEAST_WEIGHT = 0.05
"""What weighs less is left out, so that the file stays small."""
COUNCILS = (
    CouncilName("southend", "Southend-on-Sea City Council", ("Southend",)),
    CouncilName("norwich", "Norwich City Council", ("Norwich",)),
    CouncilName("south-norfolk", "South Norfolk Council", ("South Norfolk",)),
    CouncilName("north-east-lincolnshire", "North East Lincolnshire Council", ("NELC", "NE Lincs")),
    CouncilName("west-norfolk", "Borough Council of King's Lynn and West Norfolk", ("West Norfolk", "King's Lynn")),
)
Source = Literal["messages", "cases"]


@dataclass(frozen=True, slots=True)
class Message:
    """A message with the signs of each of its figures, and those that are its value, none where it tells no value; `is_open` where the rules leave
    it open, `by_rules` what they settle on."""

    ask: str
    source: Source
    signs: Mapping[Figure, tuple[str, ...]]
    value: frozenset[Figure]
    is_open: bool
    by_rules: frozenset[Figure]
    part: int


@dataclass(frozen=True, slots=True)
class Told:
    """A message with the odds of each of its figures, as logarithms."""

    message: Message
    odds: Mapping[Figure, float]


def messages() -> list[Message]:
    """Everything that is fitted on: messages with a sum that may be the value."""
    return [one for one in (*_written(), *_of_cases()) if one.signs]


def _written() -> Iterator[Message]:
    for entry in yaml.safe_load((FOLDER / "messages.yaml").read_text(encoding="utf-8")):
        read = read_sums(entry["ask"], COUNCILS, ASKED_ON)
        yield _message(read, entry["ask"], "messages", _spoken(read, str(entry["value"])))


def _of_cases() -> Iterator[Message]:
    """The cases of the reading with several sums: the value is what alone comes to what is read, and none where it must be asked for.

    Cases of what these weights themselves tell are left out.
    """
    for file in sorted(CASES.glob("*.yaml")):
        for entry in () if file.name == OF_WEIGHTS else yaml.safe_load(file.read_text(encoding="utf-8")):
            open_to_be = "two_amounts" in entry.get("asks_about", ())
            if "after" in entry or not (open_to_be or "value" in entry or "rate" in entry):
                continue
            read = read_sums(entry["ask"], COUNCILS, ASKED_ON)
            if len(which_sum.figures(read.money.sums)) > 1:
                yield _message(read, entry["ask"], "cases", frozenset() if open_to_be else _settling(read))


def _message(read: SumsRead, ask: str, source: Source, value: frozenset[Figure]) -> Message:
    part = hashlib.sha256(ask.encode()).digest()[0] % PARTS
    found = which_sum.signs(read.hidden, read.money.sums, read.marks)
    weighed_of = which_sum.is_weighed(read.text, read.money, read.value)
    is_open = weighed_of and read.value.amount is None and read.value.rate is None
    settled_on = which_sum.by_rules(read.money, read.value) if weighed_of else frozenset()
    return Message(ask, source, found, value, is_open, settled_on, part)


def _spoken(read: SumsRead, words: str) -> frozenset[Figure]:
    """The figure that is read from these words, with what is the same but for VAT; "none" is no figure."""
    start = read.text.text.find(words)
    if words == "none" or start < 0:
        return frozenset()
    said = {
        figure
        for figure, sums in which_sum.figures(read.money.sums).items()
        for one in sums
        if read.text.at(one.first).start < start + len(words) and read.text.at(one.end - 1).end > start
    }
    return _with_vat(read, said) if len(said) == 1 else frozenset()


def _settling(read: SumsRead) -> frozenset[Figure]:
    """The figures that alone come to what the rules settle on."""
    if read.value.amount is None and read.value.rate is None:
        return frozenset()
    alone = {one: settled(read, which_sum.with_value(read.money, one)) for one in which_sum.figures(read.money.sums)}
    return _with_vat(read, {one for one, settling in alone.items() if _worth(settling) == _worth(read)})


def _worth(read: SumsRead) -> tuple[int, int | None] | None:
    worth = read.value.amount or read.value.rate
    return (worth.low_pence, worth.high_pence) if worth else None


def _with_vat(read: SumsRead, said: set[Figure]) -> frozenset[Figure]:
    every = which_sum.figures(read.money.sums)
    return frozenset(one for one in every if one in said or any(which_sum.is_with_vat(one, other) for other in said))


def fit(given: Sequence[Message]) -> dict[str, float]:
    """The weights under which the sums are most likely what they are, less a ridge."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows = [(signs, figure in one.value) for one in given for figure, signs in one.signs.items()]
    counted = Counter(sign for one in given for sign in {sign for signs in one.signs.values() for sign in signs})
    names = sorted(sign for sign, times in counted.items() if times >= HELD_BY_AT_LEAST)
    column = {sign: at for at, sign in enumerate(names)}
    held = [[column[sign] for sign in signs if sign in column] for signs, _ in rows]
    starts = [0]
    for places in held:
        starts.append(starts[-1] + len(places))
    places = [place for row in held for place in row]
    table = csr_matrix(([1.0] * len(places), places, starts), shape=(len(rows), len(names)))
    found = LogisticRegression(C=INVERSE_RIDGE, solver="liblinear", max_iter=1000).fit(
        table, [is_value for _, is_value in rows]
    )
    weights = {sign: round(float(found.coef_[0][at]), DECIMALS) for sign, at in column.items()}
    kept = {sign: weight for sign, weight in weights.items() if abs(weight) >= LEAST_WEIGHT}
    return {ALWAYS: round(float(found.intercept_[0]), DECIMALS), **kept}


def weighed(weights: Mapping[str, float], given: Sequence[Message]) -> list[Told]:
    return [Told(one, {figure: which_sum.score(weights, signs) for figure, signs in one.signs.items()}) for one in given]


def across_parts(given: Sequence[Message]) -> list[Told]:
    """Each message with the odds by weights that were fitted without its part."""
    return [
        told
        for part in range(PARTS)
        for told in weighed(fit([one for one in given if one.part != part]), [one for one in given if one.part == part])
    ]


def share_told(given: Sequence[Told], least: float, most_of_others: float) -> tuple[int, int]:
    """How many of the messages are told, and how many of those rightly."""
    told = [(one, which_sum.told(one.odds, least, most_of_others)) for one in given]
    return sum(figure is not None for _, figure in told), sum(figure in one.message.value for one, figure in told)


def bars(given: Sequence[Told]) -> tuple[float, float]:
    """The two bars under which most are told, of those under which enough are told rightly."""
    steps = [step / 4 for step in range(-12, 21)]
    fits = []
    for least, most_of_others in product(steps, steps):
        told, right = share_told(given, least, most_of_others)
        if told and right >= RIGHT_AT_LEAST * told:
            fits.append((right, least - most_of_others, least, most_of_others))
    return max(fits)[2:] if fits else (sys.float_info.max, -sys.float_info.max)


def doubted_bar(given: Sequence[Told]) -> float:
    """The highest bar under which enough of what the rules settled on is wrong."""
    steps = [step / 4 for step in range(-24, 1)]
    return max((bar for bar in steps if _are_wrong(*share_doubted(given, bar))), default=-sys.float_info.max)


def share_doubted(given: Sequence[Told], bar: float) -> tuple[int, int]:
    """How many of the sums that the rules settled on, one of several, are at most at the bar, and how many of those are wrong."""
    doubted = [
        one
        for one in given
        if len(one.odds) > 1 and one.message.by_rules and max(one.odds[figure] for figure in one.message.by_rules) <= bar
    ]
    return len(doubted), sum(one.message.by_rules.isdisjoint(one.message.value) for one in doubted)


def _are_wrong(doubted: int, wrong: int) -> bool:
    return doubted > 0 and wrong >= WRONG_AT_LEAST * doubted


def across_parts_with_bars(given: Sequence[Told]) -> tuple[int, int]:
    """How many are told, and how many of those rightly, each part under the bars of the other parts."""
    counts = [
        share_told(
            [one for one in given if one.message.part == part], *bars([one for one in given if one.message.part != part])
        )
        for part in range(PARTS)
    ]
    return sum(told for told, _ in counts), sum(right for _, right in counts)


def write(weights: Mapping[str, float], least: float, most_of_others: float, doubted: float) -> None:
    """One line a sign."""
    lines = [f"{json.dumps(sign, ensure_ascii=False)}: {weight:g}" for sign, weight in weights.items()]
    head = f'"least": {least:g},\n"most_of_others": {most_of_others:g},\n"doubted": {doubted:g},\n'
    which_sum.FITTED.write_text("{\n" + head + '"weights": {\n' + ",\n".join(lines) + "\n}\n}\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.which_sum.fit", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--write", action="store_true", help="put weights and bars into assistant/facts/which_sum.json")
    parser.add_argument("--show", action="store_true", help="print the messages that are told wrongly without their part")
    given = parser.parse_args(arguments)
    fitted_on = messages()
    apart = across_parts(fitted_on)
    left_open = [one for one in apart if one.message.is_open]
    least, most_of_others = bars(left_open)
    told, right = share_told(left_open, least, most_of_others)
    valued = [one for one in left_open if one.message.value]
    first = sum(max(one.odds, key=lambda figure: one.odds[figure]) in one.message.value for one in valued)
    print(
        f"{len(fitted_on)} messages, {len(left_open)} of them left open by the rules; {len(valued)} of those tell a value that is read"
    )
    print(f"likeliest is the value: {first / len(valued):.1%} of {len(valued)}")
    print(f"told at odds of at least {least:g}, others at most {most_of_others:g}: {told} of {len(left_open)}, {right} rightly")
    print("each part under the bars of the others: {} told, {} rightly".format(*across_parts_with_bars(left_open)))
    doubted = doubted_bar(apart)
    settled_on = [one for one in apart if one.message.by_rules and len(one.odds) > 1]
    wrong = sum(one.message.by_rules.isdisjoint(one.message.value) for one in settled_on)
    print(f"settled on one of several by the rules: {len(settled_on)}, {wrong} wrongly")
    print("doubted at odds of at most {:g}: {}, {} of them wrong".format(doubted, *share_doubted(apart, doubted)))
    if given.show:
        _show(left_open, least, most_of_others)
    if given.write:
        write(fit(fitted_on), least, most_of_others, doubted)
    return 0


def _show(given: Sequence[Told], least: float, most_of_others: float) -> None:
    for one in given:
        figure = which_sum.told(one.odds, least, most_of_others)
        if figure is not None and figure not in one.message.value:
            print(f"  £{figure[0] // 100:,}: {' '.join(one.message.ask.split())}")


if __name__ == "__main__":
    sys.exit(main())
