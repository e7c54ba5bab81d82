"""Entries that may be one: the same phone number, the same website, names alike. Only those that
share something are compared, never all with all: ten thousand entries take a few seconds.

What is made of it is decided by people (`uniting`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

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
"""Entries after it in the order of names that each is compared with."""
_WORDS_PAIRED = 8
"""Words of a name of which two in common make a pair worth a look."""

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

    @property
    def letters(self) -> str:
        """Its name as it is compared, without spaces: "Food Bank" is "Foodbank"."""
        return "".join(self.words)


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
        self.two_words: defaultdict[tuple[str, ...], list[_Entry]] = defaultdict(list)
        self.organisations: defaultdict[str, list[_Entry]] = defaultdict(list)
        for one in entries:
            for phone in one.phones:
                self.phones[phone].append(one)
            if one.host:
                self.hosts[one.host].append(one)
            self.names[one.letters].append(one)
            self.organisations["".join(one.whose)].append(one)
            words = sorted(set(one.words))[:_WORDS_PAIRED]
            for word in words:
                self.words[word].append(one)
            for two in combinations(words, 2):
                self.two_words[two].append(one)


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
    in_order = sorted(entries, key=lambda one: (one.letters, one.id))
    in_common = chain(
        shared.phones.values(),
        shared.hosts.values(),
        shared.names.values(),
        shared.words.values(),
        shared.two_words.values(),
        shared.organisations.values(),
    )
    blocks: list[Iterable[tuple[_Entry, _Entry]]] = [
        combinations(block, 2) for block in in_common if 1 < len(block) <= _LARGEST_BLOCK
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
    if _is_named_after_its_organisation(first, second):
        alike = max(alike, _ALIKE)
    if alike < _ALIKE_WITH_PHONE:
        return None
    phone = _rarest(first.phones & second.phones, shared)
    host = first.host if first.host == second.host else ""
    numbers, sites = len(shared.phones[phone]), len(shared.hosts[host])
    same_organisation = name_likeness(first.whose, second.whose) >= _ALIKE
    has_rare_name = len(shared.names[first.letters]) <= _COMMON_NAME
    is_one = (
        (phone and numbers <= _A_SWITCHBOARD)
        or (phone and same_organisation and alike >= _ALIKE_WITH_HOST)
        or (host and sites <= _LARGEST_BLOCK and alike >= _ALIKE_WITH_HOST)
        or (alike >= _ALIKE and (same_organisation or has_rare_name))
    )
    if not is_one:
        return None
    why = [_name_words(first, second, alike)]
    likeness = alike * 6 // 10
    if phone:
        likeness += 25 if numbers <= _A_SWITCHBOARD else 8
        shown = "" if numbers <= _A_SWITCHBOARD else f", which {numbers} entries share"
        why.append(f"The same phone number, {phone}{shown}")
    if host:
        likeness += 8 if sites <= _A_PORTAL else 3
        shown = "" if sites <= _A_PORTAL else f", which {sites} entries share"
        why.append(f"The same website, {host}{shown}")
    if same_organisation:
        likeness += 7
        why.append("The same organisation")
    return DuplicateView(
        first=first.code,
        second=second.code,
        first_name=first.name,
        second_name=second.name,
        first_organisation=first.organisation,
        second_organisation=second.organisation,
        why=tuple(why),
        likeness=likeness,
    )


def _is_named_after_its_organisation(first: _Entry, second: _Entry) -> bool:
    """ "Wherrybridge Foodbank" and "Food bank", both of the Wherrybridge Food Bank."""
    whose = "".join(first.whose)
    return whose == "".join(second.whose) and (
        (first.letters == whose and second.letters in whose)
        or (second.letters == whose and first.letters in whose)
    )


def _name_words(first: _Entry, second: _Entry, alike: int) -> str:
    if first.name.casefold() == second.name.casefold():
        return "The same name"
    if first.letters == second.letters:
        return "The same name, written another way"
    if first.letters in second.letters or second.letters in first.letters:
        return "One name is part of the other"
    return "Nearly the same name" if alike >= _ALIKE else "Their names share most words"


def _rarest(phones: frozenset[str], shared: _Shared) -> str:
    """The number that fewest share."""
    return min(phones, key=lambda phone: (len(shared.phones[phone]), phone), default="")
