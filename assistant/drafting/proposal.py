"""A document's statements into a proposed pack: what could be said is proved one by one, what could not is kept with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from assistant.drafting import provisions
from assistant.drafting.duties import (
    CLAUSES_NAMED,
    Duty,
    conflicts,
    duties,
    is_among,
    name_of,
    named_clauses,
    refers_elsewhere,
    with_exclusions,
    without_lifted,
)
from assistant.drafting.figures import Counting, NotExpressible, compared, counting
from assistant.drafting.scope import Scope
from assistant.drafting.statements import SUBJECT, Statement, statements
from assistant.drafting.strength import FIRM, OF_THE_LAW, strength_of
from assistant.drafting.type_words import unread_types
from assistant.errors import PackError
from assistant.rules.model import Pack
from assistant.rules.proof import prove
from ingest.model import Clause

Entry = dict[str, Any]
LEAST_POUNDS = 100
RULE_WORDS = re.compile(r"\b(?:weight\w*|scor\w*|target\w*|threshold\w*|minimum|maximum|approv\w*|waiv\w*)\b", re.IGNORECASE)
_WHERE_APPLIES = re.compile(rf"\b(?:where|when|if|under|within)\s+(?:\w+\s+){{0,2}}?{CLAUSES_NAMED}", re.IGNORECASE)
PLAIN = (provisions.targets, provisions.reviews, provisions.reports)


@dataclass(frozen=True, slots=True)
class Item:
    """One rule or provision as the pack will say it, the statement that it was read from, and what a person should check in it."""

    entry: Entry
    statement: Statement
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """A statement that looks as if it laid something down and is not in the pack, with the reason."""

    statement: Statement
    reason: str


@dataclass
class Proposal:
    """A proposed pack: rules and provisions that are proved on the document, and what is left to a person."""

    rules: list[Item] = field(default_factory=list)
    provisions: list[Item] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def propose(document: str, title: str, clauses: Mapping[str, Clause], texts: Mapping[str, str]) -> Proposal:
    """The pack that a document's own words suggest. `clauses` and `texts` are its clauses and their words, by label."""
    reader = _Reader(document, texts, counting(texts))
    found = statements(title, clauses, texts)
    reader.read_tiers(found)
    reader.read_duties(found)
    reader.read_provisions(found)
    reader.note_unread(found)
    return reader.proposal


