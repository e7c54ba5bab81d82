"""Small files, plain names, nothing of anybody's machine."""

from __future__ import annotations

import ast
import re

from tests.house.sources import PACKAGES, all_files, python_files, shown, tree

LONGEST = 400
"""Lines of a file; a longer one decides more than one thing. A migration is a record of what was
done once, so it stays as long as it is."""

DRAWERS = {"utils", "util", "common", "helpers", "helper", "manager", "managers", "misc"}

# Put together here, so that this file doesn't name what it forbids.
ELSEWHERE = (
    "/".join(("", "work", "")),
    "/".join(("", "root", "")),
    "/".join(("", "opt", "pypi")),
    "-".join(("--extra", "index", "url")),
    "-".join(("--index", "url")),
    ".".join(("pypi", "org")),
    ".".join(("pythonhosted", "org")),
    "_".join(("PIP", "INDEX", "URL")),
)
HOME = re.compile(r"/home/[a-z]+/")


def test_no_file_is_too_long_to_read() -> None:
    too_long = {
        shown(path): lines
        for path in python_files(*PACKAGES, "tests")
        if "migrations/versions/" not in shown(path)
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert too_long == {}


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    drawers = [
        shown(path)
        for path in python_files(*PACKAGES, "tests")
        if DRAWERS & {part.removesuffix(".py").strip("_") for part in path.parts[-4:]}
    ]
    assert drawers == []


def test_every_file_begins_with_what_it_decides() -> None:
    silent = [
        shown(path)
        for path in python_files(*PACKAGES, "tests")
        if path.stat().st_size and ast.get_docstring(tree(path)) is None
    ]
    assert silent == []


def test_no_test_sleeps() -> None:
    sleepers = [
        f"{shown(path)}:{node.lineno}"
        for path in python_files("tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr == "sleep")
            or (isinstance(node.func, ast.Name) and node.func.id == "sleep")
        )
    ]
    assert sleepers == []


def test_no_file_names_a_registry_or_a_path_of_somebodys_machine() -> None:
    named = []
    for path in all_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a typeface
        named += [f"{shown(path)}: {words}" for words in ELSEWHERE if words in text]
        named += [f"{shown(path)}: {found}" for found in HOME.findall(text)]
    assert named == []
