"""What a check found, as plain rows and words: the same in the terminal, the downloads and the history."""

from collections.abc import Mapping
from typing import Any

from zhiping.upload.checking.check import Checked
from zhiping.upload.checking.faults import Fault
from zhiping.upload.reading.texttable import place_words
from zhiping.words import _


def unsound_rows(checked: Checked) -> list[dict[str, Any]]:
    """The rows left out for their faults, one entry a row with what is wrong in it (those listed)."""
    whys: dict[tuple[str | None, int], list[str]] = {}
    for fault in checked.faults:
        whys.setdefault((fault.sheet, fault.row), []).append(fault.problem)
    return [
        {"sheet": sheet, "rows": str(row), "why": _("；").join(why)} for (sheet, row), why in whys.items()
    ]


def left_out_rows(checked: Checked) -> list[dict[str, Any]]:
    """The unsound rows as everybody may read them in the history: of persons only where they stand."""
    rows = unsound_rows(checked)
    return [row | {"why": _("有错误")} for row in rows] if checked.dataset.is_restricted else rows


def skipped_words(part: Mapping[str, Any]) -> str:
    """One entry of `skipped` in words: 工作表“…”第 1-2 行：标题."""
    rows = part["rows"]
    is_number = rows[:1].isdigit()
    where = place_words(part["sheet"], rows if is_number else "") + ("" if is_number else rows)
    return f"{where}{_('：')}{part['why']}" if where else str(part["why"])


def fault_row(fault: Fault) -> dict[str, Any]:
    """A fault as the terminal and the downloads give it."""
    names = ("sheet", "row", "column", "label", "value", "problem", "remedy")
    return {name: getattr(fault, name) for name in names}
