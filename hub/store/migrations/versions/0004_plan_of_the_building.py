"""Where rooms and other places lie on the plan of the building"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "room_spot",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("floor", sa.String(), nullable=False),
        sa.Column("across", sa.Integer(), nullable=False),
        sa.Column("down", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name="fk_room_spot_room_id_room"),
        sa.PrimaryKeyConstraint("room_id", name="pk_room_spot"),
    )
    op.create_table(
        "site_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("floor", sa.String(), nullable=False),
        sa.Column("across", sa.Integer(), nullable=False),
        sa.Column("down", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_site_mark_site_id_site"),
        sa.PrimaryKeyConstraint("id", name="pk_site_mark"),
        sa.UniqueConstraint("site_id", "kind", "floor", name="uq_site_mark_kind"),
    )
    op.create_index("ix_site_mark_site_id", "site_mark", ["site_id"], unique=False)
