"""What a QR code says, and the words below it for those without a phone. Only what is safe for a
phone to open: web, tel, sms and mailto addresses, a bare VEVENT, a vCard.

Leaves drawing to `printables.qr`. Standard library only. What the code itself says is the same in
every language; the words below it are in the language of the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from hub.errors import BadInput, NotFound
from hub.languages.language import ENGLISH, Language
from hub.views.bookings import BookingView
from hub.views.directory import PhoneView, ServiceView
from hub.views.place import SiteView
from hub.views.plan import Plan, PlanStep
from hub.views.timetable import ActivityView, BookingStatus, SessionView
from hub.views.words import clean_line


@dataclass(frozen=True, slots=True)
class Takeaway:
    """One QR code."""

    payload: str
    """What the code says."""
    words: str
    """The same for people: printed below the code."""


_WEB = re.compile(r"https?://[^\s/?#@\\\"<>]+(?:[/?#][^\s\\\"<>]*)?", re.IGNORECASE)
_BARE_WEB = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_NUMBER = re.compile(r"\+?\(?[0-9](?:[ ().\u2010-\u2015-]*[0-9])*")
_KEYWORD = re.compile(r"\b[Tt]ext(?: the word)? [\"'‘“]?([A-Z]{2,20})\b")
_TEL = re.compile(r"(?:tel|sms):\+?[0-9]{3,18}(?:\?body=[A-Z]{2,20})?")
_MAILTO = re.compile(r"mailto:\S+")
_CARDS = (
    ("BEGIN:VEVENT\r\n", "\r\nEND:VEVENT"),
    ("BEGIN:VCARD\r\n", "\r\nEND:VCARD"),
)
_OPENS_SOMETHING = re.compile(r"\b(javascript|data|file|vbscript|intent):", re.IGNORECASE)

_CARD_BYTES = 420
"""Of a card of numbers: at level M it fills 73 modules, 37 mm on paper."""
_NATIONAL_DIGITS = 11
"""A British number with its 0. With Relay UK's 18001 before it, one has 16."""
_LINE_BYTES = 73
"""RFC 5545 §3.1 folds lines of more than 75 octets; we keep ours short instead, as not every
phone unfolds them, and a small code scans better."""


def payload_for_service(service: ServiceView, language: Language = ENGLISH) -> Takeaway:
    """How to reach who can help: the first number to talk on, else to text, else web, else email.

    Raises NotFound where it has none of them, BadInput where what it has is not safe to open.
    """
    return _reached(service.name, service.phones, service.url, service.email, language)


def payload_for_step(step: PlanStep, language: Language = ENGLISH) -> Takeaway:
    """The same for one step of a plan."""
    return _reached(step.name, step.phones, step.url, "", language)


def payload_for_plan(plan: Plan, site: SiteView, language: Language = ENGLISH) -> Takeaway:
    """The numbers of a plan as a card to keep, as many as one code can hold, and whose they are.

    A card, because many phones look up plain text on the web, where it is somebody's business.
    Emergencies come first where one was ticked. Raises NotFound where no step has a number.
    """
    is_urgent = any(need.is_urgent for need in plan.needs)
    urgent, others = plan.urgent, (*plan.steps, *plan.groups, *plan.interest_steps)
    steps = (*urgent, *others) if is_urgent else (*others, *urgent)
    numbers = [(phone.number, one.name) for one in steps if (phone := _to_talk(one.phones))]
    if not numbers:
        raise NotFound("No step of this plan has a number to scan.")
    return _numbers("Next steps", site, numbers, language)[0]


def payload_for_list(
    services: Sequence[ServiceView], site: SiteView, language: Language = ENGLISH
) -> Takeaway:
    """The numbers of what a visitor chose as a card to keep: all of them, or none.

    Raises NotFound where one of them has no number to talk on, or one code can't hold them all.
    """
    phones = [(_to_talk(one.phones), one.name) for one in services]
    numbers = [(phone.number, name) for phone, name in phones if phone]
    if numbers and len(numbers) == len(services):
        taken, held = _numbers("My list", site, numbers, language)
        if held == len(numbers):
            return taken
    raise NotFound("One code can't hold this list.", hint="Show one code for each.")


def _to_talk(phones: Sequence[PhoneView]) -> PhoneView | None:
    """The first number that one can call."""
    return next((p for p in phones if not p.is_text and _dialled(p.number)), None)


