"""Finds, gives out and erases everything that is held on a person, by name, phone or email.

Where a person may be, `places` says; how two names are compared, `likeness`; what forgetting is,
`forgetting`. Erasing is final, and never guesses who was meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, or_, select, text
from sqlmodel import Session, col

from hub.clock import Clock
from hub.errors import BadInput, NeedsAnyway, NotFound
from hub.people.erasing import forget_images, hold_changes_off, images_in, note_erased
from hub.people.trail import record
from hub.settings import Settings
from hub.store.changes import mark_public_change
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import Booking, Row, Shift, Site, UndoEntry, Volunteer
from hub.upkeep.emptying import empty_drop_box
from hub.upkeep.erased import keep_erased
from hub.upkeep.forgetting import forget_rows, gone_of
from hub.upkeep.held_words import Surroundings
from hub.upkeep.likeness import Likeness, likeness_of
from hub.upkeep.places import BY_NAME, PLACES, Place
from hub.upkeep.undoing import GUARDIANS
from hub.views.held import ErasedView, HeldView

_UNDO = "undo"
_ALONE = "It goes only if it is chosen by itself: --only {key}"
_TITLE = "A title is no place for a name: change it by hand, or let the booking go."
_NUMBERS = (
    "The phone numbers of {service} stay in the directory, for people ring them. If one is theirs"
    " alone, take it out there. If a feed brought it in, ask those who send it to do so too."
)
"""In Open Referral UK every number of a service lies under a contact: it can't go with the name."""
_LEAD = "Name somebody else first: hub safeguarding set NAME PHONE"


def find_person(store: Store, clock: Clock, *, words: str) -> tuple[HeldView, ...]:
    """Everything that names somebody of this name, phone number or email address, or may. What is
    the whole of it comes first. A constant number of statements. Raises BadInput.
    """
    wanted = likeness_of(words)
    with store.read() as session:
        return _find(session, clock, wanted)


def export_person(
    store: Store,
    clock: Clock,
    *,
    words: str,
    only: Sequence[str] = (),
    all_of_it: bool = False,
    by: str | None = None,
) -> tuple[HeldView, ...]:
    """Everything that is held on one person, to be given to them. `only` are keys of what was
    found; `all_of_it` says that all of it is theirs. Raises NotFound, and NeedsAnyway where it may
    be of several people: nobody is given what is held on somebody else.
    """
    wanted = likeness_of(words)

    def work(session: Session) -> tuple[HeldView, ...]:
        found = _find(session, clock, wanted)
        chosen = _choose(found, wanted, only=only, all_of_it=all_of_it, to_erase=False)
        record(session, clock, by=by, verb="person.exported")
        return chosen

    return store.transact(work)


def erase_person(
    store: Store,
    clock: Clock,
    settings: Settings,
    *,
    words: str,
    only: Sequence[str] = (),
    all_of_it: bool = False,
    by: str | None = None,
) -> ErasedView:
    """Erase what is held on one person for good, also from undo, and from every older backup once
    it is restored. There is no undo.

    Raises NotFound, and NeedsAnyway where it may be of several people, unless `only` names the
    keys that are meant or `all_of_it` says that all of it is.
    """
    wanted = likeness_of(words)
    empty_drop_box(store, clock, settings)  # what lies there still may speak of them too

    def work(session: Session) -> ErasedView:
        for guardian in GUARDIANS:  # nobody changes a booking until this is done
            guardian.before(session)
        hold_changes_off(session)
        found = _find(session, clock, wanted)
        chosen = _choose(found, wanted, only=only, all_of_it=all_of_it, to_erase=True)
        by_place = _hold(session, chosen)
        if {one.key for one in chosen} - {one.key for one in _find(session, clock, wanted)}:
            raise BadInput(
                "Somebody has changed some of this in the meantime.",
                hint="Nothing was erased. Look again: hub person find NAME",
            )
        forgotten = _erase(session, by_place)
        rows = tuple(one for one in chosen if not _is_undo(one))
        record(session, clock, by=by, verb="person.erased", rows=len(rows))
        left = tuple(one for one in found if one not in chosen and not _is_undo(one))
        numbers = tuple(
            _NUMBERS.format(service=one.about) for one in rows if one.key.startswith("contact-")
        )
        return ErasedView(rows, left, forgotten, (*numbers, *_old_copies(session, settings)))

    done = store.transact(work)
    problems = keep_erased(store, settings)
    return ErasedView(done.erased, done.left, done.changes_forgotten, (*problems, *done.warnings))


