"""考核得分: what an indicator scores, and a unit; the one home of both.

A sheet holds one group in one term as arrays of units × indicators. The functions broadcast over leading
axes, so that the official score, the draws of a rank interval and "without this indicator" are one rule.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhiping.contracts.appraisal import APPRAISAL_PERIODS, METHODS
from zhiping.contracts.kinds import Row
from zhiping.rules.rounding import FloatArray, rounded

BoolArray = NDArray[np.bool_]

GROUP_KEYS = ("scheme_area", "year", "term", "unit_group")
DEFAULT_FLOOR, DEFAULT_CAP = 0.0, 100.0
FULL_MARK = 100.0
_COMPLETION, _SPREAD, _DIRECT = METHODS
_group_of = itemgetter(*GROUP_KEYS)


@dataclass(frozen=True)
class Sheet:
    """One group in one term: its units and its indicators with a weight, both sorted by their id.

    `values`, `targets` and `is_applicable` are units × indicators, nan where nothing was reported;
    `weights`, `is_turned` (lower is better), `floors` and `caps` are one per indicator.
    """

    group: Row
    units: tuple[Row, ...]
    indicators: tuple[Row, ...]
    values: FloatArray
    targets: FloatArray
    is_applicable: BoolArray
    weights: FloatArray
    is_turned: BoolArray
    floors: FloatArray
    caps: FloatArray

    @cached_property
    def is_chosen(self) -> list[bool]:
        return [bool(unit["is_chosen"]) for unit in self.units]

    @cached_property
    def is_spread(self) -> BoolArray:
        """Which indicators are scored by their place between the group's lowest and highest value."""
        return self._has_method(_SPREAD)

    @cached_property
    def is_direct(self) -> BoolArray:
        return self._has_method(_DIRECT)

    @cached_property
    def has_target(self) -> BoolArray:
        """Cells whose target can be met in part: a share of nothing, or of less, says nothing."""
        return np.asarray((self.targets > 0) | (self.is_turned & (self.targets == 0)))

    @cached_property
    def is_present(self) -> BoolArray:
        """Cells that are reported as far as their method needs: a value, and a target where it counts."""
        return (
            self.is_applicable & ~np.isnan(self.values) & (self.has_target | ~self._has_method(_COMPLETION))
        )

    @cached_property
    def has_spread(self) -> BoolArray:
        """Indicators whose reported values differ within the group."""
        lowest = np.min(self.values, axis=0, where=self.is_present, initial=np.inf)
        highest = np.max(self.values, axis=0, where=self.is_present, initial=-np.inf)
        return np.asarray(highest > lowest)

    def _has_method(self, method: str) -> BoolArray:
        return np.array([one["method"] == method for one in self.indicators], dtype=bool)


def grouped(rows: Iterable[Row]) -> list[list[Row]]:
    """Rows (unit × indicator) apart by group, in the order of area, year, term and group."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(_group_of(row), []).append(row)
    return [groups[key] for key in sorted(groups, key=_group_order)]


def _group_order(key: tuple[Any, ...]) -> tuple[Any, ...]:
    scheme_area, year, term, unit_group = key
    return scheme_area, year, APPRAISAL_PERIODS.index(term), unit_group


def sheet_of(rows: list[Row]) -> Sheet:
    """The sheet of one group's rows, in whatever order they come."""
    weighed = [row for row in rows if row["weight"] > 0]
    unit_rows = {row["unit_id"]: row for row in rows}
    indicator_rows = {row["indicator_id"]: row for row in weighed}
    units = tuple(unit_rows[key] for key in sorted(unit_rows))
    indicators = tuple(indicator_rows[key] for key in sorted(indicator_rows))
    unit_at = {unit["unit_id"]: at for at, unit in enumerate(units)}
    indicator_at = {one["indicator_id"]: at for at, one in enumerate(indicators)}
    cells = (
        [unit_at[row["unit_id"]] for row in weighed],
        [indicator_at[row["indicator_id"]] for row in weighed],
    )

    def laid_out(column: str, empty: float) -> FloatArray:
        table = np.full((len(units), len(indicators)), empty)
        table[cells] = [empty if row[column] is None else row[column] for row in weighed]
        return table

    def per_indicator(column: str, empty: float) -> FloatArray:
        return np.array(
            [empty if one[column] is None else one[column] for one in indicators], dtype=np.float64
        )

    return Sheet(
        group={key: rows[0][key] for key in GROUP_KEYS},
        units=units,
        indicators=indicators,
        values=laid_out("value", np.nan),
        targets=laid_out("target", np.nan),
        is_applicable=laid_out("is_applicable", 1) > 0,
        weights=per_indicator("weight", 0),
        is_turned=np.array([one["direction"] == "负向" for one in indicators], dtype=bool),
        floors=per_indicator("floor", DEFAULT_FLOOR),
        caps=per_indicator("cap", DEFAULT_CAP),
    )


