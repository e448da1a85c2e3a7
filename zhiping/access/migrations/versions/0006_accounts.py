"""Accounts and their sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables of accounts and sessions."""
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("name_key", sa.String(60), nullable=False, unique=True),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("once_until", sa.DateTime),
        sa.Column("roles", sa.JSON, nullable=False),
        sa.Column("scope", sa.String(12), nullable=False),
        sa.Column("unit", sa.String(200), nullable=False),
        sa.Column("company", sa.String(200), nullable=False),
        sa.Column("datasets", sa.JSON, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("signed_in_at", sa.DateTime),
        sa.Column("closed_at", sa.DateTime),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("name", sa.String(60), sa.ForeignKey("accounts.name"), nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=False),
        sa.Column("viewed", sa.String(60), sa.ForeignKey("accounts.name")),
    )


def downgrade() -> None:
    """Let go of the tables of accounts and sessions."""
    op.drop_table("sessions")
    op.drop_table("accounts")
