"""What sessions are meetings of, in one query however many there are."""

from __future__ import annotations

import json
from collections.abc import Iterable

from hub.noticeboard import rows
from hub.noticeboard.file import PublishedFile
from hub.views.timetable import ActivityView, SessionView


def activities_of(file: PublishedFile, sessions: Iterable[SessionView]) -> dict[str, ActivityView]:
    """The activities of those sessions, by their codes."""
    codes = json.dumps(sorted({one.activity for one in sessions if one.activity}))
    where = "WHERE code IN (SELECT value FROM json_each(?))"
    found = file.rows(rows.activity, f"{rows.ACTIVITY} {where}", codes)
    return {one.code: one for one in found}
