"""What may be in a QR code, and that phones read what we draw."""

from __future__ import annotations

import subprocess
import sys

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hub.errors import BadInput
from printables.qr import (
    LEAST_MODULE_MM,
    Matrix,
    Use,
    check_payload,
    code_for,
    matrix,
    path_operators,
    runs,
    side_mm,
)
from printables.screen_qr import cells_needed, half_block_lines, largest_scale

EVENT = (
    "BEGIN:VEVENT\r\nSUMMARY:Knit and Natter\r\nDTSTART:20261201T100000Z\r\n"
    "DTEND:20261201T120000Z\r\nLOCATION:Hall A\r\nEND:VEVENT"
)
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ferry Road Library\r\nTEL:+441234567890\r\nEND:VCARD"
SAFE = [
    "https://ferryroad.example/",
    "HTTPS://ferryroad.example/a?b=c#d",
    "http://192.168.1.20:8080/whatson",
    "tel:+441234567890",
    "tel:116123",
    "sms:85258?body=SHOUT",
    "mailto:desk@ferryroad.example",
    EVENT,
    CARD,
]
UNSAFE = [
    "",
    " ",
    "javascript:alert(1)",
    " javascript:alert(1)",
    "JavaScript:alert(1)//https://ferryroad.example/",
    "data:text/html,<b>x</b>",
    "file:///etc/passwd",
    "ferryroad.example",
    "https://",
    "https://ferryroad.example/ javascript:alert(1)",
    "https://bank.example@ferryroad.example/",
    "https:ferryroad.example",
    "tel:",
    "tel:*#06#",
    "tel:+44 1234",
    "mailto:",
    "sms:SHOUT",
    "WIFI:T:WPA;S:x;P:y;;",
    "BEGIN:VCALENDAR\r\nEND:VCALENDAR",
    "BEGIN:VEVENT\r\nSUMMARY:half",
    "BEGIN:VCARD\r\nEND:VEVENT",
    "BEGIN:VCARD\r\nURL:javascript:alert(1)\r\nEND:VCARD",
    "https://ferryroad.example/\x00",
    "https://ferryroad.example/\u202egnp.exe",
]


def _picture(code: Matrix, scale: int, quiet: int = 4) -> Image.Image:
    side = (len(code) + 2 * quiet) * scale
    picture = Image.new("L", (side, side), 255)
    for x, y, width, height in runs(code):
        box = ((x + quiet) * scale, (y + quiet) * scale)
        picture.paste(0, (*box, box[0] + width * scale, box[1] + height * scale))
    return picture


@pytest.mark.parametrize("payload", SAFE)
def test_a_safe_payload_is_allowed_and_reads_back_as_it_was(payload: str) -> None:
    check_payload(payload)
    found = zxingcpp.read_barcodes(_picture(matrix(payload), 3))
    assert [code.text for code in found] == [payload]


@pytest.mark.parametrize("payload", UNSAFE)
def test_what_a_phone_should_never_be_handed_is_refused(payload: str) -> None:
    with pytest.raises(BadInput):
        check_payload(payload)
    with pytest.raises(BadInput):
        matrix(payload)


def test_a_code_is_made_once() -> None:
    assert matrix("tel:+441234567890") is matrix("tel:+441234567890")
    assert len(matrix("tel:+441234567890")) == 25
    assert len(matrix("https://ferryroad.example/" + "a" * 60, "H")) > len(
        matrix("https://ferryroad.example/" + "a" * 60, "L")
    )


def test_a_level_that_does_not_exist_is_refused() -> None:
    with pytest.raises(BadInput, match="no level 'X'"):
        matrix("tel:116123", "X")


def test_too_much_text_is_refused_in_words() -> None:
    with pytest.raises(BadInput, match="too long for a QR code"):
        matrix("https://ferryroad.example/" + "a" * 4000)


def test_runs_cover_the_black_modules_and_nothing_else() -> None:
    code = matrix(EVENT)
    black = {(x + i, y) for x, y, width, height in runs(code) for i in range(width)}
    assert black == {(x, y) for y, row in enumerate(code) for x, module in enumerate(row) if module}
    assert sum(width for _, _, width, _ in runs(code)) == len(black)


def test_a_drawn_code_is_one_path_of_whole_numbers() -> None:
    operators = path_operators(matrix("tel:116123")).split()
    assert operators.count("f") == 1
    assert operators[-1] == "f"
    assert all(word.isdigit() or word in {"re", "f"} for word in operators)


