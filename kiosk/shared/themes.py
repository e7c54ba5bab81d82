"""The three looks of kiosk and desk. Every text colour stands 7:1 or better on what lies below it.

Colour never says anything alone: what is cancelled, urgent or chosen also says so in words or by
a sign. On a terminal of 16 colours they are those of `kiosk.shared.sixteen`.
"""

from __future__ import annotations

from textual.theme import Theme


def look(
    name: str,
    *,
    dark: bool,
    paper: str,
    ink: str,
    card: str,
    quiet: str,
    bar: str,
    on_bar: str,
    mark: str,
    urgent: str,
) -> Theme:
    """A look from its nine colours ("#0b4650")."""
    return Theme(
        name=name,
        primary=bar,
        secondary=mark,
        accent=mark,
        error=urgent,
        warning=mark,
        success=mark,
        foreground=ink,
        background=paper,
        surface=card,
        panel=card,
        dark=dark,
        variables={
            "paper": paper,
            "ink": ink,
            "card": card,
            "quiet": quiet,
            "bar": bar,
            "on-bar": on_bar,
            "mark": mark,
            "urgent": urgent,
        },
    )


DAY = look(
    "day",
    dark=False,
    paper="#fffdf7",
    ink="#17211f",
    card="#e6efec",
    quiet="#35474a",
    bar="#0b4650",
    on_bar="#ffffff",
    mark="#6f2c00",
    urgent="#8a0a1c",
)
NIGHT = look(
    "night",
    dark=True,
    paper="#10181c",
    ink="#f5f1e6",
    card="#1f2d34",
    quiet="#d4dcde",
    bar="#a5dde3",
    on_bar="#10181c",
    mark="#ffcb90",
    urgent="#ffcac5",
)
CONTRAST = look(
    "contrast",
    dark=True,
    paper="#000000",
    ink="#ffffff",
    card="#333333",
    quiet="#ffffff",
    bar="#ffff00",
    on_bar="#000000",
    mark="#ffff00",
    urgent="#ffff00",
)

THEMES = (DAY, NIGHT, CONTRAST)

READABLE_PAIRS = (
    ("ink", "paper"),
    ("quiet", "paper"),
    ("mark", "paper"),
    ("urgent", "paper"),
    ("ink", "card"),
    ("quiet", "card"),
    ("mark", "card"),
    ("urgent", "card"),
    ("on-bar", "bar"),
)
"""Which text colour is put on which ground."""


def theme_after(name: str) -> str:
    """The next look in turn."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
