"""What a visitors' process may leave behind: allowed lines, untied, and never a fault on screen."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hub.clock import Clock
from hub.noticeboard.dropbox import (
    LONGEST_LINE,
    MOST_COUNTS,
    MOST_LINES,
    NAME,
    DropBox,
    Line,
    What,
    read_line,
    write_line,
)
from hub.views.sorts import Sheet, WrongPart


@pytest.fixture
def box(tmp_path: Path, clock: Clock) -> DropBox:
    return DropBox(tmp_path / "dropbox", clock)


def lines(box: DropBox) -> list[str]:
    return sorted(path.read_text(encoding="utf-8") for path in box.folder.iterdir())


def test_each_kind_of_line_is_a_file_of_its_own(box: DropBox) -> None:
    assert box.leave_need("rent")
    assert box.leave_interest("gardening")
    assert box.leave_sheet(Sheet.QR)
    assert box.leave_wrong("A7KQ2", WrongPart.PHONE)
    assert box.leave_idea("group", " Chess\nfor  beginners ")
    assert lines(box) == [
        "idea\tgroup\tChess for beginners\n",
        "interest\tgardening\t\n",
        "need\trent\t\n",
        "sheet\tqr\t\n",
        "wrong\tA7KQ2\tphone\n",
    ]


def test_nothing_about_a_file_ties_it_to_another_but_the_day(box: DropBox, clock: Clock) -> None:
    for _ in range(20):
        box.leave_need("rent")
    names = [path.name for path in box.folder.iterdir()]
    assert len(set(names)) == 20
    assert [name for name in names if not NAME.fullmatch(name)] == []
    midnight = datetime(2026, 11, 23, tzinfo=UTC).timestamp()
    stamps = {(p.stat().st_mtime, p.stat().st_atime) for p in box.folder.iterdir()}
    assert stamps == {(midnight, midnight)}


def test_the_day_begins_by_the_hubs_own_clock(tmp_path: Path, clock: Clock) -> None:
    summer = clock.at(datetime(2027, 6, 30, 23, 30, tzinfo=UTC))  # half past midnight, 1 July
    box = DropBox(tmp_path / "dropbox", summer)
    box.leave_need("rent")
    (file,) = box.folder.iterdir()
    assert datetime.fromtimestamp(file.stat().st_mtime, UTC) == datetime(
        2027, 6, 30, 23, tzinfo=UTC
    )


def test_only_its_owner_may_look_into_the_box(box: DropBox) -> None:
    box.leave_need("rent")
    (file,) = box.folder.iterdir()
    assert (box.folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.parametrize(
    "line",
    [
        Line(What.NEED, ""),
        Line(What.NEED, "../../hub.toml"),
        Line(What.NEED, "rent\tpaid"),
        Line(What.NEED, "Rent"),
        Line(What.NEED, "rent", "and my name is Nora"),
        Line(What.NEED, "x" * 61),
        Line(What.SHEET, "wallpaper"),
        Line(What.SHEET, "qr", "of Nora"),
        Line(What.WRONG, "A7KQ2", "everything"),
        Line(What.WRONG, "A7KQ2", ""),
        Line(What.WRONG, "A", "phone"),
        Line(What.WRONG, "A7KIL", "phone"),
        Line(What.IDEA, "poem", "Roses are red"),
        Line(What.IDEA, "idea", ""),
        Line(What.IDEA, "idea", "x" * 301),
        Line(What.IDEA, "idea", "two\nlines"),
        Line(What.IDEA, "idea", "\x1b[31mred"),
    ],
)
def test_what_is_not_on_the_list_is_not_left(box: DropBox, line: Line) -> None:
    assert not box.leave(line)
    assert not box.folder.exists()


def test_an_idea_of_three_hundred_wide_letters_fits(box: DropBox) -> None:
    assert box.leave_idea("idea", "\U0001f9f6" * 300)
    (file,) = box.folder.iterdir()
    assert file.stat().st_size <= LONGEST_LINE


def test_a_full_box_takes_no_more_counts_and_later_nothing(box: DropBox) -> None:
    box.folder.mkdir()
    for number in range(MOST_COUNTS - 1):
        (box.folder / f"{number:032x}").touch()
    assert box.leave_need("rent")
    assert not box.leave_need("rent")
    assert box.leave_idea("idea", "A bench")
    for number in range(MOST_COUNTS, MOST_LINES - 2):
        (box.folder / f"{number:032x}").touch()
    assert box.leave_wrong("A7KQ2", WrongPart.COST)
    assert not box.leave_idea("idea", "A bench")
    assert len(list(box.folder.iterdir())) == MOST_LINES


def test_a_box_that_is_not_to_be_had_is_no_fault_of_the_visitors(
    tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for folder in ("file", "link", "no/such/folder", "nul\0byte"):
        box = DropBox(tmp_path / folder, clock)
        assert not box.leave_need("rent")
        assert not box.leave_idea("idea", "A bench")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_full_disk_leaves_no_half_a_line(box: DropBox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda _file, content: len(content) // 2)
    assert not box.leave_idea("idea", "A bench")
    assert list(box.folder.iterdir()) == []


def test_a_name_that_is_taken_is_never_written_over(
    box: DropBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "urandom", lambda size: b"\xab" * size)
    box.folder.mkdir()
    (box.folder / f".{'ab' * 16}").write_text("somebody else's")
    assert not box.leave_need("rent")
    (taken,) = box.folder.iterdir()
    assert taken.read_text() == "somebody else's"


@given(
    st.binary(max_size=80)
    | st.text(max_size=80).map(lambda text: f"idea\tidea\t{text}\n".encode(errors="ignore"))
)
@example(b"need\trent\t\n")
@example(b"need\trent\t")
@example(b"need\trent\t\n\n")
@example(b"need\trent\n")
@example(b"\xff\tidea\tx\n")
@example("idea\tidea\t\u202ex\n".encode())
def test_bytes_are_a_line_only_if_we_would_have_written_them(content: bytes) -> None:
    line = read_line(content)
    assert line is None or write_line(line) == content


@given(st.text(max_size=400), st.randoms())
def test_whatever_is_typed_nothing_is_raised_and_what_is_left_can_be_read(
    words: str, chance: random.Random
) -> None:
    line = Line(What.IDEA, chance.choice(("idea", "group", words)), words)
    written = write_line(line)
    assert written is None or read_line(written) == line
