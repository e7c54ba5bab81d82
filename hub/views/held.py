"""What is held on a person, wherever it lies. Private: only for whoever answers for the hub."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeldView:
    """One thing that names a person, or may."""

    key: str
    """What to type to choose it: "referral-3"."""
    kind: str
    """What it is, in words: "a referral"."""
    about: str
    """Which one, in words: "StepChange debt advice, sent 3 Nov 2026"."""
    name: str = ""
    contact: str = ""
    is_whole: bool = True
    """The whole name, number or address is the one that was looked for; False: a part of it is."""
    by_hand: str = ""
    """Why it isn't erased with the rest, and what to do; empty where it is."""
    fields: tuple[tuple[str, str], ...] = ()
    """All that is written there, by column."""


@dataclass(frozen=True, slots=True)
class ErasedView:
    """What came of an erasure."""

    erased: tuple[HeldView, ...]
    left: tuple[HeldView, ...]
    """Found, and not erased: not chosen, or to be changed by hand."""
    changes_forgotten: int
    """How many changes can't be undone any more, because undo kept the person in them."""
    warnings: tuple[str, ...] = ()
    """What somebody has to do yet, in words."""
