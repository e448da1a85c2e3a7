"""考核排名: ranks within a group, how firm they are, and what moved them.

A unit is ranked when at least 90 % of its applicable weight is present. Scores are rounded to two places
first; ties share the better rank.
"""

from dataclasses import dataclass

import numpy as np

from zhiping.contracts.appraisal import APPRAISAL_PERIODS
from zhiping.contracts.kinds import Row
from zhiping.rules.appraisal.draws import DRAW_COUNT, drawn_ranks
from zhiping.rules.appraisal.scores import (
    BoolArray,
    Sheet,
    above_full,
    grouped,
    number,
    official_scores,
    sheet_of,
    unit_scores,
)
from zhiping.rules.rounding import FloatArray, IntArray, places, rounded

ENOUGH_PRESENT = 0.9
LOW_SHARE, HIGH_SHARE = 5, 95
HISTORY_KEYS = (
    "scheme_area",
    "year",
    "term",
    "unit_group",
    "unit_id",
    "unit_name",
    "score",
    "rank",
    "unit_count",
    "is_ranked",
)


@dataclass(frozen=True)
class Ranking:
    """The official result of one group; every array has one entry per unit of the sheet.

    `scores` are rounded, nan where nothing is scored; `present_shares` are nan where nothing applies;
    `ranks` are 0 for units that are not ranked; `cell_scores` are units × indicators.
    """

    sheet: Sheet
    cell_scores: FloatArray
    scores: FloatArray
    present_shares: FloatArray
    is_ranked: BoolArray
    ranks: IntArray

    @property
    def order(self) -> list[int]:
        """Positions of the units by rank, then id; unranked units last."""
        count = len(self.sheet.units)
        return sorted(range(count), key=lambda unit: (not self.is_ranked[unit], self.ranks[unit], unit))

    @property
    def ranked(self) -> list[tuple[int, int]]:
        """By rank: the position of a ranked unit among the ranked ones, and among all units."""
        among_ranked = np.cumsum(self.is_ranked) - 1
        return [(int(among_ranked[unit]), unit) for unit in self.order if self.is_ranked[unit]]


def ranking(sheet: Sheet) -> Ranking:
    """The ranks of one group."""
    cell_scores = official_scores(sheet)
    scores = rounded(unit_scores(cell_scores, sheet.weights))
    applicable = np.where(sheet.is_applicable, sheet.weights, 0.0).sum(axis=1)
    present = np.where(sheet.is_present, sheet.weights, 0.0).sum(axis=1)
    with np.errstate(invalid="ignore"):
        present_shares = present / applicable
    # Weights add up in binary: 90 % exactly must not fall short by a rounding.
    is_ranked = (present_shares >= ENOUGH_PRESENT - 1e-9) & ~np.isnan(scores)
    ranks = np.zeros(len(sheet.units), dtype=np.int64)
    ranks[is_ranked] = places(scores[is_ranked])
    return Ranking(sheet, cell_scores, scores, present_shares, is_ranked, ranks)


def _rankings(rows: list[Row]) -> list[Ranking]:
    return [ranking(sheet) for sheet in map(sheet_of, grouped(rows)) if any(sheet.is_chosen)]


def ranking_rows(rows: list[Row]) -> list[Row]:
    """One row per chosen unit, by group and rank, unranked units last: its score, rank and gaps."""
    return [
        _ranking_row(one, unit) for one in _rankings(rows) for unit in one.order if one.sheet.is_chosen[unit]
    ]


def _ranking_row(one: Ranking, unit: int) -> Row:
    sheet, is_ranked = one.sheet, bool(one.is_ranked[unit])
    applicable = sheet.is_applicable[unit]
    return sheet.group | {
        **{
            key: sheet.units[unit][key]
            for key in ("unit_id", "unit_name", "area_code", "area_name", "leader_post")
        },
        "score": number(one.scores[unit]),
        "rank": int(one.ranks[unit]) if is_ranked else None,
        "unit_count": int(one.is_ranked.sum()),
        "is_tied": is_ranked and int((one.ranks == one.ranks[unit]).sum()) > 1,
        "is_ranked": is_ranked,
        "present_share": number(one.present_shares[unit]),
        "missing_count": int((applicable & ~sheet.is_present[unit]).sum()),
        "not_applicable_count": int((~applicable).sum()),
        "above_full_count": int(above_full(one.cell_scores[unit]).sum()),
        "indicator_count": len(sheet.indicators),
    }


