"""`hub kiosk --check`: what this screen can do for the kiosk, and what to change."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import asdict

from hub.errors import HubError
from kiosk.commands.opening import Asked
from kiosk.shared.asking_terminal import ask
from kiosk.shared.plain_lines import broken
from kiosk.shared.terminal import Replies, advice, findings, look

WIDEST = 200
"""Cells, where nobody knows how many there are."""
LOOK_AT = "▀▄█ ◄ ► ▲ ▼ ─ │ ┌ ┐ └ ┘ · … é ł ș ŵ ї ğ"


def check_screen(asked: Asked, noticeboard: str | None) -> int:
    """Say it. The code is 1 where something should be changed first."""
    is_terminal = sys.stdin.isatty() and (sys.stdout.isatty() or asked.as_json)
    size = shutil.get_terminal_size((0, 0))
    can_ask = sys.stdin.isatty() and sys.stdout.isatty()
    seen = look(
        os.environ,
        is_terminal=is_terminal,
        size=(size.columns, size.lines),
        encoding=sys.stdout.encoding or "",
        replies=ask(sys.stdin.fileno(), sys.stdout.fileno()) if can_ask else Replies(),
    )
    found, change = list(findings(seen)), list(advice(seen, os.environ))
    if noticeboard is not None:
        try:
            found.append(_noticeboard(noticeboard))
        except HubError as refused:
            found.append(f"The noticeboard can't be shown: {refused.message}")
            change.append(refused.hint or "Look at the network, then check again.")
    words = [*found, "", *(change or ["There is nothing to change."])]
    if seen.is_terminal and seen.writes_utf8:
        words += ["", "Look at these. Each should be a sign of its own, without gaps:", LOOK_AT]
    rows = [row for one in words for row in broken(one, size.columns or WIDEST) or ("",)]
    asked.answer({**asdict(seen), "findings": found, "change": change}, "\n".join(rows))
    return 1 if change else 0


def _noticeboard(where: str) -> str:
    """Fetch or open it, and say whose it is. Raises HubError."""
    from hub.noticeboard.fetching import fetch_noticeboard, look_at
    from hub.noticeboard.read import Noticeboard
    from hub.views.words import date_words
    from kiosk.commands.elsewhere import board_file

    path = board_file(where)
    if "://" in where:
        fetch_noticeboard(where, path)
    look_at(path)
    board = Noticeboard.open(path)
    try:
        card = board.hub()
    finally:
        board.close()
    return f"The noticeboard of {card.site.name}, as of {date_words(card.published_at.date())}."
