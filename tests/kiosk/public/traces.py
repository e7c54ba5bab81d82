"""Looks for a word everywhere a program may have kept it: objects, screens, files, raw memory."""

from __future__ import annotations

import gc
from pathlib import Path


def texts_in_memory() -> dict[int, str]:
    """Every string that anything alive leads to, as it is or in bytes. Caches of functions too."""
    gc.collect()
    found = dict[int, str]()
    holders = gc.get_objects()
    for _ in range(3):  # what holds nothing but texts is no object to the collector
        held = gc.get_referents(*holders)
        found |= {id(one): one for one in held if type(one) is str}
        found |= {id(one): repr(one) for one in held if type(one) in (bytes, bytearray)}
        holders = [one for one in held if type(one) in (tuple, dict) and not gc.is_tracked(one)]
    return found


def who_remembers(words: tuple[str, ...]) -> dict[int, str]:
    """What still holds any of these words in this process, by its address; `words` left out."""
    ours = {id(word) for word in words}
    return {
        place: f"{text!r:.80} in {[_name(one) for one in gc.get_referrers(text)]}"
        for place, text in texts_in_memory().items()
        if place not in ours and any(word in text for word in words)
    }


def _name(holder: object) -> str:
    return f"{getattr(holder, '__wrapped__', holder)!r:.90}"


def files_that_say(folder: Path, words: tuple[str, ...]) -> list[str]:
    """Files of a folder that hold any of these words."""
    return [
        f"{path.relative_to(folder)}: {word}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for word in words
        if word.encode() in path.read_bytes() or word in path.name
    ]


def copies_in_raw_memory(process: int, word: str) -> int:
    """How often a word stands in what a process wrote into its memory, freed or not."""
    count = 0
    maps = Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines()
    with Path(f"/proc/{process}/mem").open("rb") as memory:
        for line in maps:
            place, rights, _, _, _, *name = line.split()
            if rights[:2] != "rw" or (name and name[0].startswith("/")):
                continue
            begin, end = (int(number, 16) for number in place.split("-"))
            try:
                memory.seek(begin)
                count += memory.read(end - begin).count(word.encode())
            except OSError:  # [vvar] and the like
                continue
    return count
