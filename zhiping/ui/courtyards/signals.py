"""What the courtyards have to say: the signals of their control charts in words, and the finding."""

from collections.abc import Sequence

from zhiping.contracts.courtyards import ACTIVITY_KINDS
from zhiping.contracts.kinds import Row
from zhiping.rules.control import ENOUGH_POINTS, SIGNAL_KINDS
from zhiping.ui.courtyards.sentences import silent_days, unit_of
from zhiping.ui.kit import period_choice
from zhiping.ui.kit.comparisons import comparable, moved_told
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.told import Said, Told, joined, needs_person, strong
from zhiping.words import N_, _, month_name

MOST_NAMED = 2


def trends(view: View) -> dict[str, list[Row]]:
    """Kind of activity -> its months with limits and signals; only kinds that occur, in the contract's order."""
    told = view.run_up()  # limits rest on all that came before the period
    rows = told.rows("courtyards/trend", activity=None)
    charted = {kind: [row for row in rows if row["activity_kind"] == kind] for kind in ACTIVITY_KINDS}
    return {kind: months for kind, months in charted.items() if months}


def month_rows(view: View, charted: dict[str, list[Row]]) -> list[Row]:
    """The months up to the period's end, in the order of the kinds that have a control chart."""
    kinds = list(charted)
    return sorted(view.run_up().rows("courtyards/months"), key=lambda row: kinds.index(row["activity_kind"]))


def standing_signals(charted: dict[str, list[Row]]) -> dict[str, Row]:
    """Kind of activity -> its month with a signal, where that is the last whole month: it still holds."""
    last = {
        kind: next((row for row in reversed(rows) if row["is_complete"]), None)
        for kind, rows in charted.items()
    }
    found = {kind: row for kind, row in last.items() if row and row["signal"]}
    return dict(sorted(found.items(), key=lambda item: SIGNAL_KINDS.index(item[1]["signal"])))


def charted_kind(view: View, charted: dict[str, list[Row]], standing: dict[str, Row]) -> str:
    """The kind of activity in the control chart: the chosen one, else the first that stands out, else disputes."""
    wished = (view.filters.get("activity"), *standing, "矛盾纠纷", *charted)
    return next(kind for kind in wished if kind in charted)


def limits_told(rows: Sequence[Row]) -> str:
    """How far the limits of a control chart can be trusted, in a sentence; "" where there is nothing to say."""
    whole = sum(row["is_complete"] for row in rows)
    if rows and rows[0]["mean"] is None:
        return _("满月不足2个，还算不出界限。")
    if rows and rows[0]["is_trial"]:
        return _("只有 {n} 个满月，不足 {enough} 个，界限是试行的。").format(n=whole, enough=ENOUGH_POINTS)
    return ""


def signal_told(kind: str, row: Row) -> str:
    """The signal of a month in words, plain text: "矛盾纠纷连续7个月上升"."""
    if row["signal"] != "outside":
        return _("{kind}{words}").format(kind=_(kind), words=signal_words(kind, row))
    return _("{kind}{month}{words}").format(
        kind=_(kind), month=month_name(row["month"].month), words=signal_words(kind, row)
    )


def signal_words(kind: str, row: Row) -> str:
    """The same without the kind of activity: "连续7个月上升"; "" where the month has no signal."""
    if not row["signal"]:
        return ""
    if row["signal"] == "outside":
        return _outside_told(kind, row)
    words = {
        "rising": _("连续{n}个月上升"),
        "falling": _("连续{n}个月下降"),
        "above": _("连续{n}个月高于均值"),
        "below": _("连续{n}个月低于均值"),
        "near_upper": _("{n}个月内接连接近上限"),
        "near_lower": _("{n}个月内接连接近下限"),
    }
    told = words[row["signal"]].format(n=row["signal_count"])
    return f"{told}{_('，')}{_outside_told(kind, row)}" if row["is_outside"] else told


def _outside_told(kind: str, row: Row) -> str:
    is_high = row["value"] > row["upper_limit"]
    return (_("{n}{unit}，高出上限{limit}") if is_high else _("{n}{unit}，低于下限{limit}")).format(
        n=numbers.count(row["value"]),
        unit=_(unit_of(kind)),
        limit=numbers.decimal(row["upper_limit"] if is_high else row["lower_limit"]),
    )


def span_told(row: Row) -> str:
    """The months of a signal: "2025年4月至10月", one month where it is one."""
    return numbers.months(row["signal_from"], row["month"])


def finding(view: View, standing: dict[str, Row]) -> Told:
    """What the chosen courtyards have to say, in one sentence. `standing`: see `standing_signals`."""
    flow = joined(_("；"), [_done_told(view), _signals_told(standing)])
    reached = view.stock().row("courtyards/data_date")["oldest_data_at"]
    moment = _("截至{day}").format(day=numbers.day(reached)) if reached else ""  # no activity, no date
    stock = _silent_told(view.stock().row("courtyards/key_figures"), silent_days(view))
    return flow + _("。") + joined(_("，"), [moment, stock]) + _("。")


def _done_told(view: View) -> str:
    """What was done in the period, each count against the same days before."""
    now = view.row("courtyards/key_figures")
    then = [
        (against, other.row("courtyards/key_figures")) for against, other in comparable(view, "courtyards")
    ]
    many = _("{n} 个小院").format(n=numbers.exact_count(now["courtyard_count"]))
    if view.has_period:
        many = f"{period_choice.told(view)}{_('，')}{many}"
    if not now["activity_count"]:
        return _("{courtyards}没有活动记录").format(courtyards=many)
    parts = {
        "lecture_count": (_("开展宣讲和红色教育 {n} 次"), N_("次")),
        "opinion_count": (_("收到意见建议 {n} 件"), N_("件")),
        "dispute_settled_count": (_("化解矛盾纠纷 {n} 件"), N_("件")),
        "livelihood_settled_count": (_("办结民生问题 {n} 件"), N_("件")),
    }
    done = [
        text.format(n=numbers.exact_count(now[column])) + moved_told(now, then, column, unit)
        for column, (text, unit) in parts.items()
    ]
    return _("{courtyards}{done}").format(courtyards=many, done=_("，").join(done))


def _signals_told(standing: dict[str, Row]) -> Told:
    told = [strong(signal_told(kind, row)) for kind, row in standing.items()]
    text = joined(_("，"), told[:MOST_NAMED])
    if len(told) > MOST_NAMED:
        text += _("，另有 {n} 种活动出现信号").format(n=len(told) - MOST_NAMED)
    return text


def _silent_told(now: Row, days: int) -> Said:
    if not now["silent_count"]:
        return _("没有超过 {days} 天不活动的小院").format(days=days)
    return needs_person(
        _("{n} 个小院超过 {days} 天没有活动").format(n=numbers.count(now["silent_count"]), days=days)
    )
