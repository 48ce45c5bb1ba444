"""Slips of the keyboard in a question, mended from the words of the documents that are loaded and of the language.

A word is mended only if nobody writes it so: neither it nor a form of it stands in the documents or in the vocabulary of the embedding
model, which has the common words of English whole, the more frequent first. "Weigthing" becomes "weighting" and "hwo" becomes "how"; "parking"
stays, whatever is loaded, and so does "subcontractor": it is "contractor" and more, not a slip of it. Of several words that may be meant
the one is taken whose slip is likeliest and that is more frequent, those of the documents before others. What is written as it is heard, or short
as in a text message ("wot", "abt"), is known by a list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from math import log
from pathlib import Path

from assistant.facts.words.slips import letters_apart, one_slip_off, slip_between, slips_apart

WORD = re.compile(r"[A-Za-z]{3,24}")
WORDS_KEPT = 4_096
"""Words whose meant ones are kept: a conversation is read anew with every turn."""
LONG_LETTERS = 8
"""From so many letters on two slips are forgiven, else one."""
SHORT_LETTERS = 4
"""Up to so many letters a word that nobody writes may be an abbreviation, and is mended to one of the most frequent words alone."""
FREQUENT, LESS_FREQUENT = 1_000, 16_000
"""How many words of the language a short word may be a slip of, and how many a longer one."""
SLIPS_COUNT = 4.0
"""What a slip costs beside the logarithm of a word's place by frequency."""
OF_DOCUMENTS, OF_FIELD = 1.5, 2.5
"""What a word of the documents, and one of the field, is let off."""
NAME_SLIPS = 1.2
"""What a slip in a name may cost at most."""
PREFIXES = ("re", "un", "pre", "non", "sub", "mis", "co", "over", "under", "multi", "inter", "out")
LEAST_PART, OF_COMPOUNDS = 4, 6_000
"""Letters at least in what is left without a prefix, without an ending and in each part of a compound; and how frequent these parts are."""
ENDINGS = ("s", "es", "ed", "er", "ing", "ly", "al")
AFTER_E = ("d", "r")
FIELD = {
    "weighting", "threshold", "social", "value", "required", "requirement", "mandatory", "compulsory", "approve",
    "approval", "approver", "evidence", "governance", "procurement", "commissioning", "contract", "council",
    "services", "supplies", "works", "indicator", "objective", "principle", "sustainability", "volunteering",
    "apprenticeship", "obligatory", "optional", "voluntary", "discretionary", "necessary", "applicable", "exempt",
    "scoring", "evaluation", "policy", "supplier", "who", "what", "which", "when", "where", "why", "how", "whose",
    "does", "must", "lead", "suppliers", "report", "reports", "review", "reviewed", "measured", "responsible",
    "minimum", "opt", "waive", "waiver",
}  # fmt: skip
"""The field's own words, known even where no document is loaded."""
SHORT_FORMS = {
    "sme", "smes", "vcse", "kpi", "kpis", "itt", "itts", "tupe", "toms", "nel", "nelc", "dbs", "cpv", "ppn", "ppns", "rfq", "rfp", "pqq",
    "sla", "slas", "hra", "pin", "uk", "vat", "exc", "inc", "incl", "excl", "yrs", "mth", "mths", "pcm", "approx", "asap", "fyi", "cllr", "cllrs",
    "dept", "depts", "exec", "mins", "hrs", "info", "ref", "refs", "tbc", "admin", "govt", "psr", "cic", "cics", "csr", "esg", "eoi",
}  # fmt: skip
"""Short forms of the field and of letters, which are no slips."""
BY_EAR = {
    "u": "you", "ur": "your", "r": "are", "n": "and", "b4": "before", "wot": "what", "wat": "what", "wots": "what's", "wats": "what's",
    "wen": "when", "wer": "where", "whr": "where", "whos": "who's", "abt": "about", "shud": "should", "shld": "should",
    "wud": "would", "wuld": "would", "wld": "would", "cud": "could", "cld": "could", "hav": "have", "duz": "does", "yr": "year",
    "tht": "that",
    "pls": "please", "plz": "please", "hw": "how", "wich": "which", "bcos": "because", "cuz": "because", "coz": "because",
    "ppl": "people", "thru": "through", "tho": "though", "chk": "check", "sumone": "someone", "sumthing": "something", "nuthing": "nothing",
    "evry": "every", "btw": "by the way", "wether": "whether", "rite": "right", "orite": "all right", "sed": "said",
    "wiv": "with", "wil": "will", "wont": "won't", "dont": "don't", "isnt": "isn't", "doesnt": "doesn't", "didnt": "didn't",
}  # fmt: skip
"""Words as they are heard, or short as in a text message, and as they are written otherwise."""
_BY_EAR = re.compile(r"(?<![\w'’&/.-])[a-z]+4?(?![\w'’&/-])")
_SENTENCE = re.compile(r"(?:^|[.?!;:]\s+|\n\s*)$")


