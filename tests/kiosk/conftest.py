"""Runs the command `hub` for tests, as scripts and new volunteers use it."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import textual.app
import textual.pilot
import textual.screen
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from hub.store.engine import Store
from kiosk.cli import main
from tests.conftest import ENGINES

NOW = "2026-11-23T10:42"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


Hub = Callable[..., Said]


@pytest.fixture
def hub(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Hub:
    """Runs `hub WORDS` on a hub in the test's own folder, on 23 November 2026."""
    monkeypatch.setenv("HUB_NOW", NOW)
    monkeypatch.setenv("HUB_DATA", str(tmp_path / "data"))

    def run(*words: str) -> Said:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(words)
        said = capsys.readouterr()
        code = end.value.code
        assert isinstance(code, int)
        return Said(code, said.out, said.err)

    return run


@pytest.fixture(scope="session")
def made_starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub with the starter directory and a divisible hall, made by the commands, once."""
    folder = tmp_path_factory.mktemp("starter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUB_NOW", NOW)
        patch.setenv("HUB_DATA", str(folder / "data"))
        patch.setenv("HUB_KEYS", str(folder / "keys"))
        for words in (
            ("init", "--from", "starter", "--json"),
            ("room", "add", "Main Hall", "--capacity", "90"),
            ("room", "add", "Hall A", "--capacity", "40", "--part-of", "Main Hall"),
            ("room", "add", "Hall B", "--capacity", "40", "--part-of", "Main Hall"),
        ):
            with pytest.raises(SystemExit, match=r"^0$"):
                main(words)
    return folder


@pytest.fixture
def starter(hub: Hub, made_starter: Path, tmp_path: Path) -> Hub:
    """A copy of that hub, the test's own."""
    for name in ("data", "keys"):
        shutil.copytree(made_starter / name, tmp_path / name)
    written = tmp_path / "data" / "hub.toml"
    there, here = str(made_starter / "keys"), str(tmp_path / "keys")
    written.write_text(written.read_text(encoding="utf-8").replace(there, here), encoding="utf-8")
    return hub


@pytest.fixture(params=ENGINES if os.environ.get("HUB_TEST_SCREENS") == "both" else ENGINES[:1])
def store(request: pytest.FixtureRequest, new_store: Callable[[str], Store]) -> Store:
    """A filled store. Screens and commands hold no SQL and every service is tested on both
    engines, so they are tested on the embedded one; HUB_TEST_SCREENS=both tests them on both.
    """
    return new_store(request.param)


FRAME = 0.001
"""Seconds between two pictures in a test, where a terminal is given sixty a second."""
SOON = 0.0175
"""What comes within so many seconds is waited for: a picture at its usual time, and no more."""


async def at_rest(min_sleep: float = 0.0, max_sleep: float = 5.0) -> None:
    """Until an app has nothing to do now and nothing soon: all messages are
    answered, what was changed is drawn, and what was to come after that has come.

    What Textual has for it watches how busy the processor is. On a busy machine it is too early,
    as the test itself then gets no time, or a second late.
    """
    loop = asyncio.get_running_loop()
    ready: Any = vars(loop)["_ready"]
    timers: Any = vars(loop)["_scheduled"]
    until = loop.time() + max_sleep
    while loop.time() < until:
        turn = loop.create_future()
        loop.call_soon(turn.set_result, None)
        await turn
        if ready:
            continue
        due = min((one.when() for one in timers if not one.cancelled()), default=until)
        left = due - loop.time()
        if left > SOON:
            return
        turn = loop.create_future()
        loop.call_at(due, turn.set_result, None)
        await turn


@pytest.fixture(scope="session", autouse=True)
def a_quicker_pilot() -> Iterator[None]:
    """What Textual does for each app and each key in a test, done once or in less time.

    It reads every style sheet anew for each app, although the same text in the same colours reads
    the same; and it waits for a processor that has nothing to do (see `at_rest`).
    """
    kept: dict[object, list[RuleSet]] = {}
    read = Stylesheet._parse_rules

    def read_once(
        sheet: Stylesheet,
        css: str,
        read_from: tuple[str, str],
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        variables = frozenset(sheet._variables.items())
        which = (css, read_from, is_default_rules, tie_breaker, scope, variables)
        if which not in kept:
            kept[which] = read(sheet, css, read_from, is_default_rules, tie_breaker, scope)
        return kept[which]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", read_once)
        for module in (textual.app, textual.pilot):
            patch.setattr(module, "wait_for_idle", at_rest)
        patch.setattr(textual.screen, "UPDATE_PERIOD", FRAME)
        yield
