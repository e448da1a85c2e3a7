"""The pictures of the appraisal's ranking and of one unit, each with its table and what stands behind it."""

from collections.abc import Mapping, Sequence

from zhiping.contracts.kinds import Row
from zhiping.ui import charts
from zhiping.ui.appraisal import moving, sentences
from zhiping.ui.appraisal.figures import (
    MOVE_COLUMNS,
    behind_group_moves,
    behind_moves,
    behind_ranks,
    behind_values,
    marked,
    scored_count,
)
from zhiping.ui.appraisal.sentences import Group
from zhiping.ui.kit import clicks, page, saying
from zhiping.ui.kit.view import View
from zhiping.ui.look.key_figure import Behind
from zhiping.words import N_, _, in_turn

MOST_DRAWN = 40
MOST_SHIFTS = 24
MOST_TOLD = 3
MOST_DIMENSIONS = 6
OPENS_UNIT = N_("点一个单位，看它的画像。")
_UNIT_PAGE = clicks.opens_page("appraisal/unit", "office", "unit_id", OPENS_UNIT)
_HISTORY_COLUMNS = ("year", "term", "rank", "unit_count", "score", "is_ranked")
_CONTRIBUTION_COLUMNS = ("contribution_before", "contribution", "contribution_change")


def draw_dimensions(view: View, one: Group) -> None:
    """The picture of where each unit's points come from."""
    dimensions = one.asked(view, "appraisal/dimensions")
    full = _folded({row["dimension"]: row["weight"] for row in dimensions})
    earned: dict[str, dict[str, float]] = {}
    for row in dimensions:
        if row["points"] is not None:
            earned.setdefault(row["unit_id"], {})[row["dimension"]] = row["points"]
    rows = [marked(row) | _points_in(earned.get(row["unit_id"], {}), full) for row in one.units]
    page.figure(
        view,
        f"dimensions-{one.key}",
        _("得分从哪里来"),
        charts.contributions,
        rows[:MOST_DRAWN],
        meaning="contribution",
        table=[row | {name: _to_two(row[name]) for name in full} for row in rows],
        columns=("rank", "unit_name", "score", *full),
        behind=behind_values(one.whole).of(scored_count(one.asked(view, "appraisal/sheet"))),
        note=in_turn(drawn_told(rows), _("各列同一比例，相加就是得分。")),
        click=_UNIT_PAGE,
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


def drawn_told(rows: Sequence[Row]) -> str:
    """That only the first of many rows are drawn; "" where all are."""
    if len(rows) <= MOST_DRAWN:
        return ""
    return _("这里是前 {drawn} 个，全部 {whole} 个在数据表或下载的文件里。").format(
        drawn=MOST_DRAWN, whole=len(rows)
    )


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
        table=rows,
        columns=(
            "indicator_id",
            "indicator_name",
            "weight",
            "mean_shift",
            "largest_shift",
            "largest_unit_name",
        ),
        behind=behind_values(one.whole).of(scored_count(one.asked(view, "appraisal/sheet"))),
        note=note,
        click=_of_indicator(one.whole),
        label="short_name",
        value="mean_shift",
        unit=N_("位"),
        most=MOST_SHIFTS,
    )


def draw_moves(view: View, one: Group) -> None:
    """How each unit's rank moved since the term before, and of the largest moves why; all units in the table."""
    key, title = f"moves-{one.key}", _("比上一考核期的变动与原因")
    moved = moving.told_moves(one.asked(view, "appraisal/unit_moves"))
    known = [row for row in moved if row["unit_score_change"] is not None]
    if not known:
        page.heading(title)
        saying.sentence(_("没有上一考核期可比。"))
        return
    by_rank = sorted(moved, key=lambda row: (row["rank"] is None, row["rank"] or row["rank_before"] or 0))
    page.figure(
        view,
        key,
        title,
        charts.slopes,
        [row | {"label": row["unit_name"]} for row in by_rank if row["rank"] or row["rank_before"]][
            :MOST_DRAWN
        ],
        meaning="score_moves",
        question="appraisal/unit_moves",
        table=by_rank,
        columns=MOVE_COLUMNS,
        behind=behind_group_moves(one).of(len(moved)),
        click=_UNIT_PAGE,
        before="rank_before",
        after="rank",
        before_words=N_("上期名次"),
        after_words=N_("本期名次"),
        marked="is_own",
    )
    told = [row for row in known if row["is_own"]] or known
    saying.points(map(moving.move_told, told[:MOST_TOLD]))
    if len(told) > MOST_TOLD:
        saying.note(_("上面写出原因的是变动最大的 {n} 个单位，全部在数据表。").format(n=MOST_TOLD))


