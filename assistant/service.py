"""The assistant: a question in, an answer out. Everything a surface needs, and nothing of any surface."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, reduce
from pathlib import Path

from assistant import conversation, words
from assistant.answer import Answer, Warned
from assistant.asked import clause_named, comparison, topics, whether_there
from assistant.asked.act_names import in_full
from assistant.asked.answer_type import (
    ANYWHERE,
    BY_FORM,
    FIGURES,
    FINANCIAL_YEAR,
    OF_THE_DOCUMENT,
    AnswerType,
    asked_for,
    gives,
    holds,
    is_of_another_year,
    is_of_what_is_to_come,
    lacks_doer,
)
from assistant.asked.grants import is_grant
from assistant.asked.intent import Intent, read_intent, speaks_of_a_contract
from assistant.asked.of_the_law import asks_the_law, asks_the_same_of_the_law
from assistant.asked.own_document import called, put_to
from assistant.asked.wanted import SUBJECT, Want, masked
from assistant.asked.wanted import wanted as want_of
from assistant.compose import (
    abroad,
    across,
    act_versions,
    beside_law,
    comparing,
    found,
    law,
    matters,
    provisions,
    standing,
    verdict,
    warn,
)
from assistant.compose.asked import Asked
from assistant.compose.sentences import listed
from assistant.errors import BadQuestion, UnknownCouncil
from assistant.facts import Nation, is_whereabouts, nation_asked
from assistant.guard.refusal import refusal
from assistant.holdings import Held, Holdings
from assistant.model import CouncilName, Facts
from assistant.phrase.model import Phraser
from assistant.retrieve import evidence
from assistant.retrieve.passages import Ranked, Retriever, is_likelier_than_not
from assistant.retrieve.question_vector import vector_of
from assistant.retrieve.reader import Reader
from assistant.rules.checks import Setting
from assistant.rules.segments import holds_words
from assistant.spelling import Speller
from assistant.sum_reader import SumReader

QUESTION_MAX_CHARACTERS = 2_000
FOUND, LAW_BESIDE, MANY = 8, 2, 50
TYPED = 5
"""Where a sum, a share, a number or a date is asked for, it has to stand in one of so many passages, and that one comes first."""
WHOLE, HALF, HEADED = 0.99, 0.5, 0.06
SURELY_PLACED = -0.1
"""How likely a clause is, in its logarithm, that goes before one that gives the kind of thing asked for: nine in ten."""
SURELY_PLACED_ODDS = 2.0
"""From such odds, in their logarithm, known questions are sure that some clause settles what is asked."""
FRONT_MATTER = "Front matter"
BREACH = "Breach of the Act"
"""Title lines are near every question in meaning; they come last unless the document itself is asked about."""
SENTENCE = re.compile(r"[A-Z][^.!?\n]{80,}[.!?](?:\s|$)")
"""A sentence long enough to be of a paragraph, which title lines have none of."""


class Assistant:
    """Answers questions about what is loaded. Holds no state between questions."""

    def __init__(
        self, holdings: Holdings, retriever: Retriever, vocabulary: Path | None = None, phraser: Phraser | None = None
    ) -> None:
        self.holdings, self.retriever, self.phraser = holdings, retriever, phraser
        self.reader, self.sum_reader = Reader(), SumReader()
        written = (*(held.document.text for held in holdings.documents), *provisions.names(holdings))
        self._speller = Speller(written, vocabulary)

    def mended(self, question: str) -> str:
        """The question with slips of the keys put right, by the words of the documents and of councils' names."""
        return self._speller.mended(question)

    def wants(self, question: str, alone: Facts) -> Want:
        """What a question with its own facts wants."""
        return want_of(question, alone, vector_of, self.mended)

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

        `today` is when the question is asked; `as_of` the day the procurement starts, where the question gives none of its own: what is said
        in the question goes before what is set beside it, for the day as for the council.

        :raises BadQuestion: empty, or over 2,000 characters.
        :raises UnknownCouncil: `council` is not a slug of a council that is loaded.
        """
        for text in (*history, question):
            check_question(text)
        if council is not None and council not in {c.slug for c in self.holdings.councils}:
            raise UnknownCouncil(self._unknown(council))
        said = [in_full(text) for text in (*history, question)]
        turn = conversation.read(said[-1], said[:-1], self.holdings.councils, today, self.wants, self.sum_reader.read)
        asked = self._asked(id, question, turn, council, _start(turn.facts) or as_of or today)
        nation = nation_asked(asked.question) or nation_asked(asked.about)
        intent = read_intent(asked.query, turn.facts, turn.want, history, of_one=asked.council_given, to_others=turn.to_others)
        answer = self._answer(asked, intent, nation)
        of_nation = [warn.of_nation(nation)] if nation else []
        of_facts = [*warn.of_unknown(turn.facts.unknown), *([warn.NOTHING_NEW] if turn.nothing_new else ())]
        told = _warned(answer, (*of_nation, *of_facts))
        return with_sources(told, self.holdings)

    def worded(self, answer: Answer) -> Answer:
        """The answer as surfaces show it: with a guide to reading where a model is set and its reply may stand; nothing else differs."""
        if self.phraser is None:
            return answer
        slugs = {answer.council, *((answer.facts.get("council") or {}).get("slugs", ()))}
        names = [name for c in self.holdings.councils if c.slug in slugs for name in (c.name, *c.also_known_as)]
        return self.phraser.worded(answer, names)

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

    def _asked(self, id: str, question: str, turn: conversation.Turn, council: str | None, as_of: date) -> Asked:
        named = turn.facts.councils.slugs if turn.facts.councils else ()
        scope = named[0] if len(named) == 1 else None if named else council
        given = scope is not None and not named
        goes_on = turn.about and self._put_to(turn.about, None if turn.to_others else scope)
        about = goes_on or self.mended(in_full(question))
        return Asked(id, question, turn.facts, as_of, scope, given, turn.carried, about)

    def _put_to(self, about: str, scope: str | None) -> str:
        """An earlier question as it is put to a council, or to all: what another calls its document stands for that council's own."""
        others = [name for c in self.holdings.councils if c.slug != scope for name in (c.name, *c.also_known_as)]
        title = next((held.document.info.title for held in self.holdings.of(scope)), "") if scope else ""
        return put_to(about, others, called(title))

    def _answer(self, asked: Asked, intent: Intent, nation: Nation | None) -> Answer:
        refused = refusal(asked.question)
        if refused:
            return Answer(asked.id, asked.question, "refused", refused, refused, asked.as_of, council=asked.council)
        unknown = next((d for d in asked.facts.doubts if d.code == "unknown_council"), None)
        if unknown and not self._is_beside(unknown.words, asked):
            why = f"No policy of {unknown.words} is loaded, so nothing is said about it."
            if nation:
                return abroad.answer(self.holdings, asked, nation, unknown.words)
            return found.silent(self.holdings, asked, self.holdings.documents, (), why=why)
        setting = Setting(asked.as_of, self.holdings.table)
        of_line = law.asks_line(asked.query) and asked.facts.amount is None
        threshold = of_line or (law.asks_threshold(asked.query) and not intent.verdict)
        in_words = law.clause_of_the_day(asked.query, self.holdings.table, asked.as_of)
        national = (
            intent.law
            or threshold
            or bool(in_words)
            or (self._is_on_a_matter(asked) and not _asks_of_told_contract(asked, intent))
        )
        if national and asked.council is None and not intent.across:
            return self._law(asked, intent, setting)
        if asked.council and not intent.across and _asks_of_law_itself(asked, intent):
            return self._told_of_law(asked, setting)
        if asked.council and not intent.across and _turns_to_the_law(asked, intent):
            return self._law_turned_to(asked, intent, setting)
        if intent.across and not intent.verdict and self._is_of_authorities_at_large(asked):
            return self._told_of_law(asked, setting)
        if nation and intent.verdict and asked.council is None and not intent.across:
            return abroad.answer(self.holdings, asked, nation)
        sets_beside = asked.council is not None and not intent.across and beside_law.asks(asked.query)
        if sets_beside and (both := beside_law.answer(self.holdings, asked, setting)):
            return both
        if (
            asked.council
            and not intent.across
            and not _asks_of_told_contract(asked, intent)
            and self._asks_standing(asked, asked.council)
        ):
            scope = self.holdings.of(asked.council)
            return standing.answer(self.holdings, asked, scope, self._ranked(asked.query, scope, FOUND))
        if intent.verdict:
            return self._verdict(asked, intent, setting)
        return self._words(asked, intent, setting)

    def _asks_standing(self, asked: Asked, council: str) -> bool:
        """Whether it is asked how a council's documents stand; since when, only where something is known of them beside their own words."""
        named = asked.facts.councils.said.words if asked.facts.councils else ""
        plain = unnamed(
            evidence.own_sentence(asked.query.replace(named, " ") if named else asked.query), self.holdings.councils
        )
        known = any(held.card.status_note for held in self.holdings.of(council))
        return topics.asks_standing(plain) and (known or asked_for(plain) is None)

    def _is_beside(self, name: str, asked: Asked) -> bool:
        """Whether another council's name is beside the matter: the documents of the council asked about name it themselves ("what did Plymouth
        report?"), or a council is set beside the question and the name is of where something comes from or goes."""
        if asked.council is None:
            return False
        written = any(holds_words(held.document.text, name) for held in self.holdings.of(asked.council))
        return written or (asked.council_given and is_whereabouts(asked.question, name))

    def _is_on_a_matter(self, asked: Asked) -> bool:
        """Whether a question is on a matter of the law, and the law comes nearer to it than any council's document does."""
        if asked.council is not None or asked.facts.councils or not (matter := _matter(asked)):
            return False
        ranked = self._ranked(asked.query, self.holdings.documents, FOUND)
        return bool(ranked) and holds_words(" ".join(one.passage.clause for one in ranked), matter[0])

    def _is_of_authorities_at_large(self, asked: Asked) -> bool:
        """Whether "which authorities have to" asks of national law: no council is named, nor documents or these councils spoken of, and a clause
        of the law comes first of all that is loaded, and answers."""
        at_large = comparison.AT_LARGE.search(asked.query) and not comparison.OF_LOADED.search(asked.query)
        return bool(at_large) and not asked.facts.councils and self._is_national(asked.query)

    def _is_of_law(self, ranked: Ranked) -> bool:
        return ranked.passage.document in {held.id for held in self.holdings.national}

    def _on_another_matter(self, asked: Asked) -> bool:
        """Whether known questions leave next to no doubt of a clause of the law that is not on whom the Act's duty reaches: "is it law yet?"
        Where social value or the Act is spoken of, that is what is asked."""
        if SUBJECT.search(asked.query) or law.OF_THE_ACT.search(asked.query):
            return False
        ranked = self._ranked(asked.query, self.holdings.national, FOUND)
        reaching = {
            label for held in self.holdings.national for pack in held.packs for rule in pack.rules for label in rule.clauses
        }
        return bool(ranked) and _is_surely_placed(ranked[0]) and ranked[0].passage.clause not in reaching

    def _law(self, asked: Asked, intent: Intent, setting: Setting) -> Answer:
        """National law alone, where no council was named."""
        started = asked.facts.start is not None
        told_day = asked.as_of if started else law.day_of(asked.query)
        day = told_day or asked.as_of
        asked, setting = replace(asked, as_of=day), replace(setting, as_of=day)
        matter = _matter(asked)
        told_of = asked.facts.contract_type or asked.facts.amount
        in_words = law.clause_of_the_day(asked.query, self.holdings.table, day)
        free = not in_words and (not matter or (matter[0] == BREACH and law.outside_the_act(asked)))
        of_act = law.asks_of_the_act(asked.query, verdict=intent.verdict) and told_of and free
        weighed = of_act and asked.facts.amount is not None and asked.facts.contract_type is not None
        of_line = law.asks_line(asked.query) and not matter and asked.facts.amount is None
        of_another = matter[:1] == (law.PERIOD,) and not started
        asks = of_line or (law.asks_threshold(asked.query) and not of_another and matter[:1] != (matters.SPLIT,))
        if not weighed and asks and (answer := law.thresholds(self.holdings, asked, setting)):
            return answer
        if of_act and not self._on_another_matter(asked):
            return law.act(self.holdings, asked, setting)
        return self._told_of_law(asked, setting, told_day)

    def _law_turned_to(self, asked: Asked, intent: Intent, setting: Setting) -> Answer:
        """National law after a council was asked about: whether the Act reaches the contract told of where nothing else is asked ("and by law?").

        Otherwise the contract is no part of what is asked, but for its kind where a threshold is.
        """
        facts = replace(asked.facts, councils=None)
        of_the_contract = asked.query == asked.question and asks_the_same_of_the_law(asked.question)
        if not (of_the_contract or speaks_of_a_contract(asked.question) or law.asks_threshold(asked.query)):
            facts = replace(facts, amount=None, rate=None, contract_type=None)
        asked = replace(asked, council=None, facts=facts, carried=tuple(conversation.carried(facts)))
        if of_the_contract and (facts.contract_type or facts.amount):
            return law.act(self.holdings, asked, setting)
        return self._law(asked, intent, setting)

    def _told_of_law(self, asked: Asked, setting: Setting, told_day: date | None = None) -> Answer:
        """What the national documents say: the clause on the matter that is asked about first, examples and what is past last.

        `told_day` is the day that the question tells, if any.
        """
        scope = self.holdings.national
        headings = [label for held in scope for label in held.clauses]
        version = act_versions.version_asked(asked.query, told_day, headings)
        matter = law.clause_of_the_day(asked.query, self.holdings.table, asked.as_of) or self._matter_known(asked, scope)
        wanted = (version,) if version else matter
        if wanted[:1] in ((), (BREACH,)) and law.outside_the_act(asked):
            wanted = (law.OUTSIDE, *wanted)

        def placed(ranked: Ranked) -> int:
            return matters.place(ranked.passage.clause, ranked.passage.heading, wanted, headings, asked.as_of)

        ranked = sorted(self._ranked(asked.query, scope, MANY), key=placed)[:FOUND]
        on_it = bool(ranked) and ranked[0].passage.clause in wanted[:1] and _is_of_kind(asked.query, ranked[0])
        covered = on_it or self._answers(asked.query, ranked)
        share = 1.0 if on_it else self._share(asked.query, ranked)
        if on_it:
            ranked = [replace(ranked[0], score=max(one.score for one in ranked)), *ranked[1:]]
        return found.answer(self.holdings, asked, setting, scope, ranked, covered=covered, share=share, first=on_it)

    def _matter_known(self, asked: Asked, scope: Sequence[Held]) -> tuple[str, ...]:
        """The clauses on the matter that is asked about by its words, unless known questions make them far less likely than another, which is
        likelier than not: "by when must it be published" need not be on the Act's duty."""
        by_words = _matter(asked)
        ranked = self._ranked(asked.query, scope, FOUND) if matters.asked_about(asked.query) else []
        if not is_likelier_than_not(ranked) or ranked[0].placed is None:
            return by_words
        likeliest = ranked[0].passage.clause
        behind = max(ranked[0].placed.of(clause) for clause in by_words) - ranked[0].placed.of(likeliest)
        return (likeliest,) if behind < -provisions.FAR_BEHIND else by_words

    def _verdict(self, asked: Asked, intent: Intent, setting: Setting) -> Answer:
        if not intent.across and is_grant(asked.question, asked.about):
            return self._on_a_grant(asked)
        if asked.council and not intent.across and not self.holdings.packs(asked.council):
            return self._without_rules(asked) if SUBJECT.search(asked.query) else self._words(asked, intent, setting)
        if asked.council and not intent.across:
            return verdict.answer(self.holdings, asked, setting, verdict.work_out(self.holdings, asked.council, asked, setting))
        decided = [verdict.work_out(self.holdings, c.slug, asked, setting) for c in self._named(asked)]
        return comparing.answer(self.holdings, asked, setting, decided, chosen=intent.across)

    def _on_a_grant(self, asked: Asked) -> Answer:
        """No verdict: a grant is no contract, and rules are for those. What comes nearest to grants is shown."""
        scope = self.holdings.of(asked.council) if asked.council else self.holdings.documents
        whose = f"{self.holdings.council(asked.council).name}'s" if asked.council else "the councils'"
        why = (
            f"A grant buys nothing: the rules of {whose} documents are for contracts, so no verdict is computed on it. Where it pays for "
            "something that is bought, ask about that contract."
        )
        return found.silent(self.holdings, asked, scope, self._ranked("grants", scope, FOUND), why=why)

    def _without_rules(self, asked: Asked) -> Answer:
        """A verdict on social value cannot be computed where nobody has written rules; the words that come nearest are shown."""
        scope = self.holdings.of(asked.council or "")
        name = self.holdings.council(asked.council or "").name
        why = f"No rules have been confirmed for {name}'s documents"
        if any(held.unproved for held in scope):
            why = f"The rules confirmed for {name}'s documents are not proved on the words now loaded"
        why += ", so no verdict is computed: read the clause below and decide on it."
        return found.silent(self.holdings, asked, scope, self._ranked(asked.query, scope, FOUND), why=why)

    def _words(self, asked: Asked, intent: Intent, setting: Setting) -> Answer:
        """What the documents say: of one council, or of all side by side where the question compares or no council was named."""
        if not intent.across and asked.council is None and self._is_national(asked.query):
            return self._told_of_law(asked, setting)
        if intent.across or (asked.council is None and found.asks_field(asked.query)):
            return across.answer(self.holdings, asked, self._named(asked), self._finder(asked), chosen=intent.across)
        scope = self.holdings.of(asked.council) if asked.council else self.holdings.documents
        beside = self._ranked(asked.query, self.holdings.national, LAW_BESIDE) if intent.law and asked.council else []
        told = self._told(asked, setting, scope, beside)
        if told.status == "abstained" and asked.council_given and asks_the_law(asked.question):
            of_law = self._law(replace(asked, council=None), intent, setting)
            return of_law if of_law.status == "answered" else told
        return told

    def _is_national(self, query: str) -> bool:
        """Whether national law comes first of all that is loaded, and answers."""
        ranked = self._ranked(query, self.holdings.documents, FOUND)
        return bool(ranked) and self._is_of_law(ranked[0]) and self._answers(query, ranked)

    def _told(self, asked: Asked, setting: Setting, scope: Sequence[Held], beside: Sequence[Ranked] = ()) -> Answer:
        """What `scope` says; `beside` are passages of national law shown after a council's own."""
        named = clause_named.named(asked.question, [label for held in scope for label in held.clauses])
        ranked = self._read_first(asked.query, self._ranked(asked.query, scope, FOUND))
        share = self._share(asked.query, ranked)
        if named and named.missing and share < WHOLE:
            return self._no_such_clause(asked, scope, named.missing)
        if named and named.labels:
            ranked, covered, share = self._with_first(asked.query, scope, ranked, named.labels), True, 1.0
        else:
            place = self._answering(asked.query, ranked)
            covered = place is not None
            share = max(share, evidence.known_share(ranked))
            ranked = [ranked[place], *ranked[:place], *ranked[place + 1 :]] if place else ranked
        plain = unnamed(asked.query, self.holdings.councils)
        dated = covered and asked_for(plain) in ("date", "day") and topics.is_about_the_document(plain)
        first = covered and comparison.asks_definition(plain)
        unspoken = [] if covered else self._strange(plain, ranked)
        return found.answer(
            self.holdings,
            asked,
            setting,
            scope,
            ranked,
            beside,
            covered=covered,
            share=share,
            dated=dated,
            first=first,
            unspoken=unspoken,
        )

    def _no_such_clause(self, asked: Asked, scope: Sequence[Held], name: str) -> Answer:
        """A clause is asked for by a name that no document in scope gives to any."""
        held = listed(f"{h.document.info.publisher}, {h.document.info.title}" for h in scope)
        naming = [r for r in self._scored(name, scope, FOUND) if holds_words(r.passage.text, name)]
        return found.silent(self.holdings, asked, scope, naming, why=f"There is no {name} in {held}, as it is loaded here.")

    def _with_first(self, query: str, scope: Sequence[Held], ranked: Sequence[Ranked], labels: Sequence[str]) -> list[Ranked]:
        """The passages found, those of the clauses that the question names put first, in the order of the document."""
        places = {label: place for place, label in enumerate(labels)}
        everything = self._scored(query, scope, sum(len(held.document.passages) for held in scope))
        first = sorted((r for r in everything if r.passage.clause in places), key=lambda r: places[r.passage.clause])
        return [*first, *(r for r in ranked if r.passage.clause not in places)]

    def _named(self, asked: Asked) -> list[CouncilName]:
        """The councils that the question names, if several; else all that are loaded."""
        named = asked.facts.councils.slugs if asked.facts.councils else ()
        return [c for c in self.holdings.councils if len(named) < 2 or c.slug in named]

    def _finder(self, asked: Asked) -> across.Find:
        """Finds what a council's documents hold on the matter that is put to several: looked for without the words that compare, or by the whole
        question where known questions tell a clause by that and not by what is left of it."""
        alone = Facts(councils=asked.facts.councils)
        bare = unnamed(masked(asked.query, alone).replace("‹council›", " "), self.holdings.councils)
        bare = comparison.without_slips(bare, self._weight)
        matter, parts = comparison.matter(bare), comparison.parts(bare)
        first = asked.query if asked_for(asked.query) or not matter else matter

        def find(slug: str) -> across.FoundThere:
            query, scope, k = first, self.holdings.of(slug), MANY if parts else FOUND
            ranked = self._ranked(query, scope, k)
            if query == matter and not is_likelier_than_not(ranked):
                of_whole = self._ranked(bare, scope, k)
                query, ranked = (bare, of_whole) if is_likelier_than_not(of_whole) else (query, ranked)
            named = [max((self._held(part, one.headed_text) for part in parts), default=0.0) for one in ranked]
            return across.FoundThere(
                ranked, self._answers(query, ranked), named, lambda text: self._held(" ".join(parts) or matter, text)
            )

        return find

    def _held(self, query: str, text: str) -> float:
        """The share of a query's telling words that a text holds."""
        keys = words.content(query, self._council_names)
        return words.share(keys, words.content(text), self._weight, self._rarest)

    def _answers(self, query: str, ranked: Sequence[Ranked]) -> bool:
        return self._answering(query, ranked) is not None

    def _answering(self, query: str, ranked: Sequence[Ranked]) -> int | None:
        """The place, from 0, of the passage found that answers; None where none does."""
        wanted = asked_for(query)
        known = evidence.is_known(ranked)
        if (
            wanted
            and not (known and wanted not in BY_FORM)
            and not any(self._gives(query, found, wanted) and _is_likely(found) for found in ranked[:TYPED])
        ):
            return 0 if wanted == "number" and ranked and self._is_sure_of(query, ranked[0]) else None
        if ranked and known is not None and _tells_otherwise(query, ranked[0]):
            return None
        if (
            wanted
            and self._gives(query, ranked[0], wanted)
            and (wanted in OF_THE_DOCUMENT or topics.is_about_the_document(query))
        ):
            return 0
        query = unnamed(query, self.holdings.councils) or query
        if known is not False and self._share(query, ranked) >= WHOLE:
            return 0
        if ranked and self._holds_any(whether_there.mentioned(query), ranked[0]):
            return 0
        # words count where a document has a list of known questions, and are not looked up where it has none
        words_found = self.retriever.occurrences(query, ranked) if known is not None else ()
        found = evidence.evidence(query, ranked, words_found, strange=known is not None and bool(self._strange(query, ranked)))
        place = evidence.answering(found, self.reader.readings(as_question(query), ranked[: evidence.passages_read(found)]))
        if place is None and known is not None and wanted in FIGURES and self._gives(query, ranked[0], wanted):
            return 0 if self._reads_surely(query, ranked[0]) else None
        return place

    def _is_sure_of(self, query: str, found: Ranked) -> bool:
        """Whether a known question that is settled is as good as the one that is asked, or known questions and reading both tell that a passage
        answers: how many there are is told by a list as well as by a number."""
        if found.placed is None or found.known is None or not _is_known_best(found):
            return False
        if found.known.is_settled and found.known.settled >= evidence.SURELY_SETTLED:
            return True
        return found.placed.settled_odds >= SURELY_PLACED_ODDS and self._reads_surely(query, found)

    def _reads_surely(self, query: str, found: Ranked) -> bool:
        """Whether reading a passage together with the question is sure that it answers."""
        return next(self.reader.readings(as_question(query), [found])) >= evidence.READ_SURELY

    def _strange(self, query: str, ranked: Sequence[Ranked]) -> list[str]:
        """The things of which it is asked if the documents found speak of them at all, where they have a word for none."""
        things = whether_there.things_asked_for(query)
        held = frozenset[str]().union(*(self._keys[found.passage.document] for found in ranked))
        return things if whether_there.are_strange(things, held) else []

    def _holds_any(self, things: Sequence[str], found: Ranked) -> bool:
        """Whether a passage has all the telling words for one of the things."""
        return any(self._held(thing, found.headed_text) >= WHOLE for thing in things)

    def _gives(self, query: str, found: Ranked, wanted: AnswerType) -> bool:
        """Whether a passage gives the kind of thing asked for: beside a word of the question where its document has a list of known questions, and
        anywhere where it has none and people ask in words of their own. Title lines date the document as a whole."""
        text = found.passage.text
        if wanted in ANYWHERE:
            return holds(found.headed_text, wanted)
        if found.known is None:
            return holds(text, wanted)
        if wanted in FIGURES and is_of_another_year(query, text):
            return False
        if found.passage.clause == FRONT_MATTER and topics.is_about_the_document(unnamed(query, self.holdings.councils)):
            return holds(text, wanted)
        if _is_known_best(found) and (wanted in FIGURES or wanted == "day"):
            return holds(text, wanted)
        return gives(text, wanted, words.content(query, self._council_names))

    def _share(self, query: str, ranked: Sequence[Ranked]) -> float:
        """The share of the question's telling words that the first passage holds."""
        if not ranked:
            return 0.0
        return self._held(query, f"{ranked[0].passage.text} {ranked[0].passage.context}")

    @cached_property
    def _weight(self) -> dict[str, float]:
        """How much each word tells, over every passage that is loaded."""
        passages = (p for held in self.holdings.documents for p in held.document.passages)
        return words.weights(words.content(f"{p.text} {p.context}") for p in passages)

    @cached_property
    def _keys(self) -> dict[str, frozenset[str]]:
        """The telling words of each document."""
        return {
            held.id: frozenset(key for p in held.document.passages for key in words.content(f"{p.text} {p.context}"))
            for held in self.holdings.documents
        }

    @cached_property
    def _rarest(self) -> float:
        """What a word tells that no passage holds: as much as the rarest that one does."""
        return max(self._weight.values())

    @cached_property
    def _council_names(self) -> tuple[str, ...]:
        return provisions.names(self.holdings)

    def _find(self, query: str, council: str | None, k: int) -> list[Ranked]:
        scope = self.holdings.of(council) if council else self.holdings.documents
        return self._scored(unnamed(query, self.holdings.councils) or query, scope, k)

    def _scored(self, query: str, scope: Sequence[Held], k: int) -> list[Ranked]:
        councils = None if len(scope) == len(self.holdings.documents) else sorted({held.council for held in scope})
        return self.retriever.search(query, documents=[held.id for held in scope], councils=councils, k=k)

    def _ranked(self, query: str, scope: Sequence[Held], k: int) -> list[Ranked]:
        """The passages that an answer is made from: those of `_scored`, with what answers are about put before title lines."""
        query = unnamed(query, self.holdings.councils) or query
        wanted = asked_for(query)
        front = topics.asks_status(query) or topics.kinds(query)[:1] == ("review",) or wanted in ANYWHERE
        if wanted in ANYWHERE:
            found = self._scored(query, scope, sum(len(held.document.passages) for held in scope))
            found = sorted(
                found,
                key=lambda r: (not _is_surely_placed(r), not self._gives(query, r, wanted), r.passage.clause != FRONT_MATTER),
            )[:k]
        elif wanted in ("date", "day") and topics.is_about_the_document(query):
            found = sorted(self._scored(query, scope, MANY), key=lambda r: r.passage.clause != FRONT_MATTER)[:k]
        else:
            found = self._headed_first(query, self._scored(query, scope, k))
        if wanted:
            found[:TYPED] = sorted(found[:TYPED], key=lambda r: (not _is_surely_placed(r), not self._gives(query, r, wanted)))
        if mentioned := whether_there.mentioned(query):
            found.sort(key=lambda r: not self._holds_any(mentioned, r))
        return found if front else sorted(found, key=lambda r: self._is_title(query, r))

    def _read_first(self, query: str, ranked: list[Ranked]) -> list[Ranked]:
        """The passages found, the first of them read where no known questions tell which clause settles what is asked."""
        unlisted = bool(ranked) and ranked[0].known is None
        bare = unnamed(query, self.holdings.councils) or query
        return self.reader.reordered(as_question(bare), ranked) if unlisted else ranked

    def _headed_first(self, query: str, found: list[Ranked]) -> list[Ranked]:
        """Passages in the order of their scores, those whose own heading the query names lifted a little."""
        keys = set(words.content(query, self._council_names))

        def lifted(ranked: Ranked) -> float:
            if _bare(ranked.passage.heading) == _bare(query):
                return ranked.score + HEADED
            heading = set(words.content(ranked.passage.heading, self._council_names))
            return ranked.score + (HEADED if heading and heading <= keys else 0.0)

        return sorted(found, key=lambda r: -lifted(r))

    def _is_title(self, query: str, ranked: Ranked) -> bool:
        """Whether a passage is of the title lines, and holds less than half of the question's words.

        A document without headings is nothing but front matter, and none of that is title lines; nor is a paragraph that it opens with.
        """
        passage = ranked.passage
        if passage.clause != FRONT_MATTER or len(self.holdings.document(passage.document).clauses) == 1:
            return False
        if SENTENCE.search(passage.text):
            return False
        return self._held(query, ranked.passage.text) < HALF


