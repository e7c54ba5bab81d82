"""The tables of the private store, a file per room. Only rows: no rules."""

from hub.store.tables.base import Row
from hub.store.tables.directory import (
    Contact,
    Location,
    Need,
    NeedGroup,
    NeedTerm,
    NeedWord,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceDetail,
    ServiceNeed,
    ServiceTerm,
)
from hub.store.tables.people import AuditEntry, Shift, Volunteer
from hub.store.tables.place import Hub, Room, RoomSpace, Site, Space
from hub.store.tables.timetable import (
    Activity,
    ActivityNeed,
    Booking,
    Closure,
    Group,
    GroupSession,
    Occupancy,
)
from hub.store.tables.upkeep import JobRun, PublicCode

__all__ = [
    "Activity",
    "ActivityNeed",
    "AuditEntry",
    "Booking",
    "Closure",
    "Contact",
    "Group",
    "GroupSession",
    "Hub",
    "JobRun",
    "Location",
    "Need",
    "NeedGroup",
    "NeedTerm",
    "NeedWord",
    "Occupancy",
    "Organisation",
    "Phone",
    "PublicCode",
    "Room",
    "RoomSpace",
    "Row",
    "Schedule",
    "Service",
    "ServiceDetail",
    "ServiceNeed",
    "ServiceTerm",
    "Shift",
    "Site",
    "Space",
    "Volunteer",
]
