"""What every sheet can be made from, gathered in one place: a made-up library, a hostile one, and
the demo hub. Which sheets there are is told by `tests.printables.every`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hub.errors import HubError
from hub.languages.language import Language
from hub.noticeboard.takeaway import Takeaway, payload_for_hub, payload_for_service
from hub.views.bookings import BookingView
from hub.views.directory import PhoneView, ServiceView
from hub.views.place import HoursView, RoomView, SiteView
from hub.views.plan import Plan, PlanStep, StepKind
from hub.views.timetable import ActivityView, BookingStatus, DayView, SessionView, WeekView
from tests.printables.plans import RENT, a_group, a_plan, a_step
from tests.printables.weeks import CORRECT_ON, ZONE, session

HUB_ID = "5b2f6c3a-52d4-4d0e-9a52-0c1f4f6f7f10"
_WORDS = (
    "lamp river oven paper kite apple stone ladder cup bird garden chair wool bridge tea harbour"
    " spoon letter coat window candle boat table moon"
)
KEY_WORDS = tuple(_WORDS.split(" "))
MONDAY = date(2026, 11, 30)
OPEN = ((time(9), time(12, 30)), (time(13, 30), time(17)))
HOURS = tuple(HoursView(day, OPEN if day < 5 else ()) for day in range(7))


@dataclass(frozen=True, slots=True)
class Content:
    """One hub, as far as paper is about it."""

    site: SiteView
    week: WeekView
    rooms: tuple[RoomView, ...]
    hours: tuple[HoursView, ...]
    service: ServiceView
    helpline: ServiceView
    activity: ActivityView
    dates: tuple[SessionView, ...]
    """Of the activity."""
    booking: BookingView
    plan: Callable[[Language], Plan]
    today: date = CORRECT_ON
    words: tuple[str, ...] = KEY_WORDS
    said: str = ""
    """All that somebody typed, to see that a refusal names something that was there."""

    @property
    def day(self) -> DayView:
        """The first of the week."""
        return self.week.days[0]

    @property
    def whereabouts(self) -> str:
        """How to get to the room of the activity."""
        where = (room.whereabouts for room in self.rooms if room.name == self.dates[0].room)
        return next(where, "")

    @property
    def hub_code(self) -> Takeaway | None:
        """How to reach the hub; None where it isn't safe to open."""
        try:
            return payload_for_hub(self.site)
        except HubError:
            return None

    @property
    def qr(self) -> tuple[str, str] | None:
        """The same as the walls' sheets take it."""
        code = self.hub_code
        return (code.payload, code.words) if code else None

    def helpline_code(self, language: Language) -> Takeaway | None:
        """How to reach the helpline."""
        try:
            return payload_for_service(self.helpline, language)
        except HubError:
            return None


@dataclass(frozen=True, slots=True)
class Typed:
    """What people typed, right or wrong."""

    title: str = "Knit and Natter"
    other_title: str = "Carers’ Café"
    name: str = "Ferry Road Community Library"
    room: str = "Hall A"
    words: str = "Ground floor, left of the desk. Just come."
    address: str = "12 Ferry Road, Marlow Bridge, MB4 7QT"
    phone: str = "01632 960123"
    web: str = "https://ferryroad.example"
    per_day: int = 9

    @property
    def all(self) -> str:
        """Every letter of it."""
        return "".join(
            (
                self.title,
                self.other_title,
                self.name,
                self.room,
                self.words,
                self.address,
                self.phone,
                self.web,
            )
        )


def made_up(typed: Typed) -> Content:
    """A hub in which everything is called what somebody typed."""
    rooms = (
        RoomView("R0001", typed.room, 40, ("Hall A",), ("Main Hall",), typed.words),
        RoomView("R0002", "Quiet Room", 8, ("Quiet Room",)),
    )
    site = SiteView(typed.name, "Europe/London", typed.address, typed.phone, typed.web, typed.web)
    phones = (PhoneView(typed.phone, typed.words), PhoneView("85258", typed.words, is_text=True))
    service = ServiceView(
        "B7KQ2",
        "00000000-0000-4000-8000-000000000001",
        typed.title,
        typed.name,
        description=typed.words,
        phones=phones,
        email=typed.web,
        url=typed.web,
        who_for=typed.words,
        cost=typed.other_title,
        when=typed.words,
        getting_in=typed.words,
        address=typed.address,
        area=typed.room,
        languages=("English", typed.room),
        accessibility=(typed.words, typed.room),
        alert=typed.other_title,
        assured_on=CORRECT_ON,
    )
    activity = ActivityView(
        "A7KQ2",
        typed.title,
        typed.words,
        typed.other_title,
        typed.words,
        typed.name,
        typed.phone,
        typed.words,
    )
    step = a_step(
        typed.title,
        organisation=typed.name,
        phones=phones,
        why=(typed.words, typed.room),
        meets_words=(typed.other_title,),
        url=typed.web,
        getting_in=(("When", typed.words), ("Where", typed.address), ("Cost", typed.room)),
    )
    group = a_group(typed.other_title, phones=phones, room=typed.room, url=typed.web)
    plan = a_plan(
        needs=(RENT,),
        steps=(step, a_step(typed.other_title, phones=(), url=typed.web)),
        groups=(group,),
        urgent=(*a_plan().urgent, PlanStep(StepKind.URGENT, "C7KQ2", typed.title, phones=phones)),
        lines=(typed.words,),
    )
    starts = datetime(2027, 3, 2, 10, tzinfo=ZONE)
    return Content(
        site,
        _week(typed),
        rooms,
        HOURS,
        service,
        service,
        activity,
        tuple(_date(typed, number) for number in range(5)),
        BookingView(
            "A7KQ2",
            typed.room,
            starts,
            starts + timedelta(minutes=90),
            typed.title,
            BookingStatus.CONFIRMED,
            is_public=False,
            people=40,
            layout=typed.other_title,
            equipment=(typed.words, "Urn"),
            setup_minutes=15,
            tidy_minutes=30,
            note="Owes us for last time",
        ),
        lambda _: plan,
        said=typed.all,
    )


def _week(typed: Typed) -> WeekView:
    """Monday and Thursday as full as was asked for, one thing on Tuesday, else nothing."""
    counts = (typed.per_day, 1, 0, typed.per_day // 2, 0, 0, 0)
    return WeekView(
        2026,
        49,
        tuple(
            DayView(
                MONDAY + timedelta(days=number),
                tuple(_session(typed, number, index, count) for index in range(count)),
                (typed.words,) if number == 2 and typed.words.strip() else (),
            )
            for number, count in enumerate(counts)
        ),
    )


def _session(typed: Typed, day: int, index: int, count: int) -> SessionView:
    is_off = index % 5 == 3
    return session(
        MONDAY + timedelta(days=day),
        f"{9 + index * 10 // count:02d}:{30 * (index % 2):02d}",
        60 + 30 * (index % 3),
        typed.other_title if index % 2 else typed.title,
        "Quiet Room" if index % 3 == 2 else typed.room,
        status=BookingStatus.CANCELLED if is_off else BookingStatus.CONFIRMED,
        reason=typed.words if is_off else "",
        is_private=index % 7 == 6,
    )


def _date(typed: Typed, number: int) -> SessionView:
    is_off = number == 2
    return session(
        MONDAY + timedelta(days=7 * number),
        "11:00",
        90,
        typed.title,
        typed.room,
        status=BookingStatus.CANCELLED if is_off else BookingStatus.CONFIRMED,
        reason=typed.words if is_off else "",
    )
