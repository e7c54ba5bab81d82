"""What the Directory screens ask of the store: its lists, one entry, and everything that keeps the
directory right. Runs in worker threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hub.views.directory import NeedGroupView, ServiceView
from hub.views.editing import (
    DeskEntry,
    DueView,
    DuplicateView,
    NotListedView,
    ServiceForm,
)
from hub.views.interests import InterestView
from hub.views.sorts import WrongPart
from hub.views.visits import WrongNoteView
from kiosk.desk.errands import Errands
from kiosk.desk.refusals import without_commands

MOST = 500
"""Lines of a list: more than anybody goes through. The told line says so."""

Listed = ServiceView | DueView | WrongNoteView | DuplicateView | NotListedView


@dataclass(frozen=True, slots=True)
class Fillable:
    """What the form of an entry is filled from: a new entry has no form yet."""

    form: ServiceForm | None
    needs: tuple[NeedGroupView, ...]
    interests: tuple[InterestView, ...]


class DirectoryErrands:
    """Each method is one errand and may raise HubError."""

    def __init__(self, desk: Errands) -> None:
        self._desk = desk
        self._store, self._clock = desk.store, desk.clock

    # Lists

    def everything(self) -> Sequence[Listed]:
        from hub.directory.search import list_services

        return list_services(self._store, limit=MOST, today=self._clock.today())

    def to_check(self) -> Sequence[Listed]:
        """What people say is wrong, then what is due."""
        from hub.directory.due import list_due
        from hub.directory.wrong_notes import list_wrong_notes

        due = list_due(self._store, today=self._clock.today(), limit=MOST)
        return (*list_wrong_notes(self._store), *due)

    def look_alike(self) -> Sequence[Listed]:
        from hub.directory.duplicates import likely_duplicates

        return likely_duplicates(self._store, limit=MOST)

    def out_of_sight(self) -> Sequence[Listed]:
        """What only the desk sees, then what shall not come in again."""
        from hub.directory.search import list_services
        from hub.directory.unlisting import list_not_listed

        today = self._clock.today()
        hidden = list_services(self._store, hidden=True, limit=MOST, today=today)
        return (*hidden, *list_not_listed(self._store))

    def hides_unchecked(self) -> bool:
        from hub.directory.assuring import hides_unchecked

        with self._store.read() as session:
            return hides_unchecked(session)

    # One entry

    def entry(self, code: str) -> DeskEntry:
        from hub.directory.at_the_desk import show_entry

        with without_commands():
            return show_entry(self._store, self._clock, code=code)

    def fillable(self, code: str | None) -> Fillable:
        from hub.directory.editing import edit_form
        from hub.directory.interests import list_interests
        from hub.directory.needs import list_needs

        with without_commands():
            form = edit_form(self._store, code=code) if code is not None else None
        return Fillable(form, list_needs(self._store), list_interests(self._store))

    def save(self, code: str | None, form: ServiceForm, *, by: str) -> ServiceView:
        """Add an entry, or change one. Saving is not checking."""
        from hub.directory.editing import add_service, change_service

        store, clock = self._store, self._clock
        with without_commands():
            if code is None:
                organisation = form.organisation or ""
                return add_service(store, clock, form=form, organisation=organisation, by=by)
            return change_service(store, clock, code=code, form=form, by=by)

    def assure(self, code: str, *, on: date, by: str) -> ServiceView:
        from hub.directory.assuring import assure_service

        with without_commands():
            return assure_service(self._store, self._clock, code=code, on=on, by=by)

    def review_on(self, code: str, on: date | None, *, by: str) -> ServiceView:
        from hub.directory.assuring import review_on

        with without_commands():
            return review_on(self._store, self._clock, code=code, on=on, by=by)

    def hide(self, code: str, *, by: str) -> ServiceView:
        from hub.directory.assuring import hide_service

        with without_commands():
            return hide_service(self._store, self._clock, code=code, by=by)

    def show_again(self, code: str, *, by: str) -> ServiceView:
        from hub.directory.assuring import show_again

        with without_commands():
            return show_again(self._store, self._clock, code=code, by=by)

    def set_hides_unchecked(self, hides: bool, *, by: str) -> None:
        from hub.directory.assuring import set_hides_unchecked

        set_hides_unchecked(self._store, self._clock, hides=hides, by=by)

    def do_not_list(self, code: str, reason: str, *, by: str) -> NotListedView:
        from hub.directory.unlisting import do_not_list

        with without_commands():
            return do_not_list(self._store, self._clock, code=code, reason=reason, by=by)

    def list_again(self, number: int, *, by: str) -> NotListedView:
        from hub.directory.unlisting import list_again

        with without_commands():
            return list_again(self._store, self._clock, number=number, by=by)

    def use_theirs(self, code: str, field: str, *, by: str) -> ServiceView:
        from hub.directory.theirs import use_theirs

        with without_commands():
            return use_theirs(self._store, self._clock, code=code, field=field, by=by)

    def note_wrong(self, code: str, part: WrongPart, detail: str, *, by: str) -> WrongNoteView:
        from hub.directory.wrong_notes import note_wrong

        with without_commands():
            return note_wrong(self._store, self._clock, code=code, part=part, detail=detail, by=by)

    def settle(self, number: int, *, by: str) -> WrongNoteView:
        from hub.directory.wrong_notes import settle_wrong_note

        with without_commands():
            return settle_wrong_note(self._store, self._clock, number=number, by=by)

    # Two entries that may be one

    def pair(self, first: str, second: str) -> tuple[DeskEntry, DeskEntry]:
        return self.entry(first), self.entry(second)

    def merge(self, *, keep: str, other: str, by: str) -> ServiceView:
        from hub.directory.uniting import merge_services

        with without_commands():
            return merge_services(self._store, self._clock, keep=keep, other=other, by=by)

    def not_the_same(self, first: str, second: str, *, by: str) -> None:
        from hub.directory.uniting import not_the_same

        with without_commands():
            not_the_same(self._store, self._clock, first=first, second=second, by=by)
