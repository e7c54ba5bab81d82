"""What a plan may choose from: who meets any of several needs and interests, and what to come to,
in a constant number of queries. Which of them a plan takes is decided by `hub.signposting.plan`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from hub.directory.assurance import is_current
from hub.noticeboard import rows
from hub.noticeboard.file import PublishedFile
from hub.views.directory import ServiceView
from hub.views.plan import ServiceChoice
from hub.views.timetable import ActivityView

_SPARE = 4
"""So many times more are looked at than are given: what went stale since the file was published
moves down among them."""

# The first entries by id, which is the order of quality, of each need and interest.
_TIED = """
WITH tied (wish, entry_id) AS (
    SELECT need_id, entry_id FROM meets
    WHERE need_id IN (SELECT id FROM need WHERE slug IN (SELECT value FROM json_each(?)))
    UNION ALL
    SELECT interest_id, entry_id FROM suits
    WHERE interest_id IN (SELECT id FROM interest WHERE slug IN (SELECT value FROM json_each(?)))
), placed AS (
    SELECT wish, entry_id, row_number() OVER (PARTITION BY wish ORDER BY entry_id) AS place
    FROM tied WHERE entry_id IN (SELECT id FROM {table})
)
"""
_AMONG_THEM = """
WHERE id IN (SELECT entry_id FROM placed WHERE place <= ?)
    OR code IN (SELECT value FROM json_each(?))
    OR code IN (SELECT into_code FROM merged WHERE code IN (SELECT value FROM json_each(?)))
ORDER BY id
"""


def chosen_services(
    file: PublishedFile,
    needs: Sequence[str],
    interests: Sequence[str],
    codes: Sequence[str],
    limit_each: int,
    today: date,
) -> tuple[ServiceChoice, ...]:
    """See `Noticeboard.services_for`."""
    found = file.rows(
        rows.service,
        _TIED.format(table="service") + rows.SERVICE + _AMONG_THEM,
        *_wishes(needs, interests, codes, limit_each * _SPARE),
    )
    # Those under an old code stand under the new one.
    now_under = dict(
        file.rows(
            _pair,
            "SELECT code, into_code FROM merged WHERE code IN (SELECT value FROM json_each(?))",
            _json(codes),
        )
    )
    kept = {now_under.get(code, code) for code in codes}
    found.sort(key=lambda one: not one.is_urgent and not _is_sure(one, today))
    # A need and an interest may have the same slug.
    left = dict.fromkeys(((slug, False) for slug in needs), limit_each)
    left.update(dict.fromkeys(((slug, True) for slug in interests), limit_each))
    choices = []
    for service in found:
        wishes = [(slug, False) for slug in service.needs]
        wishes += [(slug, True) for slug in service.interests]
        meets = [wish for wish in wishes if wish in left]
        if service.code in kept or any(left[wish] > 0 for wish in meets):
            choices.append(ServiceChoice(service, service.interests))
        for wish in meets:
            left[wish] -= 1
    return tuple(choices)


def chosen_activities(
    file: PublishedFile,
    needs: Sequence[str],
    interests: Sequence[str],
    codes: Sequence[str],
    limit_each: int,
) -> list[ActivityView]:
    """See `Noticeboard.activities_for`."""
    return file.rows(
        rows.activity,
        _TIED.format(table="activity") + rows.ACTIVITY + _AMONG_THEM,
        *_wishes(needs, interests, codes, limit_each),
    )


def _wishes(
    needs: Sequence[str], interests: Sequence[str], codes: Sequence[str], limit: int
) -> tuple[object, ...]:
    return _json(needs), _json(interests), limit, _json(codes), _json(codes)


def _is_sure(service: ServiceView, today: date) -> bool:
    return service.vanished_on is None and is_current(service.assured_on, today)


def _json(items: Iterable[str]) -> str:
    return json.dumps(list(items))


def _pair(code: str, into: str) -> tuple[str, str]:
    return code, into
