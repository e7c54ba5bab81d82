"""The next steps that one visitor takes home, A4 upright: in 14 point, and laid out anew in 18.

Decides what the sheet says and in which order (facts: UKAAF clear print). It bears no name, and no
discreet need by its name. What the plan is decides `hub.signposting.plan`, how a step looks
`printables.sheets.step_boxes`, how boxes fill pages `printables.stacking`, how it is drawn
`printables.drawing`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

from hub.signposting.explaining import need_words
from hub.views.directory import NeedView
from hub.views.place import SiteView
from hub.views.plan import Plan, PlanStep
from hub.views.words import date_words
from printables.boxes import Outline, Page, Piece, Sheet, lines_down
from printables.flow import Type
from printables.fonts import ASCENT, Face, break_lines, printable
from printables.paper import A4, MARGIN
from printables.sheets.step_boxes import Boxes, Sizes, drawable
from printables.stacking import Chunk, Stack, Stacked

STANDARD = Type(text=14, leading=18, band=16, title=28, title_leading=34, foot=12)
LARGE = Type(text=18, leading=23, band=22, title=32, title_leading=40, foot=16, room_below=True)
_SIZES = {False: Sizes(numeral=36, name=20, phone=22), True: Sizes(numeral=40, name=24, phone=28)}


def next_steps_pdf(plan: Plan, site: SiteView, *, large: bool = False) -> bytes:
    """The sheet to take home.

    Refuses (`BadInput`) a volunteer's own line in letters that no font of ours has. Elsewhere such
    letters are left out, so that one entry spoils no sheet.
    """
    from printables.drawing import pdf

    return pdf(next_steps_sheet(plan, site, large=large))


def next_steps_sheet(plan: Plan, site: SiteView, *, large: bool = False) -> Sheet:
    """The same, laid out and not yet drawn."""
    kind = LARGE if large else STANDARD
    name = drawable(site.name) or "This hub"
    heading = drawable(plan.heading) or "Your next steps"
    outline = Outline()
    head, below = _head(heading, name, site, kind, outline)
    correct = f"Correct on {date_words(plan.made_on)}"
    correct_part = outline.add("P")
    stack = Stack(A4, MARGIN, kind, f"{heading}, {name}")
    boxes = Boxes(
        kind,
        _SIZES[large],
        outline,
        MARGIN,
        A4[0] - MARGIN,
        stack.tallest,
        frozenset(need.slug for need in plan.needs if need.is_discreet),
    )
    bodies = stack.stack(_sections(plan, name, boxes), first_top=below)
    pages = tuple(
        Page(
            *A4,
            MARGIN,
            (
                *(head if number == 1 else ()),
                *body,
                *stack.foot(
                    correct,
                    f"Page {number} of {len(bodies)}",
                    part=correct_part if number == 1 else None,
                ),
            ),
        )
        for number, body in enumerate(bodies, 1)
    )
    return Sheet(f"{name}: next steps", pages, outline.parts())


def _head(
    heading: str, name: str, site: SiteView, kind: Type, outline: Outline
) -> tuple[list[Piece], float]:
    """The heading, whose sheet it is, and the y below them."""
    phone = drawable(site.phone)
    contact = " · ".join(filter(None, (drawable(site.address), phone and f"Phone {phone}")))
    lines = [
        ("H1", heading, Face.BOLD, kind.title, kind.title_leading),
        ("P", name, Face.BOLD, kind.text, kind.leading),
        ("P", contact, Face.REGULAR, kind.text, kind.leading),
    ]
    pieces: list[Piece] = []
    top = MARGIN
    for tag, words, face, size, leading in lines:
        if not words:
            continue
        wrapped = break_lines(words, face, size, A4[0] - 2 * MARGIN)
        pieces += lines_down(
            wrapped,
            x=MARGIN,
            first_baseline=top + ASCENT * size,
            leading=leading,
            face=face,
            size=size,
            part=outline.add(tag),
        )
        top += len(wrapped) * leading
    return pieces, top + 2 * kind.unit


def _sections(plan: Plan, name: str, boxes: Boxes) -> list[Stacked]:
    """What is urgent first where an urgent need was ticked, else the lines for emergencies last."""
    numbers = count(1)
    says_for = len(plan.needs) + len(plan.interests) > 1
    is_urgent = any(need.is_urgent for need in plan.needs)
    sections: list[Stacked] = []

    def listed(
        words: str, steps: Sequence[PlanStep], box: Callable[[PlanStep, int], Chunk]
    ) -> None:
        if steps:
            part, list_part = boxes.outline.add("H2"), boxes.outline.add("L")
            chunks = tuple(box(step, list_part) for step in steps)
            sections.append(Stacked(words, part, chunks))

    def said(words: str, lines: Sequence[str]) -> None:
        if lines:
            part = boxes.outline.add("H2")
            sections.append(Stacked(words, part, tuple(map(boxes.paragraph, lines))))

    def helper(step: PlanStep, part: int) -> Chunk:
        return boxes.helper(next(numbers), step, part, says_for=says_for)

    def group(step: PlanStep, part: int) -> Chunk:
        if step.next_on is None and (step.phones or step.url) and step.organisation:
            return helper(step, part)
        return boxes.group(next(numbers), step, part, says_for=says_for)

    if is_urgent:
        listed("First", plan.urgent, boxes.line)
    listed("Who can help", plan.steps, helper)
    listed("Come along", plan.groups, group)
    listed("Something you may enjoy", plan.interest_steps, group)
    said("Remember", [printable(line, "The line") for line in plan.lines])
    said("Nothing yet", _nothing(plan.unmet))
    if not is_urgent:
        listed("Help at any time", plan.urgent, boxes.line)
    return sections


def _nothing(unmet: Sequence[NeedView]) -> list[str]:
    """Needs for which there is nobody yet, discreet ones by their group."""
    names = dict.fromkeys(drawable(need_words(need)) for need in unmet)
    return [f"{one}: we know of nobody yet. Please ask again at the desk." for one in names if one]
