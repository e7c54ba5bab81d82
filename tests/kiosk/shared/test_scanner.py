"""A scanner types a burst of digits; fingers don't."""

from __future__ import annotations

from kiosk.shared.scanner import Burst, Heard


def types(burst: Burst, keys: str, now: float, every: float) -> list[Heard]:
    return [
        burst.hear(key, is_digit=key.isdigit(), is_enter=key == "\n", now=now + number * every)
        for number, key in enumerate(keys)
    ]


def test_a_card_is_dropped_whole_with_its_enter_however_late_that_is() -> None:
    burst = Burst()
    heard = types(burst, "29876", 10.0, 0.01)
    assert heard == [Heard.HELD, Heard.HELD, Heard.HELD, Heard.CARD, Heard.DROPPED]
    assert types(burst, "\n", 10.4, 0) == [Heard.DROPPED]
    assert (burst.let_go(99.0), burst.held) == ([], [])
    assert types(burst, "\n", 10.45, 0) == [Heard.NOT_OURS], "the next Enter is a finger's"


def test_two_cards_one_after_the_other_are_two() -> None:
    burst = Burst()
    assert types(burst, "1234567\n", 1.0, 0.005).count(Heard.CARD) == 1
    assert types(burst, "1234567\n", 1.2, 0.005).count(Heard.CARD) == 1


def test_a_finger_is_held_for_a_moment_and_let_go() -> None:
    burst = Burst()
    assert types(burst, "3", 5.0, 0) == [Heard.HELD]
    assert burst.let_go(5.01) == []
    assert burst.let_go(5.031) == ["3"]
    assert burst.let_go(6.0) == []


def test_fast_fingers_and_letters_are_no_card() -> None:
    burst = Burst()
    assert Heard.CARD not in types(burst, "24242424", 1.0, 0.06)
    assert burst.let_go(3.0) == list("24242424")
    assert types(burst, "rent\n", 4.0, 0.001) == [Heard.NOT_OURS] * 5
    assert types(burst, "123", 5.0, 0.001) == [Heard.HELD] * 3
    assert types(burst, "x", 5.003, 0.001) == [Heard.NOT_OURS]
    assert burst.let_go(5.003, at_once=True) == list("123")


def test_after_a_card_without_enter_a_finger_is_a_finger_again() -> None:
    burst = Burst()
    types(burst, "123456", 1.0, 0.001)
    assert types(burst, "3", 1.7, 0) == [Heard.HELD]
