"""The matching editor: which column of the file is which of ours, and the other things only the clerk knows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from zhiping.contracts.kinds import Column
from zhiping.ui.kit import saying
from zhiping.ui.look import numbers
from zhiping.ui.upload.waiting import Taking
from zhiping.upload.checking.dates import FIRST_YEAR, LAST_YEAR
from zhiping.upload.matching import Matching, match
from zhiping.upload.reading.texttable import column_letter
from zhiping.upload.reports import skipped_words
from zhiping.upload.wishes import Wishes
from zhiping.words import N_, _

_NONE = -1  # no column of the file
_DATE_ORDERS = {"": N_("由文件判断"), "ymd": N_("年在前"), "mdy": N_("月在前"), "dmy": N_("日在前")}


def draw(taking: Taking) -> None:
    """The editor. What the clerk changes goes into `taking.wishes`; a small file is then checked again."""
    intake = taking.intake
    if intake is None:
        return
    dataset, headers = taking.dataset, intake.text.headers
    by_itself = match(headers, dataset)
    now = match(headers, dataset, taking.wishes.corrections)
    doubtful = {*by_itself.missing_required, *(one.name for one in by_itself.ambiguous)}
    asked = [column for column in dataset.columns if column.name in doubtful]
    found = [c for c in dataset.columns if c.name in by_itself.columns and c.name not in doubtful]
    rest = [c for c in dataset.columns if c not in asked and c not in found]
    if asked:
        saying.note(_("这几列没有自动对应上，请指定文件里的列，或给整列填一个值。"))
    for column in asked:
        _draw_column(taking, column, headers, now)
    folded = {
        "found": (_("自动对应的列（{n} 列）"), found),
        "rest": (_("其余选填列（{n} 列，已对应 {matched} 列）"), rest),
    }
    for key, (title, columns) in folded.items():
        matched = sum(column.name in now.columns for column in columns)
        if columns:
            with st.expander(title.format(n=len(columns), matched=matched), key=f"columns-{key}"):
                for column in columns:
                    _draw_column(taking, column, headers, now)
    if now.unused:
        listed = _("、").join(now.unused)
        saying.note(_("文件里没有用到的列：{columns}").format(columns=listed))
    draw_said(taking)
    if taking.is_due:
        st.warning(_("您改了对应关系，还没有按新的对应核对。"), icon=":material/sync_problem:")
        st.button(_("重新核对"), on_click=_ask_check, args=(taking,), type="primary")


def _ask_check(taking: Taking) -> None:
    taking.is_check_asked = True


def _draw_column(taking: Taking, column: Column, headers: tuple[str, ...], now: Matching) -> None:
    index = now.columns.get(column.name)
    label = _("{label}（必填）") if column.is_required else _("{label}")
    label = label.format(label=_(column.label))
    left, right = st.columns([3, 2])
    with left:
        _bound(
            st.selectbox,
            taking,
            f"match-{column.name}",
            _NONE if index is None else index,
            lambda wishes, chosen: _corrected(wishes, column, headers, chosen),
            label=label,
            options=[_NONE, *range(len(headers))],
            format_func=lambda place: _located(headers, place),
        )
    with right:
        if index is None:
            _draw_value(taking, column, "set_values", _("一个值填整列"))
        elif not column.is_key:
            _draw_value(taking, column, "fill_values", _("空白格填"))


def _located(headers: tuple[str, ...], index: int) -> str:
    if index == _NONE:
        return _("不对应")
    return _("{letter}列 {header}").format(letter=column_letter(index), header=headers[index])


def _corrected(wishes: Wishes, column: Column, headers: tuple[str, ...], index: int) -> Wishes:
    """`column` matched to the header at `index`; a value for the whole column has no place there then."""
    theirs = ""
    if index != _NONE:
        is_unique = headers[index] and headers.count(headers[index]) == 1
        theirs = headers[index] if is_unique else column_letter(index)
    dropped = "fill_values" if index == _NONE else "set_values"
    return replace(
        _with_value(wishes, dropped, column.name, ""),
        corrections={**wishes.corrections, column.name: theirs},
    )


def _with_value(wishes: Wishes, kind: str, name: str, value: str) -> Wishes:
    values: Mapping[str, str] = {**getattr(wishes.options, kind), name: value}
    changed: dict[str, Any] = {kind: {key: text for key, text in values.items() if text}}
    return replace(wishes, options=replace(wishes.options, **changed))


def _draw_value(taking: Taking, column: Column, kind: str, label: str) -> None:
    choices = ("是", "否") if column.kind == "flag" else column.choices
    value = getattr(taking.wishes.options, kind).get(column.name, "")
    more: dict[str, Any] = {"label": label}
    widget: Callable[..., Any] = st.text_input
    if choices:
        widget = st.selectbox
        labels = dict(zip(choices, column.choice_labels or choices, strict=True))
        more |= {"options": ["", *choices], "format_func": lambda one: _(labels[one]) if one else "—"}
    _bound(
        widget,
        taking,
        f"{kind}-{column.name}",
        value,
        lambda wishes, written: _with_value(wishes, kind, column.name, written.strip()),
        **more,
    )


def draw_sheets(taking: Taking) -> None:
    """The choice of the sheet, where the file has several."""
    if len(taking.sheets) < 2:
        return
    intake = taking.intake
    _bound(
        st.selectbox,
        taking,
        "sheet",
        taking.wishes.sheet or (intake.text.sheet if intake else None),
        lambda wishes, sheet: replace(wishes, sheet=sheet, corrections={}),
        label=_("工作表"),
        options=[*taking.sheets],
        placeholder=_("请选择工作表"),
    )


def draw_header_row(taking: Taking) -> None:
    """Where the header stands, for who sees that another row was taken for it."""
    if not (taking.intake or taking.wishes.header_row):
        return
    with st.popover(_("表头不对？"), key="header-row-popover"):
        _bound(
            st.number_input,
            taking,
            "header-row",
            taking.wishes.header_row or (taking.intake.text.header_row if taking.intake else None),
            lambda wishes, row: replace(wishes, header_row=row, corrections={}),
            label=_("表头在第几行（两三行的表头写最下面一行）"),
            min_value=1,
            max_value=1000,
        )


def draw_said(taking: Taking) -> None:
    """How areas and dates are written, and what 同上 means; asked where the file has such cells."""
    options = taking.wishes.options
    kinds = taking.intake.checked.fault_kinds if taking.intake else {}
    if any(column.kind == "area" and column.name != "parent_code" for column in taking.dataset.columns):
        _bound_option(st.toggle, taking, "area_names", label=_("地区写的是名称（按名称识别行政区）"))
    if "date_order" in kinds or options.date_order:
        _bound(
            st.segmented_control,
            taking,
            "date-order",
            options.date_order or "",
            lambda wishes, order: replace(wishes, options=replace(wishes.options, date_order=order or None)),
            label=_("11/04/2025、25-11-4 这样的日期"),
            options=list(_DATE_ORDERS),
            format_func=lambda order: _(_DATE_ORDERS[order]),
            required=True,
        )
    if "date_year" in kinds or options.year:
        _bound_option(
            st.number_input,
            taking,
            "year",
            label=_("11月4日 这样没有年份的日期是哪一年"),
            min_value=FIRST_YEAR,
            max_value=LAST_YEAR,
            placeholder=_("请填年份"),
        )
    if "ditto" in kinds or options.ditto:
        _bound_option(st.toggle, taking, "ditto", label=_("同上照抄上一行"))


def _bound(
    widget: Callable[..., Any],
    taking: Taking,
    name: str,
    value: Any,
    wished: Callable[[Wishes, Any], Wishes],
    **options: Any,
) -> None:
    """Draw a widget that shows `value`; a change of it makes new wishes."""
    key = f"upload-{name}"
    st.session_state[key] = value

    def change() -> None:
        taking.wishes = wished(taking.wishes, st.session_state[key])

    widget(**options, key=key, on_change=change)


def _bound_option(widget: Callable[..., Any], taking: Taking, name: str, **more: Any) -> None:
    """The same for the option `name`, whose value is the widget's own."""
    value = getattr(taking.wishes.options, name)
    _bound(
        widget,
        taking,
        name.replace("_", "-"),
        value,
        lambda wishes, chosen: replace(wishes, options=replace(wishes.options, **{name: chosen})),
        **more,
    )


def draw_skipped(taking: Taking) -> None:
    """The rows that were read over, and why."""
    skipped = taking.intake.skipped() if taking.intake else []
    if skipped:
        with st.expander(_("没有读的行（{n} 处）").format(n=numbers.count(len(skipped))), key="skipped"):
            for part in skipped:
                saying.sentence(skipped_words(part))
