"""Tables: rows under Chinese headings, sortable, and the same rows as an Excel or a CSV file."""

import csv
import io
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui.kit import (
    cells,
    column_look,
    demo_mark,
    paper,
    provenance,
    saying,
    task_making,
    watermark,
    workbook,
)
from zhiping.ui.kit.cause import Again
from zhiping.ui.kit.noting import noted
from zhiping.ui.kit.view import View
from zhiping.ui.look import numbers
from zhiping.ui.look.columns import is_hours, is_share
from zhiping.ui.look.headings import heading
from zhiping.ui.look.inert import inert
from zhiping.words import _, in_this_language

MOST_ROWS = 1000  # on a page at once; a browser slows down with more, and the file holds all
_ROW, _BORDER, _TALLEST = 35, 2, 400  # pixels, as Streamlit itself draws a table of so many rows


@dataclass(frozen=True)
class Later:
    """Rows that are asked for only as somebody takes a file of them; `count`: how many they are."""

    count: int
    rows: Callable[[], Sequence[Row]]


_HIDDEN = frozenset({"label", "area_code", "area_prefix", "code_digits"})


def note_most(count: int) -> None:
    """That a page shows no more than the first rows of a long table; nothing of one that it shows whole."""
    if count > MOST_ROWS:
        saying.note(_("下面是前{most}行；下载的文件是全部。").format(most=MOST_ROWS))


def columns_of(rows: Sequence[Row], columns: Sequence[str] | None = None) -> list[str]:
    """The columns to show, in order: those asked for, else all but the technical ones."""
    return list(columns) if columns else [name for name in (rows[0] if rows else {}) if name not in _HIDDEN]


def chosen_first(rows: Sequence[Row], key: str, name: str, chosen: str | None) -> list[Row]:
    """The rows of a list with the chosen one first, its `name` marked; `key`: the column that says which it is."""
    marked = [{**row, name: f"▶ {row[name]}"} if row[key] == chosen else row for row in rows]
    return sorted(marked, key=lambda row: row[key] != chosen)


def draw(
    rows: Sequence[Row],
    key: str,
    question: str,
    *,
    columns: Sequence[str] | None = None,
    is_selectable: bool = False,
    is_whole: bool = False,
    on_pick: Callable[[Row], None] | None = None,
) -> int | None:
    """Draw the rows; the place of the row that was selected, or None. `key` must be unique on the page.

    `question`: whose rows they are, which says what the columns are called; "" where they are words already.
    `is_whole`: nothing is scrolled inside the table. `on_pick` is called once for a row that the reader has just selected, before the page runs.
    """
    names = [
        name
        for name in columns_of(rows, columns)
        # A CSV file has no sheets: the files that are downloaded keep the column, here it would take the room.
        if name != provenance.SHEET or any(row[name] for row in rows)
    ]
    data = column_look.styled(
        {name: [cells.on_page(name, row[name], question) for row in rows] for name in names}, rows
    )
    config = column_look.config(names, rows, question)
    name = f"table-{key}"
    options: dict[str, Any] = {}
    if is_selectable or on_pick:
        options = {"selection_mode": "single-row", "on_select": "rerun"}
    if on_pick:
        options["on_select"] = lambda: _call_with_picked(name, rows, on_pick)
    event = st.dataframe(
        data,
        key=name,
        hide_index=True,
        column_config=config,
        width="stretch",
        height=_height(len(rows), math.inf if is_whole else _TALLEST),
        placeholder=numbers.MISSING,
        **options,
    )
    paper.draw([(one, config[one]["label"], cells.on_paper(one, rows, question)) for one in names], rows)
    return _picked(event, rows) if is_selectable else None


def _height(count: int, tallest: float) -> int:
    """How high a table of so many rows is: said beforehand, so that what is below does not jump when it comes."""
    return int(min(_ROW * (count + 1) + _BORDER, tallest))


def _picked(event: Any, rows: Sequence[Row]) -> int | None:
    places = event["selection"]["rows"]
    return int(places[0]) if places and places[0] < len(rows) else None


def _call_with_picked(name: str, rows: Sequence[Row], on_pick: Callable[[Row], None]) -> None:
    place = _picked(st.session_state[name], rows)
    if place is not None:
        on_pick(rows[place])


