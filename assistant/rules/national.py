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

from pydantic import Field, ValidationError, model_validator

from assistant.errors import PackError
from assistant.rules import strict_yaml
from assistant.rules.load import refused
from assistant.rules.model import Dated, Figure, Label, Number, Slug, Strict
from assistant.rules.proof import Prover

ROW_FIELDS = ("services", "supplies", "works", "light_touch", "concession", "central_services")


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

    @model_validator(mode="after")
    def _in_order(self) -> NationalTable:
        for name, rows in (("rows", self.rows), ("vat_rates", self.vat_rates)):
            _one_after_another(name, rows)
        return self

    def row(self, day: date) -> ThresholdRow | None:
        """The thresholds in force on a day, None for a day before the first row."""
        return next((row for row in self.rows if row.covers(day)), None)

    def vat_percent(self, day: date) -> Decimal | None:
        """The standard rate of VAT on a day in percent, None for a day before the table."""
        return next((rate.percent for rate in self.vat_rates if rate.covers(day)), None)

    def commencement(self, law: str) -> Commencement | None:
        return next((c for c in self.commencements if c.id == law), None)


def _one_after_another(name: str, rows: Sequence[Dated]) -> None:
    """Rows begin on a day and end before the next begins; only the last is open."""
    for row, following in itertools.pairwise(rows):
        if row.from_ is None or following.from_ is None or row.to is None or row.to >= following.from_:
            raise ValueError(f"{name}: each row needs from and to, in order and without overlap")


def parse_table(name: str, text: str) -> tuple[NationalTable, strict_yaml.Loaded]:
    """Reads the table without proving it; raises PackError naming line and field."""
    loaded = strict_yaml.load(name, text)
    if not isinstance(loaded.data, dict):
        raise PackError(name, "a table is a mapping that starts with table: and document:", line=1)
    try:
        return NationalTable.model_validate(loaded.data), loaded
    except ValidationError as error:
        raise refused(name, error, loaded) from None


def load_table(name: str, text: str, clauses: Mapping[str, str]) -> NationalTable:
    """The table with every amount and rate proved against the clauses (text by label) of the national digest."""
    table, loaded = parse_table(name, text)
    prover = Prover(table.table, clauses, loaded.lines)
    for index, row in enumerate(table.rows):
        for field in ROW_FIELDS:
            figure = Figure(clause=row.clause, pounds=Decimal(getattr(row, field)), vat=row.vat)
            prover.figure(figure, ("rows", index, field))
    for index, rate in enumerate(table.vat_rates):
        prover.figure(Figure(clause=rate.clause, percent=rate.percent), ("vat_rates", index, "percent"))
    for index, start in enumerate(table.commencements):
        prover.words(start.clause, f"{start.day.day} {start.day:%B %Y}", ("commencements", index, "day"))
    return table
