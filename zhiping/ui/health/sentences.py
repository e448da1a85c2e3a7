"""What the fairs have to say: the finding, the rows behind the figures, and how pictures name their parts."""

from collections.abc import Sequence
from dataclasses import replace

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.charts.frame import SERIES
from zhiping.ui.kit import period_choice
from zhiping.ui.kit.comparisons import comparable, moved_told
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind, Size, added_up
from zhiping.ui.look.told import Said, Told, as_told, joined, needs_person
from zhiping.words import N_, _

SYSTEM = "health"
PAGE = "health/fairs"
OPENS = (PAGE, "fair", "fair_id")
FAIR_COLUMNS = (
    "held_on",
    "fair_name",
    "fair_kind",
    "area_name",
    "visit_count",
    "referral_count",
    "followed_up_count",
    "doctor_count",
    "party_doctor_count",
    "services",
    "place",
    "medicine_yuan",
    "fair_id",
    "source_sheet",
    "source_row",
)
BEHIND_FAIRS = Behind("health/figure_rows", columns=FAIR_COLUMNS, opens=OPENS, noun=N_("大集"))
BEHIND_VISITS = replace(BEHIND_FAIRS, size=added_up("visit_count"), unit=N_("人次"))
BEHIND_OFFERS = replace(BEHIND_FAIRS, size=Size("entries", "services"), unit=N_("项次"))
BEHIND_FOLLOW_UPS = Behind(
    "health/figure_rows",
    columns=(
        "part_count",
        "held_on",
        "due_on",
        "fair_name",
        "area_name",
        "referral_count",
        "followed_up_count",
        "follow_up",
        "fair_id",
        "source_sheet",
        "source_row",
    ),
    opens=OPENS,
    noun=N_("大集"),
    size=added_up("part_count"),
    unit=N_("人次"),
)
STREET_COLUMNS = ("area_path", "days_since", "last_held_on", "life_fair_count", "population")
BEHIND_STREETS = Behind("health/streets", columns=STREET_COLUMNS, noun=N_("苏木乡镇街道"), is_stock=True)
LEFT_OVER_COLUMNS = (
    "fair_name",
    "held_on",
    "days_over",
    "referral_count",
    "followed_up_count",
    "left_over_count",
    "area_name",
    "fair_id",
)
BEHIND_LEFT_OVER = Behind(
    "health/left_over", columns=LEFT_OVER_COLUMNS, opens=OPENS, noun=N_("大集"), is_stock=True
)

KIND_PARTS = (
    charts.Part("community_count", N_("社区大集"), "●", SERIES[0], SERIES[0]),
    charts.Part("night_count", N_("中医夜市"), "◆", SERIES[1], SERIES[1], pattern="/"),
    charts.Part("other_count", N_("其他"), "▲", SERIES[2], SERIES[2], pattern="."),
)
KINDS_OF_PARTS = {part.column: {"fair-kind": part.label} for part in KIND_PARTS}
SEASON_PARTS = (
    charts.Part("spring_count", N_("春季"), "●", SERIES[4], SERIES[4]),
    charts.Part("summer_count", N_("夏季"), "▲", SERIES[3], SERIES[3], pattern="/"),
    charts.Part("autumn_count", N_("秋季"), "◆", SERIES[1], SERIES[1], pattern="."),
    charts.Part("winter_count", N_("冬季"), "■", SERIES[2], SERIES[2], pattern="-"),
)
_STRIPS = {"fair_count": N_("大集场数"), "visit_count": N_("服务人次"), "referral_count": N_("转诊人次")}


def per_fair(value: float | None) -> str:
    """How many came to one fair, rounded to whole ones as they are recorded; "" where none was held."""
    return "" if value is None else _("场均 {n} 人次").format(n=numbers.exact_count(round(value)))