def _numbers(
    title: str, site: SiteView, numbers: Sequence[tuple[str, str]], language: Language
) -> tuple[Takeaway, int]:
    """A card of (number, name): as many as one code can hold, the first ones; and how many."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        _line("FN", f"{title}: {site.name}"),
        _line("N", title) + ";;;;",
    ]
    left = _CARD_BYTES - sum(len(line.encode()) + 2 for line in lines) - len("END:VCARD")
    held = 0
    for number, name in numbers:
        pair = [f"TEL:{_dialled(number)}", _line("NOTE", f"{clean_line(number)} {name}")]
        left -= sum(len(line.encode()) + 2 for line in pair)
        if left < 0:
            break
        lines += pair
        held += 1
    words = language.count(
        "{number} number for your phone", "{number} numbers for your phone", held
    )
    return _card([*lines, "END:VCARD"], words), held


def payload_for_activity(
    activity: ActivityView,
    next: SessionView | None,
    site: SiteView,
    language: Language = ENGLISH,
) -> Takeaway:
    """Its page on the hub's website, else its next session for the calendar, else whom to call."""
    if site.web_address:
        return _for_web(f"{site.web_address}/a/{activity.code}")
    if next is not None and not next.is_private and next.status != BookingStatus.CANCELLED:
        return payload_for_session(next, site, language)
    number = _dialled(activity.phone)
    if number:
        return _to_call(number, clean_line(activity.phone), language)
    return payload_for_hub(site)


def payload_for_session(
    session: SessionView, site: SiteView, language: Language = ENGLISH
) -> Takeaway:
    """One date for the phone's calendar, whatever the hub's website.

    Raises BadInput for a private booking, NotFound for one that was cancelled.
    """
    if session.is_private:
        raise BadInput("A private booking can't be taken away.")
    if session.status == BookingStatus.CANCELLED:
        raise NotFound(f"{session.title} is cancelled: there is no date to take away.")
    return _date(session, site, language)


def payload_for_own_booking(
    booking: BookingView, site: SiteView, language: Language = ENGLISH
) -> Takeaway:
    """The date of a booking, private or not, for whoever booked it: on their confirmation, and on
    nothing that others see. Raises NotFound for one that isn't going to happen.
    """
    if booking.status not in (BookingStatus.CONFIRMED, BookingStatus.PROVISIONAL):
        raise NotFound(f"{booking.title} doesn't happen: there is no date to take away.")
    return _date(booking, site, language)


def _date(one: SessionView | BookingView, site: SiteView, language: Language) -> Takeaway:
    lines = (
        "BEGIN:VEVENT",
        _line("SUMMARY", one.title),
        f"DTSTART:{_utc(one.starts)}",
        f"DTEND:{_utc(one.ends)}",
        _line("LOCATION", ", ".join(filter(None, (one.room, site.name)))),
        "END:VEVENT",
    )
    day, time = language.day_short(one.starts.date()), language.time(one.starts)
    return _card(lines, language.listed((clean_line(one.title), day, time)))


def shorter(payload: str) -> Iterator[str]:
    """The same date in ever fewer bytes, for a small screen: without its end, without its place,
    with less and less of its title. Nothing where it is no date. Whoever scans it is told the rest
    by the words beside the code."""
    if not payload.startswith("BEGIN:VEVENT"):
        return
    lines = [one for one in payload.split("\r\n") if not one.startswith("DTEND:")]
    yield _card(lines, "").payload
    lines = [one for one in lines if not one.startswith("LOCATION:")]
    yield _card(lines, "").payload
    title = next(one for one in lines if one.startswith("SUMMARY:"))
    for most in (24, 18, 12):
        cut = _cut(title, len("SUMMARY:") + most)
        yield _card([cut if one is title else one for one in lines], "").payload


def _cut(line: str, most: int) -> str:
    """At most so many bytes of a content line, no letter and no escape in halves."""
    if len(line.encode()) <= most:
        return line
    kept = line.encode()[: most - len("…".encode())].decode(errors="ignore").rstrip()
    return kept.rstrip("\\") + "…"


def payload_for_hub(site: SiteView) -> Takeaway:
    """The hub's website, else its address card."""
    if site.web_address:
        return _for_web(site.web_address)
    number = _dialled(site.phone)
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        _line("FN", site.name),
        _line("N", site.name) + ";;;;",
        _line("ORG", site.name),
    ]
    if number:
        lines.append(f"TEL:{number}")
    if _EMAIL.fullmatch(site.email):
        lines.append(f"EMAIL:{site.email}")
    if site.address:
        lines.append(_line("ADR", site.address.replace("\n", ", "), before=";;") + ";;;;")
    lines.append("END:VCARD")
    return _card(lines, ", ".join(filter(None, (clean_line(site.name), clean_line(site.phone)))))


