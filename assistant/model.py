"""What travels through the assistant: facts as the question gives them.

Money is integer pence, time is months, and a fact that is not known is None: never 0, never a default.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Vat = Literal["ex", "inc", "none"]
"""Whether a figure is without VAT or holds it, or that there is none on what it pays for, so that it is the same with and without."""
ContractType = Literal["works", "services", "supplies", "light_touch", "concession"]
CONTRACT_TYPES: tuple[ContractType, ...] = ("works", "services", "supplies", "light_touch", "concession")
FactName = Literal["amount", "vat", "duration", "contract_type", "call_off", "start"]
"""The facts that can be taken back: "amount" is the value, or the rate that makes it."""
Origin = Literal["question", "setting", "history", "default"]


@dataclass(frozen=True, slots=True)
class Said:
    """Where a fact was read: the words, and whether this question, an earlier one, or a setting said them."""

    words: str
    origin: Origin = "question"


@dataclass(frozen=True, slots=True)
class Amount:
    """A contract's value in pence over its whole term, both ends included; `high_pence` is None where no upper end is known.

    "over £100,000" is low_pence=10_000_001. `vat` is the basis of the figure, None where it was not said. `about` tells that the figure
    was told as an estimate ("about £195k"): it stands as told, and decides nothing next to a line.
    """

    low_pence: int
    high_pence: int | None
    vat: Vat | None
    said: Said
    about: bool = False

    @property
    def exact(self) -> bool:
        return self.low_pence == self.high_pence


@dataclass(frozen=True, slots=True)
class Duration:
    """A contract's whole term in months with its options, both ends included; `high_months` None where no upper end is known.

    `between` tells that it is one length that lies between the two and is neither: 103 weeks, between 23 and 24 months.
    """

    low_months: int
    high_months: int | None
    said: Said
    between: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """Money for each period, where the term that would make it a total is not known; `per_months` is 12 for "a year"."""

    low_pence: int
    high_pence: int | None
    per_months: int
    vat: Vat | None
    said: Said
    about: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a thing there are: `of` is the thing in the singular, "" where it is not named; `each` is what holds so many of it
    ("day" and "year" for "190 days a year"), nothing for the whole contract."""

    number: int
    of: str
    each: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """Money for one of a thing ("£240 a tablet"), and the counts of it that were told; `of` are its units ("user" and "month" for
    "per user per month"), "" for "each"."""

    low_pence: int
    high_pence: int
    of: tuple[str, ...]
    vat: Vat | None
    said: Said
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeFact:
    """The kinds of contract the words leave open: one where it is known; several where it is mixed or doubtful."""

    options: tuple[ContractType, ...]
    said: Said


@dataclass(frozen=True, slots=True)
class CallOff:
    """Whether the contract is a call-off from a framework."""

    value: bool
    said: Said


@dataclass(frozen=True, slots=True)
class Councils:
    """The councils that were named, as slugs in the order named."""

    slugs: tuple[str, ...]
    said: Said


@dataclass(frozen=True, slots=True)
class Start:
    """The day the procurement starts, where the question gives it; both ends equal for a day, a range for "in 2023"."""

    earliest: date
    latest: date
    said: Said


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words that must be asked about and not guessed: two amounts, a foreign currency, a negative or absurd amount, an impossible date.

    `code` is one of two_amounts, foreign_currency, negative_amount, absurd_amount, two_durations, two_types, bad_date,
    unknown_council. `asks` is the fact in question (amount, duration, contract_type, date, council, vat), `question` the words to ask.
    """

    code: str
    asks: str
    words: str
    question: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact that is said to be wrong or not known: its name, the words, and whether they take back what was told before."""

    fact: FactName
    said: Said
    taken_back: bool = True


@dataclass(frozen=True, slots=True)
class AddedSum:
    """A sum that a reply put on the value: the words of what it is for, and the value or the rate as it stood before."""

    words: str
    amount: Amount | None
    rate: Rate | None


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot or a phase of the contract by its number, with its price."""

    noun: str
    number: int
    pence: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sums of which one is the value: the letter or number it was told with ("b" for "option B"), "" for none.

    Of a contract with a priced option they are "with" and "without" that, each with its term where it is known.
    """

    label: str
    amount: Amount | None
    rate: Rate | None
    duration: Duration | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a contract. None is "not known"; `unknown` are those that are said not to be known.

    `price` is what the amount is reckoned from, or will be once it is told how many there are; no rule looks at it.
    `unplaced` is the doubt about a figure that was read as nothing: where the question goes on with the contract, it is asked about.
    `parts` are those that were added to the value, the last one last; None where a question says nothing of them. `another` tells that a
    question turns to another contract than the one before, of which nothing is its own but the council. `before` are the facts as they stood
    before the last question that changed them, and `undone` tells that a question takes that change back. `choices` are the sums of which a later
    question may choose the value. `others` are the contracts that were told before one turned to this, so that they may be let as one; None where
    a question says nothing of them. `lots` are the lots whose prices add up to the value, so that a later question may drop one; None where a
    question tells of none. `counted` are the words that told how many there are, and no price; "" where a
    question leaves that open again.
    """

    councils: Councils | None = None
    amount: Amount | None = None
    rate: Rate | None = None
    duration: Duration | None = None
    contract_type: TypeFact | None = None
    call_off: CallOff | None = None
    start: Start | None = None
    doubts: tuple[Doubt, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    price: UnitPrice | None = None
    unplaced: Doubt | None = None
    parts: tuple[AddedSum, ...] | None = None
    another: bool = False
    before: Facts | None = field(default=None, compare=False, repr=False)
    undone: bool = False
    choices: tuple[Choice, ...] = ()
    others: tuple[Facts, ...] | None = field(default=None, compare=False, repr=False)
    lots: tuple[Lot, ...] | None = None
    counted: str | None = None


@dataclass(frozen=True, slots=True)
class CouncilName:
    """A council that is loaded, and the other names it goes by."""

    slug: str
    name: str
    also_known_as: tuple[str, ...] = ()
