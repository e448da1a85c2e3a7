"""The courtyards of a map and of the list beside it: the same rows, those in silence first."""

from collections.abc import Sequence

from zhiping.contracts.kinds import Row
from zhiping.contracts.kinds import Row as TableRow
from zhiping.rules.areas import COUNTY_DIGITS, area_prefix
from zhiping.ui import maps
from zhiping.ui.charts.frame import SERIES
from zhiping.ui.courtyards.sentences import silent_days
from zhiping.ui.kit import chosen, saying, tables
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.headings import headings
from zhiping.ui.look.states import OVERDUE
from zhiping.ui.look.theme import viewer_theme
from zhiping.ui.look.told import Told, as_told, needs_person, told
from zhiping.words import N_, _

KIND_MARKS = {
    "红色": maps.Mark(N_("红色"), SERIES[0], "●"),
    "和谐": maps.Mark(N_("和谐"), SERIES[1], "▲"),
    "振兴": maps.Mark(N_("振兴"), SERIES[2], "◆"),
    "石榴": maps.Mark(N_("石榴"), SERIES[3], "◎"),
}
SILENT_MARK = maps.Mark.of(OVERDUE, N_("长期无活动"))
LIST_COLUMNS = (
    "courtyard_name",
    "silence_told",
    "courtyard_kind",
    "area_name",
    "last_held_on",
    "activity_count",
    "host_kind",
    "courtyard_id",
)
# What colours the circles of areas: the columns of the share, and what it is called.
SHADES = {
    "silent": ("silent_count", "open_count", N_("长期无活动的占比")),
    "unsettled": ("unsettled_count", "settleable_count", N_("没有办结化解的占比")),
}
_HEIGHT = 520
_TOLD = ("courtyard_kind", "area_name", "last_held_on", "activity_count")


def standing_courtyards(view: View) -> list[Row]:
    """The open courtyards, those without a place too: rows of courtyards/list, the silent first, the longest on top."""
    rows = [row for row in view.rows("courtyards/list") if row["is_open"]]
    return sorted(
        rows, key=lambda row: (not row["is_silent"], -(row["silent_days"] or 0) if row["is_silent"] else 0)
    )


def finding(view: View) -> Told:
    """How many courtyards, of which kinds, how many silent, how many without a place."""
    now, days = view.row("courtyards/key_figures"), silent_days(view)
    if not now["open_count"]:
        return as_told(_("没有在用的小院。"))
    counts = {row["courtyard_kind"]: row["open_count"] for row in view.rows("courtyards/kinds")}
    kinds = _("、").join(
        _("{kind} {n}").format(kind=_(kind), n=numbers.count(counts[kind]))
        for kind in KIND_MARKS
        if counts.get(kind)
    )
    text = told(_("{n} 个在用的小院（{kinds}）"), n=numbers.count(now["open_count"]), kinds=kinds)
    if now["silent_count"]:
        silent = _("{n} 个超过 {days} 天没有活动").format(n=numbers.count(now["silent_count"]), days=days)
        text += _("，") + needs_person(silent)
    else:
        text += _("，没有超过 {days} 天不活动的").format(days=days)
    if now["unplaced_count"]:
        text += _("；{n} 个没有坐标，只在名单里").format(n=numbers.count(now["unplaced_count"]))
    return text + _("。")


def open_courtyard(row: TableRow) -> None:
    """Write the courtyard into the address."""
    chosen.choose(courtyard=row["courtyard_id"])


def listed(rows: Sequence[Row], courtyard_id: str | None) -> list[Row]:
    """The rows of the list: the chosen one first and marked, silence in words."""
    told = [{**row, "silence_told": _silence_told(row)} for row in rows]
    return tables.chosen_first(told, "courtyard_id", "courtyard_name", courtyard_id)


def _silence_told(row: Row) -> str:
    if not row["is_silent"]:
        return _("有活动")
    if row["last_held_on"] is None:
        return _("{sign} 从没有活动").format(sign=SILENT_MARK.sign)
    return _("{sign} {n}天无活动").format(sign=SILENT_MARK.sign, n=numbers.exact_count(row["silent_days"]))


def draw(view: View, rows: Sequence[Row]) -> None:
    """The map: circles of areas down to the towns; of one town its courtyards, the silent over the others.

    A click goes one level down, or opens a courtyard.
    """
    area = view.filters.get("area", view.access.user.scope)
    is_town = len(area_prefix(area)) > COUNTY_DIGITS
    drawn = rows if is_town else [row for row in rows if row["courtyard_id"] == view.filters.get("courtyard")]
    if not is_town:
        saying.note(
            _("圆的大小是在用小院的个数，颜色是{share}；点一个圆看它下面的，到苏木乡镇看每个小院。").format(
                share=_(SHADES[_shade(view)][2])
            )
        )
    maps.draw(
        "courtyards",
        _layers(view, drawn),
        theme=viewer_theme(),
        outline=area,
        height=_HEIGHT,
        totals=None if is_town else _totals(view),
    )


def _shade(view: View) -> str:
    return view.filters.get("shade", "silent")


def _totals(view: View) -> maps.Totals:
    part, whole, share = SHADES[_shade(view)]
    return maps.Totals(
        name=N_("在用的小院"),
        rows=view.rows("courtyards/areas", courtyard=None),
        key="area_code",
        label="area_name",
        count="open_count",
        part=part,
        whole=whole,
        share=share,
        told=_area_told,
        on_pick=open_area,
    )


def _area_told(row: Row) -> str:
    """What is known of an area, in exact numbers."""
    lines = {
        _("在用的小院"): numbers.exact_count(row["open_count"]),
        _("长期无活动"): numbers.rate(row["silent_count"], row["open_count"]),
        _("没有办结化解"): numbers.rate(row["unsettled_count"], row["settleable_count"]),
        _("活动(场)"): numbers.exact_count(row["activity_count"]),
    }
    return "\n".join(f"{name}{_('：')}{value}" for name, value in lines.items())


def open_area(row: TableRow) -> None:
    """Choose the area of a circle."""
    chosen.choose(area=area_prefix(row["area_code"]))


def _layers(view: View, rows: Sequence[Row]) -> list[maps.Layer]:
    parts = {
        True: [row for row in rows if row["is_silent"]],
        False: [row for row in rows if not row["is_silent"]],
    }
    return [
        maps.Layer(
            name=N_("长期无活动小院") if is_silent else N_("有活动的小院"),
            rows=part,
            key="courtyard_id",
            label="courtyard_name",
            value="is_silent" if is_silent else "courtyard_kind",
            marks={True: SILENT_MARK} if is_silent else KIND_MARKS,
            columns=headings(("silent_days", *_TOLD) if is_silent else _TOLD, "courtyards/list"),
            selected=view.filters.get("courtyard"),
            on_pick=open_courtyard,
            size=16 if is_silent else 14,
        )
        for is_silent, part in parts.items()
        if part
    ]
