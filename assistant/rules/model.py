"""The rule pack as it is written: what a pack may hold, and nothing else.

A pack is YAML, one or more for each document. Every figure in it names the clause that states it and the words around it, so
that the proof (`proof.py`) can find it in whichever text is loaded, digest or original. `docs/packs.md` explains the format.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

Strength = Literal["must_include", "must_consider", "should_seek"]
Comparator = Literal["over", "at_least", "under", "at_most", "exactly"]
VatBasis = Literal["ex", "inc", "unstated"]
ContractTypeName = Literal["works", "services", "supplies", "light_touch", "concession"]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Label = Annotated[str, Field(min_length=1, max_length=200)]
Sentence = Annotated[str, Field(min_length=3, max_length=600)]
Words = Annotated[str, Field(min_length=1, max_length=120)]
ProvisionKind = Literal[
    "weighting", "tiers", "opt_out", "target", "return", "indicator", "review", "report", "role", "hope",
    "exclusion", "notice", "conflict", "silence",
]  # fmt: skip


def _decimal(value: Any) -> Any:
    """A whole number is as good as a decimal one; true and false are not numbers."""
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Number = Annotated[Decimal, BeforeValidator(_decimal), Field(allow_inf_nan=False)]


class Strict(BaseModel):
    """Unknown fields, coerced types and later changes are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Reading(Strict):
    """How words that settle nothing by themselves are read, and why."""

    as_: Annotated[Comparator, Field(alias="as")]
    because: Sentence


class Figure(Strict):
    """A number that a clause states, with what proves it there.

    Exactly one of `pounds`, `percent`, `months` and `count` is given. `comparator` is how the clause uses it and `words` the
    clause's own comparator words ("over", "or more", "minimum"), which must mean that comparator; where they do not settle
    it ("cross"), `reading` says as what the pack reads them and why. `near` are words that stand in the same sentence,
    list item or table row as the figure. `vat` is given for money alone: the basis the clause states, or `unstated`.
    Where another clause states the basis for all amounts, or the comparator words that introduce a list or a table, it is named
    in `vat_clause` or `words_clause`.
    """

    clause: Label
    pounds: Number | None = None
    percent: Number | None = None
    months: int | None = None
    count: Number | None = None
    comparator: Comparator = "exactly"
    vat: VatBasis | None = None
    words: Words | None = None
    near: Words | None = None
    reading: Reading | None = None
    vat_clause: Label | None = None
    words_clause: Label | None = None

    @model_validator(mode="after")
    def _one_number(self) -> Figure:
        given = [n for n in (self.pounds, self.percent, self.months, self.count) if n is not None]
        if len(given) != 1:
            raise ValueError("give exactly one of pounds, percent, months, count")
        if given[0] < 0:
            raise ValueError("a figure may not be negative")
        if (self.pounds is None) != (self.vat is None):
            raise ValueError("vat goes with pounds: ex, inc or unstated")
        if self.pounds is not None and self.pounds != self.pounds.quantize(Decimal("0.01")):
            raise ValueError("pounds has pence of two digits at most")
        if (self.comparator == "exactly") != (self.words is None):
            raise ValueError(
                "words are the clause's comparator words: needed for over, at_least, under and at_most, not for exactly"
            )
        if self.vat_clause and self.vat not in ("ex", "inc"):
            raise ValueError("vat_clause names the clause that states the basis: vat is then ex or inc")
        if self.words_clause and self.words is None:
            raise ValueError("words_clause names the clause that states the comparator words: give the words")
        return self

    @property
    def stated_in(self) -> tuple[str, ...]:
        """Every clause that it takes to prove the figure."""
        return tuple(dict.fromkeys(filter(None, (self.clause, self.words_clause, self.vat_clause))))

    @property
    def pence(self) -> int:
        if self.pounds is None:
            raise ValueError("not an amount of money")
        return int(self.pounds * 100)


