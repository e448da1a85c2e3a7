"""考核变动: what moved a unit's score and rank since the term before, indicator by indicator."""

from dataclasses import dataclass
from typing import Any

from zhiping.contracts.kinds import Row
from zhiping.rules.appraisal.ranks import Ranking, ranking
from zhiping.rules.appraisal.scores import GROUP_KEYS, contributions, grouped, number, sheet_of

_DRIVERS = 2  # indicators named on each side; more would be a table
UNIT_MOVE_KEYS = (
    *GROUP_KEYS,
    "unit_id",
    "unit_name",
    "unit_score_before",
    "unit_score",
    "unit_score_change",
    "rank_before",
    "rank",
    "rank_change",
)


@dataclass(frozen=True)
class _Side:
    """One term of one group by ids: what a cell scored and brought, and where its unit stood."""

    units: dict[str, Row]
    indicators: dict[str, Row]
    cells: dict[tuple[str, str], tuple[float | None, float | None]]
    standings: dict[str, tuple[float | None, int | None]]


_NOTHING = _Side({}, {}, {}, {})


def _side(one: Ranking) -> _Side:
    brought = contributions(one.sheet, one.cell_scores)
    units = {unit["unit_id"]: unit for unit in one.sheet.units}
    indicators = {indicator["indicator_id"]: indicator for indicator in one.sheet.indicators}
    cells = {
        (unit, indicator): (number(one.cell_scores[row, column]), number(brought[row, column]))
        for row, unit in enumerate(units)
        for column, indicator in enumerate(indicators)
    }
    standings = {
        unit: (number(score), int(rank) or None)
        for unit, score, rank in zip(units, one.scores, one.ranks, strict=True)
    }
    return _Side(units, indicators, cells, standings)


def move_rows(rows: list[Row]) -> list[Row]:
    """One row per chosen unit and indicator: what changed since the term before, the widest change first.

    Rows with `is_current` are the asked term, the others the one before. What exists on one side only has
    None on the other, and its whole contribution is the change; rank_change is positive when better.
    """
    sides = {
        (group[0]["scheme_area"], group[0]["unit_group"], is_current): ranking(sheet_of(group))
        for is_current in (False, True)
        for group in grouped(row for row in rows if bool(row["is_current"]) == is_current)
    }
    finished: list[Row] = []
    for (scheme_area, unit_group, is_current), one in sides.items():
        if is_current:
            before = sides.get((scheme_area, unit_group, False))
            finished += _moves(one.sheet.group, _side(before) if before else _NOTHING, _side(one))
    return finished


def _moves(group: Row, before: _Side, after: _Side) -> list[Row]:
    indicators = before.indicators | after.indicators
    moves: list[Row] = []
    for unit_id, unit in sorted((before.units | after.units).items()):
        if not any(side.units[unit_id]["is_chosen"] for side in (before, after) if unit_id in side.units):
            continue
        score_before, rank_before = before.standings.get(unit_id, (None, None))
        score, rank = after.standings.get(unit_id, (None, None))
        standing = {
            "unit_score_before": score_before,
            "unit_score": score,
            "unit_score_change": None
            if score is None or score_before is None
            else round(score - score_before, 2),
            "rank_before": rank_before,
            "rank": rank,
            "rank_change": None if rank is None or rank_before is None else rank_before - rank,
        }
        unit_moves = [
            group
            | {"unit_id": unit_id, "unit_name": unit["unit_name"]}
            | {"indicator_id": indicator_id, "indicator_name": indicator["indicator_name"]}
            | _cell_move(
                before.cells.get((unit_id, indicator_id), (None, None)),
                after.cells.get((unit_id, indicator_id), (None, None)),
            )
            | standing
            for indicator_id, indicator in sorted(indicators.items())
        ]
        moves += sorted(unit_moves, key=lambda row: -abs(row["contribution_change"] or 0.0))
    return moves


def _cell_move(before: tuple[float | None, float | None], after: tuple[float | None, float | None]) -> Row:
    is_known = before[1] is not None or after[1] is not None
    return {
        "score_before": before[0],
        "score": after[0],
        "contribution_before": before[1],
        "contribution": after[1],
        "contribution_change": (after[1] or 0.0) - (before[1] or 0.0) if is_known else None,
    }


def unit_move_rows(rows: list[Row]) -> list[Row]:
    """One row per chosen unit: what changed since the term before, those whose rank moved most first.

    unit_score, rank and their changes as in `move_rows`; raised_by and lowered_by: the names of the one or
    two indicators that moved the score most in each direction, with raised_points and lowered_points. A
    change below half a hundredth of a point is none.
    """
    units: dict[tuple[Any, ...], list[Row]] = {}
    for row in move_rows(rows):
        units.setdefault((row["scheme_area"], row["unit_group"], row["unit_id"]), []).append(row)
    found = [
        {key: cells[0][key] for key in UNIT_MOVE_KEYS}
        | _driven(cells, 1, "raised_by", "raised_points")
        | _driven(cells, -1, "lowered_by", "lowered_points")
        for cells in units.values()
    ]
    return sorted(
        found,
        key=lambda row: (
            row["scheme_area"],
            row["unit_group"],
            -abs(row["rank_change"] or 0),
            -abs(row["unit_score_change"] or 0),
        ),
    )


def _driven(cells: list[Row], sign: int, names: str, points: str) -> Row:
    changes = ((cell["indicator_name"], cell["contribution_change"]) for cell in cells)
    moved = [(name, change) for name, change in changes if change is not None and round(change, 2) * sign > 0]
    largest = sorted(moved, key=lambda item: -abs(item[1]))[:_DRIVERS]
    return {names: [name for name, _change in largest], points: [change for _name, change in largest]}
