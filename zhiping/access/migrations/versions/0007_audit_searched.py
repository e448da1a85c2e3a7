"""The audit is searched by who, what and where: an index each, in the order of the acts."""

from alembic import op

revision = "0007"
down_revision = "0006"
_COLUMNS = ("who", "act", "page")


def upgrade() -> None:
    """Make the indexes: some seconds for a million acts."""
    for column in _COLUMNS:
        op.create_index(f"ix_audit_{column}", "audit", [column, "number"])


def downgrade() -> None:
    """Let go of the indexes."""
    for column in _COLUMNS:
        op.drop_index(f"ix_audit_{column}")
