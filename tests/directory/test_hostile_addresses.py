"""A feed's address leads to the public internet or nowhere, whatever it is dressed up as."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.clock import Clock
from hub.directory.openreferral.addresses import checked_address, is_public
from hub.directory.openreferral.fetching import Web
from hub.directory.search import list_services
from hub.errors import BadInput
from hub.store.engine import Store
from tests.directory.serving import Reply, serving
from tests.directory.test_feeds import bare, page, read

PRIVATE = [
    *("127.0.0.1", "127.9.9.9", "0.0.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255"),
    *("192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.170"),
    *("198.18.0.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("192.0.2.1", "198.51.100.1", "203.0.113.1", "192.88.99.1"),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fe80::1", "fe80::1%eth0"),
    *("fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1", "100::1"),
    *("64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::"),
    *("2001:0:4136:e378:8000:63bf:3fff:fdd2", "5f00::1", "3fff::1", "", "localhost", "1"),
]
PUBLIC = ["8.8.8.8", "151.101.0.81", "2a00:1450:4009::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("number", PRIVATE)
def test_a_private_address_is_private(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", PUBLIC)
def test_a_public_address_is_public(number: str) -> None:
    assert is_public(number)


@given(st.ip_addresses(v=4))
def test_an_address_is_no_more_public_when_it_is_wrapped(number: object) -> None:
    assert is_public(f"::ffff:{number}") == is_public(str(number))
    assert is_public(f"64:ff9b::{number}") == is_public(str(number))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://feed.example/", "The hub reads feeds only over https, not http."),
        ("file:///etc/passwd", "The hub reads feeds only over https, not file."),
        ("javascript:alert(1)", "The hub reads feeds only over https, not javascript."),
        ("ftp://feed.example", "The hub reads feeds only over https, not ftp."),
        ("feed.example", "The hub reads feeds only over https, not that."),
        ("https://user:secret@feed.example/", "There is a name or a password in the address."),
        ("https://@feed.example/", "There is a name or a password in the address."),
        ("https:///services", "That isn't a web address."),
        ("https://feed.example:0/", "That isn't a web address."),
        ("https://feed.example:99999/", "That isn't a web address."),
        ("https://feed.example:x/", "That isn't a web address."),
        ("https://feed.example/\r\nHost: other", "That isn't a web address."),
        ("https://feed.example/a b", "That isn't a web address."),
        ("https://feed.example\\@127.0.0.1/", "There is a name or a password in the address."),
        ("https://feed.example\\127.0.0.1/", "That isn't a web address."),
        ("https://[::1/", "That isn't a web address."),
        ("https://feed.exam\u202eple/", "That isn't a web address."),
        (f"https://feed.example/{'x' * 3000}", "That isn't a web address."),
    ],
)
def test_an_address_that_may_not_be_asked_is_refused(address: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        checked_address(address)
    assert caught.value.message == words
    assert "secret" not in str(caught.value)


@given(st.text(max_size=60).map(lambda rest: f"https://{rest}"))
def test_no_address_raises_anything_else(address: str) -> None:
    try:
        parts = checked_address(address)
    except BadInput:
        return
    assert (parts.scheme, parts.username, bool(parts.hostname)) == ("https", None, True)


@pytest.mark.parametrize("number", ["127.0.0.1", "10.0.0.1", "::ffff:127.0.0.1", "fd00::1"])
def test_a_name_that_leads_home_is_refused(
    store: Store, clock: Clock, tmp_path: Path, number: str
) -> None:
    with serving(lambda *_: page([bare("a")], 1, 1)) as server:
        web = Web(resolve=lambda *_: ["8.8.8.8", number])  # one bad one is enough
        with pytest.raises(BadInput, match="isn't on the public internet"):
            read(store, clock, tmp_path, server, web=web)
    assert (server.asked, list_services(store)) == ([], ())


def test_a_redirect_that_leads_home_is_refused(store: Store, clock: Clock, tmp_path: Path) -> None:
    def resolve(host: str, _port: int) -> list[str]:
        return ["127.0.0.1" if host == "feed.example" else "127.0.0.2"]

    goal = ""
    with serving(lambda *_: Reply(status=302, headers={"Location": goal})) as server:
        secret = server.address().replace("https://", "https://a:b@")
        for target, words in (
            (server.address(host="other.example"), "isn't on the public internet"),
            ("https://[::1]/", "isn't on the public internet"),
            ("https://169.254.169.254/latest", "isn't on the public internet"),
            ("http://feed.example/", "only over https"),
            ("file:///etc/passwd", "only over https"),
            ("ftp://feed.example/", "only over https"),
            (secret, "a name or a password"),
        ):
            goal = target
            with pytest.raises(BadInput, match=words):
                read(store, clock, tmp_path, server, web=server.web(resolve))
    assert len(server.asked) == 7


def test_redirects_end(store: Store, clock: Clock, tmp_path: Path) -> None:
    with (
        serving(lambda *_: Reply(status=301, headers={"Location": "/services"})) as server,
        pytest.raises(BadInput, match="leads elsewhere more than 5 times"),
    ):
        read(store, clock, tmp_path, server)
    assert len(server.asked) == 6


def test_a_redirect_on_the_public_internet_is_followed(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    def answer(path: str, _query: dict[str, str], headers: dict[str, str]) -> Reply:
        if path == "/services":
            return Reply(status=307, headers={"Location": server.address("/v3", "other.example")})
        return page([bare(headers["Host"].partition(":")[0])], 1, 1)

    with serving(answer) as server:
        assert read(store, clock, tmp_path, server).created == 1
    assert [one.id for one in list_services(store)] == ["other.example"]


def test_the_name_is_looked_up_once_for_each_connection_and_never_again(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    """A name that leads to us at first and home afterwards gets no second chance."""
    looked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        looked.append(host)
        return ["127.0.0.1"] if len(looked) == 1 else ["127.0.0.2"]

    with serving(lambda *_: page([bare("a")], 1, 1)) as server:
        assert read(store, clock, tmp_path, server, web=server.web(resolve)).created == 1
    assert looked == ["feed.example"]


def test_a_server_that_is_not_who_it_says_is_refused(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    with serving(lambda *_: page([bare("a")], 1, 1)) as server:
        for web, path in ((server.web(), "stranger.example"), (Web(), "feed.example")):
            trusting = Web(
                resolve=lambda *_: ["127.0.0.1"],
                is_allowed=lambda _number: True,
                context=web.context,
            )
            with pytest.raises(BadInput, match="can't prove that it is"):
                read(store, clock, tmp_path, server, web=trusting, host=path)
    assert server.asked == []


def test_no_proxy_of_the_environment_is_used(
    store: Store, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.2:9")
    with serving(lambda *_: page([bare("a")], 1, 1)) as server:
        assert read(store, clock, tmp_path, server).created == 1
