"""What opens from Signpost and Today: refer, referrals, the safeguarding card, the code, ideas."""

from __future__ import annotations

import gc

from textual.widgets import Input

from hub.signposting.ideas import add_idea, list_ideas
from hub.signposting.referrals import list_referrals, open_referral
from hub.views.referrals import ReferralMode, ReferralStatus
from hub.views.sorts import Channel
from kiosk.desk.signpost_windows import SMALL
from tests.kiosk.desk.signpost_trying import NARROW, WIDE, Hub, demo, made_hub, the_desk
from tests.kiosk.desk.trying import rows, settle, text_of

__all__ = ["demo", "made_hub"]

CANARY = "Zebedee Quillfeather"
FOR_US = "Harbour Lights advice"


def referrals(hub: Hub) -> list[tuple[str, str, str, str, str]]:
    return [
        (one.service, one.who, one.contact, one.reason, one.status.value)
        for one in list_referrals(hub.store, hub.clock)
        if one.who == CANARY or one.service == FOR_US
    ]


def a_referral(hub: Hub, who: str = CANARY, contact: str = "07700 900123") -> int:
    from hub.noticeboard.read import Noticeboard
    from hub.noticeboard.search import search

    board = Noticeboard.open(hub.settings.noticeboard_file)
    found = search(board, FOR_US, today=hub.clock.today()).results
    board.close()
    return open_referral(
        hub.store,
        hub.clock,
        mode=ReferralMode.LIVE,
        service=next(one.code for one in found if one.name == FOR_US),
        who=who,
        contact=contact,
        reason="behind-with-rent",
        consent=True,
        by="Sam",
    ).number


async def test_details_are_sent_on_only_after_a_yes_to_words_on_the_screen(demo: Hub) -> None:
    before = referrals(demo)
    async with the_desk(demo, NARROW) as desk:
        await desk.type("rent")
        await desk.press("enter", "f7")
        window = desk.seen()
        assert f"‹ {FOR_US} ›" in window
        assert "GETTING IN: Just come." in window
        assert f"READ ALOUD: “May we tell {FOR_US} your name" in window
        assert "Is that all right?”" in window
        await desk.press("tab", "tab", "tab")
        await desk.type(CANARY)
        await desk.press("tab")
        await desk.type("07700 900123")
        await desk.press("enter")
        assert desk.status().startswith("Nothing can be sent on without a yes.")
        assert referrals(demo) == before
        await desk.press("up", "up", "right", "enter")
        assert referrals(demo) == [
            *before,
            (FOR_US, CANARY, "07700 900123", "behind-with-rent", "draft"),
        ]
        assert f"to {FOR_US}. Send it to them now" in desk.status()
        # Nothing of the person is left where the window was.
        assert "Zebedee" not in desk.seen()
        del window
        gc.collect()
        typed = [one.value for one in gc.get_objects() if isinstance(one, Input)]
        assert not any("Zebedee" in value for value in typed)
        assert not any("Zebedee" in label for label in demo.undoable())
        await desk.press("ctrl+z", "enter")
        assert referrals(demo) == before


async def test_other_words_need_another_yes(demo: Hub) -> None:
    async with the_desk(demo) as desk:
        await desk.type("rent")
        await desk.press("enter", "f7", "tab", "tab", "right")
        assert "‹ yes, after the words below were read aloud ›" in desk.seen()
        await desk.press("up", "right")
        assert "‹ they go there themselves ›" in desk.seen()
        assert "READ ALOUD: “May we write down your name" in desk.seen()
        assert "‹ not yet ›" in desk.seen()


async def test_one_that_looks_the_same_is_made_on_the_second_enter(demo: Hub) -> None:
    a_referral(demo)
    before = len(referrals(demo))
    async with the_desk(demo) as desk:
        await desk.type("rent")
        await desk.press("enter", "f7", "tab", "tab", "right", "tab")
        await desk.type(CANARY)
        await desk.press("tab")
        await desk.type("07700 900124")
        await desk.press("enter")
        assert "There is an open referral to" in desk.status()
        assert "--anyway" not in desk.status()
        assert len(referrals(demo)) == before
        await desk.press("enter")
        assert len(referrals(demo)) == before + 1


async def test_a_half_typed_name_is_gone_after_escape(demo: Hub) -> None:
    async with the_desk(demo) as desk:
        await desk.type("rent")
        await desk.press("enter", "f7", "tab", "tab", "tab")
        await desk.type(CANARY)
        assert CANARY in desk.seen()
        await desk.press("escape")
        assert "Zebedee" not in desk.seen()
        await desk.press("f7")
        assert "Zebedee" not in desk.seen()


