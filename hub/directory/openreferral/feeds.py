"""Reads a feed from its https address: which of its addresses has the list, page after page until
it ends, and where to go on if it broke off. What is read lies in `staging` until all is there;
then it comes in like a file, in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from sqlalchemy import insert, select, update
from sqlmodel import col

from hub.clock import Clock
from hub.directory.keeping import FEED
from hub.directory.openreferral.addresses import checked_address
from hub.directory.openreferral.details import Details, known_details, page_of
from hub.directory.openreferral.fetching import Answer, FeedBroke, Fetcher, Web
from hub.directory.openreferral.reading import Progress, is_marked, rows_of
from hub.directory.openreferral.saving import Origin, take_in
from hub.directory.openreferral.splitting import Splitter
from hub.directory.openreferral.staging import Staging, id_of, staged, write_row
from hub.errors import BadInput, HubError
from hub.people.trail import volunteer_id
from hub.store.engine import Store
from hub.store.tables import Feed
from hub.views.importing import ImportReport
from hub.views.limits import Limits

_NO_FEED = "Ask for the address of their Open Referral UK feed; it often ends in /services."


@dataclass(frozen=True, slots=True)
class _Page:
    """What one answer said of itself."""

    fresh: int
    """Rows with an id that no page before had, or with none."""
    number: int | None
    total_pages: int | None
    total_items: int | None
    is_last: bool | None
    is_paged: bool


def import_feed(
    store: Store,
    clock: Clock,
    *,
    address: str,
    folder: Path,
    by: str | None = None,
    is_local: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
    web: Web | None = None,
) -> ImportReport:
    """Create, update or leave each service of a feed; say why a row was refused.

    `address` is that of the list of services, or the one it stands under. `folder` is where the
    pages lie until all are there. Raises BadInput where it is no feed or too large, and FeedBroke
    where it broke off: then the next call goes on from there, and nothing was written. `progress`
    is told how many entries of how many were read.
    """
    limits, web = limits or Limits(), web or Web()
    address = urlunsplit(checked_address(address.strip(), web.schemes))
    source = f"{FEED}{address}"
    with store.read() as session:
        volunteer_id(session, by)  # better refused before anything is asked of anybody
        known = known_details(session, source)
        feed = session.execute(
            select(col(Feed.etag), col(Feed.is_local)).where(col(Feed.source) == source)
        ).first()
    etag = feed.etag if feed and (feed.is_local or not is_local) else ""
    with staged(folder, address, clock.utc_now()) as staging:
        fetcher = Fetcher(limits, web)
        try:
            reading = _Reading(fetcher, staging, Details(fetcher, "", known), progress)
            if not staging.state.is_complete and not reading.read(address, etag):
                staging.remove()
                _note_reading(store, clock, source, None)
                return ImportReport(0, 0, 0, 0, is_same=True)
            state = staging.state
            report = take_in(
                store,
                clock,
                rows=staging.rows,
                origin=Origin(source, address, state.etag, state.is_whole, tuple(state.notes)),
                by=by,
                is_local=is_local,
                limits=limits,
            )
        except FeedBroke as broke:
            pages = staging.state.pages
            if not pages:
                raise
            _note_reading(store, clock, source, pages + 1, address)
            raise FeedBroke(
                f"{broke.message} It broke off after page {pages}.",
                hint="Nothing is in the directory yet. Type the same again within a day to go on"
                " from there.",
            ) from broke
        except BadInput:
            staging.remove()
            raise
        finally:
            fetcher.close()
        staging.remove()
        return report


@dataclass(slots=True)
class _Reading:
    """One run of reading pages, from wherever the one before stopped."""

    fetcher: Fetcher
    staging: Staging
    details: Details
    progress: Progress | None

    def read(self, address: str, etag: str) -> bool:
        """Read page after page. False if the server says that nothing has changed."""
        state = self.staging.state
        self.fetcher.total = state.bytes
        self.details.asked, self.details.missing = state.details, state.summaries
        page: _Page | None = None
        if not state.pages:
            page = self._first(address, etag)
            if page is None:
                return False
            number = page.number if page.number in (0, 1) else 1
            self.staging.change(first_number=number)
        while page is None or not self._is_end(page):
            page = self._next()
        self._finish()
        return True

    def _first(self, address: str, etag: str) -> _Page | None:
        parts = urlsplit(address)
        below = urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/services"))
        is_list = bool(parts.query) or parts.path.rstrip("/").endswith(("/services", ".json"))
        refusal: HubError | None = None
        for services in (address,) if is_list else (address, below):
            try:
                answer = self.fetcher.get(services, etag=etag)
                if answer.status == 304 and etag:
                    return None
                page = self._page(services, answer)
            except BadInput as error:
                if self.fetcher.total > self.fetcher.limits.bytes:
                    raise
                refusal = refusal or error
                continue
            if page is not None:
                return page
            refusal = refusal or _refusal(answer)
        if isinstance(refusal, FeedBroke):
            raise refusal
        assert refusal is not None  # there was one address at least
        raise BadInput(refusal.message, hint=refusal.hint or _NO_FEED)

    def _next(self) -> _Page:
        state = self.staging.state
        if state.pages >= self.fetcher.limits.pages:
            raise BadInput(
                f"The feed has more than {self.fetcher.limits.pages:,} pages.",
                hint="If that is right, raise pages in hub.toml, under [feeds].",
            )
        answer = self.fetcher.get(page_of(state.services, state.first_number + state.pages))
        page = self._page(state.services, answer)
        if page is not None:
            return page
        if answer.status in (400, 404, 410):  # past the end, as some servers say it
            return _Page(0, None, None, None, None, is_paged=True)
        raise _refusal(answer)

    def _page(self, services: str, answer: Answer) -> _Page | None:
        """Read an answer into the staging; None if it is no page of services."""
        if answer.status != 200:
            answer.skip()
            return None
        self.details.services = services
        limits, staging = self.fetcher.limits, self.staging
        splitter = Splitter(limits, "The answer")
        rows = fresh = wanted = 0
        is_feed = False
        ids: set[str] = set()
        with staging.new_page() as file:
            for row in rows_of(splitter, answer.pieces):
                rows += 1
                if staging.state.rows + rows > limits.rows:
                    raise BadInput(
                        f"There are more than {limits.rows:,} entries in it.",
                        hint="If that is right, raise rows in hub.toml, under [feeds].",
                    )
                is_feed = is_feed or bool(row.refused) or is_marked(row.value)
                uid = id_of(row.value)
                if not uid or uid not in staging.seen:
                    fresh += 1
                if uid:
                    ids.add(uid)
                wanted += splitter.has_list and self.details.wanted(row)
                write_row(file, row)
        around = splitter.around if isinstance(splitter.around, dict) else {}
        if not is_feed and (rows or not splitter.has_list):
            return None
        page = _Page(
            fresh,
            number=_whole(around, "page_number", "number"),
            total_pages=_whole(around, "total_pages", "totalPages"),
            total_items=_whole(around, "total_items", "totalElements"),
            is_last=_flag(around, "last_page", "last"),
            is_paged=bool(splitter.key),
        )
        is_all = not page.is_paged or page.total_pages in (0, 1)
        name = ""
        if fresh and wanted:
            name = ".full"
            with staging.new_page(name) as file:
                for row in staging.part():
                    write_row(file, self.details.of(row) if self.details.wanted(row) else row)
        if fresh or not staging.state.pages:
            staging.seen |= ids
            staging.keep_page(
                name,
                services=services,
                rows=staging.state.rows + rows,
                bytes=self.fetcher.total,
                details=self.details.asked,
                summaries=self.details.missing,
                etag=answer.etag if is_all and not self.details.asked else "",
            )
        if self.progress:
            self.progress(staging.state.rows, page.total_items or 0)
        return page

    def _is_end(self, page: _Page) -> bool:
        """Whether nothing comes after this page. Notes it where the feed contradicts itself."""
        state, total = self.staging.state, page.total_pages
        if not page.is_paged:
            return True
        is_stuck = not page.fresh
        if not is_stuck and (page.is_last is not True if total is None else state.pages < total):
            return False
        if is_stuck and total is not None and total > state.pages:
            self._say(f"The feed speaks of {total} pages; nothing new came after {state.pages}.")
        elif page.total_items is not None and page.total_items != state.rows:
            words = f"The feed says that it has {_entries(page.total_items)}; {state.rows} came."
            self._say(words, is_whole=page.total_items < state.rows)
        return True

    def _say(self, words: str, *, is_whole: bool = False) -> None:
        """Note what is wrong with the feed as a whole. Where it isn't whole, nothing vanished."""
        notes = [*self.staging.state.notes, words]
        self.staging.change(notes=notes, is_whole=is_whole)

    def _finish(self) -> None:
        state = self.staging.state
        if state.summaries:
            self.staging.change(
                notes=[
                    *state.notes,
                    f"Of {_entries(state.summaries)} only the summary could be read.",
                ]
            )
        self.staging.change(is_complete=True)


