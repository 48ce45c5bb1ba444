"""An answer from the documents' words: a headline from a pack's own field or from the best sentence, and the clauses that prove it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant import words
from assistant.answer import Answer, Warned
from assistant.asked import topics
from assistant.asked.answer_type import OF_THE_DOCUMENT, asked_for, holds, is_of_what_is_to_come, lacks_doer
from assistant.compose import provisions, showing, verdict, warn
from assistant.compose.asked import Asked
from assistant.compose.citing import Citer
from assistant.compose.provisions import Match
from assistant.compose.quoting import best_sentence, in_brief, is_short, shown, whole_list
from assistant.compose.sentences import capital, compared, listed
from assistant.compose.verdict import markdown, provision_words
from assistant.corpus import NATIONAL
from assistant.holdings import Held, Holdings
from assistant.retrieve.passages import Ranked
from assistant.rules.checks import Setting
from assistant.rules.requirements import Reached

ALL_OF_IT = {
    words.key(word)
    for word in [
        "list",
        "all",
        "every",
        "main",
        "key",
        "full",
        "set",
        "out",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    ]
}
SAID_SILENT = 0.3
"""The share of the question's words at which a silence that the pack records is told with "nothing answers this"."""
PASSAGES_SHOWN, LISTS_TRIED = 4, 5
LED = 0.5
"""The share of the question's words that the line before a list has to hold for the list to be what is asked for."""
STRONG = 0.6
"""The share of the question's words in one passage at which the field asked for is taken to be there, whatever a pack's silence says."""
KNOWN_SETTLED = 1.0
"""From such odds, in their logarithm, that some clause settles what is asked, a silence that a pack records is about something else, unless
it is on the field that the question names."""
KNOWN_SURE = 3.0
"""From twenty to one, in its logarithm, it is about something else whatever field is named."""
NEAR_BEST = 0.8
"""A passage is shown where its score is at least this share of the best one's."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer says: headline, further lines, and what was reckoned for it."""

    headline: str
    lines: tuple[str, ...] = ()
    requirements: tuple[tuple[str, Any], ...] = ()
    trace: tuple[dict[str, Any], ...] = ()
    shown: tuple[tuple[str, str], ...] = ()


def answer(
    holdings: Holdings,
    asked: Asked,
    setting: Setting,
    scope: Sequence[Held],
    ranked: Sequence[Ranked],
    beside: Sequence[Ranked] = (),
    *,
    covered: bool,
    share: float = 0.0,
    dated: bool = False,
    first: bool = False,
    unspoken: Sequence[str] = (),
) -> Answer:
    """The answer to a question about what the documents say.

    `ranked` are the passages found in `scope`, `covered` whether they answer, `share` how much of the question's words the best
    alone holds (a silence that a pack records is not the answer where a passage says more of what was asked), `dated` whether the
    document's own date is asked for and found; `beside` are passages of national law; `first` whether the first passage is on the
    very matter asked about, and so comes before any field; `unspoken` are things asked for of which the documents have no word.
    """
    citer = Citer(holdings)
    found = provisions.matches(holdings, asked.query, scope, ranked, asked.as_of, amount_known=asked.facts.amount is not None)
    if all(held.council == NATIONAL for held in scope) or asked_for(asked.query) in OF_THE_DOCUMENT:
        found = [match for match in found if match.provision.kind != "silence"]
    settled = _settled_odds(ranked) if covered else 0.0
    if settled > KNOWN_SETTLED:
        named = settled <= KNOWN_SURE
        found = [
            m for m in found if m.provision.kind != "silence" or (named and provisions.is_on_field(m.provision, asked.query))
        ]
    silence = None if covered and share >= STRONG else provisions.silence_on_field(found, asked.query)
    if covered:
        found = [m for m in found if m.provision.kind != "silence" or (not dated and (m.exact or m.words >= share))]
    telling = [] if first else provisions.telling(_typed(found, asked.query), covered=covered)
    listing = None if first or asked_for(asked.query) else list_asked_for(holdings, asked.query, scope, ranked, covered=covered)
    if not telling and not silence and not covered:
        said = [m for m in found if m.provision.kind == "silence" and m.words >= SAID_SILENT][:1]
        return silent(holdings, asked, scope, ranked, said, why="" if said else _no_mention(scope, unspoken))
    if not listing and (silence or (telling and telling[0].provision.kind == "silence")):
        return silent(holdings, asked, scope, ranked, [silence] if silence else telling)
    told = _from_list(holdings, listing, citer) if listing else _told(holdings, asked, setting, telling, ranked, citer)
    passages = list(_passages(holdings, ranked, citer, skip={*told.shown}))
    law = list(_passages(holdings, beside, citer, skip=set()))
    warnings = cited_warnings(holdings, asked, citer)
    sections = [
        ("", [f"**{told.headline}**", *carried(asked)]),
        ("In detail", told.lines),
        ("What the documents say", passages),
        ("National law", law),
        ("Before you rely on this", [w.text for w in warnings]),
    ]
    return Answer(
        id=asked.id,
        question=asked.question,
        status="answered",
        headline=told.headline,
        text=markdown(sections),
        as_of=asked.as_of,
        council=asked.council,
        facts=showing.facts(asked.facts, asked.council, asked.council_given),
        requirements=dict(told.requirements),
        citations=citer.citations,
        warnings=warnings,
        trace=(*told.trace, *(trace(r) for r in ranked[:PASSAGES_SHOWN])),
    )