def test_modules_never_get_too_small_for_a_printer() -> None:
    assert side_mm(21, wanted=30) == 30
    assert side_mm(21, wanted=10) == 25
    assert side_mm(77, wanted=30) == pytest.approx(77 * LEAST_MODULE_MM)
    with pytest.raises(BadInput, match="too large for the paper"):
        side_mm(177)


def test_a_code_in_the_hand_is_m_and_one_on_the_wall_is_q_and_larger() -> None:
    assert code_for("tel:+441234567890", Use.HAND) == ("M", 25.0)
    assert code_for("tel:+441234567890", Use.HAND, wanted=36) == ("M", 36)
    assert code_for("tel:+441234567890", Use.WALL) == ("Q", 30.0)


def test_a_long_code_takes_a_lower_level_before_it_takes_more_paper() -> None:
    event = EVENT.replace("Hall A", "The small meeting room behind the stage, Ferry Road Library")
    assert len(matrix(event, "Q")) * LEAST_MODULE_MM > 30 >= len(matrix(event)) * LEAST_MODULE_MM
    assert code_for(event, Use.WALL) == ("M", 30.0)
    assert code_for(event, Use.WALL, wanted=40) == ("Q", 40)
    long = "https://ferryroad.example/" + "a" * 400
    level, side = code_for(long, Use.HAND)
    assert level == "L"
    assert side == pytest.approx(len(matrix(long, "L")) * LEAST_MODULE_MM)
    assert side > 25
    with pytest.raises(BadInput, match="too large for the paper"):
        code_for("https://ferryroad.example/" + "a" * 2500, Use.WALL)  # more than Q or M can hold
    with pytest.raises(BadInput, match="may not say"):
        code_for("ferryroad.example", Use.WALL)


def test_on_screen_two_modules_share_a_cell() -> None:
    tiny = ((True, False, True), (True, True, False), (False, False, True))
    assert half_block_lines(tiny, quiet=0) == ("█▄▀", "  ▀")
    assert half_block_lines(tiny, quiet=1) == (" ▄ ▄ ", " ▀▀▄ ", "     ")
    assert cells_needed(tiny, quiet=0) == (3, 2)
    assert cells_needed(tiny, quiet=1) == (5, 3)


# Terminals draw cells of about one to two; fonts differ by a tenth either way.
@pytest.mark.parametrize("cell", [(4, 8), (5, 9), (9, 20), (11, 20), (8, 16)])
@pytest.mark.parametrize("payload", SAFE)
def test_the_code_on_screen_scans(payload: str, cell: tuple[int, int]) -> None:
    for level in Use.SCREEN.levels:
        lines = half_block_lines(matrix(payload, level))
        assert (len(lines[0]), len(lines)) == cells_needed(matrix(payload, level))
        assert {len(line) for line in lines} == {len(lines[0])}
        found = zxingcpp.read_barcodes(_screen(lines, *cell))
        assert [code.text for code in found] == [payload], level


@given(width=st.integers(0, 400), height=st.integers(0, 120), payload=st.sampled_from(SAFE))
def test_a_code_on_screen_is_as_large_as_the_screen(width: int, height: int, payload: str) -> None:
    modules = matrix(payload, "L")
    scale = largest_scale(modules, width, height)
    if scale:
        lines = half_block_lines(modules, scale=scale)
        assert (len(lines[0]), len(lines)) == cells_needed(modules, scale=scale)
        assert len(lines[0]) <= width
        assert len(lines) <= height
    across, down = cells_needed(modules, scale=scale + 1)
    assert across > width or down > height


@pytest.mark.parametrize("scale", [2, 3])
def test_a_large_code_scans(scale: int) -> None:
    lines = half_block_lines(matrix(SAFE[0], "M"), scale=scale)
    found = zxingcpp.read_barcodes(_screen(lines, 4, 9))
    assert [code.text for code in found] == [SAFE[0]]


def _screen(lines: tuple[str, ...], wide: int, high: int) -> Image.Image:
    """What a terminal draws; an odd height gives the lower half the pixel more."""
    halves = ((0, high // 2), (high // 2, high))
    shown = {"▀": halves[:1], "▄": halves[1:], "█": halves, " ": ()}
    picture = Image.new("L", (len(lines[0]) * wide, len(lines) * high), 255)
    for row, line in enumerate(lines):
        for column, character in enumerate(line):
            for first, last in shown[character]:
                left, top = column * wide, row * high
                picture.paste(0, (left, top + first, left + wide, top + last))
    return picture


def test_the_kiosk_can_load_codes_without_a_pdf_library() -> None:
    script = (
        "import sys; import printables.qr, printables.screen_qr; "
        "print([name for name in ('reportlab', 'PIL', 'qrcode') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (answer.stdout.strip(), answer.stderr) == ("[]", "")
