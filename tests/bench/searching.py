"""What search costs over the bare query of the full-text index that ranks the first 500 hits, and
what publishing a large directory takes.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from hub.noticeboard.read import Noticeboard
from hub.noticeboard.search import search
from hub.noticeboard.wording import words_of
from hub.noticeboard.write import Contents, write_noticeboard
from hub.resources import read_toml
from hub.views.directory import NeedGroupView, NeedView, OpenTime, PhoneView, ServiceView
from hub.views.place import SiteView
from tests.bench.measure import Ratio

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
SIZES = (1_000, 10_000, 100_000)
_TOPICS = (
    "advice support group debt housing benefits carers dementia lunch club food bank counselling "
    "transport English reading computer family parent children young people disability autism "
    "hearing sight stroke cancer bereavement alcohol drugs gambling legal immigration work jobs "
    "training volunteering befriending exercise walking gardening sewing knitting singing art "
    "history nursery playgroup school uniform clothing furniture baby energy repairs scams safety"
)
TOPICS = tuple(_TOPICS.split(" "))
_KINDS = ("Centre", "Trust", "Project", "Service", "Association", "Hub", "Circle", "Friends")
_SAID = (
    "for people who need somebody to talk to about money or a home in the town and near it every "
    "week with trained volunteers free and in confidence by phone or face to face please ring "
    "before you come we can also help with forms letters and appeals"
)
SAID = tuple(_SAID.split(" "))
_SYLLABLES = ("ab", "er", "in", "ock", "ton", "ley", "wick", "ford", "by", "ham", "stan", "mor")


def _invented(chance: random.Random, count: int) -> list[str]:
    """Names of places and people, as many as a directory of that size has."""
    return ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(count)]


def entries(count: int) -> Iterator[ServiceView]:
    """A made-up directory, best first: a few urgent, then local, checked, and not."""
    chance = random.Random(7)
    names = _invented(chance, max(50, count // 3))
    slugs = [need["slug"] for need in read_toml("needs.toml")["need"]]
    towns = [name.capitalize() for name in names[:40]]
    for number in range(count):
        topics = chance.sample(TOPICS, 2)
        name = f"{chance.choice(names).capitalize()} {topics[0]} {chance.choice(_KINDS)}"
        said = [*chance.choices(SAID, k=18), *chance.choices(names, k=3), *topics]
        chance.shuffle(said)
        town = chance.choice(towns)
        yield ServiceView(
            code=f"S{number:06d}",
            id=f"00000000-0000-4000-8000-{number:012d}",
            name=name,
            organisation=f"{chance.choice(names).capitalize()} {chance.choice(_KINDS)}",
            description=" ".join(said),
            phones=(PhoneView(f"01632 {960000 + number % 1000}"),),
            when="Monday to Friday, 9am to 5pm",
            address=f"{number % 200} High Street, {town}",
            area=town,
            postcode=f"WY{number % 30 + 1} 1AA",
            is_local=number % 3 == 0,
            is_urgent=number < 12,
            assured_on=TODAY - timedelta(days=number % 150) if number < count * 0.7 else None,
            needs=tuple(chance.sample(slugs, 2)),
            open_times=(OpenTime((0, 1, 2, 3, 4), datetime.min.time().replace(hour=9), _FIVE),),
        )


_FIVE = datetime.min.time().replace(hour=17)


def _need_groups() -> list[NeedGroupView]:
    table = read_toml("needs.toml")
    return [
        NeedGroupView(
            group["slug"],
            group["name"],
            group["hint"],
            tuple(
                NeedView(
                    need["slug"],
                    need["name"],
                    group["slug"],
                    group["name"],
                    need["urgent"],
                    need["discreet"],
                    tuple(need["words"]),
                )
                for need in table["need"]
                if need["group"] == group["slug"]
            ),
        )
        for group in table["group"]
    ]


def a_board(folder: Path, count: int) -> Noticeboard:
    """A noticeboard with so many made-up entries and the needs that every hub has."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"board-{count}.sqlite"
    write_noticeboard(
        path,
        Contents(
            site=SiteView("Bench", "Europe/London"),
            published_at=NOW,
            changes=1,
            need_groups=_need_groups(),
            services=entries(count),
        ),
    )
    return Noticeboard.open(path)


def typed_so_far(rounds: int) -> list[str]:
    """What is in the box as somebody types one or two words, from the third letter on."""
    chance = random.Random(11)
    whole = [" ".join(chance.sample(TOPICS, chance.randint(1, 2))) for _ in range(rounds)]
    return [words[:size] for words in whole for size in range(3, len(words) + 1)]


def with_slips(rounds: int) -> list[str]:
    """One or two words, a letter of one of them wrong, missing, doubled or swapped."""
    chance = random.Random(13)
    found = []
    for _ in range(rounds):
        words = chance.sample([word for word in TOPICS if len(word) > 4], chance.randint(1, 2))
        at = chance.randrange(1, len(words[0]) - 1)
        word = words[0]
        words[0] = chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + chance.choice("aeiourstn") + word[at + 1 :],
            )
        )
        found.append(" ".join(words))
    return found


def _bare(board: Noticeboard, words: str) -> None:
    """The query of the index that ranks the first 500 hits, and the names of the best 20."""
    every = " AND ".join(f'"{word}"*' for word in words_of(words))
    with board.file.reading(
        """SELECT id, (SELECT name FROM service WHERE service.id = found.id) FROM (
               SELECT rowid AS id, bm25(entry_index, 10.0, 6.0, 1.0, 1.0) AS score
               FROM entry_index WHERE entry_index MATCH ? ORDER BY rowid LIMIT 500
           ) AS found ORDER BY score, id LIMIT 20""",
        every,
    ) as found:
        found.fetchall()


def _ours(board: Noticeboard, words: str) -> None:
    search(board, words, today=TODAY, now=NOW)


def _p95(work: Callable[[str], None], queries: Sequence[str]) -> float:
    """Milliseconds of CPU within which 95 of 100 queries are answered."""
    taken = []
    for words in queries:
        times = []
        for _ in range(_TIMES):
            began = time.process_time()
            work(words)
            times.append(time.process_time() - began)
        taken.append(median(times) * 1000)
    return quantiles(taken, n=20)[-1]


_TIMES = 5
"""How often each query is asked; the median counts, as other work on the machine is not ours."""


def searching(folder: Path, sizes: Sequence[int] = SIZES, *, queries: int = 60) -> Iterator[Ratio]:
    """Ratios of p95, whole words and with slips. A bare query finds nothing for a slip, so it is
    asked for the words that were meant."""
    typed = typed_so_far(queries)
    slips = with_slips(4 * queries)
    for size in sizes:
        board = a_board(folder, size)
        ours, bare = partial(_ours, board), partial(_bare, board)
        for work in (ours, bare):  # the first touch of each page of the file, and of each list
            _p95(work, [*typed, *slips])
        gc.collect()
        least = _p95(bare, typed)
        yield Ratio(f"search as typed, p95, {size:,} entries", _p95(ours, typed), least, 2.0, "ms")
        yield Ratio(
            f"search with a slip, p95, {size:,} entries", _p95(ours, slips), least, 3.0, "ms"
        )
        board.close()
