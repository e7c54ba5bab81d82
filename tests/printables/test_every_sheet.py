"""What must hold for every sheet in every language, whatever people have typed: all of it is there,
can be read, can be heard, and is the same each time.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hub.errors import HubError
from hub.languages.catalogue import language_for
from hub.languages.language import Language
from printables.boxes import Run, Sheet
from printables.drawing import BAND_COLOUR, pdf
from printables.fonts import missing_glyphs
from printables.kinds import SheetKind
from tests.printables.checking import check_sheet, read
from tests.printables.content import Typed, made_up
from tests.printables.every import EVERY, READ_FROM_THE_RIGHT, Every, digests
from tests.printables.ink import BLACK, WHITE, Ink, contrast, ink_of
from tests.printables.tagged import check_tagged
from tests.soaking import SOAK

ALL = pytest.mark.parametrize("one", EVERY, ids=[one.name for one in EVERY])
IN_ALL_LANGUAGES = pytest.mark.parametrize(
    ("one", "language"),
    [
        pytest.param(one, language, id=f"{one.name}-{language.code}")
        for place, one in enumerate(EVERY)
        for number, language in enumerate(one.languages)
        # English, and two others each: the sheets have all of them between them, and in a soak
        # each sheet has.
        if SOAK or number == 0 or (number + place) % 4 == 0
    ],
)
ARABIC = "مجموعة الحياكة: 10:00 – كل أسبوع" if READ_FROM_THE_RIGHT else "Όλοι μαζί"

# What we have letters for and still goes wrong easily.
AWKWARD = st.one_of(
    st.sampled_from(
        (
            "",
            " ",
            "0",
            "☕",
            "👶🏽 Baby 👨‍👩‍👧‍👦 Rhymes 🇬🇧",
            "W" * 300,
            "i" * 300,
            ("Zażółć gęślą jaźń " * 12)[:200],
            ("Привіт усім, хто любить читати вголос " * 6)[:200],
            ("q\u0323\u0307" * 100)[:200],
            "e\u0301" * 60 + " \u0323",
            "a b " * 60,
            "-" * 200,
            "…" * 30 + "/" * 60,
            "one\u2028two\u2029three\r\nfour\tfive\x00\x1b[31msix",
            "\u202eback to front\u202c \u2066isolated\u2069 \u200f\u200e",
            ARABIC,
            (ARABIC + " ") * 8,
            "\u00ad\u200b\ufeff",
            "<b>bold</b> &amp; {name} %s \\n (a) [b]",
            "Ground floor,\n" * 25,
        )
    ),
    st.text(alphabet="aW \u00a0é\u0323\u0307łşțŵї’–-/.,()\\ąÓ", max_size=200),
    st.text(alphabet="Wi ", min_size=120, max_size=400),
)
ANYTHING = st.one_of(
    AWKWARD, st.text(max_size=200), st.sampled_from(("שלום", "漢字", "ᚠ", "\U00012000"))
)
NUMBERS = st.one_of(
    st.sampled_from(
        (
            "01632 960123",
            "999",
            "",
            "tel:999;ext=1",
            "+44 (0)1632 960123 or 960124 after 6pm, ask for Jo",
            "0" * 60,
            "javascript:alert(1)",
            "01632\r\nBEGIN:VCARD",
            "٠١٢٣٤",
        )
    ),
    AWKWARD,
)
ADDRESSES_ON_THE_WEB = st.one_of(
    st.sampled_from(
        (
            "https://ferryroad.example",
            "",
            "javascript:alert(document.cookie)",
            "data:text/html,<script>",
            "https://" + "long." * 60 + "example/" + "x" * 200,
            "https://user:password@ferryroad.example/",
            "file:///etc/passwd",
            "jo@ferryroad.example",
        )
    ),
    AWKWARD,
)


@st.composite
def typed(draw: st.DrawFn) -> Typed:
    """What people typed: half the time all of it in letters that we have."""
    words = draw(st.sampled_from((AWKWARD, ANYTHING)))
    usual = Typed()
    # Most of it is as it should be, or nothing but the first refusal would ever be seen.
    return Typed(
        **{
            name: draw(st.one_of(st.just(getattr(usual, name)), words, words))
            for name in ("title", "other_title", "name", "room", "words", "address")
        },
        phone=draw(NUMBERS),
        web=draw(ADDRESSES_ON_THE_WEB),
        per_day=draw(st.sampled_from((0, 1, 2, 5, 60))),
    )


def test_every_kind_of_sheet_is_in_the_table() -> None:
    assert {one.kind for one in EVERY} == set(SheetKind)
    assert len({one.name for one in EVERY}) == len(EVERY)


@ALL
@settings(max_examples=400 if SOAK else 6, deadline=None, phases=[Phase.generate])
@given(data=st.data(), what=typed())
def test_whatever_people_type_comes_out_whole_or_is_refused_by_name(
    one: Every, what: Typed, data: st.DataObject
) -> None:
    language = data.draw(st.sampled_from(one.languages))
    content = made_up(what)
    try:
        made = one.make(content, language)
    except HubError as refusal:
        check_refusal(refusal)
        return
    if made is not None:
        check(one, made, language)
        again = one.make(made_up(what), language)
        assert again == made


FOUND = {
    "an address that is the name": (
        "next-steps",
        "en",
        Typed(name="#", address="#", phone="", web=""),
    ),
    "a code with nothing to say below it": (
        "timetable-large",
        "tr",
        Typed(title=" ", name="", phone="", web=""),
    ),
    "a board with a code and no name": (
        "board-large",
        "en",
        Typed(name="", address="", phone="", web="", per_day=0),
    ),
    "a phone number without end below the code": (
        "board-large",
        "en",
        Typed(phone="W" * 270, web="", per_day=0),
    ),
    "two letters that become one where a name is cut": (
        "cards",
        "ur" if READ_FROM_THE_RIGHT else "pl",
        Typed(name="\u0227", phone="\\)", web=""),
    ),
    "a code as high as the foot beside it": (
        "leaflets-two-up",
        "en",
        Typed(phone="999", web="", per_day=0),
    ),
}
"""What `make soak` found in its time."""


@pytest.mark.parametrize("case", FOUND)
def test_what_went_wrong_once_comes_out_whole(case: str) -> None:
    name, code, what = FOUND[case]
    one = next(one for one in EVERY if one.name == name)
    language = language_for(code)
    made = one.make(made_up(what), language)
    assert made is not None
    check(one, made, language)


@IN_ALL_LANGUAGES
def test_an_ordinary_hub_has_it_in_this_language(one: Every, language: Language) -> None:
    made = one.make(made_up(Typed()), language)
    assert made is not None
    assert made.left_out == ()
    check(one, made, language)


@pytest.mark.parametrize(
    ("one", "language"),
    [
        pytest.param(one, language, id=f"{one.name}-{language.code}")
        for one in EVERY
        for language in one.languages[1::3]  # those with the longest words among them
    ],
)
def test_the_longest_words_fit(one: Every, language: Language) -> None:
    long = "Reading aloud together with everybody who wants to listen, " * 6
    made = one.make(
        made_up(
            Typed(
                title=long[:200],
                other_title="W" * 200,
                name=long[:120],
                room=long[:60],
                words=long,
                address=", ".join(("Unit 4, The Old Corn Exchange Annexe",) * 12),
                phone="+44 (0)1632 960123 or 960124 after 6pm",
                per_day=7,
            )
        ),
        language,
    )
    if made is not None:
        check(one, made, language)


def check_refusal(refusal: HubError) -> None:
    """It says in words which letter it is that we don't have."""
    named = re.search(r"(\S) \(U\+([0-9A-F]{4,6}), [^)]+\)", refusal.message)
    assert named is not None, refusal
    assert ord(named[1]) == int(named[2], 16)
    assert missing_glyphs(named[1]) == (named[1],)
    assert refusal.hint


