"""Lists in progress: which list an item goes on with, and under which clause a new one starts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ingest.markers import Mark, Style

Owner = TypeVar("Owner")
_LARGEST_GAP = 3


@dataclass
class OpenList(Generic[Owner]):
    """A list in progress: how it numbers, how deep it stands (0: not marked), the clause it stands in, its last item."""

    style: Style
    look: str
    level: int
    host: Owner
    last: int
    item: Owner


@dataclass
class Lists(Generic[Owner]):
    """The lists in progress, outermost first. They rest while text of their host goes on, and can be taken up again."""

    open: list[OpenList[Owner]] = field(default_factory=list)
    resting: bool = False
    ended: OpenList[Owner] | None = None
    """The outermost list of those that were closed last: one of letters may run on below the next heading."""

    def clear(self) -> None:
        self.ended = self.open[0] if self.open else self.ended
        self.open.clear()
        self.resting = False

    def rest(self) -> None:
        self.resting = True

    def expects(self, mark: Mark) -> bool:
        """Whether a list in progress waits for exactly this mark."""
        return self._continued(mark, 0, exactly=True) is not None

    def first_reading(self, mark: Mark) -> tuple[Style, int, bool]:
        """As what a mark begins a list: its style, its place in it, and whether it takes up the list that a heading ended."""
        before = self.ended
        if before is not None and before.style != "decimal" and not self.open and before.look == mark.look:
            going_on = next(
                ((style, value) for style, value in mark.readings() if (style, value - 1) == (before.style, before.last)), None
            )
            if going_on:
                return (*going_on, True)
        return (*min(mark.readings(), key=lambda reading: reading[1]), False)

    def drop_deeper(self, level: int) -> None:
        """Closes the lists that stand as deep as `level` or deeper."""
        while self.open and self.open[-1].level >= level > 0:
            self.open.pop()

    def item_at(self, level: int) -> Owner | None:
        """The last item of the innermost list that is not deeper than `level`."""
        fitting = [one for one in self.open if 0 < one.level <= level]
        return fitting[-1].item if fitting and not self.resting else None

    def go_on(self, mark: Mark, level: int) -> OpenList[Owner] | None:
        """The list that `mark` goes on with, the deeper ones closed and its place in it recorded; None where it starts a new one."""
        found = self._continued(mark, level, exactly=True) or (
            None if self.resting else self._continued(mark, level, exactly=False)
        )
        if found is None:
            return None
        at, value = found
        del self.open[at + 1 :]
        self.open[at].last = value
        self.resting = False
        return self.open[at]

    def _continued(self, mark: Mark, level: int, *, exactly: bool) -> tuple[int, int] | None:
        for at in range(len(self.open) - 1, -1, -1):
            one = self.open[at]
            value = next((value for style, value in mark.readings() if style == one.style), 0)
            if not value or one.look != mark.look or (level and one.level and level != one.level):
                continue
            if value == one.last + 1 or (not exactly and self._is_loose(one, value)):
                return at, value
        return None

    def _is_loose(self, one: OpenList[Owner], value: int) -> bool:
        """Whether a number that is not the next still belongs: lists are printed with gaps, and out of order."""
        return value != 1 and (one.style == "decimal" or 0 < value - one.last <= _LARGEST_GAP)

    def make_room(self, mark: Mark, style: Style, level: int, *, led_in: bool) -> Owner | None:
        """Closes the lists that a new one stands beside or outside of, and gives the clause they stood in; None where it is nested.

        A list that numbers like an open one starts that one anew, unless it stands deeper. Beside one that numbers otherwise
        at the same depth it is nested where the line above leads in to it (`led_in`).
        """
        for at, one in enumerate(self.open):
            alike = one.style == style and one.look == mark.look
            beside = level > 0 and (one.level > level or (one.level == level and not led_in))
            if beside or (alike and not level > one.level > 0):
                del self.open[at:]
                return one.host
        return None

    def start(self, mark: Mark, style: Style, value: int, level: int, host: Owner) -> None:
        """Opens a list whose first item is still to come."""
        self.open.append(OpenList(style, mark.look, level, host, value, host))
        self.resting = False
