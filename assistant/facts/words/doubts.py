"""What is asked where words must not be guessed at: one plain question for each kind of doubt."""

from __future__ import annotations

from assistant.model import Doubt

_ASKS = {
    "two_amounts": "amount",
    "foreign_currency": "amount",
    "negative_amount": "amount",
    "absurd_amount": "amount",
    "two_durations": "duration",
    "two_types": "contract_type",
    "bad_date": "date",
    "unknown_council": "council",
}
_QUESTIONS = {
    "two_amounts": "The question gives more than one sum ({words}). What is the contract worth in all, over its whole term?",
    "foreign_currency": "“{words}” is not in pounds. What is the contract worth in pounds sterling?",
    "negative_amount": "“{words}” is below nothing. What is the contract worth in pounds?",
    "absurd_amount": "“{words}” is too small or too large to be a contract's value. What is the contract worth in pounds?",
    "two_durations": "The question gives more than one length ({words}). How long does the contract run in all, with its options?",
    "two_types": "The question names more than one kind of contract ({words}). Which is the main part: works, services or supplies?",
    "bad_date": "“{words}” does not give one day or period that exists. When does the procurement start?",
    "unknown_council": "Nothing is loaded for {words}. Which of the loaded councils is meant?",
}
_UNREADABLE = "“{words}” cannot be read as a sum for certain. What is the contract worth in pounds?"


def doubt(code: str, words: str, *, unreadable: bool = False, question: str | None = None) -> Doubt:
    """The doubt with that code about these words, and what to ask.

    >>> doubt("foreign_currency", "€50k").question
    '“€50k” is not in pounds. What is the contract worth in pounds sterling?'
    """
    shown = " ".join(words.split())[:120]
    text = question or (_UNREADABLE if unreadable else _QUESTIONS[code])
    return Doubt(code, _ASKS[code], shown, text.replace("{words}", shown))
