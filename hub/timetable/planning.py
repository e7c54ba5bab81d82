"""What becomes of each session of a group when the group changes. Decides; writes nothing.

A session that only follows its group follows it: to the new time, the new room, and when the rule
moves to another weekday, to the new day of its week, so that its code and its note go with it.

A session with a life of its own stays as it is where the group still meets on its date:
- cancelled, or nobody came: it stays so;
- moved by hand: it stays where it was put;
- people have signed up, or were counted: they expect the old time, so it is asked about.
A note, places of its own or a number of people expected belong to the session, not to the time:
they go with it. What was changed by hand about it (its title, its layout) stays changed.

Where the group no longer meets on its date, whatever has a life of its own, a note included, is
asked about. If it is kept, it stands in for its week: no second session is made beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hub.clock import Clock
from hub.timetable.kits import KitHistory
from hub.timetable.placing import Rooms
from hub.timetable.rules import read_rule
from hub.timetable.series import Kit, Planned, Series, Way
from hub.timetable.sessions import Existing, Rows, Wanted
from hub.views.series import ExceptionView, Keep
from hub.views.words import day_words_short, time_words


@dataclass(slots=True)
class Plan:
    """What shall become of the sessions."""

    wanted: list[Wanted] = field(default_factory=list)
    """To be placed, by start: those that move, and new ones."""
    rows: Rows = field(default_factory=Rows)
    """What needs no place: those that go, and new names."""
    ask: list[ExceptionView] = field(default_factory=list)
    to_tell: list[Existing] = field(default_factory=list)
    """Sessions that move or are cancelled though people have signed up."""
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates that a group gives, before and after the change."""

    old: Mapping[date, Planned]
    new: Mapping[date, Planned]


