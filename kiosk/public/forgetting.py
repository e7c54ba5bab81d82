"""Empties what libraries remember of words that were typed, measured and drawn, once a visit has
ended.
"""

from __future__ import annotations

import gc
import sys

from rich.cells import cached_cell_len
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser

BY_THEIR_WORDS = (
    ("hub.noticeboard.english", "meaning"),
    ("printables.fonts", "width"),
    ("printables.shaping", "shaped"),
    ("printables.qr", "matrix"),
    ("printables.qr", "path_operators"),
)
"""Functions that keep what they were asked. Loaded by the first who searches, prints or takes a
code."""


def forget_what_was_drawn() -> None:
    """No word of the last page but one stays in a cache, nor on what was taken off the screen."""
    cached_cell_len.cache_clear()
    StylesCache.get_inner_outer.cache_clear()
    XTermParser._parse_extended_key.cache_clear()  # letters as some terminals send them
    for module, name in BY_THEIR_WORDS:
        if module in sys.modules:
            getattr(sys.modules[module], name).cache_clear()
    if gc.get_freeze_count():  # else it would go through all that was ever loaded
        gc.collect()
