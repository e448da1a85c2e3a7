"""督办 tasks and what was done with each."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the tables of tasks and of their steps."""
    op.create_table(
        "tasks",
        sa.Column("number", sa.String(20), primary_key=True),
        sa.Column("unit", sa.String(200), nullable=False),
        sa.Column("post", sa.String(60), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("area", sa.String(12), nullable=False),
        sa.Column("due_at", sa.DateTime, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("answered_at", sa.DateTime),
        sa.Column("maker", sa.String(200), nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("scope", sa.String(12), nullable=False),
        sa.Column("is_about_people", sa.Boolean, nullable=False),
        sa.Column("is_demo", sa.Boolean, nullable=False),
        sa.Column("cause", sa.JSON, nullable=False),
    )
    op.create_table(
        "task_steps",
        sa.Column("number", sa.String(20), sa.ForeignKey("tasks.number"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Let go of both tables."""
    op.drop_table("task_steps")
    op.drop_table("tasks")
