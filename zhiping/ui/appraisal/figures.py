"""The key figures of the appraisal's ranking and of one unit, each with what stands behind it."""

from collections.abc import Mapping, Sequence

from zhiping.contracts.kinds import Row
from zhiping.ui.appraisal import moving, sentences
from zhiping.ui.appraisal.sentences import Group, points
from zhiping.ui.charts.differences import signed
from zhiping.ui.charts.rank_intervals import rank_intervals
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind, KeyFigure
from zhiping.ui.look.theme import viewer_theme
from zhiping.words import N_, _

RANK_COLUMNS = (
    "rank",
    "unit_name",
    "interval_picture",
    "score",
    "interval",
    "why",
)
RANK_FILE_COLUMNS = (
    "rank",
    "unit_name",
    "score",
    "interval",
    "why",
    "present_share",
    "missing_count",
    "not_separable_count",
    "not_separable_from",
    "first_place_share",
    "last_place_share",
    "unit_id",
)
_VALUE_COLUMNS = (
    "unit_name",
    "indicator_name",
    "value",
    "target",
    "score",
    "weight",
    "state",
    "data_source",
    "source_sheet",
    "source_row",
    "indicator_id",
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
_MOVED_COLUMNS = (
    "unit_name",
    "indicator_name",
    "contribution_before",
    "contribution",
    "contribution_change",
    "score_before",
    "score",
)
_CHECK_COLUMNS = ("area_name", "year", "unit_group", "check", "expected", "found", "previous", "is_failing")
_UNIT = ("appraisal/unit", "office", "unit_id")


def behind_ranks(filters: Mapping[str, str | None] | None = None) -> Behind:
    """The units behind a figure; a picked one opens its page. `filters`: those of one group, or of nothing more."""
    columns = (
        "rank",
        "unit_name",
        "score",
        "present_share",
        "missing_count",
        "not_applicable_count",
        "area_name",
    )
    return Behind("appraisal/figure_units", filters or {}, columns=columns, opens=_UNIT, noun=N_("单位"))


def behind_values(filters: Mapping[str, str | None] | None = None) -> Behind:
    """The cells of the sheets behind a figure, each with its row in the clerk's file."""
    return Behind(
        "appraisal/figure_values", filters or {}, columns=_VALUE_COLUMNS, opens=None, noun=N_("指标数据")
    )


def behind_moves(filters: Mapping[str, str | None] | None = None) -> Behind:
    """What each indicator did to the score behind a change."""
    return Behind("appraisal/moves", filters or {}, columns=_MOVED_COLUMNS, opens=None, noun=N_("变动"))


def behind_group_moves(one: Group) -> Behind:
    """How each unit of a group moved; a picked one opens its page."""
    return Behind("appraisal/unit_moves", one.whole, columns=MOVE_COLUMNS, opens=_UNIT, noun=N_("单位变动"))


def marked(row: Row) -> Row:
    """A unit with a sign before its name where it is chosen and others are not."""
    return row | {"unit_name": f"▶ {row['unit_name']}"} if row["is_own"] else row


def listed(one: Group) -> list[Row]:
    """The units of a group as its table lists them, each interval drawn in its row; chosen ones carry a sign."""
    drawn = rank_intervals(one.units, viewer_theme())
    return [
        marked(row) | {"interval_picture": picture} for row, picture in zip(one.units, drawn, strict=True)
    ]


def ranking_figures(view: View, shown: Sequence[Group]) -> list[KeyFigure]:
    """How many are ranked, how firmly, what is missing, whether the schemes hold."""
    rows = [row for one in shown for row in one.rows]
    now = view.row("appraisal/rank_totals")
    return [_units_figure(now), _firmness_figure(rows), _missing_figure(now), _checks_figure(view)]


def summary_figures(view: View) -> list[KeyFigure]:
    """What the overview says of the appraisal: how many are ranked, what is missing, whether the schemes hold."""
    now = view.row("appraisal/rank_totals")
    return [_units_figure(now), _missing_figure(now), _checks_figure(view)]


def _units_figure(now: Row) -> KeyFigure:
    ranked, units = now["ranked_count"], now["unit_count"]
    note = _("{n} 个考核组").format(n=now["group_count"])
    if now["unranked_count"]:
        note += _("；{n} 个数据不足90%，没有名次").format(n=now["unranked_count"])
    return KeyFigure(
        "appraised_units",
        _("{ranked}/{n} 个").format(ranked=numbers.count(ranked), n=numbers.count(units)),
        note=note,
        counted={_("有名次"): numbers.exact_count(ranked), _("单位"): numbers.exact_count(units)},
        behind=behind_ranks().of(ranked, units),
    )


def _firmness_figure(rows: Sequence[Row]) -> KeyFigure:
    known = [row for row in rows if row["not_separable_count"] is not None]
    loose = sum(row["not_separable_count"] > 0 for row in known)
    return KeyFigure(
        "inseparable_units",
        _("{part}/{whole} 个").format(part=numbers.count(loose), whole=numbers.count(len(known))),
        note=_("名次区间与组内别的单位重叠"),
        counted={
            _("名次差距不显著"): numbers.exact_count(loose),
            _("有名次"): numbers.exact_count(len(known)),
        },
        behind=behind_ranks().of(loose, len(known)),
    )


def _missing_figure(now: Row) -> KeyFigure:
    missing, units = now["missing_count"], now["missing_unit_count"]
    return KeyFigure(
        "missing_values",
        _("{n} 项").format(n=numbers.count(missing)),
        note=_("在 {n} 个单位").format(n=numbers.count(units)) if missing else _("适用的指标都有数据"),
        counted={_("缺数据"): numbers.exact_count(missing), _("涉及单位"): numbers.exact_count(units)},
        behind=behind_values().of(missing),
    )


def _checks_figure(view: View) -> KeyFigure:
    checks = sentences.checks(view)
    judged = [row for row in checks if row["check"] != "count_change"]
    failing = sum(row["is_failing"] for row in judged)
    return KeyFigure(
        "failing_checks",
        _("{n} 项").format(n=numbers.count(failing)),
        note=_("共 {n} 项检查").format(n=numbers.count(len(judged))),
        target=_("目标 0"),
        needs_person=failing > 0,
        counted={_("不通过"): numbers.exact_count(failing), _("检查"): numbers.exact_count(len(judged))},
        behind=Behind(
            "appraisal/scheme_checks",
            {"year": year} if (year := sentences.shown_year(view)) else {},
            columns=_CHECK_COLUMNS,
            opens=None,
            noun=N_("检查"),
        ).of(failing, len(judged)),
    )


def unit_figures(
    one: Group, row: Row, moved: Row | None, cells: Sequence[Row], moves: Sequence[Row]
) -> list[KeyFigure]:
    """Score, rank with its interval, completeness, and the change since the term before, of one unit of a group.

    `cells`, `moves`: the unit's rows of appraisal/sheet and appraisal/moves.
    """
    present = row["indicator_count"] - row["missing_count"] - row["not_applicable_count"]
    rank = numbers.MISSING if row["rank"] is None else f"{row['rank']}/{row['unit_count']}"
    note = _("90%的情形在{interval}").format(interval=row["interval"]) if row["rank"] else row["why"]
    return [
        KeyFigure(
            "unit_score",
            _("{score} 分").format(score=points(row["score"]))
            if row["score"] is not None
            else numbers.MISSING,
            note=_("{group}组，满分 100").format(group=row["unit_group"]),
            behind=behind_values().of(scored_count(cells)),
        ),
        KeyFigure("unit_rank", rank, note=note, behind=behind_ranks(one.whole).of(row["unit_count"])),
        KeyFigure(
            "present_share",
            numbers.share(row["present_share"]),
            note=_("{n} 项指标，缺 {missing} 项，不适用 {other} 项").format(
                n=row["indicator_count"], missing=row["missing_count"], other=row["not_applicable_count"]
            ),
            target=_("达到90%才有名次"),
            counted={
                _("有数据"): numbers.exact_count(present),
                _("缺数据"): numbers.exact_count(row["missing_count"]),
                _("不适用"): numbers.exact_count(row["not_applicable_count"]),
            },
            behind=behind_values().of(present, present + row["missing_count"]),
        ),
        _moved_figure(moved, moves),
    ]


def scored_count(cells: Sequence[Row]) -> int:
    """How many cells of the sheets are scored."""
    return sum(row["contribution"] is not None for row in cells)


def _moved_figure(moved: Row | None, moves: Sequence[Row]) -> KeyFigure:
    behind = behind_moves().of(len(moves))
    if moved is None or moved["unit_score_change"] is None:
        return KeyFigure("score_moves", numbers.MISSING, note=_("没有上一考核期可比"), behind=behind)
    return KeyFigure(
        "score_moves",
        _("{change} 分").format(change=signed(moved["unit_score_change"])),
        note=moving.rank_move_told(moved),
        behind=behind,
    )
