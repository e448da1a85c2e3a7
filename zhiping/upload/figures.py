"""How the key figures of a system would change by a publish."""

from collections.abc import Collection
from dataclasses import dataclass

import duckdb

from zhiping.access.permissions import Access
from zhiping.asking.as_if import TooLong, run_as_if_published
from zhiping.asking.questions import questions
from zhiping.asking.run import run
from zhiping.rules.jumps import is_jump
from zhiping.store.drafts import Draft
from zhiping.store.publishing import Store

SECONDS = 5.0  # that a clerk waits for them at most
MOST_ROWS = (
    300_000  # that stand or come; of more nothing is asked, since all that is derived from them is made anew
)


@dataclass(frozen=True)
class FigureChange:
    """A count of the system's key figures, by its column, before and after; None where it is not known."""

    column: str
    old: float | None
    new: float | None

    @property
    def is_jump(self) -> bool:
        """Whether the change is beyond what is usual."""
        return self.old is not None and self.new is not None and is_jump(self.old, self.new)


def figure_changes(
    con: duckdb.DuckDBPyConnection, store: Store, access: Access, draft: Draft, counts: Collection[str] | None
) -> tuple[FigureChange, ...] | None:
    """The `counts` (columns of <system>/key_figures; None: all that count something) that would change, as the reader sees them.

    None where the rows are too many or the answer takes too long, and for a system that has no such question.
    """
    question = f"{draft.dataset.system}/key_figures"
    if question not in questions():
        return None
    (row_count,) = con.execute(
        f"select (select count(*) from lake.{draft.dataset.name}) + (select count(*) from {draft.table})"
    ).fetchall()[0]
    if row_count > MOST_ROWS:
        return None
    try:
        (after,) = run_as_if_published(con, store, question, access, draft, seconds=SECONDS)
    except TooLong:
        return None
    (before,) = run(store, question, access).rows
    found = (
        FigureChange(name, before[name], after[name])
        for name in counts or [n for n in before if n.endswith("_count")]
    )
    return tuple(one for one in found if one.old != one.new)
