"""Tables on paper: the same rows as text, of which paper.js makes a table when the page is printed.

A table on screen is a canvas that shows what fits into its frame. As one text it costs the browser nothing until
somebody prints; the cells of an HTML table would be drawn with every page.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from html import escape
from typing import Any

import streamlit as st

from zhiping.contracts.kinds import Row
from zhiping.ui.look import numbers
from zhiping.words import _

MOST_ROWS = 500  # of a table on paper: some twelve sheets
FIRST_ROWS = 50  # of a longer one
_BLANKS = str.maketrans("\t\n\r", "   ")  # which part cells and rows

Written = Callable[[Any], str]


def draw(columns: Sequence[tuple[str, str, Written]], rows: Sequence[Row]) -> None:
    """The text of a table. A column is its name, its heading, and how its values are written.

    A column in which nothing stands takes no room on paper.
    """
    most = len(rows) if len(rows) <= MOST_ROWS else FIRST_ROWS
    told = [one for one in columns if any(row[one[0]] is not None for row in rows)]
    lines = [[heading for _name, heading, _write in told]]
    for row in rows[:most]:
        lines.append(
            [numbers.MISSING if row[name] is None else write(row[name]) for name, _heading, write in told]
        )
    rest = ""
    if most < len(rows):
        sentence = _("共 {n} 行，纸上是前 {most} 行；全部请下载文件。").format(
            n=numbers.exact_count(len(rows)), most=numbers.count(most)
        )
        rest = f"<p>{escape(sentence)}</p>"
    text = "\n".join(map(_line, lines))
    st.html(f'<div class="zp-rows"><span>{escape(text)}</span>{rest}</div>')


def _line(cells: Iterable[str]) -> str:
    return "\t".join(cell.translate(_BLANKS) for cell in cells)


def plain(value: float) -> str:
    """A number as Streamlit writes it where nothing says how: at most four decimals, none for nothing."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def month(value: date) -> str:
    """A month as tables write it."""
    return f"{value:%Y-%m}"


def written(value: Any) -> str:
    """A value that is no number as tables write it: a day, a time, a truth value, a text."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(value)
