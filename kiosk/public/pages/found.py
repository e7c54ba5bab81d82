"""Cards of what is found: a need, an interest, a group of needs, who can help, what to come to."""

from __future__ import annotations

from datetime import datetime

from hub.languages.language import ENGLISH, Language, to_say
from hub.noticeboard.lines import NOTHING_YET
from hub.views.directory import NeedGroupView
from hub.views.noticeboard import Found, Kind
from kiosk.public.page import Card
from kiosk.public.places import Entry, EntryKind, ForInterest, Needs, WhoCanHelp

OPEN_WORDS = {Kind.SERVICE: to_say("open now"), Kind.ACTIVITY: to_say("on now")}


def needs_card(found: Found, language: Language = ENGLISH) -> Card:
    """A need or an interest among results: it leads on to who can help, or what suits it."""
    is_need = found.kind is Kind.NEED
    leads = language.say("who can help") if is_need else language.say("what there is")
    return Card(
        title=language.say(found.name),
        lines=(_detail(found, language),),
        right=f"{leads} ►",
        mark=language.say("URGENT") if found.is_urgent else "",
        is_alarm=found.is_urgent,
        goes=WhoCanHelp(found.code) if is_need else ForInterest(found.code),
    )


def _detail(found: Found, language: Language) -> str:
    """The group of a need, and whether nobody is known who meets it."""
    nothing = language.say(NOTHING_YET) if found.helpers == 0 else ""
    group = found.detail.removesuffix(NOTHING_YET).removesuffix(" · ")
    return " · ".join(filter(None, (group and language.say(group), nothing)))


def found_card(found: Found, language: Language = ENGLISH) -> Card:
    """A line of results; what is open says so, and what nobody has checked."""
    if found.kind in (Kind.NEED, Kind.INTEREST):
        return needs_card(found, language)
    is_service = found.kind is Kind.SERVICE
    is_open = language.say(OPEN_WORDS[found.kind]) if found.is_open else ""
    when = starts_words(found.starts, language) if found.starts else found.when
    words = [is_open, found.detail, when]
    if is_service and not found.is_checked:
        words.append(
            language.say("please check before you go")
            if found.assured
            else language.say("not checked yet")
        )
    entry = Entry(EntryKind.SERVICE if is_service else EntryKind.ACTIVITY, found.code)
    return Card(
        title=found.name,
        lines=(" · ".join(word for word in words if word),),
        right=found.phone,
        mark=language.say("URGENT") if found.is_urgent else "",
        is_alarm=found.is_urgent,
        goes=entry,
        offers=entry,
    )


def starts_words(starts: datetime, language: Language) -> str:
    """The day and the time at which something begins."""
    return f"{language.day_short(starts.date())} {language.time(starts)}"


def group_card(group: NeedGroupView, language: Language) -> Card:
    """A group of needs, and what is in it."""
    hint = language.say(group.hint) if group.hint else ""
    return Card(language.say(group.name), (hint,), goes=Needs(group.slug))
