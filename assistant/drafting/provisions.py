"""What else a statement lays down: weighting, leaving social value out, targets, reviews and reports; and tiers, from several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from assistant.drafting.columns import Cell, cells, of_kind
from assistant.drafting.dates import printed_dates
from assistant.drafting.figures import Counting, NotExpressible, compared, written
from assistant.drafting.parts import parts
from assistant.drafting.roles import role_of_cell, roles
from assistant.drafting.scope import Scope, scope_of
from assistant.drafting.statements import Lead, Statement
from assistant.drafting.strength import NEGATIVE
from assistant.rules.quantities import Quantity

Entry = dict[str, Any]
Step = tuple[Statement, str, Quantity]

_WEIGHTED = re.compile(
    r"\bweight(?:ing|ings|ed)?\b|\bscor(?:e|es|ing)\b|\bmarks?\b|\baward criteria\b|\bevaluation\b|\bpoints available\b",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"\b(?:of|from|within|towards)\s+(?:the\s+)?(?P<what>(?:(?!(?:may|must|shall|will|should|can|is|are|be)\b)[\w/'-]+\s+){0,5}?(?:scores?|marks?|points|criteria|evaluation|elements?|quality|weighting)"
    r"(?:\s+(?:score|criteria|weighting|marks|element|assessment|evaluation))*)",
    re.IGNORECASE,
)
_SPEND = re.compile(r"\b(?:spend\w*|budget|expenditure|contracts by value)\b", re.IGNORECASE)
_OF_SPEND = re.compile(
    r"\bof\s+(?:(?:its|our|the|all|their|total)\s+)*(?P<what>(?:[\w-]+\s+){0,4}?(?:spend\w*|budget|expenditure))", re.IGNORECASE
)
_AIM = re.compile(
    r"\b(?:target|aim|goal|ambition|commit|increase|achieve|deliver|outcome|objective|will spend)\w*", re.IGNORECASE
)
_OPTS_OUT = re.compile(
    r"\b(?:waiv\w+|opt(?:ing|s|ed)?[- ]out|exemptions?|exempt(?:ed)? by|exceptions?|depart(?:ure|s|ing)?s?|derogat\w+|dispens\w+|dis-?appl\w+)\b"
    r"|\b(?:not|without|leav\w+)\s+(?:to\s+)?(?:includ\w+|out|apply\w*)\b|\bunless\b",
    re.IGNORECASE,
)
_APPROVES = re.compile(
    r"\b(?:responsib\w+|approv\w+|agree\w*|authoris\w+|consent|waive\w*|sign\w* off|permission|decision|decide\w*|grant\w*)\b",
    re.IGNORECASE,
)
_SETTLED_BY = re.compile(
    r"\b(?:needs?|requires?|subject to|only with|without) (?:the )?(?:\w+ ){0,3}?(?:approval|agreement|consent|permission)\b"
    r"|\bmay (?:go higher|agree|approve|be (?:used|agreed|approved))\b|\bmust not be (?:brought|reduced|lowered|taken)\b|\bno power\b",
    re.IGNORECASE,
)
"""Words of a share that an approval goes with, which is no weighting that contracts have."""
_DECIDES = re.compile(r"appro|agree|author|sign|decid|decision", re.IGNORECASE)
_EVIDENCE = re.compile(
    r"\b(?P<what>(?:on|where|with|if|supported by|subject to|provided that|unless|requires?|needs?|takes?)\b[^.;]*?"
    r"\b(?:evidence|reasons?|justif\w+|business case|record\w*|report)\b[^.;]*)",
    re.IGNORECASE,
)
_OFTEN = (
    (1, r"monthly|(?:each|every) month"), (3, r"quarterly|(?:each|every) quarter"), (6, r"six[- ]monthly|half[- ]yearly|twice (?:a|each|every) year"),
    (12, r"annual(?:ly)?|yearly|(?:each|every) year|once a year"), (24, r"biennial(?:ly)?|every (?:other|second) year"),
)  # fmt: skip
_REVIEW = re.compile(r"\breview(?:ed|s|ing)?\b|\brefresh(?:ed)?\b", re.IGNORECASE)
_OF_THE_DOCUMENT = re.compile(
    r"\b(?:polic(?:y|ies)|strategy|statement|document|guidance|toolkit|next review|review (?:date|due)|date of review)\b"
    r"|\b(?:it|this) (?:will|shall|must|is to) (?:\w+ )?be (?:\w+ )?(?:reviewed|refreshed)\b|^\W*review\b",
    re.IGNORECASE,
)
"""Words of a review that is the document's own, and not of a contract or somebody's training."""
_REPORT = re.compile(r"\breport(?:s|ed|ing)?\b(?!\s+(?:author|title))", re.IGNORECASE)
_TO_WHOM = re.compile(r"\bto\s+(?:the\s+)?(?=[A-Z])")
UNSTATED = "unstated"
NO_EVIDENCE = "The clause names no evidence that this takes."


def weightings(statement: Statement, basis: Counting, of_what: Statement | None) -> Iterator[tuple[Entry, Scope]]:
    """The share of the score that a statement gives to social value, and for which contracts.

    `of_what` is another statement that says of what the share is, where one does.

    :raises NotExpressible: it gives shares for several sets of contracts that cannot be told apart.
    """
    under = " ".join(words for words in statement.headings[-1:] if re.search(r"\bweighting", words, re.IGNORECASE))
    around = f"{statement.text} {' '.join(statement.header)} {statement.lead.text if statement.lead else ''} {under}"
    shares = [q for q in statement.segment.figures if q.kind == "percent"]
    if not shares or not (_WEIGHTED.search(around) or _OF_WHAT.search(around)) or _SPEND.search(statement.text):
        return
    if by_value := _by_value(statement):
        for cell in by_value:
            yield _of_cell(cell, basis, of_what)
        return
    for part in parts(statement):
        own = [q for q in part.segment.figures if q.kind == "percent"]
        if own and _SETTLED_BY.search(statement.text):
            raise NotExpressible("its share is one that somebody may allow, or must not go past, and no weighting of contracts")
        if own:
            yield _weighting(part, own, basis, of_what)


def _by_value(row: Statement) -> list[Cell]:
    """The cells of a row that hold a share each, under columns that name a value."""
    found = [cell for cell in cells(row) if any(q.kind == "percent" for q in cell.statement.segment.figures)]
    return found if found and all(any(q.kind == "pounds" for q in cell.column.segment.figures) for cell in found) else []


def _of_cell(cell: Cell, basis: Counting, of_what: Statement | None) -> tuple[Entry, Scope]:
    scope = of_kind(cell.row, scope_of(cell.column, basis))
    shares = [q for q in cell.statement.segment.figures if q.kind == "percent"]
    return _entry(cell.row, [written(cell.statement, share, None, exact=True) for share in shares], scope, of_what)


def _weighting(part: Statement, shares: Sequence[Quantity], basis: Counting, of_what: Statement | None) -> tuple[Entry, Scope]:
    return _entry(part, [written(part, share, None, exact=True) for share in shares], scope_of(part, basis), of_what)


def _entry(part: Statement, figures: list[Entry], scope: Scope, of_what: Statement | None) -> tuple[Entry, Scope]:
    of, near, label = _of_score(part, of_what)
    clauses = list(dict.fromkeys([label, *(c for f in figures for c in _labels(f)), *scope.clauses]))
    of_score = "" if of == UNSTATED else f" of the {near}"
    entry: Entry = {
        "kind": "weighting", "clauses": clauses, "says": f"{_shares(figures)}{of_score} goes to social value.", "figures": figures,
        "of": of, "near": near,
    }  # fmt: skip
    return (entry | {"when": scope.when} if scope.when else entry), scope


def _of_score(part: Statement, other: Statement | None) -> tuple[str, str, str]:
    """Of what a share is, the words that say so, and their clause; UNSTATED with the word for the share where nothing says so."""
    sources: list[Statement | Lead | None] = [part, part.whole, part.lead, other]
    for one in (source for source in sources if source is not None):
        if found := _OF_WHAT.search(one.text):
            what = found["what"].strip()
            return _name_of_score(what), what, one.label
    told = _WEIGHTED.search((part.whole or part).text)
    if told is None and part.lead and (told := _WEIGHTED.search(part.lead.text)):
        return UNSTATED, told.group(), part.lead.label
    if told is None:
        raise NotExpressible("it gives a share and does not say of what (the whole score, the quality score)")
    return UNSTATED, told.group(), part.label


def says_of_what(statement: Statement) -> bool:
    """Whether a statement says of what a weighting is a share."""
    return _OF_WHAT.search(statement.text) is not None


def _name_of_score(what: str) -> str:
    words = what.lower()
    if "quality" in words or "technical" in words:
        return "quality_element"
    if re.search(r"\b(?:overall|total|whole|tender|award|evaluation|available)\b", words):
        return "overall_score"
    return re.sub(r"[^a-z]+", "_", words).strip("_")


def _shares(figures: Sequence[Entry]) -> str:
    """The shares in words: "At least 10%", "10% to 20%".

    >>> _shares([{"percent": 10, "comparator": "at_least"}, {"percent": 20, "comparator": "at_most"}])
    'At least 10% and at most 20%'
    """
    names = {"at_least": "at least ", "over": "more than ", "at_most": "at most ", "under": "less than "}
    said = " and ".join(f"{names.get(f.get('comparator', ''), '')}{f['percent']}%" for f in figures)
    return said[:1].upper() + said[1:]


def opt_outs(statement: Statement) -> Iterator[Entry]:
    """Leaving social value out, where the statement says who may agree to it."""
    evidence = _EVIDENCE.search(statement.text)
    decides = _APPROVES.search(statement.text)
    if not _OPTS_OUT.search(statement.text) or not (decides or evidence):
        return
    named = roles(statement.text) if decides else []
    nobody = not evidence and not any(role != "Council" and not role.endswith(" Council") for role in named)
    if nobody and (NEGATIVE.search(statement.text) or re.search(r"\blist of\b", statement.text)):
        return
    yield {
        "kind": "opt_out", "clauses": [statement.label],
        "says": f"Leaving social value out is agreed by: {named[0]}." if named else "Social value may be left out on the terms of this clause.",
        "evidence": _sentence(re.sub(r"^(?:requires?|needs?|takes?) ", "", evidence["what"])) if evidence else NO_EVIDENCE,
        "approver": named[0] if named else None,
    }  # fmt: skip


def _sentence(words: str) -> str:
    said = " ".join(words.split()).rstrip(" ,;.")[:580]
    return said[:1].upper() + said[1:] + "."


def targets(statement: Statement) -> Iterator[Entry]:
    """A share of spend that is aimed at."""
    aimed = _AIM.search(statement.text) or any(_AIM.search(words) for words in statement.headings)
    shares = [q for q in statement.segment.figures if q.kind == "percent"]
    found = _OF_SPEND.search(statement.text)
    if not shares or not aimed or not found:
        return
    what = found["what"].strip()
    figures = [written(statement, share, None, exact=True) for share in shares]
    yield {
        "kind": "target", "clauses": [statement.label], "says": f"{_shares(figures)} of {what} is aimed at.", "figures": figures,
        "of": re.sub(r"[^a-z]+", "_", what.lower()).strip("_"), "near": what,
    }  # fmt: skip


def reviews(statement: Statement) -> Iterator[Entry]:
    """How often or by when the policy is reviewed."""
    if not _REVIEW.search(statement.text) or not _OF_THE_DOCUMENT.search(statement.text):
        return
    months = _months(statement)
    dates = [d.printed for d in printed_dates(statement.text) if d.about == "review"]
    if not months and not dates:
        return
    said = [how_often(months) if months else "", f"by {dates[0]}" if dates else ""]
    entry: Entry = {
        "kind": "review",
        "clauses": [statement.label],
        "says": f"A review is due {' and '.join(filter(None, said))}.",
    }
    entry |= {"every_months": months} if months else {}
    yield entry | ({"due": dates[0]} if dates else {})


def reports(statement: Statement) -> Iterator[Entry]:
    """Who reports on social value, to whom and how often."""
    months = _months(statement)
    named = roles(statement.text)
    if not _REPORT.search(statement.text) or not months or not named:
        return
    to = [role for match in _TO_WHOM.finditer(statement.text) for role in roles(statement.text[match.end() :])[:1]]
    who = next((role for role in named if role not in to), "The Council")
    says = f"{who} reports on social value{' to ' + to[0] if to else ''} {how_often(months)}."
    entry: Entry = {"kind": "report", "clauses": [statement.label], "says": says, "who": who, "every_months": months}
    yield entry | ({"to_whom": to[0]} if to else {})


def how_often(months: int) -> str:
    """How often, in words that name no figure where a policy may have a word for it.

    >>> how_often(12), how_often(36)
    ('each year', 'every 36 months')
    """
    words = {1: "each month", 3: "each quarter", 6: "twice a year", 12: "each year", 24: "every other year"}
    return words.get(months, f"every {months} months")


def _months(statement: Statement) -> int | None:
    """How often something is done, in months."""
    for figure in (q for q in statement.segment.figures if q.kind == "months"):
        if re.search(r"\bevery\s+$", statement.text[: figure.start], re.IGNORECASE):
            return int(figure.value)
    return next((months for months, words in _OFTEN if re.search(rf"\b(?:{words})\b", statement.text, re.IGNORECASE)), None)


def tiers(found: Sequence[Statement], basis: Counting) -> Iterator[tuple[Entry, list[Statement]]]:
    """Who decides at which value: rows of one table, or sentences of one clause, that name a body and an amount each."""
    groups: dict[tuple[str, ...], list[Step]] = {}
    for statement in found:
        row = _row_step(statement)
        key = (statement.header_label, *statement.header) if row else (statement.label,)
        groups.setdefault(key, []).extend([row] if row else _sentence_steps(statement))
    for key, steps in groups.items():
        if len(steps) > 1 and all(low[2].value <= high[2].value for low, high in pairwise(steps)):
            about = next((name for name in key[1:] if _DECIDES.search(name)), "") or _decided(steps[0][0])
            yield _tier_entry(about, steps, basis), [statement.whole or statement for statement, _, _ in steps]


def _decided(statement: Statement) -> str:
    """The clause's own word for what goes by value: approval, responsibility."""
    found = _APPROVES.search((statement.whole or statement).text)
    return found.group().lower() if found else "approval"


