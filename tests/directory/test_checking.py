"""What each field takes when people type it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.directory.checking import (
    read_ages,
    read_email,
    read_languages,
    read_phone,
    read_postcode,
    read_web,
)
from hub.directory.comparing import name_key, name_words, phone_key, web_host
from hub.directory.wording import age_words
from hub.errors import WrongField
from tests.soaking import tries


@pytest.mark.parametrize(
    ("typed", "number", "extension"),
    [
        ("01302 736000", "01302 736000", ""),
        ("+44 (0)1302 736000", "+44 (0)1302 736000", ""),
        ("116 123", "116 123", ""),
        ("999", "999", ""),
        ("01302 736000 ext 12", "01302 736000", "12"),
        ("01302 736000 x12", "01302 736000", "12"),
    ],
)
def test_phone_numbers(typed: str, number: str, extension: str) -> None:
    assert read_phone(typed, "") == (number, extension)


@pytest.mark.parametrize(
    "typed", ["", "12", "ring Pat", "\u0660\u0661\u0662\u0663", "1" * 16, "01302;736000", "=1+1"]
)
def test_what_is_no_phone_number(typed: str) -> None:
    with pytest.raises(WrongField, match="is not a phone number"):
        read_phone(typed, "")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("www.example.org", "https://www.example.org"),
        ("example.org:8080/a?b=c", "https://example.org:8080/a?b=c"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://b\u00fccher.example/", "https://b\u00fccher.example/"),
        ("", ""),
    ],
)
def test_web_addresses(typed: str, address: str) -> None:
    assert read_web(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)", "data:text/html,x", "ftp://example.org", "http://localhost",
        "http://user:pw@example.org", "two words.org", "http://[bad", "example", "http://x.org:99999",
        "mailto:pat@example.org", "file:///etc/passwd",
    ],
)  # fmt: skip
def test_what_is_no_web_address(typed: str) -> None:
    with pytest.raises(WrongField, match="is not a web address"):
        read_web(typed)


@pytest.mark.parametrize("typed", ["pat", "a@b", "a b@c.org", "a@b.c", "<x>@y.org", "a@@b.org"])
def test_what_is_no_email_address(typed: str) -> None:
    with pytest.raises(WrongField, match="is not an email address"):
        read_email(typed)
    assert read_email("help@example.org") == "help@example.org"


def test_postcodes() -> None:
    assert [read_postcode(one) for one in ("dn13bd", " DN1 3BD", "ec1a 1bb", "")] == [
        "DN1 3BD",
        "DN1 3BD",
        "EC1A 1BB",
        "",
    ]
    for wrong in ("DN1", "12345", "DN1 3BDX"):
        with pytest.raises(WrongField, match="is not a postcode"):
            read_postcode(wrong)


@pytest.mark.parametrize(
    ("typed", "ages"),
    [
        ("5 to 11", (5, 11)), ("Ages 5-11", (5, 11)), ("5 - 11 years", (5, 11)),
        ("18 and over", (18, None)), ("18+", (18, None)), ("over 60s", (60, None)),
        ("up to 25", (None, 25)), ("under 25", (None, 24)), ("16 and under", (None, 16)),
        ("Age 16", (16, 16)), ("0 to 4", (None, 4)), ("all ages", (None, None)), ("", (None, None)),
    ],
)  # fmt: skip
def test_ages(typed: str, ages: tuple[int | None, int | None]) -> None:
    assert read_ages(typed) == ages


@pytest.mark.parametrize("typed", ["11 to 5", "300", "teenagers", "-3", "1e9", "\u0665"])
def test_what_is_no_age(typed: str) -> None:
    with pytest.raises(WrongField, match="can't be read"):
        read_ages(typed)


ages = st.one_of(st.none(), st.integers(1, 120))


@given(ages, ages)
@settings(max_examples=tries(100), deadline=None)
def test_ages_as_they_are_said_read_the_same_again(low: int | None, high: int | None) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    assert read_ages(age_words(low, high)) == (low, high)


def test_languages_once_each_with_a_capital() -> None:
    assert read_languages(("english", "Polish", "", "english", "BSL")) == (
        "English",
        "Polish",
        "BSL",
    )


def test_names_are_the_same_however_they_are_spelt() -> None:
    assert name_words("The Saint John\u2019s Foodbank Ltd.") == ("st", "johns", "foodbank")
    same = {
        name_key("St John's Food Bank", "Hope & Light CIC"),
        name_key("ST. JOHNS FOODBANK", "Hope and Light Community Interest Company"),
        name_key("Saint John\u00b4s food-bank", "hope light"),
    }
    assert len(same) == 1
    assert name_words("Caf\u00e9 Center") == ("cafe", "centre")
    assert name_words("The Company Ltd") == ("company",)
    assert name_words("The") == ("the",)


def test_numbers_and_websites_are_the_same_however_they_are_written() -> None:
    assert {
        phone_key(one) for one in ("01302 736000", "+44 (0)1302 736000", "0044 1302736000")
    } == {"01302736000"}
    assert (phone_key("ask"), phone_key("12")) == ("", "")
    assert web_host("https://www.Example.org/a") == "example.org"
    assert (web_host(""), web_host("http://[bad")) == ("", "")
