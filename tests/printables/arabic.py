"""A leaflet in Arabic as a hand would lay it out, for the paper tests."""

from __future__ import annotations

import pytest

from printables.boxes import MM, Box, Code, Outline, Page, Sheet
from printables.column import Column, Letters
from printables.fonts import Face
from printables.paper import A4, MARGIN
from printables.shaping import can_shape

NEEDS_ARABIC = pytest.mark.skipif(not can_shape(), reason="no font for Arabic on this machine")
TEXT = Letters(14, 18)
TITLE = "مكتبة شارع Ferry Road"
WHEN = "كل يوم أحد 10:00–12:30 (ما عدا العطل الرسمية)"
ASK = "اتصل بالرقم 01632 960103 واسأل عن Aisha Khan؛ أهلاً بكم!"
URDU = "ہفتہ وار گروپ، پہلی منزل، کمرہ 5"


def a_leaflet(language: str = "ar") -> Sheet:
    """Laid out from left to right still."""
    outline = Outline()
    box = Box(MARGIN, MARGIN, A4[0] - MARGIN, A4[1] - MARGIN)
    column = Column(box, outline, TEXT, "المزيد")
    column.band(TITLE, Letters(28, 36, Face.BOLD), 8)
    column.gap(12)
    side = 30 * MM
    figure = outline.add("Figure", spoken="رمز")
    column.place([Code(box.right - side, column.y, side, "tel:+441632960103", figure)])
    column.right -= side + 24
    column.labelled("متى", WHEN, TEXT)
    column.labelled("الهاتف", "01632 960103", TEXT)
    column.say(ASK, TEXT)
    column.say(URDU, TEXT, part=outline.add("P", language="ur"))
    column.say("Call the desk (10am to 4pm).", TEXT, part=outline.add("P", language="en-GB"))
    page = Page(*A4, MARGIN, tuple(column.pieces()))
    return Sheet("مكتبة", (page,), outline.parts(), language)
