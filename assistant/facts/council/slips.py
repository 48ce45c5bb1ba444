"""A council's name with slips of the keys: one slip for any name, two for a long name of a loaded council.

A name is only taken for meant where one council is: where no other name is as near, and where the words are no words of the
language (`not_slips` in `data/councils.yaml`).
"""

from __future__ import annotations

from assistant.facts.council.gazetteer import gazetteer
from assistant.facts.council.names import Known, Names, View
from assistant.facts.words.slips import letters_apart, one_slip_apart, slips_apart
from assistant.facts.words.vocabulary import common_words

_MOST_WORDS = 4
_LEAST_FOR_OTHERS = 8
_LEAST_FOR_TWO = 7
_LEAST_SHORT = 5
_LONG = 10
_SMALL = {
    "and", "the", "for", "with", "is", "are", "was", "has", "of", "on", "in", "to", "at", "by", "or", "if", "it", "do", "does", "not", "any",
    "our",
}  # fmt: skip


def misspelt(words: list[View], at: int, names: Names) -> tuple[Known, int] | None:
    """The one council that the words from `at` on misspell or run together, and how many words it takes."""
    if words[at][1][0] in _SMALL or not words[at][1][0].isalpha():
        return None
    right = [any(form in names.in_longer for form in forms) for _, forms in words[at : at + _MOST_WORDS]]
    last = max((n for n, is_right in enumerate(right, 1) if is_right), default=0)
    for used in range(min(last + 2, len(right)), 0, -1):
        pieces = _pieces(words[at : at + used])
        typed = "".join(pieces)
        if not pieces or typed in gazetteer().not_slips or pieces[-1] in _SMALL:
            continue
        known = _one_slip(typed, names) if used == 1 or last else None
        if known is None and min(map(len, pieces)) > 2:
            known = _two_slips(typed, names)
        if known:
            return known, used
    return None


def _pieces(words: list[View]) -> list[str]:
    """The words with short forms written out, one with a slip behind another word: "NE Loncs"; none where one of them is no word."""
    short = gazetteer().short_forms
    pieces = []
    for n, (_, forms) in enumerate(words, 1):
        full = next(("".join(short[form]) for form in forms if form in short), "")
        if not full and n > 1:
            full = next(("".join(short[form]) for form in short if _is_slip_of(forms[0], form)), "")
        pieces.append(full or (forms[1] if len(forms) > 1 and n == len(words) else forms[0]))
    plain = all(piece.isalpha() and len(piece) > 1 for piece in pieces)
    return pieces if plain else []


def _is_slip_of(typed: str, short_form: str) -> bool:
    if len(short_form) < _LEAST_SHORT or typed[:1] != short_form[0] or not one_slip_apart(typed, short_form):
        return False
    return typed not in common_words()[0]


def _one_slip(typed: str, names: Names) -> Known | None:
    if typed in names.joined:
        return names.run_together[typed]
    meant = names.slips.meant(typed)
    known = {names.run_together[name] for name in meant}
    if len(known) != 1 or not _begins_alike(typed, meant[0]):
        return None
    (one,) = known
    return one if one.slug is not None or len(meant[0]) >= _LEAST_FOR_OTHERS else None


def _two_slips(typed: str, names: Names) -> Known | None:
    """The loaded council two slips away, where every name as near is its own. A shorter name keeps its letters but for one."""
    if len(typed) < _LEAST_FOR_TWO - 1:
        return None
    near = [name for name in names.loaded if _may_be_two_apart(typed, name) and slips_apart(typed, name, 2) is not None]
    if not near or typed in names.run_together:
        return None
    known = {names.run_together[name] for name in near}
    known |= {
        other for name, other in names.run_together.items() if other not in known and slips_apart(typed, name, 2) is not None
    }
    return known.pop() if len(known) == 1 else None


def _may_be_two_apart(typed: str, name: str) -> bool:
    if len(name) < _LEAST_FOR_TWO or abs(len(typed) - len(name)) > 2 or not _begins_alike(typed, name):
        return False
    return letters_apart(typed, name) <= (4 if len(name) >= _LONG else 1)


def _begins_alike(typed: str, meant: str) -> bool:
    """The first letter is right, or the first two are swapped."""
    return typed[0] == meant[0] or typed[:2] == meant[1::-1]
