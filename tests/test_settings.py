"""hub.toml says which hub it is; HUB_* variables win over it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from hub.errors import BadInput, NotFound
from hub.settings import Settings, default_folder, default_key_folder, load_settings
from hub.views.kiosk import KioskLook
from hub.views.limits import Limits
from hub.views.printing import Printing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hub").mkdir()
    return tmp_path / "hub"


def write(folder: Path, text: str) -> Path:
    path = folder / "hub.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_least_hub_toml_makes_an_english_hub(folder: Path) -> None:
    write(folder, 'id = "abc"\n')
    assert load_settings(folder, {"HUB_KEYS": "/keys"}) == Settings(
        folder=folder,
        hub_id="abc",
        zone="Europe/London",
        country="GB",
        subdivision="ENG",
        store_url="",
        key_folder=Path("/keys"),
        backup_folder=folder / "backups",
        web_address="",
    )


WHOLE = """
id = " abc "
zone = "Europe/Paris"
country = "FR"
subdivision = ""
store_url = "postgresql+psycopg://toml/hub"
keys = "/toml/keys"
backups = "/toml/backups"
web = "https://toml.example/"
"""


def test_a_whole_hub_toml_is_taken_at_its_word(folder: Path) -> None:
    write(folder, WHOLE)
    assert load_settings(folder, {}) == Settings(
        folder=folder,
        hub_id="abc",
        zone="Europe/Paris",
        country="FR",
        subdivision="",
        store_url="postgresql+psycopg://toml/hub",
        key_folder=Path("/toml/keys"),
        backup_folder=Path("/toml/backups"),
        web_address="https://toml.example",
    )


def test_variables_win_over_hub_toml(folder: Path) -> None:
    write(folder, WHOLE)
    settings = load_settings(
        folder,
        {
            "HUB_STORE_URL": " postgresql+psycopg://variable/hub ",
            "HUB_KEYS": "/variable/keys",
            "HUB_BACKUPS": "/variable/backups",
            "HUB_WEB": "https://variable.example/",
        },
    )
    assert (
        settings.store_url,
        settings.key_folder,
        settings.backup_folder,
        settings.web_address,
    ) == (
        "postgresql+psycopg://variable/hub",
        Path("/variable/keys"),
        Path("/variable/backups"),
        "https://variable.example",
    )


def test_a_variable_that_is_empty_says_nothing(folder: Path) -> None:
    write(folder, WHOLE)
    names = ("HUB_STORE_URL", "HUB_KEYS", "HUB_BACKUPS", "HUB_WEB")
    assert load_settings(folder, dict.fromkeys(names, "  ")) == load_settings(folder, {})


def test_where_everything_of_a_hub_lies(folder: Path) -> None:
    write(folder, 'id = "abc"\nkeys = "/keys"\n')
    settings = load_settings(folder, {})
    assert (
        settings.store_file,
        settings.key_file,
        settings.noticeboard_file,
        settings.printed_folder,
    ) == (
        folder / "store" / "hub.db",
        Path("/keys/abc.key"),
        folder / "noticeboard.sqlite",
        folder / "printed",
    )


@pytest.mark.parametrize("body", ["id = ", "id = abc", "[id", 'id = "a"\nid = "b"\n'])
def test_a_hub_toml_that_is_no_toml_is_refused(folder: Path, body: str) -> None:
    path = write(folder, body)
    with pytest.raises(BadInput) as caught:
        load_settings(folder, {})
    assert caught.value.message.startswith(f"{path} can't be read: ")
    assert caught.value.hint == "Put it right, or restore it from a backup."


def test_a_hub_toml_of_other_bytes_is_refused(folder: Path) -> None:
    (folder / "hub.toml").write_bytes(b'id = "\xff\xfe"')
    with pytest.raises(BadInput):
        load_settings(folder, {})


@pytest.mark.parametrize("body", ["", 'zone = "Europe/London"', 'id = ""', 'id = "  "'])
def test_a_hub_toml_that_names_no_hub_is_refused(folder: Path, body: str) -> None:
    path = write(folder, body)
    with pytest.raises(BadInput) as caught:
        load_settings(folder, {})
    assert caught.value.message == f"{path} doesn't say which hub this is (id)."


@pytest.mark.parametrize("name", ["zone", "country", "subdivision", "store_url", "keys", "web"])
@pytest.mark.parametrize("value", ["1", "true", '["a"]', "2026-11-23", "{ a = 1 }"])
def test_a_value_of_another_type_is_refused_by_its_name(
    folder: Path, name: str, value: str
) -> None:
    path = write(folder, f'id = "abc"\n{name} = {value}\n')
    with pytest.raises(BadInput) as caught:
        load_settings(folder, {})
    assert caught.value.message == f"In {path}, {name} must be words in quotes."


@pytest.mark.parametrize("name", ["../other", "a/b", "..", "/etc/key"])
def test_an_id_that_leads_out_of_the_key_folder_is_refused(folder: Path, name: str) -> None:
    path = write(folder, f'id = "{name}"\n')
    with pytest.raises(BadInput) as caught:
        load_settings(folder, {})
    assert caught.value.message == f"In {path}, id must be the hub's id as it was made."


def test_a_folder_without_hub_toml_is_no_hub(folder: Path) -> None:
    with pytest.raises(NotFound) as caught:
        load_settings(folder, {})
    assert str(caught.value) == (
        f"There is no hub in {folder}. Make one with: hub init, or look around: hub demo"
    )


def test_a_folder_called_hub_toml_is_not_opened(folder: Path) -> None:
    (folder / "hub.toml").mkdir()
    with pytest.raises(NotFound) as caught:
        load_settings(folder, {})
    assert caught.value.message == f"{folder / 'hub.toml'} can't be opened: Is a directory."


def test_variables_say_where_hubs_and_keys_are_by_default() -> None:
    environment = {"HUB_DATA": " /srv/hub ", "HUB_KEYS": "~/keys"}
    assert (default_folder(environment), default_key_folder(environment)) == (
        Path("/srv/hub"),
        Path.home() / "keys",
    )


def test_the_key_never_lies_in_the_hubs_folder_by_default() -> None:
    assert not default_key_folder({}).is_relative_to(default_folder({}))


def test_how_much_of_a_feed_is_read_can_be_set(folder: Path) -> None:
    write(folder, 'id = "abc"\n[feeds]\npages = 7\nseconds = 60\n')
    assert load_settings(folder, {}).feeds == Limits(pages=7, seconds=60)


@pytest.mark.parametrize(
    "line", ["pages = 0", 'pages = "7"', "pages = true", "rows = 1.5", "x = 1"]
)
def test_a_limit_that_is_none_is_refused(folder: Path, line: str) -> None:
    path = write(folder, f'id = "abc"\n[feeds]\n{line}\n')
    with pytest.raises(BadInput, match="feeds"):
        load_settings(folder, {})
    path.write_text('id = "abc"\nfeeds = 7\n')
    with pytest.raises(BadInput, match="feeds"):
        load_settings(folder, {})


def test_printers_and_the_kiosks_paper_can_be_set(folder: Path) -> None:
    write(
        folder,
        'id = "abc"\n[printing]\nprinter = "Office"\nreceipt_printer = "/dev/usb/lp0"\n'
        "per_hour = 0\ntwo_sided = true\n",
    )
    whole = Printing("Office", "/dev/usb/lp0", per_hour=0, two_sided=True)
    assert load_settings(folder, {}).printing == whole
    named = load_settings(folder, {"HUB_PRINTER": " Attic "}).printing
    assert named == replace(whole, printer="Attic")
    assert load_settings(folder, {"HUB_PRINTER": " "}).printing == whole


@pytest.mark.parametrize(
    "line",
    [
        *("printer = 1", 'printer = "a\\u001b[2J"', 'receipt_printer = ["a"]'),
        *("per_hour = -1", 'per_hour = "20"', "per_hour = true", "two_sided = 1", "x = 1"),
    ],
)
def test_a_printer_that_makes_no_sense_is_refused_by_its_name(folder: Path, line: str) -> None:
    path = write(folder, f'id = "abc"\n[printing]\n{line}\n')
    with pytest.raises(BadInput, match="printing") as caught:
        load_settings(folder, {})
    assert str(path) in caught.value.message
    path.write_text('id = "abc"\nprinting = "Office"\n')
    with pytest.raises(BadInput, match="printing"):
        load_settings(folder, {})


def test_the_kiosk_has_the_hubs_own_colour_and_rests_when_the_hub_says(folder: Path) -> None:
    write(folder, 'id = "abc"\n[kiosk]\naccent = "#8A2b4f"\nrest_after = 0\n')
    assert load_settings(folder, {}).kiosk == KioskLook(accent="#8A2b4f", rest_after=0)
    write(folder, 'id = "abc"\n')
    assert load_settings(folder, {}).kiosk == KioskLook(accent="", rest_after=120)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('accent = "plum"', 'must be a colour such as "#8a2b4f".'),
        ("accent = 7", 'must be a colour such as "#8a2b4f".'),
        ("rest_after = -1", "must be a whole number from 0 on."),
        ("rest_after = true", "must be a whole number from 0 on."),
        ("colour = 1", "[kiosk] may say no more than accent, rest_after."),
    ],
)
def test_a_kiosk_that_hub_toml_describes_otherwise_is_refused(
    folder: Path, line: str, why: str
) -> None:
    write(folder, f'id = "abc"\n[kiosk]\n{line}\n')
    with pytest.raises(BadInput) as refused:
        load_settings(folder, {})
    assert why in str(refused.value)