def with_sources(answer: Answer, holdings: Holdings) -> Answer:
    """The answer with what stands in its text of no passage: each citation's label, and what is known of each document cited.

    Labels are numbers too, and so are the parts of a document that are not held.
    """
    labels = (
        {"layer": "citation", "n": c.n, "document": c.document, "clause": c.clause, "heading": c.heading}
        for c in answer.citations
    )
    cards = ((name, holdings.document(name).card) for name in dict.fromkeys(c.document for c in answer.citations))
    known = (
        {
            "layer": "document",
            "document": name,
            "status": card.status,
            "note": card.status_note,
            "missing": list(card.missing_parts),
        }
        for name, card in cards
        if card.status_note or card.missing_parts
    )
    return replace(answer, trace=(*answer.trace, *labels, *known))


def unnamed(query: str, councils: Sequence[CouncilName]) -> str:
    """A query without the names of councils: the scope is set by them, and every passage of a council is near its name."""
    for name in sorted((n for c in councils for n in (c.name, *c.also_known_as)), key=len, reverse=True):
        query = re.sub(rf"(?<!\w){re.escape(name)}(?:['’]?s)?(?!\w)", " ", query, flags=re.IGNORECASE)
    return " ".join(query.split()).strip(" ,?.")


def as_question(bare: str) -> str:
    """A query without the names of councils as it is read together with a passage: as a question, as those were that reading was fitted on."""
    return f"{bare}?"


