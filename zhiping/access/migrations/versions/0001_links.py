"""Links in circulation."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table of links."""
    op.create_table(
        "links",
        sa.Column("link_id", sa.String(12), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("token_end", sa.String(4), nullable=False),
        sa.Column("page", sa.String(60), nullable=False),
        sa.Column("filters", sa.JSON, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("issuer", sa.String(200), nullable=False),
        sa.Column("version", sa.BigInteger),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
        sa.Column("paused_at", sa.DateTime),
        sa.Column("revoked_at", sa.DateTime),
        sa.Column("opened_count", sa.Integer, nullable=False),
        sa.Column("last_opened_at", sa.DateTime),
    )


def downgrade() -> None:
    """Let go of the table of links."""
    op.drop_table("links")
