"""The tables of 督办: tasks, and what was done with each."""

import sqlalchemy as sa

from zhiping.access.state import METADATA

TASKS = sa.Table(
    "tasks",
    METADATA,
    sa.Column("number", sa.String(20), primary_key=True),
    sa.Column("unit", sa.String(200), nullable=False),
    sa.Column("post", sa.String(60), nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("area", sa.String(12), nullable=False),
    sa.Column("due_at", sa.DateTime, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("answered_at", sa.DateTime),  # last; null where it was given back since
    sa.Column("maker", sa.String(200), nullable=False),
    sa.Column("made_at", sa.DateTime, nullable=False),
    sa.Column("scope", sa.String(12), nullable=False),  # of its maker
    sa.Column("is_about_people", sa.Boolean, nullable=False),
    sa.Column("is_demo", sa.Boolean, nullable=False),
    sa.Column("cause", sa.JSON, nullable=False),
)
TASK_STEPS = sa.Table(
    "task_steps",
    METADATA,
    sa.Column("number", sa.String(20), sa.ForeignKey("tasks.number"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("step", sa.String(20), nullable=False),
    sa.Column("who", sa.String(200), nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("said", sa.Text, nullable=False),
)
