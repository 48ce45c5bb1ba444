"""Whether a word is used for what is bought: "works" as a noun and not a verb, "training" as a purchase and not an outcome."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.facts.words.contract_words import BUYING_WORDS, CONTRACT_NOUNS
from assistant.facts.words.numbers import read_number, scale_of
from assistant.facts.words.text import Question
from assistant.facts.words.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question in the form it is looked up by, as it was meant, and its token."""

    token: int
    form: str
    meant: str


class Phrase(Protocol):
    """A phrase of a question: words `first` up to `end`."""

    @property
    def first(self) -> int: ...
    @property
    def end(self) -> int: ...


def clause_start(words: Sequence[Word], at: int, stops: Collection[str], reach: int) -> int:
    """Where the part of the question starts that holds word `at`: after the last of the stops, at most so many words back."""
    least = max(0, at - reach)
    return max((i + 1 for i in range(least, at) if words[i].meant in stops), default=least)


_NOUN_AFTER = CONTRACT_NOUNS - {"award", "value", "service", "services"} | {
    "threshold", "thresholds", "over", "above", "under", "below", "worth", "valued", "costing", "exceeding", "between",
    "procured", "limit", "type", "done",
}  # fmt: skip
_NOUN_BEFORE = {
    "of", "for", "a", "an", "any", "some", "all", "it's", "its", "be", "buying", "buy", "buys", "procuring", "procure",
    "purchase", "purchasing", "as",
    "are", "if", "only", "major", "minor", "small", "capital", "planned", "emergency", "essential", "remedial",
    "urgent", "additional", "new", "these",
    "those", "our", "their", "external", "internal", "structural", "civil", "specialist", "proposed", "street",
    "highway", "highways", "ground",
    "preparatory", "temporary", "bought", "commissioning", "commission", "mixed", "mainly", "say", "on", "to", "about",
    "level", "low", "value",
    "high", "threshold", "professional", "technical", "engineering", "electrical", "mechanical", "property", "housing",
    "school", "roof", "bridge",
    "coastal", "sea", "environmental", "month", "year", "months", "years", "k", "m", "million", "grand", "thousand",
    "pounds", "bn", "vat", "worth",
    "was", "were", "is", "the", "but", "not", "versus", "vs", "both", "either", "than", "from", "with", "year's",
    "roads", "road", "in", "let", "lets", "tendered", "awarded", "advertised",
}  # fmt: skip
_NEAR_WORDS = 4
_OF_VAT = {
    "vat", "plus", "+", "ex", "exc", "excl", "excluding", "exclusive", "inc", "incl", "including", "inclusive", "net", "without", "(", ")",
}  # fmt: skip
_GOES, _MONEY = {"went", "goes", "go", "going", "spent"}, {"money", "sum", "budget", "cash", "amount", "figure"}
_PLAIN = {
    "pure",
    "plain",
    "straightforward",
    "straight",
    "ordinary",
    "general",
    "conventional",
    "traditional",
    "standard",
    "actual",
    "mere",
}
_SETS, _SET = {"make", "making", "call", "calling", "made", "called"}, {"it", "that", "this", "them"}
"""Before what something is set to: "make it works" names the kind, "make it work" does not."""
_WHOLLY = {"purely", "wholly", "entirely", "solely", "strictly", "predominantly", "primarily", "chiefly", "largely", "mostly"}
_AFTER_PLAIN = {"at", "for", "in", "on", "to", "by", "and", "of", "so", "but", "then"}
_LEADS_WHOLLY = {"is", "it's", "its", "be", "are", "was", "that's", "as", "of", "for", ",", "(", "-", ":", ".", ""}
_VERB_AFTER = {
    "with", "well", "out", "like", "best", "better", "together", "closely", "alongside", "when", "here", "fine",
    "properly", "across",
}  # fmt: skip
_WEAK_BEFORE = {
    "is", "was", "be", "it's", "on", "to", "if", "about", "than", "from", "are", "school", "value", "road", "property",
    "as",
}  # fmt: skip
_OTHERS = {"works", "services", "supplies", "goods"}
_JOINS = {"and", "or", "/", ",", "&"}
NOT_A_CONTRACT = {
    "public", "council", "local", "customer", "digital", "frontline", "line", "shared", "democratic", "council's",
    "universal", "statutory",
}  # fmt: skip
_BUYING_NOUNS = CONTRACT_NOUNS - {"value", "award"} | {"hire", "rental"}
_LEADS_PRONOUN = {
    "does", "do", "did", "is", "was", "will", "would", "can", "could", "should", "must", "may", "if", "how", "that", "because", "but", "what",
    "why", "when", "whether", "might", "has", "had",
}  # fmt: skip
_PRONOUNS = {"it", "that", "this", "what", "who", "he", "she", "which", "how"}
_SUBJECTS = {
    "who",
    "we'd",
    "we'll",
    "i'd",
    "i'll",
    "they'd",
    "he",
    "she",
    "they",
    "must",
    "cannot",
    "officer",
    "officers",
}  # "who signs?" buys no signs
_PRICED = {"costing", "worth", "valued", "priced", "totalling"}
_LEADS_SUM = ("at", "of", "for", "worth", "costing", "over", "under", "about", "around", "valued")
_SAYS_PRICE = {
    "a", "(", ")", "is", "now", "will", "be", "at", "costs", "cost", "costing", "comes", "to", "about", "around", "priced", "quoted", "which", "of",
}  # fmt: skip
_BEFORE_THING = {
    "new", "some", "more", "our", "the", "a", "an", "replacement", "annual", "extra", "office", "public", "council",
}  # fmt: skip
_SUM_REACH = 8
_THIS = {"it", "it's", "its", "this", "that's", "we're", "they're", "yes", "no", "sorry", "oh"}
_IS_FOR = {
    "is",
    "are",
    "was",
    "for",
    "a",
    "an",
    "the",
    "our",
    "just",
    "mainly",
    "actually",
    "new",
    "some",
    ",",
    "all",
    "basically",
    "would",
    "be",
}
_CLOSES_REPLY = {"really", "actually", "instead", "not", "then", "now", "only"}
_NOT_BETWEEN = {
    "for",
    "to",
    "of",
    "in",
    "at",
    "by",
    "from",
    "with",
    "on",
    "who",
    "that",
    "we",
    "it",
    "and",
    "or",
    "people",
    "contract",
    "contracts",
    "tender",
}
_ASKED_REACH, _MOST_BETWEEN = 12, 4
_LEAST_SCALE = 1_000
_SCALES = ("k", "grand", "m", "million", "thousand")
_ASKS_NEED = {
    "required", "need", "needed", "apply", "applies", "mandatory", "compulsory", "necessary", "include", "included",
    "require",
}  # fmt: skip


