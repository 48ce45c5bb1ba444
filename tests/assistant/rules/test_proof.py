"""A pack loads when its clauses say what it says, and stops the load when any figure, comparator, basis or clause is changed."""

from __future__ import annotations

import re

import pytest

from assistant.errors import PackError
from assistant.rules.load import load
from tests.assistant.rules.packs import CLAUSES, PACK

CHANGES = {
    "figure in a rule": ("pounds: 100000", "pounds: 100001", ["3.1", "£100,001"]),
    "figure of another row": ("pounds: 1000000", "pounds: 500000", ["3.2", "£500,000", "Works"]),
    "comparator": ("comparator: over, words: over, near: services", "comparator: at_least, words: over, near: services", ["3.1", "over"]),
    "comparator and words": (
        "comparator: over, words: over, near: services", "comparator: at_least, words: at least, near: services", ["3.1", "at least"]
    ),
    "comparator turned round": ("comparator: at_least, words: minimum of", "comparator: at_most, words: minimum of", ["3.3", "10%"]),
    "unsettled comparator without its reading": ('        reading: {as: at_least, because: to cross is read as to reach}\n', "", ["4", "reading"]),
    "unsettled comparator read otherwise": ("comparator: at_least\n        words: cross", "comparator: over\n        words: cross", ["4", "reading"]),
    "VAT basis left out": ("pounds: 100000, vat: ex", "pounds: 100000, vat: unstated", ["3.1", "basis"]),
    "VAT basis changed": ("pounds: 100000, vat: ex", "pounds: 100000, vat: inc", ["3.1", "inc VAT"]),
    "VAT basis made up": ("pounds: 1000000, vat: unstated", "pounds: 1000000, vat: ex", ["3.2", "ex VAT"]),
    "clause of a figure": ('figure: {clause: "3.1"', 'figure: {clause: "3.2"', ["3.2", "£100,000"]),
    "clause of a rule": ('clauses: ["3.1"]', 'clauses: ["3.9"]', ["3.9", "no such clause"]),
    "months": ("months: 24", "months: 12", ["3.2", "12 months"]),
    "percent": ("percent: 10", "percent: 15", ["3.3", "15%"]),
    "restated figure": ("over £100,000 excluding VAT have", "over £110,000 excluding VAT have", ["3.1", "£110,000"]),
    "strength words": ("must_words: will think about", "must_words: must think about", ["clause 2", "must think about"]),
    "type words": ("near: services or supplies", "near: works or supplies", ["3.1", "works or supplies"]),
    "role of a tier": ("role: Committee", "role: Cabinet", ["3.4", "Cabinet"]),
    "roles exchanged": ("role: Head of Service", "role: Committee", ["3.4", "Committee"]),
    "tier out of order": ("pounds: 250000", "pounds: 50000", ["3.4"]),
    "words quoted of a clause": ('quotes: {"3.5": written evidence}', 'quotes: {"3.5": spoken evidence}', ["3.5", "spoken evidence"]),
    "clause that words are quoted of": ('clauses: ["3.5"]', 'clauses: ["3.4"]', ["3.4", "not cited: 3.5"]),
    "clause and quotation": ('clauses: ["3.5"]\n    quotes: {"3.5"', 'clauses: ["3.4"]\n    quotes: {"3.4"', ["3.4", "written evidence"]),
    "clause of a rule, but not of its test": ('clauses: ["3.1"]', 'clauses: ["2"]\n    note: It has to', ["clause 2", "must form part"]),
    "clause that a test rests on and is not cited": (
        'clauses: ["3.2", "3.4"]', 'clauses: ["3.2"]', ["clause 3.4", "£50,000", "does not cite"]
    ),
    "how often": ("every_months: 12", "every_months: 6", ["3.6", "6 months"]),
    "of what": ("near: total score\n    rules", "near: quality score\n    rules", ["3.3", "quality score"]),
}  # fmt: skip


