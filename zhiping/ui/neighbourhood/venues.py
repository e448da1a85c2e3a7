"""阵地效能: what renovation changed, said with its caution; the rows behind the figures, the chosen venue."""

from collections.abc import Sequence
from dataclasses import replace

from zhiping.contracts.kinds import Row
from zhiping.rules.control import ENOUGH_POINTS
from zhiping.ui.kit import chosen
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import ROWS, Behind, added_up
from zhiping.words import N_, _

PAGE = "neighbourhood/venues"
OPENS = (PAGE, "venue", "venue_id")
VENUE_COLUMNS = (
    "venue_name",
    "area_name",
    "visits_per_hour_before",
    "visits_per_hour_after",
    "visits_per_hour_change",
    "before_month_count",
    "after_month_count",
    "unknown_hours_month_count",
    "renovated_on",
    "use_before",
    "use_after",
    "floor_area_m2",
    "visit_count",
    "after_visit_count",
    "expected_visit_count",
    "partner_count",
    "exchange_count",
    "venue_id",
    "source_sheet",
    "source_row",
)
BEHIND_VENUES = Behind(
    "neighbourhood/venues", columns=VENUE_COLUMNS, opens=OPENS, noun=N_("阵地"), is_stock=True
)
BEHIND_VISITS = Behind(
    "neighbourhood/visit_rows",
    filters={"venue": None},
    columns=(
        "month",
        "venue_name",
        "visit_count",
        "open_hours",
        "phase",
        "area_name",
        "venue_id",
        "source_sheet",
        "source_row",
    ),
    opens=OPENS,
    noun=N_("阵地月份"),
    size=added_up("visit_count"),
    unit=N_("人次"),
)
BEHIND_MODES = Behind(
    "neighbourhood/venue_partner_rows",
    columns=(
        "venue_name",
        "partner_name",
        "role",
        "mode",
        "area_name",
        "partner_id",
        "source_sheet",
        "source_row",
    ),
    noun=N_("阵地合作"),
    is_stock=True,
)
_STRIPS = {"visit_count": N_("到访人次"), "open_hours": N_("开放小时"), "venue_count": N_("有记录的阵地")}


def open_venue(row: Row) -> None:
    """Write the venue into the address."""
    chosen.choose(venue=row["venue_id"])


def charted_venue(view: View, rows: Sequence[Row]) -> Row | None:
    """The venue in the control chart: the chosen one, else the one that gained most, else any with months."""
    wished = view.filters.get("venue")
    found = [row for row in rows if row["venue_id"] == wished] if wished else []
    usable = [row for row in rows if row["month_count"] > row["unknown_hours_month_count"]]
    return next(iter([*found, *usable]), None)


def per_hour(value: float | None) -> str:
    """Visits an open hour with two decimals, for it is often less than ten."""
    return numbers.MISSING if value is None else f"{value:,.2f}"


def strips(rows: Sequence[Row]) -> list[Row]:
    """Rows of neighbourhood/venue_months as three series: visits, open hours, venues that reported."""
    return [
        {
            "month": row["month"],
            "is_complete": row["is_complete"],
            "series": _(name),
            "value": round(row[column]),
        }
        for column, name in _STRIPS.items()
        for row in rows
        if row[column] is not None
    ]


def trend_rows(rows: Sequence[Row]) -> list[Row]:
    """Rows of neighbourhood/venue_trend for a control chart: the month of the renovation says so."""
    word = _("改造当月")
    return [row | {"left_out": word} if row["phase"] == "renovating" else row for row in rows]


def limits_told(rows: Sequence[Row]) -> str:
    """How far the limits on either side of a renovation can be trusted; "" where there is nothing to say."""
    if not any(row["is_complete"] and row["mean"] is not None for row in rows):
        return _("满月太少，还算不出均值和界限。")
    phases = {row["phase"]: row["is_trial"] for row in rows if row["is_complete"]}
    if not any(phases.values()):
        return ""
    if len(phases) == 1:
        return _("不足 {enough} 个满月，界限是试行的。").format(enough=ENOUGH_POINTS)
    return _("改造前或改造后不足 {enough} 个满月，那一段的界限是试行的。").format(enough=ENOUGH_POINTS)


def without_told(row: Row) -> str:
    """What a venue would have had without its renovation, by the rate before, with what that cannot say; "" where unknown."""
    if (
        row["expected_visit_count"] is None
        or row["after_visit_count"] is None
        or not row["after_month_count"]
    ):
        return ""
    expected = round(row["expected_visit_count"])
    more = row["after_visit_count"] - expected
    return _(
        "改造后有开放小时的 {months} 个月共 {n} 人次；同样的开放小时，按改造前的均值（每小时 {rate} 人次），"
        "不改造约有 {expected} 人次，相差 {more}。同期季节、人口、活动的变化也在里面，不能都算作改造的效果。"
    ).format(
        months=numbers.exact_count(row["after_month_count"]),
        n=numbers.exact_count(row["after_visit_count"]),
        rate=per_hour(row["visits_per_hour_before"]),
        expected=numbers.exact_count(expected),
        more=numbers.count_change(more, N_("人次")),
    )


def behind_trend(one: Row) -> Behind:
    """The months of one venue whose hours are known."""
    return replace(BEHIND_VISITS, filters={"venue": one["venue_id"]}, size=ROWS, unit="")


def facts(venue: Row) -> list[str]:
    """What neighbourhood/venue says of one venue; what was not written is left out."""
    told = {
        _("编号"): venue["venue_id"],
        _("地区"): venue["area_path"],
        _("面积"): None
        if venue["floor_area_m2"] is None
        else _("{n} 平方米").format(n=numbers.decimal(venue["floor_area_m2"])),
        _("改造"): numbers.day(venue["renovated_on"]) if venue["renovated_on"] else _("没有改造"),
        _("改造前用途"): venue["use_before"],
        _("改造后用途"): venue["use_after"],
    }
    return [f"{name} {value}" for name, value in told.items() if value]
