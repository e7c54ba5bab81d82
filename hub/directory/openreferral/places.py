"""The places of a service in a feed: a location with its first address."""

from __future__ import annotations

from hub.directory.entry import LocationEntry
from hub.directory.openreferral.fields import Fields

_ADDRESSES = ("addresses", "physical_addresses")
_ACCESS = ("accessibility", "accessibility_for_disabilities")
_ADDRESS_PARTS = ("address_1", "city", "state_province", "postal_code", "country")


def read_place(at: Fields, location: Fields) -> LocationEntry:
    """The place of a service_at_location. A list without addresses or accessibility says nothing
    of them; they are marked as silent.
    """
    addresses = [one for name in _ADDRESSES for one in location.each(name, "address")]
    parts = {name: addresses[0].line(name) for name in _ADDRESS_PARTS} if addresses else {}
    remarks = [
        one.line("description") or one.line("accessibility")
        for name in _ACCESS
        for one in location.each(name, "accessibility")
    ]
    latitude = location.number("latitude", -90, 90)
    longitude = location.number("longitude", -180, 180)
    is_point = latitude is not None and longitude is not None
    silent = () if location.says(*_ADDRESSES) else _ADDRESS_PARTS
    if not location.says(*_ACCESS):
        silent = (*silent, "accessibility")
    return LocationEntry(
        uid=location.own_id(),
        at_uid=at.own_id(),
        location_type=location.line("location_type", 20) or "physical",
        name=location.line("name"),
        latitude=latitude if is_point else None,
        longitude=longitude if is_point else None,
        accessibility="\n".join(dict.fromkeys(filter(None, remarks))),
        silent=silent,
        **parts,
    )