def indicator_scores(sheet: Sheet, values: FloatArray, is_spread: BoolArray) -> FloatArray:
    """Scores 0-100 of `values` (…, units, indicators); nan where a cell has none.

    `is_spread` (broadcasts to `values`) says what is scored by its place within the group instead of by
    the indicator's own method.
    """
    turned = np.where(sheet.is_turned, -values, values)
    lowest = np.min(turned, axis=-2, where=sheet.is_present, initial=np.inf, keepdims=True)
    highest = np.max(turned, axis=-2, where=sheet.is_present, initial=-np.inf, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        spread = (turned - lowest) / (highest - lowest) * 100
        completed = np.where(sheet.is_turned, sheet.targets / values, values / sheet.targets) * 100
    # Nothing, or less, of what there should be little of is the best there is.
    completed = np.where(
        sheet.is_turned & (values <= 0), sheet.caps, np.clip(completed, sheet.floors, sheet.caps)
    )
    scores = np.where(is_spread, spread, np.where(sheet.is_direct, values, completed))
    # What was reported without any difference gets none from the noise of a draw either.
    return np.where(sheet.is_present & (sheet.has_spread | ~is_spread), scores, np.nan)


def unit_scores(scores: FloatArray, weights: FloatArray) -> FloatArray:
    """Weighted means (…, units) of `scores` (…, units, indicators) over the cells that have one.

    `weights` (…, indicators) need no sum: each unit's are scaled to what it has. nan without any.
    """
    is_scored = ~np.isnan(scores)
    weighed = np.einsum("...ui,...i->...u", np.where(is_scored, scores, 0.0), weights)
    with np.errstate(invalid="ignore"):
        return np.asarray(weighed / np.einsum("...ui,...i->...u", is_scored, weights))


def official_scores(sheet: Sheet) -> FloatArray:
    """The score of every cell (units × indicators) as the scheme says; nan where there is none."""
    return indicator_scores(sheet, sheet.values, sheet.is_spread)


def above_full(scores: FloatArray) -> BoolArray:
    """Which scores are above the full mark, as a cap above it or a score given as the value allows; nan is not."""
    return np.asarray(rounded(scores) > FULL_MARK)


def contributions(sheet: Sheet, scores: FloatArray) -> FloatArray:
    """The points that each cell brings to its unit's score: a row of them sums to that score."""
    weights = np.where(np.isnan(scores), 0.0, sheet.weights)
    with np.errstate(invalid="ignore"):
        return np.asarray(sheet.weights * scores / weights.sum(axis=1, keepdims=True))


def number(value: np.float64) -> float | None:
    """A number for a row: nan is None there."""
    return None if np.isnan(value) else float(value)


def _states(sheet: Sheet, scores: FloatArray) -> NDArray[np.str_]:
    return np.select(
        [~sheet.is_applicable, np.isnan(sheet.values), ~sheet.is_present, np.isnan(scores)],
        ["not_applicable", "missing", "no_target", "no_spread"],
        "scored",
    )


_OUTSIDE: Row = {
    "score": None,
    "contribution": None,
    "state": "outside",
    "is_above_full": False,
    "group_mean_score": None,
    "group_unit_count": 0,
    "mean_difference": None,
}


def _cells(sheet: Sheet) -> dict[tuple[str, str], Row]:
    scores = official_scores(sheet)
    brought = contributions(sheet, scores)
    states = _states(sheet, scores)
    is_above = above_full(scores)
    is_scored = ~np.isnan(scores)
    counts = is_scored.sum(axis=0)
    with np.errstate(invalid="ignore"):
        means = np.where(is_scored, scores, 0.0).sum(axis=0) / counts
    differences = brought - contributions(sheet, np.where(is_scored, means, np.nan))
    return {
        (unit["unit_id"], one["indicator_id"]): {
            "score": number(scores[row, column]),
            "contribution": number(brought[row, column]),
            "state": str(states[row, column]),
            "is_above_full": bool(is_above[row, column]),
            "group_mean_score": number(means[column]),
            "group_unit_count": int(counts[column]),
            "mean_difference": number(differences[row, column]),
        }
        for row, unit in enumerate(sheet.units)
        if sheet.is_chosen[row]
        for column, one in enumerate(sheet.indicators)
    }


def sheet_rows(rows: list[Row]) -> list[Row]:
    """The chosen rows (unit × indicator) with score, contribution and state, by group, unit and indicator.

    Added: score (0-100), contribution (points of the unit's score), state (scored, missing,
    not_applicable, no_target, no_spread, or outside for an item without weight), is_above_full, group_mean_score,
    group_unit_count (the units behind that mean) and mean_difference (points of the unit's score that the
    cell brings more, or less, than the group's mean would; None where it has no score).
    """
    finished: list[Row] = []
    for group in grouped(rows):
        cells = _cells(sheet_of(group))
        chosen = [row for row in group if row["is_chosen"]]
        for row in sorted(chosen, key=itemgetter("unit_id", "indicator_id")):
            finished.append(row | cells.get((row["unit_id"], row["indicator_id"]), _OUTSIDE))
    return finished


def dimension_rows(rows: list[Row]) -> list[Row]:
    """One row per chosen unit and dimension of its group, the heaviest dimension first: where its points come from.

    points (of the unit's score; None where nothing of the dimension is scored) and weight (of all its
    indicators in the scheme).
    """
    finished: list[Row] = []
    for group in grouped(rows):
        sheet = sheet_of(group)
        weights: dict[str, float] = {}
        for one in sheet.indicators:
            weights[one["dimension"]] = weights.get(one["dimension"], 0.0) + float(one["weight"])
        brought = contributions(sheet, official_scores(sheet))
        for at, unit in enumerate(sheet.units):
            if not sheet.is_chosen[at]:
                continue
            for dimension, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0] or "")):
                own = brought[at, [one["dimension"] == dimension for one in sheet.indicators]]
                points = float(np.nansum(own)) if not np.isnan(own).all() else None
                named = {"unit_id": unit["unit_id"], "unit_name": unit["unit_name"], "dimension": dimension}
                finished.append(sheet.group | named | {"points": points, "weight": weight})
    return finished
