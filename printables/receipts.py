"""Prints a slip on a receipt printer (ESC/POS): its bytes by `python-escpos`, an extra part, and
the way to the printer. Nothing but what `printables.slips` has written gets there.
"""

from __future__ import annotations

import errno
import os
import re
import select
import socket
from importlib.util import find_spec
from typing import TYPE_CHECKING

from hub.errors import BadInput, NoPrinter
from printables.qr import matrix
from printables.slip_letters import CODE_PAGE, has
from printables.slips import Look, Slip, SlipCode

if TYPE_CHECKING:
    from escpos.printer import Dummy

WITHIN = 10.0
"""Seconds in which a printer on the network answers."""
PORT = 9100

_DOTS_A_MM = 8
_CODE_MM = 28
_WIDEST_MM = 64
_DOTS = range(4, 17)
"""Sizes of a module that printers have; 4 dots are half a millimetre."""
_USB = re.compile(r"usb:(0x[0-9a-f]{1,4}):(0x[0-9a-f]{1,4})", re.IGNORECASE)
_DEVICE = re.compile(r"/dev/[\w./-]+", re.ASCII)
_NETWORK = re.compile(r"network:([0-9a-z][0-9a-z.-]*|\[[0-9a-f:]+\])(?::(\d{1,5}))?", re.IGNORECASE)


def slip_bytes(slip: Slip) -> bytes:
    """What is sent to the printer. Refuses (`BadInput`) where the extra part isn't installed."""
    printer = _printer()
    printer.hw("INIT")
    printer.charcode(CODE_PAGE)
    printer.magic.force_encoding(CODE_PAGE)
    look = Look.PLAIN
    _look(printer, look)
    for part in slip.parts:
        if isinstance(part, SlipCode):
            look = Look.PLAIN
            _look(printer, look)
            _code(printer, part.payload)
            continue
        if part.look is not look:
            look = part.look
            _look(printer, look)
        # The last gate: a byte that isn't a letter would be an order to the printer.
        printer.textln("".join(filter(has, part.words)))
    _look(printer, Look.PLAIN)
    printer.cut()
    return bytes(printer.output)


def print_slip(slip: Slip, where: str) -> None:
    """Print it on "usb:0x04b8:0x0202", "/dev/usb/lp0" or "network:192.168.1.50".

    Raises BadInput for another place, NoPrinter where the printer doesn't answer.
    """
    raw = slip_bytes(slip)
    usb, network = _USB.fullmatch(where), _NETWORK.fullmatch(where)
    try:
        if usb:
            _over_usb(raw, int(usb[1], 16), int(usb[2], 16))
        elif network:
            host, port = network[1].strip("[]"), int(network[2] or PORT)
            with socket.create_connection((host, port), timeout=WITHIN) as line:
                line.sendall(raw)
        elif _DEVICE.fullmatch(where) and ".." not in where:
            _to_device(raw, where)
        else:
            raise BadInput(
                f"{where!r} is no receipt printer.",
                hint='Write in hub.toml: receipt_printer = "/dev/usb/lp0", '
                '"usb:0x04b8:0x0202" or "network:192.168.1.50".',
            )
    except (OSError, OverflowError, UnicodeError) as error:
        said = getattr(error, "strerror", None)
        raise NoPrinter(
            f"The receipt printer doesn't answer{f': {said}' if said else ''}.",
            hint=f"Is it switched on and connected? hub.toml says {where}.",
        ) from None


def _printer() -> Dummy:
    """Takes down what would be printed."""
    try:
        from escpos.printer import Dummy
    except ImportError:
        raise BadInput(
            "Slips need a part that is not installed.",
            hint="Install it with: pip install 'community-hub[receipts]'",
        ) from None
    return Dummy()


def _look(printer: Dummy, look: Look) -> None:
    printer.set(align="left", font="a", normal_textsize=True)
    if look in (Look.HEADING, Look.NUMBER):
        printer.set(double_height=True, double_width=look is Look.HEADING)
    # Last: an order about the size takes bold back.
    printer.set(bold=look is not Look.PLAIN)


def _code(printer: Dummy, payload: str) -> None:
    """A QR code that the printer draws itself; as wide as on other paper, or left out."""
    modules = len(matrix(payload, "M"))
    size = min(max(-(-_CODE_MM * _DOTS_A_MM // modules), _DOTS[0]), _DOTS[-1])
    if modules * size <= _WIDEST_MM * _DOTS_A_MM:
        printer.qr(payload, ec=1, size=size, model=2, native=True)


def _to_device(raw: bytes, where: str) -> None:
    """Write to a device file. One that takes nothing (it is out of paper) keeps nobody waiting."""
    # Never made where it isn't: a printer that is unplugged is not a file.
    device = os.open(where, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        while raw:
            if not select.select([], [device], [], WITHIN)[1]:
                raise TimeoutError(errno.ETIMEDOUT, "it takes nothing")
            raw = raw[os.write(device, raw) :]
    finally:
        os.close(device)


def _over_usb(raw: bytes, vendor: int, product: int) -> None:
    if find_spec("usb") is None:
        raise BadInput(
            "A printer named by its usb number needs pyusb, which is not installed.",
            hint='Install it with: pip install pyusb. Or try receipt_printer = "/dev/usb/lp0".',
        )
    from escpos.exceptions import Error
    from escpos.printer import Usb

    try:
        printer = Usb(vendor, product, timeout=int(WITHIN * 1000))
        printer.open()
        printer._raw(raw)
        printer.close()
    except Error as error:
        raise OSError(str(error)) from None
