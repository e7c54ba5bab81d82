"""What each field of an entry may hold when people type it. Bad input is refused with the name of
its field; nothing is guessed. Store-free. Feeds are read by `openreferral`, with more patience.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from hub.errors import WrongField
from hub.views.words import clean, clean_line

LONGEST = {
    "name": 200,
    "organisation": 200,
    "description": 5000,
    "opening": 500,
    "who_for": 1000,
    "cost": 500,
    "getting_in": 2000,
    "alert": 1000,
    "reason": 300,
}
"""Letters that a text may have."""
LABELS = {
    "name": "Name",
    "organisation": "Organisation",
    "description": "What it is",
    "url": "Web address",
    "email": "Email",
    "status": "Open or closed",
    "phones": "Phone numbers",
    "places": "Place",
    "contacts": "Contact",
    "times": "Opening times",
    "opening": "Opening times in words",
    "who_for": "Who it is for",
    "ages": "Ages",
    "cost": "Cost",
    "languages": "Languages",
    "areas": "Area",
    "getting_in": "How to get in",
    "alert": "Please note",
    "needs": "Helps with",
    "interests": "For people who like",
    "is_local": "Near here",
    "is_urgent": "Urgent helpline",
    "reason": "Reason",
}
"""The fields of a form in words."""

MOST = 50
"""Phones, places, languages and so on that one entry may have."""

_EMAIL = re.compile(r"[^@\s<>\"'(),;:\\]{1,64}@[^@\s<>\"'(),;:\\]+\.[^@\s<>\"'(),;:\\.]{2,}")
_HOST = re.compile(r"(?:[\w-]{1,63}\.)+[\w-]{2,63}")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d)")
_EXTENSION = re.compile(r"^(.*?)\s*(?:ext(?:ension|n)?\.?|x)\s*(\d{1,10})$", re.IGNORECASE)
_DIALLED = re.compile(r"\+?[\d\s().\-/]+")
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})", re.ASCII)
_AGES = tuple(
    (re.compile(f"(?:ages?d? )?(?:{pattern})(?: years?)?(?: olds?)?", re.ASCII), kind)
    for pattern, kind in (
        (r"(\d{1,3})(?: ?- ?| to | and )(\d{1,3})", "both"),
        (r"(?:from )?(\d{1,3}) ?(?:\+|plus|and (?:over|above|up)|or over)", "low"),
        (r"over (\d{1,3})s?", "low"),
        (r"(?:up )?to (\d{1,3})", "high"),
        (r"(\d{1,3}) (?:and|or) (?:under|younger|below)", "high"),
        (r"under (\d{1,3})s?", "below"),
        (r"(\d{1,3})", "both"),
    )
)
_OLDEST = 120


def read_text(field: str, text: str) -> str:
    """A text with its newlines."""
    return _fits(field, clean(_sized(field, text)))


def read_line(field: str, text: str) -> str:
    """A text on one line."""
    return _fits(field, clean_line(_sized(field, text)))


def required_line(field: str, text: str) -> str:
    """A text on one line that must be there."""
    line = read_line(field, text)
    if not line:
        raise WrongField(f"{LABELS[field]}: it can't be empty.", field=field, hint="Write it in.")
    return line


def _sized(field: str, text: str) -> str:
    """A megabyte isn't even cleaned: it is refused as it comes."""
    most = LONGEST.get(field, 200)
    if len(text) > 20 * most:
        _too_long(field, most)
    return text


def _fits(field: str, text: str) -> str:
    most = LONGEST.get(field, 200)
    if len(text) > most:
        _too_long(field, most)
    return text


def _too_long(field: str, most: int) -> None:
    raise WrongField(
        f"{LABELS.get(field, field)}: that is too long.",
        field=field,
        hint=f"Write it in at most {most} letters.",
    )


