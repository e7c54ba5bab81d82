"""The next steps in other languages, and what is told of letters that no font has."""

from __future__ import annotations

from dataclasses import replace
from gettext import NullTranslations
from typing import Any

import pytest
from msgspec import structs

from hub.errors import BadInput
from hub.languages.language import Language
from hub.views.directory import PhoneView
from hub.views.plan import Plan
from printables.boxes import Sheet
from printables.sheets.next_steps import next_steps_pdf, next_steps_sheet
from tests.printables.checking import check_sheet, read, said, words_of
from tests.printables.plans import FULL, URGENT, a_group, a_plan, a_step
from tests.printables.weeks import SITE


class Marked(NullTranslations):
    """Says everything between brackets, and half as long again, as other languages do."""

    def gettext(self, message: str) -> str:
        return f"[{message}{' żó' * (len(message) // 6)}]"


MARKED = Language("pl", "Polski", "Polish", catalogue=Marked())
THEIRS = (
    *("Harbour", "Find your council", "Wherrybridge", "Carers", "Food Pantry", "Just come."),
    *("Tuesday", "Tenants", "No steps", "Your letters", "Pat", "ask for Jo", "Hall B", "Bring the"),
    *(
        "Your next steps",
        "Ferry Road",
        "12 Ferry",
        "gov.uk",
        "I am behind",
        "I look after",
        "checked 3 Nov",
        "Free",
    ),
    *(
        "Health and feelings",
        "NHS",
        "Police",
        "Samaritans",
        "in danger",
        "or can't cope",
        "somebody",
    ),
)
"""What a hub wrote, and what the plan says, which here was made in English."""


def test_all_that_the_sheet_itself_says_is_in_the_language() -> None:
    made = next_steps_sheet(a_plan(), SITE, language=MARKED)
    check_sheet(made, least=12)
    assert made.language == "pl"
    assert made.title.startswith("[Ferry Road Community Library: next steps")
    for page in made.pages:
        for run in page.runs():
            words = run.words.strip()
            is_number = words.replace(" ", "").isdigit()
            is_ours = any(sign in words for sign in "[]żó")
            assert is_number or is_ours or any(one in words for one in THEIRS), words


def test_longer_words_fit_too() -> None:
    for plan in (a_plan(), URGENT, FULL):
        for large, least in ((False, 12), (True, 16)):
            check_sheet(
                next_steps_sheet(plan, SITE, large=large, language=MARKED),
                least=least,
                least_foot=least,
            )


def test_a_reason_that_is_true_only_here_stays_off_paper_in_any_language() -> None:
    for here in ("here", MARKED.say("here"), MARKED.say("open now")):
        plan = a_plan(steps=(a_step(why=("free", here)),))
        made = next_steps_sheet(plan, SITE, language=MARKED)
        assert here not in [
            part.strip() for page in made.pages for line in said(page) for part in line.split("·")
        ]


def test_a_place_that_the_address_says_is_not_said_again() -> None:
    plan = a_plan(steps=(a_step(why=("free", MARKED.say("in {place}", place="Wherrybridge"))),))
    made = next_steps_sheet(plan, SITE, language=MARKED)
    assert MARKED.say("in {place}", place="Wherrybridge") not in str(said(made.pages[0]))


def test_the_file_says_its_language_and_is_the_same_each_time() -> None:
    file = next_steps_pdf(a_plan(), SITE, language=MARKED)
    assert file == next_steps_pdf(a_plan(), SITE, language=MARKED)
    root: Any = read(file).trailer["/Root"]
    assert root["/Lang"] == "pl"
    assert "[Page 1 of 2" in words_of(file)


def test_what_is_free_is_said_once_in_any_language() -> None:
    step = a_step(why=(MARKED.say("free"),), phones=(PhoneView("01632 960103", "free"),))
    words = " ".join(said(next_steps_sheet(a_plan(steps=(step,)), SITE, language=MARKED).pages[0]))
    helper = words[: words.index("Scan to call")]
    assert helper.count(MARKED.say("free")) == 1
    assert "| free" not in helper
    assert MARKED.say("Cost") not in helper


def test_a_language_from_right_to_left_has_numerals_at_the_right_and_codes_at_the_left() -> None:
    plain = next_steps_sheet(a_plan(), SITE, language=MARKED)
    turned = next_steps_sheet(
        a_plan(), SITE, language=structs.replace(MARKED, is_right_to_left=True)
    )
    check_sheet(turned, least=12)
    for before, after in zip(plain.pages, turned.pages, strict=True):
        for one, other in zip(before.runs(), after.runs(), strict=True):
            assert (one.words, one.baseline) == (other.words, other.baseline)
            assert other.box.right == pytest.approx(before.width - one.box.left)
        assert all(code.box.right < after.width / 2 for code in after.codes())


def test_a_language_whose_letters_we_lack_is_refused() -> None:
    class Lepcha(NullTranslations):
        def gettext(self, message: str) -> str:
            return "ᰛᰩᰵ" if message.startswith("Correct") else message

    language = Language("pl", "Lepcha", "Lepcha", catalogue=Lepcha())
    with pytest.raises(BadInput, match="a character we cannot print: ᰛ"):
        next_steps_sheet(a_plan(), SITE, language=language)


def laid(**fields: object) -> Sheet:
    return next_steps_sheet(a_plan(steps=(a_step(**fields),)), SITE)  # type: ignore[arg-type] # fields of any step


def test_letters_that_no_font_has_are_named() -> None:
    made = laid(name="食堂 Canteen", organisation="")
    assert "Canteen" in [run.words.strip() for run in made.pages[0].runs()]
    assert made.left_out == (
        "The name of A7KQ2 “食堂 Canteen” has characters we cannot print: "
        "食 (U+98DF, CJK UNIFIED IDEOGRAPH-98DF), 堂 (U+5802, CJK UNIFIED IDEOGRAPH-5802). "
        "They are left out.",
    )


def test_where_nothing_is_left_something_stands_in_its_place_and_is_named() -> None:
    made = laid(name="食", organisation="Harbour Trust", phones=(PhoneView("食"),))
    words = [run.words.strip() for run in made.pages[0].runs()]
    assert "Harbour Trust" in words
    assert "Ask at the desk for the number" in words
    assert made.left_out == (
        "The name of A7KQ2 “食” has a character we cannot print: "
        "食 (U+98DF, CJK UNIFIED IDEOGRAPH-98DF). In its place stands “Harbour Trust”.",
        "The number of A7KQ2 “食” has a character we cannot print: "
        "食 (U+98DF, CJK UNIFIED IDEOGRAPH-98DF). "
        "In its place stands “Ask at the desk for the number”.",
    )
    nobody = laid(name="食", organisation="食")
    assert "Help A7KQ2" in [run.words.strip() for run in nobody.pages[0].runs()]


def test_digits_of_another_script_are_dialled_as_ours() -> None:
    made = laid(phones=(PhoneView("٠١٦٣٢ ٩٦٠١٠٣"),))
    assert "01632 960103" in [run.words.strip() for run in made.pages[0].runs()]
    assert made.left_out == ()


def test_pictures_and_what_is_whole_are_not_spoken_of() -> None:
    assert laid(name="Żółw 🐢 club", organisation="").left_out == ()
    assert next_steps_sheet(a_plan(), SITE).left_out == ()


def test_what_is_said_often_is_told_once() -> None:
    plan: Plan = replace(
        a_plan(), groups=(a_group(room="食"), a_group(room="食")), steps=(), interest_steps=()
    )
    assert len(next_steps_sheet(plan, SITE).left_out) == 1
