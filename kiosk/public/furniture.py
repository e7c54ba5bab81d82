"""What stands round every page: the bar above, the touch buttons below, the line with helplines."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from hub.languages.language import ENGLISH, Language, to_say
from hub.languages.spoken import other_names
from hub.views.directory import ServiceView
from kiosk.public.ageing import age_words
from kiosk.public.painting import Painted, Row
from kiosk.shared.drawing import fit, wrap

EMERGENCY = to_say("In danger now? Call 999")
SAMARITANS = to_say("Can't cope? 116 123 (Samaritans, free, any time)")
"""What stands below every page even where the noticeboard says nothing."""


def top_line(
    name: str,
    now: datetime,
    width: int,
    published: datetime | None = None,
    kept: int = 0,
    language: Language = ENGLISH,
) -> str:
    """The hub's name at the left; how much is on the list, day and time at the right; between them
    how old the noticeboard is, once that is more than a day.
    """
    when = f"{language.say('My list ({number})', number=kept)}   " if kept else ""
    when += f"{language.day_short(now.date())}   {now:%H:%M}"
    left = width - len(when) - 2
    ages = age_words(published, now, language) if published else ()
    age = next((one for one in ages if len(name) + len(one) + 3 <= left), ages[-1] if ages else "")
    said = f"{fit(name, left - len(age) - 3).rstrip()} · {age}" if age else name
    return f"{fit(said, left)}  {when}"


def helplines_line(
    services: tuple[ServiceView, ...], width: int, language: Language = ENGLISH
) -> str:
    """Numbers that are on every page: 999 first, somebody to talk to, then as many as fit."""
    listed = {}
    for service in services:
        for phone in service.phones[:1]:
            if not phone.is_text:
                listed[phone.number.replace(" ", "")] = (service.name, phone.number)
    name, number = listed.pop("116123", ("", ""))
    listed.pop("999", None)
    if number:
        first = language.say("Can't cope? {number} ({name}, any time)", number=number, name=name)
    else:
        first = language.say(SAMARITANS)
    numbers = [first]
    numbers += [
        name if number in name else f"{name} {number}"  # NHS 111 says its number itself
        for name, number in listed.values()
    ]
    line = language.say(EMERGENCY)
    for words in numbers:
        if len(line) + 3 + len(words) > width:
            break
        line += f" · {words}"
    return fit(line, width)


class Touch(Struct, frozen=True):
    """A button: its key in words, what it does in words, the app's action."""

    key: str
    words: str
    action: str
    sign: str = ""
    """What points, before its words."""
    number: int | None = None
    """What its words count."""
    names: tuple[str, ...] = ()
    """Lines below its words, in the languages of whoever can't read them."""

    def said(self, language: Language) -> str:
        """What it does, as a visitor reads it."""
        said = language.say(self.words, number=self.number)
        if self.sign in _AFTER:
            return f"{said} {self.sign}"
        return f"{self.sign} {said}" if self.sign else said


_AFTER = ("►",)
"""Signs that stand behind."""
LEAVE = Touch("F12", to_say("Leave"), "leave")
HOME = Touch("Home", to_say("Start"), "home")
BACK = Touch("Esc", to_say("Back"), "back", "◄")
BEFORE = Touch("PgUp", to_say("Up"), "turn(-1)", "▲")
LEAST_TOUCH = 12
"""Cells of a button, the gap beside it left out. The least that a finger hits."""
NEXT_CODE = Touch("PgDn", to_say("Next"), "turn(1)", "►")
CODE_BEFORE = Touch("PgUp", to_say("Before"), "turn(-1)", "◄")
MORE = Touch("PgDn", to_say("More"), "turn(1)", "▼")
LANGUAGE = Touch("F5", to_say("Language"), "languages")


def language_at_home(language: Language) -> Touch:
    """So that whoever doesn't read this one finds hers."""
    return replace(LANGUAGE, names=other_names(language))


LOOK = Touch("F3", to_say("Colours"), "look")
HIDE = Touch("F9", to_say("Hide"), "hide")
DESK = Touch("F2", to_say("The desk"), "desk")


def list_touch(kept: int) -> Touch:
    """The way to the list, from everywhere, once something is on it."""
    return Touch("F4", to_say("My list ({number})"), "my_list", number=kept)


def that_fit(touches: list[Touch], width: int, kept: Touch | None = None) -> tuple[Touch, ...]:
    """All of them where each is wide enough for a finger; else without what can wait, but for the
    one that is `kept`. The keys of those work all the same."""
    for spare in (HIDE, DESK, LOOK, LANGUAGE, *((HOME,) if kept else ())):
        if spare is not kept and spare in touches and sum(map(_least, touches)) > width + 1:
            touches = [touch for touch in touches if touch is not spare]
    return tuple(touches)


def _least(touch: Touch) -> int:
    """Cells that a button needs, the gap beside it included."""
    return max(LEAST_TOUCH, *(cell_len(name) + 2 for name in ("", *touch.names))) + 1


