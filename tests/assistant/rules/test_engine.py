"""The verdict: its order of outcomes, and what must hold of it whatever the facts are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model import CONTRACT_TYPES, Amount, CallOff, Duration, Facts, Said, TypeFact
from assistant.rules.changes import changes
from assistant.rules.checks import Setting
from assistant.rules.engine import decide
from assistant.rules.load import load
from assistant.rules.model import Pack
from assistant.rules.national import NationalTable
from assistant.rules.requirements import reached
from tests.assistant.rules.packs import CLAUSES, PACK

SAID = Said("a test")
TABLE = NationalTable.model_validate(
    {
        "table": "t",
        "document": "d",
        "verified_to": date(2026, 6, 30),
        "rows": [
            {"from": date(2024, 1, 1), "to": date(2025, 12, 31), "vat": "inc", "clause": "a", "services": 214904, "supplies": 214904,
             "works": 5372609, "light_touch": 663540, "concession": 5372609, "central_services": 139688},
            {"from": date(2026, 1, 1), "vat": "inc", "clause": "b", "services": 207720, "supplies": 207720, "works": 5193000,
             "light_touch": 663540, "concession": 5193000, "central_services": 135018},
        ],
        "vat_rates": [{"from": date(2011, 1, 4), "percent": 20, "clause": "c"}],
    }
)  # fmt: skip
SETTING = Setting(date(2026, 11, 21), TABLE)
MARSHFIELD = (load("marshfield", PACK, CLAUSES),)
NATIONAL_TEST = load(
    "national-line",
    "pack: np\ndocument: d\nrules:\n  - id: r\n    strength: must_include\n    clauses: ['1']\n    says: It has to be included.\n"
    "    must_words: must\n    when: {fact: amount, national: threshold, comparator: at_least, clause: '1', words: at least}\n",
    {"1": "Social value must be in contracts of at least the national threshold."},
)
STRENGTH = {"not_required": 0, "no_rule": 0, "consider": 1, "required": 2}


def facts(pounds: float | None = None, vat: str | None = None, kind: str | None = None, months: int | None = None) -> Facts:
    pence = None if pounds is None else round(pounds * 100)
    return Facts(
        amount=None if pence is None else Amount(pence, pence, vat, SAID),  # type: ignore[arg-type]
        contract_type=None if kind is None else TypeFact((kind,), SAID),  # type: ignore[arg-type]
        duration=None if months is None else Duration(months, months, SAID),
    )


pence = st.integers(1, 20_000_000_00)
vats = st.sampled_from([None, "ex", "inc", "none"])
amounts = st.none() | st.builds(lambda a, b, v: Amount(min(a, b), max(a, b), v, SAID), pence, pence, vats) | st.builds(
    lambda a, v: Amount(a, a, v, SAID), pence, vats
) | st.builds(lambda a, v: Amount(a, None, v, SAID), pence, vats)  # fmt: skip
durations = st.none() | st.builds(lambda a, b: Duration(min(a, b), max(a, b), SAID), st.integers(1, 240), st.integers(1, 240))
types = st.none() | st.lists(st.sampled_from(CONTRACT_TYPES), min_size=1, max_size=4, unique=True).map(
    lambda o: TypeFact(tuple(o), SAID)
)
calls = st.none() | st.booleans().map(lambda b: CallOff(b, SAID))
any_facts = st.builds(Facts, amount=amounts, duration=durations, contract_type=types, call_off=calls)
packs = st.sampled_from([MARSHFIELD, (NATIONAL_TEST,), (*MARSHFIELD, NATIONAL_TEST)])


@st.composite
def known_and_more_certain(draw: st.DrawFn) -> tuple[Facts, Facts]:
    """Facts, and the same facts with some of them made more certain: an unknown filled in, a range narrowed, an option dropped."""
    known = draw(any_facts)
    amount, duration, contract_type = known.amount, known.duration, known.contract_type
    if amount is not None:
        high = amount.high_pence if amount.high_pence is not None else 30_000_000_00
        a, b = sorted(
            (
                draw(st.integers(amount.low_pence, max(high, amount.low_pence))),
                draw(st.integers(amount.low_pence, max(high, amount.low_pence))),
            )
        )
        amount = Amount(a, b, amount.vat or draw(vats), SAID)
    if duration is not None and duration.high_months is not None:
        a, b = sorted(
            (
                draw(st.integers(duration.low_months, duration.high_months)),
                draw(st.integers(duration.low_months, duration.high_months)),
            )
        )
        duration = Duration(a, b, SAID)
    if contract_type is not None:
        contract_type = TypeFact((draw(st.sampled_from(contract_type.options)),), SAID)
    more = Facts(
        amount=amount or draw(amounts), duration=duration or draw(durations), contract_type=contract_type or draw(types),
        call_off=known.call_off or draw(calls),
    )  # fmt: skip
    return known, more


@given(known_and_more_certain(), packs)
@settings(max_examples=400, deadline=None)
def test_no_fact_made_more_certain_turns_a_decided_verdict_into_another(pair: tuple[Facts, Facts], rules: tuple) -> None:
    known, more = pair
    before = decide(rules, known, SETTING).outcome
    if before != "depends":
        assert decide(rules, more, SETTING).outcome == before


@given(any_facts, st.integers(0, 10_000_000_00), packs)
@settings(max_examples=300, deadline=None)
def test_a_higher_amount_never_weakens_a_duty(known: Facts, more_pence: int, rules: tuple) -> None:
    if known.amount is None:
        return
    high = None if known.amount.high_pence is None else known.amount.high_pence + more_pence
    higher = replace(known, amount=replace(known.amount, low_pence=known.amount.low_pence + more_pence, high_pence=high))
    lower_outcome, higher_outcome = decide(rules, known, SETTING).outcome, decide(rules, higher, SETTING).outcome
    if "depends" not in (lower_outcome, higher_outcome):
        assert STRENGTH[higher_outcome] >= STRENGTH[lower_outcome]
    if lower_outcome == "required":
        assert higher_outcome == "required"


@given(st.integers(1, 3_000_000_00), st.sampled_from(["services", "supplies", "light_touch"]), durations)
@settings(max_examples=300, deadline=None)
def test_an_amount_without_vat_and_the_same_amount_with_it_agree(ex_units: int, kind: str, duration: Duration | None) -> None:
    ex_pence, inc_pence = ex_units * 5, ex_units * 6
    assert Fraction(inc_pence, ex_pence) == Fraction(6, 5)
    one = Facts(amount=Amount(ex_pence, ex_pence, "ex", SAID), contract_type=TypeFact((kind,), SAID), duration=duration)
    other = replace(one, amount=Amount(inc_pence, inc_pence, "inc", SAID))
    for rules in (MARSHFIELD, (NATIONAL_TEST,)):
        assert decide(rules, one, SETTING).outcome == decide(rules, other, SETTING).outcome


@given(any_facts, packs, st.dates(date(1990, 1, 1), date(2100, 1, 1)))
@settings(max_examples=200, deadline=None)
def test_every_facts_on_every_day_have_a_verdict_and_open_ones_say_what_is_missing(
    known: Facts, rules: tuple, day: date
) -> None:
    setting = Setting(day, TABLE)
    verdict = decide(rules, known, setting)
    assert (verdict.outcome == "depends") == bool(verdict.missing)
    assert len(verdict.results) == sum(len(pack.rules) for pack in rules)
    reached(rules, known, setting, verdict)


def every_way(known: Facts) -> Iterator[Facts]:
    """The facts with everything filled in that has an end of ways it may turn out."""
    types = [(option,) for option in (known.contract_type.options if known.contract_type else CONTRACT_TYPES)]
    bases = ("ex", "inc", "none") if known.amount and known.amount.vat is None else (None,)
    for kind, basis, value in product(types, bases, (True, False)):
        amount = replace(known.amount, vat=basis) if known.amount and basis else known.amount
        yield replace(known, contract_type=TypeFact(kind, SAID), amount=amount, call_off=known.call_off or CallOff(value, SAID))


@given(any_facts, packs, st.dates(date(2008, 1, 1), date(2030, 1, 1)))
@settings(max_examples=400, deadline=None)
def test_the_outcome_is_the_one_of_every_way_the_open_facts_may_turn_out(known: Facts, rules: tuple, day: date) -> None:
    setting = Setting(day, TABLE)
    outcomes = {decide(rules, way, setting).outcome for way in every_way(known)}
    assert decide(rules, known, setting).outcome == (outcomes.pop() if len(outcomes) == 1 else "depends")


@given(any_facts, packs)
@settings(max_examples=100, deadline=None)
def test_every_change_shown_does_change_the_outcome(known: Facts, rules: tuple) -> None:
    verdict = decide(rules, known, SETTING)
    for change in changes(rules, known, SETTING, verdict):
        assert change.outcome != verdict.outcome
        assert decide(rules, change.facts, SETTING).outcome == change.outcome


@pytest.mark.parametrize(
    ("known", "outcome", "missing"),
    [
        (facts(100_000, "ex", "services"), "not_required", ()),
        (facts(100_000.01, "ex", "services"), "required", ()),
        (facts(120_000, "inc", "services"), "not_required", ()),
        (facts(120_000.02, "inc", "services"), "required", ()),
        (facts(100_000.01, "none", "services"), "required", ()),
        (facts(100_000, "none", "services"), "not_required", ()),
        (facts(110_000, None, "services"), "depends", ("vat",)),
        (facts(99_000, None, "services"), "not_required", ()),
        (facts(130_000, None, "services"), "required", ()),
        (facts(None, None, "services"), "depends", ("amount",)),
        (facts(600_000, "ex", None), "depends", ("contract_type",)),
        (facts(90_000, None, None), "depends", ("contract_type",)),
        (facts(90_000, None, "works"), "not_required", ()),
        (facts(1_400_000, None, "works"), "depends", ("duration",)),
        (facts(1_400_000, None, "works", 24), "required", ()),
        (facts(1_400_000, None, "works", 23), "not_required", ()),
        (replace(facts(1_400_000, None, "works"), duration=Duration(23, 24, SAID, between=True)), "not_required", ()),
        (replace(facts(1_400_000, None, "works"), duration=Duration(24, 25, SAID, between=True)), "required", ()),
        (replace(facts(1_400_000, None, "works"), duration=Duration(23, 24, SAID)), "depends", ("duration",)),
        (facts(999_999.99, None, "works"), "not_required", ()),
        (facts(None, None, "concession"), "consider", ()),
        (Facts(), "depends", ("contract_type", "amount", "duration")),
    ],
)
def test_outcomes_and_what_is_asked(known: Facts, outcome: str, missing: tuple[str, ...]) -> None:
    verdict = decide(MARSHFIELD, known, SETTING)
    assert (verdict.outcome, verdict.missing) == (outcome, missing)


def test_a_verdict_that_comes_out_the_same_for_every_type_is_given() -> None:
    both = load(
        "both",
        PACK.replace("one_of: [works]", "one_of: [works, light_touch, concession]"),
        CLAUSES,
    )
    known = replace(facts(3_000_000, "ex", None, 36), contract_type=TypeFact(("works", "services"), SAID))
    assert decide((both,), known, SETTING).outcome == "required"


def test_a_day_outside_the_national_table_is_unknown_and_never_the_nearest_row() -> None:
    verdict = decide((NATIONAL_TEST,), facts(50_000_000, "inc", "services"), Setting(date(2023, 12, 31), TABLE))
    assert (verdict.outcome, verdict.missing) == ("depends", ("date",))


@pytest.mark.parametrize(("day", "outcome"), [(date(2025, 12, 31), "not_required"), (date(2026, 1, 1), "required")])
def test_the_national_threshold_is_that_of_the_day_the_procurement_starts(day: date, outcome: str) -> None:
    assert decide((NATIONAL_TEST,), facts(210_000, "inc", "services"), Setting(day, TABLE)).outcome == outcome


@pytest.mark.parametrize(("pounds", "outcome"), [(207_720, "required"), (207_719.99, "not_required")])
def test_an_amount_that_bears_no_vat_is_compared_at_face_value_with_a_line_that_includes_it(
    pounds: float, outcome: str
) -> None:
    verdict = decide((NATIONAL_TEST,), facts(pounds, "none", "services"), Setting(date(2026, 1, 1), TABLE))
    assert verdict.outcome == outcome
    (check,) = (check for result in verdict.results for check in result.checks if check.fact == "amount")
    assert (check.left.split(" ", 1)[1], check.converted) == ("with no VAT on it", "the same with VAT and without")


def test_exactly_on_an_unsettled_line_and_an_unstated_basis_are_noted() -> None:
    on_line = decide(MARSHFIELD, facts(1_000_000, "inc", "works", 24), SETTING)
    notes = {note for result in on_line.results for check in result.checks for note in check.notes}
    assert {"on_the_line", "other_vat_reading"} <= notes


@pytest.mark.parametrize(
    ("pounds", "role"),
    [(50_000, None), (50_000.01, "Head of Service"), (250_000, "Head of Service"), (250_000.01, "Committee")],
)
def test_the_last_tier_reached_is_the_one(pounds: float, role: str | None) -> None:
    known = facts(pounds, "ex", "services")
    tiers = next(
        r for r in reached(MARSHFIELD, known, SETTING, decide(MARSHFIELD, known, SETTING)) if r.provision.kind == "tiers"
    )
    assert tiers.role == role


def test_a_rule_is_in_force_from_its_first_day_to_its_last() -> None:
    dated = PACK.replace("strength: must_include", "strength: must_include\n    from: 2025-04-01\n    to: 2025-09-30", 1)
    rules = (load("dated", dated, CLAUSES),)
    days = {date(2025, 3, 31): False, date(2025, 4, 1): True, date(2025, 9, 30): True, date(2025, 10, 1): False}
    for day, required in days.items():
        assert (decide(rules, facts(150_000, "ex", "services"), Setting(day, TABLE)).outcome == "required") is required


EXCEPT_CALL_OFFS = {
    "1": "Social value must be in contracts that last 18 months or more.",
    "2": "A contract's length is its first term without extensions.",
    "3": "This does not apply to a call-off made by direct award.",
}


def _excepting(only: str = "") -> tuple[Pack]:
    narrowed = f", only: {only}" if only else ""
    return (
        load(
            "except",
            "pack: ex\ndocument: d\nrules:\n  - id: r\n    strength: must_include\n    clauses: ['1', '2', '3']\n"
            "    says: It has to be included.\n    must_words: must\n"
            "    when: {fact: duration, without_extensions: '2', figure: {clause: '1', months: 18, comparator: at_least, words: or more}}\n"
            f"    unless: {{fact: call_off, value: true, clause: '3', near: call-off{narrowed}}}\n",
            EXCEPT_CALL_OFFS,
        ),
    )


@pytest.mark.parametrize(
    ("only", "call_off", "outcome", "missing"),
    [
        ("", None, "required", ()),
        ("", False, "required", ()),
        ("", True, "not_required", ()),
        ("made by direct award", None, "required", ()),
        ("made by direct award", False, "required", ()),
        ("made by direct award", True, "depends", ("call_off",)),
    ],
)
def test_an_exception_lifts_a_rule_where_it_holds_and_is_not_asked_after(
    only: str, call_off: bool | None, outcome: str, missing: tuple[str, ...]
) -> None:
    given_ = replace(facts(months=24), call_off=None if call_off is None else CallOff(call_off, SAID))
    verdict = decide(_excepting(only), given_, SETTING)
    assert (verdict.outcome, verdict.missing) == (outcome, missing)


@pytest.mark.parametrize(
    ("words", "months", "outcome"),
    [
        ("18 months", 18, "required"),
        ("eighteen-month", 18, "required"),
        ("nine months that can run on for another twelve", 21, "not_required"),
        ("two years with the option of a third year", 36, "depends"),
        ("two years with the option of two more", 48, "required"),
    ],
)
def test_a_length_without_extensions_is_the_first_of_the_times_that_make_up_the_whole(
    words: str, months: int, outcome: str
) -> None:
    given_ = Facts(duration=Duration(months, months, Said(words)))
    assert decide(_excepting(), given_, SETTING).outcome == outcome
