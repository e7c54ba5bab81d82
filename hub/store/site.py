"""Which building this is. Nearly every hub has one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from hub.errors import NotFound
from hub.store.core import run
from hub.store.tables import Site
from hub.views.place import SiteView

_ID = select(col(Site.id)).order_by(col(Site.id)).limit(1)
_SITE = (
    select(
        col(Site.name),
        col(Site.zone),
        col(Site.address),
        col(Site.phone),
        col(Site.email),
        col(Site.web_address),
        col(Site.area),
    )
    .order_by(col(Site.id))
    .limit(1)
)


def site_id(session: Session) -> int:
    """The id of the hub's (first) site."""
    found: int | None = run(session, _ID).scalar()
    if found is None:
        raise NotFound("This hub has no building yet.", hint="Make the hub again with: hub init")
    return found


def show_site(session: Session) -> SiteView:
    """The hub's (first) site as everybody sees it."""
    row: Any = run(session, _SITE).first()
    if row is None:
        raise NotFound("This hub has no building yet.", hint="Make the hub again with: hub init")
    return SiteView(*row)
