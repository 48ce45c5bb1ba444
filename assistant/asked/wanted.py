"""What a question wants, told by a small fitted model: a verdict on a contract, words of the documents, only facts, or nothing.

The facts that were read are masked first ("£400k works" is a sum and a kind, whatever they are), so that what is left is how
people ask. The signs are words and pairs of words, those of the sentence that asks apart from the rest, what facts there
are, and the vectors of the question and of the sentence that asks, with every fact put alike. Their weights are data (`wanted.json`), fitted by
`python -m evals.wanted.fit`.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from assistant import words
from assistant.asked import topics
from assistant.model import Doubt, Facts

Want = Literal["verdict", "words", "facts", "talk"]
WANTS: tuple[Want, ...] = get_args(Want)
Embed = Callable[[str], Sequence[float]]
"""The vector of a text, of length 1."""
VECTOR_COUNTS = 4.0
"""What a vector counts beside a word, which counts 1 (docs/adr/0011)."""
FITTED = Path(__file__).with_suffix(".json")
ALWAYS = "always"
"""The sign that every question has."""
SUBJECT = re.compile(
    r"\b(s[ocial]{3,6}[- ]?v[alue]{2,5}|soc\.? val(?:ue)?|sv|social benefits?|community benefits?)\b",
    re.IGNORECASE,
)
"""Social value, with its letters in any order: it is the word most often mistyped here."""
MASKS = {
    "councils": "council", "amount": "sum", "rate": "sum", "duration": "term", "contract_type": "kind", "call_off": "calloff", "start": "day",
}  # fmt: skip
PUT_ALIKE = {
    "council": "the council", "sum": "£100,000", "term": "two years", "kind": "a contract", "calloff": "call-off", "day": "May"
}  # fmt: skip
"""How each kind of fact stands in what the vector is taken of."""
_TOKEN = re.compile(r"‹[a-z]+›|[a-z]+(?:'[a-z]+)?|\d+|[?!.,;:]", re.IGNORECASE)
_ENDS = frozenset("?!.;:")
_SENTENCE_ENDS = re.compile(r"(?<=[.?!;])\s+")
_PARTS = re.compile(r"\s*[;…]\s*|\.\.\.| \(")
OPENS = frozenset(words.key(word) for word in ("who", "whom", "whose", "what", "which", "when", "where", "why", "how"))
VERBS = frozenset(
    words.key(word)
    for word in (
        "is",
        "are",
        "was",
        "were",
        "does",
        "do",
        "did",
        "must",
        "should",
        "shall",
        "will",
        "would",
        "can",
        "could",
        "may",
        "has",
        "have",
    )
)
_FIRST = 3
"""A verb among so many first words of a sentence is put first: "so, in ‹council›, is it needed?"."""
_MOST_NEW = 3
DECIMALS = 4
_LONG = 12
"""From so many words in the sentence that asks, how many more there are makes no difference."""


def wanted(question: str, alone: Facts, embed: Embed, mended: Callable[[str], str] = str) -> Want:
    """What the question wants. `alone` are its own facts, `mended` puts slips of the keys right."""
    return told(weights(), signs(question, alone, mended), vectors(question, alone, embed, mended))


def told(table: Mapping[Want, Mapping[str, float]], found: Sequence[str], vector: Sequence[float]) -> Want:
    """The want whose weights for the signs and for the vector add up highest; the first of the list where two are as high."""
    new = new_words(found, table[WANTS[0]])
    parts = [(of_vector(place), VECTOR_COUNTS * value) for place, value in enumerate(vector)]
    scored = {
        want: sum(table[want].get(sign, 0.0) for sign in (ALWAYS, new, *found))
        + sum(table[want].get(part, 0.0) * value for part, value in parts)
        for want in WANTS
    }
    return max(WANTS, key=lambda want: round(scored[want], DECIMALS))


def of_vector(place: int) -> str:
    """The sign for a place of the vector, from 0."""
    return f"v:{place}"


def new_words(found: Sequence[str], known: Container[str]) -> str:
    """The sign for how many words of the question no other has: whether social value applies is asked in few words, the rest in many.

    >>> new_words(("w:is", "w:beekeep", "w:‹sv›", "a:is"), {"w:is"})
    'u:1'
    """
    return f"u:{min(sum(sign.startswith('w:') and sign[2:].isalpha() and sign not in known for sign in found), _MOST_NEW)}"


def signs(question: str, alone: Facts, mended: Callable[[str], str] = str) -> tuple[str, ...]:
    """Everything in the question that the model weighs, each once.

    >>> signs("and SV?", Facts())[:4]
    ('w:and', 'w:‹sv›', 'w:?', 'p:^ and')
    """
    hidden = mended(masked(question, alone))
    tokens = _tokens(SUBJECT.sub(" ‹sv› ", hidden))
    asking = _asking(tokens)
    return tuple(
        dict.fromkeys((*_of("w", tokens), *_of("a", asking), *_shape(tokens, asking), *_fields(hidden), *_head(asking)))
    )


def vectors(question: str, alone: Facts, embed: Embed, mended: Callable[[str], str] = str) -> tuple[float, ...]:
    """The vector of the question and, behind it, that of the sentence that asks: what is told of a contract before it is no part of that."""
    text = put_alike(question, alone, mended)
    return (*embed(text), *embed(asking_part(text)))


def asking_part(text: str) -> str:
    """The sentence that asks: the last with a question mark, else the last that speaks of social value, else the last.

    >>> asking_part("A £90k job. Who marks social value? Thanks."), asking_part("Social value on £90k please. Thanks.")
    ('Who marks social value?', 'Social value on £90k please.')
    """
    held = [part for part in _SENTENCE_ENDS.split(text.strip()) if any(map(str.isalnum, part))]
    asking = [part for part in held if part.endswith("?")] or [part for part in held if SUBJECT.search(part)]
    return (asking or held or [text])[-1]


def put_alike(question: str, alone: Facts, mended: Callable[[str], str] = str) -> str:
    """The question as its vectors are taken of it, with one fact of a kind as good as another.

    >>> from assistant.model import Amount, Said
    >>> put_alike("is SV due at £400k?", Facts(amount=Amount(40_000_000, 40_000_000, None, Said("£400k"))))
    'is social value due at £100,000 ?'
    """
    hidden = mended(masked(question, alone))
    for mask, words_ in PUT_ALIKE.items():
        hidden = hidden.replace(f"‹{mask}›", words_)
    return " ".join(SUBJECT.sub("social value", hidden).split()) or "."


def masked(question: str, alone: Facts) -> str:
    """The question with each fact's own words masked by what kind of fact they are.

    >>> from assistant.model import Amount, Said
    >>> masked("is £400k enough?", Facts(amount=Amount(40_000_000, 40_000_000, None, Said("£400k"))))
    'is  ‹sum›  enough?'
    """
    phrases = sorted(_phrases(alone), key=lambda pair: -len(pair[0]))
    for phrase, mask in phrases:
        question = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", f" ‹{mask}› ", question, flags=re.IGNORECASE)
    return question


def _phrases(facts: Facts) -> Iterator[tuple[str, str]]:
    for field in fields(facts):
        fact = getattr(facts, field.name)
        if field.name in MASKS and fact is not None and fact.said.origin == "question":
            yield from ((part, MASKS[field.name]) for part in _PARTS.split(fact.said.words) if part)
    for doubt in facts.doubts:
        yield from (
            (part, _DOUBTED.get(doubt.asks, "sum")) for part in _PARTS.split(doubt.words) if isinstance(doubt, Doubt) and part
        )


_DOUBTED = {"amount": "sum", "duration": "term", "contract_type": "kind", "council": "council", "date": "day"}


def _tokens(text: str) -> tuple[str, ...]:
    found = (match.group().lower().replace("’", "'") for match in _TOKEN.finditer(text.replace("’", "'")))
    return tuple("#" if token.isdigit() else token if token[0] in "‹?!.,;:" else words.key(token) for token in found)


def _asking(tokens: Sequence[str]) -> tuple[str, ...]:
    """The tokens of the sentence that asks, as `asking_part` has it."""
    sentences: list[list[str]] = [[]]
    for token in tokens:
        sentences[-1].append(token)
        if token in _ENDS:
            sentences.append([])
    held = [sentence for sentence in sentences if any(token.isalnum() or token[0] == "‹" for token in sentence)]
    for sign in ("?", "‹sv›"):
        of_sign = [sentence for sentence in held if sign in sentence]
        if of_sign:
            return tuple(of_sign[-1])
    return tuple(held[-1]) if held else ()


def _of(name: str, tokens: Sequence[str]) -> Iterator[str]:
    yield from (f"{name}:{token}" for token in tokens)
    framed = ("^", *tokens, "$")
    yield from (f"{'p' if name == 'w' else 'q'}:{one} {other}" for one, other in itertools.pairwise(framed))


def _fields(hidden: str) -> Iterator[str]:
    """Which fields of a policy the words name outright, or point at, by the field's own vocabulary."""
    plain = SUBJECT.sub(" ", hidden)
    firm, loose = topics.named(plain), topics.kinds(plain)
    yield from (f"t:{kind}" for kind in firm)
    yield from (f"k:{kind}" for kind in loose)
    yield "t:any" if firm else "t:none"