def short_lines(field: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Short texts of which there may be several; each once, empty ones left out."""
    few(field, texts)
    return tuple(filter(None, dict.fromkeys(read_line(field, text) for text in texts)))


def few(field: str, things: tuple[object, ...]) -> None:
    """No more of them than anybody would read."""
    if len(things) > MOST:
        raise WrongField(
            f"{LABELS[field]}: there are more than {MOST} of them.",
            field=field,
            hint="Keep those that people need.",
        )


def read_languages(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Names of languages: English, Polish, British Sign Language."""
    found = short_lines("languages", texts)
    for text in found:
        if len(text) > 60 or any(letter.isdigit() or letter in "<>{}[]=@/\\" for letter in text):
            raise WrongField(
                f"Languages: {text[:60]!r} is not the name of a language.",
                field="languages",
                hint='Write them like "English, Polish, British Sign Language".',
            )
    return tuple(text[:1].upper() + text[1:] for text in found)


def read_phone(number: str, extension: str) -> tuple[str, str]:
    """The number and the extension, e.g. "01302 736000 ext 12" -> "01302 736000", "12"."""
    line = clean_line(number[:500])
    inner = clean_line(extension[:500])
    match = _EXTENSION.match(line)
    if match and not inner:
        line, inner = match[1], match[2]
    digits = sum(letter.isdigit() for letter in line)
    if not line.isascii() or not _DIALLED.fullmatch(line) or not 3 <= digits <= 15:
        raise WrongField(
            f"Phone numbers: {line[:60]!r} is not a phone number.",
            field="phones",
            hint='Write only the number, like "01302 736000" or "116 123". Words go into its note.',
        )
    if inner and not (inner.isascii() and inner.isdigit() and len(inner) <= 10):
        raise WrongField(
            f"Phone numbers: {inner[:60]!r} is not an extension.",
            field="phones",
            hint='An extension is a few digits, like "12".',
        )
    return line, inner


def read_web(text: str) -> str:
    """An http or https address; "www.example.org" gets its "https://"."""
    line = clean_line(text[:5000])
    if not line:
        return ""
    whole = line if _SCHEME.match(line) else f"https://{line}"
    try:
        parts = urlsplit(whole)
        host, _port = parts.hostname or "", parts.port
        fits = parts.scheme in ("http", "https") and parts.username is None
    except ValueError:
        host, fits = "", False
    if not fits or not _HOST.fullmatch(host) or " " in whole or len(whole) > 2000:
        raise WrongField(
            f"Web address: {line[:80]!r} is not a web address.",
            field="url",
            hint='Write it like "www.example.org" or "https://example.org/help".',
        )
    return whole


def read_email(text: str, field: str = "email") -> str:
    """An email address."""
    line = clean_line(text[:1000])
    if line and (len(line) > 254 or not _EMAIL.fullmatch(line)):
        raise WrongField(
            f"{LABELS[field]}: {line[:80]!r} is not an email address.",
            field=field,
            hint='Write it like "help@example.org".',
        )
    return line


def read_postcode(text: str) -> str:
    """A postcode in its usual spelling: "dn13bd" -> "DN1 3BD"."""
    line = clean_line(text[:100]).upper()
    if not line:
        return ""
    match = _POSTCODE.fullmatch(line)
    if not match:
        raise WrongField(
            f"Place: {line[:40]!r} is not a postcode.",
            field="places",
            hint='Write it like "DN1 3BD".',
        )
    return f"{match[1]} {match[2]}"


def read_ages(text: str) -> tuple[int | None, int | None]:
    """The youngest and the oldest: "5 to 11", "18+", "under 25", "all ages"."""
    line = clean_line(text[:200]).casefold().replace("\u2013", "-").removesuffix(" only")
    if line in ("", "all", "all ages", "any age", "everybody", "everyone"):
        return None, None
    for pattern, kind in _AGES:
        match = pattern.fullmatch(line)
        if match:
            ages = _ages(kind, [int(number) for number in match.groups()])
            if ages is not None:
                return ages
    raise WrongField(
        f"Ages: {line[:60]!r} can't be read.",
        field="ages",
        hint='Write them like "5 to 11", "18 and over", "up to 25" or "all ages".',
    )


def _ages(kind: str, numbers: list[int]) -> tuple[int | None, int | None] | None:
    low, high = numbers[0], numbers[-1]
    if high > _OLDEST or low > high:
        return None
    # Nobody is younger than 0, so 0 as the youngest says nothing.
    if kind == "low":
        return low or None, None
    if kind == "high":
        return None, high or None
    if kind == "below":
        return (None, high - 1) if high > 1 else None
    return low or None, high or None
