"""What the published file looks like, and the allow-list of everything that may ever get into it.

One sequence of ids runs through needs, interests, services and activities, in order of quality:
needs, interests, urgent helplines, activities, then everybody else who can help. Search takes the
first hits by id.
"""

from __future__ import annotations

from typing import NamedTuple

SCHEMA = 4
"""Version of the file, in `PRAGMA user_version`. Raised with every change of a table below."""

APPLICATION = 0x48554231
"""`PRAGMA application_id` of every noticeboard: "HUB1"."""

TABLES = """
CREATE TABLE card (
    name TEXT NOT NULL, zone TEXT NOT NULL, address TEXT NOT NULL, phone TEXT NOT NULL,
    email TEXT NOT NULL, web_address TEXT NOT NULL, area TEXT NOT NULL,
    published_at INTEGER NOT NULL,     -- seconds since 1970, UTC
    changes INTEGER NOT NULL,          -- the store's count of public changes it was made from
    longest_session INTEGER NOT NULL   -- seconds; bounds the search for what is still on
) STRICT;
CREATE TABLE room (
    code TEXT NOT NULL UNIQUE, name TEXT NOT NULL, capacity INTEGER,
    spaces TEXT NOT NULL, part_of TEXT NOT NULL,      -- JSON lists of names
    whereabouts TEXT NOT NULL,
    floor TEXT, across INTEGER, down INTEGER,         -- squares of the plan; NULL: nobody has said
    width INTEGER, height INTEGER
) STRICT;
CREATE TABLE mark (
    kind TEXT NOT NULL, floor TEXT NOT NULL, across INTEGER NOT NULL, down INTEGER NOT NULL
) STRICT;
CREATE TABLE hours (
    room TEXT NOT NULL,                               -- empty: the building
    weekday INTEGER NOT NULL,                         -- 0 is Monday
    opens TEXT NOT NULL, closes TEXT NOT NULL         -- local wall times, HH:MM
) STRICT;
CREATE TABLE need_group (
    slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, hint TEXT NOT NULL
) STRICT;
CREATE TABLE need (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    group_slug TEXT NOT NULL, group_name TEXT NOT NULL,
    is_urgent INTEGER NOT NULL, is_discreet INTEGER NOT NULL,
    words TEXT NOT NULL,                              -- JSON list
    services INTEGER NOT NULL, activities INTEGER NOT NULL
) STRICT;
CREATE TABLE interest (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL,
    words TEXT NOT NULL,                              -- JSON list
    services INTEGER NOT NULL, activities INTEGER NOT NULL
) STRICT;
CREATE TABLE activity (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    summary TEXT NOT NULL, who_for TEXT NOT NULL, cost TEXT NOT NULL, contact TEXT NOT NULL,
    phone TEXT NOT NULL, getting_in TEXT NOT NULL,
    needs TEXT NOT NULL, interests TEXT NOT NULL      -- JSON lists of slugs
) STRICT;
CREATE TABLE service (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
    is_local INTEGER NOT NULL, is_urgent INTEGER NOT NULL,
    assured_on TEXT, vanished_on TEXT,                -- ISO dates
    name TEXT NOT NULL, organisation TEXT NOT NULL,
    phone TEXT NOT NULL,                              -- the first to talk on
    opening TEXT NOT NULL, open_times TEXT NOT NULL,  -- in words; JSON list, see `.open_times`
    area TEXT NOT NULL, address TEXT NOT NULL, postcode TEXT NOT NULL,
    -- Lists of results end here; the long texts behind lie on pages that they needn't read.
    uid TEXT NOT NULL, description TEXT NOT NULL,
    phones TEXT NOT NULL,                             -- JSON list of [number, note, is_text]
    email TEXT NOT NULL, url TEXT NOT NULL, who_for TEXT NOT NULL, cost TEXT NOT NULL,
    getting_in TEXT NOT NULL,
    languages TEXT NOT NULL, accessibility TEXT NOT NULL, -- JSON lists
    alert TEXT NOT NULL,
    needs TEXT NOT NULL, interests TEXT NOT NULL      -- JSON lists of slugs
) STRICT;
CREATE TABLE meets (
    need_id INTEGER NOT NULL, entry_id INTEGER NOT NULL, PRIMARY KEY (need_id, entry_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE suits (
    interest_id INTEGER NOT NULL, entry_id INTEGER NOT NULL, PRIMARY KEY (interest_id, entry_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE merged (code TEXT PRIMARY KEY, into_code TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE place (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE word (term TEXT PRIMARY KEY, entries INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    id INTEGER PRIMARY KEY, starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
    room TEXT NOT NULL, title TEXT NOT NULL, code TEXT NOT NULL, status TEXT NOT NULL,
    group_code TEXT, activity_code TEXT, who_for TEXT NOT NULL, cost TEXT NOT NULL,
    reason TEXT NOT NULL, is_private INTEGER NOT NULL
) STRICT;
CREATE TABLE notice (day TEXT NOT NULL, words TEXT NOT NULL) STRICT;
"""

INDEXES = """
CREATE INDEX service_urgent ON service (id) WHERE is_urgent;
CREATE INDEX session_starts ON session (starts_at);
CREATE UNIQUE INDEX session_code ON session (code) WHERE code <> '';
CREATE INDEX session_activity ON session (activity_code, starts_at)
    WHERE activity_code IS NOT NULL;
CREATE INDEX notice_day ON notice (day);
"""

