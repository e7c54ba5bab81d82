"""Splits JSON, as it comes in, into the entries of its list, without holding more than one of them.

Decides what of a document is too large or nested too deep to be looked at: such an entry is
skipped by itself. Leaves what an entry means to others. Nothing here recurses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from hub.errors import BadInput
from hub.views.limits import Limits

ASK = "Ask for the file of services, as Open Referral UK 3.0 JSON."
_MOST_AROUND = 10_000_000
"""Bytes of what stands around the list, or of a document without one."""
_LEAST_BETWEEN = 20
"""Bytes for each bracket: in a real directory there are thirty, and counting them takes time."""
_MOST_IN_ONE = 20_000
"""Brackets of one entry; one with all that a hub can keep has some hundreds."""
_PREFIX = 4_000
"""So much of an entry that is too large is looked at, for its id and its name."""

_BOM, _OTHER_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
# One bracket, and before it anything else; what stands in quotes is skipped whole. Possessive
# throughout, so that no file can make it go back.
_TO_BRACKET = re.compile(rb'(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+")*+([\[\]{}])', re.DOTALL)
_TO_OPEN_TEXT = re.compile(rb'(?:[^"\[\]{}]++|"(?:[^"\\]++|\\.)*+")*+', re.DOTALL)
_REST_OF_TEXT = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
_LIST_KEY = re.compile(rb'"(contents|content)"\s*:\s*\Z')
_ID = re.compile(rb'"id"\s*:\s*"([^"\\]{1,64})"')
_NAME = re.compile(rb'"name"\s*:\s*"([^"\\]{1,80})')


@dataclass(frozen=True, slots=True)
class Element:
    """One entry of the list: its value, or why it was skipped."""

    value: Any
    skipped: str = ""


class Splitter:
    """Reads one document. `what` is what it is called in a refusal."""

    def __init__(self, limits: Limits, what: str = "The file") -> None:
        self.limits = limits
        self.what = what
        self.key = ""
        """The key of its list; empty for a bare list, or where there is none."""
        self.around: Any = None
        """After the last entry: the document, its list left empty."""
        self.has_list = False

    def elements(self, chunks: Iterable[bytes]) -> Iterator[Element]:
        """The entries in their order. Raises BadInput where the document is no JSON, at the
        latest after the last entry: keep none of them before.
        """
        around, between, row = bytearray(), bytearray(), bytearray()
        sink = around
        depth = list_depth = brackets = row_began = 0
        most = max(1_000_000, self.limits.bytes // _LEAST_BETWEEN)
        skipped = ""
        is_first = True
        in_text = is_escaped = False
        for chunk in _without_mark(chunks, self._not_text):
            start = pos = 0
            if is_escaped:
                pos, is_escaped = 1, False
            while True:
                if in_text:
                    pos = _end(_REST_OF_TEXT, chunk, pos)
                    if pos == len(chunk):
                        break
                    if chunk[pos] == 0x5C:  # a backslash at the very end: what it says comes next
                        is_escaped = True
                        break
                    in_text, pos = False, pos + 1
                found = _TO_BRACKET.match(chunk, pos)
                if not found:
                    pos = _end(_TO_OPEN_TEXT, chunk, pos)
                    if pos == len(chunk):
                        break
                    in_text, pos = True, pos + 1
                    continue
                pos = found.end()
                brackets += 1
                if chunk[pos - 1] in b"[{":
                    depth += 1
                    if sink is row:
                        if brackets - row_began > _MOST_IN_ONE and not skipped:
                            skipped = f"It has more than {_MOST_IN_ONE // 2:,} parts."
                        if depth > self.limits.depth and not skipped:
                            skipped = f"It is nested deeper than {self.limits.depth} levels."
                    elif sink is between:
                        between += chunk[start : pos - 1]
                        yield from self._plain(between, is_first, is_followed=True)
                        between.clear()
                        sink, start, is_first = row, pos - 1, False
                        row_began = brackets
                    elif depth > self.limits.depth:
                        words = f"{self.what} is nested deeper than {self.limits.depth} levels."
                        raise BadInput(f"{words} No Open Referral file is.", hint=ASK)
                    elif chunk[pos - 1] == 0x5B and not list_depth and depth < 3:
                        around += chunk[start : pos - 1]
                        start = pos - 1
                        key = _LIST_KEY.search(around[-40:])
                        if key if depth == 2 else not around.strip():
                            self.key = key[1].decode() if key else ""
                            self.has_list, list_depth = True, depth
                            around += b"["
                            sink, start = between, pos
                    continue
                depth -= 1
                if depth < 0:
                    raise self._not_json()
                if sink is row and depth == list_depth:
                    row += chunk[start:pos]
                    yield self._element(row, skipped)
                    row.clear()
                    sink, start, skipped = between, pos, ""
                elif sink is between:
                    between += chunk[start : pos - 1]
                    yield from self._plain(between, is_first, is_followed=False)
                    sink, start, list_depth = around, pos - 1, -1
            if brackets > most:
                raise BadInput(f"{self.what} holds next to nothing but brackets.", hint=ASK)
            sink += chunk[start:]
            if sink is row and len(row) > self.limits.row_bytes:
                skipped = skipped or self._too_large()
                del row[_PREFIX:]
            elif len(sink) > _MOST_AROUND:
                raise BadInput(f"{self.what} isn't Open Referral: one part is too large.", hint=ASK)
        if depth or in_text or sink is not around:
            raise self._not_json()
        if not around.strip():
            raise BadInput(f"{self.what} is empty.", hint=ASK)
        self.around = self._load(around)

    def _element(self, row: bytearray, skipped: str) -> Element:
        if not skipped and len(row) > self.limits.row_bytes:
            skipped = self._too_large()
        if skipped:
            seen = {"id": _ID.search(row[:_PREFIX]), "name": _NAME.search(row[:_PREFIX])}
            known = {key: one[1].decode(errors="ignore") for key, one in seen.items() if one}
            return Element(known, skipped)
        return Element(self._load(row))

    def _plain(self, between: bytearray, is_first: bool, *, is_followed: bool) -> Iterator[Element]:
        """What stands between two entries in brackets: a comma, or entries without any."""
        if between == b"," and is_followed and not is_first:
            return
        before, after = b"" if is_first else b"0", b"0" if is_followed else b""
        values = self._load(b"[" + before + between + after + b"]")
        for value in values[len(before) : len(values) - len(after)]:
            yield Element(value)

    def _load(self, data: bytes | bytearray) -> Any:
        try:
            return _DECODER.decode(data.decode())
        except UnicodeDecodeError:
            raise self._not_text() from None
        except _NoNumber as error:
            words = f"{self.what} holds {error}, which JSON doesn't allow."
            raise BadInput(words, hint=ASK) from None
        except (ValueError, RecursionError):
            raise self._not_json() from None

    def _too_large(self) -> str:
        size = self.limits.row_bytes
        words = f"{size / 1_000_000:g} MB" if size >= 100_000 else f"{size} bytes"
        return f"It is larger than {words}."

    def _not_json(self) -> BadInput:
        return BadInput(f"{self.what} isn't JSON, or it is cut short.", hint=ASK)

    def _not_text(self) -> BadInput:
        return BadInput(f"{self.what} isn't UTF-8 text.", hint=ASK)


def _end(pattern: re.Pattern[bytes], chunk: bytes, pos: int) -> int:
    found = pattern.match(chunk, pos)
    return found.end() if found else pos


def _without_mark(chunks: Iterable[bytes], refuse: Any) -> Iterator[bytes]:
    head = b""
    is_begun = False
    for chunk in chunks:
        if not is_begun:
            head += chunk
            if len(head) < len(_BOM):
                continue
            if head.startswith(_OTHER_MARKS):
                raise refuse()
            is_begun, chunk = True, head.removeprefix(_BOM)
        if chunk:
            yield chunk
    if not is_begun and head:
        yield head


class _NoNumber(Exception):
    """NaN and its like."""


def _no_number(name: str) -> NoReturn:
    raise _NoNumber(name)


def _number(digits: str) -> int | float:
    """A number too long for anything we keep becomes infinity, which no field accepts."""
    return int(digits) if len(digits) < 20 else float("inf")


_DECODER = json.JSONDecoder(parse_constant=_no_number, parse_int=_number)
