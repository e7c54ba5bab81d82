"""What a fresh process loads: judged by what Python says that it loaded."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.house.sources import ROOT

STORE = ("sqlmodel", "sqlalchemy", "alembic", "sqlcipher3", "psycopg", "hub.store", "hub.people")
SCREENS = ("textual", "rich")
PAPER = ("reportlab", "font_source_sans_pro", "uharfbuzz", "bidi", "qrcode", "PIL")

EVERY_PUBLIC_MODULE = """
import importlib, pkgutil
import kiosk.public, kiosk.shared
found = 0
for package in (kiosk.public, kiosk.shared):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
        found += 1
assert found > 2, "the kiosk has no modules"
"""

HELP = """
from kiosk.cli import main
try:
    main(["--help"])
except SystemExit as leaving:
    assert not leaving.code, leaving.code
"""

KIOSK = """
import os, pathlib, sys, tempfile
with tempfile.TemporaryDirectory() as folder:
    pathlib.Path(folder, "hub.toml").write_text('id = "a-hub"\\nzone = "Europe/London"\\n')
    os.environ["HUB_DATA"] = folder
    import kiosk.public.run
    kiosk.public.run.run_kiosk = lambda *where, **how: 0
    from kiosk.start import main
    sys.argv[1:] = ["kiosk"]
    try:
        main()
    except SystemExit as leaving:
        assert leaving.code == 0, leaving.code
"""


def loaded_by(program: str) -> set[str]:
    """Names of the modules that a fresh Python has loaded after running `program`."""
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys; print('LOADED', *sys.modules)"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rsplit("LOADED", 1)[1].split())


def heavy(loaded: set[str], names: tuple[str, ...]) -> set[str]:
    """Those of `loaded` that are one of `names` or lie in it."""
    return {
        module
        for module in loaded
        if any(module == name or module.startswith(f"{name}.") for name in names)
    }


def test_asking_for_help_loads_neither_screen_nor_store() -> None:
    loaded = loaded_by(HELP)
    assert "kiosk.cli" in loaded
    assert heavy(loaded, (*STORE, *SCREENS, *PAPER, "apscheduler")) == set()


def test_the_visitors_kiosk_never_loads_the_store() -> None:
    loaded = loaded_by(EVERY_PUBLIC_MODULE)
    assert "kiosk.public.app" in loaded
    assert heavy(loaded, STORE) == set()


def test_the_kiosk_opens_without_what_reads_command_lines() -> None:
    loaded = loaded_by(KIOSK)
    assert "kiosk.public.run" in loaded
    assert heavy(loaded, ("click", "kiosk.cli", *STORE)) == set()


def test_a_kiosk_that_cannot_open_says_so_in_words() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", "kiosk"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "HUB_DATA": "/nowhere/at/all"},
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no hub in /nowhere/at/all.")


def test_a_kiosk_with_a_bug_shows_nobody_its_insides() -> None:
    broken = KIOSK.replace("lambda *where, **how: 0", "None").replace("== 0", "== 70")
    assert "click" in loaded_by(broken)


def test_the_kiosk_loads_what_makes_paper_and_codes_only_when_somebody_wants_them() -> None:
    assert heavy(loaded_by(EVERY_PUBLIC_MODULE), PAPER) == set()
    assert heavy(loaded_by("import printables.sheets.timetable, printables.mirror"), PAPER) == set()


def test_a_store_that_is_loaded_would_be_seen() -> None:
    assert "hub.store.engine" in heavy(loaded_by("import hub.store.engine"), STORE)
