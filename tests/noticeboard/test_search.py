"""What visitors type, and what they should find first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.noticeboard.read import Noticeboard
from hub.noticeboard.search import search
from hub.views.directory import PhoneView
from hub.views.noticeboard import Answer, Found, Kind
from hub.views.timetable import ActivityView
from tests.noticeboard.builders import TODAY, a_board, a_need, a_service, ferry_road, home
from tests.soaking import tries


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Noticeboard]:
    opened = ferry_road(tmp_path_factory.mktemp("board"))
    yield opened
    opened.close()


def first(board: Noticeboard, words: str) -> str:
    """Code of what comes first; needs by their slug."""
    results = search(board, words, today=TODAY).results
    return results[0].code if results else "nothing"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("behind with the rent", "behind-with-rent"),
        ("I am behind with my rent", "behind-with-rent"),
        ("rent", "behind-with-rent"),
        ("evict", "might-lose-home"),
        ("I have been evicted", "might-lose-home"),
        ("homeless", "nowhere-to-stay-tonight"),
        ("i feel so alone", "lonely"),
        ("LONELY", "lonely"),
        ("kill myself", "cannot-cope"),
        ("i want to die", "cannot-cope"),
        ("he hits me", "not-safe-at-home"),
        ("hungry", "food-today"),
        ("universal credit", "benefits"),
        ("my husband died", "someone-died"),
        ("scam", "scams"),
        ("young carer", "young-carer"),
        ("knit", "A0004"),
        ("wool", "knitting-and-sewing"),
        ("i like gardening", "gardening"),
        ("gardening", "gardening"),
        ("baby rhymes", "A0001"),
        ("carers cafe", "A0002"),
        ("Carers’ Café", "A0002"),
    ],
)
def test_plain_words_find_it_first(board: Noticeboard, typed: str, found: str) -> None:
    assert first(board, typed) == found


@pytest.mark.parametrize(
    ("typed", "understood", "found"),
    [
        ("dementai", "dementia", "memory-loss"),
        ("evcit", "evict", "might-lose-home"),
        ("lonley", "lonely", "lonely"),
        ("benfits", "benefits", "benefits"),
        ("nkit and natter", "knit and natter", "A0004"),
        ("homles", "homeless", "nowhere-to-stay-tonight"),
        ("cuoncil tax", "council tax", "council-tax"),
    ],
)
def test_slips_of_the_finger_are_mended(
    board: Noticeboard, typed: str, understood: str, found: str
) -> None:
    answer = search(board, typed, today=TODAY)
    assert (answer.query, answer.understood) == (typed, understood)
    assert answer.results[0].code == found


def test_every_one_letter_swap_of_a_long_word_is_mended(board: Noticeboard) -> None:
    for word in ("eviction", "dementia", "samaritans", "gambling", "immigration"):
        meant = first(board, word)
        for at in range(1, len(word) - 1):
            slip = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            assert first(board, slip) == meant, slip


def test_each_letter_typed_keeps_finding_it(board: Noticeboard) -> None:
    for length in range(3, len("dementia") + 1):
        codes = {found.code for found in search(board, "dementia"[:length], today=TODAY).results}
        assert "memory-loss" in codes, "dementia"[:length]


def test_the_whole_answer_in_its_order(tmp_path: Path) -> None:
    board = a_board(
        tmp_path,
        need_groups=[home(a_need("rent", "Behind with the rent", "arrears"))],
        services=[
            a_service("Samaritans", 1, is_urgent=True, needs=("rent",), assured_on=None),
            a_service("Hall hire", 2, description="We rent rooms by the hour"),
            a_service("Rent Rights", 3, phones=(PhoneView("01632 960002"),), when="Mon 10am"),
            a_service("Old Rent Shop", 4, assured_on=TODAY - timedelta(days=100)),
        ],
        activities=[ActivityView("A0001", "Tea", "Talk about rent and bills")],
    )
    checked = TODAY - timedelta(days=1)
    assert search(board, "rent", today=TODAY) == Answer(
        "rent",
        "rent",
        (
            Found(Kind.NEED, "rent", "Behind with the rent", detail="My home", helpers=1),
            Found(
                Kind.SERVICE,
                "S0003",
                "Rent Rights",
                phone="01632 960002",
                when="Mon 10am",
                assured=checked,
                detail="Rent Rights",
            ),
            Found(
                Kind.SERVICE,
                "S0004",
                "Old Rent Shop",
                assured=TODAY - timedelta(days=100),
                detail="Old Rent Shop",
                is_checked=False,
            ),
            Found(Kind.ACTIVITY, "A0001", "Tea"),
            Found(Kind.SERVICE, "S0002", "Hall hire", assured=checked, detail="Hall hire"),
        ),
    )


def test_what_nobody_checked_comes_last_however_well_its_name_fits(tmp_path: Path) -> None:
    board = a_board(
        tmp_path,
        services=[
            a_service("Rent", 1, assured_on=None),
            a_service("Advice about rent for everybody in town", 2),
            a_service("Advice about rent for everybody near the sea", 3, assured_on=None),
        ],
    )
    codes = [found.code for found in search(board, "rent", today=TODAY).results]
    assert codes == ["S0002", "S0001", "S0003"]


def test_an_urgent_need_comes_first_even_where_a_name_has_all_the_words(tmp_path: Path) -> None:
    board = a_board(
        tmp_path,
        need_groups=[home(a_need("cope", "I can't cope", "suicide", is_urgent=True))],
        activities=[ActivityView("A0001", "Suicide survivors' tea")],
    )
    codes = [found.code for found in search(board, "suicide tea", today=TODAY).results]
    assert codes == ["cope", "A0001"]


def test_a_needs_own_word_also_brings_who_meets_it(tmp_path: Path) -> None:
    board = a_board(
        tmp_path,
        need_groups=[home(a_need("rent", "Behind with the rent", "arrears"))],
        services=[a_service("Shelter", 1, needs=("rent",)), a_service("Other", 2)],
        activities=[ActivityView("A0001", "Money Talk", needs=("rent",))],
    )
    names = [found.name for found in search(board, "arrears", today=TODAY).results]
    assert names == ["Behind with the rent", "Money Talk", "Shelter"]


def test_a_phone_number_finds_whose_it_is(board: Noticeboard) -> None:
    assert [found.name for found in search(board, "116 123", today=TODAY).results] == ["Samaritans"]


def test_words_that_say_nothing_leave_the_others_to_decide(board: Noticeboard) -> None:
    with_stop_words = search(board, "can you help me with the debts please", today=TODAY)
    without = search(board, "debts", today=TODAY)
    assert with_stop_words.results[0] == without.results[0]
    helpers = [
        [found for found in answer.results if found.kind is Kind.SERVICE]
        for answer in (with_stop_words, without)
    ]
    assert helpers[0] == helpers[1] != []


def test_a_word_that_nobody_knows_is_left_out_and_said_so(board: Noticeboard) -> None:
    answer = search(board, "qqzzxx gambling", today=TODAY)
    assert (answer.understood, answer.results[0].code) == ("gambling", "gambling")


def test_words_that_never_meet_still_find_each(board: Noticeboard) -> None:
    codes = {found.code for found in search(board, "wool dentist", today=TODAY).results}
    assert {"A0004", "dentist"} <= codes


@pytest.mark.parametrize("typed", ['"', "*", "🙂", "xyzzyplugh", "c" * 10_000])
def test_nothing_found_leads_to_the_lines_that_always_answer(
    board: Noticeboard, typed: str
) -> None:
    answer = search(board, typed, today=TODAY)
    helplines = tuple(found for found in answer.nearest if found.is_urgent)
    assert answer == Answer(answer.query, answer.query, (), helplines)
    assert [found.code for found in helplines] == [one.code for one in board.helplines()]
    assert len(answer.query) <= 200


@pytest.mark.parametrize("typed", ["", "   ", "\x1b"])
def test_nothing_typed_finds_nothing(board: Noticeboard, typed: str) -> None:
    assert search(board, typed, today=TODAY) == Answer("", "", ())


HOSTILE = (
    '"',
    '""',
    "*",
    "rent*",
    "NEAR(",
    "NEAR(rent evict, 2)",
    "rent AND",
    "OR",
    "NOT rent",
    "name : rent",
    "{name words} : rent",
    "^rent",
    "rent + evict",
    "-rent",
    "c++",
    "women's",
    "drop-in",
    "O'Brien; DROP TABLE need; --",
    "\x00rent\x00",
    "\x1b[31mrent",
    "\ud800",
    "\u202erent",
    "’" * 300,
    "👩‍👩‍👧 rent",
    "हिन्दी",
    "中文",
    "ﷺ",
    "İstanbul",
    "ß",
    "1 2 3 4 5 6 7 8 9 10 11",
    "rent " * 2_000,
)


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_never_raise(board: Noticeboard, typed: str) -> None:
    assert len(search(board, typed, today=TODAY).results) <= 20


@settings(max_examples=tries(150), deadline=None)
@given(typed=st.one_of(st.text(max_size=60), st.text('"*:^(){}+-ANDORT rent', max_size=40)))
def test_whatever_is_typed_never_raises(board: Noticeboard, typed: str) -> None:
    answer = search(board, typed, today=TODAY, limit=7)
    assert len(answer.results) <= 7
    assert len({(found.kind, found.code) for found in answer.results}) == len(answer.results)


def test_a_common_word_among_many_entries_ranks_the_best_500(tmp_path: Path) -> None:
    board = a_board(
        tmp_path,
        services=(
            a_service(f"Advice about {number}" if number < 1999 else "Advice", number)
            for number in range(2000)
        ),
    )
    codes = [found.code for found in search(board, "advice", today=TODAY).results]
    assert len(codes) == 20
    assert all(code < "S0500" for code in codes)


def test_the_limit_is_kept(board: Noticeboard) -> None:
    assert len(search(board, "helpline", today=TODAY, limit=3).results) == 3
    assert search(board, "helpline", today=TODAY, limit=0).results == ()
