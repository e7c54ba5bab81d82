"""Sheets from what is published: finds what a code means on the open noticeboard and lays it out.

Store-free, so that the kiosk, the desk and the commands print the same. What a sheet says and how
it looks is decided by the sheets themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from hub.directory.helplines import ALWAYS
from hub.errors import HubError, NotFound
from hub.languages.language import ENGLISH, Language
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.takeaway import (
    Takeaway,
    payload_for_hub,
    payload_for_service,
    payload_for_step,
)
from hub.noticeboard.window import window
from hub.signposting.urgent import step_without_entry
from hub.views.place import SiteView
from hub.views.timetable import ActivityView, SessionView
from hub.views.words import clean_line
from printables.boxes import Sheet
from printables.sheets.card_words import URGENT_NEEDS, Topic
from printables.sheets.cards import Helped, cards_sheet
from printables.sheets.hub_card import hub_card_sheet
from printables.sheets.leaflet import leaflet_sheet
from printables.sheets.leaflet_words import (
    LeafletView,
    about_activity,
    about_service,
    about_session,
)

_NEXT_DATES = 5
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
"""How a code is misread (Crockford base 32)."""


def leaflet_of(
    board: Noticeboard,
    code: str,
    *,
    now: datetime,
    language: Language = ENGLISH,
    large: bool = False,
) -> Sheet:
    """The leaflet of who can help, of what people come to, or of a date of it. `now` is aware.

    Raises NotFound for what isn't published: nobody's private hire has a leaflet.
    """
    view = leaflet_view(board, code, now=now, language=language)
    return leaflet_sheet(view, board.hub().site, large=large, language=language)


def leaflet_view(
    board: Noticeboard, code: str, *, now: datetime, language: Language = ENGLISH
) -> LeafletView:
    """What the same says."""
    site, local = board.hub().site, now.astimezone(board.zone)
    wanted = clean_line(code[:40]).upper().translate(_READ_AS)
    service = board.service(wanted)
    if service is not None:
        return about_service(service, today=local.date(), language=language)
    session = board.session(wanted) or _of_group(board, wanted, local)
    activity = board.activity((session and session.activity) or wanted)
    if activity is not None:
        return _activity_view(board, activity, local, language)
    if session is not None:
        return about_session(
            session,
            site,
            whereabouts=_whereabouts(board, (session,)),
            today=local.date(),
            language=language,
        )
    raise NotFound(
        f"Nothing that is published has the code {code[:20]!r}.", hint="See: hub find WORDS"
    )


def cards_of(
    board: Noticeboard, topic: Topic | None = None, *, language: Language = ENGLISH
) -> Sheet:
    """Pocket cards for shops: ten of a topic, or two of each of the five."""
    topics = tuple(Topic) if topic is None else (topic,)
    return cards_sheet([(one, _helped(board, one, language)) for one in topics], language=language)


def hub_card_of(board: Noticeboard, *, language: Language = ENGLISH) -> Sheet:
    """The hub's own card, ten times."""
    site = board.hub().site
    return hub_card_sheet(site, board.hours(), _to_hub(site), language=language)


def _helped(board: Noticeboard, topic: Topic, language: Language) -> Helped:
    """The hub; for an urgent topic the helpline that its need has, else one that always answers."""
    site = board.hub().site
    need = URGENT_NEEDS.get(topic)
    if need is None:
        return Helped(site, _to_hub(site))
    always = {line.dialled for line in ALWAYS}
    for service in board.helplines():
        phone = next((one for one in service.phones if not one.is_text), None)
        if need not in service.needs or phone is None or phone.number.replace(" ", "") in always:
            continue
        try:
            takeaway = payload_for_service(replace(service, phones=(phone,)), language)
        except HubError:
            continue  # a number that no phone can dial
        return Helped(site, takeaway, phone.number)
    samaritans = step_without_entry(ALWAYS[-1])
    return Helped(site, payload_for_step(samaritans, language), samaritans.phones[0].number)


def _to_hub(site: SiteView) -> Takeaway | None:
    try:
        return payload_for_hub(site)
    except HubError:
        return None  # a web address that is not safe to open


def _activity_view(
    board: Noticeboard, activity: ActivityView, local: datetime, language: Language
) -> LeafletView:
    dates = board.next_sessions(activity.code, local, _NEXT_DATES)
    return about_activity(
        activity,
        dates,
        board.hub().site,
        whereabouts=_whereabouts(board, dates),
        today=local.date(),
        language=language,
    )


def _of_group(board: Noticeboard, code: str, local: datetime) -> SessionView | None:
    """The next session of a group by the group's own code."""
    first, last = local.date(), window(local.date())[1]
    while first <= last:
        week = first + timedelta(days=6)
        for session in board.sessions(first, min(week, last)):
            if session.group == code:
                return session
        first = week + timedelta(days=1)
    return None


def _whereabouts(board: Noticeboard, sessions: Sequence[SessionView]) -> str:
    """How to get to the one room of some sessions."""
    names = {one.room for one in sessions}
    if len(names) != 1:
        return ""
    return next((room.whereabouts for room in board.rooms() if room.name in names), "")
