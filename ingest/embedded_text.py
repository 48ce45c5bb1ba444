"""What of a passage is embedded: the passage under its nearest heading, and each of its sentences by itself.

A heading says what a clause is about where the clause does not, and drowns a clause of ten words; a sentence by itself answers
a question that the words around it lead away from. Both count when passages are scored (docs/adr/0005).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Passage
from ingest.plain import plain

SHORTEST_SENTENCE_WORDS = 3
_LINE = re.compile(r"\n|(?<=</li>)|(?<=</p>)|(?=\s[•●▪])")
_END = re.compile(r"(?<=[.!?;:])[\"'’”)\]]*\s+(?=[A-Z0-9\"“‘(])|\s(?=[*]\s)")
_MARKS = "# \t|-*•●▪·"


def under_heading(passage: Passage) -> str:
    """The passage's plain words under its nearest heading, where it does not begin with it.

    >>> under_heading(_passage("It is at least 10% of the score.", "Weighting"))
    'Weighting\\nIt is at least 10% of the score.'
    >>> under_heading(_passage("## 4. Weighting\\n\\nAt least 10%.", "Weighting"))
    '4. Weighting\\nAt least 10%.'
    """
    lines = list(_lines(passage.text))
    headed = not passage.heading or (bool(lines) and _is_heading(lines[0], passage.heading))
    return "\n".join(lines if headed else [plain(passage.heading), *lines])


def sentences(passage: Passage) -> tuple[str, ...]:
    """The passage's sentences, list items and table rows in plain words, without its heading and without fragments of one or two words.

    >>> sentences(_passage("Weighting\\n\\nAt least 10%. More where it is feasible:\\n- in works\\n- in social care", "Weighting"))
    ('At least 10%.', 'More where it is feasible:', 'in social care')
    """
    lines = list(_lines(passage.text))
    if len(lines) > 1 and _is_heading(lines[0], passage.heading):
        lines = lines[1:]
    found = [sentence.strip() for line in lines for sentence in _END.split(line)]
    return tuple(dict.fromkeys(one for one in found if len(one.split()) >= SHORTEST_SENTENCE_WORDS))


def _lines(text: str) -> Iterator[str]:
    for line in _LINE.split(text):
        if words := plain(line).lstrip(_MARKS):
            yield words


def _is_heading(line: str, heading: str) -> bool:
    """Whether a line is the heading alone, perhaps with its number."""
    wanted = plain(heading).casefold()
    return bool(wanted) and wanted in line.casefold() and len(line) <= len(wanted) + 12


def _passage(text: str, heading: str) -> Passage:
    """A passage for the examples above."""
    return Passage("p", "d", "1", heading, heading, 0, len(text), None, text)
