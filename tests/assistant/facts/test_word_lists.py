"""The shipped word lists: complete, without repeats, and every phrase of them is read as the list says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import assistant.facts
from assistant.facts import nation_of, other_councils, read_facts
from assistant.facts.council.gazetteer import gazetteer, name_words
from assistant.facts.words.vocabulary import built_phrases
from assistant.facts.words.word_lists import load_words
from assistant.model import CouncilName
from tests.assistant.facts.case_files import TODAY

DATA = Path(assistant.facts.__file__).with_name("data")
KINDS: dict[str, Any] = yaml.safe_load((DATA / "contract_kinds.yaml").read_text(encoding="utf-8"))
COUNCILS: dict[str, Any] = yaml.safe_load((DATA / "councils.yaml").read_text(encoding="utf-8"))
NATIONS = [(name, "scotland") for name in ("Fife", "Glasgow")] + [(name, "wales") for name in ("Powys", "Cardiff")]


@pytest.mark.parametrize(("kind", "count"), [("districts", 164), ("unitary", 62), ("metropolitan", 36), ("london", 33)])
def test_england_has_as_many_councils_of_each_kind_as_the_law_made(kind: str, count: int) -> None:
    assert sum(len(names) for names in COUNCILS["england"][kind].values()) == count


def test_the_united_kingdom_has_382_principal_councils_each_once() -> None:
    places = gazetteer().places
    names = [name_words(place.names[0]) for place in places]
    assert len(names) == len(set(names)) == 317 + 32 + 22 + 11


def test_every_principal_council_is_noticed_where_it_is_not_loaded() -> None:
    missed = [
        place.names[0]
        for place in gazetteer().places
        if other_councils(f"Does {place.names[0]} Council ask for it?", []) != (place.names[0],)
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("name", "nation"), [*NATIONS, ("Belfast", "northern_ireland"), ("City of York", "england"), ("Ambridge", None)]
)
def test_a_council_has_its_nation(name: str, nation: str | None) -> None:
    assert nation_of(name) == nation


def test_other_law_is_said_for_a_council_outside_england() -> None:
    (doubt,) = read_facts("£400k works in Glasgow", [], today=TODAY).doubts
    assert "Scotland" in doubt.question


WORDS = """working rather survey eating tendering person washington having southern wording country midway survey hosting leading broadband
sterling starting stirring bridged presto finland crawled wooing waking harlot survey shroud trending slouch hilton milton stanford"""


@pytest.mark.parametrize("word", WORDS.split())
def test_a_word_of_the_language_is_no_slip_in_a_council_whichever_councils_are_loaded(word: str) -> None:
    every = [CouncilName("-".join(name_words(place.names[0])), f"{place.names[0]} Council") for place in gazetteer().places]
    assert read_facts(f"we are {word} on it", every, today=TODAY).councils is None


SLIPS = [
    ("Birmigham", "Birmingham"), ("birmnigahm", "Birmingham"), ("Mancehster", "Manchester"), ("Cheltneham", "Cheltenham"),
    ("Milton Keyens", "Milton Keynes"), ("tower hamltes", "Tower Hamlets"), ("Wolverhamptn", "Wolverhampton"), ("Nothampton sire", ""),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "meant"), SLIPS)
def test_a_slip_or_two_in_a_long_name_is_mended_where_that_council_is_loaded(typed: str, meant: str) -> None:
    loaded = [CouncilName(place.names[0], f"{place.names[0]} Council") for place in gazetteer().places]
    councils = read_facts(f"is it required in {typed}?", loaded, today=TODAY).councils
    assert (councils.slugs if councils else ()) == ((meant,) if meant else ())


READING = (CouncilName("reading", "Reading Borough Council"),)


@pytest.mark.parametrize(
    "question",
    ["Reading", "in reading", "400k works for Reading", "READING?", "does Reading's policy apply", "what about reading"],
)
def test_a_loaded_council_whose_name_is_a_word_is_read_where_it_is_led_to(question: str) -> None:
    councils = read_facts(question, READING, today=TODAY).councils
    assert councils is not None and councils.slugs == ("reading",)


@pytest.mark.parametrize(
    "question", ["I am reading it", "Reading the policy, I wonder", "we like reading", "in reading this I saw 10%"]
)
def test_a_loaded_council_whose_name_is_a_word_is_not_read_in_the_word(question: str) -> None:
    assert read_facts(question, READING, today=TODAY).councils is None


def test_every_kind_of_contract_is_read_as_its_types() -> None:
    wrong = []
    for entry in KINDS["kinds"]:
        types = set(entry.get("types") or [entry["type"]])
        for phrase in entry["words"]:
            fact = read_facts(f"a contract for {phrase}", [], today=TODAY).contract_type
            if fact is None or not set(fact.options) & types:
                wrong.append(phrase)
    assert wrong == []


def test_every_kind_that_needs_a_contract_is_read_in_one_and_not_in_an_outcome() -> None:
    wrong = []
    for entry in KINDS["kinds"]:
        for phrase in entry.get("in_contract", ()):
            bought = read_facts(f"the contract is for {phrase}", [], today=TODAY).contract_type
            spoken_of = read_facts(f"does the policy say much about {phrase} there?", [], today=TODAY).contract_type
            if bought is None or spoken_of is not None:
                wrong.append((phrase, bought, spoken_of))
    assert wrong == []


def test_every_built_thing_is_works_where_a_scheme_is_made_of_it() -> None:
    phrases = [phrase for entry in KINDS["built"] for phrase in built_phrases(entry, "made")]
    read = {phrase: read_facts(f"a {phrase} in the north", [], today=TODAY).contract_type for phrase in phrases}
    assert len(phrases) > 400
    assert [phrase for phrase, fact in read.items() if fact is None or fact.options != ("works",)] == []


@pytest.mark.parametrize("said", ["{verb} the {thing}, £90k", "someone to {verb} the {thing}, £90k"])
def test_every_verb_of_the_list_is_read_before_each_thing_of_it(said: str) -> None:
    wrong = []
    for entry in KINDS["done"]:
        types = set(entry.get("types") or [entry["type"]])
        pairs = [(verb, entry["things"][n % len(entry["things"])]) for n, verb in enumerate(entry["do"])]
        pairs += [(entry["do"][n % len(entry["do"])], thing) for n, thing in enumerate(entry["things"])]
        for verb, thing in pairs:
            fact = read_facts(said.format(verb=verb, thing=thing), [], today=TODAY).contract_type
            if fact is None or not set(fact.options) & types:
                wrong.append((verb, thing, fact and fact.options))
    assert wrong == []


def test_every_trade_is_read_where_it_is_hired_and_not_as_a_group_that_a_policy_names() -> None:
    wrong = []
    anywhere = [phrase for entry in KINDS["kinds"] for phrase in entry["words"]]  # what these hold is read wherever it stands
    for entry in KINDS["agents"]:
        types = set(entry.get("types") or [entry["type"]])
        for who in entry["words"]:
            hired = read_facts(f"we are hiring a {who} for £90k", [], today=TODAY).contract_type
            named = read_facts(f"does a local {who} count for more?", [], today=TODAY).contract_type
            policy = named is not None and not any(phrase in who for phrase in anywhere)
            if hired is None or not set(hired.options) & types or policy:
                wrong.append((who, hired and hired.options, named and named.options))
    assert wrong == []


def test_kinds_follow_the_divisions_of_the_vocabulary() -> None:
    """CPV: division 45 is works, 03 to 44 and 48 supplies, 50 to 98 services, which light touch services are too."""
    for entry in KINDS["kinds"]:
        types = set(entry.get("types") or [entry["type"]])
        divisions = [int(code[:2]) for code in str(entry["cpv"]).split(" or ")]
        for division in divisions:
            allowed = {"works"} if division == 45 else {"supplies"} if division < 50 else {"services", "light_touch"}
            assert types & allowed, entry["cpv"]
        if len(divisions) == 1 and divisions[0] < 50:
            assert len(types) == 1, entry["cpv"]


def test_no_phrase_stands_in_two_kinds() -> None:
    phrases = [phrase for entry in KINDS["kinds"] for phrase in (*entry["words"], *entry.get("in_contract", ()))]
    assert sorted({phrase for phrase in phrases if phrases.count(phrase) > 1}) == []


def test_a_list_that_is_no_mapping_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "kinds.yaml"
    file.write_text("- one\n- two\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"kinds\.yaml: a mapping is expected"):
        load_words(file)
