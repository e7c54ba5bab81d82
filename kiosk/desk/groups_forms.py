"""Make a group, or change one: what, where, how often and for how long, then a look at every date.

Leaves what the answers mean to `hub.timetable`, and what to do about clashes to `groups_preview`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from textual import on
from textual.message import Message
from textual.widgets import Input

from hub.errors import BadInput, HubError
from hub.timetable.choosing import (
    BY_DAYS,
    WEEKS_WORDS,
    HowOften,
    Often,
    how_often_words,
    offered,
    rule_for,
)
from hub.timetable.typed import read_date, read_minutes, read_time
from hub.views.groups import BankHolidayRule, Weeks
from hub.views.series import SeriesPreview
from hub.views.words import DAYS, clean_line, date_words, time_words
from kiosk.desk.choices import Choice, Options, Ticks
from kiosk.desk.errands_groups import ChangeWish, Facts, GroupErrands, GroupWish
from kiosk.desk.forms import Field, FormWindow, OneOf, SomeOf, Words
from kiosk.desk.groups_preview import PreviewWindow
from kiosk.desk.groups_words import HOLIDAYS, full_day, minutes_words

DAY_TICKS: Options = tuple((str(number), day[:3]) for number, day in enumerate(DAYS))
SEEN: Options = (("y", "everybody: kiosk and posters"), ("n", "only the desk"))
MOST_PLACES = 100_000


@dataclass
class Offer(Message):
    """What the form offers."""

    facts: Facts


@dataclass
class Previewed(Message):
    """Every date there would be."""

    wish: GroupWish | ChangeWish
    preview: SeriesPreview


@dataclass(frozen=True, slots=True)
class Answers:
    """What stands in the form, read."""

    title: str
    room: str
    at: time
    minutes: int
    rule: str
    weeks: Weeks
    holidays: BankHolidayRule
    capacity: int | None
    layout: str
    kit: tuple[str, ...]
    is_public: bool


class GroupForm(FormWindow):
    """What both forms ask."""

    SEND = "look at every date"

    def __init__(self) -> None:
        super().__init__()
        self._facts: Facts | None = None
        self._anchor: date | None = None
        """The date that "how often" is about."""
        self._wish: GroupWish | ChangeWish | None = None

    # Its lines

    def when_lines(self) -> Iterable[Field]:
        """How often, and until when."""
        anchor = self._anchor or self.app.clock.today()
        choice = self.chosen_before(anchor)
        days = choice.days or (anchor.weekday(),)
        yield OneOf("often", "How often", offered(anchor), choice.often)
        yield SomeOf("days", "On", DAY_TICKS, [str(day) for day in days])
        yield Words("rule", "Rule", choice.typed, "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU")
        yield OneOf("weeks", "Weeks", tuple(WEEKS_WORDS.items()), self.weeks_before())
        until = date_words(choice.until) if choice.until else ""
        yield Words("until", "Until", until, "leave empty: no end", 40)
        yield OneOf("holidays", "Bank holidays", HOLIDAYS, self.holidays_before())

    def chosen_before(self, anchor: date) -> HowOften:
        return HowOften(Often.WEEKLY)

    def weeks_before(self) -> Weeks:
        return Weeks.ALL

    def holidays_before(self) -> BankHolidayRule:
        return BankHolidayRule.SKIP

    def room_before(self) -> str:
        return ""

    def layout_before(self) -> str:
        return ""

    def on_mount(self) -> None:
        super().on_mount()
        self._show_lines()
        self.call_after_refresh(self.ask, self._read_facts)

    def _read_facts(self) -> Message:
        return Offer(GroupErrands(self.app.errands).facts())

    @on(Offer)
    def _offer(self, message: Offer) -> None:
        self._facts = message.facts
        names = [room.name for room in message.facts.rooms]
        rooms = [(room.name, _room_words(room.name, room.capacity)) for room in message.facts.rooms]
        before = self.room_before()
        self.control("room", Choice).offer(rooms, before if before in names else "")
        self._offer_layouts(self.layout_before())
        field = self.control("kit", Input)
        kit = ", ".join(message.facts.kit[:4])
        field.placeholder = clean_line(f"there is: {kit}" if kit else "nothing to lend yet")
        self.tell_understood()

    def _offer_layouts(self, before: str) -> None:
        names = self._facts.layouts.get(self.chosen("room"), ()) if self._facts else ()
        options = [("", "as it is"), *((name, name) for name in names)]
        self.control("layout", Choice).offer(options, before)

    def changed(self, name: str) -> None:
        if name == "room":
            self._offer_layouts(self.chosen("layout"))
        self._show_lines()

    def _show_lines(self) -> None:
        often = Often(self.chosen("often"))
        self.show_line("days", often in BY_DAYS)
        self.show_line("rule", often is Often.RULE)

    def anchor_on(self, day: date) -> None:
        """The choices are about this date from now on."""
        if day == self._anchor:
            return
        days = self.control("days", Ticks)
        before = self._anchor or self.app.clock.today()
        if days.ticked == (str(before.weekday()),):
            days.tick_only([str(day.weekday())])  # nobody chose that one: it follows the date
        self._anchor = day
        self.control("often", Choice).offer(offered(day), self.chosen("often"))
        self._show_lines()

    # What was answered

    def answers(self, starts_on: date) -> Answers:
        """Everything, read. Raises HubError at the first line that can't be."""
        title = clean_line(self.typed("title"))
        if not title:
            raise BadInput("Say what it is, for example: Knit and Natter.")
        if self._facts is None:
            raise BadInput("One moment: the rooms are still being looked up.")
        if not self.chosen("room"):
            raise BadInput("There are no rooms yet.", hint="Add one first: hub room add")
        if not self.typed("at"):
            raise BadInput("Say what time it starts, for example: 10am.")
        at = read_time(self.typed("at"))
        minutes = read_minutes(self.typed("long"))
        until = self.typed("until")
        how_often = HowOften(
            Often(self.chosen("often")),
            tuple(int(day) for day in self.ticked("days")),
            read_date(until, self.app.clock) if until else None,
            self.typed("rule"),
        )
        return Answers(
            title,
            self.chosen("room"),
            at,
            minutes,
            rule_for(how_often, starts_on),
            Weeks(self.chosen("weeks")),
            BankHolidayRule(self.chosen("holidays")),
            _read_places(self.typed("places")),
            self.chosen("layout"),
            tuple(part.strip() for part in self.typed("kit").split(",") if part.strip()),
            self.chosen("seen") == "y",
        )

    def make_wish(self) -> GroupWish | ChangeWish:
        """What is wanted. Raises HubError."""
        raise NotImplementedError

    def gather(self) -> None:
        self._wish = self.make_wish()

    def send(self) -> None:
        """Looking changes nothing: nobody need be on."""
        self.ask(self._preview)

    def _preview(self) -> Message:
        assert self._wish is not None
        return Previewed(self._wish, GroupErrands(self.app.errands).preview(self._wish))

    @on(Previewed)
    def _look(self, message: Previewed) -> None:
        self.app.push_screen(PreviewWindow(message.wish, message.preview), self._after_the_look)

    def _after_the_look(self, words: str | None) -> None:
        """Back to the form where nothing was done."""
        if words:
            self.dismiss(words)


