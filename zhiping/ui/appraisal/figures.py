"""The key figures of the appraisal's ranking and of one unit, each with what stands behind it."""

from collections.abc import Sequence

from zhiping.contracts.kinds import Row
from zhiping.ui.appraisal import sentences
from zhiping.ui.appraisal.sentences import Group, points
from zhiping.ui.charts.differences import signed
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.key_figure import Behind, KeyFigure
from zhiping.words import N_, _

RANK_COLUMNS = (
    "rank",
    "unit_name",
    "score",
    "interval",
    "present_share",
    "missing_count",
    "why",
)
_VALUE_COLUMNS = (
    "unit_name",
    "indicator_id",
    "indicator_name",
    "value",
    "target",
    "is_not_applicable",
    "source",
    "upload_id",
    "source_sheet",
    "source_row",
)
_CHECK_COLUMNS = ("area_name", "year", "unit_group", "check", "expected", "found", "previous", "is_failing")
_UNIT = ("appraisal/unit", "office", "unit_id")


def behind_ranks(one: Group | None = None) -> Behind:
    """The units behind a figure; a picked one opens its page."""
    columns = (
        "rank",
        "unit_name",
        "score",
        "present_share",
        "missing_count",
        "not_applicable_count",
        "area_name",
    )
    filters = {"group": one.unit_group} if one else {}
    return Behind("appraisal/ranking", filters, columns=columns, opens=_UNIT, noun=N_("单位"))


def behind_values(filters: dict[str, str] | None = None) -> Behind:
    """The uploaded values behind a figure, each with its row in the clerk's file."""
    return Behind("appraisal/rows", filters or {}, columns=_VALUE_COLUMNS, opens=None, noun=N_("数据"))


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
        behind=behind_ranks(),
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
        behind=Behind(
            "appraisal/intervals",
            columns=("unit_group", "rank", "unit_name", "not_separable_count", "not_separable_from"),
            opens=_UNIT,
            noun=N_("单位"),
        ),
    )


def _missing_figure(now: Row) -> KeyFigure:
    missing, units = now["missing_count"], now["missing_unit_count"]
    return KeyFigure(
        "missing_values",
        _("{n} 项").format(n=numbers.count(missing)),
        note=_("在 {n} 个单位").format(n=numbers.count(units)) if missing else _("适用的指标都有数据"),
        counted={_("缺数据"): numbers.exact_count(missing), _("涉及单位"): numbers.exact_count(units)},
        behind=behind_ranks(),
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
            {"year": str(view.row("appraisal/key_figures")["year"])},
            columns=_CHECK_COLUMNS,
            opens=None,
            noun=N_("检查"),
        ),
    )


def unit_figures(row: Row, moved: Row | None) -> list[KeyFigure]:
    """Score, rank with its interval, completeness, and the change since the term before, of one unit."""
    rank = numbers.MISSING if row["rank"] is None else f"{row['rank']}/{row['unit_count']}"
    note = _("90%的情形在{interval}").format(interval=row["interval"]) if row["rank"] else row["why"]
    return [
        KeyFigure(
            "unit_score",
            _("{score} 分").format(score=points(row["score"]))
            if row["score"] is not None
            else numbers.MISSING,
            note=_("{group}组，满分 100").format(group=row["unit_group"]),
            behind=behind_values(),
        ),
        KeyFigure("unit_rank", rank, note=note, behind=behind_ranks()),
        KeyFigure(
            "present_share",
            numbers.share(row["present_share"]),
            note=_("{n} 项指标，缺 {missing} 项，不适用 {other} 项").format(
                n=row["indicator_count"], missing=row["missing_count"], other=row["not_applicable_count"]
            ),
            target=_("达到90%才有名次"),
            behind=behind_values(),
        ),
        _moved_figure(moved),
    ]


def _moved_figure(moved: Row | None) -> KeyFigure:
    if moved is None or moved["unit_score_change"] is None:
        return KeyFigure("score_moves", numbers.MISSING, note=_("没有上一考核期可比"))
    return KeyFigure(
        "score_moves",
        _("{change} 分").format(change=signed(moved["unit_score_change"])),
        note=sentences.rank_move_told(moved),
    )
