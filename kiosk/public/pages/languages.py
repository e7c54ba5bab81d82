"""Choosing a language: each by its own name. Those that a terminal can't be trusted with are had on
paper, where there is a printer for visitors.
"""

from __future__ import annotations

from hub.languages.language import Language
from hub.languages.spoken import LANGUAGES
from kiosk.public.page import Around, Card, Page, Shape


def languages_page(around: Around) -> Page:
    """One card each."""
    shown = [one for one in LANGUAGES if around.prints_arabic or not one.is_right_to_left]
    return Page(
        title=around.language.say("Choose a language"),
        hint=around.language.say("Names and titles stay as they were written."),
        shape=Shape.SHORT,
        cards=tuple(
            Card(
                f"{one.name} ({one.in_english})" if one.is_right_to_left else one.name,
                (_below(one, around.language),),
                speaks=one.code,
            )
            for one in shown
        ),
    )


def _below(one: Language, language: Language) -> str:
    """The line below its name: its English name, where who helps the visitor reads English."""
    if one.is_right_to_left:
        return language.say("on paper")
    return one.in_english if language.is_english and not one.is_english else ""
