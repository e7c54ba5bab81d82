"""Slips for a receipt printer: what is on them, in which letters, and nothing that gives orders."""

from __future__ import annotations

import os
import re
import socket
import sys
import threading
import tty
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from hub.errors import BadInput, NoPrinter
from hub.noticeboard.takeaway import Takeaway
from hub.views.directory import NeedView, PhoneView
from hub.views.place import SiteView
from hub.views.plan import Plan, PlanStep, PlanWishes, StepKind
from printables import receipts
from printables.receipts import print_slip, slip_bytes
from printables.sheets.leaflet_words import Fact, LeafletView
from printables.slip_letters import SlipLetters
from printables.slips import (
    COLUMNS,
    Look,
    Slip,
    SlipCode,
    SlipLine,
    leaflet_slip,
    next_steps_slip,
    one_after_another,
)
from tests.soaking import tries

SITE = SiteView(name="Ferry Road", zone="Europe/London", phone="01632 960100")
STEP = PlanStep(
    StepKind.SERVICE,
    "E2",
    "Harbour Lights",
    phones=(PhoneView("01632 960103", "ask for Jo"),),
    why=("free", "open now"),
    meets=("rent",),
    getting_in=(("When", "Monday, 9am"), ("Who for", "Tenants"), ("Serves", "Ferryport")),
)
RENT = NeedView("rent", "I am behind with my rent", "home", "My home")
PLAN = Plan(
    date(2026, 11, 24), "Your next steps", PlanWishes(needs=("rent",)), (RENT,), steps=(STEP,)
)
LEAFLET = LeafletView(
    "E2",
    "Harbour Lights",
    "Harbour Lights Housing Help",
    alerts=("Closed on Friday",),
    about="Somebody to talk to about rent.",
    facts=(Fact("When", ("Monday", "Tuesday")),),
    number_label="Phone",
    number="01632 960103",
    number_note="ask for Jo",
    correct="Checked 3 November",
    takeaway=Takeaway("tel:+441632960103", "Call 01632 960103"),
)
ORDERS = re.compile(
    rb"\x1b@|\x1bt.|\x1b!.|\x1bE.|\x1bM.|\x1ba.|\x1bd.|\x1dV.|\x1d\(k(..)", re.DOTALL
)


def lines(slip: Slip) -> list[str | SlipCode]:
    return [part.words if isinstance(part, SlipLine) else part for part in slip.parts]


def letters_of(raw: bytes) -> bytes:
    """What is printed: the bytes without the orders that we know, and what belongs to a code."""
    raw = re.sub(
        rb"\x1d\(k(..)",
        lambda order: b"\x00<" + order[1] + b">",
        raw,
        flags=re.DOTALL,
    )
    while found := re.search(rb"\x00<(..)>", raw, re.DOTALL):
        length = int.from_bytes(found[1], "little")
        raw = raw[: found.start()] + raw[found.end() + length :]
    return ORDERS.sub(b"", raw)


def test_next_steps_say_whom_to_ring_and_end_with_a_code() -> None:
    slip = next_steps_slip(PLAN, SITE)
    assert lines(slip) == [
        *("Your next steps", "Ferry Road", "Phone 01632 960100", "", "-" * COLUMNS),
        *("Who can help", "", "1. Harbour Lights", "01632 960103", "ask for Jo", "Free"),
        *("When: Monday, 9am", "Who for: Tenants", ""),
        slip.parts[14],
        *("1 number for your phone", "", "Correct on 24 November 2026"),
    ]
    assert isinstance(slip.parts[14], SlipCode)
    assert "TEL:+441632960103" in slip.parts[14].payload
    looks = [part.look for part in slip.parts if isinstance(part, SlipLine)]
    assert (looks[0], looks[8]) == (Look.HEADING, Look.NUMBER)
    assert slip.left_out == ()


def test_a_discreet_need_is_on_no_slip() -> None:
    secret = structs.replace(RENT, name="Somebody hurts me", is_discreet=True)
    slip = next_steps_slip(replace(PLAN, needs=(secret,), unmet=(secret,)), SITE)
    text = " ".join(str(line) for line in lines(slip))
    assert "hurts" not in text
    assert "Who for" not in text
    assert "My home: we know of nobody yet" in text


def test_a_leaflet_says_the_number_first() -> None:
    assert lines(leaflet_slip(LEAFLET, SITE)) == [
        *("Harbour Lights", "Harbour Lights Housing Help", "Closed on Friday", ""),
        *("Phone", "01632 960103", "ask for Jo", "", "When: Monday; Tuesday"),
        *("Somebody to talk to about rent.", "", SlipCode("tel:+441632960103")),
        *("Call 01632 960103", "", "Ferry Road", "01632 960100", "Checked 3 November"),
    ]


def test_several_leaflets_are_on_one_strip_to_tear_apart() -> None:
    one = leaflet_slip(LEAFLET, SITE)
    both = one_after_another([one, one])
    assert lines(both) == [*lines(one), "", "- " * 21, "", *lines(one)]


