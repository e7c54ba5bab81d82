"""Layouts, equipment, opening hours, terms, exceptions of groups, closures, sign-ups and undo"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Columns that point elsewhere are added in plain SQL, which both engines read alike: Alembic adds
# them to an SQLite table only by copying the whole table.
POINTERS = (
    ("activity_group", "layout_id", "room_layout"),
    ("booking", "layout_id", "room_layout"),
    ("booking", "closure_id", "closure"),
)


def upgrade() -> None:
    op.drop_table("closure")  # nothing could write in it
    op.create_table(
        "term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("half_starts_on", sa.Date(), nullable=True),
        sa.Column("half_ends_on", sa.Date(), nullable=True),
        sa.Column("first_week", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_term_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_term"),
    )
    op.create_index("ix_term_site_id", "term", ["site_id"], unique=False)
    op.create_table(
        "undo_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("images", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name="fk_undo_entry_volunteer_id_volunteer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_undo_entry"),
    )
    op.create_index("ix_undo_entry_at", "undo_entry", ["at"], unique=False)
    op.create_table(
        "closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name="ck_closure_starts_before_it_ends"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="fk_closure_room_id_room"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_closure_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_closure"),
        sa.UniqueConstraint("code", name="uq_closure_code"),
    )
    op.create_index("ix_closure_site_id", "closure", ["site_id"], unique=False)
    op.create_table(
        "equipment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="fk_equipment_room_id_room"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_equipment_site_id_site"),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name="fk_equipment_space_id_space"),
        sa.PrimaryKeyConstraint("id", name="pk_equipment"),
        sa.UniqueConstraint("code", name="uq_equipment_code"),
        sa.UniqueConstraint("name_key", name="uq_equipment_name_key"),
    )
    op.create_index("ix_equipment_site_id", "equipment", ["site_id"], unique=False)
    op.create_index("ix_equipment_space_id", "equipment", ["space_id"], unique=False)
    op.create_table(
        "opening_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="fk_opening_hours_room_id_room"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_opening_hours_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_opening_hours"),
    )
    op.create_index("ix_opening_hours_site_id", "opening_hours", ["site_id"], unique=False)
    op.create_table(
        "room_layout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("setup_minutes", sa.Integer(), nullable=False),
        sa.Column("tidy_minutes", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="fk_room_layout_room_id_room"),
        sa.PrimaryKeyConstraint("id", name="pk_room_layout"),
        sa.UniqueConstraint("room_id", "name_key", name="uq_room_layout_name"),
    )
    op.create_index("ix_room_layout_room_id", "room_layout", ["room_id"], unique=False)
    op.create_table(
        "slot_wait",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("contact_phone", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name="ck_slot_wait_starts_before_it_ends"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="fk_slot_wait_room_id_room"),
        sa.PrimaryKeyConstraint("id", name="pk_slot_wait"),
    )
    op.create_index("ix_slot_wait_room_id", "slot_wait", ["room_id"], unique=False)
    op.create_table(
        "booking_equipment",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("equipment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name="fk_booking_equipment_booking_id_booking"
        ),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name="fk_booking_equipment_equipment_id_equipment"
        ),
        sa.PrimaryKeyConstraint("booking_id", "equipment_id", name="pk_booking_equipment"),
    )
    op.create_index(
        "ix_booking_equipment_equipment_id", "booking_equipment", ["equipment_id"], unique=False
    )
    op.create_table(
        "closure_kept",
        sa.Column("closure_id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name="fk_closure_kept_booking_id_booking"
        ),
        sa.ForeignKeyConstraint(
            ["closure_id"], ["closure.id"], name="fk_closure_kept_closure_id_closure"
        ),
        sa.PrimaryKeyConstraint("closure_id", "booking_id", name="pk_closure_kept"),
    )
    op.create_index("ix_closure_kept_booking_id", "closure_kept", ["booking_id"], unique=False)
    op.create_table(
        "group_date",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("is_added", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["activity_group.id"], name="fk_group_date_group_id_activity_group"
        ),
        sa.PrimaryKeyConstraint("group_id", "on", name="pk_group_date"),
    )
    op.create_table(
        "group_equipment",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("equipment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name="fk_group_equipment_equipment_id_equipment"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["activity_group.id"], name="fk_group_equipment_group_id_activity_group"
        ),
        sa.PrimaryKeyConstraint("group_id", "equipment_id", name="pk_group_equipment"),
    )
    op.create_index(
        "ix_group_equipment_equipment_id", "group_equipment", ["equipment_id"], unique=False
    )
    op.create_table(
        "group_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["activity_group.id"], name="fk_group_pause_group_id_activity_group"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_pause"),
    )
    op.create_index("ix_group_pause_group_id", "group_pause", ["group_id"], unique=False)
    op.create_table(
        "group_phase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("setup_minutes", sa.Integer(), nullable=False),
        sa.Column("tidy_minutes", sa.Integer(), nullable=False),
        sa.Column("bank_holidays", sa.String(), nullable=False),
        sa.Column("weeks", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("layout_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["activity_group.id"], name="fk_group_phase_group_id_activity_group"
        ),
        sa.ForeignKeyConstraint(
            ["layout_id"], ["room_layout.id"], name="fk_group_phase_layout_id_room_layout"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="fk_group_phase_room_id_room"),
        sa.PrimaryKeyConstraint("id", name="pk_group_phase"),
    )
    op.create_index("ix_group_phase_group_id", "group_phase", ["group_id"], unique=False)
    op.create_table(
        "head_count",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("first_timers", sa.Integer(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name="fk_head_count_booking_id_booking"
        ),
        sa.PrimaryKeyConstraint("booking_id", name="pk_head_count"),
    )
    op.create_table(
        "sign_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("is_waiting", sa.Boolean(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name="fk_sign_up_booking_id_booking"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sign_up"),
    )
    op.create_index("ix_sign_up_booking_id", "sign_up", ["booking_id"], unique=False)
    op.create_table(
        "to_tell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name="fk_to_tell_booking_id_booking"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_to_tell"),
    )
    op.create_index("ix_to_tell_booking_id", "to_tell", ["booking_id"], unique=False)
    op.add_column("activity_group", sa.Column("title", sa.String(), nullable=True))
    op.add_column(
        "activity_group",
        sa.Column("weeks", sa.String(), nullable=False, server_default="all"),
    )
    op.add_column("activity_group", sa.Column("capacity", sa.Integer(), nullable=True))
    op.add_column("activity_group", sa.Column("governs_from", sa.Date(), nullable=True))
    op.add_column("booking", sa.Column("people", sa.Integer(), nullable=True))
    op.add_column("booking", sa.Column("capacity", sa.Integer(), nullable=True))
    for table, column, target in POINTERS:
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER"
            f" CONSTRAINT fk_{table}_{column}_{target} REFERENCES {target} (id)"
        )
    op.create_index("ix_booking_closure_id", "booking", ["closure_id"], unique=False)
