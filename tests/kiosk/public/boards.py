"""Noticeboards for visitors' tests: a small library, honest or full of traps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from hub.noticeboard.write import Contents, write_noticeboard
from hub.views.directory import NeedGroupView, NeedView, PhoneView, ServiceView
from hub.views.place import HoursView, RoomView, SiteView
from hub.views.timetable import ActivityView, BookingStatus, SessionView

HOSTILE = "[@click=app.quit]Toddlers[/nope]"
"""Shown as it stands: never a link, never an error."""
TRAP = "\x1b[2J\x1b]0;owned\x07\u202e\x9b31m"
"""What must never reach the terminal."""
RENT_PHONE = "01632 960103"
OPENS = datetime(2026, 11, 23, 8, tzinfo=UTC)


def board_at(
    path: Path,
    *,
    sessions: int = 12,
    traps: str = "",
    name: str = "Ferry Road",
    words: Callable[[str], str] = str,
) -> Path:
    """A library with `sessions` today; `traps` is put into every text that people wrote, `words`
    says it otherwise."""
    said = words

    def text(words: str) -> str:
        return said(words) + traps

    def session(number: int) -> SessionView:
        starts = OPENS + timedelta(minutes=30 * number)
        return SessionView(
            code=f"S{number:03}",
            title=text(f"Group {number}"),
            room=said("Hall A"),
            starts=starts,
            ends=starts + timedelta(minutes=30),
            status=BookingStatus.CANCELLED if number == 7 else BookingStatus.CONFIRMED,
            activity="A1",
            who_for=text("Anyone"),
            reason=text("Boiler") if number == 7 else "",
        )

    rent = NeedView("rent", "I am behind with my rent", "home", "My home", words=("rent arrears",))
    services = (
        ServiceView(
            "E1",
            "00000000-0000-4000-8000-000000000001",
            said("Samaritans"),
            said("Samaritans"),
            phones=(PhoneView("116 123", text("free")),),
            is_urgent=True,
        ),
        ServiceView(
            "E2",
            "00000000-0000-4000-8000-000000000002",
            text("Harbour Lights"),
            text("Harbour Lights Housing Help"),
            description=text("Somebody to talk to about rent."),
            phones=(PhoneView(RENT_PHONE, text("ask for Jo")),),
            who_for=text("Anyone who rents"),
            address=text("24 Quay Street"),
            alert=text("Closed on Friday"),
            getting_in=text("Just come."),
            needs=("rent",),
        ),
    )
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    write_noticeboard(
        fresh,
        Contents(
            site=SiteView(name=text(name), zone="Europe/London"),
            published_at=OPENS,
            changes=1,
            rooms=(RoomView("R1", text("Hall A"), 40, (), (), text("left of the desk")),),
            hours=(
                *(HoursView(day, ((time(9), time(17)),)) for day in range(5)),
                HoursView(6, ((time(10), time(12)),), text("Hall A")),
            ),
            need_groups=(NeedGroupView("home", text("My home"), text("repairs"), (rent,)),),
            services=services,
            activities=(
                ActivityView(
                    "A1",
                    text("Tea and Talk"),
                    summary=text("A cup of tea."),
                    who_for=text("Anyone"),
                    contact=text("Amira"),
                    phone="01632 960100",
                    needs=("rent",),
                ),
            ),
            sessions=tuple(session(number) for number in range(sessions)),
            notices=((OPENS.date(), text("Early closing")),),
        ),
    )
    fresh.replace(path)
    return path
