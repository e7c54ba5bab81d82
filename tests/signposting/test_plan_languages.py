"""A plan in another language: what the hub says is in it, what people wrote stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from gettext import NullTranslations

from hub.languages.language import ENGLISH, Language
from hub.signposting.explaining import LABELS
from hub.signposting.plan import build_plan
from hub.views.directory import ServiceStatus
from hub.views.plan import Plan, PlanWishes
from hub.views.timetable import BookingStatus
from tests.signposting.builders import (
    NOW,
    TODAY,
    a_group,
    a_helper,
    a_session,
    sources,
)


class Marked(NullTranslations):
    """Says everything between brackets."""

    def gettext(self, message: str) -> str:
        return f"[{message}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"[{msgid1 if n == 1 else msgid2}]"


MARKED = Language("pl", "Polski", "Polish", catalogue=Marked())
WISHES = PlanWishes(needs=("rent", "carer", "drink"), interests=("gardening",))
FROM = sources(
    a_helper("BOTH0", "rent", "carer", cost="Free", address="1 High Street, Doncaster"),
    a_helper("OLD00", "rent", assured_on=TODAY - timedelta(days=200), cost="£2", when="Mondays"),
    a_helper("NEVER", "carer", assured_on=None, is_local=True),
    a_helper("G0NE0", "drink", vanished_on=TODAY, status=ServiceStatus.TEMPORARILY_CLOSED),
    a_group(
        "GROUP",
        "carer",
        dates=(a_session(TODAY, status=BookingStatus.CANCELLED), a_session()),
        cost="Free",
    ),
    a_group("1ATER", interests=("gardening",), dates=()),
)


def made(language: Language) -> Plan:
    wishes = replace(WISHES, pinned=("1ATER", "G0NE0"))
    return build_plan(wishes, FROM, now=NOW, language=language)


def test_english_is_what_it_was_and_another_language_chooses_the_same() -> None:
    assert made(ENGLISH) == build_plan(made(ENGLISH).wishes, FROM, now=NOW)
    assert [step.code for step in made(MARKED).suggested] == [
        step.code for step in made(ENGLISH).suggested
    ]


def test_all_that_the_hub_says_is_said_in_the_language() -> None:
    plan = made(MARKED)
    assert plan.heading == "[Your next steps]"
    why = {step.code: step.why for step in plan.suggested}
    assert why["BOTH0"] == (
        "[helps with 2 of these]",
        "[free]",
        "[in Doncaster]",
        "[checked 3 lis]",
    )
    assert why["OLD00"] == ("£2", "[last checked 7 maj 2026: call first]")
    assert why["NEVER"] == ("[near here]", "[not checked yet]")
    assert why["G0NE0"] == ("[closed for now]", "[may have closed: call first]")
    assert why["GROUP"] == ("[free]", "[here]")
    assert why["1ATER"] == ("[here]", "[no date yet]")


def test_needs_are_said_in_it_and_a_discreet_one_by_its_group() -> None:
    meets = {step.code: step.meets_words for step in made(MARKED).suggested}
    assert meets["BOTH0"] == ("[I am behind with my rent]", "[I look after someone]")
    assert meets["G0NE0"] == ("[Health and feelings]",)
    assert meets["1ATER"] == ("[I like gardening]",)


def test_dates_are_said_in_it_and_labels_stay_keys() -> None:
    told = {step.code: dict(step.getting_in) for step in made(MARKED).suggested}
    assert told["GROUP"]["When"] == "[wtorek 24 listopada, 10:00–12:00]"
    assert told["GROUP"]["Not on"] == "[pon. 23 lis at 10:00]"
    assert told["1ATER"]["When"] == "[Ask at the desk for the next date.]"
    assert told["OLD00"]["When"] == "Mondays"
    assert all(set(labels) <= LABELS for labels in told.values())


def test_numbers_that_always_answer_say_what_for_in_it() -> None:
    said = {step.name: dict(step.getting_in) for step in made(MARKED).urgent}
    assert said["[NHS 111]"]["Who for"] == "[ill, or can't cope: press 2]"
    assert said["[999: police, ambulance, fire]"]["Who for"] == "[in danger now]"
    alone = build_plan(WISHES, replace(FROM, urgent=()), now=NOW, language=MARKED).urgent
    assert [(step.name, step.why) for step in alone][2] == (
        "[Samaritans]",
        ("[free]", "[somebody to talk to, any time]"),
    )
