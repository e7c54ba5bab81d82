"""A visitor's list: how much may be on it, and what she does to it. It is kept by the kiosk."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.public.places import Entry

MOST_KEPT = 20
"""As many as somebody reads at home; more is a directory."""


@dataclass(frozen=True, slots=True)
class Add:
    """Put this on the list."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class TakeOff:
    """Take this off the list."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Clear:
    """Take everything off."""


@dataclass(frozen=True, slots=True)
class PutBack:
    """Everything was taken off, and that was not meant."""

    entries: tuple[Entry, ...]


ListChange = Add | TakeOff | Clear | PutBack


def changed(
    kept: tuple[Entry, ...], change: ListChange
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The list afterwards, and what can be put back on it."""
    return _afterwards(kept, change), kept if isinstance(change, Clear) else ()


def _afterwards(kept: tuple[Entry, ...], change: ListChange) -> tuple[Entry, ...]:
    """Nothing twice, in the order of adding, never more than MOST_KEPT."""
    match change:
        case Add(entry):
            return kept if entry in kept or len(kept) >= MOST_KEPT else (*kept, entry)
        case TakeOff(entry):
            return tuple(one for one in kept if one != entry)
        case Clear():
            return ()
        case PutBack(entries):
            return entries
