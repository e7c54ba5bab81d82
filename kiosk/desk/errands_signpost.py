"""What the Signpost screen asks of the noticeboard and the store, and how its sheet gets to paper.
Runs in worker threads. Nothing it writes down says who somebody is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hub.errors import HubError, NoPrinter, NoStorage, NotFound
from hub.noticeboard.planning import plan_for
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.search import search
from hub.noticeboard.takeaway import payload_for_plan, payload_for_step
from hub.views.noticeboard import Answer
from hub.views.place import SiteView
from hub.views.plan import Plan, PlanWishes
from hub.views.printing import Printing
from hub.views.referrals import (
    BeforeReferring,
    ReferralMode,
    ReferralStatus,
    ReferralView,
    SafeguardingCard,
)
from hub.views.sorts import Channel
from hub.views.visits import FootfallView, IdeaView, VisitView
from kiosk.desk.errands import Errands
from kiosk.desk.writing import write_privately

if TYPE_CHECKING:
    from hub.store.engine import Store

AT_MOST = 30
"""Lines of one search."""
FEWEST = 2
"""Numbers of which one code together is still worth it."""
SHEET = "next-steps.pdf"
"""One name for every sheet: the next takes the place of the last, so that no shelf of what people
needed grows in the hub's folder.
"""


class Board:
    """The noticeboard, kept open: the first search reads its words, the next ones are quick."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._open: Noticeboard | None = None
        self._lock = threading.Lock()

    def latest(self) -> Noticeboard:
        """The newest one. Raises NotFound or Damaged."""
        if self._path is None:
            raise NotFound("There is no noticeboard yet.", hint="Publish it with: hub publish")
        with self._lock:
            if self._open is not None and self._open.is_newer_than_this():
                self._open.close()
                self._open = None
            if self._open is None:
                self._open = Noticeboard.open(self._path)
            return self._open


@dataclass(frozen=True, slots=True)
class Paper:
    """Where a sheet is now."""

    words: str
    is_printed: bool = False


@dataclass(frozen=True, slots=True)
class ToRefer:
    """What was filled in for one referral."""

    service: str
    mode: ReferralMode
    consent: bool
    who: str
    contact: str
    reason: str


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code to scan off the screen."""

    title: str
    payload: str
    words: str
    is_whole: bool = False
    """As many numbers of the plan as one code can hold, or a screen of some size."""


class SignpostErrands:
    """Each method is one errand and may raise HubError."""

    def __init__(
        self, desk: Errands, printed: Path | None = None, printing: Printing | None = None
    ) -> None:
        self._desk = desk
        self._board = Board(desk.board_path)
        self._printed = printed
        self._printing = printing or Printing()

    # What the noticeboard says

    def find(self, words: str) -> Answer:
        clock = self._desk.clock
        return search(
            self._board.latest(), words, today=clock.today(), limit=AT_MOST, now=clock.now()
        )

    def plan(self, wishes: PlanWishes) -> Plan:
        return plan_for(self._board.latest(), wishes, now=self._desk.clock.now())

    def site(self) -> SiteView:
        return self._board.latest().hub().site

    # What is kept

    def record(self, plan: Plan, *, by: str) -> VisitView:
        """Keep the conversation, with what it led to."""
        from hub.signposting.visits import record_visit

        return record_visit(
            self._desk.store,
            self._desk.clock,
            channel=Channel.DESK,
            needs=plan.wishes.needs,
            unmet=[need.slug for need in plan.unmet],
            interests=plan.wishes.interests,
            suggested=[step.code for step in plan.suggested],
            by=by,
        )

    def nobody_could_help(self, needs: tuple[str, ...], *, by: str) -> VisitView:
        from hub.signposting.unmet import record_unmet

        return record_unmet(self._desk.store, self._desk.clock, needs=needs, by=by)

    def safeguarding(self) -> SafeguardingCard:
        from hub.signposting.safeguarding import safeguarding_card

        return safeguarding_card(self._desk.store)

    # Paper and phones

    def codes(self, plan: Plan) -> tuple[Code, ...]:
        """The numbers of the plan in one code, then each step's own. Raises NotFound for none."""
        site = self.site()
        found = [_whole(plan, site)]
        steps = (*plan.steps, *plan.groups, *plan.interest_steps)
        for many in range(len(steps), FEWEST - 1, -1):
            # A smaller code, for a screen that has no room for all of them.
            with suppress(HubError):
                fewer = replace(plan, urgent=(), steps=steps[:many], groups=(), interest_steps=())
                found.append(_whole(fewer, site))
        asked = [step for step in plan.urgent if step.meets]
        always = [step for step in plan.urgent if not step.meets]
        for step in (*asked, *plan.steps, *plan.groups, *plan.interest_steps, *always):
            with suppress(HubError):
                one = payload_for_step(step)
                found.append(Code(step.name, one.payload, one.words))
        return tuple(found)

    def print_sheet(self, plan: Plan) -> Paper:
        """The sheet on the printer; where there is none, in the hub's folder for paper. Says which
        letters are missing on it.
        """
        from printables.drawing import pdf
        from printables.kinds import SheetKind
        from printables.printers import send
        from printables.sheets.next_steps import next_steps_sheet

        if self._printed is None:
            raise NoStorage("This desk has no folder for paper.", hint="Start it with: hub desk")
        path = self._printed / SHEET
        sheet = next_steps_sheet(plan, self.site())
        write_privately(path, pdf(sheet))
        try:
            send(
                path,
                SheetKind.NEXT_STEPS,
                queue=self._printing.printer,
                two_sided=self._printing.two_sided,
            )
        except NoPrinter as refusal:
            why = refusal.message.removeprefix("No printer took it.").strip()
            words = f"No printer took it: the sheet is saved as {path}."
            return Paper(" ".join(filter(None, (words, why, *sheet.left_out))))
        # The printer has its own copy.
        path.unlink(missing_ok=True)
        return Paper(" ".join(("Sent to the printer.", *sheet.left_out)), is_printed=True)


