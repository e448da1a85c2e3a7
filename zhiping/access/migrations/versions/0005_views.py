"""Saved views."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of saved views."""
    op.create_table(
        "views",
        sa.Column("owner", sa.String(200), primary_key=True),
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("page", sa.String(60), nullable=False),
        sa.Column("filters", sa.JSON, nullable=False),
        sa.Column("scope", sa.String(12), nullable=False),
        sa.Column("is_shared", sa.Boolean, nullable=False),
        sa.Column("is_start", sa.Boolean, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    """Let go of the table of saved views."""
    op.drop_table("views")
