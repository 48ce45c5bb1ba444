"""Whether a council's name before a word for a street names the street: "12 Southend Road", but not "a Southend road works contract"."""

from __future__ import annotations

from assistant.facts.words.contract_words import CONTRACT_NOUNS
from assistant.facts.words.text import Question
from assistant.facts.words.vocabulary import kind_end

_STREETS = {
    "road", "rd", "street", "avenue", "ave", "lane", "close", "drive", "crescent", "terrace", "grove", "mews", "way",
}  # fmt: skip
_INSTITUTIONS = {"hospital", "university", "airport", "station", "rovers", "united"}
_ON = {"on", "along", "off", "at", "down", "up", "from", "near"}
_MOST_DIGITS = 3


def is_street(question: Question, first: int, end: int, *, beside_another: bool) -> bool:
    """Whether the council's name at tokens `first` up to `end` is part of a street's (or a hospital's) name.

    A number before it tells a street, and so does a capital ("on Southend Road") after a word for where, or where another
    council is named (`beside_another`). Else it is a street unless what is bought follows: "Southend road resurfacing".
    """
    word = question.word(end)
    if word in _INSTITUTIONS:
        return True
    if word not in _STREETS or (word in ("close", "drive", "way") and question.word(end + 1) == "to"):
        return False
    if _is_numbered(question, first):
        return True
    if _has_own_capital(question, end) and (beside_another or question.word(first - 1) in _ON):
        return True
    return not _is_bought(question, end)


def _is_numbered(question: Question, first: int) -> bool:
    """ "12", "12a" or "no. 12" before the name; a sum is no house number."""
    at = first - 1
    letter = question.at(at).kind == "word" and len(question.word(at)) == 1 and not question.at(at).gap
    at -= letter and question.at(at - 1).kind == "number"
    number = question.at(at)
    plain = number.kind == "number" and number.text.isdigit() and len(number.text) <= _MOST_DIGITS
    return plain and question.word(at - 1) not in ("£", "gbp")


def _has_own_capital(question: Question, at: int) -> bool:
    token = question.at(at)
    return question.text[token.start].isupper() and not question.text[token.start : token.end].isupper()


def _is_bought(question: Question, at: int) -> bool:
    """Whether the word for a street goes on to what is bought: "road works", "street lighting", "road scheme"."""
    return kind_end(question, at) > 0 or kind_end(question, at + 1) > 0 or question.word(at + 1) in CONTRACT_NOUNS
