"""The language that a visitor chose, with its catalogue, which isn't loaded before."""

from __future__ import annotations

from pathlib import Path

from hub.languages.language import ENGLISH, Language


def chosen_language(code: str, board_path: Path) -> Language:
    """The language with this code; a hub's own lines lie beside its noticeboard."""
    if code == ENGLISH.code:
        return ENGLISH
    from hub.languages.catalogue import language_for

    return language_for(code, board_path.parent)
