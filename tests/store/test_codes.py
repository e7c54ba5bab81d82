"""Codes that people can read out over the telephone, each used once."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlmodel import col

from hub.store.codes import (
    ALPHABET,
    LENGTH,
    kind_of,
    new_code,
    new_codes,
    new_uid,
    tidy_code,
)
from hub.store.engine import Store
from hub.store.tables import PublicCode


def test_the_alphabet_is_crockfords() -> None:
    assert ALPHABET == "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("k7mq2", "K7MQ2"),
        ("ILO10", "11010"),
        ("ilo10", "11010"),
        ("  K7-MQ2 ", "K7MQ2"),
        ("K7 MQ2", "K7MQ2"),
        ("", ""),
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed: str, meant: str) -> None:
    assert tidy_code(typed) == meant


@given(st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_a_code_as_we_write_it_stays_as_it_is(code: str) -> None:
    assert (tidy_code(code), tidy_code(code.lower())) == (code, code)


def test_no_code_is_given_twice_even_when_chance_repeats_itself(store: Store) -> None:
    given_out: list[str] = []
    for _ in range(3):
        store.random = random.Random(7)  # draws the same codes each time
        with store.write() as session:
            given_out += new_codes(session, kind="booking", count=100)
    assert len(set(given_out)) == 300
    assert {len(code) for code in given_out} == {LENGTH}
    assert set("".join(given_out)) <= set(ALPHABET)
    with store.read() as session:
        known = session.execute(select(col(PublicCode.code), col(PublicCode.kind))).all()
    assert sorted(known) == sorted((code, "booking") for code in given_out)


def test_asking_for_no_codes_gives_none(store: Store) -> None:
    with store.write() as session:
        assert new_codes(session, kind="booking", count=0) == []
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(PublicCode)) == 0


def test_a_long_list_gets_its_codes_in_one_go(store: Store) -> None:
    many = 70_000  # more than either engine takes as values of one statement
    with store.write() as session:
        assert len(set(new_codes(session, kind="service", count=many))) == many


def test_a_code_says_what_it_stands_for(store: Store) -> None:
    with store.write() as session:
        code = new_code(session, kind="room")
        assert [kind_of(session, typed) for typed in (code, f" {code.lower()} ", "UUUUU")] == [
            "room",
            "room",
            None,
        ]


def test_ids_are_random_uuids(store: Store) -> None:
    with store.write() as session:
        first, second = new_uid(session), new_uid(session)
    assert first != second
    assert (len(first), first[14], first[19] in "89ab") == (36, "4", True)