def history_rows(rows: list[Row]) -> list[Row]:
    """One row per chosen unit, year and term, by unit and time: its score and rank."""
    history = [{key: row[key] for key in HISTORY_KEYS} for row in ranking_rows(rows)]
    return sorted(
        history, key=lambda row: (row["unit_id"], row["year"], APPRAISAL_PERIODS.index(row["term"]))
    )


def interval_rows(rows: list[Row]) -> list[Row]:
    """One row per chosen ranked unit, by group and rank: between which ranks it lies in 90 % of the draws.

    rank_low and rank_high are ranks that occur (P5 and P95); first_place_share and last_place_share count a shared
    place; not_separable_from names the units whose interval overlaps, in rank order.
    """
    return [row for one in _rankings(rows) if one.is_ranked.any() for row in _intervals(one)]


def _intervals(one: Ranking) -> list[Row]:
    drawn = drawn_ranks(one.sheet, one.is_ranked)
    low, high = np.percentile(drawn, [LOW_SHARE, HIGH_SHARE], axis=0, method="inverted_cdf").astype(int)
    first_shares = (drawn == 1).mean(axis=0)
    last_shares = (drawn == drawn.max(axis=1, keepdims=True)).mean(axis=0)
    intervals = []
    for at, unit in one.ranked:
        overlaps = (low <= high[at]) & (high >= low[at])
        others = [
            one.sheet.units[other]["unit_name"] for to, other in one.ranked if to != at and overlaps[to]
        ]
        if one.sheet.is_chosen[unit]:
            shown = {
                "unit_id": one.sheet.units[unit]["unit_id"],
                "unit_name": one.sheet.units[unit]["unit_name"],
                "rank": int(one.ranks[unit]),
                "rank_low": int(low[at]),
                "rank_high": int(high[at]),
                "first_place_share": float(first_shares[at]),
                "last_place_share": float(last_shares[at]),
                "not_separable_count": len(others),
                "not_separable_from": others,
                "draw_count": DRAW_COUNT,
            }
            intervals.append(one.sheet.group | shown)
    return intervals


def shift_rows(rows: list[Row]) -> list[Row]:
    """One row per indicator of every group with a chosen unit: how far ranks shift when it is left out.

    mean_shift and largest_shift are absolute numbers of places among the ranked units of the group that have a
    score without it, None where no unit has: then nothing is left to rank by. largest_unit_name is None where none
    moves, else the first by rank.
    """
    return [row for one in _rankings(rows) if one.is_ranked.any() for row in _shifts(one)]


def _shifts(one: Ranking) -> list[Row]:
    sheet = one.sheet
    without = sheet.weights * (1 - np.eye(len(sheet.indicators)))
    left_scores = rounded(unit_scores(one.cell_scores[np.newaxis], without))
    found = []
    for indicator, scores in zip(sheet.indicators, left_scores, strict=True):
        units = [unit for _at, unit in one.ranked if not np.isnan(scores[unit])]
        shift = np.abs(places(scores[units]) - places(one.scores[units]))
        largest = int(shift.max()) if units else None
        movers = [
            sheet.units[unit]["unit_name"]
            for unit, moved in zip(units, shift, strict=True)
            if moved == largest
        ]
        shown = {
            "indicator_id": indicator["indicator_id"],
            "indicator_name": indicator["indicator_name"],
            "weight": float(indicator["weight"]),
            "mean_shift": float(shift.mean()) if units else None,
            "largest_shift": largest,
            "largest_unit_name": movers[0] if largest else None,
        }
        found.append(sheet.group | shown)
    return found


def total_rows(rows: list[Row]) -> list[Row]:
    """One row: of all chosen units, how many groups, units, ranked ones, missing values, units that miss some, and
    scores above the full mark.
    """
    units = ranking_rows(rows)
    missing = [row["missing_count"] for row in units]
    return [
        {
            "group_count": len({(row["scheme_area"], row["unit_group"]) for row in units}),
            "unit_count": len(units),
            "ranked_count": sum(row["is_ranked"] for row in units),
            "unranked_count": sum(not row["is_ranked"] for row in units),
            "missing_count": sum(missing),
            "missing_unit_count": sum(count > 0 for count in missing),
            "above_full_count": sum(row["above_full_count"] for row in units),
        }
    ]
