"""The first tables, and the guard against double booking"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hub.store.guard import put_up_guard

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hub",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hub_id", sa.String(36), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_hub"),
    )
    op.create_table(
        "job_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("due_local", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_job_run"),
        sa.UniqueConstraint("job", "due_local", name="uq_job_run_due"),
    )
    op.create_table(
        "need_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_need_group"),
        sa.UniqueConstraint("slug", name="uq_need_group_slug"),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("logo", sa.String(), nullable=False),
        sa.Column("uri", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.UniqueConstraint("uid", name="uq_organisation_uid"),
    )
    op.create_table(
        "public_code",
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_public_code"),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("subdivision", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("web_address", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_site"),
    )
    op.create_table(
        "volunteer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_volunteer"),
        sa.UniqueConstraint("name_key", name="uq_volunteer_name_key"),
    )
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("who_for", sa.String(), nullable=False),
        sa.Column("cost", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("getting_in", sa.String(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_activity_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
        sa.UniqueConstraint("code", name="uq_activity_code"),
        sa.UniqueConstraint("uid", name="uq_activity_uid"),
    )
    op.create_index("ix_activity_site_id", "activity", ["site_id"], unique=False)
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name="fk_audit_entry_volunteer_id_volunteer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
    )
    op.create_index("ix_audit_entry_at", "audit_entry", ["at"], unique=False)
    op.create_index("ix_audit_entry_code", "audit_entry", ["code"], unique=False)
    op.create_table(
        "need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_group_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("is_discreet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_group_id"], ["need_group.id"], name="fk_need_need_group_id_need_group"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_need"),
        sa.UniqueConstraint("slug", name="uq_need_slug"),
    )
    op.create_index("ix_need_need_group_id", "need", ["need_group_id"], unique=False)
    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("whereabouts", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_room_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_room"),
        sa.UniqueConstraint("code", name="uq_room_code"),
        sa.UniqueConstraint("name_key", name="uq_room_name_key"),
    )
    op.create_index("ix_room_site_id", "room", ["site_id"], unique=False)
    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("fees", sa.String(), nullable=False),
        sa.Column("eligibility", sa.String(), nullable=False),
        sa.Column("minimum_age", sa.Integer(), nullable=True),
        sa.Column("maximum_age", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(), nullable=False),
        sa.Column("getting_in", sa.String(), nullable=False),
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("accreditations", sa.String(), nullable=False),
        sa.Column("is_local", sa.Boolean(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("assured_on", sa.Date(), nullable=True),
        sa.Column("assurer_email", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("feed_digest", sa.String(), nullable=False),
        sa.Column("last_modified", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_service_organisation_id_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_service"),
        sa.UniqueConstraint("code", name="uq_service_code"),
        sa.UniqueConstraint("uid", name="uq_service_uid"),
    )
    op.create_index("ix_service_organisation_id", "service", ["organisation_id"], unique=False)
    op.create_table(
        "shift",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_shift_site_id_site"),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name="fk_shift_volunteer_id_volunteer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shift"),
    )
    op.create_index("ix_shift_volunteer_id", "shift", ["volunteer_id"], unique=False)
    op.create_table(
        "space",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_space_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_space"),
    )
    op.create_index("ix_space_site_id", "space", ["site_id"], unique=False)
    op.create_table(
        "activity_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("setup_minutes", sa.Integer(), nullable=False),
        sa.Column("tidy_minutes", sa.Integer(), nullable=False),
        sa.Column("bank_holidays", sa.String(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("made_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name="fk_activity_group_activity_id_activity"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="fk_activity_group_room_id_room"),
        sa.PrimaryKeyConstraint("id", name="pk_activity_group"),
        sa.UniqueConstraint("code", name="uq_activity_group_code"),
        sa.UniqueConstraint("uid", name="uq_activity_group_uid"),
    )
    op.create_index(
        "ix_activity_group_activity_id", "activity_group", ["activity_id"], unique=False
    )
    op.create_index("ix_activity_group_room_id", "activity_group", ["room_id"], unique=False)
    op.create_table(
        "activity_need",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name="fk_activity_need_activity_id_activity"
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_activity_need_need_id_need"),
        sa.PrimaryKeyConstraint("activity_id", "need_id", name="pk_activity_need"),
    )
    op.create_index("ix_activity_need_need_id", "activity_need", ["need_id"], unique=False)
    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("setup_minutes", sa.Integer(), nullable=False),
        sa.Column("tidy_minutes", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("contact_phone", sa.String(), nullable=False),
        sa.Column("lapses_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("starts_at < ends_at", name="ck_booking_starts_before_it_ends"),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name="fk_booking_activity_id_activity"
        ),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="fk_booking_room_id_room"),
        sa.PrimaryKeyConstraint("id", name="pk_booking"),
        sa.UniqueConstraint("code", name="uq_booking_code"),
        sa.UniqueConstraint("uid", name="uq_booking_uid"),
    )
    op.create_index("ix_booking_activity_id", "booking", ["activity_id"], unique=False)
    op.create_index("ix_booking_room_starts", "booking", ["room_id", "starts_at"], unique=False)
    op.create_index("ix_booking_starts_at", "booking", ["starts_at"], unique=False)
    op.create_table(
        "closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name="ck_closure_starts_before_it_ends"),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="fk_closure_room_id_room"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_closure_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_closure"),
    )
    op.create_index("ix_closure_site_id", "closure", ["site_id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name="fk_contact_service_id_service"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
    )
    op.create_index("ix_contact_service_id", "contact", ["service_id"], unique=False)
    op.create_table(
        "location",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("at_uid", sa.String(64), nullable=False),
        sa.Column("location_type", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address_1", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("state_province", sa.String(), nullable=False),
        sa.Column("postal_code", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("accessibility", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name="fk_location_service_id_service"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_location"),
    )
    op.create_index("ix_location_service_id", "location", ["service_id"], unique=False)
    op.create_table(
        "need_term",
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("curie", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_need_term_need_id_need"),
        sa.PrimaryKeyConstraint("need_id", "curie", name="pk_need_term"),
    )
    op.create_index("ix_need_term_curie", "need_term", ["curie"], unique=False)
    op.create_table(
        "need_word",
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_need_word_need_id_need"),
        sa.PrimaryKeyConstraint("need_id", "word", name="pk_need_word"),
    )
    op.create_table(
        "room_space",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="fk_room_space_room_id_room"),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name="fk_room_space_space_id_space"),
        sa.PrimaryKeyConstraint("room_id", "space_id", name="pk_room_space"),
    )
    op.create_index("ix_room_space_space_id", "room_space", ["space_id"], unique=False)
    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("dtstart", sa.Date(), nullable=True),
        sa.Column("freq", sa.String(), nullable=False),
        sa.Column("interval", sa.Integer(), nullable=True),
        sa.Column("byday", sa.String(), nullable=False),
        sa.Column("bymonthday", sa.String(), nullable=False),
        sa.Column("opens_at", sa.String(), nullable=False),
        sa.Column("closes_at", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name="fk_schedule_service_id_service"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_schedule"),
    )
    op.create_index("ix_schedule_service_id", "schedule", ["service_id"], unique=False)
    op.create_table(
        "service_detail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name="fk_service_detail_service_id_service"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_service_detail"),
    )
    op.create_index("ix_service_detail_service_id", "service_detail", ["service_id"], unique=False)
    op.create_table(
        "service_need",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_service_need_need_id_need"),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name="fk_service_need_service_id_service"
        ),
        sa.PrimaryKeyConstraint("service_id", "need_id", name="pk_service_need"),
    )
    op.create_index("ix_service_need_need_id", "service_need", ["need_id"], unique=False)
    op.create_table(
        "service_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("curie", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("term_uri", sa.String(), nullable=False),
        sa.Column("taxonomy", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name="fk_service_term_service_id_service"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_service_term"),
    )
    op.create_index("ix_service_term_service_id", "service_term", ["service_id"], unique=False)
    op.create_table(
        "occupancy",
        sa.Column("space_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name="ck_occupancy_starts_before_it_ends"),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name="fk_occupancy_booking_id_booking"
        ),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name="fk_occupancy_space_id_space"),
        sa.PrimaryKeyConstraint("space_id", "starts_at", name="pk_occupancy"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_occupancy_booking_id", "occupancy", ["booking_id"], unique=False)
    op.create_table(
        "phone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("extension", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_phone_contact_id_contact"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_phone_service_id_service"),
        sa.PrimaryKeyConstraint("id", name="pk_phone"),
    )
    op.create_index("ix_phone_service_id", "phone", ["service_id"], unique=False)
    op.create_table(
        "session_of_group",
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("meant_for", sa.Date(), nullable=False),
        sa.Column("is_exception", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name="fk_session_of_group_booking_id_booking"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["activity_group.id"], name="fk_session_of_group_group_id_activity_group"
        ),
        sa.PrimaryKeyConstraint("booking_id", name="pk_session_of_group"),
        sa.UniqueConstraint("group_id", "meant_for", name="uq_session_of_group_date"),
    )
    op.create_index("ix_session_of_group_group_id", "session_of_group", ["group_id"], unique=False)
    put_up_guard(op.get_bind())
