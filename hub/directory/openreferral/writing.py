"""Writes the directory as Open Referral UK 3.0 would answer for it: a folder of files that any web
server can hand out, and that any hub can import.

services.json has every service whole, services/ID.json one each; beside them the places, the
taxonomies and their terms. What one service looks like is decided by `shaping`.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from hub.clock import Clock
from hub.directory.entry import ServiceEntry
from hub.directory.openreferral.shaping import (
    Object,
    as_uuid,
    service_at_locations,
    service_head,
    service_object,
    taxonomy_of,
)
from hub.directory.stored import stored_entries
from hub.directory.terms import NEED_PREFIX
from hub.errors import BadInput, NoStorage, NotFound
from hub.store.codes import tidy_code
from hub.store.engine import Store
from hub.store.tables import Need, NeedTerm, Service
from hub.views.feeds import ExportReport
from hub.views.words import clean_line

_AT_ONCE = 500
_LISTS = ("services", "service_at_locations", "taxonomies", "taxonomy_terms")
_ABOUT = {
    "version": "HSDS-UK-3.0",
    "profile": "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md",
    "openapi_url": "https://docs.openreferraluk.org/en/latest/openapi30.json",
}
_FILES = frozenset({"index.json", *_LISTS, *(f"{name}.json" for name in _LISTS)})


def export_services(
    store: Store, clock: Clock, *, folder: Path, code: str | None = None
) -> ExportReport:
    """Write every service (or one) into `folder`, in place of an export that lies there.

    Hidden services stay out, and those that their own feed no longer has. Raises NotFound where
    nothing has the code, BadInput where the folder holds anything else.
    """
    del clock  # nothing of it depends on the day
    folder = folder.absolute()
    _check(folder)
    with store.read() as session:
        chosen, hidden, vanished = chosen_services(session, code)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            part = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
            try:
                _write(session, part, chosen)
                part.chmod(0o755)
                _swap(part, folder)
            finally:
                shutil.rmtree(part, ignore_errors=True)
        except OSError as error:
            raise NoStorage(
                f"{folder} can't be written: {error.strerror or 'the disk fails'}.",
                hint="Name another folder, or make room on the disk.",
            ) from error
    return ExportReport(len(chosen), hidden, vanished)


def chosen_services(session: Session, code: str | None = None) -> tuple[dict[str, int], int, int]:
    """Which services are written out: their ids by UUID, in that order; and how many aren't,
    because they are hidden, and because their feed no longer has them.
    """
    public = (~col(Service.is_hidden)) | col(Service.is_urgent)
    query = select(col(Service.uid), col(Service.id)).where(
        public, col(Service.vanished_on).is_(None)
    )
    if code is not None:
        query = query.where(col(Service.code) == tidy_code(code))
    found = {as_uuid(uid, "service"): key for uid, key in session.execute(query) if key is not None}
    if code is not None:
        if not found:
            raise NotFound(
                f"There is no help with the code {clean_line(code)!r} that can be written out.",
                hint="Look it up: hub find WORDS. What is hidden isn't written out.",
            )
        return found, 0, 0
    hidden = session.scalar(select(func.count()).select_from(Service).where(~public)) or 0
    vanished = session.scalar(
        select(func.count())
        .select_from(Service)
        .where(public, col(Service.vanished_on).is_not(None))
    )
    return dict(sorted(found.items())), hidden, vanished or 0


def entries_of(session: Session, ids: list[int]) -> Iterator[ServiceEntry]:
    """The entries with these ids, in their order, a few at a time."""
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        found = stored_entries(session, some)
        yield from (found[key] for key in some)


class Needs:
    """The terms that stand for needs. A standard term is written only where all the needs that it
    stands for are met, so that whoever reads it finds no other needs than these.
    """

    def __init__(self, session: Session) -> None:
        self._names = dict(session.execute(select(col(Need.slug), col(Need.name))).all())
        self._curies: defaultdict[str, set[str]] = defaultdict(set)
        self._slugs: defaultdict[str, set[str]] = defaultdict(set)
        for slug, curie in session.execute(
            select(col(Need.slug), col(NeedTerm.curie)).join(
                NeedTerm, col(NeedTerm.need_id) == col(Need.id)
            )
        ):
            self._curies[slug].add(curie)
            self._slugs[curie].add(slug)

    def terms_of(self, entry: ServiceEntry) -> dict[str, str]:
        """CURIE -> name."""
        met = set(entry.needs)
        terms = {f"{NEED_PREFIX}:{slug}": self._names[slug] for slug in entry.needs}
        for slug in entry.needs:
            for curie in sorted(self._curies[slug]):
                if self._slugs[curie] <= met:
                    terms.setdefault(curie, self._names[slug])
        return terms


@dataclass(slots=True)
class _List:
    """A list that is written as it goes."""

    file: IO[str]

    def begin(self, size: int) -> None:
        about = {
            "total_items": size,
            "total_pages": 1,
            "page_number": 1,
            "size": size,
            "first_page": True,
            "last_page": True,
            "empty": not size,
        }
        self.file.write(json.dumps(about, indent=1)[:-2] + ',\n "contents": [')

    def add(self, one: Object, *, is_first: bool) -> None:
        self.file.write("\n" if is_first else ",\n")
        self.file.write(_text(one))

    def end(self) -> None:
        self.file.write("\n ]\n}\n")


def _write(session: Session, folder: Path, chosen: dict[str, int]) -> None:
    needs = Needs(session)
    found: dict[str, Object] = {}
    (folder / "services").mkdir()
    (folder / "index.json").write_text(_text(_ABOUT) + "\n", encoding="utf-8")
    with (
        (folder / "services.json").open("w", encoding="utf-8") as file,
        tempfile.TemporaryFile("w+", encoding="utf-8", dir=folder) as places,
    ):
        services = _List(file)
        services.begin(len(chosen))
        count = 0
        for number, entry in enumerate(entries_of(session, list(chosen.values()))):
            one = service_object(entry, needs.terms_of(entry))
            services.add(one, is_first=not number)
            path = folder / "services" / f"{one['id']}.json"
            path.write_text(_text(one) + "\n", encoding="utf-8")
            for attribute in one.get("attributes", ()):
                term = attribute["taxonomy_term"]
                found.setdefault(term["id"], term)
            for place in service_at_locations(entry):
                places.write(json.dumps(place | {"service": service_head(entry)}) + "\n")
                count += 1
        services.end()
        places.seek(0)
        _write_list(folder, "service_at_locations", map(json.loads, places), count)
    terms = [term | {"taxonomy_id": taxonomy_of(term)["id"]} for _, term in sorted(found.items())]
    taxonomies = {one["id"]: one for one in map(taxonomy_of, terms)}
    _write_list(folder, "taxonomy_terms", iter(terms), len(terms))
    _write_list(folder, "taxonomies", iter(taxonomies.values()), len(taxonomies))


def _write_list(folder: Path, name: str, objects: Iterator[Any], size: int) -> None:
    with (folder / f"{name}.json").open("w", encoding="utf-8") as file:
        written = _List(file)
        written.begin(size)
        for number, one in enumerate(objects):
            written.add(one, is_first=not number)
        written.end()


def _text(one: Object) -> str:
    return json.dumps(one, ensure_ascii=False, indent=1)


def _check(folder: Path) -> None:
    """Refuse a folder that holds anything that we wouldn't write."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise BadInput(f"{folder} is a file.", hint="Name a folder: hub directory export -o feed")
    held = {path.name for path in folder.iterdir()}
    if held and not (held <= _FILES and "index.json" in held):
        raise BadInput(
            f"There is something else in {folder}.", hint="Name an empty folder, or a new one."
        )


def _swap(part: Path, folder: Path) -> None:
    if folder.exists():
        old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-")) / "old"
        folder.replace(old)
        part.replace(folder)
        shutil.rmtree(old.parent, ignore_errors=True)
    else:
        part.replace(folder)
