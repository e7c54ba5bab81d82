"""How a result and a plan read at the desk, line by line. Leaves what is chosen to the hub."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from hub.views.noticeboard import Answer, Found, Kind
from hub.views.plan import Plan, PlanStep, PlanWishes
from hub.views.words import clean_line, day_words_short, time_words
from kiosk.shared.drawing import fit

KIND_WORDS = {
    Kind.NEED: "need",
    Kind.INTEREST: "likes",
    Kind.SERVICE: "help",
    Kind.ACTIVITY: "here",
}
"""What a line is, before its name."""
HOW_TO = "Type a word they say: rent, mum. Enter ticks it."
TICKED = "Ticked. Type the next word. ↓ and Enter untick."
KIND, TICK = 6, 4
NUMBER = 18
WIDE_LINE = 60
"""Cells from which a result says more than its name."""


class RowKind(StrEnum):
    """What a row of the plan is."""

    HEADING = "heading"
    STEP = "step"
    DETAIL = "detail"
    LINE = "line"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the plan."""

    kind: RowKind
    words: str
    phone: str = ""
    step: PlanStep | None = None
    number: int = 0
    """Of a line of the volunteer's own, from 1."""
    spare: bool = False
    """Fits too, and has no room in the plan."""

    @property
    def can_be_chosen(self) -> bool:
        return self.kind in (RowKind.STEP, RowKind.LINE)


def is_ticked(found: Found, wishes: PlanWishes) -> bool:
    """Whether a line of the list is in the plan already."""
    match found.kind:
        case Kind.NEED:
            return found.code in wishes.needs
        case Kind.INTEREST:
            return found.code in wishes.interests
    return found.code in wishes.pinned


def found_line(found: Found, wishes: PlanWishes, width: int) -> str:
    """[x] need  I have debts                  6 can help"""
    tick = "[x] " if is_ticked(found, wishes) else " -  "
    more = _more(found) if width >= WIDE_LINE else found.phone
    more = clean_line(more)
    room = width - TICK - KIND
    # A number is cut last: half a number helps nobody.
    beside = min(len(more) + 1, room // 2) if more else 0
    name = f"{found.name}{' (urgent)' if found.is_urgent else ''}"
    words = fit(name, room - beside) + (f" {fit(more, beside - 1)}" if beside else "")
    return f"{tick}{fit(KIND_WORDS[found.kind], KIND)}{words}"


def _more(found: Found) -> str:
    if found.helpers is not None:
        return f"{found.helpers} can help" if found.helpers else "nothing yet"
    unsure = "" if found.is_checked else "not checked"
    is_open = "open now" if found.is_open else ""
    return ", ".join(one for one in (found.phone, found.when, is_open, unsure) if one)


def plan_rows(plan: Plan) -> tuple[PlanRow, ...]:
    """The whole plan, most urgent first."""
    rows: list[PlanRow] = []

    def part(heading: str, steps: Iterable[PlanStep], *, spare: bool = False) -> None:
        for place, step in enumerate(steps):
            if place == 0:
                rows.append(PlanRow(RowKind.HEADING, heading))
            rows.extend(_step_rows(step, spare=spare))

    part("RING FIRST", (step for step in plan.urgent if step.meets))
    for need in plan.unmet:
        rows.append(PlanRow(RowKind.NOTHING, f"Nothing yet for: {need.name}"))
    part("WHO CAN HELP", plan.steps)
    part("COME ALONG HERE", plan.groups)
    part("SOMETHING YOU LIKE", plan.interest_steps)
    for like in plan.unmet_interests:
        rows.append(PlanRow(RowKind.NOTHING, f"Nothing yet for: {like.name}"))
    if plan.lines:
        rows.append(PlanRow(RowKind.HEADING, "ALSO"))
        rows += [
            PlanRow(RowKind.LINE, line, number=number) for number, line in enumerate(plan.lines, 1)
        ]
    part("ALWAYS THERE", (step for step in plan.urgent if not step.meets))
    part("FITS TOO, NOT ON THE SHEET", plan.left_over, spare=True)
    return tuple(rows)


def _step_rows(step: PlanStep, *, spare: bool) -> Iterable[PlanRow]:
    phone = step.phones[0].number if step.phones else ""
    kept = " (kept)" if step.is_pinned else ""
    yield PlanRow(RowKind.STEP, f"{step.name}{kept}", phone, step, spare=spare)
    said = []
    if step.next_on is not None:
        said.append(f"{day_words_short(step.next_on.date())} {time_words(step.next_on)}")
        said += [step.room] if step.room else []
    said += [*step.why, *step.meets_words]  # what is cut at the end is what was ticked anyhow
    if said:
        yield PlanRow(RowKind.DETAIL, " · ".join(said), step=step, spare=spare)


def row_line(row: PlanRow, width: int) -> str:
    """One row in `width` cells."""
    match row.kind:
        case RowKind.DETAIL:
            return fit(f"  {row.words}", width)
        case RowKind.LINE:
            return fit(f"{row.words}", width)
    phone = clean_line(row.phone)
    if not phone or width < 2 * NUMBER:
        return fit(row.words, width)
    beside = min(max(NUMBER, len(phone)), width // 2)
    return f"{fit(row.words, width - beside - 1)} {fit(phone, beside)}"


def ticked_lines(plan: Plan, wishes: PlanWishes) -> tuple[Found, ...]:
    """What is ticked, as lines that can be unticked: shown while nothing is typed."""
    needs = {need.slug: need for need in plan.needs}
    likes = {like.slug: like for like in plan.interests}
    return (
        *(
            Found(Kind.NEED, slug, needs[slug].name, is_urgent=needs[slug].is_urgent)
            for slug in wishes.needs
            if slug in needs
        ),
        *(
            Found(Kind.INTEREST, slug, likes[slug].name)
            for slug in wishes.interests
            if slug in likes
        ),
    )


def told_words(answer: Answer) -> str:
    """What to do with what was found."""
    if not answer.results:
        return "Nothing fits. This comes nearest. Or press F8."
    if answer.understood and answer.understood != answer.query:
        return f"Read as: {answer.understood}"
    return "Enter ticks the line with the arrow. ↓ for the next one."
