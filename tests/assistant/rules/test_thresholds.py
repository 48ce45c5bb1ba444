"""The dated table: rows in order without overlap, each figure under its own words, each day as the clause has it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.errors import PackError
from assistant.rules.national import load_table

CLAUSES = {
    "From 2030": "From 1 January 2030 to 31 December 2031 the amounts are: \n\n- services, for a council: £100,000 including VAT\n"
    "- goods (supplies), for a council: £110,000 including VAT\n- services and goods, for central government: £90,000 including VAT\n"
    "- works: £2,000,000 including VAT\n- light touch services: £300,000 including VAT\n- concessions: £2,100,000 including VAT",
    "From 2032": "Since 1 January 2032, as was last looked up on 5 May 2032: \n\n- services, for a council: £120,000 including VAT\n"
    "- goods (supplies), for a council: £130,000 including VAT\n- services and goods, for central government: £95,000 including VAT\n"
    "- works: £2,200,000 including VAT\n- light touch services: £310,000 including VAT\n- concessions: £2,300,000 including VAT",
    "Rate": "The rate has been 25% since 2 February 2029; before it was 15% since 3 March 2020.",
}
TABLE = """\
table: thresholds
document: law
verified_to: 2032-05-05
rows:
  - {from: 2030-01-01, to: 2031-12-31, vat: inc, clause: From 2030,
     services: 100000, supplies: 110000, works: 2000000, light_touch: 300000, concession: 2100000, central_services: 90000}
  - {from: 2032-01-01, to: null, vat: inc, clause: From 2032,
     services: 120000, supplies: 130000, works: 2200000, light_touch: 310000, concession: 2300000, central_services: 95000}
vat_rates:
  - {from: 2029-02-02, to: null, percent: 25, clause: Rate}
"""
CHANGES = {
    "rows that overlap": ("to: 2031-12-31", "to: 2032-01-01", 5, "overlap"),
    "a row that is open and not the last": ("to: 2031-12-31", "to: null", 5, "overlap"),
    "a row that ends before it begins": ("to: 2031-12-31", "to: 2029-12-31", 5, "before"),
    "two figures exchanged": ("services: 100000, supplies: 110000", "services: 110000, supplies: 100000", 6, "services, for a council"),
    "works for concessions": ("works: 2000000", "works: 2100000", 6, "works"),
    "a day that the clause does not give": ("from: 2032-01-01", "from: 2032-01-02", 7, "2 January 2032"),
    "the rate before": ("percent: 25", "percent: 15", 10, "15% since 2 February 2029"),
    "looked up later than the clause says": ("verified_to: 2032-05-05", "verified_to: 2033-05-05", 3, "5 May 2033"),
    "a figure of nought": ("works: 2000000", "works: 0", 6, "greater than 0"),
    "a basis that is not stated": ("to: null, vat: inc", "to: null, vat: unstated", 7, "vat"),
    "a basis that is not the clause's": ("to: null, vat: inc", "to: null, vat: ex", 8, "ex VAT"),
}  # fmt: skip


def test_the_table_as_written_is_proved() -> None:
    table = load_table("law/thresholds", TABLE, CLAUSES)
    assert table.row(date(2031, 12, 31)) is table.rows[0]
    assert table.row(date(2032, 1, 1)) is table.rows[1]
    assert table.row(date(2029, 12, 31)) is None
    assert table.vat_percent(date(2029, 2, 2)) == Decimal(25)
    assert table.vat_percent(date(2029, 2, 1)) is None


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_stops_the_load_and_names_the_line(name: str) -> None:
    old, new, line, words = CHANGES[name]
    assert old in TABLE
    with pytest.raises(PackError) as refused:
        load_table("law/thresholds", TABLE.replace(old, new, 1), CLAUSES)
    message = str(refused.value)
    assert message.startswith(f"pack law/thresholds, line {line}, clause ")
    assert words in message
