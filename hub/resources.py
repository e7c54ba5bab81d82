"""Where the data that ships with the hub lies: needs, starter directory, demo hub."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """The shipped data: inside the package once installed, beside it in a checkout."""
    installed = _HERE / "_data"
    return installed if installed.is_dir() else _HERE.parent / "data"


def read_toml(name: str) -> dict[str, Any]:
    """One of the shipped TOML files, e.g. `read_toml("needs.toml")`."""
    with (data_folder() / name).open("rb") as file:
        return tomllib.load(file)
