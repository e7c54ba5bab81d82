"""A room asked for in one line: what is understood is said back, what isn't is named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.clock import Clock, clock_for
from hub.errors import BadInput
from hub.timetable.asking import read_asked
from tests.soaking import tries

KIT = ("Projector 1", "Projector 2", "Hearing loop")
LAYOUTS = ("Theatre", "Tables")

TUESDAY = "Tuesday 24 November 2026"
AFTERNOON = f"20 people, {{}}{TUESDAY}, noon to 5pm"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "20 people tomorrow afternoon projector",
            f"20 people, {{}}{TUESDAY}, noon to 5pm, with Projector",
        ),
        ("20 tom aft", AFTERNOON),
        ("a room for 20 tomorrow afternoon, please", AFTERNOON),
        ("tomorrow", f"{{}}{TUESDAY}"),
        ("tuesday 2pm-4pm for 12", f"12 people, {TUESDAY}, 2pm to 4pm"),
        ("between 2pm and 4pm tomorrow 10 people", f"10 people, {TUESDAY}, 2pm to 4pm"),
        ("tomorrow 10 to 12 20 people", f"20 people, {TUESDAY}, 10am to noon"),
        ("20 tomorrow 2 pm", f"20 people, {TUESDAY}, 2pm to 3pm"),
        ("3 dec 30 people", "30 people, {}Thursday 3 December 2026"),
        ("30 people 3 dec", "30 people, {}Thursday 3 December 2026"),
        ("in 2 weeks 15", "15 people, {}Monday 7 December 2026"),
        (
            "60 theatre next tue 10am 2h",
            "60 people, Tuesday 1 December 2026, 10am to noon, set up as Theatre",
        ),
        (
            "2 projectors fri evening",
            "{}Friday 27 November 2026, 5pm to 10pm, with Projector and Projector",
        ),
        ("hearing loop sat", "{}Saturday 28 November 2026, with Hearing loop"),
        ("1 person tonight", "1 person, {}Monday 23 November 2026, 5pm to 10pm"),
        ("from 2pm until 4pm", "Monday 23 November 2026, 2pm to 4pm"),
    ],
)
def test_it_says_back_what_it_understood(clock: Clock, typed: str, words: str) -> None:
    asked = read_asked(typed, clock, kit=KIT, layouts=LAYOUTS)
    assert asked.words == words.format("1 hour some time on ")
    assert asked.unknown == ()


def test_half_an_hour_and_two_hours_within_a_part_of_the_day(clock: Clock) -> None:
    half = read_asked("8 people tomorrow morning for half an hour", clock)
    two = read_asked("8 people tomorrow morning for 2 hours", clock)
    assert (half.minutes, half.people, two.minutes, two.people) == (30, 8, 120, 8)
    assert half.words.startswith("8 people, 30 minutes some time on Tuesday")


def test_words_that_mean_nothing_are_named(clock: Clock) -> None:
    asked = read_asked("20 tomorrow flipchart and wheelchair", clock, kit=KIT)
    assert asked.unknown == ("flipchart", "wheelchair")


def test_a_beginning_that_two_things_share_is_not_guessed(clock: Clock) -> None:
    asked = read_asked("20 tomorrow tabl", clock, kit=("Tablet", "Tablecloths"))
    assert (asked.equipment, asked.unknown) == ((), ("tabl",))


@pytest.mark.parametrize(
    "typed", ["0 people", "20 people 31 feb", "tomorrow 0m", "2 to 4 tomorrow"]
)
def test_what_makes_no_sense_is_refused_in_words(clock: Clock, typed: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_asked(typed, clock)
    assert refusal.value.hint


CLOCK = clock_for("Europe/London", {}).at(datetime(2026, 11, 23, 10, 42, tzinfo=UTC))
PIECES = st.lists(
    st.sampled_from(
        [
            "20",
            "tomorrow",
            "tue",
            "afternoon",
            "2pm",
            "4pm",
            "to",
            "for",
            "people",
            "3",
            "dec",
            "projector",
            "90m",
            "in",
            "weeks",
            "-",
            "10:30",
            "noon",
            "and",
            "between",
            "wheelchair",
            "half",
            "an",
            "hour",
            "2",
            "next",
            "☃",
            "\x1b[2J",
        ]
    ),
    max_size=9,
)


@settings(max_examples=tries(200), deadline=None)
@given(PIECES | st.lists(st.text(max_size=8), max_size=5))
def test_whatever_is_typed_is_understood_named_or_refused_in_words(words: list[str]) -> None:
    try:
        asked = read_asked(" ".join(words), CLOCK, kit=KIT, layouts=LAYOUTS)
    except BadInput:
        return  # in words: that is what the class is for
    assert asked.starts.tzinfo is not None
    assert asked.words
    assert asked.people is None or asked.people > 0
    assert asked.minutes is None or asked.minutes > 0


@settings(max_examples=tries(100), deadline=None)
@given(
    people=st.integers(25, 500),
    day=st.sampled_from(["tomorrow", "fri", "next tue", "3 dec"]),
    part=st.sampled_from(["morning", "afternoon", "evening"]),
    order=st.permutations(["people", "when", "kit"]),
)
def test_the_order_makes_no_difference(people: int, day: str, part: str, order: list[str]) -> None:
    said = {"people": f"{people} people", "when": f"{day} {part}", "kit": "projector"}
    asked = read_asked(" ".join(said[one] for one in order), CLOCK, kit=KIT)
    straight = read_asked(f"{people} people {day} {part} projector", CLOCK, kit=KIT)
    assert asked == straight
    assert (asked.people, asked.equipment) == (people, ("Projector",))
