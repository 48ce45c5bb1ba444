"""Whether a reply takes the last change back: "scrap that", "undo it", "as you were", "put it back to what it was".

It opens with the words that do, and what else it tells is told of the contract as it stood before that change. What is named ("scrap the
trailer", "forget that price") is another matter (part_taken_out.py, taken_back.py); a part that is put back in by its name was the last one out.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.facts.reply.part_taken_out import names_of_part
from assistant.facts.reply.taken_back import WITHDRAWS
from assistant.facts.words.text import Question, singular
from assistant.model import Facts

_LEADS = {
    "no", "oh", "ah", "ok", "okay", "actually", "sorry", "hang", "on", "wait", "hmm", "right", "well", "and", "but", "so", "second", "thoughts",
    "thought", "please", "can", "could", "we", "you", "just", "let's", "i'll", "i", ",", ".", "-", "!", "apologies", "my", "mistake", "bad", "nah",
    "then", "now", "in", "fact", "best", "better", "thinking", "about", "it",
}  # fmt: skip
"""What may stand before the words that take a change back."""
_WITHDRAWS = WITHDRAWS - {"cancel", "withdraw", "withdrawing", "overlook", "bin", "delete", "erase"}
_THAT, _LAST, _CHANGES = (
    {"that", "this"},
    {"last", "latest", "previous"},
    {"change", "bit", "one", "message", "part", "thing", "edit", "tweak"},
)
_ENDS = {
    "",
    ".",
    ",",
    "!",
    ";",
    "-",
    "please",
    "then",
    "sorry",
    "actually",
    "instead",
    "thanks",
    "ta",
    "and",
    "again",
    "now",
    "though",
    "it's",
    ":",
}
_BACKS = {
    "put",
    "change",
    "switch",
    "set",
    "turn",
    "take",
    "move",
    "make",
    "go",
    "going",
    "revert",
    "leave",
    "keep",
    "restore",
    "get",
}
_IT = {"it", "that", "this", "things", "everything"}
_WAS = (
    ("as", "it", "was"), ("to", "what", "it", "was"), ("how", "it", "was"), ("to", "how", "it", "was"), ("the", "way", "it", "was"),
    ("to", "the", "way", "it", "was"), ("to", "where", "it", "was"), ("to", "where", "we", "were"), ("to", "before",), ("to", "the", "original"),
    ("to", "what", "we", "had"), ("to", "what", "i", "said", "first"), ("as", "they", "were"), ("to", "how", "they", "were"),
)  # fmt: skip
_PUTS = {"put", "putting", "add", "adding", "bring", "bringing", "stick", "pop", "want", "need", "keep", "keeping"}
_REACH, _OPENING = 6, 12


def takes_last_back(question: Question, earlier: Facts) -> bool:
    """Whether the reply takes back the last change to what was told before.

    >>> from assistant.facts.words.text import read_text
    >>> told = Facts(before=Facts())
    >>> [takes_last_back(read_text(q), told) for q in ("scrap that", "no, as you were", "scrap that price", "can we scrap that?")]
    [True, True, False, False]
    """
    if earlier.before is None:
        return False
    return any(_says_so(question, at) or _puts_back(question, at, earlier, earlier.before) for at in _openings(question))


def _openings(question: Question) -> Iterator[int]:
    """Where the reply may begin: with its first word, and behind each that adds nothing."""
    for at in range(min(len(question.tokens), _OPENING)):
        yield at
        if question.word(at) not in _LEADS:
            return


def _says_so(question: Question, at: int) -> bool:
    if question.follows(at, "as", "you", "were"):
        return _ends(question, at + 3)
    if question.word(at) in ("undo", "revert") and (
        _ends(question, at + 1) or (question.word(at + 1) in _IT and _ends(question, at + 2))
    ):
        return True
    if question.word(at) in ("take", "taking") and question.word(at + 1) in _IT and question.word(at + 2) == "back":
        return _ends(question, at + 3)
    if question.word(at) in _WITHDRAWS and (end := _last(question, at + 1)):
        return _ends(question, end)
    return question.word(at) in _BACKS and _as_it_was(question, at + 1)


def _last(question: Question, at: int) -> int | None:
    """Where "that", "that last bit", "the last change", "what I just said" ends that begins at `at`."""
    if question.follows(at, "what", "i", "just", "said"):
        return at + 4
    end = at + (question.word(at) in _THAT | {"the", "my"})
    end += question.word(end) in _LAST
    named = question.word(end) in _CHANGES and (question.word(end - 1) in _LAST or question.word(end) == "change")
    if named:
        return end + 1
    return at + 1 if question.word(at) in _THAT and end == at + 1 else None


def _as_it_was(question: Question, at: int) -> bool:
    """ "it back", "it back to what it was", "that as it was before"."""
    it = question.word(at) in _IT
    back_at = at + it
    back = question.word(back_at) == "back"
    end = back_at + back
    for said in _WAS:
        if question.follows(end, *said) and (it or back):
            end += len(said)
            return _ends(question, end + (question.word(end) in ("before", "originally", "first")))
    return it and back and question.word(at - 1) in ("put", "change", "switch", "set", "turn") and _ends(question, end)


def _ends(question: Question, at: int) -> bool:
    return question.word(at) in _ENDS


def _puts_back(question: Question, at: int, earlier: Facts, before: Facts) -> bool:
    """Whether a part that the last change took out is put back in by its name: "actually keep the trailer", "put the trailer back in"."""
    if question.word(at) not in _PUTS or "?" in question.texts:
        return False
    words = {singular(word) for word in question.words(at + 1, at + 1 + _REACH)}
    left = [one.words for one in earlier.parts or ()]
    gone = [one for one in before.parts or () if one.words not in left]
    return "£" not in question.texts and any(words & names_of_part(one.words) for one in gone)