async def test_hostile_names_are_words(demo: Hub) -> None:
    number = a_referral(demo, who="[red]O\u202eBrien[/nope]")
    async with the_desk(demo, NARROW, at="") as desk:
        await desk.press("o")
        place = [one.number for one in list_referrals(demo.store, demo.clock)].index(number)
        await desk.press(*["down"] * place, "enter")
        assert "For: [red]O Brien[/nope], 07700 900123" in desk.seen()
        await desk.click("[red]")
        assert desk.app.is_running


async def test_what_became_of_a_referral_is_one_key(demo: Hub) -> None:
    number = a_referral(demo)

    def state() -> list[ReferralStatus]:
        found = list_referrals(demo.store, demo.clock, open_only=False)
        return [one.status for one in found if one.number == number]

    async with the_desk(demo, NARROW, at="") as desk:
        await desk.press("o")
        place = [one.number for one in list_referrals(demo.store, demo.clock)].index(number)
        await desk.press(*["down"] * place)
        assert "Z. Q." in desk.seen()
        assert CANARY not in desk.seen()
        await desk.press("enter")
        assert CANARY in desk.seen()
        await desk.press("s")
        assert state() == [ReferralStatus.SENT]
        assert CANARY not in desk.seen()
        await desk.press("a")
        assert state() == [ReferralStatus.ACCEPTED]
        await desk.press("h")
        assert state() == [ReferralStatus.MET]
        await desk.press("escape", "u", "enter")
        assert state() == [ReferralStatus.ACCEPTED]


async def test_a_yes_taken_back_is_asked_about_and_then_gone_for_good(demo: Hub) -> None:
    number = a_referral(demo)
    told: list[object] = []

    def numbers() -> list[int]:
        return [one.number for one in list_referrals(demo.store, demo.clock, open_only=False)]

    async with the_desk(demo, NARROW, at="") as desk:
        desk.app.after_erasing = lambda store: told.append(store) or ()  # type: ignore[func-returns-value]
        await desk.press("o")
        place = [one.number for one in list_referrals(demo.store, demo.clock)].index(number)
        await desk.press(*["down"] * place, "s", "x")
        assert "delete this referral for good? There is no undo." in desk.seen()
        await desk.press("escape")
        assert number in numbers()
        await desk.press("x", "y")
        assert number not in numbers()
        assert told == [demo.store]
        assert "ring them and ask them to delete these too" in " ".join(desk.status().split())
        assert CANARY not in desk.seen()


async def test_the_safeguarding_card_is_one_key_and_writes_nothing_down(demo: Hub) -> None:
    undoable = demo.undoable()
    async with the_desk(demo, NARROW) as desk:
        desk.keys = 0
        await desk.press("f9")
        assert desk.keys == 1
        card = text_of(desk.app, "#card")
        assert "Is somebody in danger now? Ring 999." in card
        assert "Don't promise to keep it secret." in card
        assert "Don't investigate." in card
        assert "hub safeguarding" not in card
        assert not desk.app.screen.query(Input)
        await desk.press("escape")
        assert desk.app.screen is desk.screen
    assert demo.undoable() == undoable


async def test_a_code_for_the_phone_fills_the_screen(demo: Hub) -> None:
    async with the_desk(demo, WIDE) as desk:
        await desk.type("rent")
        await desk.press("enter", "f6")
        assert "numbers for your phone" in desk.seen()
        # The whole of it is one code, which has three modules of white around it here.
        assert any("█ ▄▄▄ █" in row for row in rows(desk.app.screen))
        await desk.pilot.resize_terminal(*NARROW)
        await settle(desk.pilot)
        assert f"{FOR_US}" in desk.seen()
        assert "1 of" in desk.seen()
        await desk.press("right")
        assert "2 of" in desk.seen()
        await desk.pilot.resize_terminal(40, 12)
        await settle(desk.pilot)
        assert SMALL.split(".")[0][:20] in desk.seen()
        await desk.press("escape")
        assert desk.app.screen is desk.screen


async def test_ideas_are_read_kept_and_thrown_away(demo: Hub) -> None:
    def unread() -> list[str]:
        return [one.words for one in list_ideas(demo.store, unread_only=True)]

    for words in ("A bench [bold]outside", "Chess", "Buy my stuff"):
        add_idea(demo.store, demo.clock, words=words, channel=Channel.KIOSK)
    many = len(unread())
    async with the_desk(demo, at="") as desk:
        assert f"{many} ideas from visitors to read. Press i." in desk.seen()
        await desk.press("i")
        assert "A bench [bold]outside" in desk.seen()
        await desk.press("x")
        assert "Buy my stuff" not in unread()
        await desk.press("k")
        assert len(unread()) == many - 2
        kept = [one.words for one in list_ideas(demo.store) if one.is_kept]
        assert "Chess" in kept
        await desk.press("escape", "u", "enter", "u", "enter")
        assert len(unread()) == many
