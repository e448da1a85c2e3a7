"""结对帮扶 in words and figures: how many households, and how many were visited. Small counts are hidden."""

from zhiping.access.permissions import may_see_people
from zhiping.contracts.kinds import Row
from zhiping.rules.small_counts import LEAST
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind, Change, KeyFigure, share_change
from zhiping.ui.look.told import Told, as_told, joined
from zhiping.words import N_, _

ROW_COLUMNS = (
    "household_id",
    "household_kind",
    "delegate_name",
    "area_name",
    "last_visit_on",
    "days_since_visit",
    "was_due",
    "was_visited",
    "is_due_now",
    "visit_count",
    "paired_on",
    "ended_on",
    "pairing_id",
    "source_sheet",
    "source_row",
)
DELEGATE_COLUMNS = (
    "delegate_name",
    "pair_count",
    "due_count",
    "visited_count",
    "missed_count",
    "due_now_count",
)
AREA_COLUMNS = ("area_name", "pair_words")
_TOTALS = "delegates/pairing_totals"


def shows_households(view: View) -> bool:
    """Whether the reader may see the households and who looks after them."""
    return may_see_people(view.access)


def behind_pairs(view: View, met: int | None, whole: int | None = None) -> Behind | None:
    """The rows of households, for who may see them, behind a figure that says so many (None: it is hidden)."""
    if not shows_households(view):
        return None
    behind = Behind("delegates/pairing_rows", columns=ROW_COLUMNS, noun=N_("结对户"))
    return behind if met is None else behind.of(met, whole)


def guarded(count: int | None, *, is_wide: bool = True) -> str:
    """A count that may be hidden, in words."""
    if count is None:
        return _("不足{n}户，不显示").format(n=LEAST) if is_wide else _("按旗县区显示")
    return _("{n} 户").format(n=numbers.exact_count(count))


def finding(view: View) -> Told:
    """How many households are looked after, and how many of them were visited in the last whole month."""
    now = view.row(_TOTALS)
    if now["pair_count"] is None:
        parts = [_("结对户不足 {n} 户或会推算出单独的户，不显示").format(n=LEAST)]
    else:
        parts = [_("结对帮扶 {n} 户").format(n=numbers.exact_count(now["pair_count"]))]
    if now["visited_share"] is not None:
        parts.append(
            _("{month}走访 {rate}").format(
                month=numbers.month(now["last_month"]),
                rate=numbers.rate(now["visited_count"], now["due_count"]),
            )
        )
        parts += [f"{change.against} {change.text}" for change in _visited_moved(view)]
        parts.append(_("{n} 户没有走访").format(n=numbers.exact_count(now["missed_count"])))
    return joined(_("，"), parts) + _("。") if parts else as_told("")


def pairs_figure(view: View) -> KeyFigure:
    """结对户 at the data date, and the most that one delegate looks after."""
    now = view.row(_TOTALS)
    parts = []
    if now["most_count"] is not None:
        parts.append(_("一名党代表最多 {n} 户").format(n=numbers.exact_count(now["most_count"])))
    if now["hidden_street_count"]:
        parts.append(_("{n} 个街道不单独显示").format(n=numbers.exact_count(now["hidden_street_count"])))
    return KeyFigure(
        "pair_count",
        guarded(now["pair_count"]),
        note=_("；").join(parts),
        unit=N_("户"),
        counted={_("结对户"): guarded(now["pair_count"])},
        behind=behind_pairs(view, now["pair_count"]),
    )


def visited_figure(view: View) -> KeyFigure:
    """走访覆盖率 of the last whole month, against the month before."""
    now = view.row(_TOTALS)
    if now["visited_share"] is None:
        value = numbers.MISSING
        note = guarded(None, is_wide=now["is_county_wide"])
    else:
        is_enough = numbers.is_enough(now["due_count"])
        value = (
            numbers.share(now["visited_share"])
            if is_enough
            else numbers.rate(now["visited_count"], now["due_count"])
        )
        note = _("{month}：{part}/{whole} 户，没有走访 {missed} 户").format(
            month=numbers.month(now["last_month"]),
            part=numbers.exact_count(now["visited_count"]),
            whole=numbers.exact_count(now["due_count"]),
            missed=numbers.exact_count(now["missed_count"]),
        )
    months = _months(view)
    return KeyFigure(
        "pair_visited",
        value,
        note=note,
        changes=_visited_moved(view),
        values=[row["visited_share"] for row in months],
        values_note=_("按月") if months else "",
        counted={
            _("走访过"): guarded(now["visited_count"], is_wide=now["is_county_wide"]),
            _("整月在结对"): guarded(now["due_count"], is_wide=now["is_county_wide"]),
        },
        behind=behind_pairs(view, now["visited_count"], now["due_count"]),
    )


def _months(view: View) -> list[Row]:
    """The whole months, for a county or more."""
    return view.rows("delegates/pairing_months") if view.row(_TOTALS)["is_county_wide"] else []


def _visited_moved(view: View) -> tuple[Change, ...]:
    months = _months(view)
    if len(months) < 2 or not all(numbers.is_enough(row["due_count"]) for row in months[-2:]):
        return ()
    before, last = months[-2:]
    change = share_change(last["visited_share"], before["visited_share"], _("环比"))
    return (change,) if change else ()


def due_now_figure(view: View) -> KeyFigure:
    """本月待走访: what the rest of the month has to do; time alone does not make it late."""
    now = view.row(_TOTALS)
    count = now["due_now_count"]
    return KeyFigure(
        "pairs_due_now",
        numbers.MISSING if count is None else _("{n} 户").format(n=numbers.exact_count(count)),
        note=guarded(None, is_wide=now["is_county_wide"]) if count is None else _("月底以前走访就不缺"),
        unit=N_("户"),
        counted={_("本月待走访"): guarded(count, is_wide=now["is_county_wide"])},
        behind=behind_pairs(view, count, now["pair_count"]),
    )


def area_rows(view: View) -> list[Row]:
    """The streets with `pair_words`, what is hidden in words."""
    return [
        {
            **row,
            "pair_words": _("<5，或与其合并") if row["is_hidden"] else numbers.exact_count(row["pair_count"]),
        }
        for row in view.rows("delegates/pairing_areas")
    ]


def hidden_told(rows: list[Row]) -> str:
    """Which streets are not drawn, and why; "" for none."""
    names = [row["area_name"] for row in rows if row["is_hidden"]]
    if not names:
        return ""
    return _("{names}不单独显示：不到 {n} 户的街道，连同户数最接近的街道合并，使它不能从合计里推算。").format(
        names=_("、").join(names), n=LEAST
    )


def month_rows(view: View) -> list[Row]:
    """The whole months: how many were due and visited, each series with its `label` and `amount`."""
    months = [row for row in _months(view) if row["due_count"] is not None]
    series = (("due_count", _("应走访")), ("visited_count", _("已走访")))
    return [
        {"label": label, "month": row["month"], "amount": row[column], "is_complete": True}
        for column, label in series
        for row in months
    ]