_LEADS_SERVICE = {
    "for",
    "where",
    "when",
    "if",
    "buy",
    "buying",
    "procure",
    "procuring",
    "commission",
    "commissioning",
    "on",
    "is",
    "it's",
    "as",
}
_AFTER_SERVICE = {
    "",
    ".",
    ",",
    "?",
    ";",
    ":",
    "£",
    "cost",
    "costs",
    "costing",
    "worth",
    "priced",
    "valued",
    "at",
    "in",
    "totalling",
    "coming",
}
"""Words around "a service" that is bought and named no further: "where a service costs £210,000", "£210k for a service in Southend"."""


def is_type_word(
    question: Question, words: Sequence[Word], one: Phrase, *, is_kind: Callable[[Sequence[Word], int], bool]
) -> bool:
    """Whether "works", "services", "supplies", "goods" or "service" here names what is bought."""
    word = words[one.first].meant
    before = words[one.first - 1].meant if one.first else ""
    after = words[one.end].meant if one.end < len(words) else ""
    if word in ("goods", "ltr", "concession"):
        return True
    if _is_contract_after(words, one.end):
        return before not in ("public",) or after != "social"
    if word == "service":
        led = words[one.first - 2].meant if one.first > 1 else ""
        return one.first > 0 and (
            is_kind(words, one.first - 1) or (before == "a" and led in _LEADS_SERVICE and after in _AFTER_SERVICE)
        )
    if (after == "of" and is_sum_at(question, words, one.end + 1)) or (
        _is_built(words, one.first) and after not in _VERB_AFTER
    ):
        return True
    if after in _NOUN_AFTER or (after in _JOINS and _other_after(words, one.end + 1)):
        return True
    if before in NOT_A_CONTRACT or after == "act":
        return False
    if one.end < len(words) and (after == "£" or _is_scaled(question, words[one.end].token)):
        return before not in _PRONOUNS
    if (one.first > 0 and is_kind(words, one.first - 1)) or (before in _JOINS and _is_other(words, one.first - 2)):
        return True
    if before in _NOUN_BEFORE or scale_of(before) is not None or question.at(words[one.first].token - 1).kind == "number":
        return not (after in _VERB_AFTER and before in _WEAK_BEFORE)
    if before in _SET | _PLAIN | _WHOLLY:
        return _is_set_or_plain(before, words[one.first - 2].meant if one.first > 1 else "", after)
    if one.first > 0 and not words[one.first - 1].form:
        return _is_bought_after_name(question, words, one)
    return not before.removesuffix("'s").isalnum() and after not in _VERB_AFTER