def _reached(
    name: str, phones: Sequence[PhoneView], url: str, email: str, language: Language
) -> Takeaway:
    for phone in phones:
        if not phone.is_text and (number := _dialled(phone.number)):
            return _to_call(number, clean_line(phone.number), language)
    for phone in phones:
        if phone.is_text and (text := _text_line(phone, language)):
            return text
    if _web(url):
        return _for_web(url)
    if _EMAIL.fullmatch(email.strip()):
        address = email.strip()
        return _checked(f"mailto:{address}", language.say("Email {address}", address=address))
    if url.strip():
        return _for_web(url)  # refused, with the address
    raise NotFound(f"{name} has no number or web address to scan.")


def _to_call(number: str, shown: str, language: Language) -> Takeaway:
    return _checked(f"tel:{number}", language.say("Call {phone}", phone=shown))


def _dialled(number: str) -> str:
    """A number as a phone dials it from anywhere: +448088084000. Short codes stay: 116123.

    Of several numbers the first; "" where there is none.
    """
    found = _NUMBER.search(number.replace("(0)", "" if "+" in number else "0"))
    if found is None:
        return ""
    digits = ""
    for part in re.findall("[0-9]+", found[0]):
        if (
            digits[:1] == "0" != digits[1:2]
            and len(digits) >= 7
            and len(digits + part) > _NATIONAL_DIGITS
        ):
            break  # "0300 123 3393 24 hours"
        digits += part
    if found[0].startswith("+"):
        dialled = "+" + digits
    elif digits.startswith("00"):
        dialled = "+" + digits[2:]
    elif digits.startswith("0"):
        dialled = "+44" + digits[1:]
    else:
        dialled = digits
    return dialled if 3 <= len(dialled.lstrip("+")) <= 18 else ""


def _text_line(phone: PhoneView, language: Language) -> Takeaway | None:
    """ "text SHOUT to 85258" as an sms: address (RFC 5724)."""
    number = _dialled(phone.number)
    if not number:
        return None
    keyword = _KEYWORD.search(f"{phone.number} {phone.note}")
    shown = _NUMBER.search(phone.number)
    assert shown is not None
    if keyword:
        words = language.say("Text {word} to {phone}", word=keyword[1], phone=shown[0])
        return _checked(f"sms:{number}?body={keyword[1]}", words)
    return _checked(f"sms:{number}", language.say("Text {phone}", phone=shown[0]))


def _web(address: str) -> str:
    """A web address that is safe to open, or "". "www.example.org" gets its https."""
    tidy = address.strip()
    if _BARE_WEB.fullmatch(tidy):
        tidy = f"https://{tidy}"
    return tidy if _WEB.fullmatch(tidy) and tidy == clean_line(tidy) else ""


def _for_web(address: str) -> Takeaway:
    safe = _web(address)
    if not safe:
        raise BadInput(
            f"{clean_line(address)[:60]!r} is not a web address that is safe to open.",
            hint="It should begin with https://",
        )
    return _checked(safe, re.sub(r"^https?://", "", safe, flags=re.IGNORECASE).rstrip("/"))


def _card(lines: Sequence[str], words: str) -> Takeaway:
    return _checked("\r\n".join(lines), words)


def _checked(payload: str, words: str) -> Takeaway:
    """The last gate: whatever was put together above, only these forms leave."""
    is_card = any(
        payload.startswith(begins) and payload.endswith(ends) for begins, ends in _CARDS
    ) and not _OPENS_SOMETHING.search(payload)
    is_address = any(kind.fullmatch(payload) for kind in (_WEB, _TEL, _MAILTO))
    if not (is_card or is_address):
        raise BadInput(f"A QR code may not say {clean_line(payload)[:60]!r}.")
    return Takeaway(payload, words)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _line(name: str, text: str, *, before: str = "") -> str:
    """One content line with its text escaped (RFC 5545 §3.3.11) and cut to fit without folding."""
    line = f"{name}:{before}"
    left = _LINE_BYTES - len(line)
    # Titles may say "data: what is it?"; in a code that looks like an address to open.
    plain = _OPENS_SOMETHING.sub(r"\1 -", clean_line(text))
    pieces = [f"\\{letter}" if letter in "\\;," else letter for letter in plain]
    sizes = [len(piece.encode()) for piece in pieces]
    if sum(sizes) <= left:
        return line + "".join(pieces)
    left -= len("…".encode())
    count = 0
    while sizes[count] <= left:
        left -= sizes[count]
        count += 1
    return line + "".join(pieces[:count]).rstrip() + "…"
