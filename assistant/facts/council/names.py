"""The names that councils go by: the loaded ones by slug, the others from the national list, as the words that tell them apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.facts.council.gazetteer import Place, gazetteer, name_words
from assistant.facts.words.slips import Slips
from assistant.facts.words.text import Question
from assistant.model import CouncilName

View = tuple[int, tuple[str, ...]]  # a word's token, and the forms it may stand for
_LEAST_LETTERS, _LEAST_AFTER = 6, 3
_BEFORE_PLACES = {"in", "about", "does", "at"}


@dataclass(frozen=True, slots=True)
class Known:
    """A council that a name stands for: a loaded one by slug, or one of the national list."""

    slug: str | None
    place: Place | None
    shown: str


@dataclass(frozen=True, slots=True)
class Names:
    """Every name as its words, by first word, longest first; and the same run together, for slips.

    `joined` are names of several words run together, `loaded` the names of loaded councils run together, `in_longer` the
    words of names of several words.
    """

    by_first: dict[str, tuple[tuple[tuple[str, ...], Known], ...]]
    run_together: dict[str, Known]
    joined: frozenset[str]
    loaded: tuple[str, ...]
    slips: Slips
    in_longer: frozenset[str]

    def contracted(self, typed: str) -> str:
        """The name's words that an apostrophe cuts short, where one council alone begins and ends so; nothing where several do, or none.

        >>> names = names_of((CouncilName("kings-lynn", "King's Lynn and West Norfolk", ("King's Lynn",)),))
        >>> names.contracted("k'lynn"), names.contracted("n'wich's"), names.contracted("n'ham"), names.contracted("o'clock")
        ('kings lynn', 'norwich', '', '')
        """
        start, cut, end = typed.removesuffix("'s").partition("'")
        if not cut or not start or len(end) < _LEAST_AFTER:
            return ""
        near = [
            name for name in self.run_together if name.startswith(start) and name.endswith(end) and len(name) > len(start + end)
        ]
        if len({self.run_together[name] for name in near}) != 1:
            return ""
        shortest = min(near, key=len)
        return next(" ".join(words) for entries in self.by_first.values() for words, _ in entries if "".join(words) == shortest)


@lru_cache(maxsize=8)
def names_of(councils: tuple[CouncilName, ...]) -> Names:
    """Every name of these councils, which are loaded, and of the national list."""
    table: dict[tuple[str, ...], Known] = {}
    for place in gazetteer().places:
        for name in place.names:
            table.setdefault(name_words(name), Known(None, place, place.names[0]))
    for council in councils:
        for name in (council.name, *council.also_known_as, council.slug):
            words = name_words(name)
            before = table.get(words)
            table[words] = Known(council.slug, before.place if before else _place_of(council), council.name)
    for council in councils:
        _claim_othernames_of(table, council)
    by_first: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for words, known in table.items():
        by_first.setdefault(words[0], []).append((words, known))
    together = {"".join(words): known for words, known in table.items()}
    ordered = {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in by_first.items()}
    in_longer = frozenset(word for words in table if len(words) > 1 for word in words) - {
        "and",
        "on",
        "of",
        "upon",
        "under",
        "with",
        "the",
    }
    joined = frozenset("".join(words) for words in table if len(words) > 1)
    loaded = tuple(name for name, known in together.items() if known.slug is not None)
    return Names(ordered, together, joined, loaded, Slips(together, _LEAST_LETTERS), in_longer)


def _place_of(council: CouncilName) -> Place | None:
    wanted = {name_words(name) for name in (council.name, *council.also_known_as, council.slug)}
    return next((p for p in gazetteer().places if any(name_words(name) in wanted for name in p.names)), None)


def _claim_othernames_of(table: dict[tuple[str, ...], Known], council: CouncilName) -> None:
    """The list's other names of a loaded council are its names too."""
    place = _place_of(council)
    for name in place.names if place else ():
        words = name_words(name)
        if table[words].slug is None:
            table[words] = Known(council.slug, place, council.name)


def _may_be_short(question: Question, at: int) -> bool:
    """Whether a word may be the short form of a name; one that is a word as well only with a capital, or where a place stands: not "200 bucks"."""
    is_word = question.word(at).removesuffix("'s") in gazetteer().short_and_words
    return not is_word or not question.said(at, at + 1).islower() or question.word(at - 1) in _BEFORE_PLACES


def views_of(question: Question, names: Names) -> list[View]:
    """Each word's token and the forms it may stand for: as it is, without a possessive, written out in full.

    A form has a space where one word stands for two ("k'lynn").
    """
    short = gazetteer().short_forms
    views = []
    for i, token in enumerate(question.tokens):
        if token.text in ("-", ",", "."):
            continue
        plain = token.text.replace("'", "")
        bare = token.text.removesuffix("'s").replace("'", "")
        full_form = short.get(bare, ())[:1] if _may_be_short(question, i) else ()
        forms = ("and",) if token.text == "&" else tuple(dict.fromkeys((plain, bare, *full_form)))
        if plain.endswith("s") and plain[:-1] in names.loaded:  # "nelcs policy"
            forms = (*forms, plain[:-1])
        if "'" in token.text and (full := names.contracted(token.text)):
            forms = (*forms, full)
        views.append((i, forms))
    return views
