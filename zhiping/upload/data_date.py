"""Up to when a file is complete: its latest event, unless one digit typed wrong stands far beyond all others.

The moment judges every open case of the areas, so an odd one is asked about before it moves their clocks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import duckdb

from zhiping.contracts.kinds import Dataset
from zhiping.store.literals import literal
from zhiping.upload.reading.texttable import places_words
from zhiping.words import _

_FAR = timedelta(days=31)
_LEAST_EVENTS = 10  # fewer say nothing about which of them is far from the rest
_FEW, _MOST_FEW = 50, 20  # at most a fiftieth of the events are odd ones out, and at most so many


@dataclass(frozen=True)
class Event:
    """A moment in the file, and where it stands."""

    at: datetime
    sheet: str | None
    row: int
    label: str


@dataclass(frozen=True)
class DataDate:
    """`likely`: what is taken unless the clerk says otherwise. `latest`: the file's latest event up to now.

    `far`: the events far beyond all others, the latest first; `likely` leaves them out. `last`: up to when the areas
    of the file were complete before, where `likely` is more than 31 days later. Where either is there, it is asked.
    """

    likely: datetime
    latest: datetime
    far: tuple[Event, ...] = ()
    last: datetime | None = None

    @property
    def is_doubtful(self) -> bool:
        return bool(self.far) or self.last is not None


def data_date(
    con: duckdb.DuckDBPyConnection,
    dataset: Dataset,
    table: str,
    latest: datetime | None,
    areas: Sequence[tuple[str, str]],
    now: datetime,
) -> DataDate:
    """The data date of the sound rows of `table`. `latest`: their latest event up to `now`; `areas`: what they cover."""
    if latest is None:
        return DataDate(now, now)
    events, count = _latest_events(con, dataset, table, now)
    far = _far(events, count)
    likely = events[len(far)].at if far else latest
    last = _last(con, dataset, areas)
    return DataDate(likely, latest, far, last if last is not None and likely - last > _FAR else None)


def _latest_events(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, table: str, now: datetime
) -> tuple[list[Event], int]:
    """The latest events of sound rows, as many as could be odd ones out and one more; and how many there are."""
    labels = {name: _(dataset.column(name).label) for name in dataset.event_columns}
    every = " union all ".join(
        f"select cast({name} as timestamp) as moment, source_sheet, source_row, '{name}' as name from {table}"
        f" where is_sound and {name} <= timestamp '{now}'"
        for name in labels
    )
    rows = con.execute(
        f"from ({every}) order by moment desc, source_row, source_sheet limit {_MOST_FEW + 1}"
    ).fetchall()
    (count,) = con.execute(f"select count(*) from ({every})").fetchall()
    return [Event(at, sheet, row, labels[name]) for at, sheet, row, name in rows], count[0]


def _far(events: Sequence[Event], count: int) -> tuple[Event, ...]:
    """The few that come more than 31 days after all others."""
    if count < _LEAST_EVENTS:
        return ()
    most = max(1, min(count // _FEW, _MOST_FEW))
    gaps = [place for place in range(most) if events[place].at - events[place + 1].at > _FAR]
    return tuple(events[: max(gaps) + 1]) if gaps else ()


def _last(
    con: duckdb.DuckDBPyConnection, dataset: Dataset, areas: Sequence[tuple[str, str]]
) -> datetime | None:
    """Up to when an upload that stands, of the office's own, says that one of the areas is complete."""
    if not areas:
        return None
    touching = " or ".join(
        f"(c.area_from < {literal(end)} and c.area_to > {literal(start)})" for start, end in areas
    )
    (row,) = con.execute(
        "select max(c.as_of) from lake.coverage as c join lake.uploads as u using (upload_id)"
        f" where u.dataset = {literal(dataset.name)} and u.undone_at is null and not u.is_demo and ({touching})"
    ).fetchall()
    found: datetime | None = row[0]
    return found


def doubts(date: DataDate) -> tuple[str, ...]:
    """What is odd about a data date; a sentence each."""
    told = []
    if date.far:
        first = date.far[0]
        others = _("等 {n} 处").format(n=len(date.far)) if len(date.far) > 1 else ""
        told.append(
            _(
                "{row}的“{label}”{at}{others}，比其余的都晚一个月以上，可能是写错了；其余最晚的是 {likely}。"
            ).format(
                row=places_words([(first.sheet, first.row)]),
                label=first.label,
                at=f"{first.at:%Y-%m-%d}",
                others=others,
                likely=f"{date.likely:%Y-%m-%d}",
            )
        )
    if date.last:
        told.append(
            _("这些地区的数据此前截至 {last}，这个文件一下子到了 {likely}，相差 {days} 天。").format(
                last=f"{date.last:%Y-%m-%d}",
                likely=f"{date.likely:%Y-%m-%d}",
                days=(date.likely - date.last).days,
            )
        )
    return tuple(told)