class AmountTest(Strict):
    """The contract value stands so to this figure of the policy."""

    fact: Literal["amount"]
    figure: Figure

    @model_validator(mode="after")
    def _comparable(self) -> AmountTest:
        if self.figure.pounds is None or self.figure.comparator == "exactly":
            raise ValueError("an amount test needs pounds and one of over, at_least, under, at_most")
        return self


class NationalAmountTest(Strict):
    """The contract value stands so to the national threshold on the day the procurement starts.

    `threshold` is that of the contract's own type; `services_threshold` that of services, whatever the type (the 2012 Act reads
    light touch contracts against it).
    """

    fact: Literal["amount"]
    national: Literal["threshold", "services_threshold"]
    comparator: Comparator
    clause: Label
    words: Words
    near: Words | None = None
    reading: Reading | None = None


class DurationTest(Strict):
    """The contract's whole term stands so to this figure of the policy.

    `without_extensions` is the clause that says that the first term alone counts.
    """

    fact: Literal["duration"]
    figure: Figure
    without_extensions: Label | None = None

    @model_validator(mode="after")
    def _comparable(self) -> DurationTest:
        if self.figure.months is None or self.figure.comparator == "exactly":
            raise ValueError("a duration test needs months and one of over, at_least, under, at_most")
        return self


class TypeTest(Strict):
    """The contract is of one of these types; `near` are the clause's words that say so."""

    fact: Literal["contract_type"]
    one_of: Annotated[list[ContractTypeName], Field(min_length=1)]
    clause: Label
    near: Words


class CallOffTest(Strict):
    """The contract is, or is not, a call-off from a framework.

    `only` are the clause's words for which call-offs it means ("made by direct award"), where it does not mean all: whether a call-off is
    one of these stays open.
    """

    fact: Literal["call_off"]
    value: bool
    clause: Label
    near: Words
    only: Words | None = None


class AllOf(Strict):
    all: Annotated[list[Condition], Field(min_length=1)]


class AnyOf(Strict):
    any: Annotated[list[Condition], Field(min_length=1)]


class NotThis(Strict):
    negated: Annotated[Condition, Field(alias="not")]


def _branch(value: Any) -> str:
    """Which kind of condition a mapping (or a model already made) is, told by its keys."""
    if not isinstance(value, dict):
        return type(value).__name__
    for key, name in (("all", "AllOf"), ("any", "AnyOf"), ("not", "NotThis")):
        if key in value:
            return name
    names = {"duration": "DurationTest", "contract_type": "TypeTest", "call_off": "CallOffTest"}
    if value.get("fact") == "amount":
        return "NationalAmountTest" if "national" in value else "AmountTest"
    return names.get(str(value.get("fact")), "unknown")


Condition = Annotated[
    Annotated[AmountTest, Tag("AmountTest")]
    | Annotated[NationalAmountTest, Tag("NationalAmountTest")]
    | Annotated[DurationTest, Tag("DurationTest")]
    | Annotated[TypeTest, Tag("TypeTest")]
    | Annotated[CallOffTest, Tag("CallOffTest")]
    | Annotated[AllOf, Tag("AllOf")]
    | Annotated[AnyOf, Tag("AnyOf")]
    | Annotated[NotThis, Tag("NotThis")],
    Discriminator(
        _branch,
        custom_error_type="condition",
        custom_error_message="a condition is one of: all, any, not, fact: amount, duration, contract_type, call_off",
    ),
]