def csv_text(
    rows: Sequence[Row], question: str, columns: Sequence[str] | None = None, note: str = ""
) -> bytes:
    """The rows as a CSV file that Excel opens rightly: UTF-8 with a byte order mark, Chinese headings.

    `note` stands in a line of its own below them.
    """
    names = columns_of(rows, columns)
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([heading(name, question) for name in names])
    writer.writerows([[inert(value) for value in row] for row in in_file(rows, names, question)])
    if note:
        writer.writerow([note])
    return written.getvalue().encode("utf-8-sig")


def in_file(rows: Sequence[Row], names: Sequence[str], question: str) -> Iterator[list[Any]]:
    """The values of each row as files hold them: as on the page, but hours are numbers and a truth value is a word."""
    words = {True: _("是"), False: _("否")}
    for row in rows:
        values = []
        for name in names:
            value = cells.shown(name, row[name], question)
            if isinstance(value, bool):
                value = words[value]
            elif is_hours(name, value):
                value = round(value, 1)
            values.append(value)
        yield values


def format_of(name: str, rows: Sequence[Row]) -> str:
    """Excel's format of a column, where its values alone do not say it."""
    if is_share(name, cells.sample_of(name, rows)):
        return workbook.PERCENT
    return workbook.MONTH if name == "month" else ""


def workbook_bytes(
    rows: Sequence[Row],
    question: str,
    columns: Sequence[str] | None,
    notes: Mapping[str, str],
    mark: str = "",
) -> bytes:
    """The rows as an .xlsx file with the same headings and values as on the page, and a sheet of notes.

    `mark` heads each printed sheet of paper.
    """
    names = columns_of(rows, columns)
    formats = [format_of(name, rows) for name in names]
    headings = [heading(name, question) for name in names]
    return workbook.written(headings, lambda: in_file(rows, names, question), formats, notes, mark)


def draw_twin(
    view: View,
    rows: Sequence[Row],
    key: str,
    question: str,
    title: str,
    columns: Sequence[str] | None = None,
    *,
    meaning: str = "",
) -> None:
    """The table of what stands above it, with its files (see `draw_download`), made and sent once somebody opens it."""
    twin = st.expander(_("数据表"), key=f"twin-{key}", on_change="rerun")
    if twin.open:
        with twin:
            draw(rows, key, question, columns=columns)
            draw_download(view, rows, key, question, title, columns, meaning=meaning)


def draw_download(
    view: View,
    rows: Sequence[Row] | Later,
    key: str,
    question: str,
    title: str,
    columns: Sequence[str] | None = None,
    *,
    meaning: str = "",
    again: Again | None = None,
    is_in_dialog: bool = False,
) -> None:
    """Two buttons that give the rows as .xlsx and as CSV, a file being made when its button is pressed, and the way to a task.

    `title` is what the files are called, `meaning` the key of the measure that the rows show. More rows than
    workbook.MOST_ROWS are given as CSV alone. `again`: how a task that comes of rows finds them later.
    """
    whole = rows if isinstance(rows, Later) else Later(len(rows), lambda: rows)
    said = demo_mark.words()
    file_name = demo_mark.file_name(title)
    taken = watermark.words()

    def made() -> bytes:
        notes = workbook.notes(view, title, question, meaning, whole.count, said, taken)
        marks = "　".join(mark for mark in (said, taken) if mark)
        return workbook_bytes(whole.rows(), question, columns, notes, marks)

    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"files-{key}"):
        if whole.count <= workbook.MOST_ROWS:
            st.download_button(
                _("下载 Excel"),
                noted(view, f"{file_name}.xlsx", in_this_language(made)),
                file_name=f"{file_name}.xlsx",
                mime=workbook.MIME,
                key=f"workbook-{key}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )
        st.download_button(
            _("下载 CSV"),
            noted(
                view,
                f"{file_name}.csv",
                in_this_language(lambda: csv_text(whole.rows(), question, columns, said)),
            ),
            file_name=f"{file_name}.csv",
            mime="text/csv",
            key=f"download-{key}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
            help=_("用 Excel 直接打开 CSV，长编号会丢掉后几位，开头的 0 会丢；要保留请下载 Excel。"),
        )
        if not is_in_dialog and whole.count:
            names = partial(columns_of, columns=columns)
            task_making.draw_button(view, whole.rows, key, question, names, again)
