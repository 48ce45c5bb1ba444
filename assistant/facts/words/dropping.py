"""Words by which something is dropped from a contract: "the extension has been axed", "they nixed the trailer", "decided against lot 2"."""

from __future__ import annotations

from assistant.facts.words.text import Question

DROPPED = {
    "dropped", "removed", "scrapped", "axed", "descoped", "deleted", "omitted", "shelved", "cancelled", "canceled", "abandoned", "binned", "ditched",
    "withdrawn", "pulled", "nixed", "canned", "scrubbed", "junked", "dumped", "chopped", "jettisoned", "discarded", "culled", "spiked",
}  # fmt: skip
"""What has been done to a thing that is in a contract no more."""
REFUSED = {"rejected", "refused", "vetoed", "declined", "blocked", "overruled", "quashed"}
"""What has been done to a thing that was to be in a contract, and to much else, as bids."""
DROPS = {
    "drop", "dropping", "remove", "removing", "scrap", "scrapping", "axe", "axing", "descope", "descoping", "delete", "deleting", "omit", "omitting",
    "shelve", "shelving", "cancel", "cancelling", "abandon", "abandoning", "bin", "binning", "ditch", "ditching", "lose", "losing", "lost", "nix",
    "scrub", "discard", "discarding", "junk", "dump", "veto", "vetoing",
}  # fmt: skip
_PHRASES = (
    ("decided", "against"), ("deciding", "against"), ("decide", "against"), ("opted", "against"), ("voted", "against"), ("voted", "down"),
    ("ruled", "out"), ("ruling", "out"), ("struck", "out"), ("struck", "off"), ("struck", "from"), ("crossed", "out"), ("crossed", "off"),
    ("knocked", "on", "the", "head"), ("pulled", "the", "plug"), ("pulling", "the", "plug"), ("done", "away", "with"), ("doing", "away", "with"),
    ("do", "away", "with"), ("got", "rid", "of"), ("getting", "rid", "of"), ("get", "rid", "of"), ("turned", "down"), ("fallen", "away"),
    ("fell", "away"), ("fallen", "through"), ("fell", "through"), ("by", "the", "wayside"), ("called", "off"), ("thrown", "out"), ("threw", "out"),
    ("a", "miss"), ("bitten", "the", "dust"), ("bit", "the", "dust"), ("off", "the", "table"), ("out", "of", "the", "window"),
    ("backed", "out", "of"), ("backing", "out", "of"), ("said", "no", "to"), ("saying", "no", "to"), ("put", "a", "line", "through"),
    ("come", "out"), ("came", "out"), ("gone", "from"),
)  # fmt: skip
_PHRASES_BY_FIRST = {first: [one for one in _PHRASES if one[0] == first] for first in {one[0] for one in _PHRASES}}
_BARELY = {"struck", "cut", "killed", "kill", "stopped", "excluded", "strike", "crossed"}
"""What drops a thing only where it is said of that thing straight away: "struck the option", but not "struck a deal on the option"."""
_IS = {
    "is",
    "are",
    "was",
    "were",
    "been",
    "be",
    "being",
    "got",
    "get",
    "gets",
    "getting",
    "it's",
    "that's",
    "has",
    "have",
    "had",
}
_ADVERBS = {
    "now",
    "since",
    "just",
    "also",
    "all",
    "both",
    "formally",
    "quietly",
    "definitely",
    "officially",
    "already",
    "then",
    "unfortunately",
}
_BETWEEN = {
    "the", "our", "that", "this", "those", "these", "its", "their", "any", "all", "of", "both", "out", "off", "on", "entire", "whole", "idea", "a",
    "an", "plan", "for", "plans", "to", "have", "having", "with", "taking", "take", "possible", "potential", "optional", "extra", "second", "third",
    "one", "two", "1", "2", "last", "final",
}  # fmt: skip
_MOVED = {"forward", "into", "together"}
"""Where a thing that is "pulled" so goes is in the contract."""
_ENDS = {
    "", ".", ",", "!", ";", ")", "-", "now", "so", "and", "but", "because", "as", "by", "from", "at", "in", "after", "then", "today", "yesterday",
    "this", "last", "altogether", "entirely", "completely", "again", "since", "too", "sorry", "following", "due", "when", "before", "on",
}  # fmt: skip


def dropping_phrase(question: Question, at: int) -> int:
    """Where the words at `at` end that drop a thing in several words, else 0: "decided against", "knocked on the head".

    >>> from assistant.facts.words.text import read_text
    >>> [dropping_phrase(read_text(q), 0) for q in ("struck out the option", "struck a deal")]
    [2, 0]
    """
    found = (one for one in _PHRASES_BY_FIRST.get(question.word(at), ()) if question.follows(at, *one))
    return next((at + len(one) for one in found), 0)


def is_dropped_by(question: Question, verb: int, at: int) -> bool:
    """Whether the verb at `verb` is said of the thing named at `at`: right before it, or behind it with "has been".

    >>> from assistant.facts.words.text import read_text
    >>> def told(text): return is_dropped_by(q := read_text(text), q.texts.index("pulled"), q.texts.index("option"))
    >>> [told(f"{q} option") for q in ("legal pulled the", "pulled the report on the")], told("the option has been pulled")
    ([True, False], True)
    """
    word = question.word(verb)
    if word not in DROPPED | REFUSED | DROPS | _BARELY:
        return False
    if verb < at:
        return _BETWEEN.issuperset(question.words(verb + 1, at)) and _MOVED.isdisjoint(question.words(at + 1, at + 3))
    lead = verb - 1
    while question.word(lead) in _ADVERBS:
        lead -= 1
    helped = question.word(lead) in _IS or (question.word(lead).endswith("'s") and lead >= at)
    after = question.words(verb + 1, verb + 2)
    return helped and word not in DROPS - {"lost"} and (after[:1] or ("",))[0] in _ENDS
