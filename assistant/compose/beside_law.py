"""A council's own threshold beside the national one: both amounts, with and without VAT, each with its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assistant.answer import Answer
from assistant.asked import topics
from assistant.compose import found, law, showing
from assistant.compose.asked import Asked
from assistant.compose.citing import Citer
from assistant.compose.sentences import capital, listed
from assistant.compose.verdict import markdown
from assistant.holdings import Held, Holdings
from assistant.model import CONTRACT_TYPES, ContractType
from assistant.rules import wording
from assistant.rules.changes import leaves
from assistant.rules.checks import Setting
from assistant.rules.model import AmountTest, Figure, TypeTest
from assistant.rules.national import ThresholdRow

LINE = re.compile(r"\b(?:thresh?h?olds?|figures?|triggers?|limits?|cut-?offs?|amounts?|trigger points?)\b", re.IGNORECASE)
NATIONAL_ONE = re.compile(
    r"\bnational(?:ly)?\b|\bstatut\w+|\blaw\b|\blegal\w*|\bfind a tender\b|\bgovernment['’]?s?\b|\b(?:uk|procurement act|pcr|regulations?)\b"
    r"|\bppn\b",
    re.IGNORECASE,
)
SET_BESIDE = re.compile(
    r"\bcompar\w+|\bsame\b|\bequal\w*|\bidentical\b|\bmatch\w*|\bdiffer\w*|\b(?:lower|higher|bigger|smaller|greater|less|more|above|below)\b.{0,20}\bthan\b"
    r"|\bversus\b|\bvs?\b|\bagainst\b|\balign\w*|\bbeside\b"
    r"|\bside by side\b|\bin line with\b|\bstill the\b|\bup to date with\b|\bagree\w* with\b|\bfar (?:off|from)\b|\bgap\b|\bstack\w* up\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Own:
    """A threshold of a council's own: the clause, the sum, and the types of contract it is for (none: for all alike)."""

    held: Held
    figure: Figure
    kinds: tuple[ContractType, ...]

    @property
    def pence(self) -> Fraction:
        return Fraction(self.figure.pounds or 0) * 100


def asks(question: str) -> bool:
    """Whether a question sets a council's threshold beside the national one.

    >>> asks("How does its services threshold compare with national law?"), asks("What is its threshold?")
    (True, False)
    """
    return not topics.named(question) and all(pattern.search(question) for pattern in (LINE, NATIONAL_ONE, SET_BESIDE))


def answer(holdings: Holdings, asked: Asked, setting: Setting) -> Answer | None:
    """Both thresholds; None where the council has none of its own, or no national one is held for the day."""
    table, council = holdings.table, asked.council or ""
    row = table.row(setting.as_of) if table else None
    wanted = law.kinds_named(asked)
    own = [one for one in _own(holdings, council, setting) if not wanted or not one.kinds or set(wanted) & set(one.kinds)]
    if table is None or row is None or not own:
        return None
    citer = Citer(holdings)
    kinds = wanted or tuple(dict.fromkeys(kind for one in own for kind in one.kinds)) or CONTRACT_TYPES
    net = law.without_vat(holdings, table, row, kinds, setting)
    name = holdings.council(council).name
    lines, said = [], []
    for one in own:
        words = _own_words(one, wanted)
        said.append(f"{words} ({one.figure.clause})")
        lines.append(
            f"{name}: {words}, {one.figure.clause} {citer.clause(one.held.id, one.figure.clause, [one.figure.near or ''])}"
        )
    national = [
        f"{law.TYPE_PLURALS[kind]} {wording.money(row.pence(kind))} {wording.VAT_WORDS[row.vat]}"
        + (f" ({net[kind][0]} without VAT)" if kind in net else "")
        for kind in kinds
    ]
    labels = dict.fromkeys((row.clause, *(label for _, label in net.values())))
    marks = " ".join(f"{label} {citer.clause(table.document, label)}" for label in labels)
    told = [text for one in own for text in _compared(one, [k for k in kinds if not one.kinds or k in one.kinds], row, setting)]
    headline = f"{name}: {listed(said)}. National thresholds from {law.day_words(row)}: {listed(national)}."
    headline += f" {capital(listed(dict.fromkeys(told)))}." if told else ""
    warnings = found.cited_warnings(holdings, asked, citer)
    sections = [
        ("", [f"**{headline}**"]),
        ("In detail", [*lines, f"National law: {listed(national)}, {marks}"]),
        ("Before you rely on this", [w.text for w in warnings]),
    ]
    return Answer(
        id=asked.id, question=asked.question, status="answered", headline=headline, text=markdown(sections), as_of=asked.as_of,
        council=asked.council, facts=showing.facts(asked.facts, asked.council, asked.council_given), citations=citer.citations,
        warnings=warnings,
    )  # fmt: skip


def _own(holdings: Holdings, council: str, setting: Setting) -> Iterator[Own]:
    """The sums of money on which a council's duties to include turn, each once."""
    seen: set[tuple[str, Fraction, tuple[str, ...]]] = set()
    for held in holdings.of(council):
        rules = (
            r for pack in held.packs for r in pack.rules if r.strength == "must_include" and r.when and r.covers(setting.as_of)
        )
        for rule in rules:
            parts = list(leaves(rule.when)) if rule.when else []
            kinds = tuple(kind for part in parts if isinstance(part, TypeTest) for kind in part.one_of)
            for part in parts:
                one = Own(held, part.figure, kinds) if isinstance(part, AmountTest) else None
                if one and (key := (one.figure.clause, one.pence, kinds)) not in seen:
                    seen.add(key)
                    yield one


def _own_words(one: Own, wanted: Sequence[ContractType]) -> str:
    shown = [kind for kind in one.kinds if not wanted or kind in wanted]
    kinds = f"{listed(law.TYPE_PLURALS[kind] for kind in shown)} " if shown else "any contract "
    basis = wording.VAT_WORDS[one.figure.vat] or "without saying whether with VAT"
    return f"{kinds}{wording.money(one.pence)} {basis}"


def _compared(one: Own, kinds: Sequence[ContractType], row: ThresholdRow, setting: Setting) -> Iterator[str]:
    """How a council's sum stands to the national one on the same basis; where its own basis is not stated, only if both readings agree."""
    factor = setting.vat_factor
    if factor is None:
        return
    readings = [one.pence if one.figure.vat == row.vat else one.pence * factor if row.vat == "inc" else one.pence / factor]
    if one.figure.vat not in ("ex", "inc"):
        readings = [one.pence, one.pence * factor]
    for kind in kinds:
        stands = {SIGNS[(reading > row.pence(kind)) - (reading < row.pence(kind))] for reading in readings}
        if len(stands) == 1:
            yield f"the council's is {stands.pop()} the national one for {law.TYPE_PLURALS[kind]}"


SIGNS = {-1: "lower than", 0: "the same as", 1: "higher than"}