def _settled_odds(ranked: Sequence[Ranked]) -> float:
    """The logarithm of the odds, by known questions, that some clause of the first passage's document settles what is asked; 0 where it has none."""
    placed = ranked[0].placed if ranked else None
    return placed.settled_odds if placed else 0.0


def _typed(found: list[Match], query: str) -> list[Match]:
    """The provisions that hold the kind of thing asked for: a share, a sum, a number, a date, what came of something, who does it;
    silences stay."""
    wanted = asked_for(query)

    def is_fit(says: str) -> bool:
        return (
            (wanted is None or holds(says, wanted)) and not is_of_what_is_to_come(query, says) and not lacks_doer(query, says)
        )

    return [m for m in found if m.provision.kind == "silence" or is_fit(m.provision.says)]


def _told(
    holdings: Holdings, asked: Asked, setting: Setting, telling: Sequence[Match], ranked: Sequence[Ranked], citer: Citer
) -> Told:
    """From a field, unless the passage found first says more of what was asked than a provision whose field was not named."""
    if not telling or (ranked and _says_more(holdings, asked, ranked[0], telling[0])):
        return _from_passage(holdings, asked, ranked, citer)
    return _from_field(holdings, asked, setting, telling, citer)


def _says_more(holdings: Holdings, asked: Asked, first: Ranked, match: Match) -> bool:
    if first.passage.clause not in match.provision.clauses:
        return False
    keys = words.content(asked.query, provisions.names(holdings))
    sentence = best_sentence(first, keys, asked_for(asked.query))
    more = len(set(keys) & set(words.content(sentence))) - len(set(keys) & set(words.content(match.provision.says)))
    return more > (1 if match.named else 0)


def carried(asked: Asked) -> list[str]:
    return [f"Taken from earlier questions: {listed(asked.carried)}."] if asked.carried else []


def _from_field(holdings: Holdings, asked: Asked, setting: Setting, telling: Sequence[Match], citer: Citer) -> Told:
    """The fields of the packs that were asked for; weightings, tiers and opt-outs with what this contract reaches of them."""
    lines, trail, shown_ = [], [], []
    needs: dict[str, Any] = {}
    decided = _decided(holdings, asked, setting)
    headline = ""
    for match in telling:
        provision, held = match.provision, match.held
        ordered = nearest_first(held, provision.clauses, asked.query, holdings)
        marks = citer.clauses(held.id, ordered, provision_words(provision), "rule")
        reached = next((r for r in decided.reached if r.provision is provision), None) if decided else None
        said = _reached(reached) if reached and asked.facts.amount else ""
        headline = headline or (said or provision.says)
        lines.append(f"{provision.says} {said if said != headline else ''} {marks}".replace("  ", " "))
        shown_ += [(held.id, label) for label in provision.clauses]
        if reached and asked.facts.amount:
            trail.append(showing.provision(reached))
            needs |= showing.requirements([reached])
    first = telling[0].held
    name = holdings.council(first.council).name
    where = listed(telling[0].provision.clauses)
    lead = f"{name}: " if asked.council is None or name.split()[0] not in headline else ""
    return Told(f"{lead}{headline.rstrip('.')} ({where}).", tuple(lines), tuple(needs.items()), tuple(trail), tuple(shown_))


