"""What covers a page: the question whether somebody is there, or the resting screen, which also
hides a page from whoever looks over a shoulder. The page beneath isn't drawn at all.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen

from kiosk.public.furniture import Notice
from kiosk.shared.large_words import large_number

if TYPE_CHECKING:
    from kiosk.public.pages.resting import Rest
    from kiosk.public.visit import Visit

BESIDE_REST = (1, 3)
"""Rows below the resting screen for the helplines, on a short and on a tall screen."""
BUTTON_ROWS = (3, 4)


class Cover(Enum):
    """What is seen instead of the page."""

    NOTHING = auto()
    ASKING = auto()
    """Still there?"""
    HIDING = auto()
    """The resting screen, with the button to leave."""
    RESTING = auto()


class CoveredScreen(Screen[object], inherit_bindings=False):
    """The part of the screen that covers the page."""

    cover = Cover.NOTHING
    rest: Rest | None = None

    @property
    def kiosk(self) -> Visit:
        """The app, as far as this screen knows it."""
        return cast("Visit", self.app)

    def _furnish(self) -> None:
        """Show and hide the parts of the screen."""
        raise NotImplementedError

    @property
    def _notice(self) -> Notice:
        return self.query_one("#ask", Notice)

    @property
    def is_asking(self) -> bool:
        return self.cover is Cover.ASKING

    @property
    def is_covered(self) -> bool:
        return self.cover is not Cover.NOTHING

    @property
    def is_resting(self) -> bool:
        """Whether the resting screen is seen, whatever for."""
        return self.cover in (Cover.HIDING, Cover.RESTING)

    def ask(self, seconds: int) -> None:
        """Hide the page, so that whoever comes next cannot read it, and count down."""
        language = self.kiosk.language
        touch = language.say("Touch the screen or press any key to go on.")
        self._notice.say(
            Content.assemble(
                (f"{language.say('Still there?')}\n\n", "bold $ink"),
                *((f"{row}\n", "bold $mark") for row in large_number(f"{seconds}", 40)),
                (f"\n{touch}\n", "bold $ink"),
                (language.say("Or wait, and we start again for the next person."), "$quiet"),
            )
        )
        if not self.is_asking:
            self.cover, self.rest = Cover.ASKING, None
            self._furnish()

    def take_rest(self, rest: Rest, cover: Cover) -> None:
        """Show this page of the resting screen instead of what is there."""
        self.rest = rest
        if self.cover is cover:
            self._say_rest()
        else:
            self.cover = cover
            self._furnish()

    def _say_rest(self) -> None:
        """Lay the resting screen out for the size there is."""
        if self.rest is None:
            return
        from kiosk.public.resting import rest_content

        width, height = self._rest_size()
        self._notice.say(rest_content(self.rest, width, height))

    def _rest_size(self) -> Size:
        is_tall = self.has_class("-tall")
        below = BESIDE_REST[is_tall] + (BUTTON_ROWS[is_tall] if self.cover is Cover.HIDING else 0)
        return Size(self.app.size.width, max(1, self.app.size.height - below))

    def stop_asking(self) -> None:
        """Somebody is there: back to the page."""
        self.uncover()
        self._furnish()

    def uncover(self) -> None:
        """Nothing covers the page any more, nothing of the cover stays."""
        self.cover, self.rest = Cover.NOTHING, None
        self._notice.say("")