def draw_place(view: View, one: Group, unit: Row) -> None:
    """The picture of where one unit's score lies among all of its group."""
    scored = [row for row in one.units if row["score"] is not None]
    page.figure(
        view,
        "place",
        _("得分在组内的位置"),
        charts.strip,
        [
            row
            | {
                "label": row["unit_name"],
                "is_own": row["unit_id"] == unit["unit_id"],
                "note": place_told(row),
            }
            for row in scored
        ],
        meaning="unit_rank",
        question="appraisal/ranking",
        table=one.units,
        columns=("rank", "unit_name", "score", "interval", "why"),
        behind=behind_ranks(one.whole).of(unit["unit_count"]),
        note=_("每个圆圈是组内一个单位，实心的是这个单位；没有名次的也在图上。"),
        click=_opens_unit(view, one),
        value="score",
        marked="is_own",
        unit=N_("分"),
    )


def _opens_unit(view: View, one: Group) -> clicks.Click | None:
    """A click chooses a unit of the group; none where a choice stands, which the cross of a chip would not bring back."""
    if one.is_part or "office" in view.chosen:
        return None
    return clicks.by("office", "unit_id", OPENS_UNIT)


def _of_indicator(whole: Mapping[str, str | None] | None = None) -> clicks.Click:
    """A click opens the values of an indicator, each with its row in the clerk's file."""
    return clicks.opens_rows(
        behind_values(whole), N_("点一项指标，看它的数据。"), indicator_id="indicator_id"
    )


def place_told(row: Row) -> str:
    """What stands at a unit's point: its rank and score."""
    score = sentences.points(row["score"])
    return _("第 {rank} 名").format(rank=row["rank"]) + f" {score}" if row["is_ranked"] else score


def draw_mean_differences(view: View, cells: Sequence[Row]) -> None:
    """The picture of where one unit lies ahead of its group's mean and where behind."""
    page.figure(
        view,
        "mean-difference",
        _("比组平均多在哪里、少在哪里"),
        charts.differences,
        [_with_short_name(row) for row in cells],
        meaning="mean_difference",
        table=cells,
        columns=("indicator_name", "dimension", "weight", "score", "group_mean_score", "mean_difference"),
        behind=behind_values().of(scored_count(cells)),
        click=_of_indicator(),
        label="short_name",
        value="mean_difference",
        zero=N_("组平均"),
    )


def draw_unit_moves(view: View, moves: Sequence[Row], *, has_before: bool) -> None:
    """The picture of what each indicator did to one unit's score since the term before, if there was any."""
    title = _("比上一考核期，分数变在哪里")
    if not has_before:
        page.heading(title)
        saying.sentence(_("没有上一考核期可比。"))
        return
    page.figure(
        view,
        "moves",
        title,
        charts.differences,
        [_with_short_name(row) for row in moves if row["contribution_change"]],
        meaning="score_moves",
        table=moves,
        columns=("indicator_name", "score_before", "score", *_CONTRIBUTION_COLUMNS),
        behind=behind_moves().of(len(moves)),
        click=_of_indicator(),
        label="short_name",
        value="contribution_change",
        zero=N_("上期"),
    )


def _of_term(row: Row, _part: str) -> dict[str, str]:
    return {"year": str(row["year"]), "term": row["term"]}


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
        columns=_HISTORY_COLUMNS,
        behind=Behind(
            "appraisal/history", {"year": None, "term": None}, columns=_HISTORY_COLUMNS, noun=N_("考核期")
        ).of(len(rows)),
        note=_("上面是名次（越高越靠前），下面是得分；没有名次的一期线断开。各年方案不同时不宜直接比较。"),
        click=clicks.Click(_of_term, N_("点一期，看这一期。")),
    )