def _hold(session: Session, chosen: Sequence[HeldView]) -> dict[str, list[int]]:
    """The ids of what was chosen, by table. Nobody else changes these rows until we are done."""
    by_place: defaultdict[str, list[int]] = defaultdict(list)
    for one in chosen:
        name, _, number = one.key.rpartition("-")
        by_place[name].append(int(number))
    for name, ids in sorted(by_place.items()):
        if name in BY_NAME:
            table = table_of(BY_NAME[name].table)
            session.execute(select(table.c.id).where(table.c.id.in_(ids)).with_for_update())
    return dict(by_place)


def _erase(session: Session, by_place: dict[str, list[int]]) -> int:
    """How many changes can't be undone any more."""
    entries = by_place.pop(_UNDO, [])
    _refuse_on_duty(session, by_place.get("volunteer", []))
    rows: dict[type[Row], list[int]] = {}
    for name, ids in by_place.items():
        place = BY_NAME[name]
        rows[place.table] = ids
        note_erased(session, gone_of(session, place, ids))
        forget_rows(session, place, ids)
        if place.is_public:
            mark_public_change(session)
    there = session.scalars(select(col(UndoEntry.id)).where(col(UndoEntry.id).in_(entries))).all()
    session.execute(delete(UndoEntry).where(col(UndoEntry.id).in_(entries)))
    return len(there) + forget_images(session, rows)


def _refuse_on_duty(session: Session, volunteers: Sequence[int]) -> None:
    on = session.scalar(
        select(col(Volunteer.name))
        .join(Shift, col(Shift.volunteer_id) == col(Volunteer.id))
        .where(col(Volunteer.id).in_(volunteers), col(Shift.ended_at).is_(None))
    )
    if on is not None:
        raise BadInput(
            "This volunteer is on at the desk.", hint="Let somebody else sign on first, then erase."
        )


def _choose(
    found: Sequence[HeldView],
    wanted: Likeness,
    *,
    only: Sequence[str],
    all_of_it: bool,
    to_erase: bool,
) -> tuple[HeldView, ...]:
    if not found:
        raise NotFound(
            "Nothing here names them.",
            hint="Try another spelling, their phone number, or their email address.",
        )
    if only:
        keys = {key.strip().casefold() for key in only}
        strangers = keys - {one.key for one in found}
        if strangers:
            raise NotFound(
                f"{', '.join(sorted(strangers))[:60]} is not among what was found.",
                hint="See what there is: hub person find NAME",
            )
        chosen = tuple(one for one in found if one.key in keys)
        stuck = [one for one in chosen if one.by_hand and not one.by_hand.startswith("It goes")]
        if stuck and to_erase:
            raise BadInput(f"{stuck[0].key} can't be erased here.", hint=stuck[0].by_hand)
        return chosen
    free = tuple(one for one in found if not (one.by_hand and to_erase))
    if not free:
        raise NotFound("Nothing here can be erased by itself.", hint=found[0].by_hand)
    if not all_of_it and not _is_one_person(free, wanted):
        raise NeedsAnyway(
            f"What was found ({len(free)}) may not all be of one person.",
            hint="Look: hub person find NAME. Then choose with --only KEY (again for each),"
            " or, if all of it is theirs, add: --yes",
        )
    return free


def _is_one_person(found: Sequence[HeldView], wanted: Likeness) -> bool:
    """Whether all of it must be one person's: a whole first and last name, or one number or
    address, and nowhere beside it another name, number or address.
    """
    names = {wanted.plain(one.name) for one in found if one.name}
    contacts = {wanted.reach(one.contact) for one in found if one.contact}
    return (
        wanted.is_certain
        and all(one.is_whole for one in found)
        and len(names) <= 1
        and len(contacts) <= 1
    )


def _is_undo(one: HeldView) -> bool:
    return one.key.startswith(f"{_UNDO}-")


