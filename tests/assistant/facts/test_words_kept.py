"""Each fact keeps the words it was read from and says which question they stood in; each doubt asks in plain words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.facts import merge, read_facts
from assistant.model import Councils, Facts, Said
from tests.assistant.facts.case_files import COUNCILS, TODAY


def read(question: str, earlier: Facts | None = None) -> Facts:
    return read_facts(question, COUNCILS, today=TODAY, earlier=earlier)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("a works contract of £30k a year for 4 years, please", "£30k a year for 4 years"),
        ("we pay a little over £50k I think", "a little over £50k"),
        ("worth £210,000 including VAT in all", "£210,000 including VAT"),
        ("somewhere between 150 and 200k", "between 150 and 200k"),
        ("Ninety Grand for desks", "Ninety Grand"),
    ],
)
def test_an_amount_keeps_its_words_as_typed(question: str, words: str) -> None:
    amount = read(question).amount
    assert amount is not None and amount.said == Said(words, "question")


def test_the_other_facts_keep_their_words_as_typed() -> None:
    facts = read("Ambridge, Resurfacing, call-off, 3 years with the option of 2 more, from 1st March 2026")
    said = [
        fact.said.words for fact in (facts.councils, facts.contract_type, facts.call_off, facts.duration, facts.start) if fact
    ]
    assert said == ["Ambridge", "Resurfacing", "call-off", "3 years with the option of 2 more", "1st March 2026"]


def test_a_carried_fact_is_history_and_a_new_one_is_not() -> None:
    facts = merge(read("£400k works in Ambridge"), read("what about Tidemouth?"))
    assert facts.amount and facts.amount.said == Said("£400k", "history")
    assert facts.councils and facts.councils.said == Said("Tidemouth", "question")


def test_a_setting_stays_a_setting_until_a_question_says_otherwise() -> None:
    setting = Facts(councils=Councils(("ambridge",), Said("Ambridge Borough Council", "setting")))
    kept, replaced = merge(setting, read("£400k works")), merge(setting, read("and in Tidemouth?"))
    assert kept.councils == setting.councils
    assert replaced.councils and replaced.councils.slugs == ("tidemouth",)


def test_what_was_worked_out_says_from_what() -> None:
    earlier = read("£400k works")
    half = read("and at half that value?", earlier).amount
    basis = read("net of VAT, by the way", earlier).amount
    total = merge(read("£30k a year"), read("say two and a half years")).amount
    carried = merge(read("£210k ex VAT"), read("and at £220k?")).amount
    words = [amount.said.words for amount in (half, basis, total, carried) if amount]
    assert words[:3] == ["half that value (£400k)", "£400k; net of VAT", "£30k a year; two and a half years"]
    assert words[3] == "£220k (VAT not included, as said before)"


@pytest.mark.parametrize(
    ("question", "code", "asks", "words"),
    [
        ("€50k of works", "foreign_currency", "amount", "€50k"),
        ("£400k and £50k", "two_amounts", "amount", "£400k; £50k"),
        ("£1,00,000", "absurd_amount", "amount", "£1,00,000"),
        ("starting 31 February 2025", "bad_date", "date", "31 February 2025"),
        ("£400k works in Breckland", "unknown_council", "council", "Breckland"),
    ],
)
def test_a_doubt_names_the_words_and_asks_one_question(question: str, code: str, asks: str, words: str) -> None:
    (doubt,) = read(question).doubts
    assert (doubt.code, doubt.asks, doubt.words) == (code, asks, words)
    assert words in doubt.question and doubt.question.endswith("?")


def test_a_doubt_is_closed_by_the_fact_it_asks_for_and_by_no_other() -> None:
    doubtful = read("£400k and £50k works")
    still_open = merge(doubtful, read("in Ambridge"))
    closed = merge(still_open, read("the £400k"))
    assert [doubt.code for doubt in still_open.doubts] == ["two_amounts"] and still_open.amount is None
    assert closed.doubts == () and closed.amount and closed.amount.low_pence == 40_000_000


def test_an_older_sum_does_not_stand_in_for_one_that_cannot_be_read() -> None:
    merged = merge(read("£400k works"), read("what if it was €500k?"))
    assert merged.amount is None and [doubt.code for doubt in merged.doubts] == ["foreign_currency"]


def test_merging_leaves_what_it_was_given_as_it_was() -> None:
    earlier, later = read("£400k works"), read("for 2 years")
    copies = replace(earlier), replace(later)
    merge(earlier, later)
    assert (earlier, later) == copies
