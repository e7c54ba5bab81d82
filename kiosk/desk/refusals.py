"""How a refusal reads at the desk: as the hub says it, without the command that it may advise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from hub.errors import HubError

_COMMAND = re.compile(
    r"(?:\bSee(?: [a-z ]+)?)?:? ?\bhub (?:room|term|closure|group|directory|find) .*$"
)


@contextmanager
def without_commands() -> Iterator[None]:
    """At the desk nobody types commands: a refusal is said without the one it advises."""
    try:
        yield
    except HubError as error:
        said, found = _COMMAND.subn("", error.hint)
        error.hint = f"{said}." if said and found and said[-1] not in ".?!" else said
        raise
