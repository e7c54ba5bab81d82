"""`hub doctor` on a hub that is well, and on one that is broken in each way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.kiosk.conftest import Hub, Said


def states(said: Said) -> dict[str, str]:
    """What it finds about each part; the worst where a part is named twice."""
    found: dict[str, str] = {}
    for one in said.document["findings"]:
        if found.get(one["part"]) != "to do":
            found[one["part"]] = one["state"]
    return found


def of_part(said: Said, part: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in said.document["findings"] if one["part"] == part and one["state"] == "to do"
    )
    return found


def test_a_hub_that_is_looked_after_is_well(starter: Hub) -> None:
    starter("backup")
    starter("jobs", "run", "publish")
    said = starter("doctor", "--json")
    assert said.code == 0
    assert said.document["well"] is True
    found = states(said)
    assert {found[part] for part in ("store", "key", "clock", "jobs", "backup")} == {"well"}
    assert {found[part] for part in ("noticeboard", "disk")} == {"well"}
    assert found["help"] == "note"
    words = starter("doctor").out
    assert words.endswith("All is well.\n")
    assert "entries were never checked" in words


def test_a_new_hub_is_told_about_its_backup_and_its_scheduler(starter: Hub) -> None:
    said = starter("doctor", "--json")
    assert said.code == 1
    assert of_part(said, "backup")["hint"] == "hub backup"
    assert of_part(said, "jobs")["words"] == "No nightly job has ever run."
    assert starter("doctor").out.endswith("2 to do.\n")


def test_a_damaged_store_and_a_missing_noticeboard_are_named(starter: Hub, tmp_path: Path) -> None:
    starter("backup")
    store = tmp_path / "data" / "store" / "hub.db"
    store.write_bytes(b"rust" * 5000)
    for left in store.parent.glob("hub.db-*"):
        left.unlink()
    (tmp_path / "data" / "noticeboard.sqlite").unlink()
    said = starter("doctor", "--json")
    assert said.code == 1
    found = states(said)
    assert (found["store"], found["noticeboard"], found["backup"]) == ("to do", "to do", "well")
    assert "jobs" not in found


def test_a_key_that_others_can_read_or_that_is_gone(starter: Hub, tmp_path: Path) -> None:
    key = next(path for path in (tmp_path / "keys").iterdir() if path.is_file())
    key.chmod(0o644)
    assert of_part(starter("doctor", "--json"), "key")["hint"] == f"chmod 600 {key}"
    key.unlink()
    said = starter("doctor", "--json")
    assert "The key is not in" in of_part(said, "key")["words"]
    assert states(said)["store"] == "to do"


def test_what_is_old_and_a_clock_that_went_back(
    starter: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    starter("backup")
    monkeypatch.setenv("HUB_NOW", "2026-11-27T10:00")
    found = states(starter("doctor", "--json"))
    assert (found["backup"], found["noticeboard"], found["clock"]) == ("to do", "to do", "well")
    monkeypatch.setenv("HUB_NOW", "2020-01-01T00:00")
    assert "the newest record is later" in of_part(starter("doctor", "--json"), "clock")["words"]


def test_a_job_that_failed_and_a_disk_that_is_full(
    starter: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data" / "backups").mkdir(exist_ok=True)
    (tmp_path / "data" / "backups").rmdir()
    (tmp_path / "data" / "backups").write_text("not a folder")
    starter("jobs", "run", "backup")
    monkeypatch.setattr("hub.upkeep.doctor._free", lambda folder: 1_000_000)
    said = starter("doctor", "--json")
    job = of_part(said, "jobs")
    assert job["hint"] == "hub jobs run backup"
    assert "it failed" in job["words"]
    assert "0.0 GB are free" in of_part(said, "disk")["words"]


def test_a_printer_that_is_not_there(starter: Hub, tmp_path: Path) -> None:
    with (tmp_path / "data" / "hub.toml").open("a", encoding="utf-8") as file:
        file.write('\n[printing]\nprinter = "Office"\n')
    assert of_part(starter("doctor", "--json"), "printer")["words"] == (
        "hub.toml names Office, which is not there."
    )