def _refusal(answer: Answer) -> HubError:
    if answer.status in (429, 500, 502, 503, 504):
        return FeedBroke(
            f"The feed's server is busy or out of order ({answer.status}).", hint="Try again later."
        )
    if answer.status in (401, 403):
        return BadInput(f"The feed's server doesn't let us in ({answer.status}).")
    if answer.status != 200:
        return BadInput(f"There is no feed at this address ({answer.status}).")
    return BadInput("There are no services at this address.")


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _whole(around: dict[str, Any], *names: str) -> int | None:
    values: Iterable[Any] = (around.get(name) for name in names)
    return next((v for v in values if type(v) is int and 0 <= v < 10**9), None)


def _flag(around: dict[str, Any], *names: str) -> bool | None:
    return next((v for name in names if isinstance(v := around.get(name), bool)), None)


def _note_reading(
    store: Store, clock: Clock, source: str, next_page: int | None, address: str = ""
) -> None:
    """Keep where a reading goes on; without a page: that it was read just now."""

    def work(session: Any) -> None:
        values: dict[str, Any] = {"next_page": next_page}
        if next_page is None:
            values["read_at"] = clock.utc_now()
        found = session.execute(
            update(Feed).where(col(Feed.source) == source).values(**values)
        ).rowcount
        if not found:
            session.execute(insert(Feed), {"source": source, "address": address} | values)

    store.transact(work)