def test_the_pack_as_written_is_proved() -> None:
    assert len(load("marshfield", PACK, CLAUSES).rules) == 4


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_stops_the_load_naming_pack_line_clause_and_figure(name: str) -> None:
    old, new, words = CHANGES[name]
    assert old in PACK
    with pytest.raises(PackError) as refused:
        load("marshfield", PACK.replace(old, new, 1), CLAUSES)
    message = str(refused.value)
    assert message.startswith("pack marshfield, line ")
    assert "\n" not in message
    for word in words:
        assert word in message


@pytest.mark.parametrize(
    ("words", "comparator", "proved"),
    [
        ("over £100,000", ("over", "over"), True),
        ("not over £100,000", ("over", "over"), False),
        ("no more than £100,000", ("over", "more than"), False),
        ("not less than £100,000", ("under", "less than"), False),
        ("not less than £100,000", ("at_least", "not less than"), True),
        ("£100,000 or more", ("at_least", "or more"), True),
        ("up to £100,000", ("at_most", "up to"), True),
        ("£100,000 and under £200,000", ("under", "under"), False),
        ("above £90,000 and £100,000", ("over", "above"), False),
        ("at or above £100,000", ("over", "above"), False),
        ("at or above £100,000", ("at_least", "at or above"), True),
        ("equal to or greater than £100,000", ("over", "greater than"), False),
        ("no lower than £100,000", ("under", "lower than"), False),
        ("no lower than £100,000", ("at_least", "no lower than"), True),
        ("of £100,000 plus VAT", ("at_least", "plus"), False),
        ("of £100,000 + VAT", ("at_least", "+"), False),
        ("of £100,000+", ("at_least", "+"), True),
        ("of £100,000 plus", ("at_least", "plus"), True),
        ("from £100,000 to £200,000", ("at_most", "to"), False),
        ("of £100,000 to £200,000", ("at_least", "to"), True),
        ("of £50,000 – £100,000", ("at_most", "'-'"), True),
        ("of £50,000 – £100,000", ("at_least", "'-'"), False),
        ("from £200,000 to £100,000", ("at_most", "to"), False),
    ],
)
def test_the_comparator_words_belong_to_the_figure(words: str, comparator: tuple[str, str], proved: bool) -> None:
    name, said = comparator
    pack = (
        "pack: p\ndocument: d\nrules:\n  - id: r\n    strength: must_include\n    clauses: ['1']\n    says: It has to be included.\n"
        "    must_words: must\n    when:\n      fact: amount\n"
        f"      figure: {{clause: '1', pounds: 100000, vat: unstated, comparator: {name}, words: {said}}}\n"
    )
    clauses = {"1": f"Social value must be in contracts {words}."}
    if "VAT" in words:
        pack = pack.replace("vat: unstated", "vat: ex")
    if proved:
        assert load("p", pack, clauses).rules[0].id == "r"
    else:
        with pytest.raises(PackError):
            load("p", pack, clauses)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("strength: must_include", "strength: should_include", ["strength"]),
        ("pounds: 100000", "pounds: -100000", ["negative"]),
        ("pounds: 100000", "pounds: 100000, colour: red", ["unknown field colour"]),
        ("pounds: 100000", "pounds: 100000, percent: 5", ["exactly one"]),
        ("pounds: 100000", "pounds: '100000'", ["pounds"]),
        ("pounds: 100000", "pounds: true", ["pounds"]),
        ("pounds: 100000, vat: ex", "pounds: 100000", ["vat"]),
        ("pounds: 100000", "pounds: 100000.001", ["pence"]),
        ("months: 24", "months: 24.5", ["months"]),
        ("id: works", "id: light-touch", ["given twice"]),
        ("rules: [services-and-supplies, works, light-touch]", "rules: [services]", ["no such rule"]),
        ("strength: must_consider", "strength: must_consider\n    from: 2026-02-01\n    to: 2026-01-01", ["before"]),
        ("kind: tiers", "kind: ladder", ["kind"]),
        ("    evidence: Written evidence that it was looked into.\n", "", ["evidence"]),
        ("document: marshfield-policy", "document: Marshfield Policy", ["document"]),
        ("when:\n      all:", "when:\n      some:", ["condition"]),
    ],
)
def test_what_the_format_does_not_allow_is_refused_with_its_line(old: str, new: str, words: list[str]) -> None:
    assert old in PACK
    with pytest.raises(PackError) as refused:
        load("marshfield", PACK.replace(old, new, 1), CLAUSES)
    assert re.match(r"pack marshfield, line \d+", str(refused.value))
    for word in words:
        assert word in str(refused.value)


