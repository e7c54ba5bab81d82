"""The README's two commands are what newcomers copy, so each is one line that stands alone."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.house.sources import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def block_below(heading: str) -> str:
    """The fenced block of the section with this heading."""
    section = README.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    (block,) = BLOCK.findall(section)
    return str(block)


def test_there_are_two_blocks_and_no_more() -> None:
    assert BLOCK.findall(README) == [block_below("Try it"), block_below("Test it")]


@pytest.mark.parametrize("heading", ["Try it", "Test it"])
def test_a_block_is_one_line_that_a_shell_understands(heading: str) -> None:
    lines = block_below(heading).splitlines()
    assert len(lines) == 1
    assert not lines[0].startswith("$")
    checked = subprocess.run(["bash", "-n", "-c", lines[0]], capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr


def test_the_commands_install_the_tested_versions() -> None:
    assert "-c constraints.txt -e . " in block_below("Try it")
    assert block_below("Try it").rstrip().endswith(".venv/bin/hub demo")
    assert "-c constraints.txt -e '.[dev]' " in block_below("Test it")


def test_constraints_are_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if not line.startswith("#")]
    assert pinned
    odd = [line for line in pinned if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9._]+", line)]
    assert odd == []


def test_every_file_that_the_readme_points_at_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert "ARCHITECTURE.md" in links
    missing = [link for link in links if not (ROOT / link).exists()]
    assert [link for link in missing if not link.endswith(".png")] == []
