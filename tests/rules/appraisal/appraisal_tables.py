"""Small appraisal sheets as rows, and a slow obvious second version of the scores."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any

from zhiping.contracts.kinds import Row

NOT_APPLICABLE = "不适用"
COMPLETION, SPREAD, DIRECT = "目标完成率", "极差标准化", "直接得分"
UP, DOWN = "正向", "负向"


def indicator(indicator_id: str, weight: float, method: str = DIRECT, **columns: Any) -> Row:
    """One indicator; `columns` may set direction, floor, cap and target."""
    return {
        "indicator_id": indicator_id,
        "indicator_name": f"指标{indicator_id}",
        "dimension": "产业发展",
        "weight": weight,
        "official_weight": weight,
        "direction": UP,
        "method": method,
        "floor": None,
        "cap": None,
        "target": None,
        "is_key_task": False,
    } | columns


def sheet(
    indicators: Sequence[Row],
    values: Mapping[str, Sequence[Any]],
    *,
    chosen: Sequence[str] | None = None,
    targets: Mapping[tuple[str, str], float] | None = None,
    **columns: Any,
) -> list[Row]:
    """Rows of a sheet: per unit one value an indicator (None is missing); `targets` are the units' own."""
    own = targets or {}
    return [
        {
            "scheme_area": "152530000000",
            "year": 2025,
            "term": "全年",
            "unit_group": "推动高质量发展",
            "unit_id": unit,
            "unit_name": f"{unit}镇",
            "area_code": "152530100000",
            "area_name": "上都镇",
            "leader_post": "镇党委书记",
            "is_chosen": chosen is None or unit in chosen,
            "data_source": "统计局",
            "source_sheet": "数据",
            "source_row": 2,
            "upload_id": 1,
            **one,
            "target": own.get((unit, one["indicator_id"]), one["target"]),
            "value": None if value == NOT_APPLICABLE else value,
            "is_applicable": value != NOT_APPLICABLE,
            **columns,
        }
        for unit, unit_values in values.items()
        for one, value in zip(indicators, unit_values, strict=True)
    ]


def random_sheet(seed: int, unit_count: int, indicator_count: int, gap_chance: float = 0.15) -> list[Row]:
    """A sheet with every method and both directions, items outside, and gaps in values and targets."""
    random = Random(seed)
    indicators = [
        indicator(
            f"Z{at:02}",
            random.choice([0, 2.5, 5, 7.5, 10]) if at else 5,
            random.choice([COMPLETION, SPREAD, DIRECT]),
            direction=random.choice([UP, DOWN]),
            floor=random.choice([None, 60]),
            cap=random.choice([None, 120]),
            target=None if random.random() < gap_chance else random.choice([80, 100]),
        )
        for at in range(indicator_count)
    ]

    def value() -> Any:
        if random.random() < gap_chance:
            return random.choice([None, NOT_APPLICABLE])
        return random.choice([0, 50, 70, 80, 85, 85, 90.5, 100])

    return sheet(indicators, {f"T{at:02}": [value() for _ in indicators] for at in range(unit_count)})


def has_value(row: Row) -> bool:
    """Whether the cell counts as present."""
    if not row["is_applicable"] or row["value"] is None:
        return False
    if row["method"] != COMPLETION:
        return True
    if row["target"] is None:
        return False
    return bool(row["target"] > 0 or (row["target"] == 0 and row["direction"] == DOWN))


def slow_score(
    row: Row, rows: list[Row], values: Mapping[tuple[str, str], float], all_spread: bool
) -> float | None:
    """The score of one cell by the words of the rule, from a group's rows; None where it has none."""
    if not has_value(row):
        return None
    value = values[row["unit_id"], row["indicator_id"]]
    if row["method"] == SPREAD or all_spread:
        same = [one for one in rows if one["indicator_id"] == row["indicator_id"] and has_value(one)]
        if len({one["value"] for one in same}) == 1:
            return None
        group = [values[one["unit_id"], one["indicator_id"]] for one in same]
        place = (value - min(group)) / (max(group) - min(group)) * 100
        return place if row["direction"] == UP else 100 - place
    if row["method"] == DIRECT:
        return value
    cap = 100 if row["cap"] is None else row["cap"]
    if row["direction"] == DOWN and value == 0:
        return float(cap)
    completed = (value / row["target"] if row["direction"] == UP else row["target"] / value) * 100
    return float(min(cap, max(row["floor"] or 0, completed)))


def slow_unit_scores(
    rows: list[Row],
    values: Mapping[tuple[str, str], float],
    weights: Mapping[str, float],
    all_spread: bool = False,
) -> dict[str, float | None]:
    """The score of every unit of a group, not rounded."""
    found: dict[str, float | None] = {}
    for unit in sorted({row["unit_id"] for row in rows}):
        weighed = total = 0.0
        for row in rows:
            if row["unit_id"] == unit and row["weight"] > 0:
                score = slow_score(row, rows, values, all_spread)
                if score is not None:
                    weighed += weights[row["indicator_id"]] * score
                    total += weights[row["indicator_id"]]
        found[unit] = weighed / total if total else None
    return found


def given_values(rows: list[Row]) -> dict[tuple[str, str], float]:
    return {(row["unit_id"], row["indicator_id"]): row["value"] for row in rows if row["value"] is not None}


def given_weights(rows: list[Row]) -> dict[str, float]:
    return {row["indicator_id"]: row["weight"] for row in rows}


def slow_places(scores: Iterable[float | None]) -> list[int]:
    known = [-1.0 if score is None else score for score in scores]
    return [1 + sum(other > score for other in known) for score in known]


def paper_rounding(score: float | None) -> float | None:
    return None if score is None else int(score * 100 + 0.5 + 1e-6) / 100
