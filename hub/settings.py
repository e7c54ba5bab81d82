"""hub.toml and HUB_* variables, read once into Settings and passed in. Never global.

A hub is a folder: hub.toml (which hub this is), store/ (the private store), noticeboard.sqlite
(the public copy), backups/, printed/ and dropbox/. The key lies elsewhere, so that a copy of
the folder alone opens nothing.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import fields

from hub.errors import BadInput, NotFound
from hub.views.kiosk import KioskLook
from hub.views.limits import Limits
from hub.views.printing import Printing

SETTINGS_FILE = "hub.toml"

_ID = re.compile(r"[0-9A-Za-z-]+")
_COLOUR = re.compile(r"(#[0-9A-Fa-f]{6})?")


class Settings(Struct, frozen=True):
    """What one hub on this machine needs to know before it opens anything."""

    folder: Path
    """The hub's own folder (0700)."""
    hub_id: str
    """The hub's UUID, which names its key file."""
    zone: str
    """IANA time zone of the hub's wall clock."""
    country: str
    """ISO 3166 country whose bank holidays count, e.g. "GB"."""
    subdivision: str
    """Part of that country, e.g. "ENG"; empty for the whole of it."""
    store_url: str
    """A PostgreSQL URL, or empty for the embedded store."""
    key_folder: Path
    """Where the key file lies; never inside `folder` unless somebody says so."""
    backup_folder: Path
    """Where backups go; better another disk."""
    web_address: str
    """The hub's public web address without a slash at its end; empty if it has none."""
    feeds: Limits = field(default_factory=Limits)
    """How much of other people's directories is read: the table [feeds]."""
    printing: Printing = field(default_factory=Printing)
    """The printers, and how much visitors may print: the table [printing]."""
    kiosk: KioskLook = field(default_factory=KioskLook)
    """How the kiosk looks, and when it rests: the table [kiosk]."""

    @property
    def store_file(self) -> Path:
        return self.folder / "store" / "hub.db"

    @property
    def key_file(self) -> Path:
        return self.key_folder / f"{self.hub_id}.key"

    @property
    def noticeboard_file(self) -> Path:
        return self.folder / "noticeboard.sqlite"

    @property
    def feeds_folder(self) -> Path:
        """Where a feed lies while it is read."""
        return self.folder / "feeds"

    @property
    def dropbox_folder(self) -> Path:
        return self.folder / "dropbox"

    @property
    def printed_folder(self) -> Path:
        return self.folder / "printed"


def default_folder(environment: Mapping[str, str] | None = None) -> Path:
    """HUB_DATA, or the platform's folder for a user's data."""
    variables = os.environ if environment is None else environment
    named = variables.get("HUB_DATA", "").strip()
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path  # 5 ms that most commands don't need

    return user_data_path("community-hub", appauthor=False)


def default_key_folder(environment: Mapping[str, str] | None = None) -> Path:
    """HUB_KEYS, or the platform's folder for a user's configuration."""
    variables = os.environ if environment is None else environment
    named = variables.get("HUB_KEYS", "").strip()
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("community-hub", appauthor=False) / "keys"


def load_settings(folder: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Read hub.toml in `folder`; HUB_STORE_URL, HUB_KEYS, HUB_BACKUPS, HUB_WEB and HUB_PRINTER
    override it.

    Raises NotFound where there is no hub, BadInput where hub.toml says something else than it may.
    """
    variables = os.environ if environment is None else environment
    path = folder / SETTINGS_FILE
    try:
        with path.open("rb") as file:
            table = tomllib.load(file)
    except FileNotFoundError:
        raise NotFound(
            f"There is no hub in {folder}.",
            hint="Make one with: hub init, or look around: hub demo",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(
            f"{path} can't be read: {error}.", hint="Put it right, or restore it from a backup."
        ) from None
    except OSError as error:
        raise NotFound(f"{path} can't be opened: {error.strerror}.") from None

    def text(name: str, default: str = "") -> str:
        value = table.get(name, default)
        if not isinstance(value, str):
            raise BadInput(f"In {path}, {name} must be words in quotes.")
        return value.strip()

    hub_id = text("id")
    if not hub_id:
        raise BadInput(f"{path} doesn't say which hub this is (id).", hint="Restore it.")
    if not _ID.fullmatch(hub_id):  # it names a file, and must not lead to another folder
        raise BadInput(f"In {path}, id must be the hub's id as it was made.", hint="Restore it.")
    keys = variables.get("HUB_KEYS", "").strip() or text("keys")
    backups = variables.get("HUB_BACKUPS", "").strip() or text("backups")
    return Settings(
        folder=folder,
        hub_id=hub_id,
        zone=text("zone", "Europe/London"),
        country=text("country", "GB"),
        subdivision=text("subdivision", "ENG"),
        store_url=variables.get("HUB_STORE_URL", "").strip() or text("store_url"),
        key_folder=Path(keys).expanduser() if keys else default_key_folder(variables),
        backup_folder=Path(backups).expanduser() if backups else folder / "backups",
        web_address=(variables.get("HUB_WEB", "").strip() or text("web")).rstrip("/"),
        feeds=_limits(table.get("feeds", {}), path),
        printing=_printing(table.get("printing", {}), path, variables),
        kiosk=_kiosk(table.get("kiosk", {}), path),
    )


def _limits(table: object, path: Path) -> Limits:
    """The table [feeds] as Limits. Raises BadInput."""
    said = _named(table, path, "feeds", Limits)
    for name, value in said.items():
        if type(value) is not int or value < 1:
            raise BadInput(f"In {path}, {name} under [feeds] must be a whole number from 1 on.")
    return Limits(**said)


def _printing(table: object, path: Path, variables: Mapping[str, str]) -> Printing:
    """The table [printing] as Printing. Raises BadInput."""
    said = _named(table, path, "printing", Printing)
    for name, value in said.items():
        match name, value:
            case ("two_sided", bool()):
                continue
            case ("two_sided", _):
                words = "true or false"
            case ("per_hour", int()) if type(value) is int and value >= 0:
                continue
            case ("per_hour", _):
                words = "a whole number from 0 on"
            case (_, str()) if value.isprintable():
                continue
            case _:
                words = "one line of words in quotes"
        raise BadInput(f"In {path}, {name} under [printing] must be {words}.")
    named = variables.get("HUB_PRINTER", "").strip()
    return Printing(**(said | {"printer": named} if named else said))


def _kiosk(table: object, path: Path) -> KioskLook:
    """The table [kiosk] as KioskLook. Raises BadInput."""
    said = _named(table, path, "kiosk", KioskLook)
    accent, seconds = said.get("accent", ""), said.get("rest_after", 0)
    if not isinstance(accent, str) or not _COLOUR.fullmatch(accent):
        raise BadInput(f'In {path}, accent under [kiosk] must be a colour such as "#8a2b4f".')
    if type(seconds) is not int or seconds < 0:
        raise BadInput(f"In {path}, rest_after under [kiosk] must be a whole number from 0 on.")
    return KioskLook(**said)


def _named(
    table: object, path: Path, heading: str, kind: type[Limits | Printing | KioskLook]
) -> dict[str, Any]:
    """A table that says no more than `kind` has. Raises BadInput."""
    names = [one.name for one in fields(kind)]
    if not isinstance(table, dict) or not table.keys() <= set(names):
        raise BadInput(
            f"In {path}, [{heading}] may say no more than {', '.join(names)}.",
            hint="Put it right.",
        )
    return table
