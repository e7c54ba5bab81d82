"""A kiosk that nobody uses shows what's on, a page at a time; a page that somebody hides looks the
same. When each begins and ends; what is shown is decided in `kiosk.public.pages.resting`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from kiosk.public.covering import Cover
from kiosk.public.speaking import SpeakingApp

if TYPE_CHECKING:
    from pathlib import Path

    from hub.languages.language import Language
    from hub.noticeboard.read import Noticeboard
    from kiosk.public.pages.resting import Rest
    from kiosk.shared.idle import IdleWatch

OTHERS = ("pl", "ro", "cy", "uk", "tr")
"""Languages that a screen can draw."""
PAGE_SECONDS = 15
"""How long a page of the resting screen stays: it is read from afar."""


def to_begin(begin: str, own_folder: Path | None = None) -> tuple[str, ...]:
    """How to begin, in the other languages that have words for it. Read while nobody waits."""
    from hub.languages.catalogue import language_for

    others = (language_for(code, own_folder) for code in OTHERS)
    said = (language.say("Touch the screen to begin") for language in others)
    return tuple(dict.fromkeys(words for words in said if words != begin))


class CalmApp(SpeakingApp):
    """The part of the kiosk that rests and hides."""

    board: Noticeboard | None
    board_path: Path
    idle: IdleWatch
    rest_after = 0
    """Seconds without a touch after which the first page gives way to the resting screen; 0 for
    never."""
    _rested_at = 0.0
    _resting_shown: tuple[object, ...] = ()
    """Which page, in which minute, of which noticeboard: drawn again only when one changes."""

    def start_afresh(self) -> None:
        """Forget the visit."""
        raise NotImplementedError

    def action_hide(self) -> None:
        """Cover the page at once. It is there again at the next key or touch."""
        self._resting_shown = ()
        self._show_hidden()

    def rests(self) -> bool:
        """Whether the resting screen is on, after a look at the clock. Only where there is no
        visit."""
        now = self.seconds()
        if self.sheet.cover is not Cover.RESTING:
            if not self.rest_after or now - self.idle.last < self.rest_after:
                return False
            self.start_afresh()
            self._rested_at, self._resting_shown = now, ()
        turned = int((now - self._rested_at) // PAGE_SECONDS)
        if self._is_new(turned):
            pages = self._rest_pages(begins=True)
            self.sheet.take_rest(pages[turned % len(pages)], Cover.RESTING)
        return True

    def keep_hidden(self) -> bool:
        """Whether a page is hidden; its clock goes on."""
        if self.sheet.cover is not Cover.HIDING:
            return False
        self._show_hidden()
        return True

    def _show_hidden(self) -> None:
        if self._is_new(0):
            self.sheet.take_rest(self._rest_pages(begins=False)[0], Cover.HIDING)

    def _is_new(self, turned: int) -> bool:
        published = self.board.hub().published_at if self.board else None
        shown = (turned, f"{self.clock.now():%d%H%M}", published)
        is_new = shown != self._resting_shown
        self._resting_shown = shown
        return is_new

    @property
    def _spoken(self) -> Language:
        return self.sheet.around.language

    def _rest_pages(self, *, begins: bool) -> tuple[Rest, ...]:
        from hub.errors import HubError
        from kiosk.public.pages.resting import rest_pages

        language = self._spoken
        begin = language.say("Touch the screen, or press any key, to go on")
        others: tuple[str, ...] = ()
        if begins:
            begin = language.say("Touch the screen to begin")
            others = to_begin(begin, self.board_path.parent)
        now = self.clock.now()
        try:
            return rest_pages(self.board, now, language, begin=begin, others=others)
        except HubError:  # damaged while we read it: the next look opens another
            return rest_pages(None, now, language, begin=begin)

    def uncovers(self, event: events.InputEvent) -> bool:
        """Whether this key or touch does no more than bring the page back. Who hid a page or is
        asked can also leave at once."""
        sheet = self.sheet
        if not sheet.is_covered:
            return False
        if isinstance(event, events.Key):
            return event.key != "f12" or sheet.cover is Cover.RESTING
        is_leave = isinstance(event, events.MouseEvent) and event.y >= sheet.foot
        return not (is_leave and sheet.cover is Cover.HIDING)
