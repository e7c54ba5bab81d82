"""What a terminal can do for the kiosk, judged by what it says of itself, and what to change.

Asking a terminal is left to `kiosk.shared.asking_terminal`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEAST_WIDTH, LEAST_HEIGHT = 80, 24
TRUE_COLOURS = 1 << 24
BARE_CONSOLE = ("linux", "fbterm")


@dataclass(frozen=True, slots=True)
class Replies:
    """What the terminal answered; None where it kept silent."""

    mouse: bool | None = None
    """Whether it knows the mouse reports that the kiosk asks for (mode 1006)."""
    block_width: int | None = None
    """Cells that one half block took: 1 where UTF-8 is understood."""


@dataclass(frozen=True, slots=True)
class TerminalView:
    """One terminal."""

    is_terminal: bool
    name: str
    """TERM."""
    width: int
    height: int
    colours: int
    """1 for none, 16, 256, or 16777216."""
    is_bare_console: bool
    has_mouse: bool | None
    """None where it didn't say."""
    writes_utf8: bool
    draws_blocks: bool | None
    """Whether a half block takes one cell. None where it didn't say."""


def look(
    environment: Mapping[str, str],
    *,
    is_terminal: bool,
    size: tuple[int, int],
    encoding: str,
    replies: Replies,
) -> TerminalView:
    """Put together what is known. `encoding` is that of standard output."""
    name = environment.get("TERM", "")
    bare = name in BARE_CONSOLE
    utf8 = encoding.lower().replace("-", "").replace("_", "") == "utf8"
    return TerminalView(
        is_terminal=is_terminal,
        name=name,
        width=size[0],
        height=size[1],
        colours=_colours(environment),
        is_bare_console=bare,
        has_mouse=False if bare else replies.mouse,
        writes_utf8=utf8,
        draws_blocks=None if replies.block_width is None else utf8 and replies.block_width == 1,
    )


def _colours(environment: Mapping[str, str]) -> int:
    name = environment.get("TERM", "")
    if environment.get("NO_COLOR") or name in ("", "dumb", "vt100", "vt220"):
        return 1
    if name in BARE_CONSOLE:
        return 16
    if environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return TRUE_COLOURS
    if "256color" in name or name in ("foot", "alacritty", "xterm-kitty", "xterm-ghostty"):
        return 256
    return 16


_COLOUR_WORDS = {
    1: "No colours: the kiosk is drawn in black and white.",
    16: "16 colours.",
    256: "256 colours.",
    TRUE_COLOURS: "All colours.",
}


def findings(seen: TerminalView) -> tuple[str, ...]:
    """What it can do, a sentence each."""
    if not seen.is_terminal:
        return ("This isn't a terminal: there is nobody to draw for.",)
    size = f"{seen.width} columns and {seen.height} rows"
    enough = seen.width >= LEAST_WIDTH and seen.height >= LEAST_HEIGHT
    mouse = {
        True: "Touch and mouse work.",
        False: "Touch and mouse don't work here.",
        None: "It doesn't say whether touch and mouse work. Most do.",
    }[seen.has_mouse]
    blocks = {
        True: "Boxes and codes are drawn as they should be.",
        False: "Boxes and codes can't be drawn.",
        None: "It doesn't say whether it draws boxes and codes.",
    }[seen.draws_blocks]
    return (
        f"{size}: {'enough' if enough else 'too few'}.",
        _COLOUR_WORDS[seen.colours],
        mouse,
        blocks,
    )


def advice(seen: TerminalView, environment: Mapping[str, str]) -> tuple[str, ...]:
    """What to change, a sentence each; empty where all is well."""
    if not seen.is_terminal:
        return ("Type this at the screen itself, not from a script or through a pipe.",)
    said = []
    if seen.width < LEAST_WIDTH or seen.height < LEAST_HEIGHT:
        said.append(
            f"Make the letters smaller or the window larger, until there are {LEAST_WIDTH} columns"
            f" and {LEAST_HEIGHT} rows."
        )
    if environment.get("NO_COLOR"):
        said.append("NO_COLOR is set. If you want colours: unset NO_COLOR")
    elif seen.is_bare_console:
        said.append(
            "This is the bare console: 16 colours, and no touch. It works with keys. For touch, run"
            " the kiosk in foot under cage, or in a browser: the README says how."
        )
    elif seen.colours == 1:
        said.append("TERM names no terminal with colours. Try: export TERM=xterm-256color")
    elif seen.colours < TRUE_COLOURS:
        said.append("If this terminal knows all colours, and most do: export COLORTERM=truecolor")
    if not seen.writes_utf8:
        said.append("The language settings know no UTF-8. Try: export LANG=C.UTF-8")
    elif seen.draws_blocks is False:
        said.append("The terminal isn't set to UTF-8. On the console: unicode_start")
    if seen.has_mouse is False and not seen.is_bare_console:
        said.append("For touch, run the kiosk in foot under cage, or in a browser.")
    return tuple(said)
