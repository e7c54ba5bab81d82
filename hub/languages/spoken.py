"""Which languages the hub speaks, each by its own name. Loads no catalogue."""

from __future__ import annotations

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
