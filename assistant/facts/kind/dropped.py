"""What has been dropped from a contract, so that it is no kind of it: "the furniture has since been dropped", "the cleaning, which came out".

What the price or the length has dropped to, what was dropped somewhere, and what is asked or denied say nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.facts.kind.context import Phrase, Word
from assistant.facts.words.dropping import DROPPED

_NOUNS = {
    "contract", "part", "parts", "element", "elements", "work", "works", "bit", "bits", "side", "package", "phase", "piece", "section", "item",
    "items", "stage", "option", "idea", "plan",
}  # fmt: skip
_LINKS = {",", "-", "(", "but", "and", "though"}
_THEY = {"which", "that", "it", "they", "those", "these", "this", "both", "all"}
_AUXILIARIES = {"has", "have", "had", "was", "were", "is", "are", "it's", "that's", "they've", "been", "being", "got"}
_CONTRACTED = {"it's", "that's", "they've", "they're"}
_ONCE = {
    "in", "it", "as", "well", "at", "first", "too", "originally", "was", "were", "included", "initially", "part", "of", "once", "there", "the",
}  # fmt: skip
"""What tells before "but" that a thing was in the contract: "had catering in it at first but that's been cut"."""
_ADVERBS = {
    "since",
    "now",
    "all",
    "already",
    "just",
    "also",
    "both",
    "later",
    "then",
    "subsequently",
    "recently",
    "therefore",
    "quietly",
}
_DROPPED = DROPPED | {"excluded", "cut", "gone"}
_OUT = {
    "taken", "left", "stripped", "struck", "cut", "pulled", "thrown", "value-engineered", "came", "come", "fell", "fallen", "dropped", "carved",
}  # fmt: skip
_BARE = {"came", "fell", "dropped"}
"""What needs no auxiliary before it: "which came out"."""
_NO_LONGER = {"in", "part", "included", "wanted", "needed", "happening", "required", "going"}
_AFTER = {
    "", ".", ",", ";", ")", "!", "-", "altogether", "entirely", "completely", "now", "since", "so", "and", "but", "because", "as", "for",
    "leaving", "again", "too", "after", "last", "this",
}  # fmt: skip
_IT, _SCOPE = (
    {"it", "this", "ours", "scope"},
    {"contract", "scope", "tender", "job", "scheme", "project", "package", "brief", "spec", "plan", "works"},
)
_STOPS = {".", "?", "!", ";"}
_MOST_LED, _SENTENCE = 8, 30


def is_dropped(words: Sequence[Word], one: Phrase) -> bool:
    """Whether the words right behind a phrase say that it is in the contract no more."""
    said = [word.meant for word in words[one.end : one.end + _SENTENCE]]
    stop = next((i for i, word in enumerate(said) if word in _STOPS), len(said))
    if stop < len(said) and said[stop] == "?":
        return False
    at = _past(said, 0, _NOUNS)
    linked = _past(said, at, _LINKS)
    behind = _past(said, linked, _THEY)
    if behind > linked or (linked > at and not _CONTRACTED.isdisjoint(said[linked : linked + 1])):
        return _tells(said, behind)
    once = _past(said, at, _ONCE)
    if once > at and said[once : once + 1] == ["but"]:
        return _tells(said, _past(said, once + 1, _THEY))
    return _tells(said, at)


def _past(said: Sequence[str], at: int, passed: set[str]) -> int:
    while at < len(said) and said[at] in passed:
        at += 1
    return at


def _tells(said: Sequence[str], start: int) -> bool:
    """Whether the words from `start` on say that something is dropped: "has since been dropped altogether", "came out", "is no longer in it"."""
    at = _past(said, start, _AUXILIARIES | _ADVERBS)
    if at - start > _MOST_LED or at >= len(said):
        return False
    helped = not _AUXILIARIES.isdisjoint(said[start:at])
    rest = [*said[at : at + 4], "", "", "", ""]
    if helped and rest[:2] == ["no", "longer"]:
        return rest[2] in _NO_LONGER
    if rest[0] in _OUT and rest[1] == "out" and (helped or rest[0] in _BARE):
        return rest[2] in _AFTER or rest[2] == "of"
    by_somebody = rest[1] == "by" and rest[2].isalpha()
    from_it = rest[1] == "from" and (rest[2] in _IT or (rest[2] in ("the", "our") and rest[3] in _SCOPE))
    return helped and rest[0] in _DROPPED and (rest[1] in _AFTER or by_somebody or from_it)
