"""Units, areas and channels side by side: over which time, what each is called, which lies beyond chance."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from zhiping.contracts.kinds import Row
from zhiping.rules.causes import effects, largest
from zhiping.rules.periods import months_later
from zhiping.ui import charts
from zhiping.ui.kit import period_choice
from zhiping.ui.kit.comparisons import comparable
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import summed
from zhiping.ui.look.states import LATE, ON_TIME, UNRECORDED, Shade
from zhiping.ui.look.told import Said, Told, as_told, joined, needs_person
from zhiping.words import N_, _

NAMELESS = {"lead_unit": N_("未填主办单位"), "channel": N_("未填来源"), "category": ""}
SIGNALS = {
    "far_below": N_("低于99.8%界限"),
    "below": N_("低于95%界限"),
    "above": N_("高于95%界限"),
    "far_above": N_("高于99.8%界限"),
    "within": N_("界限之内"),
    "few": N_("不足10件，不判断"),
}
_SATISFIED = Shade("#4f9f92", "#1b7a6b")
_BARELY = Shade("#9ccbc3", "#145a50")
GRADE_PARTS = (
    charts.Part("very_satisfied_count", N_("非常满意"), "●", ON_TIME.colour, ON_TIME.text),
    charts.Part("plainly_satisfied_count", N_("满意"), "●", _SATISFIED, ON_TIME.text),
    charts.Part("barely_satisfied_count", N_("基本满意"), "◐", _BARELY, ON_TIME.text, pattern="/"),
    charts.Part("dissatisfied_count", N_("不满意"), "▲", LATE.colour, LATE.text),
    charts.Part("very_dissatisfied_count", N_("非常不满意"), "▲", LATE.colour, LATE.text, pattern="x"),
    charts.Part("reached_not_count", N_("未接通"), "○", UNRECORDED.colour, UNRECORDED.text, pattern="."),
)
MOST_NAMED = 3
MOST_BARS = 12
_COUNTS = ("answered_count", "satisfied_count", "in_time_count", "due_count")


def over_a_year(view: View) -> View:
    """The view in which groups are compared: the year that ends with the period, unless the period is asked for.

    A month gives most units too few tickets to tell anything from chance. Of a locked period nobody sees more.
    """
    if view.period is None or view.filters.get("over") == "period" or "since" in dict(view.access.locked):
        return view
    first, last = view.period
    year = months_later(last + timedelta(days=1), -12)
    return view if first <= year else view.of((year, last)) or view


def named(rows: Sequence[Row], column: str) -> list[Row]:
    """The rows with `label`: the value of a column, or that there is none."""
    return [{**row, "label": row[column] or _(NAMELESS[column])} for row in rows]


def graded(rows: Sequence[Row], column: str) -> list[Row]:
    """The rows with answers, for a picture of GRADE_PARTS: most answers first, with label and note."""
    asked = [row for row in named(rows, column) if row["answered_count"] + row["reached_not_count"]]
    asked.sort(key=lambda row: -(row["answered_count"] + row["reached_not_count"]))
    if len(asked) > MOST_BARS:
        asked = [*asked[: MOST_BARS - 1], _together(asked[MOST_BARS - 1 :], column)]
    return [
        {
            **row,
            "note": _("满意 {satisfied}，按期 {in_time}").format(
                satisfied=numbers.brief_rate(row["satisfied_count"], row["answered_count"]),
                in_time=numbers.brief_rate(row["in_time_count"], row["due_count"]),
            ),
        }
        for row in asked
    ]


def _together(rows: Sequence[Row], column: str) -> Row:
    """What is beyond the longest bars as one bar, which answers no click."""
    added = {name: summed(rows, name) for name in (*_COUNTS, *(part.column for part in GRADE_PARTS))}
    return {**added, column: None, "label": _("其余 {n} 个").format(n=len(rows))}


def finding(view: View, compared: View) -> Told:
    """How the tickets due in the period were closed and what moved it; whom callers like; which units stand out."""
    parts: list[Said] = [_in_time_told(view), _satisfied_told(view), _strays_told(compared)]
    return joined(_("；"), [part for part in parts if str(part)]) + _("。")


def _in_time_told(view: View) -> Told:
    now = view.row("tickets/rates")
    unit = view.filters.get("unit")
    when = period_choice.told(view)
    text = as_told(f"{unit}{_('，')}" if unit else "") + _("{period}到期的工单按期办结 {rate}").format(
        period=when, rate=numbers.rate(now["in_time_count"], now["due_count"])
    )
    if not now["due_count"]:
        return as_told(f"{unit}{_('，')}" if unit else "") + _("{period}没有到期的工单").format(period=when)
    for against, other in comparable(view, "tickets"):
        then = other.row("tickets/rates")
        if numbers.is_enough(now["due_count"]) and numbers.is_enough(then["due_count"]):
            moved = now["in_time_share"] - then["in_time_share"]
            text += _("，{against} {change}").format(against=against, change=numbers.point_change(moved))
            text += causes_told(
                *(_closed_by(one, "category" if unit else "lead_unit") for one in (view, other))
            )
    return text


def _closed_by(view: View, column: str) -> dict[str, tuple[int, int]]:
    question = {"category": "tickets/categories", "lead_unit": "tickets/units"}[column]
    return {
        row["label"]: (row["in_time_count"], row["due_count"]) for row in named(view.rows(question), column)
    }


def causes_told(now: Mapping[str, tuple[int, int]], then: Mapping[str, tuple[int, int]]) -> str:
    """The parts that moved a share most, either way, in brackets; "" where none did."""
    verbs = (_("拉高最多的是{name} {points}"), _("拉低最多的是{name} {points}"))
    said = [
        verb.format(name=one.name, points=numbers.points(one.total))
        for verb, one in zip(verbs, largest(effects(now, then)), strict=True)
        if one
    ]
    return _("（{causes}）").format(causes=_("，").join(said)) if said else ""


def _satisfied_told(view: View) -> str:
    now = view.row("tickets/rates")
    if not now["answered_count"]:
        return ""
    return _("满意 {rate}").format(rate=numbers.rate(now["satisfied_count"], now["answered_count"]))


def _strays_told(compared: View) -> Told:
    """The units that lie below the wider limits, for which a person should look; else that none does."""
    units = named(compared.narrowed(unit=None).rows("tickets/units"), "lead_unit")
    found: dict[str, list[str]] = {}
    for measure, signal in ((_("按期办结"), "in_time_signal"), (_("满意"), "satisfied_signal")):
        for row in units:
            if row[signal] == "far_below":
                found.setdefault(row["label"], []).append(measure)
    when = period_choice.told(compared)
    if found:
        names = _("、").join(
            _("{unit}（{measures}）").format(unit=unit, measures=_("、").join(measures))
            for unit, measures in list(found.items())[:MOST_NAMED]
        )
        more = _("等 {n} 个单位").format(n=len(found)) if len(found) > MOST_NAMED else ""
        return as_told(_("{period}低于99.8%界限的有").format(period=when)) + needs_person(names + more)
    if all(row[signal] == "few" for row in units for signal in ("in_time_signal", "satisfied_signal")):
        return as_told(_("{period}各单位都不足10件，不作判断").format(period=when))
    return as_told(_("{period}没有单位低于99.8%界限").format(period=when))


def moved(now: Row, then: Row | None, *, is_known: bool) -> Row:
    """A row of tickets/categories beside what it was. `is_known`: there is a period to hold it against."""
    before = (then["accepted_count"] if then else 0) if is_known else None
    return {
        **now,
        "label": now["category"],
        "accepted_before": before,
        "accepted_share_before": then["accepted_share"] if then else None,
        "accepted_change": None if before is None else now["accepted_count"] - before,
    }


def moves_told(rows: Sequence[Row], against: str) -> str:
    """Which category grew most and which shrank most; "" where nothing can be held against anything."""
    known = [row for row in rows if row["accepted_change"]]
    if not against or not known:
        return ""
    grown, shrunk = (pick(known, key=lambda row: row["accepted_change"]) for pick in (max, min))
    parts = [
        _("{verb}最多的是{category} {change}").format(
            verb=verb,
            category=row["category"],
            change=numbers.count_change(row["accepted_change"], _("件")),
        )
        for verb, row, is_true in (
            (_("增加"), grown, grown["accepted_change"] > 0),
            (_("减少"), shrunk, shrunk["accepted_change"] < 0),
        )
        if is_true
    ]
    return _("{against}：{told}。").format(against=_(against), told=_("，").join(parts))
