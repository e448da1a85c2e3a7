"""Where a change of rows meets the periods that were closed (zhiping/rules/closing.py): before a publish, before an undo."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing as let_go
from dataclasses import dataclass

import duckdb

from zhiping.contracts.kinds import Dataset
from zhiping.rules.closing import Closing
from zhiping.settings import Settings, SettingsError
from zhiping.store.disk import try_room
from zhiping.store.drafts import Draft, rows_to_put
from zhiping.store.errors import StoreError, StoreUnusable
from zhiping.store.homes import moves
from zhiping.store.literals import literal
from zhiping.store.puts import parents_sql
from zhiping.store.replay import replaced_rows
from zhiping.words import _, in_turn

Con = duckdb.DuckDBPyConnection


class PeriodClosed(StoreError):
    """A change would reach into a period that was closed, and nobody has said why."""


@dataclass(frozen=True)
class Touched:
    """A closed period, and how many of its rows a change would put, take away or make other than they are."""

    closing: Closing
    rows: int


class ClosedPeriods:
    """The closed periods beside a store. `homes`: of areas that were merged or renamed."""

    def __init__(self, settings: Settings, homes: Callable[[], Mapping[str, str]]) -> None:
        self._settings, self._homes = settings, homes

    def standing(self, dataset: Dataset) -> Sequence[Closing]:
        """Those that can hold rows of a dataset. Raises StoreUnusable or OSError where nobody can say."""
        if not self._settings.has_state:
            return ()
        from zhiping.access import closings  # SQLAlchemy takes long to import, and most stores closed nothing
        from zhiping.access.state import State

        try:
            with let_go(State(self._settings.state)) as state:
                return [one for one in closings.standing(state) if one.concerns(dataset)]
        except SettingsError as error:
            if not self._settings.state_url:
                try_room(self._settings.state_file.parent)  # a full disk is told as one
            raise StoreUnusable(str(error)) from error

    def by_publish(self, con: Con, draft: Draft) -> list[Touched]:
        """What publishing a draft would change in closed periods. Nothing is changed."""
        dataset = draft.dataset
        if not (closings := self.standing(dataset)):
            return []
        lake, same = f"lake.{dataset.name}", " and ".join(f"new.{key} = old.{key}" for key in dataset.key)
        replaced = replaced_rows(con, dataset, table=draft.table, mode=draft.mode, areas=draft.areas)
        before = (
            f"select old.* from {lake} as old where ({replaced}) is true"
            f" or exists (select 1 from {draft.table} as new where new.is_sound and {same})"
        )
        return self._touched(con, dataset, before, rows_to_put(draft, 0, lake), closings)

    def by_undo(self, con: Con, dataset: Dataset) -> list[Touched]:
        """What putting the rows of temp table `replayed` in the place of `standing` would change in closed periods."""
        return self._touched(con, dataset, "from standing", "from replayed", self.standing(dataset))

    def _touched(
        self, con: Con, dataset: Dataset, before: str, after: str, closings: Sequence[Closing]
    ) -> list[Touched]:
        if not closings:
            return []
        same = " and ".join(f"new.{key} = old.{key}" for key in dataset.key)
        other = " or ".join(
            f"old.{column.name} is distinct from new.{column.name}" for column in dataset.columns
        )
        counts = [
            f"count(*) filter (({_holds(one, dataset, 'old')} or {_holds(one, dataset, 'new')})"
            f" and ({other}) and not coalesce({_holds(one, dataset, 'old')} and {_holds(one, dataset, 'new')}"
            f" and ({one.goes_on(dataset, 'old', 'new')} or {one.goes_on(dataset, 'new', 'old')}), false))"
            for one in closings
        ]
        found = con.execute(
            f"with old as ({self._placed(dataset, before)}), new as ({self._placed(dataset, after)})"
            f" select {', '.join(counts)} from old full join new on {same}"
        ).fetchall()[0]
        return [Touched(one, rows) for one, rows in zip(closings, found, strict=True) if rows]

    def _placed(self, dataset: Dataset, rows: str) -> str:
        """The select of rows with the area at which each is now, as `closed_area`."""
        homes, area = self._homes(), "null::varchar"
        if dataset.area_column:
            area = f"r.{dataset.area_column}"
        elif dataset.parent:
            link = dataset.parent.column
            area = f"(select area from ({parents_sql(dataset)}) as p where p.parent = r.{link})"
        if homes and (moves(dataset) or dataset.parent):
            listed = ", ".join(f"{literal(old)}: {literal(home)}" for old, home in sorted(homes.items()))
            area = f"coalesce(map {{{listed}}}[{area}], {area})"
        return f"select r.*, {area} as closed_area from ({rows}) as r"


def _holds(one: Closing, dataset: Dataset, side: str) -> str:
    return f"coalesce({one.holds(dataset, side, f'{side}.closed_area')}, false)"


def check_reason(touched: Sequence[Touched], reason: str | None) -> None:
    """Raises PeriodClosed where closed periods would be changed and nobody says why."""
    if touched and not (reason or "").strip():
        raise PeriodClosed(
            in_turn(
                closed_words(touched),
                _("没有改动任何数据。请写明更正原因再做：页面上填“更正原因”，终端加 --reason。"),
            )
        )


def closed_words(touched: Sequence[Touched]) -> str:
    """What is closed, by which bulletin, and how many of its rows would change, in a sentence each."""
    return in_turn(
        *(_("{told}，其中 {n:,} 行会改动。").format(told=one.closing.told, n=one.rows) for one in touched)
    )
