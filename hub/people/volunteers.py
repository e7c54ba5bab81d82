"""Who helps here: the list of volunteers. Leaves who is on at the desk to `hub.people.shifts`."""

from __future__ import annotations

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from hub.clock import Clock
from hub.errors import BadInput
from hub.people.trail import record
from hub.store.engine import Store
from hub.store.tables import Volunteer
from hub.views.people import VolunteerView
from hub.views.words import clean_line, fold

ROLES = ("volunteer", "coordinator")
LONGEST_NAME = 60


def list_volunteers(store: Store) -> tuple[VolunteerView, ...]:
    """Everybody who helps now, by name."""
    with store.read() as session:
        rows = session.execute(
            select(col(Volunteer.id), col(Volunteer.name), col(Volunteer.role))
            .where(col(Volunteer.is_active))
            .order_by(col(Volunteer.name_key))
        ).all()
    return tuple(VolunteerView(*row) for row in rows)


def add_volunteer(
    store: Store, clock: Clock, *, name: str, role: str = "volunteer", by: str | None = None
) -> VolunteerView:
    """Put somebody on the list. Raises BadInput for an empty, overlong or taken name."""
    tidy = clean_line(name)
    if not tidy:
        raise BadInput("A volunteer needs a name.", hint="Type the name that people call them.")
    if len(tidy) > LONGEST_NAME:
        raise BadInput(f"That name is longer than {LONGEST_NAME} letters.", hint="Shorten it.")
    if role not in ROLES:
        raise BadInput(f"There is no role {role!r}.", hint=f"Choose {' or '.join(ROLES)}.")
    taken = BadInput(
        f"{tidy} is on the list already.", hint="For somebody else, add a letter: Sam B."
    )
    try:
        with store.write() as session:
            known = session.scalar(
                select(col(Volunteer.id)).where(col(Volunteer.name_key) == fold(tidy))
            )
            if known is not None:
                raise taken
            number = session.execute(
                insert(Volunteer).returning(col(Volunteer.id)),
                {"name": tidy, "name_key": fold(tidy), "role": role, "is_active": True},
            ).scalar_one()
            record(session, clock, by=by, verb="volunteer.added", role=role)
    except IntegrityError:  # two desks added the same name at once
        raise taken from None
    return VolunteerView(number, tidy, role)
