"""Properties: what was written reads back, paraphrases give one value, and nothing that is typed makes reading fail."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.facts import merge, other_councils, read_facts
from assistant.facts.vat.sayings import SAYS
from assistant.facts.words.numbers import CARDINALS
from assistant.facts.words.text import tidy
from assistant.model import CONTRACT_TYPES, Facts, Said
from tests.assistant.facts.case_files import COUNCILS, TODAY
from tests.assistant.facts.wording import BEFORE, BITS, EX, INC, in_words, written_sums

SAYINGS = [
    (phrase, "inc" if saying == "held" else "ex")
    for saying, phrases in SAYS.items()
    for phrase in phrases
    if phrase != "at 20 % on top"
]
SIGNS = (" / ", " | ", "; ", " - ", " • ", ", ")
CODES = {
    "two_amounts",
    "foreign_currency",
    "negative_amount",
    "absurd_amount",
    "two_durations",
    "two_types",
    "bad_date",
    "unknown_council",
}
ASKS = {"amount", "duration", "contract_type", "date", "council", "vat"}


def read(question: str, earlier: Facts | None = None) -> Facts:
    return read_facts(question, COUNCILS, today=TODAY, earlier=earlier)


WITHOUT_WORDS = ("doubts", "unknown", "parts", "another", "before", "undone", "choices", "lots", "counted")


def unsaid(facts: Facts) -> Facts:
    """The facts without the words they were read from."""
    changes: dict[str, Any] = {}
    for field in fields(facts):
        fact = getattr(facts, field.name)
        if field.name not in WITHOUT_WORDS and fact is not None:
            changes[field.name] = replace(fact, said=Said(""))
    return replace(facts, **changes)


@settings(deadline=None)
@given(written_sums())
def test_a_sum_reads_back_to_the_penny_however_it_is_written(written: tuple[int, str]) -> None:
    pounds, text = written
    amount = read(f"is it required for {text}?").amount
    assert amount is not None and amount.low_pence == amount.high_pence == pounds * 100


@settings(deadline=None)
@given(st.integers(1, 10_000_000))
def test_a_number_in_words_reads_back(pounds: int) -> None:
    amount = read(f"{in_words(pounds)} pounds").amount
    assert amount is not None and (amount.low_pence, amount.exact) == (pounds * 100, True)


@settings(deadline=None)
@given(st.integers(1, 99_999_999), st.integers(0, 99))
def test_pence_are_kept(pounds: int, pence: int) -> None:
    amount = read(f"£{pounds:,}.{pence:02}").amount
    assert amount is not None and amount.low_pence == pounds * 100 + pence


@settings(deadline=None)
@given(written_sums(), st.sampled_from(EX) | st.sampled_from(INC))
def test_a_basis_after_the_sum_is_read(written: tuple[int, str], basis: str) -> None:
    amount = read(f"a contract of {written[1]} {basis}").amount
    assert amount is not None and amount.vat == ("ex" if basis in EX else "inc")


@settings(deadline=None)
@given(written_sums(), st.sampled_from(["ex", "inc"]), st.integers(0, 2))
def test_a_basis_before_the_sum_is_read(written: tuple[int, str], basis: str, form: int) -> None:
    amount = read(f"{BEFORE[basis][form]} {written[1]}").amount
    assert amount is not None and (amount.low_pence, amount.vat) == (written[0] * 100, basis)


TERMS = {24: ["2 years", "two years", "24 months", "a 24-month term", "24mths", "1+1 years", "1 year plus a further year"],
         48: ["4 years", "2+1+1", "48 months", "two years plus two one-year extensions", "3 years with the option of 1 more"],
         30: ["30 months", "two and a half years", "2.5 years", "2½ years", "2 years and 6 months"]}  # fmt: skip
KINDS = {"works": ["works", "a works contract", "construction works", "demolition"],
         "services": ["a services contract", "cleaning", "IT support"],
         "supplies": ["goods", "supplies", "laptops", "office furniture"],
         "light_touch": ["light touch", "home care", "an LTR contract"]}  # fmt: skip
PLACES = {
    "ambridge": ["Ambridge", "ambridge borough council", "Ambridge's policy"],
    "north-east-wold": ["NEWC", "NE Wold", "North East Wold"],
}


@st.composite
def paraphrases(draw: st.DrawFn) -> tuple[str, str]:
    """Two questions that give the same facts in other words and another order."""
    pounds = draw(st.integers(10, 900)) * 1_000
    months, kind, place = (draw(st.sampled_from(sorted(table))) for table in (TERMS, KINDS, PLACES))
    basis = draw(st.sampled_from([EX, INC]))

    def one() -> str:
        sum_said = draw(
            st.sampled_from([f"£{pounds:,}", f"£{pounds // 1000}k", f"{pounds // 1000} grand", f"{in_words(pounds)} pounds"])
        )
        parts = [
            f"{sum_said} {draw(st.sampled_from(basis))}",
            draw(st.sampled_from(TERMS[months])),
            draw(st.sampled_from(KINDS[kind])),
        ]
        parts = [*draw(st.permutations(parts)), draw(st.sampled_from(PLACES[place]))]
        return draw(st.sampled_from(["", "is social value required? ", "hi - "])) + ", ".join(parts)

    return one(), one()


@settings(deadline=None)
@given(paraphrases())
def test_paraphrases_of_one_fact_give_one_value(pair: tuple[str, str]) -> None:
    first, second = (unsaid(read(text)) for text in pair)
    assert first == second and first.doubts == ()
    assert None not in (first.amount, first.duration, first.contract_type, first.councils)


@settings(deadline=None)
@given(paraphrases())
def test_capitals_and_spaces_change_nothing(pair: tuple[str, str]) -> None:
    text = pair[0]
    spaced = text.upper().replace(" ", " \u00a0 ")
    assert unsaid(read(spaced)) == unsaid(read(text.lower()))


@settings(deadline=None)
@given(st.text(max_size=300) | BITS, st.none() | BITS)
def test_reading_never_fails_and_what_it_gives_is_sound(text: str, before: str | None) -> None:
    earlier = read(before) if before is not None else None
    facts = read(text, earlier)
    assert_sound(facts)
    assert_sound(merge(earlier or Facts(), facts))
    assert all(isinstance(name, str) and name for name in other_councils(text, COUNCILS))
    assert read(text, earlier) == facts


def assert_sound(facts: Facts) -> None:
    """Ends in order, nothing negative, doubts of the closed list, and no figure given where the figure is asked about."""
    for low, high in [(f.low_pence, f.high_pence) for f in (facts.amount, facts.rate) if f]:
        assert low >= 0 and (high is None or low <= high)
    if facts.duration:
        assert facts.duration.low_months >= 0
        assert facts.duration.high_months is None or facts.duration.low_months <= facts.duration.high_months
    if facts.contract_type:
        assert facts.contract_type.options and set(facts.contract_type.options) <= set(CONTRACT_TYPES)
    if facts.start:
        assert date(1990, 1, 1) <= facts.start.earliest <= facts.start.latest
    asked = {doubt.asks for doubt in facts.doubts}
    assert {doubt.code for doubt in facts.doubts} <= CODES and asked <= ASKS
    assert all(doubt.words and doubt.words in doubt.question for doubt in facts.doubts)
    assert not ("amount" in asked and (facts.amount or facts.rate)) and not ("date" in asked and facts.start)
    assert not (facts.amount and facts.rate)


@settings(deadline=None)
@given(BITS)
def test_every_fact_keeps_words_of_the_question(text: str) -> None:
    facts = read(text)
    said = [fact.said.words for fact in (facts.rate, facts.start, facts.call_off) if fact]
    shown = tidy(text)
    assert all(words and words.split()[0] in shown for words in said)


@settings(deadline=None)
@given(BITS, BITS)
def test_what_a_later_question_leaves_unsaid_carries_over(before: str, after: str) -> None:
    earlier, later = read(before), read(after)
    merged = merge(earlier, later)
    for name in ("councils", "call_off", "start"):
        if getattr(later, name) is not None:
            assert getattr(merged, name) == getattr(later, name)
        elif getattr(merged, name) is not None:
            assert getattr(merged, name).said.origin == "history"
    assert unsaid(merge(Facts(), later)) == unsaid(later)


@settings(deadline=None)
@given(st.integers(1, 999), st.integers(1, 10))
def test_a_rate_and_a_term_make_the_same_total_said_together_or_apart(thousands: int, years: int) -> None:
    together = read(f"£{thousands}k a year for {years} years").amount
    apart = merge(read(f"£{thousands}k a year"), read(f"{years} years")).amount
    other_way = merge(read(f"{years} years"), read(f"£{thousands}k a year")).amount
    assert together and apart and other_way
    assert together.low_pence == apart.low_pence == other_way.low_pence == thousands * years * 100_000


@settings(max_examples=60, deadline=None)
@given(st.integers(10, 999_999), st.integers(10, 999_999))
def test_two_sums_without_relation_are_asked_about(one: int, other: int) -> None:
    facts = read(f"£{one} for the depot. There is also £{other} for the library.")
    if one == other:
        assert facts.amount is not None
    else:
        assert facts.amount is None and [doubt.code for doubt in facts.doubts] == ["two_amounts"]


@settings(deadline=None)
@given(st.sampled_from(SAYINGS), st.sampled_from((" ", " is ", "'s ")))
def test_what_is_said_of_vat_gives_the_basis_and_its_denial_turns_it_round(said: tuple[str, str], verb: str) -> None:
    phrase, basis = said
    amount = read(f"£205,000, VAT{verb}{phrase}.").amount
    assert amount is not None and amount.vat == basis
    if basis == "inc":
        denied = read(f"£205,000, VAT is not {phrase}.").amount
        assert denied is not None and denied.vat == "ex"


@settings(deadline=None)
@given(st.permutations(["works", "£1.4 million", "30 months", "ex VAT"]), st.sampled_from(SIGNS))
def test_a_note_gives_the_same_facts_in_any_order_and_with_any_sign_between(fields_said: list[str], sign: str) -> None:
    facts = read(sign.join(["Ambridge", *fields_said]))
    assert facts.amount and facts.duration and facts.contract_type and facts.councils
    assert (facts.amount.low_pence, facts.amount.vat, facts.duration.low_months) == (140_000_000, "ex", 30)
    assert facts.contract_type.options == ("works",)


@settings(deadline=None)
@given(st.sampled_from(sorted(word for word in CARDINALS if len(word) > 4)), st.integers(1, 3))
def test_two_letters_of_a_number_word_that_changed_places_make_no_difference(word: str, at: int) -> None:
    slip = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assume(slip != "there")  # a word of its own
    amount, meant = read(f"{slip} thousand pounds").amount, read(f"{word} thousand pounds").amount
    assert amount is not None and meant is not None and amount.low_pence == meant.low_pence
