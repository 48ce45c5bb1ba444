"""What a model may say before an answer: sentences of a closed list, filled with the question's own words and the answer's own titles.

Nothing that a model wrote is shown. Its reply is looked up in `permitted.yaml`, and what is found is written anew from there, so
that the worst a hostile reply can do is to choose a sentence that helps nobody. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from assistant import words
from assistant.answer import Answer
from assistant.errors import ClausewiseError
from assistant.phrase.asked_about import WORD, reason, topic
from assistant.rules import strict_yaml

CHARACTERS_MOST, SENTENCES_MOST = 300, 3
TITLE = re.compile(r"^\*\*([^*\n]{1,80})\*\*$", re.MULTILINE)
PLAIN = re.compile(r"[A-Za-z ,.'’\"“”-]+")
UNSEEN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Mn", "Me"))
TOPIC, PART = ("{topic}",), ("{part}",)

Choices = tuple[str, ...]


class NotPermitted(ClausewiseError):
    """A reply that is not shown; the message is the reason, and holds no word of the reply."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a row of choices, the statuses it is true of, and whether the answer has to cite a clause."""

    row: tuple[Choices, ...]
    when: tuple[str, ...]
    cited: bool = False

    def fits(self, answer: Answer) -> bool:
        """Whether the sentence is true of an answer."""
        return answer.status in self.when and (not self.cited or bool(answer.citations))


@dataclass(frozen=True, slots=True)
class Permitted:
    """The list: its sentences, the titles they may name, and the words (by their keys) that no topic may hold, by the reason."""

    label: str
    sentences: tuple[Sentence, ...]
    parts: tuple[str, ...]
    joining: frozenset[str]
    never: Mapping[str, frozenset[str]]


@cache
def permitted() -> Permitted:
    """The list that comes with the program."""
    file = Path(__file__).with_suffix(".yaml")
    data: dict[str, Any] = strict_yaml.load(file.name, file.read_text(encoding="utf-8")).data
    never = {why: frozenset(map(words.key, listed)) for why, listed in data["never"].items()}
    sentences = tuple(_sentence(given) for given in data["sentences"])
    return Permitted(data["label"], sentences, tuple(data["parts"]), frozenset(data["joining"]), never)


def _sentence(given: dict[str, Any]) -> Sentence:
    row = tuple((choices,) if isinstance(choices, str) else tuple(choices) for choices in given["words"])
    return Sentence(row, tuple(given["when"]), given.get("cited", False))


def parts_of(answer: Answer) -> tuple[str, ...]:
    """The titles of an answer that may be named."""
    found = TITLE.findall(answer.text)
    return tuple(part for part in permitted().parts if part in found)


def read(reply: str, answer: Answer, sources: Sequence[str]) -> str:
    """The guide that a reply chose, written anew. `sources` are the texts whose words a topic may be made of.

    :raises NotPermitted: any of the reply is not of the list.
    """
    reply = reply.strip(" \n")
    if not reply:
        raise NotPermitted("it is empty")
    if len(reply) > CHARACTERS_MOST:
        raise NotPermitted(f"it has more than {CHARACTERS_MOST} characters")
    said = [sentence.strip(" ") for sentence in reply.removesuffix(".").split(".")]
    found = [_found(sentence, answer, sources) for sentence in said] if PLAIN.fullmatch(reply) else []
    guide = [sentence for sentence in found if sentence]
    if len(guide) < len(said) or len(guide) > SENTENCES_MOST or len(set(guide)) < len(guide):
        raise NotPermitted(_why_not(reply))
    return " ".join(guide)


def placed(answer: Answer, guide: str) -> Answer:
    """The answer with a guide after its headline and the question it asks back; nothing but `text` differs.

    :raises NotPermitted: the text does not begin with the headline, so that there is no place for a guide.
    """
    paragraphs = answer.text.split("\n\n")
    if paragraphs[0] != f"**{answer.headline}**":
        raise NotPermitted("the answer has no place for it")
    after = 2 if answer.follow_up and paragraphs[1:2] == [answer.follow_up] else 1
    shown = [*paragraphs[:after], f"{permitted().label} {guide}", *paragraphs[after:]]
    return replace(answer, text="\n\n".join(shown))


def _found(said: str, answer: Answer, sources: Sequence[str]) -> str | None:
    """A sentence of the list that fits the answer, in the list's own words, or None."""
    parts = parts_of(answer)
    for sentence in permitted().sentences:
        match = _pattern(sentence.row, parts).fullmatch(said) if sentence.fits(answer) else None
        if match:
            shown = list(_anew(sentence.row, match.groups(), parts, sources))
            return None if None in shown else _written([words for words in shown if words])
    return None


def _written(shown: Sequence[str]) -> str:
    text = " ".join(shown)
    return f"{text[0].upper()}{text[1:]}."


def _anew(
    row: tuple[Choices, ...], said: Sequence[str], parts: tuple[str, ...], sources: Sequence[str]
) -> Iterator[str | None]:
    """Each choice as the list has it; None for a topic that may not stand."""
    for choices, given in zip(row, said, strict=True):
        if choices == TOPIC:
            yield topic(given, sources, permitted().joining, permitted().never)
        else:
            chosen = next(c for c in (parts if choices == PART else choices) if _folded(c) == _folded(given))
            yield f"“{chosen}”" if choices == PART else chosen


def _folded(text: str) -> str:
    return text.replace("’", "'").rstrip(",").lower()


@cache
def _pattern(row: tuple[Choices, ...], parts: tuple[str, ...]) -> re.Pattern[str]:
    """One group for each choice; a comma may stand between two."""
    return re.compile(r",? ?".join(_group(choices, parts) for choices in row), re.IGNORECASE)


def _group(choices: Choices, parts: tuple[str, ...]) -> str:
    if choices == TOPIC:
        return r"\b([a-z'’ -]+)"
    if choices == PART:
        return rf"[\"“]?\b({_any_of(parts) or '(?!)'})\b,?[\"”]?"
    return rf"((?:\b(?:{_any_of(choices)})\b)?)" if "" in choices else rf"\b({_any_of(choices)})\b"


def _any_of(choices: Sequence[str]) -> str:
    longest_first = sorted((choice.rstrip(",") for choice in choices if choice), key=len, reverse=True)
    return "|".join(re.escape(choice).replace("'", "['’]") for choice in longest_first)


def _why_not(reply: str) -> str:
    """Why a reply was refused, the gravest first: for the log, which gets no word of it."""
    kinds = {unicodedata.category(letter) for letter in reply}
    if kinds & UNSEEN:
        return "it holds a control character or one that cannot be seen"
    if "Sc" in kinds or "%" in reply or any(kind.startswith("N") for kind in kinds):
        return "it holds a figure"
    if any(letter.isalpha() and not letter.isascii() for letter in reply):
        return "it holds a letter of another script"
    if re.search(r"\w\.\w", reply) or not PLAIN.fullmatch(reply):
        return "it holds markup, a link or a mark that no plain sentence has"
    told = {reason(word, permitted().never) for word in WORD.findall(reply)}
    return f"it holds {next((why for why in permitted().never if why in told), 'a sentence or words of its own')}"
