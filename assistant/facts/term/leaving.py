"""Words between two days that tell that who came on the first leaves on the second: "and leave on", "and are gone by", "they clear the site on".

Nothing but who works there may be said to leave: "the tenants leave on", "and we leave on" and "and go live on" end no contract.
"""

from __future__ import annotations

from collections.abc import Sequence

_GOES = {
    "leave", "leaves", "leaving", "left", "go", "goes", "going", "gone", "depart", "departs", "departing", "demobilise", "demobilises", "vacate",
    "vacates",
}  # fmt: skip
_GOES_BY_MORE = tuple(
    (verb, *rest)
    for verbs, rests in (
        ("pack packs packed packing", ("up",)),
        ("pull pulls pulled pulling clear clears cleared clearing", ("out", "off", "away")),
        ("clear clears clearing quit quits", ("site", "the site")),
        ("go goes going", ("away", "home")),
        ("be are is", ("away", "off", "out", "off site", "off the site", "out of there")),
        ("come comes coming get gets", ("off site", "off the site")),
    )
    for verb in verbs.split()
    for rest in (one.split() for one in rests)
)
_SITE = (("off", "the", "site"), ("off", "site"), ("from", "the", "site"), ("from", "site"), ("the", "site"), ("site",))
_WHO = {
    "builder", "builders", "contractor", "contractors", "team", "gang", "crew", "crews", "firm", "scaffolders", "workforce", "they", "they'll",
    "they're",
}  # fmt: skip
_BESIDE = {
    ",", ";", ".", ":", "-", "and", "then", "but", "will", "should", "must", "are", "is", "be", "have", "has", "all", "due", "expected", "to",
    "finally", "only", "the", "our", "which", "when", "until", "till", "before", "being", "planned", "scheduled", "it", "everyone", "everybody",
}  # fmt: skip
_TO_DAY = {
    "on",
    "by",
    "at",
    "in",
    "before",
    "around",
    "about",
    "the",
    "end",
    "of",
    "start",
    "beginning",
    "early",
    "late",
    "mid",
    "again",
    ",",
    "(",
}
_LONGEST = 12


def goes_away(joint: Sequence[str]) -> bool:
    """Whether the words between two days say that who works there leaves on the second.

    >>> [goes_away(text.split()) for text in ("and leave on", "and are gone by", ". They clear the site on".lower(), "and pack up at the end of")]
    [True, True, True, True]
    >>> [goes_away(text.split()) for text in ("and we leave on", "and go live on", "and the tenants leave on", ", on leave on", "and go to")]
    [False, False, False, False, False]
    """
    if not joint or len(joint) > _LONGEST:
        return False
    at = 0
    while at < len(joint) and joint[at] in _BESIDE | _WHO and not _going(joint, at):
        at += 1
    end = at + _going(joint, at)
    if end > at and _going(joint, end + 1) and joint[end] == "and":
        end += 1 + _going(joint, end + 1)
    return end > at and set(joint[end:]) <= _TO_DAY


def _going(joint: Sequence[str], at: int) -> int:
    """How many words from `at` on tell that somebody leaves; 0 where they do not."""
    words = tuple(joint[at:])
    more = max((len(phrase) for phrase in _GOES_BY_MORE if words[: len(phrase)] == phrase), default=0)
    if more:
        return more
    if words[:1] == () or words[0] not in _GOES:
        return 0
    return 1 + max((len(phrase) for phrase in _SITE if words[1 : 1 + len(phrase)] == phrase), default=0)