def nearest_first(held: Held, labels: Sequence[str], query: str, holdings: Holdings) -> list[str]:
    """The clauses of a provision, the one that holds most of the question's words first; else in the pack's order."""
    keys = words.content(query, provisions.names(holdings))
    texts = {label: words.content(held.clause_texts.get(label, "")) for label in labels}
    weight = words.weights(texts.values())
    return sorted(labels, key=lambda label: -words.share(keys, texts[label], weight, 1.0))


def _decided(holdings: Holdings, asked: Asked, setting: Setting) -> verdict.Decided | None:
    if asked.council is None or not holdings.packs(asked.council):
        return None
    return verdict.work_out(holdings, asked.council, asked, setting)


def _reached(reached: Reached) -> str:
    """What a contract reaches of a weighting, a tier or an opt-out, as a sentence."""
    provision = reached.provision
    why = listed(compared(c) for c in reached.checks if c.holds is reached.holds)
    if provision.kind == "tiers" and reached.holds:
        last = [c for c in reached.checks if c.holds][-1]
        is_named = (
            last.left == f"{last.comparator} {last.right}"
        )  # "contracts over £100,000" are asked about, and none of a known value
        why = f"for contracts {last.left}" if is_named else f"as {compared(last)}"
        return f"{capital(provision.about or '')}: {reached.role}, {why}."
    if provision.kind == "tiers" and reached.holds is False:
        return f"No tier reaches this contract: {why}, for {provision.about}."
    if reached.holds is False:
        return f"This contract is not reached{': ' + why if why else ''}: {provision.says}"
    return ""


def _from_passage(holdings: Holdings, asked: Asked, ranked: Sequence[Ranked], citer: Citer) -> Told:
    """The best sentence of the best passage, or of the first of its clause that gives what is asked for."""
    wanted = asked_for(asked.query)
    of_clause = [
        one
        for one in ranked
        if (one.passage.document, one.passage.clause) == (ranked[0].passage.document, ranked[0].passage.clause)
    ]
    best = next((one for one in of_clause if wanted and holds(one.passage.text, wanted)), ranked[0])
    first = best.passage
    citer.passage(first)
    sentence = best_sentence(best, words.content(asked.query, provisions.names(holdings)), wanted)
    return Told(f"{holdings.document(first.document).document.info.publisher}, {first.clause}: {sentence}")


