"""Accounts of people whom an identity provider knows."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Let an account say who it is at the identity provider."""
    op.add_column("accounts", sa.Column("subject", sa.String(400)))
    op.create_index("uq_accounts_subject", "accounts", ["subject"], unique=True)


def downgrade() -> None:
    """Forget who anybody is elsewhere."""
    op.drop_index("uq_accounts_subject")
    op.drop_column("accounts", "subject")
