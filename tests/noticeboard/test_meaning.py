"""What people mean: endings, words that mean the same, joined words, slips, whole sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.noticeboard.english import meaning, plain_words, stem
from hub.noticeboard.lines import Moment
from hub.noticeboard.mending import nearest
from hub.noticeboard.nearest import nearest_help
from hub.noticeboard.read import Noticeboard
from hub.noticeboard.search import search
from hub.views.interests import InterestKind, InterestView
from hub.views.noticeboard import Found, Kind
from hub.views.timetable import ActivityView
from tests.noticeboard.builders import TODAY, a_board, a_need, a_service, ferry_road, home
from tests.soaking import tries


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Noticeboard]:
    opened = ferry_road(tmp_path_factory.mktemp("meaning"))
    yield opened
    opened.close()


def top(board: Noticeboard, words: str, count: int = 3) -> list[str]:
    return [found.code for found in search(board, words, today=TODAY).results[:count]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sleeping", "sleep"),
        ("losing", "lose"),
        ("nurseries", "nursery"),
        ("kids", "children"),
        ("mam", "mum"),
        ("bills", "bill"),
        ("evicted", "eviction"),
        ("getting", "get"),
    ],
)
def test_words_that_mean_the_same(one: str, other: str) -> None:
    assert meaning(one) == meaning(other)


@pytest.mark.parametrize(
    ("one", "other"), [("rats", "rates"), ("caring", "car"), ("moved", "mum"), ("bus", "bu")]
)
def test_words_that_do_not(one: str, other: str) -> None:
    assert meaning(one) != meaning(other)


@given(word=st.text(max_size=20))
def test_a_stem_is_never_longer_than_its_word_by_more_than_a_letter(word: str) -> None:
    assert len(stem(word)) <= len(word) + 1


def test_apostrophes_and_accents_are_nothing() -> None:
    assert plain_words("Can’t, can't & CAN`T: Café") == ["cant", "cant", "cant", "cafe"]


@pytest.mark.parametrize(
    ("typed", "need"),
    [
        ("foodbank", "food-today"),
        ("food bank", "food-today"),
        ("fodbank", "food-today"),
        ("wi-fi", "use-a-computer"),
        ("hlep with debtt", "debts"),
        ("landlrd wnats me out", "might-lose-home"),
        ("bailifs leter", "debts"),
        ("univeral credt", "benefits"),
        ("mumm has demensia", "memory-loss"),
        ("hosuing", "find-a-home"),
        ("section 21", "might-lose-home"),
        ("s21", "might-lose-home"),
        ("can't cope", "cannot-cope"),
        ("cant cope", "cannot-cope"),
        ("don't want to be here", "cannot-cope"),
    ],
)
def test_slips_joined_words_and_sentences_find_their_need(
    board: Noticeboard, typed: str, need: str
) -> None:
    assert need in top(board, typed)


def test_a_death_is_not_a_wish_to_die(board: Noticeboard) -> None:
    assert top(board, "my husband died", 1) == ["someone-died"]
    assert top(board, "i want to die", 1) == ["cannot-cope"]


def test_each_letter_of_a_sentence_keeps_the_need_in_sight(board: Noticeboard) -> None:
    whole = "section 21 notice"
    for length in range(len("section 21"), len(whole) + 1):
        assert "might-lose-home" in top(board, whole[:length], 5), whole[:length]


def test_a_sentence_of_two_needs_brings_both_and_who_meets_each(tmp_path: Path) -> None:
    board = a_board(
        tmp_path,
        need_groups=[
            home(
                a_need("rent", "I am behind with my rent", "rent arrears"),
                a_need("carer", "I look after someone", "looking after mum"),
            )
        ],
        services=[
            a_service("Rent Rights", 1, needs=("rent",)),
            a_service("Carers' Line", 2, needs=("carer",)),
            a_service("Dog Rescue", 3),
        ],
    )
    found = top(board, "behind with rent and looking after mum", 9)
    assert set(found[:2]) == {"rent", "carer"}
    assert set(found[2:]) == {"S0001", "S0002"}


def test_an_interest_is_in_the_list_behind_what_bears_the_word_as_its_name(tmp_path: Path) -> None:
    board = a_board(
        tmp_path,
        interests=[InterestView("wool", InterestKind.DO, "I like wool", ("knitting",))],
        activities=[ActivityView("A0001", "Knitting"), ActivityView("A0002", "Spinning wheel")],
    )
    results = search(board, "knitting", today=TODAY).results
    nothing = "nothing yet: please ask at the desk"
    assert results == (
        Found(Kind.ACTIVITY, "A0001", "Knitting"),
        Found(Kind.INTEREST, "wool", "I like wool", detail=nothing, helpers=0),
    )


def test_nothing_found_offers_the_nearest_needs(tmp_path: Path) -> None:
    board = a_board(
        tmp_path,
        need_groups=[home(a_need("tax", "Council tax"), a_need("rent", "Rent"))],
        services=[a_service("Samaritans", 1, is_urgent=True)],
    )
    answer = search(board, "kownciltacks", today=TODAY)
    assert (answer.results, [found.code for found in answer.nearest]) == ((), ["S0001"])
    near = nearest_help(board, ["kouncil", "taxs"], Moment(TODAY))
    assert [found.code for found in near] == ["tax", "S0001"]


def test_the_nearest_word_prefers_a_swap_then_the_same_first_letter() -> None:
    assert nearest("nkit", [["kit"], ["knit"]], 1) == "knit"
    assert nearest("gaz", [["gas", "gap"]], 1) == "gas"
    assert nearest("zzz", [["gas"], []], 1) == ""
    assert nearest("rent", [["rant", "rent"]], 1) == "rent"


def test_the_vocabulary_is_read_once_however_often_a_slip_is_mended(tmp_path: Path) -> None:
    board = a_board(tmp_path, services=[a_service(f"Advice {n}", n) for n in range(30)])
    statements: list[str] = []
    search(board, "advcie", today=TODAY)
    board.file._connection.set_trace_callback(statements.append)
    search(board, "adivce", today=TODAY)
    assert [sql for sql in statements if "FROM word" in sql and "EXISTS" not in sql] == []


def test_a_search_asks_as_many_questions_of_a_large_board_as_of_a_small_one(
    tmp_path: Path,
) -> None:
    counts = []
    for size in (30, 1200):
        folder = tmp_path / str(size)
        folder.mkdir()
        needs = [home(a_need("rent", "Rent", "arrears"))]
        services = [a_service(f"Rent advice {n}", n, needs=("rent",)) for n in range(size)]
        board = a_board(folder, need_groups=needs, services=services)
        search(board, "rent advice", today=TODAY)
        statements: list[str] = []
        board.file._connection.set_trace_callback(statements.append)
        search(board, "rent advice", today=TODAY)
        # What the index asks of itself is told as a comment.
        counts.append(len([sql for sql in statements if not sql.startswith("--")]))
    assert counts[0] == counts[1] <= 6


NASTY = st.text(
    alphabet=st.sampled_from(
        '"*:^(){}+-,.\x00\x07\x1b\x9b\u202e\u2066\ud800\ufeff ’NEARANDORTrent21'
    ),
    max_size=80,
)


@settings(max_examples=tries(150), deadline=None)
@given(typed=st.one_of(NASTY, st.text(max_size=60), st.lists(NASTY, max_size=6).map(" ".join)))
def test_hostile_text_never_raises_and_never_comes_back_raw(board: Noticeboard, typed: str) -> None:
    answer = search(board, typed, today=TODAY)
    for text in (answer.query, answer.understood):
        assert not any(sign in text for sign in "\x00\x07\x1b\x9b\u202e\u2066")
    assert len(answer.results) <= 20
    assert answer.results or answer.nearest or not answer.query


@pytest.mark.parametrize("letters", ["a", "rent ", "\x1b[31m", '"', "\u202e", "DN1 "])
def test_a_megabyte_is_answered_like_any_other(board: Noticeboard, letters: str) -> None:
    answer = search(board, letters * (1_000_000 // len(letters)), today=TODAY)
    assert len(answer.query) <= 200