def seasons(view: View) -> list[Row]:
    """Rows of health/seasons, each called in words: "2025年秋季"."""
    names = [_(part.label) for part in SEASON_PARTS]  # from March on, three months each
    return [
        {
            **row,
            "season": _("{year}年{season}").format(
                year=row["start_on"].year, season=names[row["start_on"].month // 3 - 1]
            ),
        }
        for row in view.rows("health/seasons")
    ]


def season_rows(rows: Sequence[Row]) -> list[Row]:
    """Rows of `seasons` for a picture of KIND_PARTS: with label and note."""
    return [
        {
            **row,
            "label": row["season"]
            if row["is_complete"]
            else _("{season}（未满季）").format(season=row["season"]),
            "note": per_fair(row["visits_per_fair"]),
        }
        for row in rows
    ]


def area_rows(rows: Sequence[Row]) -> list[Row]:
    """Rows of health/areas for a picture of SEASON_PARTS, most fairs first."""
    named = [
        {
            **row,
            "label": row["area_name"],
            "note": per_fair(row["visits_per_fair"]),
        }
        for row in rows
    ]
    return sorted(named, key=lambda row: -row["fair_count"])


def strips(rows: Sequence[Row]) -> list[Row]:
    """Rows of health/months as three series: fairs, visits, referrals."""
    return [
        {"month": row["month"], "is_complete": row["is_complete"], "series": _(name), "value": row[column]}
        for column, name in _STRIPS.items()
        for row in rows
    ]


def finding(view: View) -> Told:
    """What was held in the period, and what is left undone at the data date; each of its own moment."""
    stock = view.stock()
    reached = stock.row("health/data_date")["oldest_data_at"]
    undone = joined(_("，"), [_streets_told(stock), _left_over_told(stock)])
    told = _held_told(view) + _("。")
    return told + _("截至{day}，").format(day=numbers.day(reached)) + undone + _("。") if undone else told


def _held_told(view: View) -> Told:
    now = view.row("health/key_figures")
    then = [(against, other.row("health/key_figures")) for against, other in comparable(view, SYSTEM)]
    before = f"{period_choice.told(view)}{_('，')}" if view.has_period else ""
    parts = [
        before
        + _("举办健康大集 {n} 场").format(n=numbers.exact_count(now["fair_count"]))
        + moved_told(now, then, "fair_count", N_("场")),
        _("服务 {n} 人次").format(n=numbers.exact_count(now["visit_count"]))
        + moved_told(now, then, "visit_count", N_("人次")),
    ]
    if now["referral_count"]:
        parts.append(_("转诊 {n} 人次").format(n=numbers.exact_count(now["referral_count"])))
    return joined(_("，"), parts)


def _streets_told(stock: View) -> Said:
    streets = stock.rows("health/streets")
    if not streets:
        return ""
    if len(streets) == 1:
        return _one_street_told(streets[0])
    missing = sum(not row["is_reached"] for row in streets)
    if not missing:
        return _("{n} 个苏木乡镇街道 90 天内都有{what}").format(
            n=numbers.exact_count(len(streets)), what=what(stock)
        )
    return needs_person(
        _("{n} 个苏木乡镇街道 90 天内没有{what}").format(n=numbers.exact_count(missing), what=what(stock))
    )


def _one_street_told(street: Row) -> Said:
    if street["last_held_on"] is None:
        return needs_person(_("从没有大集的记录"))
    text = _("最近一场在{day}，已过去 {n} 天").format(
        day=numbers.day(street["last_held_on"]), n=numbers.exact_count(street["days_since"])
    )
    return text if street["is_reached"] else needs_person(text)


def _left_over_told(stock: View) -> Said:
    rows = stock.rows("health/left_over")
    if not rows:
        return as_told("")
    return needs_person(_("{n} 场大集的转诊过了30天还没有全部随访").format(n=numbers.exact_count(len(rows))))


def what(view: View) -> str:
    """What the fairs of a page are called: 大集, or 中医夜市 where one kind is chosen."""
    kind = view.filters.get("fair-kind")
    return _("大集") if kind in (None, "其他") else _(kind)