def _from_list(holdings: Holdings, listing: Listing, citer: Citer) -> Told:
    """A list, every item of it."""
    held = holdings.document(listing.document)
    cited = [(label, *citer.whole(held.id, label)) for label in listing.labels]
    lines = [f"{label} {marks}\n{shown(text)}" for label, marks, text in cited]
    heading = held.clauses[listing.labels[0]].heading or listing.labels[0]
    items = in_brief([text for label, _, text in cited if label != held.clauses[listing.labels[-1]].parent])
    headline = f"{held.document.info.publisher}, {heading}: {items}"
    return Told(headline, tuple(lines), shown=tuple((held.id, label) for label in listing.labels))


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of a document, its heading clause first where it has one."""

    document: str
    labels: tuple[str, ...]


def list_asked_for(
    holdings: Holdings, query: str, scope: Sequence[Held], ranked: Sequence[Ranked], *, covered: bool
) -> Listing | None:
    """The list to show whole: one whose heading the question names, and nothing beside it; or that the first passage leads into."""
    keys = set(words.content(query, provisions.names(holdings)))
    found = [holdings.document(one.passage.document) for one in ranked[:LISTS_TRIED]]
    places = [(held, one.passage.clause) for held, one in zip(found, ranked, strict=False)]
    places += [(held, clause.label) for held in scope for clause in held.clauses.values() if clause.kind == "section"]
    for held, label in places:
        labels = whole_list(held, label)
        if not labels or not is_short(held, labels):
            continue
        head = held.clauses.get(labels[0])
        heading = set(words.content(head.heading if head else labels[0], provisions.names(holdings)))
        leads_in = covered and (held, label) == places[0] and label == labels[0] and leads_into(held.clause_texts[label], keys)
        if leads_in or (heading and heading <= keys <= heading | ALL_OF_IT):
            return Listing(held.id, labels)
    return None


def leads_into(text: str, keys: Collection[str]) -> bool:
    """Whether a clause ends a line with a colon, its last sentence before that having half of the question's words.

    What is asked for is then the list below it.

    >>> leads_into("Tasks\\n\\nThe tasks of the group are:", words.content("What are the tasks of the group?"))
    True
    """
    lines = [line.rstrip() for line in text.splitlines() if line.rstrip().endswith(":")]
    leading = [re.split(r"(?<=[.?!])\s+", line)[-1] for line in lines]
    return bool(keys) and any(len(set(words.content(line)) & set(keys)) >= LED * len(keys) for line in leading)


def _passages(holdings: Holdings, ranked: Sequence[Ranked], citer: Citer, skip: set[tuple[str, str]]) -> Iterator[str]:
    """The passages near the best one, quoted whole."""
    bar = NEAR_BEST * ranked[0].score if ranked else 0.0
    for found in [r for r in ranked[:PASSAGES_SHOWN] if r.score >= bar]:
        passage = found.passage
        if (passage.document, passage.clause) not in skip:
            info = holdings.document(passage.document).document.info
            yield f"{info.publisher}, {info.title}, {passage.clause} {citer.passage(passage)}\n{shown(passage.text)}"


def cited_warnings(holdings: Holdings, asked: Asked, citer: Citer) -> tuple[Warned, ...]:
    """What to know before relying on the documents that are cited."""
    cited = {(c.document, c.clause) for c in citer.citations}
    found: list[Warned] = []
    for id_ in dict.fromkeys(c.document for c in citer.citations):
        held = holdings.document(id_)
        found += warn.of_document(
            held, asked.as_of, citer, {clause for document, clause in cited if document == id_}, always=warn.OF_THE_INSTRUMENT
        )
    return warn.once([*found, *warn.of_citations(citer.citations)])


def trace(ranked: Ranked) -> dict[str, object]:
    """How a passage came to be shown."""
    return {
        "layer": "retrieval", "document": ranked.passage.document, "clause": ranked.passage.clause, "passage": ranked.passage.id,
        **ranked.scores,
    }  # fmt: skip


def silent(
    holdings: Holdings, asked: Asked, scope: Sequence[Held], ranked: Sequence[Ranked], said: Sequence[Match] = (), why: str = ""
) -> Answer:
    """Nothing loaded settles the question: what was looked in, what comes nearest without answering, whom to ask."""
    citer = Citer(holdings)
    looked = tuple(dict.fromkeys(f"{held.document.info.publisher}, {held.document.info.title}" for held in scope))
    headline = why or (said[0].provision.says if said else "Nothing that is loaded answers this.")
    lines = [m.provision.says for m in said[1:]]
    lines += [f"Looked in: {listed(looked)}."] if looked else []
    for found in ranked[:1]:
        mark = citer.passage(found.passage)
        lines.append(f"Related, does not answer: {found.passage.clause} {mark}\n{shown(found.passage.text)}")
    who = capital(listed(dict.fromkeys(held.document.info.publisher for held in scope if held.council == asked.council)))
    lines.append(f"Ask {who or 'the council'}'s procurement team, or load the document that would say.")
    return Answer(
        id=asked.id, question=asked.question, status="abstained", headline=headline,
        text=markdown([("", [f"**{headline}**", *carried(asked), *lines])]), as_of=asked.as_of, council=asked.council,
        facts=showing.facts(asked.facts, asked.council, asked.council_given), citations=citer.citations,
        trace=({"layer": "scope", "documents": looked}, *(trace(r) for r in ranked[:1])), warnings=tuple(warn.of_citations(citer.citations)),
    )  # fmt: skip


def _no_mention(scope: Sequence[Held], things: Sequence[str]) -> str:
    """The headline where the documents have no word of what is asked for; empty where nothing is."""
    held = listed(dict.fromkeys(f"{h.document.info.publisher}'s {h.document.info.title}" for h in scope))
    return f"{held} {'makes' if len(scope) == 1 else 'make'} no mention of “{'”, “'.join(things)}”." if things and scope else ""


def asks_field(question: str) -> bool:
    """Whether the question asks for a field that each council sets for itself, so that no council is no answer."""
    return any(kind in topics.FIELDS for kind in topics.kinds(question))
