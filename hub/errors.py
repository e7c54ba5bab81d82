"""The refusals that people read: what happened, and what to do now.

Anything else that is raised is a bug of ours, and no visitor sees it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hub.views.bookings import FreeStretch
    from hub.views.series import ExceptionView


class HubError(Exception):
    """A refusal in plain words. Nothing was changed when it is raised.

    `message` says what happened, `hint` what to do now (may be empty).
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class BadInput(HubError):
    """What was typed or read cannot be understood or is not allowed."""


class NeedsAnyway(BadInput):
    """A closure, the opening hours or the room's size speak against it. It can be done all the
    same, where whoever asks says so.
    """


class LikelyDuplicate(NeedsAnyway):
    """Something that looks the same is there already."""


class NotFound(HubError):
    """There is no such room, code, file or name."""


class Clash(HubError):
    """The space is taken. `with_what` names what holds it; `alternatives` are free now."""

    def __init__(
        self,
        message: str,
        *,
        with_what: Sequence[str] = (),
        alternatives: Sequence[FreeStretch] = (),
        hint: str = "",
    ) -> None:
        super().__init__(message, hint=hint)
        self.with_what = tuple(with_what)
        self.alternatives = tuple(alternatives)


class NeedsAnswer(HubError):
    """A change would take away sessions with a life of their own: whoever asks must say first
    what shall become of them.
    """

    def __init__(
        self, message: str, *, exceptions: Sequence[ExceptionView], hint: str = ""
    ) -> None:
        super().__init__(message, hint=hint)
        self.exceptions = tuple(exceptions)


class Busy(HubError):
    """The store is in use by somebody else for longer than people wait."""


class Damaged(HubError):
    """A file is not what it was when we wrote it. It is left as it is."""


class NoStorage(HubError):
    """The disk is full, missing or read-only. What was confirmed before is safe."""


class WrongField(BadInput):
    """One field of a form can't be taken. `field` is its name in the form."""

    def __init__(self, message: str, *, field: str, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.field = field


class ChangedMeanwhile(HubError):
    """Somebody else has changed it since it was looked at. Theirs stands."""


class NoPrinter(HubError):
    """No printer took the sheet. The hint says where the file is."""
