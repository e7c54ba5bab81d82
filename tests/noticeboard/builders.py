"""Builds noticeboard files for tests, from views or from the needs and help that we ship."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from hub.clock import Clock
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.write import Contents, write_noticeboard
from hub.resources import read_toml
from hub.settings import Settings
from hub.store.engine import Store
from hub.timetable.activities import add_activity
from hub.views.directory import NeedGroupView, NeedView, PhoneView, ServiceView
from hub.views.interests import InterestKind, InterestView
from hub.views.place import RoomView, SiteView
from hub.views.timetable import ActivityView, BookingStatus, SessionView

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 23)
SITE = SiteView("Ferry Road Community Library", "Europe/London", phone="01632 960001")


def at(day: date, clock_time: str) -> datetime:
    """A local wall time on a day: at(TODAY, "10:00")."""
    return datetime.fromisoformat(f"{day.isoformat()}T{clock_time}").replace(tzinfo=LONDON)


def a_session(
    title: str = "Knit and Natter",
    day: date = TODAY,
    starts: str = "10:00",
    ends: str = "12:00",
    **fields: Any,
) -> SessionView:
    """A public session in Hall A."""
    given: dict[str, Any] = {
        "code": f"B{crc32(f'{title} {day} {starts}'.encode()):08x}",
        "room": "Hall A",
        "status": BookingStatus.CONFIRMED,
        **fields,
    }
    return SessionView(title=title, starts=at(day, starts), ends=at(day, ends), **given)


def a_service(name: str, number: int = 1, **fields: Any) -> ServiceView:
    """Somebody who can help, checked yesterday."""
    given: dict[str, Any] = {
        "code": f"S{number:04d}",
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "organisation": name,
        "assured_on": TODAY - timedelta(days=1),
        **fields,
    }
    return ServiceView(name=name, **given)


def a_need(slug: str, name: str, *words: str, **fields: Any) -> NeedView:
    """A need in the group "My home"."""
    return NeedView(slug, name, "home", "My home", words=words, **fields)


def home(*needs: NeedView) -> NeedGroupView:
    """The group "My home" with these needs."""
    return NeedGroupView("home", "My home", "losing it, finding one, repairs", needs)


def a_file(path: Path, **contents: Any) -> Path:
    """A noticeboard file at `path` with only what the test gives."""
    given: dict[str, Any] = {
        "site": SITE,
        "published_at": datetime(2026, 11, 23, 10, 42, tzinfo=UTC),
        "changes": 1,
        "rooms": (RoomView("R0001", "Hall A", 40, ("Hall A",)),),
        **contents,
    }
    write_noticeboard(path, Contents(**given))
    return path


def a_board(folder: Path, **contents: Any) -> Noticeboard:
    """The same, opened."""
    return Noticeboard.open(a_file(folder / "noticeboard.sqlite", **contents))


def shipped_need_groups() -> tuple[NeedGroupView, ...]:
    """The needs that every hub starts with."""
    table = read_toml("needs.toml")
    return tuple(
        NeedGroupView(
            group["slug"],
            group["name"],
            group["hint"],
            tuple(
                NeedView(
                    need["slug"],
                    need["name"],
                    group["slug"],
                    group["name"],
                    need.get("urgent", False),
                    need.get("discreet", False),
                    tuple(need.get("words", ())),
                )
                for need in table["need"]
                if need["group"] == group["slug"]
            ),
        )
        for group in table["group"]
    )


def shipped_interests() -> tuple[InterestView, ...]:
    """The interests that every hub starts with."""
    return tuple(
        InterestView(one["slug"], InterestKind(one["kind"]), one["name"], tuple(one["words"]))
        for one in read_toml("interests.toml")["interest"]
    )


def shipped_services() -> Iterable[ServiceView]:
    """The national help that every hub starts with, urgent first, none of it checked."""
    table = read_toml("starter.toml")
    names = {one["slug"]: one["name"] for one in table["organisation"]}
    services = sorted(table["service"], key=lambda one: not one.get("urgent", False))
    for number, one in enumerate(services):
        yield ServiceView(
            code=f"S{number:04d}",
            id=one["id"],
            name=one["name"],
            organisation=names[one["organisation"]],
            description=one["description"],
            phones=tuple(
                PhoneView(phone["number"], phone.get("note", ""), phone.get("text", False))
                for phone in one["phones"]
            ),
            url=one.get("url", ""),
            who_for=one.get("who_for", ""),
            is_urgent=one.get("urgent", False),
            needs=tuple(one.get("needs", ())),
        )


def some_activities() -> tuple[ActivityView, ...]:
    """What people come to at Ferry Road."""
    return (
        ActivityView("A0001", "Baby Rhymes", "Songs for babies", "Babies and their grown-ups"),
        ActivityView("A0002", "Carers' Café", "Tea and talk", "People who care for someone"),
        ActivityView("A0003", "Dementia Singing", "Songs we all know", needs=("memory-loss",)),
        ActivityView("A0004", "Knit and Natter", "Bring your wool", "Anyone"),
        ActivityView("A0005", "Money Advice", "Debts and benefits, one to one"),
    )


def ferry_road(folder: Path) -> Noticeboard:
    """A board with everything that we ship and a few activities."""
    return a_board(
        folder,
        need_groups=shipped_need_groups(),
        interests=shipped_interests(),
        services=shipped_services(),
        activities=some_activities(),
    )


def add_tea(store: Store, clock: Clock, title: str = "Tea") -> str:
    return add_activity(store, clock, title=title).code


def left_over(settings: Settings) -> list[str]:
    return sorted(path.name for path in settings.folder.iterdir())
