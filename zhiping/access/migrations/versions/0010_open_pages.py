"""Links that open without signing in, and the pages of which an admin allows them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """No link is such a one yet, and no page is allowed."""
    op.add_column("links", sa.Column("is_open", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "open_pages",
        sa.Column("page", sa.String(60), primary_key=True),
        sa.Column("allowed_by", sa.String(200), nullable=False),
        sa.Column("allowed_at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    """Links that opened without signing in do not any more."""
    op.drop_table("open_pages")
    op.drop_column("links", "is_open")