def _matter(asked: Asked) -> tuple[str, ...]:
    """The clauses of the law on the matter that is asked about, as it was typed or with slips put right."""
    return matters.asked_about(asked.query) or matters.asked_about(asked.question)


def _asks_of_told_contract(asked: Asked, intent: Intent) -> bool:
    """Whether the sentence that asks is on social value and no matter of the law, and what tells of the matter only tells of the contract.

    "£320,000 is to be paid for minibuses. Has social value to be included?" is not on payment.
    """
    asks = evidence.own_sentence(asked.query)
    told = asked.facts.amount is not None or asked.facts.rate is not None
    return intent.verdict and told and SUBJECT.search(asks) is not None and not matters.asked_about(asks)


def _asks_of_law_itself(asked: Asked, intent: Intent) -> bool:
    """Whether a question that names no council itself is on a matter of the law: it asks what the Act says of it, or whether the contract told before
    may be split, which no verdict on the whole answers."""
    named = asked.facts.councils is not None and asked.facts.councils.said.origin == "question"
    matter = matters.asked_about(asked.question)
    if named or not matter or law.OF_POLICY.search(asked.question) or topics.named(asked.question):
        return False
    dodges = matters.DODGING.search(asked.question) is not None
    splits = matter[0] == matters.SPLIT and asked.carried and (dodges or not intent.verdict or asked.facts.amount is None)
    return bool(splits) or (
        law.WHAT_IT_SAYS.search(asked.question) is not None and law.OF_THE_ACT.search(asked.question) is not None
    )


