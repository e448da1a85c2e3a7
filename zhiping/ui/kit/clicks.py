"""Clicks: what a click on a point of a picture does.

By keyboard the table under the picture and the chips do the same. Undone by the chip that it sets, or by the back button.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.rules.areas import area_prefix
from zhiping.rules.periods import calendar_month, months_later
from zhiping.ui.charts import Figure
from zhiping.ui.kit import addresses, chosen, explain, pictures, saying
from zhiping.ui.kit.view import View, written
from zhiping.ui.look.key_figure import Behind, as_value
from zhiping.words import N_, _

Filters = Mapping[str, str]
_IN = "in-"  # before the name of a column; no filter begins so


@dataclass(frozen=True)
class Click:
    """What a click on a picture does: each point carries the filters that it sets.

    `sets`: a row and the key of its part ("" where it has none) -> those filters; none: the point answers nothing.
    `told`: the same for a reader, in one sentence.
    `rows`: the rows that open under these filters, beside those of the page.
    Keys made by `standing` are no filters but say what stands in columns of those rows, as Behind.having.
    `leads_to`: the page that opens under these filters and those that travel. Neither: this page is narrowed by them.
    """

    sets: Callable[[Row, str], Filters]
    told: str
    rows: Behind | None = None
    leads_to: str = ""

    @property
    def is_narrowing(self) -> bool:
        """Whether a click chooses filters of the page itself."""
        return not self.rows and not self.leads_to

    def written(self, row: Row, part: str) -> str:
        """The filters of a point, as in an address."""
        return urlencode(self.sets(row, part))

    def behind(self, asked: Filters) -> Behind | None:
        """The rows that open for what a point set; None where none do."""
        if not self.rows:
            return None
        having = {key.removeprefix(_IN): value for key, value in asked.items() if key.startswith(_IN)}
        filters = {key: value for key, value in asked.items() if not key.startswith(_IN)}
        return replace(self.rows, filters={**self.rows.filters, **filters}, having=having)


def by(key: str, column: str, told: str, rows: Behind | None = None) -> Click:
    """A click sets one filter by the value in a column; a row without one answers nothing. `rows`: as of a Click."""
    return Click(lambda row, _part: {key: str(row[column])} if row[column] is not None else {}, told, rows)


def opens_page(name: str, key: str, column: str, told: str) -> Click:
    """A click opens a page under one filter by the value in a column; a row without one answers nothing."""
    return replace(by(key, column, told), leads_to=name)


def standing(columns: Mapping[str, str]) -> Filters:
    """What stands in columns of the rows that open, as a point carries it beside filters."""
    return {_IN + name: value for name, value in columns.items()}


def opens_rows(
    behind: Behind,
    told: str,
    *,
    parts: Mapping[str, Mapping[str, str]] | None = None,
    nothing: str = "",
    **columns: str,
) -> Click:
    """A click opens those of the rows behind a picture that its bar counts: for what no filter of the page says.

    `columns`: column of those rows = column of the picture's row that holds the same.
    `parts`: key of a part -> what else stands in the rows that it counts; a part that is not named answers nothing.
    `nothing`: the word of the picture for rows in which nothing stands.
    """

    def sets(row: Row, part: str) -> Filters:
        if parts is not None and part not in parts:
            return {}
        own = parts[part] if parts else {}
        found = {name: as_value(row[column]) for name, column in columns.items()}
        return standing(
            {name: "" if value == nothing else value for name, value in found.items()} | dict(own)
        )

    return Click(sets, told, behind)


def by_area(view: View, told: str = N_("点一个地区，只看这个地区。")) -> Click:
    """A click chooses the row's area; the row of the chosen area's own records answers nothing."""
    here = area_prefix(view.filters.get("area", ""))

    def sets(row: Row, _part: str) -> Filters:
        area = area_prefix(row["area_code"])
        return {"area": area} if area != here else {}

    return Click(sets, told)


def by_months(count: int, column: str, told: str, parts: Mapping[str, Filters] | None = None) -> Click:
    """A click chooses so many months from the day in a column on. `parts`: key of a part -> what else it chooses."""

    def sets(row: Row, part: str) -> Filters:
        period = (row[column], months_later(row[column], count) - timedelta(days=1))
        return written(period) | dict((parts or {}).get(part, {}))

    return Click(sets, told)


def by_month(told: str = N_("点一个月，只看这个月。"), **columns: str) -> Click:
    """A click chooses the row's month, and further filters by their columns."""
    return Click(
        lambda row, _part: (
            written(calendar_month(row["month"])) | {key: str(row[name]) for key, name in columns.items()}
        ),
        told,
    )


def draw(view: View, key: str, drawing: Figure, click: Click | None, *, measure: str) -> None:
    """Draw a picture that answers as `click` says; None: it answers nothing. `measure`: what its opened rows show."""
    widget = f"plot-{key}"
    if click is None:
        pictures.draw(drawing, widget)
        return
    with st.container(key=f"answers-{key}"):
        pictures.draw(drawing, widget, note=partial(_take, key, widget, is_narrowing=click.is_narrowing))
    asked = st.session_state.pop(_asked(key), None)
    if asked is None:
        return
    if click.leads_to:
        addresses.go_to(click.leads_to, {**chosen.shared(view), **asked})
    if behind := click.behind(asked):
        explain.open_rows(view, measure, f"clicks-{key}", behind)


def draw_hint(key: str, click: Click | None) -> None:
    """What a click does, for who looks at the screen; on paper it says nothing."""
    if click:
        with st.container(key=f"hint-{key}"):
            saying.note(_(click.told))


def _asked(key: str) -> str:
    return f"clicked-{key}"


def read(written: str) -> dict[str, str]:
    """What `written` of a click wrote; a column in which nothing stands is asked for as ""."""
    return dict(parse_qsl(written, keep_blank_values=True))


def _take(key: str, widget: str, *, is_narrowing: bool) -> None:
    filters = read(pictures.carried(widget))
    if is_narrowing:
        chosen.choose(**filters)
    else:
        st.session_state[_asked(key)] = filters
