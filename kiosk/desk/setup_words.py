"""What the Setting up screen says: its lists, a line for each thing, what is known of one, and what
taking it away means.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from hub.views.hours import spans_words, week_in_short
from hub.views.place import HoursView, RoomView
from hub.views.rooms import EquipmentView, LayoutView
from hub.views.terms import TermView
from hub.views.words import DAYS, clean_line, date_words_short, day_words
from kiosk.desk.errands_setup import SetUp, Thing
from kiosk.shared.drawing import fit

BUILDING = "the whole building"
WIDE = 80
"""Cells from which a list has room for one more column."""
SECTION = 18


@dataclass(frozen=True, slots=True)
class Section:
    """One list."""

    name: str
    title: str
    a_new_one: str
    """What `a` adds."""
    none_yet: str


ROOMS = Section("rooms", "Rooms", "a room", "There are no rooms yet. Press a to add one.")
LAYOUTS = Section(
    "layouts",
    "Layouts",
    "a layout",
    "A layout is a way to set a room up: rows of chairs for 60, or tables for 30. There are none"
    " yet. Press a to add one.",
)
KIT = Section(
    "kit",
    "Things to lend",
    "a thing to lend",
    "Things that go with a room: a projector, a hearing loop. There are none yet. Press a to add"
    " one.",
)
HOURS = Section(
    "hours",
    "Opening hours",
    "opening hours",
    "No opening hours are set: rooms can be booked at any time. Press a to set them.",
)
TERMS = Section(
    "terms",
    "School terms",
    "a school term",
    "Some groups meet only in term time. There are no terms yet. Press a to add one.",
)
SECTIONS = (ROOMS, LAYOUTS, KIT, HOURS, TERMS)


def things_of(section: Section, all_of_it: SetUp) -> Sequence[Thing]:
    """What stands in a list."""
    lists: dict[str, Sequence[Thing]] = {
        "rooms": all_of_it.rooms,
        "layouts": all_of_it.layouts,
        "kit": all_of_it.kit,
        "hours": all_of_it.hours,
        "terms": all_of_it.terms,
    }
    return lists[section.name]


def section_line(section: Section, all_of_it: SetUp) -> str:
    """Its name, and how much is in it."""
    many = len(things_of(section, all_of_it))
    count = "none" if not many else "set" if section is HOURS else str(many)
    return f"{fit(section.title, SECTION - 1 - len(count))} {count}"


def same(thing: Thing) -> Hashable:
    """By what a thing is known again after it was changed."""
    match thing:
        case RoomView() | EquipmentView():
            return thing.code
        case LayoutView():
            return (thing.room, thing.name)
        case HoursView():
            return (thing.room, thing.weekday)
        case TermView():
            return thing.number


def named(thing: Thing) -> str:
    """What people call it."""
    match thing:
        case LayoutView():
            return clean_line(f"{thing.room} set up as {thing.name}")
        case HoursView():
            return clean_line(f"the opening hours of {thing.room or BUILDING}")
        case _:
            return clean_line(thing.name)


def _columns(section: Section, width: int) -> tuple[int, ...]:
    wide = width >= WIDE
    match section.name:
        case "rooms":
            return (26, 6, 24, width - 59) if wide else (width - 28, 6, 20)
        case "layouts":
            rest = width - 27
            return (rest * 9 // 20, rest - rest * 9 // 20, 6, 8, 9)
        case "kit":
            return (width * 3 // 5, width - width * 3 // 5 - 1)
        case "hours":
            return (26, 10, width - 38) if wide else (18, 10, width - 30)
        case _:
            return (width - 59, 11, 11, 4, 29) if wide else (width - 29, 11, 11, 4)


_HEADINGS = {
    "rooms": ("Room", "Holds", "Part of", "Where it is"),
    "layouts": ("Room", "Set up as", "Holds", "Set up", "Tidy up"),
    "kit": ("Thing", "Where"),
    "hours": ("Where", "Day", "Open"),
    "terms": ("Term", "From", "Until", "Week", "Half-term"),
}


def heading(section: Section, width: int) -> str:
    """The names of the columns."""
    return _row(section, width, _HEADINGS[section.name])


def line_of(section: Section, thing: Thing, width: int) -> str:
    """One thing in a list."""
    return _row(section, width, _cells(thing))


def _row(section: Section, width: int, cells: Sequence[str]) -> str:
    return " ".join(
        fit(words, room) for words, room in zip(cells, _columns(section, width), strict=False)
    )


def _cells(thing: Thing) -> tuple[str, ...]:
    match thing:
        case RoomView():
            holds = "–" if thing.capacity is None else str(thing.capacity)
            return (thing.name, holds, " and ".join(thing.part_of), thing.whereabouts)
        case LayoutView():
            holds = "–" if thing.capacity is None else str(thing.capacity)
            before, after = _minutes(thing.setup_minutes), _minutes(thing.tidy_minutes)
            return (thing.room, thing.name, holds, before, after)
        case EquipmentView():
            return (thing.name, f"stays in {thing.room}" if thing.room else "goes anywhere")
        case HoursView():
            return (thing.room or BUILDING, DAYS[thing.weekday], spans_words(thing.spans))
        case TermView():
            first, last = date_words_short(thing.starts_on), date_words_short(thing.ends_on)
            return (thing.name, first, last, thing.first_week, half_term_words(thing))


def _minutes(many: int) -> str:
    return f"{many} min" if many else "–"


def half_term_words(term: TermView) -> str:
    """15 Feb 2027 to 19 Feb 2027; empty where there is none."""
    if term.half_starts_on is None or term.half_ends_on is None:
        return ""
    return f"{date_words_short(term.half_starts_on)} to {date_words_short(term.half_ends_on)}"


def facts_of(thing: Thing, all_of_it: SetUp) -> list[str]:
    """What is known of one thing, a line each."""
    match thing:
        case RoomView():
            return _room_facts(thing, all_of_it)
        case LayoutView():
            said = [f"{thing.room} set up as {thing.name}{_holds(thing.capacity)}."]
            minutes = minutes_words(thing)
            return [*said, minutes or "It takes no time to set up or to tidy up."]
        case EquipmentView():
            stays = f"It stays in {thing.room}." if thing.room else "It can go to any room."
            return [f"{thing.name}. {stays}", f"Its code: {thing.code}"]
        case HoursView():
            week = [one for one in all_of_it.hours if one.room == thing.room]
            where = thing.room or BUILDING
            return [f"{where[:1].upper()}{where[1:]}: {week_in_short(week)}."]
        case TermView():
            return term_lines(thing)


def _room_facts(room: RoomView, all_of_it: SetUp) -> list[str]:
    parts = [one.name for one in all_of_it.rooms if room.name in one.part_of]
    layouts = [one.name for one in all_of_it.layouts if one.room == room.name]
    kit = [one.name for one in all_of_it.kit if one.room == room.name]
    week = [one for one in all_of_it.hours if one.room == room.name]
    said = [f"{room.name}{_holds(room.capacity)}. {room.whereabouts}".strip()]
    if room.part_of:
        said.append(f"Part of: {' and '.join(room.part_of)}.")
    if parts:
        said.append(f"Its parts: {', '.join(parts)}.")
    if layouts or kit:
        has = [("Layouts", layouts), ("Stays here", kit)]
        said.append(" ".join(f"{what}: {', '.join(some)}." for what, some in has if some))
    if week:
        said.append(f"Open: {week_in_short(week)}.")
    return said


def _holds(capacity: int | None) -> str:
    return f" holds {capacity}" if capacity is not None else ""


def minutes_words(layout: LayoutView) -> str:
    """30 minutes to set up, 15 minutes to tidy up."""
    both = ((layout.setup_minutes, "set"), (layout.tidy_minutes, "tidy"))
    said = ", ".join(f"{many} minutes to {what} up" for many, what in both if many)
    return f"{said}." if said else ""


def term_lines(term: TermView) -> list[str]:
    """Its days in full, so that a wrong year or weekday is seen."""
    said = [f"{_day(term.starts_on)} to {_day(term.ends_on)}."]
    if term.half_starts_on is not None and term.half_ends_on is not None:
        said.append(f"Half-term: {_day(term.half_starts_on)} to {_day(term.half_ends_on)}.")
    letter = term.first_week
    return [*said, f"Its first week is {'an A' if letter == 'A' else f'a {letter}'} week."]


def _day(day: date) -> str:
    return f"{day_words(day)} {day.year}"


def removal_lines(thing: Thing, all_of_it: SetUp, in_term_time: Sequence[str]) -> list[str]:
    """What taking a thing away touches, and what stays."""
    if_wanted = "If something to come still needs it, we tell you what, and nothing happens."
    match thing:
        case RoomView():
            parts = [one.name for one in all_of_it.rooms if thing.name in one.part_of]
            layouts = [one.name for one in all_of_it.layouts if one.room == thing.name]
            said = ["Nobody can book it any more. What was in it stays on record."]
            if layouts:
                said.append(f"Its layouts go with it: {', '.join(layouts)}.")
            if any(one.room == thing.name for one in all_of_it.hours):
                said.append("Its opening hours go with it.")
            if parts or thing.part_of:
                said.append(f"These stay: {', '.join([*parts, *thing.part_of])}.")
            return [*said, if_wanted]
        case LayoutView():
            return ["Nobody can ask for it any more. Old bookings keep it.", if_wanted]
        case EquipmentView():
            return ["Nobody can borrow it any more. Old bookings keep it.", if_wanted]
        case HoursView():
            then = (
                f"{thing.room} is then open when the building is."
                if thing.room
                else "Rooms can then be booked at any time, but for those with hours of their own."
            )
            return [then, "It is for the whole week. For one day: press Esc, then Enter."]
        case TermView():
            said = [*term_lines(thing), "What is booked stays."]
            if in_term_time:
                some, more = ", ".join(in_term_time[:4]), " and more" * (len(in_term_time) > 4)
                said.append(f"These groups meet in no new weeks of it: {some}{more}.")
            return said