def _row_step(statement: Statement) -> Step | None:
    """The body that a row names and the amount from which it decides: the lower end of a span."""
    pounds = [q for q in statement.segment.figures if q.kind == "pounds"]
    cell = statement.column("appro", "agree", "author", "sign", "decid", "decision", "who")
    role = role_of_cell(cell) if cell else None
    return (statement, role, pounds[0]) if role and pounds and compared(statement, pounds[0]) else None


def _sentence_steps(statement: Statement) -> list[Step]:
    """The bodies that a sentence names with an amount each, in its parts: none where a part names nobody, or nothing is compared."""
    if statement.segment.row or not _APPROVES.search(statement.text):
        return []
    try:
        found = [(part, roles(part.text), [q for q in part.segment.figures if q.kind == "pounds"]) for part in parts(statement)]
    except NotExpressible:
        return []
    told = all(named and pounds and compared(part, pounds[0]) for part, named, pounds in found)
    return [(part, named[0], pounds[0]) for part, named, pounds in found] if told else []


def _tier_entry(about: str, steps: Sequence[Step], basis: Counting) -> Entry:
    rows = [{"role": role, "figure": written(statement, figure, basis)} for statement, role, figure in steps]
    says = f"{about[:1].upper()}{about[1:]} goes by value, from {steps[0][1]} to {steps[-1][1]}."
    clauses = list(dict.fromkeys(label for row in rows for label in _labels(row["figure"])))
    return {
        "kind": "tiers", "clauses": clauses, "about": about[:120], "says": says,
        "steps": rows,
    }  # fmt: skip


def _labels(figure: Any) -> list[str]:
    return [figure[key] for key in ("clause", "words_clause", "vat_clause") if key in figure]
