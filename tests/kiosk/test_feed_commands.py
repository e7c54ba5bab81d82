"""`hub directory import|export|feeds`: from files, spreadsheets and addresses, and out again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hub.directory.openreferral import feeds as reading_feeds
from hub.views.importing import ImportReport
from tests.directory.feeds import feed, row
from tests.kiosk.conftest import Hub


def test_a_file_comes_in_and_everything_goes_out_again(starter: Hub, tmp_path: Path) -> None:
    path = feed(tmp_path, [row("a", name="Warm Space"), row("b", status="odd"), row("c", url="x")])
    said = starter("directory", "import", str(path), "--local", "--json")
    assert said.code == 0
    assert said.document == {
        "read": 3,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "refused": [
            {
                "row": 2,
                "why": "Its status is none of active, inactive, defunct, temporarily closed.",
            }
        ],
        "left_out": [{"row": 3, "why": "Its url isn't a web address; it was left out."}],
        "vanished": 0,
        "returned": 0,
        "kept": [],
        "notes": [],
        "same_as_before": False,
    }
    words = starter("directory", "import", str(feed(tmp_path, [row("a")])))
    assert words.out.splitlines() == [
        "1 read: 0 new, 1 changed, 0 as they were, 0 refused.",
        "1 entry is no longer in it: marked, not deleted.",
    ]
    (known,) = starter("directory", "feeds", "--json").document["feeds"]
    assert (known["name"], known["local"], known["services"], known["vanished"]) == (
        "feed.json",
        True,
        2,
        1,
    )
    listed = starter("directory", "feeds").out
    assert listed.startswith("feed.json: 2 entries, 1 of them no longer in it, read ")
    out = starter("directory", "export", "-o", str(tmp_path / "out"), "--json").document
    assert (out["vanished"], out["hidden"]) == (1, 0)
    written = json.loads((tmp_path / "out" / "services.json").read_text())
    assert len(written["contents"]) == out["written"] > 20
    assert starter("directory", "export", "-o", str(tmp_path)).code == 1


def test_a_spreadsheet_goes_out_and_comes_in(starter: Hub, tmp_path: Path) -> None:
    path = tmp_path / "directory.csv"
    said = starter("directory", "export", "--csv", "-o", str(path))
    assert (said.code, said.out.split(" ", 1)[1]) == (0, f"entries written to {path}.\n")
    own = starter("directory", "import", str(path), "--json").document
    assert own["created"] == 0
    assert {one["why"] for one in own["refused"]} == {"The hub keeps this entry itself."}
    groups = tmp_path / "groups.txt"
    groups.write_text("name,organisation\nWarm Space,St Mary's\n,\nNo one,\n")
    said = starter("directory", "import", "--csv", str(groups))
    assert said.out.splitlines() == [
        "2 read: 1 new, 0 changed, 0 as they were, 1 refused.",
        "Row 4 (No one) was refused: Its organization name is missing or isn't text.",
    ]
    refused = starter("directory", "import", "--csv", str(tmp_path / "none.csv"), "--json")
    assert (refused.code, refused.document["error"]) == (1, "There is no file 'none.csv'.")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://feed.example/services", "The hub reads feeds only over https, not http."),
        ("https://me:secret@feed.example/", "There is a name or a password in the address."),
        ("https://127.0.0.1/services", "127.0.0.1 isn't on the public internet"),
        ("https://[::1]:8443/", "::1 isn't on the public internet"),
    ],
)
def test_an_address_that_may_not_be_asked_is_refused(
    starter: Hub, address: str, words: str
) -> None:
    before = starter("audit", "--json").out
    refused = starter("directory", "import", address)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(words)
    assert "secret" not in refused.err
    assert starter("audit", "--json").out == before
    assert starter("directory", "feeds").out == "Nothing came from a file or a feed yet.\n"


def test_an_address_is_read_with_the_limits_of_the_hub(
    starter: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}

    def instead(*_: Any, **named: Any) -> ImportReport:
        asked.update(named)
        return ImportReport(0, 0, 0, 0, is_same=True)

    monkeypatch.setattr(reading_feeds, "import_feed", instead)
    said = starter("directory", "import", "https://feed.example/services", "--local")
    assert said.out == "The feed says that nothing has changed since it was last read.\n"
    assert (asked["address"], asked["is_local"], asked["limits"].bytes) == (
        "https://feed.example/services",
        True,
        200_000_000,
    )
    assert asked["folder"].name == "feeds"
