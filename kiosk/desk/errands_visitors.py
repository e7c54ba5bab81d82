"""What visitors left for the volunteers, as lines under TO DO. Runs in worker threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hub.views.sorts import WrongPart
from hub.views.visits import WrongNoteView

if TYPE_CHECKING:
    from hub.store.engine import Store

MOST = 2
"""So many entries that are said to be wrong are named."""

_PARTS = {
    WrongPart.PHONE: "the phone number",
    WrongPart.TIMES: "the day or time",
    WrongPart.ADDRESS: "the place",
    WrongPart.COST: "what it costs",
}


def visitors_say(store: Store) -> tuple[str, ...]:
    """Which entries people say are wrong, and how many ideas nobody has read. A few statements."""
    from hub.directory.wrong_notes import list_wrong_notes
    from hub.signposting.ideas import count_unread

    notes = list_wrong_notes(store)
    return (*to_do_about(notes), *_ideas(count_unread(store)))


def to_do_about(notes: tuple[WrongNoteView, ...]) -> tuple[str, ...]:
    """Those that most people say are wrong, and how many there are beside."""
    said = [_words(one) for one in notes[:MOST]]
    more = len(notes) - MOST
    if more > 0:
        said.append(f"People say that {more} more {_things(more)} wrong: press k.")
    return tuple(said)


def _things(many: int) -> str:
    return "thing is" if many == 1 else "things are"


def _words(one: WrongNoteView) -> str:
    people = "1 person says" if one.times == 1 else f"{one.times} people say"
    if one.part is WrongPart.CLOSED:
        return f"{people} that {one.name} has closed. Please check: press k."
    part = _PARTS.get(one.part)
    about = f"{part} of {one.name}" if part else f"something about {one.name}"
    return f"{people} that {about} is wrong. Please check: press k."


def _ideas(many: int) -> tuple[str, ...]:
    if not many:
        return ()
    ideas = "1 idea" if many == 1 else f"{many} ideas"
    return (f"{ideas} from visitors to read. Press i.",)
