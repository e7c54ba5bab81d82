"""The weekly timetable as numbers: nothing overlaps, nothing is cut, nothing is too small."""

from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.errors import BadInput
from hub.views.timetable import BookingStatus, DayView, SessionView, WeekView
from hub.views.words import clean_line, day_words
from printables.boxes import MM, Page, Sheet
from printables.fonts import missing_glyphs
from printables.sheets.timetable import timetable_sheet
from printables.sheets.week_head import week_words
from tests.printables.weeks import (
    CARD,
    CHRISTMAS,
    CORRECT_ON,
    CROWDED,
    EMPTY,
    ORDINARY,
    SITE,
    WEB,
    busy_week,
    session,
)
from tests.soaking import tries

MONDAY = date(2026, 11, 30)


def sheet(
    week: WeekView, *, large: bool = False, qr: tuple[str, str] | None = WEB, name: str = SITE.name
) -> Sheet:
    return timetable_sheet(
        week, replace(SITE, name=name), correct_on=CORRECT_ON, large=large, qr=qr
    )


def lines(page: Page) -> list[str]:
    """What each baseline of a page says, from top to bottom."""
    said: dict[float, list[str]] = {}
    for run in sorted(page.runs(), key=lambda run: (run.baseline, run.x)):
        said.setdefault(round(run.baseline, 1), []).append(run.words.strip())
    return [" | ".join(words) for words in said.values()]


def monday_only(*sessions: SessionView) -> WeekView:
    week = busy_week([0] * 7)
    monday = replace(week.days[0], sessions=sessions)
    return replace(week, days=(monday, *week.days[1:]))


def check(made: Sheet, *, least: float, least_foot: float) -> None:
    """What is true of every sheet that leaves this house."""
    for number, page in enumerate(made.pages, 1):
        foot = max(run.baseline for run in page.runs())
        assert {run.words for run in page.runs() if run.baseline == foot} == {
            "Correct on 23 November 2026",
            f"Page {number} of {len(made.pages)}",
        }
        boxes = [run.box for run in page.runs()]
        for box in (*boxes, *(band.box for band in page.bands())):
            assert box.within(page.inner), (number, box)
        for code in page.codes():
            assert code.box.within(page.inner)
            assert code.side >= 25 * MM
            assert code.module >= 0.5 * MM - 0.001
            assert not any(code.quiet_box.overlaps(box) for box in boxes)
            assert not any(code.quiet_box.overlaps(band.box) for band in page.bands())
        ordered = sorted(boxes, key=lambda box: box.top)
        for one, other in combinations(ordered, 2):
            if other.top < one.bottom:
                assert not one.overlaps(other), (number, one, other)
        for rule in page.rules():
            assert not any(box.top + 0.01 < rule.y < box.bottom - 0.01 for box in boxes)
            assert rule.left >= page.inner.left - 0.01
            assert rule.right <= page.inner.right + 0.01
        for run in page.runs():
            is_running = run.part is None or run.baseline == foot
            assert run.size >= (least_foot if is_running and not run.on_band else least)
            on_a_band = any(run.box.overlaps(band.box) for band in page.bands())
            assert run.on_band == on_a_band
        for band in page.bands():
            below = [box.top for box in boxes if box.top > band.box.bottom - 8]
            under = min(top for top in below if top > band.box.top + 8)
            assert under < band.box.bottom + 12, "a band alone"
            assert under < min(box.top for box in boxes if box.bottom >= foot)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("qr", [WEB, CARD, None])
@pytest.mark.parametrize("week", [ORDINARY, CHRISTMAS, EMPTY], ids=["49", "52", "53"])
def test_every_week_fits_its_pages(week: WeekView, qr: tuple[str, str] | None, large: bool) -> None:
    least = 18 if large else 14
    check(sheet(week, large=large, qr=qr), least=least, least_foot=18 if large else 12)


@pytest.mark.parametrize("large", [False, True])
def test_forty_sessions_a_day_with_titles_of_two_hundred_letters(large: bool) -> None:
    made = sheet(CROWDED, large=large, name="Ferry Road and Upper Marlow " * 7)
    check(made, least=18 if large else 14, least_foot=18 if large else 12)
    said = "".join(run.words for page in made.pages for run in page.runs()).replace(" ", "")
    shown = [s for day in CROWDED.days for s in day.sessions if not s.is_private]
    assert said.count("W" * 20) >= 1
    letters = sum(s.title.count("W") for s in shown)
    assert said.count("W") - said.count("What’son") - said.count("Wednesday") == letters


