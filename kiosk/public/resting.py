"""Lays out a page of the resting screen: large, few words, nothing that moves. Narrow screens read
down, wide ones have the time at the left and what's on at the right.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from kiosk.public.pages.resting import Rest, RestEntry
from kiosk.shared.drawing import fit, wrap
from kiosk.shared.large_words import large_clock, large_number

LEAST, WIDE, WALL = 60, 100, 170
"""Columns below which there is only how to begin, from which there are two columns, and from which
everything is larger."""
CLOCK_CELLS = 34
"""Of "10:42" in blocks."""
TALL_BAND = 34

Row = list[tuple[str, str]]


def rest_content(rest: Rest, width: int, height: int) -> Content:
    """That page on `width` by `height` cells, exactly filled."""
    if width < LEAST:
        return Content("\n".join([fit(rest.begin, width), *[""] * (height - 1)][:height]))
    band = _band(rest, width, height)
    room = height - len(band)
    rows = _wide(rest, width, room) if width >= WIDE else _narrow(rest, width, room)
    rows = [*rows[:room], *([[]] * (room - len(rows))), *band][:height]
    parts: Row = []
    for row in rows:
        parts += [*_padded(row, width), ("\n", "")]
    return Content.assemble(*parts[:-1])


def _padded(row: Row, width: int) -> Row:
    used = sum(cell_len(text) for text, _ in row)
    return [*row, (" " * max(0, width - used), "")]


def _band(rest: Rest, width: int, height: int) -> list[Row]:
    """Where it says how to begin."""
    style = "bold $on-bar on $bar"
    others = _joined(rest.others, width - 8)
    said = [rest.begin, *([others] if others else [])]
    if height >= TALL_BAND:
        said = ["", rest.begin, "", others] if others else ["", rest.begin]
        said = [*said, ""]
    elif not others:
        said = ["", rest.begin, ""]
    else:
        said = ["", *said, ""]
    return [[(_centred(line, width), style)] for line in said]


def _centred(line: str, width: int) -> str:
    words = fit(line, width - 4).strip()
    return set_cell_size(" " * ((width - cell_len(words)) // 2) + words, width)


def _joined(words: tuple[str, ...], width: int) -> str:
    """As many as are seen whole."""
    line = ""
    for one in words:
        longer = f"{line} · {one}" if line else one
        if cell_len(longer) > width:
            break
        line = longer
    return line


def _narrow(rest: Rest, width: int, room: int) -> list[Row]:
    edge = " " * 3
    inside = width - 6
    day = rest.day if cell_len(rest.name) + cell_len(rest.day) + 2 <= inside else ""
    name = fit(rest.name, inside - cell_len(day))
    rows: list[Row] = [[], [(edge, ""), (name, "bold $ink"), (day, "$quiet")], []]
    cells = inside - CLOCK_CELLS - 4
    beside = ["", "", *([] if day else wrap(rest.day, cells)), *wrap(rest.opening, cells)]
    for number, line in enumerate(large_clock(rest.clock)):
        words = beside[number] if number < len(beside) else ""
        rows.append([(edge, ""), (line, "$bar"), (edge, ""), (words, "$quiet")])
    rows.append([])
    marks = max((cell_len(one.mark) for one in rest.entries), default=0)
    marks = min(marks + 2, inside // 3) if marks else 0
    for entry in rest.entries:
        text = inside - marks
        block: list[Row] = [
            [(edge, ""), (fit(entry.mark, marks), "bold $mark"), (fit(entry.title, text), _BOLD)],
            [(edge + " " * marks, ""), (fit(" · ".join(entry.lines), text), "$quiet")],
        ]
        if len(rows) + len(block) < room:  # what is cut off by the band can't be read
            rows += [*block, []]
    return rows


_BOLD = "bold $ink"


def _wide(rest: Rest, width: int, room: int) -> list[Row]:
    is_wall = width >= WALL
    scale = 2 if is_wall else 1
    edge, gap = width // 20, width // 16
    left = CLOCK_CELLS * scale
    right = width - 2 * edge - left - gap
    side = _side(rest, left, scale)
    listed = _listed(rest, right, room - 5, is_wall=is_wall)
    body = max(len(side), len(listed))
    above = max(1, (room - 2 - body) * 2 // 5)  # a little above the middle
    rows: list[Row] = [[], [(" " * edge, ""), (fit(rest.name, width - 2 * edge), _BOLD)]]
    rows += [[]] * above
    for number in range(body):
        at_left = _padded(side[number] if number < len(side) else [], left + gap)
        at_right = listed[number] if number < len(listed) else []
        rows.append([(" " * edge, ""), *at_left, *at_right])
    return rows


def _side(rest: Rest, width: int, scale: int) -> list[Row]:
    rows: list[Row] = [[(line, "$bar")] for line in large_clock(rest.clock, scale)]
    rows += [[]] * scale
    rows += [[(line, _BOLD)] for line in wrap(rest.day, width)]
    return rows + [[(line, "$quiet")] for line in wrap(rest.opening, width)]


def _listed(rest: Rest, width: int, room: int, *, is_wall: bool) -> list[Row]:
    """What's on, each with its time in large digits."""
    rows: list[Row] = [[(fit(rest.heading, width), "bold $mark")], []] if rest.heading else []
    blocks = [_block(entry, width, is_wall=is_wall) for entry in rest.entries]
    spare = room - len(rows) - sum(map(len, blocks))
    between = max(1, min(4 if is_wall else 3, spare // max(1, len(blocks))))
    for number, block in enumerate(blocks):
        if len(rows) + len(block) > room:
            break
        rows += ([[]] * between if number else []) + block
    return rows


def _block(entry: RestEntry, width: int, *, is_wall: bool) -> list[Row]:
    digits = _digits(entry.clock, is_wall=is_wall)
    beside = (cell_len(digits[0]) + 3) if digits else 0
    words = [(entry.mark, "bold $mark")] if entry.mark else []
    words += [(entry.title, _BOLD), *((line, "$quiet") for line in entry.lines)]
    most = max(len(digits), 3 if digits else len(words))
    if not is_wall and len(words) > most:
        words = [*words[: most - 1], (entry.lines[0], "$quiet")]
    rows: list[Row] = []
    for number in range(max(len(digits), min(len(words), most))):
        text, style = words[number] if number < len(words) else ("", "")
        digit = digits[number] if number < len(digits) else ""
        rows.append([(set_cell_size(digit, beside), "$bar"), (fit(text, width - beside), style)])
    return rows


def _digits(clock: str, *, is_wall: bool) -> tuple[str, ...]:
    if not clock:
        return ()
    return large_clock(clock) if is_wall else large_number(clock, 20)
