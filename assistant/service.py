"""The assistant: a question in, an answer out. Everything a surface needs, and nothing of any surface."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer import Answer
from assistant.compose import comparing, found, verdict
from assistant.compose.asked import Asked
from assistant.errors import BadQuestion, UnknownCouncil
from assistant.facts import merge, read_facts
from assistant.holdings import Holdings
from assistant.intent import Intent, read_intent
from assistant.model import Facts
from assistant.retrieve import Ranked, Retriever
from assistant.rules.checks import Setting

QUESTION_MAX_CHARACTERS = 2_000
FOUND = 8


class Assistant:
    """Answers questions about what is loaded. Holds no state between questions."""

    def __init__(self, holdings: Holdings, retriever: Retriever) -> None:
        self.holdings, self.retriever = holdings, retriever

    def ask(
        self,
        question: str,
        *,
        today: date,
        council: str | None = None,
        as_of: date | None = None,
        history: Sequence[str] = (),
        id: str = "1",
    ) -> Answer:
        """The answer to a question, with what earlier questions said carried over.

        `today` is when the question is asked; `as_of` the day the procurement starts, else the day the question gives, else today.

        :raises BadQuestion: empty, or over 2,000 characters.
        :raises UnknownCouncil: `council` is not a slug of a council that is loaded.
        """
        for text in (*history, question):
            check_question(text)
        if council is not None and council not in {c.slug for c in self.holdings.councils}:
            raise UnknownCouncil(self._unknown(council))
        facts = self._facts(question, history, today)
        asked = self._asked(id, question, facts, council, as_of or _start(facts) or today)
        return self._answer(asked, read_intent(question, facts))

    def search(self, query: str, *, council: str | None = None, k: int = 10) -> list[Ranked]:
        """The ranked passages alone, within a council where one is given.

        :raises BadQuestion, UnknownCouncil: as for `ask`.
        """
        check_question(query)
        if council is not None and council not in {h.council for h in self.holdings.documents}:
            raise UnknownCouncil(self._unknown(council))
        return self._find(query, council, k)

    def _unknown(self, council: str) -> str:
        loaded = ", ".join(c.slug for c in self.holdings.councils)
        return f"council not loaded: {council[:80]!r}; loaded are {loaded}"

    def _facts(self, question: str, history: Sequence[str], today: date) -> Facts:
        facts = Facts()
        for text in history:
            facts = merge(facts, read_facts(text, self.holdings.councils, today=today, earlier=facts))
        return merge(facts, read_facts(question, self.holdings.councils, today=today, earlier=facts))

    def _asked(self, id: str, question: str, facts: Facts, council: str | None, as_of: date) -> Asked:
        named = facts.councils.slugs if facts.councils else ()
        scope = named[0] if len(named) == 1 else None if named else council
        return Asked(id, question, facts, as_of, scope, council_given=scope is not None and not named)

    def _answer(self, asked: Asked, intent: Intent) -> Answer:
        unknown = next((d for d in asked.facts.doubts if d.code == "unknown_council"), None)
        if unknown:
            return found.silent(self.holdings, asked, (), f"No policy of {unknown.words} is loaded, so nothing is said about it.")
        if intent.verdict:
            return self._verdict(asked, intent)
        ranked = self._find(asked.question, asked.council, FOUND)
        return found.answer(self.holdings, asked, ranked) if ranked else found.silent(self.holdings, asked, ranked)

    def _verdict(self, asked: Asked, intent: Intent) -> Answer:
        setting = Setting(asked.as_of, self.holdings.table)
        if asked.council and not intent.across:
            return verdict.answer(self.holdings, asked, setting, verdict.work_out(self.holdings, asked.council, asked, setting))
        named = asked.facts.councils.slugs if asked.facts.councils and len(asked.facts.councils.slugs) > 1 else None
        slugs = named or [c.slug for c in self.holdings.councils]
        decided = [verdict.work_out(self.holdings, slug, asked, setting) for slug in slugs]
        return comparing.answer(self.holdings, asked, setting, decided, chosen=intent.across)

    def _find(self, query: str, council: str | None, k: int) -> list[Ranked]:
        documents = [h.id for h in (self.holdings.of(council) if council else self.holdings.documents)]
        return self.retriever.search(query, documents=documents, councils=[council] if council else None, k=k)


def check_question(text: str) -> None:
    """Raises BadQuestion where a question is empty or too long."""
    if not text.strip():
        raise BadQuestion("the question is empty")
    if len(text) > QUESTION_MAX_CHARACTERS:
        raise BadQuestion(f"the question has {len(text):,} characters; the most is {QUESTION_MAX_CHARACTERS:,}")


def _start(facts: Facts) -> date | None:
    return facts.start.earliest if facts.start else None