def _turns_to_the_law(asked: Asked, intent: Intent) -> bool:
    """Whether words of the law are asked for after a question that named a council: "what does light touch mean in law?"."""
    named_before = asked.facts.councils is not None and asked.facts.councils.said.origin == "history"
    return named_before and not intent.verdict and asks_the_law(asked.question) and not beside_law.asks(asked.query)


def _is_surely_placed(ranked: Ranked) -> bool:
    """Whether known questions leave next to no doubt that this passage's clause settles what is asked."""
    return ranked.placed is not None and ranked.placed.of(ranked.passage.clause) >= SURELY_PLACED


def _is_known_best(ranked: Ranked) -> bool:
    """Whether known questions tell that a clause settles what is asked, and this passage's more likely than any."""
    placed = ranked.placed
    return placed is not None and placed.settled_odds > 0 and placed.of(ranked.passage.clause) >= max(placed.clauses.values())


def _is_likely(ranked: Ranked) -> bool:
    """Whether a passage's clause, as far as known questions tell, is not far behind the likeliest of its document."""
    placed = ranked.placed
    return placed is None or placed.of(ranked.passage.clause) >= max(placed.clauses.values()) - provisions.FAR_BEHIND


def _bare(text: str) -> str:
    """A heading or a question without numbers, signs and case."""
    return " ".join(re.findall(r"[^\W\d_]+", text.lower()))


