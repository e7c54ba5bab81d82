"""A feed comes in row by row, once, or not at all; on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hub.clock import Clock
from hub.directory.openreferral.saving import import_services
from hub.directory.search import list_services
from hub.errors import BadInput
from hub.store.changes import public_changes
from hub.store.engine import Store
from tests.directory.feeds import feed, row


def test_twice_changes_nothing(store: Store, clock: Clock, tmp_path: Path) -> None:
    path = feed(tmp_path, {"contents": [row("a"), row("b", name=None), row("a"), 7]})
    first = import_services(store, clock, path=path)
    assert (first.read, first.created, [one.row for one in first.refused]) == (4, 1, [2, 3, 4])
    assert "name" in first.refused[0].why
    with store.read() as session:
        before = public_changes(session)
    second = import_services(store, clock, path=path)
    assert (second.created, second.updated, second.unchanged) == (0, 0, 1)
    with store.read() as session:
        assert public_changes(session) == before


def test_a_change_keeps_the_code(store: Store, clock: Clock, tmp_path: Path) -> None:
    import_services(store, clock, path=feed(tmp_path, [row("a", url="javascript:alert(1)")]))
    (old,) = list_services(store)
    phones = [{"id": "p", "number": "0117 496 0000"}]
    changed = row("a", name="Better\x1b[2J help", contacts=[{"id": "c", "phones": phones}])
    report = import_services(store, clock, path=feed(tmp_path, [changed]))
    (new,) = list_services(store)
    assert (report.updated, new.code, old.url) == (1, old.code, "")
    assert (new.name, new.phones[0].number) == ("Better [2J help", "0117 496 0000")


@pytest.mark.parametrize("document", [{"openapi_url": "x"}, [{"id": "t", "term_uri": "x"}], 3, {}])
def test_what_is_not_services_is_refused_whole(
    store: Store, clock: Clock, tmp_path: Path, document: Any
) -> None:
    with pytest.raises(BadInput):
        import_services(store, clock, path=feed(tmp_path, document))
    assert list_services(store) == ()
