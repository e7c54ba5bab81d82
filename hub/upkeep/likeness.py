"""Whether what is written somewhere is the person who is looked for: names without case and
accents, word by word; phone numbers by their digits; email addresses without case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hub.errors import BadInput
from hub.signposting.referral_words import digits
from hub.upkeep.places import Place
from hub.views.words import clean_line, fold

LONGEST = 200
_FEWEST_DIGITS = 5
_PHONE = re.compile(r"\+?[\d ()./-]+")
_NUMBERS = re.compile(r"\+?\d[\d ()./-]*\d")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Who is looked for: one of a name, the digits of a phone number, or an email address."""

    tokens: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether it can mean one person only: a first name alone can't."""
        return len(self.tokens) != 1

    @staticmethod
    def plain(name: str) -> str:
        """A name as two of them are compared."""
        return " ".join(_tokens(name))

    @staticmethod
    def reach(contact: str) -> str:
        """A contact as two of them are compared."""
        return fold(contact) if "@" in contact else digits(contact)

    def match(self, place: Place, row: Mapping[str, Any]) -> bool | None:
        """True: the whole of it is there; False: a part of it; None: it is somebody else."""
        return self.match_values(
            [str(row[name] or "") for name in place.names],
            [str(row[name] or "") for name in place.contacts],
            [str(row[name] or "") for name in place.texts],
        )

    def match_values(
        self, names: Iterable[str], contacts: Iterable[str], texts: Iterable[str]
    ) -> bool | None:
        """The same of what the columns hold."""
        names, contacts = list(names), list(contacts)
        if self.tokens:
            if any(_tokens(one) == self.tokens for one in names):
                return True
            alike = any(self._is_like(one) for one in names)
        else:
            if any(self._is_contact(one) for one in contacts):
                return True
            alike = any(self.in_text(one) for one in (*names, *contacts))
        return False if alike or any(self.in_text(one) for one in texts) else None

    def in_text(self, written: str) -> bool:
        """Whether a text speaks of them."""
        if not written:
            return False
        if self.tokens:
            return set(self.tokens) <= set(_tokens(written))
        if self.email:
            return self.email in fold(written)
        return any(digits(one) == self.phone for one in _NUMBERS.findall(written))

    def _is_like(self, name: str) -> bool:
        """One name is in the other ("Asha" of Asha Khan), or these are the initials."""
        found = _tokens(name)
        if not found:
            return False
        if set(self.tokens) <= set(found) or set(found) <= set(self.tokens):
            return True
        return all(len(one) == 1 for one in found) and found == tuple(one[0] for one in self.tokens)

    def _is_contact(self, written: str) -> bool:
        if self.email:
            return fold(written) == self.email
        return digits(written) == self.phone


def likeness_of(words: str) -> Likeness:
    """Read whom somebody looks for. Raises BadInput."""
    tidy = clean_line(words[:LONGEST])
    if "@" in tidy:
        return Likeness(email=fold(tidy))
    if _PHONE.fullmatch(tidy) and len(digits(tidy)) >= _FEWEST_DIGITS:
        return Likeness(phone=digits(tidy))
    tokens = _tokens(tidy)
    if not any(len(one) > 1 for one in tokens):
        raise BadInput(
            "Whom shall we look for?", hint="Give a name, a phone number or an email address."
        )
    return Likeness(tokens=tokens)


def _tokens(name: str) -> tuple[str, ...]:
    bare = "".join(
        one
        for one in unicodedata.normalize("NFD", fold(name).replace("'", "").replace("’", ""))
        if not unicodedata.combining(one)
    )
    return tuple(re.findall(r"\w+", bare))
