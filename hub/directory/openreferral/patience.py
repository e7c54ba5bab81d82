"""What keeps a hostile server from holding the hub: a socket that doesn't wait for drips, and an
unpacker that never makes more than a piece at a time.
"""

from __future__ import annotations

import io
import socket
import zlib
from collections.abc import Callable, Iterator
from typing import Any

PIECE = 64 * 1024
_SLOWEST = 500
"""Bytes a second, once patience is over: whoever sends less keeps us waiting on purpose."""
_MOST_HEAD = 512 * 1024
"""Bytes before an answer's body begins."""


class Unpacker:
    """gzip or deflate, a piece at a time, however little it takes to make much of it."""

    def __init__(self, packing: str) -> None:
        self._is_raw_maybe = packing == "deflate"
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS if self._is_raw_maybe else 31)

    @property
    def is_done(self) -> bool:
        return self._inflate.eof

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while data and not self._inflate.eof:
            try:
                piece = self._inflate.decompress(data, PIECE)
            except zlib.error:
                if not self._is_raw_maybe:  # deflate comes with and without its head
                    raise
                self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
                piece = self._inflate.decompress(data, PIECE)
            self._is_raw_maybe = False
            data = self._inflate.unconsumed_tail
            if piece:
                yield piece


class Patience:
    """How long one feed may take, and how much it may send over the line."""

    def __init__(self, now: Callable[[], float], *, seconds: int, patience: int, most: int) -> None:
        self.now = now
        self.ends = now() + seconds
        self.patience = float(patience)
        self.line_left = most + most // 8 + 1_000_000
        """Bytes that may still come over the line, with all that stands around them."""

    @property
    def is_over(self) -> bool:
        return self.now() >= self.ends

    def left(self) -> float:
        """Seconds that anything may still take. Raises TimeoutError where there are none."""
        left = min(self.patience, self.ends - self.now())
        if left <= 0:
            raise TimeoutError
        return left


class TooMuch(Exception):
    """More came over the line than any feed needs."""


class PatientSocket:
    """A socket for http.client whose every read and write keeps to a patience: an answer that
    only drips doesn't hold us, nor one whose head never ends.
    """

    def __init__(self, plain: socket.socket, patience: Patience) -> None:
        self._plain = plain
        self._patience = patience
        self.readers = 0
        self.is_closed = False
        self.begin()

    def begin(self) -> None:
        """From here on the next answer is timed."""
        self._began, self._got, self.is_head = self._patience.now(), 0, True

    def sendall(self, data: bytes) -> None:
        self._plain.settimeout(self._patience.left())
        self._plain.sendall(data)

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self), PIECE)

    def read_into(self, buffer: Any) -> int:
        took = self._patience.now() - self._began
        if took > self._patience.patience and self._got < took * _SLOWEST:
            raise TimeoutError
        self._plain.settimeout(self._patience.left())
        count = self._plain.recv_into(buffer)
        self._got += count
        self._patience.line_left -= count
        if self._patience.line_left < 0 or (self.is_head and self._got > _MOST_HEAD):
            raise TooMuch
        return count

    def close(self) -> None:
        """As with any socket: who reads from it may go on to the end of the answer."""
        self.is_closed = True
        self.let_go()

    def let_go(self) -> None:
        if self.is_closed and not self.readers:
            self._plain.close()


class _Reader(io.RawIOBase):
    """What http.client reads one answer from, and closes after it; the connection may stay."""

    def __init__(self, source: PatientSocket) -> None:
        self._source = source
        source.readers += 1

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._source.read_into(buffer)

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._source.readers -= 1
            self._source.let_go()
