"""Two entries that look alike, side by side: which one to keep, or that they aren't the same.

Leaves what putting together means to `hub.directory.uniting`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.directory.assurance import assured_words
from hub.views.editing import DeskEntry, DuplicateView
from hub.views.words import clean_line
from kiosk.desk.entry import place_words
from kiosk.desk.errands_directory import DirectoryErrands
from kiosk.desk.forms import Done
from kiosk.desk.screen import DeskWindow
from kiosk.shared.drawing import fit, wrap

LABEL = 12
CHOOSE = "Press 1 or 2: which one is kept? What it doesn't say is taken from the other."


@dataclass
class Pair(Message):
    """Both entries, as they are now."""

    entries: tuple[DeskEntry, DeskEntry]


class CompareWindow(DeskWindow[str | None]):
    """Closes with words that say what was done, or with None."""

    DEFAULT_CSS = """
    CompareWindow #window { width: 110; height: 100%; max-height: 34; }
    CompareWindow #sides { height: 1fr; background: $paper; scrollbar-size-vertical: 1; }
    CompareWindow #keep { height: auto; min-height: 2; margin: 1 0 0 0; }
    """
    AUTO_FOCUS = "#sides"
    HINT_ROOM = 74
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1,left", "choose(0)", "keep the left", key_display="1"),
        Binding("2,right", "choose(1)", "keep the right", key_display="2"),
        Binding("enter", "merge", "put together", key_display="Enter"),
        Binding("n", "apart", "not the same", key_display="n"),
        Binding("escape", "close", "never mind", key_display="Esc"),
    ]

    def __init__(self, pair: DuplicateView) -> None:
        super().__init__()
        self._pair = pair
        self._entries: tuple[DeskEntry, DeskEntry] | None = None
        self._kept: int | None = None

    def compose_body(self) -> ComposeResult:
        yield Static("Are these one and the same?", id="title", markup=False)
        yield Static(Content(clean_line(f"{'. '.join(self._pair.why)}.")), markup=False)
        with VerticalScroll(id="sides"):
            yield Static("One moment…", id="both", markup=False)
        yield Static(CHOOSE, id="keep", markup=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self.ask, self._look)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _look(self) -> Message:
        errands = DirectoryErrands(self.app.errands)
        return Pair(errands.pair(self._pair.first, self._pair.second))

    @on(Pair)
    def _show(self, message: Pair) -> None:
        self._entries = message.entries
        self._draw()
        self.furnish()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is put together before somebody could read what."""
        if action in {"choose", "apart"}:
            return self._entries is not None
        if action == "merge":
            return self._entries is not None and self._kept is not None
        return super().check_action(action, parameters)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        if self._kept is None:
            yield from (("1", "keep the left"), ("2", "keep the right"))
        else:
            yield from (("Enter", "put together"), ("1", "left"), ("2", "right"))
        yield from (("n", "not the same"), ("Esc", "never mind"))

    def _draw(self) -> None:
        if self._entries is None:
            return
        width = max(40, self.query_one("#sides").size.width - 1)
        lines = side_by_side(self._entries, self._kept, width, self.app.clock.today())
        self.query_one("#both", Static).update(Content("\n").join(lines))
        words = CHOOSE
        if self._kept is not None:
            kept, other = self._entries[self._kept], self._entries[1 - self._kept]
            words = (
                f"{kept.service.name} ({kept.service.code}) is kept. The code"
                f" {other.service.code}, also on paper, leads to it from then on. Its check stays"
                " its own."
            )
        self.query_one("#keep", Static).update(Content(clean_line(words)))

    def action_choose(self, which: int) -> None:
        self._kept = which
        self.say("")
        self._draw()
        self.furnish()

    def action_merge(self) -> None:
        if self._entries is None or self._kept is None:
            return
        kept = self._entries[self._kept].service.code
        other = self._entries[1 - self._kept].service.code
        self.with_somebody_on(lambda by: self.ask(partial(self._merge, kept, other, by)))

    def _merge(self, keep: str, other: str, by: str) -> Message:
        done = DirectoryErrands(self.app.errands).merge(keep=keep, other=other, by=by)
        return Done(f"Put together: {clean_line(done.name)}. u takes them apart again.")

    def action_apart(self) -> None:
        self.with_somebody_on(lambda by: self.ask(partial(self._tell_apart, by)))

    def _tell_apart(self, by: str) -> Message:
        one = self._pair
        DirectoryErrands(self.app.errands).not_the_same(one.first, one.second, by=by)
        names = clean_line(f"{one.first_name} and {one.second_name}")
        return Done(f"Not the same: {names}. Nobody is asked again.")

    @on(Done)
    def _was_done(self, message: Done) -> None:
        self.app.changed()
        self.dismiss(message.words)

    def action_close(self) -> None:
        self.dismiss(None)


def side_by_side(
    entries: tuple[DeskEntry, DeskEntry], kept: int | None, width: int, today: date
) -> list[Content]:
    """Both in two columns, a question a row; ≠ where they differ."""
    half = (width - LABEL - 3) // 2
    heads = [
        f"{place + 1}{' KEEP' if kept == place else ''}: {one.service.name}"
        for place, one in enumerate(entries)
    ]
    lines = _row("", heads, half, "bold")
    facts = [_facts(one, today) for one in entries]
    for (question, first), (_, second) in zip(*facts, strict=True):
        if first or second:
            sign = " " if first == second or question == "Code" else "≠"
            lines += _row(f"{sign} {question}", (first or "–", second or "–"), half, "")
    return lines


def _row(question: str, texts: Iterable[str], half: int, style: str) -> list[Content]:
    left, right = (wrap(text, half) for text in texts)
    return [
        Content.styled(fit(question if n == 0 else "", LABEL), "bold $quiet")
        + Content.styled(f" {fit(_at(left, n), half)} {fit(_at(right, n), half)}", style)
        for n in range(max(len(left), len(right)))
    ]


def _at(lines: list[str], place: int) -> str:
    return lines[place] if place < len(lines) else ""


def _facts(entry: DeskEntry, today: date) -> list[tuple[str, str]]:
    one = entry.service
    return [
        ("Offered by", one.organisation),
        ("Phone", "; ".join(phone.number for phone in one.phones)),
        ("Web", one.url),
        ("Email", one.email),
        ("Where", "; ".join(map(place_words, entry.places))),
        ("When", one.when),
        ("Who for", one.who_for),
        ("Cost", one.cost),
        ("Helps with", "; ".join(entry.needs)),
        ("Checked", assured_words(one.assured_on, today)),
        ("From", entry.source),
        ("Code", one.code),
        ("What it is", one.description),
    ]