# Everything below U+0250 that we can draw, controls and pictures among it.
LETTERS = [chr(c) for c in range(0x250) if not missing_glyphs(clean_line(chr(c)))]
TITLE = st.text(
    alphabet=st.sampled_from([*LETTERS, *"🎉👶🏽\u200d\ufe0f\u0301\u0323–’ WW"]), max_size=200
)


@settings(max_examples=tries(40), deadline=None)
@given(
    titles=st.lists(TITLE, min_size=1, max_size=5),
    counts=st.lists(st.sampled_from([0, 1, 2, 12]), min_size=7, max_size=7),
    notices=st.lists(TITLE, max_size=3),
    reason=TITLE,
    large=st.booleans(),
)
def test_any_words_fit(
    titles: list[str], counts: list[int], notices: list[str], reason: str, large: bool
) -> None:
    week = busy_week(counts, titles=titles, notices={MONDAY: tuple(notices)})
    days = tuple(
        replace(
            day,
            sessions=tuple(s._replace(reason=reason if s.reason else "") for s in day.sessions),
        )
        for day in week.days
    )
    made = sheet(replace(week, days=days), large=large)
    check(made, least=18 if large else 14, least_foot=18 if large else 12)


def test_the_first_page_of_an_empty_week_reads_so() -> None:
    (page,) = sheet(EMPTY).pages
    assert lines(page) == [
        "Ferry Road Community Library",
        "What’s on, Monday 28 December 2026 to Sunday 3 January 2027",
        "12 Ferry Road, Marlow Bridge, MB4 7QT",
        "Phone 01632 960123",
        "ferryroad.example",
        *(line for day in EMPTY.days for line in (day_words(day.on), "Nothing on this day.")),
        "Correct on 23 November 2026 | Page 1 of 1",
    ]


def test_a_cancelled_session_says_so_in_its_place_and_why() -> None:
    cancelled = session(MONDAY, "10:00", 150, status=BookingStatus.CANCELLED, reason="Burst pipe.")
    (page,) = sheet(monday_only(cancelled, session(MONDAY, "12:00", title="Choir"))).pages
    assert lines(page)[5:9] == [
        "Monday 30 November",
        "10am to 12:30pm | CANCELLED | Knit and Natter | Hall A",
        "Burst pipe.",
        "noon to 1pm | Choir | Hall A",
    ]


def test_a_private_hire_gives_nothing_away() -> None:
    hire = session(
        MONDAY,
        "10:00",
        title="Sam’s 50th",
        is_private=True,
        status=BookingStatus.CANCELLED,
        reason="Sam is ill",
    )
    made = sheet(monday_only(hire))
    assert lines(made.pages[0])[6] == "10am to 11am | CANCELLED | Private booking | Hall A"
    assert "Sam" not in repr(made)


def test_large_print_puts_the_room_on_a_line_of_its_own() -> None:
    (page, *_) = sheet(monday_only(session(MONDAY, "10:00")), large=True).pages
    said = lines(page)
    at = said.index("Monday 30 November")
    assert said[at + 1 : at + 3] == ["10am to 11am | Knit and Natter", "Hall A"]


def test_large_print_holds_about_eleven_sessions_a_page() -> None:
    week = busy_week([40, 0, 0, 0, 0, 0, 0], titles=["Choir"])
    second = sheet(week, large=True).pages[1]
    times = {run.baseline for run in second.runs() if " to " in run.words and run.size == 18}
    assert len(times) in (11, 12)


def test_notices_stand_under_their_day() -> None:
    said = [line for page in sheet(CHRISTMAS).pages for line in lines(page)]
    at = said.index("Friday 25 December")
    assert said[at + 1 : at + 3] == ["Christmas Day (bank holiday)", "Nothing on this day."]