class Planner:
    """Goes through the sessions of one group once."""

    def __init__(
        self,
        clock: Clock,
        rooms: Rooms,
        old: Series,
        new: Series,
        dates: Dates,
        *,
        since: date,
        exceptions: Keep,
        kit_changes: bool = False,
        kits: KitHistory | None = None,
        fill_gaps: bool = False,
        is_closed: Callable[[date], bool] = lambda day: False,
    ) -> None:
        """`is_closed` says whether the change keeps the group from meeting on a date at all, so
        that even what was moved there by hand is asked about. `fill_gaps` makes sessions that
        could have been made before. `kits` says what a new session gets; None: what the group needs
        from now on."""
        self._clock, self._rooms = clock, rooms
        self._old, self._new, self._dates = old, new, dates
        self._since, self._exceptions = since, exceptions
        self._kits = kits or KitHistory(new.kit)
        self._kit_changes, self._fill_gaps, self._is_closed = kit_changes, fill_gaps, is_closed
        self._now = clock.utc_now()
        self.plan = Plan()

    def work_out(self, existing: Sequence[Existing]) -> Plan:
        """The plan for these sessions: all those from `since` on."""
        there = {one.meant_for for one in existing}
        lonely: list[Existing] = []
        for one in existing:
            if one.starts <= self._now:
                continue  # what has begun is a record
            self._rename(one)
            day = self._clock.local(one.starts).date()
            if one.meant_for in self._dates.new and not (self._is_closed(day) and self._moved(one)):
                self._settle(one, self._dates.new[one.meant_for])
            elif one.meant_for in self._dates.old or self._is_closed(day):
                lonely.append(one)
        missing = [
            target
            for day, target in sorted(self._dates.new.items())
            if day not in there and target.starts > self._now and self._is_new(target)
        ]
        for one, target in self._pairs(lonely, missing):
            if target is None:
                self._take_away(one)
            elif self._settle(one, target):
                missing.remove(target)
        for target in missing:
            self._want(target, None)
        self.plan.wanted.sort(key=lambda one: one.starts)
        return self.plan

    def _is_new(self, target: Planned) -> bool:
        old = self._dates.old.get(target.meant_for)
        return self._fill_gaps or old is None or old.place != target.place

    def _old_way(self, one: Existing) -> Way:
        was = self._dates.old.get(one.meant_for)
        return was.way if was is not None else self._old.way_on(one.meant_for)

    def _moved(self, one: Existing) -> bool:
        """Whether somebody put it elsewhere by hand."""
        was = self._dates.old.get(one.meant_for)
        return one.is_exception and (was is None or was.place != one.place)

    def _settle(self, one: Existing, target: Planned) -> bool:
        """What becomes of a session that has a date; False where it doesn't take that date."""
        was = self._dates.old.get(one.meant_for)
        fits = target.meant_for == one.meant_for
        if not one.is_live or self._moved(one):
            if fits:
                if was is not None and was.place != target.place:
                    self.plan.kept += 1
                return True
            if self._asked(one, fits=False):
                return True
            if self._exceptions is Keep.KEEP:
                return self._stand_in(one, target)
            if not one.is_live:
                self._drop(one)
                return False
            self._follow(one, target)
            return True
        same_place = was is not None and was.place == target.place
        if same_place and not self._sets_up_anew(one, target):
            return True
        if one.has_people and not same_place:
            if self._asked(one, fits=fits):
                return True
            if self._exceptions is Keep.KEEP:
                return self._stand_in(one, target)
        if same_place:
            self._set_up(one, target)
        else:
            self._follow(one, target)
        return True

    def _sets_up_anew(self, one: Existing, target: Planned) -> bool:
        old = self._old_way(one)
        way = target.way
        return self._kit_changes or (
            (old.layout_id, old.setup_minutes, old.tidy_minutes)
            != (way.layout_id, way.setup_minutes, way.tidy_minutes)
        )

    def _asked(self, one: Existing, *, fits: bool) -> bool:
        if self._exceptions is not Keep.ASK:
            return False
        self.plan.ask.append(self.view(one, fits=fits))
        return True

    def view(self, one: Existing, *, fits: bool) -> ExceptionView:
        """What is special about a session, for whoever must decide."""
        day = self._clock.local(one.starts).date()
        return ExceptionView(one.code, one.meant_for, day, self._words(one), fits)

    def _words(self, one: Existing) -> str:
        said: list[str] = []
        if not one.is_live:
            status = "nobody came" if one.status == "no-show" else "cancelled"
            said.append(f"{status}: {one.reason}" if one.reason else status)
        elif self._moved(one):
            was = self._dates.old.get(one.meant_for)
            start = self._clock.local(one.starts)
            to = []
            if was is None or one.room_id != was.way.room_id:
                to.append(self._rooms.by_id[one.room_id].name)
            if was is None or (one.starts, one.ends) != (was.starts, was.ends):
                to.append(f"{day_words_short(start.date())} {time_words(start)}")
            said.append(f"moved to {', '.join(to)}")
        if one.signed_up:
            said.append(f"{one.signed_up} signed up")
        if one.counted:
            said.append("people were counted")
        if one.capacity is not None:
            said.append(f"{one.capacity} places" if one.capacity else "any number of places")
        if one.people is not None:
            said.append(f"{one.people} expected")
        if one.note:
            said.append("note")
        return ", ".join(said) or "changed by hand"

    def _stand_in(self, one: Existing, target: Planned) -> bool:
        """It stays as it is, for the date that it would have moved to."""
        self.plan.rows.ties[one.booking] = target.meant_for, True
        self.plan.kept += 1
        return True

    def _follow(self, one: Existing, target: Planned) -> None:
        self._want(target, one)
        if target.meant_for != one.meant_for or one.is_exception:
            own = one.has_words or one.title != self._old.called(self._old_way(one))
            self.plan.rows.ties[one.booking] = target.meant_for, one.is_exception and own
        if one.has_people:
            self.plan.to_tell.append(one)

    def _want(self, target: Planned, one: Existing | None) -> None:
        way = target.way
        room = self._rooms.by_id[way.room_id]
        set_up = way.setup_minutes, way.tidy_minutes, way.layout_id
        kit = self._kits.on(target.meant_for)
        if one is not None:
            set_up = self._own_setting(one, way, room.id)
            kit = self._own_kit(one)
        self.plan.wanted.append(
            Wanted(target.meant_for, room, target.starts, target.ends, *set_up, kit, way, one)
        )

    def _set_up(self, one: Existing, target: Planned) -> None:
        """It stays where it is, set up in another way or with other equipment."""
        room = self._rooms.by_id[one.room_id]
        self.plan.wanted.append(
            Wanted(
                target.meant_for,
                room,
                one.starts,
                one.ends,
                *self._own_setting(one, target.way, room.id),
                self._own_kit(one),
                target.way,
                one,
            )
        )

    def _own_setting(self, one: Existing, way: Way, room: int) -> tuple[int, int, int | None]:
        """The group's setting, but for what somebody set by hand for this session."""
        old = self._old_way(one)
        by_hand = one.is_exception and (one.layout_id, one.setup_minutes, one.tidy_minutes) != (
            old.layout_id,
            old.setup_minutes,
            old.tidy_minutes,
        )
        if by_hand and room == one.room_id:
            return one.setup_minutes, one.tidy_minutes, one.layout_id
        layout = way.layout_id if room == way.room_id else None
        return way.setup_minutes, way.tidy_minutes, layout

    def _own_kit(self, one: Existing) -> tuple[Kit, ...]:
        return self._new.kit if self._kit_changes else one.kit

    def _take_away(self, one: Existing) -> None:
        """A session whose date is no more, and that no other date takes over."""
        special = not one.is_live or self._moved(one) or one.has_people or one.has_words
        if special:
            if self._asked(one, fits=False):
                return
            if self._exceptions is Keep.KEEP:
                self.plan.rows.ties[one.booking] = one.meant_for, True
                self.plan.kept += 1
                return
        self._drop(one)

    def _drop(self, one: Existing) -> None:
        if not one.has_people:
            self.plan.rows.remove.append(one)
        elif one.is_live:
            self.plan.rows.cancel.append(one)
            self.plan.rows.ties[one.booking] = one.meant_for, True
            self.plan.to_tell.append(one)

    def _rename(self, one: Existing) -> None:
        """The new title, and who may see it, unless somebody has said otherwise by hand."""
        if one.meant_for < self._since:
            return
        old = self._old_way(one)
        planned = self._dates.new.get(one.meant_for)
        way = planned.way if planned is not None else self._new.way_on(one.meant_for)
        title, is_public = one.title, one.is_public
        if title == self._old.called(old):
            title = self._new.called(way)
        if is_public == self._old.is_public:
            is_public = self._new.is_public
        if (title, is_public) != (one.title, one.is_public):
            self.plan.rows.names[one.booking] = title, is_public

    def _pairs(
        self, lonely: Sequence[Existing], missing: Sequence[Planned]
    ) -> list[tuple[Existing, Planned | None]]:
        """Which date takes over a session that has lost its own: the next one of its week, or of
        its month where the group meets by the month."""
        left = list(missing)
        found: dict[int, Planned] = {}
        steps: list[Callable[[date], tuple[int, int]]] = [lambda day: day.isocalendar()[:2]]
        if read_rule(self._new.way.rule).freq in ("MONTHLY", "YEARLY"):
            steps.append(lambda day: (day.year, day.month))
        for step in steps:
            by_step: dict[tuple[int, int], list[Planned]] = {}
            for target in left:
                by_step.setdefault(step(target.meant_for), []).append(target)
            for one in lonely:
                waiting = by_step.get(step(one.meant_for))
                if one.booking not in found and waiting and one.meant_for in self._dates.old:
                    found[one.booking] = waiting.pop(0)
                    left.remove(found[one.booking])
        return [(one, found.get(one.booking)) for one in lonely]
