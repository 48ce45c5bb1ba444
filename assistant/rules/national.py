"""The national thresholds and the standard rate of VAT, as tables keyed on the day the procurement starts.

A day outside a table is unknown, never the nearest row. `verified_to` is the last day the table was checked for; a later day
takes the last row and is warned about.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from assistant.errors import PackError
from assistant.rules import strict_yaml, wording
from assistant.rules.load import refused
from assistant.rules.model import Dated, Figure, Label, Number, Slug, Strict
from assistant.rules.proof import Prover
from assistant.rules.strict_yaml import Path

NEAR = {
    "services": "services, for a council", "supplies": "goods (supplies)", "works": "works", "light_touch": "light touch services",
    "concession": "concessions", "central_services": "central government",
}  # fmt: skip
"""The words that stand with each threshold in the national digest."""


class ThresholdRow(Dated):
    """The thresholds of one period, in whole pounds, for a council (sub-central); central government's for services beside."""

    vat: Literal["ex", "inc"]
    clause: Label
    services: Annotated[int, Field(gt=0)]
    supplies: Annotated[int, Field(gt=0)]
    works: Annotated[int, Field(gt=0)]
    light_touch: Annotated[int, Field(gt=0)]
    concession: Annotated[int, Field(gt=0)]
    central_services: Annotated[int, Field(gt=0)]

    def pence(self, contract_type: str) -> int:
        """The threshold for a type of contract, in pence on the row's own VAT basis."""
        return int(getattr(self, contract_type)) * 100


class VatRate(Dated):
    percent: Number
    clause: Label


class Commencement(Strict):
    """The day a law began."""

    id: Slug
    day: date
    clause: Label


class NationalTable(Strict):
    """The whole file `corpus/national/rules/thresholds.yaml`."""

    table: Slug
    document: Slug
    verified_to: date
    rows: Annotated[list[ThresholdRow], Field(min_length=1)]
    vat_rates: Annotated[list[VatRate], Field(min_length=1)]
    commencements: list[Commencement] = []

    def row(self, day: date) -> ThresholdRow | None:
        """The thresholds in force on a day, None for a day before the first row."""
        return next((row for row in self.rows if row.covers(day)), None)

    def vat_percent(self, day: date) -> Decimal | None:
        """The standard rate of VAT on a day in percent, None for a day before the table."""
        return next((rate.percent for rate in self.vat_rates if rate.covers(day)), None)

    def commencement(self, law: str) -> Commencement | None:
        return next((c for c in self.commencements if c.id == law), None)


def parse_table(name: str, text: str) -> tuple[NationalTable, strict_yaml.Loaded]:
    """Reads the table without proving it; raises PackError naming line and field."""
    loaded = strict_yaml.load(name, text)
    if not isinstance(loaded.data, dict):
        raise PackError(name, "a table is a mapping that starts with table: and document:", line=1)
    try:
        table = NationalTable.model_validate(loaded.data)
    except ValidationError as error:
        raise refused(name, error, loaded) from None
    _in_order(name, "rows", table.rows, loaded)
    _in_order(name, "vat_rates", table.vat_rates, loaded)
    return table, loaded


def _in_order(name: str, field: str, rows: Sequence[ThresholdRow | VatRate], loaded: strict_yaml.Loaded) -> None:
    """Rows begin on a day and end before the next begins; only the last is open."""
    for index, (row, following) in enumerate(itertools.pairwise(rows)):
        if row.from_ is None or following.from_ is None or row.to is None or row.to >= following.from_:
            reason = "each row needs from and to, in order and without overlap"
            raise PackError(name, reason, line=loaded.line((field, index)), clause=row.clause, figure=f"to {row.to}")


def load_table(name: str, text: str, clauses: Mapping[str, str]) -> NationalTable:
    """The table with every amount, rate and day proved against the clauses (text by label) of the national digest."""
    table, loaded = parse_table(name, text)
    prover = Prover(name, clauses, loaded.lines)
    for index, row in enumerate(table.rows):
        _row(prover, row, ("rows", index))
    for index, rate in enumerate(table.vat_rates):
        _rate(prover, rate, ("vat_rates", index))
    for index, start in enumerate(table.commencements):
        _day(prover, start.day, start.clause, ("commencements", index, "day"))
    _day(prover, table.verified_to, table.rows[-1].clause, ("verified_to",))
    return table


def _row(prover: Prover, row: ThresholdRow, path: Path) -> None:
    for field, near in NEAR.items():
        figure = Figure(clause=row.clause, pounds=Decimal(getattr(row, field)), vat=row.vat, near=near)
        prover.figure(figure, (*path, field))
    _days(prover, row, row.clause, path)


def _rate(prover: Prover, rate: VatRate, path: Path) -> None:
    """The rate stands in the clause with the day since when: 20% since 4 January 2011."""
    prover.figure(Figure(clause=rate.clause, percent=rate.percent), (*path, "percent"))
    since = f" since {wording.day(rate.from_)}" if rate.from_ else ""
    prover.words(rate.clause, f"{rate.percent}%{since}", (*path, "percent"), f"{rate.percent}%")
    _days(prover, rate, rate.clause, path)


def _days(prover: Prover, dated: Dated, clause: str, path: Path) -> None:
    for name, day in (("from", dated.from_), ("to", dated.to)):
        if day is not None:
            _day(prover, day, clause, (*path, name))


def _day(prover: Prover, day: date, clause: str, path: Path) -> None:
    """The day stands in the clause as it is written in a sentence."""
    prover.words(clause, wording.day(day), path, wording.day(day))