@dataclass
class _Reader:
    document: str
    texts: Mapping[str, str]
    basis: Counting
    proposal: Proposal = field(default_factory=Proposal)
    ids: set[str] = field(default_factory=set)
    read: set[int] = field(default_factory=set)
    lifted: list[Duty] = field(default_factory=list)

    def read_duties(self, found: Sequence[Statement]) -> None:
        told: list[Duty] = []
        for statement in (s for s in found if s.about_subject and id(s) not in self.read and not self._is_other(s)):
            try:
                told += duties(statement, self.basis)
            except NotExpressible as error:
                self._leave_where_firm(statement, str(error))
        excluded = [duty for duty in told if duty.kind == "exclusion"]
        rules = list(self._once([duty for duty in told if duty.kind == "rule"]))
        for duty in with_exclusions(rules, excluded):
            self._keep(self.proposal.rules, duty.entry, duty.statement, duty.name)
        for entry, statement in conflicts(rules):
            self._keep(self.proposal.provisions, entry, statement, "two-figures")
        for duty in excluded:
            self.lifted += [duty] if duty.lifts.clauses and duty.scope.when else []
            if duty.lifts.clauses and not any(duty.lifts.reaches(rule.entry) for rule in rules):
                self._leave(duty.statement, "it switches off clauses that no rule above is read from; see the weightings")
                continue
            self._keep(self.proposal.provisions, {"kind": "exclusion", **duty.entry}, duty.statement, duty.name)
            if duty.scope.when is None:
                self._leave(duty.statement, "no test says what it leaves out: the rules above reach it still")

    def _leave_where_firm(self, statement: Statement, reason: str) -> None:
        """Notes a statement that could not be expressed, where it binds firmly, gives a figure of some weight or points to one.

        Prose is passed over: a list of every "will" is read by nobody.
        """
        if FIRM.search(statement.text) or _has_figures(statement) or refers_elsewhere(statement):
            self._leave(statement, reason)

    def _once(self, rules: Sequence[Duty]) -> Iterator[Duty]:
        """Each duty once: what says the same again, or only what the policy applies to, is noted and left out."""
        including = any(duty.entry["strength"] == "must_include" and not duty.of_scope for duty in rules)
        first: dict[str, str] = {}
        for duty in rules:
            if duty.of_scope and including:
                self._leave(duty.statement, "it says what the policy applies to: check that no rule above is wider")
            elif duty.name in first:
                self._leave_where_firm(duty.statement, f"it says the same as {first[duty.name]}")
            else:
                first[duty.name] = duty.name
                yield duty

    def _is_other(self, statement: Statement) -> bool:
        """Whether a statement is one of a target, a review or a report, or of leaving out alone, and so no duty of a contract."""
        limited = any(q.kind == "pounds" for q in statement.segment.figures)
        if not limited and next(provisions.opt_outs(statement), None):
            return True
        try:
            return any(next(kind(statement), None) for kind in PLAIN)
        except NotExpressible:
            return False

    def read_provisions(self, found: Sequence[Statement]) -> None:
        including = [item.entry["id"] for item in self.proposal.rules if item.entry["strength"] == "must_include"]
        of_what = self._scored(found)
        for statement in found:
            self._attempt(statement, self._weightings(statement, of_what, including), "weighting")
            if including:
                self._attempt(statement, ({**e, "rules": including} for e in provisions.opt_outs(statement)), "leaving-out")
            for kind, name in zip(PLAIN, ("target", "review", "report"), strict=True):
                self._attempt(statement, kind(statement), name)

    def _weightings(self, statement: Statement, of_what: Statement | None, including: Sequence[str]) -> Iterator[Entry]:
        """Weightings with the rules that they go with: the one for the same contracts, else all that include social value."""
        if not statement.about_subject:
            return
        for entry, scope in provisions.weightings(statement, self.basis, of_what):
            rules = self._going_with(statement, scope, including)
            entry = without_lifted(entry, statement.label, self.lifted)
            yield {**entry, "rules": rules} if rules else entry

    def _going_with(self, statement: Statement, scope: Scope, including: Sequence[str]) -> list[str]:
        """The rules that a weighting goes with: those of the clauses it names, the one for the same contracts,
        those of its own clause, else all that bind."""
        if named := [run for found in _WHERE_APPLIES.finditer(statement.text) for run in named_clauses(found["names"])]:
            rules = [item.entry["id"] for item in self.proposal.rules if is_among(item.entry["clauses"][0], named)]
            if not rules:
                raise NotExpressible("it goes with clauses that no rule above is read from")
            return rules
        known = {item.entry["id"] for item in self.proposal.rules}
        same = [name for force in ("must_include", "must_consider") if (name := name_of(force, scope)) in known]
        if same and scope.when:
            return same[:1]
        beside = [
            item.entry["id"] for item in self.proposal.rules if item.statement.label == statement.label and not scope.when
        ]
        return beside or list(including)

    def _scored(self, found: Sequence[Statement]) -> Statement | None:
        """The one statement without a share that says of what the weighting is a share."""
        told = [
            s
            for s in found
            if s.about_subject and re.search(r"\bweighting", s.text, re.IGNORECASE) and provisions.says_of_what(s)
        ]
        bare = [s for s in told if not any(q.kind == "percent" for q in s.segment.figures)]
        return bare[0] if len(bare) == 1 else None

    def read_tiers(self, found: Sequence[Statement]) -> None:
        try:
            for entry, rows in provisions.tiers(found, self.basis):
                if self._keep(self.proposal.provisions, entry, rows[0], "tiers"):
                    self.read.update(id(row) for row in rows)
        except NotExpressible as error:
            self._leave(found[0], str(error))

    def _attempt(self, statement: Statement, entries: Iterator[Entry], name: str) -> None:
        try:
            for entry in entries:
                self._keep(self.proposal.provisions, entry, statement, name)
        except NotExpressible as error:
            self._leave(statement, str(error))

    def _keep(self, to: list[Item], entry: Entry, statement: Statement, name: str) -> bool:
        """Adds a rule or provision where it is proved as it stands; else notes why not."""
        named = {"id": self._unused(name), "draft": True, **entry}
        self.read.add(id(statement.whole or statement))
        reason = self._fault(named)
        if reason:
            self._leave(statement, reason)
            return False
        self.ids.add(named["id"])
        to.append(Item(named, statement, tuple(_doubts(named, statement))))
        return True

    def _unused(self, name: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-") or "rule"
        return next(one for one in (slug, *(f"{slug}-{n}" for n in range(2, 10_000))) if one not in self.ids)

    def _fault(self, entry: Entry) -> str | None:
        """Why a rule or provision is not proved on the document; None where it is."""
        part = "rules" if "strength" in entry else "provisions"
        others = [item.entry for item in self.proposal.rules] if part == "provisions" else []
        data = {"pack": "draft", "document": self.document, "rules": others, part: [entry]}
        try:
            prove("draft", Pack.model_validate(data), {}, self.texts)
        except ValidationError as error:
            return str(error.errors(include_url=False)[0]["msg"]).removeprefix("Value error, ")
        except PackError as error:
            return error.reason
        return None

    def _leave(self, statement: Statement, reason: str) -> None:
        self.read.add(id(statement.whole or statement))
        self.proposal.left.append(Left(statement, reason))

    def note_unread(self, found: Sequence[Statement]) -> None:
        """Statements about social value that bind firmly, or give a figure beside words of a rule, and that nothing was made of."""
        for statement in (s for s in found if s.about_subject and id(s) not in self.read and not s.introduces):
            said = strength_of(statement.text)
            if _has_figures(statement) and (said or _like_a_rule(statement)):
                self.proposal.left.append(Left(statement, "it gives a figure that the draft could not place"))
            elif FIRM.search(statement.text) and SUBJECT.search(statement.text) and not OF_THE_LAW.search(statement.text):
                self.proposal.left.append(Left(statement, "it binds, and the draft could not tell whom or to what"))
        order = {id(statement): at for at, statement in enumerate(found)}
        self.proposal.left.sort(key=lambda left: order[id(left.statement.whole or left.statement)])


def _like_a_rule(statement: Statement) -> bool:
    """Whether words of a rule stand with the figures: firm ones, those of weights and lines, or an amount that is compared."""
    firm = FIRM.search(statement.text) or RULE_WORDS.search(statement.text)
    return firm is not None or any(q.kind == "pounds" and compared(statement, q) for q in statement.segment.figures)


def _has_figures(statement: Statement) -> bool:
    """Whether a statement gives a share, or an amount that a contract might be measured by."""
    return any(q.kind == "percent" or (q.kind == "pounds" and q.value >= LEAST_POUNDS) for q in statement.segment.figures)


def _doubts(entry: Entry, statement: Statement) -> Iterator[str]:
    """What the words leave open, for the person who confirms."""
    unread = unread_types(statement.text)
    if unread and ("strength" in entry or "when" in entry):
        yield f"it speaks of {', '.join(unread)}; if the duty is for these alone, add a test of contract_type"
    if entry.get("kind") == "exclusion":
        yield (
            "the rules that it lifts have it as a test of their own (not: or unless:)"
            if "when" in entry
            else "no test could be made of it: add when:, or a not: in the rules that it lifts"
        )
        if "only" in str(entry.get("when")):
            yield "which call-offs it leaves out no fact tells: for a call-off the rules stay open"
    if '"unstated"' in str(entry).replace("'", '"'):
        yield "no VAT basis is stated for this amount; it is compared as it is given"
    if entry.get("kind") == "opt_out" and entry["approver"] is None:
        yield "nobody was found who may agree to it"
