"""Every date before anything is done: what is in the way, sorted by kind, and one choice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.views.groups import Obstacle
from hub.views.series import DatePreview, ExceptionView, Keep, OnClash, SeriesPreview
from hub.views.words import clean_line, day_words_short, span_words, time_words
from kiosk.desk.choices import Act
from kiosk.desk.errands_groups import AddWish, GroupErrands, GroupWish, ResumeWish, SeriesWish
from kiosk.desk.forms import Done
from kiosk.desk.groups_words import changed_words, exception_line
from kiosk.desk.lines import Lines
from kiosk.desk.screen import DeskWindow
from kiosk.shared.drawing import fit

KINDS = (
    (Obstacle.BOOKING, "TAKEN"),
    (Obstacle.CLOSURE, "CLOSED"),
    (Obstacle.BANK_HOLIDAY, "BANK HOLIDAY"),
    (Obstacle.HOURS, "OUTSIDE OPENING HOURS"),
    (Obstacle.TOO_SMALL, "ROOM TOO SMALL"),
)
INDENT = "  "
CHOICES = (OnClash.SKIP, OnClash.OTHER_ROOM, OnClash.SHIFT, OnClash.STOP)
ALL_THE_SAME = 5
"""The choice that is there only where no other booking is in the way of some date."""


class PreviewWindow(DeskWindow[str | None]):
    """Closes with words for what was done, or None: nothing was done."""

    DEFAULT_CSS = """
    PreviewWindow #window { width: 78; height: 100%; max-height: 36; }
    PreviewWindow #preview { height: 1fr; background: $paper; }
    PreviewWindow #sum { height: auto; max-height: 3; }
    PreviewWindow #whole { height: 2; color: $quiet; }
    PreviewWindow Act { height: 1; }
    """
    AUTO_FOCUS = "#preview"
    HINT_ROOM = 74
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"choose({number})", show=False) for number in range(1, 6)),
        Binding("enter", "make", "Do it", key_display="Enter"),
        Binding("k", "keep", "Keep or drop"),
        Binding("escape", "close", "Back", key_display="Esc"),
    ]

    def __init__(self, wish: SeriesWish, preview: SeriesPreview) -> None:
        super().__init__()
        self._wish = wish
        self._preview = preview
        self._keep = Keep.KEEP
        """What becomes of sessions with a life of their own."""

    @property
    def _has_clashes(self) -> bool:
        return bool(self._preview.clashes)

    def compose_body(self) -> ComposeResult:
        yield Static(Content(f"{clean_line(self._preview.title)}: every date"), id="title")
        yield Static(Content(sum_words(self._preview)), id="sum", markup=False)
        yield Lines(_row, id="preview")
        yield Static(id="whole", markup=False)
        if self._preview.exceptions:
            yield Act("k", self._keep_words(), "keep", id="keep")
        if self._has_clashes:
            for number, words in enumerate(choice_words(self._preview), 1):
                yield Act(str(number), words, f"choose({number})")
        else:
            yield Act("Enter", self._do_words(), "make")

    def on_mount(self) -> None:
        super().on_mount()
        lines: Lines[str] = self.query_one(Lines)
        lines.show(preview_lines(self._preview), place=1)
        self.tell_whole()

    @on(Lines.Moved)
    @on(Lines.Touched)
    def tell_whole(self) -> None:
        """The line at the cursor, where it is longer than the list is wide."""
        lines: Lines[str] = self.query_one(Lines)
        self.query_one("#whole", Static).update(Content((lines.chosen or "").strip()))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "choose":
            return self._has_clashes
        if action == "make":
            return not self._has_clashes
        if action == "keep":
            return bool(self._preview.exceptions)
        return super().check_action(action, parameters)

    def keys_offered(self) -> Iterable[tuple[str, str]]:
        if self._has_clashes:
            yield (f"1-{len(choice_words(self._preview))}", "choose")
        else:
            yield ("Enter", "do it")
        if self._preview.exceptions:
            yield ("k", "keep or drop")
        yield ("↑ ↓", "look")
        yield ("Esc", "back, change nothing")

    def _do_words(self) -> str:
        many = len(self._preview.dates)
        dates = f"{many} date{'' if many == 1 else 's'}"
        if isinstance(self._wish, GroupWish):
            return f"make the group, with {dates}"
        if isinstance(self._wish, ResumeWish):
            return f"start again, with {dates}"
        if isinstance(self._wish, AddWish):
            return "add the date"
        return f"change {dates}"

    def _keep_words(self) -> str:
        many = len(self._preview.exceptions)
        which = f"The {many} special dates"
        stay, go = "stay as they are", "change too"
        if many == 1:
            which, stay, go = "The special date", "stays as it is", "changes too"
        return f"{which}: {stay if self._keep is Keep.KEEP else go}. Press k to change that."

    def action_keep(self) -> None:
        self._keep = Keep.DROP if self._keep is Keep.KEEP else Keep.KEEP
        self.query_one("#keep", Act).tell(self._keep_words())

    def action_choose(self, number: int) -> None:
        if number > len(choice_words(self._preview)):
            return
        if number == ALL_THE_SAME:
            self._do(OnClash.SKIP, anyway=True)
        elif CHOICES[number - 1] is OnClash.STOP or self._is_left_out(number):
            self.dismiss(None)
        else:
            self._do(CHOICES[number - 1])

    def _is_left_out(self, number: int) -> bool:
        """Whether nothing is left to do: the only date is left out."""
        return isinstance(self._wish, AddWish) and CHOICES[number - 1] is OnClash.SKIP

    def action_make(self) -> None:
        self._do(OnClash.STOP)

    def action_close(self) -> None:
        self.dismiss(None)

    def _do(self, on_clash: OnClash, *, anyway: bool = False) -> None:
        work = partial(self._carry_out, on_clash, anyway)
        self.with_somebody_on(lambda by: self.ask(partial(work, by)))

    def _carry_out(self, on_clash: OnClash, anyway: bool, by: str) -> Message:
        errands = GroupErrands(self.app.errands)
        if isinstance(self._wish, GroupWish):
            made = errands.make(self._wish, on_clash, anyway=anyway, by=by)
            left_out = len(made.clashes)
            more = f", {left_out} left out" if left_out else ""
            many = f"{made.sessions} date{'' if made.sessions == 1 else 's'}"
            return Done(clean_line(f"Made: {made.title}, {many}{more}. Code {made.code}"))
        if isinstance(self._wish, ResumeWish):
            again = errands.resume(self._wish, on_clash, anyway=anyway, by=by)
            return Done(changed_words(again, "starts again"))
        if isinstance(self._wish, AddWish):
            added = errands.add_date(self._wish, on_clash, anyway=anyway, by=by)
            return Done(changed_words(added, "has a new date"))
        exceptions = self._keep if self._preview.exceptions else Keep.ASK
        changed = errands.change(self._wish, on_clash, exceptions, anyway=anyway, by=by)
        return Done(changed_words(changed, "changed"))

    @on(Done)
    def _was_done(self, message: Done) -> None:
        self.app.changed()
        self.dismiss(message.words)


def sum_words(preview: SeriesPreview) -> str:
    """How many dates, from when to when, and how many can't be had."""
    many = len(preview.dates)
    if not many:
        return "No date at all."
    first, last = preview.dates[0].on, preview.dates[-1].on
    words = f"{many} dates, {day_words_short(first)} {first.year}"
    words += f" to {day_words_short(last)} {last.year}, in {preview.room}."
    if many == 1:
        words = f"One date, {day_words_short(first)} {first.year}, in {preview.room}."
    clashes = len(preview.clashes)
    if clashes:
        return clean_line(
            f"{words} {clashes} can't be had as {'it is' if clashes == 1 else 'they are'}."
        )
    return clean_line(f"{words} All of them are free.")