def _find(session: Session, clock: Clock, wanted: Likeness) -> tuple[HeldView, ...]:
    matches: list[tuple[Place, dict[str, Any], bool]] = []
    for place in PLACES:
        table = table_of(place.table)
        query = select(table).where(or_(*(table.c[name] != "" for name in place.columns)))
        if place.table is Volunteer:
            query = query.where(table.c.is_active)
        for found in session.execute(query.order_by(table.c.id)).mappings():
            row = dict(found)
            is_whole = wanted.match(place, row)
            if is_whole is not None:
                matches.append((place, row, is_whole))
    around = Surroundings(session, clock, [(place, row) for place, row, _ in matches])
    held = [
        HeldView(
            key=f"{place.name}-{row['id']}",
            kind=place.kind,
            about=around.about(place, row),
            name=" ".join(str(row[name]) for name in place.names),
            contact=" ".join(str(row[name]) for name in place.contacts),
            is_whole=is_whole,
            by_hand=_ALONE.format(key=f"{place.name}-{row['id']}")
            if place.table is Volunteer
            else "",
            fields=around.fields(place, row),
        )
        for place, row, is_whole in matches
    ]
    held += _in_titles(session, clock, wanted)
    held += _in_site(session, wanted)
    held += _in_undo(session, wanted)
    return tuple(sorted(held, key=lambda one: not one.is_whole))


def _in_titles(session: Session, clock: Clock, wanted: Likeness) -> list[HeldView]:
    if not wanted.tokens:
        return []
    query = select(col(Booking.id), col(Booking.code), col(Booking.title), col(Booking.starts_at))
    likely = col(Booking.title).ilike(f"%{max(wanted.tokens, key=len)}%", escape="\\")
    return [
        HeldView(
            key=f"title-{number}",
            kind="the title of a booking",
            about=f"{code}, {clock.local(starts):%Y-%m-%d}",
            name="",
            is_whole=False,
            by_hand=_TITLE,
            fields=(("title", title),),
        )
        for number, code, title, starts in session.execute(
            query.where(likely).order_by(col(Booking.id))
        )
        if wanted.in_text(title)
    ]


def _in_site(session: Session, wanted: Likeness) -> list[HeldView]:
    found = []
    for number, lead, phone in session.execute(
        select(col(Site.id), col(Site.safeguarding_lead), col(Site.safeguarding_phone))
    ):
        is_whole = wanted.match_values([lead], [phone], [])
        if is_whole is not None:
            found.append(
                HeldView(
                    key=f"site-{number}",
                    kind="who leads on safeguarding",
                    about="the safeguarding card",
                    name=lead,
                    contact=phone,
                    is_whole=is_whole,
                    by_hand=_LEAD,
                )
            )
    return found


def _in_undo(session: Session, wanted: Likeness) -> list[HeldView]:
    """What undo keeps of changes to rows that name them, also rows that are gone by now."""
    found = []
    for number, label, images in session.execute(
        select(col(UndoEntry.id), col(UndoEntry.label), col(UndoEntry.images)).order_by(
            col(UndoEntry.id)
        )
    ):
        matches = [
            wanted.match(BY_NAME[table], row)
            for table, row in images_in(images)
            if table in BY_NAME and table != "volunteer"
        ]
        if any(one is not None for one in matches):
            found.append(
                HeldView(
                    key=f"{_UNDO}-{number}",
                    kind="a change that can still be undone",
                    about=label,
                    is_whole=any(matches),
                )
            )
    return found


def _old_copies(session: Session, settings: Settings) -> tuple[str, ...]:
    """Whole old stores that a restore has moved aside: what they hold is not ours to change."""
    if session.get_bind().dialect.name == "postgresql":
        schemas = session.scalars(
            text("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before\\_restore\\_%'")
        )
        return tuple(
            f"An old copy of this hub is in the schema {name} and may still hold them. Drop it"
            " when you don't need it any more."
            for name in schemas
        )
    return tuple(
        f"An old copy of this hub is in {path} and may still hold them, locked. Delete that"
        " folder when you don't need it any more."
        for path in sorted(settings.folder.glob("before-restore-*"))
    )