def check(one: Every, made: Sheet, language: Language) -> None:
    """All that must hold for any sheet, as laid out and as drawn."""
    check_sheet(made, least=one.least, least_foot=one.least_foot)
    for run in _runs(made):
        assert missing_glyphs(run.words) == (), run
    assert made.language == language.tag
    assert made.title.strip()
    file = pdf(made)
    assert pdf(replace(made)) == file
    reader = read(file)
    inks = [ink_of(page) for page in reader.pages]
    for ink in inks:
        check_ink(ink, one)
    check_tagged(reader, made, inks)


def _runs(made: Sheet) -> list[Run]:
    return [run for page in made.pages for run in page.runs()]


def check_ink(ink: Ink, one: Every) -> None:
    """Black on white, or white on the band; nothing small; nothing pale."""
    assert ink.words
    for shown in ink.words:
        on_band = shown.ground != WHITE
        assert shown.ink == (WHITE if on_band else BLACK), shown
        if on_band:
            assert shown.ground == pytest.approx(BAND_COLOUR, abs=0.001)
        assert contrast(shown.ink, shown.ground) >= 7
        is_body = shown.mcid is not None or on_band
        assert shown.size >= (one.least if is_body else one.least_foot) - 0.001, shown
    for line in ink.lines:
        assert contrast(line, WHITE) >= 7
    for colour, _ in ink.fills:
        assert colour == BLACK or colour == pytest.approx(BAND_COLOUR, abs=0.001)
        assert contrast(colour, WHITE) >= 7


def test_every_sheet_is_the_same_in_any_process() -> None:
    made = [
        subprocess.run(
            [
                sys.executable,
                "-c",
                "from tests.printables.every import digests; print(*digests(), sep='\\n')",
            ],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for seed in ("1", "2")
    ]
    assert made[0] == made[1] == list(digests())