class Speller:
    """Mends questions. `texts` are the documents' texts, `vocabulary` the model's word list (one a line) where it has one."""

    def __init__(self, texts: Iterable[str], vocabulary: Path | None) -> None:
        self._texts, self._vocabulary = list(texts), vocabulary
        self._meant = lru_cache(maxsize=WORDS_KEPT)(self._likeliest)

    @cached_property
    def _held(self) -> Counter[str]:
        """Each word of the documents, with how often they have it."""
        return Counter(FIELD) + Counter(word.lower() for text in self._texts for word in WORD.findall(text))

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for word in self._held:
            found.setdefault(len(word), []).append(word)
        return found

    @cached_property
    def _places(self) -> dict[str, int]:
        """The words of the language with their places by frequency, from 1."""
        if not self._vocabulary or not self._vocabulary.is_file():
            return {}
        words = (word for word in self._vocabulary.read_text(encoding="utf-8").split("\n") if word.isascii() and word.isalpha())
        return {word: place for place, word in enumerate((word for word in words if len(word) > 1), 1)}

    @cached_property
    def _frequent(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words that a short word may be a slip of, and those that a longer one may."""
        of_language = [word for word, place in self._places.items() if place <= LESS_FREQUENT]
        return frozenset(of_language[:FREQUENT]), frozenset({*of_language, *self._held})

    def mended(self, question: str) -> str:
        """The question with its slips mended; what is written with a capital may be a name, and is mended where little doubt is left."""
        question = _BY_EAR.sub(lambda match: self._as_written(match.group()), question)
        return WORD.sub(lambda match: self._word(match.group(), bool(_SENTENCE.search(question[: match.start()]))), question)

    def _as_written(self, word: str) -> str:
        """A word as it is written that is put as it is heard, unless the documents have it so."""
        return word if word in self._held else BY_EAR.get(word, word)

    def _word(self, word: str, opens: bool) -> str:
        """The word that is meant; `opens`: it opens a sentence, and has a capital for that."""
        low = word.lower()
        if word.isupper() or self._is_known(low):
            return word
        meant = self._meant(low)
        if meant is None or word.islower():
            return meant or word
        likely = slip_between(low, meant) <= NAME_SLIPS
        return meant.capitalize() if likely and (opens or (len(low) > SHORT_LETTERS and meant in self._held)) else word

    def _likeliest(self, low: str) -> str | None:
        """The word that is meant by one nobody writes; None where none is near."""
        found = [(SLIPS_COUNT * slips + self._rarity(word), word) for word, slips in self._near(low)]
        return min(found)[1] if found else None

    def _near(self, low: str) -> Iterator[tuple[str, float]]:
        """The words that may be meant, each with what the slip costs."""
        short, longer = self._frequent
        near = one_slip_off(low, short if len(low) <= SHORT_LETTERS else longer)
        yield from ((word, slip_between(low, word)) for word in near)
        if len(low) < LONG_LETTERS or near:
            return
        for length in range(len(low) - 2, len(low) + 3):
            for word in self._by_length.get(length, ()):
                if (slips := slips_between(low, word, 2)) is not None:
                    yield word, float(slips)

    def _place(self, word: str) -> int:
        return self._places.get(word, 2 * LESS_FREQUENT)

    def _rarity(self, word: str) -> float:
        """How seldom a word is written, in the logarithm of its place by frequency; less where the documents or the field have it."""
        let_off = OF_FIELD if word in FIELD else OF_DOCUMENTS if word in self._held else 0.0
        return log(self._place(word)) - let_off

    def _is_known(self, word: str) -> bool:
        if not self._vocabulary or word in SHORT_FORMS or word in self._held:
            return True
        if len(word) <= SHORT_LETTERS:
            return self._place(word) < LESS_FREQUENT
        return self._has(word) or self._is_made_up(word)

    def _has(self, word: str) -> bool:
        return any(form in self._places or form in self._held for form in forms(word))

    def _is_made_up(self, word: str) -> bool:
        """Whether a word is made of others that are known: "repointing", "audiobooks"."""
        cuts = range(LEAST_PART, len(word) - LEAST_PART + 1)
        if any(max(self._place(word[:at]), self._place(word[at:])) <= OF_COMPOUNDS for at in cuts):
            return True
        rests = (word.removeprefix(prefix) for prefix in PREFIXES if word.startswith(prefix))
        return any(len(rest) >= LEAST_PART and self._has(rest) for rest in rests)


def slips_between(typed: str, meant: str, most: int) -> int | None:
    """How many slips lie between a word typed and one that may be meant; None where it is more than `most`, or another word.

    >>> slips_between("statment", "statement", 2), slips_between("subcontractor", "contractor", 2)
    (1, None)
    """
    if abs(len(typed) - len(meant)) > most or letters_apart(typed, meant) > 2 * most:
        return None
    return slips_apart(typed, meant, most)


def forms(word: str) -> set[str]:
    """A word with its endings taken off and put on: whoever knows one of them knows the word.

    >>> "revised" in forms("revise"), "review" in forms("revise"), "sign" in forms("signd"), "councils" in forms("councilss")
    (True, False, False, False)
    """
    bare = {word, word.removesuffix("e"), *(word.removesuffix(ending) for ending in ENDINGS if not word.endswith("ss"))}
    bare |= {word.removesuffix(ending) for ending in AFTER_E if word.endswith(f"e{ending}")}
    bare = {stem for stem in bare if len(stem) >= LEAST_PART} | {word}
    ended = {word + ending for ending in ("s", "ing", "ly")}
    return bare | ended | {stem + ending for stem in bare - {word} for ending in (*ENDINGS, *AFTER_E, "e")}
