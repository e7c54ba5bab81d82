"""The audit trail in plain words. Which verbs there are, `hub.people.trail` says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from hub.views.people import AuditLine
from hub.views.words import clean_line, day_words_short, span_words, time_words

PHRASES: Mapping[str, str] = {
    "hub.made": "made the hub",
    "hub.restored": "brought the hub back from a backup",
    "hub.upgraded": "brought the hub up to a new version",
    "site.changed": "changed the building",
    "room.added": "added a room",
    "room.changed": "changed a room",
    "layout.added": "added a layout",
    "layout.changed": "changed a layout",
    "layout.removed": "took a layout away",
    "equipment.added": "added something to lend",
    "equipment.changed": "changed something to lend",
    "equipment.removed": "took something to lend away",
    "hours.changed": "changed opening hours",
    "term.added": "added a school term",
    "term.changed": "changed a school term",
    "term.removed": "took a school term away",
    "closure.added": "closed",
    "closure.lifted": "opened again",
    "closure.kept": "kept one event inside a closure",
    "activity.added": "added an activity",
    "activity.changed": "changed an activity",
    "booking.made": "booked",
    "booking.moved": "moved a booking",
    "booking.cancelled": "cancelled a booking",
    "booking.lapsed": "let an unconfirmed booking go",
    "booking.confirmed": "confirmed a booking",
    "booking.changed": "changed a booking",
    "booking.no-show": "noted that nobody came",
    "session.counted": "counted heads",
    "session.noted": "left a note",
    "place.taken": "gave a place",
    "place.given-up": "took a place back",
    "wait.added": "put somebody on the waiting list",
    "wait.removed": "took somebody off the waiting list",
    "told": "told somebody",
    "change.undone": "undid a change",
    "group.added": "added a group",
    "group.extended": "booked a group further ahead",
    "group.changed": "changed a group",
    "group.ended": "ended a group",
    "group.paused": "paused a group",
    "group.resumed": "let a group go on",
    "need.added": "added a need",
    "need.changed": "changed a need",
    "need.hidden": "hid a need",
    "need.shown": "showed a need again",
    "interest.added": "added an interest",
    "interest.changed": "changed an interest",
    "interest.hidden": "hid an interest",
    "interest.shown": "showed an interest again",
    "service.added": "added help to the directory",
    "service.changed": "changed help in the directory",
    "service.assured": "checked help in the directory",
    "service.hidden": "hid help in the directory",
    "service.shown": "showed help in the directory again",
    "service.merged": "put two entries of the directory together",
    "service.told-apart": "said that two entries are not the same",
    "service.unlisted": "took help out of the directory for good",
    "service.relisted": "let help into the directory again",
    "calendar.imported": "brought in a calendar",
    "directory.imported": "brought in a directory",
    "visit.recorded": "noted a visit",
    "door.counted": "counted at the door",
    "idea.added": "noted an idea",
    "idea.kept": "kept an idea",
    "idea.thrown-away": "threw an idea away",
    "wrong.noted": "noted that an entry is wrong",
    "wrong.settled": "settled that an entry is wrong",
    "volunteer.added": "added a volunteer",
    "shift.started": "began a shift",
    "shift.ended": "ended a shift",
    "backup.made": "made a backup",
    "referral.opened": "wrote down a referral",
    "referral.changed": "noted how far a referral has come",
    "referral.chased": "asked what became of a referral",
    "referral.withdrawn": "deleted a referral that was withdrawn",
    "person.exported": "gave somebody what is held on them",
    "person.erased": "erased what was held on somebody",
}
"""What somebody did, after their name."""

_UNTOLD = frozenset({"starts", "ends", "was_starts", "was_ends", "room", "was_room"})
_NAMES = {"first_timers": "first-timers", "bank_holidays": "bank holidays:", "what": ""}


def trail_words(line: AuditLine) -> str:
    """Sam booked A7KQ2: Hall A, Tue 2 Mar 10am to 11am."""
    zone = line.at.tzinfo
    fields = {name: value for name, value in line.fields if value not in ("None", "")}
    said = []
    was = _place(fields, "was_", zone)
    now = _place(fields, "", zone)
    if was and now:
        said.append(f"from {was} to {now}")
    elif now:
        said.append(now)
    if line.verb == "change.undone":
        undone = fields.pop("what", "")
        said.append(PHRASES.get(undone, undone))
    said += [
        f"{_NAMES.get(name, name.replace('_', ' '))} {value}"
        for name, value in fields.items()
        if name not in _UNTOLD
    ]
    who = line.by or "A command"
    phrase = PHRASES.get(line.verb, line.verb)
    about = f" {line.code}" if line.code else ""
    details = ", ".join(one.strip() for one in said)
    return clean_line(f"{who} {phrase}{about}{': ' if said else ''}{details}")


def _place(fields: Mapping[str, str], which: str, zone: tzinfo | None) -> str:
    """Where and when, of a booking or a closure."""
    said = [fields[f"{which}room"]] if f"{which}room" in fields else []
    try:
        starts = datetime.fromisoformat(fields[f"{which}starts"]).astimezone(zone)
        ends = datetime.fromisoformat(fields[f"{which}ends"]).astimezone(zone)
    except (KeyError, ValueError):
        return ", ".join(said)
    same_day = starts.date() == ends.date()
    until = span_words(starts, ends) if same_day else f"{time_words(starts)} on"
    return ", ".join([*said, f"{day_words_short(starts.date())} {until}"])
