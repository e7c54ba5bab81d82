"""A hub's own needs and interests: added, renamed, given words, hidden, put back; and kept at an
upgrade.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hub.clock import Clock
from hub.directory.interests import list_interests, load_interests
from hub.directory.interests_editing import (
    add_interest,
    add_interest_words,
    change_interest,
    hide_interest,
    remove_interest_words,
    show_interest,
    show_interest_again,
)
from hub.directory.naming import MOST_WORDS
from hub.directory.needs import list_needs, load_needs
from hub.directory.needs_editing import (
    add_need,
    add_words,
    change_need,
    hide_need,
    remove_words,
    show_need,
    show_need_again,
)
from hub.errors import BadInput, HubError, NotFound
from hub.people.trail import read_trail
from hub.store.changes import public_changes
from hub.store.engine import Store
from hub.upkeep.undoing import undo_last_change
from hub.views.directory import NeedView
from hub.views.interests import InterestKind, InterestView
from tests.timetable.dumps import dump

NEEDS: dict[str, Any] = {
    "group": [
        {"slug": "money", "name": "Money", "hint": "debts"},
        {"slug": "home", "name": "My home", "hint": "rent"},
    ],
    "need": [
        {"group": "money", "slug": "debts", "name": "I have debts", "words": ["bailiff", "loan"]},
        {"group": "home", "slug": "rent", "name": "I am behind with my rent", "urgent": True},
    ],
}
INTERESTS: dict[str, Any] = {
    "interest": [
        {"slug": "gardening", "kind": "do", "name": "I like gardening", "words": ["allotment"]},
        {"slug": "sewing", "kind": "give", "name": "I could teach sewing"},
    ]
}


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as session:
        load_needs(session, NEEDS)
        load_interests(session, INTERESTS)
    return store


def needs(store: Store, *, hidden_too: bool = False) -> dict[str, NeedView]:
    groups = list_needs(store, hidden_too=hidden_too)
    return {need.slug: need for group in groups for need in group.needs}


def test_a_need_is_added_to_its_group_and_stands_last(filled: Store, clock: Clock) -> None:
    made = add_need(
        filled,
        clock,
        group="my HOME",
        name=" My  bike is broken ",
        words=["Puncture", "puncture", "flat tyre"],
        discreet=True,
    )
    assert made == NeedView(
        slug="my-bike-is-broken",
        name="My bike is broken",
        group="home",
        group_name="My home",
        is_discreet=True,
        words=("puncture", "flat tyre"),
        is_own=True,
    )
    assert list(needs(filled)) == ["debts", "rent", "my-bike-is-broken"]


def test_an_interest_is_added_of_a_kind(filled: Store, clock: Clock) -> None:
    made = add_interest(
        filled, clock, kind="learn", name="I want to learn Łódź bread", words=["rye"]
    )
    assert made == InterestView(
        slug="i-want-to-learn-odz-bread",
        kind=InterestKind.LEARN,
        name="I want to learn Łódź bread",
        words=("rye",),
        is_own=True,
    )
    assert [one.slug for one in list_interests(filled)] == ["gardening", "sewing", made.slug]


def test_two_names_that_make_one_short_name_are_told_apart(filled: Store, clock: Clock) -> None:
    first = add_need(filled, clock, group="home", name="No heat!")
    second = add_need(filled, clock, group="home", name="No heat?")
    third = add_need(filled, clock, group="home", name="???!")
    assert [first.slug, second.slug, third.slug] == ["no-heat", "no-heat-2", "need"]


DEEDS: dict[str, tuple[Callable[[Store, Clock], object], str, str]] = {
    "added": (
        lambda s, c: add_need(s, c, group="home", name="No heat", words=["cold"]),
        "Added the need No heat",
        "need.added",
    ),
    "renamed": (
        lambda s, c: change_need(s, c, need="debts", name="I owe money", group="home", urgent=True),
        "Changed the need I have debts",
        "need.changed",
    ),
    "words": (
        lambda s, c: add_words(s, c, need="I HAVE debts", words=["tick", "loan"]),
        "Gave words to the need I have debts",
        "need.changed",
    ),
    "no words": (
        lambda s, c: remove_words(s, c, need="debts", words=["Loan"]),
        "Took words from the need I have debts",
        "need.changed",
    ),
    "hidden": (lambda s, c: hide_need(s, c, need="rent"), "Hid the need I am behind with my rent",
               "need.hidden"),
    "interest added": (
        lambda s, c: add_interest(s, c, kind="do", name="I like bees", words=["honey"]),
        "Added the interest I like bees",
        "interest.added",
    ),
    "interest renamed": (
        lambda s, c: change_interest(s, c, interest="sewing", name="I sew", kind="do"),
        "Changed the interest I could teach sewing",
        "interest.changed",
    ),
    "interest words": (
        lambda s, c: add_interest_words(s, c, interest="gardening", words=["roses"]),
        "Gave words to the interest I like gardening",
        "interest.changed",
    ),
    "interest without words": (
        lambda s, c: remove_interest_words(s, c, interest="gardening", words=["allotment"]),
        "Took words from the interest I like gardening",
        "interest.changed",
    ),
    "interest hidden": (
        lambda s, c: hide_interest(s, c, interest="sewing"),
        "Hid the interest I could teach sewing",
        "interest.hidden",
    ),
}  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_each_change_is_public_told_and_undone_whole(
    filled: Store, clock: Clock, deed: str
) -> None:
    do, label, verb = DEEDS[deed]
    before = dump(filled)
    with filled.read() as session:
        changes = public_changes(session)
    do(filled, clock)
    assert dump(filled) != before
    with filled.read() as session:
        assert public_changes(session) == changes + 1
    assert read_trail(filled, clock)[0].verb == verb
    assert undo_last_change(filled, clock).label == label
    assert dump(filled) == before


def test_what_is_hidden_is_asked_about_no_more_and_can_come_back(
    filled: Store, clock: Clock
) -> None:
    before = dump(filled)
    assert hide_need(filled, clock, need="debts").is_hidden
    assert list(needs(filled)) == ["rent"]
    assert list(needs(filled, hidden_too=True)) == ["debts", "rent"]
    assert not show_need_again(filled, clock, need="debts").is_hidden
    assert hide_interest(filled, clock, interest="sewing").is_hidden
    assert [one.slug for one in list_interests(filled)] == ["gardening"]
    assert not show_interest_again(filled, clock, interest="sewing").is_hidden
    assert dump(filled) == before


REFUSED: dict[str, tuple[Callable[[Store, Clock], object], str]] = {
    "no name": (
        lambda s, c: add_need(s, c, group="home", name=" \x1b "),
        'The need must have a name. As people say it: "I feel lonely"',
    ),
    "a long name": (
        lambda s, c: add_interest(s, c, kind="do", name="x" * 101),
        "The name can't be longer than 100 letters.",
    ),
    "a name that is taken": (
        lambda s, c: add_need(s, c, group="home", name="i have DEBTS"),
        "There is a need called 'I have debts' already. Give that one more words: hub need words",
    ),
    "another one's name": (
        lambda s, c: change_interest(s, c, interest="sewing", name="I like gardening"),
        "There is an interest called 'I like gardening' already. Give that one more words: hub"
        " interest words",
    ),
    "no such group": (
        lambda s, c: add_need(s, c, group="nowhere", name="New"),
        "There is no group of needs called 'nowhere'. There are: money, home",
    ),
    "no such kind": (
        lambda s, c: add_interest(s, c, kind="eat", name="New"),
        "'eat' is no kind of interest. There are: do, learn, give",
    ),
    "no such need": (
        lambda s, c: hide_need(s, c, need="nothing"),
        "There is no need called 'nothing'. See: hub need list",
    ),
    "nothing to change": (
        lambda s, c: change_need(s, c, need="debts"),
        'Nothing was to be changed. Say what, for example: --name "I feel alone"',
    ),
    "no words": (
        lambda s, c: add_words(s, c, need="debts", words=[]),
        'There are no words. For example: "section 21" "eviction"',
    ),
    "a word of nothing": (
        lambda s, c: add_words(s, c, need="debts", words=["fine", "!?"]),
        "'!?' is no word to search for. Words are what people type: \"section 21\"",
    ),
    "a word that isn't there": (
        lambda s, c: remove_words(s, c, need="debts", words=["loan", "tea"]),
        "'tea' is not among the words of 'I have debts'. See: hub need list --words",
    ),
    "hidden twice": (
        lambda s, c: (hide_need(s, c, need="rent"), hide_need(s, c, need="rent")),
        "'I am behind with my rent' is hidden already.",
    ),
    "shown, and not hidden": (
        lambda s, c: show_interest_again(s, c, interest="sewing"),
        "'I could teach sewing' is not hidden.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_won_t_do_is_refused_whole_and_in_words(
    filled: Store, clock: Clock, case: str
) -> None:
    do, words = REFUSED[case]
    before = dump(filled)
    with pytest.raises(HubError) as refused:
        do(filled, clock)
    assert str(refused.value) == words
    if case != "hidden twice":
        assert dump(filled) == before


def test_a_name_that_is_taken_by_a_hidden_one_says_so(filled: Store, clock: Clock) -> None:
    hide_need(filled, clock, need="debts")
    with pytest.raises(BadInput, match="It is hidden"):
        add_need(filled, clock, group="home", name="I have debts")
    assert show_need(filled, need="debts").is_hidden


def test_a_name_may_be_written_anew(filled: Store, clock: Clock) -> None:
    assert change_need(filled, clock, need="debts", name="I HAVE debts").name == "I HAVE debts"


def test_there_is_an_end_to_words(filled: Store, clock: Clock) -> None:
    add_words(filled, clock, need="debts", words=[f"word {n}" for n in range(MOST_WORDS - 2)])
    with pytest.raises(BadInput, match="more than 200 words"):
        add_words(filled, clock, need="debts", words=["one more"])
    with pytest.raises(BadInput, match="too many words"):
        add_words(filled, clock, need="rent", words=[f"word {n}" for n in range(9999)])
    with pytest.raises(NotFound):
        show_interest(filled, interest="x" * 100_000)


# --- An upgrade ---------------------------------------------------------------------------------


def test_an_upgrade_leaves_what_the_hub_made_or_changed(filled: Store, clock: Clock) -> None:
    add_words(filled, clock, need="rent", words=["arrears"])
    change_need(filled, clock, need="debts", name="I owe money")
    add_need(filled, clock, group="home", name="No heat", words=["cold"])
    add_interest_words(filled, clock, interest="sewing", words=["needle"])
    change_interest(filled, clock, interest="gardening", name="I like roses")
    hide_need(filled, clock, need="rent")
    later_needs = {
        "group": NEEDS["group"],
        "need": [
            {"group": "home", "slug": "debts", "name": "Debts", "words": ["new word"]},
            {"group": "home", "slug": "rent", "name": "Rent", "words": ["arrears", "late"]},
            {"group": "home", "slug": "no-heat", "name": "Heating", "words": ["boiler"]},
            {"group": "home", "slug": "moving", "name": "I am moving"},
        ],
    }
    later_interests = {
        "interest": [
            {"slug": "sewing", "kind": "learn", "name": "Sew", "words": ["needle", "thread"]},
            {"slug": "gardening", "kind": "do", "name": "Gardens", "words": ["spade"]},
        ]
    }
    for _ in range(2):
        with filled.write() as session:
            load_needs(session, later_needs)
            load_interests(session, later_interests)
        found = needs(filled, hidden_too=True)
        assert {slug: (one.name, one.words) for slug, one in found.items()} == {
            "debts": ("I owe money", ("bailiff", "loan")),
            "rent": ("Rent", ("late", "arrears")),
            "no-heat": ("No heat", ("cold",)),
            "moving": ("I am moving", ()),
        }
        assert found["rent"].is_hidden
        assert {one.slug: (one.name, one.words) for one in list_interests(filled)} == {
            "sewing": ("Sew", ("thread", "needle")),
            "gardening": ("I like roses", ("allotment",)),
        }


def test_a_shipped_word_that_was_taken_away_stays_away(filled: Store, clock: Clock) -> None:
    remove_words(filled, clock, need="debts", words=["loan"])
    with filled.write() as session:
        load_needs(session, NEEDS)
    assert needs(filled)["debts"].words == ("bailiff",)
    assert needs(filled)["debts"].is_own


def test_an_own_word_can_go_and_the_need_still_follows_the_program(
    filled: Store, clock: Clock
) -> None:
    add_words(filled, clock, need="debts", words=["tick"])
    remove_words(filled, clock, need="debts", words=["tick"])
    assert not needs(filled)["debts"].is_own
