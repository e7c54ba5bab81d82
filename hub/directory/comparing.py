"""When two names, phone numbers or web addresses of the directory are taken for the same, however
they are spelt. Store-free; what is made of it is decided by `duplicates` and `unlisting`.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from hub.views.words import fold

_WORD = re.compile(r"[^\W_]+")
_SAME = {
    "saint": "st",
    "street": "st",
    "center": "centre",
    "centres": "centre",
    "centers": "centre",
    "organization": "organisation",
    "association": "assoc",
    "doctor": "dr",
    "doctors": "dr",
    "road": "rd",
    "mount": "mt",
    "services": "service",
    "carers": "carer",
}
"""Words that people write in several ways."""
_DROPPED = frozenset(["the", "a", "of", "and", "ltd", "limited", "cic", "cio", "plc", "llp", "inc"])
"""Words that say little about which one it is."""
_LONGEST = 300
"""Letters of a name that are looked at."""


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: no accents, no "Ltd", "Saint" as "St"."""
    plain = unicodedata.normalize("NFKD", fold(name[:_LONGEST]))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = plain.replace("'", "").replace("\u2019", "").replace("&", " and ")
    plain = plain.replace("community interest company", "cic")
    words = [_SAME.get(word, word) for word in _WORD.findall(plain)]
    return tuple(word for word in words if word not in _DROPPED) or tuple(words)


def name_letters(name: str) -> str:
    """The same without spaces: "Food Bank" is "Foodbank"."""
    return "".join(name_words(name))


def name_key(name: str, organisation: str) -> str:
    """A service's name and organisation, folded: as `do_not_list.name_key` holds it."""
    return f"{name_letters(name)}\n{name_letters(organisation)}"


def phone_key(number: str) -> str:
    """The digits of a number as dialled within the country: "+44 (0)1302 736000" is 01302736000.
    Empty where it is too short to tell anything.
    """
    digits = "".join(letter for letter in number if letter.isascii() and letter.isdigit())
    if number.strip().startswith("+44") or digits.startswith("0044"):
        rest = digits.removeprefix("00").removeprefix("44").lstrip("0")
        digits = f"0{rest}"
    return digits if len(digits) >= 3 else ""


def web_host(address: str) -> str:
    """The host of a web address without its "www."; empty if there is none."""
    try:
        host = urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").rstrip(".")
