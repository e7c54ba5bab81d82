"""Which languages the hub speaks, each by its own name. Loads no catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from hub.languages.language import ENGLISH, Language

LANGUAGES = (
    ENGLISH,
    Language("pl", "Polski", "Polish", day_order="EEEE, d MMMM"),
    Language("ro", "Română", "Romanian", day_order="EEEE, d MMMM"),
    Language("cy", "Cymraeg", "Welsh"),
    Language("uk", "Українська", "Ukrainian", day_order="EEEE, d MMMM", date_order="d MMMM y 'р'."),
    Language("tr", "Türkçe", "Turkish", day_order="d MMMM EEEE"),
    Language("ar", "العربية", "Arabic", is_right_to_left=True),
    Language("ur", "اردو", "Urdu", is_right_to_left=True),
)
"""English first, then in the order in which they are offered."""

_ON_SCREEN = (
    "kiosk/public/",
    "kiosk/shared/",
    "hub/noticeboard/lines.py",
    "printables/printer_words.py",
)
_ON_PAPER_TOO = ("kiosk/public/list_plan.py",)


def other_names(language: Language) -> tuple[str, str]:
    """In two lines, the first a little longer: other languages that a terminal can be trusted
    with, each by its own name. Whoever can't read what stands here finds hers."""
    every = [one.name for one in LANGUAGES if one != language and not one.is_right_to_left]
    half = (len(every) + 1) // 2
    return " · ".join(every[:half]), " · ".join(every[half:])


def is_said_in(language: Language, files: Sequence[str]) -> bool:
    """Whether a language says what these files say: one that is had on paper alone says nothing
    that stands on a screen alone."""
    return not (language.is_right_to_left and files) or any(
        file in _ON_PAPER_TOO or not file.startswith(_ON_SCREEN) for file in files
    )
