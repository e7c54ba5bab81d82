"""The files of this repository, as the tests of the house see them."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("hub", "printables", "kiosk")
_LEFT_OUT = {".venv", ".git", "__pycache__", "build", "dist", "htmlcov"}


def all_files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep; every file at all where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0 and listed.stdout:
        found = {ROOT / name for name in listed.stdout.decode().split("\0") if name}
    else:
        found = set(ROOT.rglob("*"))
    return tuple(
        sorted(
            path
            for path in found
            if path.is_file() and not _LEFT_OUT & set(path.relative_to(ROOT).parts)
        )
    )


def python_files(*folders: str) -> tuple[Path, ...]:
    """The Python files below the named folders."""
    return tuple(
        path
        for path in all_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders
    )


def shown(path: Path) -> str:
    """The path as people write it."""
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    """What the file says, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
