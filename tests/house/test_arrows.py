"""Who may know whom: what the contracts leave open."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator

import grimp
import pytest

from tests.house.sources import PACKAGES, ROOT

CONTRACTS = ROOT / ".importlinter"


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(
        PACKAGES[0], *PACKAGES[1:], include_external_packages=True, cache_dir=None
    )


def circles(graph: grimp.ImportGraph) -> Iterator[tuple[str, ...]]:
    """Each way from a module back to itself, once, as the shortest such chain."""
    seen: set[str] = set()
    for module in sorted(graph.modules):
        if module in seen or module.split(".")[0] not in PACKAGES:
            continue
        for imported in sorted(graph.find_modules_directly_imported_by(module)):
            chain = graph.find_shortest_chain(imported, module)
            if chain:
                seen.update(chain)
                yield (module, *chain)


def test_no_import_goes_in_a_circle(graph: grimp.ImportGraph) -> None:
    assert list(circles(graph)) == []


def test_a_circle_would_be_seen() -> None:
    made = grimp.ImportGraph()
    for module in ("hub.a", "hub.b", "hub.c"):
        made.add_module(module)
    made.add_import(importer="hub.a", imported="hub.b")
    made.add_import(importer="hub.b", imported="hub.c")
    assert list(circles(made)) == []
    made.add_import(importer="hub.c", imported="hub.a")
    assert list(circles(made)) == [("hub.a", "hub.b", "hub.c", "hub.a")]


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("apscheduler", ("hub.upkeep.scheduler",)),
        ("reportlab", ("printables",)),
        ("qrcode", ("printables",)),
        ("textual", ("kiosk",)),
    ],
)
def test_a_library_is_known_in_one_place(
    graph: grimp.ImportGraph, library: str, homes: tuple[str, ...]
) -> None:
    if library not in graph.modules:
        return  # nobody knows it
    importers = graph.find_modules_that_directly_import(library)
    strangers = {
        module
        for module in importers
        if not any(module == home or module.startswith(f"{home}.") for home in homes)
    }
    assert strangers == set()


def test_every_contract_says_why_and_has_no_exception() -> None:
    text = CONTRACTS.read_text(encoding="utf-8")
    parser = configparser.ConfigParser()
    parser.read_string(text)
    contracts = [name for name in parser.sections() if name.startswith("importlinter:contract:")]
    assert contracts
    silent = [
        name
        for name in contracts
        if not re.search(rf"# why: .+\n(?:# .+\n)*\[{re.escape(name)}\]", text)
    ]
    assert silent == []
    excused = [
        (name, option)
        for name in parser.sections()
        for option in parser.options(name)
        if option.startswith(("ignore_imports", "unmatched_ignore"))
    ]
    assert excused == []
