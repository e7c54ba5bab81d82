"""Interests, visits, referrals, ideas, and what keeps the directory right"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "do_not_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_do_not_list"),
        sa.UniqueConstraint("uid", name="uq_do_not_list_uid"),
    )
    op.create_index("ix_do_not_list_name_key", "do_not_list", ["name_key"], unique=False)
    op.create_table(
        "feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("is_local", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("etag", sa.String(), nullable=False),
        sa.Column("next_page", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_feed"),
        sa.UniqueConstraint("source", name="uq_feed_source"),
    )
    op.create_table(
        "interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("is_hidden", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_interest"),
        sa.UniqueConstraint("slug", name="uq_interest_slug"),
    )
    op.create_table(
        "wrong_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_wrong_note"),
    )
    op.create_index("ix_wrong_note_code", "wrong_note", ["code"], unique=False)
    op.create_table(
        "footfall",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_footfall_site_id_site"),
        sa.PrimaryKeyConstraint("site_id", "day", name="pk_footfall"),
    )
    op.create_table(
        "idea",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=True),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_idea_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_idea"),
    )
    op.create_index("ix_idea_site_id", "idea", ["site_id"], unique=False)
    op.create_table(
        "interest_word",
        sa.Column("interest_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interest_id"], ["interest.id"], name="fk_interest_word_interest_id_interest"
        ),
        sa.PrimaryKeyConstraint("interest_id", "word", name="pk_interest_word"),
    )
    op.create_table(
        "counted_line",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counted_line"),
    )
    op.create_table(
        "kiosk_count",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_kiosk_count_site_id_site"),
        sa.PrimaryKeyConstraint("site_id", "week", "kind", "what", name="pk_kiosk_count"),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_visit_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_visit_site_id", "visit", ["site_id"], unique=False)
    op.create_index("ix_visit_week", "visit", ["week"], unique=False)
    op.create_table(
        "activity_interest",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("interest_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name="fk_activity_interest_activity_id_activity"
        ),
        sa.ForeignKeyConstraint(
            ["interest_id"], ["interest.id"], name="fk_activity_interest_interest_id_interest"
        ),
        sa.PrimaryKeyConstraint("activity_id", "interest_id", name="pk_activity_interest"),
    )
    op.create_index(
        "ix_activity_interest_interest_id", "activity_interest", ["interest_id"], unique=False
    )
    op.create_table(
        "merged_service",
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("merged_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["into_id"], ["service.id"], name="fk_merged_service_into_id_service"
        ),
        sa.PrimaryKeyConstraint("uid", name="pk_merged_service"),
        sa.UniqueConstraint("code", name="uq_merged_service_code"),
    )
    op.create_index("ix_merged_service_into_id", "merged_service", ["into_id"], unique=False)
    op.create_table(
        "not_the_same",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_id"], ["service.id"], name="fk_not_the_same_first_id_service"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["service.id"], name="fk_not_the_same_second_id_service"
        ),
        sa.PrimaryKeyConstraint("first_id", "second_id", name="pk_not_the_same"),
    )
    op.create_index("ix_not_the_same_second_id", "not_the_same", ["second_id"], unique=False)
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("chase_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["volunteer.id"], name="fk_referral_asked_by_volunteer"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name="fk_referral_service_id_service"
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_referral_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_referral"),
        sa.UniqueConstraint("uid", name="uq_referral_uid"),
    )
    op.create_index("ix_referral_chase_on", "referral", ["chase_on"], unique=False)
    op.create_index("ix_referral_closed_on", "referral", ["closed_on"], unique=False)
    op.create_index("ix_referral_service_id", "referral", ["service_id"], unique=False)
    op.create_index("ix_referral_site_id", "referral", ["site_id"], unique=False)
    op.create_table(
        "service_edit",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("theirs", sa.String(), nullable=False),
        sa.Column("edited_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name="fk_service_edit_service_id_service"
        ),
        sa.PrimaryKeyConstraint("service_id", "field", name="pk_service_edit"),
    )
    op.create_table(
        "service_interest",
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("interest_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interest_id"], ["interest.id"], name="fk_service_interest_interest_id_interest"
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name="fk_service_interest_service_id_service"
        ),
        sa.PrimaryKeyConstraint("service_id", "interest_id", name="pk_service_interest"),
    )
    op.create_index(
        "ix_service_interest_interest_id", "service_interest", ["interest_id"], unique=False
    )
    op.create_table(
        "visit_interest",
        sa.Column("visit_id", sa.BigInteger(), nullable=False),
        sa.Column("interest_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interest_id"], ["interest.id"], name="fk_visit_interest_interest_id_interest"
        ),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name="fk_visit_interest_visit_id_visit"
        ),
        sa.PrimaryKeyConstraint("visit_id", "interest_id", name="pk_visit_interest"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_visit_interest_interest_id", "visit_interest", ["interest_id"], unique=False
    )
    op.create_table(
        "visit_need",
        sa.Column("visit_id", sa.BigInteger(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("is_unmet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_visit_need_need_id_need"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_visit_need_visit_id_visit"),
        sa.PrimaryKeyConstraint("visit_id", "need_id", name="pk_visit_need"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_visit_need_need_id", "visit_need", ["need_id"], unique=False)
    op.create_table(
        "visit_signpost",
        sa.Column("visit_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name="fk_visit_signpost_visit_id_visit"
        ),
        sa.PrimaryKeyConstraint("visit_id", "code", name="pk_visit_signpost"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "referral_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name="fk_referral_step_referral_id_referral"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_referral_step"),
    )
    op.create_index("ix_referral_step_referral_id", "referral_step", ["referral_id"], unique=False)
    op.add_column(
        "need", sa.Column("is_own", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "need", sa.Column("is_hidden", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "need_word", sa.Column("is_own", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "service", sa.Column("is_hidden", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("service", sa.Column("vanished_on", sa.Date(), nullable=True))
    op.add_column("service", sa.Column("review_on", sa.Date(), nullable=True))
    op.add_column("site", sa.Column("area", sa.String(), nullable=False, server_default=""))
    op.add_column(
        "site", sa.Column("safeguarding_lead", sa.String(), nullable=False, server_default="")
    )
    op.add_column(
        "site", sa.Column("safeguarding_phone", sa.String(), nullable=False, server_default="")
    )
    op.add_column(
        "site",
        sa.Column("hides_unchecked", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "erased",
        sa.Column("uid", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("row_uid", sa.String(130), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("row_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("uid", name="pk_erased"),
    )
