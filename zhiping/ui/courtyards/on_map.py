"""The courtyards of a map and of the list beside it: the same rows, those in silence first."""

from collections.abc import Sequence

from zhiping.contracts.kinds import Row
from zhiping.contracts.kinds import Row as TableRow
from zhiping.ui import maps
from zhiping.ui.charts.frame import SERIES
from zhiping.ui.courtyards.sentences import silent_days
from zhiping.ui.kit import chosen
from zhiping.ui.kit.headings import headings
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
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
    kinds = "、".join(
        _("{kind} {n}").format(kind=_(kind), n=numbers.count(counts[kind]))
        for kind in KIND_MARKS
        if counts.get(kind)
    )
    text = told(_("{n} 个在用的小院（{kinds}）"), n=numbers.count(now["open_count"]), kinds=kinds)
    if now["silent_count"]:
        silent = _("{n} 个超过 {days} 天没有活动").format(n=numbers.count(now["silent_count"]), days=days)
        text += "，" + needs_person(silent)
    else:
        text += _("，没有超过 {days} 天不活动的").format(days=days)
    if now["unplaced_count"]:
        text += _("；{n} 个没有坐标，只在名单里").format(n=numbers.count(now["unplaced_count"]))
    return text + "。"


def open_courtyard(row: TableRow) -> None:
    """Write the courtyard into the address."""
    chosen.choose(courtyard=row["courtyard_id"])


def listed(rows: Sequence[Row], courtyard_id: str | None) -> list[Row]:
    """The rows of the list: the chosen one first and marked, silence in words."""
    told = [
        {
            **row,
            "courtyard_name": f"▶ {row['courtyard_name']}"
            if row["courtyard_id"] == courtyard_id
            else row["courtyard_name"],
            "silence_told": _silence_told(row),
        }
        for row in rows
    ]
    return sorted(told, key=lambda row: row["courtyard_id"] != courtyard_id)


def _silence_told(row: Row) -> str:
    if not row["is_silent"]:
        return _("有活动")
    if row["last_held_on"] is None:
        return _("{sign} 从没有活动").format(sign=SILENT_MARK.sign)
    return _("{sign} {n}天无活动").format(sign=SILENT_MARK.sign, n=numbers.exact_count(row["silent_days"]))


def draw(view: View, rows: Sequence[Row]) -> None:
    """The map: the silent over the others, by shape, colour and word; a click opens one."""
    parts = {
        True: [row for row in rows if row["is_silent"]],
        False: [row for row in rows if not row["is_silent"]],
    }
    layers = [
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
    maps.draw(
        "courtyards",
        layers,
        theme=viewer_theme(),
        outline=view.filters.get("area", view.access.user.scope),
        height=_HEIGHT,
    )
