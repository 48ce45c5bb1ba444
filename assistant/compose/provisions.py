"""Which provisions of the packs a question asks for: by the kind of field, the words, and the clauses that were found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from assistant import words
from assistant.asked import topics
from assistant.asked.answer_type import asked_for
from assistant.holdings import Held, Holdings
from assistant.retrieve.clause_classifier import Placed
from assistant.retrieve.evidence import own_sentence
from assistant.retrieve.passages import Ranked
from assistant.rules.model import Provision

NAMED, KIND, RANK = 0.63, 0.35, 0.3
"""What a field that is named, one that is pointed at, and a clause that was found first add to the share of the question's words."""
BY_VALUE = 0.9
"""What tiers gain where the question is who is responsible for a contract of a known value."""
SILENCE_BESIDE_FIELD = 0.4
"""What a silence loses where the field that the question names is held."""
BAR, HALF, FOUND_FIRST = 0.62, 0.5, 3
ENTIRE = 0.75
"""The share of the question's words at which a provision whose field is not named goes before the passage that was found first."""
CLOSE = 0.8
"""Provisions within this share of the best are told with it."""
MOST = 4
FAR_BEHIND = 2.5
"""How much less likely, by the logarithm, than a document's likeliest clause all clauses of a provision may be for it still to tell."""
WHERE = re.compile(r"\W*(?:\w+\W+){0,3}?(?:where(?:abouts)?)\b", re.IGNORECASE)
OF_A_PLACE = re.compile(r"\b(?:where|place[sd]?|websites?|address(?:es)?|links?|cop(?:y|ies)|held|kept|found)\b", re.IGNORECASE)
WHO = re.compile(r"\W*(?:\w+\W+){0,3}?(?:who|whose|whom)\b", re.IGNORECASE)
LIMITS = {
    "highest": re.compile(r"\b(?:maxim\w*|max|highest|upper|ceiling|cap|capped|most|no more than|up to)\b", re.IGNORECASE),
    "lowest": re.compile(r"\b(?:minim\w*|min|lowest|least|floor|no less than)\b", re.IGNORECASE),
    "below": re.compile(r"\b(?:below|under|beneath|smaller|less|lower)\b", re.IGNORECASE),
    "exactly": re.compile(r"\b(?:exact\w*|bang on|dead on|precisely|right on)\b", re.IGNORECASE),
}
OF_A_PERSON = re.compile(r"\b(?:nobody|no one|whom|officers?|approv\w+)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """A provision with how well it matches: the share of the question's words in it, whether its kind was asked for, the sum.

    `near` is whether the field was named, or one of its clauses was among the first found: words alone are chance. `leads` is whether
    it tells before the passage found first: its field is named, it rests on that passage's clause, or it holds nearly all of the question;
    and its clauses are not far less likely than another of the document.
    `speaks` is, of a silence, whether the question is about what it is silent on, and not only in one of its words; `exact` whether
    all words of something that it is silent on are in the question.
    """

    held: Held
    provision: Provision
    words: float
    kind: bool
    score: float
    near: bool = True
    leads: bool = True
    speaks: bool = True
    named: bool = False
    exact: bool = False


def names(holdings: Holdings) -> tuple[str, ...]:
    """Every name of every council that is loaded, longest first."""
    found = {name for c in holdings.councils for name in (c.name, *c.also_known_as)}
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def matches(
    holdings: Holdings,
    question: str,
    scope: Sequence[Held],
    ranked: Sequence[Ranked],
    as_of: date,
    *,
    amount_known: bool = False,
) -> list[Match]:
    """Every provision in scope with its score, best first; ties in the order of the packs.

    Who is responsible for a contract of a known value is asked of the tiers first: `amount_known`.
    """
    asked = words.content(question, names(holdings))
    kinds, named = topics.kinds(question), topics.named(question)
    by_value = amount_known and "tiers" in kinds
    found = [(held, p, words.content(" ".join(_told(p)))) for held in scope for p in _provisions(held, as_of)]
    weight = words.weights(keys for _, _, keys in found)
    unseen = max(weight.values(), default=1.0)
    field_held = any(p.kind in named for _, p, _ in found)
    ends, of_person, of_place = limits(question), asks_who(question), WHERE.match(own_sentence(question)) is not None
    first = {(r.passage.document, r.passage.clause): place for place, r in reversed(list(enumerate(ranked)))}
    placed = {r.passage.document: r.placed for r in ranked if r.placed}
    scored = []
    for held, provision, keys in found:
        if provision.kind == "silence" and of_place and not OF_A_PLACE.search(provision.says):
            continue
        overlap = words.share(asked, keys, weight, unseen)
        exact = provision.kind == "silence" and names_it(provision, asked, entirely=overlap >= HALF)
        kind = provision.kind in kinds or (provision.kind == "silence" and _about(provision, kinds))
        place: int | None = min((first[(held.id, c)] for c in provision.clauses if (held.id, c) in first), default=None)
        score = (
            overlap
            + (NAMED if provision.kind in named or exact else KIND if kind else 0)
            + (RANK / (1 + place) if place is not None else 0)
        )
        score += BY_VALUE if by_value and provision.kind == "tiers" else 0
        score += RANK if exact else 0
        score -= SILENCE_BESIDE_FIELD if provision.kind == "silence" and field_held and not exact else 0
        is_named = provision.kind in named or (by_value and provision.kind == "tiers")
        found_first = place is not None and place < FOUND_FIRST
        beside = overlap == 0 and asked_for(question) is None and asks_beside(question, provision.kind)
        leads = ((is_named and not beside) or place == 0 or overlap >= ENTIRE) and is_likely(provision, placed.get(held.id))
        entire = overlap >= ENTIRE and len(set(asked) & set(keys)) > 1 and limits(provision.about or "") <= ends
        speaks = (is_about(provision, asked, weight, ends) or entire) and (not of_person or is_of_a_person(provision))
        near = is_named or found_first
        scored.append(Match(held, provision, round(overlap, 6), kind, round(score, 6), near, leads, speaks, is_named, exact))
    return sorted(scored, key=lambda m: -m.score)


def telling(found: Sequence[Match], *, covered: bool = True) -> list[Match]:
    """Those that answer: the best where it is over the bar, what comes close to it, and the best of each other field that is named.

    Where the passages found do not cover the question, it takes a field that is named, or nearly all of the question's words.
    """
    found = [m for m in found if _answers(m) and (covered or m.named or m.words >= ENTIRE or m.provision.kind == "silence")]
    if not found:
        return []
    bar = max(BAR, CLOSE * found[0].score)
    best = [m for m in found if m.score >= bar][:MOST]
    if best[0].provision.kind == "silence":
        return [m for m in best if m.provision.kind == "silence"]
    best = [m for m in best if m.provision.kind != "silence"]
    told = {m.provision.kind for m in best}
    beside = {m.provision.kind: m for m in reversed(found) if m.named and m.provision.kind not in {*told, "silence"}}
    return [*best, *beside.values()]


def _answers(match: Match) -> bool:
    """Whether a match is over the bar and shares a word with the question, or is the field that the question names."""
    if match.provision.kind == "silence":
        return match.score >= BAR and match.speaks
    return match.near and match.leads and match.score >= BAR and (match.words > 0 or match.score >= NAMED)


def silence_on_field(found: Sequence[Match], question: str) -> Match | None:
    """The provision that says a document is silent on the field asked for, where no provision of that kind is held.

    Who does a thing is not answered by a silence that is on no person ("no date is set for a review").
    """
    fields = list(topics.named(question))
    if not fields or any(m.provision.kind in fields for m in found):
        return None
    silences = (m for m in found if m.provision.kind == "silence" and _about(m.provision, fields[:1]))
    return next((m for m in silences if not asks_who(question) or is_of_a_person(m.provision)), None)


def asks_beside(question: str, kind: str) -> bool:
    """Whether a question has two telling words or more beside those that name a field.

    >>> asks_beside("Which carbon reduction target must be met?", "target"), asks_beside("What is the target?", "target")
    (True, False)
    """
    return len(words.content(topics.PATTERNS[kind].sub(" ", question))) > 1 if kind in topics.PATTERNS else False


def asks_who(question: str) -> bool:
    """Whether a question asks for a person or a body.

    >>> asks_who("Who could revise it?"), asks_who("When is it revised, for those who wait?")
    (True, False)
    """
    return WHO.match(question) is not None


def is_likely(provision: Provision, placed: Placed | None) -> bool:
    """Whether a provision's clauses, as far as known questions tell, are not far behind the document's likeliest; True where nothing is told."""
    likely = [placed.clauses[clause] for clause in provision.clauses if clause in placed.clauses] if placed else []
    return not placed or not likely or max(likely) >= max(placed.clauses.values()) - FAR_BEHIND


def is_of_a_person(provision: Provision) -> bool:
    """Whether a silence is on who does a thing."""
    return OF_A_PERSON.search(provision.says) is not None


def things_about(provision: Provision) -> list[str]:
    """What a silence is about: "version and approval" are two things."""
    return re.split(r",| and ", provision.about or "")


def is_about(provision: Provision, asked: Sequence[str], weight: Mapping[str, float], ends: Set[str]) -> bool:
    """Whether half of the words of something that a silence is about, as they tell, are in the question; `ends` are the question's limits."""
    if not ends <= limits(f"{provision.about or ''} {provision.says}"):
        return False
    keys = [words.content(thing) for thing in things_about(provision) if limits(thing) <= ends]
    return any(thing and words.share(thing, asked, weight, 1.0) >= HALF for thing in keys)


def names_it(provision: Provision, asked: Sequence[str], *, entirely: bool) -> bool:
    """Whether the question has every word of something that a silence is about; of one word only where it asks of little else: `entirely`."""
    things = [set(words.content(thing)) for thing in things_about(provision)]
    return any(thing and thing <= set(asked) and (len(thing) > 1 or entirely) for thing in things)


def limits(text: str) -> set[str]:
    """The ends of a scale that a text speaks of: a silence on what is below a line is none on the line, nor is a minimum a maximum.

    >>> sorted(limits("the highest weighting below the threshold")), limits("weighting")
    (['below', 'highest'], set())
    """
    return {name for name, pattern in LIMITS.items() if pattern.search(text)}


def _provisions(held: Held, as_of: date) -> Iterator[Provision]:
    for pack in held.packs:
        yield from (p for p in pack.provisions if p.covers(as_of) and p.kind not in ("notice", "conflict"))


def _told(provision: Provision) -> Iterator[str]:
    yield provision.says
    yield from filter(None, (provision.about, provision.who, provision.evidence, (provision.of or "").replace("_", " ")))
    yield from (step.role for step in provision.steps)
    yield from (label for label in provision.clauses if not label[:1].isdigit())


def is_on_field(provision: Provision, question: str) -> bool:
    """Whether a silence is about a field that the question names."""
    return _about(provision, topics.named(question))


def _about(provision: Provision, kinds: Sequence[str]) -> bool:
    """Whether a silence is about a field of one of the kinds."""
    return any(kind in topics.kinds(provision.about or "") for kind in kinds)