def one_rule(figure: str, clauses: str = "['1']") -> str:
    return (
        f"pack: p\ndocument: d\nrules:\n  - id: r\n    strength: must_include\n    clauses: {clauses}\n    says: It has to be included.\n"
        f"    must_words: must\n    when: {{fact: amount, figure: {{clause: '1', pounds: 100000, {figure}}}}}\n"
    )


BETWEEN = {"1": "Social value must be in contracts between £100,000 and £200,000."}


def test_between_does_not_say_whether_its_ends_are_inside() -> None:
    unread = "vat: unstated, comparator: at_least, words: between"
    with pytest.raises(PackError, match="say how it is read"):
        load("p", one_rule(unread), BETWEEN)
    assert load("p", one_rule(f"{unread}, reading: {{as: at_least, because: the wider duty}}"), BETWEEN).rules
    with pytest.raises(PackError, match="does not mean at most"):
        load(
            "p",
            one_rule("vat: unstated, comparator: at_most, words: between, reading: {as: at_most, because: it is the end}"),
            BETWEEN,
        )


ELSEWHERE = {
    "1": "Social value must be in services at the level of £100,000.",
    "2": "All amounts in this policy exclude VAT.",
    "3": "Social value must be in these contracts, where their value is in excess of:",
}


@pytest.mark.parametrize(
    ("figure", "clauses", "reason"),
    [
        ("vat: unstated, comparator: over, words: in excess of, words_clause: '3'", "['1', '3']", None),
        ("vat: unstated, comparator: over, words: in excess of, words_clause: '2'", "['1', '2']", "clause 2 does not say"),
        ("vat: unstated, comparator: over, words: in excess of, words_clause: '3'", "['1']", "does not cite"),
        ("vat: ex, comparator: over, words: in excess of, words_clause: '3', vat_clause: '2'", "['1', '2', '3']", None),
        ("vat: inc, comparator: over, words: in excess of, words_clause: '3', vat_clause: '2'", "['1', '2', '3']", "inc VAT"),
        ("vat: ex, comparator: over, words: in excess of, words_clause: '3', vat_clause: '2'", "['1', '3']", "does not cite"),
        ("vat: unstated, comparator: over, words: in excess of, words_clause: '3', vat_clause: '2'", "['1', '2', '3']", "ex or inc"),
        ("vat: ex, comparator: over, words: in excess of, words_clause: '4', vat_clause: '2'", "['1', '2']", "no such clause"),
    ],
)  # fmt: skip
def test_a_basis_or_comparator_words_may_stand_in_another_clause_that_is_cited(
    figure: str, clauses: str, reason: str | None
) -> None:
    if reason is None:
        assert load("p", one_rule(figure, clauses), ELSEWHERE).rules
    else:
        with pytest.raises(PackError, match=reason):
            load("p", one_rule(figure, clauses), ELSEWHERE)


def test_a_basis_said_of_all_amounts_gives_way_to_the_one_beside_the_figure() -> None:
    clauses = ELSEWHERE | {"1": "Social value must be in services over £100,000 including VAT."}
    with pytest.raises(PackError, match="leave vat_clause out"):
        load("p", one_rule("vat: ex, comparator: over, words: over, vat_clause: '2'", "['1', '2']"), clauses)
