"""Leaflets of a made-up library, and a language with long words, for the paper tests."""

from __future__ import annotations

from datetime import date, datetime, time
from gettext import NullTranslations
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from hub.languages.catalogue import language_for
from hub.languages.language import Language
from hub.languages.spoken import LANGUAGES
from hub.views.directory import PhoneView, ServiceView
from hub.views.place import HoursView, SiteView
from hub.views.timetable import ActivityView, BookingStatus, SessionView
from tests.printables.weeks import SITE, session

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=ZoneInfo("Europe/London"))
OFFLINE = replace(SITE, web_address="")
CAFE = ActivityView(
    "A7KQ2",
    "Carers’ Café",
    "Tea, cake and people who know what it is like.",
    "Anyone who looks after someone",
    "Free",
    "Pat",
    "01632 960115",
    "Just come.",
)
HELP = ServiceView(
    "B7KQ2",
    "00000000-0000-4000-8000-000000000001",
    "Harbour Lights advice",
    "Harbour Trust",
    description="Help with rent, repairs and letters from a landlord.",
    phones=(PhoneView("01632 960103", "ask for Jo"), PhoneView("01632 960104", "evenings")),
    url="https://harbour.example/",
    who_for="Tenants and lodgers",
    cost="Free",
    when="Tuesday and Thursday, 10am to 3pm",
    getting_in="Just come.",
    address="3 Quay Street, Wherrybridge, WY1 2QS",
    languages=("English", "Polish"),
    accessibility=("No steps", "Lift"),
    assured_on=date(2026, 11, 3),
)
SPANS = ((time(9), time(17)),)
WEEK = tuple(HoursView(day, SPANS if day < 5 else ()) for day in range(7))


def dates(*cancelled: int, room: str = "Hall B") -> tuple[SessionView, ...]:
    """Five Tuesdays, those of some numbers called off."""
    return tuple(
        session(
            date(2026, 11 + (24 + 7 * n > 30), (24 + 7 * n - 1) % 30 + 1),
            "11:00",
            90,
            "Carers’ Café",
            room,
            status=BookingStatus.CANCELLED if n in cancelled else BookingStatus.CONFIRMED,
            reason="The boiler is being mended." if n in cancelled else "",
        )
        for n in range(5)
    )


def left_to_right() -> list[Language]:
    """Every language that needs no font of its own, and one with words half as long again."""
    known = [language_for(one.code) for one in LANGUAGES if not one.is_right_to_left]
    return [*known, replace(known[1], catalogue=_Longer())]


class _Longer(NullTranslations):
    """As if every sentence came out half as long again, places kept."""

    def gettext(self, message: str) -> str:
        return message + "żó"[: len(message) // 8] + " słow" * (len(message) // 12)


def hostile_service(words: str) -> ServiceView:
    """The same words everywhere."""
    names = "organisation description email url who_for cost when getting_in address area alert"
    given: dict[str, Any] = dict.fromkeys(names.split(" "), words)
    phones = tuple(PhoneView(words, words, is_text) for is_text in (False, True, False, False))
    return ServiceView(
        "B7KQ2",
        "",
        words,
        phones=phones,
        languages=(words,) * 3,
        accessibility=(words,) * 3,
        **given,
    )


def hostile_site(words: str) -> SiteView:
    """A hub called so, at such an address."""
    return SiteView(words, "Europe/London", address=words, phone=words, email=words)
