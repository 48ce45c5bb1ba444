"""The walk through a document's lines that gives each its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.front_matter import first_heading, title_lines
from ingest.labels import Draft, item_label, short
from ingest.lines import Line, is_running, stands_alone
from ingest.lists import Lists
from ingest.markers import Mark
from ingest.numbering import Numbers
from ingest.plain import acronyms, heading_words, in_capitals
from ingest.table_rows import TableRows
from ingest.wording import split_title, title_like

_CLOSING = re.compile(
    r"(?:glossary|definitions|references|bibliography|further (?:information|reading)|contacts?(?: (?:details|us))?"
    r"|(?:document|version) (?:control|history)|(?:end)?notes|background papers|review history)(?: .{0,30})?:?",
    re.I,
)
_PART_RANK, _NUMBER_RANK, _PLAIN_RANK, _NESTED_RANK = 10, 20, 21, 40
_LONGEST_NESTED_TITLE = 8
_RESTARTING_PARTS = ("Appendix", "Annex", "Annexe", "Schedule")


class Outline:
    """Reads lines in order and puts each into the clause that it opens or goes on with."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.drafts: list[Draft] = []
        self.aside = Draft("", "contents", "")
        marked = sum(1 for line in lines if line.kind == "heading" and line.block.marked and not line.wordless)
        self._plain_headings = marked < 2
        self._first_heading = first_heading(lines)
        self._numbers = Numbers(lines, marked_document=marked >= 2)
        self._lists: Lists[Draft] = Lists()
        self._acronyms = acronyms(line.plain for line in lines if line.kind != "heading")
        self._titles = title_lines(lines)
        title = heading_words(lines[self._titles[-1]].plain, self._acronyms) if self._titles else ""
        self._title = (title,) if title else ()
        self._front = Draft("Front matter", "front_matter", title)
        self._host = self._current = self._front
        self._headings: list[Draft] = []
        self._by_number: dict[str, Draft] = {}
        self._part = self._prefix = ""
        self._previous: Line | None = None
        self._table: TableRows | None = None

    def walk(self) -> list[Draft]:
        """The clauses in the order they begin, tables of contents and page furniture in one without a label."""
        for line in self.lines:
            self._place(line)
        kept = [draft for draft in [self._front, *self.drafts, self.aside] if draft.blocks]
        return sorted(kept, key=lambda draft: draft.blocks[0].start)

    def _place(self, line: Line) -> None:
        if line.kind in ("contents", "furniture"):
            self.aside.blocks.append(line.block)
        elif line.kind == "footnote":
            self._footnote(line)
        elif line.kind == "table_row":
            self._row(line)
        elif line.wordless:
            self._current.blocks.append(line.block)
        else:
            self._end_table()
            self._words(line)
            self._previous = line

    def _words(self, line: Line) -> None:
        if self._goes_on(line):
            self._current.blocks.append(line.block)
        elif self._titles_part(line):
            self._current.heading = heading_words(line.plain, self._acronyms)
            self._current.blocks.append(line.block)
        elif line.at in self._titles:
            self._front.blocks.append(line.block)
        elif line.kind == "heading" and line.block.marked and len(line.plain.split()) <= 40:
            self._marked_heading(line)
        elif line.mark is not None and self._numbered(line, line.mark):
            return
        elif self._opens_unnumbered(line):
            self._open_heading(line, self._plain_rank())
        else:
            self._text(line)

    # -- text that opens nothing

    def _goes_on(self, line: Line) -> bool:
        """Whether a paragraph was cut by a page: it starts in lower case after a line without an end, or that line breaks off."""
        before = self._previous
        if (
            before is None
            or line.kind != "paragraph"
            or line.bullet
            or before.kind == "heading"
            or before.plain == self._current.heading
        ):
            return False
        cut = line.starts_lower and before.ends_open and (line.mark is None or line.mark.kind in ("letter", "part"))
        return cut or (
            line.mark is None and before.breaks_off and is_running(before) and line.single and not title_like(line.plain)
        )

    def _text(self, line: Line) -> None:
        level = line.block.level
        if line.bullet and self._keeps_company(line):
            pass
        elif level and self._lists.open and not self._lists.resting:
            self._current = self._lists.item_at(level - 1 if line.bullet else level) or self._host
        elif not line.bullet:
            self._lists.rest()
            self._current = self._host
        self._current.blocks.append(line.block)

    def _keeps_company(self, line: Line) -> bool:
        """Whether a bullet belongs where the line above went: that line leads in to it, or is a bullet beside it."""
        above = self._previous
        if above is None:
            return True
        return above.tail.endswith(":") or (above.bullet and above.mark is None and above.block.level == line.block.level)

    def _footnote(self, line: Line) -> None:
        if not line.block.marker and self.drafts and self.drafts[-1].kind == "footnote":
            self.drafts[-1].blocks.append(line.block)
            return
        label = f"Footnote {line.block.marker}".strip()
        nearest = self._headings[-1].heading if self._headings else ""
        self.drafts.append(
            Draft(label, "footnote", nearest, path=self._path(), parent=self._parent_of_note(), blocks=[line.block])
        )

    def _parent_of_note(self) -> Draft | None:
        return self._current if self._current is not self._front or self._front.blocks else None

    # -- headings

    def _marked_heading(self, line: Line) -> None:
        mark, level = line.mark, line.block.level or 1
        if mark is not None and mark.kind == "part" and (title_like(mark.body) or not mark.body):
            self._open_part(line, mark, level)
        elif mark is not None and self._numbers_heading(line, mark):
            self._open_numbered(line, mark, level)
        elif mark is None or not self._item(line, mark):
            self._open_heading(line, level)

    def _numbers_heading(self, line: Line, mark: Mark) -> bool:
        if mark.kind == "dotted":
            return self._numbers.accepts_dotted(line) or title_like(mark.body) or not mark.body
        if mark.kind in ("part",):
            return False
        if self._host.is_text and self._lists.expects(mark):
            return False
        return self._numbers.accepts_section(line, in_list=False, flat=not self._headings)

    def _opens_unnumbered(self, line: Line) -> bool:
        """Whether a line without a number is a heading that nothing but its look declares."""
        if line.at < self._first_heading or line.bullet or not stands_alone(line):
            return False
        if self._host.is_text:
            closes = _CLOSING.fullmatch(line.plain) is not None and self._has_body(line, strict=True)
            return closes or self._numbers.begins_section_below(line)
        if line.kind == "heading":
            return True
        return self._plain_headings and self._has_body(line, strict=bool(self._headings and self._headings[-1].numbered))

    def _has_body(self, line: Line, *, strict: bool, depth: int = 3) -> bool:
        """Whether what a heading announces follows it; not `strict`, another heading may come between."""
        below = self._numbers.below(line)
        if below is None or depth == 0:
            return False
        if strict:
            begins_list = below.mark is None or below.mark.printed in ("1", "a", "i")
            return is_running(below) and begins_list and len(line.plain.split()) <= _LONGEST_NESTED_TITLE
        if is_running(below):
            return True
        return (
            below.block.marked
            or in_capitals(line.plain)
            or (stands_alone(below) and self._has_body(below, strict=False, depth=depth - 1))
        )

    def _plain_rank(self) -> int:
        numbered = next((draft.rank for draft in reversed(self._headings) if draft.numbered), 0)
        return max(_NESTED_RANK, numbered + 1) if numbered else _PLAIN_RANK

    def _open_heading(self, line: Line, rank: int) -> None:
        words = heading_words(line.plain, self._acronyms)
        self._open(Draft(short(words), "section", words, rank=rank, blocks=[line.block]))

    def _titles_part(self, line: Line) -> bool:
        """Whether a line is the title of an appendix that was announced by its number alone, on the line above."""
        alone = self._current.blocks == [self._previous.block] if self._previous is not None else False
        untitled = alone and self._current.rank > 0 and self._current.heading == self._current.label
        named = self._previous is not None and self._previous.mark is not None and self._previous.mark.kind == "part"
        return untitled and named and line.mark is None and line.block.kind != "list_item" and title_like(line.plain)

    def _open_part(self, line: Line, mark: Mark, rank: int) -> None:
        name = mark.printed
        self._part = name
        self._numbers.expect_first()
        self._prefix = f"{name} " if name.startswith(_RESTARTING_PARTS) and self._by_number else ""
        if self._prefix:
            self._numbers.restart()
        self._open(Draft(name, "section", heading_words(mark.body, self._acronyms) or name, rank=rank, blocks=[line.block]))

    def _open_numbered(self, line: Line, mark: Mark, rank: int) -> None:
        """Opens a numbered clause: a heading where its words are a title, a paragraph where they are text."""
        title = "" if self._leads_to_table(line) else mark.body if title_like(mark.body) else split_title(mark.body)
        self._numbers.take(mark)
        label = f"{self._prefix}{mark.printed}" if mark.parts[0].isdecimal() else mark.printed
        number = mark.parts[:-1] if len(mark.parts) > 1 and mark.parts[-1] == "0" else mark.parts
        rank = rank or _NUMBER_RANK + len(number) + len(mark.suffix)
        draft = Draft(
            label,
            "section",
            heading_words(title, self._acronyms),
            numbered=True,
            number=number,
            part=self._part,
            is_text=not title,
            rank=rank,
            blocks=[line.block],
        )
        self._open(draft)
        self._by_number[f"{self._prefix}{'.'.join(number)}" if not mark.suffix else label] = draft
        if mark.suffix:
            self._open_list_of(draft, mark)

    def _open_list_of(self, draft: Draft, mark: Mark) -> None:
        """Opens the list that "4.1(a)" begins, so that "(b)" on a line of its own goes on with it."""
        letter = Mark("letter", mark.suffix[-1:], "(#)", "")
        readings = letter.readings()
        if readings:
            host = Draft(draft.label.rpartition("(")[0], "section", draft.heading, numbered=True)
            self._lists.start(letter, *min(readings, key=lambda reading: reading[1]), 0, host)
            self._lists.open[-1].item = draft

    def _leads_to_table(self, line: Line) -> bool:
        """Whether a numbered line is no title but the lead-in to the table right below it."""
        below = self._numbers.below(line)
        leads = below is not None and below.kind == "table_row" and line.tail.endswith(":")
        return leads and not line.block.marked and len(line.body.split()) > 3

    def _open(self, draft: Draft) -> None:
        """Makes `draft` the clause that text goes to, below the headings that stand higher."""
        while self._headings and (self._headings[-1].rank >= draft.rank or self._is_past(self._headings[-1], draft)):
            self._headings.pop()
        if not draft.numbered and self._part not in (draft.label, *(heading.label for heading in self._headings)):
            self._part = self._prefix = ""
        draft.path, draft.parent = self._path(), self._numeric_parent(draft) or (self._headings[-1] if self._headings else None)
        if draft.is_text:
            draft.heading = draft.path[-1] if draft.path else ""
        else:
            self._headings.append(draft)
        self.drafts.append(draft)
        self._host = self._current = draft
        self._lists.clear()

    def _is_past(self, heading: Draft, draft: Draft) -> bool:
        """Whether a numbered heading ends where `draft` begins: 2.2 does not stand under 2.1, whatever their markup says."""
        return bool(heading.number and draft.number) and draft.number[: len(heading.number)] != heading.number

    def _numeric_parent(self, draft: Draft) -> Draft | None:
        return self._by_number.get(draft.label.rpartition(".")[0]) if draft.numbered else None

    def _path(self) -> tuple[str, ...]:
        return self._title + tuple(draft.heading for draft in self._headings)

    # -- numbers and lists

    def _numbered(self, line: Line, mark: Mark) -> bool:
        """Opens what a number opens; False where it is no clause number."""
        if mark.kind == "part":
            return self._unmarked_part(line, mark)
        if mark.kind == "dotted":
            accepted = self._numbers.accepts_dotted(line)
        else:
            in_list = self._lists.expects(mark) and not self._lists.resting
            accepted = self._numbers.accepts_section(line, in_list=in_list, flat=self._host is self._front or self._is_flat())
        if accepted:
            self._open_numbered(line, mark, 0)
        return accepted or self._item(line, mark)

    def _is_flat(self) -> bool:
        """Whether paragraphs are numbered with no heading above them."""
        return not self._headings and self._host.is_text

    def _unmarked_part(self, line: Line, mark: Mark) -> bool:
        alone = line.single and not line.bullet and line.at >= self._first_heading and not self._is_listed(line)
        titled = not mark.body or (mark.body[:1].isupper() and title_like(mark.body))
        if not alone or not titled or not self._has_body(line, strict=False):
            return False
        self._open_part(line, mark, _PART_RANK)
        return True

    def _is_listed(self, line: Line) -> bool:
        """Whether a line names an appendix in a list of them, right above or below another."""
        below, above = self._numbers.below(line), self._previous
        if below is not None and below.mark is not None and below.mark.kind == "part" and _of_one_kind(line, below):
            return True
        after_another = (
            above is not None and above.mark is not None and above.mark.kind == "part" and above.mark.printed != self._part
        )
        return after_another

    def _item(self, line: Line, mark: Mark) -> bool:
        """Opens an item of a list: one in progress, or a new one in the clause we are in."""
        if mark.kind in ("dotted", "bare", "part"):
            return False
        level = line.block.level
        self._lists.drop_deeper(level + 1 if level else 0)
        going = self._lists.go_on(mark, level)
        if going is None and not self._start_list(line, mark, level):
            return False
        one = going or self._lists.open[-1]
        label = item_label(one.host, mark)
        draft = Draft(
            label, "item", self._nearest(), numbered=one.host.numbered, is_text=True, part=self._part, blocks=[line.block]
        )
        draft.parent, draft.path = one.host, self._path()
        one.item = self._current = draft
        self.drafts.append(draft)
        return True

    def _start_list(self, line: Line, mark: Mark, level: int) -> bool:
        """Starts a list where the mark can be its first; "i" is then a numeral, and "c" the start of a sentence."""
        style, value, goes_on = self._lists.first_reading(mark)
        if mark.kind == "letter" and not goes_on and not self._begins_letters(line, mark, value):
            return False
        if self._lists.resting:
            self._lists.clear()
        led_in = self._previous is not None and self._previous.tail.endswith(":")
        inside = self._host if self._current.kind == "table_row" else self._current
        host = self._lists.make_room(mark, style, level, led_in=led_in) or inside
        self._lists.start(mark, style, value, level, host)
        return True

    def _begins_letters(self, line: Line, mark: Mark, value: int) -> bool:
        """Whether a letter is the first of its list; a capital is one only where the second follows."""
        return value == 1 and (not mark.printed.isupper() or self._numbers.second_follows(line, mark))

    def _nearest(self) -> str:
        return self._headings[-1].heading if self._headings else ""

    # -- tables

    def _row(self, line: Line) -> None:
        if self._table is None:
            self._table = TableRows(self.lines, line.at)
            self._owner = self._table_owner()
        if self._owner is not None:
            self._owner.blocks.append(line.block)
            return
        label = self._table.label(line)
        if label:
            self._current = self._table.row = self._row_draft(line, label)
            return
        goes_on = self._table.row if label == "" and self._table.row is not None else self._table_host()
        goes_on.blocks.append(line.block)

    def _table_owner(self) -> Draft | None:
        """The clause that a table completes; None where each of its rows is a clause."""
        if self._current is self._front or (self._current.is_text and self._current.kind in ("section", "item")):
            return self._current
        return None

    def _table_host(self) -> Draft:
        caption = self._table.caption if self._table else None
        return caption if caption is not None else self._host

    def _row_draft(self, line: Line, label: str) -> Draft:
        assert self._table is not None
        host = self._table_host()
        numbered = label.isdecimal()
        name = item_label(host, Mark("bare", (label,), "#", "")) if numbered else short(label)
        draft = Draft(name, "table_row", self._nearest(), parent=host, path=self._path(), blocks=[line.block])
        self.drafts.append(draft)
        if self._table.is_caption(line):
            self._table.caption = draft
        return draft

    def _end_table(self) -> None:
        if self._table is not None and self._owner is None:
            self._current = self._host
        self._table = None


def _of_one_kind(line: Line, other: Line) -> bool:
    """Whether two parts are called by the same word: two appendices, and not a chapter and its first article."""
    assert line.mark is not None and other.mark is not None
    return line.mark.printed.split()[0] == other.mark.printed.split()[0]
