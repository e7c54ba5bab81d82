"""A key and its 24 recovery words are the same thing; a key file is written once."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import BadInput, NoStorage, NotFound
from hub.store.keys import key_from, new_key, read_key, words_for, write_key

KEY = bytes(range(32))
WORDS = words_for(KEY)


@given(st.binary(min_size=32, max_size=32))
def test_the_words_of_any_key_bring_that_key_back(key: bytes) -> None:
    words = words_for(key)
    assert (len(words), key_from(" ".join(words))) == (24, key)


def test_new_keys_are_256_bits_and_never_alike() -> None:
    keys = {new_key() for _ in range(50)}
    assert (len(keys), {len(key) for key in keys}) == (50, {32})


@pytest.mark.parametrize(
    "typed",
    [
        ", ".join(WORDS),
        ",".join(WORDS),
        "\n".join(WORDS).upper(),
        " ".join(f"{place}. {word}" for place, word in enumerate(WORDS, start=1)),
        " ".join(f"{place}.{word}" for place, word in enumerate(WORDS, start=1)),
        "\n".join(f"{place}) {word}," for place, word in enumerate(WORDS, start=1)),
        "\n".join(f"{place:2} {word}" for place, word in enumerate(WORDS, start=1)),
    ],
    ids=["commas", "tight commas", "lines in capitals", "1. a", "1.a", "1) a,", " 1 a"],
)
def test_however_the_sheet_is_typed_off_the_key_is_found(typed: str) -> None:
    assert key_from(typed) == KEY


def test_a_wrong_word_is_named_with_its_place() -> None:
    typed = [f"{place}. {word}" for place, word in enumerate(WORDS, start=1)]
    typed[6] = "7. aqueduct"
    with pytest.raises(BadInput) as caught:
        key_from(" ".join(typed))
    assert caught.value.message == "Word 7, 'aqueduct', is not a recovery word."


def test_two_words_that_changed_places_are_noticed() -> None:
    swapped = [WORDS[1], WORDS[0], *WORDS[2:]]
    with pytest.raises(BadInput) as caught:
        key_from(" ".join(swapped))
    assert caught.value.message == "These 24 words don't fit together."


@pytest.mark.parametrize(("words", "count"), [(WORDS[:-1], 23), ((*WORDS, "abandon"), 25), ((), 0)])
def test_too_few_or_too_many_words_are_counted(words: tuple[str, ...], count: int) -> None:
    with pytest.raises(BadInput) as caught:
        key_from(" ".join(words))
    assert caught.value.message == f"There are {count} words; a key has 24."


def test_a_key_file_is_for_its_owner_only_in_a_folder_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "hub.key"
    write_key(path, KEY)
    assert (
        read_key(path),
        oct(path.stat().st_mode & 0o777),
        oct(path.parent.stat().st_mode & 0o777),
    ) == (KEY, "0o600", "0o700")


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "hub.key"
    write_key(path, KEY)
    with pytest.raises(BadInput) as caught:
        write_key(path, new_key())
    assert (caught.value.message, read_key(path)) == (f"There is a key in {path} already.", KEY)


def test_a_file_in_place_of_the_key_folder_is_not_called_a_key(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    folder.write_text("shopping list")
    with pytest.raises(NoStorage) as caught:
        write_key(folder / "hub.key", KEY)
    assert caught.value.message == f"The key can't be written to {folder / 'hub.key'}: File exists."


def test_a_key_that_the_disk_did_not_take_leaves_no_empty_key_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "keys" / "hub.key"
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(NoStorage) as caught:
            write_key(path, KEY)
    assert caught.value.message == f"The key can't be written to {path}: No space left on device."
    assert list(path.parent.iterdir()) == []
    write_key(path, KEY)
    assert read_key(path) == KEY


def test_a_key_file_that_is_gone_is_missed_in_words(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        read_key(tmp_path / "hub.key")
    assert caught.value.message == f"The key of this hub is not in {tmp_path}."


@pytest.mark.parametrize("content", ["", "not a key", "11" * 31, "11" * 33, "zz" * 32])
def test_a_file_that_holds_no_key_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "hub.key"
    path.write_text(content)
    with pytest.raises(BadInput) as caught:
        read_key(path)
    assert caught.value.message == f"{path} doesn't hold a key."


def test_a_key_file_of_other_bytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hub.key"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NotFound) as caught:
        read_key(path)
    assert caught.value.message == f"The key in {path} can't be read."
