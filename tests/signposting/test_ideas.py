"""An idea is read at the desk first: kept for the next meeting, or thrown away for good."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from hub.clock import Clock
from hub.errors import BadInput, HubError, NotFound
from hub.people.trail import read_trail
from hub.signposting.ideas import (
    MOST_UNREAD,
    NewIdea,
    add_idea,
    count_unread,
    keep_idea,
    list_ideas,
    take_in,
    throw_idea_away,
)
from hub.store.core import table_of
from hub.store.engine import Store
from hub.store.tables import AuditEntry, Idea
from hub.upkeep.undoing import undo_last_change
from hub.views.sorts import Channel
from hub.views.visits import IdeaView
from tests.timetable.dumps import dump

MONDAY = date(2026, 11, 23)


def test_an_idea_waits_to_be_read_and_is_kept(store: Store, clock: Clock) -> None:
    first = add_idea(store, clock, words="  A bench\n by the door ")
    second = add_idea(store, clock, kind="group", words="Chess")
    assert (first.words, first.is_read, second.kind) == ("A bench by the door", False, "group")
    assert count_unread(store) == 2
    kept = keep_idea(store, clock, number=first.number)
    assert kept == IdeaView(
        first.number, "idea", "A bench by the door", MONDAY, Channel.DESK, True, True
    )
    assert list_ideas(store) == (second, kept)
    assert list_ideas(store, unread_only=True) == (second,)


def test_what_is_thrown_away_is_gone_at_once(store: Store, clock: Clock) -> None:
    idea = add_idea(store, clock, words="Ring Nora on 01302 496 0000")
    assert throw_idea_away(store, clock, number=idea.number) == idea
    with store.read() as session:
        assert session.execute(select(table_of(Idea))).all() == []
        assert "Nora" not in repr(session.execute(select(table_of(AuditEntry))).all())
    assert [line.verb for line in read_trail(store, clock)] == ["idea.thrown-away", "idea.added"]


def test_every_step_can_be_taken_back(store: Store, clock: Clock) -> None:
    states = [dump(store)]
    first = add_idea(store, clock, words="A bench")
    states.append(dump(store))
    keep_idea(store, clock, number=first.number)
    states.append(dump(store))
    throw_idea_away(store, clock, number=first.number)
    said = []
    for state in reversed(states):
        said.append(undo_last_change(store, clock).label)
        assert dump(store) == state
    assert said == ["Threw an idea away", "Kept an idea", "Noted an idea"]


@pytest.mark.parametrize(
    ("words", "kind", "refusal"),
    [
        ("", "idea", "There are no words."),
        ("\x1b\u202e\n", "idea", "There are no words."),
        ("x" * 301, "idea", "That is 301 letters long."),
        ("A bench", "poem", "There is no kind of idea called 'poem'."),
    ],
)
def test_what_is_no_idea_is_refused(
    store: Store, clock: Clock, words: str, kind: str, refusal: str
) -> None:
    with pytest.raises(BadInput) as caught:
        add_idea(store, clock, kind=kind, words=words)
    assert caught.value.message == refusal
    assert list_ideas(store) == ()


@pytest.mark.parametrize("number", [0, -1, 99, 2**31, 2**80])
def test_a_number_that_nobody_has_is_refused(store: Store, clock: Clock, number: int) -> None:
    for settle in (keep_idea, throw_idea_away):
        with pytest.raises(NotFound) as caught:
            settle(store, clock, number=number)
        assert isinstance(caught.value, HubError)
        assert caught.value.hint == "See them: hub idea list"


def test_more_than_anybody_would_read_is_not_taken_in(store: Store, clock: Clock) -> None:
    ideas = [NewIdea("idea", f"Idea {number}", MONDAY) for number in range(MOST_UNREAD + 5)]
    with store.write() as session:
        assert take_in(session, ideas, Channel.KIOSK) == MOST_UNREAD
    with store.write() as session:
        assert take_in(session, ideas[:1], Channel.KIOSK) == 0
    assert count_unread(store) == MOST_UNREAD
