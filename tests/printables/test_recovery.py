"""The recovery sheet: 24 words in their order, and no way for them to leave the paper."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from hub.errors import BadInput
from hub.languages.catalogue import language_for
from hub.languages.spoken import LANGUAGES
from hub.store.keys import key_from, words_for
from printables.boxes import Sheet
from printables.sheets.recovery import recovery_pdf, recovery_sheet
from tests.printables.checking import check_sheet, codes_at, said, sizes_in, tree_of, words_of
from tests.printables.days import HOSTILE
from tests.soaking import tries

KEY = bytes(range(32))
WORDS = words_for(KEY)
HUB = "Ferry Road Community Library"
HUB_ID = "5b2f6c3a-52d4-4d0e-9a52-0c1f4f6f7f10"
TODAY = date(2026, 11, 24)


def sheet(hub: str = HUB) -> Sheet:
    return recovery_sheet(WORDS, hub, HUB_ID, TODAY)


def test_the_words_stand_down_three_columns_with_their_numbers() -> None:
    made = sheet()
    check_sheet(made, least=14)
    (page,) = made.pages
    w = WORDS
    assert said(page) == [
        "Recovery words",
        HUB,
        f"Printed on 24 November 2026. Hub {HUB_ID}.",
        "With a backup and these 24 words you can bring the hub back, on this computer or",
        "on another one. Without them, a backup opens nowhere else.",
        *(f"{n + 1} | {w[n]} | {n + 9} | {w[n + 8]} | {n + 17} | {w[n + 16]}" for n in range(8)),
        "Where to keep it",
        "Never keep it with the computer.",
        "Lock it away in another building, with somebody the committee trusts. Keep a",
        "second copy in another place.",
        "Whoever has these words and a backup can read all that is in it. Don't copy them",
        "into a computer or a phone, and take no photograph.",
        "How to use it",
        "On the computer that gets the hub, type this, with the name of the backup:",
        "hub restore NAME",
        "It asks for the words. Type all 24 in the order of their numbers.",
    ]
    assert {run.size for run in page.runs() if run.words.strip() in WORDS} == {22}


def test_read_aloud_they_come_in_order_and_typed_they_are_the_key_again() -> None:
    runs = sheet().pages[0].runs()
    listed = [run.words.strip() for run in runs]
    first = listed.index("1")
    assert key_from(" ".join(listed[first : first + 48])) == KEY


def test_there_is_no_code_to_scan() -> None:
    assert sheet().pages[0].codes() == ()
    assert codes_at(recovery_pdf(WORDS, HUB, HUB_ID, TODAY), 150) == []


@settings(max_examples=tries(30), deadline=None)
@given(name=HOSTILE)
def test_whatever_the_hub_is_called_the_sheet_is_whole(name: str) -> None:
    made = sheet(name)
    check_sheet(made, least=14)
    assert len(made.pages) == 1
    assert said(made.pages[0])[-1].startswith("It asks for the words.")


@pytest.mark.parametrize(
    "code", [one.code for one in LANGUAGES if not one.is_right_to_left and not one.is_english]
)
def test_in_every_language_all_of_it_fits_one_page(code: str) -> None:
    made = recovery_sheet(WORDS, "W" * 60, HUB_ID, TODAY, language=language_for(code))
    check_sheet(made, least=14)
    end = language_for(code).say(
        "It asks for the words. Type all 24 in the order of their numbers."
    )
    file = recovery_pdf(WORDS, HUB, HUB_ID, TODAY, language=language_for(code))
    assert words_of(file).endswith(f"hub restore NAME {end}")
    assert made.language == code


def test_the_file_is_the_same_each_time_and_tagged_as_a_list() -> None:
    made = recovery_pdf(WORDS, HUB, HUB_ID, TODAY)
    assert made == recovery_pdf(WORDS, HUB, HUB_ID, TODAY)
    item = ("/LI", ("/Lbl",), ("/LBody",))
    assert tree_of(made) == (
        *("/Document", ("/H1",), ("/P",), ("/P",), ("/P",), ("/L", *(item for _ in range(24)))),
        *(("/H2",), ("/P",), ("/P",), ("/P",), ("/H2",), ("/P",), ("/P",), ("/P",)),
    )
    assert min(sizes_in(made)) == 14


def test_fewer_words_than_24_are_no_key() -> None:
    with pytest.raises(BadInput):
        recovery_sheet(WORDS[:23], HUB, HUB_ID, TODAY)
