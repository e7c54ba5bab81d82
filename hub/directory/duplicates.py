"""Entries that may be one: the same phone number, the same website, names alike. Only those that
share something are compared, never all with all: ten thousand entries take a few seconds.

What is made of it is decided by people (`uniting`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import select
from sqlmodel import Session, col

from hub.directory.assurance import OPEN_STATUSES
from hub.directory.comparing import name_words, phone_key, web_host
from hub.directory.likeness import Words, name_likeness
from hub.store.engine import Store
from hub.store.tables import NotTheSame, Organisation, Phone, Service
from hub.views.editing import DuplicateView

_A_SWITCHBOARD = 4
"""Entries that may share a number before it says little: beyond, it is a council's switchboard."""
_A_PORTAL = 4
"""The same for a website."""
_COMMON_NAME = 3
"""Entries that may have one name before it says little: "Youth club"."""
_LARGEST_BLOCK = 30
"""Entries with one thing in common that are compared with each other. More have it by chance."""
_NEIGHBOURS = 4

_ALIKE = 88
"""Names that are taken for the same by themselves."""
_ALIKE_WITH_PHONE = 60
_ALIKE_WITH_HOST = 75


@dataclass(frozen=True, slots=True)
class _Entry:
    id: int
    code: str
    name: str
    organisation: str
    words: Words
    whose: Words
    host: str
    phones: frozenset[str]


def likely_duplicates(store: Store, *, limit: int = 20) -> tuple[DuplicateView, ...]:
    """Pairs of open entries, the likeliest first; without those that were said not to be the
    same.
    """
    with store.read() as session:
        entries = _read(session)
        apart = {
            (min(pair), max(pair))
            for pair in session.execute(select(col(NotTheSame.first_id), col(NotTheSame.second_id)))
        }
    shared = _Shared(entries)
    found = []
    for first, second in _candidates(entries, shared):
        if (first.id, second.id) not in apart:
            view = _compared(first, second, shared)
            if view is not None:
                found.append(view)
    found.sort(key=lambda one: (-one.likeness, one.first_name, one.first, one.second))
    return tuple(found[:limit])


class _Shared:
    """Who has which number, website and name."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        self.phones: defaultdict[str, list[_Entry]] = defaultdict(list)
        self.hosts: defaultdict[str, list[_Entry]] = defaultdict(list)
        self.names: defaultdict[str, list[_Entry]] = defaultdict(list)
        self.words: defaultdict[str, list[_Entry]] = defaultdict(list)
        for one in entries:
            for phone in one.phones:
                self.phones[phone].append(one)
            if one.host:
                self.hosts[one.host].append(one)
            self.names["".join(one.words)].append(one)
            for word in set(one.words):
                self.words[word].append(one)


def _read(session: Session) -> list[_Entry]:
    phones: defaultdict[int, set[str]] = defaultdict(set)
    for key, number in session.execute(select(col(Phone.service_id), col(Phone.number))):
        phones[key].add(phone_key(number))
    rows = session.execute(
        select(
            col(Service.id),
            col(Service.code),
            col(Service.name),
            col(Organisation.name).label("organisation"),
            col(Service.url),
            col(Organisation.website),
        )
        .join(Organisation, col(Organisation.id) == col(Service.organisation_id))
        .where(col(Service.status).in_(OPEN_STATUSES))
        .order_by(col(Service.id))
    )
    return [
        _Entry(
            row.id,
            row.code,
            row.name,
            row.organisation,
            name_words(row.name),
            name_words(row.organisation),
            web_host(row.url or row.website),
            frozenset(phones[row.id] - {""}),
        )
        for row in rows
    ]


def _candidates(entries: Sequence[_Entry], shared: _Shared) -> Iterator[tuple[_Entry, _Entry]]:
    """Pairs worth a look, each once, the older entry first."""
    seen: set[tuple[int, int]] = set()
    in_order = sorted(entries, key=lambda one: ("".join(one.words), one.id))
    blocks: list[Iterable[tuple[_Entry, _Entry]]] = [
        combinations(block, 2)
        for kind in (shared.phones, shared.hosts, shared.names, shared.words)
        for block in kind.values()
        if 1 < len(block) <= _LARGEST_BLOCK
    ]
    # A name with a slip in every word shares none, but stands beside the right one.
    blocks += [zip(in_order, in_order[step:], strict=False) for step in range(1, _NEIGHBOURS + 1)]
    for pairs in blocks:
        for one, other in pairs:
            first, second = (one, other) if one.id < other.id else (other, one)
            if (first.id, second.id) not in seen:
                seen.add((first.id, second.id))
                yield first, second


def _compared(first: _Entry, second: _Entry, shared: _Shared) -> DuplicateView | None:
    alike = name_likeness(first.words, second.words)
    if alike < _ALIKE_WITH_PHONE:
        return None
    same_phone = _rarest(first.phones & second.phones, shared)
    telling_phone = bool(same_phone) and len(shared.phones[same_phone]) <= _A_SWITCHBOARD
    same_host = first.host if first.host == second.host else ""
    telling_host = bool(same_host) and len(shared.hosts[same_host]) <= _A_PORTAL
    same_organisation = name_likeness(first.whose, second.whose) >= _ALIKE
    rare_name = len(shared.names["".join(first.words)]) <= _COMMON_NAME
    is_one = (
        (telling_phone or (bool(same_phone) and same_organisation and alike >= _ALIKE_WITH_HOST))
        or (bool(same_host) and alike >= _ALIKE_WITH_HOST)
        or (alike >= _ALIKE and (same_organisation or rare_name))
    )
    if not is_one:
        return None
    why = []
    if alike == 100:
        same = first.name.casefold() == second.name.casefold()
        why.append("The same name" if same else "The same name, written another way")
    elif alike >= _ALIKE:
        why.append("Nearly the same name")
    else:
        why.append("One name is part of the other")
    if same_phone:
        many = len(shared.phones[same_phone])
        shown = "" if telling_phone else f", which {many} entries share"
        why.append(f"The same phone number, {same_phone}{shown}")
    if same_host:
        many = len(shared.hosts[same_host])
        shown = "" if telling_host else f", which {many} entries share"
        why.append(f"The same website, {same_host}{shown}")
    if same_organisation:
        why.append("The same organisation")
    likeness = alike * 6 // 10
    likeness += 25 if telling_phone else 8 if same_phone else 0
    likeness += 8 if telling_host else 3 if same_host else 0
    likeness += 7 if same_organisation else 0
    return DuplicateView(
        first=first.code,
        second=second.code,
        first_name=first.name,
        second_name=second.name,
        first_organisation=first.organisation,
        second_organisation=second.organisation,
        why=tuple(why),
        likeness=min(likeness, 100),
    )


def _rarest(phones: frozenset[str], shared: _Shared) -> str:
    return min(phones, key=lambda phone: (len(shared.phones[phone]), phone), default="")
