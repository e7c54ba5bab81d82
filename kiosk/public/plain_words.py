"""What the plain kiosk says of itself, and the words that it answers to."""

from __future__ import annotations

from hub.noticeboard.dropbox import LONGEST_WORDS
from kiosk.public.page import Page

ASKING_SECONDS = 15

ONE_MOMENT = Page(
    title="One moment…",
    nothing="What's on is being got ready. Please ask at the desk meanwhile.",
)
ON_ITS_WAY = "Your sheet is on its way to the printer. Please wait."
BROKEN = "One moment… this screen is starting again."
STILL_THERE = f"Still there? Press Enter to go on, or we start again in {ASKING_SECONDS} seconds."
STARTED_AGAIN = "Nobody typed for a while, so we start again."
LEFT = "You have left. Nothing of your visit is kept."
NO_WAY_BACK = "This is the start: there is no way back."
NO_MORE = "There is no more on this page."
WRITE_WORDS = "Please write it in words."
CUT = f"That was long: only the first {LONGEST_WORDS} letters were taken."

COMMANDS = {
    **dict.fromkeys(("b", "back"), "b"),
    **dict.fromkeys(("h", "start"), "h"),
    **dict.fromkeys(("m", "more"), "m"),
    **dict.fromkeys(("l", "leave"), "l"),
    **dict.fromkeys(("", "?"), ""),
}
