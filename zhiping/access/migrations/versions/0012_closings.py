"""Periods closed after their bulletin, and bulletins that were withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
_WITHDRAWN = (("withdrawn_at", sa.DateTime), ("withdrawn_by", sa.String(200)), ("withdrawn_why", sa.Text))


def upgrade() -> None:
    """Make the table of closings, and the columns that say of a bulletin that it was withdrawn."""
    for name, kind in _WITHDRAWN:
        op.add_column("bulletins", sa.Column(name, kind))
    op.create_table(
        "closings",
        sa.Column("closing_id", sa.Integer, primary_key=True),
        sa.Column("bulletin", sa.String(20), sa.ForeignKey("bulletins.number"), nullable=False),
        sa.Column("systems", sa.JSON, nullable=False),
        sa.Column("area", sa.String(12), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("closed_by", sa.String(200), nullable=False),
        sa.Column("closed_at", sa.DateTime, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("reopened_by", sa.String(200)),
        sa.Column("reopened_at", sa.DateTime),
        sa.Column("reopened_why", sa.Text),
    )


def downgrade() -> None:
    """Let go of both."""
    op.drop_table("closings")
    for name, _kind in _WITHDRAWN:
        op.drop_column("bulletins", name)