class ReferralErrands:
    """Details that are sent on, and ideas that were left. Each method is one errand."""

    def __init__(self, desk: Errands) -> None:
        self._desk = desk

    def before(self, service: str, mode: ReferralMode) -> BeforeReferring:
        from hub.signposting.referrals import before_referring

        return before_referring(self._desk.store, service=service, mode=mode)

    def refer(self, one: ToRefer, *, anyway: bool, by: str) -> ReferralView:
        from hub.signposting.referrals import open_referral

        return open_referral(
            self._desk.store,
            self._desk.clock,
            mode=one.mode,
            service=one.service,
            who=one.who,
            contact=one.contact,
            reason=one.reason,
            consent=one.consent,
            anyway=anyway,
            by=by,
        )

    def open_referrals(self) -> tuple[ReferralView, ...]:
        from hub.signposting.referrals import list_referrals

        return list_referrals(self._desk.store, self._desk.clock)

    def set_status(self, seen: ReferralView, status: ReferralStatus, *, by: str) -> ReferralView:
        from hub.signposting.referrals import set_status

        return set_status(
            self._desk.store,
            self._desk.clock,
            number=seen.number,
            status=status,
            seen=seen.status,
            by=by,
        )

    def chase(self, number: int, *, by: str) -> ReferralView:
        from hub.signposting.referrals import chase

        return chase(self._desk.store, self._desk.clock, number=number, by=by)

    def withdraw(
        self, number: int, after: Callable[[Store], tuple[str, ...]] | None, *, by: str
    ) -> tuple[str, ...]:
        """Delete it for good; what could not be kept in mind beside the backups is said."""
        from hub.signposting.referrals import withdraw

        withdraw(self._desk.store, self._desk.clock, number=number, by=by)
        return after(self._desk.store) if after is not None else ()

    def ideas(self) -> tuple[IdeaView, ...]:
        """Those that nobody has read."""
        from hub.signposting.ideas import list_ideas

        return list_ideas(self._desk.store, unread_only=True)

    def keep_idea(self, number: int, *, by: str) -> IdeaView:
        from hub.signposting.ideas import keep_idea

        return keep_idea(self._desk.store, self._desk.clock, number=number, by=by)

    def throw_away(self, number: int, *, by: str) -> IdeaView:
        from hub.signposting.ideas import throw_idea_away

        return throw_idea_away(self._desk.store, self._desk.clock, number=number, by=by)


def _whole(plan: Plan, site: SiteView) -> Code:
    one = payload_for_plan(plan, site)
    return Code("Next steps", one.payload, one.words, is_whole=True)


def count_at_the_door(desk: Errands, *, by: str) -> FootfallView:
    """One more person came in."""
    from hub.signposting.footfall import count_at_the_door

    return count_at_the_door(desk.store, desk.clock, by=by)


def door_words(counted: FootfallView) -> str:
    return f"Counted: {counted.total} through the door today, {counted.week_total} this week."
