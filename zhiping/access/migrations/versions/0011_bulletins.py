"""Issued bulletins."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table of issued bulletins."""
    op.create_table(
        "bulletins",
        sa.Column("number", sa.String(20), primary_key=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("period", sa.String(60), nullable=False),
        sa.Column("filters", sa.JSON, nullable=False),
        sa.Column("issuer", sa.String(200), nullable=False),
        sa.Column("scope", sa.String(12), nullable=False),
        sa.Column("unit", sa.String(200), nullable=False),
        sa.Column("company", sa.String(200), nullable=False),
        sa.Column("sees_people", sa.Boolean, nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("files", sa.JSON, nullable=False),
        sa.Column("issued_at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    """Let go of the table of issued bulletins."""
    op.drop_table("bulletins")
