"""Tokens, slips of the keys, numbers and bounds: the small parts that the facts rest on."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.facts.words.bounds import ends
from assistant.facts.words.numbers import read_number
from assistant.facts.words.slips import Slips, one_slip_apart, slips_apart
from assistant.facts.words.text import read_text, tidy

WORDS = st.text("abcdefg", min_size=1, max_size=9)


def edits(word: str) -> set[str]:
    """Every word one slip away, made the long way."""
    letters = "abcdefg"
    left_out = {word[:i] + word[i + 1 :] for i in range(len(word))}
    changed = {word[:i] + c + word[i + 1 :] for i in range(len(word)) for c in letters}
    put_in = {word[:i] + c + word[i:] for i in range(len(word) + 1) for c in letters}
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    return (left_out | changed | put_in | swapped) - {word}


@settings(deadline=None)
@given(WORDS, WORDS)
def test_one_slip_apart_is_what_one_edit_makes(typed: str, meant: str) -> None:
    assert one_slip_apart(typed, meant) == (typed in edits(meant))


@settings(deadline=None)
@given(WORDS, WORDS)
def test_two_slips_apart_is_what_two_edits_make(typed: str, meant: str) -> None:
    apart = slips_apart(typed, meant, 2)
    if apart is not None:
        assert apart == (0 if typed == meant else 1 if typed in edits(meant) else 2)
        assert apart < 2 or edits(typed) & edits(meant)


@settings(deadline=None)
@given(st.text("abcdefg", min_size=2, max_size=6), st.text("hijklm", min_size=2, max_size=6), st.data())
def test_an_edit_in_each_half_is_two_slips_at_most(first: str, second: str, data: st.DataObject) -> None:
    one, other = (data.draw(st.sampled_from(sorted(edits(half)))) for half in (first, second))
    assert slips_apart(one + other, first + second, 2) is not None


@settings(deadline=None)
@given(st.sets(WORDS, min_size=1, max_size=6), WORDS)
def test_slips_finds_every_known_word_one_slip_away(known: set[str], typed: str) -> None:
    expected = () if typed in known else tuple(sorted(word for word in known if typed in edits(word)))
    assert Slips(known, 1).meant(typed) == expected


@settings(deadline=None)
@given(st.text(max_size=200))
def test_tokens_stand_where_they_say_and_nothing_but_space_lies_between(text: str) -> None:
    question = read_text(text)
    assert question.text == tidy(text)
    reached = 0
    for token in question.tokens:
        assert not question.text[reached : token.start].strip() and token.start < token.end
        reached = token.end
    assert not question.text[reached:].strip()


@pytest.mark.parametrize(
    ("written", "value"),
    [("250,000", 250_000), ("1'000", 1_000), ("2½", Fraction(5, 2)), ("½", Fraction(1, 2)), ("3.75", Fraction(15, 4)), ("1.2m", 1_200_000),
     ("a thousand", 1_000), ("twelve hundred", 1_200), ("two hundred and six", 206), ("one hundred thousand and one", 100_001)],
)  # fmt: skip
def test_a_number_has_its_value(written: str, value: Fraction | int) -> None:
    number = read_number(read_text(written), 0)
    assert number is not None and number.value == value


@pytest.mark.parametrize("written", ["1,00,000", "12,34", "9.2.1", "1,0000", "1234,567", "1" * 30, "1.2.3.4"])
def test_a_numeral_that_is_no_number_has_no_value(written: str) -> None:
    number = read_number(read_text(written), 0)
    assert number is not None and number.value is None


@settings(deadline=None)
@given(
    st.integers(1, 10**12),
    st.sampled_from(["exact", "over", "at_least", "under", "at_most", "about", "just_over", "just_under"]),
)
def test_bounds_keep_their_ends_in_order_and_hold_or_leave_out_the_figure(figure: int, bound: str) -> None:
    low, high = ends(figure, figure, bound)  # type: ignore[arg-type]
    assert low >= 0 and (high is None or low <= high)
    holds = low <= figure and (high is None or figure <= high)
    assert holds == (bound in ("exact", "at_least", "at_most", "about"))
