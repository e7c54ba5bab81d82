"""A plan from what is on the noticeboard: the one way in for desk, kiosk and commands.

Fetches what may be chosen, in a constant number of queries; what is chosen is decided in
`hub.signposting.plan`. Store-free.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from hub.errors import NotFound
from hub.languages.language import ENGLISH, Language
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.search import search
from hub.signposting.plan import build_plan
from hub.signposting.wishing import codes_in, tick, tick_interest
from hub.views.noticeboard import Kind
from hub.views.place import SiteView
from hub.views.plan import Plan, PlanSources, PlanWishes
from hub.views.words import clean_line, fold

_LIMIT_EACH = 30
"""So many of each need and interest are looked at. A plan takes three."""
_LONGEST_WORDS = 200
_LOOKED_AT = 10
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? *[0-9][A-Z]{2}\b", re.IGNORECASE)


def plan_for(
    board: Noticeboard, wishes: PlanWishes, *, now: datetime, language: Language = ENGLISH
) -> Plan:
    """The plan for what was ticked, from what is published. `now` is any aware instant.

    A code that was merged into another one counts as that one. May raise Damaged, as any read.
    """
    local = now.astimezone(board.zone)
    current = replace(
        wishes,
        pinned=_now_under(board, wishes.pinned),
        dropped=_now_under(board, wishes.dropped),
        order=_now_under(board, wishes.order),
    )
    sources = plan_sources(board, current, now=local)
    return build_plan(current, sources, now=local, language=language)


def plan_sources(board: Noticeboard, wishes: PlanWishes, *, now: datetime) -> PlanSources:
    """What the plan may be made from. `now` is local."""
    asked, liked = set(wishes.needs), set(wishes.interests)
    needs = [need for need in board.needs() if need.slug in asked]
    interests = [interest for interest in board.interests() if interest.slug in liked]
    need_slugs = [need.slug for need in needs]
    interest_slugs = [interest.slug for interest in interests]
    return PlanSources(
        needs=tuple(needs),
        interests=tuple(interests),
        services=board.services_for(
            need_slugs, interest_slugs, wishes.pinned, _LIMIT_EACH, today=now.date()
        ),
        activities=board.activities_for(
            need_slugs, interest_slugs, wishes.pinned, _LIMIT_EACH, after=now
        ),
        urgent=board.helplines(),
        area=area_of(board.hub().site),
    )


def area_of(site: SiteView) -> str:
    """Where people say they live: what the hub says, else the town of its address; "" if none."""
    if site.area:
        return clean_line(site.area)
    parts = [clean_line(_POSTCODE.sub(" ", part)) for part in re.split(r"[,\n]", site.address)]
    towns = [part for part in parts[1:] if part and not any(letter.isdigit() for letter in part)]
    return towns[-1] if towns else ""


def _now_under(board: Noticeboard, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes under which entries stand now."""
    found = (
        service.code if (service := board.service(code)) else code
        for code in codes_in(tuple(codes))
    )
    return tuple(dict.fromkeys(found))


def read_wishes(
    board: Noticeboard, typed: Iterable[str], *, interests: Iterable[str] = (), today: date
) -> PlanWishes:
    """What somebody wishes for, from short names, names or plain words: "lonely", "rent arrears".

    Raises NotFound for words that stand for no need and no interest; those of `interests` must
    stand for an interest.
    """
    needs = {need.slug: need.name for need in board.needs()}
    likes = {one.slug: one.name for one in board.interests()}
    wishes = PlanWishes()

    def meant(words: str, *names: Mapping[str, str]) -> tuple[str, bool]:
        """The slug, and whether it is a need."""
        wanted = fold(words[:_LONGEST_WORDS])
        for known in names:
            for slug, name in known.items():
                if wanted in (slug, fold(name)):
                    return slug, known is needs
        for found in search(board, words, today=today, limit=_LOOKED_AT).results:
            if found.kind in (Kind.NEED, Kind.INTEREST):
                is_need = found.kind is Kind.NEED
                if any(known is (needs if is_need else likes) for known in names):
                    return found.code, is_need
        raise NotFound(
            f"We don't know what {clean_line(words[:_LONGEST_WORDS])[:60]!r} stands for.",
            hint="Use other words, or one of: hub need list"
            if needs in names
            else "Use other words, or one of: hub interest list",
        )

    for words in typed:
        slug, is_need = meant(words, needs, likes)
        if slug not in (wishes.needs if is_need else wishes.interests):
            wishes = (tick if is_need else tick_interest)(wishes, slug)
    for words in interests:
        slug, _ = meant(words, likes)
        if slug not in wishes.interests:
            wishes = tick_interest(wishes, slug)
    return wishes
