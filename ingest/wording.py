"""How words read: like a heading, like a sentence cut short, like the lead-in to a list. Of plain words alone, whatever their place."""

from __future__ import annotations

import re

from ingest.plain import SUPERSCRIPTS

LONGEST_TITLE_WORDS = 14
"""Words of the longest line that reads like a heading."""

_LONGEST_TITLE = 120
_SENTENCE_END = re.compile(r"[a-z]{3}[.;!?] +[A-Z]")
_MODAL = re.compile(r"\b(?:will|must|shall|should|cannot|has|have|is|are|was|were)\b")
_QUESTION = re.compile(r"(?:what|how|why|when|who|where|which)\b", re.I)
_LEAD_IN = re.compile(
    r"\b(?:will|must|shall|should|may|can|is|are|be|where|when|if|unless|that|which|who|includes?|including|follows|following|says?|to"
    r"|for example|such as|we|they|it|these|this)$"
    r"|^(?:we|they|it|these|this|that|for|in|by|to|including|such|example)\b",
    re.I,
)
_OPEN_ENDS = frozenset(
    re.findall("[a-z]+", "a an and as at but by for from in into nor of on or per the their this to upon which will with")
)
_CUT_BEFORE_FIGURES = _OPEN_ENDS - {"and", "or", "but", "nor"} | frozenset(
    re.findall(
        "[a-z]+",
        "about above approximately are around article be been below between clause exceeding exceeds if is least minimum maximum most must not "
        "over page paragraph part pay section shall some than that those total under until was were when where who within worth",
    )
)
_NO_TITLES = frozenset(("none", "nil", "n/a", "yes", "no", "not applicable", "tbc", "nothing to report"))
_NOTE_MARKS = re.compile(f"[{SUPERSCRIPTS}]+$")


def title_like(words: str) -> bool:
    """Whether plain `words` read like a heading and not like a sentence or the lead-in to a list.

    >>> title_like("Weighting and threshold"), title_like("What is social value?"), title_like("Officers must ask early")
    (True, True, False)
    >>> title_like("Adopted principles:"), title_like("We will:"), title_like("and recipients of services")
    (True, False, False)
    """
    words = _NOTE_MARKS.sub("", words)
    count = len(words.split())
    if not 1 <= count <= LONGEST_TITLE_WORDS or len(words) > _LONGEST_TITLE or words.lower().rstrip(".") in _NO_TITLES:
        return False
    first = words.lstrip("\"'\u2018\u201c")[:1]
    if not (first.isupper() or first.isdigit()) or words.endswith((".", ";", ",", "\u2026")) or _SENTENCE_END.search(words):
        return False
    if words.split()[-1].lower() in _OPEN_ENDS or (_MODAL.search(words) and not _QUESTION.match(words)):
        return False
    return not words.endswith(":") or not (_LEAD_IN.search(words.rstrip(": ")) or re.search("[£%]", words))


def breaks_off(words: str) -> bool:
    """Whether plain `words` end where no sentence ends: on a comma, a dash or a word like "the".

    >>> breaks_off("it applies to the"), breaks_off("it applies.")
    (True, False)
    """
    last = words.rsplit(None, 1)[-1] if words.strip() else ""
    return bool(last) and (last.lower() in _OPEN_ENDS or last.endswith(",") or last in "–—")


def awaits_figures(words: str) -> bool:
    """Whether a number right after plain `words` goes on with their sentence, and does not number what follows.

    >>> awaits_figures("a weight of at least"), awaits_figures("keep a record; and")
    (True, False)
    """
    last = words.rsplit(None, 1)[-1] if words.strip() else ""
    return last.lower() in _CUT_BEFORE_FIGURES


def split_title(words: str) -> str:
    """The title where a heading and its text stand on one line, parted by a dash; "" where they do not.

    >>> split_title("Required measures – Success is counted by officers in each quarter of the year.")
    'Required measures'
    >>> split_title("The council – like others – will act.")
    ''
    """
    found = re.match(r"([^.;:]{3,80}?) [–—-] (?=[A-Z])", words)
    rest = words[found.end() :] if found else ""
    return (
        found.group(1)
        if found and title_like(found.group(1)) and len(rest.split()) >= 6 and rest.rstrip().endswith((".", ":"))
        else ""
    )


def has_sentence_break(words: str) -> bool:
    """Whether one sentence ends and another begins within plain `words`.

    >>> has_sentence_break("We report each year. We look at"), has_sentence_break("Reports to St. Anne")
    (True, False)
    """
    return _SENTENCE_END.search(words) is not None