def _head(asking: Sequence[str]) -> Iterator[str]:
    """How the sentence asks: by its first question word, by a verb put first, or not at all; and what with."""
    at, opens = next(((n, token) for n, token in enumerate(asking) if token in OPENS), (0, ""))
    verb = next((n for n, token in enumerate(asking) if token in VERBS), len(asking))
    head = opens if opens and at <= verb else "verb first" if verb < len(asking) and verb <= _FIRST else opens or "none"
    yield f"h:{head}"
    yield f"h:{head} {'with' if '‹sv›' in asking else 'without'} ‹sv›"
    yield f"h:{head} {'with' if '‹sum›' in asking else 'without'} ‹sum›"


def _shape(tokens: Sequence[str], asking: Sequence[str]) -> Iterator[str]:
    """How many words ask beside the facts, and which facts there are."""
    plain = [token for token in asking if token.isalpha()]
    yield f"n:{min(len(plain), _LONG)}"
    held = {token for token in tokens if token[0] == "‹"}
    yield f"f:{len(held - {'‹sv›'})}"
    yield "f:sv" if "‹sv›" in held else "f:no sv"
    yield "f:no facts" if held <= {"‹sv›"} else "f:facts"
    yield "f:sv and facts" if "‹sv›" in held and len(held) > 1 else "f:not both"


@cache
def weights() -> dict[Want, dict[str, float]]:
    """The fitted weights of each want."""
    rows: dict[str, list[float]] = json.loads(FITTED.read_text(encoding="utf-8"))
    return {want: {sign: row[at] for sign, row in rows.items()} for at, want in enumerate(WANTS)}
