"""A priced option that a reply puts in or leaves out: "with the option", "and without it?", after a message that told its price.

What the contract is worth with it and without it are the choices that the message left.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.facts.reply.carry import rate_behind
from assistant.facts.reply.named_extension import drops_extension, puts_extension_back
from assistant.facts.words.doubts import doubt
from assistant.facts.words.text import Question
from assistant.model import Amount, Choice, Facts, Said

WITH, WITHOUT = "with", "without"
_PUTS = {
    "with", "including", "include", "counting", "plus", "adding", "add", "taking", "take", "exercising", "exercise", "using", "use", "put", "keep",
}  # fmt: skip
_LEAVES = {"without", "excluding", "leaving", "ignoring", "minus", "less", "leave", "drop", "omitting"}
_OPTIONS = {"option", "options", "extension", "extensions"}
_IT = {"it", "that", "them", "this"}
_ROUND = {
    "and", "but", "so", "what", "about", "how", "if", "we", "now", "then", "ok", "okay", "please", "say", "you", "i", "back", "in", "out", "the",
    "our", "again", "instead", "well", "yes", "no", "sorry", "actually", "is", "required", "needed", "too", "as", "both", ",", ".", "?", "!", "-",
    "same", "do", "does", "still", "need", "to", "it's", "included", "on",
}  # fmt: skip
"""Words that may stand round the option where that is all that a reply says."""
ASKS = "“{words}”: what is the contract worth in all with that?"
_ASKS = {
    "do",
    "does",
    "did",
    "is",
    "are",
    "can",
    "could",
    "should",
    "must",
    "may",
    "will",
    "would",
    "shall",
    "who",
    "when",
    "why",
}


def option_choices(without: Facts, whole: Facts, option: Amount | None, *, left_out: bool) -> tuple[Choice, ...]:
    """What the contract is worth without its option and with it; none where that is not known for certain. Where the option is `left_out` it may not
    be known what the contract is worth with it, and is asked once it is put in.

    `whole` is the message as it was read with the option, `option` what the option costs by itself. Beside what is paid each year the price of
    further years may be paid each year too.
    """
    base = without.amount
    if base is None or not base.exact:
        return ()
    full = whole.amount if whole.amount and whole.amount.exact and whole.amount.low_pence > base.low_pence else None
    alike = option is not None and option.exact and rate_behind(without) is None
    if full is None and option and alike and (option.vat is None or option.vat == base.vat):
        pence = base.low_pence + option.low_pence
        full = Amount(pence, pence, base.vat, Said(f"{base.said.words}; {option.said.words}"))
    if full is None and not left_out:
        return ()
    return Choice(WITHOUT, base, None, without.duration), Choice(WITH, full, None, whole.duration)


def read_option_choice(question: Question, earlier: Facts) -> Facts | None:
    """The value and the term with the option or without it, as the reply says; None where it says neither.

    >>> from assistant.facts.words.text import read_text
    >>> told = [Choice(label, Amount(pounds * 100, pounds * 100, None, Said("")), None) for label, pounds in ((WITHOUT, 88), (WITH, 118))]
    >>> def chosen(text): return (found := read_option_choice(read_text(text), Facts(choices=tuple(told)))) and found.amount.low_pence // 100
    >>> [chosen(text) for text in ("with the option", "and without it?", "what if we take the option?", "including it", "leave the extension out")]
    [118, 88, 118, 118, 88]
    >>> [chosen(text) for text in ("must we take the option?", "we went with it", "who signs off the option?", "not with the option")]
    [None, None, None, None]
    """
    label = _label(question) if {one.label for one in earlier.choices} == {WITH, WITHOUT} else None
    choice = next((one for one in earlier.choices if one.label == label), None)
    if choice is None:
        return None
    words = question.said(0, len(question.tokens)).rstrip(" ?.!")
    if choice.amount is None:
        return Facts(duration=choice.duration, doubts=(doubt("two_amounts", words, question=ASKS),))
    amount = replace(choice.amount, said=Said(f"{words} ({choice.amount.said.words})"))
    return Facts(amount=amount, duration=choice.duration)


def _label(question: Question) -> str | None:
    """Whether the reply puts the option in or leaves it out; None where it says neither, asks of it, or says more."""
    texts = set(question.texts)
    if question.word(0) in _ASKS or "not" in texts or any(word.endswith("n't") for word in texts - {"won't", "don't"}):
        return None
    if not _IT.isdisjoint(texts) and _OPTIONS.isdisjoint(texts):
        return _by_it(question)
    if drops_extension(question) or (not _OPTIONS.isdisjoint(texts) and _says_only(question, _LEAVES, _OPTIONS)):
        return WITHOUT
    if puts_extension_back(question) or (not _OPTIONS.isdisjoint(texts) and _says_only(question, _PUTS, _OPTIONS)):
        return WITH
    return None


def _by_it(question: Question) -> str | None:
    """ "And without it?", "including that": all that the reply says."""
    if _says_only(question, _LEAVES, _IT):
        return WITHOUT
    return WITH if _says_only(question, _PUTS - {"take", "taking", "use", "using"}, _IT) else None


def _says_only(question: Question, verbs: set[str], named: set[str]) -> bool:
    """Whether one of the verbs leads to what is named, and only small words stand round them."""
    verb = next((at for at, word in enumerate(question.texts) if word in verbs), None)
    if verb is None or named.isdisjoint(question.words(verb + 1, verb + 4)):
        return False
    return all(word in _ROUND | verbs | named for word in question.texts)