def _is_set_or_plain(before: str, led: str, after: str) -> bool:
    """Whether "works" at the end of a clause is what the contract is made or purely is: "make it works", "plain works", "is purely services"."""
    ends = not after.isalpha() or after in _AFTER_PLAIN
    return ends and (before in _PLAIN or (led in _SETS if before in _SET else led in _LEADS_WHOLLY))


def _is_bought_after_name(question: Question, words: Sequence[Word], one: Phrase) -> bool:
    """Whether "works" after a council's name is a noun: "Ambridge works, £2m", "400k Ambridge works", but not "how Ambridge works"."""
    after = words[one.end].meant if one.end < len(words) else ""
    if after in (",", "£", ";", ":", "-", "|", "/", ".", "?", "") and not _is_how(words, one.first):
        return True
    if after in (",", "£", ";", ":", "-") or question.at(words[one.first].token + 1).kind == "number":
        return True
    leads = after in _LEADS_SUM and is_sum_at(question, words, one.end + 1)
    return leads or _is_sum_before_name(question, words, one.first)


def _is_how(words: Sequence[Word], at: int) -> bool:
    """Whether a verb is led to before the name: "how Ambridge works.", "what the city supplies"."""
    return any(word.meant in _LEADS_PRONOUN | {"the", "which", "where"} for word in words[max(0, at - 5) : at])


def _is_sum_before_name(question: Question, words: Sequence[Word], at: int) -> bool:
    """Whether a sum stands right before the name of a council that ends before word `at`: "400k Ambridge works"."""
    while at > 0 and not words[at - 1].form:
        at -= 1
    return at > 1 and (words[at - 1].meant in _SCALES or words[at - 2].meant == "£")


def is_sum_at(question: Question, words: Sequence[Word], at: int) -> bool:
    """Whether a sum of money starts at word `at`."""
    return at < len(words) and (words[at].meant == "£" or _is_scaled(question, words[at].token))


def _is_built(words: Sequence[Word], end: int) -> bool:
    """Whether a thing that is built stands right before: "flood works", "sea wall works"."""
    if any(word.meant == "how" for word in words[max(0, end - 4) : end]):
        return False
    return any(tuple(word.form for word in words[first:end]) in vocabulary().built for first in range(max(0, end - 3), end))


def is_pronoun(question: Question, token: int) -> bool:
    """Whether "it" at that token is the pronoun ("does it support growth?") and not information technology."""
    typed = question.text[question.tokens[token].start : question.tokens[token].end]
    return typed == "it" and question.word(token - 1) in _LEADS_PRONOUN


def _is_contract_after(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].meant in CONTRACT_NOUNS - {"value", "award", "services", "service"}


def _other_after(words: Sequence[Word], at: int) -> bool:
    return any(word.meant in _OTHERS for word in words[at : at + 2])


def _is_other(words: Sequence[Word], at: int) -> bool:
    return at >= 0 and words[at].meant in _OTHERS


def is_spoken_of_as_bought(question: Question, words: Sequence[Word], one: Phrase) -> bool:
    """Whether a word that policies also use for outcomes is what the contract is for: "a training contract", "£90k of food"."""
    after = [word.meant for word in words[one.end : one.end + 3]]
    for word in after:
        if word in _BUYING_NOUNS:
            return True
        if not word.isalpha() or word in ("and", "or", "in", "for", "is", "are", "to", "the", "a", "of"):
            break
    reach = 12 if one.first and words[one.first - 1].meant == "for" else 5
    before = [word.meant for word in words[max(0, one.first - reach) : one.first]]
    if before[-1:] and before[-1] in _SUBJECTS:
        return False
    ordered = ("to", "order") in itertools.pairwise(before[-5:])
    if ordered or any(word in BUYING_WORDS for word in before[-4:]) or _is_contract_for(before):
        return True
    if _is_sum_before(question, words, one) or _is_sum_after(question, words, one) or len(words) <= one.end - one.first + 1:
        return True
    if _is_spent_on(before):
        return True
    if after[:1] and after[0] in _PRICED:
        return True
    if _is_reply(words, one) or (_opens_clause(question, words, one) and _is_sum_later(question, words, one.end)):
        return True
    asks = any(word.meant in _ASKS_NEED for word in words[: one.first])
    return (bool(before) and before[-1] == "for" and asks) or is_asked_for(question, words, one)


