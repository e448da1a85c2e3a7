"""A view: one page as one person sees it, with its filters, at one version of the data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from zhiping import serving
from zhiping.access.permissions import Access
from zhiping.asking.run import run_first
from zhiping.contracts.filters import by_key, can_be_asked
from zhiping.contracts.kinds import Row
from zhiping.rules import periods
from zhiping.rules.areas import area_code
from zhiping.ui.kit.visitor import visitor


@dataclass(frozen=True)
class View:
    """`filters`: as written in an address. `version`: one for the whole run, so that all figures agree.

    `chosen`: those of them that the viewer chose; the rest is what the page opens on. `fixed`: those that a link fixes.
    """

    page: str
    access: Access
    version: int
    filters: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)

    @property
    def system(self) -> str:
        """The first word of the page's name."""
        return self.page.split("/")[0]

    def rows(self, question: str, **more: str | None) -> list[Row]:
        """The rows of a question under the filters of the page; `more` adds, changes or (None) drops one."""
        return self.first_rows(question, None, **more)

    def first_rows(self, question: str, most: int | None, **more: str | None) -> list[Row]:
        """As `rows`, but no more than the first `most`, where a page shows no more of what may be a hundred thousand."""
        return self._asked_rows(question, most, (), self.narrowed(**more).filters)

    def row(self, question: str, *columns: str, **more: str | None) -> Row:
        """The one row of a question that always has exactly one. `columns`: where it needs no others; it has these at least."""
        return self._asked_rows(question, None, columns, self.narrowed(**more).filters)[0]

    def _asked_rows(
        self, question: str, most: int | None, columns: tuple[str, ...], filters: Mapping[str, str]
    ) -> list[Row]:
        store = serving.store()
        found = run_first(
            store, question, self.access, most, version=self.version, columns=columns, **filters
        )
        return found.rows

    def narrowed(self, **more: str | None) -> "View":
        """The same view with filters added, changed or (None) dropped; `from_` is the filter "since"."""
        merged = {**self.filters, **by_key(more)}
        return replace(self, filters={key: value for key, value in merged.items() if value is not None})

    @property
    def area(self) -> str | None:
        """The full code of the area that is chosen."""
        return area_code(self.filters["area"]) if self.filters.get("area") else None

    @property
    def has_period(self) -> bool:
        """Whether anything but all times is shown."""
        return "since" in self.filters or "until" in self.filters

    @property
    def period(self) -> tuple[date, date] | None:
        """The first and last day chosen; None unless both are."""
        if "since" not in self.filters or "until" not in self.filters:
            return None
        return date.fromisoformat(self.filters["since"]), date.fromisoformat(self.filters["until"])

    def everything(self) -> "View":
        """The same view without any filter."""
        return replace(self, filters={}, chosen={})

    def stock(self) -> "View":
        """The same view of all times: what stands at the data date, whenever it began."""
        return self.narrowed(since=None, until=None)

    def run_up(self) -> "View":
        """The same view from the beginning to the period's end: what came before, for a line over time."""
        return self.narrowed(since=None)

    def previous(self) -> "View | None":
        """The view of the period before, of equal length; None where no period is chosen, or none is before."""
        before = periods.period_before(*self.period) if self.period else None
        return self.of(before) if before else None

    def year_before(self) -> "View | None":
        """The view of the same days a year before; None where no period is chosen, or none is then."""
        then = periods.year_before(*self.period) if self.period else None
        return self.of(then) if then else None

    def of(self, period: periods.Period) -> "View | None":
        """The same view of another period; None where its days cannot be asked for."""
        first, last = period
        is_askable = can_be_asked(first) and can_be_asked(last)
        return self.narrowed(**written(period)) if is_askable else None


def written(period: periods.Period) -> dict[str, str]:
    """A period as the filters of an address."""
    first, last = period
    return {"since": f"{first}", "until": f"{last}"}


def view_of(page: str, filters: Mapping[str, str] | None = None) -> View:
    """The page for whoever is at the screen, at the newest version of the data, or the one that a link froze.

    Raises LinkEnded, StoreError for a version that is there no more.
    """
    asked = dict(filters or {})
    here = visitor()
    number = serving.store().versions.number(here.version)
    return View(page, here.access, number, asked, asked, here.fixed)