def _is_of_kind(query: str, ranked: Ranked) -> bool:
    """Whether a passage gives the kind of thing that is asked for, where one is asked for."""
    wanted = asked_for(query)
    return wanted is None or holds(ranked.passage.text, wanted)


def _tells_otherwise(query: str, found: Ranked) -> bool:
    """Whether a passage is of another financial year than the one that is asked about, tells what is to be done where it is asked what came of it, or
    tells of nobody where it is asked who; the last unless known questions tell that it settles what is asked."""
    text = found.passage.text
    if (FINANCIAL_YEAR.search(query) and is_of_another_year(query, text)) or is_of_what_is_to_come(query, text):
        return True
    return lacks_doer(query, f"{found.passage.context} {found.headed_text}") and not _is_known_best(found)


def check_question(text: str) -> None:
    """Raises BadQuestion where a question is empty or too long."""
    if not text.strip():
        raise BadQuestion("the question is empty")
    if len(text) > QUESTION_MAX_CHARACTERS:
        raise BadQuestion(f"the question has {len(text):,} characters; the most is {QUESTION_MAX_CHARACTERS:,}")


def _warned(answer: Answer, warnings: Sequence[Warned]) -> Answer:
    """The answer with what bears on the question as a whole; a question that is refused is told nothing else."""
    return reduce(warn.added, warnings, answer) if answer.status != "refused" else answer


def _start(facts: Facts) -> date | None:
    return facts.start.earliest if facts.start else None
