"""The next steps that one visitor takes home, A4 upright: in 14 point, and laid out anew in 18.

Decides what the sheet says and in which order (facts: UKAAF clear print), and how close it is set:
people lose pages, so as generously as the fewest pages allow. It bears no name, and no discreet
need by its name. What the plan is decides `hub.signposting.plan`, how a step looks
`printables.sheets.step_boxes`, how boxes fill pages `printables.stacking`, how it is drawn
`printables.drawing`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count, groupby

from hub.languages.language import ENGLISH, Language
from hub.signposting.explaining import need_words
from hub.views.directory import NeedView
from hub.views.place import SiteView
from hub.views.plan import Plan, PlanStep
from printables.boxes import Outline, Page, Piece, Sheet, lines_down
from printables.flow import Type
from printables.fonts import ASCENT, Face, break_lines, printable, width
from printables.left_out import LeftOut
from printables.paper import A4, MARGIN, SMALL_MARGIN
from printables.sheets.step_boxes import Boxes, Look
from printables.sheets.step_words import StepWords
from printables.stacking import Chunk, Stack, Stacked

_ROOMY = Type(text=14, leading=18, band=16, title=28, title_leading=32, foot=12)
_CLOSE = Type(text=14, leading=16.8, band=16, title=28, title_leading=32, foot=12)
_LARGE = Type(text=18, leading=23, band=22, title=32, title_leading=40, foot=18, room_below=True)
_LARGE_CLOSE = Type(
    text=18, leading=21.6, band=22, title=32, title_leading=40, foot=18, room_below=True
)
_LOOKS = {
    False: (
        Look(_ROOMY, 36, 20, 22, 30, MARGIN, runs_on=False, by_need=True),
        Look(_ROOMY, 36, 20, 22, 30, MARGIN, runs_on=True, by_need=True),
        Look(_CLOSE, 36, 20, 22, 30, MARGIN, runs_on=True, by_need=True),
        Look(_CLOSE, 36, 20, 22, 26, SMALL_MARGIN, runs_on=True, by_need=True),
        Look(_CLOSE, 36, 20, 22, 26, SMALL_MARGIN, runs_on=True, by_need=False),
    ),
    True: (
        Look(_LARGE, 40, 24, 28, 30, MARGIN, runs_on=False, by_need=True),
        Look(_LARGE, 40, 24, 28, 30, MARGIN, runs_on=True, by_need=True),
        Look(_LARGE_CLOSE, 40, 24, 28, 30, SMALL_MARGIN, runs_on=True, by_need=True),
        Look(_LARGE_CLOSE, 40, 24, 28, 30, SMALL_MARGIN, runs_on=True, by_need=False),
    ),
}
"""By large print: the roomiest first."""


def next_steps_pdf(
    plan: Plan, site: SiteView, *, large: bool = False, language: Language = ENGLISH
) -> bytes:
    """The sheet to take home.

    Refuses (`BadInput`) a volunteer's own line in letters that no font of ours has. Elsewhere such
    letters are left out, so that one entry spoils no sheet; `Sheet.left_out` says which.
    """
    from printables.drawing import pdf

    return pdf(next_steps_sheet(plan, site, large=large, language=language))


def next_steps_sheet(
    plan: Plan, site: SiteView, *, large: bool = False, language: Language = ENGLISH
) -> Sheet:
    """The same, laid out and not yet drawn. `language` is the one that the plan was made in."""
    made: Sheet | None = None
    for look in _LOOKS[large]:
        closer = _laid_out(plan, site, look, language)
        if made is None or len(closer.pages) < len(made.pages):
            made = closer
    assert made is not None
    if language.is_right_to_left:
        from printables.mirror import mirrored

        return mirrored(made)
    return made


def _laid_out(plan: Plan, site: SiteView, look: Look, language: Language) -> Sheet:
    left_out = LeftOut()
    kind = look.kind
    name = left_out.line(site.name, "The name of the hub", language.say("This hub"))
    heading = left_out.line(plan.heading, "The heading", language.say("Your next steps"))
    outline = Outline()
    head, below = _head(heading, name, site, look, outline, language, left_out)
    # A language whose own letters we lack is refused: a sheet without them helps nobody.
    correct = printable(
        language.say("Correct on {date}", date=language.full_date(plan.made_on)), "The date"
    )
    correct_part = outline.add("P")
    stack = Stack(A4, look.margin, kind, language.listed((heading, name)), language)
    steps = len(plan.steps) + len(plan.groups) + len(plan.interest_steps)
    discreet = frozenset(need.slug for need in plan.needs if need.is_discreet)
    words = StepWords(language, left_out, discreet)
    right = A4[0] - look.margin
    boxes = Boxes(look, words, outline, right, stack.tallest, digits=len(str(steps)))
    bodies = stack.stack(_sections(plan, boxes), first_top=below)
    pages = tuple(
        Page(
            *A4,
            look.margin,
            (
                *(head if number == 1 else ()),
                *body,
                *stack.foot(
                    correct,
                    language.say("Page {number} of {total}", number=number, total=len(bodies)),
                    part=correct_part if number == 1 else None,
                ),
            ),
        )
        for number, body in enumerate(bodies, 1)
    )
    title = language.say("{name}: next steps", name=name)
    return Sheet(title, pages, outline.parts(), language.tag, left_out.sentences)


def _head(
    heading: str,
    name: str,
    site: SiteView,
    look: Look,
    outline: Outline,
    language: Language,
    left_out: LeftOut,
) -> tuple[list[Piece], float]:
    """The heading, whose sheet it is (beside it where there is room), and the y below them."""
    kind, left, room = look.kind, look.margin, A4[0] - 2 * look.margin
    phone = left_out.line(site.phone, "The number of the hub")
    contact = (
        left_out.line(site.address, "The address of the hub"),
        language.say("Phone {number}", number=phone) if phone else "",
    )
    beside = left + width(heading, Face.BOLD, kind.title) + 2 * kind.unit
    fits = beside + width(name, Face.BOLD, kind.text) <= left + room
    baseline = look.margin + ASCENT * kind.title
    pieces: list[Piece] = []
    top = look.margin
    contacts = " · ".join(filter(None, contact))
    for tag, words, face, size, leading, is_beside in (
        ("H1", heading, Face.BOLD, kind.title, kind.title_leading, False),
        ("P", name, Face.BOLD, kind.text, kind.leading, fits),
        ("P", contacts, Face.REGULAR, kind.text, kind.leading, False),
    ):
        if not words:
            continue
        wrapped = break_lines(words, face, size, room)
        pieces += lines_down(
            wrapped,
            x=beside if is_beside else left,
            first_baseline=baseline if is_beside else top + ASCENT * size,
            leading=leading,
            face=face,
            size=size,
            part=outline.add(tag),
        )
        top += 0.0 if is_beside else len(wrapped) * leading
    return pieces, top + 2 * kind.unit


def _sections(plan: Plan, boxes: Boxes) -> list[Stacked]:
    """What is urgent first where an urgent need was ticked, else the lines for emergencies last."""
    numbers = count(1)
    language = boxes.words.language
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

    def emergencies(words: str) -> None:
        if plan.urgent:
            part, list_part = boxes.outline.add("H2"), boxes.outline.add("L")
            sections.append(Stacked(words, part, boxes.emergencies(plan.urgent, list_part)))

    def helper(step: PlanStep, part: int, *, says: bool = says_for) -> Chunk:
        return boxes.helper(next(numbers), step, part, says_for=says)

    def helper_of_need(step: PlanStep, part: int) -> Chunk:
        return helper(step, part, says=len(step.meets_words) > 1)

    def group(step: PlanStep, part: int) -> Chunk:
        if step.next_on is None and (step.phones or step.url) and step.organisation:
            return helper(step, part)
        return boxes.group(next(numbers), step, part, says_for=says_for)

    if is_urgent:
        emergencies(language.say("First"))
    by_need = _by_need(plan, boxes) if says_for and boxes.look.by_need else {}
    for heading, steps in by_need.items():
        listed(heading, steps, helper_of_need)
    if not by_need:
        listed(language.say("Who can help"), plan.steps, helper)
    listed(language.say("Come along"), plan.groups, group)
    listed(language.say("Something you may enjoy"), plan.interest_steps, group)
    remembered = (printable(line, "The line") for line in plan.lines)
    said(language.say("Remember"), list(filter(None, remembered)))
    said(language.say("Nothing yet"), _nothing(plan.unmet, boxes.words))
    if not is_urgent:
        emergencies(language.say("Help at any time"))
    return sections


def _by_need(plan: Plan, boxes: Boxes) -> dict[str, list[PlanStep]]:
    """Headings with who helps; none where those for one need don't stand together, as when the
    volunteer put them in another order, or where a heading is too long for its band."""
    language, kind = boxes.words.language, boxes.look.kind
    room = boxes.right - boxes.look.margin - 2 * kind.inset
    runs = [list(steps) for _, steps in groupby(plan.steps, key=lambda step: step.meets_words)]
    of_one = [steps for steps in runs if len(steps[0].meets_words) == 1]

    def fits(heading: str) -> bool:
        longest = language.say("{heading} (continued)", heading=heading)
        return width(longest, Face.BOLD, kind.band) <= room

    needs = [boxes.words.meets(steps[0]) for steps in of_one]
    headings = [language.say("Who can help: {need}", need=need) for need in needs]
    if not all(map(fits, headings)):
        headings = needs
    stand_apart = len(set(needs)) < len(needs) or any(
        len(steps[0].meets_words) != 1 for steps in runs[1:]
    )
    if stand_apart or not all(need and fits(need) for need in needs):
        return {}
    several = [] if runs[:1] == of_one[:1] else [language.say("Who can help")]
    return dict(zip([*several, *headings], runs, strict=True))


def _nothing(unmet: Sequence[NeedView], words: StepWords) -> list[str]:
    """Needs for which there is nobody yet, discreet ones by their group."""
    language = words.language
    names = dict.fromkeys(
        words.left_out.line(need_words(need, language), "The need") for need in unmet
    )
    return [
        language.say("{need}: we know of nobody yet. Please ask again at the desk.", need=name)
        for name in names
        if name
    ]
