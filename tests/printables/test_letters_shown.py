"""Whatever people type: it is refused by name, or printed without an empty box."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hub.errors import BadInput
from printables.boxes import Box, Outline, Page, Sheet
from printables.column import Column, Letters
from printables.drawing import pdf
from printables.fonts import printable
from printables.paper import A4, MARGIN
from printables.shaping import can_shape
from tests.printables.glyphs import glyphs_in, no_empty_boxes
from tests.soaking import tries

TEXT = Letters(14, 18)


def a_page_of(words: str, language: str = "en-GB") -> Sheet:
    outline = Outline()
    box = Box(MARGIN, MARGIN, A4[0] - MARGIN, A4[1] - MARGIN)
    column = Column(box, outline, TEXT, "More")
    column.say(words, TEXT)
    column.say("Ends here.", TEXT.bold)
    page = Page(*A4, MARGIN, tuple(column.pieces()))
    return Sheet("Letters", (page,), outline.parts(), language)


SCRIPTS = st.one_of(
    st.characters(min_codepoint=0x20, max_codepoint=0x24F),
    st.characters(min_codepoint=0x300, max_codepoint=0x52F),
    st.characters(min_codepoint=0x590, max_codepoint=0x5FF),
    st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
    st.characters(min_codepoint=0x750, max_codepoint=0x8FF),
    st.characters(min_codepoint=0x1E00, max_codepoint=0x206F),
    st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
    st.sampled_from("ابتلآ گچپژیکےہھ \u200c\u200d\u064b\u0651٠١۰۱،؛؟()[]«»10:–+£%.-"),
    st.sampled_from("太אब🎉👩🏽\u200d🚀️⃣e\u0301\u1ab0"),
)


@settings(max_examples=tries(60), deadline=None)
@given(
    words=st.text(alphabet=SCRIPTS, min_size=1, max_size=60),
    language=st.sampled_from(["en-GB", "ar"]),
)
@example(words="سلام (غرفة 5) 01632 960103، ١٢٪ \u200d👩\u200d🚀", language="ar")
@example(words="\ufdc8\u200c", language="ar")  # what the joiner followed has gone
@example(words="e\u0301\u0323\u200d a\u200cb", language="en-GB")
def test_what_is_not_refused_by_name_is_drawn_without_an_empty_box(
    words: str, language: str
) -> None:
    line, refusal = _printed(words)
    if refusal is None:
        no_empty_boxes(pdf(a_page_of(line, language)))
        return
    character = refusal.message.rpartition("cannot print: ")[2][0]
    assert f"(U+{ord(character):04X}, " in refusal.message
    assert refusal.hint


def _printed(words: str) -> tuple[str, BadInput | None]:
    try:
        return printable(words, "The title"), None
    except BadInput as refusal:
        return "", refusal


def test_an_empty_box_would_be_seen() -> None:
    assert 0 in glyphs_in(pdf(a_page_of("a太b")))


@pytest.mark.skipif(not can_shape(), reason="no font for Arabic on this machine")
def test_joiners_stay_within_arabic_words_and_go_elsewhere() -> None:
    persian = "می\u200cخواهم"
    assert printable(f"{persian} \u200d👩\u200d🚀 a\u200cb", "The title") == f"{persian} ab"
    vowels = unicodedata.normalize("NFC", "مُحَمَّد")
    assert printable(vowels, "The title") == vowels