class Dated(Strict):
    """In force from `from_` (inclusive) until `to` (inclusive); None is open, and an unknown start is open with a note."""

    from_: Annotated[date | None, Field(alias="from")] = None
    to: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if self.from_ and self.to and self.to < self.from_:
            raise ValueError(f"'to' ({self.to}) is before 'from' ({self.from_})")
        return self

    def covers(self, day: date) -> bool:
        """Whether the day lies within from and to, both included."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class Citing(Dated):
    """What has a name and cites clauses. `quotes` gives, for a clause that no figure and no other words tie to it, a few words that it says.

    `draft: true` marks what a program proposed and nobody has confirmed yet.
    """

    id: Slug
    draft: bool = False
    clauses: list[Label] = []
    quotes: dict[Label, Words] = {}

    @model_validator(mode="after")
    def _quotes_its_clauses(self) -> Citing:
        unknown = [label for label in self.quotes if label not in self.clauses]
        if unknown:
            raise ValueError(f"quotes are of clauses that are cited; not cited: {', '.join(unknown)}")
        return self


class Rule(Citing):
    """A duty about social value. Without `when` it is a general duty: it holds whatever the contract.

    `says` restates the duty in one sentence of ours; every figure in it must stand in the cited clauses. `must_words` are the
    clause's few words that make the strength ("always be included"); they must stand in the first of `clauses`. `unless` is an
    exception to it: it lifts the duty where it holds; whether the contract is a call-off is not asked after for it.
    """

    strength: Strength
    clauses: Annotated[list[Label], Field(min_length=1)]
    says: Sentence
    must_words: Words
    when: Condition | None = None
    unless: Condition | None = None
    note: Sentence | None = None


class Step(Strict):
    """One tier: from this figure on, this role."""

    role: Words
    figure: Figure


class Provision(Citing):
    """Anything else a document lays down that an answer may need as a fact, by `kind`.

    weighting  `figures` (minimum and or maximum, percent) and `of`, with `near` proving of what; `rules` it goes with
    tiers      `about` what is decided and `steps`; the last step that holds is the one
    opt_out    `rules` it lifts, `evidence` it takes, `approver` or null where none is named
    target     `figures` and `of`, e.g. a share of spend; return, indicator: `figures` that are neither weighting nor target
    review     `every_months` and or `due` (the text as printed); report, role: `who`, `to_whom`
    hope       what the document would like to see without asking for it; exclusion: what it leaves out
    notice     a warning with `code` that stands on the document; conflict: two or more `clauses` and `about`
    silence    `about` what the document does not say; no clause
    """

    kind: ProvisionKind
    says: Sentence
    about: Words | None = None
    figures: list[Figure] = []
    of: Words | None = None
    near: Words | None = None
    rules: list[Slug] = []
    when: Condition | None = None
    steps: list[Step] = []
    evidence: Sentence | None = None
    approver: Words | None = None
    who: Words | None = None
    to_whom: Words | None = None
    every_months: int | None = None
    due: Words | None = None
    code: Slug | None = None

    @model_validator(mode="after")
    def _fields_of_its_kind(self) -> Provision:
        needs: dict[str, tuple[str, ...]] = {
            "weighting": ("figures", "of", "near"), "tiers": ("about", "steps"), "opt_out": ("evidence", "rules"),
            "target": ("figures", "of"), "return": ("figures",), "role": ("who",), "report": ("who",), "notice": ("code",),
            "conflict": ("about",), "silence": ("about",),
        }  # fmt: skip
        missing = [name for name in needs.get(self.kind, ()) if not getattr(self, name)]
        if missing:
            raise ValueError(f"a {self.kind} needs {', '.join(missing)}")
        if self.kind != "silence" and not self.clauses:
            raise ValueError(f"a {self.kind} needs clauses")
        if self.kind == "conflict" and len(self.clauses) < 2:
            raise ValueError("a conflict needs the two clauses that disagree")
        return self


class Pack(Dated):
    """The rules and provisions of one document."""

    pack: Slug
    document: Slug
    rules: list[Rule] = []
    provisions: list[Provision] = []

    @property
    def is_draft(self) -> bool:
        """Whether anything in it is still marked as a draft: then none of it decides before a person confirms the pack."""
        return any(citing.draft for citing in (*self.rules, *self.provisions))

    @model_validator(mode="after")
    def _ids_once_and_known(self) -> Pack:
        ids = [rule.id for rule in self.rules] + [provision.id for provision in self.provisions]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"id given twice: {', '.join(twice)}")
        rules = {rule.id for rule in self.rules}
        unknown = sorted({r for p in self.provisions for r in p.rules if r not in rules})
        if unknown:
            raise ValueError(f"no such rule in this pack: {', '.join(unknown)}")
        return self


for _model in (AllOf, AnyOf, NotThis, Rule, Provision, Pack):
    _model.model_rebuild()
