"""`hub serve` without a browser: what it answers, what it refuses, and whom it lets in."""

from __future__ import annotations

import asyncio
import builtins
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

pytest.importorskip("textual_serve", reason="the part for browsers isn't installed")

from aiohttp import ClientSession, WSMsgType, WSServerHandshakeError

from kiosk.cli import hub
from kiosk.commands.serving import is_only_here
from kiosk.web.visitors import cells
from tests.kiosk.public.boards import board_at
from tests.kiosk.web.served import Served, served

EVERYWHERE = "0.0.0.0"  # noqa: S104 # what is looked at is what it says about it


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(board_at(tmp_path / "board.sqlite", name="<Quay>"), "--most", "1") as one:
        yield one


async def test_one_page_of_its_own_and_nothing_from_elsewhere(server: Served) -> None:
    async with ClientSession() as session:
        async with session.get(server.address) as answer:
            page, policy = await answer.text(), answer.headers["Content-Security-Policy"]
        assert "<title>&lt;Quay&gt;</title>" in page
        assert "://" not in page
        assert policy.startswith("default-src 'none'; script-src 'self';")
        for path, status in {
            "kiosk.css": 200, "kiosk.js": 200, "static/js/textual.js": 200,
            "static/css/xterm.css": 200,
            "static/": 403, "static/../../../METADATA": 404, "download/x": 404, "alive": 204,
        }.items():  # fmt: skip
            async with session.get(server.address + path) as answer:
                assert (path, answer.status) == (path, status)
                assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_no_page_of_another_site_opens_a_kiosk(server: Served) -> None:
    async with ClientSession() as session:
        for origin in ("https://evil.example", "null", ""):
            with pytest.raises(WSServerHandshakeError) as refused:
                await session.ws_connect(server.address + "ws", headers={"Origin": origin})
            assert refused.value.status == 403
    assert server.kiosks() == []


async def test_a_hostile_page_gets_no_more_than_a_kiosk(server: Served) -> None:
    ours = {"Origin": server.address.rstrip("/")}
    async with ClientSession() as session:
        huge = f"{server.address}ws?width=999999999&height=-4"
        async with session.ws_connect(huge, headers=ours) as page:
            for said in (
                "", "{}", "[]", "[1]", '["stdin"]', '["stdin", 4]', '["stdin", "\\ud800"]',
                '["resize", {"width": 1e99, "height": "x"}]', '["resize", {"width": 80}]',
                '["quit", {}]', "[" * 9000, '["ping", "7"]',
                '["resize", {"width": 80, "height": 24}]',
            ):  # fmt: skip
                await page.send_str(said)
            await drawn(page, "Call 999")
            with pytest.raises(WSServerHandshakeError) as full:
                await session.ws_connect(server.address + "ws", headers=ours)
            assert full.value.status == 503
            async with session.get(server.address + "alive") as answer:
                assert answer.status == 503


async def drawn(page: Any, words: str) -> None:
    """Wait until the kiosk has drawn these words."""
    seen = ""
    async with asyncio.timeout(90):
        async for message in page:
            if message.type is WSMsgType.BINARY:
                seen += message.data.decode("utf-8", "replace")
                if words in seen:
                    return
    raise AssertionError("the kiosk ended")


async def test_a_port_that_is_taken_is_refused_in_words(server: Served, tmp_path: Path) -> None:
    port = server.address.rstrip("/").rpartition(":")[2]
    done = await asyncio.to_thread(
        CliRunner().invoke,
        hub,
        ["serve", "--port", port, "--noticeboard", str(tmp_path / "board.sqlite")],
    )
    assert f"can't be served at 127.0.0.1, port {port}" in str(done.exception)


def test_without_the_part_for_browsers_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "kiosk.web.serving":
            raise ModuleNotFoundError("No module", name="textual_serve")
        return load(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    done = CliRunner().invoke(hub, ["serve"])
    assert "The part for browsers isn't installed." in str(done.exception)
    assert ".[web]" in str(done.exception)


def test_it_listens_to_this_machine_alone_unless_told_otherwise() -> None:
    assert all(map(is_only_here, ("127.0.0.1", "127.9.9.9", "localhost", "::1")))
    assert not any(map(is_only_here, (EVERYWHERE, "::", "192.168.1.4", "hub.example.org")))


async def test_whoever_opens_it_to_the_network_is_told_what_that_means(tmp_path: Path) -> None:
    board = board_at(tmp_path / "board.sqlite")
    async with served(board, "--host", EVERYWHERE, heard=True) as open_to_all:
        assert open_to_all.process.stderr is not None
        said = await open_to_all.process.stderr.readline()
    assert said.startswith(b"Anybody on the network can open this now.")


def test_a_size_is_never_believed() -> None:
    assert [cells(one, 80) for one in ("120", 10**9, -4, 0, "x", None, [1], 1e99, "9" * 9999)] == [
        120, 500, 1, 1, 80, 80, 80, 80, 80,
    ]  # fmt: skip
