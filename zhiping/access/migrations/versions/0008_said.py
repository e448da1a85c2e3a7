"""What clerks said of their files, by the header row."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table of what was said."""
    op.create_table(
        "said_of_headers",
        sa.Column("owner", sa.String(200), primary_key=True),
        sa.Column("dataset", sa.String(60), primary_key=True),
        sa.Column("headers_hash", sa.String(64), primary_key=True),
        sa.Column("said", sa.JSON, nullable=False),
        sa.Column("said_at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    """Let go of the table of what was said."""
    op.drop_table("said_of_headers")