# Needs and interests aren't in it: they are found by what they mean, see `.meaning`.
# unicode61 without a stemmer, because a stemmer finds nothing for a word half typed; no prefix
# indexes, which triple the file and gain nothing.
SEARCH = """
CREATE VIEW entry (id, name, words, body, place) AS
    SELECT id, name, organisation,
        description || ' ' || who_for || ' ' || alert || ' ' || phone,
        area || ' ' || address || ' ' || postcode FROM service
    UNION ALL
    SELECT id, title, who_for, summary || ' ' || getting_in, '' FROM activity;
CREATE VIRTUAL TABLE entry_index USING fts5 (
    name, words, body, place, content = 'entry', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2"
);
"""

# What the index can't say fast: which words there are, and how many entries have each. Counted
# once, when it is published, because fts5vocab counts again at every look.
WORDS = """
CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, entry_index, row);
INSERT INTO word SELECT term, doc FROM temp.vocabulary;
DROP TABLE temp.vocabulary;
"""


class Allowed(NamedTuple):
    """`table.column` of the noticeboard may be made from `store_table.store_column`."""

    table: str
    column: str
    store_table: str
    store_column: str


def _from(table: str, store_table: str, **columns: str) -> tuple[Allowed, ...]:
    """One line a pair: store column(s), divided by spaces, for each noticeboard column."""
    return tuple(
        Allowed(table, column, store_table, store_column)
        for column, store_columns in columns.items()
        for store_column in store_columns.split()
    )


ALLOWED: tuple[Allowed, ...] = (
    *_from("card", "hub", changes="changes"),
    *_from(
        "card",
        "site",
        name="name",
        zone="zone",
        address="address",
        phone="phone",
        email="email",
        web_address="web_address",
        area="area",
    ),
    *_from("room", "room", code="code", name="name", capacity="capacity", part_of="name"),
    *_from("room", "room", whereabouts="whereabouts"),
    *_from("room", "space", spaces="name"),
    *_from("room", "room_spot", floor="floor", across="across", down="down"),
    *_from("room", "room_spot", width="width", height="height"),
    *_from("mark", "site_mark", kind="kind", floor="floor", across="across", down="down"),
    *_from("hours", "opening_hours", weekday="weekday", opens="opens", closes="closes"),
    *_from("hours", "room", room="name"),
    *_from("need_group", "need_group", slug="slug", name="name", hint="hint"),
    *_from("need", "need", slug="slug", name="name"),
    *_from("need", "need", is_urgent="is_urgent", is_discreet="is_discreet"),
    *_from("need", "need_group", group_slug="slug", group_name="name"),
    *_from("need", "need_word", words="word"),
    *_from("interest", "interest", slug="slug", kind="kind", name="name"),
    *_from("interest", "interest_word", words="word"),
    *_from("activity", "activity", code="code", title="title", summary="summary"),
    *_from("activity", "activity", who_for="who_for", cost="cost", contact="contact"),
    *_from("activity", "activity", phone="phone", getting_in="getting_in"),
    *_from("activity", "need", needs="slug"),
    *_from("activity", "interest", interests="slug"),
    *_from("service", "service", code="code", uid="uid", name="name", description="description"),
    *_from("service", "service", status="status", email="email", url="url", alert="alert"),
    *_from("service", "service", who_for="eligibility minimum_age maximum_age", cost="fees"),
    *_from("service", "service", opening="opening", getting_in="getting_in"),
    *_from("service", "service", is_local="is_local", is_urgent="is_urgent"),
    *_from("service", "service", assured_on="assured_on", vanished_on="vanished_on"),
    *_from("service", "organisation", organisation="name", url="website"),
    *_from("service", "phone", phones="number extension kind note", phone="number extension"),
    *_from("service", "location", accessibility="accessibility", postcode="postal_code"),
    *_from(
        "service",
        "location",
        address="location_type name address_1 city state_province postal_code",
    ),
    *_from("place", "service_detail", name="text"),
    *_from("place", "location", name="city postal_code"),
    *_from("service", "schedule", opening="valid_to freq interval byday bymonthday"),
    *_from("service", "schedule", opening="opens_at closes_at description"),
    *_from("service", "schedule", open_times="valid_from valid_to freq interval byday bymonthday"),
    *_from("service", "schedule", open_times="opens_at closes_at"),
    *_from("service", "service_detail", languages="text", area="text"),
    *_from("service", "service_detail", cost="text"),
    *_from("service", "need", needs="slug"),
    *_from("service", "interest", interests="slug"),
    *_from("merged", "merged_service", code="code"),
    *_from("merged", "service", into_code="code"),
    *_from("session", "booking", starts_at="starts_at", ends_at="ends_at", status="status"),
    *_from("session", "booking", code="code", title="title", reason="reason"),
    *_from("session", "booking", is_private="is_public"),
    *_from("session", "room", room="name"),
    *_from("session", "activity_group", group_code="code", is_private="is_public"),
    *_from("session", "activity", activity_code="code", who_for="who_for", cost="cost"),
    *_from("session", "activity", is_private="is_public"),
    *_from("notice", "closure", day="starts_at ends_at", words="reason"),
    *_from("notice", "room", words="name"),
)
"""Everything of the store that may be published. Publishing can name no other column. Beside
these it uses ids to join, and made-up text: PRIVATE_TITLE, names of bank holidays, times in words.

Titles, reasons and codes of bookings are published of public ones only."""


def public_columns(store_table: str) -> tuple[str, ...]:
    """The columns of a store table that may be published, each once, in a fixed order."""
    return tuple(
        dict.fromkeys(
            allowed.store_column for allowed in ALLOWED if allowed.store_table == store_table
        )
    )
