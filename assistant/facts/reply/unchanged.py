"""Whether a reply says that the price is what it was, so that a sum in it changes nothing: "our budget was cut by £5k, the price is the same"."""

from __future__ import annotations

from assistant.facts.words.text import Question

_PRICES = {
    "price", "prices", "cost", "costs", "value", "figure", "figures", "sum", "total", "quote", "estimate", "bid", "amount", "contract", "tender",
}  # fmt: skip
_SAYS_SAID = (
    "is the same|are the same|is still the same|stays the same|stay the same|stayed the same|remains the same|remained the same|"
    "is exactly the same|was the same|unchanged|is unchanged|stays put|stays as it is|stays as it was|is as it was|is as before|"
    "stays as before|as it was before|remains as it was|has not changed|hasn't changed|hasnt changed|haven't changed|have not changed|"
    "didn't change|did not change|doesn't change|does not change|won't change|will not change|isn't changing|is not changing|"
    "is not affected|isn't affected|is unaffected|hasn't moved|has not moved|still stands|stands as it was"
)
_SAYS = tuple(tuple(phrase.split()) for phrase in _SAYS_SAID.split("|"))
_STARTS = {phrase[0] for phrase in _SAYS}
_EXCEPT = {"as", "apart", "except", "but", "plus", "less", "bar", "save", "if", "whether"}
_STOPS = {".", "?", "!", ";", ":", ",", "but", "and", "though", "so", "£"}
_REACH, _EXCEPTED = 5, 2


def is_said_unchanged(question: Question) -> bool:
    """Whether the price is said to be the same as before, with nothing excepted.

    >>> from assistant.facts.words.text import read_text
    >>> told = [is_said_unchanged(read_text(q)) for q in ("the price is the same", "all else is the same", "the price is the same plus £5k")]
    >>> told
    [True, False, False]
    """
    return any(_is_said_at(question, at) for at in range(len(question.tokens)) if question.word(at) in _STARTS)


def _is_said_at(question: Question, at: int) -> bool:
    phrase = next((phrase for phrase in _SAYS if question.follows(at, *phrase)), None)
    if phrase is None:
        return False
    end = at + len(phrase)
    after = question.words(end, end + _EXCEPTED)
    if after[:1] and (after[0] in _EXCEPT - {"but"} or after in (("but", "for"), ("as", "was"))):
        return False
    start = at
    while start > 0 and at - start < _REACH and question.word(start - 1) not in _STOPS:
        start -= 1
    clause = question.words(start, at)
    return not _PRICES.isdisjoint(clause) and {"if", "whether", "budget", "threshold", "is"}.isdisjoint(clause)
