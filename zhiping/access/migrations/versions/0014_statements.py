"""情况说明 and appeals, and what was done with each."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the tables of statements and of their steps."""
    op.create_table(
        "statements",
        sa.Column("number", sa.String(20), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("about", sa.String(300), nullable=False, index=True),
        sa.Column("unit", sa.String(200), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("area", sa.String(12), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("writer", sa.String(200), nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("scope", sa.String(12), nullable=False),
        sa.Column("is_about_people", sa.Boolean, nullable=False),
        sa.Column("cause", sa.JSON, nullable=False),
    )
    op.create_table(
        "statement_steps",
        sa.Column("number", sa.String(20), sa.ForeignKey("statements.number"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Let go of both tables."""
    op.drop_table("statement_steps")
    op.drop_table("statements")
