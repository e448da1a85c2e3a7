"""The pictures of the appraisal's ranking and of one unit, each with its table and what stands behind it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.appraisal import sentences
from zhiping.ui.appraisal.figures import behind_ranks, behind_values
from zhiping.ui.appraisal.sentences import Group
from zhiping.ui.kit import page, saying, tables
from zhiping.ui.kit.view import View
from zhiping.words import N_, _

MOST_DRAWN = 40
MOST_SHIFTS = 24
MOST_TOLD = 6
MOST_DIMENSIONS = 6
_INTERVAL_COLUMNS = (
    "rank",
    "unit_name",
    "score",
    "interval",
    "not_separable_count",
    "not_separable_from",
    "first_place_share",
    "last_place_share",
    "why",
)
MOVE_COLUMNS = (
    "unit_name",
    "rank_before",
    "rank",
    "rank_change",
    "unit_score_before",
    "unit_score",
    "unit_score_change",
    "raised_by",
    "lowered_by",
)
_CONTRIBUTION_COLUMNS = ("contribution_before", "contribution", "contribution_change")


def draw_ranks(view: View, one: Group) -> None:
    """The picture of official ranks with their intervals."""
    drawn = one.rows[:MOST_DRAWN]
    page.figure(
        view,
        f"ranks-{one.key}",
        _("名次与区间"),
        charts.rank_intervals,
        drawn,
        meaning="rank_interval",
        table=one.rows,
        columns=_INTERVAL_COLUMNS,
        behind=behind_ranks(one),
        note=_drawn_told(len(drawn), len(one.rows)) + _("得分先保留两位小数，同分并列取较好的名次。"),
    )


def draw_dimensions(view: View, one: Group, dimensions: Sequence[Row]) -> None:
    """The picture of where each unit's points come from. `dimensions`: the group's rows of appraisal/dimensions."""
    full = _folded({row["dimension"]: row["weight"] for row in dimensions})
    earned: dict[str, dict[str, float]] = {}
    for row in dimensions:
        if row["points"] is not None:
            earned.setdefault(row["unit_id"], {})[row["dimension"]] = row["points"]
    rows = [row | _points_in(earned.get(row["unit_id"], {}), full) for row in one.rows]
    page.figure(
        view,
        f"dimensions-{one.key}",
        _("得分从哪里来"),
        charts.contributions,
        rows[:MOST_DRAWN],
        meaning="contribution",
        table=[row | {name: _to_two(row[name]) for name in full} for row in rows],
        columns=("rank", "unit_name", "score", *full),
        behind=behind_values({"group": one.unit_group}),
        note=_drawn_told(min(len(rows), MOST_DRAWN), len(rows)) + _("各列同一比例，相加就是得分。"),
        full=full,
    )


def _folded(weights: Mapping[str, float]) -> dict[str, float]:
    """The dimensions that have a column of their own, and the rest as one."""
    if len(weights) <= MOST_DIMENSIONS:
        return dict(weights)
    names = list(weights)
    kept, rest = names[: MOST_DIMENSIONS - 1], names[MOST_DIMENSIONS - 1 :]
    return {name: weights[name] for name in kept} | {_("其他维度"): sum(weights[name] for name in rest)}


def _points_in(earned: Mapping[str, float], full: Mapping[str, float]) -> dict[str, float | None]:
    """The points of one unit in each column of `full`; what has no column of its own is in the last."""
    points = {name: earned.get(name) for name in full}
    if rest := [value for name, value in earned.items() if name not in full]:
        points[list(full)[-1]] = sum(rest)
    return points


def _to_two(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _with_short_name(row: Row) -> Row:
    return row | {"short_name": sentences.short_name(row["indicator_name"])}


def _drawn_told(drawn: int, whole: int) -> str:
    if drawn == whole:
        return ""
    return _("图上是前 {drawn} 个，全部 {whole} 个在数据表。").format(drawn=drawn, whole=whole)


def draw_shifts(view: View, one: Group) -> None:
    """The picture of how far ranks shift when an indicator is left out."""
    rows = [row for row in one.of(view.rows("appraisal/sensitivity")) if row["mean_shift"] is not None]
    moving = sorted(
        (_with_short_name(row) for row in rows if round(row["mean_shift"], 1) > 0),
        key=lambda row: -row["mean_shift"],
    )
    note = _("移动大的指标左右着排名，它的数据更要核准。")
    if len(moving) < len(rows):
        note += _("其余 {n} 项去掉后名次几乎不动。").format(n=len(rows) - len(moving))
    page.figure(
        view,
        f"shifts-{one.key}",
        _("去掉一项指标，名次平均移动几位"),
        charts.bars,
        moving[:MOST_SHIFTS],
        meaning="rank_shift",
        table=[row | {"mean_shift": round(row["mean_shift"], 2)} for row in rows],
        columns=(
            "indicator_id",
            "indicator_name",
            "weight",
            "mean_shift",
            "largest_shift",
            "largest_unit_name",
        ),
        behind=behind_values({"group": one.unit_group}),
        note=note,
        label="short_name",
        value="mean_shift",
        unit=N_("位"),
        most=MOST_SHIFTS,
    )


def draw_moves(view: View, one: Group, moved: Sequence[Row]) -> None:
    """What moved since the term before and why, the largest moves in words, all units in the table."""
    key = f"moves-{one.key}"
    behind = behind_values({"group": one.unit_group})
    page.explained_heading(view, key, _("比上一考核期的变动与原因"), "score_moves", behind=behind)
    known = [row for row in moved if row["unit_score_change"] is not None]
    if not known:
        saying.sentence(_("没有上一考核期可比。"))
        return
    saying.points(map(sentences.move_told, known[:MOST_TOLD]))
    if len(known) > MOST_TOLD:
        saying.note(_("上面是变动最大的 {n} 个单位，全部在数据表。").format(n=MOST_TOLD))
    with st.expander(_("数据表")):
        tables.draw([row | _move_numbers(row) for row in moved], key, "appraisal/moves", columns=MOVE_COLUMNS)
        tables.draw_download(view, moved, key, "appraisal/moves", _("变动与原因"), MOVE_COLUMNS)


def _move_numbers(row: Row) -> Row:
    return {"unit_score_change": _to_two(row["unit_score_change"])}


def draw_mean_differences(view: View, cells: Sequence[Row]) -> None:
    """The picture of where one unit lies ahead of its group's mean and where behind."""
    page.figure(
        view,
        "mean-difference",
        _("比组平均多在哪里、少在哪里"),
        charts.differences,
        [_with_short_name(row) for row in cells],
        meaning="mean_difference",
        table=[row | {"mean_difference": _to_two(row["mean_difference"])} for row in cells],
        columns=("indicator_name", "dimension", "weight", "score", "group_mean_score", "mean_difference"),
        behind=behind_values(),
        label="short_name",
        value="mean_difference",
        zero=N_("组平均"),
    )


def draw_unit_moves(view: View, moves: Sequence[Row]) -> None:
    """The picture of what each indicator did to one unit's score since the term before."""
    page.figure(
        view,
        "moves",
        _("比上一考核期，分数变在哪里"),
        charts.differences,
        [_with_short_name(row) for row in moves if row["contribution_change"]],
        meaning="score_moves",
        table=[row | {name: _to_two(row[name]) for name in _CONTRIBUTION_COLUMNS} for row in moves],
        columns=("indicator_name", "score_before", "score", *_CONTRIBUTION_COLUMNS),
        behind=behind_values(),
        label="short_name",
        value="contribution_change",
        zero=N_("上期"),
    )


def draw_history(view: View, rows: Sequence[Row]) -> None:
    """The picture of one unit's ranks and scores, term after term."""
    page.figure(
        view,
        "history",
        _("历期名次和得分"),
        charts.term_lines,
        rows,
        meaning="unit_rank",
        question="appraisal/history",
        columns=("year", "term", "rank", "unit_count", "score", "is_ranked"),
        behind=behind_ranks(),
        note=_("上面是名次（越高越靠前），下面是得分；没有名次的一期线断开。各年方案不同时不宜直接比较。"),
    )
