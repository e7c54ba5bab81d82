"""The units that start a screen by themselves: back within five seconds, with words we know."""

from __future__ import annotations

import configparser
import re
import shlex

import click
import pytest

from hub.resources import data_folder
from kiosk.cli import hub

FOLDER = data_folder() / "services"
UNITS = ("hub-kiosk.service", "hub-kiosk-touch.service", "hub-serve.service")


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # names as systemd writes them
    parser.read_string((FOLDER / name).read_text(encoding="utf-8"))
    return parser


def test_these_are_all_there_are() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.service")) == sorted(UNITS)


@pytest.mark.parametrize("name", UNITS)
def test_whatever_ends_it_it_is_back_within_five_seconds(name: str) -> None:
    said = unit(name)
    assert said["Service"]["Restart"] == "always"
    assert int(said["Service"]["RestartSec"]) < 5
    assert said["Unit"]["StartLimitIntervalSec"] == "0"
    assert said["Service"]["User"] != "root"
    assert said["Install"]["WantedBy"] == "multi-user.target"


@pytest.mark.parametrize("name", UNITS)
def test_what_it_starts_is_a_command_of_ours_with_options_that_it_has(name: str) -> None:
    words = shlex.split(unit(name)["Service"]["ExecStart"])
    ours = words[words.index("/opt/community-hub/.venv/bin/hub") + 1 :]
    command = hub.get_command(click.Context(hub), ours[0])
    assert command is not None
    command.make_context(ours[0], ours[1:])


@pytest.mark.parametrize("name", UNITS)
def test_what_was_compiled_is_kept_where_the_one_who_runs_it_may_write(name: str) -> None:
    service = unit(name)["Service"]
    assert service["CacheDirectory"] == "%N"
    assert "PYTHONPYCACHEPREFIX=%C/%N" in service["Environment"].split()


def test_the_terminal_of_a_touch_kiosk_has_no_key_that_opens_another() -> None:
    said = (FOLDER / "foot.ini").read_text(encoding="utf-8")
    keys = said.split("[key-bindings]")[1].split("[")[0]
    assert set(re.findall(r"=(\S+)", keys)) == {"none"}
    assert {"spawn-terminal", "show-urls-launch", "clipboard-paste"} <= set(
        re.findall(r"^(\S+)=", keys, re.MULTILINE)
    )


def test_the_kiosk_of_the_bare_console_is_drawn_on_the_console() -> None:
    service = unit("hub-kiosk.service")["Service"]
    assert {service[f"Standard{name}"] for name in ("Input", "Output", "Error")} == {"tty"}