class NewGroup(GroupForm):
    """A group to be made."""

    TITLE_WORDS = "New group"

    def fields(self) -> Iterable[Field]:
        yield Words("title", "What is it?", eg="Knit and Natter")
        yield OneOf("room", "Room", ())
        yield Words("from", "From", eg="tomorrow, next tue, 3 dec", longest=40)
        yield Words("at", "At", eg="10am", longest=20)
        yield Words("long", "How long", "1h", longest=12)
        yield from self.when_lines()
        yield from rest_lines("", (), is_public=True)

    def changed(self, name: str) -> None:
        if name == "from":
            day = self._first_day()
            if day is not None:
                self.anchor_on(day)
        super().changed(name)

    def _from(self) -> date:
        if not self.typed("from"):
            raise BadInput("Say from when: tomorrow, next tue, 3 dec.")
        return read_date(self.typed("from"), self.app.clock)

    def _first_day(self) -> date | None:
        try:
            return self._from()
        except HubError:
            return None

    def understood(self) -> str:
        day = self._from()
        return f"From {full_day(day)}: {_said(self.answers(day))}"

    def make_wish(self) -> GroupWish:
        day = self._from()
        got = self.answers(day)
        return GroupWish(
            got.title,
            got.room,
            got.rule,
            day,
            got.at,
            got.minutes,
            got.weeks,
            got.layout,
            got.kit,
            got.capacity,
            got.holidays,
            got.is_public,
        )


def rest_lines(places: str, kit: Sequence[str], *, is_public: bool) -> Iterable[Field]:
    """The lines that few need."""
    yield Words("places", "Places", places, "leave empty: as many as come", 6)
    yield OneOf("layout", "Set up as", (("", "as it is"),))
    yield Words("kit", "Kit", ", ".join(kit))
    yield OneOf("seen", "Seen by", SEEN, "y" if is_public else "n")


def _read_places(typed: str) -> int | None:
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed) <= MOST_PLACES:
        raise BadInput("Places must be a number from 1.", hint="Leave it empty: as many as come.")
    return int(typed)


def _said(got: Answers) -> str:
    often = how_often_words(got.rule, got.weeks)
    return clean_line(
        f"{often}, {time_words(got.at)}, for {minutes_words(got.minutes)}, in {got.room}."
    )


def _room_words(name: str, capacity: int | None) -> str:
    return f"{clean_line(name)}, holds {capacity}" if capacity else clean_line(name)
