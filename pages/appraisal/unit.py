"""单位画像: why this rank, indicator by indicator, what moved, and how it was before."""

from collections.abc import Sequence

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui.appraisal import figures, moving, pictures, sentences
from zhiping.ui.appraisal.sentences import Group
from zhiping.ui.kit import addresses, chosen, key_figures, page, saying, statement_form, tables
from zhiping.ui.kit.cause import thing_key
from zhiping.ui.kit.view import View
from zhiping.ui.look.told import Told, strong, told
from zhiping.words import _

FILTERS = ("area", "year", "term", "group", "office")
SHEET_COLUMNS = (
    "indicator_name",
    "value",
    "target",
    "score",
    "weight",
    "contribution",
    "group_mean_score",
    "mean_difference",
    "situation",
    "dimension",
    "direction",
    "method",
    "is_key_task",
    "indicator_id",
    "data_source",
)
OUTSIDE_COLUMNS = ("indicator_name", "value", "direction", "data_source", "source_sheet", "source_row")


def chosen_unit(view: View) -> tuple[Group, Row]:
    """The unit of the address with its group, or with a notice the first of the list."""
    shown = [(one, row) for one in sentences.groups(view) for row in one.rows]
    if "office" not in view.filters:
        text = _("还没有选择单位，先看{unit}。请在上面“考核单位”里选择，或从考核排名点选一行。")
        saying.note(text.format(unit=shown[0][1]["unit_name"]))
    return shown[0]


def finding(view: View, one: Group, row: Row, moved: Row | None) -> Told:
    """The unit's rank among its neighbours and its score, how firm, how moved and why; its name stands in the chip."""
    text = told(_("{term}，在{group}组"), term=sentences.term_told(view), group=row["unit_group"])
    if not row["is_ranked"]:
        text += row["why"]
    elif row["unit_count"] == 1:
        text += _("只有它有名次，得 {score} 分").format(score=sentences.points(row["score"]))
    else:
        text += _(" {count} 个有名次的单位里").format(count=row["unit_count"])
        text += strong(_("列第 {rank} 名").format(rank=row["rank"]))
        text += _("，得 {score} 分").format(score=sentences.points(row["score"]))
        text += sentences.gap_told(one, row)
        if row["not_separable_from"]:
            text += _("；名次区间{interval}，与{others}名次差距不显著").format(
                interval=row["interval"], others=sentences.named(row["not_separable_from"])
            )
    if moved and moved["unit_score_change"] is not None:
        text += _("；比上一考核期：{told}").format(told=moving.move_words(moved))
    return text + _("。")


def source_told(view: View, row: Row) -> str:
    """Where one figure of the sheet came from, down to the row of the clerk's file."""
    if row["upload_id"] is None:
        return _("{name}：没有上传数据。").format(name=row["indicator_name"])
    uploads = view.rows("uploads/history", dataset="appraisal_values")
    upload = next((one for one in uploads if one["upload_id"] == row["upload_id"]), None)
    return _("{name}：来自{source}，{file}{sheet}第 {row} 行，回执号 {receipt}。").format(
        name=row["indicator_name"],
        source=row["data_source"] or _("未填来源单位"),
        file=f"{upload['file_name']} " if upload else "",
        sheet=f"{row['source_sheet']} " if row["source_sheet"] else "",
        row=row["source_row"],
        receipt=upload["receipt"] if upload else row["upload_id"],
    )


def draw_sheet(view: View, cells: Sequence[Row]) -> None:
    """Every indicator of the unit; a picked row says which file it came from."""
    rows = [row for row in cells if row["state"] != sentences.OUTSIDE]
    page.heading(_("每项指标"))
    saying.note(_("点选一行看它来自哪个文件、哪一行。得分 0–100；构成分数相加就是考核得分。"))
    picked = tables.draw(rows, "sheet", "appraisal/sheet", columns=SHEET_COLUMNS, is_selectable=True)
    if picked is not None:
        saying.sentence(source_told(view, rows[picked]))
    tables.draw_download(view, rows, "sheet", "appraisal/sheet", _("每项指标"), SHEET_COLUMNS)
    about = {thing_key(row, column) for row in rows for column in ("unit_id", "indicator_id")}
    statement_form.draw_written(view, sorted(about))


def draw_outside(cells: Sequence[Row]) -> None:
    """The items outside the 100, which no score holds."""
    rows = [row for row in cells if row["state"] == sentences.OUTSIDE]
    if rows:
        page.heading(_("百分之外：加减分、一票否决"))
        saying.note(_("这些项没有权重，不在得分和完整度里。"))
        tables.draw(rows, "outside", "appraisal/sheet", columns=OUTSIDE_COLUMNS)


def draw(view: View, one: Group, row: Row) -> None:
    """The page of one unit."""
    moves = view.rows("appraisal/moves")
    by_unit = moving.told_moves(view.rows("appraisal/unit_moves"))
    moved = by_unit[0] if by_unit else None
    cells = sentences.with_situations(view.rows("appraisal/sheet"))
    page.finding(finding(view, one, row, moved))
    key_figures.draw(view, figures.unit_figures(one, row, moved, cells, moves))
    pictures.draw_place(view, one, row)
    left, right = st.columns(2, gap="medium")
    with left:
        pictures.draw_mean_differences(view, cells)
    with right:
        has_before = moved is not None and moved["unit_score_change"] is not None
        pictures.draw_unit_moves(view, moves, has_before=has_before)
    draw_sheet(view, cells)
    draw_outside(cells)
    pictures.draw_history(view, view.rows("appraisal/history", year=None, term=None))
    saying.note(_(sentences.CAUTION))
    addresses.link("appraisal/ranking", _("回到考核排名"), chosen.shared(view))


view = page.begin("appraisal/unit", filters=FILTERS)
if page.has_rows(view, _("考核")):
    group, unit = chosen_unit(view)
    draw(view.narrowed(office=unit["unit_id"]), group, unit)
page.data_line(view)