def choice_words(preview: SeriesPreview) -> tuple[str, ...]:
    """The four ways out, and a fifth where no other booking is in the way."""
    clashes = preview.clashes
    many = len(clashes)
    rooms = sum(one.other_room is not None for one in clashes)
    times = sum(one.shifted is not None for one in clashes)
    those = "that date" if many == 1 else f"those {many} dates"
    words = (
        f"leave out {those}",
        f"another room on {those} ({_found(rooms, many)})",
        f"another time on {those} ({_found(times, many)})",
        "stop: change nothing",
    )
    taken = sum(one.in_the_way[0].kind is Obstacle.BOOKING for one in clashes)
    if taken == many:
        return words
    if not taken:
        return (*words, f"meet on {those} all the same")
    return (*words, f"meet all the same where nobody has the room ({many - taken} of {many})")


def _found(number: int, many: int) -> str:
    if number == many:
        return "there is one" if many == 1 else "there is one for each"
    if not number:
        return "there is none"
    return f"{number} {'has' if number == 1 else 'have'} one; the rest are left out"


def preview_lines(preview: SeriesPreview) -> list[str]:
    """What is in the way, the hardest kind first; then what is left out; then the free dates."""
    lines: list[str] = []

    def part(heading: str, found: list[str]) -> None:
        if found:
            lines.extend([f"{heading} ({len(found)})", *(f"{INDENT}{one}" for one in found), ""])

    for kind, heading in KINDS:
        part(heading, [_clash(one) for one in preview.clashes if one.in_the_way[0].kind is kind])
    part("SPECIAL DATES", [_exception(one) for one in preview.exceptions])
    part(
        "LEFT OUT BY THE RULE",
        [
            clean_line(f"{day_words_short(one.on)} {one.on.year}: {one.why}")
            for one in preview.skipped
        ],
    )
    part("TAKEN AWAY", [_day(day) for day in preview.removed])
    part("FREE", [_when(one) for one in preview.dates if not one.in_the_way])
    return lines[:-1]


def _row(line: str, width: int) -> str:
    """A heading, or a line below one."""
    indent = INDENT if line.startswith(INDENT) else ""
    return indent + fit(line, width - len(indent))


def _day(day: date) -> str:
    return f"{day_words_short(day)} {day.year}"


def _when(one: DatePreview) -> str:
    return f"{_day(one.on)}  {span_words(one.starts, one.ends)}"


def _clash(one: DatePreview) -> str:
    words = "; ".join(what.words for what in one.in_the_way)
    ways = [
        *([one.other_room.room] if one.other_room else []),
        *([time_words(one.shifted.starts)] if one.shifted else []),
    ]
    instead = f" (free: {' or '.join(ways)})" if ways else ""
    return clean_line(f"{day_words_short(one.on)} {time_words(one.starts)}: {words}{instead}")


def _exception(one: ExceptionView) -> str:
    fits = "" if one.fits else " (not a date of the group any more)"
    return f"{exception_line(one)}{fits}"
