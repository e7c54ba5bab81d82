"""Which QR codes we make: safe ones, large enough to scan, as rows of modules and as one path.

Knows no paper and no screen: `printables.drawing` and `printables.screen_qr` place them. What a
code should say is decided by `hub.noticeboard.takeaway`.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from hub.errors import BadInput

Matrix = tuple[tuple[bool, ...], ...]
"""Square rows of modules, top row first, True for black, without a quiet zone."""

QUIET_MODULES = 4
"""White around a code, in modules (ISO/IEC 18004)."""
LEAST_MODULE_MM = 0.5
"""Below this, office printers and old phones lose modules."""
LEAST_SIDE_MM = 25.0
"""Width of the pattern on any sheet, quiet zone not counted."""
MOST_SIDE_MM = 60.0
"""A wider code takes the sheet over: its text wants to be shorter."""


class Use(Enum):
    """Where a code is read: its level, lower ones where it gets too large, and its least width.

    In millimetres; a phone reads a code from about ten times its width.
    """

    HAND = ("ML", 25.0)
    """A leaflet, a card or a plan, at arm's length: M reads through a fold or a stain."""
    WALL = ("QML", 30.0)
    """A door or a board, from a metre or two, behind glass, torn at a corner: Q reads with a
    quarter of it gone. A code that would get too large takes M."""
    SCREEN = ("ML", 0.0)
    """The kiosk, whose cells have the size they have. Nobody tears a screen, so L will do."""

    @property
    def levels(self) -> str:
        """The best first."""
        return self.value[0]

    @property
    def least_mm(self) -> float:
        return self.value[1]


_LEVELS = ("L", "M", "Q", "H")
_HINT = "A code holds a web address, a phone number, a text, an email, a date or an address card."

# Nothing here may hold a space or a control character: a phone would cut the address there.
_WEB = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#][^\s\\]*)?", re.IGNORECASE)
_PHONE = re.compile(r"tel:\+?[0-9][0-9().-]*", re.IGNORECASE)
_TEXT = re.compile(r"sms:\+?[0-9][0-9().-]*(?:[?:]\S*)?", re.IGNORECASE)
_EMAIL = re.compile(r"mailto:[^\s@?]+@[^\s@?]+(?:\?\S*)?", re.IGNORECASE)
_CARDS = (("BEGIN:VEVENT", "END:VEVENT"), ("BEGIN:VCARD", "END:VCARD"))
_CONTROLS = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# A line of an address card or event that a phone would open, in a property or in its text.
_LIVE_LINE = re.compile(r"(?:^|[:;=\s])(?:javascript|data|file|vbscript|intent):", re.IGNORECASE)


def check_payload(payload: str) -> None:
    """Refuse (`BadInput`) what a phone should never be handed.

    Allowed: https, http, tel, sms and mailto addresses, and a bare VEVENT or vCard.
    """
    if not payload.strip():
        raise BadInput("There is nothing to put into the QR code.", hint=_HINT)
    if _CONTROLS.search(payload):
        raise BadInput("The text of the QR code has control characters in it.", hint=_HINT)
    if any(kind.fullmatch(payload) for kind in (_WEB, _PHONE, _TEXT, _EMAIL)):
        return
    lines = payload.strip().splitlines()
    if any((lines[0].strip(), lines[-1].strip()) == card for card in _CARDS):
        if _LIVE_LINE.search(payload):
            raise BadInput("The card in the QR code would open something unsafe.", hint=_HINT)
        return
    raise BadInput(f"A QR code may not say {payload[:60]!r}.", hint=_HINT)


@lru_cache(maxsize=512)
def matrix(payload: str, level: str = "M") -> Matrix:
    """The modules of a code for a checked `payload`; `level` is L, M, Q or H.

    Refuses (`BadInput`) what `check_payload` refuses and what no code can hold. Kept, because
    finding the best mask takes 6 ms on a good machine.
    """
    check_payload(payload)
    if level not in _LEVELS:
        raise BadInput(f"A QR code has no level {level!r}.", hint="Choose L, M, Q or H.")
    # Imported here: the kiosk loads this module long before it shows a code.
    from qrcode import constants
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode

    code = QRCode(
        error_correction=getattr(constants, f"ERROR_CORRECT_{level}"),
        border=0,
    )
    code.add_data(payload.encode("utf-8"))
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        raise BadInput("That is too long for a QR code.", hint="Shorten its text.") from None
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def side_mm(modules: int, *, wanted: float = LEAST_SIDE_MM) -> float:
    """How wide the pattern of a code is on paper: `wanted`, or wider where modules need it.

    Refuses (`BadInput`) a code that would be wider than `MOST_SIDE_MM`.
    """
    side = max(wanted, LEAST_SIDE_MM, modules * LEAST_MODULE_MM)
    if side > MOST_SIDE_MM:
        raise BadInput("That QR code is too large for the paper.", hint="Shorten its text.")
    return side


def code_for(payload: str, use: Use, *, wanted: float = 0.0) -> tuple[str, float]:
    """Level and width in millimetres of the code on paper that says `payload`.

    As wide as `wanted` and as `use` needs, at the best level whose modules are wide enough then.
    It grows only where not even L fits. Refuses (`BadInput`) what `matrix` and `side_mm` refuse.
    """
    side = max(wanted, use.least_mm, LEAST_SIDE_MM)
    *better, least = list(use.levels)
    for level in better:
        try:
            fits = len(matrix(payload, level)) * LEAST_MODULE_MM <= side
        except BadInput:
            check_payload(payload)
            continue  # too much for this level
        if fits:
            return level, side
    return least, side_mm(len(matrix(payload, least)), wanted=side)


def runs(code: Matrix) -> tuple[tuple[int, int, int, int], ...]:
    """Black stretches as `(x, y, width, height)` in modules, y downwards from the top row."""
    found: list[tuple[int, int, int, int]] = []
    for y, row in enumerate(code):
        x = 0
        while x < len(row):
            if row[x]:
                first = x
                while x < len(row) and row[x]:
                    x += 1
                found.append((first, y, x - first, 1))
            else:
                x += 1
    return tuple(found)


@lru_cache(maxsize=64)
def path_operators(code: Matrix) -> str:
    """The whole code as PDF operators: one path in whole modules, one fill.

    y runs downwards, so its drawer turns the page over and scales once (`m 0 0 -m x top cm`).
    One path has no hairlines between modules, and is a tenth of the bytes of single squares.
    """
    return " ".join(f"{x} {y} {w} {h} re" for x, y, w, h in runs(code)) + " f"
