"""How a hub prints: which printers it has, and how much a visitor may print."""

from __future__ import annotations

from msgspec import Struct


class Printing(Struct, frozen=True):
    """Each is set in hub.toml under [printing]."""

    printer: str = ""
    """The queue of CUPS for A4; empty for the one that CUPS itself takes."""
    receipt_printer: str = ""
    """Where slips are printed: "usb:0x04b8:0x0202", "/dev/usb/lp0", "network:192.168.1.50"; empty
    where there is no such printer.
    """
    per_hour: int = 20
    """Sheets that visitors may print in an hour at one kiosk; 0 for none."""
    two_sided: bool = False
    """Whether paper is printed on both sides unless somebody says otherwise."""
