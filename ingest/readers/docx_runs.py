"""The words of one Word paragraph: insertions kept, deletions, field codes and hidden text left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.plain import to_superscript
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_xml import Word, local, whole_number

_GONE = frozenset(
    (
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "Fallback",
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "tblPr",
        "sectPr",
    )
)
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass
class ParagraphWords:
    """What a paragraph says, and what hangs on it: notes it refers to (kind, id) and text boxes."""

    text: str = ""
    bold: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    pictures: int = 0


@dataclass
class RunReader:
    """Reads paragraphs; counts the notes of the document in the order they are referred to."""

    word: Word
    styles: Styles
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)

    def read(self, paragraph: etree._Element, style: str) -> ParagraphWords:
        """The words of `paragraph`, whose style is `style`."""
        found = ParagraphWords()
        parts: list[str] = []
        plain_letters = bold_letters = 0
        for run, element in self._pieces(paragraph):
            words = self._words(element, found)
            if not words:
                continue
            hidden = self._is_set(run, style, "vanish") or self._is_set(run, style, "webHidden")
            if hidden or self._is_set(run, style, "strike") or self._is_set(run, style, "dstrike"):
                found.left_out.append(words)
                continue
            raised = self._is_raised(run) and words.strip().isdecimal()
            parts.append(to_superscript(words) if raised else words)
            letters = sum(letter.isalnum() for letter in words)
            bold_letters += letters if self._is_set(run, style, "b") else 0
            plain_letters += letters
        found.text = "".join(parts)
        found.bold = bold_letters > 0 and bold_letters == plain_letters
        return found

    def _is_raised(self, run: etree._Element) -> bool:
        """Whether a run stands above the line: as a superscript, or moved up by hand."""
        moved = whole_number(self.word.value(run, "rPr", "position"))
        return self.word.value(run, "rPr", "vertAlign") == "superscript" or (moved or 0) > 0

    def _pieces(self, paragraph: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
        """The text-bearing elements of a paragraph with the run each is in, text boxes unopened."""
        waiting = [(paragraph, child) for child in reversed(paragraph)]
        while waiting:
            run, element = waiting.pop()
            name = local(element)
            if name in _GONE or not name:
                continue
            if name in ("t", "txbxContent", "drawing", "pict") or name in _BREAKS or name in _NOTES:
                yield run, element
            if name != "txbxContent":
                inner = element if name == "r" else run
                waiting.extend((inner, child) for child in reversed(element))

    def _words(self, element: etree._Element, found: ParagraphWords) -> str:
        name = local(element)
        if name == "t":
            return element.text or ""
        if name == "txbxContent":
            found.boxes.append(element)
        elif name in ("drawing", "pict"):
            found.pictures += 1
        elif name in _NOTES:
            return self._note(element, _NOTES[name], found)
        return _BREAKS.get(name, "")

    def _note(self, element: etree._Element, kind: str, found: ParagraphWords) -> str:
        key = (kind, self.word.attribute(element, "id"))
        if key not in self.numbers:
            self.numbers[key] = str(sum(1 for other, _ in self.numbers if other == kind) + 1)
        found.notes.append(key)
        return to_superscript(self.numbers[key])

    def _is_set(self, run: etree._Element, style: str, name: str) -> bool:
        """Whether a run's own setting, its character style or its paragraph's style switches `name` on."""
        if self.word.child(run, "rPr", name) is not None:
            return self.word.is_on(run, "rPr", name)
        ask = {"b": self.styles.is_bold, "vanish": self.styles.is_hidden, "strike": self.styles.is_struck}.get(name)
        character = self.word.value(run, "rPr", "rStyle")
        return ask is not None and ((bool(character) and ask(character)) or ask(style))
