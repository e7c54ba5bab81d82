"""A kiosk in a browser: what its server passes on is heard as what comes from a terminal is.

Textual's own driver tells the app of the size with which a page opened by another way than of each
size after it, so the older of two could arrive last: a page that grew while its kiosk began was
drawn in its first size until it changed again.
"""

from __future__ import annotations

from textual import events, messages
from textual.drivers._byte_stream import ByteStream
from textual.drivers.web_driver import WebDriver
from textual.geometry import Size

from kiosk.shared.hearing import Hearing, HearingDriver


class ServedDriver(HearingDriver, WebDriver):
    """Draws on a page, and hears what it sends."""

    def run_input_thread(self) -> None:
        hearing, packets = Hearing(), ByteStream()
        for sent in self._input_reader:
            if sent:
                for kind, payload in packets.feed(sent):
                    if kind == "D":
                        self.tell(hearing, payload)
                    else:
                        self._on_meta(kind, payload)
            self.tell_of_a_moment(hearing)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """What the server says of the page. Of files there is nothing to ask for."""
        if packet_type == "resize":
            width, height = payload["width"], payload["height"]
            assert isinstance(width, int)
            assert isinstance(height, int)
            size = Size(width, height)
            self.send_message(events.Resize(size, size))
        elif packet_type == "quit":
            self.send_message(messages.ExitApp())
