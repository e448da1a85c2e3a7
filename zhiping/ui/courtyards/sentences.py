"""What the courtyard pages share: units, sentences, and the rows behind their figures."""

from collections.abc import Sequence

from zhiping.contracts.courtyards import SILENT_DAYS
from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.charts.frame import MUTED, PLAIN
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind, added_up
from zhiping.ui.look.states import OVERDUE
from zhiping.ui.look.told import Told, strong, told
from zhiping.words import N_, _

# What is settled, and what settling it is called.
SETTLED = {"意见建议": N_("办结"), "矛盾纠纷": N_("化解"), "民生问题": N_("办结")}

OPENS = ("courtyards/map", "courtyard", "courtyard_id")
BEHIND_ACTIVITIES = Behind(
    "courtyards/rows",
    columns=(
        "activity_id",
        "held_on",
        "courtyard_name",
        "courtyard_kind",
        "area_name",
        "activity_kind",
        "case_count",
        "settled_count",
        "visit_count",
        "training_field",
        "source_sheet",
        "source_row",
    ),
    opens=OPENS,
    noun=N_("活动所在的小院"),
    size=added_up("case_count"),
    unit=N_("件或次"),
)
# Of the figures that count only some kinds of activity, or only some of the cases of one.
BEHIND_CASES = Behind(
    "courtyards/figure_rows",
    columns=(
        "activity_id",
        "held_on",
        "part_count",
        "courtyard_name",
        "activity_kind",
        "case_count",
        "settled_count",
        "courtyard_kind",
        "area_name",
        "source_sheet",
        "source_row",
    ),
    opens=OPENS,
    noun=N_("活动所在的小院"),
    size=added_up("part_count"),
    unit=N_("件或次"),
)
BEHIND_VILLAGES = Behind(
    "courtyards/villages",
    columns=("area_name", "area_path", "has_courtyard", "area_code", "source_sheet", "source_row"),
    noun=N_("嘎查村"),
)
BEHIND_COURTYARDS = Behind(
    "courtyards/list",
    columns=(
        "courtyard_id",
        "courtyard_name",
        "courtyard_kind",
        "host_kind",
        "area_name",
        "opened_on",
        "closed_on",
        "activity_count",
        "last_held_on",
        "source_sheet",
        "source_row",
    ),
    opens=OPENS,
    noun=N_("小院"),
)
SILENT_COLUMNS = (
    "courtyard_name",
    "silent_days",
    "last_held_on",
    "courtyard_kind",
    "area_path",
    "opened_on",
    "activity_count",
    "courtyard_id",
)
KIND_PARTS = (
    charts.Part("silent_count", N_("长期无活动"), OVERDUE.sign, OVERDUE.colour, OVERDUE.text, state=OVERDUE),
    charts.Part("active_courtyard_count", N_("有活动"), "●", PLAIN, PLAIN),
    charts.Part("closed_courtyard_count", N_("已停用"), "□", MUTED, MUTED, pattern="-"),
)
BEHIND_SILENT = Behind(
    "courtyards/silent", columns=SILENT_COLUMNS, opens=OPENS, noun=N_("小院"), is_stock=True
)


def unit_of(activity_kind: str) -> str:
    """What one of an activity is counted in: 件 for what is settled, 次 for the rest."""
    return N_("件") if activity_kind in SETTLED else N_("次")


def per_one(value: float | None) -> str:
    """How many a courtyard or a thousand residents: three decimals, for it is often less than one."""
    if value is None:
        return numbers.MISSING
    return f"{value:,.3f}" if value else "0"


def without_activity(view: View) -> View:
    """The view of all kinds of activity: the filter chooses what the control chart shows, not what is counted."""
    return view.narrowed(activity=None)


def on_map(view: View, courtyard_id: str) -> dict[str, str]:
    """The filters with which the map shows this courtyard."""
    kept = {key: value for key, value in view.chosen.items() if key in ("area", "kind", "silent")}
    return {**kept, "courtyard": courtyard_id}


def silent_days(view: View) -> int:
    """After how many days without activity a courtyard is silent on this page."""
    return int(view.filters.get("silent", SILENT_DAYS[0]))


def kind_parts(rows: Sequence[Row]) -> list[Row]:
    """Rows of courtyards/kinds for a picture of KIND_PARTS: with label and note."""
    return [
        {
            **row,
            "label": _(row["courtyard_kind"]),
            "note": _("每院活动 {n} 场").format(n=numbers.decimal(row["activities_per_courtyard"])),
        }
        for row in rows
    ]


def settled_told(row: Row) -> Told:
    """One kind of cases of courtyards/activities in a sentence: how many, how many settled."""
    kind = row["activity_kind"]
    text = told(
        _("{kind}：{n} 件，{verb} {rate}"),
        kind=strong(_(kind)),
        n=numbers.count(row["case_count"]),
        verb=_(SETTLED[kind]),
        rate=numbers.rate(row["settled_count"], row["settleable_count"]),
    )
    if row["unknown_settled_count"]:
        text += _("，另有 {n} 件没有填办结数").format(n=numbers.count(row["unknown_settled_count"]))
    text += _("；每院 {courtyard} 件").format(courtyard=per_one(row["per_courtyard"]))
    if row["per_1000"] is not None:
        text += _("，每千人 {residents} 件").format(residents=per_one(row["per_1000"]))
    return text


def kind_of_courtyard(view: View) -> str:
    """What the courtyards of a page are called: 小院, or 和谐小院 where one kind is chosen."""
    kind = view.filters.get("kind")
    return _("{kind}小院").format(kind=_(kind)) if kind else _("小院")


def villages_told(now: Row, what: str) -> str:
    """How many villages have a courtyard, of courtyards/key_figures, in a sentence. `what`: 小院, 和谐小院 …"""
    if not now["village_count"]:
        return _("区划表里没有这里的嘎查村，说不出{what}覆盖了多少。").format(what=what)
    missing = now["missing_village_count"]
    text = _("有{what}的嘎查村 {rate}").format(
        what=what, rate=numbers.rate(now["village_with_courtyard_count"], now["village_count"])
    )
    if missing:
        return text + _("，还有 {n} 个没有。").format(n=numbers.count(missing))
    return text + _("，全部都有。")


def canteen_told(row: Row) -> Told:
    """One courtyard with meals, of courtyards/canteens, in a sentence."""
    area = row["floor_area_m2"]
    size = _("（{n} 平方米）").format(n=numbers.decimal(area)) if area else ""
    text = told(
        _("{name}{size}：{first}至{last}开餐 {days} 天、{meals} 餐，就餐 {visits} 人次"),
        name=strong(row["courtyard_name"]),
        size=size,
        first=numbers.day(row["first_held_on"]),
        last=numbers.day(row["last_held_on"]),
        days=numbers.count(row["day_count"]),
        meals=numbers.count(row["meal_count"]),
        visits=numbers.exact_count(row["visit_count"]),
    )
    if row["visits_per_meal"] is None:
        return text + _("，没有填人次，说不出到了多少人。")
    text += _("，平均每餐 {n} 人").format(n=numbers.decimal(row["visits_per_meal"]))
    if row["reached_share"] is None:
        return text + _("；所在地65岁及以上人口没有填，说不出覆盖了多少。")
    return text + told(
        _("；所在地65岁及以上 {whole} 人，每餐到的相当于其中 {share}。"),
        whole=numbers.count(row["population_65"]),
        share=strong(numbers.share(row["reached_share"])),
    )


def areas_with_villages(rows: Sequence[Row]) -> list[Row]:
    """Those rows of courtyards/areas for which a list of villages is known."""
    return [row for row in rows if row["village_count"]]
