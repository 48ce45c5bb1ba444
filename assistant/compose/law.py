"""Answers on national law: the thresholds of a day, and whether the 2012 Act reaches a contract."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer, Status, Warned
from assistant.compose import national, showing, warn
from assistant.compose.asked import Asked
from assistant.compose.citing import Citer
from assistant.compose.sentences import listed
from assistant.compose.verdict import markdown
from assistant.holdings import Holdings
from assistant.model import CONTRACT_TYPES, ContractType
from assistant.rules import wording
from assistant.rules.checks import Setting
from assistant.rules.engine import try_rules
from assistant.rules.national import NationalTable, ThresholdRow

THRESHOLD = re.compile(r"\bthresh?h?olds?\b|\bfind a tender\b", re.IGNORECASE)
TYPE_PLURALS = {**wording.TYPE_WORDS, "concession": "concessions"}


ABOUT_A_SIDE = re.compile(r"\b(?:below|above|under|over|beneath)[- ](?:the )?thresh?h?old", re.IGNORECASE)
ASKS_FOR_ONE = re.compile(r"\b(?:what|which|current\w*|how (?:much|high)|tell me|give me|list|when did)\b", re.IGNORECASE)
THE_ACT = re.compile(r"\bact\b|\bnational (?:law|duty|rules?)\b|\blaw\b|\blegal\w*\b|\bstatut\w+\b", re.IGNORECASE)
OPENS = re.compile(r"^\W*(?:\w+\W+){0,2}?(?:who|how|when|why|where|which|what)\b", re.IGNORECASE)


def asks_threshold(question: str) -> bool:
    """Whether a question on national law asks for its thresholds.

    >>> asks_threshold("What is the services threshold?"), asks_threshold("May we split a contract to stay below the threshold?")
    (True, False)
    """
    return bool(THRESHOLD.search(question) and ASKS_FOR_ONE.search(question)) and not ABOUT_A_SIDE.search(question)


def asks_of_the_act(question: str, *, verdict: bool) -> bool:
    """Whether a question asks if the Act's duty reaches a contract: yes or no, of the law.

    >>> asks_of_the_act("Are works covered by the Social Value Act?", verdict=False)
    True
    """
    return bool(THE_ACT.search(question)) and (verdict or not OPENS.search(question))


def thresholds(holdings: Holdings, asked: Asked, setting: Setting) -> Answer | None:
    """The thresholds on the day asked about; None where no table is loaded."""
    table = holdings.table
    if table is None:
        return None
    row = table.row(setting.as_of)
    citer = Citer(holdings)
    late = [] if row else [Warned("date_outside_table", warn.NOTE_TEXTS["date_outside_table"][1])]
    if row is None:
        first = table.rows[0]
        headline = f"The national thresholds held here begin on {day_words(first)}; the day asked about is before that."
        citer.clause(table.document, first.clause)
        return _answer(asked, "abstained", headline, [], citer, late)
    kinds: Sequence[ContractType] = asked.facts.contract_type.options if asked.facts.contract_type else CONTRACT_TYPES
    mark = citer.clause(table.document, row.clause)
    said = [f"{TYPE_PLURALS[kind]} {wording.money(row.pence(kind))}" for kind in kinds]
    basis = wording.VAT_WORDS[row.vat]
    until = "" if row.to is None else f" to {row.to.day} {row.to:%B %Y}"
    headline = f"From {day_words(row)}{until} the national threshold for a council is, {basis}: {listed(said)}."
    return _answer(asked, "answered", headline, [f"{row.clause} {mark}"], citer, _late(table, setting))


def day_words(row: ThresholdRow) -> str:
    """The day a row begins: 1 January 2026."""
    return f"{row.from_.day} {row.from_:%B %Y}" if row.from_ else "the start"


def _late(table: NationalTable, setting: Setting) -> list[Warned]:
    if setting.as_of <= table.verified_to:
        return []
    text = warn.NOTE_TEXTS["after_verified_to"][1]
    return [Warned("after_verified_to", text.format(verified_to=wording.day(table.verified_to)))]


def act(holdings: Holdings, asked: Asked, setting: Setting) -> Answer:
    """Whether national law's duty to consider reaches the contract described."""
    citer = Citer(holdings)
    note = national.note(holdings, asked.facts, setting, citer)
    results = [
        r for held in holdings.national for r in try_rules(held.packs, asked.facts, setting) if r.in_force and r.rule.when
    ]
    truths = {r.holds for r in results}
    first = re.sub(r"\s*\[\d+\]", "", note.lines[0]).strip() if note.lines else "No national rule was in force on that day."
    lead = "Yes" if True in truths else "It depends" if None in truths else "No"
    return replace(
        _answer(asked, "answered", f"{lead}. {first}", list(note.lines), citer, list(note.warnings)), trace=note.trace
    )


def _answer(asked: Asked, status: Status, headline: str, lines: list[str], citer: Citer, warnings: list[Warned]) -> Answer:
    sections = [
        ("", [f"**{headline}**"]),
        ("National law", lines),
        ("Before you rely on this", [w.text for w in warnings]),
    ]
    return Answer(
        id=asked.id, question=asked.question, status=status, headline=headline,
        text=markdown(sections), as_of=asked.as_of, council=asked.council,
        facts=showing.facts(asked.facts, asked.council, asked.council_given), citations=citer.citations, warnings=tuple(warnings),
    )  # fmt: skip
