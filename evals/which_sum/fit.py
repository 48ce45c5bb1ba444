"""`python -m evals.which_sum.fit`: fits the weights that tell what part each of a message's sums plays (assistant/sum_reader.py).

The embedding model's own weights are changed a little, and two layers on top weigh each sum: one the sum's words in the light of the whole message,
one the signs that the rules give (assistant/facts/money/which_sum.py). They are fitted on `messages.yaml` and on the cases of the reading that hold
several sums. A third of the messages is told first by weights that were fitted without them: what is printed is of those. `--write` then fits on
all of them and puts the weights in their place; `--show` prints what is told wrongly. With two cores of a machine of 2026 each fit takes about ten
minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
import yaml
from torch import nn

from assistant import sum_reader
from assistant.facts import ROLES, SumAt
from assistant.facts.money import which_sum
from assistant.facts.money.which_sum import Figure, Odds
from assistant.facts.reading import SumsRead, read_facts, read_sums, settled, worth
from assistant.model import CouncilName
from evals.bank import ASKED_ON
from evals.fits.low_rank import learn, of_low_rank, saved
from ingest import embed
from ingest.vectors import FloatArray

FOLDER = Path(__file__).parent
CASES = FOLDER.parents[1] / "tests" / "assistant" / "facts" / "cases"
PARTS, APART = 3, 0
"""Into how many parts the messages are put, by their words, and which of them is told by weights that were fitted without it."""
SEED = 5
EPOCHS, MESSAGES_A_STEP, RATE, HEAD_RATE, SIGNS_RATE = 6, 16, 1.5e-4, 1e-3, 2e-3
RANK = 48
"""Of each weight's change the part of this rank is kept."""
INNER, DROPPED, SIGNS_DROPPED, SMOOTHED, AGAINST_OTHERS = 64, 0.1, 0.25, 0.03, 0.5
HELD_BY_AT_LEAST = 3
"""A sign of two messages alone tells nothing of others."""
PART_WEIGHTS = (1.0, 1.0, 1.5, 1.5)
AS_WRITTEN, LEAST_SCALE, MOST_SCALE = 0.4, -1.1, 1.1
"""How many messages are shown as they are written; in the others every sum is multiplied by one number, between these in its logarithm."""
COUNCILS = (
    CouncilName("southend", "Southend-on-Sea City Council", ("Southend",)),
    CouncilName("norwich", "Norwich City Council", ("Norwich",)),
    CouncilName("south-norfolk", "South Norfolk Council", ("South Norfolk",)),
    CouncilName("north-east-lincolnshire", "North East Lincolnshire Council", ("NELC", "NE Lincs")),
    CouncilName("west-norfolk", "Borough Council of King's Lynn and West Norfolk", ("West Norfolk", "King's Lynn")),
)


@dataclass(frozen=True, slots=True)
class Message:
    """A message with its sums in the order of their places, the figure and the part that each plays; `is_written` for this, and not a case of the
    reading."""

    ask: str
    text: str
    sums: tuple[SumAt, ...]
    figures: tuple[Figure, ...]
    roles: tuple[int, ...]
    is_written: bool

    @property
    def part(self) -> int:
        return hashlib.sha256(self.ask.encode()).digest()[0] % 10 % PARTS


def messages() -> list[Message]:
    """Everything that is fitted on: messages with a sum that may be the value."""
    return [one for one in (*_written(), *_of_cases()) if one.sums]


def _written() -> Iterator[Message]:
    for entry in yaml.safe_load((FOLDER / "messages.yaml").read_text(encoding="utf-8")):
        read = read_sums(entry["ask"], COUNCILS, ASKED_ON)
        value = _with_vat(read, _spoken(read, str(entry["value"])))
        added, taken_off = (
            frozenset[Figure]().union(*(_spoken(read, words) for words in entry.get(name, ())))
            for name in ("added", "taken_off")
        )
        yield _message(read, entry["ask"], (value, added, taken_off), is_written=True)


