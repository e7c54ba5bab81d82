"""The visitors' kiosk line by line, for screen readers and braille lines: says a page, asks, goes
on. Its pages are those of the screen; it reads the noticeboard, nothing else, and loads no Textual.
"""

from __future__ import annotations

import gc
import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

from hub.clock import Clock
from hub.errors import HubError
from hub.languages.language import ENGLISH, Language
from hub.noticeboard.dropbox import LONGEST_WORDS, DropBox
from hub.noticeboard.read import Noticeboard
from hub.views.printing import Printing
from hub.views.words import clean_line
from kiosk.public import plain_words
from kiosk.public.chosen import chosen_language
from kiosk.public.leaving import Leaving
from kiosk.public.list_changes import changed
from kiosk.public.page import Around, Card, one_moment
from kiosk.public.pages.making import make_page
from kiosk.public.pages.saying import letters_left
from kiosk.public.places import (
    Code,
    Entry,
    Home,
    Languages,
    Paper,
    Place,
    Printable,
    Saying,
    Search,
    Thanks,
)
from kiosk.public.plain_page import PlainPage, Portion, plain_page, portion
from kiosk.public.plain_terminal import Ending, Terminal
from kiosk.public.plain_words import ASKING_SECONDS
from kiosk.public.printing import VisitorsPrinter, sheet_counted
from kiosk.shared.idle import IdleWatch
from kiosk.shared.lockdown import clear_environment
from kiosk.shared.plain_lines import broken

IDLE_SECONDS = 60
LONGEST_SEARCH = 60
LONGEST_NUMBER = 6
"""Digits of a helpline; a longer number is somebody's card under the scanner."""
MOST_BACK = 100
"""Pages that Back remembers."""
PRINTER_SECONDS = 300.0
"""How often we look for a printer."""