class Buttons(Painted):
    """Touch buttons, three rows high, evenly spread. One widget, so that a press costs nothing."""

    DEFAULT_CSS = "Buttons { height: 3; text-wrap: nowrap; }"

    class Pressed(Message):
        """One of them was touched."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.touches: tuple[Touch, ...] = ()
        self.language = ENGLISH
        self.chosen: int | None = None
        """The one that Enter presses; None while a card is chosen."""

    def show(self, touches: tuple[Touch, ...], language: Language = ENGLISH) -> None:
        """Draw these. The chosen one stays chosen while it is among them."""
        if touches != self.touches or language != self.language:
            names = [touch.action for touch in touches]
            before = None if self.chosen is None else self.touches[self.chosen].action
            self.touches, self.language = touches, language
            self.choose(names.index(before) if before in names else None)

    def choose(self, number: int | None) -> None:
        """Choose one, from 0, as far as there are any; or none."""
        last = len(self.touches) - 1
        self.chosen = None if number is None or last < 0 else max(0, min(number, last))
        self.paint()

    @property
    def action(self) -> str | None:
        """What the chosen one does; None where none is."""
        return None if self.chosen is None else self.touches[self.chosen].action

    def _edges(self) -> list[int]:
        """Where each begins: as wide as each other, but for one that has names to show."""
        fixed = {place: _least(one) for place, one in enumerate(self.touches) if one.names}
        left, count = self.area.width - sum(fixed.values()), len(self.touches) - len(fixed)
        edges, evenly = [0], 0
        for place in range(len(self.touches)):
            evenly += 0 if place in fixed else 1
            before = sum(width for other, width in fixed.items() if other <= place)
            edges.append(before + evenly * left // max(1, count))
        return edges

    def on_click(self, event: events.Click) -> None:
        event.stop()
        edges, (x, _) = self._edges(), self.place_of(event)
        for number, touch in enumerate(self.touches):
            if edges[number] <= x < edges[number + 1]:
                self.post_message(self.Pressed(touch.action))

    def lines(self) -> list[Row]:
        """Words, and their key beside or below."""
        edges = self._edges()
        rows: list[Row] = [[], [], []]
        for number, touch in enumerate(self.touches):
            last = number == len(self.touches) - 1
            width = edges[number + 1] - edges[number] - (0 if last else 1)
            ink, quiet = "bold $ink on $card", "$quiet on $card"
            if touch.action == LEAVE.action:
                ink = quiet = "bold $on-bar on $bar"
            said, key = touch.said(self.language), f"  {touch.key}"
            if number == self.chosen:
                ink = quiet = "bold $paper on $ink"
                said = f"►{said}"
            is_narrow = cell_len(said + key) + 2 > width
            words = [said] if cell_len(said) <= width else wrap(said, width)[:2]
            drawn = ["", *words, *touch.names] if len(words) == 1 else words
            if touch.names:
                drawn = drawn[1:]
            elif is_narrow:
                drawn = [*drawn, touch.key]
            drawn += [""] * (3 - len(drawn))
            for place, line in enumerate(drawn[:3]):
                is_words = line in words
                beside = key if is_words and not is_narrow else ""
                left = max(0, (width - cell_len(line + beside)) // 2)
                right = max(0, width - left - cell_len(line + beside))
                lead = " " * left + line
                style = ink if is_words or touch.names or not line else quiet
                rows[place] += [(lead, style), (beside + " " * right, quiet if beside else style)]
            if not last:
                for row in rows:
                    row.append((" ", ""))
        return rows


class Line(Painted):
    """A row or two, on a `ground` of its own where it has one. Words are never markup."""

    def __init__(self, *, id: str, ground: str = "") -> None:
        super().__init__(id=id)
        self.said: tuple[Row, ...] = ()
        self._ground = ground

    def say(self, *rows: Row) -> None:
        """Show these from now on."""
        if rows != self.said:
            self.said = rows
            self.paint()

    def empty(self) -> None:
        """No words."""
        self.said = ()
        super().empty()

    def lines(self) -> list[Row]:
        """The rows, in the middle of their ground, which is a cell wider at both ends."""
        if not self._ground:
            return list(self.said)
        across, down = self.area
        above = max(0, down - len(self.said)) // 2
        rows = [[], *self.said, []] if above else self.said
        return [
            [(" ", self._ground), *row, (" " * (across - _cells(row) - 1), self._ground)]
            for row in rows
        ]


def _cells(row: Row) -> int:
    return sum(cell_len(words) for words, _ in row)


class Notice(Static):
    """What is shown instead of the page. Its size is the sheet's affair: new words lay nothing out
    again."""

    def __init__(self, *, id: str, classes: str = "") -> None:
        super().__init__("", id=id, classes=classes, markup=False)

    def say(self, text: str | Content) -> None:
        """Show this from now on. Words are never markup."""
        said, now = Content(text) if isinstance(text, str) else text, self.content
        if not (isinstance(now, Content) and now.is_same(said)):
            self.update(said, layout=False)
