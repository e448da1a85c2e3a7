"""The matching editor: which column of the file is which of ours, and the other things only the clerk knows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from zhiping.contracts.kinds import Column
from zhiping.ui.kit import saying
from zhiping.ui.look import numbers
from zhiping.ui.look.told import strong
from zhiping.ui.upload.waiting import Taking
from zhiping.upload.checking.dates import FIRST_YEAR, LAST_YEAR
from zhiping.upload.matching import Matching, match
from zhiping.upload.parts import Part
from zhiping.upload.reading.texttable import column_letter
from zhiping.upload.reports import skipped_words
from zhiping.upload.wishes import Wishes
from zhiping.words import N_, _

Headers = tuple[str, ...]
_MOST_NAMED = 5
_NONE = -1  # no column of the file
_DATE_ORDERS = {"": N_("由文件判断"), "ymd": N_("年在前"), "mdy": N_("月在前"), "dmy": N_("日在前")}


def draw(taking: Taking) -> None:
    """The editor. What the clerk changes goes into `taking.wishes`; a small file is then checked again."""
    intake = taking.intake
    if intake is None:
        return
    by_headers: dict[Headers, list[Part]] = {}
    for part in intake.chosen.parts:
        by_headers.setdefault(part.text.headers, []).append(part)
    for number, (headers, parts) in enumerate(by_headers.items()):
        if len(by_headers) > 1:
            names = _("、").join(part.text.name or "" for part in parts[:_MOST_NAMED])
            if len(parts) > _MOST_NAMED:
                names = _("{names}等{n}个表").format(names=names, n=numbers.exact_count(len(parts)))
            saying.sentence(
                strong(names) + _("：表头和其他的不一样，单独对应。") if number else strong(names)
            )
        _draw_header(taking, headers, str(number or ""))
    draw_said(taking)
    if taking.is_due:
        st.warning(_("您改了对应关系，还没有按新的对应核对。"), icon=":material/sync_problem:")
        st.button(_("重新核对"), on_click=_ask_check, args=(taking,), type="primary")


def _draw_header(taking: Taking, headers: Headers, place: str) -> None:
    """The columns of one header row; `place` tells its widgets from those of the others."""
    dataset = taking.dataset
    by_itself = match(headers, dataset)
    now = match(headers, dataset, taking.wishes.of_headers(headers))
    doubtful = {*by_itself.missing_required, *(one.name for one in by_itself.ambiguous)}
    asked = [column for column in dataset.columns if column.name in doubtful]
    found = [c for c in dataset.columns if c.name in by_itself.columns and c.name not in doubtful]
    rest = [c for c in dataset.columns if c not in asked and c not in found]
    if asked:
        saying.note(_("这几列没有自动对应上，请指定文件里的列，或给整列填一个值。"))
    for column in asked:
        _draw_column(taking, column, headers, now, place)
    folded = {
        "found": (_("自动对应的列（{n} 列）"), found),
        "rest": (_("其余选填列（{n} 列，已对应 {matched} 列）"), rest),
    }
    for key, (title, columns) in folded.items():
        matched = sum(column.name in now.columns for column in columns)
        if columns:
            with st.expander(title.format(n=len(columns), matched=matched), key=f"columns-{key}{place}"):
                for column in columns:
                    _draw_column(taking, column, headers, now, place)
    if now.unused:
        listed = _("、").join(now.unused)
        saying.note(_("文件里没有用到的列：{columns}").format(columns=listed))


def _ask_check(taking: Taking) -> None:
    taking.is_check_asked = True


def _draw_column(taking: Taking, column: Column, headers: Headers, now: Matching, place: str) -> None:
    index = now.columns.get(column.name)
    label = _("{label}（必填）") if column.is_required else _("{label}")
    label = label.format(label=_(column.label))
    left, right = st.columns([3, 2])
    with left:
        _bound(
            st.selectbox,
            taking,
            f"match-{column.name}{place}",
            _NONE if index is None else index,
            lambda wishes, chosen: _corrected(taking, wishes, column, headers, chosen),
            label=label,
            options=[_NONE, *range(len(headers))],
            format_func=lambda index: _located(headers, index),
        )
    with right:
        if index is None:
            _draw_value(taking, column, "set_values", _("一个值填整列"), place)
        elif not column.is_key:
            _draw_value(taking, column, "fill_values", _("空白格填"), place)


def _located(headers: Headers, index: int) -> str:
    if index == _NONE:
        return _("不对应")
    return _("{letter}列 {header}").format(letter=column_letter(index), header=headers[index])


def _corrected(taking: Taking, wishes: Wishes, column: Column, headers: Headers, index: int) -> Wishes:
    """`column` matched to the header at `index`; where every file has it then, a value for the whole column has no place."""
    theirs = ""
    if index != _NONE:
        is_unique = headers[index] and headers.count(headers[index]) == 1
        theirs = headers[index] if is_unique else column_letter(index)
    parts = taking.intake.chosen.parts if taking.intake else ()
    others = [part.matching.columns for part in parts if part.text.headers != headers]
    has_others = any(column.name in columns for columns in others)
    if index == _NONE and not has_others:
        wishes = _with_value(wishes, "fill_values", column.name, "")
    if index != _NONE and all(column.name in columns for columns in others):
        wishes = _with_value(wishes, "set_values", column.name, "")
    return wishes.corrected(headers, {**wishes.of_headers(headers), column.name: theirs})


def _with_value(wishes: Wishes, kind: str, name: str, value: str) -> Wishes:
    values: Mapping[str, str] = {**getattr(wishes.options, kind), name: value}
    changed: dict[str, Any] = {kind: {key: text for key, text in values.items() if text}}
    return replace(wishes, options=replace(wishes.options, **changed))


def _draw_value(taking: Taking, column: Column, kind: str, label: str, place: str) -> None:
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
        f"{kind}-{column.name}{place}",
        value,
        lambda wishes, written: _with_value(wishes, kind, column.name, written.strip()),
        **more,
    )


def draw_sheets(taking: Taking) -> None:
    """The choice of the sheets, where a workbook has several: one, or more that are taken as one upload."""
    if len(taking.sheets) < 2:
        return
    parts = taking.intake.chosen.parts if taking.intake else ()
    read = {part.text.sheet for part in parts} if not taking.wishes.sheets else set(taking.wishes.sheets)
    _bound(
        st.multiselect,
        taking,
        "sheets",
        [name for name in taking.sheets if name in read],
        lambda wishes, names: replace(wishes, sheets=tuple(names)),
        label=_("工作表"),
        options=[*taking.sheets],
        placeholder=_("请选择工作表"),
    )
    if not parts:
        st.button(
            _("{n} 个工作表一起读").format(n=len(taking.sheets)), on_click=_take_all_sheets, args=(taking,)
        )


def _take_all_sheets(taking: Taking) -> None:
    taking.wishes = replace(taking.wishes, sheets=taking.sheets)


def draw_header_row(taking: Taking) -> None:
    """Where the header stands, for who sees that another row was taken for it."""
    if not (taking.intake or taking.wishes.header_row):
        return
    with st.popover(_("表头不对？"), key="header-row-popover"):
        _bound(
            st.number_input,
            taking,
            "header-row",
            taking.wishes.header_row
            or (taking.intake.chosen.parts[0].text.header_row if taking.intake else None),
            lambda wishes, row: replace(wishes, header_row=row),
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