class PlainKiosk:
    """One visitor after another, a line at a time."""

    def __init__(
        self,
        board_path: Path,
        clock: Clock,
        terminal: Terminal,
        *,
        dropbox: Path | None = None,
        printing: Printing | None = None,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        self.board_path = board_path
        self.clock = clock
        self.terminal = terminal
        self.leaving = Leaving(DropBox(dropbox or board_path.with_name("dropbox"), clock))
        self.place: Place = Home()
        self.history: list[tuple[Place, int]] = []
        self.my_list = self.cleared = tuple[Entry, ...]()
        self.language: Language = ENGLISH
        self.on_paper: Language | None = None
        self._board: Noticeboard | None = None
        self._seconds = seconds
        self._idle = IdleWatch(IDLE_SECONDS, ASKING_SECONDS, seconds())
        self._is_fresh = True
        """Whether nobody has typed since the start was said."""
        self._is_asking = False
        self._ticked = seconds()
        self._first = 0
        """With which part of the page what is said begins."""
        self._page = PlainPage((), ())
        self._portion = Portion((), None)
        self._printer: VisitorsPrinter | None = None
        self._looked = -PRINTER_SECONDS
        if printing is not None and printing.per_hour:
            self._printer = VisitorsPrinter(board_path, clock, printing, seconds)

    def run(self) -> None:
        """Say the start and answer whatever is typed. Ends with Ending alone."""
        self.begin()
        while True:
            self.step()

    def begin(self) -> None:
        """Say the start."""
        self._say_page()
        if not gc.isenabled():  # `hub kiosk` starts without
            gc.freeze()
            gc.enable()

    # Time passes

    def step(self) -> None:
        """A line is typed and answered, a key is pressed, or a second passes."""
        heard = self.terminal.wait(1.0)
        now = self._seconds()
        if now - self._ticked >= 1.0:
            self._ticked = now
            self.leaving.tick()
        if heard.is_touched:
            self._idle.touched(now)
            self._is_fresh = self._is_asking = False
        if heard.line is not None:
            self._answer(heard.line, is_cut=heard.is_cut)
        elif not self._is_fresh:
            self._mind_the_time(now)

    def _mind_the_time(self, now: float) -> None:
        left = self._idle.seconds_left(now)
        if left == 0:
            self._start_afresh(self.language.say(plain_words.STARTED_AGAIN))
        elif left is not None and not self._is_asking:
            self._is_asking = True
            self.terminal.say(["", *self._broken(plain_words.still_there(self.language))])
            if self.terminal.typing.words:
                self._ask()

    def _start_afresh(self, *words: str, goes_on: bool = False) -> None:
        """Forget the visit: where it was, what was said and typed; but for the list and what she
        typed ahead who `goes_on` at the start.
        """
        if not goes_on:
            self.my_list = self.cleared = ()
            self.language, self.on_paper = ENGLISH, None
        self.leaving.end_visit()
        self.terminal.wipe(ahead_too=not goes_on)
        self.history.clear()
        self.place, self._first = Home(), 0
        self._say_page(*words)
        self._idle.touched(self._seconds())
        self._is_fresh, self._is_asking = not self.terminal.typing.lines, False

    # Speaking

    def _broken(self, words: str) -> tuple[str, ...]:
        return broken(words, self.terminal.width)

    def _open_board(self) -> Noticeboard | None:
        """The noticeboard, the newest there is."""
        if self._board is not None and not self._board.is_newer_than_this():
            return self._board
        with suppress(HubError, OSError, sqlite3.Error):
            newer = Noticeboard.open(self.board_path)
            self._close_board()
            self._board = newer
        return self._board

    def _close_board(self) -> None:
        if self._board is not None:
            self._board.close()
            self._board = None

    def _make(self) -> PlainPage:
        """The page of where we are, now."""
        language = self.language
        page, welcome = one_moment(language), language.say("One moment…")
        for _ in range(2):  # a board that breaks while it is read is opened once more
            board = self._open_board()
            if board is None:
                break
            try:
                page = make_page(self.place, board, self.clock, self._around)
                now = self.clock.now()
                day = f"{language.heading(now.date())}, {language.time(now)}"
                welcome = f"{board.hub().site.name}. {day}."
                break
            except (HubError, sqlite3.Error):
                self._close_board()
        others = plain_words.other_languages(self._around)
        width = self.terminal.width
        return plain_page(page, self.place, width, language, welcome=welcome, others=others)

    def _say_page(self, *before: str) -> None:
        """Say the page, after what there is to say before it, and ask."""
        if isinstance(self.place, Home):
            self._look_for_printer()
        self._page = self._make()
        self._first = min(self._first, max(0, len(self._page.parts) - 1))
        rows = self.terminal.rows
        if rows is not None:
            said = [line for words in before for line in self._broken(words)]
            rows -= len(said) + len(self._broken(self._prompt(more=True))) + 3
        width = self.terminal.width
        self._portion = portion(self._page, self._first, width=width, rows=rows)
        self._say(*before)
        self.terminal.say(["", *self._portion.lines, ""])
        self._ask()

    def _say(self, *words: str) -> None:
        for one in words:
            self.terminal.say(self._broken(one))

    def _ask(self) -> None:
        self.terminal.ask(self._broken(self._prompt(more=self._portion.after is not None)))

    def _prompt(self, *, more: bool) -> str:
        """What can be typed here."""
        return plain_words.prompt(
            self.place,
            self.language,
            cards=bool(self._page.cards),
            goes_back=bool(self.history),
            goes_on=more,
        )

    # What a visitor does

    def _answer(self, line: str, *, is_cut: bool) -> None:
        words = clean_line(line)
        command = plain_words.COMMANDS.get(words.casefold())
        number = words.rstrip(".)")
        if command is not None:
            self._obey(command)
        elif number.isdecimal() and self._choose(number):
            pass
        elif code := plain_words.language_named(words, self.language):
            self._speak(code)
        elif plain_words.asks_for_languages(words, self.language):
            self._go(Languages())
        elif isinstance(self.place, Saying):
            self._write(words, is_cut=is_cut)
        elif number.isdecimal() and not 3 <= len(number) <= LONGEST_NUMBER:
            self._tell_numbers()
        else:
            self._go(Search(words[:LONGEST_SEARCH].strip()), instead=isinstance(self.place, Search))

    def _obey(self, command: str) -> None:
        if command == "b":
            self._go_back()
        elif command == "h":
            self._start_afresh(goes_on=True)
        elif command == "l":
            self._start_afresh(self.language.say(plain_words.LEFT))
        elif command == "m":
            self._say_more()
        elif command == "hide":
            self.terminal.wipe(ahead_too=True)
            self._say(self.language.say(plain_words.HIDDEN))
        else:
            self._say_page()

    def _go(self, place: Place, *, instead: bool = False) -> None:
        """Say `place`; back returns here, unless it is said `instead` of this."""
        if not instead:
            self._remember()
        self.place, self._first = place, 0
        if not isinstance(place, Code):  # said in words, no code is taken away
            self.leaving.looked_at(place)
        self._say_page()

    def _remember(self) -> None:
        self.history.append((self.place, self._first))
        del self.history[:-MOST_BACK]

    def _go_back(self) -> None:
        if not self.history:
            self._say(self.language.say(plain_words.NO_WAY_BACK))
            self._ask()
            return
        self.place, self._first = self.history.pop()
        self._say_page()

    def _say_more(self) -> None:
        if self._portion.after is None:
            self._say(self.language.say(plain_words.NO_MORE))
            self._ask()
            return
        self._remember()
        self._first = self._portion.after
        self._say_page()

    def _tell_numbers(self) -> None:
        self._say(plain_words.numbers_here(len(self._page.cards), self.language))
        self._ask()

    def _choose(self, typed: str) -> bool:
        """Choose a card; False where none has this number."""
        if len(typed) > LONGEST_NUMBER:
            return False
        if isinstance(self.place, Home):  # said long ago, perhaps yesterday
            self._page = self._make()
        number = int(typed)
        if not 1 <= number <= len(self._page.cards):
            return False
        card: Card = self._page.cards[number - 1]
        if card.says is not None:
            is_left = self.leaving.say(card.says, self._seconds())
            self._go(Thanks(is_left), instead=True)
        elif card.changes is not None:
            self.my_list, self.cleared = changed(self.my_list, card.changes)
            self._say_page()
        elif card.speaks:
            self._speak(card.speaks)
        elif card.prints is not None:
            self._print(card.prints)
        elif card.goes is not None:
            self._go(card.goes, instead=card.is_instead)
        return True

    def _speak(self, code: str) -> None:
        """Change to a language, for the terminal if it can show it."""
        chosen = chosen_language(code, self.board_path)
        if chosen.is_right_to_left:
            self.on_paper = chosen
        else:
            self.language, self.on_paper = chosen, None
        if isinstance(self.place, Languages):
            self.place, self._first = self.history.pop()
        self._say_page()

    def _write(self, words: str, *, is_cut: bool) -> None:
        """An idea, or what group somebody would like."""
        assert isinstance(self.place, Saying)
        if not any(letter.isalpha() for letter in words):
            self._say(self.language.say(plain_words.WRITE_WORDS))
            self._ask()
            return
        if is_cut or letters_left(words) < 0:
            self._say(plain_words.cut(self.language))
        self._go(Saying(self.place.kind, words[:LONGEST_WORDS]), instead=True)

    # Paper

    @property
    def _around(self) -> Around:
        return Around(
            prints=self._printer is not None and self._printer.is_there,
            prints_arabic=self._printer is not None and self._printer.prints_arabic,
            kept=self.my_list,
            cleared=self.cleared,
            is_plain=True,
            is_roomy=True,
            language=self.language,
            on_paper=self.on_paper,
        )

    def _look_for_printer(self) -> None:
        """See in a thread whether there is one: nobody waits for it."""
        now = self._seconds()
        if self._printer is not None and now - self._looked >= PRINTER_SECONDS:
            self._looked = now
            threading.Thread(target=self._printer.look, daemon=True).start()

    def _print(self, asked: Printable) -> None:
        assert self._printer is not None
        self._say(self.language.say(plain_words.ON_ITS_WAY))
        words, comes = self._printer.put_on_paper(
            asked, self.language, self.on_paper or self.language
        )
        if comes:
            self.leaving.took(sheet_counted(asked))
        self._go(Paper(words, is_over=True))


def run_plain(
    board_path: Path,
    clock: Clock,
    *,
    dropbox: Path | None = None,
    printing: Printing | None = None,
    demo: bool = False,
) -> int:
    """Run until it ends. 0: nobody can be heard any more, or a signal; 1: it broke. The desk of a
    `demo` needs a screen: there is no way to it from here.
    """
    clear_environment(os.environ)
    with Terminal() as terminal:
        kiosk = None
        try:
            kiosk = PlainKiosk(board_path, clock, terminal, dropbox=dropbox, printing=printing)
            kiosk.run()
        except Ending:
            terminal.part()
        except Exception:  # a visitor sees no traceback: the service manager starts it again
            terminal.part("", plain_words.BROKEN)
            return 1
        finally:
            if kiosk is not None:
                kiosk.leaving.close()
    return 0
