"""The words of referrals: what is read aloud before one, what a status is called, which may follow
which, and what a name and a contact may look like. Free of the store.
"""

from __future__ import annotations

import re

from hub.errors import BadInput
from hub.views.place import SiteView
from hub.views.referrals import CLOSED, ReferralMode, ReferralStatus, ReferralView
from hub.views.words import clean_line, date_words_short, fold

OTHER = "other"
OTHER_WORDS = "Something else"
LONGEST_NAME = 60
LONGEST_CONTACT = 120

_S = ReferralStatus
FOLLOWS: dict[ReferralStatus, tuple[ReferralStatus, ...]] = {
    _S.DRAFT: (_S.SENT,),
    _S.SENT: (_S.ACCEPTED, _S.MET, _S.NOT_MET, _S.DECLINED),
    _S.ACCEPTED: (_S.MET, _S.NOT_MET, _S.DECLINED),
    _S.MET: (),
    _S.NOT_MET: (),
    _S.DECLINED: (),
    _S.WITHDRAWN: (),
}
"""What a referral may become next. Withdrawn isn't among them: that deletes it."""

_STATUS_WORDS = {
    _S.DRAFT: "not sent yet",
    _S.SENT: "sent",
    _S.ACCEPTED: "they will help",
    _S.MET: "helped",
    _S.NOT_MET: "could not help",
    _S.DECLINED: "turned down",
    _S.WITHDRAWN: "withdrawn",
}

_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\"']+@[^\s@,;:<>()\[\]\"']+\.[^\s@,;:<>()\[\]\"'.]{2,}")
_PHONE = re.compile(r"\+?[\d ()./-]+")
_NOT_A_NAME = re.compile(r"@|www\.|://|\d{3}", re.IGNORECASE)
_FEWEST_DIGITS, _MOST_DIGITS = 9, 15  # ITU-T E.164 has at most 15


def consent_words(service: str, site: SiteView, *, mode: ReferralMode = ReferralMode.LIVE) -> str:
    """What is read aloud before details are sent to `service`, or (logged) before they are kept."""
    asks = (
        f"May we tell {service} your name, how to reach you, and what you would like help with?"
        " They will get in touch with you. We tell nobody else."
        if mode is ReferralMode.LIVE
        else "May we write down your name, how to reach you, and that you would like help from"
        f" {service}? We send them nothing. We only ask you later how it went."
    )
    return (
        f"{asks} {site.name} keeps this until six months after it is finished, and then deletes"
        " it. You can say no: you will get the same help here. You can change your mind at any"
        " time: tell us, and we delete it at once. Is that all right?"
    )


def status_words(status: ReferralStatus, mode: ReferralMode) -> str:
    """A status as people say it."""
    if mode is ReferralMode.LOGGED and status is _S.SENT:
        return "went there themselves"
    return _STATUS_WORDS[status]


def check_step(
    was: ReferralStatus, becomes: ReferralStatus, mode: ReferralMode, number: int
) -> None:
    """Raise BadInput, in words, unless `becomes` may follow `was`."""
    if becomes is _S.WITHDRAWN:
        raise BadInput(
            "Taking back a yes deletes the referral at once and for good.",
            hint=f"To do that: hub refer withdraw {number}",
        )
    if becomes in FOLLOWS[was]:
        return
    called = status_words(was, mode)
    if was is becomes:
        raise BadInput(f"That is what it is already: {called}.", hint="Nothing was changed.")
    if was in CLOSED:
        raise BadInput(
            f"This referral is closed: {called}.",
            hint="Undo that if it was a slip. If they ask again, make a new one.",
        )
    may = [one.value for one in FOLLOWS[was]]
    raise BadInput(
        f"A referral that is {was.value!r} ({called}) can't become {becomes.value!r} now.",
        hint=f"It can become: {', '.join(may)}.",
    )


def read_who(typed: str) -> str:
    """A name or initials. Raises BadInput; what was typed is not repeated."""
    words = clean_line(typed[: 4 * LONGEST_NAME])
    if not words:
        raise BadInput("Who is it for?", hint="A name, or just initials: A. K.")
    if len(words) > LONGEST_NAME:
        raise BadInput(
            f"A name has at most {LONGEST_NAME} letters.", hint="A name, or just initials: A. K."
        )
    if _NOT_A_NAME.search(words):
        raise BadInput(
            "That looks like a number or an address, not like a name.",
            hint="A name, or just initials. The phone number or email goes in its own place.",
        )
    return words


def initials(who: str) -> str:
    """A. K. of Asha Khan."""
    return " ".join(f"{word[0].upper()}." for word in re.findall(r"\w+", who)) or "?"


def steps_words(one: ReferralView) -> str:
    """not sent yet 23 Nov 2026, sent 24 Nov 2026, asked again 2 Dec 2026."""
    said = []
    before: ReferralStatus | None = None
    for status, on in one.steps:
        words = "asked again" if status is before else status_words(status, one.mode)
        said.append(f"{words} {date_words_short(on)}")
        before = status
    return ", ".join(said)


def read_contact(typed: str) -> str:
    """One phone number or one email address. Raises BadInput; what was typed is not repeated."""
    words = clean_line(typed[: 4 * LONGEST_CONTACT])
    hint = "For example: 07700 900123, or asha@example.org"
    if not words:
        raise BadInput("How can they be reached?", hint=f"One phone number or email. {hint}")
    if "@" in words:
        if len(words) <= LONGEST_CONTACT and _EMAIL.fullmatch(words):
            return words
        raise BadInput("That is not an email address.", hint=hint)
    if _PHONE.fullmatch(words) and _FEWEST_DIGITS <= len(digits(words)) <= _MOST_DIGITS:
        return words
    raise BadInput("That is not one phone number or email address.", hint=hint)


def digits(text: str) -> str:
    """The digits of a phone number as they are dialled here: +44 7700 and 07700 are one."""
    found = "".join(one for one in text if one.isdecimal() and one.isascii())
    if text.lstrip().startswith("+44") or found.startswith("0044"):
        found = "0" + found.removeprefix("00").removeprefix("44").lstrip("0")
    return found


def contact_key(contact: str) -> str:
    """A contact as two of them are compared."""
    return fold(contact) if "@" in contact else digits(contact)
