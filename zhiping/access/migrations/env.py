"""How Alembic runs the steps: on the connection that it is given (see zhiping/access/state.py)."""

from alembic import context

from zhiping.access.state import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite changes a column by making the table anew
)
with context.begin_transaction():
    context.run_migrations()
