"""A sheet's file is whole or not there, and takes no other thing's place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hub.errors import NoStorage
from kiosk.commands.paper import write_whole


def test_what_was_there_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "week.pdf"
    path.write_bytes(b"old")
    write_whole(path, b"new", 0o600)
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_device_or_a_pipe_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(NoStorage) as refusal:
        write_whole(pipe, b"pages")
    assert refusal.value.message == f"{pipe} is not a file."
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_link_is_replaced_and_never_followed(tmp_path: Path) -> None:
    theirs, link = tmp_path / "theirs.pdf", tmp_path / "week.pdf"
    theirs.write_bytes(b"theirs")
    link.symlink_to(theirs)
    write_whole(link, b"ours")
    assert (link.is_symlink(), link.read_bytes(), theirs.read_bytes()) == (
        False,
        b"ours",
        b"theirs",
    )


def test_nothing_half_written_stays_when_somebody_stops_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "week.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert (list(tmp_path.iterdir()), path.read_bytes()) == ([path], b"old")
