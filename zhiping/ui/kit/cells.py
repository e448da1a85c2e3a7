"""How a value of a table is written: in its cell on the page, in a file and on paper."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.ui.kit import decimals, paper
from zhiping.ui.kit.value_words import word_of
from zhiping.ui.look import numbers
from zhiping.ui.look.cell_picture import CellPicture
from zhiping.ui.look.columns import is_hours, is_share
from zhiping.ui.look.states import is_state, state_of
from zhiping.words import _


def state_words(key: str | None) -> str:
    """A state by sign and word: "■ 逾期未办"."""
    return f"{state_of(key).sign} {_(state_of(key).label)}" if key else ""


def _is_of_states(column: str) -> bool:
    return column == "state" or column.endswith("_state")


def has_state(column: str, value: Any) -> bool:
    return isinstance(value, str) and _is_of_states(column) and is_state(value)


def has_states(column: str, rows: Sequence[Row]) -> bool:
    return _is_of_states(column) and any(has_state(column, row[column]) for row in rows)


def shown(column: str, value: Any, question: str) -> Any:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, CellPicture):
        return value.told
    if isinstance(value, str) and (word := word_of(column, value, question)):
        return word
    if has_state(column, value):
        return state_words(value)
    if isinstance(value, float) and not is_share(column, value) and not is_hours(column, value):
        digits = decimals.most(column, question)
        return value if digits is None else round(value, digits or None)
    if isinstance(value, list):
        return _("、").join(word_of(column, str(one), question) or str(one) for one in value)
    return value


def on_page(column: str, value: Any, question: str) -> Any:
    return value.address if isinstance(value, CellPicture) else shown(column, value, question)


def hours_words(column: str, value: float) -> str:
    """A column of hours in words; one of hours left says whether they are over: "超 7天2小时", "剩 3小时"."""
    if column != "hours_left":
        return numbers.hours(value)
    return (_("超 {length}") if value < 0 else _("剩 {length}")).format(length=numbers.hours(abs(value)))


def sample_of(name: str, rows: Sequence[Row]) -> Any:
    return next((row[name] for row in rows if row[name] is not None), None)


def on_paper(column: str, rows: Sequence[Row], question: str) -> Callable[[Any], str]:
    """How a value of a column is written where no configuration of Streamlit's does it."""
    sample = sample_of(column, rows)
    if is_hours(column, sample):
        write: Callable[[Any], str] = partial(hours_words, column)
    elif is_share(column, sample):
        write = numbers.share
    elif isinstance(sample, int | float) and not isinstance(sample, bool):
        format_ = decimals.written([shown(column, row[column], question) for row in rows], column, question)
        write = format_.__mod__ if format_ else paper.plain
    else:
        write = paper.month if column == "month" else paper.written
    return lambda value: write(shown(column, value, question))