def is_asked_for(question: Question, words: Sequence[Word], one: Phrase) -> bool:
    """Whether it is asked if something is needed "for" the phrase, for so much: "is it compulsory for wool blankets at £90k?"."""
    before = [word.meant for word in words[max(0, one.first - _ASKED_REACH) : one.first]]
    asks = max((at for at, word in enumerate(before) if word in _ASKS_NEED), default=len(before))
    lead = next((at for at in range(asks, len(before)) if before[at] == "for"), len(before))
    between = before[lead + 1 :]
    if (
        lead == len(before)
        or len(between) > _MOST_BETWEEN
        or not all(word.isalnum() and word not in _NOT_BETWEEN for word in between)
    ):
        return False
    return _is_sum_later(question, words, one.end)


def _is_reply(words: Sequence[Word], one: Phrase) -> bool:
    """Whether the phrase says what the contract is for, in reply: "it's construction, a new pavilion", "this is for training"."""
    before = [word.meant for word in words[: one.first]]
    after = words[one.end].meant if one.end < len(words) else ""
    of_it = {"we're", "they're"}.isdisjoint(before)
    if of_it and before[-2:-1] and before[-2] in ("a", "an") and before[-1].isalpha():  # "it's a ground survey"
        before = before[:-1]
    said = before[:1] != [] and before[0] in _THIS and set(before) <= _THIS | _IS_FOR
    return said and (not after.isalnum() or after in _CLOSES_REPLY)


def _opens_clause(question: Question, words: Sequence[Word], one: Phrase) -> bool:
    """Whether the phrase stands first in what is typed, or first after a council's name or a sign: "bins for Ambridge 300k"."""
    first = one.first
    while first and words[first - 1].meant in _BEFORE_THING:
        first -= 1
    return first == 0 or not words[first - 1].form or words[first - 1].meant in (":", ".", "-", "?")


def _is_sum_later(question: Question, words: Sequence[Word], at: int) -> bool:
    """Whether a sum follows within the same sentence, with no verb of a policy's own between."""
    for i, word in enumerate(words[at : at + _SUM_REACH], at):
        if word.meant == "and" and i + 2 < len(words) and words[i + 2].meant == "half":
            continue
        if word.meant == "£" or _is_scaled(question, word.token):
            return True
        if word.meant in (".", "?", "!", "and", "is", "are", "as") or word.meant in _SUBJECTS:
            return False
    return False


def _is_spent_on(before: Sequence[str]) -> bool:
    """ "if the same money went on": what the sum told before is for."""
    return before[-1:] == ["on"] and before[-2:-1] != [] and before[-2] in _GOES and not _MONEY.isdisjoint(before[:-2])


def _is_contract_for(before: Sequence[str]) -> bool:
    """ "contract for", "tender to", "project on": a contract noun and a word that leads to what it is for."""
    if before[-1:] == ["for"] and any(word in CONTRACT_NOUNS for word in before):
        return True
    return any(
        word in CONTRACT_NOUNS and before[i + 1] in ("for", "to", "on", "of", "is") for i, word in enumerate(before[:-1])
    )


def _is_sum_after(question: Question, words: Sequence[Word], one: Phrase) -> bool:
    """ "training, £40k", "signs 30k", "the roof (Ambridge) is now £1m": a sum right after the phrase, or said of it."""
    at = one.end
    while at < len(words) and (words[at].meant in _SAYS_PRICE or not words[at].form):
        at += 1
    near = [*words[one.end : one.end + 2], *words[at : at + 1]]
    return any(word.meant == "£" or _is_scaled(question, word.token) for word in near)


def _is_scaled(question: Question, at: int) -> bool:
    if question.at(at).kind == "word":
        number = read_number(question, at)
        return number is not None and number.scale >= _LEAST_SCALE
    return question.at(at).kind == "number" and question.word(at + 1) in _SCALES


def _is_sum_token(question: Question, at: int) -> bool:
    """Whether a sum begins at the token: a pound sign with a figure, or a figure with its scale."""
    figure = question.at(at + (question.word(at) == "£")).kind == "number"
    return figure and (question.word(at) == "£" or question.word(at + 1) in _SCALES)


def _is_sum_before(question: Question, words: Sequence[Word], one: Phrase) -> bool:
    """Whether a sum stands within four words before, its VAT left aside ("£90k plus VAT for staff training"), or a count ("200 chairs")."""
    first, near_words = one.first, 0
    while first > 0 and near_words < _NEAR_WORDS:
        first -= 1
        near_words += words[first].meant not in _OF_VAT
    start, end = words[first].token, words[one.first].token
    near = question.tokens[start:end]
    counted = bool(near) and near[-1].kind == "number"
    sums = any(_is_sum_token(question, start + i) for i in range(len(near)))
    return counted or sums or any(token.text in ("k", "grand", "pounds", "million", "thousand") for token in near)
