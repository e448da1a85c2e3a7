"""考核: the rows behind a figure, each in its part of it: what met it, what is counted and did not, what is not counted.

Which figure is asked about stands in each row as `figure`.
"""

from zhiping.contracts.kinds import Row
from zhiping.rules.appraisal.ranks import interval_rows, ranking_rows
from zhiping.rules.appraisal.scores import sheet_rows
from zhiping.rules.figure_part import figure_part

_LACKING = ("missing", "no_target")
_NOT_DUE = ("not_applicable", "outside")


def unit_rows(rows: list[Row]) -> list[Row]:
    """One row per chosen unit, by group and rank, with `part`.

    A unit without a rank is counted and does not meet 参加排名的单位; no other figure of ranks counts it.
    """
    figure = rows[0]["figure"] if rows else None
    is_loose: dict[tuple[str, str, str], bool] = {}
    if figure == "inseparable_units":
        is_loose = {_key(row): row["not_separable_count"] > 0 for row in interval_rows(rows)}
    found = []
    for unit in ranking_rows(rows):
        is_ranked = unit["is_ranked"]
        if figure == "appraised_units":
            part = figure_part(True, is_ranked)
        else:
            part = figure_part(is_ranked, is_loose.get(_key(unit), figure != "inseparable_units"))
        found.append(unit | {"part": part})
    return found


def _key(row: Row) -> tuple[str, str, str]:
    return row["scheme_area"], row["unit_group"], row["unit_id"]


def value_rows(rows: list[Row]) -> list[Row]:
    """One row per chosen unit and indicator, by group, unit and indicator, with score, state and `part`.

    Of 缺数据 only the gaps; of 数据完整度 what applies is counted; all other figures are made of what is scored.
    """
    cells = [row | {"part": _value_part(row)} for row in sheet_rows(rows)]
    return [row for row in cells if row["figure"] != "missing_values" or row["state"] in _LACKING]


def _value_part(row: Row) -> str:
    if row["figure"] == "missing_values":
        return figure_part(True, True)
    if row["figure"] == "present_share":
        return figure_part(row["state"] not in _NOT_DUE, row["state"] not in _LACKING)
    return figure_part(row["state"] == "scored", True)
