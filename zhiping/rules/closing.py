"""关账: which rows a closed period holds. What an upload or an undo would change in them needs a reason.

A row belongs to a period by the day of its contract's `period`, both its ends included, or, where the contract is
complete by years, by its year where the period holds the whole of it. What has neither (a list of stations) belongs to
none. It belongs to an area by its own, or by its parent's; what has no area is everybody's.
"""

from dataclasses import dataclass
from datetime import date, datetime

from zhiping.contracts.kinds import Dataset
from zhiping.rules.areas import area_range
from zhiping.words import _

YEAR = "year"  # the slice whose values are years


@dataclass(frozen=True)
class Closing:
    """A period that an admin closed after its bulletin. `area`: "" is everywhere. `systems`: none named is all of them.

    `title` and `period` are the bulletin's own words. `version`: of the data when it was closed. `reopened_at`: since when it is open again; None while it is closed.
    """

    closing_id: int
    bulletin: str
    title: str
    period: str
    systems: tuple[str, ...]
    area: str
    since: date
    until: date
    closed_by: str
    closed_at: datetime
    version: int
    reopened_by: str | None = None
    reopened_at: datetime | None = None
    reopened_why: str | None = None

    @property
    def is_standing(self) -> bool:
        return self.reopened_at is None

    @property
    def told(self) -> str:
        """What is closed, since when, by whom and by which bulletin."""
        return _("{title}（{period}，编号 {number}）已由{who}于 {time} 关账").format(
            title=self.title,
            period=self.period,
            number=self.bulletin,
            who=self.closed_by,
            time=f"{self.closed_at:%Y-%m-%d %H:%M}",
        )

    def concerns(self, dataset: Dataset) -> bool:
        """Whether it can hold rows of a dataset at all."""
        return (not self.systems or dataset.system in self.systems) and self._in_time(dataset, "x") != "false"

    def holds(self, dataset: Dataset, row: str, area: str) -> str:
        """SQL condition: a row is one that it holds. `row`: its alias; `area`: SQL of the area at which it is now."""
        if not self.area or not dataset.has_areas:
            return self._in_time(dataset, row)
        start, end = area_range(self.area)
        return f"({self._in_time(dataset, row)} and {area} >= '{start}' and {area} < '{end}')"

    def _in_time(self, dataset: Dataset, row: str) -> str:
        if dataset.period:
            return f"(cast({row}.{dataset.period} as date) between '{self.since}' and '{self.until}')"
        if YEAR not in dataset.slices:
            return "false"
        first = self.since.year + (self.since != date(self.since.year, 1, 1))
        last = self.until.year - (self.until != date(self.until.year, 12, 31))
        return f"({row}.{YEAR} between {first} and {last})" if first <= last else "false"

    def goes_on(self, dataset: Dataset, less: str, more: str) -> str:
        """SQL condition: of two tellings of a row that it holds, `more` adds only what came later, which corrects nothing.

        Nothing that `less` has is another, what it leaves empty is filled, and with it something that happened after
        the period (and nothing that happened by its end).
        """
        added = {
            name: f"({less}.{name} is null and {more}.{name} is not null)" for name in dataset.event_columns
        }
        if not added:
            return "false"
        keeps = [
            f"({less}.{column.name} is null or {less}.{column.name} is not distinct from {more}.{column.name})"
            for column in dataset.columns
        ]
        late = [f"({new} and cast({more}.{name} as date) > '{self.until}')" for name, new in added.items()]
        early = [f"({new} and cast({more}.{name} as date) <= '{self.until}')" for name, new in added.items()]
        return f"({' and '.join(keeps)} and ({' or '.join(late)}) and not ({' or '.join(early)}))"
