"""Which of the numbers at the head of lines number a clause: told by the sequence they stand in, not by their look alone.

"1.5 million", "10 contracts were let" and "2012 was" have the look of clause numbers. What they lack is a place in the
sequence: no parent, no sibling before, none after.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.lines import Line, is_running
from ingest.markers import Mark, Style
from ingest.wording import split_title, title_like

Key = tuple[int, ...]

_UNIT = re.compile(
    r"(?:million|billion|thousand|hundred|m|bn|k|per ?cent|percent|percentage|%|times|tonnes?|kg|km|miles?|minutes?|hours?|days?|weeks?"
    r"|months?|years?|pence|p|x"
    r"|metres?|hectares?|acres?|degrees?|points?|litres?|stars?|am|pm|in every|out of|FTEs?|GW|MW|kWh|MtCO2e?|tCO2e?)(?:\W|$)"
)
_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_ASIDES = ("contents", "furniture", "footnote")
_CHAIN_REACH, _CHILD_REACH, _REACH = 12, 60, 200


def key_of(parts: Sequence[str]) -> Key:
    """Numbers that order clause numbers: letters come after all figures, and a clause put in later after the one whose number it has.

    >>> key_of(("9", "2")) < key_of(("9", "2A")) < key_of(("9", "10")) < key_of(("A1", "2"))
    True
    """
    return tuple(number for part in parts for number in _part_key(part))


def _part_key(part: str) -> Key:
    if part.isdecimal():
        return (int(part),)
    if part[:-1].isdecimal():
        return int(part[:-1]), _letter_key(part[-1])
    return (_letter_key(part),)


def _letter_key(part: str) -> int:
    figures = part[1:] if part[1:].isdecimal() else ""
    return (ord(part[0].upper()) - 64) * 1000 + int(figures or len(part) - 1)


def follows(last: Key | None, key: Key) -> bool:
    """Whether `key` is what comes right after `last`: its first child, its next sibling, or the next sibling of a parent.

    >>> follows((4, 2), (4, 3)), follows((4, 2), (4, 2, 1)), follows((4, 2, 7), (5, 1)), follows((4, 2), (4, 9))
    (True, True, True, False)
    """
    if last is None:
        return key[-1] in (0, 1)
    for at, (before, after) in enumerate(zip(last, key, strict=False)):
        if before != after:
            return after == before + 1 and all(part in (0, 1) for part in key[at + 1 :])
    return len(key) > len(last) and all(part in (0, 1) for part in key[len(last) :])


@dataclass
class Numbers:
    """The clause numbers met so far, and a look at those to come."""

    lines: Sequence[Line]
    marked_document: bool
    last: Key | None = None
    looks: Counter[str] = field(default_factory=Counter)
    letters: tuple[Style, int] | None = None
    fresh: bool = False

    @property
    def top(self) -> int | None:
        """The number of the section we are in."""
        return self.last[0] if self.last else None

    def take(self, mark: Mark) -> None:
        """Records a number that was accepted."""
        self.last = key_of(mark.parts)
        self.fresh = False
        if len(mark.parts) == 1:
            self.looks[mark.look] += mark.kind != "letter"

    def restart(self) -> None:
        """Begins a numbering of its own: an appendix."""
        self.last = self.letters = None

    def expect_first(self) -> None:
        """Says that the next section may be the first again: a part has begun."""
        self.fresh = True

    def accepts_dotted(self, line: Line) -> bool:
        """Whether "4.2" at the head of `line` is a clause number.

        Numbers may be skipped inside a section, and anywhere that a later number bears them out.
        """
        assert line.mark is not None
        if _UNIT.match(line.mark.body):
            return False
        key = key_of(line.mark.parts)
        if follows(self.last, key):
            return True
        if not line.mark.body[:1].islower() and self._is_near(key):
            return True
        return self._is_borne_out(line, key)

    def _is_near(self, key: Key) -> bool:
        if self.last is None or key[0] != self.last[0]:
            return False
        return key >= self.last or key[:-1] == self.last[: len(key) - 1]

    def _is_borne_out(self, line: Line, key: Key) -> bool:
        """Whether one of the next dotted numbers comes right after this one."""
        later = (other for other in self._after(line) if other.mark and other.mark.kind == "dotted")
        keys = (key_of(other.mark.parts) for other, _ in zip(later, range(_CHAIN_REACH), strict=False) if other.mark)
        return any(follows(key, other) for other in keys)

    def begins_section_below(self, line: Line) -> bool:
        """Whether the next line is the first clause of a section that no number has announced: 2.1 after 1.4."""
        below = self.below(line)
        if below is None or below.mark is None or below.mark.kind != "dotted" or self.last is None:
            return False
        key = key_of(below.mark.parts)
        return key[0] == self.last[0] + 1 and all(part in (0, 1) for part in key[1:])

    def accepts_section(self, line: Line, *, in_list: bool, flat: bool) -> bool:
        """Whether "4." or "4" at the head of `line` opens a section, and is not an item of a list or the start of a sentence.

        `in_list` says that a list in progress waits for this number, `flat` that no heading stands above it.
        """
        assert line.mark is not None
        mark = line.mark
        if _UNIT.match(mark.body) or _MONTH.match(mark.body):
            return False
        if mark.kind == "letter":
            return self._accepts_letter(line, mark)
        strong = self._child_follows(line, mark.value)
        if line.block.marked:
            return strong or self._has_place(line, mark)
        if self.marked_document and not strong and self.looks[mark.look] == 0:
            return False
        if not (title_like(mark.body) or split_title(mark.body)):
            return not in_list and self._numbers_text(line, mark, flat)
        if in_list and not strong:
            return mark.value == self._next_section() and self.looks[mark.look] > 0 and self._leaves_list(line)
        return strong or (self._has_place(line, mark) and self._has_body(line, mark))

    def _next_section(self) -> int:
        return (self.top or 0) + 1

    def _has_place(self, line: Line, mark: Mark) -> bool:
        """Whether a section of this number could come here: the next one, or a later one in the look that sections have here."""
        if mark.kind == "bare" and not (mark.body[:1].isupper() or not mark.body):
            return False
        value, ahead = mark.value, mark.value - (self.top or 0)
        if (self.top is None or self.fresh) and value in (0, 1):
            return mark.kind != "bare" or self._chain_goes_on(line, mark)
        if self.looks[mark.look] == 0 and mark.kind == "bare":
            return ahead == 1 and self._chain_goes_on(line, mark)
        if line.block.marked:
            return mark.kind == "decimal" or ahead >= 0
        return ahead == 1 or (1 < ahead <= 3 and self.looks[mark.look] > 0)

    def _has_body(self, line: Line, mark: Mark) -> bool:
        """Whether text stands between this number and the next of its kind; a run of bare titles is a list."""
        below = self.below(line)
        if below is None:
            return self.looks[mark.look] >= 2
        if below.mark is None or below.mark.look != mark.look or below.mark.kind != mark.kind:
            return True
        return below.mark.value != mark.value + 1 or self.looks[mark.look] >= 2

    def _leaves_list(self, line: Line) -> bool:
        """Whether a title that a list waits for is rather the next section: it is a title among sentences, and text follows it."""
        assert line.mark is not None
        above = self._above(line)
        below = self.below(line)
        among_sentences = above is not None and above.mark is not None and not title_like(above.mark.body)
        return among_sentences and below is not None and below.mark is None and is_running(below)

    def _numbers_text(self, line: Line, mark: Mark, flat: bool) -> bool:
        """Whether a sentence is a numbered paragraph at the top level: no heading above, or sections numbered alike."""
        starts_upper = not mark.body[:1].islower()
        if mark.kind == "bare":
            return (
                starts_upper
                and follows(self.last, (mark.value,))
                and self._chain_goes_on(line, mark)
                and (flat or self.looks["#"] > 0)
            )
        if flat:
            return self.top is None or mark.value > self.top
        return mark.value >= 2 and mark.value == self._next_section() and self.looks[mark.look] > 0

    def _accepts_letter(self, line: Line, mark: Mark) -> bool:
        """Whether "A. Scope" is a section: a title, and lettered sections before or after it."""
        readings = [reading for reading in mark.readings() if reading[0] in ("upper", "ROMAN")]
        ruled_out = self.looks["#."] > 0 or (self.marked_document and not line.block.marked)
        if not readings or mark.look == "(#)" or not title_like(mark.body) or ruled_out:
            return False
        if self.letters is None:
            first = next((style for style, value in readings if value == 1), None)
            self.letters = (first, 1) if first and self.second_follows(line, mark) else None
            return self.letters is not None
        style, last = self.letters
        value = dict(readings).get(style, 0)
        if not last < value <= last + 2:
            return False
        self.letters = (style, value)
        return True

    def second_follows(self, line: Line, mark: Mark) -> bool:
        """Whether the second letter or numeral stands further on in the look of this first one."""
        styles = {style for style, value in mark.readings() if value == 1}
        return any(
            style in styles and value == 2
            for other in self._after(line)
            if other.mark and other.mark.kind == "letter" and other.mark.look == mark.look
            for style, value in other.mark.readings()
        )

    def _chain_goes_on(self, line: Line, mark: Mark) -> bool:
        """Whether the number before or after this one stands in the same look near by."""
        if self.looks[mark.look] > 0 and self.top is not None and mark.value == self.top + 1:
            return True
        return any(
            other.mark is not None
            and other.mark.kind == mark.kind
            and other.mark.value == mark.value + 1
            and not other.mark.body[:1].islower()
            for other in self._after(line)
            if other.mark is not None and other.mark.kind == mark.kind
        )

    def _child_follows(self, line: Line, value: int) -> bool:
        """Whether the next dotted number is a first child of this one, with no second claimant between."""
        for other, _ in zip(self._after(line), range(_CHILD_REACH), strict=False):
            mark = other.mark
            if mark is None:
                continue
            if mark.kind == "dotted":
                key = key_of(mark.parts)
                return key[0] == value and key[1] in (0, 1)
            if mark.kind in ("decimal", "bare") and mark.value == value and (title_like(mark.body) or other.block.marked):
                return False
        return False

    def _after(self, line: Line) -> Iterator[Line]:
        ahead = range(line.at + 1, min(len(self.lines), line.at + 1 + _REACH))
        return (self.lines[at] for at in ahead if self.lines[at].kind not in _ASIDES)

    def below(self, line: Line) -> Line | None:
        """The next line with words that is text of the document."""
        return next((other for other in self._after(line) if not other.wordless), None)

    def _above(self, line: Line) -> Line | None:
        before = (self.lines[at] for at in range(line.at - 1, -1, -1))
        return next((other for other in before if other.kind not in _ASIDES and not other.wordless), None)
