"""Which clause a question names by its label ("read me 9.2.1", "Objectives 3", "Appendix 2"), and whether the documents hold it. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_NUMBER = r"\d{1,3}(?:\.\d{1,3})*[A-H]?(?:\s?\([a-z]{1,4}\))*"
_PART = r"sections?|clauses?|paragraphs?|paras?|parts?|points?|items?|§+"
_ADDED = r"appendix|annexe?|schedule|exhibit"
NUMBERED = re.compile(rf"(?<!\w)(?:{_PART})\.?\s?(?:no\.?\s?|number\s)?(?P<number>{_NUMBER})(?![\w%]|[.,]\d)", re.IGNORECASE)
DOTTED = re.compile(
    r"(?<![\w.£,-])(?P<number>\d{1,2}(?:\.\d{1,2})+[A-H]?(?:\([a-z]{1,4}\))*)(?![\w%]|\s?(?:[km]\b|million|%|per))"
)
ADDED = re.compile(rf"(?<!\w)(?P<name>(?:{_ADDED})\s(?:\d{{1,2}}|[a-z](?![\w'’])))(?![.,]\d)", re.IGNORECASE)
OF_A_LAW = re.compile(r"\b(?:act|acts|regulations?|directive|ppn|npps|statute|law|treaty|code)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """The labels of the clauses named, in the order of the document; or, where there are none of that name, the name that was looked for."""

    labels: tuple[str, ...] = ()
    missing: str = ""


def named(question: str, labels: Collection[str]) -> Named | None:
    """What a question names of a document's clauses; None where it names none, or the part of a law.

    A number stands for the clause and for all that are numbered under it; where no clause has it, for those that have it under
    a heading. `labels` are the documents' own, in their order.

    >>> named("What is in section 9?", ["8.1", "9.1", "9.2", "9.2.1"])
    Named(labels=('9.1', '9.2', '9.2.1'), missing='')
    >>> named("Read me Objectives 3", ["Objectives", "Objectives 3"]).labels
    ('Objectives 3',)
    >>> named("What does paragraph 7A say?", ["Who may apply 6", "Who may apply 7A"]).labels
    ('Who may apply 7A',)
    >>> named("What does appendix 2 list?", ["1"]).missing, named("What does section 24 of the Act say?", ["1"])
    ('appendix 2', None)
    """
    headed = tuple(label for label in labels if _is_headed(label) and _stands_in(label, question))
    if headed:
        return Named(headed)
    for match in ADDED.finditer(question):
        if not _is_of_a_law(question, match):
            held = tuple(label for label in labels if _begins(label, match["name"]))
            return Named(held) if held else Named(missing=match["name"])
    for match in NUMBERED.finditer(question):
        held = tuple(_numbered(match["number"], labels))
        if held or not _is_of_a_law(question, match):
            return Named(held) if held else Named(missing=match.group().strip())
    for match in DOTTED.finditer(question):
        if held := tuple(_numbered(match["number"], labels)):
            return Named(held)
    return None


def _is_of_a_law(question: str, match: re.Match[str]) -> bool:
    """Whether a law is named near behind the part ("Schedule 1 to the Procurement Act"), or right before it ("the 2023 Act, Part 6")."""
    return bool(OF_A_LAW.search(question[match.end() : match.end() + 40]) or OF_A_LAW.search(question[: match.start()][-20:]))


def _numbered(number: str, labels: Collection[str]) -> Iterator[str]:
    wanted = "".join(number.split()).lower()
    whole = {label: label.lower() for label in labels}
    own = [label for label, low in whole.items() if low == wanted or low.startswith((f"{wanted}.", f"{wanted}("))]
    under = re.compile(rf"\D.*\s{re.escape(wanted)}(?:\(.*)?")
    return iter(own or [label for label, low in whole.items() if under.fullmatch(low)])


def _is_headed(label: str) -> bool:
    """Whether a label is words with a number behind: such a one is no accident in a question."""
    return re.fullmatch(r"[A-Za-z].*\s\d{1,3}", label) is not None


def _stands_in(label: str, question: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(label)}(?![\w.])", question, re.IGNORECASE) is not None


def _begins(label: str, name: str) -> bool:
    return re.match(rf"{re.escape(name)}(?!\w)", label, re.IGNORECASE) is not None