def _of_cases() -> Iterator[Message]:
    """The cases of the reading with several sums: the value is the sum that is stated, or what alone comes to it by the rules; none where it must be
    asked for. Those whose value the rules make of several sums are left out."""
    for file in sorted(CASES.glob("*.yaml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            open_to_be = "two_amounts" in entry.get("asks_about", ())
            if "after" in entry or not (open_to_be or "value" in entry or "rate" in entry):
                continue
            read = read_sums(entry["ask"], COUNCILS, ASKED_ON)
            value = frozenset[Figure]() if open_to_be else _stated(read, str(entry.get("value", ""))) or _settling(read)
            if len(which_sum.figures(read.money.sums)) > 1 and (open_to_be or value):
                yield _message(read, entry["ask"], (value, frozenset(), frozenset()), is_written=False)


def _stated(read: SumsRead, pounds: str) -> frozenset[Figure]:
    """The one figure of so many pounds; none where a value is a range, or no sum is that."""
    digits = pounds.replace(",", "")
    pence = int(digits) * 100 if digits.isdigit() else 0
    found = frozenset(one for one in which_sum.figures(read.money.sums) if one[0] == one[1] == pence and one[2] is None)
    return _with_vat(read, found) if found else found


def _message(
    read: SumsRead, ask: str, of_value: tuple[frozenset[Figure], frozenset[Figure], frozenset[Figure]], *, is_written: bool
) -> Message:
    value, added, taken_off = of_value
    told = which_sum.signs(read.hidden, read.money.sums, read.marks)
    places = [(figure, one) for figure, said in which_sum.figures(read.money.sums).items() for one in said]
    sums = tuple(SumAt(read.text.at(one.first).start, read.text.at(one.end - 1).end, told[figure]) for figure, one in places)
    roles = tuple(
        0 if figure in value else 2 if figure in added else 3 if figure in taken_off else which_sum.OTHER
        for figure, _ in places
    )
    return Message(ask, read.text.text, sums, tuple(figure for figure, _ in places), roles, is_written)


def _spoken(read: SumsRead, words: str) -> frozenset[Figure]:
    """The figure that is read from these words; "none" is no figure."""
    start = read.text.text.find(words)
    if words == "none" or start < 0:
        return frozenset()
    said = {
        figure
        for figure, sums in which_sum.figures(read.money.sums).items()
        for one in sums
        if read.text.at(one.first).start < start + len(words) and read.text.at(one.end - 1).end > start
    }
    return frozenset(said) if len(said) == 1 else frozenset()


def _settling(read: SumsRead) -> frozenset[Figure]:
    """The figures that alone come to what the rules settle on."""
    if worth(read.value) is None:
        return frozenset()
    alone = {one: _alone(read, one) for one in which_sum.figures(read.money.sums)}
    return _with_vat(read, frozenset(one for one, settling in alone.items() if worth(settling.value) == worth(read.value)))


def _alone(read: SumsRead, figure: Figure) -> SumsRead:
    """The question with one of its figures as the only value."""
    money = which_sum.joined(read.money, which_sum.Parts(frozenset([figure]), frozenset(), frozenset(), 0.0))
    return settled(read, money) if money else read


def _with_vat(read: SumsRead, said: frozenset[Figure]) -> frozenset[Figure]:
    """The figures with what is the same but for VAT."""
    every = which_sum.figures(read.money.sums)
    return frozenset(one for one in every if one in said or any(which_sum.is_with_vat(one, other) for other in said))


class Model(nn.Module):
    """The bundled model, its layers free to change, with a layer on the mean of a sum's rows, and weights of its signs."""

    def __init__(self, signs: Sequence[str]) -> None:
        from transformers import AutoModel, AutoTokenizer

        super().__init__()
        folder = str(embed.bundled_folder())
        # the other kinds of attention take four times as long on a processor
        self.bert = AutoModel.from_pretrained(
            folder,
            attn_implementation="eager",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            hidden_act="gelu_pytorch_tanh",
        )
        self.bert.embeddings.requires_grad_(False)
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.head, self.out = nn.Linear(self.bert.config.hidden_size, INNER), nn.Linear(INNER, len(ROLES))
        self.signs = nn.EmbeddingBag(len(signs), len(ROLES), mode="sum")
        nn.init.zeros_(self.signs.weight)
        self._column = {sign: at for at, sign in enumerate(signs)}
        self._drop = nn.Dropout(DROPPED)
        self._before = {name: value.clone() for name, value in self.bert.encoder.state_dict().items()}

    def learned(self) -> dict[str, FloatArray]:
        """What is learned, under the names in which `assistant.sum_reader` finds it."""
        after = self.bert.encoder.state_dict()
        changes = of_low_rank({f"encoder.{name}": (self._before[name], value) for name, value in after.items()}, RANK)
        layers = {"head": self.head, "out": self.out, "signs": self.signs}
        own = {f"{name}.{part}": value for name, layer in layers.items() for part, value in layer.state_dict().items()}
        return changes | {name: value.detach().numpy() for name, value in own.items()}

    def forward(self, given: Sequence[Message], draw: random.Random) -> list[torch.Tensor]:
        """The logarithm of the odds, but for a constant, of each part of each sum of each message."""
        tokens = self.tokenizer(
            [one.text for one in given],
            truncation=True,
            max_length=sum_reader.MOST_TOKENS,
            padding=True,
            return_tensors="pt",
            return_offsets_mapping=True,
        )
        places = tokens.pop("offset_mapping")
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            states = self.bert(**tokens).last_hidden_state.float()
        rows = [_mean(states[at], places[at], one) for at, message in enumerate(given) for one in message.sums]
        inner = torch.tanh(self.head(self._drop(torch.stack(rows))))
        bags = [
            [self._column[sign] for sign in one.signs if self._is_seen(sign, draw)] for message in given for one in message.sums
        ]
        starts = [0, *_added_up(len(bag) for bag in bags[:-1])]
        told = self.out(self._drop(inner)) + self.signs(
            torch.tensor([at for bag in bags for at in bag], dtype=torch.long), torch.tensor(starts)
        )
        return list(told.split([len(message.sums) for message in given]))

    def _is_seen(self, sign: str, draw: random.Random) -> bool:
        return sign in self._column and not (self.training and draw.random() < SIGNS_DROPPED)


def _mean(states: torch.Tensor, places: torch.Tensor, one: SumAt) -> torch.Tensor:
    """The mean of the rows of the tokens that a sum's characters fall in; zeros where none does."""
    within = ((places[:, 0] < one.end) & (places[:, 1] > one.start) & (places[:, 1] > places[:, 0])).float()
    mean: torch.Tensor = (states * within[:, None]).sum(0) / within.sum().clamp(min=1)
    return mean


def _added_up(lengths: Iterator[int]) -> Iterator[int]:
    total = 0
    for length in lengths:
        total += length
        yield total


def fit(given: Sequence[Message]) -> tuple[Model, list[str]]:
    """A model fitted on these messages, and the signs that it weighs."""
    torch.manual_seed(SEED)
    draw = random.Random(SEED)
    counted = Counter(sign for message in given for sign in {sign for one in message.sums for sign in one.signs})
    signs = sorted(sign for sign, times in counted.items() if times >= HELD_BY_AT_LEAST)
    model = Model(signs)
    weights = torch.tensor(PART_WEIGHTS)

    def loss_of(step: Sequence[Message]) -> torch.Tensor:
        told = model([shown_otherwise(message, draw) for message in step], draw)
        roles = torch.tensor([role for message in step for role in message.roles])
        each = nn.functional.cross_entropy(torch.cat(told), roles, weight=weights, label_smoothing=SMOOTHED)
        return each + AGAINST_OTHERS * torch.stack([_of_one(odds, one) for odds, one in zip(told, step, strict=True)]).mean()

    layers = [*model.bert.encoder.parameters()]
    heads = [*model.head.parameters(), *model.out.parameters()]
    model.train()
    learn([(layers, RATE), (heads, HEAD_RATE), ([*model.signs.parameters()], SIGNS_RATE)], list(_steps(given, draw)), loss_of)
    model.eval()
    return model, signs


def _of_one(odds: torch.Tensor, message: Message) -> torch.Tensor:
    """How unlikely it is that the value is the sum that it is, or that none is, where one is at most."""
    values = torch.cat([odds[:, 0] - torch.logsumexp(odds[:, 1:], 1), torch.zeros(1)])
    right = [at for at, role in enumerate(message.roles) if role == which_sum.VALUE] or [len(message.roles)]
    return torch.logsumexp(values, 0) - torch.logsumexp(values[right], 0)


def _steps(given: Sequence[Message], draw: random.Random) -> Iterator[Sequence[Message]]:
    """Messages of about one length together, in an order that is drawn anew each time round."""
    for _ in range(EPOCHS):
        order = sorted(draw.sample(list(given), len(given)), key=lambda one: len(one.text) // 60 + draw.random() * 2)
        steps = [order[at : at + MESSAGES_A_STEP] for at in range(0, len(order), MESSAGES_A_STEP)]
        yield from draw.sample(steps, len(steps))


def shown_otherwise(message: Message, draw: random.Random) -> Message:
    """The message with every sum in figures times one number, so that what is learned is no sum; some as they are."""
    if draw.random() < AS_WRITTEN:
        return message
    scale = math.exp(draw.uniform(LEAST_SCALE, MOST_SCALE))
    text, at, moved = "", 0, dict[int, SumAt]()
    for place in sorted(range(len(message.sums)), key=lambda place: message.sums[place].start):
        one, figure = message.sums[place], message.figures[place]
        if one.start < at:
            return message
        text += message.text[at : one.start]
        said = message.text[one.start : one.end]
        in_figures = "£" in said and any(sign.isdigit() for sign in said) and len(said) < 14
        said = _said(figure[0] * scale, draw) if in_figures else said
        moved[place] = one._replace(start=len(text), end=len(text) + len(said))
        text, at = text + said, one.end
    return replace(message, text=text + message.text[at:], sums=tuple(moved[place] for place in range(len(message.sums))))


def _said(pence: float, draw: random.Random) -> str:
    """A sum to three figures, in one of the ways in which sums are written."""
    pounds = max(1.0, pence / 100)
    step = 10 ** max(0, int(math.log10(pounds)) - 2)
    rounded = round(pounds / step) * step
    if rounded >= 1_000_000 and draw.random() < 0.5:
        return f"£{rounded / 1_000_000:.3g}m"
    return (
        f"£{rounded // 1000:.0f}k" if rounded >= 10_000 and rounded % 1000 == 0 and draw.random() < 0.4 else f"£{rounded:,.0f}"
    )


def told(model: Model, given: Sequence[Message]) -> list[list[Odds]]:
    """The odds of each sum of each message, as `assistant.sum_reader` gives them."""
    draw, found = random.Random(SEED), list[list[Odds]]()
    with torch.no_grad():
        for at in range(0, len(given), MESSAGES_A_STEP):
            found += [torch.log_softmax(odds, 1).tolist() for odds in model(given[at : at + MESSAGES_A_STEP], draw)]
    return found


def judged(message: Message, odds: Sequence[Odds] | None) -> str:
    """Whether the value is read rightly, is asked about, or is read wrongly: by these odds, or by the rules alone."""
    by_place = {(one.start, one.end): said for one, said in zip(message.sums, odds, strict=True)} if odds else {}
    even = [-math.log(len(ROLES))] * len(ROLES)
    weigh = (lambda _, sums: [by_place.get((one.start, one.end), even) for one in sums]) if odds else None
    found = worth(read_facts(message.ask, COUNCILS, today=ASKED_ON, weigh=weigh))
    right = _right(message)
    if found is None:
        return "asked" if right else "right"
    return "right" if right and any(_comes_to(found, pence, is_rate=is_rate) for pence, is_rate in right) else "wrong"


def _right(message: Message) -> frozenset[tuple[int, bool]]:
    """What the value may be in pence, and whether that is a rate; nothing where none is told."""
    roles = dict(zip(message.figures, message.roles, strict=True))
    more, less = (sum(figure[0] for figure, role in roles.items() if role == part) for part in (2, 3))
    return frozenset(
        (figure[0] + more - less, figure[2] is not None) for figure, role in roles.items() if role == which_sum.VALUE
    )


def _comes_to(found: tuple[int, int | None], pence: int, *, is_rate: bool) -> bool:
    """Whether a value is the one that is told, a rate over any term; "about £95k" is told by its lower end."""
    return found[0] >= pence if is_rate else found[0] == pence


def write(model: Model, signs: Sequence[str], weights: Path = sum_reader.FITTED, names: Path = sum_reader.SIGNS) -> None:
    """Puts what was learned where the assistant finds it: the arrays, and the names of the signs, a line each."""
    saved(model.learned(), weights)
    names.write_text("[\n" + ",\n".join(json.dumps(sign, ensure_ascii=False) for sign in signs) + "\n]\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.which_sum.fit", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--write", action="store_true", help="fit on every message, and put the weights in their place")
    parser.add_argument(
        "--show", action="store_true", help="print the messages whose value is read wrongly by weights fitted without them"
    )
    given = parser.parse_args(arguments)
    every = messages()
    apart = [one for one in every if one.part == APART]
    print(f"{len(every)} messages, {len(apart)} of them told by weights that were fitted without them")
    model, _ = fit([one for one in every if one.part != APART])
    odds = told(model, apart)
    print(_counted("the likeliest sum is the value", _likeliest(apart, odds)))
    written = [(one, said) for one, said in zip(apart, odds, strict=True) if one.is_written]
    for name, found in (("rules alone", [(one, None) for one, _ in written]), ("rules and weights", written)):
        counted = Counter(judged(one, said) for one, said in found)
        print(
            f"{name}, {len(found)} messages: "
            + ", ".join(f"{counted[result]} {result}" for result in ("right", "asked", "wrong"))
        )
    if given.show:
        for one, said in written:
            if judged(one, said) == "wrong":
                print(f"  {' '.join(one.ask.split())}")
    if given.write:
        write(*fit(every))
    return 0


def _likeliest(given: Sequence[Message], odds: Sequence[Sequence[Odds]]) -> tuple[int, int]:
    """In how many of the messages of several sums that tell a value the likeliest sum is that; and how many there are."""
    valued = [
        (one, said) for one, said in zip(given, odds, strict=True) if which_sum.VALUE in one.roles and len({*one.figures}) > 1
    ]
    best = [(one, max(range(len(said)), key=lambda at: said[at][which_sum.VALUE])) for one, said in valued]
    return sum(one.roles[at] == which_sum.VALUE for one, at in best), len(valued)


def _counted(name: str, found: tuple[int, int]) -> str:
    return f"{name}: {found[0]} of {found[1]} ({found[0] / found[1]:.1%})"


if __name__ == "__main__":
    sys.exit(main())
