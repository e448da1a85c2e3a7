"""The audit: who did what, and the chain that binds each row to the one before."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of the audit, with a chain of nothing yet."""
    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("act", sa.String(20), nullable=False),
        sa.Column("page", sa.String(60), nullable=False),
        sa.Column("about", sa.String(500), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    chain = op.create_table(
        "audit_chain",
        sa.Column("chain_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("let_go_count", sa.BigInteger, nullable=False),
        sa.Column("let_go_hash", sa.String(64), nullable=False),
    )
    op.bulk_insert(chain, [{"chain_id": 1, "count": 0, "hash": "", "let_go_count": 0, "let_go_hash": ""}])


def downgrade() -> None:
    """Let go of the audit."""
    op.drop_table("audit_chain")
    op.drop_table("audit")