@pytest.mark.parametrize(
    ("text", "printed", "told"),
    [
        ("Café, £5 – “free” • ½", "Café, £5 – “free” • ½", ()),
        ("Żółw", "Zólw", ("The slip printer has no Ż, ł: it prints plain ones.",)),
        ("pâine și tuș", "pâine si tus", ("The slip printer has no ș: it prints plain ones.",)),
        ("Київ", "Kyiv", ("The slip printer has no К, и, ї, в: it prints plain ones.",)),
        ("Щастя", "Shchastia", ("The slip printer has no Щ, а, с, т, я: it prints plain ones.",)),
        ("a\u2011b → c\u00a0d", "a-b -> c d", ()),
        ("سلام 12", "12", ("The slip printer has no س, ل, ا, م: left out.",)),
        ("\x1b@\x1d\x56\x00\x9bcut\u202e", "@ V cut", ()),
    ],
)
def test_letters_it_has_not_are_written_plainly_or_told(
    text: str, printed: str, told: tuple[str, ...]
) -> None:
    letters = SlipLetters()
    assert letters.write(text) == printed
    assert letters.sentences() == told


def test_the_printer_gets_large_numbers_a_code_of_its_own_and_a_cut() -> None:
    raw = slip_bytes(leaflet_slip(LEAFLET, SITE))
    assert raw.startswith(b"\x1b@\x1bt\x10")
    # Twice as high and wide, then bold; the number twice as high.
    assert b"\x1b!0\x1bE\x01Harbour Lights\n" in raw
    assert b"\x1b!\x10\x1bE\x0101632 960103\n" in raw
    # Model 2, modules of 9 dots (28 mm at 203 dpi), level M, the payload, print.
    assert b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x09\x1d(k\x03\x001E1" in raw
    assert b"\x1d(k\x14\x001P0tel:+441632960103\x1d(k\x03\x001Q0" in raw
    assert raw.endswith(b"\x1dV\x00")
    assert letters_of(raw).split(b"\n")[:2] == [b"Harbour Lights", b"Harbour Lights Housing Help"]


@settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.text(max_size=60),
    other=st.text(alphabet="\x00\x1b\x1d@!V(k\x9bżЖ\u202e ", max_size=30),
)
def test_nothing_that_people_wrote_is_an_order(text: str, other: str) -> None:
    view = replace(LEAFLET, name=text, about=other, alerts=(other,), number=other, takeaway=None)
    slip = leaflet_slip(view, structs.replace(SITE, name=text))
    for part in slip.parts:
        assert isinstance(part, SlipLine)
        assert len(part.words) <= part.look.value
    assert all(byte >= 0x20 or byte == 0x0A for byte in letters_of(slip_bytes(slip)))
    forged = Slip((SlipLine(other), SlipLine(text)))  # even where no one has cleaned it
    assert all(byte >= 0x20 or byte == 0x0A for byte in letters_of(slip_bytes(forged)))


def test_without_the_extra_part_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "escpos.printer", None)
    with pytest.raises(BadInput) as refused:
        slip_bytes(Slip(()))
    assert str(refused.value) == (
        "Slips need a part that is not installed. "
        "Install it with: pip install 'community-hub[receipts]'"
    )


def test_a_printer_on_the_network_gets_the_slip() -> None:
    slip = leaflet_slip(LEAFLET, SITE)
    got: list[bytes] = []

    def listen(server: socket.socket) -> None:
        line, _ = server.accept()
        with line:
            while piece := line.recv(4096):
                got.append(piece)

    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = threading.Thread(target=listen, args=(server,))
        listener.start()
        print_slip(slip, f"network:127.0.0.1:{server.getsockname()[1]}")
        listener.join(10)
    assert b"".join(got) == slip_bytes(slip)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this machine has no such devices")
def test_a_printer_that_is_a_device_gets_the_slip() -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    slip = Slip((SlipLine("Call 111", Look.NUMBER),))
    print_slip(slip, os.ttyname(theirs))
    assert os.read(ours, 4096) == slip_bytes(slip)
    os.close(ours)
    os.close(theirs)


def test_a_printer_that_takes_nothing_keeps_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(receipts, "WITHIN", 0.1)
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    with pytest.raises(NoPrinter, match="it takes nothing"):
        print_slip(Slip((SlipLine("x" * COLUMNS),) * 20_000), os.ttyname(theirs))
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize("where", ["/dev/no-such-printer", "network:127.0.0.1:1"])
def test_a_printer_that_is_not_there_is_said(where: str) -> None:
    with pytest.raises(NoPrinter) as refused:
        print_slip(Slip(()), where)
    assert refused.value.message.startswith("The receipt printer doesn't answer: ")
    assert refused.value.hint == f"Is it switched on and connected? hub.toml says {where}."


@pytest.mark.parametrize(
    "where", ["lp0", "/etc/passwd", "/dev/../etc/passwd", "network:", "usb:1:2", "network:a b"]
)
def test_another_place_is_no_printer(where: str) -> None:
    with pytest.raises(BadInput, match="is no receipt printer"):
        print_slip(Slip(()), where)


def test_usb_numbers_need_a_part_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "find_spec", lambda name: None)
    with pytest.raises(BadInput, match="pyusb"):
        print_slip(Slip(()), "usb:0x04b8:0x0202")
