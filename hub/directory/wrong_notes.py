"""Somebody says that an entry is wrong: which entry, and which part of it. A volunteer looks, puts
it right (that is an edit, made elsewhere) and settles the note.

From a kiosk there are no words, and no line of the trail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlmodel import Session, col

from hub.clock import Clock, monday_of
from hub.errors import BadInput, NotFound
from hub.people.trail import record
from hub.people.undo import Scope, undoable
from hub.store.codes import tidy_code
from hub.store.engine import Store
from hub.store.tables import Activity, MergedService, Service, WrongNote
from hub.views.sorts import Channel, WrongPart
from hub.views.visits import WrongNoteView
from hub.views.words import clean_line

LONGEST = 500
MOST_OF_ONE = 50
"""So many notes of one code and part wait at most: more say nothing new."""
GONE = "no longer in the directory"
_LARGEST_KEY = 2**31 - 1


@dataclass(frozen=True, slots=True)
class NewNote:
    """A note as it came in."""

    code: str
    part: WrongPart
    week: date


def note_wrong(
    store: Store,
    clock: Clock,
    *,
    code: str,
    part: WrongPart,
    detail: str = "",
    channel: Channel = Channel.DESK,
    by: str | None = None,
) -> WrongNoteView:
    """Note that this part of an entry or activity is wrong. Raises NotFound for a code of neither,
    BadInput where `detail` is too long.
    """
    said = clean_line(detail)
    if len(said) > LONGEST:
        raise BadInput(f"That is {len(said)} letters long.", hint=f"At most {LONGEST}.")

    def work(session: Session) -> int:
        current = current_codes(session, [tidy_code(code)])
        if not current:
            raise NotFound(
                f"No entry and no activity has the code {clean_line(code)!r}.",
                hint="Find its code with: hub find WORDS",
            )
        (its_code,) = current.values()
        with undoable(
            session,
            clock,
            by=by,
            verb="wrong.noted",
            code=its_code,
            label=f"Noted that {_NAMED[part]} of {its_code} is wrong",
            scopes=(),
        ) as touched:
            row = _row(NewNote(its_code, part, monday_of(clock.today())), channel, said)
            number = session.execute(
                insert(WrongNote).returning(col(WrongNote.id)), row
            ).scalar_one()
            touched.scopes.append(Scope(WrongNote, col(WrongNote.id) == number))
        record(session, clock, by=by, verb="wrong.noted", code=its_code, part=part.value)
        return int(number or 0)

    number = store.transact(work)
    with store.read() as session:
        return next(one.view for one in _notes(session) if number in one.numbers)


def take_in(session: Session, notes: Sequence[NewNote], channel: Channel) -> int:
    """Write notes that came from a kiosk into the caller's transaction; says how many were of
    entries that there are, and new enough to say something. Five statements at most.
    """
    current = current_codes(session, sorted({one.code for one in notes}))
    if not current:
        return 0
    waiting: dict[tuple[str, str], int] = {
        (code, part): times
        for code, part, times in session.execute(
            select(col(WrongNote.code), col(WrongNote.part), func.count())
            .where(col(WrongNote.settled_on).is_(None))
            .group_by(col(WrongNote.code), col(WrongNote.part))
        )
    }
    rows = []
    for one in notes:
        code = current.get(one.code)
        if code is None or waiting.get((code, one.part), 0) >= MOST_OF_ONE:
            continue
        waiting[code, one.part] = waiting.get((code, one.part), 0) + 1
        rows.append(_row(NewNote(code, one.part, one.week), channel, ""))
    if rows:
        session.execute(insert(WrongNote), rows)
    return len(rows)


def list_wrong_notes(store: Store) -> tuple[WrongNoteView, ...]:
    """What is not settled, one line for each code and part, what most people say first."""
    with store.read() as session:
        return tuple(one.view for one in _notes(session))


def settle_wrong_note(
    store: Store, clock: Clock, *, number: int, by: str | None = None
) -> WrongNoteView:
    """It was looked into: settles every note of the same code and part. The answer is what they
    said together.
    """

    def work(session: Session) -> WrongNoteView:
        row = None
        if 0 < number <= _LARGEST_KEY:
            query = select(col(WrongNote.code), col(WrongNote.part), col(WrongNote.settled_on))
            row = session.execute(query.where(col(WrongNote.id) == number)).first()
        if row is None:
            raise NotFound(
                f"No note has the number {number}.", hint="See them: hub directory wrong list"
            )
        mine = (
            (col(WrongNote.code) == row.code)
            & (col(WrongNote.part) == row.part)
            & col(WrongNote.settled_on).is_(None)
        )
        ids = session.scalars(
            select(col(WrongNote.id)).where(mine).order_by(col(WrongNote.id)).with_for_update()
        ).all()
        together = next((one.view for one in _notes(session) if number in one.numbers), None)
        if row.settled_on is not None or together is None:
            raise BadInput("That is settled already.")
        with undoable(
            session,
            clock,
            by=by,
            verb="wrong.settled",
            code=row.code,
            label=f"Settled that {_NAMED[WrongPart(row.part)]} of {row.code} is wrong",
            scopes=[Scope(WrongNote, col(WrongNote.id).in_(ids))],
        ):
            session.execute(
                update(WrongNote)
                .where(col(WrongNote.id).in_(ids))
                .values(settled_on=clock.today())
                .execution_options(synchronize_session=False)
            )
        record(session, clock, by=by, verb="wrong.settled", code=row.code, part=row.part)
        return together

    return store.transact(work)


def current_codes(session: Session, codes: Sequence[str]) -> dict[str, str]:
    """Each of these codes that is an entry's or an activity's -> the code it has now: one that was
    merged leads to what it became. Three statements.
    """
    if not codes:
        return {}
    found = {
        code: code
        for table in (Service, Activity)
        for code in session.scalars(select(col(table.code)).where(col(table.code).in_(codes)))
    }
    became = session.execute(
        select(col(MergedService.code), col(Service.code))
        .join(Service, col(Service.id) == col(MergedService.into_id))
        .where(col(MergedService.code).in_(codes))
    )
    return {**dict(became.all()), **found}


_NAMED = {
    WrongPart.PHONE: "the phone number",
    WrongPart.TIMES: "the time",
    WrongPart.ADDRESS: "the address",
    WrongPart.CLOSED: "the closing",
    WrongPart.COST: "the cost",
    WrongPart.OTHER: "something",
}


@dataclass(frozen=True, slots=True)
class _Together:
    """The notes of one code and part."""

    view: WrongNoteView
    numbers: frozenset[int]


def _row(one: NewNote, channel: Channel, detail: str) -> dict[str, Any]:
    return {
        "code": one.code,
        "part": one.part.value,
        "detail": detail,
        "channel": channel.value,
        "week": one.week,
        "settled_on": None,
    }


def _notes(session: Session) -> tuple[_Together, ...]:
    """Six statements, however many."""
    together: dict[tuple[str, str], list[Any]] = {}
    for row in session.execute(
        select(
            col(WrongNote.id),
            col(WrongNote.code),
            col(WrongNote.part),
            col(WrongNote.detail),
            col(WrongNote.week),
            col(WrongNote.channel),
        )
        .where(col(WrongNote.settled_on).is_(None))
        .order_by(col(WrongNote.id))
    ):
        together.setdefault((row.code, row.part), []).append(row)
    current = current_codes(session, sorted({code for code, _ in together}))
    names = {
        code: name
        for table, name_of in ((Service, Service.name), (Activity, Activity.title))
        for code, name in session.execute(
            select(col(table.code), col(name_of)).where(col(table.code).in_(current.values()))
        )
    }
    found = [
        _Together(
            WrongNoteView(
                number=rows[-1].id,
                code=current.get(code, code),
                name=names.get(current.get(code, code), GONE),
                part=WrongPart(part),
                detail=" · ".join(dict.fromkeys(row.detail for row in rows if row.detail)),
                week=max(row.week for row in rows),
                channel=Channel(rows[-1].channel),
                times=len(rows),
            ),
            frozenset(row.id for row in rows),
        )
        for (code, part), rows in together.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.view.times, -one.view.number)))
