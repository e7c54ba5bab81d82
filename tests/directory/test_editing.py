"""Adding and changing an entry at the desk, in plain words, checked and undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from msgspec import structs

from hub.clock import Clock
from hub.directory.assuring import assure_service, hide_service
from hub.directory.editing import add_service, change_service, edit_form
from hub.directory.search import list_services, show_service
from hub.directory.uniting import merge_services, not_the_same
from hub.directory.unlisting import do_not_list, list_again, list_not_listed
from hub.errors import BadInput, ChangedMeanwhile, NotFound, WrongField
from hub.people.trail import read_trail
from hub.people.volunteers import add_volunteer
from hub.people.wording import trail_words
from hub.store.changes import public_changes
from hub.store.engine import Store
from hub.upkeep.undoing import undo_last_change
from hub.views.directory import OpenTime, PhoneView, ServiceStatus, ServiceView
from hub.views.editing import ContactForm, PhoneForm, PlaceForm, ServiceForm
from tests.directory.entries import FOODBANK, a_foodbank, entry, from_a_feed, some_needs
from tests.directory.feeds import full_row
from tests.timetable.dumps import dump


def changes(store: Store) -> int:
    with store.read() as session:
        return public_changes(session)


def test_an_entry_is_added_with_everything_that_people_ask(store: Store, clock: Clock) -> None:
    some_needs(store)
    add_volunteer(store, clock, name="Sam")
    before, public = dump(store), changes(store)
    made = add_service(store, clock, form=FOODBANK, organisation="St John's Church", by="Sam")
    assert made == ServiceView(
        code=made.code,
        id=made.id,
        name="St John's Foodbank",
        organisation="St John's Church",
        description="Three days of food for you and your family.",
        phones=(PhoneView("01302 496001", "mornings"),),
        email="help@stjohns.example",
        url="https://stjohns.example",
        who_for="Anybody in Doncaster",
        cost="Free",
        when="Tuesday, 10am to noon; Friday, 1pm to 3pm",
        open_times=(
            OpenTime((1,), time(10), time(12)),
            OpenTime((4,), time(13), time(15)),
        ),
        getting_in="Ask us for a voucher.",
        address="Church Hall, 1 Church Street, Doncaster, DN1 3AA",
        area="Doncaster",
        languages=("English", "Polish"),
        accessibility=("Step-free",),
        is_local=True,
        needs=("food-today",),
        postcode="DN1 3AA",
        interests=("gardening",),
    )
    assert show_service(store, made.code) == made
    assert changes(store) > public
    line = read_trail(store, clock, limit=1)[0]
    assert (line.by, line.verb, line.code) == ("Sam", "service.added", made.code)
    undo_last_change(store, clock)
    assert dump(store) == before


def test_a_second_entry_of_an_organisation_makes_no_second_organisation(
    store: Store, clock: Clock
) -> None:
    entry(store, clock, "Debt advice", "Citizens Advice Doncaster")
    before = dump(store)
    code = entry(store, clock, "Housing advice", "CITIZENS  ADVICE Doncaster")
    assert show_service(store, code).organisation == "Citizens Advice Doncaster"
    undo_last_change(store, clock)
    assert dump(store) == before


def test_what_is_there_already_is_not_added_again(store: Store, clock: Clock) -> None:
    some_needs(store)
    code = a_foodbank(store, clock).code
    with pytest.raises(WrongField) as refusal:
        entry(store, clock, "Saint John\u2019s Food Bank", "St Johns Church Ltd")
    assert refusal.value.field == "name"
    assert str(refusal.value) == (
        f"St John's Foodbank is in the directory already: {code}."
        f" Change that one: hub directory change {code}"
    )


def test_only_what_is_named_changes_and_undo_puts_it_back(store: Store, clock: Clock) -> None:
    some_needs(store)
    made = a_foodbank(store, clock)
    before = dump(store)
    form = ServiceForm(
        phones=(PhoneForm("01302 496001", note="mornings"), PhoneForm("07700 900123 ext 4")),
        times="Mon-Fri 9-12, 1-5",
        ages="18+",
        who_for="",
        needs=("rent", "food-today"),
        interests=(),
        status=ServiceStatus.TEMPORARILY_CLOSED,
        organisation="Doncaster Foodbanks",
    )
    changed = change_service(store, clock, code=made.code, form=form)
    assert changed == structs.replace(
        made,
        phones=(*made.phones, PhoneView("07700 900123 ext. 4")),
        when="Monday to Friday, 9am to noon; Monday to Friday, 1pm to 5pm",
        open_times=(
            OpenTime((0, 1, 2, 3, 4), time(9), time(12)),
            OpenTime((0, 1, 2, 3, 4), time(13), time(17)),
        ),
        who_for="18 and over",
        needs=("rent", "food-today"),
        interests=(),
        status=ServiceStatus.TEMPORARILY_CLOSED,
        organisation="Doncaster Foodbanks",
    )
    line = read_trail(store, clock, limit=1)[0]
    assert dict(line.fields) == {
        "source": "desk",
        "what": "organisation, status, phones, times, who_for, ages, needs, interests",
    }
    done = undo_last_change(store, clock)
    assert done.label == "Changed St John's Foodbank"
    assert dump(store) == before


def test_the_filled_form_handed_back_changes_nothing(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    some_needs(store)
    a_foodbank(store, clock)
    for code in from_a_feed(store, clock, tmp_path, full_row()):
        before, public = dump(store), changes(store)
        change_service(store, clock, code=code, form=edit_form(store, code=code))
        assert (dump(store), changes(store)) == (before, public)
    with pytest.raises(BadInput, match="nothing to undo"):
        undo_last_change(store, clock)


def test_saving_is_not_checking(store: Store, clock: Clock) -> None:
    some_needs(store)
    made = a_foodbank(store, clock)
    assert (
        change_service(store, clock, code=made.code, form=ServiceForm(cost="£1")).assured_on is None
    )
    assure_service(store, clock, code=made.code, on=date(2026, 11, 3))
    assert change_service(
        store, clock, code=made.code, form=ServiceForm(cost="£2")
    ).assured_on == date(2026, 11, 3)


def test_who_looked_first_does_not_write_over_who_saved_first(store: Store, clock: Clock) -> None:
    some_needs(store)
    made = a_foodbank(store, clock)
    sams, pats = edit_form(store, code=made.code), edit_form(store, code=made.code)
    change_service(store, clock, code=made.code, form=replace(sams, cost="£1"))
    state = dump(store)
    with pytest.raises(ChangedMeanwhile) as refusal:
        change_service(store, clock, code=made.code, form=replace(pats, alert="Closed in May"))
    assert str(refusal.value) == (
        "Somebody has changed St John's Foodbank meanwhile. Nothing of yours was saved."
        " Look at it again, then make your change."
    )
    assert dump(store) == state
    # A check meanwhile is in nobody's way.
    fresh = edit_form(store, code=made.code)
    assure_service(store, clock, code=made.code)
    changed = change_service(store, clock, code=made.code, form=replace(fresh, alert="Busy"))
    assert (changed.cost, changed.alert, changed.assured_on) == ("£1", "Busy", clock.today())


def test_a_place_keeps_its_point_on_the_map_until_it_moves(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    some_needs(store)
    (code,) = from_a_feed(store, clock, tmp_path, full_row())
    first, second = edit_form(store, code=code).places or ()
    form = ServiceForm(
        places=(
            replace(first, accessibility=("A lift",)),
            replace(second, address="9 Low Street", postcode="bs1 4dj"),
            PlaceForm(),
        )
    )
    changed = change_service(store, clock, code=code, form=form)
    assert changed.accessibility == ("A lift", "A ramp at 2")
    kept = dump(store)["location"]
    assert [row[-3:-1] for row in kept] == [(51.45, -2.6), (None, None)]
    assert edit_form(store, code=code).places == (
        replace(first, accessibility=("A lift",)),
        replace(second, address="9 Low Street", postcode="BS1 4DJ"),
    )


def test_a_number_stays_with_its_contact_until_the_contact_goes(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    some_needs(store)
    (code,) = from_a_feed(store, clock, tmp_path, full_row())
    before = dump(store)
    (ann,) = edit_form(store, code=code).contacts or ()
    assert ann == ContactForm("Ann Persona", "Reception", "ann@help.example", "c1")
    phones = edit_form(store, code=code).phones or ()
    change_service(store, clock, code=code, form=ServiceForm(phones=(*reversed(phones),)))
    assert [row[3] is not None for row in sorted(dump(store)["phone"], key=lambda r: r[-1])] == [
        False,
        True,
    ]
    change_service(store, clock, code=code, form=ServiceForm(contacts=()))
    assert edit_form(store, code=code).contacts == ()
    assert len(dump(store)["phone"]) == 2
    undo_last_change(store, clock)
    undo_last_change(store, clock)
    assert dump(store) == before


@pytest.mark.parametrize(
    ("form", "field", "words"),
    [
        (ServiceForm(name=" \u202e "), "name", "Name: it can't be empty. Write it in."),
        (
            ServiceForm(phones=(PhoneForm("ask Pat"),)),
            "phones",
            "Phone numbers: 'ask Pat' is not a phone number. Write only the number, like"
            ' "01302 736000" or "116 123". Words go into its note.',
        ),
        (
            ServiceForm(url="javascript:alert(1)"),
            "url",
            "Web address: 'javascript:alert(1)' is not a web address. Write it like"
            ' "www.example.org" or "https://example.org/help".',
        ),
        (
            ServiceForm(email="pat at example"),
            "email",
            "Email: 'pat at example' is not an email address. Write it like \"help@example.org\".",
        ),
        (
            ServiceForm(places=(PlaceForm(postcode="DN1"),)),
            "places",
            "Place: 'DN1' is not a postcode. Write it like \"DN1 3BD\".",
        ),
        (
            ServiceForm(times="Tue 2-4"),
            "times",
            "Opening times: is 2 in the morning or the afternoon? Write them like"
            ' "Mon-Fri 9am-5pm, Sat 10am-1pm". What isn\'t times goes into words.',
        ),
        (
            ServiceForm(ages="teenagers"),
            "ages",
            "Ages: 'teenagers' can't be read. Write them like"
            ' "5 to 11", "18 and over", "up to 25" or "all ages".',
        ),
        (
            ServiceForm(languages=("<b>",)),
            "languages",
            "Languages: '<b>' is not the name of a language. Write them like"
            ' "English, Polish, British Sign Language".',
        ),
        (
            ServiceForm(cost="£" * 501),
            "cost",
            "Cost: that is too long. Write it in at most 500 letters.",
        ),
        (
            ServiceForm(description="x" * 1_000_000),
            "description",
            "What it is: that is too long. Write it in at most 5000 letters.",
        ),
        (
            ServiceForm(needs=("gold",)),
            "needs",
            "There is no need called 'gold'. See them all: hub directory needs",
        ),
        (
            ServiceForm(interests=("gold",)),
            "interests",
            "There is no interest called 'gold'. See them all: hub interest list",
        ),
        (
            ServiceForm(phones=(PhoneForm("116 123"),) * 51),
            "phones",
            "Phone numbers: there are more than 50 of them. Keep those that people need.",
        ),
    ],
)
def test_bad_input_is_refused_whole_with_its_field_named(
    store: Store, clock: Clock, form: ServiceForm, field: str, words: str
) -> None:
    some_needs(store)
    made = a_foodbank(store, clock)
    before = dump(store)
    with pytest.raises(WrongField) as refusal:
        change_service(store, clock, code=made.code, form=replace(form, alert="Busy"))
    assert (refusal.value.field, str(refusal.value)) == (field, words)
    assert dump(store) == before
    with pytest.raises(WrongField) as refusal:
        add_service(
            store, clock, form=replace(form, name=form.name or "New"), organisation="Church"
        )
    assert (refusal.value.field, str(refusal.value)) == (field, words)
    assert dump(store) == before


def test_hostile_text_is_cleaned_and_never_code(store: Store, clock: Clock) -> None:
    some_needs(store)
    form = ServiceForm(
        name="[bold]Ev\u202eil\x1b[31m[/bold]\x00",
        description="=1+1\r\n<script>\x07",
        alert="[@click=app.quit]here[/]\u2066",
        getting_in="a\x9bb",
    )
    made = add_service(store, clock, form=form, organisation="\x1b]0;x\x07Org")
    assert (made.name, made.organisation) == ("[bold]Ev il [31m[/bold]", "]0;x Org")
    assert (made.description, made.alert) == ("=1+1\n<script>", "[@click=app.quit]here[/]")
    assert made.getting_in == "a b"


def test_a_code_that_leads_nowhere_is_said_so(store: Store, clock: Clock) -> None:
    with pytest.raises(NotFound, match="There is no help with the code 'A7KQ2'"):
        edit_form(store, code="A7KQ2")
    assert list_services(store) == ()


def test_the_trail_holds_nothing_that_people_wrote(store: Store, clock: Clock) -> None:
    some_needs(store)
    canary = "Nightjar"
    code = entry(store, clock, f"{canary} club", f"{canary} trust", alert=canary)
    form = ServiceForm(
        name=f"{canary} group",
        description=canary,
        phones=(PhoneForm("999", note=canary),),
        contacts=(ContactForm(canary, canary, f"{canary}@example.org"),),
        places=(PlaceForm(address=canary),),
        opening=canary,
        cost=canary,
        languages=(canary,),
    )
    change_service(store, clock, code=code, form=form)
    other = entry(store, clock, f"{canary} two", canary)
    not_the_same(store, clock, first=code, second=other)
    merge_services(store, clock, keep=code, other=other)
    hide_service(store, clock, code=code)
    do_not_list(store, clock, code=code, reason=canary)
    list_again(store, clock, number=list_not_listed(store)[0].number)
    lines = read_trail(store, clock, limit=99)
    assert [line.verb for line in reversed(lines)] == [
        "service.added", "service.changed", "service.added", "service.told-apart",
        "service.merged", "service.hidden", "service.unlisted", "service.relisted",
    ]  # fmt: skip
    assert canary not in repr(lines)
    assert trail_words(lines[3]) == (
        f"A command put two entries of the directory together {other}: into {code}"
    )
