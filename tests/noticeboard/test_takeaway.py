"""What phones are handed: right, short, and never anything but what is safe to open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from hub.errors import BadInput, HubError, NotFound
from hub.noticeboard.takeaway import (
    Takeaway,
    payload_for_activity,
    payload_for_hub,
    payload_for_own_booking,
    payload_for_plan,
    payload_for_service,
    payload_for_session,
    payload_for_step,
    shorter,
)
from hub.views.bookings import BookingView
from hub.views.directory import PhoneView
from hub.views.place import SiteView
from hub.views.plan import Plan, PlanStep, PlanWishes, StepKind
from hub.views.timetable import ActivityView, BookingStatus
from tests.noticeboard.builders import SITE, TODAY, a_service, a_session

WITH_WEB = structs.replace(SITE, web_address="https://ferryroad.example")
KNIT = ActivityView("A0004", "Knit and Natter", phone="01632 960003")


@pytest.mark.parametrize(
    ("number", "payload"),
    [
        ("0808 808 4000", "tel:+448088084000"),
        ("116 123", "tel:116123"),
        ("999", "tel:999"),
        ("+44 (0)20 7946 0958", "tel:+442079460958"),
        ("00 44 20 7946 0958", "tel:+442079460958"),
        ("(020) 7946 0958", "tel:+442079460958"),
        ("020 7946 0958 ext 12", "tel:+442079460958"),
        ("Freephone 0800 1111", "tel:+448001111"),
        ("01632 960001 or 01632 960002", "tel:+441632960001"),
        ("0300 123 3393 24 hours", "tel:+443001233393"),
        ("0808 2000 247", "tel:+448082000247"),
    ],
)
def test_numbers_are_dialled_from_anywhere_and_short_codes_stay(number: str, payload: str) -> None:
    service = a_service("Shelter", phones=(PhoneView(number),), url="https://shelter.example")
    assert payload_for_service(service) == Takeaway(payload, f"Call {number}")


def test_who_can_only_be_texted_is_texted() -> None:
    shout = a_service("Shout", phones=(PhoneView("text SHOUT to 85258", is_text=True),))
    assert payload_for_service(shout) == Takeaway("sms:85258?body=SHOUT", "Text SHOUT to 85258")
    noted = a_service("Shout", phones=(PhoneView("85258", "Text SHOUT, free", True),))
    assert payload_for_service(noted) == Takeaway("sms:85258?body=SHOUT", "Text SHOUT to 85258")


def test_a_voice_goes_before_a_text_and_a_text_before_the_web() -> None:
    text, voice = PhoneView("85258", is_text=True), PhoneView("0800 1111")
    both = a_service("Line", phones=(text, voice), url="https://line.example")
    assert payload_for_service(both).payload == "tel:+448001111"
    assert payload_for_service(structs.replace(both, phones=(text,))).payload == "sms:85258"
    assert payload_for_service(structs.replace(both, phones=())) == Takeaway(
        "https://line.example", "line.example"
    )


def test_without_number_or_web_there_is_email_and_without_that_a_refusal() -> None:
    by_mail = a_service("Advice", email="help@advice.example")
    assert payload_for_service(by_mail) == Takeaway(
        "mailto:help@advice.example", "Email help@advice.example"
    )
    with pytest.raises(NotFound, match="Advice has no number or web address to scan"):
        payload_for_service(a_service("Advice"))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,<b>",
        "file:///etc/passwd",
        "intent://scan#Intent;end",
        "ftp://advice.example",
        "https://advice.example\r\nX: y",
        "https://good.example@bad.example/",
        "https:/\\bad.example",
        "https://",
        "https://advice.example/\x1b[2J",
        "https://advice.example/\u202egpj.exe",
        "https://advice.example/<script>",
    ],
)
def test_unsafe_addresses_are_refused(address: str) -> None:
    with pytest.raises(BadInput):
        payload_for_service(a_service("Advice", url=address))
    with pytest.raises(BadInput):
        payload_for_hub(SiteView("Ferry Road", "Europe/London", web_address=address))


def test_a_bare_web_address_gets_its_https() -> None:
    assert payload_for_service(a_service("NHS", url="www.nhs.uk/111")) == Takeaway(
        "https://www.nhs.uk/111", "www.nhs.uk/111"
    )


def test_an_activity_is_its_page_else_its_next_date_else_a_call_else_the_hub() -> None:
    session = a_session(activity="A0004")
    assert payload_for_activity(KNIT, session, WITH_WEB) == Takeaway(
        "https://ferryroad.example/a/A0004", "ferryroad.example/a/A0004"
    )
    dated = payload_for_session(session, SITE)
    assert payload_for_activity(KNIT, session, SITE) == dated
    call = Takeaway("tel:+441632960003", "Call 01632 960003")
    assert payload_for_activity(KNIT, None, SITE) == call
    called_off = session._replace(status=BookingStatus.CANCELLED)
    assert payload_for_activity(KNIT, called_off, SITE) == call
    assert payload_for_activity(structs.replace(KNIT, phone=""), None, SITE) == payload_for_hub(
        SITE
    )


def test_a_session_is_a_date_in_utc() -> None:
    summer = TODAY.replace(year=2027, month=7)
    session = a_session("Tea; cake, and \\ more\nfun", summer, "10:00", "12:30")
    assert payload_for_session(session, SITE) == Takeaway(
        "BEGIN:VEVENT\r\n"
        "SUMMARY:Tea\\; cake\\, and \\\\ more fun\r\n"
        "DTSTART:20270723T090000Z\r\n"
        "DTEND:20270723T113000Z\r\n"
        "LOCATION:Hall A\\, Ferry Road Community Library\r\n"
        "END:VEVENT",
        "Tea; cake, and \\ more fun, Fri 23 Jul, 10am",
    )


def test_private_and_cancelled_sessions_are_not_taken_away() -> None:
    with pytest.raises(BadInput):
        payload_for_session(a_session(is_private=True), SITE)
    with pytest.raises(NotFound, match="Knit and Natter is cancelled"):
        payload_for_session(a_session(status=BookingStatus.CANCELLED), SITE)


def test_whoever_booked_takes_the_date_of_their_own_booking_private_or_not() -> None:
    session = a_session("Okafor family party")
    own = BookingView(
        "A7KQ2",
        session.room,
        session.starts,
        session.ends,
        session.title,
        BookingStatus.CONFIRMED,
        is_public=False,
        note="Owes us for last time",
    )
    taken = payload_for_own_booking(own, SITE)
    assert taken == payload_for_session(session, SITE)
    held = replace(own, status=BookingStatus.PROVISIONAL)
    assert payload_for_own_booking(held, SITE) == taken
    for status in (BookingStatus.CANCELLED, BookingStatus.NO_SHOW):
        with pytest.raises(NotFound, match="Okafor family party doesn't happen"):
            payload_for_own_booking(replace(own, status=status), SITE)


def test_a_date_is_told_in_ever_fewer_bytes_and_no_letter_is_halved() -> None:
    session = a_session("Tea; cake, and żółć żółć żółć", TODAY, "10:00", "12:30")
    payload = payload_for_session(session, SITE).payload
    forms = list(shorter(payload))
    sizes = [len(form.encode()) for form in (payload, *forms)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < 75
    assert "DTEND" not in forms[0]
    assert "LOCATION" in forms[0]
    assert forms[-1] == (
        "BEGIN:VEVENT\r\nSUMMARY:Tea\\; cak…\r\nDTSTART:20261123T100000Z\r\nEND:VEVENT"
    )
    assert list(shorter("tel:116123")) == []


def test_a_hub_without_a_website_is_an_address_card() -> None:
    site = structs.replace(SITE, address="1 Ferry Road\nAnytown", email="hello@ferryroad.example")
    assert payload_for_hub(site) == Takeaway(
        "BEGIN:VCARD\r\n"
        "VERSION:3.0\r\n"
        "FN:Ferry Road Community Library\r\n"
        "N:Ferry Road Community Library;;;;\r\n"
        "ORG:Ferry Road Community Library\r\n"
        "TEL:+441632960001\r\n"
        "EMAIL:hello@ferryroad.example\r\n"
        "ADR:;;1 Ferry Road\\, Anytown;;;;\r\n"
        "END:VCARD",
        "Ferry Road Community Library, 01632 960001",
    )


@given(title=st.text(max_size=300), room=st.text(max_size=100))
def test_whatever_a_title_says_the_date_stays_short_and_whole(title: str, room: str) -> None:
    payload = payload_for_session(a_session(title, room=room), SITE).payload
    lines = payload.split("\r\n")
    assert len(payload.encode()) < 300
    assert [line.partition(":")[0] for line in lines] == [
        "BEGIN",
        "SUMMARY",
        "DTSTART",
        "DTEND",
        "LOCATION",
        "END",
    ]
    assert all(len(line.encode()) <= 75 for line in lines)


def test_a_title_that_looks_like_an_address_is_made_harmless() -> None:
    payload = payload_for_session(a_session("Big data: javascript:alert(1)"), SITE).payload
    assert "SUMMARY:Big data - javascript -alert(1)\r\n" in payload


@given(url=st.text(max_size=80), number=st.text(max_size=30), email=st.text(max_size=40))
def test_only_safe_schemes_ever_leave(url: str, number: str, email: str) -> None:
    service = a_service("X", url=url, phones=(PhoneView(number),), email=email)
    try:
        payload = payload_for_service(service).payload
    except HubError:
        return
    assert payload.startswith(("https://", "http://", "tel:", "sms:", "mailto:"))
    assert payload.isprintable()
    assert " " not in payload


# --- Next steps ----------------------------------------------------------------------------------


def a_step(name: str, number: str = "", **fields: Any) -> PlanStep:
    phones = (PhoneView(number),) if number else ()
    return replace(PlanStep(StepKind.SERVICE, "S0001", name, phones=phones), **fields)


def steps_only(*steps: PlanStep, urgent: tuple[PlanStep, ...] = ()) -> Plan:
    return Plan(TODAY, "Your next steps", PlanWishes(), steps=steps, urgent=urgent)


def test_a_step_rings_its_number_or_opens_its_page() -> None:
    assert payload_for_step(a_step("Line", "0808 808 4000")) == Takeaway(
        "tel:+448088084000", "Call 0808 808 4000"
    )
    text = PhoneView("85258", "text the word SHOUT", True)
    assert payload_for_step(a_step("Shout", phones=(text,))).payload == "sms:85258?body=SHOUT"
    assert payload_for_step(a_step("Web", url="https://web.example")).words == "web.example"
    with pytest.raises(NotFound):
        payload_for_step(a_step("Nobody"))
    with pytest.raises(BadInput):
        payload_for_step(a_step("Bad", url="javascript:alert(1)"))


def test_a_plan_is_a_card_of_numbers_that_a_phone_can_keep() -> None:
    police = a_step("999: police", "999")
    plan = steps_only(
        a_step("Harbour Lights; advice", "01632 960103"), a_step("Web only"), urgent=(police,)
    )
    taken = payload_for_plan(plan, SITE)
    assert taken.payload.split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Next steps: Ferry Road Community Library",
        "N:Next steps;;;;",
        "TEL:+441632960103",
        "NOTE:01632 960103 Harbour Lights\\; advice",
        "TEL:999",
        "NOTE:999 999: police",
        "END:VCARD",
    ]
    assert taken.words == "2 numbers for your phone"
    with pytest.raises(NotFound):
        payload_for_plan(steps_only(a_step("Web only")), SITE)


def test_a_long_plan_keeps_what_fits_and_nothing_that_opens() -> None:
    long = steps_only(
        *(a_step(f"javascript:{n}" + "W" * 300, f"01632 9601{n:02d}") for n in range(30))
    )
    taken = payload_for_plan(long, SITE)
    assert len(taken.payload.encode()) <= 420
    assert "javascript:" not in taken.payload
    assert taken.payload.count("TEL:") == int(taken.words.split()[0]) >= 3
