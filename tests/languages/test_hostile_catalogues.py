"""A catalogue that is damaged, or meant to do harm, costs nobody a sheet: English is said."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.languages.language import PLACE, filled
from hub.languages.reading import LETTERS, MOST_BYTES, MOST_LETTERS, faults, read_entries, sound
from hub.views.words import clean
from printables.fonts import missing_glyphs
from tests.languages.catalogues import HEAD, line, lines, with_own

GOOD = line("Bees", "Pszczoły")


@pytest.mark.parametrize(
    "said",
    [
        "{name} i {phone}",
        "bez miejsca",
        "{nazwa}",
        "{name} {",
        "{name} {0}",
        "{name.__class__}",
        "\u202e{name}",
        "{name}\u200b",
        "{name}\\nmsgid",
        "{name}\\x",
        "{name}\x07",
        "  {name}",
        "{name}" + "a" * MOST_LETTERS,
        "{name} 🐝",
        "{name} 蜂",
        "{name} نحل",
    ],
    ids=range(16),
)
def test_an_unsound_translation_is_said_in_english(tmp_path: Path, said: str) -> None:
    polish = with_own(tmp_path, HEAD + line("Hive of {name}", said) + GOOD)
    assert polish.say("Hive of {name}", name="Asha") == "Hive of Asha"
    assert polish.say("Bees") == "Pszczoły"


@pytest.mark.parametrize(
    "damage",
    [
        'msgid "Hive"\nmsgstr Zapytaj\n\n',
        'msgid "Hive"\nmsgstr "Zapytaj\n\n',
        'msgid "Hive"\nmsgstr "Zapytaj" "jeszcze"\n\n',
        'msgid "Hive"\nmsgstr[0] "Zapytaj"\nmsgstr[0] "Pytaj"\n\n',
        'msgid "Hive"\nmsgstr[7] "Zapytaj"\n\n',
        'msgid "Hive"\nmsgstr[999999999999] "Zapytaj"\n\n',
        'msgctxt "x"\nmsgid "Hive"\nmsgstr "Zapytaj"\n\n',
        '#, fuzzy\nmsgid "Hive"\nmsgstr "Zapytaj"\n\n',
        '#~ msgid "Hive"\n#~ msgstr "Zapytaj"\n\n',
        '<<<<<<< HEAD\nmsgid "Hive"\nmsgstr "Zapytaj"\n=======\n\n',
        'msgstr "Zapytaj"\nmsgid "Hive"\n\n',
        'msgid "Hive"\nmsgid_plural "Hives"\nmsgstr[0] "a"\nmsgstr[1] "b"\n\n',
    ],
    ids=range(12),
)
def test_a_damaged_line_costs_only_itself(tmp_path: Path, damage: str) -> None:
    polish = with_own(tmp_path, HEAD + GOOD + damage + line("Books", "Książki"))
    assert polish.say("Hive") == "Hive"
    assert polish.count("Hive", "Hives", 2) == "Hives"
    assert polish.say("Bees") == "Pszczoły"
    assert polish.say("Books") == "Książki"


def test_bytes_that_are_no_letters_cost_only_their_line(tmp_path: Path) -> None:
    content = GOOD.encode() + line("Hive", "Pytaj o ksi?").encode().replace(b"?", b"\xff\xfe")
    polish = with_own(tmp_path, content + line("Books", "Książki").encode())
    assert [polish.say(one) for one in ("Bees", "Hive", "Books")] == ["Pszczoły", "Hive", "Książki"]


def test_the_head_of_a_catalogue_runs_nothing_and_rules_nothing(tmp_path: Path) -> None:
    harm = tmp_path / "harm"
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=zlib\\n"\n"Plural-Forms: nplurals='
        f"99999999999; plural=__import__('pathlib').Path('{harm}').touch();\\n\"\n\n"
    )
    polish = with_own(
        tmp_path,
        head + lines("{number} bee", "{number} bees", "{number} a", "{number} b", "{number} c"),
    )
    assert [polish.count("{number} bee", "{number} bees", number) for number in (1, 2, 5)] == [
        "1 a",
        "2 b",
        "5 c",
    ]
    assert polish.say("") == ""
    assert not harm.exists()


def test_a_huge_file_is_no_catalogue(tmp_path: Path) -> None:
    polish = with_own(tmp_path, GOOD + "#" * MOST_BYTES)
    assert polish.say("Bees") == "Bees"


def test_a_folder_in_place_of_a_catalogue_is_no_catalogue(tmp_path: Path) -> None:
    (tmp_path / "pl.po").mkdir()
    assert read_entries(tmp_path / "pl.po") == ()
    assert read_entries(tmp_path / "none.po") == ()


def test_which_number_it_is_may_be_left_out_where_one_number_takes_the_form() -> None:
    english = ("{number} bee", "{number} bees")
    polish = ("pszczoła", "{number} pszczoły", "{number} pszczół")
    ukrainian = ("бджола", "{number} бджоли", "{number} бджіл")
    assert faults(english, polish, "pl") == ()
    assert faults(english, ukrainian, "uk") == ("It lacks {number}.",)  # 21, 31 too
    assert faults(english, polish[:2], "pl") == ("There should be 3 forms, and there are 2.",)


@given(
    st.text(
        alphabet=st.sampled_from('msgidtrcxplu_[]0123"\\n\n #~,fuzzy{}aą\u202e\x00'), max_size=400
    )
)
def test_any_text_at_all_is_read(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.po"
        path.write_bytes((text + "\n" + GOOD).encode())
        for english, forms in sound(read_entries(path), "pl").items():
            assert all(english)
            assert faults(english, forms, "pl") == ()


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_read(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.po"
        path.write_bytes(content)
        sound(read_entries(path), "ar")


def test_whatever_a_translation_may_be_written_in_can_be_printed() -> None:
    letters = "".join(
        letter for code in range(0x2800) if re.fullmatch(f"[{LETTERS}]", letter := chr(code))
    )
    assert len(letters) > 400
    assert missing_glyphs(letters) == ()


VALUES = st.dictionaries(st.sampled_from(["name", "phone", "number"]), st.text())


@given(st.text(), VALUES)
def test_words_without_places_stay_as_they_are(text: str, values: dict[str, str]) -> None:
    plain = text.replace("{", "(")
    assert filled(plain, values) == plain


@given(st.lists(st.sampled_from(["{name}", "{phone}", " ", "a", "{other}", "{", "}"])), VALUES)
def test_each_place_is_filled_once_and_what_is_filled_in_is_looked_into_never(
    pieces: list[str], values: dict[str, str]
) -> None:
    text = "".join(pieces)
    wanted, last = "", 0
    for at in PLACE.finditer(text):
        wanted += text[last : at.start()] + values.get(at[1], at[0])
        last = at.end()
    assert filled(text, values) == wanted + text[last:]


def test_a_value_is_no_pattern() -> None:
    values = {"name": "{phone} \\1 \\g<0> %s {0.__class__}", "phone": "999"}
    assert filled("{name}: {phone}", values) == "{phone} \\1 \\g<0> %s {0.__class__}: 999"


@given(st.text(max_size=40))
def test_a_sound_translation_is_safe_to_draw(said: str) -> None:
    if not faults(("Bees",), (said,), "pl"):
        assert clean(said) == said