def test_overleaf_the_day_is_named_again() -> None:
    pages = sheet(busy_week([40, 0, 0, 0, 0, 0, 0])).pages
    assert len(pages) > 1
    for page in pages[1:-1]:
        assert lines(page)[:2] == [
            "Ferry Road Community Library, Monday 30 November to Sunday 6 December 2026",
            "Monday 30 November (continued)",
        ]
    assert [len(page.bookmarks()) for page in pages] == [1, *[0] * (len(pages) - 2), 6]


def test_the_time_column_is_as_wide_as_its_widest_words() -> None:
    short = sheet(monday_only(session(MONDAY, "10:00", title="Choir")))
    wide = sheet(monday_only(session(MONDAY, "12:30", 1440 - 720, title="Choir")))
    overnight = sheet(monday_only(session(MONDAY, "22:30", 120, title="Choir")))

    def left(made: Sheet) -> float:
        return next(r.x for page in made.pages for r in page.runs() if r.words.startswith("Choir"))

    assert left(short) < left(wide)
    assert left(overnight) <= left(wide) + 15
    check(overnight, least=14, least_foot=12)


def test_a_row_taller_than_a_page_goes_on_overleaf() -> None:
    reason = "because " * 900
    endless = session(MONDAY, "10:00", status=BookingStatus.CANCELLED, reason=reason)
    made = sheet(monday_only(endless))
    check(made, least=14, least_foot=12)
    said = " ".join(run.words for page in made.pages for run in page.runs())
    assert said.count("because") == 900
    assert len(made.pages) > 2


def test_a_title_no_font_has_keeps_no_other_from_the_door() -> None:
    odd = session(MONDAY, "10:00", title="ספרייה Kite Club")
    made = sheet(monday_only(odd, session(MONDAY, "11:00", title="Chess")))
    check(made, least=14, least_foot=12)
    said = " ".join(run.words for page in made.pages for run in page.runs())
    assert ("Kite Club" in said, "Chess" in said, "ספרייה" in said) == (True, True, False)
    (sentence,) = made.left_out
    assert sentence.startswith("The title on Mon 30 Nov at 10am “ספרייה Kite Club” has characters")
    assert "U+05E1, HEBREW LETTER SAMEKH" in sentence


def test_a_title_of_which_nothing_is_left_says_whom_to_ask() -> None:
    made = sheet(monday_only(session(MONDAY, "10:00", title="ספרייה")))
    said = " ".join(run.words for page in made.pages for run in page.runs())
    assert "Ask at the desk" in said


def test_an_unsafe_code_is_refused() -> None:
    with pytest.raises(BadInput):
        sheet(EMPTY, qr=("javascript:alert(1)", "Scan me"))


def test_the_code_is_thirty_millimetres_wide_at_the_right_margin() -> None:
    for qr in (WEB, CARD):
        (code,) = sheet(ORDINARY, qr=qr).pages[0].codes()
        assert code.side == pytest.approx(30 * MM)
        assert code.box.right == pytest.approx(sheet(ORDINARY).pages[0].inner.right)
        assert code.top == pytest.approx(15 * MM)


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (date(2026, 12, 21), "Monday 21 to Sunday 27 December 2026"),
        (date(2026, 11, 30), "Monday 30 November to Sunday 6 December 2026"),
        (date(2026, 12, 28), "Monday 28 December 2026 to Sunday 3 January 2027"),
    ],
)
def test_the_dates_of_a_week_in_words(first: date, words: str) -> None:
    year, week, _ = first.isocalendar()
    days: tuple[DayView, ...] = busy_week([0] * 7, year=year, week=week).days
    assert week_words(WeekView(year, week, days)).replace("\u00a0", " ") == words


def test_lines_stand_closer_where_that_saves_a_page() -> None:
    week = busy_week([9, 9, 8, 7, 4, 2, 0], titles=["Choir"])
    days = [
        replace(day, sessions=tuple(s._replace(reason="") for s in day.sessions))
        for day in week.days
    ]
    fitted = sheet(replace(week, days=tuple(days)))
    check(fitted, least=14, least_foot=12)
    assert len(fitted.pages) == 2
    baselines = sorted({run.baseline for run in fitted.pages[1].runs()})
    rows = [below - above for above, below in pairwise(baselines)]
    assert min(rows) >= 1.2 * 14
